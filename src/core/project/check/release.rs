//! The bounds of what a release says. Whether it is right is no rule of a project: a wrong ISRC is kept and shown.

use crate::project::check::names::{check_line, check_text};
use crate::project::check::{CheckError, Counted, at_most, ensure};
use crate::project::limits::{MAX_CLEARANCES, MAX_CREDITS, MAX_NAME, MAX_TEXT};
use crate::project::{Project, ReleaseInfo, Role};

/// The release of a project.
pub fn check_release(project: &Project) -> Result<(), CheckError> {
    let release = &project.metadata.release;
    check_info(release)?;
    at_most(Counted::Clearances, release.clearances.len(), MAX_CLEARANCES)?;
    let entries = project.ledger.entries().len();
    for clearance in &release.clearances {
        check_text(&clearance.ground, MAX_TEXT)?;
        let known = [clearance.material, clearance.by].iter().all(|id| usize::from(id.0) < entries);
        ensure(known, || CheckError::Authors)?;
    }
    Ok(())
}

/// What a person can type.
///
/// # Errors
/// The first text that is too long or cannot be shown, or the list that is too long.
pub fn check_info(release: &ReleaseInfo) -> Result<(), CheckError> {
    at_most(Counted::Credits, release.credits.len(), MAX_CREDITS)?;
    for credit in &release.credits {
        at_most(Counted::Credits, credit.roles.len(), Role::ALL.len())?;
    }
    for line in release.lines() {
        check_line(line, MAX_NAME)?;
    }
    check_text(&release.samples, MAX_TEXT)
}
