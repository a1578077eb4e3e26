//! Sound files on their way into a project.

use std::rc::Rc;

use studio::decode::Summary;
use studio::decode::font::{Font, FontPreset, FontSound};
use studio::edit::Command;
use studio::engine::EngineMessage;
use studio::pcm::Warp;
use studio::provenance::{Contributor, ContributorKind, Digest};
use studio::session::{About, Action, AudioFile, Credit, Effect, ForKeys, GestureId, ImportAnswers, Origin, Plan};
use studio::sound::{PatchKind, Zone};
use studio::text::{Locale, Message};
use studio::time::Tick;
use studio::view::RecordingSetting;

use crate::tab::Tab;

/// A tone of half a second, as a file.
const TONE: &[u8] = include_bytes!("../audio/tone.flac");

fn summary() -> Summary {
    let decoded = studio::decode::decode(TONE.to_vec()).unwrap();
    Summary::of(&decoded)
}

fn audio_file(credit: Option<Credit>) -> Action {
    let (name, bytes) = ("My song (Suno).flac".to_owned(), Rc::new(TONE.to_vec()));
    Action::ImportAudio {
        file: Box::new(AudioFile { name, bytes, credit, at: Tick(960), about: About::default(), keys: None }),
    }
}

fn suno() -> ImportAnswers {
    let origin = Origin::Service { name: "Suno".to_owned(), model: "v5".to_owned(), plan: Plan::Free };
    ImportAnswers { origin, prompt: "a sad song".to_owned(), words: true, voice: true }
}

#[test]
fn a_dropped_song_is_asked_about_stored_and_only_then_placed() {
    let mut tab = Tab::open(None, None);
    tab.act(audio_file(None));
    let [Effect::DecodeAsset { import, .. }] = &tab.effects[..] else { panic!("{:?}", tab.effects) };
    let import = *import;
    tab.act(Action::AssetDecoded { import, summary: Box::new(summary()) });
    assert!(tab.effects.is_empty() && tab.project().assets.is_empty());
    tab.act(Action::PlaceImport { import, answers: Box::new(suno()), at: Tick(3840) });
    let [Effect::StoreAsset { digest, outline, .. }] = &tab.effects[..] else { panic!("{:?}", tab.effects) };
    assert_eq!((*digest, outline.is_empty()), (Digest::of(TONE), false));
    assert!(tab.project().assets.is_empty(), "nothing names bytes that are not safe");
    tab.act(Action::AssetNotStored { import, reason: Message::new("store-asset-full") });
    assert_eq!(tab.session.notices().len(), 1);
    tab.act(Action::PlaceImport { import, answers: Box::new(suno()), at: Tick(3840) });
    tab.act(Action::AssetStored { import });
    assert!(tab.session.imports().is_empty());
    let clip = tab.project().tracks[0].clips[0];
    // Half a second at 120 beats a minute is a quarter note.
    assert_eq!((clip.at, clip.length, clip.audio().unwrap().asset), (Tick(3840), Tick(960), Digest::of(TONE)));
    assert_eq!(tab.project().metadata.title, "My song (Suno)");
    let disclosure = studio::project::evidence::disclosure(tab.project());
    assert_eq!(disclosure.contains_ai(), studio::provenance::ContainsAi::All);
    assert!(disclosure.sentence(Locale::English).contains("Suno v5"));
    tab.act(Action::Undo);
    assert!(tab.project().tracks.is_empty() && tab.project().assets.is_empty());
    tab.act(Action::Redo);
    assert_eq!(tab.project().recordings().len(), 1);
    let again = Tab::open(tab.saved.clone(), None);
    assert_eq!(again.project().recordings().len(), 1);
}

#[test]
fn a_services_answer_comes_in_through_the_same_door_without_a_question() {
    let mut tab = Tab::open(None, None);
    let by = Contributor::Model { provider: "Suno".to_owned(), model: "v5".to_owned(), terms: "paid plan".to_owned() };
    tab.act(audio_file(Some(Credit { by: by.clone(), prompt: None, words: false, voice: false })));
    let [Effect::DecodeAsset { import, .. }] = &tab.effects[..] else { panic!("{:?}", tab.effects) };
    let import = *import;
    tab.act(Action::AssetDecoded { import, summary: Box::new(summary()) });
    assert!(matches!(&tab.effects[..], [Effect::StoreAsset { .. }]));
    tab.act(Action::AssetStored { import });
    assert_eq!(tab.project().tracks[0].clips[0].at, Tick(960));
    let maker = tab.project().authors.get(tab.project().assets[0].authors)[0];
    assert_eq!(tab.project().ledger.get(maker).unwrap().contributor, by);
}

