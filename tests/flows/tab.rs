//! A session with what a browser would have kept and done for it.

use studio::edit::{Command, JournalEntry};
use studio::engine::EngineMessage;
use studio::pcm::Decibels;
use studio::project::{Note, Project, ProjectId, StripId, check};
use studio::session::{Action, Effect, GestureId, SavedProject, Session, Settings};

/// What the built-in composer is asked for.
pub const PROMPT: &str = "a wistful city-pop song about the last train home, 96 bpm";

/// A session with what a browser would have kept and done for it.
pub struct Tab {
    pub session: Session,
    pub now: u64,
    pub saved: Option<SavedProject>,
    pub effects: Vec<Effect>,
    /// What the browser keeps beside the project: entries that undo no longer needs.
    pub archive: Vec<JournalEntry>,
}

impl Tab {
    pub fn open(saved: Option<SavedProject>, link: Option<String>) -> Self {
        let mut tab = Self {
            session: Session::new(ProjectId(0)),
            now: 1_000,
            saved: saved.clone(),
            effects: Vec::new(),
            archive: Vec::new(),
        };
        let settings = Settings { name: "Ada".to_owned(), ..Settings::default() };
        let fresh = ProjectId(if link.is_some() { 88 } else { 77 });
        tab.act(Action::Booted { fresh, saved: saved.map(Box::new), settings, link });
        tab
    }

    pub fn act(&mut self, action: Action) {
        self.now += 10;
        self.effects = self.session.update(action, self.now);
        check::check(self.project()).expect("an action broke the project");
        for effect in &self.effects {
            match effect {
                Effect::SaveCheckpoint { project, base, journal, forgotten, .. } => {
                    self.archive.extend(forgotten.clone());
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

    pub fn project(&self) -> &Project {
        self.session.project()
    }

    pub fn compose(&mut self) {
        self.act(Action::Compose { prompt: PROMPT.to_owned(), seed: 7 });
    }

    pub fn accept_all(&mut self) {
        let hunks = self.session.proposal().expect("a proposal").open().collect();
        self.act(Action::Accept { hunks });
    }

    pub fn engine_messages(&self) -> Vec<&EngineMessage> {
        let sent = self.effects.iter().filter_map(|effect| match effect {
            Effect::Engine(messages) => Some(messages),
            _ => None,
        });
        sent.flatten().collect()
    }

    pub fn first_notes(&self) -> (studio::project::TrackId, studio::project::PatternId, Note) {
        let track = &self.project().tracks[0];
        let pattern = track.patterns.iter().find(|pattern| !pattern.notes.is_empty()).expect("notes");
        (track.id, pattern.id, pattern.notes[0])
    }

    pub fn gain(&self) -> f32 {
        self.project().tracks[0].strip.gain.0
    }

    pub fn drag_gain(&mut self, gesture: u32, gain: f32) {
        let strip = StripId::Track(self.project().tracks[0].id);
        let commands = vec![Command::SetGain { strip, gain: Decibels(gain) }];
        self.act(Action::Drag { gesture: GestureId(gesture), label: "edit-gain", commands });
    }
}
