//! The measures of a part: what stands over them, and each voice with its notes and rests.

use crate::interchange::music_xml::notation::{self, Value};
use crate::interchange::music_xml::quantise::{self, DIVISIONS, Measure, division};
use crate::interchange::music_xml::spelling::{fifths, mode, spell};
use crate::interchange::music_xml::voices::{self, Chord};
use crate::interchange::music_xml::{drum_kit, harmony};
use crate::interchange::xml::Xml;
use crate::interchange::{Part, Sheet, SungLine};
use crate::music::Pitch;
use crate::time::Tick;

/// Parts whose notes lie lower than this on average, by MIDI key, have the bass clef.
const LOW: u64 = 55;

/// The first divisions of all measures and of what follows the last.
pub struct Bars(Vec<u32>);

impl Bars {
    /// The measures of a song, as many as it needs; always one.
    pub fn of(sheet: &Sheet<'_>) -> Self {
        let meter = &sheet.project.meter;
        let end = sheet.project.end();
        let mut starts = vec![0];
        for bar in 1.. {
            let start = meter.bar_start(bar);
            starts.push(division(start));
            if start >= end {
                break;
            }
        }
        Self(starts)
    }
}

/// The measures of a part, by its place in the score; none is a score of chords and words alone.
pub fn write(xml: &mut Xml, sheet: &Sheet<'_>, bars: &Bars, index: usize, part: Option<&Part<'_>>) {
    let notes = part.map_or(&[][..], |part| &part.notes);
    let (measures, written) = quantise::quantise(notes, &bars.0);
    let voices = voices::share_out(&written);
    let writer = Writer { sheet, part, index, words: words_of(sheet, index) };
    for (number, measure) in measures.iter().enumerate() {
        xml.open("measure", &[("number", &(number + 1).to_string())]);
        writer.attributes(xml, number, measure);
        if index == 0 {
            writer.over(xml, measure);
        }
        let mut at = 0;
        for (voice, chords) in voices.iter().enumerate() {
            at = writer.voice(xml, measure, voice, chords, at);
        }
        if voices.is_empty() {
            writer.rest(xml, measure, 0, measure.length, 0);
        }
        xml.close();
    }
}

struct Writer<'a> {
    sheet: &'a Sheet<'a>,
    part: Option<&'a Part<'a>>,
    index: usize,
    /// What is sung, by where its note starts: the words, their place in their word, and whether they are held.
    words: Vec<(Tick, &'a str, &'static str, bool)>,
}

/// What a part sings: the text and how it stands in its word.
fn words_of<'a>(sheet: &'a Sheet<'_>, part: usize) -> Vec<(Tick, &'a str, &'static str, bool)> {
    let lines = sheet.lines.iter().filter(|line| line.part == Some(part));
    let sung = lines.flat_map(|line| &line.sung).map(|sung| {
        let place = match (sung.starts, sung.ends) {
            (true, true) => "single",
            (true, false) => "begin",
            (false, true) => "end",
            (false, false) => "middle",
        };
        // A line after a word tells that it is held; inside a word hyphens do.
        (sung.at, sung.text.as_str(), place, sung.held && sung.ends)
    });
    sung.collect()
}