#[test]
fn an_engine_is_given_the_recordings_once_and_again_when_it_starts_anew() {
    let mut tab = Tab::open(None, None);
    tab.act(audio_file(Some(suno().credit(&Contributor::Person { name: "Ada".to_owned() }))));
    let import = tab.session.imports()[0].id;
    tab.act(Action::AssetDecoded { import, summary: Box::new(summary()) });
    tab.act(Action::AssetStored { import });
    let loads = |tab: &Tab| tab.effects.iter().filter(|effect| matches!(effect, Effect::LoadRecordings(_))).count();
    assert_eq!(loads(&tab), 0, "no engine runs");
    for _ in 0..2 {
        tab.act(Action::EngineReady { sample_rate: 48_000.0 });
        assert_eq!(loads(&tab), 1);
        tab.act(Action::Locate { tick: Tick(0) });
        assert_eq!(loads(&tab), 0);
    }
    // In another browser the recording is missing; dropped there, it comes back without a question.
    let mut other = Tab::open(tab.saved.clone(), None);
    assert!(matches!(&other.effects[..], [.., Effect::ReadOutlines(asked)] if asked.len() == 1));
    other.act(Action::RecordingMissing { digest: Digest::of(TONE) });
    assert_eq!(other.session.notices().len(), 1);
    let tracks = other.project().tracks.clone();
    other.act(audio_file(None));
    let import = other.session.imports()[0].id;
    other.act(Action::AssetDecoded { import, summary: Box::new(summary()) });
    other.act(Action::AssetStored { import });
    assert_eq!(other.project().tracks, tracks);
    assert!(other.session.outlines().contains_key(&Digest::of(TONE)));
}

#[test]
fn a_stretched_recording_is_made_once_and_not_while_its_clip_is_dragged() {
    let mut tab = Tab::open(None, None);
    tab.act(audio_file(Some(suno().credit(&Contributor::Person { name: "Ada".to_owned() }))));
    let import = tab.session.imports()[0].id;
    tab.act(Action::AssetDecoded { import, summary: Box::new(summary()) });
    tab.act(Action::AssetStored { import });
    tab.act(Action::EngineReady { sample_rate: 48_000.0 });
    let asked = |tab: &Tab| {
        let of = |effect: &Effect| match effect {
            Effect::LoadRecordings(renditions) => Some(renditions.clone()),
            _ => None,
        };
        tab.effects.iter().find_map(of).unwrap_or_default()
    };
    let plain = asked(&tab);
    assert_eq!((plain.len(), plain[0].warp, tab.session.making().len()), (1, Warp::NONE, 0));
    let (track, clip) = (tab.project().tracks[0].id, tab.project().tracks[0].clips[0]);
    let stretched = |tab: &Tab, ratio: f32| {
        let command = RecordingSetting::Stretch.set(tab.project(), track, &clip, ratio).unwrap();
        ("step-set-clip", vec![command], GestureId(4))
    };
    for ratio in [1.1, 1.2, 1.3] {
        let (label, commands, gesture) = stretched(&tab, ratio);
        tab.act(Action::Drag { gesture, label, commands });
        assert_eq!(asked(&tab), []);
    }
    tab.act(Action::EndDrag { gesture: GestureId(4) });
    let made = asked(&tab);
    assert_eq!((made.len(), made[0].warp.stretch), (1, 1_300_000));
    assert_eq!(tab.session.making(), [made[0].key()]);
    tab.act(Action::RecordingHanded { key: made[0].key() });
    assert!(tab.session.making().is_empty());
    // Undone, the recording as it is has stayed; what was made has too, until something else is made.
    tab.act(Action::Undo);
    assert_eq!(asked(&tab), []);
    tab.act(Action::Redo);
    assert_eq!(asked(&tab), []);
    let (label, commands, _) = stretched(&tab, 0.75);
    tab.act(Action::Edit { label, commands });
    assert_eq!(asked(&tab).len(), 1);
    let kept = EngineMessage::KeepRecordings(vec![plain[0].key()]);
    assert!(tab.engine_messages().contains(&&kept), "{:?}", tab.engine_messages());
}

