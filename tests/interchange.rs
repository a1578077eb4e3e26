//! Score files, read by programs that other people wrote.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

#[path = "tools/others.rs"]
mod others;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::rc::Rc;

use midly::{MetaMessage, MidiMessage, Smf, TrackEventKind};
use proptest::prelude::*;
use studio::bundle::Assets;
use studio::draft;
use studio::interchange::{ScoreFile, Sheet, cue_sheet};
use studio::music::{Pitch, Velocity};
use studio::project::{Clip, ClipContent, LyricLine, Note, Pattern, Project, ProjectId, Strip, Track, TrackRole};
use studio::provenance::AuthorsId;
use studio::release::disclosure;
use studio::sound::{Patch, PatchKind};
use studio::time::{Bpm, Meter, MeterChange, MeterMap, TempoChange, TempoMap, Tick, TickRange};

/// Songs in several styles and meters, one of them with words.
fn songs() -> Vec<(&'static str, Project)> {
    let prompts = [
        ("city-pop", "a wistful city-pop song about the last train home, 96 bpm"),
        ("waltz", "a folk waltz about a river, short"),
        ("jazz", "a jazz song with swing, 140 bpm, short"),
        ("trap", "a dark trap beat, short"),
        ("guofeng", "古风歌曲，关于月亮，短小"),
    ];
    let mut songs: Vec<(&str, Project)> =
        prompts.map(|(name, prompt)| (name, draft::song(prompt, 3, 1_700_000_000_000).unwrap())).into();
    let mut sung = songs[0].1.clone();
    let words = ["The station lights are burning low", "回家的路很长", "A <quiet> & \"empty\" carriage"];
    let lines = sung.lyrics.iter().enumerate().map(|(index, line)| LyricLine {
        text: words[index % words.len()].to_owned(),
        placeholder: index % 7 == 6,
        ..line.clone()
    });
    sung.lyrics = Rc::new(lines.collect());
    songs.push(("sung", sung));
    songs
}

fn written(project: &Project, file: ScoreFile) -> Vec<u8> {
    file.write(&Sheet::new(project, disclosure(project)), &Assets::new())
}

/// A place for files in the build folder.
fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("interchange");
    fs::create_dir_all(&folder).unwrap();
    folder.join(name)
}

/// What a Python program prints about a file; `None` where Python or a module is not there.
fn python(module: &str, script: &str, file: &Path) -> Option<String> {
    let python = others::python(&[module])?;
    let script = format!("import sys,json,importlib.util as u\n{script}");
    let said = others::told(Command::new(python).args(["-W", "ignore", "-c", &script]).arg(file))?;
    Some(String::from_utf8(said).unwrap())
}

/// Start, end, key and velocity of each note of a part, as the song has them.
fn played(project: &Project) -> Vec<Vec<(u32, u32, u8, u8)>> {
    let sheet = Sheet::new(project, disclosure(project));
    let notes = sheet.parts.iter().map(|part| {
        let note = |note: &studio::engine::LaneNote| (note.start.0, note.end.0, note.pitch.key(), note.velocity.get());
        part.notes.iter().map(note).collect()
    });
    notes.collect()
}

