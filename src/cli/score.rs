//! `cowrite score`: a project as a file that other music programs read.

use std::path::Path;

use studio::interchange::{Sheet, cue_sheet, plain_words};
use studio::release;

use crate::arguments::ScoreKind;
use crate::bundle;
use crate::error::CliError;
use crate::files::Output;

/// Writes a project as a score file.
pub fn write(path: &Path, kind: ScoreKind, folder: Option<&Path>, output: Option<&Path>) -> Result<(), CliError> {
    let bundle = bundle::read(path, folder)?;
    let project = &bundle.project;
    let sheet = Sheet::new(project, release::disclosure(project));
    let stem = release::file_stem(&project.metadata.title);
    let bytes = match kind {
        ScoreKind::File(file) => file.write(&sheet, &bundle.assets),
        ScoreKind::CueSheet => {
            let isrc = project.metadata.release.isrc().ok().flatten();
            cue_sheet(&sheet, &format!("{stem}.wav"), isrc.as_ref().map_or("", |code| code.as_str()))
        }
        ScoreKind::Words => plain_words(&sheet).into_bytes(),
    };
    crate::write_bytes(&bytes, Output::choose(output, || format!("{stem}{}", kind.extension()), Some(path))?)
}
