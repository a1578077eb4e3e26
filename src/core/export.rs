//! Files: a render, encoded and labelled.

mod spec;
mod tags;

pub use spec::{ExportFormat, ExportJob, ExportSpec};
pub use tags::TrackTags;
