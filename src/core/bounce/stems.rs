//! Rendering every track and bus by itself, all at once.
//!
//! A stem is what a strip gives to the master: with its inserts, its fader and its place, and without what the master and
//! the limiter after it do. A track that leads to a bus gives the master nothing itself: it is in the stem of that bus. All
//! stems together, bus stems among them, are what the master takes. They begin with the song's first tick and are as long
//! as the song with its tails.

use crate::bounce::course::{Course, QUANTUM};
use crate::bounce::{Feed, Song};
use crate::engine::{Engine, Recordings};

/// A quantum of one strip.
#[derive(Clone)]
struct Sound {
    left: [f32; QUANTUM],
    right: [f32; QUANTUM],
}

/// Every track and bus of a song being rendered, from its start to the end of its tails.
pub struct StemBounce {
    course: Course,
    /// The strips that are wanted, and a quantum of each.
    strips: Vec<(usize, Sound)>,
    /// How many frames of the quantum wait to be handed out; they lie at its end.
    waiting: usize,
    ended: bool,
}

impl StemBounce {
    /// A render of some strips, tracks before buses, at a sample rate in hertz, which must not be zero.
    pub fn new(song: &Song, sample_rate: u32, recordings: Recordings, strips: &[usize]) -> Self {
        let silence = Sound { left: [0.0; QUANTUM], right: [0.0; QUANTUM] };
        Self {
            course: Course::new(song, sample_rate, recordings),
            strips: strips.iter().map(|strip| (*strip, silence.clone())).collect(),
            waiting: 0,
            ended: false,
        }
    }

    /// Leaves tracks to other renderers, before the first frame.
    pub fn feed_from(&mut self, feed: Feed) {
        self.course.feed_from(feed);
    }

    /// What comes from other renderers, where there are any.
    pub fn feed(&mut self) -> Option<&mut Feed> {
        self.course.feed()
    }

    /// Whether nothing can be rendered until other renderers hand on more.
    pub fn waits(&self) -> bool {
        !self.ended && self.waiting == 0 && self.course.waits()
    }

    /// Renders up to `most` more frames and hands them out, a run of frames of every strip: its place among those that are
    /// wanted, its left and its right channel. Returns how many frames there were; 0 once the last tail has faded or
    /// other renderers are waited for.
    ///
    /// # Errors
    /// Whatever `take` returns; then the render is over.
    pub fn render<E>(
        &mut self,
        most: usize,
        mut take: impl FnMut(usize, &[f32], &[f32]) -> Result<(), E>,
    ) -> Result<usize, E> {
        let mut done = 0;
        while done < most && (self.waiting > 0 || self.next_quantum()) {
            let count = self.waiting.min(most - done);
            let begin = QUANTUM - self.waiting;
            for (place, (_, sound)) in self.strips.iter().enumerate() {
                take(place, &sound.left[begin..begin + count], &sound.right[begin..begin + count])?;
            }
            self.waiting -= count;
            done += count;
        }
        Ok(done)
    }

    /// How far it has got, 0 to 1, never falling.
    pub fn progress(&self) -> f32 {
        if self.ended { 1.0 } else { self.course.progress() }
    }

