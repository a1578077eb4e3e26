//! The project file: JSON with its version first. Share links hold the same JSON.

use std::rc::Rc;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::error::Category;

use crate::project::Project;
use crate::project::check::{CheckError, check};
use crate::project::limits::MAX_FILE_BYTES;
use crate::project::migrate::{self, CURRENT, PLAIN};
use crate::project::version::oldest;
use crate::provenance::LedgerError;
use crate::text::{Message, describe};

/// What a project file's name ends in, without the dot.
pub const EXTENSION: &str = "cowrite";

/// Why bytes could not be opened as a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileError {
    /// No bytes at all.
    Empty,
    /// More bytes than a project may have.
    TooLarge {
        /// How many there are.
        size: usize,
        /// How many there may be.
        limit: usize,
    },
    /// JSON that ends too early.
    Truncated,
    /// Not JSON, or JSON of something else.
    Foreign,
    /// Written by a newer studio.
    Newer {
        /// The file's version.
        found: u64,
        /// The latest version that can be read.
        supported: u32,
    },
    /// A damaged project; with what was found wrong.
    Malformed(String),
    /// A project that breaks a rule.
    Check(CheckError),
    /// An entry of the ledger, counted from one, does not match its digest.
    Ledger {
        /// Counted from one.
        entry: usize,
    },
}

impl FileError {
    /// What the user reads.
    pub fn message(&self) -> Message {
        // Rounded up, so that a file a little too large does not seem to fit.
        let megabytes = |bytes: &usize| bytes.div_ceil(1 << 20);
        match self {
            Self::Empty => Message::new("error-file-empty"),
            Self::TooLarge { size, limit } => {
                Message::new("error-file-large").with("size", megabytes(size)).with("limit", megabytes(limit))
            }
            Self::Truncated => Message::new("error-file-truncated"),
            Self::Foreign => Message::new("error-file-foreign"),
            Self::Newer { found, supported } => {
                Message::new("error-file-newer").with("found", found).with("supported", supported)
            }
            Self::Malformed(detail) => Message::new("error-file-malformed").with("detail", detail),
            Self::Check(error) => error.message(),
            Self::Ledger { entry } => Message::new("error-file-ledger").with("entry", entry),
        }
    }
}
describe!(FileError);

/// A project with the version of its form.
#[derive(Serialize)]
struct Versioned<'a> {
    cowrite: u32,
    #[serde(flatten)]
    project: &'a Project,
}

/// As much of a file as tells whether it can be read.
#[derive(Deserialize)]
struct Head {
    cowrite: u64,
}

/// The file of a project, of the oldest version that can say all that is in it: who has an older studio still opens what
/// it can play whole, and is told of what it cannot.
pub fn encode(project: &Project) -> Vec<u8> {
    let version = oldest(project);
    // A project holds only strings, numbers and lists, so it cannot fail to be written.
    serde_json::to_vec(&Versioned { cowrite: version, project }).unwrap_or_default()
}

/// The project of a file of this or an older version. It has passed [`check`], and its ledger agrees with itself.
///
/// # Errors
/// Why it is not opened. A ledger that was changed outside the studio is refused, because whatever the studio then says
/// of the song's authors would be untrue.
pub fn decode(bytes: &[u8]) -> Result<Project, FileError> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(FileError::TooLarge { size: bytes.len(), limit: MAX_FILE_BYTES });
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(FileError::Empty);
    }
    let mut project = read(bytes)?;
    project.ledger = Rc::new(Rc::unwrap_or_clone(project.ledger).completed());
    project.ledger.verify().map_err(|error| match error {
        LedgerError::Broken { entry } => FileError::Ledger { entry },
        LedgerError::Full => FileError::Malformed(error.to_string()),
    })?;
    check(&project).map_err(FileError::Check)?;
    Ok(project)
}

fn read(bytes: &[u8]) -> Result<Project, FileError> {
    let text = std::str::from_utf8(bytes).map_err(|error| match error.error_len() {
        None => FileError::Truncated,
        Some(_) => FileError::Foreign,
    })?;
    let head: Head = serde_json::from_str(text).map_err(|error| match error.classify() {
        Category::Eof => FileError::Truncated,
        // A number cut off after its point is called wrong, not short.
        Category::Syntax if is_at_end(&error, text) => FileError::Truncated,
        Category::Syntax | Category::Data | Category::Io => FileError::Foreign,
    })?;
    let version = u32::try_from(head.cowrite).ok().filter(|version| *version <= CURRENT);
    match version {
        None => Err(FileError::Newer { found: head.cowrite, supported: CURRENT }),
        Some(PLAIN..=CURRENT) => serde_json::from_str(text).map_err(malformed),
        Some(older) => {
            let mut file: Value = serde_json::from_str(text).map_err(malformed)?;
            migrate::migrate(&mut file, older).map_err(FileError::Malformed)?;
            serde_json::from_value(file).map_err(malformed)
        }
    }
}

/// Whether an error was found at the very end of what begins like a project.
fn is_at_end(error: &serde_json::Error, text: &str) -> bool {
    let last = text.rsplit('\n').next().unwrap_or_default();
    let begins_well = text.trim_start().starts_with("{\"cowrite\":");
    begins_well && error.line() == text.split('\n').count() && error.column() >= last.len()
}

fn malformed(error: serde_json::Error) -> FileError {
    FileError::Malformed(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::ProjectId;
    use crate::text::Locale;

    #[test]
    fn the_version_comes_first_and_an_empty_project_comes_back() {
        let project = Project::empty(ProjectId(7));
        let bytes = encode(&project);
        assert!(bytes.starts_with(br#"{"cowrite":1,"id":""#));
        assert_eq!(decode(&bytes), Ok(project));
    }

    #[test]
    fn each_way_to_fail_has_its_own_sentence() {
        let file = String::from_utf8(encode(&Project::empty(ProjectId(7)))).unwrap();
        let changed = |from: &str, to: &str| decode(file.replacen(from, to, 1).as_bytes()).unwrap_err();
        let errors = [
            decode(b" \n").unwrap_err(),
            decode(&vec![b' '; MAX_FILE_BYTES + 1]).unwrap_err(),
            decode(&file.as_bytes()[..100]).unwrap_err(),
            decode(b"RIFF....WAVE").unwrap_err(),
            decode(br#"{"name":"a package"}"#).unwrap_err(),
            changed("\"cowrite\":1", "\"cowrite\":99999999999"),
            changed("\"mode\":\"major\"", "\"mode\":\"merry\""),
            changed("\"name\":\"Reverb\"", "\"name\":\"Rev\\u0007\""),
        ];
        assert_eq!(errors[1], FileError::TooLarge { size: MAX_FILE_BYTES + 1, limit: MAX_FILE_BYTES });
        assert_eq!(
            (&errors[2], &errors[3], &errors[4]),
            (&FileError::Truncated, &FileError::Foreign, &FileError::Foreign)
        );
        assert_eq!(errors[5], FileError::Newer { found: 99_999_999_999, supported: CURRENT });
        assert!(matches!(errors[6], FileError::Malformed(_)) && matches!(errors[7], FileError::Check(_)));
        for locale in Locale::ALL {
            for error in &errors {
                let text = error.message().text(locale);
                assert!(text != error.message().id() && !text.contains('$'), "{text}");
            }
        }
    }
}
