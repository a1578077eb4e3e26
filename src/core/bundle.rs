//! A project with its recordings and pictures in one archive, to be carried to another device or person.
//!
//! | entry | what it is |
//! |---|---|
//! | `project.cowrite` | the project file |
//! | `evidence.json` | the ledger with the acts that it covers, where they were at hand |
//! | `assets/DIGEST.ending` | the bytes of a recording or picture, named by their SHA-256 in base64url |
//!
//! Whatever is read is held to the digest that the project names; what the project does not name is passed over.

use std::collections::BTreeMap;

use crate::archive::reader::{Bounds, Entry, ReadError, entries};
use crate::archive::{Archive, ArchiveError, Content};
use crate::project::file::{self, FileError};
use crate::project::limits::{MAX_ASSETS, MAX_FILE_BYTES};
use crate::project::{AssetRef, Project};
use crate::provenance::Digest;
use crate::text::{Message, describe};

/// The entry of the project file.
pub const PROJECT: &str = "project.cowrite";
/// The entry of the evidence.
pub const EVIDENCE: &str = "evidence.json";
/// What the name of a bundle ends in.
pub const EXTENSION: &str = ".cowrite.zip";
/// The most bytes of all entries together.
const MOST_BYTES: u64 = 2 << 30;

/// Recordings and pictures by their digest.
pub type Assets = BTreeMap<Digest, Vec<u8>>;

/// What a bundle holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Bundle {
    /// The project.
    pub project: Project,
    /// The evidence, as it was written; it is for a verifier to judge.
    pub evidence: Option<Vec<u8>>,
    /// Those of the project's recordings and pictures that are in it.
    pub assets: Assets,
}

/// Why a bundle is not opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BundleError {
    /// The archive cannot be read.
    Archive(ReadError),
    /// There is no project in it.
    NoProject,
    /// The project in it cannot be opened.
    Project(FileError),
    /// A recording or picture is another than the project names; with its name.
    Asset(String),
}

impl BundleError {
    /// What the user reads.
    pub fn message(&self) -> Message {
        match self {
            Self::Archive(error) => error.message(),
            Self::NoProject => Message::new("error-bundle-project"),
            Self::Project(error) => error.message(),
            Self::Asset(name) => Message::new("error-bundle-asset").with("name", name),
        }
    }
}
describe!(BundleError);

impl From<ReadError> for BundleError {
    fn from(error: ReadError) -> Self {
        Self::Archive(error)
    }
}

/// The entry of a recording or picture.
pub fn asset_entry(asset: &AssetRef) -> String {
    format!("assets/{}{}", asset.digest, ending(&asset.media_type))
}

/// What the name of a file of a media type ends in.
pub fn ending(media_type: &str) -> &'static str {
    match media_type {
        "audio/mpeg" => ".mp3",
        "audio/flac" => ".flac",
        "audio/ogg" => ".ogg",
        "audio/mp4" => ".m4a",
        "audio/aiff" => ".aiff",
        "audio/wav" => ".wav",
        "image/png" => ".png",
        "image/jpeg" => ".jpg",
        "image/webp" => ".webp",
        _ => ".bin",
    }
}

/// A bundle in memory: the project, its evidence, and those of its recordings and pictures that are at hand.
///
/// # Errors
/// [`ArchiveError`] as of an archive; no project comes near its bounds.
pub fn write(project: &Project, evidence: Option<&[u8]>, assets: &Assets) -> Result<Vec<u8>, ArchiveError> {
    let (mut archive, mut bytes) = (Archive::default(), Vec::new());
    let mut put = |name: &str, content: &[u8]| -> Result<(), ArchiveError> {
        bytes.extend(archive.entry(name, &Content::of(content))?);
        bytes.extend(content);
        Ok(())
    };
    put(PROJECT, &file::encode(project))?;
    if let Some(evidence) = evidence {
        put(EVIDENCE, evidence)?;
    }
    for asset in project.assets.iter() {
        if let Some(content) = assets.get(&asset.digest) {
            put(&asset_entry(asset), content)?;
        }
    }
    bytes.extend(archive.end());
    Ok(bytes)
}

/// Reads a bundle, which anybody may have made.
///
/// # Errors
/// [`BundleError`], which names what is wrong with it.
pub fn read(bytes: &[u8]) -> Result<Bundle, BundleError> {
    // A project, its evidence, and a little that other programs add.
    let entries = entries(bytes, Bounds { entries: MAX_ASSETS + 16, bytes: MOST_BYTES })?;
    let entry = |name: &str| entries.iter().find(|entry| entry.name == name);
    let project = entry(PROJECT).ok_or(BundleError::NoProject)?;
    if project.length() > MAX_FILE_BYTES {
        return Err(BundleError::Project(FileError::TooLarge { size: project.length(), limit: MAX_FILE_BYTES }));
    }
    let project = file::decode(&project.content()?).map_err(BundleError::Project)?;
    let evidence = entry(EVIDENCE).map(Entry::content).transpose()?.map(|content| content.into_owned());
    let mut assets = Assets::new();
    for asset in project.assets.iter() {
        let Some(entry) = entry(&asset_entry(asset)) else { continue };
        let content = entry.content()?;
        if Digest::of(&content) != asset.digest {
            return Err(BundleError::Asset(asset.name.clone()));
        }
        assets.insert(asset.digest, content.into_owned());
    }
    Ok(Bundle { project, evidence, assets })
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::project::{AssetKind, ProjectId};
    use crate::provenance::AuthorsId;

    fn asset(bytes: &[u8], name: &str, kind: AssetKind, media_type: &str) -> AssetRef {
        AssetRef {
            digest: Digest::of(bytes),
            name: name.to_owned(),
            media_type: media_type.to_owned(),
            bytes: bytes.len() as u64,
            kind,
            authors: AuthorsId::default(),
        }
    }

    fn project() -> Project {
        let mut project = Project::empty(ProjectId(4));
        let sound = AssetKind::Audio { frames: 4, rate: 48_000, channels: 1, words: false, voice: false };
        let picture = AssetKind::Image { width: 2, height: 2 };
        project.assets = Rc::new(vec![
            asset(b"sound", "voice.mp3", sound, "audio/mpeg"),
            asset(b"picture", "cover", picture, "image/png"),
        ]);
        project
    }

    #[test]
    fn a_bundle_comes_back_whole_or_with_what_was_at_hand() {
        let project = project();
        let all: Assets = [b"sound".to_vec(), b"picture".to_vec()].map(|bytes| (Digest::of(&bytes), bytes)).into();
        let bytes = write(&project, Some(b"{}"), &all).unwrap();
        let read_back = read(&bytes).unwrap();
        assert_eq!(read_back, Bundle { project: project.clone(), evidence: Some(b"{}".to_vec()), assets: all });
        let bare = read(&write(&project, None, &Assets::new()).unwrap()).unwrap();
        assert_eq!((bare.evidence, bare.assets.len()), (None, 0));
    }

    #[test]
    fn another_sound_under_the_name_of_this_one_is_refused() {
        let project = project();
        let wrong: Assets = [(Digest::of(b"sound"), b"noise".to_vec())].into();
        let refused = read(&write(&project, None, &wrong).unwrap()).unwrap_err();
        assert_eq!(refused, BundleError::Asset("voice.mp3".to_owned()));
        assert!(refused.to_string().contains("voice.mp3"));
        assert_eq!(read(b"RIFF"), Err(BundleError::Archive(ReadError::NotAnArchive)));
        let empty = Archive::default().end();
        assert_eq!(read(&empty), Err(BundleError::NoProject));
    }
}
