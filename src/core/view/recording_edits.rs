//! Commands that change how a clip plays its recording: backwards, longer, higher, louder.

use crate::edit::Command;
use crate::pcm::{Decibels, Warp};
use crate::project::limits::{MAX_FADE, MAX_TICK};
use crate::project::{AssetRef, AudioClip, Clip, ClipContent, Project, TrackId};
use crate::sound::{Curve, ParamSpec, Unit};
use crate::time::Tick;

/// Hundredths of a semitone in one.
const CENTS: f32 = 100.0;

/// A setting of a clip that plays a recording, as a control shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordingSetting {
    /// How loud it is.
    Gain,
    /// How long it rises.
    FadeIn,
    /// How long it falls.
    FadeOut,
    /// How long it lasts.
    Stretch,
    /// How high it is, in whole semitones.
    Semitones,
    /// How high it is beside that.
    Fine,
}

impl RecordingSetting {
    /// Every setting, in the order of the controls.
    pub const ALL: [Self; 6] = [Self::Gain, Self::FadeIn, Self::FadeOut, Self::Stretch, Self::Semitones, Self::Fine];

    /// Its range and unit. A fade of a millisecond is none.
    pub const fn spec(self) -> ParamSpec {
        const LONGEST: f32 = MAX_FADE as f32 / 1_000.0;
        match self {
            Self::Gain => ParamSpec {
                key: "gain",
                unit: Unit::Decibels,
                min: Decibels::SILENCE.0,
                max: Decibels::MAX.0,
                default: 0.0,
                curve: Curve::Fader,
            },
            Self::FadeIn => ParamSpec::exponential("clip_fade_in", Unit::Seconds, 0.001, LONGEST, 0.001),
            Self::FadeOut => ParamSpec::exponential("clip_fade_out", Unit::Seconds, 0.001, LONGEST, 0.001),
            Self::Stretch => ParamSpec::exponential("clip_stretch", Unit::Ratio, 0.5, 2.0, 1.0),
            Self::Semitones => ParamSpec::linear("clip_semitones", Unit::Semitones, -12.0, 12.0, 0.0),
            Self::Fine => ParamSpec::linear("clip_fine", Unit::Cents, -50.0, 49.0, 0.0),
        }
    }

    /// Where it stands. `None` for a clip that plays no recording.
    pub fn value(self, project: &Project, clip: &Clip) -> Option<f32> {
        let audio = clip.audio()?;
        let seconds = |milliseconds: u32| (milliseconds as f32 / 1_000.0).max(0.001);
        Some(match self {
            Self::Gain => audio.gain.0,
            Self::FadeIn => seconds(audio.fade_in),
            Self::FadeOut => seconds(audio.fade_out),
            Self::Stretch => clip.warp(&project.tempo).ratio() as f32,
            Self::Semitones => semitones(audio),
            Self::Fine => f32::from(audio.warp.cents) - semitones(audio) * CENTS,
        })
    }

    /// The command that sets it. A clip that is stretched plays what it played.
    pub fn set(self, project: &Project, track: TrackId, clip: &Clip, value: f32) -> Option<Command> {
        let audio = clip.audio()?;
        let value = self.spec().clamp(value);
        let milliseconds = |seconds: f32| if seconds < 0.0015 { 0 } else { (seconds * 1_000.0 + 0.5) as u32 };
        let cents = |cents: f32| {
            let most = f32::from(*Warp::CENTS.end());
            // In range, so the cast is exact.
            Warp { cents: libm::roundf(cents).clamp(-most, most) as i16, ..audio.warp }
        };
        let fine = f32::from(audio.warp.cents) - semitones(audio) * CENTS;
        let audio = match self {
            Self::Gain => AudioClip { gain: Decibels(value), ..*audio },
            Self::FadeIn => AudioClip { fade_in: milliseconds(value), ..*audio },
            Self::FadeOut => AudioClip { fade_out: milliseconds(value), ..*audio },
            Self::Semitones => AudioClip { warp: cents(libm::roundf(value) * CENTS + fine), ..*audio },
            Self::Fine => AudioClip { warp: cents(semitones(audio) * CENTS + value), ..*audio },
            Self::Stretch => {
                let clip = stretched(project, clip, f64::from(value));
                return Some(Command::SetClip { track, clip });
            }
        };
        Some(Command::SetClip { track, clip: Clip { content: ClipContent::Audio(audio), ..*clip } })
    }
}

