//! What a file says about itself: the same facts in every format, read by programs that others wrote.

use std::process::Command;

use serde_json::{Value, json};
use studio::export::{ChinaLabels, ExportFormat, FileKind, Mp3Rate, OpusRate};
use studio::text::Locale;

use super::{
    ARTIST, AigcLabel, ExportJob, PNG, TITLE, chunks, disclosure, disclosure_with_a_model, fs, job, made, others,
    picture, scratch, told, tool,
};

/// One format of each kind.
const FORMATS: [ExportFormat; 4] = [
    ExportFormat::Wav16,
    ExportFormat::Flac16,
    ExportFormat::Mp3(Mp3Rate::Constant192),
    ExportFormat::Opus(OpusRate::Average96),
];

/// Reads a file with mutagen and prints what it says under names that are the same for every format.
const READER: &str = r#"
import base64, json, sys
import mutagen
from mutagen.flac import Picture
from mutagen.id3 import ID3
file = mutagen.File(sys.argv[1])
tags = file.tags
said = {}
if isinstance(tags, ID3) or hasattr(tags, 'getall'):
    text = lambda key: [str(t) for t in tags[key].text] if key in tags else []
    own = lambda name: text('TXXX:' + name)
    for name, key in [('title', 'TIT2'), ('artist', 'TPE1'), ('album', 'TALB'), ('genre', 'TCON'), ('date', 'TDRC'),
                      ('isrc', 'TSRC'), ('label', 'TPUB'), ('rights', 'TCOP'), ('bpm', 'TBPM'), ('key', 'TKEY'),
                      ('encoder', 'TSSE'), ('composer', 'TCOM'), ('lyricist', 'TEXT')]:
        said[name] = text(key)
    for name, key in [('barcode', 'BARCODE'), ('iswc', 'ISWC'), ('language', 'LANGUAGE'), ('advisory', 'ITUNESADVISORY'),
                      ('verdict', 'AI_DISCLOSURE'), ('contributions', 'AI_CONTRIBUTIONS'),
                      ('source', 'DigitalSourceType'), ('ledger', 'COWRITE_LEDGER'), ('aigc', 'AIGC')]:
        said[name] = own(key)
    said['comment'] = [str(t) for language in ['eng', 'zho'] for t in tags['COMM::' + language].text]
    said['lyrics'] = [str(t.text) for t in tags.getall('USLT')]
    said['performer'] = [n + ' (' + r + ')' for r, n in tags['TMCL'].people] if 'TMCL' in tags else []
    said['producer'] = [n for r, n in tags['TIPL'].people if r == 'StudioProducer'] if 'TIPL' in tags else []
    pictures = [(p.mime, int(p.type), len(p.data)) for p in tags.getall('APIC')]
else:
    for name, key in [('title', 'TITLE'), ('artist', 'ARTIST'), ('album', 'ALBUM'), ('genre', 'GENRE'), ('date', 'DATE'),
                      ('isrc', 'ISRC'), ('label', 'LABEL'), ('rights', 'COPYRIGHT'), ('bpm', 'BPM'),
                      ('key', 'INITIALKEY'), ('encoder', 'ENCODER'), ('composer', 'COMPOSER'), ('lyricist', 'LYRICIST'),
                      ('barcode', 'BARCODE'), ('iswc', 'ISWC'), ('language', 'LANGUAGE'), ('advisory', 'ITUNESADVISORY'),
                      ('verdict', 'AI_DISCLOSURE'), ('contributions', 'AI_CONTRIBUTIONS'),
                      ('source', 'DIGITALSOURCETYPE'), ('ledger', 'COWRITE_LEDGER'), ('aigc', 'AIGC'),
                      ('comment', 'COMMENT'), ('lyrics', 'LYRICS'),
                      ('performer', 'PERFORMER'), ('producer', 'PRODUCER')]:
        said[name] = tags.get(key, [])
    raw = [Picture(base64.b64decode(b)) for b in tags.get('METADATA_BLOCK_PICTURE', [])] + list(getattr(file, 'pictures', []))
    pictures = [(p.mime, int(p.type), len(p.data)) for p in raw]
said['cover'] = pictures
print(json.dumps(said))
"#;

