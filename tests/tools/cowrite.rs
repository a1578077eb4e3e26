//! The command line as somebody at a terminal has it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// An empty folder for one test, in the folder of its program.
pub fn folder(program: &str, test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(program).join(test);
    let _not_there = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Runs it in a folder, always at the same moment.
pub fn cowrite(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cowrite"));
    command.args(arguments).current_dir(folder).stdin(Stdio::null()).env("SOURCE_DATE_EPOCH", "1700000000");
    command.output().unwrap()
}

/// What it printed, once it is sure that it went well.
pub fn done(output: Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}
