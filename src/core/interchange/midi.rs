//! A standard MIDI file of type 1 (MMA, RP-001), 960 ticks a quarter: tempo, meter, key, sections, markers and the disclosure on the
//! first track, then each part on its own, with words as RP-017 spells them.

use midly::num::{u4, u7, u15, u24, u28};
use midly::{Format, Header, MetaMessage, MidiMessage, Smf, Timing, Track, TrackEvent, TrackEventKind};

use crate::engine::LaneNote;
use crate::interchange::moving::sampled;
use crate::interchange::music_xml::fifths;
use crate::interchange::{Part, Sheet, SungLine};
use crate::pcm::Decibels;
use crate::project::{Strip, Target};
use crate::sound::ParamSpec;
use crate::time::{TICKS_PER_QUARTER, Tick};

/// The channel of percussion, counted from zero (RP-003).
const DRUMS: u8 = 9;
/// Channels that play pitches.
const MELODIC: [u8; 15] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15];
/// The volume of a fader that changes nothing: what General MIDI starts with.
const USUAL_VOLUME: f32 = 100.0;

/// An event and what it goes before at the same tick.
type Placed<'a> = (Tick, u8, TrackEventKind<'a>);

/// The order at one tick: a note ends before another begins, and what a note needs is there before it.
const FIRST: u8 = 0;
const END: u8 = 1;
const SETTING: u8 = 2;
const WORD: u8 = 3;
const STRIKE: u8 = 4;

/// The file.
pub fn write(sheet: &Sheet<'_>) -> Vec<u8> {
    let end = sheet.project.end();
    let (title, sentence) = (sheet.title(), sheet.sentence());
    let notice = copyright(sheet, &sentence);
    let words: Vec<Vec<(Tick, String)>> = (0..=sheet.parts.len()).map(|place| lyrics(sheet, place)).collect();
    let mut tracks = vec![track(conductor(sheet, [&title, &notice, &sentence], words.last()), end)];
    let mut melodic = 0;
    for (part, words) in sheet.parts.iter().zip(&words) {
        let (channel, port) = if part.is_drums() {
            (DRUMS, 0)
        } else {
            melodic += 1;
            (MELODIC[(melodic - 1) % MELODIC.len()], (melodic - 1) / MELODIC.len())
        };
        tracks.push(track(of_part(part, channel, port, words), end));
    }
    let timing = Timing::Metrical(u15::new(TICKS_PER_QUARTER as u16));
    let file = Smf { header: Header::new(Format::Parallel, timing), tracks };
    let mut bytes = Vec::new();
    // Writing to memory cannot fail, and no track comes near the longest that a file can tell.
    if file.write_std(&mut bytes).is_err() { Vec::new() } else { bytes }
}

/// The line that claims the song, where its release says whose it is, and what it discloses: a reader that shows one text of a
/// MIDI file shows this one.
fn copyright(sheet: &Sheet<'_>, sentence: &str) -> String {
    match sheet.project.metadata.artist.trim() {
        "" => sentence.to_owned(),
        artist => format!("{artist}. {sentence}"),
    }
}

/// What belongs to no part.
fn conductor<'a>(
    sheet: &'a Sheet<'_>,
    [title, notice, sentence]: [&'a str; 3],
    words: Option<&'a Vec<(Tick, String)>>,
) -> Vec<Placed<'a>> {
    let project = sheet.project;
    let meta = |at: Tick, message: MetaMessage<'a>| (at, FIRST, TrackEventKind::Meta(message));
    let mut events = vec![
        meta(Tick::ZERO, MetaMessage::TrackName(title.as_bytes())),
        meta(Tick::ZERO, MetaMessage::Copyright(notice.as_bytes())),
        meta(Tick::ZERO, MetaMessage::Text(sentence.as_bytes())),
        meta(Tick::ZERO, MetaMessage::KeySignature(fifths(project.key), project.key.mode.is_minor())),
    ];
    for change in project.tempo.changes() {
        // 20 to 400 a minute are 150,000 to 3,000,000 microseconds, which 24 bits hold.
        let microseconds = (60_000_000.0 / change.bpm.get()).round() as u32;
        events.push(meta(change.at, MetaMessage::Tempo(u24::new(microseconds))));
    }
    for change in project.meter.changes() {
        let unit = change.meter.unit();
        // A tick of the metronome is a beat; MIDI counts 24 of its clocks a quarter.
        let clocks = 96 / unit.max(1);
        let message = MetaMessage::TimeSignature(change.meter.beats(), unit.trailing_zeros() as u8, clocks, 8);
        events.push(meta(project.meter.bar_start(change.bar), message));
    }
    for (at, name) in sheet.places() {
        events.push(meta(at, MetaMessage::Marker(name.as_bytes())));
    }
    events.extend(words.into_iter().flatten().map(sung));
    events
}

fn sung((at, text): &(Tick, String)) -> Placed<'_> {
    (*at, WORD, TrackEventKind::Meta(MetaMessage::Lyric(text.as_bytes())))
}

