//! Where things are in a song: sections in bars, chords in bars, and which bars of which patterns each track plays.

use crate::ai::answer::harmony::{self, Written};
use crate::ai::answer::song::{Song, SongSection};
use crate::score::{Repair, ScoreChord, ScoreSection, SectionKind};
use crate::text::{Locale, Message};
use crate::time::{Meter, Tick, TickRange};

/// Ticks of a sixteenth.
pub const STEP: u32 = crate::time::TICKS_PER_QUARTER / 4;

/// What a track plays in a bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Played {
    /// The pattern's place in the song.
    pub pattern: usize,
    /// The bar's place in the pattern.
    pub bar: usize,
    /// Whether it moves with the chords.
    pub follows: bool,
}

/// How the built-in composer shall play where a model leaves it to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Auto {
    /// Chords in blocks or strummed.
    Chords,
    /// Broken chords.
    Arp,
    /// Held chords.
    Pad,
    /// A bass.
    Bass,
    /// A beat.
    Drums,
    /// A melody.
    Melody,
}

/// What a track does in a section.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Playing {
    /// Bars, one after another.
    pub bars: Vec<Played>,
    /// What the composer shall play instead.
    pub auto: Option<Auto>,
}

/// A number of bars named in `m1*4`, and whether the pattern moves with the chords.
fn parts_of(text: &str) -> (&str, u32, bool) {
    let (name, follows) = match text.split_once(":follow") {
        Some((name, rest)) if rest.is_empty() || rest.starts_with('*') => (name, Some(rest)),
        _ => (text, None),
    };
    let (name, count) = match name.split_once(['*', '×']) {
        Some((name, count)) => (name, Some(count)),
        None => (name, follows.and_then(|rest| rest.strip_prefix('*'))),
    };
    let times = count.and_then(|count| count.trim().parse().ok()).unwrap_or(1);
    (name.trim(), u32::clamp(times, 1, 64), follows.is_some())
}

/// The track and the way of an entry such as `keys:auto-block`.
fn auto_of(text: &str) -> Option<(&str, Auto)> {
    let (track, way) = text.split_once(':')?;
    let way = way.trim().strip_prefix("auto")?;
    let auto = match way.trim_start_matches('-').split(['*', ' ']).next().unwrap_or_default() {
        "arp" => Auto::Arp,
        "pad" | "hold" => Auto::Pad,
        "bass" => Auto::Bass,
        "drums" | "beat" => Auto::Drums,
        "melody" | "lead" => Auto::Melody,
        _ => Auto::Chords,
    };
    Some((track.trim(), auto))
}

/// What every track plays in a section, in the order of the tracks. Names that are not known are told.
pub fn playing(song: &Song, section: &SongSection, repairs: &mut Vec<Repair>) -> Vec<Playing> {
    let mut out = vec![Playing::default(); song.tracks.len()];
    for entry in &section.uses {
        if let Some((track, auto)) = auto_of(entry) {
            if let Some(place) = track_of(song, track) {
                out[place].auto = Some(auto);
            }
            continue;
        }
        let (name, times, follows) = parts_of(entry);
        let found = song.patterns.iter().position(|pattern| pattern.id == name);
        let found = found.or_else(|| song.patterns.iter().position(|pattern| pattern.id.eq_ignore_ascii_case(name)));
        let placed = found.and_then(|pattern| Some((pattern, track_of(song, &song.patterns.get(pattern)?.track)?)));
        let Some((pattern, track)) = placed else {
            repairs.push(Repair::PatternMissing { pattern: name.to_owned(), section: section.name.clone() });
            continue;
        };
        let bars = song.patterns.get(pattern).map_or(0, |pattern| pattern.bars.len());
        let playing = &mut out[track].bars;
        for bar in (0..times).flat_map(|_| 0..bars) {
            if playing.len() <= section.bars as usize {
                playing.push(Played { pattern, bar, follows });
            }
        }
    }
    for (track, playing) in out.iter_mut().enumerate() {
        fit(playing, section, song.tracks.get(track).map_or("", |track| track.id.as_str()), repairs);
    }
    out
}

/// Repeats or cuts what a track plays so that it fills the section.
fn fit(playing: &mut Playing, section: &SongSection, track: &str, repairs: &mut Vec<Repair>) {
    let (have, want) = (playing.bars.len(), section.bars as usize);
    if have == 0 || have == want {
        return;
    }
    if have > want || !want.is_multiple_of(have) {
        repairs.push(Repair::BarsFitted { part: track.to_owned(), section: section.name.clone() });
    }
    playing.bars = playing.bars.iter().copied().cycle().take(want).collect();
}

/// The track of a name; failing that, of a role.
pub fn track_of(song: &Song, name: &str) -> Option<usize> {
    let by = |test: &dyn Fn(&str, &str) -> bool| {
        song.tracks.iter().position(|track| test(&track.id, name) || test(&track.role, name))
    };
    song.tracks
        .iter()
        .position(|track| track.id == name)
        .or_else(|| by(&|known, name| known.eq_ignore_ascii_case(name)))
}

