//! How a render runs from the first tick to the end of its tails.

use crate::bounce::{Feed, Song};
use crate::engine::{Engine, EngineMessage, Recordings};
use crate::time::{Tick, TickRange};

/// How many frames are rendered at once: the worklet's quantum. Everything is decided on its borders, counted from the
/// start of the song, so that a render is the same however its host splits it.
pub const QUANTUM: usize = 128;
/// How long tails may ring on after the music, in seconds.
const LONGEST_TAIL: u64 = 20;
/// How long the fade is with which a tail ends that would ring longer, in seconds.
const FADE: f64 = 0.5;
/// The part of the progress that the music takes; the rest is its tails, whose length is not known before.
const MUSIC_PART: f64 = 0.97;

/// An engine on its way through a song.
pub struct Course {
    /// The engine.
    pub engine: Engine,
    /// What other renderers play of the song, where they do.
    feed: Option<Feed>,
    /// How many frames the engine has rendered.
    rendered: u64,
    music_frames: u64,
    longest: u64,
    fade_frames: u64,
    stopped: bool,
    /// Where the last tail is over, in frames that the engine has rendered.
    end: Option<u64>,
}

impl Course {
    /// An engine at the start of a song, playing, at a sample rate in hertz, which must not be zero.
    pub fn new(song: &Song, sample_rate: u32, recordings: Recordings) -> Self {
        let mut engine = Engine::new(sample_rate as f32);
        *engine.recordings() = recordings;
        for message in song.messages.iter().filter(|message| shapes_the_sound(message)) {
            engine.message(message.clone());
        }
        let start = [
            EngineMessage::Loop(None::<TickRange>),
            EngineMessage::Metronome(false),
            EngineMessage::Locate(Tick::ZERO),
            EngineMessage::Play,
        ];
        start.into_iter().for_each(|message| engine.message(message));
        let music_frames = song.music_frames(sample_rate);
        Self {
            engine,
            feed: None,
            rendered: 0,
            music_frames,
            longest: music_frames + LONGEST_TAIL * u64::from(sample_rate),
            fade_frames: (FADE * f64::from(sample_rate)) as u64,
            stopped: false,
            end: None,
        }
    }

    /// Before a quantum: lets go of the notes where the music is over. Gives the frame at which the last tail is over
    /// once that is known.
    pub fn end(&mut self) -> Option<u64> {
        if self.rendered >= self.music_frames {
            if !self.stopped {
                self.engine.message(EngineMessage::Stop);
                self.stopped = true;
            }
            if self.end.is_none() && (self.rendered >= self.longest || self.engine.is_silent()) {
                self.end = Some(self.rendered);
            }
        }
        self.end
    }

    /// Leaves tracks to other renderers, before the first quantum.
    pub fn feed_from(&mut self, feed: Feed) {
        feed.leave_to_others(&mut self.engine);
        self.feed = Some(feed);
    }

    /// What comes from other renderers, where there are any.
    pub fn feed(&mut self) -> Option<&mut Feed> {
        self.feed.as_mut()
    }

    /// Whether other renderers have to hand on more before the next quantum.
    pub fn waits(&self) -> bool {
        self.feed.as_ref().is_some_and(|feed| !feed.is_ready())
    }

    /// Takes from other renderers what belongs to the next block.
    pub fn take_block(&mut self) {
        if let Some(feed) = &mut self.feed {
            feed.hand(&mut self.engine);
        }
    }

    /// How many frames have been rendered.
    pub fn rendered(&self) -> u64 {
        self.rendered
    }

    /// After a quantum: goes on to the next.
    pub fn passed(&mut self) {
        self.rendered += QUANTUM as u64;
    }

    /// The factor of a frame of the quantum: below 1 only where a tail would ring longer than it may. What is heard came
    /// in `latency` frames before.
    pub fn gain(&self, index: usize, latency: u64) -> f32 {
        let left_over = (self.longest + latency).saturating_sub(self.rendered + index as u64);
        (left_over as f32 / self.fade_frames as f32).min(1.0)
    }

    /// Whether any frame of the quantum has a factor below 1.
    pub fn fades(&self, latency: u64) -> bool {
        self.gain(QUANTUM - 1, latency) < 1.0
    }

    /// How far it has got, 0 to 1, never falling; 1 is left to its keeper.
    pub fn progress(&self) -> f32 {
        let part = if self.rendered < self.music_frames {
            MUSIC_PART * self.rendered as f64 / self.music_frames as f64
        } else {
            let tail = (self.rendered - self.music_frames) as f64 / (self.longest - self.music_frames) as f64;
            MUSIC_PART + (1.0 - MUSIC_PART) * tail.min(1.0)
        };
        part as f32
    }
}

/// Whether a message sets up the song, rather than the transport or what is heard in passing.
fn shapes_the_sound(message: &EngineMessage) -> bool {
    matches!(
        message,
        EngineMessage::Graph(_)
            | EngineMessage::Lane { .. }
            | EngineMessage::AudioLane { .. }
            | EngineMessage::Words { .. }
            | EngineMessage::Zones { .. }
            | EngineMessage::Automation { .. }
            | EngineMessage::Tempo(_)
            | EngineMessage::Meter(_)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{Bpm, TempoMap};

    #[test]
    fn a_tail_that_would_never_end_is_faded_to_nothing() {
        let tempo = TempoMap::constant(Bpm::clamped(120.0));
        let song = Song { messages: vec![EngineMessage::Tempo(tempo)], end: Tick::quarters(1) };
        let mut course = Course::new(&song, 48_000, Recordings::default());
        assert!(course.gain(0, 100) == 1.0 && !course.fades(100));
        course.rendered = course.longest + 100 - course.fade_frames / 2;
        assert!(
            course.fades(100)
                && (course.gain(0, 100) - 0.5).abs() < 1e-4
                && course.gain(127, 100) < course.gain(0, 100)
        );
        course.rendered = course.longest + 100 - 2;
        assert!(course.gain(0, 100) < 1e-3 && course.gain(2, 100) == 0.0 && course.gain(127, 100) == 0.0);
    }
}
