//! The layering, as a test. A line here is the only way to add a dependency between modules.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

/// Every module of the core and the modules it may use.
const ALLOWED: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("chance", &[]),
    ("time", &["text"]),
    ("music", &["text"]),
    ("pcm", &[]),
    ("archive", &["text"]),
    ("picture", &["text"]),
    ("sound", &["text"]),
    ("provenance", &["text"]),
    ("project", &["text", "time", "music", "pcm", "sound", "provenance"]),
    ("edit", &["project", "text", "time", "music", "pcm", "sound", "provenance"]),
    ("bundle", &["archive", "project", "provenance", "text"]),
    ("verify", &["edit", "project", "provenance", "text"]),
    ("score", &["edit", "project", "text", "time", "music", "pcm", "sound", "provenance"]),
    ("compose", &["score", "project", "text", "time", "music", "pcm", "sound", "chance"]),
    // Never `project`: a cover is drawn from plain data.
    ("cover", &["chance", "music", "provenance"]),
    // Never `project`: a manifest says what it is told.
    ("credentials", &["provenance", "text", "time"]),
    ("draft", &["compose", "edit", "project", "provenance", "score", "text"]),
    // Never `project`: a service is told what the session chooses to tell it.
    ("ai", &["archive", "compose", "score", "text", "time", "music", "pcm", "picture", "sound"]),
    // Never `project`: the engine plays schedules.
    ("engine", &["time", "music", "pcm", "sound"]),
    ("compile", &["engine", "project", "time", "music", "sound"]),
    ("bounce", &["chance", "engine", "pcm", "sound", "text", "time"]),
    ("decode", &["credentials", "pcm", "sound", "text"]),
    ("export", &["archive", "bounce", "engine", "pcm", "picture", "provenance", "text", "time"]),
    (
        "interchange",
        &["archive", "bundle", "compile", "engine", "music", "pcm", "project", "provenance", "sound", "text", "time"],
    ),
    (
        "release",
        &[
            "archive",
            "bounce",
            "bundle",
            "compile",
            "cover",
            "credentials",
            "engine",
            "export",
            "interchange",
            "music",
            "pcm",
            "project",
            "provenance",
            "sound",
            "text",
            "time",
            "verify",
        ],
    ),
    ("view", &["edit", "interchange", "project", "score", "provenance", "sound", "time", "music", "pcm", "text"]),
    (
        "session",
        &[
            "ai",
            "bounce",
            "bundle",
            "compile",
            "compose",
            "cover",
            "credentials",
            "decode",
            "edit",
            "engine",
            "export",
            "interchange",
            "music",
            "pcm",
            "picture",
            "project",
            "provenance",
            "release",
            "sound",
            "score",
            "text",
            "time",
            "verify",
            "view",
        ],
    ),
];

/// Folders of programs, and what of the core they may use.
const PROGRAMS: &[(&str, &[&str])] = &[
    ("src/worklet", &["engine"]),
    ("src/bouncer", &["engine", "bounce", "cover", "export", "text"]),
    ("src/decoder", &["decode", "pcm"]),
    ("src/signer", &["credentials", "text"]),
    ("src/press", &["release"]),
    (
        "src/app/platform",
        &[
            "ai",
            "archive",
            "bundle",
            "cover",
            "credentials",
            "session",
            "engine",
            "music",
            "edit",
            "project",
            "provenance",
            "decode",
            "pcm",
            "export",
            "release",
            "text",
            "time",
        ],
    ),
    (
        "src/app/ui",
        &[
            "ai",
            "archive",
            "interchange",
            "cover",
            "credentials",
            "session",
            "view",
            "project",
            "edit",
            "score",
            "provenance",
            "decode",
            "engine",
            "export",
            "sound",
            "music",
            "pcm",
            "picture",
            "release",
            "time",
            "text",
            "verify",
        ],
    ),
];

fn sources(path: &Path, found: &mut Vec<PathBuf>) {
    if path.is_dir() {
        let mut entries: Vec<_> = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        entries.iter().for_each(|entry| sources(entry, found));
    } else if path.extension().is_some_and(|extension| extension == "rs") {
        found.push(path.to_owned());
    }
}

