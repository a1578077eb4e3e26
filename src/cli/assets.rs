//! The recordings that a project plays and the picture on its cover, from a folder: found by what is in them, whatever they are called.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use studio::bundle::{Assets, Bundle};
use studio::cover;
use studio::decode::{decode, warp};
use studio::engine::Recordings;
use studio::project::{AssetRef, Project, Rendition};
use studio::provenance::Digest;
use studio::release::cover_brief;
use studio::text::{Locale, Message};

use crate::error::CliError;
use crate::files;

/// The recordings of a project at a rate in hertz. One that is missing or cannot be read is named on standard error and
/// is silent.
pub fn load(project: &Project, folder: Option<&Path>, rate: u32) -> Result<Recordings, CliError> {
    let mut recordings = Recordings::default();
    let wanted = project.recordings();
    if wanted.is_empty() {
        return Ok(recordings);
    }
    let paths = folder.map(listed).transpose()?.unwrap_or_default();
    for asset in wanted {
        let Some(bytes) = find(asset, &paths)? else {
            complain(Message::new("cli-recording-missing").with("name", &asset.name).with("digest", asset.digest));
            continue;
        };
        take_in(&mut recordings, project, asset, bytes, rate);
    }
    Ok(recordings)
}

/// The recordings of a project that came with them, at a rate in hertz. One that cannot be read is named on standard error
/// and is silent.
pub fn decoded(bundle: &Bundle, rate: u32) -> Recordings {
    let mut recordings = Recordings::default();
    for asset in bundle.project.recordings() {
        if let Some(bytes) = bundle.assets.get(&asset.digest) {
            take_in(&mut recordings, &bundle.project, asset, bytes.clone(), rate);
        }
    }
    recordings
}

/// The picture on the cover of a project that came with it: the chosen one, or where none is chosen the one that the
/// studio draws.
pub fn cover_of(bundle: &Bundle) -> Option<Vec<u8>> {
    match bundle.project.cover() {
        Some(chosen) => bundle.assets.get(&chosen.digest).cloned(),
        None => cover::draw(&cover_brief(&bundle.project, 0), cover::EXPORT_SIDE).map(|drawn| drawn.png),
    }
}

/// Takes in a recording, as often as clips play it otherwise.
fn take_in(recordings: &mut Recordings, project: &Project, asset: &AssetRef, bytes: Vec<u8>, rate: u32) {
    let recorded = match decode(bytes) {
        Ok(decoded) => decoded.audio,
        Err(error) => return complain(error.message()),
    };
    let of_it = |rendition: &Rendition| rendition.asset.digest == asset.digest;
    for rendition in project.renditions().into_iter().filter(of_it) {
        let audio = warp(recorded.clone(), rendition.warp, rate);
        match recordings.reserve(rendition.key(), audio.channels.len(), audio.frames()) {
            Some(room) => {
                let planes = room.chunks_exact_mut(audio.frames().max(1));
                planes.zip(&audio.channels).for_each(|(plane, channel)| plane.copy_from_slice(channel));
            }
            None => complain(Message::new("notice-recordings-full")),
        }
    }
}

/// The picture on the cover: the chosen one, or where none is chosen the one that the studio draws. One that is missing is
/// named on standard error and left out.
pub fn cover(project: &Project, folder: Option<&Path>) -> Result<Option<Vec<u8>>, CliError> {
    let Some(chosen) = project.cover() else {
        return Ok(cover::draw(&cover_brief(project, 0), cover::EXPORT_SIDE).map(|drawn| drawn.png));
    };
    let found = find(chosen, &folder.map(listed).transpose()?.unwrap_or_default())?;
    if found.is_none() {
        complain(Message::new("cli-cover-missing").with("name", &chosen.name).with("digest", chosen.digest));
    }
    Ok(found)
}

/// The recordings and pictures of a project as they are, from a folder. Those that are missing are named on standard error.
pub fn whole(project: &Project, folder: Option<&Path>) -> Result<Assets, CliError> {
    let paths = folder.map(listed).transpose()?.unwrap_or_default();
    let mut found = Assets::new();
    for asset in project.assets.iter() {
        match find(asset, &paths)? {
            Some(bytes) => drop(found.insert(asset.digest, bytes)),
            None => {
                complain(Message::new("cli-recording-missing").with("name", &asset.name).with("digest", asset.digest))
            }
        }
    }
    Ok(found)
}

/// The bytes of an asset, from a folder; `None` where they are not there.
pub fn bytes(asset: &AssetRef, folder: Option<&Path>) -> Result<Option<Vec<u8>>, CliError> {
    find(asset, &folder.map(listed).transpose()?.unwrap_or_default())
}

fn listed(folder: &Path) -> Result<Vec<PathBuf>, CliError> {
    let entries = fs::read_dir(folder).map_err(|error| CliError::read(folder, &error))?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    Ok(paths)
}

/// The bytes of an asset: only files of its length are read.
fn find(asset: &AssetRef, paths: &[PathBuf]) -> Result<Option<Vec<u8>>, CliError> {
    let fits = |path: &&PathBuf| fs::metadata(path).is_ok_and(|file| file.is_file() && file.len() == asset.bytes);
    for path in paths.iter().filter(fits) {
        let bytes = files::read(path)?;
        if Digest::of(&bytes) == asset.digest {
            return Ok(Some(bytes));
        }
    }
    Ok(None)
}

fn complain(message: Message) {
    // Where even this cannot be written, the file is rendered all the same.
    let _unwritten = writeln!(io::stderr(), "cowrite: {}", message.text(Locale::English));
}
