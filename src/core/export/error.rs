//! Why no file could be made.

use serde::{Deserialize, Serialize};

use crate::export::ExportSpec;
use crate::text::{Message, describe};

/// Why no file could be made. It crosses from the bouncer to the page as a value, and is put into words there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExportError {
    /// The song has no notes.
    NothingToHear,
    /// Files are not made at this sample rate in hertz.
    UnsupportedRate(u32),
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
            Self::UnsupportedRate(rate) => {
                let known = ExportSpec::SAMPLE_RATES.map(|known| known.to_string()).join(", ");
                // As text, so that no language groups the digits: this is what the person has to type.
                Message::new("error-export-rate").with("rate", format!("{rate} Hz")).with("known", known)
            }
            Self::TooLarge => Message::new("error-export-size"),
            Self::Tags(detail) => Message::new("error-export-tags").with("detail", detail),
            Self::Job(detail) => Message::new("error-export-job").with("detail", detail),
        }
    }
}
describe!(ExportError);
