//! A pattern or a recording placed on its track.

use serde::{Deserialize, Serialize};

use crate::pcm::{Decibels, Warp};
use crate::project::{ClipId, PatternId};
use crate::provenance::{AuthorsId, Digest};
use crate::time::{Bpm, TICKS_PER_QUARTER, TempoMap, Tick, TickRange};

/// A pattern or a recording placed on its track. A clip longer than its pattern plays it again; one longer than its
/// recording is silent after it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Clip {
    /// Its name in the project.
    pub id: ClipId,
    /// What it plays.
    #[serde(flatten)]
    pub content: ClipContent,
    /// Where it begins on the timeline.
    pub at: Tick,
    /// How long it plays; never zero.
    pub length: Tick,
    /// How far into the pattern it begins; zero for a recording, which counts in frames.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub offset: Tick,
    /// Who placed and changed it.
    pub authors: AuthorsId,
}

/// What a clip plays.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClipContent {
    /// Notes of its track.
    Pattern(PatternId),
    /// A recording.
    Audio(AudioClip),
}

/// A recording as a clip plays it: at its own speed, whatever the tempo. The clip's start lies on the grid; from there
/// on it follows seconds, so a change of tempo moves and cuts it, but stretches it only where it follows the tempo.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct AudioClip {
    /// The recording.
    pub asset: Digest,
    /// How many of the recording's own frames are left out where it begins: at its start, or at its end where it is played
    /// backwards.
    #[serde(default, skip_serializing_if = "is_default")]
    pub offset: u64,
    /// How loud it is beside what was recorded.
    #[serde(default, skip_serializing_if = "is_default")]
    pub gain: Decibels,
    /// How long it takes to rise from silence, in milliseconds.
    #[serde(default, skip_serializing_if = "is_default")]
    pub fade_in: u32,
    /// How long it takes to fall to silence at the clip's end, in milliseconds.
    #[serde(default, skip_serializing_if = "is_default")]
    pub fade_out: u32,
    /// Whether it is played backwards.
    #[serde(default, skip_serializing_if = "is_default")]
    pub reverse: bool,
    /// How long and how high it is beside how it was recorded.
    #[serde(default, skip_serializing_if = "is_default")]
    pub warp: Warp,
    /// The tempo at which it lasts as long as `warp` says. At another one it lasts as many beats.
    #[serde(default, skip_serializing_if = "is_default")]
    pub follows: Option<Bpm>,
}

impl AudioClip {
    /// The whole of a recording as it is.
    pub fn whole(asset: Digest) -> Self {
        let (reverse, warp, follows) = (false, Warp::NONE, None);
        Self { asset, offset: 0, gain: Decibels(0.0), fade_in: 0, fade_out: 0, reverse, warp, follows }
    }
}

impl Clip {
    /// Where it ends on the timeline.
    pub fn end(&self) -> Tick {
        self.at + self.length
    }

    /// The span it takes on the timeline.
    pub fn range(&self) -> TickRange {
        TickRange::new(self.at, self.end())
    }

    /// The pattern it plays, unless it plays a recording.
    pub fn pattern(&self) -> Option<PatternId> {
        match self.content {
            ClipContent::Pattern(pattern) => Some(pattern),
            ClipContent::Audio(_) => None,
        }
    }

    /// The recording it plays, unless it plays a pattern.
    pub fn audio(&self) -> Option<&AudioClip> {
        match &self.content {
            ClipContent::Audio(audio) => Some(audio),
            ClipContent::Pattern(_) => None,
        }
    }

    /// How a recording is made before the clip plays it.
    pub fn warp(&self, tempo: &TempoMap) -> Warp {
        let Some(audio) = self.audio() else { return Warp::NONE };
        let Some(follows) = audio.follows else { return audio.warp };
        Warp { stretch: Warp::nearest(audio.warp.ratio() * follows.get() / self.mean_tempo(tempo).get()), ..audio.warp }
    }

    /// The tempo at which it would last as long as it does.
    pub fn mean_tempo(&self, tempo: &TempoMap) -> Bpm {
        let seconds = tempo.seconds_at(f64::from(self.end().0)) - tempo.seconds_at(f64::from(self.at.0));
        Bpm::clamped(f64::from(self.length.0) / f64::from(TICKS_PER_QUARTER) * 60.0 / seconds)
    }

    /// How many frames of its recording it plays in some seconds; `rate` is the recording's, in frames a second.
    pub fn frames_in(&self, seconds: f64, tempo: &TempoMap, rate: u32) -> u64 {
        // Never negative, and far below 2^53.
        (seconds * f64::from(rate) / self.warp(tempo).ratio() + 0.5) as u64
    }

