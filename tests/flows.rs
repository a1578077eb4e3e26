//! What a person does in the studio, as actions in and effects out; the browser is played by a small fake.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use studio::edit::{Command, NoteEdit};
use studio::engine::EngineMessage;
use studio::export::ExportSpec;
use studio::music::Pitch;
use studio::project::{Note, ProjectId};
use studio::provenance::ContributorKind;
use studio::release::gate::Purpose;
use studio::score::{HunkKind, HunkState};
use studio::session::{Action, Effect, EngineState, GestureId, SaveState, SavedProject, Severity};
use studio::text::{Locale, Message};
use studio::time::Tick;

#[path = "flows/asking.rs"]
mod asking;
#[path = "flows/cover.rs"]
mod cover;
#[path = "flows/importing.rs"]
mod importing;
#[path = "flows/ledger.rs"]
mod ledger;
#[path = "flows/mastering.rs"]
mod mastering;
#[path = "flows/playing.rs"]
mod playing;
#[path = "flows/recordings.rs"]
mod recordings;
#[path = "flows/sides.rs"]
mod sides;
#[path = "flows/tab.rs"]
mod tab;
#[path = "services/text.rs"]
mod text;
#[path = "services/wire.rs"]
mod wire;

use tab::{PROMPT, Tab};

#[test]
fn a_proposal_changes_nothing_until_it_is_accepted_and_is_one_step() {
    let mut tab = Tab::open(None, None);
    tab.compose();
    assert!(tab.project().is_blank());
    tab.accept_all();
    assert!(tab.project().tracks.len() >= 4);
    assert!(tab.project().meter.position(tab.project().end()).bar >= 48);
    assert_eq!(tab.project().metadata.title, "The Last Train Home");
    let contribution = &tab.project().ledger.entries()[0].contribution;
    assert_eq!(contribution.contributor.kind(), ContributorKind::Tool);
    assert_eq!(contribution.prompt.as_ref().and_then(|prompt| prompt.text.as_deref()), Some(PROMPT));
    assert_eq!(tab.session.proposal().unwrap().open().count(), 0);

    tab.act(Action::Undo);
    assert!(tab.project().is_blank());
    assert!(tab.session.proposal().unwrap().hunks.iter().all(|hunk| hunk.state == HunkState::Open));
    tab.act(Action::Redo);
    assert!(tab.project().tracks.len() >= 4);
    assert_eq!(tab.session.proposal().unwrap().open().count(), 0);
}

#[test]
fn the_history_is_travelled_by_name_there_and_back() {
    let mut tab = Tab::open(None, None);
    tab.compose();
    tab.accept_all();
    let track = tab.project().tracks[0].id;
    for name in ["One", "Two", "Three"] {
        let commands = vec![Command::RenameTrack { track, name: name.to_owned() }];
        tab.act(Action::Edit { label: "step-rename-track", commands });
    }
    let labels = |tab: &Tab| {
        let (done, undone) = tab.session.steps();
        (done.count(), undone.count())
    };
    assert_eq!(labels(&tab), (4, 0));
    tab.act(Action::Travel { steps: -2 });
    assert_eq!((tab.project().tracks[0].name.as_str(), labels(&tab)), ("One", (2, 2)));
    tab.act(Action::Travel { steps: 1 });
    assert_eq!(tab.project().tracks[0].name, "Two");
    // The history ends where it ends, however far one wishes to go; the proposal is open again.
    tab.act(Action::Travel { steps: -99 });
    assert!(tab.project().is_blank());
    assert!(tab.session.proposal().unwrap().hunks.iter().all(|hunk| hunk.state == HunkState::Open));
    tab.act(Action::Travel { steps: 99 });
    assert_eq!((tab.project().tracks[0].name.as_str(), labels(&tab)), ("Three", (4, 0)));
    assert_eq!(tab.project().ledger.verify(), Ok(()));
}

