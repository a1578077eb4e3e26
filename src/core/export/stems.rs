//! The stems of a song: a file for each, and all of them in one archive.

use crate::archive::{Archive, Content};
use crate::export::encoder::{Encoder, encoder};
use crate::export::exporter::Binding;
use crate::export::{ExportError, ExportJob, ReleaseTags, Stem, TrackTags};

/// One stem's file in the making.
pub struct StemFile {
    path: String,
    encoder: Box<dyn Encoder>,
    bytes: Vec<u8>,
    /// Length and sum of everything but the header.
    content: Content,
}

impl StemFile {
    /// Takes the next frames.
    pub fn encode(&mut self, left: &[f32], right: &[f32]) -> Result<(), ExportError> {
        let begin = self.bytes.len();
        self.encoder.encode(left, right, &mut self.bytes)?;
        self.content.add(&self.bytes[begin..]);
        Ok(())
    }

    /// Ends the sound.
    pub fn finish(&mut self) -> Result<(), ExportError> {
        let begin = self.bytes.len();
        self.encoder.finish(&mut self.bytes)?;
        self.content.add(&self.bytes[begin..]);
        Ok(())
    }

    /// The bytes made since the last call.
    pub fn take_bytes(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.bytes)
    }
}

/// A file for every stem of a job, whose music takes so many frames.
///
/// # Errors
/// [`ExportError`] where the format is not for stems, there are none, the music is too long, or the tags cannot be written.
pub fn files(job: &ExportJob, music: u64) -> Result<Vec<StemFile>, ExportError> {
    if !job.spec.format.kind().is_lossless() {
        return Err(ExportError::NoStems(job.spec.format));
    }
    if job.stems.is_empty() {
        return Err(ExportError::NothingToHear);
    }
    let file = |stem: &Stem| {
        let encoder = encoder(job.spec, &tags(&job.tags, stem), None)?;
        if !encoder.fits(music) {
            return Err(ExportError::TooLarge);
        }
        Ok(StemFile { path: stem.path.clone(), encoder, bytes: Vec::new(), content: Content::default() })
    };
    job.stems.iter().map(file).collect()
}

/// What a stem says of itself: whose it is, and who made what is in it. It is not the recording that was released, so it
/// has neither its codes nor its words.
fn tags(song: &TrackTags, stem: &Stem) -> TrackTags {
    let release = ReleaseTags { isrc: String::new(), upc: String::new(), ..song.release.clone() };
    TrackTags {
        title: format!("{} - {}", song.shown_title(), stem.name),
        lyrics: String::new(),
        release,
        disclosure: stem.disclosure.clone(),
        ..song.clone()
    }
}

/// The archive around the files.
///
/// # Errors
/// [`ExportError::Archive`] where two stems have one name.
pub fn binding(files: &[StemFile]) -> Result<Binding, ExportError> {
    let mut archive = Archive::default();
    let mut before = Vec::with_capacity(files.len());
    for file in files {
        let header = file.encoder.header();
        let mut content = Content::of(&header);
        content.followed_by(&file.content);
        let entry = archive.entry(&file.path, &content).map_err(|error| ExportError::Archive(error.to_string()))?;
        before.push([entry, header].concat());
    }
    Ok(Binding { before, after: archive.end() })
}
