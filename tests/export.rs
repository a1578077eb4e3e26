//! Exported files, seen from outside: by a reader of their own rules, and by other people's tools where they are there.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::fs;
use std::path::{Path, PathBuf};

use lofty::config::ParseOptions;
use lofty::file::AudioFile as _;
use studio::bounce::{Song, loudness};
use studio::engine::{EngineMessage, GraphSpec, Lane, LaneNote, Recordings, StripSpec, TrackSpec};
use studio::export::{
    AigcLabel, ExportFormat, ExportJob, ExportSpec, Exporter, FileKind, ReleaseTags, TagCredit, TrackTags,
    export_to_vec, wav_reader,
};
use studio::music::{Pitch, Velocity};
use studio::provenance::{Aspect, ContributionId, Contributor, Disclosure, Evidence, Ledger, PromptRecord};
use studio::sound::{Patch, PatchKind};
use studio::text::Locale;
use studio::time::{Bpm, TempoMap, Tick};

#[path = "export/formats.rs"]
mod formats;
#[path = "export/labels.rs"]
mod labels;
#[path = "tools/others.rs"]
mod others;
#[path = "export/stems.rs"]
mod stems;
#[path = "export/wasm.rs"]
mod wasm;

use others::{told, tool};

const TITLE: &str = "最后一班电车 / The Last Train 🚃";
const ARTIST: &str = "Ada & Лев";

/// Notes by the built-in composer, a quarter of them changed by a person.
fn disclosure() -> Disclosure {
    let mut ledger = Ledger::default();
    let prompt = PromptRecord::with_text("a song", Some(1));
    let tool = ledger.attribute(&Contributor::built_in_composer(), Some(&prompt), 1).unwrap();
    let person = ledger.attribute(&Contributor::Person { name: "Ada".to_owned() }, None, 2).unwrap();
    let notes = |weight, authors: &[ContributionId]| Evidence {
        aspect: Aspect::Composition,
        weight,
        authors: authors.to_vec(),
    };
    Disclosure::of(&ledger, &[notes(3.0, &[tool]), notes(1.0, &[tool, person])])
}

/// The same, with words that a trained model wrote.
fn disclosure_with_a_model() -> Disclosure {
    let mut ledger = Ledger::default();
    let model = Contributor::Model { provider: "Example AI".to_owned(), model: "m-1".to_owned(), terms: String::new() };
    let model = ledger.attribute(&model, Some(&PromptRecord::with_text("words", None)), 1).unwrap();
    let person = ledger.attribute(&Contributor::Person { name: "Ada".to_owned() }, None, 2).unwrap();
    let piece = |aspect, authors: &[ContributionId]| Evidence { aspect, weight: 1.0, authors: authors.to_vec() };
    Disclosure::of(&ledger, &[piece(Aspect::Composition, &[person]), piece(Aspect::Lyrics, &[model])])
}

fn release() -> ReleaseTags {
    let credit = |role: &str, name: &str| TagCredit { role: role.to_owned(), name: name.to_owned() };
    ReleaseTags {
        album: "Night Trains".to_owned(),
        genre: "City Pop".to_owned(),
        language: "zh-Hans".to_owned(),
        explicit: Some(false),
        isrc: "USRC17607839".to_owned(),
        iswc: "T-034.524.680-1".to_owned(),
        upc: "036000291452".to_owned(),
        label: "Own Label".to_owned(),
        date: "2026-11-22".to_owned(),
        p_line: "2026 Ada & Лев".to_owned(),
        c_line: "2026 Ada".to_owned(),
        credits: vec![
            credit("Composer", "Ada"),
            credit("Composer", "Лев"),
            credit("Lyricist", "Ada"),
            credit("LeadVocalist", "Ada"),
            credit("StudioProducer", "Лев"),
        ],
    }
}

