//! A file, or an archive of several, in the making, step by step.

use crate::bounce::{Bounce, Feed, StemBounce};
use crate::engine::Recordings;
use crate::export::aigc::Rhythm;
use crate::export::encoder::{Encoder, encoder};
use crate::export::stems::{self, StemFile};
use crate::export::window::Cut;
use crate::export::{ExportError, ExportJob, ExportScope, ExportSpec};
use crate::provenance::ContainsAi;

/// How many frames are rendered before they are encoded.
const CHUNK: usize = 4_096;

/// How far the work has got.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// Whether every piece has been made.
    pub done: bool,
    /// The part that is made, 0 to 1, never falling.
    pub part: f32,
}

/// What holds the pieces together: before the pieces of every file something, and something after all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Binding {
    /// What stands before the pieces of each file.
    pub before: Vec<Vec<u8>>,
    /// What stands after the pieces of the last.
    pub after: Vec<u8>,
}

/// What is rendered and where it goes.
enum Work {
    /// The song into one file, after the explicit label where there is one.
    Song { bounce: Box<Bounce>, cut: Cut, rhythm: Rhythm, encoder: Box<dyn Encoder>, bytes: Vec<u8> },
    /// Every stem into its own.
    Stems { bounce: Box<StemBounce>, files: Vec<StemFile> },
}

/// A file in the making, or an archive of several. Its bytes are what the [`Binding`] says, which is known last, around
/// the pieces of each file in order.
pub struct Exporter {
    work: Work,
    frames: u64,
    done: bool,
}

impl Exporter {
    /// A file to be made of a job.
    ///
    /// # Errors
    /// [`ExportError`] where the song has no notes, the format knows neither the sample rate nor stems, the music alone
    /// is too long for the format, or the tags cannot be written.
    pub fn new(job: &ExportJob) -> Result<Self, ExportError> {
        Self::with_assets(job, Recordings::default(), None)
    }

    /// The same of a song that plays recordings, which must be at the file's rate, and has a picture on its cover. A
    /// recording that is missing is silent. Stems carry no cover.
    ///
    /// # Errors
    /// As for [`Exporter::new`].
    pub fn with_assets(job: &ExportJob, recordings: Recordings, cover: Option<Vec<u8>>) -> Result<Self, ExportError> {
        let ExportSpec { format, sample_rate, scope, .. } = job.spec;
        if !format.kind().sample_rates().contains(&sample_rate) {
            return Err(ExportError::UnsupportedRate { rate: sample_rate, format });
        }
        if !job.song.has_notes() {
            return Err(ExportError::NothingToHear);
        }
        let music = job.song.music_frames(sample_rate);
        let work = match scope {
            ExportScope::Song => {
                let rhythm = if labelled(job) { Rhythm::new(sample_rate) } else { Rhythm::over() };
                let encoder = encoder(job.spec, &job.tags, cover.as_deref())?;
                if !encoder.fits(music) {
                    return Err(ExportError::TooLarge);
                }
                let bounce = Box::new(Bounce::with_recordings(&job.song, sample_rate, recordings));
                Work::Song { bounce, cut: Cut::new(job.window, sample_rate), rhythm, encoder, bytes: Vec::new() }
            }
            ExportScope::Stems => {
                let files = stems::files(job, music)?;
                let strips: Vec<usize> = job.stems.iter().map(|stem| usize::from(stem.strip)).collect();
                let bounce = Box::new(StemBounce::new(&job.song, sample_rate, recordings, &strips));
                Work::Stems { bounce, files }
            }
        };
        Ok(Self { work, frames: 0, done: false })
    }

    /// Renders and encodes up to `most_frames` more frames. What it made waits in [`Exporter::take_bytes`]; after the
    /// end it makes nothing more.
    ///
    /// # Errors
    /// [`ExportError::TooLarge`] at the frame with which a file would no longer be one, and whatever an encoder says.
    pub fn step(&mut self, most_frames: usize) -> Result<Progress, ExportError> {
        let mut wanted = most_frames;
        while wanted > 0 && !self.done {
            let size = wanted.min(CHUNK);
            let count = self.work.render(size)?;
            wanted -= count;
            self.frames += count as u64;
            if count < size && self.waits() {
                break;
            }
            if count < size {
                self.work.finish()?;
                self.done = true;
            }
        }
        Ok(Progress { done: self.done, part: self.part() })
    }

    /// Leaves tracks to other renderers, before the first step.
    pub fn feed_from(&mut self, feed: Feed) {
        match &mut self.work {
            Work::Song { bounce, .. } => bounce.feed_from(feed),
            Work::Stems { bounce, .. } => bounce.feed_from(feed),
        }
    }

    /// What comes from other renderers, where there are any.
    pub fn feed(&mut self) -> Option<&mut Feed> {
        match &mut self.work {
            Work::Song { bounce, .. } => bounce.feed(),
            Work::Stems { bounce, .. } => bounce.feed(),
        }
    }

