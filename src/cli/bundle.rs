//! `cowrite bundle` and `cowrite unbundle`: a project with its recordings in one archive.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use studio::archive::reader::is_archive;
use studio::bundle::{self, Assets, Bundle, EXTENSION};
use studio::project::file;
use studio::release;
use studio::verify::Evidence;

use crate::assets;
use crate::error::CliError;
use crate::files::{self, Output};

/// A project with its recordings: from an archive that holds both, or from a project file and a folder.
pub fn read(path: &Path, folder: Option<&Path>) -> Result<Bundle, CliError> {
    let bytes = files::read(path)?;
    if is_archive(&bytes) {
        return bundle::read(&bytes).map_err(|error| CliError::archive(path, error));
    }
    let project = file::decode(&bytes).map_err(|error| CliError::project(path, error))?;
    let assets = if folder.is_some() { assets::whole(&project, folder)? } else { Assets::new() };
    Ok(Bundle { project, evidence: None, assets })
}

/// The evidence of a project: what came with it, or its ledger without the acts, which a project file does not hold.
pub fn evidence(bundle: &Bundle) -> Vec<u8> {
    // Texts and numbers, which cannot fail to be written.
    let own = || serde_json::to_vec(&Evidence::of(&bundle.project, &[])).unwrap_or_default();
    bundle.evidence.clone().unwrap_or_else(own)
}

/// Saves a project with its recordings.
pub fn write(path: &Path, folder: Option<&Path>, output: Option<&Path>) -> Result<(), CliError> {
    let project = files::read_project(path)?;
    let assets = assets::whole(&project, folder)?;
    let bundle = Bundle { project, evidence: None, assets };
    let evidence = evidence(&bundle);
    let bytes = bundle::write(&bundle.project, Some(&evidence), &bundle.assets)
        .map_err(|error| CliError::archive(path, error))?;
    let name = || format!("{}{EXTENSION}", release::file_stem(&bundle.project.metadata.title));
    crate::write_bytes(&bytes, Output::choose(output, name, Some(path))?)
}

/// Unpacks what was saved into a new folder.
pub fn unpack(path: &Path, output: Option<&Path>) -> Result<(), CliError> {
    let bundle = bundle::read(&files::read(path)?).map_err(|error| CliError::archive(path, error))?;
    let stem = release::file_stem(&bundle.project.metadata.title);
    let folder = output.map_or_else(|| PathBuf::from(&stem), Path::to_owned);
    if folder.exists() {
        return Err(CliError::exists(&folder));
    }
    let refused = |path: &Path, error| CliError::write(path, &error);
    fs::create_dir_all(folder.join("assets")).map_err(|error| refused(&folder, error))?;
    let put = |name: &str, bytes: &[u8]| {
        let target = folder.join(name);
        files::write(&target, |file| file.write_all(bytes).map_err(|error| refused(&target, error)))
    };
    put(&format!("{stem}.cowrite"), &file::encode(&bundle.project))?;
    if let Some(evidence) = &bundle.evidence {
        put(bundle::EVIDENCE, evidence)?;
    }
    for asset in bundle.project.assets.iter() {
        if let Some(bytes) = bundle.assets.get(&asset.digest) {
            // A digest and an ending of ours: it names nothing outside the folder.
            put(&bundle::asset_entry(asset), bytes)?;
        }
    }
    Ok(())
}
