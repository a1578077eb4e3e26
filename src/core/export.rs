//! Files: a render, encoded and labelled.
//!
//! What stands at the start of a file, such as its length or its loudness, is known only at the end. So a file is made as
//! pieces in order, and last of all comes the header, which its keeper puts in front: no song is ever in memory twice.

mod aigc;
pub mod encoder;
mod error;
mod exporter;
mod id3;
mod plain_text;
mod riff;
mod spec;
mod stems;
mod tags;
mod vorbis;
pub mod wav_reader;
mod window;
mod xml;

pub use aigc::AigcLabel;
pub use error::ExportError;
pub use exporter::{Binding, Exporter, Progress, export_to_vec};
pub use spec::{ChinaLabels, ExportFormat, ExportJob, ExportScope, ExportSpec, FileKind, Mp3Rate, OpusRate, Stem};
pub use tags::{ReleaseTags, TagCredit, TrackTags};
pub use window::Window;
