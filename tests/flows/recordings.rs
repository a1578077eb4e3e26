//! Recordings that services made: heard with the song before they are placed in it.

use studio::ai::{Ability, Input, Preset};
use studio::decode::Summary;
use studio::engine::EngineMessage;
use studio::provenance::{ContributorKind, Digest};
use studio::session::{Action, Brief, Effect, ImportId, Task};
use studio::text::Message;

use crate::tab::Tab;

/// A tone of half a second, as a file.
const TONE: &[u8] = include_bytes!("../audio/tone.flac");

/// A tab with a song and, beside it, a recording that a service on this computer made.
fn tab() -> Tab {
    let mut tab = Tab::open(None, None);
    tab.compose();
    tab.accept_all();
    let mut settings = tab.session.settings().clone();
    let service = Preset::named("localai").unwrap().service().unwrap();
    settings.cowriters.chosen.insert(Ability::Audio, service.id.clone());
    settings.cowriters.put(service);
    tab.act(Action::SetSettings { settings });
    let brief = Brief { task: Task::Recording, words: "slow strings".to_owned(), ..Brief::default() };
    tab.act(Action::Ask { brief: Box::new(brief) });
    let job = tab.session.calls().next().expect("a call").id;
    for input in [Input::Opened { status: 200, headers: Vec::new() }, Input::Bytes(TONE.to_vec()), Input::Closed] {
        tab.act(Action::CallHeard { job, input });
    }
    assert_eq!(tab.session.replies().0.len(), 1);
    tab
}

fn hear(tab: &mut Tab, on: bool) {
    tab.act(Action::AuditionRecording { reply: 0, recording: 0, on });
}

/// The platform's part: decodes the file that is asked for.
fn decoded(tab: &mut Tab) -> ImportId {
    let import = tab.session.imports().last().expect("a file on its way").id;
    let summary = Summary::of(&studio::decode::decode(TONE.to_vec()).unwrap());
    tab.act(Action::AssetDecoded { import, summary: Box::new(summary) });
    import
}

#[test]
fn a_recording_is_heard_with_the_song_and_placed_where_it_was_heard() {
    let mut tab = tab();
    let before = tab.project().clone();
    let at = before.sections[1].range.start;
    tab.act(Action::Locate { tick: at });
    hear(&mut tab, true);
    assert_eq!(tab.session.heard_recording(), Some((0, 0, false)));
    let import = decoded(&mut tab);
    assert!(matches!(&tab.effects[..], [Effect::StoreAsset { .. }]), "nobody is asked anything: {:?}", tab.effects);
    tab.act(Action::AssetStored { import });
    assert_eq!((tab.session.heard_recording(), tab.session.playing()), (Some((0, 0, true)), true));
    assert!(!tab.session.auditioning(), "it is no proposal");
    assert_eq!(tab.project(), &before, "nothing is in the song");
    tab.act(Action::EngineReady { sample_rate: 48_000.0 });
    let loads = |tab: &Tab| tab.effects.iter().any(|effect| matches!(effect, Effect::LoadRecordings(_)));
    assert!(loads(&tab));
    let lanes = |tab: &Tab| {
        tab.engine_messages().iter().filter(|message| matches!(message, EngineMessage::Lane { .. })).count()
    };
    assert_eq!(lanes(&tab), before.tracks.len() + 1);
    let over = tab.session.heard_over().expect("the song as it would be").clone();
    assert_eq!(over.tracks.last().unwrap().clips[0].at, at);

    // The song goes on changing under it.
    tab.drag_gain(1, -3.0);
    tab.act(Action::EndDrag { gesture: studio::session::GestureId(1) });
    assert_eq!(tab.session.heard_over().unwrap().tracks[0].strip.gain.0, -3.0);

    tab.act(Action::Locate { tick: studio::time::Tick(0) });
    tab.act(Action::PlaceRecording { reply: 0, recording: 0 });
    assert_eq!((tab.session.heard_recording(), tab.session.imports().len()), (None, 0));
    let clip = tab.project().tracks.last().unwrap().clips[0];
    assert_eq!((clip.at, clip.audio().unwrap().asset), (at, Digest::of(TONE)));
    assert!(!loads(&tab), "the engine has it already");
    let maker = tab.project().authors.get(tab.project().assets[0].authors)[0];
    assert_eq!(tab.project().ledger.get(maker).unwrap().contributor.kind(), ContributorKind::Model);
    tab.act(Action::Undo);
    assert_eq!(tab.project().tracks.len(), before.tracks.len(), "one step");
}