#[test]
fn mido_reads_every_note_where_it_is() {
    let script = "import mido\nm=mido.MidiFile(sys.argv[1],charset='utf-8')\n\
        out={'type':m.type,'ppq':m.ticks_per_beat,'names':[],'notes':[],'words':0,'text':'','tempo':[]}\n\
        for t in m.tracks:\n at=0;on={};notes=[]\n out['names'].append(t.name)\n\
        \x20for e in t:\n  at+=e.time\n  if e.type=='note_on' and e.velocity:on[e.note]=(at,e.velocity)\n\
        \x20 elif e.type in('note_off','note_on'):\n   s,v=on.pop(e.note);notes.append((s,at,e.note,v))\n\
        \x20 elif e.type=='lyrics':out['words']+=1\n  elif e.type=='text':out['text']=e.text\n\
        \x20 elif e.type=='set_tempo':out['tempo'].append(round(mido.tempo2bpm(e.tempo),3))\n\
        \x20assert not on\n if notes:out['notes'].append(sorted(notes))\nprint(json.dumps(out))";
    for (name, project) in songs() {
        let path = scratch(&format!("{name}.mid"));
        fs::write(&path, written(&project, ScoreFile::Midi)).unwrap();
        let Some(said) = python("mido", script, &path) else { return };
        let found: serde_json::Value = serde_json::from_str(&said).unwrap();
        assert_eq!((found["type"].as_u64(), found["ppq"].as_u64()), (Some(1), Some(960)));
        assert_eq!(found["names"][0].as_str().unwrap(), project.metadata.title);
        assert_eq!(found["text"].as_str().unwrap(), disclosure(&project).sentence(studio::text::Locale::English));
        assert_eq!(found["words"].as_u64().unwrap() > 0, name == "sung");
        let mut wanted = played(&project);
        wanted.iter_mut().for_each(|notes| notes.sort_unstable());
        // The composer strikes no key that is still held, so that nothing is cut.
        let count: usize = wanted.iter().map(Vec::len).sum();
        assert!(count > 100, "{name}: {count}");
        assert_eq!(found["notes"], serde_json::json!(wanted), "{name}");
    }
}

#[test]
fn pretty_midi_hears_the_same_length_and_the_drums() {
    let script = "import pretty_midi\nm=pretty_midi.PrettyMIDI(sys.argv[1])\n\
        print(json.dumps({'end':m.get_end_time(),'drums':[i.is_drum for i in m.instruments],\
        'key':[k.key_number for k in m.key_signature_changes],'meter':[[t.numerator,t.denominator] for t in m.time_signature_changes]}))";
    for (name, project) in songs() {
        let path = scratch(&format!("{name}-pretty.mid"));
        fs::write(&path, written(&project, ScoreFile::Midi)).unwrap();
        let Some(said) = python("pretty_midi", script, &path) else { return };
        let found: serde_json::Value = serde_json::from_str(&said).unwrap();
        let last = played(&project).into_iter().flatten().map(|(_, end, ..)| end).max().unwrap();
        let end = project.tempo.seconds_at(f64::from(last));
        assert!((found["end"].as_f64().unwrap() - end).abs() < 0.01, "{name}: {said} against {end}");
        let drums: Vec<bool> =
            Sheet::new(&project, disclosure(&project)).parts.iter().map(studio::interchange::Part::is_drums).collect();
        assert_eq!(found["drums"], serde_json::json!(drums));
        let meter = project.meter.changes()[0].meter;
        assert_eq!(found["meter"][0], serde_json::json!([meter.beats(), meter.unit()]));
    }
}

/// The schema comes with the package `musicxml`; the two that it imports are of another host and are stood in for by what is used of them.
const VALIDATE: &str = "import os,io\nfrom lxml import etree\n\
    x='<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" targetNamespace=\"http://www.w3.org/XML/1998/namespace\">\
    <xs:attribute name=\"lang\" type=\"xs:language\"/><xs:attribute name=\"space\" type=\"xs:string\"/></xs:schema>'\n\
    l='<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" targetNamespace=\"http://www.w3.org/1999/xlink\">'\
    +''.join('<xs:attribute name=\"%s\" type=\"xs:string\"/>'%n for n in('href','type','role','title','show','actuate'))+'</xs:schema>'\n\
    class R(etree.Resolver):\n def resolve(self,url,i,c):\n  return self.resolve_string(l if 'xlink' in url else x,c) if 'http' in url else None\n\
    p=etree.XMLParser(no_network=True);p.resolvers.add(R())\n\
    d=os.path.dirname(u.find_spec('musicxml').origin)\n\
    s=etree.XMLSchema(etree.parse(os.path.join(d,'generate_classes','musicxml_4_0.xsd'),p))\n\
    s.assertValid(etree.parse(sys.argv[1]))\nprint('valid')";

#[test]
fn the_schema_of_music_xml_takes_every_score() {
    for (name, project) in songs() {
        let path = scratch(&format!("{name}-schema.musicxml"));
        fs::write(&path, written(&project, ScoreFile::MusicXml)).unwrap();
        let have = python("lxml", "print('there')", &path).is_some();
        if !have || python("musicxml", VALIDATE, &path).is_none() {
            return;
        }
    }
}

