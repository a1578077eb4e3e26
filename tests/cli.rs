//! The command line from outside: the program itself, its exit codes, what it writes and what it leaves alone.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "tools/cowrite.rs"]
mod command_line;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::rc::Rc;

use command_line::{cowrite, done};
use studio::export::wav_reader;
use studio::pcm::Warp;
use studio::project::{AudioClip, ClipContent, Project, ProjectId, file};
use studio::time::Tick;

const PROMPT: &str = "a wistful city-pop song about the last train home, 96 bpm";

fn folder(test: &str) -> PathBuf {
    command_line::folder("cli", test)
}

/// What it complained of, once it is sure of the exit code and that it said one sentence with a remedy.
fn refused(output: Output, code: i32) -> String {
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(code), "{said}");
    assert!(said.starts_with("cowrite: ") && said.lines().count() == 1, "{said}");
    assert!(output.stdout.is_empty());
    said
}

fn json(folder: &Path, file: &str) -> serde_json::Value {
    serde_json::from_str(&done(cowrite(folder, &["inspect", file, "--json"]))).unwrap()
}

#[test]
fn help_and_version_are_printed() {
    let folder = folder("help");
    assert!(done(cowrite(&folder, &["--help"])).contains("cowrite compose PROMPT"));
    assert_eq!(done(cowrite(&folder, &["-V"])), format!("cowrite {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn wrong_use_ends_with_2_and_failure_with_1() {
    let folder = folder("refused");
    assert!(refused(cowrite(&folder, &[]), 2).contains("cowrite --help"));
    assert!(refused(cowrite(&folder, &["sing"]), 2).contains("sing"));
    assert!(refused(cowrite(&folder, &["render", "gone.cowrite"]), 1).contains("gone.cowrite"));
    assert!(refused(cowrite(&folder, &["compose", ""]), 1).contains("No song was composed"));
    fs::write(folder.join("noise.cowrite"), [0xff; 100]).unwrap();
    assert!(refused(cowrite(&folder, &["render", "noise.cowrite"]), 1).contains("noise.cowrite"));
    assert!(refused(cowrite(&folder, &["inspect", "noise.cowrite"]), 1).contains("noise.cowrite"));
    fs::write(folder.join("cut.wav"), b"RIFF\x08\0\0\0WAVEfmt ").unwrap();
    assert!(refused(cowrite(&folder, &["inspect", "cut.wav"]), 1).contains("cut.wav"));
    assert!(refused(cowrite(&folder, &["open", "AAAA"]), 1).contains("link"));
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 2, "nothing was written");
}

/// Needs the composer.
#[test]
fn a_prompt_that_is_too_long_is_refused() {
    let folder = folder("long");
    assert!(refused(cowrite(&folder, &["compose", &"la ".repeat(3_334)]), 1).contains("10"));
}

/// Needs project files.
#[test]
fn a_project_without_notes_cannot_be_rendered() {
    let folder = folder("empty");
    fs::write(folder.join("empty.cowrite"), file::encode(&Project::empty(ProjectId(1)))).unwrap();
    assert!(refused(cowrite(&folder, &["render", "empty.cowrite"]), 1).contains("no notes"));
    assert!(refused(cowrite(&folder, &["render", "empty.cowrite", "--rate", "22050"]), 1).contains("44100"));
}

/// Needs project files: what it is asked to write over is the input.
#[test]
fn the_input_is_never_written_over() {
    let folder = folder("same");
    let bytes = file::encode(&Project::empty(ProjectId(1)));
    fs::write(folder.join("song.cowrite"), &bytes).unwrap();
    let said = refused(cowrite(&folder, &["render", "song.cowrite", "-o", "./song.cowrite"]), 1);
    assert!(said.contains("is the input itself"), "{said}");
    assert_eq!(fs::read(folder.join("song.cowrite")).unwrap(), bytes);
}

/// Needs the composer, the engine and project files.
#[test]
fn a_song_goes_from_a_prompt_to_a_labelled_file() {
    let folder = folder("song");
    done(cowrite(&folder, &["compose", PROMPT, "--seed", "7", "-o", "song.cowrite"]));
    done(cowrite(&folder, &["compose", PROMPT, "--seed", "7", "-o", "again.cowrite"]));
    let [song, again] = ["song.cowrite", "again.cowrite"].map(|name| fs::read(folder.join(name)).unwrap());
    assert!(song == again, "the same prompt, seed and time make the same file");

    let report = json(&folder, "song.cowrite");
    assert_eq!((report["kind"].as_str(), report["tempo_bpm"].as_f64()), (Some("project"), Some(96.0)));
    assert!(report["bars"].as_u64() >= Some(48) && report["notes"].as_u64() >= Some(200), "{report}");
    assert!(report["tracks"].as_array().unwrap().len() >= 4);
    assert_eq!(report["ledger"]["verified"], true);
    assert_eq!(report["disclosure"]["contains_ai"], "None");
    assert!(report["disclosure"]["source_type"].as_str().unwrap().ends_with("/algorithmicMedia"));

    done(cowrite(&folder, &["render", "song.cowrite", "-o", "song.wav", "--format", "wav16", "--rate", "44100"]));
    let audio = json(&folder, "song.wav");
    assert_eq!((audio["sample_rate"].as_u64(), audio["complete"].as_bool()), (Some(44_100), Some(true)));
    assert!(audio["seconds"].as_f64() >= report["seconds"].as_f64());
    assert!(audio["loudness_lufs"].as_f64().unwrap() > -40.0 && audio["true_peak_dbtp"].as_f64().unwrap() < 1.0);
    assert_eq!(audio["info"]["INAM"], report["title"]);
    assert_eq!(audio["info"]["ICMT"], report["disclosure"]["sentence"]);
    assert_eq!(audio["id3"]["TXXX:AI_DISCLOSURE"], "None");
    assert_eq!(audio["id3"]["TXXX:COWRITE_LEDGER"], report["ledger"]["head"]);
    assert!(done(cowrite(&folder, &["inspect", "song.wav"])).contains("TXXX:DigitalSourceType"));
    // Nobody chose a cover, so the file has the one that the studio draws and says so.
    assert!(audio["id3"]["APIC"].as_str().unwrap().starts_with("image/png, "), "{audio}");
    assert!(audio["info"]["ICMT"].as_str().unwrap().contains("artwork by the rule-based tool Cowrite cover"));

    let wav = wav_reader::read(&fs::read(folder.join("song.wav")).unwrap()).unwrap();
    assert!(wav.audio.peak() > 0.05, "the song is heard");
    let names: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 3, "no unfinished file is left: {names:?}");
}

