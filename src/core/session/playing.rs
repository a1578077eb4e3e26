//! What hands play into the song: when keys went down and up, and what becomes of it.

use serde::{Deserialize, Serialize};

use crate::music::{Pitch, Velocity};
use crate::project::TrackId;
use crate::text::Message;
use crate::time::{TempoMap, Tick, TickRange};

/// How what is played gets into the song.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct InputSettings {
    /// How much later a note is heard than it was played, in milliseconds; recorded notes are put earlier by it.
    pub latency: u16,
    /// Whether a bar is counted before a recording begins.
    pub count_in: bool,
    /// Whether recorded notes are put on the grid.
    pub quantise: bool,
    /// Whether what lies where a recording goes is replaced by it.
    pub replace: bool,
}

impl InputSettings {
    /// The longest latency, in milliseconds.
    pub const LONGEST: u16 = 500;
}

impl Default for InputSettings {
    fn default() -> Self {
        Self { latency: 20, count_in: true, quantise: false, replace: false }
    }
}

/// A moment, as far as the engine had told: which tick it was at last, and how long ago that was.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Moment {
    /// The tick the engine told last.
    pub tick: f64,
    /// Whether its transport ran.
    pub running: bool,
    /// How long before that was, in milliseconds.
    pub age: f64,
}

/// The longest that is guessed on from the engine's word, in milliseconds.
const LONGEST_GUESS: f64 = 250.0;

impl Moment {
    /// The tick that was heard when a key was pressed, with the latency of sound and keys taken off.
    pub fn heard(self, tempo: &TempoMap, latency: u16) -> Tick {
        let age = if self.age.is_finite() { self.age.clamp(0.0, LONGEST_GUESS) } else { 0.0 };
        let late = f64::from(latency.min(InputSettings::LONGEST));
        let seconds = tempo.seconds_at(self.tick.max(0.0)) + (age - late) / 1_000.0;
        Tick(tempo.tick_at(seconds.max(0.0)).round() as u32)
    }
}

/// Instruments that play into the song.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Midi {
    /// Nobody has asked for them.
    #[default]
    Off,
    /// Being asked for.
    Asking,
    /// These are there, by their names.
    On(Vec<String>),
    /// The browser does not let them in, and why.
    Refused(Message),
}

/// A note that was played.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PlayedNote {
    /// Where on the timeline it starts.
    pub start: Tick,
    /// Its key.
    pub pitch: Pitch,
    /// Where it ends; later than its start.
    pub end: Tick,
    /// How hard it was struck.
    pub velocity: Velocity,
}

/// A recording under way.
#[derive(Clone, Debug, PartialEq)]
pub struct Performance {
    /// The track it goes to.
    pub track: TrackId,
    /// Where it began.
    pub from: Tick,
    /// The latest tick that was heard.
    pub reached: Tick,
    /// Where the last key went down or up.
    last: Tick,
    /// Whether the loop went round meanwhile.
    went_round: bool,
    /// What was played, in the order in which keys were let go.
    pub notes: Vec<PlayedNote>,
    /// Keys that are down: since when, and how hard they were struck.
    held: Vec<(Pitch, Tick, Velocity)>,
}

/// How far two moments may be out of order by guessing.
const UNSURE: Tick = Tick::quarters(1);

/// The most notes of one recording.
const MOST_NOTES: usize = 20_000;

impl Performance {
    /// Nothing played yet.
    pub fn new(track: TrackId, from: Tick) -> Self {
        Self { track, from, reached: from, last: from, went_round: false, notes: Vec::new(), held: Vec::new() }
    }

    /// A key goes down.
    pub fn press(&mut self, pitch: Pitch, velocity: Velocity, at: Tick, looped: Option<TickRange>) {
        self.held.retain(|(held, ..)| *held != pitch);
        self.follow(at, looped);
        // What is played just before the first beat is meant for it.
        let in_round = looped.is_some_and(|range| range.contains(self.from) && range.contains(at));
        let at = if in_round { at } else { at.max(self.from) };
        self.reached = self.reached.max(at);
        self.held.push((pitch, at, velocity));
    }

    /// A key is let go; where the loop went round meanwhile, its note ends with the loop.
    pub fn lift(&mut self, pitch: Pitch, at: Tick, looped: Option<TickRange>) {
        let Some(place) = self.held.iter().position(|(held, ..)| *held == pitch) else { return };
        self.follow(at, looped);
        let (pitch, start, velocity) = self.held.remove(place);
        let around = looped.filter(|range| at < start && range.contains(start)).map(|range| range.end);
        let end = around.unwrap_or(at).max(start + Tick(1));
        self.reached = self.reached.max(end);
        if self.notes.len() < MOST_NOTES {
            self.notes.push(PlayedNote { start, pitch, end, velocity });
        }
    }