#[test]
fn music21_counts_the_same_notes_measures_chords_and_words() {
    let script = "import music21 as m\ns=m.converter.parse(sys.argv[1],format='musicxml')\n\
        def pitches(p):\n n=0\n for e in p.recurse().notes:\n  if isinstance(e,m.harmony.ChordSymbol):continue\n\
        \x20 for x in (e.notes if hasattr(e,'notes') else [e]):\n   if x.tie is None or x.tie.type=='start':n+=1\n return n\n\
        bad=[(p.id,q.number,float(q.duration.quarterLength),float(q.barDuration.quarterLength)) for p in s.parts for q in p.getElementsByClass('Measure') if abs(q.duration.quarterLength-q.barDuration.quarterLength)>1e-6]\n\
        out={'notes':[pitches(p) for p in s.parts],'measures':[len(p.getElementsByClass('Measure')) for p in s.parts],\
        'chords':len(s.recurse().getElementsByClass(m.harmony.ChordSymbol)),'bad':bad,\
        'words':' '.join(l.text for n in s.recurse().notes for l in n.lyrics),'key':s.parts[0].recurse().getElementsByClass(m.key.KeySignature)[0].sharps,\
        'end':float(s.duration.quarterLength)}\nprint(json.dumps(out))";
    for (name, project) in songs() {
        let path = scratch(&format!("{name}.musicxml"));
        fs::write(&path, written(&project, ScoreFile::MusicXml)).unwrap();
        let Some(said) = python("music21", script, &path) else { return };
        let found: serde_json::Value = serde_json::from_str(&said).unwrap();
        assert_eq!(found["bad"], serde_json::json!([]), "{name}: measures that are not full");
        let measures = (0..).take_while(|bar| project.meter.bar_start(*bar) < project.end()).count();
        let sheet = Sheet::new(&project, disclosure(&project));
        assert_eq!(found["measures"], serde_json::json!(vec![measures; sheet.parts.len()]), "{name}");
        assert_eq!(found["chords"].as_u64().unwrap() as usize, project.chords.len(), "{name}");
        for (counted, notes) in found["notes"].as_array().unwrap().iter().zip(played(&project)) {
            // Two strikes of one key that round to one place are one note.
            let (counted, notes) = (counted.as_u64().unwrap() as usize, notes.len());
            assert!(counted <= notes && counted * 100 >= notes * 98, "{name}: {counted} of {notes}");
        }
        if name == "sung" {
            assert!(found["words"].as_str().unwrap().contains("回 家 的 路"), "{}", found["words"]);
        }
    }
}

#[test]
fn dawproject_is_an_archive_of_sound_xml() {
    let script = "import zipfile,xml.etree.ElementTree as E\nz=zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\n\
        p=E.fromstring(z.read('project.xml'));m=E.fromstring(z.read('metadata.xml'))\n\
        ids=[e.get('id') for e in p.iter() if e.get('id')]\nassert len(ids)==len(set(ids))\n\
        refs=[e.get(k) for e in p.iter() for k in('track','destination','parameter') if e.get(k)]\nassert set(refs)<=set(ids)\n\
        print(json.dumps({'names':z.namelist(),'tracks':[t.get('name') for t in p.iter('Track')],'title':m.findtext('Title'),\
        'comment':m.findtext('Comment'),'markers':[k.get('name') for k in p.iter('Marker')],'notes':len(list(p.iter('Note')))}))";
    for (name, project) in songs() {
        let path = scratch(&format!("{name}.dawproject"));
        fs::write(&path, written(&project, ScoreFile::DawProject)).unwrap();
        let Some(said) = python("zipfile", script, &path) else { return };
        let found: serde_json::Value = serde_json::from_str(&said).unwrap();
        assert_eq!(found["names"], serde_json::json!(["project.xml", "metadata.xml"]));
        assert_eq!(found["title"].as_str().unwrap(), project.metadata.title);
        assert!(found["comment"].as_str().unwrap().contains("contains_ai"));
        assert_eq!(found["tracks"].as_array().unwrap().len(), project.tracks.len() + 1);
        assert_eq!(found["markers"].as_array().unwrap().len(), project.sections.len());
        assert!(found["notes"].as_u64().unwrap() > 20, "{name}");
    }
}