/// Needs the composer, project files and links.
#[test]
fn a_link_leads_back_to_the_same_song() {
    let folder = folder("link");
    done(cowrite(&folder, &["compose", PROMPT, "-o", "song.cowrite"]));
    let link = done(cowrite(&folder, &["link", "song.cowrite", "--base", "https://studio.example/sub/"]));
    assert!(link.starts_with("https://studio.example/sub/#") && link.lines().count() == 1);
    done(cowrite(&folder, &["open", link.trim(), "-o", "back.cowrite"]));
    let [song, back] = ["song.cowrite", "back.cowrite"].map(|name| fs::read(folder.join(name)).unwrap());
    assert!(song == back, "the project survives the link");
    let bare = done(cowrite(&folder, &["link", "song.cowrite"]));
    assert_eq!(bare.trim_start_matches('#'), link.split_once('#').unwrap().1);
    let cut = &link.trim()[..link.len() / 2];
    assert!(refused(cowrite(&folder, &["open", cut, "-o", "cut.cowrite"]), 1).contains("could not be opened"));
}

/// Needs the composer and project files.
#[test]
fn a_file_that_was_not_named_is_never_replaced() {
    let folder = folder("exists");
    done(cowrite(&folder, &["compose", PROMPT]));
    let said = refused(cowrite(&folder, &["compose", PROMPT]), 1);
    assert!(said.contains("is there already"), "{said}");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
    let piped = done(cowrite(&folder, &["compose", PROMPT, "-o", "-"]));
    let only = fs::read_dir(&folder).unwrap().next().unwrap().unwrap().path();
    assert_eq!(piped.into_bytes(), fs::read(only).unwrap());
}

#[test]
fn recordings_are_found_by_what_is_in_them_and_named_where_they_are_missing() {
    let folder = folder("recordings");
    let tone = include_bytes!("audio/tone.flac");
    fs::write(folder.join("song.cowrite"), file::encode(&with_recording(tone))).unwrap();
    let listed = json(&folder, "song.cowrite");
    assert_eq!(listed["assets"][0]["name"], "tone.flac");
    let silent = cowrite(&folder, &["render", "song.cowrite", "-o", "silent.wav"]);
    assert!(String::from_utf8_lossy(&silent.stderr).contains("tone.flac"));
    assert_eq!(wav_reader::read(&fs::read(folder.join("silent.wav")).unwrap()).unwrap().audio.peak(), 0.0);
    fs::create_dir(folder.join("sounds")).unwrap();
    fs::write(folder.join("sounds/another name"), tone).unwrap();
    let heard = cowrite(&folder, &["render", "song.cowrite", "-o", "heard.wav", "--assets", "sounds"]);
    assert!(heard.status.success() && heard.stderr.is_empty(), "{}", String::from_utf8_lossy(&heard.stderr));
    let wav = wav_reader::read(&fs::read(folder.join("heard.wav")).unwrap()).unwrap();
    assert!((wav.audio.peak() - 0.5).abs() < 0.05, "{}", wav.audio.peak());
}