/// What mutagen reads in a file; `None` where it is not there.
fn read(name: &str, bytes: &[u8], kind: FileKind) -> Option<Value> {
    let path = scratch(&format!("{name}{}", kind.extension()));
    fs::write(&path, bytes).unwrap();
    let python = others::python(&["mutagen"])?;
    let said = told(Command::new(python).args(["-c", READER]).arg(&path))?;
    Some(serde_json::from_slice(&said).unwrap())
}

fn with_a_model(format: ExportFormat) -> ExportJob {
    let mut job = job(format, 48_000);
    job.tags.disclosure = disclosure_with_a_model();
    job.tags.aigc = Some(AigcLabel::new("Example AI", "req 7"));
    job
}

#[test]
fn every_format_says_the_same() {
    for (disclosure, with_model) in [(disclosure(), false), (disclosure_with_a_model(), true)] {
        for format in FORMATS {
            let mut job = if with_model { with_a_model(format) } else { job(format, 48_000) };
            if !with_model {
                // Asked for, but nothing calls for it.
                job.tags.aigc = Some(AigcLabel::new("Example AI", "req 7"));
            }
            let bytes = made(&job, Some(picture(PNG)));
            let Some(found) = read("same", &bytes, format.kind()) else { return };
            let aigc = job.tags.aigc.as_ref().filter(|_| with_model && format.kind() != FileKind::Wav);
            let aigc: Vec<String> = aigc.map(AigcLabel::json).into_iter().collect();
            let wanted = json!({
                "title": [TITLE],
                "artist": [ARTIST],
                "album": ["Night Trains"],
                "genre": ["City Pop"],
                "date": ["2026-11-22"],
                "isrc": ["USRC17607839"],
                "iswc": ["T-034.524.680-1"],
                "barcode": ["036000291452"],
                "label": ["Own Label"],
                "language": ["zh-Hans"],
                "advisory": ["2"],
                "rights": ["℗ 2026 Ada & Лев © 2026 Ada"],
                "bpm": ["96"],
                "key": ["F#m"],
                "encoder": ["Cowrite 0.1.0"],
                "composer": ["Ada", "Лев"],
                "lyricist": ["Ada"],
                "performer": ["Ada (LeadVocalist)"],
                "producer": ["Лев"],
                "lyrics": ["The lights go out\n电车开走了"],
                "comment": [disclosure.sentence(Locale::English), disclosure.sentence(Locale::SimplifiedChinese)],
                "verdict": [if with_model { "Partly" } else { "None" }],
                "contributions": [disclosure.json()],
                "source": [disclosure.source_type().iri()],
                "ledger": ["head-of-the-ledger"],
                "aigc": aigc,
                "cover": [["image/png", 3, 40_001]],
            });
            for (name, value) in wanted.as_object().unwrap() {
                assert_eq!(&found[name], value, "{name} in {}", format.code());
            }
        }
    }
}

#[test]
fn the_label_for_china_is_there_once_in_its_place() {
    for format in FORMATS {
        let bytes = made(&with_a_model(format), None);
        let label = AigcLabel::new("Example AI", "req 7").json();
        let copies = bytes.windows(label.len()).filter(|window| *window == label.as_bytes()).count();
        assert_eq!(copies, 1, "{}", format.code());
        if format.kind() == FileKind::Wav {
            let found: Vec<_> = chunks(&bytes).into_iter().filter(|(id, _)| id == "AIGC").collect();
            assert_eq!(found, [("AIGC".to_owned(), label.as_bytes())]);
        }
        let mut unlabelled = with_a_model(format);
        unlabelled.tags.aigc = None;
        let bytes = made(&unlabelled, None);
        assert!(!bytes.windows(15).any(|window| window == b"ContentProducer"));
        // The disclosure has no switch.
        let json = disclosure_with_a_model().json();
        assert!(bytes.windows(json.len()).any(|window| window == json.as_bytes()), "{}", format.code());
    }
}

