//! Every kind of file, made in the browser: what others read in it, and whether it is what the native program makes.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use studio::export::{ExportFormat, ExportScope, ExportSpec, FileKind, export_to_vec};
use studio::project::Project;
use studio::release::export_job;
use thirtyfour::components::SelectElement;

use crate::browser::{Browser, Setup};
use crate::others::tool;
use crate::person::{export_ending, serve, song, visit, write_song};

async fn choose(browser: &Browser, list: &str, place: u32) {
    let list = SelectElement::new(&browser.element(list).await).await.expect("a list");
    list.select_by_index(place).await.expect("a choice");
}

fn kept(name: &str, bytes: &[u8]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("formats");
    fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join(name);
    fs::write(&path, bytes).expect("a file");
    path
}

fn check(path: &Path, codec: &str, song: &Project) {
    let arguments = ["-v", "error", "-print_format", "json", "-show_format", "-show_streams"];
    let Some(text) = tool("ffprobe", &arguments, path) else { return };
    let found: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(found["streams"][0]["codec_name"], codec);
    let seconds: f64 = found["format"]["duration"].as_str().expect("a duration").parse().expect("a number");
    let music = song.tempo.frame_at(song.end(), 48_000.0) as f64 / 48_000.0;
    assert!(seconds >= music && seconds < music + 21.0, "{codec}: {seconds} s of {music} s");
    // The cover is a stream of its own.
    assert_eq!(found["streams"].as_array().expect("streams").len(), 2, "{codec}");
}

/// What follows the metadata of a FLAC file: its frames.
fn frames(file: &[u8]) -> &[u8] {
    assert!(file.starts_with(b"fLaC"));
    let mut at = 4;
    loop {
        let length = u32::from_be_bytes([0, file[at + 1], file[at + 2], file[at + 3]]) as usize;
        let last = file[at] & 0x80 != 0;
        at += 4 + length;
        if last {
            return &file[at..];
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn every_kind_of_file_is_made_in_the_browser() {
    let server = serve();
    let browser = visit(&server, Setup::default()).await;
    write_song(&browser).await;
    let song = song(&browser).await;
    browser.click("tab-release").await;
    for (place, kind) in (0..).zip(FileKind::ALL) {
        choose(&browser, "export-format", place).await;
        let bytes = export_ending(&browser, kind.extension()).await;
        let path = kept(&format!("song{}", kind.extension()), &bytes);
        let codec = match kind {
            FileKind::Wav => "pcm_s24le",
            FileKind::Flac => "flac",
            FileKind::Mp3 => "mp3",
            FileKind::Opus => "opus",
        };
        check(&path, codec, &song);
        let disclosed = b"AI_DISCLOSURE";
        assert!(bytes.windows(disclosed.len()).any(|window| window == disclosed), "{codec}");
        if kind == FileKind::Flac {
            let native = export_to_vec(&export_job(&song, ExportSpec::song(ExportFormat::Flac24, 48_000)));
            assert!(frames(&bytes) == frames(&native.expect("a native file")), "the same frames");
            tool("flac", &["--test", "--silent"], &path);
        }
    }

    choose(&browser, "export-format", 1).await;
    choose(&browser, "export-quality", 0).await;
    choose(&browser, "export-scope", 1).await;
    let stems = kept("stems.zip", &export_ending(&browser, ".zip").await);
    let spec = ExportSpec { scope: ExportScope::Stems, ..ExportSpec::song(ExportFormat::Flac16, 48_000) };
    let wanted: Vec<String> = export_job(&song, spec).stems.into_iter().map(|stem| stem.path).collect();
    let script = "import sys, zipfile\nz = zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\n\
        print('\\n'.join(z.namelist()))";
    if let Some(names) = tool("python3", &["-c", script], &stems) {
        assert_eq!(names.lines().collect::<Vec<_>>(), wanted);
    }
}