/// The words that go on the track of a part, or, past the last one, those that no part plays to.
fn lyrics(sheet: &Sheet<'_>, place: usize) -> Vec<(Tick, String)> {
    let home = |line: &&SungLine| line.part.unwrap_or(sheet.parts.len()) == place;
    sheet.lines.iter().filter(home).flat_map(of_line).collect()
}

/// A syllable at a time where they are known, else the line at once. RP-017: a space ends a word, a hyphen stands inside one, a
/// carriage return ends the line.
fn of_line(line: &SungLine) -> Vec<(Tick, String)> {
    if !line.known {
        return vec![(line.range.start, format!("{}\r", line.text))];
    }
    let last = line.sung.len().saturating_sub(1);
    let pieces = line.sung.iter().enumerate().map(|(index, piece)| {
        let after = match (index == last, piece.ends, piece.space) {
            (true, ..) => "\r",
            (_, false, _) => "-",
            (_, true, true) => " ",
            (_, true, false) => "",
        };
        (piece.at, format!("{}{after}", piece.text))
    });
    pieces.collect()
}

fn of_part<'a>(part: &'a Part<'_>, channel: u8, port: usize, words: &'a [(Tick, String)]) -> Vec<Placed<'a>> {
    let strip = &part.track.strip;
    let channel = u4::new(channel);
    let midi = |message| TrackEventKind::Midi { channel, message };
    let control = |at: Tick, controller: u8, value: u8| {
        let message = MidiMessage::Controller { controller: u7::new(controller), value: u7::new(value) };
        (at, SETTING, midi(message))
    };
    let name = MetaMessage::TrackName(part.track.name.as_bytes());
    let mut events = vec![(Tick::ZERO, FIRST, TrackEventKind::Meta(name))];
    if port > 0 {
        // At most 64 tracks share the channels.
        events.push((Tick::ZERO, FIRST, TrackEventKind::Meta(MetaMessage::MidiPort(u7::new(port as u8)))));
    }
    let program = u7::new(part.program());
    events.push((Tick::ZERO, SETTING, midi(MidiMessage::ProgramChange { program })));
    for (controller, target, spec, resting) in
        [(7, Target::Volume, ParamSpec::VOLUME, strip.gain.0), (10, Target::Pan, ParamSpec::PAN, strip.pan.0)]
    {
        let value = |value: f32| if controller == 7 { volume(Decibels(value)) } else { place(value) };
        let courses = over_time(strip, &target, &spec, resting).map(|(at, moved)| (at, value(moved)));
        let mut before = None;
        // A value that is sent again says nothing.
        let told = courses.filter(|(_, value)| before.replace(*value) != Some(*value));
        events.extend(told.map(|(at, value)| control(at, controller, value)));
    }
    events.extend(words.iter().map(sung));
    for note in apart(&part.notes) {
        let key = u7::new(note.pitch.key());
        let strike = MidiMessage::NoteOn { key, vel: u7::new(note.velocity.get()) };
        events.push((note.start, STRIKE, midi(strike)));
        events.push((note.end, END, midi(MidiMessage::NoteOff { key, vel: u7::new(64) })));
    }
    events
}

/// Ticks between two values of a control that moves: a 64th note.
const STEP: u32 = 60;

/// A control over the song: where it was set, or every value that its lane comes to, from the start on.
fn over_time(strip: &Strip, target: &Target, spec: &ParamSpec, resting: f32) -> impl Iterator<Item = (Tick, f32)> {
    let samples = strip.lane(target).map(|lane| sampled(lane, spec, STEP)).unwrap_or_default();
    let first = samples.first().map_or(resting, |first| first.value);
    [(Tick::ZERO, first)].into_iter().chain(samples.into_iter().map(|sample| (sample.at, sample.value)))
}

/// A place between the speakers as General MIDI's pan.
fn place(pan: f32) -> u8 {
    (64.0 + 63.0 * pan.clamp(-1.0, 1.0)).round() as u8
}

/// A fader as General MIDI's volume, by its formula: 40 log10 of the ratio.
fn volume(gain: Decibels) -> u8 {
    if gain <= Decibels::SILENCE {
        return 0;
    }
    (USUAL_VOLUME * libm::powf(10.0, gain.0 / 40.0)).round().clamp(1.0, 127.0) as u8
}

/// The notes, each ended where its key is struck again: a file cannot tell which of two it ends.
fn apart(notes: &[LaneNote]) -> Vec<LaneNote> {
    let mut next_strike = [None::<Tick>; 128];
    let mut kept: Vec<LaneNote> = Vec::with_capacity(notes.len());
    for note in notes.iter().rev() {
        let next = &mut next_strike[usize::from(note.pitch.key() & 127)];
        let end = next.map_or(note.end, |next| note.end.min(next));
        *next = Some(note.start);
        kept.push(LaneNote { end, ..*note });
    }
    kept.reverse();
    kept
}

