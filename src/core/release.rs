//! From the project to a file that can be published: what is rendered, what the file says, what it is called.

use crate::bounce::Song;
use crate::compile;
use crate::export::{ExportJob, ExportSpec, TrackTags};
use crate::project::{Project, evidence};
use crate::time::Tick;

/// Everything that is needed to make a file of a project.
pub fn export_job(project: &Project, spec: ExportSpec) -> ExportJob {
    let song = Song { messages: compile::all(project), end: project.end() };
    let tags = TrackTags {
        title: project.metadata.title.clone(),
        artist: project.metadata.artist.clone(),
        software: concat!("Cowrite ", env!("CARGO_PKG_VERSION")).to_owned(),
        bpm: project.tempo.bpm_at(Tick::ZERO).get(),
        key: project.key.to_string(),
        lyrics: String::new(),
        disclosure: evidence::disclosure(project),
        ledger_head: project.ledger.head().to_string(),
    };
    ExportJob { spec, song, tags }
}

/// The name of a project's file.
pub fn file_name(project: &Project, _spec: ExportSpec) -> String {
    format!("{}.wav", file_stem(&project.metadata.title))
}

/// A title as the name of a file, without an ending.
pub fn file_stem(title: &str) -> String {
    title.to_owned()
}