/// The sections, each with a name of its own.
pub fn sections(song: &Song) -> Vec<ScoreSection> {
    let kinds: Vec<SectionKind> = song.sections.iter().map(|section| kind(&section.name)).collect();
    let mut out = Vec::with_capacity(kinds.len());
    for (index, section) in song.sections.iter().enumerate() {
        let name = if section.name.is_empty() {
            Message::new("section-verse").text(Locale::English)
        } else {
            section.name.clone()
        };
        let alike = |other: &&SongSection| other.name.eq_ignore_ascii_case(&section.name);
        let count = song.sections.iter().filter(alike).count();
        let nth = song.sections.iter().take(index).filter(alike).count();
        let name = if count > 1 { format!("{name} {}", nth + 1) } else { name };
        out.push(ScoreSection {
            name,
            kind: kinds.get(index).copied().unwrap_or(SectionKind::Verse),
            bars: section.bars,
        });
    }
    out
}

/// What part a section plays, by its name in any of the usual words.
pub fn kind(name: &str) -> SectionKind {
    let name = name.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    match () {
        () if has(&["intro", "前奏"]) => SectionKind::Intro,
        () if has(&["outro", "coda", "ending", "尾奏"]) => SectionKind::Outro,
        () if has(&["pre-chorus", "pre chorus", "prechorus", "build", "导歌"]) => SectionKind::PreChorus,
        () if has(&["chorus", "drop", "hook", "refrain", "副歌"]) => SectionKind::Chorus,
        () if has(&["bridge", "breakdown", "middle", "桥"]) => SectionKind::Bridge,
        () if has(&["solo", "interlude", "instrumental", "间奏"]) => SectionKind::Solo,
        () => SectionKind::Verse,
    }
}

/// The chords of all sections. A chord that cannot be read holds the one before it.
pub fn chords(song: &Song, meter: Meter, repairs: &mut Vec<Repair>) -> Vec<ScoreChord> {
    let (mut spans, mut unknown) = (Vec::<ScoreChord>::new(), 0);
    let mut first_bar = 0;
    for section in &song.sections {
        let bars =
            section.chords.iter().cycle().take(if section.chords.is_empty() { 0 } else { section.bars as usize });
        for (bar, text) in bars.enumerate() {
            let start = (first_bar + bar as u32) * meter.bar().0;
            unknown += lay_bar(&harmony::bar(text), start, meter, &mut spans);
        }
        first_bar += section.bars;
    }
    if unknown > 0 {
        repairs.push(Repair::ChordsHeld(unknown));
    }
    spans
}

/// Lays the chords of a bar side by side; tells how many were unknown.
fn lay_bar(written: &[Written], start: u32, meter: Meter, spans: &mut Vec<ScoreChord>) -> usize {
    let mut unknown = 0;
    let count = u32::try_from(written.len()).unwrap_or(1).max(1);
    let steps = meter.bar().0 / STEP;
    for (place, what) in (0u32..).zip(written) {
        let edge = |place: u32| Tick(start + steps * place / count / 2 * 2 * STEP);
        let end = if place + 1 == count { Tick(start) + meter.bar() } else { edge(place + 1) };
        let range = TickRange::new(edge(place), end);
        let held = spans.last().map(|span| span.chord);
        let chord = match what {
            Written::Chord(chord) => Some(*chord),
            Written::Silent => None,
            Written::Same => held,
            Written::Unknown => {
                unknown += 1;
                held
            }
        };
        match (chord, spans.last_mut()) {
            (None, _) => {}
            // Inside a bar a chord that stays is one.
            (Some(chord), Some(last)) if place > 0 && last.chord == chord && last.range.end == range.start => {
                last.range.end = range.end;
            }
            (Some(chord), _) => spans.push(ScoreChord { range, chord }),
        }
    }
    unknown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_read() {
        assert_eq!(parts_of("b1*4:follow"), ("b1", 4, true));
        assert_eq!(parts_of("b1:follow*2"), ("b1", 2, true));
        assert_eq!(parts_of(" m1 "), ("m1", 1, false));
        assert_eq!(auto_of("keys:auto-block*4"), Some(("keys", Auto::Chords)));
        assert_eq!(auto_of("keys:auto-strum"), Some(("keys", Auto::Chords)));
        assert_eq!(auto_of("low:auto-bass"), Some(("low", Auto::Bass)));
        assert_eq!(auto_of("m1*4"), None);
    }

    #[test]
    fn chords_share_their_bar_and_hold_where_one_is_unknown() {
        let section = SongSection {
            name: "Verse".to_owned(),
            bars: 3,
            chords: vec!["Am G".to_owned(), "wat".to_owned(), "N.C. C % %".to_owned()],
            ..SongSection::default()
        };
        let song = Song { sections: vec![section], ..Song::default() };
        let mut repairs = Vec::new();
        let spans = chords(&song, Meter::COMMON, &mut repairs);
        let read: Vec<(u32, u32, String)> =
            spans.iter().map(|span| (span.range.start.0, span.range.end.0, span.chord.to_string())).collect();
        let text = |chord: &str| chord.to_owned();
        assert_eq!(
            read,
            [(0, 1920, text("Am")), (1920, 3840, text("G")), (3840, 7680, text("G")), (8640, 11520, text("C"))]
        );
        assert_eq!(repairs, [Repair::ChordsHeld(1)]);
    }
}