#[test]
fn what_is_no_sound_is_refused_at_the_door() {
    let mut tab = Tab::open(None, None);
    let file = AudioFile {
        name: "x.mp3".to_owned(),
        bytes: Rc::new(b"<html>".to_vec()),
        credit: None,
        at: Tick(0),
        about: About::default(),
        keys: None,
    };
    tab.act(Action::ImportAudio { file: Box::new(file) });
    assert!(tab.effects.is_empty() && tab.session.imports().is_empty());
    assert_eq!(tab.session.notices().len(), 1);
}

#[test]
fn a_recording_brings_its_tempo_and_words_into_an_empty_song_and_own_words_stay_the_persons() {
    for own_words in [false, true] {
        let mut tab = Tab::open(None, None);
        let by = Contributor::Model { provider: "Suno".to_owned(), model: "v5".to_owned(), terms: String::new() };
        let credit = Credit { by: by.clone(), prompt: None, words: !own_words, voice: true };
        let lyrics = "[Verse]\nNight <b>city</b> lights\nWe drive".to_owned();
        let about = About { bpm: studio::time::Bpm::new(60.0).ok(), lyrics, own_words };
        let (name, bytes, at) = ("Night".to_owned(), Rc::new(TONE.to_vec()), Tick(0));
        tab.act(Action::ImportAudio {
            file: Box::new(AudioFile { name, bytes, credit: Some(credit), at, about, keys: None }),
        });
        let import = tab.session.imports()[0].id;
        tab.act(Action::AssetDecoded { import, summary: Box::new(summary()) });
        tab.act(Action::AssetStored { import });
        assert_eq!(tab.project().tempo.bpm_at(Tick(0)).get(), 60.0);
        // Half a second at 60 beats a minute is half a quarter note.
        assert_eq!(tab.project().tracks[0].clips[0].length, Tick(480));
        let lines: Vec<&str> = tab.project().lyrics.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(lines, ["Night <b>city</b> lights", "We drive"]);
        let author = tab.project().authors.get(tab.project().lyrics[0].authors)[0];
        let author = &tab.project().ledger.get(author).unwrap().contributor;
        assert_eq!(matches!(author, Contributor::Person { .. }), own_words);
        tab.act(Action::Undo);
        assert!(tab.project().is_blank(), "one step");
    }
}

#[test]
fn a_recording_is_brought_under_the_keys_of_a_sampler_and_credited() {
    let mut tab = Tab::open(None, None);
    let file = |keys| {
        let (name, bytes) = ("Hit (Suno).flac".to_owned(), Rc::new(TONE.to_vec()));
        AudioFile { name, bytes, credit: None, at: Tick(0), about: About::default(), keys: Some(keys) }
    };
    let bring = |tab: &mut Tab, keys: ForKeys| {
        tab.act(Action::ImportAudio { file: Box::new(file(keys)) });
        let import = tab.session.imports()[0].id;
        tab.act(Action::AssetDecoded { import, summary: Box::new(summary()) });
        tab.act(Action::PlaceImport { import, answers: Box::new(suno()), at: Tick(960) });
        tab.act(Action::AssetStored { import });
    };
    bring(&mut tab, ForKeys::default());
    let track = tab.project().tracks[0].clone();
    assert_eq!((track.patch.kind, track.clips.len(), track.sampled().len()), (PatchKind::Sampler, 0, 1));
    let frames = summary().frames;
    assert_eq!(track.sampled()[0].zone, Zone::whole(frames));
    // The recording is the model's, the choice of what keys play the person's.
    let makers = |authors| {
        let project = tab.project();
        let ids = project.authors.get(authors).iter();
        ids.map(|id| project.ledger.get(*id).unwrap().contributor.kind()).collect::<Vec<_>>()
    };
    assert_eq!(makers(tab.project().assets[0].authors), [ContributorKind::Model]);
    assert_eq!(makers(track.patch_authors), [ContributorKind::Person]);
    assert_eq!(tab.project().recordings().len(), 1);
    // It is what the engine and an export are given.
    let given = tab.project().renditions();
    assert_eq!(
        given.iter().map(|made| (made.asset.digest, made.warp)).collect::<Vec<_>>(),
        [(Digest::of(TONE), Warp::NONE)]
    );
    // A second time, beside the first; and another instrument becomes a sampler.
    let of_track = ForKeys { track: Some(track.id), zones: Vec::new() };
    bring(&mut tab, of_track.clone());
    assert_eq!(tab.project().tracks[0].sampled().len(), 2);
    let patch = studio::sound::Patch::new(PatchKind::Fm);
    tab.act(Action::Edit { label: "edit-set-patch", commands: vec![Command::SetPatch { track: track.id, patch }] });
    bring(&mut tab, of_track);
    assert_eq!(tab.project().tracks[0].sampled().len(), 1);
    tab.act(Action::Undo);
    assert_eq!(tab.project().tracks[0].patch.kind, PatchKind::Fm);
    // With zones of its own they are what is played.
    let own = Zone { keys: [40, 50], ..Zone::whole(frames / 2) };
    bring(&mut tab, ForKeys { track: Some(track.id), zones: vec![own.clone()] });
    assert_eq!(tab.project().tracks[0].sampled()[0].zone, own);
}