    /// The song is played from another place on.
    pub fn locate(&mut self, at: Tick) {
        self.from = self.from.min(at);
        self.last = at;
    }

    /// What the recording went over: the whole loop once that went round.
    pub fn span(&self, at: Tick, looped: Option<TickRange>) -> TickRange {
        let reached = self.reached.max(at);
        let span = TickRange::new(self.from.min(reached), reached);
        looped.filter(|_| self.went_round).unwrap_or(span)
    }

    /// Only a loop goes back by much; a key may seem a little earlier than the one before it.
    fn follow(&mut self, at: Tick, looped: Option<TickRange>) {
        let inside = |tick: Tick| looped.is_some_and(|range| range.contains(tick));
        self.went_round |= at + UNSURE < self.last && inside(at) && inside(self.last);
        self.last = at;
    }

    /// Lets go of every key that is still down.
    pub fn lift_all(&mut self, at: Tick, looped: Option<TickRange>) {
        for pitch in self.held.iter().map(|(pitch, ..)| *pitch).collect::<Vec<_>>() {
            self.lift(pitch, at, looped);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Bpm;

    #[test]
    fn a_moment_goes_on_from_the_engines_word_and_back_by_the_latency() {
        // 120 in the minute: 1.92 ticks a millisecond.
        let tempo = TempoMap::constant(Bpm::clamped(120.0));
        let moment = Moment { tick: 960.0, running: true, age: 50.0 };
        assert_eq!(moment.heard(&tempo, 0), Tick(1056));
        assert_eq!(moment.heard(&tempo, 50), Tick(960));
        assert_eq!(Moment { age: f64::NAN, ..moment }.heard(&tempo, 0), Tick(960));
        assert_eq!(Moment { tick: -5.0, age: -9.0, ..moment }.heard(&tempo, 9_999), Tick(0));
        assert!(Moment { age: 1e12, ..moment }.heard(&tempo, 0) < Tick(1500));
    }

    #[test]
    fn keys_become_notes_when_they_are_let_go() {
        let mut performance = Performance::new(TrackId(1), Tick(960));
        let (pitch, velocity) = (Pitch::clamped(60), Velocity::DEFAULT);
        performance.press(pitch, velocity, Tick(900), None);
        performance.lift(pitch, Tick(1200), None);
        performance.lift(pitch, Tick(1300), None);
        assert_eq!(performance.notes, [PlayedNote { start: Tick(960), pitch, end: Tick(1200), velocity }]);
        let looped = Some(TickRange::new(Tick(960), Tick(4800)));
        performance.press(pitch, velocity, Tick(4700), looped);
        performance.lift_all(Tick(1000), looped);
        assert_eq!((performance.notes[1].start, performance.notes[1].end), (Tick(4700), Tick(4800)));
    }

    #[test]
    fn later_rounds_of_a_loop_are_played_where_they_are_heard() {
        let looped = Some(TickRange::new(Tick(0), Tick(7_680)));
        let mut performance = Performance::new(TrackId(1), Tick(3_840));
        let (pitch, velocity) = (Pitch::clamped(60), Velocity::DEFAULT);
        for (down, up) in [(4_000, 4_500), (7_000, 7_200), (960, 1_200)] {
            performance.press(pitch, velocity, Tick(down), looped);
            performance.lift(pitch, Tick(up), looped);
        }
        let starts: Vec<u32> = performance.notes.iter().map(|note| note.start.0).collect();
        assert_eq!(starts, [4_000, 7_000, 960]);
        assert_eq!(performance.span(Tick(1_300), looped), TickRange::new(Tick(0), Tick(7_680)));
        let mut once = Performance::new(TrackId(1), Tick(3_840));
        once.press(pitch, velocity, Tick(3_800), looped);
        once.lift(pitch, Tick(4_500), looped);
        assert_eq!(once.span(Tick(4_600), looped), TickRange::new(Tick(3_840), Tick(4_600)));
        once.locate(Tick(960));
        once.press(pitch, velocity, Tick(1_000), None);
        once.lift(pitch, Tick(1_100), None);
        assert_eq!(once.notes[1].start, Tick(1_000));
    }
}