/// A track of events in order, ended where the song ends or its last note does.
fn track<'a>(mut events: Vec<Placed<'a>>, end: Tick) -> Track<'a> {
    events.sort_by_key(|(at, order, _)| (*at, *order));
    let end = events.last().map_or(end, |(at, ..)| end.max(*at));
    let last = (end, FIRST, TrackEventKind::Meta(MetaMessage::EndOfTrack));
    let mut before = Tick::ZERO;
    let timed = events.into_iter().chain([last]).map(|(at, _, kind)| {
        // Below 2^24: songs end long before 28 bits do.
        let delta = u28::new((at - before).0);
        before = at;
        TrackEvent { delta, kind }
    });
    timed.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interchange::fixtures::{marker, song};
    use crate::project::{AutomationLane, Point};
    use crate::provenance::Disclosure;

    fn file() -> Vec<u8> {
        let mut project = song();
        project.markers = std::rc::Rc::new(vec![marker()]);
        write(&Sheet::new(&project, Disclosure { aspects: Vec::new() }))
    }

    #[test]
    fn tempo_meter_key_sections_and_words_are_told() {
        let bytes = file();
        let smf = Smf::parse(&bytes).unwrap();
        assert_eq!((smf.header.format, smf.tracks.len()), (Format::Parallel, 5));
        let metas = |track: usize| {
            let mut at = 0;
            let mut found = Vec::new();
            for event in &smf.tracks[track] {
                at += event.delta.as_int();
                if let TrackEventKind::Meta(meta) = event.kind {
                    found.push((at, meta));
                }
            }
            found
        };
        let first = metas(0);
        for wanted in [
            (0, MetaMessage::Tempo(u24::new(625_000))),
            (7680, MetaMessage::Tempo(u24::new(500_000))),
            (7680, MetaMessage::TimeSignature(3, 2, 24, 8)),
            (7680, MetaMessage::Marker(b"Chorus")),
            (1440, MetaMessage::Marker(b"Drop")),
            (0, MetaMessage::KeySignature(0, false)),
            (11 * 960, MetaMessage::EndOfTrack),
        ] {
            assert!(first.contains(&wanted), "{wanted:?} in {first:?}");
        }
        let words: Vec<(u32, String)> = metas(1)
            .into_iter()
            .filter_map(|(at, meta)| match meta {
                MetaMessage::Lyric(text) => Some((at, String::from_utf8(text.to_vec()).unwrap())),
                _ => None,
            })
            .collect();
        let sung = ["Last ", "ci-", "ty ", "train\r", "回", "家", "回", "家\r"];
        let beats: Vec<(u32, String)> = (0..).step_by(960).zip(sung.map(str::to_owned)).collect();
        assert_eq!(words, beats);
    }

    #[test]
    fn what_moves_is_told_value_by_value() {
        let mut project = song();
        let point = |at, value| Point::new(Tick(at), value);
        let lane = AutomationLane { target: Target::Volume, points: vec![point(0, -60.0), point(960, 0.0)] };
        std::rc::Rc::make_mut(&mut project.tracks[0]).strip.automation.push(std::rc::Rc::new(lane));
        let bytes = write(&Sheet::new(&project, Disclosure { aspects: Vec::new() }));
        let smf = Smf::parse(&bytes).unwrap();
        let volume = |event: &TrackEvent<'_>| match event.kind {
            TrackEventKind::Midi { message: MidiMessage::Controller { controller, value }, .. } if controller == 7 => {
                Some(value.as_int())
            }
            _ => None,
        };
        let told: Vec<u8> = smf.tracks[1].iter().filter_map(volume).collect();
        assert_eq!((told.first(), told.last()), (Some(&0), Some(&100)));
        assert!(told.len() > 10 && told.windows(2).all(|pair| pair[0] < pair[1]), "{told:?}");
    }

    #[test]
    fn drums_have_their_channel_and_a_key_struck_again_is_let_go_first() {
        let bytes = file();
        let smf = Smf::parse(&bytes).unwrap();
        let channels = |track: usize| -> Vec<u8> {
            let channel = |event: &TrackEvent<'_>| match event.kind {
                TrackEventKind::Midi { channel, .. } => Some(channel.as_int()),
                _ => None,
            };
            let mut found: Vec<u8> = smf.tracks[track].iter().filter_map(channel).collect();
            found.dedup();
            found
        };
        assert_eq!((channels(1), channels(2), channels(4)), (vec![0], vec![1], vec![9]));
        let note = |start, end| LaneNote {
            start: Tick(start),
            pitch: crate::music::Pitch::clamped(60),
            end: Tick(end),
            velocity: crate::music::Velocity::DEFAULT,
        };
        assert_eq!(apart(&[note(0, 900), note(480, 960)]), [note(0, 480), note(480, 960)]);
        assert_eq!((volume(Decibels(0.0)), volume(Decibels(-60.0)), volume(Decibels(6.0))), (100, 0, 127));
    }
}