#[test]
fn what_was_only_heard_leaves_no_trace() {
    let mut tab = tab();
    let before = tab.project().clone();
    // Ended while it is decoded, ended while it sounds, refused, not stored, and its answer put away.
    for end in 0..5 {
        hear(&mut tab, true);
        let import = tab.session.imports().last().unwrap().id;
        match end {
            0 => {
                hear(&mut tab, false);
                decoded_late(&mut tab, import);
            }
            1 => {
                decoded(&mut tab);
                tab.act(Action::AssetStored { import });
                tab.act(Action::AuditionProposal { on: false });
            }
            2 => tab.act(Action::AssetRefused { import, reason: Message::new("error-decode-unknown") }),
            3 => {
                decoded(&mut tab);
                tab.act(Action::AssetNotStored { import, reason: Message::new("store-asset-full") });
            }
            _ => {
                decoded(&mut tab);
                tab.act(Action::AssetStored { import });
                tab.act(Action::DismissReply { reply: 0 });
            }
        }
        assert_eq!((tab.session.heard_recording(), tab.session.imports().len()), (None, 0), "end {end}");
        assert!(tab.session.heard_over().is_none() && tab.project() == &before, "end {end}");
    }
    assert_eq!(tab.session.notices().len(), 2);
}

fn decoded_late(tab: &mut Tab, import: ImportId) {
    let summary = Summary::of(&studio::decode::decode(TONE.to_vec()).unwrap());
    tab.act(Action::AssetDecoded { import, summary: Box::new(summary) });
    assert!(tab.effects.is_empty());
}

#[test]
fn stems_that_may_cost_something_wait_for_a_word() {
    let mut tab = tab();
    let mut settings = tab.session.settings().clone();
    let fal = Preset::named("fal").unwrap().service().unwrap();
    // The recording is taken for one of a service that is paid.
    let named = studio::ai::Service { name: tab.session.replies().0[0].by.provider().to_owned(), ..fal };
    settings.cowriters.services = vec![named];
    tab.act(Action::SetSettings { settings });
    tab.act(Action::AskStems { reply: 0, recording: 0 });
    let fetches = |tab: &Tab| tab.effects.iter().any(|effect| matches!(effect, Effect::Fetch { .. }));
    assert!(!fetches(&tab) && tab.session.waiting().is_some_and(|waiting| waiting.sent[0].contains("demucs")));
    tab.act(Action::ConfirmAsk);
    assert!(fetches(&tab) && tab.session.waiting().is_none());
}

#[test]
fn a_song_can_be_listened_to_while_its_service_goes_on_with_it() {
    let mut tab = Tab::open(None, None);
    let mut settings = tab.session.settings().clone();
    let service = Preset::named("sunoapi-org").unwrap().service().unwrap();
    settings.cowriters.chosen.insert(Ability::Audio, service.id.clone());
    settings.cowriters.put(service);
    settings.cowriters.confirms = false;
    tab.act(Action::SetSettings { settings });
    let brief = Brief { task: Task::Recording, words: "slow strings".to_owned(), ..Brief::default() };
    tab.act(Action::Ask { brief: Box::new(brief) });
    let job = tab.session.calls().next().expect("a call").id;
    let answer = |tab: &mut Tab, json: serde_json::Value| {
        let opened = Input::Opened { status: 200, headers: Vec::new() };
        for input in [opened, Input::Bytes(json.to_string().into_bytes()), Input::Closed, Input::Elapsed] {
            tab.act(Action::CallHeard { job, input });
        }
    };
    let record = |status: &str, stream: &str| {
        let early = serde_json::json!({"sunoData": [{"id": "a", "audioUrl": "", "streamAudioUrl": stream}]});
        serde_json::json!({"code": 200, "data": {"taskId": "t", "status": status, "response": early}})
    };
    answer(&mut tab, serde_json::json!({"code": 200, "data": {"taskId": "t"}}));
    answer(&mut tab, record("FIRST_SUCCESS", "https://files.example/stream/a"));
    answer(&mut tab, record("FIRST_SUCCESS", "https://files.example/stream/a"));
    let call = tab.session.calls().next().expect("it goes on");
    assert_eq!(call.listen.as_ref().map(ToString::to_string).as_deref(), Some("https://files.example/stream/a"));
}