#[test]
fn one_hunk_brings_its_own_track_and_no_other() {
    let mut tab = Tab::open(None, None);
    tab.compose();
    let hunk = tab.session.proposal().unwrap().open().find(|kind| matches!(kind, HunkKind::Part { .. })).unwrap();
    tab.act(Action::Accept { hunks: vec![hunk] });
    assert_eq!(tab.project().tracks.len(), 1);
    assert_eq!(tab.project().tracks[0].clips.len(), 1);
    assert!(!tab.project().sections.is_empty());
    let rest: Vec<HunkKind> = tab.session.proposal().unwrap().open().collect();
    assert!(!rest.contains(&hunk));
    tab.act(Action::Accept { hunks: rest });
    let mut whole = Tab::open(None, None);
    whole.compose();
    whole.accept_all();
    assert_eq!(tab.project().tracks.len(), whole.project().tracks.len());
}

#[test]
fn auditioning_plays_the_proposal_and_leaves_the_project_alone() {
    let mut tab = Tab::open(None, None);
    tab.act(Action::TogglePlay);
    tab.act(Action::EngineReady { sample_rate: 48_000.0 });
    tab.compose();
    tab.act(Action::AuditionProposal { on: true });
    assert!(tab.session.auditioning() && tab.project().is_blank());
    assert!(tab.engine_messages().iter().any(|message| matches!(message, EngineMessage::Lane { .. })));
    tab.act(Action::AuditionProposal { on: false });
    assert!(matches!(tab.engine_messages()[..], [.., EngineMessage::Graph(_)]));
    assert!(tab.project().is_blank());
}

#[test]
fn a_song_that_cannot_be_opened_is_left_as_it_is() {
    let saved = SavedProject { id: ProjectId(3), base: b"{\"cowrite\":99}".to_vec(), journal: Vec::new() };
    let mut tab = Tab::open(Some(saved), None);
    assert_eq!(tab.session.notices()[0].severity, Severity::Error);
    tab.compose();
    tab.accept_all();
    assert_eq!(tab.saved.unwrap().id, ProjectId(77));
}

#[test]
fn the_transport_stops_at_the_end_and_only_there() {
    let mut tab = Tab::open(None, None);
    tab.compose();
    tab.accept_all();
    tab.act(Action::TogglePlay);
    tab.act(Action::EngineReady { sample_rate: 48_000.0 });
    tab.act(Action::TransportStopped { tick: Tick(5) });
    assert!(tab.session.playing());
    let end = tab.project().end();
    tab.act(Action::TransportStopped { tick: end });
    assert!(!tab.session.playing());
    assert_eq!(tab.engine_messages(), [&EngineMessage::Locate(Tick::ZERO)]);
}

#[test]
fn a_bad_prompt_is_answered_in_words() {
    for (prompt, words) in [("  ".to_owned(), "error-prompt-empty"), ("x".repeat(10_000), "error-prompt-long")] {
        let mut tab = Tab::open(None, None);
        tab.act(Action::Compose { prompt, seed: 1 });
        assert_eq!(tab.session.notices()[0].message.id(), words);
        assert!(tab.session.proposal().is_none() && tab.project().is_blank());
    }
}

#[test]
fn play_starts_the_engine_and_tells_it_everything_first() {
    let mut tab = Tab::open(None, None);
    tab.compose();
    tab.accept_all();
    tab.act(Action::TogglePlay);
    assert_eq!(tab.effects, [Effect::StartEngine]);
    assert_eq!(tab.session.engine(), EngineState::Starting);
    tab.act(Action::EngineReady { sample_rate: 44_100.0 });
    let messages = tab.engine_messages();
    assert!(matches!(messages[..], [EngineMessage::Tempo(_), .., EngineMessage::Play]));
    let lanes = messages.iter().filter(|message| matches!(message, EngineMessage::Lane { .. })).count();
    assert_eq!(lanes, tab.project().tracks.len());

    let (track, pattern, note) = tab.first_notes();
    let to = Note { pitch: Pitch::new(note.pitch.key() + 1).unwrap(), ..note };
    let edits = vec![NoteEdit::change(note.key(), to)];
    tab.act(Action::Edit { label: "edit-notes", commands: vec![Command::EditNotes { track, pattern, edits }] });
    assert!(matches!(tab.engine_messages()[..], [EngineMessage::Lane { slot: 0, .. }]));
}

