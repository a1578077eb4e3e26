//! Rendering offline, by the same engine that plays live.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::engine::{Engine, EngineMessage, Recordings};
use crate::pcm::Audio;
use crate::time::Tick;

mod course;
pub mod dither;
mod feed;
pub mod loudness;
mod matching;
mod parts;
mod player;
mod stems;

pub use feed::Feed;
pub use matching::{MatchJob, Matched, Matching};
pub use parts::{is_worth_parting, parts};
pub use player::Player;
pub use stems::StemBounce;

use course::{Course, QUANTUM};

/// A song to render.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Song {
    /// What the engine is told before it plays.
    pub messages: Vec<EngineMessage>,
    /// Where the music ends; tails ring on after it.
    pub end: Tick,
}

impl Song {
    /// How many frames the music takes at a sample rate in hertz, without its tails; 0 for a song without a tempo.
    pub fn music_frames(&self, sample_rate: u32) -> u64 {
        let tempo = self.messages.iter().rev().find_map(|message| match message {
            EngineMessage::Tempo(tempo) => Some(tempo),
            _ => None,
        });
        tempo.map_or(0, |tempo| tempo.frame_at(self.end, f64::from(sample_rate)))
    }

    /// Whether any track has a note or a recording that begins before the end.
    pub fn has_notes(&self) -> bool {
        self.messages.iter().any(|message| match message {
            EngineMessage::Lane { lane, .. } => lane.notes.iter().any(|note| note.start < self.end),
            EngineMessage::AudioLane { spans, .. } => spans.iter().any(|span| span.start < self.end),
            _ => false,
        })
    }
}

/// A song being rendered, from its start to the end of its tails.
pub struct Bounce {
    course: Course,
    left: [f32; QUANTUM],
    right: [f32; QUANTUM],
    /// Which frames of the current quantum are still to be handed out.
    waiting: Range<usize>,
    /// How many frames later than it is played the sound leaves the engine. They are left out at the start and rendered
    /// in addition at the end.
    latency: u64,
    ended: bool,
}

impl Bounce {
    /// A render at a sample rate in hertz, which must not be zero.
    pub fn new(song: &Song, sample_rate: u32) -> Self {
        Self::with_recordings(song, sample_rate, Recordings::default())
    }

