//! Score files, bundles and release packs from the command line, and what other people's programs find in them.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

#[path = "tools/cowrite.rs"]
mod command_line;
#[path = "tools/others.rs"]
mod others;

use std::fs;
use std::path::PathBuf;
use std::rc::Rc;

use command_line::{cowrite, done};
use studio::archive::reader::{Bounds, entries};
use studio::music::{Pitch, Velocity};
use studio::project::{
    AssetKind, AssetRef, AudioClip, Clip, ClipContent, LyricLine, Note, Pattern, Project, ProjectId, Strip, Track,
    TrackRole, file,
};
use studio::provenance::{AuthorsId, Contributor, Digest};
use studio::sound::{Patch, PatchKind};
use studio::time::{Bpm, TempoMap, Tick, TickRange};

const VOICE: &[u8] = include_bytes!("audio/tone.wav");

fn track(project: &mut Project, name: &str, content: ClipContent, patterns: Vec<Rc<Pattern>>) {
    let clip = Clip {
        id: project.ids.clip(),
        content,
        at: Tick::ZERO,
        length: Tick(960),
        offset: Tick::ZERO,
        authors: AuthorsId::default(),
    };
    project.tracks.push(Rc::new(Track {
        id: project.ids.track(),
        name: name.to_owned(),
        role: if patterns.is_empty() { TrackRole::Audio } else { TrackRole::Drums },
        colour: 0,
        locked: false,
        patch: Patch::new(PatchKind::Drums),
        patch_authors: AuthorsId::default(),
        zones: Rc::default(),
        patterns,
        clips: vec![clip],
        strip: Strip::default(),
    }));
}

/// A quarter of a song: a hat, and a voice.
fn project() -> Project {
    let mut project = Project::empty(ProjectId(8));
    project.metadata.title = "Blip".to_owned();
    project.tempo = TempoMap::constant(Bpm::clamped(240.0));
    let note = Note {
        start: Tick::ZERO,
        length: Tick(240),
        pitch: Pitch::new(42).unwrap(),
        velocity: Velocity::DEFAULT,
        authors: AuthorsId::default(),
        muted: false,
    };
    let pattern = Pattern { id: project.ids.pattern(), length: Tick(960), notes: vec![note] };
    track(&mut project, "Hat", ClipContent::Pattern(pattern.id), vec![Rc::new(pattern)]);
    let decoded = studio::decode::decode(VOICE.to_vec()).unwrap();
    project.assets = Rc::new(vec![AssetRef {
        digest: Digest::of(VOICE),
        name: "voice.wav".to_owned(),
        media_type: "audio/wav".to_owned(),
        bytes: VOICE.len() as u64,
        kind: AssetKind::Audio {
            frames: decoded.audio.frames() as u64,
            rate: decoded.audio.sample_rate,
            channels: decoded.audio.channels.len() as u8,
            words: true,
            voice: true,
        },
        authors: AuthorsId::default(),
    }]);
    track(&mut project, "Voice", ClipContent::Audio(AudioClip::whole(Digest::of(VOICE))), Vec::new());
    let range = TickRange::new(Tick::ZERO, Tick(960));
    let line = LyricLine {
        range,
        text: "Blip".to_owned(),
        placeholder: false,
        notes: Vec::new(),
        authors: AuthorsId::default(),
    };
    project.lyrics = Rc::new(vec![line]);
    project
}

fn laid(test: &str) -> PathBuf {
    let folder = command_line::folder("release_pack", test);
    fs::write(folder.join("blip.cowrite"), file::encode(&project())).unwrap();
    fs::create_dir(folder.join("sounds")).unwrap();
    fs::write(folder.join("sounds/any name"), VOICE).unwrap();
    folder
}