fn tags() -> TrackTags {
    TrackTags {
        title: TITLE.to_owned(),
        artist: ARTIST.to_owned(),
        software: "Cowrite 0.1.0".to_owned(),
        bpm: 96.0,
        key: "F#m".to_owned(),
        lyrics: "The lights go out\n电车开走了".to_owned(),
        release: release(),
        disclosure: disclosure(),
        ledger_head: "head-of-the-ledger".to_owned(),
        made: 1_795_366_625_000,
        aigc: None,
    }
}

/// Two bars of one instrument at 120 bpm: four seconds and a tail.
fn job(format: ExportFormat, sample_rate: u32) -> ExportJob {
    let patch = Patch::new(PatchKind::Subtractive);
    let values = patch.kind.specs().iter().map(|spec| spec.default).collect();
    let strip = StripSpec::default();
    let graph = GraphSpec {
        tracks: vec![TrackSpec { key: 0, patch: patch.kind, values, strip }],
        buses: Vec::new(),
        master: StripSpec::default(),
    };
    let note = |beat: u32| LaneNote {
        start: Tick::quarters(beat),
        pitch: Pitch::clamped(60 + beat as i32),
        end: Tick::quarters(beat + 1),
        velocity: Velocity::clamped(100),
    };
    let messages = vec![
        EngineMessage::Tempo(TempoMap::constant(Bpm::clamped(120.0))),
        EngineMessage::Graph(graph),
        EngineMessage::Lane { slot: 0, lane: Lane { notes: (0..8).map(note).collect() } },
    ];
    ExportJob {
        spec: ExportSpec::song(format, sample_rate),
        song: Song { messages, end: Tick::quarters(8) },
        tags: tags(),
        stems: Vec::new(),
        window: None,
    }
}

/// The chunks of a file, checked on the way: order, sizes, padding, and nothing left over.
fn chunks(file: &[u8]) -> Vec<(String, &[u8])> {
    assert_eq!(&file[..4], b"RIFF");
    assert_eq!(u32::from_le_bytes(file[4..8].try_into().unwrap()) as usize, file.len() - 8);
    assert_eq!(&file[8..12], b"WAVE");
    let (mut at, mut found) = (12, Vec::new());
    while at < file.len() {
        let length = u32::from_le_bytes(file[at + 4..at + 8].try_into().unwrap()) as usize;
        let id = String::from_utf8(file[at..at + 4].to_vec()).unwrap();
        found.push((id, &file[at + 8..at + 8 + length]));
        at += 8 + length.next_multiple_of(2);
    }
    assert_eq!(at, file.len());
    found
}

#[test]
fn every_wav_format_and_rate_is_a_sound_riff_file() {
    for format in FileKind::Wav.formats() {
        for rate in ExportSpec::SAMPLE_RATES {
            let file = export_to_vec(&job(format, rate)).unwrap();
            let chunks = chunks(&file);
            let names: Vec<&str> = chunks.iter().map(|(id, _)| id.as_str()).collect();
            let expected: &[&str] = match format {
                ExportFormat::Wav32Float => &["fmt ", "fact", "bext", "data", "LIST", "iXML", "_PMX", "axml", "id3 "],
                _ => &["fmt ", "bext", "data", "LIST", "iXML", "_PMX", "axml", "id3 "],
            };
            assert_eq!(names, expected);
            let data = chunks.iter().find(|(id, _)| id == "data").unwrap().1;
            let frame = usize::from(format.bits().unwrap() / 4);
            let frames = data.len() / frame;
            assert_eq!(data.len() % frame, 0);
            assert!(frames >= 4 * rate as usize && frames <= 24 * rate as usize, "{frames}");
            if let Some((_, fact)) = chunks.iter().find(|(id, _)| id == "fact") {
                assert_eq!(**fact, (frames as u32).to_le_bytes());
            }
        }
    }
}

