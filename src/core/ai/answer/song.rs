//! The fields of a song in a model's JSON, within bounds. Whatever is missing or of another kind is left empty.

use serde_json::Value;

use crate::ai::answer::json::Found;

/// Most tracks.
pub const MAX_TRACKS: usize = 16;
/// Most patterns.
const MAX_PATTERNS: usize = 256;
/// Most bars of a pattern.
const MAX_PATTERN_BARS: usize = 64;
/// Most sections.
const MAX_SECTIONS: usize = 64;
/// Most bars of a song.
pub const MAX_BARS: u32 = 256;
/// Most entries of any other list.
const MAX_ENTRIES: usize = 128;
/// Most characters of a bar, a line or a name.
const MAX_LINE: usize = 1_000;
/// Most characters of the plan.
const MAX_PLAN: usize = 4_000;

/// A song as a model wrote it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Song {
    /// What it meant to write.
    pub plan: String,
    /// The title.
    pub title: String,
    /// The key, in words.
    pub key: String,
    /// The time signature.
    pub meter: String,
    /// The tempo.
    pub bpm: Option<f64>,
    /// How much it swings, 0 to 1.
    pub swing: f64,
    /// The style, in words, for the built-in composer.
    pub style: String,
    /// The instruments.
    pub tracks: Vec<SongTrack>,
    /// What they play.
    pub patterns: Vec<SongPattern>,
    /// The form.
    pub sections: Vec<SongSection>,
    /// Whether the form was written to its end.
    pub form_complete: bool,
    /// Whether all was.
    pub complete: bool,
    /// How many things were left out because they were too many.
    pub left_out: usize,
}

/// An instrument.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SongTrack {
    /// Its short name.
    pub id: String,
    /// The part it plays: `melody`, `vocal`, `chords`, `bass`, `drums`, `arp`, `pad` or `counter`.
    pub role: String,
    /// Its General MIDI name.
    pub instrument: String,
}

/// Some bars of an instrument.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SongPattern {
    /// Its short name.
    pub id: String,
    /// Whose it is.
    pub track: String,
    /// The bars.
    pub bars: Vec<String>,
    /// The words, a line a bar.
    pub lyrics: Vec<String>,
}

/// A section.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SongSection {
    /// What it is.
    pub name: String,
    /// How many bars it has.
    pub bars: u32,
    /// The chords, a bar each.
    pub chords: Vec<String>,
    /// What plays in it.
    pub uses: Vec<String>,
    /// Its words, where they are not with the patterns.
    pub lyrics: Vec<String>,
}

impl Song {
    /// Takes the song out of JSON that was found.
    pub fn of(found: &Found) -> Self {
        let json = &found.value;
        // Some models put the song into an object of its own.
        let inner = ["score", "song", "input"].iter().find_map(|key| json.get(key).filter(|inner| inner.is_object()));
        let json = inner.unwrap_or(json);
        let mut left_out = 0;
        let mut song = Self {
            plan: line(json.get("plan"), MAX_PLAN),
            title: line(json.get("title"), MAX_LINE),
            key: line(json.get("key"), MAX_LINE),
            meter: line(json.get("meter").or_else(|| json.get("time_signature")), 16),
            bpm: number(json.get("bpm").or_else(|| json.get("tempo"))),
            swing: number(json.get("swing")).filter(|swing| swing.is_finite()).unwrap_or(0.0).clamp(0.0, 1.0),
            style: line(json.get("style"), MAX_LINE),
            tracks: list(json.get("tracks"), MAX_TRACKS, &mut left_out, track),
            patterns: list(json.get("patterns"), MAX_PATTERNS, &mut left_out, pattern),
            sections: list(json.get("sections"), MAX_SECTIONS, &mut left_out, section),
            form_complete: found.complete || after_sections(json),
            complete: found.complete,
            left_out,
        };
        let mut room = MAX_BARS;
        for section in &mut song.sections {
            let bars = section.bars.min(room);
            song.left_out += usize::from(bars < section.bars);
            section.bars = bars;
            room -= bars;
        }
        song.sections.retain(|section| section.bars > 0);
        song
    }
}

/// Whether another field follows the list of sections, so that it was written to its end.
fn after_sections(json: &Value) -> bool {
    let keys = json.as_object().map(|fields| fields.keys().collect::<Vec<_>>()).unwrap_or_default();
    keys.iter().position(|key| *key == "sections").is_some_and(|place| place + 1 < keys.len())
}

