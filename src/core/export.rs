//! Files: a render, encoded and labelled.
//!
//! The sizes in a WAV header are known only at the end. So a file is made as pieces in order, then the tags, and last of
//! all the header, which its keeper puts in front: no song is ever in memory twice.

mod error;
mod exporter;
mod id3;
mod plain_text;
mod riff;
mod spec;
mod tags;
pub mod wav_reader;

pub use error::ExportError;
pub use exporter::{Exporter, Progress, export_to_vec};
pub use spec::{ExportFormat, ExportJob, ExportSpec};
pub use tags::TrackTags;