impl Writer<'_> {
    fn is_drums(&self) -> bool {
        self.part.is_some_and(Part::is_drums)
    }

    /// The grid, the key and the clef at the start; the time signature wherever it changes.
    fn attributes(&self, xml: &mut Xml, number: usize, measure: &Measure) {
        let project = self.sheet.project;
        // Never more than the end of time has bars.
        let change = project.meter.changes().iter().find(|change| change.bar as usize == number);
        if number > 0 && change.is_none() {
            return;
        }
        xml.open("attributes", &[]);
        if number == 0 {
            xml.leaf("divisions", &[], &DIVISIONS.to_string());
            xml.open("key", &[]);
            xml.leaf("fifths", &[], &fifths(project.key).to_string());
            xml.leaf("mode", &[], mode(project.key.mode));
            xml.close();
        }
        if let Some(change) = change {
            debug_assert_eq!(measure.length, division(change.meter.bar()));
            xml.open("time", &[]);
            xml.leaf("beats", &[], &change.meter.beats().to_string());
            xml.leaf("beat-type", &[], &change.meter.unit().to_string());
            xml.close();
        }
        if number == 0 {
            xml.open("clef", &[]);
            let (sign, line) = self.clef();
            xml.leaf("sign", &[], sign);
            if let Some(line) = line {
                xml.leaf("line", &[], line);
            }
            xml.close();
        }
        xml.close();
    }

    fn clef(&self) -> (&'static str, Option<&'static str>) {
        if self.is_drums() {
            return ("percussion", None);
        }
        let notes = self.part.map_or(&[][..], |part| &part.notes);
        let sum: u64 = notes.iter().map(|note| u64::from(note.pitch.key())).sum();
        if !notes.is_empty() && sum < LOW * notes.len() as u64 { ("F", Some("4")) } else { ("G", Some("2")) }
    }

    /// What stands over the first part: sections, tempo, chords, and words without notes to them.
    fn over(&self, xml: &mut Xml, measure: &Measure) {
        let project = self.sheet.project;
        let inside = |tick: Tick| {
            let at = division(tick);
            (measure.start..measure.start + measure.length).contains(&at).then(|| at - measure.start)
        };
        for section in project.sections.iter() {
            if let Some(offset) = inside(section.range.start) {
                direction(xml, offset, "above", |xml| xml.leaf("rehearsal", &[], &section.name), None);
            }
        }
        for change in project.tempo.changes() {
            if let Some(offset) = inside(change.at) {
                let bpm = format!("{:.2}", change.bpm.get());
                let bpm = bpm.trim_end_matches('0').trim_end_matches('.').to_owned();
                let mark = |xml: &mut Xml| {
                    xml.open("metronome", &[]);
                    xml.leaf("beat-unit", &[], "quarter");
                    xml.leaf("per-minute", &[], &bpm);
                    xml.close();
                };
                direction(xml, offset, "above", mark, Some(&bpm));
            }
        }
        for span in project.chords.iter() {
            if let Some(offset) = inside(span.range.start) {
                harmony::write(xml, span.chord, project.key, offset);
            }
        }
        let unsung = |line: &&SungLine| line.part.is_none();
        for line in self.sheet.lines.iter().filter(unsung) {
            if let Some(offset) = inside(line.range.start) {
                direction(xml, offset, "below", |xml| xml.leaf("words", &[], &line.text), None);
            }
        }
    }

    /// One voice of a measure. `at` is where the voice before it ended; returns where this one ends.
    fn voice(&self, xml: &mut Xml, measure: &Measure, voice: usize, chords: &[Chord], at: u32) -> u32 {
        let (from, to) = (measure.start, measure.start + measure.length);
        let first = chords.partition_point(|chord| chord.end <= from);
        let here: Vec<&Chord> = chords[first..].iter().take_while(|chord| chord.start < to).collect();
        if here.is_empty() && voice > 0 {
            return at;
        }
        if at > 0 {
            xml.open("backup", &[]);
            xml.leaf("duration", &[], &at.to_string());
            xml.close();
        }
        let mut done = 0;
        for chord in here {
            let (start, end) = (chord.start.max(from) - from, chord.end.min(to) - from);
            self.rest(xml, measure, done, start, voice);
            let values = notation::values(measure, start, end);
            let last = values.len().saturating_sub(1);
            for (place, value) in values.into_iter().enumerate() {
                let tied = (place > 0 || chord.start < from, place < last || chord.end > to);
                self.notes(xml, chord, value, voice, tied);
            }
            done = end;
        }
        if voice == 0 {
            self.rest(xml, measure, done, measure.length, voice);
            return measure.length;
        }
        done
    }

    /// Silence in a span of a measure: written in the first voice, passed over in the others.
    fn rest(&self, xml: &mut Xml, measure: &Measure, start: u32, end: u32, voice: usize) {
        if start >= end {
            return;
        }
        if voice > 0 {
            xml.open("forward", &[]);
            xml.leaf("duration", &[], &(end - start).to_string());
            xml.close();
            return;
        }
        if start == 0 && end == measure.length {
            xml.open("note", &[]);
            xml.empty("rest", &[("measure", "yes")]);
            xml.leaf("duration", &[], &measure.length.to_string());
            xml.leaf("voice", &[], "1");
            xml.close();
            return;
        }
        for value in notation::values(measure, start, end) {
            xml.open("note", &[]);
            xml.empty("rest", &[]);
            xml.leaf("duration", &[], &value.length.to_string());
            xml.leaf("voice", &[], "1");
            shape(xml, value);
            xml.close();
        }
    }

    /// A chord in one value, tied to what is before and after it.
    fn notes(&self, xml: &mut Xml, chord: &Chord, value: Value, voice: usize, (before, after): (bool, bool)) {
        for (place, (pitch, velocity)) in chord.keys.iter().enumerate() {
            // In parts of the velocity 90, as the format counts.
            let dynamics = format!("{:.2}", f32::from(velocity.get()) / 0.9);
            xml.open("note", &[("dynamics", &dynamics)]);
            if place > 0 {
                xml.empty("chord", &[]);
            }
            self.pitch(xml, *pitch);
            xml.leaf("duration", &[], &value.length.to_string());
            for (tied, kind) in [(before, "stop"), (after, "start")] {
                if tied {
                    xml.empty("tie", &[("type", kind)]);
                }
            }
            if self.is_drums() {
                xml.empty("instrument", &[("id", &drum_kit::instrument_id(self.index, pitch.key()))]);
            }
            xml.leaf("voice", &[], &(voice + 1).to_string());
            shape(xml, value);
            if self.is_drums() {
                xml.leaf("notehead", &[], drum_kit::place(pitch.key()).2);
            }
            if before || after {
                xml.open("notations", &[]);
                for (tied, kind) in [(before, "stop"), (after, "start")] {
                    if tied {
                        xml.empty("tied", &[("type", kind)]);
                    }
                }
                xml.close();
            }
            if voice == 0 && place == 0 && !before {
                self.word(xml, chord.at);
            }
            xml.close();
        }
    }

    fn pitch(&self, xml: &mut Xml, pitch: Pitch) {
        if self.is_drums() {
            let (step, octave, _) = drum_kit::place(pitch.key());
            xml.open("unpitched", &[]);
            xml.leaf("display-step", &[], step);
            xml.leaf("display-octave", &[], &octave.to_string());
            xml.close();
            return;
        }
        let spelled = spell(pitch.class(), self.sheet.project.key);
        xml.open("pitch", &[]);
        xml.leaf("step", &[], spelled.step);
        if spelled.alter != 0 {
            xml.leaf("alter", &[], &spelled.alter.to_string());
        }
        // The format has no octave below zero; what is lower stands in it.
        xml.leaf("octave", &[], &spelled.octave(pitch).clamp(0, 9).to_string());
        xml.close();
    }

    fn word(&self, xml: &mut Xml, at: Tick) {
        let first = self.words.partition_point(|(start, ..)| *start < at);
        if let Some((_, text, place, held)) = self.words.get(first).filter(|(start, ..)| *start == at) {
            xml.open("lyric", &[("number", "1")]);
            xml.leaf("syllabic", &[], place);
            xml.leaf("text", &[], text);
            if *held {
                xml.empty("extend", &[]);
            }
            xml.close();
        }
    }
}