fn track(json: &Value) -> SongTrack {
    let instrument = json.get("instrument").or_else(|| json.get("name"));
    SongTrack {
        id: line(json.get("id").or_else(|| json.get("name")), 64),
        role: line(json.get("role"), 32).to_lowercase(),
        instrument: line(instrument, 120),
    }
}

fn pattern(json: &Value) -> SongPattern {
    let mut bars = lines(json.get("bars"), MAX_PATTERN_BARS + 1);
    bars.truncate(MAX_PATTERN_BARS);
    SongPattern {
        id: line(json.get("id"), 64),
        track: line(json.get("track"), 64),
        bars,
        lyrics: lines(json.get("lyrics"), MAX_PATTERN_BARS),
    }
}

fn section(json: &Value) -> SongSection {
    let chords = lines(json.get("chords"), MAX_ENTRIES);
    let counted = number(json.get("bars").or_else(|| json.get("length")));
    let bars = counted.filter(|bars| *bars >= 1.0).map_or(chords.len() as u32, |bars| bars.min(64.0) as u32);
    SongSection {
        name: line(json.get("name"), 120),
        bars: bars.clamp(1, 64),
        chords,
        uses: lines(json.get("use").or_else(|| json.get("patterns")), MAX_ENTRIES),
        lyrics: lines(json.get("lyrics"), MAX_ENTRIES),
    }
}

fn list<T>(json: Option<&Value>, most: usize, left_out: &mut usize, read: fn(&Value) -> T) -> Vec<T> {
    let items = json.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    *left_out += items.len().saturating_sub(most);
    items.iter().filter(|item| item.is_object()).take(most).map(read).collect()
}

/// Strings of a list, or the lines of a string.
fn lines(json: Option<&Value>, most: usize) -> Vec<String> {
    match json {
        Some(Value::Array(items)) => items.iter().take(most).map(|item| line(Some(item), MAX_LINE)).collect(),
        Some(Value::String(text)) => text
            .split(['\n', '|'])
            .take(most)
            .map(|part| clean(part, MAX_LINE))
            .filter(|part| !part.is_empty())
            .collect(),
        _ => Vec::new(),
    }
}

/// A string, or a number as one, on one line.
fn line(json: Option<&Value>, most: usize) -> String {
    match json {
        Some(Value::String(text)) => clean(text, most),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

fn clean(text: &str, most: usize) -> String {
    let visible = text.chars().take(most).map(|letter| if letter.is_control() { ' ' } else { letter });
    visible.collect::<String>().trim().to_owned()
}

/// A number, or a string that begins with one.
fn number(json: Option<&Value>) -> Option<f64> {
    match json? {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => {
            let digits = text.trim().chars().take_while(|letter| letter.is_ascii_digit() || *letter == '.');
            digits.collect::<String>().trim_end_matches('.').parse().ok()
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn fields_are_read_in_any_dress_and_within_bounds() {
        let sections: Vec<Value> =
            (0..90).map(|_| json!({"name": "Verse", "bars": "8 bars", "chords": "Am | F"})).collect();
        let value = json!({"song": {
            "title": "<b>Night</b>\nDrive", "bpm": "92 BPM", "swing": "0.5", "meter": "4/4", "tracks": [{"id": 1, "role": "Bass"}, 7],
            "patterns": [{"id": "m", "track": "1", "bars": "C4:16\nD4:16", "lyrics": null}], "sections": sections,
        }});
        let song = Song::of(&Found { value, complete: true });
        assert_eq!((song.title.as_str(), song.bpm, song.swing), ("<b>Night</b> Drive", Some(92.0), 0.5));
        assert_eq!((song.tracks.len(), song.tracks[0].role.as_str()), (1, "bass"));
        assert_eq!(song.patterns[0].bars, ["C4:16", "D4:16"]);
        assert_eq!(song.sections.iter().map(|section| section.bars).sum::<u32>(), MAX_BARS);
        assert_eq!(song.sections[0].chords, ["Am", "F"]);
        assert!(song.left_out > 0);
        assert_eq!(Song::of(&Found { value: json!([]), complete: false }), Song::default());
    }
}