#[test]
fn a_project_travels_with_its_recordings_and_comes_back() {
    let folder = laid("bundle");
    done(cowrite(&folder, &["bundle", "blip.cowrite", "--assets", "sounds"]));
    done(cowrite(&folder, &["unbundle", "Blip.cowrite.zip", "-o", "there"]));
    assert_eq!(fs::read(folder.join("there/Blip.cowrite")).unwrap(), fs::read(folder.join("blip.cowrite")).unwrap());
    let name = format!("there/assets/{}.wav", Digest::of(VOICE));
    assert_eq!(fs::read(folder.join(name)).unwrap(), VOICE);
    let again = cowrite(&folder, &["unbundle", "Blip.cowrite.zip", "-o", "there"]);
    assert_eq!(again.status.code(), Some(1), "what is there is not replaced");
    done(cowrite(&folder, &["score", "Blip.cowrite.zip", "--as", "dawproject"]));
    let daw = fs::read(folder.join("Blip.dawproject")).unwrap();
    let names: Vec<String> =
        entries(&daw, Bounds { entries: 9, bytes: 1 << 30 }).unwrap().into_iter().map(|entry| entry.name).collect();
    assert_eq!(
        names,
        ["project.xml".to_owned(), "metadata.xml".to_owned(), format!("audio/{}.wav", Digest::of(VOICE))]
    );
    for (kind, start) in [
        ("midi", "MThd"),
        ("musicxml", "<?xml"),
        ("lrc", "[ti:Blip]"),
        ("srt", "1\n00:00"),
        ("cue", "REM AI"),
        ("words", "Blip\n"),
    ] {
        let said = cowrite(&folder, &["score", "blip.cowrite", "--as", kind, "-o", "-"]).stdout;
        assert!(said.starts_with(start.as_bytes()), "{kind}: {}", String::from_utf8_lossy(&said));
    }
}

#[test]
fn what_was_brought_in_without_a_right_is_packed_for_review_alone() {
    let folder = laid("gate");
    let mut project = project();
    let import = Contributor::Import { source: "a friend".to_owned(), rights: String::new() };
    let friend = Rc::make_mut(&mut project.ledger).attribute(&import, None, 1).unwrap();
    let authors = Rc::make_mut(&mut project.authors).made_by(friend);
    Rc::make_mut(&mut project.assets)[0].authors = authors;
    fs::write(folder.join("blip.cowrite"), file::encode(&project)).unwrap();
    let pack = ["pack", "blip.cowrite", "--assets", "sounds", "--masters", "wav16", "-o", "pack.zip"];
    let refused = cowrite(&folder, &pack);
    assert_eq!(refused.status.code(), Some(1));
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("a friend (1)") && said.contains("--purpose review"), "{said}");
    assert!(!folder.join("pack.zip").exists());
    done(cowrite(&folder, &[&pack[..], &["--purpose", "review", "--no-stems"]].concat()));
    done(cowrite(&folder, &["check-pack", "pack.zip"]));
}

#[test]
fn a_release_pack_is_whole_and_its_sound_is_sound() {
    let folder = laid("pack");
    done(cowrite(
        &folder,
        &["pack", "blip.cowrite", "--assets", "sounds", "--masters", "wav16,mp3-128", "-o", "pack.zip"],
    ));
    let report: serde_json::Value =
        serde_json::from_str(&done(cowrite(&folder, &["check-pack", "pack.zip", "--json"]))).unwrap();
    assert_eq!(
        (report["whole"].as_bool(), report["flaws"].as_array().map(Vec::len)),
        (Some(true), Some(0)),
        "{report}"
    );
    let bytes = fs::read(folder.join("pack.zip")).unwrap();
    let found = entries(&bytes, Bounds { entries: 100, bytes: 1 << 30 }).unwrap();
    let names: Vec<&str> = found.iter().map(|entry| entry.name.as_str()).collect();
    for name in [
        "master/Blip.wav",
        "master/Blip.mp3",
        "master/Blip.cue",
        "versions/Blip (instrumental).wav",
        "versions/Blip (a cappella).wav",
        "stems/Blip - stems.zip",
        "score/Blip.mid",
        "lyrics/Blip.txt",
        "cover/cover.png",
        "rights/splits.csv",
        "licences/buy-out.html",
        "disclosure/disclosure.zh-CN.html",
        "rights/material.html",
        "disclosure/platform-answers.en.html",
        "disclosure/ern-4.3.2-draft.xml",
        "evidence/verify.html",
        "SHA256SUMS",
        "index.html",
    ] {
        assert!(names.contains(&name), "{name} in {names:?}");
    }
    for entry in found.iter().filter(|entry| entry.name.ends_with(".wav") || entry.name.ends_with(".mp3")) {
        let path = folder.join(entry.name.replace('/', "-"));
        fs::write(&path, entry.content().unwrap()).unwrap();
        let arguments = ["-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0"];
        let Some(said) = others::tool("ffprobe", &arguments, &path) else { return };
        let seconds: f64 = said.trim().parse().unwrap();
        assert!((0.25..30.0).contains(&seconds), "{}: {seconds}", entry.name);
    }
    // One byte of the master, and the checker names it.
    let mut damaged = bytes.clone();
    let place = damaged.windows(4).position(|window| window == b"data").unwrap() + 100;
    damaged[place] ^= 1;
    fs::write(folder.join("damaged.zip"), damaged).unwrap();
    let output = cowrite(&folder, &["check-pack", "damaged.zip"]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("master/Blip.wav"), "{said}");
}
