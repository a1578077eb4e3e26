//! Two verifiers that this project did not write, called through `verify.py`.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde::Deserialize;

use crate::others;

/// What a verifier should say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Whole and signed, by somebody unknown; trusted where the root is given.
    Valid,
    /// Changed.
    Invalid,
}

/// What the verifiers said of a file: a state and codes of what is wrong.
#[derive(Debug, Deserialize)]
pub struct Verdict {
    c2pa: (String, Vec<String>),
    c2pa_with_root: (String, Vec<String>),
    encypher: (String, Vec<String>),
    encypher_with_root: (String, Vec<String>),
}

impl Verdict {
    pub fn agrees(&self, wanted: State) -> bool {
        let unknown =
            |verdict: &(String, Vec<String>)| verdict.0 == "Valid" && verdict.1 == ["signingCredential.untrusted"];
        let trusted = |verdict: &(String, Vec<String>)| verdict.0 == "Trusted" && verdict.1.is_empty();
        let broken = |verdict: &(String, Vec<String>)| matches!(verdict.0.as_str(), "Invalid" | "Refused");
        match wanted {
            State::Valid => {
                unknown(&self.c2pa)
                    && unknown(&self.encypher)
                    && trusted(&self.c2pa_with_root)
                    && trusted(&self.encypher_with_root)
            }
            State::Invalid => {
                [&self.c2pa, &self.c2pa_with_root, &self.encypher, &self.encypher_with_root].into_iter().all(broken)
            }
        }
    }
}

/// What the verifiers say of files; `None` where they are not installed.
pub fn judged(root: &str, files: &[(&str, Vec<u8>, State)]) -> Option<Vec<Verdict>> {
    let python = others::python(&["c2pa", "encypher_c2pa"])?;
    let folder = std::env::temp_dir().join(format!("cowrite-credentials-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let anchor = folder.join("root.pem");
    fs::write(&anchor, root).unwrap();
    let paths: Vec<_> = files
        .iter()
        .enumerate()
        .map(|(index, (ending, bytes, _))| {
            let path = folder.join(format!("{index}.{ending}"));
            fs::write(&path, bytes).unwrap();
            path
        })
        .collect();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/credentials/verify.py");
    let output = Command::new(&python).arg(script).arg(&anchor).args(&paths).output().unwrap();
    fs::remove_dir_all(&folder).unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let verdicts: Vec<Verdict> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(verdicts.len(), files.len(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(verdicts)
}
