//! The invariants of a project, checked.