    /// Renders a quantum; `false` where the song and its tails are over, or others are waited for.
    fn next_quantum(&mut self) -> bool {
        if self.ended || self.course.end().is_some() {
            self.ended = true;
            return false;
        }
        if self.course.waits() {
            return false;
        }
        for (_, sound) in &mut self.strips {
            (sound.left, sound.right) = ([0.0; QUANTUM], [0.0; QUANTUM]);
        }
        for begin in (0..QUANTUM).step_by(Engine::BLOCK) {
            let strips = &mut self.strips;
            let block = begin..begin + Engine::BLOCK;
            self.course.take_block();
            self.course.engine.render_apart(|place, left, right| {
                if let Some((_, sound)) = strips.iter_mut().find(|(strip, _)| *strip == place) {
                    sound.left[block.clone()].copy_from_slice(left);
                    sound.right[block.clone()].copy_from_slice(right);
                }
            });
        }
        let fading = if self.course.fades(0) { &mut self.strips[..] } else { &mut [] };
        for (_, sound) in fading {
            for (index, (left, right)) in sound.left.iter_mut().zip(&mut sound.right).enumerate() {
                let gain = self.course.gain(index, 0);
                *left *= gain;
                *right *= gain;
            }
        }
        self.course.passed();
        self.waiting = QUANTUM;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bounce::render_all;
    use crate::engine::{BusSpec, EngineMessage, GraphSpec, Lane, LaneNote, StripSpec, TrackSpec};
    use crate::music::{Pitch, Velocity};
    use crate::sound::{InsertKind, Params, PatchKind};
    use crate::time::{Bpm, TempoMap, Tick};

    /// Two quiet tracks, one of which also feeds a bus, and one that leads to it.
    fn song() -> Song {
        let track = |key, kind: PatchKind, sends| TrackSpec {
            key,
            patch: kind,
            values: Params::defaults(kind.specs()).values().to_vec(),
            strip: StripSpec { gain: -20.0, pan: 0.3, sends, ..StripSpec::default() },
        };
        let kind = InsertKind::ALL[0];
        let insert = crate::engine::InsertSpec {
            kind,
            values: Params::defaults(kind.specs()).values().to_vec(),
            bypassed: false,
            key: None,
        };
        let bus = BusSpec { key: 9, strip: StripSpec { inserts: vec![insert], ..StripSpec::default() } };
        let mut tracks = vec![track(1, PatchKind::Drums, Vec::new()), track(2, PatchKind::Fm, vec![(0, -3.0)])];
        tracks.push(track(3, PatchKind::Pluck, Vec::new()));
        tracks[2].strip.output = Some(0);
        let graph = GraphSpec { tracks, buses: vec![bus], master: StripSpec::default() };
        let note = |key: u8, beat: u32| LaneNote {
            start: Tick::quarters(beat),
            pitch: Pitch::clamped(i32::from(key)),
            end: Tick::quarters(beat + 1),
            velocity: Velocity::clamped(90),
        };
        let lane = |slot, key| EngineMessage::Lane { slot, lane: Lane { notes: vec![note(key, 0), note(key, 1)] } };
        let messages = vec![
            EngineMessage::Tempo(TempoMap::constant(Bpm::clamped(120.0))),
            EngineMessage::Graph(graph),
            lane(0, 42),
            lane(1, 60),
            lane(2, 67),
        ];
        Song { messages, end: Tick::quarters(2) }
    }

    fn stems(step: usize) -> Vec<[Vec<f32>; 2]> {
        let mut bounce = StemBounce::new(&song(), 48_000, Recordings::default(), &[0, 1, 2, 3]);
        let mut stems = vec![[Vec::new(), Vec::new()]; 4];
        loop {
            let count = bounce.render(step, |place, left, right| {
                stems[place][0].extend_from_slice(left);
                stems[place][1].extend_from_slice(right);
                Ok::<(), ()>(())
            });
            if count == Ok(0) {
                assert_eq!(bounce.progress(), 1.0);
                return stems;
            }
        }
    }

    #[test]
    fn the_stems_are_as_long_as_the_song_and_add_up_to_it() {
        let whole = render_all(&song(), 48_000);
        let stems = stems(1_000);
        for (channel, mix) in whole.channels.iter().enumerate() {
            for (frame, sample) in mix.iter().enumerate() {
                let sum: f32 = stems.iter().map(|stem| stem[channel][frame]).sum();
                // The master strip and the limiter leave so quiet a song as it is but for rounding.
                assert!((sum - sample).abs() < 1e-6, "frame {frame}: {sum} {sample}");
            }
            assert!(stems.iter().all(|stem| stem[channel].len() == mix.len()));
        }
        let sounds: Vec<bool> = stems.iter().map(|stem| stem[0].iter().any(|sample| sample.abs() > 1e-4)).collect();
        // The third track is in the stem of its bus.
        assert_eq!(sounds, [true, true, false, true]);
    }

    #[test]
    fn a_host_may_split_the_render_as_it_likes() {
        let whole = stems(usize::MAX);
        for step in [1, 127, 128, 5_000] {
            assert!(stems(step) == whole, "steps of {step}");
        }
    }
}