#[test]
fn a_recording_is_rendered_as_long_and_as_high_as_its_clip_plays_it() {
    let folder = folder("warped");
    let tone = include_bytes!("audio/tone.flac");
    let mut project = with_recording(tone);
    let clip = &mut Rc::make_mut(&mut project.tracks[0]).clips[0];
    let audio = *clip.audio().unwrap();
    let warp = Warp { stretch: 1_500_000, cents: 1_200 };
    (clip.content, clip.length) = (ClipContent::Audio(AudioClip { reverse: true, warp, ..audio }), Tick::quarters(2));
    fs::write(folder.join("song.cowrite"), file::encode(&project)).unwrap();
    fs::write(folder.join("tone.flac"), tone).unwrap();
    done(cowrite(&folder, &["render", "song.cowrite", "-o", "heard.wav", "--assets", "."]));
    let heard = wav_reader::read(&fs::read(folder.join("heard.wav")).unwrap()).unwrap().audio;
    let sounds = |second: f64| {
        let from = (second * f64::from(heard.sample_rate)) as usize;
        heard.channels[0][from..from + 2_000].iter().fold(0.0f32, |peak, sample| peak.max(sample.abs())) > 0.2
    };
    // Half a second of 440 Hz, one and a half times as long and an octave higher.
    assert_eq!([0.05, 0.6, 0.85].map(sounds), [true, true, false]);
    let middle = &heard.channels[0][heard.sample_rate as usize / 4..heard.sample_rate as usize / 2];
    let rises = middle.windows(2).filter(|pair| pair[0] < 0.0 && pair[1] >= 0.0).count();
    assert!(rises.abs_diff(220) <= 2, "{rises}");
}

