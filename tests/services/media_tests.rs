//! What becomes of calls for songs and pictures, with every way they can go wrong.

mod answers;
mod gradio;
mod jobs;
mod pictures;
mod stems;

use studio::ai::media::{MediaAsk, Prepared, SongAsk, prepare};
use studio::ai::{Address, Answer, CallError, Made, Output, Protocol, Recording, Service};
use studio::music::{Key, Mode, PitchClass};

use super::media::Places;
use super::media::job_scripts::LYRICS;
use super::wire::{CANARY, FixtureService, drive};

/// Sizes in which bodies arrive.
const PIECES: [usize; 3] = [1, 1000, 65_536];

fn places() -> Places {
    Places { here: "https://api.example.com".to_owned(), files: "https://files.example.org".to_owned() }
}

fn service(protocol: Protocol) -> Service {
    Service {
        id: "own".to_owned(),
        account: "own".to_owned(),
        name: "Own".to_owned(),
        protocol,
        base: Address::parse("https://api.example.com").unwrap(),
        relay: None,
        model: "the-model".to_owned(),
        plan: studio::ai::Plan::Unknown,
    }
}

fn protocol(name: &str) -> Protocol {
    match name {
        "suno-record" => Protocol::SunoRecord,
        "kie-jobs" => Protocol::KieJobs,
        "suno-api" => Protocol::SunoApi,
        "suno-submit" => Protocol::SunoSubmit,
        "ace-data" => Protocol::AceData,
        "udio-api" => Protocol::UdioApi,
        "ace-step" => Protocol::AceStep,
        "replicate" => Protocol::Replicate,
        "cog" => Protocol::Cog,
        "fal" => Protocol::Fal,
        "beatoven" => Protocol::Beatoven,
        "eleven-labs" => Protocol::ElevenLabs,
        "stability" => Protocol::Stability,
        "mini-max" => Protocol::MiniMax,
        "hugging-face" => Protocol::HuggingFace,
        "sound-generation" => Protocol::SoundGeneration,
        "omni-audio" => Protocol::OmniAudio,
        "gemini" => Protocol::Gemini,
        "google-interactions" => Protocol::GoogleInteractions,
        "openai-chat" => Protocol::OpenAiChat,
        "loudly" => Protocol::Loudly,
        other => panic!("{other} has no protocol"),
    }
}

fn song() -> SongAsk {
    SongAsk {
        style: "melancholic synthwave, female vocal".to_owned(),
        lyrics: LYRICS.to_owned(),
        title: "Night Drive".to_owned(),
        instrumental: false,
        seconds: Some(60),
        bpm: Some(92),
        key: Some(Key { tonic: PitchClass::of(9), mode: Mode::Minor }),
        seed: Some(42),
        negative: "heavy metal".to_owned(),
    }
}

fn prepared(protocol: Protocol, ask: MediaAsk) -> Prepared {
    prepare(&service(protocol), ask).unwrap()
}

/// Asks for the song and gives all that was said; the key must be nowhere in it.
fn sing(protocol: Protocol, fixture: &mut dyn FixtureService, piece: usize) -> Vec<Output> {
    run(protocol, MediaAsk::Song(song()), fixture, piece)
}

fn run(protocol: Protocol, ask: MediaAsk, fixture: &mut dyn FixtureService, piece: usize) -> Vec<Output> {
    let mut prepared = prepared(protocol, ask);
    let said = drive(prepared.call.as_mut(), fixture, piece);
    assert!(!format!("{:?}{:?}", prepared.preview, prepared.notes).contains(CANARY));
    keyless(&said);
    said
}

/// Files are left out: looking for text in their millions of numbers takes minutes.
fn keyless(said: &[Output]) {
    for output in said {
        let text = match output {
            Output::Done(answer) => format!("{:?}{:?}", answer.facts, names(answer)),
            other => format!("{other:?}"),
        };
        assert!(!text.contains(CANARY) && !text.contains("CANARY"), "{text}");
    }
}

fn names(answer: &Answer) -> Vec<String> {
    let about = |one: &Recording| format!("{} {} {:?}", one.title, one.lyrics, one.id);
    match &answer.made {
        Made::Audio(made) => made.iter().map(about).collect(),
        _ => Vec::new(),
    }
}

fn answer(said: &[Output]) -> &Answer {
    match said.last() {
        Some(Output::Done(answer)) => answer,
        other => panic!("{other:?}"),
    }
}

fn recordings(said: &[Output]) -> &[Recording] {
    match &answer(said).made {
        Made::Audio(recordings) => recordings,
        other => panic!("{other:?}"),
    }
}

fn error(said: &[Output]) -> &CallError {
    match said.last() {
        Some(Output::Failed(error)) => error,
        other => panic!("{other:?}"),
    }
}
