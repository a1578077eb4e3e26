//! Why no file could be made.

use serde::{Deserialize, Serialize};

use crate::export::ExportFormat;
use crate::text::{Message, describe};

/// Why no file could be made. It crosses from the bouncer to the page as a value, and is put into words there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExportError {
    /// The song has no notes.
    NothingToHear,
    /// Files of a format are not made at a sample rate.
    UnsupportedRate {
        /// The rate in hertz.
        rate: u32,
        /// The format.
        format: ExportFormat,
    },
    /// There are no stems in this format.
    NoStems(ExportFormat),
    /// The files could not be put into an archive; with what was wrong.
    Archive(String),
    /// The cover is larger than the format can hold.
    Cover,
    /// The encoder refused to go on; with what was wrong.
    Encoder(String),
    /// The file would be larger than a WAV file can be.
    TooLarge,
    /// The tags could not be written; with what was wrong.
    Tags(String),
    /// The job could not be read; with what was wrong.
    Job(String),
}

impl ExportError {
    /// What the user reads.
    pub fn message(&self) -> Message {
        match self {
            Self::NothingToHear => Message::new("error-export-no-notes"),
            Self::UnsupportedRate { rate, format } => {
                let known: Vec<String> = format.kind().sample_rates().iter().map(ToString::to_string).collect();
                // As text, so that no language groups the digits: this is what the person has to type.
                Message::new("error-export-rate").with("rate", format!("{rate} Hz")).with("known", known.join(", "))
            }
            Self::NoStems(format) => Message::new("error-export-stems").with("format", format.code()),
            Self::Archive(detail) => Message::new("error-export-archive").with("detail", detail),
            Self::Cover => Message::new("error-export-cover"),
            Self::Encoder(detail) => Message::new("error-export-encoder").with("detail", detail),
            Self::TooLarge => Message::new("error-export-size"),
            Self::Tags(detail) => Message::new("error-export-tags").with("detail", detail),
            Self::Job(detail) => Message::new("error-export-job").with("detail", detail),
        }
    }
}
describe!(ExportError);
