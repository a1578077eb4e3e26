//! Finding the gain before the limiter that makes a song as loud as it shall be.
//!
//! The limiter answers to the gain, so the song is rendered whole, as live and on export, as often as it takes: after the
//! first render by as much as is missing, and then by what the two before say a decibel does.

use serde::{Deserialize, Serialize};

use crate::bounce::loudness::{LoudnessError, LoudnessMeter};
use crate::bounce::{Bounce, Song};
use crate::engine::{EngineMessage, Recordings};

/// How near is near enough, in LU: closer than anybody hears.
const NEAR: f64 = 0.1;
/// How often a song is rendered at most.
const RENDERS: u32 = 5;
/// The least that a decibel of gain is taken to do, in LU; less, and the limiter has no more to give.
const LEAST_SLOPE: f64 = 0.2;
/// How many frames are rendered at a time.
const SLICE: usize = 4_096;

/// A song that shall be so loud.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MatchJob {
    /// The song.
    pub song: Song,
    /// Integrated loudness in LUFS.
    pub target: f64,
    /// Which insert of the master sets the gain, and which of its values.
    pub gain: (u8, u8),
    /// The least and the most of that value, in decibels.
    pub range: (f32, f32),
    /// Frames a second; not zero.
    pub sample_rate: u32,
}

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Matched {
    /// The gain, in decibels.
    pub gain: f32,
    /// How loud the song is with it, in LUFS; `None` for a silent song.
    pub integrated: Option<f64>,
    /// The highest level between its samples with it, in dBTP.
    pub true_peak: f64,
}

/// A search under way.
pub struct Matching {
    job: MatchJob,
    bounce: Bounce,
    meter: LoudnessMeter,
    gain: f32,
    renders: u32,
    before: Option<(f32, f64)>,
    progress: f32,
    found: Option<Matched>,
}

impl Matching {
    /// A search that begins at the song's own gain.
    ///
    /// # Errors
    /// [`LoudnessError`] for a sample rate that cannot be measured.
    pub fn new(mut job: MatchJob, recordings: Recordings) -> Result<Self, LoudnessError> {
        let own = value(&mut job).map_or(0.0, |value| *value);
        let meter = LoudnessMeter::new(2, job.sample_rate)?;
        let bounce = Bounce::with_recordings(&job.song, job.sample_rate, recordings);
        Ok(Self { job, bounce, meter, gain: own, renders: 1, before: None, progress: 0.0, found: None })
    }

    /// Renders about so many frames. Whether there is more to come.
    ///
    /// # Errors
    /// [`LoudnessError`] never in practice; it is passed on rather than hidden.
    pub fn step(&mut self, frames: usize) -> Result<bool, LoudnessError> {
        let (mut left, mut right) = ([0.0; SLICE], [0.0; SLICE]);
        let mut done = 0;
        while done < frames && self.found.is_none() {
            let count = self.bounce.render(&mut left, &mut right);
            self.meter.add(&[&left[..count], &right[..count]])?;
            done += count;
            if count == 0 {
                self.end_of_render()?;
            }
        }
        Ok(self.found.is_none())
    }

    /// How far it has got, 0 to 1, never falling. Three renders are what it mostly takes.
    pub fn progress(&mut self) -> f32 {
        let now = (self.renders as f32 - 1.0 + self.bounce.progress()) / RENDERS.min(3) as f32;
        self.progress = if self.found.is_some() { 1.0 } else { now.min(0.98).max(self.progress) };
        self.progress
    }

    /// What was found, once there is no more to come.
    pub fn found(&self) -> Option<Matched> {
        self.found
    }

    fn end_of_render(&mut self) -> Result<(), LoudnessError> {
        let loudness = self.meter.result()?;
        let matched = Matched { gain: self.gain, integrated: loudness.integrated, true_peak: loudness.true_peak };
        let next = loudness.integrated.and_then(|level| self.next(level));
        match next {
            Some(gain) if self.renders < RENDERS => self.again(gain)?,
            _ => self.found = Some(matched),
        }
        Ok(())
    }

