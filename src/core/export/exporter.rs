//! A file in the making, step by step.

use crate::bounce::Bounce;
use crate::engine::Recordings;
use crate::export::riff::{Encoder, WavShape};
use crate::export::{ExportError, ExportJob, ExportSpec};

/// How many frames are rendered before they are encoded.
const CHUNK: usize = 4_096;

/// For how many frames a step makes room beforehand.
const MOST_RESERVED: usize = 1 << 16;

/// How far a file has got.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// Whether everything but the header has been made.
    pub done: bool,
    /// The part that is made, 0 to 1, never falling.
    pub part: f32,
}

/// A file in the making. Its bytes are the header, which is known last, and then every piece in order.
pub struct Exporter {
    bounce: Bounce,
    encoder: Encoder,
    shape: WavShape,
    /// The tags, which follow the sound; taken when it ends.
    trailer: Vec<u8>,
    bytes: Vec<u8>,
    frames: u64,
    done: bool,
}

impl Exporter {
    /// A file to be made of a job.
    ///
    /// # Errors
    /// [`ExportError`] where the song has no notes, the sample rate is not one of [`ExportSpec::SAMPLE_RATES`], the
    /// music alone is too long for a WAV file, or the tags cannot be written.
    pub fn new(job: &ExportJob) -> Result<Self, ExportError> {
        Self::with_assets(job, Recordings::default(), None)
    }

    /// The same of a song that plays recordings, which must be at the file's rate, and has a picture on its cover. A
    /// recording that is missing is silent.
    ///
    /// # Errors
    /// As for [`Exporter::new`].
    pub fn with_assets(job: &ExportJob, recordings: Recordings, cover: Option<Vec<u8>>) -> Result<Self, ExportError> {
        let ExportSpec { format, sample_rate } = job.spec;
        if !ExportSpec::SAMPLE_RATES.contains(&sample_rate) {
            return Err(ExportError::UnsupportedRate(sample_rate));
        }
        if !job.song.has_notes() {
            return Err(ExportError::NothingToHear);
        }
        let trailer = job.tags.chunks(cover)?;
        let shape = WavShape { format, sample_rate, trailer_bytes: trailer.len() as u64 };
        if !shape.fits(job.song.music_frames(sample_rate)) {
            return Err(ExportError::TooLarge);
        }
        let bounce = Bounce::with_recordings(&job.song, sample_rate, recordings);
        let encoder = Encoder::new(format);
        Ok(Self { bounce, encoder, shape, trailer, bytes: Vec::new(), frames: 0, done: false })
    }

    /// Renders and encodes up to `most_frames` more frames. What it made waits in [`Exporter::take_bytes`]; after the
    /// end it makes nothing more.
    ///
    /// # Errors
    /// [`ExportError::TooLarge`] at the frame with which the file would no longer be a WAV file.
    pub fn step(&mut self, most_frames: usize) -> Result<Progress, ExportError> {
        let (mut left, mut right) = ([0.0; CHUNK], [0.0; CHUNK]);
        let mut wanted = most_frames;
        // Once, instead of at every doubling; but a host may ask for everything at once.
        self.bytes.reserve(most_frames.min(MOST_RESERVED).saturating_mul(self.shape.frame_bytes() as usize));
        while wanted > 0 && !self.done {
            let size = wanted.min(CHUNK);
            let count = self.bounce.render(&mut left[..size], &mut right[..size]);
            wanted -= count;
            self.frames += count as u64;
            if !self.shape.fits(self.frames) {
                return Err(ExportError::TooLarge);
            }
            self.encoder.encode(&left[..count], &right[..count], &mut self.bytes);
            if count < size {
                self.bytes.append(&mut self.trailer);
                self.done = true;
            }
        }
        Ok(Progress { done: self.done, part: self.bounce.progress() })
    }

    /// The bytes made since the last call, to be put after those before.
    pub fn take_bytes(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.bytes)
    }

    /// The bytes that stand before all pieces. They tell the truth once a step has said that it was the last.
    pub fn header(&self) -> Vec<u8> {
        self.shape.header(self.frames)
    }

    /// How many frames were made.
    pub fn frames(&self) -> u64 {
        self.frames
    }

    /// The part that is made, 0 to 1, never falling.
    pub fn part(&self) -> f32 {
        self.bounce.progress()
    }
}

/// A whole file in memory.
///
/// # Errors
/// [`ExportError`] as for [`Exporter::new`] and [`Exporter::step`].
pub fn export_to_vec(job: &ExportJob) -> Result<Vec<u8>, ExportError> {
    let mut exporter = Exporter::new(job)?;
    while !exporter.step(CHUNK)?.done {}
    let mut file = exporter.header();
    file.append(&mut exporter.take_bytes());
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bounce::Song;
    use crate::engine::{EngineMessage, Lane, LaneNote};
    use crate::export::{ExportFormat, TrackTags};
    use crate::music::{Pitch, Velocity};
    use crate::provenance::Disclosure;
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
            disclosure: Disclosure { aspects: Vec::new() },
            ledger_head: String::new(),
        };
        ExportJob { spec: ExportSpec { format, sample_rate }, song: Song { messages, end: Tick::quarters(2) }, tags }
    }

    #[test]
    fn the_bytes_do_not_depend_on_the_steps() {
        for format in [ExportFormat::Wav16, ExportFormat::Wav24, ExportFormat::Wav32Float] {
            let whole = export_to_vec(&job(format, 48_000)).unwrap();
            for size in [1_000, 24_000, 1_000_000] {
                let mut exporter = Exporter::new(&job(format, 48_000)).unwrap();
                let (mut pieces, mut part) = (Vec::new(), 0.0);
                loop {
                    let progress = exporter.step(size).unwrap();
                    assert!(progress.part >= part);
                    part = progress.part;
                    pieces.append(&mut exporter.take_bytes());
                    if progress.done {
                        break;
                    }
                }
                assert_eq!(part, 1.0);
                assert!([exporter.header(), pieces].concat() == whole, "{format:?} in steps of {size}");
            }
        }
    }

    #[test]
    fn what_cannot_be_a_file_is_refused_before_it_is_begun() {
        let refused = |job: &ExportJob| Exporter::new(job).err();
        assert_eq!(refused(&job(ExportFormat::Wav16, 22_050)), Some(ExportError::UnsupportedRate(22_050)));
        let mut empty = job(ExportFormat::Wav16, 48_000);
        empty.song.messages.truncate(1);
        assert_eq!(refused(&empty), Some(ExportError::NothingToHear));
        let mut endless = job(ExportFormat::Wav32Float, 96_000);
        endless.song.end = Tick(u32::MAX);
        assert_eq!(refused(&endless), Some(ExportError::TooLarge));
    }

    #[test]
    fn errors_cross_to_the_page_as_values() {
        let errors = [ExportError::NothingToHear, ExportError::UnsupportedRate(8), ExportError::Tags("x".to_owned())];
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