#[test]
fn the_rhythm_is_heard_before_the_music_in_every_format() {
    for format in FORMATS {
        let plain = with_a_model(format);
        let mut labelled = plain.clone();
        labelled.spec.china = ChinaLabels { tag: true, rhythm: true };
        let frames = |job: &ExportJob| {
            let mut exporter = studio::export::Exporter::new(job).unwrap();
            while !exporter.step(48_000).unwrap().done {}
            exporter.frames()
        };
        // 9 units of 120 ms and a pause of half a second.
        assert_eq!(frames(&labelled), frames(&plain) + 75_840, "{}", format.code());
    }
}

#[test]
fn a_wav_file_tells_broadcasters_its_loudness_and_whose_it_is() {
    let bytes = made(&with_a_model(ExportFormat::Wav24), None);
    let chunk = |wanted: &str| chunks(&bytes).into_iter().find(|(id, _)| id == wanted).unwrap().1;
    let bext = chunk("bext");
    let text = |from: usize, to: usize| String::from_utf8_lossy(&bext[from..to]).trim_end_matches('\0').to_owned();
    let sentence = disclosure_with_a_model().sentence(Locale::English);
    assert!(sentence.starts_with(&text(0, 256)) && !text(0, 256).is_empty());
    assert_eq!((text(256, 288).as_str(), text(288, 320).as_str()), ("Cowrite 0.1.0", "USRC17607839"));
    assert_eq!((text(320, 330).as_str(), text(330, 338).as_str()), ("2026-11-22", "16:57:05"));
    let number = |at: usize| i16::from_le_bytes([bext[at], bext[at + 1]]);
    assert_eq!(number(346), 2);
    let audio = studio::export::wav_reader::read(&bytes).unwrap().audio;
    let measured = studio::bounce::loudness::measure(&audio).unwrap();
    let hundredths = |level: f64| (level * 100.0).round() as i16;
    assert!((number(412) - hundredths(measured.integrated.unwrap())).abs() <= 1);
    assert!((number(416) - hundredths(measured.true_peak)).abs() <= 1);
    assert!(number(418) >= number(412) && number(420) >= number(412) && number(414) >= 0);
    assert_eq!(&bext[602..], b"A=PCM,F=48000,W=24,M=stereo,T=Cowrite 0.1.0;AI=Partly\r\n");
    for (id, part) in [
        ("iXML", "<AI_DISCLOSURE>Partly</AI_DISCLOSURE>"),
        ("_PMX", "digitalsourcetype/compositeWithTrainedAlgorithmicMedia"),
        ("axml", "<dc:identifier>ISRC:USRC17607839</dc:identifier>"),
    ] {
        let text = std::str::from_utf8(chunk(id)).unwrap();
        assert!(text.contains(part), "{id}: {text}");
    }
}

/// What is written in XML is XML, whatever the title is.
#[test]
fn titles_cannot_break_the_xml() {
    let mut job = job(ExportFormat::Wav16, 44_100);
    job.tags.title = "<&\"'>]]> 最后 🚃 \u{ffff}".to_owned();
    let bytes = made(&job, None);
    for id in ["iXML", "_PMX", "axml"] {
        let text = chunks(&bytes).into_iter().find(|(known, _)| known == id).unwrap().1.to_vec();
        let path = scratch(&format!("{id}.xml"));
        fs::write(&path, text).unwrap();
        let script = "import sys, xml.etree.ElementTree as tree\ntree.parse(sys.argv[1])";
        if tool("python3", &["-c", script], &path).is_none() {
            return;
        }
    }
}

#[test]
fn what_survives_a_conversion_by_ffmpeg_is_the_sentence_for_people() {
    let sentence = disclosure_with_a_model().sentence(Locale::English);
    for format in FORMATS {
        let path = scratch(&format!("convert{}", format.kind().extension()));
        fs::write(&path, made(&with_a_model(format), None)).unwrap();
        let arguments = ["-v", "error", "-print_format", "json", "-show_format", "-show_streams"];
        let Some(text) = tool("ffprobe", &arguments, &path) else { return };
        let found: Value = serde_json::from_str(&text).unwrap();
        // Ogg keeps its tags with the stream.
        let tags = [&found["format"]["tags"], &found["streams"][0]["tags"]];
        let said = tags.iter().find_map(|tags| tags["comment"].as_str().or(tags["COMMENT"].as_str()));
        assert!(said.is_some_and(|said| said.contains(&sentence)), "{}: {said:?}", format.code());
    }
}
