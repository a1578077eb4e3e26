//! The share link: a project file, deflated and base64url-coded, in the fragment of an address.
//!
//! `p=1.` (the form's version), twelve characters of head, the rest the deflated file. The head holds six bytes of the
//! deflated bytes' SHA-256 and three of their length, so that a link cut short and a link changed on its way are told
//! apart. The ledger goes abridged: digests that follow from its contributions are worked out anew.

use std::rc::Rc;

use data_encoding::BASE64URL_NOPAD;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};
use sha2::{Digest as _, Sha256};

use crate::project::Project;
use crate::project::file::{self, FileError};
use crate::project::limits::MAX_LINK_INFLATED;
use crate::text::{Message, describe};

/// The version of the form around the file, which has its own.
const FORM: u32 = 1;
/// What a share link's fragment begins with, before the form's version and a point.
const PREFIX: &str = "p=";
/// Bytes of the head's checksum and length.
const CHECKSUM_BYTES: usize = 6;
const LENGTH_BYTES: usize = 3;
/// Characters of the head.
const HEAD: usize = (CHECKSUM_BYTES + LENGTH_BYTES) / 3 * 4;
/// The densest that miniz_oxide packs.
const DEFLATE_LEVEL: u8 = 10;

/// Why a share link could not be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkError {
    /// Some other fragment.
    Foreign,
    /// Cut short.
    Truncated,
    /// Changed on its way.
    Damaged,
    /// It would unpack to more bytes than a link may.
    TooLarge {
        /// How many bytes it may unpack to.
        limit: usize,
    },
    /// Made by a newer studio.
    Newer {
        /// The link's version.
        found: u32,
        /// The latest version that can be read.
        supported: u32,
    },
    /// It came whole, and holds no project that can be opened.
    File(FileError),
}

impl LinkError {
    /// What the user reads.
    pub fn message(&self) -> Message {
        match self {
            Self::Foreign => Message::new("error-link-foreign"),
            Self::Truncated => Message::new("error-link-truncated"),
            Self::Damaged => Message::new("error-link-damaged"),
            Self::TooLarge { limit } => Message::new("error-link-large").with("limit", limit >> 20),
            Self::Newer { found, supported } => {
                Message::new("error-link-newer").with("found", found).with("supported", supported)
            }
            Self::File(error) => error.message(),
        }
    }
}
describe!(LinkError);

/// Whether a fragment, with or without `#`, means to be a share link, whole or not.
pub fn is_link(fragment: &str) -> bool {
    version_of(fragment).is_some()
}

/// The fragment (without `#`) that holds a project.
///
/// A project that would unpack to more than [`MAX_LINK_INFLATED`] still gets a link, which [`unpack`] refuses; what is
/// that long travels as a file.
pub fn pack(project: &Project) -> String {
    let mut project = project.clone();
    project.ledger = Rc::new(Rc::unwrap_or_clone(project.ledger).abridged());
    let deflated = compress_to_vec(&file::encode(&project), DEFLATE_LEVEL);
    // A length past three bytes is past the limit as well, and refused for that.
    let length = u32::try_from(deflated.len()).unwrap_or(u32::MAX).min(0xff_ffff).to_be_bytes();
    let mut bytes = checksum(&deflated).to_vec();
    bytes.extend_from_slice(&length[length.len() - LENGTH_BYTES..]);
    bytes.extend_from_slice(&deflated);
    format!("{PREFIX}{FORM}.{}", BASE64URL_NOPAD.encode(&bytes))
}

/// The project of a fragment, with or without `#`. Punctuation and blanks that stuck to the end of the address are
/// passed over.
///
/// # Errors
/// Why it is not opened. However hostile, a link costs no more memory than [`MAX_LINK_INFLATED`] and what is read from it.
pub fn unpack(fragment: &str) -> Result<Project, LinkError> {
    let (version, body) = version_of(fragment).ok_or(LinkError::Foreign)?;
    if version != FORM {
        return Err(LinkError::Newer { found: version, supported: FORM });
    }
    let deflated = deflated(body.trim_end_matches(|character| !is_base64url(character)))?;
    let inflated = decompress_to_vec_with_limit(&deflated, MAX_LINK_INFLATED).map_err(|error| match error.status {
        TINFLStatus::HasMoreOutput => LinkError::TooLarge { limit: MAX_LINK_INFLATED },
        _ => LinkError::Damaged,
    })?;
    file::decode(&inflated).map_err(LinkError::File)
}