/// `COWRITE_DAWPROJECT` may name a folder with the format's own `Project.xsd` and `MetaData.xsd`, which are not kept here.
#[test]
fn dawproject_has_the_form_of_its_schema() {
    let Some(python) = others::python(&[]) else { return };
    let schemas = std::env::var_os("COWRITE_DAWPROJECT");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/interchange/dawproject.py");
    for (name, project) in songs() {
        let path = scratch(&format!("{name}-form.dawproject"));
        fs::write(&path, written(&project, ScoreFile::DawProject)).unwrap();
        let said = others::told(Command::new(&python).arg(&script).arg(&path).args(&schemas)).unwrap();
        assert_eq!(String::from_utf8(said).unwrap().trim(), "valid", "{name}");
    }
}

#[test]
fn ffmpeg_reads_the_subtitles() {
    let project = songs().pop().unwrap().1;
    for (file, lines) in [(ScoreFile::Srt, 1), (ScoreFile::Lrc, 1)] {
        let path = scratch(&format!("words{}", file.extension()));
        fs::write(&path, written(&project, file)).unwrap();
        let arguments =
            ["-v", "error", "-count_packets", "-show_entries", "stream=nb_read_packets,codec_type", "-of", "json"];
        let Some(said) = others::tool("ffprobe", &arguments, &path) else { return };
        let found: serde_json::Value = serde_json::from_str(&said).unwrap();
        let stream = &found["streams"][0];
        assert_eq!(stream["codec_type"], "subtitle");
        let packets: usize = stream["nb_read_packets"].as_str().unwrap().parse().unwrap();
        let wanted = Sheet::new(&project, disclosure(&project)).lines.len();
        assert!(wanted > 5 && packets >= wanted * lines, "{packets} of {wanted}");
    }
    let sheet = Sheet::new(&project, disclosure(&project));
    let cue = String::from_utf8(cue_sheet(&sheet, "song.wav", "")).unwrap();
    assert_eq!(cue.matches("INDEX").count(), project.sections.len());
}

/// A project of one track for each list of notes, each given as start, length, key and velocity.
fn project_of(tracks: &[Vec<(u32, u32, u8, u8)>]) -> Project {
    let mut project = Project::empty(ProjectId(9));
    for notes in tracks {
        let mut pattern = Pattern { id: project.ids.pattern(), length: Tick(16 * 3840), notes: Vec::new() };
        for (start, length, key, velocity) in notes {
            pattern.put(Note {
                start: Tick(*start),
                length: Tick(*length),
                pitch: Pitch::new(*key).unwrap(),
                velocity: Velocity::new(*velocity).unwrap(),
                authors: AuthorsId::default(),
                muted: false,
            });
        }
        let clip = Clip {
            id: project.ids.clip(),
            content: ClipContent::Pattern(pattern.id),
            at: Tick(480),
            length: Tick(12 * 3840),
            offset: Tick(120),
            authors: AuthorsId::default(),
        };
        project.tracks.push(Rc::new(Track {
            id: project.ids.track(),
            name: "A track".to_owned(),
            role: TrackRole::Lead,
            colour: 0,
            locked: false,
            patch: Patch::new(PatchKind::Pluck),
            patch_authors: AuthorsId::default(),
            zones: Rc::default(),
            patterns: vec![Rc::new(pattern)],
            clips: vec![clip],
            strip: Strip::default(),
        }));
    }
    project
}

fn notes() -> impl Strategy<Value = Vec<(u32, u32, u8, u8)>> {
    prop::collection::vec((0u32..50_000, 1u32..8_000, 0u8..=127, 1u8..=127), 1..60)
}