/// The name of a value, its dot and its triplet.
fn shape(xml: &mut Xml, value: Value) {
    xml.leaf("type", &[], value.name);
    if value.dotted {
        xml.empty("dot", &[]);
    }
    if value.triplet {
        xml.open("time-modification", &[]);
        xml.leaf("actual-notes", &[], "3");
        xml.leaf("normal-notes", &[], "2");
        xml.close();
    }
}

/// Something over or under the staff, so many divisions after the start of the measure, and the tempo that it sets.
fn direction(xml: &mut Xml, offset: u32, place: &'static str, what: impl FnOnce(&mut Xml), tempo: Option<&str>) {
    xml.open("direction", &[("placement", place)]);
    xml.open("direction-type", &[]);
    what(xml);
    xml.close();
    if offset > 0 {
        // Heard where it stands, too.
        xml.leaf("offset", &[("sound", "yes")], &offset.to_string());
    }
    if let Some(tempo) = tempo {
        xml.empty("sound", &[("tempo", tempo)]);
    }
    xml.close();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interchange::fixtures::song;
    use crate::provenance::Disclosure;

    #[test]
    fn a_song_is_cut_into_its_measures_and_each_is_full() {
        let project = song();
        let sheet = Sheet::new(&project, Disclosure { aspects: Vec::new() });
        let bars = Bars::of(&sheet);
        assert_eq!(bars.0, [0, 96, 192, 264]);
        for (index, part) in sheet.parts.iter().enumerate() {
            let mut xml = Xml::document();
            write(&mut xml, &sheet, &bars, index, Some(part));
            let text = String::from_utf8(xml.finish()).unwrap();
            for (measure, length) in text.split("<measure ").skip(1).zip([96, 96, 72]) {
                let first = measure.split("<backup>").next().unwrap();
                let mut sum = 0;
                for note in first.split("</note>").filter(|note| !note.contains("<chord/>")) {
                    let Some((_, length)) = note.rsplit_once("<duration>") else { continue };
                    sum += length.split('<').next().unwrap().parse::<u32>().unwrap();
                }
                assert_eq!(sum, length, "{measure}");
            }
        }
    }

    #[test]
    fn a_word_that_is_held_is_drawn_on() {
        let mut project = song();
        std::rc::Rc::make_mut(&mut project.lyrics)[0].notes = vec![0, 1, 2, 2];
        let sheet = Sheet::new(&project, Disclosure { aspects: Vec::new() });
        let mut xml = Xml::document();
        write(&mut xml, &sheet, &Bars::of(&sheet), 0, sheet.parts.first());
        let text = String::from_utf8(xml.finish()).unwrap();
        let lyrics: Vec<(&str, bool)> = text
            .split("<text>")
            .skip(1)
            .map(|rest| (rest.split('<').next().unwrap(), rest.split("</lyric>").next().unwrap().contains("<extend/>")))
            .collect();
        assert_eq!(lyrics[..3], [("Last", false), ("ci", false), ("ty train", true)]);
        assert!(lyrics[3..].iter().all(|(_, held)| !held), "{lyrics:?}");
    }
}
