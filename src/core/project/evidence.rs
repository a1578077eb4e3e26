//! What is audible or readable in a project, and whose it is.

use crate::project::Project;
use crate::provenance::{Disclosure, Evidence};

/// Everything audible or readable, with its authors.
pub fn evidence(_project: &Project) -> Vec<Evidence> {
    Vec::new()
}

/// The disclosure of a project.
pub fn disclosure(project: &Project) -> Disclosure {
    Disclosure::of(&project.ledger, &evidence(project))
}