fn semitones(audio: &AudioClip) -> f32 {
    // Half a semitone is the lower half of the next one.
    libm::floorf(f32::from(audio.warp.cents) / CENTS + 0.5)
}

/// Lets a clip play the same part of its recording backwards, or forwards again. `None` for a clip that plays none.
pub fn reverse_clip(project: &Project, track: TrackId, clip: &Clip) -> Option<Command> {
    let audio = clip.audio()?;
    let (frames, rate) = project.asset(audio.asset).and_then(AssetRef::recording)?;
    let left = frames.saturating_sub(audio.offset);
    let asked = clip.frames_in(seconds_of(project, clip), &project.tempo, rate);
    let played = asked.min(left);
    // A clip that outlasts its recording ends where the recording does: turned, it would play on into what it left out.
    let length = if asked > left { sounding(project, clip, left, rate) } else { clip.length };
    let audio = AudioClip {
        offset: left - played,
        reverse: !audio.reverse,
        fade_in: audio.fade_out,
        fade_out: audio.fade_in,
        ..*audio
    };
    Some(Command::SetClip { track, clip: Clip { content: ClipContent::Audio(audio), length, ..*clip } })
}

/// How long a clip sounds that plays so many frames to the end of its recording.
fn sounding(project: &Project, clip: &Clip, frames: u64, rate: u32) -> Tick {
    let seconds = frames as f64 / f64::from(rate.max(1)) * clip.warp(&project.tempo).ratio();
    let end = project.tempo.tick_at(project.tempo.seconds_at(f64::from(clip.at.0)) + seconds);
    // A cast of what is too large stops at the largest tick.
    (Tick((end + 0.5) as u32).max(clip.at + Tick(1)) - clip.at).min(clip.length)
}

/// Lets a clip play what it plays up to another end, as far as its recording can be stretched. `None` for a clip that
/// plays none.
pub fn stretch_clip(project: &Project, track: TrackId, clip: &Clip, end: Tick) -> Option<Command> {
    clip.audio()?;
    let second = |tick: Tick| project.tempo.seconds_at(f64::from(tick.0));
    let longer = (second(end) - second(clip.at)) / seconds_of(project, clip);
    let ratio = clip.warp(&project.tempo).ratio() * longer;
    Some(Command::SetClip { track, clip: stretched(project, clip, ratio) })
}

/// Lets a clip play what it plays from another start on, as far as its recording can be stretched; its end stays. `None`
/// for a clip that plays none.
pub fn stretch_clip_from(project: &Project, track: TrackId, clip: &Clip, at: Tick) -> Option<Command> {
    clip.audio()?;
    let second = |tick: Tick| project.tempo.seconds_at(f64::from(tick.0));
    let before = clip.warp(&project.tempo).ratio();
    let longer = (second(clip.end()) - second(at)) / seconds_of(project, clip);
    let ratio = Warp { stretch: Warp::nearest(before * longer), ..Warp::NONE }.ratio();
    let start = project.tempo.tick_at(second(clip.end()) - seconds_of(project, clip) * ratio / before);
    // A cast of what is before the song stops at its start.
    let at = Tick((start + 0.5) as u32).min(clip.end() - Tick(1));
    let moved = Clip { at, length: clip.end() - at, ..*clip };
    Some(Command::SetClip { track, clip: with_stretch(project, moved, ratio) })
}

/// Lets a clip end on the nearest bar line, with all that it plays. `None` for a clip that plays no recording, and where
/// it does so already.
pub fn fit_clip(project: &Project, track: TrackId, clip: &Clip) -> Option<Command> {
    let bar = project.meter.meter_at(clip.at).bar();
    let bars = ((clip.length.0 + bar.0 / 2) / bar.0).max(1);
    let command = stretch_clip(project, track, clip, clip.at + Tick(bar.0 * bars))?;
    (command != Command::SetClip { track, clip: *clip }).then_some(command)
}

