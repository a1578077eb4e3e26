//! A score's hunks as commands on a project.

use crate::edit::Command;
use crate::project::Project;
use crate::score::{HunkKind, Score};

/// The commands that bring hunks of a score into a project: what they need first (title, tempo, meter, key, sections,
/// tracks) and then their content in place of what lies there.
pub fn lower(_score: &Score, _hunks: &[HunkKind], _project: &Project) -> Vec<Command> {
    Vec::new()
}