    /// Whether a step can make nothing until other renderers hand on more.
    pub fn waits(&self) -> bool {
        let waits = match &self.work {
            Work::Song { bounce, .. } => bounce.waits(),
            Work::Stems { bounce, .. } => bounce.waits(),
        };
        waits && !self.done
    }

    /// How many files there are: one, or the stems.
    pub fn files(&self) -> usize {
        match &self.work {
            Work::Song { .. } => 1,
            Work::Stems { files, .. } => files.len(),
        }
    }

    /// The bytes of a file made since the last call, to be put after those before.
    pub fn take_bytes(&mut self, file: usize) -> Vec<u8> {
        match &mut self.work {
            Work::Song { bytes, .. } => std::mem::take(bytes),
            Work::Stems { files, .. } => files.get_mut(file).map(StemFile::take_bytes).unwrap_or_default(),
        }
    }

    /// What holds the pieces together. It tells the truth once a step has said that it was the last, and is as long
    /// before.
    ///
    /// # Errors
    /// [`ExportError::Archive`] where two stems have one name.
    pub fn binding(&self) -> Result<Binding, ExportError> {
        match &self.work {
            Work::Song { encoder, .. } => Ok(Binding { before: vec![encoder.header()], after: Vec::new() }),
            Work::Stems { files, .. } => stems::binding(files),
        }
    }

    /// How many frames were made.
    pub fn frames(&self) -> u64 {
        self.frames
    }

    /// The part that is made, 0 to 1, never falling.
    pub fn part(&self) -> f32 {
        match &self.work {
            // A part of a song is done before the song is.
            _ if self.done => 1.0,
            Work::Song { bounce, .. } => bounce.progress(),
            Work::Stems { bounce, .. } => bounce.progress(),
        }
    }
}

impl Work {
    /// Renders and encodes so many frames, unless the song ends before; says how many.
    fn render(&mut self, size: usize) -> Result<usize, ExportError> {
        match self {
            Self::Song { bounce, cut, rhythm, encoder, bytes } => {
                let (mut left, mut right) = ([0.0; CHUNK], [0.0; CHUNK]);
                let size = size.min(CHUNK);
                let mut count = 0;
                for (place, sample) in left.iter_mut().zip(rhythm.take(size)) {
                    *place = sample;
                    count += 1;
                }
                right[..count].copy_from_slice(&left[..count]);
                count += cut.render(bounce, &mut left[count..size], &mut right[count..size]);
                encoder.encode(&left[..count], &right[..count], bytes)?;
                Ok(count)
            }
            Self::Stems { bounce, files } => bounce.render(size, |place, left, right| match files.get_mut(place) {
                Some(file) => file.encode(left, right),
                None => Ok(()),
            }),
        }
    }

    fn finish(&mut self) -> Result<(), ExportError> {
        match self {
            Self::Song { encoder, bytes, .. } => encoder.finish(bytes),
            Self::Stems { files, .. } => files.iter_mut().try_for_each(StemFile::finish),
        }
    }
}

/// Whether the explicit label for China is heard: where it is wanted and a trained model had a part.
fn labelled(job: &ExportJob) -> bool {
    job.spec.china.rhythm && job.tags.disclosure.contains_ai() != ContainsAi::None
}