/// Lets a clip last as many beats as it does now at any tempo, or as many seconds. `None` for a clip that plays no
/// recording.
pub fn follow_tempo(project: &Project, track: TrackId, clip: &Clip) -> Option<Command> {
    let audio = clip.audio()?;
    let follows = if audio.follows.is_none() { Some(clip.mean_tempo(&project.tempo)) } else { None };
    let audio = AudioClip { warp: clip.warp(&project.tempo), follows, ..*audio };
    Some(Command::SetClip { track, clip: Clip { content: ClipContent::Audio(audio), ..*clip } })
}

/// The clip so many times as long as what was recorded, playing the same part of it.
fn stretched(project: &Project, clip: &Clip, ratio: f64) -> Clip {
    let Some(audio) = clip.audio() else { return *clip };
    let before = clip.warp(&project.tempo).ratio();
    let stretch = Warp { stretch: Warp::nearest(ratio), ..audio.warp };
    let seconds = seconds_of(project, clip) * stretch.ratio() / before;
    let start = project.tempo.seconds_at(f64::from(clip.at.0));
    // A cast of what is too large stops at the largest tick.
    let end = Tick((project.tempo.tick_at(start + seconds) + 0.5) as u32).clamp(clip.at + Tick(1), MAX_TICK);
    with_stretch(project, Clip { length: end - clip.at, ..*clip }, ratio)
}

/// A clip that lasts as long as it shall, with its recording so many times as long.
fn with_stretch(project: &Project, clip: Clip, ratio: f64) -> Clip {
    let Some(audio) = clip.audio() else { return clip };
    // At the tempo that it has there now, it lasts as long as it shall.
    let follows = audio.follows.map(|_| clip.mean_tempo(&project.tempo));
    let warp = Warp { stretch: Warp::nearest(ratio), ..audio.warp };
    Clip { content: ClipContent::Audio(AudioClip { warp, follows, ..*audio }), ..clip }
}