#[test]
fn the_formats_hold_the_same_sound() {
    let read = |format| wav_reader::read(&export_to_vec(&job(format, 48_000)).unwrap()).unwrap().audio;
    let float = read(ExportFormat::Wav32Float);
    for (format, most) in [(ExportFormat::Wav24, 1.3e-7), (ExportFormat::Wav16, 1.6 / 32_768.0)] {
        let other = read(format);
        assert_eq!(other.frames(), float.frames());
        let pairs = float.channels.iter().flatten().zip(other.channels.iter().flatten());
        let worst = pairs.fold(0.0_f32, |worst, (one, two)| worst.max((one.clamp(-1.0, 1.0) - two).abs()));
        assert!(worst <= most, "{format:?} is off by {worst}");
    }
}

/// Needs the engine.
#[test]
fn the_song_is_heard_and_its_loudness_can_be_measured() {
    let file = wav_reader::read(&export_to_vec(&job(ExportFormat::Wav24, 48_000)).unwrap()).unwrap();
    let loudness = loudness::measure(&file.audio).unwrap();
    assert!(loudness.sample_peak > -40.0 && loudness.sample_peak <= 0.0, "{loudness:?}");
    assert!(loudness.integrated.unwrap() > -60.0, "{loudness:?}");
}

#[test]
fn tags_are_read_back_as_they_were_meant() {
    let file = wav_reader::read(&export_to_vec(&job(ExportFormat::Wav16, 44_100)).unwrap()).unwrap();
    let find = |texts: &[(String, String)], name: &str| {
        texts.iter().find(|(known, _)| known == name).map(|(_, text)| text.clone()).unwrap_or_default()
    };
    let disclosure = disclosure();
    for (name, text) in [
        ("INAM", TITLE.to_owned()),
        ("IART", ARTIST.to_owned()),
        ("ISFT", "Cowrite 0.1.0".to_owned()),
        ("ICMT", disclosure.sentence(Locale::English)),
    ] {
        assert_eq!(find(&file.info, name), text, "{name}");
    }
    for (name, text) in [
        ("TIT2", TITLE.to_owned()),
        ("TPE1", ARTIST.to_owned()),
        ("TSSE", "Cowrite 0.1.0".to_owned()),
        ("TBPM", "96".to_owned()),
        ("TKEY", "F#m".to_owned()),
        ("COMM:eng", disclosure.sentence(Locale::English)),
        ("COMM:zho", disclosure.sentence(Locale::SimplifiedChinese)),
        ("TXXX:AI_DISCLOSURE", "None".to_owned()),
        ("TXXX:AI_CONTRIBUTIONS", disclosure.json()),
        ("TXXX:DigitalSourceType", disclosure.source_type().iri()),
        ("TXXX:COWRITE_LEDGER", "head-of-the-ledger".to_owned()),
        ("USLT:und", "The lights go out\n电车开走了".to_owned()),
    ] {
        assert_eq!(find(&file.id3, name), text, "{name}");
    }
}

#[test]
fn strange_titles_neither_break_the_file_nor_grow_it() {
    for title in ["", "\0\u{7}", &"长".repeat(10_000), "הרכבת\u{202e}האחרונה", "a\r\nb", "👨\u{200d}👩\u{200d}👧"]
    {
        let mut job = job(ExportFormat::Wav16, 44_100);
        title.clone_into(&mut job.tags.title);
        let bytes = export_to_vec(&job).unwrap();
        let file = wav_reader::read(&bytes).unwrap();
        let names = [&file.info, &file.id3].map(|texts| texts[0].1.clone());
        assert_eq!(names[0], names[1]);
        assert!(!names[0].is_empty() && names[0].chars().count() <= 250 && !names[0].contains(char::is_control));
        assert!(chunks(&bytes).iter().all(|(id, body)| id == "data" || body.len() < 10_000));
    }
}

/// A picture of a kind as far as tags care: its first bytes and a length that is not even.
fn picture(start: &[u8]) -> Vec<u8> {
    let mut bytes = start.to_vec();
    bytes.resize(40_001, 7);
    bytes
}

