//! The session's state as the studio shows it.

use std::rc::Rc;

use crate::edit::History;
use crate::project::{Project, ProjectId};
use crate::score::Proposal;
use crate::session::{Action, Dock, Effect, Job, Notice, Selection, Settings};
use crate::time::{Grid, Tick, TickRange};

/// How the sound engine is.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum EngineState {
    /// Not started: browsers let a page sound only after a gesture.
    #[default]
    Off,
    /// On its way.
    Starting,
    /// It plays.
    Ready,
    /// It could not start, or died.
    Failed,
}

/// How safe the work is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SaveState {
    /// Everything is saved.
    #[default]
    Saved,
    /// Being saved.
    Saving,
    /// The last try failed.
    Failed,
}

/// One proposal among alternatives.
#[derive(Clone, Debug, PartialEq)]
pub struct Take {
    /// The words it answers.
    pub prompt: String,
    /// The seed it grew from.
    pub seed: u64,
    /// What is offered.
    pub proposal: Rc<Proposal>,
}

/// One tab's working state around a project.
#[derive(Debug)]
pub struct Session {
    history: History,
    settings: Settings,
    selection: Selection,
    dock: Dock,
    grid: Grid,
    authorship: bool,
    playing: bool,
    looped: Option<TickRange>,
    metronome: bool,
    engine: EngineState,
    save: SaveState,
    takes: Vec<Take>,
    take: usize,
    auditioning: bool,
    jobs: Vec<Job>,
    notices: Vec<Notice>,
    link_preview: Option<Rc<Project>>,
    install_offered: bool,
    update_ready: bool,
    playhead_start: Tick,
}

impl Session {
    /// A session around an empty project, before the browser has told what it kept.
    pub fn new(fresh: ProjectId) -> Self {
        Self {
            history: History::new(Project::empty(fresh)),
            settings: Settings::default(),
            selection: Selection::default(),
            dock: Dock::default(),
            grid: Grid::default(),
            authorship: false,
            playing: false,
            looped: None,
            metronome: false,
            engine: EngineState::default(),
            save: SaveState::default(),
            takes: Vec::new(),
            take: 0,
            auditioning: false,
            jobs: Vec::new(),
            notices: Vec::new(),
            link_preview: None,
            install_offered: false,
            update_ready: false,
            playhead_start: Tick::ZERO,
        }
    }

    /// The one place where state changes. `now` is in milliseconds since 1970-01-01 UTC.
    pub fn update(&mut self, _action: Action, _now: u64) -> Vec<Effect> {
        Vec::new()
    }

    /// The project as it is, or as a drag shows it.
    pub fn project(&self) -> &Rc<Project> {
        self.history.project()
    }

    /// What undo would take back and redo would do again, by their labels.
    pub fn undo_labels(&self) -> (Option<&str>, Option<&str>) {
        (self.history.undo_label(), self.history.redo_label())
    }

    /// Language, theme and name.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// What is selected.
    pub fn selection(&self) -> &Selection {
        &self.selection
    }

    /// The view in the dock.
    pub fn dock(&self) -> Dock {
        self.dock
    }

    /// The grid that edits snap to.
    pub fn grid(&self) -> Grid {
        self.grid
    }

    /// Whether everything is tinted by its author.
    pub fn authorship(&self) -> bool {
        self.authorship
    }

    /// Whether the transport runs.
    pub fn playing(&self) -> bool {
        self.playing
    }

    /// The span that repeats.
    pub fn looped(&self) -> Option<TickRange> {
        self.looped
    }

    /// Whether the metronome clicks.
    pub fn metronome(&self) -> bool {
        self.metronome
    }

    /// Where playing began, and where stop goes back to.
    pub fn playhead_start(&self) -> Tick {
        self.playhead_start
    }

    /// How the sound engine is.
    pub fn engine(&self) -> &EngineState {
        &self.engine
    }

    /// How safe the work is.
    pub fn save(&self) -> SaveState {
        self.save
    }

    /// The takes, oldest first, and the place of the one that is shown.
    pub fn takes(&self) -> (&[Take], usize) {
        (&self.takes, self.take)
    }

    /// The proposal that is shown.
    pub fn proposal(&self) -> Option<&Rc<Proposal>> {
        self.takes.get(self.take).map(|take| &take.proposal)
    }

    /// Whether the engine plays the song as the proposal would have it.
    pub fn auditioning(&self) -> bool {
        self.auditioning
    }

    /// Long work under way.
    pub fn jobs(&self) -> &[Job] {
        &self.jobs
    }

    /// Sentences on show, oldest first.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// What a share link holds, while the person decides.
    pub fn link_preview(&self) -> Option<&Rc<Project>> {
        self.link_preview.as_ref()
    }

    /// Whether the browser offers to install the studio.
    pub fn install_offered(&self) -> bool {
        self.install_offered
    }

    /// Whether a new version of the studio waits.
    pub fn update_ready(&self) -> bool {
        self.update_ready
    }
}
