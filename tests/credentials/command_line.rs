//! `cowrite identity`, `cowrite sign` and `cowrite verify` from outside.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use studio::credentials::Chain;
use studio::draft;
use studio::project::{Project, file};

use crate::files;

const NOW: &str = "1795305600";
/// Milliseconds.
const DAY: u64 = 86_400_000;

fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("credentials");
    let _not_there = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn cowrite(folder: &Path, now: &str, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cowrite"));
    command.args(arguments).current_dir(folder).env("SOURCE_DATE_EPOCH", now).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// An MP3 file with the tags that an export of the project carries.
fn exported(project: &Project) -> Vec<u8> {
    let text = |name: &str, value: &str| {
        let body = format!("\u{3}{name}\0{value}");
        let size = body.len() as u32;
        [b"TXXX", &[0, 0, (size >> 7) as u8, (size & 0x7F) as u8, 0, 0][..], body.as_bytes()].concat()
    };
    let frames = [text("COWRITE_LEDGER", &project.ledger.head().to_string()), text("AI_DISCLOSURE", "None")].concat();
    let sound = &files::mp3()[26..];
    let size = frames.len() as u32;
    [b"ID3\x04\0\0\0\0", &[(size >> 7) as u8, (size & 0x7F) as u8][..], &frames, sound].concat()
}

#[test]
fn a_file_is_signed_and_verified_on_the_command_line() {
    let folder = folder();
    let project = draft::song("a calm song", 1, 1_795_000_000_000).unwrap();
    let other = draft::song("another song", 2, 1_795_000_000_000).unwrap();
    fs::write(folder.join("song.cowrite"), file::encode(&project)).unwrap();
    fs::write(folder.join("other.cowrite"), file::encode(&other)).unwrap();
    fs::write(folder.join("song.mp3"), exported(&project)).unwrap();

    let made = cowrite(&folder, NOW, &["identity", "me.pem"]);
    assert!(made.status.success(), "{}", said(&made));
    assert!(!cowrite(&folder, NOW, &["identity", "me.pem"]).status.success());

    let sign = ["sign", "song.mp3", "--project", "song.cowrite", "--identity", "me.pem", "-o", "signed.mp3"];
    let signed = cowrite(&folder, NOW, &sign);
    assert!(signed.status.success(), "{}", said(&signed));
    let verified = cowrite(&folder, NOW, &["verify", "signed.mp3", "song.cowrite"]);
    assert!(verified.status.success(), "{}", said(&verified));
    assert!(said(&verified).contains("signature valid, signer not on a trust list"), "{}", said(&verified));
    assert!(!said(&verified).contains("true  verified"));

    let mut bytes = fs::read(folder.join("signed.mp3")).unwrap();
    let end = bytes.len() - 5;
    bytes[end] ^= 1;
    fs::write(folder.join("changed.mp3"), bytes).unwrap();
    let changed = cowrite(&folder, NOW, &["verify", "changed.mp3"]);
    assert!(!changed.status.success() && said(&changed).contains("changed after it was signed"), "{}", said(&changed));

    // In eleven years.
    let late = cowrite(&folder, "2142460800", &sign);
    assert!(!late.status.success() && said(&late).contains("expired on 2036"), "{}", said(&late));
    let of_another = ["sign", "song.mp3", "--project", "other.cowrite", "--identity", "me.pem", "-o", "no.mp3"];
    assert!(said(&cowrite(&folder, NOW, &of_another)).contains("not of one ledger"));
    assert!(!folder.join("no.mp3").exists());
}

#[test]
fn certificates_that_cannot_sign_are_refused_in_words() {
    let certificate = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/credentials/unfit.pem"));
    for (name, pem) in certificate.unwrap().split("# ").filter_map(|block| block.split_once('\n')) {
        let refused = |now: u64| Chain::from_pem(pem, now).unwrap_err().to_string();
        // They were issued on the day before.
        let words = refused(files::NOW + 2 * DAY);
        assert!(words.contains(name), "{name}: {words}");
        if name == "no private key" {
            assert!(refused(files::NOW - DAY).contains("valid only from 2026-11-22"));
            assert!(refused(files::NOW + 20_000 * DAY).contains("expired on 2051"));
        }
    }
}
