//! Reads a track's notes: what is struck and let go on which frame of the song.
//!
//! A note is struck only when the playhead passes its start: locating into the middle of a note leaves it out. A key
//! that is struck again while it is held is let go first, and then held until the later note's end.

use crate::engine::limits::{BLOCK, MAX_AUDITIONS, MAX_LANE_NOTES};
use crate::engine::patch::Bank;
use crate::engine::transport::Transport;
use crate::engine::{Lane, LaneNote, Sung};
use crate::music::{Pitch, Velocity};
use crate::time::Tick;

const KEYS: usize = 128;

/// The notes of a track and how far they have been read.
pub struct Reader {
    notes: Vec<LaneNote>,
    /// What notes are sung on, from tick to tick.
    sung: Vec<Sung>,
    cursor: usize,
    held: Held,
    next_frame: u64,
}

/// Keys that are down, and the ticks on which they are let go.
struct Held {
    down: u128,
    ends: [Tick; KEYS],
    next_end: Option<Tick>,
}

impl Held {
    const NONE: Self = Self { down: 0, ends: [Tick::ZERO; KEYS], next_end: None };

    fn keys(&self) -> impl Iterator<Item = Pitch> + use<> {
        let down = self.down;
        (0..=Pitch::MAX.key()).filter(move |key| down >> key & 1 == 1).filter_map(|key| Pitch::new(key).ok())
    }

    fn is_down(&self, pitch: Pitch) -> bool {
        self.down >> pitch.key() & 1 == 1
    }

    fn end(&self, pitch: Pitch) -> Tick {
        self.ends.get(usize::from(pitch.key())).copied().unwrap_or_default()
    }

    fn press(&mut self, pitch: Pitch, end: Tick) {
        self.down |= 1 << pitch.key();
        if let Some(place) = self.ends.get_mut(usize::from(pitch.key())) {
            *place = end;
        }
        self.find_next();
    }

    fn lift(&mut self, pitch: Pitch) {
        self.down &= !(1 << pitch.key());
        self.find_next();
    }

    fn find_next(&mut self) {
        self.next_end = self.keys().map(|pitch| self.end(pitch)).min();
    }
}

impl Reader {
    /// No notes.
    pub fn new() -> Self {
        Self { notes: Vec::new(), sung: Vec::new(), cursor: 0, held: Held::NONE, next_frame: u64::MAX }
    }

    /// Replaces the notes: held keys that no new note holds at the playhead are let go, others stay down until their
    /// new end. A note that is empty, or struck twice at once, is left out.
    pub fn replace(&mut self, lane: Lane, transport: &Transport, bank: &mut dyn Bank) {
        self.notes = lane.notes;
        self.notes.truncate(MAX_LANE_NOTES);
        self.notes.retain(|note| note.end > note.start);
        self.notes.sort();
        self.notes.dedup_by_key(|note| (note.start, note.pitch));
        let now = transport.first_tick();
        for pitch in self.held.keys() {
            let holds = |note: &&LaneNote| note.pitch == pitch && note.start < now && note.end >= now;
            match self.notes.iter().rev().find(holds) {
                Some(note) => self.held.press(pitch, note.end),
                None => {
                    bank.note_off(pitch);
                    self.held.lift(pitch);
                }
            }
        }
        self.seek(now, transport);
    }

    /// Replaces what the notes are sung on; those that are held stay as they are.
    pub fn sing(&mut self, mut sung: Vec<Sung>) {
        sung.truncate(MAX_LANE_NOTES);
        sung.sort_by_key(|sung| sung.at);
        self.sung = sung;
    }

    /// Reads on from a tick; held keys stay down.
    pub fn seek(&mut self, tick: Tick, transport: &Transport) {
        self.cursor = self.notes.partition_point(|note| note.start < tick);
        self.refresh(transport);
    }

    /// Finds the frame of the next event again, after the tempo has changed.
    pub fn refresh(&mut self, transport: &Transport) {
        self.next_frame = self.next_tick().map_or(u64::MAX, |tick| transport.frame_at(tick));
    }

    /// Lets go of every held key.
    pub fn lift_all(&mut self, bank: &mut dyn Bank) {
        self.held.keys().for_each(|pitch| bank.note_off(pitch));
        self.forget();
    }

    /// Forgets what is held: the bank has let go of it by itself.
    pub fn forget(&mut self) {
        self.held = Held::NONE;
        self.next_frame = 0;
    }

    /// The frame of the song on which the next event falls; far away when there is none.
    pub fn next_frame(&self) -> u64 {
        self.next_frame
    }

    /// Whether a key is held by a note.
    pub fn holds(&self, pitch: Pitch) -> bool {
        self.held.is_down(pitch)
    }