/// The version and what follows it.
fn version_of(fragment: &str) -> Option<(u32, &str)> {
    let rest = fragment.trim_start().trim_start_matches('#').strip_prefix(PREFIX)?;
    let (version, body) = rest.split_once('.')?;
    version.parse().ok().filter(|version| *version > 0).map(|version| (version, body))
}

/// The deflated file, once its length and checksum have been found right.
fn deflated(body: &str) -> Result<Vec<u8>, LinkError> {
    // Deflate never makes a file longer by more than a few bytes.
    if body.len() > HEAD + MAX_LINK_INFLATED / 3 * 4 + HEAD {
        return Err(LinkError::TooLarge { limit: MAX_LINK_INFLATED });
    }
    if !body.chars().all(is_base64url) {
        return Err(LinkError::Damaged);
    }
    let (head, rest) = body.split_at_checked(HEAD).ok_or(LinkError::Truncated)?;
    let head = BASE64URL_NOPAD.decode(head.as_bytes()).map_err(|_| LinkError::Damaged)?;
    let (expected, length) = head.split_at_checked(CHECKSUM_BYTES).ok_or(LinkError::Damaged)?;
    let length = length.iter().fold(0, |length, byte| (length << 8) | usize::from(*byte));
    if rest.len() < BASE64URL_NOPAD.encode_len(length) {
        return Err(LinkError::Truncated);
    }
    let deflated = BASE64URL_NOPAD.decode(rest.as_bytes()).map_err(|_| LinkError::Damaged)?;
    let whole = deflated.len() == length && checksum(&deflated) == expected;
    if whole { Ok(deflated) } else { Err(LinkError::Damaged) }
}

fn checksum(bytes: &[u8]) -> [u8; CHECKSUM_BYTES] {
    let digest = Sha256::digest(bytes);
    std::array::from_fn(|place| digest[place])
}

fn is_base64url(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '_')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::ProjectId;

    fn wrapped(deflated: &[u8]) -> String {
        let mut bytes = checksum(deflated).to_vec();
        bytes.extend_from_slice(&u32::try_from(deflated.len()).unwrap().to_be_bytes()[1..]);
        bytes.extend_from_slice(deflated);
        format!("#p=1.{}", BASE64URL_NOPAD.encode(&bytes))
    }

    #[test]
    fn a_link_survives_what_chat_programs_add() {
        let project = Project::empty(ProjectId(3));
        let link = pack(&project);
        for link in [link.clone(), format!("#{link}"), format!(" #{link}).\n")] {
            assert!(is_link(&link));
            assert_eq!(unpack(&link), Ok(project.clone()));
        }
    }

    #[test]
    fn each_way_to_fail_is_told_apart() {
        let link = pack(&Project::empty(ProjectId(3)));
        assert_eq!(unpack("#settings"), Err(LinkError::Foreign));
        assert_eq!(unpack("p=0.abc"), Err(LinkError::Foreign));
        assert_eq!(unpack("p=1."), Err(LinkError::Truncated));
        assert_eq!(unpack(&link[..link.len() / 2]), Err(LinkError::Truncated));
        assert_eq!(unpack(&format!("{link}AAAA")), Err(LinkError::Damaged));
        assert_eq!(unpack(&link.replacen("p=1.", "p=1.é", 1)), Err(LinkError::Damaged));
        assert_eq!(unpack(&link.replacen("p=1", "p=12", 1)), Err(LinkError::Newer { found: 12, supported: 1 }));
        let future = compress_to_vec(br#"{"cowrite":99,"tracks":"elsewhere"}"#, 9);
        assert_eq!(
            unpack(&wrapped(&future)),
            Err(LinkError::File(FileError::Newer { found: 99, supported: crate::project::migrate::CURRENT }))
        );
        assert_eq!(unpack(&wrapped(b"not deflated")), Err(LinkError::Damaged));
    }

    #[test]
    fn a_link_that_would_fill_the_memory_is_refused() {
        let bomb = compress_to_vec(&vec![b' '; MAX_LINK_INFLATED * 4], 9);
        assert_eq!(unpack(&wrapped(&bomb)), Err(LinkError::TooLarge { limit: MAX_LINK_INFLATED }));
        let long = format!("p=1.{}", "A".repeat(MAX_LINK_INFLATED * 2));
        assert_eq!(unpack(&long), Err(LinkError::TooLarge { limit: MAX_LINK_INFLATED }));
    }
}