    /// What is left of it from a tick inside it on, with what it plays where it was. `rate` is the recording's, in
    /// frames a second. A fade stays with the end it belongs to.
    #[must_use]
    pub fn from_tick(&self, tick: Tick, tempo: &TempoMap, rate: u32) -> Self {
        let gone = tick.saturating_sub(self.at);
        let rest = Self { at: tick, length: self.end().saturating_sub(tick), ..*self };
        match self.content {
            ClipContent::Pattern(_) => Self { offset: self.offset + gone, ..rest },
            ClipContent::Audio(audio) => {
                let seconds = tempo.seconds_at(f64::from(tick.0)) - tempo.seconds_at(f64::from(self.at.0));
                let frames = self.frames_in(seconds, tempo, rate);
                let content = ClipContent::Audio(AudioClip { offset: audio.offset + frames, fade_in: 0, ..audio });
                Self { content, ..rest }
            }
        }
    }

    /// What is left of it before a tick inside it.
    #[must_use]
    pub fn to_tick(&self, tick: Tick) -> Self {
        let content = match self.content {
            ClipContent::Audio(audio) => ClipContent::Audio(AudioClip { fade_out: 0, ..audio }),
            pattern => pattern,
        };
        Self { content, length: tick.saturating_sub(self.at), ..*self }
    }
}

fn is_zero(tick: &Tick) -> bool {
    *tick == Tick::ZERO
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Bpm;

    fn clip(content: ClipContent) -> Clip {
        Clip { id: ClipId(3), content, at: Tick(960), length: Tick(1920), offset: Tick::ZERO, authors: AuthorsId(1) }
    }

    #[test]
    fn a_clip_of_notes_is_written_as_it_always_was() {
        let json = serde_json::to_string(&clip(ClipContent::Pattern(PatternId(2)))).unwrap();
        assert_eq!(json, r#"{"id":3,"pattern":2,"at":960,"length":1920,"authors":1}"#);
        assert_eq!(serde_json::from_str::<Clip>(&json).unwrap(), clip(ClipContent::Pattern(PatternId(2))));
    }

    #[test]
    fn a_clip_of_a_recording_is_written_and_read() {
        let audio = AudioClip { offset: 7, gain: Decibels(-3.5), ..AudioClip::whole(Digest::of(b"sound")) };
        let json = serde_json::to_string(&clip(ClipContent::Audio(audio))).unwrap();
        assert_eq!(serde_json::from_str::<Clip>(&json).unwrap(), clip(ClipContent::Audio(audio)));
        assert!(serde_json::from_str::<Clip>(r#"{"id":3,"at":960,"length":1920,"authors":1}"#).is_err());
    }

    #[test]
    fn a_recording_goes_on_where_its_first_part_was_cut() {
        let audio = AudioClip { fade_in: 9, fade_out: 8, ..AudioClip::whole(Digest::of(b"sound")) };
        let whole = clip(ClipContent::Audio(audio));
        let tempo = TempoMap::constant(Bpm::clamped(120.0));
        let rest = whole.from_tick(Tick(1920), &tempo, 44_100);
        assert_eq!((rest.at, rest.length), (Tick(1920), Tick(960)));
        assert_eq!(rest.audio().unwrap(), &AudioClip { offset: 22_050, fade_in: 0, ..audio });
        assert_eq!(whole.to_tick(Tick(1920)).audio().unwrap(), &AudioClip { fade_out: 0, ..audio });
    }

    #[test]
    fn what_follows_the_tempo_lasts_as_many_beats_and_splits_where_it_was_heard() {
        let audio = AudioClip { follows: Some(Bpm::clamped(120.0)), ..AudioClip::whole(Digest::of(b"sound")) };
        let whole = clip(ClipContent::Audio(audio));
        let stretch = |bpm: f64| whole.warp(&TempoMap::constant(Bpm::clamped(bpm))).stretch;
        assert_eq!([120.0, 60.0, 240.0, 90.0].map(stretch), [1_000_000, 2_000_000, 500_000, 1_333_333]);
        // Beyond what can be made it goes no further.
        assert_eq!([30.0, 400.0].map(stretch), [2_000_000, 500_000]);
        // A beat of it is half a second of the recording, however long it lasts.
        let slow = TempoMap::constant(Bpm::clamped(80.0));
        assert_eq!(whole.from_tick(Tick(1920), &slow, 44_100).audio().unwrap().offset, 22_050);
        assert_eq!(whole.from_tick(Tick(1920), &slow, 44_100).warp(&slow), whole.warp(&slow));
    }
}