#[test]
fn a_soundfonts_preset_is_chosen_taken_and_credited_as_the_font_says() {
    let mut tab = Tab::open(None, None);
    let bytes = Rc::new(b"RIFF....sfbk".to_vec());
    tab.act(Action::OpenFont { name: "piano.sf2".to_owned(), bytes, track: None });
    let [Effect::ReadFont { id, preset: None, .. }] = &tab.effects[..] else { panic!("{:?}", tab.effects) };
    let id = *id;
    let preset = |place, name: &str| FontPreset { place, bank: 0, program: 0, name: name.to_owned() };
    let font = Font {
        name: "Grand".to_owned(),
        author: "Bo".to_owned(),
        copyright: "CC BY 4.0".to_owned(),
        presets: vec![preset(4, "Soft"), preset(1, "Bright")],
    };
    tab.act(Action::FontRead { id: id + 1, font: Box::new(Font::default()) });
    assert!(tab.session.font().unwrap().font.is_none(), "an answer to another");
    tab.act(Action::FontRead { id, font: Box::new(font) });
    tab.act(Action::TakePreset { preset: 9 });
    assert!(tab.effects.is_empty());
    tab.act(Action::TakePreset { preset: 1 });
    assert!(matches!(&tab.effects[..], [Effect::ReadFont { preset: Some(1), .. }]), "{:?}", tab.effects);
    // One that cannot be played leaves the others.
    tab.act(Action::FontRefused { id, reason: Message::new("error-decode-unknown") });
    assert_eq!((tab.session.notices().len(), tab.session.font().is_some()), (1, true));
    tab.act(Action::TakePreset { preset: 1 });
    let zones = vec![Zone { keys: [21, 108], ..Zone::whole(100) }];
    tab.act(Action::PresetTaken { id, sound: Box::new(FontSound { wav: TONE.to_vec(), zones: zones.clone() }) });
    assert!(tab.session.font().is_none());
    let import = tab.session.imports()[0].id;
    tab.act(Action::AssetDecoded { import, summary: Box::new(summary()) });
    tab.act(Action::AssetStored { import });
    let project = tab.project();
    let track = &project.tracks[0];
    assert_eq!((track.name.as_str(), project.assets[0].name.as_str()), ("Bright", "Bright.wav"));
    assert_eq!((track.patch.kind, &track.sampled()[0].zone), (PatchKind::Sampler, &zones[0]));
    for authors in [project.assets[0].authors, track.patch_authors] {
        let [maker] = project.authors.get(authors) else { panic!("one maker") };
        let said = Contributor::Import { source: "Grand, Bo".to_owned(), rights: "CC BY 4.0".to_owned() };
        assert_eq!(project.ledger.get(*maker).unwrap().contributor, said);
    }
    tab.act(Action::Undo);
    assert!(tab.project().tracks.is_empty(), "one step");
}
