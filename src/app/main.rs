//! The command-line face of Cowrite.
fn main() {}