    /// The gain to try after one that gave this level; `None` where it is near enough, or nothing better can be reached.
    fn next(&mut self, level: f64) -> Option<f32> {
        let missing = self.job.target - level;
        let before = self.before.replace((self.gain, level));
        if missing.abs() <= NEAR {
            return None;
        }
        let slope = before.map_or(1.0, |(gain, heard)| (level - heard) / f64::from(self.gain - gain));
        // A limiter can make less of a decibel than a decibel, never more.
        let slope = if slope.is_finite() { slope.clamp(LEAST_SLOPE, 1.0) } else { 1.0 };
        let (least, most) = self.job.range;
        // To hundredths, as the control shows it.
        let wanted = (f64::from(self.gain) + missing / slope) * 100.0;
        let gain = ((libm::round(wanted) / 100.0) as f32).clamp(least, most);
        (gain != self.gain).then_some(gain)
    }

    fn again(&mut self, gain: f32) -> Result<(), LoudnessError> {
        self.gain = gain;
        if let Some(value) = value(&mut self.job) {
            *value = gain;
        }
        let recordings = self.bounce.take_recordings();
        self.bounce = Bounce::with_recordings(&self.job.song, self.job.sample_rate, recordings);
        self.meter = LoudnessMeter::new(2, self.job.sample_rate)?;
        self.renders += 1;
        Ok(())
    }
}

/// The value that sets the gain.
fn value(job: &mut MatchJob) -> Option<&mut f32> {
    let (insert, place) = job.gain;
    let graph = job.song.messages.iter_mut().find_map(|message| match message {
        EngineMessage::Graph(graph) => Some(graph),
        _ => None,
    });
    graph?.master.inserts.get_mut(usize::from(insert))?.values.get_mut(usize::from(place))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{GraphSpec, InsertSpec, Lane, LaneNote, StripSpec, TrackSpec};
    use crate::music::{Pitch, Velocity};
    use crate::sound::{InsertKind, Params, PatchKind};
    use crate::time::{Bpm, TempoMap, Tick};

    fn job(target: f64, notes: u32) -> MatchJob {
        let values = |kind: InsertKind| Params::defaults(kind.specs()).values().to_vec();
        let kind = InsertKind::Utility;
        let gain = InsertSpec { kind, values: values(kind), bypassed: false, key: None };
        let patch = PatchKind::Subtractive;
        let track = TrackSpec {
            key: 1,
            patch,
            values: Params::defaults(patch.specs()).values().to_vec(),
            strip: StripSpec::default(),
        };
        let master = StripSpec { inserts: vec![gain], ..StripSpec::default() };
        let note = |place: u32| LaneNote {
            start: Tick(place * 480),
            pitch: Pitch::new(45 + (place % 5) as u8).unwrap(),
            end: Tick(place * 480 + 400),
            velocity: Velocity::DEFAULT,
        };
        let messages = vec![
            EngineMessage::Tempo(TempoMap::constant(Bpm::clamped(120.0))),
            EngineMessage::Graph(GraphSpec { tracks: vec![track], buses: vec![], master }),
            EngineMessage::Lane { slot: 0, lane: Lane { notes: (0..notes).map(note).collect() } },
        ];
        let song = Song { messages, end: Tick(notes * 480) };
        MatchJob { song, target, gain: (0, 0), range: (-60.0, 24.0), sample_rate: 48_000 }
    }

    fn found(job: MatchJob) -> Matched {
        let mut matching = Matching::new(job, Recordings::default()).unwrap();
        let mut before = 0.0;
        while matching.step(10_000).unwrap() {
            let progress = matching.progress();
            assert!((before..1.0).contains(&progress));
            before = progress;
        }
        assert_eq!(matching.progress(), 1.0);
        matching.found().unwrap()
    }

    #[test]
    fn quiet_and_loud_targets_are_met_through_the_limiter() {
        for target in [-20.0, -14.0, -9.0] {
            let matched = found(job(target, 12));
            assert!((matched.integrated.unwrap() - target).abs() <= NEAR, "{target}: {matched:?}");
            assert!(matched.true_peak <= -1.0, "{matched:?}");
        }
    }

    #[test]
    fn what_cannot_be_reached_ends_at_the_range_and_silence_at_once() {
        let narrow = MatchJob { range: (-3.0, 1.0), ..job(-2.0, 6) };
        assert_eq!(found(narrow).gain, 1.0);
        let silent = found(job(-14.0, 0));
        assert_eq!((silent.gain, silent.integrated), (0.0, None));
    }
}