    /// Sends the bank what falls on a frame of the song or before it; what ends comes before what begins.
    pub fn fire(&mut self, frame: u64, transport: &Transport, bank: &mut dyn Bank) {
        while self.next_frame <= frame {
            let start = self.notes.get(self.cursor).map(|note| note.start);
            match (self.held.next_end, start) {
                (Some(end), start) if start.is_none_or(|start| end <= start) => {
                    let due = self.held.keys().find(|pitch| self.held.end(*pitch) == end);
                    if let Some(pitch) = due {
                        bank.note_off(pitch);
                        self.held.lift(pitch);
                    }
                }
                (_, Some(_)) => self.strike(transport, frame, bank),
                (_, None) => {}
            }
            self.refresh(transport);
        }
    }

    fn strike(&mut self, transport: &Transport, frame: u64, bank: &mut dyn Bank) {
        let Some(note) = self.notes.get(self.cursor).copied() else {
            return;
        };
        if transport.frame_at(note.start) > frame {
            return;
        }
        if self.held.is_down(note.pitch) {
            bank.note_off(note.pitch);
        }
        let words = self.sung.partition_point(|sung| sung.at <= note.start);
        bank.utter(words.checked_sub(1).and_then(|place| self.sung.get(place)).and_then(|sung| sung.vowel));
        bank.note_on(note.pitch, note.velocity);
        self.held.press(note.pitch, note.end);
        self.cursor += 1;
    }

    fn next_tick(&self) -> Option<Tick> {
        let start = self.notes.get(self.cursor).map(|note| note.start);
        start.into_iter().chain(self.held.next_end).min()
    }
}

/// Notes that are tried out: each sounds for about a third of a second, counted in whole blocks.
pub struct Auditions {
    sounding: [Option<(Pitch, usize)>; MAX_AUDITIONS],
    frames: usize,
}

impl Auditions {
    /// None yet.
    pub fn new(sample_rate: f32) -> Self {
        Self { sounding: [None; MAX_AUDITIONS], frames: (sample_rate / 3.0) as usize }
    }

    /// Strikes a key; left out while too many are tried out at once.
    pub fn strike(&mut self, pitch: Pitch, velocity: Velocity, bank: &mut dyn Bank) {
        self.sound(pitch, velocity, self.frames, bank);
    }

    /// Strikes a key that sounds until it is lifted.
    pub fn hold(&mut self, pitch: Pitch, velocity: Velocity, bank: &mut dyn Bank) {
        self.sound(pitch, velocity, usize::MAX, bank);
    }

    /// Lets a key go that was struck, with the next block.
    pub fn lift(&mut self, pitch: Pitch) {
        for (_, left) in self.sounding.iter_mut().flatten().filter(|(key, _)| *key == pitch) {
            *left = 0;
        }
    }

    fn sound(&mut self, pitch: Pitch, velocity: Velocity, frames: usize, bank: &mut dyn Bank) {
        let again = self.sounding.iter().position(|place| place.is_some_and(|(key, _)| key == pitch));
        let Some(place) = again.or_else(|| self.sounding.iter().position(Option::is_none)) else {
            return;
        };
        if let Some(place) = self.sounding.get_mut(place) {
            if place.is_some() {
                bank.note_off(pitch);
            }
            // What hands play has no words.
            bank.utter(None);
            bank.note_on(pitch, velocity);
            *place = Some((pitch, frames));
        }
    }

    /// Lets a block pass: keys whose time is over are let go, unless a note of the song holds them.
    pub fn pass(&mut self, reader: &Reader, bank: &mut dyn Bank) {
        for place in &mut self.sounding {
            *place = match *place {
                Some((pitch, left)) if left <= BLOCK => {
                    if !reader.holds(pitch) {
                        bank.note_off(pitch);
                    }
                    None
                }
                Some((pitch, usize::MAX)) => Some((pitch, usize::MAX)),
                other => other.map(|(pitch, left)| (pitch, left - BLOCK)),
            };
        }
    }