    /// The same of a song that plays recordings, which must be at that rate.
    pub fn with_recordings(song: &Song, sample_rate: u32, recordings: Recordings) -> Self {
        let course = Course::new(song, sample_rate, recordings);
        Self {
            latency: course.engine.latency() as u64,
            course,
            left: [0.0; QUANTUM],
            right: [0.0; QUANTUM],
            waiting: 0..0,
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
        !self.ended && self.waiting.is_empty() && self.course.waits()
    }

    /// Renders the next frames into both channels and returns how many: as many as fit in the shorter one until the
    /// last tail has faded or other renderers are waited for, then 0. The first frame is that of the song's first tick.
    pub fn render(&mut self, left: &mut [f32], right: &mut [f32]) -> usize {
        let wanted = left.len().min(right.len());
        let mut done = 0;
        while done < wanted {
            if self.waiting.is_empty() && !self.next_quantum() {
                break;
            }
            let count = self.waiting.len().min(wanted - done);
            let run = self.waiting.start..self.waiting.start + count;
            left[done..done + count].copy_from_slice(&self.left[run.clone()]);
            right[done..done + count].copy_from_slice(&self.right[run]);
            self.waiting.start += count;
            done += count;
        }
        done
    }

    /// Takes the recordings out of a render that is over, for the next one.
    pub fn take_recordings(&mut self) -> Recordings {
        std::mem::take(self.course.engine.recordings())
    }

    /// How far it has got, 0 to 1, never falling.
    pub fn progress(&self) -> f32 {
        if self.ended { 1.0 } else { self.course.progress() }
    }

    /// Renders on until there are frames to hand out; `false` where the song and its tails are over, or others are waited
    /// for.
    fn next_quantum(&mut self) -> bool {
        while self.waiting.is_empty() && !self.ended {
            let end = self.course.end().map(|end| end + self.latency);
            let rendered = self.course.rendered();
            let left_over = end.map_or(u64::MAX, |end| end.saturating_sub(rendered));
            if left_over == 0 {
                self.ended = true;
                break;
            }
            if self.course.waits() {
                break;
            }
            for (left, right) in self.left.chunks_mut(Engine::BLOCK).zip(self.right.chunks_mut(Engine::BLOCK)) {
                self.course.take_block();
                self.course.engine.render(left, right);
            }
            if self.course.fades(self.latency) {
                for (index, (left, right)) in self.left.iter_mut().zip(&mut self.right).enumerate() {
                    let gain = self.course.gain(index, self.latency);
                    *left *= gain;
                    *right *= gain;
                }
            }
            // Both are at most a quantum.
            let skipped = self.latency.saturating_sub(rendered).min(QUANTUM as u64) as usize;
            self.waiting = skipped..left_over.min(QUANTUM as u64) as usize;
            self.course.passed();
        }
        !self.waiting.is_empty()
    }
}

/// A whole song in memory, in stereo, at a sample rate in hertz that must not be zero.
pub fn render_all(song: &Song, sample_rate: u32) -> Audio {
    let mut bounce = Bounce::new(song, sample_rate);
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let mut slice = [[0.0; 4_096]; 2];
    let [slice_left, slice_right] = &mut slice;
    loop {
        let count = bounce.render(slice_left, slice_right);
        if count == 0 {
            return Audio { sample_rate, channels: vec![left, right] };
        }
        left.extend_from_slice(&slice_left[..count]);
        right.extend_from_slice(&slice_right[..count]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Engine, GraphSpec, Lane, LaneNote, StripSpec, TrackSpec};
    use crate::music::{Pitch, Velocity};
    use crate::sound::{Params, PatchKind};
    use crate::time::{Bpm, TempoMap};

    fn song(quarters: u32) -> Song {
        let tempo = TempoMap::constant(Bpm::clamped(120.0));
        Song { messages: vec![EngineMessage::Tempo(tempo)], end: Tick::quarters(quarters) }
    }

    #[test]
    fn the_music_lasts_as_long_as_its_tempo_says() {
        assert_eq!(song(4).music_frames(48_000), 96_000);
        assert_eq!(Song { messages: Vec::new(), end: Tick(960) }.music_frames(48_000), 0);
        let audio = render_all(&song(4), 48_000);
        assert!(audio.frames() >= 96_000 && audio.frames() < 98_000, "{}", audio.frames());
    }

    /// A hat at the start of a song of two quarters.
    fn click() -> Song {
        let mut song = song(2);
        let kind = PatchKind::Drums;
        let values = Params::defaults(kind.specs()).values().to_vec();
        let track = TrackSpec { key: 1, patch: kind, values, strip: StripSpec::default() };
        let graph = GraphSpec { tracks: vec![track], buses: Vec::new(), master: StripSpec::default() };
        let note = LaneNote {
            start: Tick::ZERO,
            pitch: Pitch::clamped(42),
            end: Tick::quarters(1),
            velocity: Velocity::clamped(100),
        };
        let lane = Lane { notes: vec![note] };
        song.messages.extend([EngineMessage::Graph(graph), EngineMessage::Lane { slot: 0, lane }]);
        song
    }

    #[test]
    fn the_first_frame_is_the_first_tick_and_the_length_is_the_engine_s() {
        for sample_rate in [44_100, 48_000, 96_000] {
            let song = click();
            let audio = render_all(&song, sample_rate);
            assert_eq!(audio.channels[0].iter().position(|sample| *sample != 0.0), Some(0), "{sample_rate} Hz");
            let mut engine = Engine::new(sample_rate as f32);
            song.messages.iter().for_each(|message| engine.message(message.clone()));
            engine.message(EngineMessage::Play);
            let (mut left, mut quantum) = (Vec::new(), [[0.0; QUANTUM]; 2]);
            let music = song.music_frames(sample_rate) as usize;
            while left.len() < music || !engine.is_silent() {
                let [to_left, to_right] = &mut quantum;
                engine.render(to_left, to_right);
                left.extend_from_slice(to_left);
            }
            assert_eq!(audio.frames(), left.len(), "{sample_rate} Hz");
            let heard = &left[engine.latency()..];
            assert_eq!(audio.channels[0][..heard.len()], *heard, "{sample_rate} Hz");
            assert!(audio.channels[0][heard.len()..].iter().all(|sample| *sample == 0.0));
        }
    }

    #[test]
    fn a_host_may_split_the_render_as_it_likes() {
        let whole = render_all(&song(1), 44_100);
        for size in [1, 127, 128, 1_000] {
            let mut bounce = Bounce::new(&song(1), 44_100);
            let (mut left, mut right) = (vec![9.0; size], vec![9.0; size]);
            let (mut total, mut before) = (0, 0.0);
            loop {
                let count = bounce.render(&mut left, &mut right);
                assert_eq!(left[..count], whole.channels[0][total..total + count]);
                assert!(bounce.progress() >= before);
                before = bounce.progress();
                total += count;
                if count == 0 {
                    break;
                }
            }
            assert_eq!(total, whole.frames(), "slices of {size}");
            assert_eq!(bounce.progress(), 1.0);
        }
    }
}