#[test]
fn the_chosen_cover_is_found_in_the_folder_and_named_where_it_is_missing() {
    let folder = folder("cover");
    let picture = [b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x01\0\0\0\x01\0".as_slice(), &[8; 100]].concat();
    let tone = include_bytes!("audio/tone.flac");
    fs::write(folder.join("song.cowrite"), file::encode(&with_cover(with_recording(tone), &picture))).unwrap();
    let report = json(&folder, "song.cowrite");
    assert_eq!(report["disclosure"]["shares"]["artwork"], serde_json::json!([{ "person": 1.0 }]));
    fs::create_dir(folder.join("files")).unwrap();
    fs::write(folder.join("files/tone"), tone).unwrap();
    let bare = cowrite(&folder, &["render", "song.cowrite", "-o", "bare.wav", "--assets", "files"]);
    assert!(String::from_utf8_lossy(&bare.stderr).contains("front.png"));
    assert!(json(&folder, "bare.wav")["id3"]["APIC"].is_null());
    fs::write(folder.join("files/any name"), &picture).unwrap();
    let whole = cowrite(&folder, &["render", "song.cowrite", "-o", "whole.wav", "--assets", "files"]);
    assert!(whole.status.success() && whole.stderr.is_empty(), "{}", String::from_utf8_lossy(&whole.stderr));
    assert_eq!(json(&folder, "whole.wav")["id3"]["APIC"], format!("image/png, {} bytes", picture.len()));
}

/// The same project with a picture that a person made on its cover.
fn with_cover(project: Project, picture: &[u8]) -> Project {
    use studio::session::{Action, Effect, ImportAnswers, PictureFile, Session};
    let mut session = Session::new(ProjectId(6));
    session.update(Action::OpenFile { bytes: file::encode(&project), fresh: ProjectId(7) }, 1);
    let file = PictureFile { name: "front.png".to_owned(), bytes: std::rc::Rc::new(picture.to_vec()) };
    session.update(Action::ImportPicture { file: Box::new(file) }, 2);
    let stored = session.update(Action::PlacePicture { answers: Box::new(ImportAnswers::default()) }, 3);
    let [Effect::StoreAsset { import, .. }] = &stored[..] else { panic!("{stored:?}") };
    session.update(Action::AssetStored { import: *import }, 4);
    Project::clone(session.project())
}

#[test]
fn a_ledger_is_verified_and_a_changed_one_is_named() {
    let folder = folder("verify");
    done(cowrite(&folder, &["compose", PROMPT, "-o", "song.cowrite"]));
    let found = done(cowrite(&folder, &["verify", "song.cowrite", "--json"]));
    let found: serde_json::Value = serde_json::from_str(&found).unwrap();
    assert_eq!((&found["verified"], &found["contains_ai"]), (&true.into(), &"None".into()));
    assert_eq!(found["entries"][0]["asked"], PROMPT);
    assert!(done(cowrite(&folder, &["verify", "song.cowrite", "song.cowrite"])).contains("the same"));

    let text = fs::read_to_string(folder.join("song.cowrite")).unwrap();
    fs::write(folder.join("forged.cowrite"), text.replacen("Cowrite composer", "Cowrite Composer", 1)).unwrap();
    let forged = cowrite(&folder, &["verify", "forged.cowrite"]);
    assert_eq!(forged.status.code(), Some(1));
    assert!(String::from_utf8(forged.stdout).unwrap().contains("changed"));
    assert!(String::from_utf8(forged.stderr).unwrap().contains("Entry 1 of the ledger was changed"));

    let project = file::decode(text.as_bytes()).unwrap();
    let evidence = studio::verify::Evidence::of(&project, &[]);
    fs::write(folder.join("song.json"), evidence.bytes()).unwrap();
    assert!(done(cowrite(&folder, &["verify", "song.json", "song.cowrite"])).contains("not every act"));
    done(cowrite(&folder, &["compose", "a waltz", "-o", "other.cowrite"]));
    let unrelated = cowrite(&folder, &["verify", "song.json", "other.cowrite"]);
    assert_eq!(unrelated.status.code(), Some(1));
    assert!(String::from_utf8(unrelated.stderr).unwrap().contains("not of one ledger"));
    assert!(refused(cowrite(&folder, &["verify", "gone.cowrite"]), 1).contains("gone.cowrite"));
}

#[test]
fn a_sound_file_is_traced_to_its_project() {
    let folder = folder("trace");
    let project = with_recording(include_bytes!("audio/tone.flac"));
    fs::write(folder.join("song.cowrite"), file::encode(&project)).unwrap();
    let sounds = folder.join("sounds");
    fs::create_dir_all(&sounds).unwrap();
    fs::write(sounds.join("tone.flac"), include_bytes!("audio/tone.flac")).unwrap();
    done(cowrite(&folder, &["render", "song.cowrite", "--assets", "sounds", "-o", "song.wav"]));
    let found = done(cowrite(&folder, &["verify", "song.wav", "song.cowrite", "--json"]));
    let found: serde_json::Value = serde_json::from_str(&found).unwrap();
    assert_eq!(
        (&found["kind"], &found["format"], &found["contains_ai"]),
        (&"audio".into(), &"WAV".into(), &"None".into())
    );
    assert_eq!(found["ledger_head"], project.ledger.head().to_string());
    assert_eq!(found["ledger_of_both"], "the same");
    for plain in ["flac", "mp3", "ogg", "opus", "m4a", "aiff"] {
        let name = format!("tone.{plain}");
        fs::copy(format!("{}/tests/audio/{name}", env!("CARGO_MANIFEST_DIR")), folder.join(&name)).unwrap();
        let said = cowrite(&folder, &["verify", &name]);
        assert_eq!(said.status.code(), Some(1), "{name}");
        assert!(String::from_utf8(said.stderr).unwrap().contains("says nothing of who made it"), "{name}");
    }
}

/// A project of one clip that plays a file, as the studio makes it.
fn with_recording(bytes: &[u8]) -> Project {
    use studio::decode::{Summary, decode};
    use studio::session::{Action, AudioFile, Credit, Session};
    let credit =
        Credit { by: studio::provenance::Contributor::built_in_composer(), prompt: None, words: false, voice: false };
    let (name, at) = ("tone.flac".to_owned(), studio::time::Tick::ZERO);
    let mut session = Session::new(ProjectId(5));
    let bytes = std::rc::Rc::new(bytes.to_vec());
    let audio =
        AudioFile { name, bytes: bytes.clone(), credit: Some(credit), at, about: Default::default(), keys: None };
    session.update(Action::ImportAudio { file: Box::new(audio) }, 1);
    let import = session.imports()[0].id;
    let summary = Box::new(Summary::of(&decode(bytes.to_vec()).unwrap()));
    session.update(Action::AssetDecoded { import, summary }, 2);
    session.update(Action::AssetStored { import }, 3);
    Project::clone(session.project())
}
