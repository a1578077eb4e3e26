//! From the project to what the engine plays: the only module that knows both.

use crate::engine::EngineMessage;
use crate::project::Project;

/// Everything the engine must be told about a project.
pub fn all(_project: &Project) -> Vec<EngineMessage> {
    Vec::new()
}

/// What the engine must be told when `old` becomes `new`.
pub fn update(_old: &Project, _new: &Project) -> Vec<EngineMessage> {
    Vec::new()
}