fn with_cover(cover: Vec<u8>) -> Vec<u8> {
    made(&job(ExportFormat::Wav16, 44_100), Some(cover))
}

/// A file made of a job, with a picture on its cover.
fn made(job: &ExportJob, cover: Option<Vec<u8>>) -> Vec<u8> {
    let mut exporter = Exporter::with_assets(job, Recordings::default(), cover).unwrap();
    while !exporter.step(44_100).unwrap().done {}
    [exporter.binding().unwrap().before.concat(), exporter.take_bytes(0)].concat()
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

#[test]
fn the_cover_is_in_the_tag_as_it_is_and_what_is_no_picture_is_not() {
    for (start, kind) in [(PNG, "image/png"), (b"\xff\xd8\xff\xe0", "image/jpeg"), (b"RIFF0000WEBPVP8 ", "image/webp")]
    {
        let bytes = with_cover(picture(start));
        let found = wav_reader::read(&bytes).unwrap().id3;
        let covers: Vec<_> = found.iter().filter(|(name, _)| name == "APIC").map(|(_, text)| text.as_str()).collect();
        assert_eq!(covers, [format!("{kind}, 40001 bytes")]);
        let file = lofty::iff::wav::WavFile::read_from(&mut std::io::Cursor::new(&bytes), ParseOptions::new()).unwrap();
        let picture_found = file.id3v2().into_iter().flatten().find_map(|frame| match frame {
            lofty::id3::v2::Frame::Picture(picture) => Some(picture.picture.clone()),
            _ => None,
        });
        let picture_found = picture_found.unwrap();
        assert_eq!(picture_found.pic_type(), lofty::picture::PictureType::CoverFront);
        assert!(picture_found.data() == picture(start));
    }
    let found = wav_reader::read(&with_cover(b"<html>".to_vec())).unwrap().id3;
    assert!(found.iter().all(|(name, _)| name != "APIC") && !found.is_empty());
}

/// A place for files in the build folder.
fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("export");
    fs::create_dir_all(&folder).unwrap();
    folder.join(name)
}

#[test]
fn ffprobe_reads_format_length_and_tags() {
    for (format, codec) in [
        (ExportFormat::Wav16, "pcm_s16le"),
        (ExportFormat::Wav24, "pcm_s24le"),
        (ExportFormat::Wav32Float, "pcm_f32le"),
    ] {
        let bytes = export_to_vec(&job(format, 96_000)).unwrap();
        let path = scratch(&format!("{codec}.wav"));
        fs::write(&path, &bytes).unwrap();
        let arguments = ["-v", "error", "-print_format", "json", "-show_format", "-show_streams"];
        let Some(text) = tool("ffprobe", &arguments, &path) else { return };
        let found: serde_json::Value = serde_json::from_str(&text).unwrap();
        let (stream, all) = (&found["streams"][0], &found["format"]);
        assert_eq!(stream["codec_name"], codec);
        assert_eq!((stream["sample_rate"].as_str(), stream["channels"].as_u64()), (Some("96000"), Some(2)));
        let seconds: f64 = all["duration"].as_str().unwrap().parse().unwrap();
        let frames = wav_reader::read(&bytes).unwrap().audio.frames();
        assert!((seconds - frames as f64 / 96_000.0).abs() < 1e-3, "{seconds}");
        let found = &all["tags"];
        assert_eq!((found["title"].as_str(), found["artist"].as_str()), (Some(TITLE), Some(ARTIST)));
        // Where there is an INFO list it leaves the ID3 tag alone, so the sentence for people is what it can tell.
        assert_eq!(found["comment"].as_str().unwrap_or_default(), disclosure().sentence(Locale::English));
    }
}

#[test]
fn the_flac_encoder_takes_the_file() {
    let path = scratch("flac.wav");
    fs::write(&path, export_to_vec(&job(ExportFormat::Wav24, 48_000)).unwrap()).unwrap();
    tool("flac", &["--silent", "--force", "--verify"], &path);
}
