//! Programs that other people wrote, and that read what Cowrite makes. `./studio test` installs them. Where a test is run
//! by itself and one of them is not there, it says so and passes; where `CI` is `true`, it fails.
#![allow(dead_code, reason = "not every test asks every program")]

use std::path::{Path, PathBuf};
use std::process::Command;

/// Says that a test cannot be made for want of something.
pub fn skip(wanting: &str) {
    assert!(std::env::var("CI").as_deref() != Ok("true"), "{wanting}");
    println!("skipped: {wanting}");
}

/// What a command prints; `None` where its program is not there.
pub fn told(command: &mut Command) -> Option<Vec<u8>> {
    let program = command.get_program().to_string_lossy().into_owned();
    match command.output() {
        Ok(output) => {
            assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
            Some(output.stdout)
        }
        Err(_) => {
            skip(&format!("{program} not found"));
            None
        }
    }
}

/// What a program prints about a file, as text; `None` where it is not there.
pub fn tool(program: &str, arguments: &[&str], file: &Path) -> Option<String> {
    told(Command::new(program).args(arguments).arg(file)).map(|said| String::from_utf8(said).unwrap())
}

/// The interpreter that `COWRITE_PYTHON` names, or `python3`; `None` where it is not there or has not these modules.
pub fn python(modules: &[&str]) -> Option<PathBuf> {
    let python = PathBuf::from(std::env::var_os("COWRITE_PYTHON").unwrap_or_else(|| "python3".into()));
    let looks = "import sys,importlib.util as u\nsys.exit(any(u.find_spec(m) is None for m in sys.argv[1:]))";
    let looked = Command::new(&python).args(["-c", looks]).args(modules).status();
    if looked.is_ok_and(|status| status.success()) {
        return Some(python);
    }
    skip(&format!("{} with {modules:?} not found", python.display()));
    None
}