#[test]
fn a_note_the_person_moves_has_both_as_authors() {
    let mut tab = Tab::open(None, None);
    tab.compose();
    tab.accept_all();
    let (track, pattern, note) = tab.first_notes();
    let to = Note { start: note.start + Tick(30), ..note };
    let edits = vec![NoteEdit::change(note.key(), to)];
    tab.act(Action::Edit { label: "edit-notes", commands: vec![Command::EditNotes { track, pattern, edits }] });
    let project = tab.project();
    let moved =
        project.track(track).unwrap().pattern(pattern).unwrap().notes.iter().find(|found| found.key() == to.key());
    let kinds: Vec<_> = project
        .authors
        .get(moved.unwrap().authors)
        .iter()
        .map(|id| project.ledger.get(*id).unwrap().contributor.kind())
        .collect();
    assert_eq!(kinds, [ContributorKind::Tool, ContributorKind::Person]);
    assert_eq!(project.ledger.verify(), Ok(()));
}

#[test]
fn a_drag_is_one_step_and_an_abandoned_one_is_none() {
    let mut tab = Tab::open(None, None);
    tab.compose();
    tab.accept_all();
    let before = tab.gain();
    for gain in [-3.0, -9.0, -12.0] {
        tab.drag_gain(1, gain);
        assert_eq!(tab.gain(), gain);
    }
    tab.act(Action::EndDrag { gesture: GestureId(1) });
    assert_eq!(tab.gain(), -12.0);
    tab.drag_gain(2, 3.0);
    tab.act(Action::AbortDrag { gesture: GestureId(2) });
    assert_eq!(tab.gain(), -12.0);
    tab.act(Action::Undo);
    assert_eq!(tab.gain(), before);
}

#[test]
fn a_dead_engine_is_named_and_everything_else_goes_on() {
    let mut tab = Tab::open(None, None);
    tab.compose();
    tab.accept_all();
    tab.act(Action::TogglePlay);
    tab.act(Action::EngineFailed { reason: Message::new("notice-engine-restart") });
    assert_eq!(tab.session.engine(), EngineState::Failed);
    assert!(!tab.session.playing());
    assert_eq!(tab.session.notices().last().unwrap().remedy.as_ref().unwrap().1.as_ref(), &Action::RestartEngine);
    tab.act(Action::Export { spec: ExportSpec::default(), purpose: Purpose::Sale });
    assert!(matches!(tab.effects[..], [Effect::Bounce(_)]));
    tab.act(Action::RestartEngine);
    assert_eq!(tab.effects, [Effect::StartEngine]);
}

#[test]
fn a_failed_save_says_so_and_the_next_edit_saves_everything() {
    let mut tab = Tab::open(None, None);
    tab.compose();
    tab.accept_all();
    tab.act(Action::SaveFailed { reason: Message::new("notice-save-file") });
    assert_eq!(tab.session.save(), SaveState::Failed);
    assert_eq!(tab.session.notices().last().unwrap().severity, Severity::Error);
    tab.drag_gain(1, -4.0);
    tab.act(Action::EndDrag { gesture: GestureId(1) });
    assert!(matches!(tab.effects[..], [Effect::SaveCheckpoint { .. }]));
    tab.act(Action::Saved);
    assert_eq!(tab.session.save(), SaveState::Saved);
}

#[test]
fn a_reload_brings_back_the_song_and_its_undo() {
    let mut tab = Tab::open(None, None);
    tab.compose();
    tab.accept_all();
    tab.drag_gain(1, -4.0);
    tab.act(Action::EndDrag { gesture: GestureId(1) });
    tab.drag_gain(2, -8.0);
    tab.act(Action::EndDrag { gesture: GestureId(2) });
    tab.act(Action::Undo);
    let mut again = Tab::open(tab.saved.clone(), None);
    assert_eq!(again.project(), tab.project());
    again.act(Action::Redo);
    assert_eq!(again.gain(), -8.0);
    again.act(Action::Undo);
    again.act(Action::Undo);
    again.act(Action::Undo);
    assert!(again.project().is_blank());
    let third = Tab::open(again.saved.clone(), None);
    assert!(third.project().is_blank());
}