    /// Forgets them: the bank has let go by itself.
    pub fn forget(&mut self) {
        self.sounding = [None; MAX_AUDITIONS];
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::music::Vowel;

    /// Writes down what it is told.
    #[derive(Default)]
    struct Log(Vec<(bool, u8)>);

    impl Bank for Log {
        fn set(&mut self, _values: &[f32]) {}
        fn note_on(&mut self, pitch: Pitch, _velocity: Velocity) {
            self.0.push((true, pitch.key()));
        }
        fn note_off(&mut self, pitch: Pitch) {
            self.0.push((false, pitch.key()));
        }
        fn release_all(&mut self) {}
        fn reset(&mut self) {}
        fn voices(&self) -> usize {
            0
        }
        fn render(&mut self, _left: &mut [f32], _right: &mut [f32]) {}
    }

    fn note(start: u32, key: u8, end: u32) -> LaneNote {
        LaneNote { start: Tick(start), pitch: Pitch::new(key).unwrap(), end: Tick(end), velocity: Velocity::DEFAULT }
    }

    fn play(reader: &mut Reader, transport: &mut Transport, ticks: u32) -> Vec<(bool, u8)> {
        let mut log = Log::default();
        let end = transport.frame_at(Tick(ticks));
        loop {
            let span = transport.advance().iter().next().copied().unwrap_or_default();
            if span.song_frame >= end {
                return log.0;
            }
            let limit = (span.song_frame + span.frames as u64 - 1).min(end - 1);
            reader.fire(limit, transport, &mut log);
        }
    }

    fn reading(notes: &[LaneNote]) -> (Reader, Transport) {
        let mut transport = Transport::new(48_000.0);
        transport.run(true);
        let mut reader = Reader::new();
        reader.replace(Lane { notes: notes.to_vec() }, &transport, &mut Log::default());
        (reader, transport)
    }

    #[test]
    fn a_key_that_is_held_sounds_until_it_is_lifted() {
        let (mut auditions, reader, mut log) = (Auditions::new(48_000.0), Reader::new(), Log::default());
        let pitch = Pitch::new(60).unwrap();
        auditions.hold(pitch, Velocity::DEFAULT, &mut log);
        (0..10_000).for_each(|_| auditions.pass(&reader, &mut log));
        assert_eq!(log.0, [(true, 60)]);
        auditions.lift(pitch);
        auditions.pass(&reader, &mut log);
        assert_eq!(log.0, [(true, 60), (false, 60)]);
    }

    #[test]
    fn a_repeated_note_is_let_go_and_struck_again() {
        let (mut reader, mut transport) = reading(&[note(0, 60, 480), note(480, 60, 960)]);
        assert_eq!(play(&mut reader, &mut transport, 2_000), [(true, 60), (false, 60), (true, 60), (false, 60)]);
    }

    #[test]
    fn an_overlapping_note_holds_until_the_later_end() {
        let (mut reader, mut transport) = reading(&[note(0, 60, 960), note(480, 60, 1_440), note(1_000, 64, 1_100)]);
        let expected = [(true, 60), (false, 60), (true, 60), (true, 64), (false, 64), (false, 60)];
        assert_eq!(play(&mut reader, &mut transport, 2_000), expected);
    }

    #[test]
    fn replacing_a_lane_lets_go_only_what_vanished() {
        let (mut reader, mut transport) = reading(&[note(0, 60, 1_920), note(0, 64, 1_920)]);
        play(&mut reader, &mut transport, 480);
        let mut log = Log::default();
        reader.replace(Lane { notes: vec![note(0, 64, 1_000)] }, &transport, &mut log);
        assert_eq!(log.0, [(false, 60)]);
        assert_eq!(play(&mut reader, &mut transport, 1_100), [(false, 64)]);
    }

    /// Writes down what it is told to sing.
    #[derive(Default)]
    struct Singer(Option<Vowel>, Vec<(u8, Option<Vowel>)>);

    impl Bank for Singer {
        fn set(&mut self, _values: &[f32]) {}
        fn utter(&mut self, vowel: Option<Vowel>) {
            self.0 = vowel;
        }
        fn note_on(&mut self, pitch: Pitch, _velocity: Velocity) {
            self.1.push((pitch.key(), self.0));
        }
        fn note_off(&mut self, _pitch: Pitch) {}
        fn release_all(&mut self) {}
        fn reset(&mut self) {}
        fn voices(&self) -> usize {
            0
        }
        fn render(&mut self, _left: &mut [f32], _right: &mut [f32]) {}
    }

    #[test]
    fn each_note_is_sung_on_the_vowel_that_was_said_last() {
        let (mut reader, transport) =
            reading(&[note(0, 60, 90), note(100, 61, 190), note(200, 62, 290), note(300, 63, 390)]);
        let sung = |at: u32, vowel| Sung { at: Tick(at), vowel };
        // Out of order, as a hostile message may be.
        reader.sing(vec![sung(250, None), sung(100, Some(Vowel::A)), sung(200, Some(Vowel::I))]);
        let mut singer = Singer::default();
        let end = transport.frame_at(Tick(400));
        reader.fire(end, &transport, &mut singer);
        assert_eq!(singer.1, [(60, None), (61, Some(Vowel::A)), (62, Some(Vowel::I)), (63, None)]);
    }

    #[test]
    fn hostile_lanes_are_put_in_order() {
        let (mut reader, mut transport) =
            reading(&[note(480, 60, 500), note(5, 61, 5), note(0, 62, 9), note(0, 62, 90)]);
        assert_eq!(play(&mut reader, &mut transport, 960), [(true, 62), (false, 62), (true, 60), (false, 60)]);
    }
}