/// A whole file in memory.
///
/// # Errors
/// [`ExportError`] as for [`Exporter::new`] and [`Exporter::step`].
pub fn export_to_vec(job: &ExportJob) -> Result<Vec<u8>, ExportError> {
    let mut exporter = Exporter::new(job)?;
    while !exporter.step(CHUNK)?.done {}
    let Binding { before, mut after } = exporter.binding()?;
    let mut whole = Vec::new();
    for (file, mut before) in before.into_iter().enumerate() {
        whole.append(&mut before);
        whole.append(&mut exporter.take_bytes(file));
    }
    whole.append(&mut after);
    Ok(whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bounce::Song;
    use crate::engine::{EngineMessage, Lane, LaneNote};
    use crate::export::{ChinaLabels, ExportFormat, Mp3Rate, OpusRate, ReleaseTags, TrackTags};
    use crate::music::{Pitch, Velocity};
    use crate::provenance::{Aspect, AspectShares, ContributorKind, Disclosure, Share};
    use crate::time::{Bpm, TempoMap, Tick};

    fn job(format: ExportFormat, sample_rate: u32) -> ExportJob {
        let note = LaneNote {
            start: Tick::ZERO,
            pitch: Pitch::clamped(60),
            end: Tick::quarters(1),
            velocity: Velocity::clamped(100),
        };
        let messages = vec![
            EngineMessage::Tempo(TempoMap::constant(Bpm::clamped(120.0))),
            EngineMessage::Lane { slot: 0, lane: Lane { notes: vec![note] } },
        ];
        let tags = TrackTags {
            title: "A song".to_owned(),
            artist: String::new(),
            software: "Cowrite".to_owned(),
            bpm: 120.0,
            key: "C".to_owned(),
            lyrics: String::new(),
            release: ReleaseTags::default(),
            disclosure: Disclosure { aspects: Vec::new() },
            ledger_head: String::new(),
            made: 0,
            aigc: None,
        };
        ExportJob {
            spec: ExportSpec::song(format, sample_rate),
            song: Song { messages, end: Tick::quarters(2) },
            tags,
            stems: Vec::new(),
            window: None,
        }
    }

    #[test]
    fn the_bytes_do_not_depend_on_the_steps() {
        for format in ExportFormat::ALL
            .into_iter()
            .filter(|format| !matches!(format.code().as_str(), "mp3-256" | "mp3-v130" | "opus-96" | "opus-192"))
        {
            let whole = export_to_vec(&job(format, 48_000)).unwrap();
            for size in [1_000, 1_000_000] {
                let mut exporter = Exporter::new(&job(format, 48_000)).unwrap();
                let before = exporter.binding().unwrap().before[0].len();
                let (mut pieces, mut part) = (Vec::new(), 0.0);
                loop {
                    let progress = exporter.step(size).unwrap();
                    assert!(progress.part >= part);
                    part = progress.part;
                    pieces.append(&mut exporter.take_bytes(0));
                    if progress.done {
                        break;
                    }
                }
                assert_eq!(part, 1.0);
                let header = exporter.binding().unwrap().before.remove(0);
                assert_eq!(header.len(), before, "{format:?}");
                assert!([header, pieces].concat() == whole, "{format:?} in steps of {size}");
            }
        }
    }

    #[test]
    fn the_explicit_label_is_heard_only_where_a_model_had_a_part() {
        let frames = |job: &ExportJob| {
            let mut exporter = Exporter::new(job).unwrap();
            while !exporter.step(CHUNK).unwrap().done {}
            exporter.frames()
        };
        let mut job = job(ExportFormat::Wav16, 44_100);
        let plain = frames(&job);
        job.spec.china = ChinaLabels { tag: true, rhythm: true };
        assert_eq!(frames(&job), plain);
        let share = Share { kind: ContributorKind::Model, name: "Model".to_owned(), share: 1.0, only_edited: false };
        job.tags.disclosure.aspects.push(AspectShares { aspect: Aspect::Lyrics, shares: vec![share] });
        assert_eq!(frames(&job), plain + Rhythm::frames(44_100));
    }

    #[test]
    fn what_cannot_be_a_file_is_refused_before_it_is_begun() {
        let refused = |job: &ExportJob| Exporter::new(job).err();
        let rate = |rate, format| Some(ExportError::UnsupportedRate { rate, format });
        assert_eq!(refused(&job(ExportFormat::Wav16, 22_050)), rate(22_050, ExportFormat::Wav16));
        let opus = ExportFormat::Opus(OpusRate::Average128);
        assert_eq!(refused(&job(opus, 44_100)), rate(44_100, opus));
        let mut stems = job(opus, 48_000);
        stems.spec.scope = ExportScope::Stems;
        assert_eq!(refused(&stems), Some(ExportError::NoStems(opus)));
        let mut empty = job(ExportFormat::Wav16, 48_000);
        empty.song.messages.truncate(1);
        assert_eq!(refused(&empty), Some(ExportError::NothingToHear));
        let mut endless = job(ExportFormat::Wav32Float, 96_000);
        endless.song.end = Tick(u32::MAX);
        assert_eq!(refused(&endless), Some(ExportError::TooLarge));
        let cover = [b"\xff\xd8\xff".as_slice(), &[0; 17 << 20]].concat();
        let flac = Exporter::with_assets(&job(ExportFormat::Flac16, 48_000), Recordings::default(), Some(cover));
        assert_eq!(flac.err(), Some(ExportError::Cover));
    }

    #[test]
    fn errors_cross_to_the_page_as_values() {
        let format = ExportFormat::Mp3(Mp3Rate::Variable190);
        let errors = [
            ExportError::NothingToHear,
            ExportError::UnsupportedRate { rate: 8, format },
            ExportError::Tags("x".to_owned()),
        ];
        for error in errors {
            let bytes = postcard::to_allocvec(&error).unwrap();
            assert_eq!(postcard::from_bytes::<ExportError>(&bytes), Ok(error));
        }
    }

    #[test]
    fn a_job_crosses_to_the_worker_whole() {
        let job = job(ExportFormat::Wav24, 44_100);
        let bytes = postcard::to_allocvec(&job).unwrap();
        assert_eq!(postcard::from_bytes::<ExportJob>(&bytes), Ok(job));
    }
}