#[test]
fn a_link_opens_as_the_same_song_with_its_credits() {
    let mut tab = Tab::open(None, None);
    tab.compose();
    tab.accept_all();
    tab.act(Action::Share { base: "https://example.org/studio/".to_owned() });
    let [Effect::Copy(url)] = &tab.effects[..] else { panic!("{:?}", tab.effects) };
    let fragment = url.split_once('#').unwrap().1.to_owned();

    let clean = Tab::open(None, Some(fragment.clone()));
    assert_eq!(clean.project().tracks, tab.project().tracks);
    assert_eq!(clean.project().ledger, tab.project().ledger);
    assert_eq!(clean.project().lineage, [tab.project().id]);
    assert_ne!(clean.project().id, tab.project().id);
    assert!(clean.saved.is_some());

    let mut busy = Tab::open(None, None);
    busy.compose();
    busy.accept_all();
    busy.drag_gain(1, -20.0);
    busy.act(Action::EndDrag { gesture: GestureId(1) });
    busy.act(Action::OpenLink { fragment, fresh: ProjectId(5) });
    assert!(busy.session.link_preview().is_some());
    assert_eq!(busy.gain(), -20.0);
    busy.act(Action::AcceptLink);
    assert_eq!(busy.gain(), tab.gain());
}

#[test]
fn a_song_that_another_tab_saves_is_shown_and_not_changed() {
    let mut first = Tab::open(None, None);
    first.compose();
    first.accept_all();
    let mut second = Tab::open(first.saved.clone(), None);
    let id = second.project().id;
    assert!(second.effects.contains(&Effect::HoldSong(id)));
    second.act(Action::HeldElsewhere { project: ProjectId(1) });
    assert!(!second.session.elsewhere(), "another song is none of its business");
    second.act(Action::HeldElsewhere { project: id });
    assert!(second.session.elsewhere());
    let before = second.project().clone();
    second.drag_gain(1, -4.0);
    second.act(Action::EndDrag { gesture: GestureId(1) });
    assert_eq!(second.session.notices().len(), 1, "a refused drag is explained once");
    second.act(Action::Undo);
    second.act(Action::CheckpointDue);
    assert!(second.effects.is_empty(), "nothing is written");
    assert_eq!(second.project(), &before);
    second.act(Action::TogglePlay);
    assert!(second.session.playing() || second.effects == [Effect::StartEngine], "it can be heard");

    second.act(Action::ContinueHere);
    assert_eq!(second.effects, [Effect::TakeSong(id)]);
    first.drag_gain(2, -8.0);
    first.act(Action::EndDrag { gesture: GestureId(2) });
    second.act(Action::OpenSaved { saved: Box::new(first.saved.clone().expect("a song")) });
    assert!(!second.session.elsewhere());
    assert_eq!(second.gain(), -8.0, "it goes on from what the other tab did last");
    second.act(Action::Undo);
    assert_ne!(second.gain(), -8.0);
}

#[test]
fn a_broken_link_or_file_is_named_and_changes_nothing() {
    let mut tab = Tab::open(None, None);
    tab.compose();
    tab.accept_all();
    let before = tab.project().clone();
    tab.act(Action::OpenLink { fragment: "p=nonsense".to_owned(), fresh: ProjectId(5) });
    tab.act(Action::OpenFile { bytes: b"{\"cowrite\":1".to_vec(), fresh: ProjectId(6) });
    assert_eq!(tab.project(), &before);
    assert_eq!(tab.session.notices().len(), 2);
    for notice in tab.session.notices() {
        assert!(notice.message.text(Locale::English).len() > 20);
        assert_ne!(notice.message.text(Locale::English), notice.message.text(Locale::SimplifiedChinese));
    }
}

#[test]
fn an_export_can_be_watched_and_cancelled() {
    let mut tab = Tab::open(None, None);
    tab.compose();
    tab.accept_all();
    tab.act(Action::Export { spec: ExportSpec::default(), purpose: Purpose::Sale });
    let [Effect::Bounce(job)] = &tab.effects[..] else { panic!("{:?}", tab.effects) };
    let (id, tags) = (job.id, job.export.tags.clone());
    assert_eq!(tags.title, "The Last Train Home");
    assert!(tags.disclosure.json().contains("algorithmicMedia"));
    tab.act(Action::BounceProgress { job: id, done: 0.5 });
    assert_eq!(tab.session.jobs()[0].done, 0.5);
    tab.act(Action::CancelJob { job: id });
    assert_eq!(tab.effects, [Effect::CancelBounce(id)]);
    assert!(tab.session.jobs().is_empty());
    tab.act(Action::BounceFinished { job: id });
    assert!(!tab.session.notices().iter().any(|notice| notice.message.id() == "notice-exported"));
}