fn files_of(root: &Path, module: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    sources(&root.join(module), &mut found);
    sources(&root.join(format!("{module}.rs")), &mut found);
    found.retain(|file| file.exists() && !file.ends_with("tests.rs"));
    found
}

/// The part of a file that is not its tests: those may reach where they must.
fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests {").next().unwrap_or(text)
}

fn first_word(text: &str) -> &str {
    text.split(|character: char| !character.is_alphanumeric() && character != '_').next().unwrap_or("")
}

fn violations(file: &Path, text: &str, owner: &str, prefix: &str, allowed: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for used in text.split(prefix).skip(1).map(first_word) {
        if used.is_empty() {
            found.push(format!("{}: one path per import, so that this test can read it", file.display()));
        } else if used != owner && !allowed.contains(&used) {
            found.push(format!("{}: {owner} must not use {used}", file.display()));
        }
    }
    found
}

#[test]
fn modules_of_the_core_use_only_what_lies_below_them() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/core");
    let mut found = Vec::new();
    for (module, allowed) in ALLOWED {
        let files = files_of(&root, module);
        assert!(!files.is_empty(), "{module} has no files");
        for file in files {
            let text = fs::read_to_string(&file).unwrap();
            found.extend(violations(&file, without_tests(&text), module, "crate::", allowed));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn every_module_of_the_core_has_its_line() {
    let lib = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/core/lib.rs")).unwrap();
    for module in lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')) {
        assert!(ALLOWED.iter().any(|(known, _)| *known == module), "{module}");
    }
}

#[test]
fn programs_use_only_their_part_of_the_core() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for (folder, allowed) in PROGRAMS {
        let mut files = Vec::new();
        sources(&root.join(folder), &mut files);
        for file in files {
            let text = fs::read_to_string(&file).unwrap();
            found.extend(violations(&file, without_tests(&text), "studio", "studio::", allowed));
            let crossing = if folder.ends_with("/ui") { "crate::platform" } else { "crate::ui" };
            if text.contains(crossing) {
                found.push(format!("{}: must not use {crossing}", file.display()));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_core_knows_no_browser() {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/core"), &mut files);
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        for name in ["web_sys", "js_sys", "wasm_bindgen", "gloo"] {
            assert!(!text.contains(&format!("{name}::")), "{}: {name}", file.display());
        }
    }
}

/// What differs between platforms, or between processors, would break the promise that a link sounds the same everywhere.
#[test]
fn the_audio_path_computes_the_same_bits_everywhere() {
    const BANNED: &[&str] = &[
        ".sin()",
        ".cos()",
        ".tan()",
        ".tanh()",
        ".exp()",
        ".exp2()",
        ".ln()",
        ".log2()",
        ".log10()",
        ".powf(",
        ".powi(",
        ".mul_add(",
        ".recip_sqrt()",
        ".fast_recip",
        "HashMap",
        "HashSet",
    ];
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/core");
    for module in ["engine", "bounce", "pcm", "compile", "cover"] {
        for file in files_of(&root, module) {
            let text = fs::read_to_string(&file).unwrap();
            for name in BANNED {
                assert!(!without_tests(&text).contains(name), "{}: {name}", file.display());
            }
        }
    }
}

#[test]
fn no_file_is_too_long_to_read() {
    let mut files = Vec::new();
    for folder in ["src", "tests", "benches"] {
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut files);
    }
    for file in files {
        let lines = fs::read_to_string(&file).unwrap().lines().count();
        assert!(lines <= 500, "{}: {lines} lines", file.display());
    }
}

#[test]
fn a_planted_violation_is_found() {
    let file = Path::new("planted.rs");
    assert_eq!(violations(file, "use crate::project::Project;", "engine", "crate::", &["time"]).len(), 1);
    assert_eq!(violations(file, "use crate::{time, music};", "engine", "crate::", &["time"]).len(), 1);
    assert_eq!(violations(file, "use crate::time::Tick;", "engine", "crate::", &["time"]).len(), 0);
}
