//! What a person does in the studio, as actions in and effects out; the browser is played by a small fake.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::rc::Rc;

use studio::decode::Summary;
use studio::edit::{Command, JournalEntry, NoteEdit};
use studio::engine::EngineMessage;
use studio::export::ExportSpec;
use studio::music::Pitch;
use studio::pcm::Decibels;
use studio::project::{Note, Project, ProjectId, StripId, check};
use studio::provenance::{Contributor, ContributorKind, Digest};
use studio::score::{HunkKind, HunkState};
use studio::session::{
    Action, AudioFile, Credit, Effect, EngineState, GestureId, ImportAnswers, JobCover, Origin, Plan, SaveState,
    SavedProject, Session, Settings, Severity,
};
use studio::text::{Locale, Message};
use studio::time::Tick;

const PROMPT: &str = "a wistful city-pop song about the last train home, 96 bpm";

/// A session with what a browser would have kept and done for it.
struct Tab {
    session: Session,
    now: u64,
    saved: Option<SavedProject>,
    effects: Vec<Effect>,
}

impl Tab {
    fn open(saved: Option<SavedProject>, link: Option<String>) -> Self {
        let mut tab =
            Self { session: Session::new(ProjectId(0)), now: 1_000, saved: saved.clone(), effects: Vec::new() };
        let settings = Settings { name: "Ada".to_owned(), ..Settings::default() };
        let fresh = ProjectId(if link.is_some() { 88 } else { 77 });
        tab.act(Action::Booted { fresh, saved: saved.map(Box::new), settings, link });
        tab
    }

    fn act(&mut self, action: Action) {
        self.now += 10;
        self.effects = self.session.update(action, self.now);
        check::check(self.project()).expect("an action broke the project");
        for effect in &self.effects {
            match effect {
                Effect::SaveCheckpoint { project, base, journal, .. } => {
                    self.saved = Some(SavedProject { id: *project, base: base.clone(), journal: journal.clone() });
                }
                Effect::AppendJournal { entry, .. } => {
                    let entry: JournalEntry = serde_json::from_slice(&serde_json::to_vec(entry).unwrap()).unwrap();
                    self.saved.as_mut().expect("a journal needs its checkpoint").journal.push(entry);
                }
                _ => {}
            }
        }
    }

    fn project(&self) -> &Project {
        self.session.project()
    }

    fn compose(&mut self) {
        self.act(Action::Compose { prompt: PROMPT.to_owned(), seed: 7 });
    }

    fn accept_all(&mut self) {
        let hunks = self.session.proposal().expect("a proposal").open().collect();
        self.act(Action::Accept { hunks });
    }

    fn engine_messages(&self) -> Vec<&EngineMessage> {
        let sent = self.effects.iter().filter_map(|effect| match effect {
            Effect::Engine(messages) => Some(messages),
            _ => None,
        });
        sent.flatten().collect()
    }

    fn first_notes(&self) -> (studio::project::TrackId, studio::project::PatternId, Note) {
        let track = &self.project().tracks[0];
        let pattern = track.patterns.iter().find(|pattern| !pattern.notes.is_empty()).expect("notes");
        (track.id, pattern.id, pattern.notes[0])
    }

    fn gain(&self) -> f32 {
        self.project().tracks[0].strip.gain.0
    }

    fn drag_gain(&mut self, gesture: u32, gain: f32) {
        let strip = StripId::Track(self.project().tracks[0].id);
        let commands = vec![Command::SetGain { strip, gain: Decibels(gain) }];
        self.act(Action::Drag { gesture: GestureId(gesture), label: "edit-gain", commands });
    }
}

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
    tab.act(Action::Export { spec: ExportSpec::default() });
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
    tab.act(Action::Export { spec: ExportSpec::default() });
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

/// A tone of half a second, as a file.
const TONE: &[u8] = include_bytes!("audio/tone.flac");

fn summary() -> Summary {
    let decoded = studio::decode::decode(TONE.to_vec()).unwrap();
    Summary::of(&decoded)
}

fn audio_file(credit: Option<Credit>) -> Action {
    let (name, bytes) = ("My song (Suno).flac".to_owned(), Rc::new(TONE.to_vec()));
    Action::ImportAudio { file: Box::new(AudioFile { name, bytes, credit, at: Tick(960) }) }
}

fn suno() -> ImportAnswers {
    let origin = Origin::Service { name: "Suno".to_owned(), model: "v5".to_owned(), plan: Plan::Free };
    ImportAnswers { origin, prompt: "a sad song".to_owned(), words: true }
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
    tab.act(audio_file(Some(Credit { by: by.clone(), prompt: None, words: false })));
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
fn what_is_no_sound_is_refused_at_the_door() {
    let mut tab = Tab::open(None, None);
    let file = AudioFile { name: "x.mp3".to_owned(), bytes: Rc::new(b"<html>".to_vec()), credit: None, at: Tick(0) };
    tab.act(Action::ImportAudio { file: Box::new(file) });
    assert!(tab.effects.is_empty() && tab.session.imports().is_empty());
    assert_eq!(tab.session.notices().len(), 1);
}

#[test]
fn a_drawn_cover_survives_a_reload_and_goes_into_the_export() {
    let mut tab = Tab::open(None, None);
    tab.compose();
    tab.accept_all();
    let export = |tab: &mut Tab| {
        tab.act(Action::Export { spec: ExportSpec::default() });
        match &tab.effects[..] {
            [Effect::Bounce(job)] => (job.cover.clone(), job.export.tags.disclosure.sentence(Locale::English)),
            other => panic!("{other:?}"),
        }
    };
    let (cover, sentence) = export(&mut tab);
    assert!(matches!(cover, JobCover::Drawn(_)) && sentence.contains("artwork by the rule-based tool Cowrite cover"));
    tab.act(Action::DrawCover { variant: 1 });
    let [Effect::DrawCover { brief, side }] = &tab.effects[..] else { panic!("{:?}", tab.effects) };
    let (brief, side) = (brief.clone(), *side);
    let png = studio::cover::draw(&brief, 64).expect("a cover").png;
    tab.act(Action::CoverDrawn { brief, side, drawn: Ok(Rc::new(png.clone())) });
    let [Effect::StoreAsset { import, .. }] = &tab.effects[..] else { panic!("{:?}", tab.effects) };
    let import = *import;
    tab.act(Action::AssetStored { import });
    let mut again = Tab::open(tab.saved.clone(), None);
    assert_eq!(again.project().cover().expect("a cover").digest, Digest::of(&png));
    let (cover, same) = export(&mut again);
    assert!(matches!(cover, JobCover::Chosen(asset) if asset.bytes == png.len() as u64));
    assert_eq!(same, sentence, "the same tool drew it");
}