fn meters() -> impl Strategy<Value = MeterMap> {
    let meter = (1u8..=16, prop_oneof![Just(2u8), Just(4), Just(8), Just(16)]);
    prop::collection::vec((1u32..5, meter), 0..4).prop_map(|list| {
        let mut bar = 0;
        let mut changes = vec![MeterChange { bar: 0, meter: Meter::COMMON }];
        for (bars, (beats, unit)) in list {
            bar += bars;
            changes.push(MeterChange { bar, meter: Meter::new(beats, unit).unwrap() });
        }
        MeterMap::new(changes).unwrap()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever is played, a reader of the MIDI file finds it, note for note; a key struck again while it is held was let go.
    #[test]
    fn midi_comes_back(tracks in prop::collection::vec(notes(), 1..20), meter in meters(), bpm in 20.0f64..400.0) {
        let mut project = project_of(&tracks);
        project.meter = meter;
        project.tempo = TempoMap::new(vec![
            TempoChange { at: Tick::ZERO, bpm: Bpm::clamped(bpm) },
            TempoChange { at: Tick(777), bpm: Bpm::clamped(401.0 - bpm) },
        ]).unwrap();
        let bytes = written(&project, ScoreFile::Midi);
        let smf = Smf::parse(&bytes).unwrap();
        let mut found = Vec::new();
        for track in smf.tracks.iter().skip(1) {
            let (mut at, mut open, mut notes) = (0, std::collections::BTreeMap::new(), Vec::new());
            for event in track {
                at += event.delta.as_int();
                if let TrackEventKind::Midi { message, .. } = event.kind {
                    match message {
                        MidiMessage::NoteOn { key, vel } => {
                            prop_assert!(open.insert(key.as_int(), (at, vel.as_int())).is_none());
                        }
                        MidiMessage::NoteOff { key, .. } => {
                            let (start, velocity) = open.remove(&key.as_int()).unwrap();
                            notes.push((start, at, key.as_int(), velocity));
                        }
                        _ => {}
                    }
                }
            }
            prop_assert!(open.is_empty());
            notes.sort_unstable();
            found.push(notes);
        }
        let mut wanted = played(&project);
        for notes in &mut wanted {
            let strikes = notes.clone();
            for note in notes.iter_mut() {
                let next = strikes.iter().filter(|next| next.2 == note.2 && next.0 > note.0).map(|next| next.0).min();
                note.1 = note.1.min(next.unwrap_or(u32::MAX));
            }
            notes.sort_unstable();
        }
        prop_assert_eq!(found, wanted);
        let tempos = smf.tracks[0].iter().filter(|event| matches!(event.kind, TrackEventKind::Meta(MetaMessage::Tempo(_))));
        prop_assert_eq!(tempos.count(), 2);
    }

    /// Whatever is played in whatever meter, every first voice fills its measures and the other files are written, too.
    #[test]
    fn scores_are_full(tracks in prop::collection::vec(notes(), 1..4), meter in meters(), words in ".{0,40}") {
        let mut project = project_of(&tracks);
        project.meter = meter;
        project.metadata.title = words.clone();
        let range = TickRange::new(Tick(960), Tick(9600));
        project.lyrics = Rc::new(vec![LyricLine { range, text: words, placeholder: false, notes: Vec::new(), authors: AuthorsId::default() }]);
        let text = String::from_utf8(written(&project, ScoreFile::MusicXml)).unwrap();
        for part in text.split("<part ").skip(1) {
            for (bar, measure) in part.split("<measure ").skip(1).enumerate() {
                let bar = bar as u32;
                let length = (project.meter.bar_start(bar + 1) - project.meter.bar_start(bar)).0 / 40;
                let first = measure.split("<backup>").next().unwrap();
                let lone = first.split("</note>").filter(|note| !note.contains("<chord/>"));
                let sum: u32 = lone
                    .filter_map(|note| note.rsplit_once("<duration>"))
                    .map(|(_, rest)| rest.split('<').next().unwrap().parse::<u32>().unwrap())
                    .sum();
                prop_assert_eq!(sum, length);
            }
        }
        for file in ScoreFile::ALL {
            prop_assert!(!written(&project, file).is_empty() || file.is_words());
        }
    }
}