fn seconds_of(project: &Project, clip: &Clip) -> f64 {
    let second = |tick: Tick| project.tempo.seconds_at(f64::from(tick.0));
    second(clip.end()) - second(clip.at)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::project::{AssetKind, ClipId, ProjectId};
    use crate::provenance::{AuthorsId, Digest};
    use crate::time::{Bpm, TempoMap};

    const TRACK: TrackId = TrackId(1);

    /// A song of one recording, ten seconds long.
    fn song(bpm: f64) -> Project {
        let mut project = Project::empty(ProjectId(1));
        project.tempo = TempoMap::constant(Bpm::clamped(bpm));
        let kind = AssetKind::Audio { frames: 441_000, rate: 44_100, channels: 1, words: false, voice: false };
        let (digest, authors) = (Digest::of(b"sound"), AuthorsId(0));
        let (name, media_type) = (String::new(), String::new());
        let asset = AssetRef { digest, name, media_type, bytes: 9, kind, authors };
        project.assets = std::rc::Rc::new(vec![asset]);
        project
    }

    fn clip(at: u32, length: u32, offset: u64) -> Clip {
        let audio = AudioClip { offset, ..AudioClip::whole(Digest::of(b"sound")) };
        let (content, authors) = (ClipContent::Audio(audio), AuthorsId(0));
        Clip { id: ClipId(1), content, at: Tick(at), length: Tick(length), offset: Tick::ZERO, authors }
    }

    fn set(command: Option<Command>) -> Clip {
        match command {
            Some(Command::SetClip { clip, .. }) => clip,
            other => panic!("{other:?}"),
        }
    }

    /// The first and the last of the recording's frames that a clip plays.
    fn part(project: &Project, clip: &Clip) -> (f64, f64) {
        let audio = clip.audio().unwrap();
        let frames = clip.frames_in(seconds_of(project, clip), &project.tempo, 44_100) as f64;
        let from = audio.offset as f64;
        if audio.reverse { (441_000.0 - from - frames, 441_000.0 - from) } else { (from, from + frames) }
    }

    proptest! {
        #[test]
        fn what_is_turned_or_stretched_plays_the_same_part(
            (bpm, at, length, offset) in (40.0f64..240.0, 0u32..9_000, 200u32..2_000, 1_000u64..150_000),
            (end, follows) in (100u32..9_000, any::<bool>()),
        ) {
            let project = song(bpm);
            let mut before = clip(at, length, offset);
            if follows {
                before = set(follow_tempo(&project, TRACK, &before));
            }
            let wanted = part(&project, &before);
            let close = |clip: &Clip| {
                let (from, to) = part(&project, clip);
                // A tick is up to 70 frames long at these tempos.
                (from - wanted.0).abs() < 90.0 && (to - wanted.1).abs() < 90.0
            };
            let turned = set(reverse_clip(&project, TRACK, &before));
            prop_assert!(close(&turned) && turned.audio().unwrap().reverse);
            prop_assert_eq!(set(reverse_clip(&project, TRACK, &turned)), before);
            let longer = set(stretch_clip(&project, TRACK, &turned, Tick(at + end)));
            prop_assert!(close(&longer), "{longer:?}");
            prop_assert!(longer.warp(&project.tempo).is_possible());
            let begun = set(stretch_clip_from(&project, TRACK, &turned, Tick(at.saturating_sub(end))));
            prop_assert!(close(&begun) && begun.warp(&project.tempo).is_possible(), "{begun:?}");
            prop_assert!(begun.end().0.abs_diff(turned.end().0) <= 1 && begun.at <= turned.at);
            if length / 2 < end && end < length * 2 {
                prop_assert!(longer.length.0.abs_diff(end) <= 1);
            }
        }

        #[test]
        fn a_setting_is_what_it_was_set_to(travel in 0.0f32..=1.0) {
            let project = song(120.0);
            let clip = clip(960, 1_920, 0);
            for setting in RecordingSetting::ALL {
                let wanted = setting.spec().at_travel(travel);
                let clip = set(setting.set(&project, TRACK, &clip, wanted));
                let value = setting.value(&project, &clip).unwrap();
                let step = if setting == RecordingSetting::Gain { 1e-3 } else { 0.51 };
                prop_assert!((value - wanted).abs() <= step, "{setting:?}: {value} {wanted}");
                prop_assert!(crate::project::check::plays(&project, clip.audio().unwrap()));
            }
        }
    }

    #[test]
    fn a_clip_that_outlasts_its_recording_is_turned_there_and_back() {
        let project = song(120.0);
        // From the eighth second of ten, for five seconds.
        let before = clip(960, 9_600, 352_800);
        let turned = set(reverse_clip(&project, TRACK, &before));
        assert_eq!((turned.audio().unwrap().offset, turned.length), (0, Tick(3_840)));
        let back = set(reverse_clip(&project, TRACK, &turned));
        assert_eq!((back.audio().unwrap().offset, back.length), (352_800, Tick(3_840)));
    }

    #[test]
    fn a_clip_is_fitted_to_its_bars_and_stays_there_when_the_tempo_changes() {
        let mut project = song(100.0);
        let fitted = set(fit_clip(&project, TRACK, &clip(3_840, 7_000, 0)));
        assert_eq!((fitted.length, fitted.warp(&project.tempo).stretch), (Tick(7_680), 1_097_143));
        assert_eq!(fit_clip(&project, TRACK, &fitted), None);
        let following = set(follow_tempo(&project, TRACK, &fitted));
        assert_eq!(following.warp(&project.tempo), fitted.warp(&project.tempo));
        project.tempo = TempoMap::constant(Bpm::clamped(80.0));
        assert_eq!(following.warp(&project.tempo).stretch, 1_371_429);
        // Left alone from here on, it is as long as it was last heard.
        let free = set(follow_tempo(&project, TRACK, &following));
        assert_eq!((free.audio().unwrap().follows, free.audio().unwrap().warp.stretch), (None, 1_371_429));
    }

    #[test]
    fn semitones_and_what_is_beside_them_are_one_height() {
        let project = song(120.0);
        let higher = set(RecordingSetting::Semitones.set(&project, TRACK, &clip(0, 960, 0), 3.2));
        let finer = set(RecordingSetting::Fine.set(&project, TRACK, &higher, -40.0));
        assert_eq!((higher.audio().unwrap().warp.cents, finer.audio().unwrap().warp.cents), (300, 260));
        let back = set(RecordingSetting::Semitones.set(&project, TRACK, &finer, 12.0));
        assert_eq!(back.audio().unwrap().warp.cents, 1_160);
        assert_eq!(RecordingSetting::Fine.value(&project, &back), Some(-40.0));
    }
}
