//! The session's state as the studio shows it.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::edit::{Edit, History};
use crate::engine::EngineMessage;
use crate::music::Pitch;
use crate::pcm::Peaks;
use crate::project::{Project, ProjectId, TrackId};
use crate::provenance::{Contributor, Digest};
use crate::score::{HunkKind, Proposal};
use crate::session::asking::{OpenCall, Reply, Waiting};
use crate::session::cover::CoverDesk;
use crate::session::font::FontImport;
use crate::session::release::ReleaseDesk;
use crate::session::spent::Spent;
use crate::session::update::mastering::LoudnessSearch;
use crate::session::update::recordings::Listening;
use crate::session::update::renditions::Handed;
use crate::session::{
    Asking, Dock, GestureId, Import, Job, JobId, KnownKey, Midi, Notice, Performance, Selection, Settings, Sides,
    Signing,
};
use crate::time::{Grid, Tick, TickRange};
use crate::verify::Verdict;

/// How the sound engine is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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
    /// What the person calls it; empty until they name it.
    pub name: String,
    /// The seed it grew from, where the built-in composer made it.
    pub seed: Option<u64>,
    /// What it took, where a service made it.
    pub spent: Option<Spent>,
    /// The call that is still writing it: until it is done it can be heard, and not taken.
    pub writing: Option<JobId>,
    /// What is offered.
    pub proposal: Rc<Proposal>,
}

impl Take {
    /// A take that is whole and has no name yet.
    pub(super) fn new(prompt: String, proposal: Rc<Proposal>) -> Self {
        Self { prompt, name: String::new(), seed: None, spent: None, writing: None, proposal }
    }
}

/// A drag under way and the project as it shows it.
#[derive(Clone, Debug)]
pub(super) struct Drag {
    pub gesture: GestureId,
    pub edit: Edit,
    pub shown: Rc<Project>,
}

/// What a share link holds, while the person decides.
#[derive(Clone, Debug)]
pub(super) struct LinkPreview {
    pub project: Rc<Project>,
    pub fresh: ProjectId,
}

/// Hunks that one undo step brought in.
#[derive(Clone, Debug)]
pub(super) struct AcceptedStep {
    pub take: usize,
    pub hunks: Vec<HunkKind>,
}

/// One tab's working state around a project.
#[derive(Debug)]
pub struct Session {
    pub(super) history: History,
    pub(super) drag: Option<Drag>,
    pub(super) settings: Settings,
    pub(super) selection: Selection,
    pub(super) dock: Dock,
    pub(super) sides: Sides,
    pub(super) grid: Grid,
    pub(super) authorship: bool,
    pub(super) author: Option<Rc<Contributor>>,
    pub(super) playing: bool,
    pub(super) looped: Option<TickRange>,
    pub(super) performance: Option<Performance>,
    /// Keys that are down, and the tracks on which they sound.
    pub(super) pressed: Vec<(Pitch, TrackId)>,
    pub(super) midi: Midi,
    pub(super) metronome: bool,
    pub(super) playhead_start: Tick,
    pub(super) engine: EngineState,
    /// The project as the engine was last told it.
    pub(super) sounding: Rc<Project>,
    /// What the engine shall do as soon as it is ready.
    pub(super) awaiting_engine: Vec<EngineMessage>,
    pub(super) save: SaveState,
    /// Whether the open project has a checkpoint to which the journal can be added, and the entries added since.
    pub(super) checkpoint: Option<usize>,
    /// Whether another tab saves the open project, so that nothing is written here.
    pub(super) elsewhere: bool,
    pub(super) takes: Vec<Take>,
    pub(super) take: usize,
    /// The project as the engine plays it while a proposal or a recording is auditioned.
    pub(super) auditioning: Option<Rc<Project>>,
    /// The recording of an answer that is auditioned.
    pub(super) listening: Option<Listening>,
    pub(super) accepted: Vec<AcceptedStep>,
    pub(super) taken_back: Vec<AcceptedStep>,
    pub(super) jobs: Vec<Job>,
    pub(super) next_job: u32,
    /// The search for the right loudness, where one was begun.
    pub(super) matching: Option<LoudnessSearch>,
    pub(super) calls: Vec<OpenCall>,
    /// The question that waits for the person's word.
    pub(super) waiting: Option<Waiting>,
    /// Answers that are no proposals, oldest first, and the place of the one that is shown.
    pub(super) replies: Vec<Reply>,
    pub(super) reply: usize,
    pub(super) keys: Vec<KnownKey>,
    /// The models of services that were asked for them, by the service's id.
    pub(super) models: Rc<BTreeMap<String, Vec<String>>>,
    pub(super) notices: Vec<Notice>,
    pub(super) next_notice: u32,
    pub(super) link: Option<LinkPreview>,
    pub(super) install_offered: bool,
    pub(super) update_ready: bool,
    pub(super) songs: Vec<SongSummary>,
    pub(super) imports: Vec<Import>,
    pub(super) next_import: u32,
    pub(super) font: Option<FontImport>,
    pub(super) covers: CoverDesk,
    pub(super) signing: Signing,
    pub(super) releases: ReleaseDesk,
    /// What was found of the ledger when it was last checked with everything it covers.
    pub(super) verdict: Option<Rc<Verdict>>,
    pub(super) outlines: Rc<BTreeMap<Digest, Rc<Peaks>>>,
    pub(super) outlines_asked: BTreeSet<Digest>,
    /// Recordings whose bytes this browser does not have.
    pub(super) missing: BTreeSet<Digest>,
    /// The recordings that the running engine was given, and for which project.
    pub(super) loaded: Vec<Handed>,
    pub(super) loaded_for: Option<ProjectId>,
}

/// A saved song, for the list of songs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SongSummary {
    /// The project.
    pub id: ProjectId,
    /// Its title; empty while it has none.
    pub title: String,
    /// When it was last saved, in milliseconds since 1970-01-01 UTC.
    pub saved: u64,
}

impl Session {
    /// A session around an empty project, before the browser has told what it kept.
    pub fn new(fresh: ProjectId) -> Self {
        let history = History::new(Project::empty(fresh));
        Self {
            sounding: Rc::clone(history.project()),
            history,
            drag: None,
            settings: Settings::default(),
            selection: Selection::default(),
            dock: Dock::default(),
            sides: Sides::default(),
            grid: Grid::default(),
            authorship: false,
            author: None,
            playing: false,
            looped: None,
            performance: None,
            pressed: Vec::new(),
            midi: Midi::Off,
            metronome: false,
            playhead_start: Tick::ZERO,
            engine: EngineState::default(),
            awaiting_engine: Vec::new(),
            save: SaveState::default(),
            checkpoint: None,
            elsewhere: false,
            takes: Vec::new(),
            take: 0,
            auditioning: None,
            listening: None,
            accepted: Vec::new(),
            taken_back: Vec::new(),
            jobs: Vec::new(),
            next_job: 0,
            matching: None,
            calls: Vec::new(),
            waiting: None,
            replies: Vec::new(),
            reply: 0,
            keys: Vec::new(),
            models: Rc::default(),
            notices: Vec::new(),
            next_notice: 0,
            link: None,
            install_offered: false,
            update_ready: false,
            songs: Vec::new(),
            imports: Vec::new(),
            font: None,
            next_import: 0,
            covers: CoverDesk::default(),
            signing: Signing::Off,
            releases: ReleaseDesk::default(),
            verdict: None,
            outlines: Rc::default(),
            outlines_asked: BTreeSet::new(),
            missing: BTreeSet::new(),
            loaded: Vec::new(),
            loaded_for: None,
        }
    }

    /// The project as it is, or as a drag shows it.
    pub fn project(&self) -> &Rc<Project> {
        self.drag.as_ref().map_or_else(|| self.history.project(), |drag| &drag.shown)
    }

    /// The strips that have two settings to compare.
    pub fn sides(&self) -> &Sides {
        &self.sides
    }

    /// What undo would take back and redo would do again, by their labels.
    pub fn undo_labels(&self) -> (Option<&str>, Option<&str>) {
        (self.history.undo_label(), self.history.redo_label())
    }

    /// The labels of the steps that can be taken back, the latest first, and of those that can be done again, the next
    /// first.
    pub fn steps(&self) -> (impl Iterator<Item = &str>, impl Iterator<Item = &str>) {
        self.history.labels()
    }

    /// The calls to services under way, oldest first.
    pub fn calls(&self) -> impl Iterator<Item = &Asking> + '_ {
        self.calls.iter().map(|open| &open.shown)
    }

    /// The question that waits for the person's word.
    pub fn waiting(&self) -> Option<&Waiting> {
        self.waiting.as_ref()
    }

    /// Answers that are no proposals, oldest first, and the place of the one that is shown.
    pub fn replies(&self) -> (&[Reply], usize) {
        (&self.replies, self.reply)
    }

    /// The keys that are kept, without the keys.
    pub fn keys(&self) -> &[KnownKey] {
        &self.keys
    }

    /// The models of services that were asked for them, by the service's id.
    pub fn models(&self) -> &Rc<BTreeMap<String, Vec<String>>> {
        &self.models
    }

    /// A name for new long work.
    pub(super) fn fresh_job(&mut self) -> JobId {
        self.next_job += 1;
        JobId(self.next_job)
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

    /// The one contributor whose work stands out in the authorship view.
    pub fn author(&self) -> Option<&Rc<Contributor>> {
        self.author.as_ref().filter(|_| self.authorship)
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
    pub fn engine(&self) -> EngineState {
        self.engine
    }

    /// How safe the work is.
    pub fn save(&self) -> SaveState {
        self.save
    }

    /// Whether another tab saves the open project, so that this one only shows it.
    pub fn elsewhere(&self) -> bool {
        self.elsewhere
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
        self.auditioning.is_some() && self.listening.is_none()
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
        self.link.as_ref().map(|link| &link.project)
    }

    /// Whether the browser offers to install the studio.
    pub fn install_offered(&self) -> bool {
        self.install_offered
    }

    /// Whether a new version of the studio waits.
    pub fn update_ready(&self) -> bool {
        self.update_ready
    }

    /// Sound files on their way into the project, oldest first.
    pub fn imports(&self) -> &[Import] {
        &self.imports
    }

    /// The SoundFont that is brought in.
    pub fn font(&self) -> Option<&FontImport> {
        self.font.as_ref()
    }

    /// The outlines of recordings, as far as they are known.
    pub fn outlines(&self) -> &Rc<BTreeMap<Digest, Rc<Peaks>>> {
        &self.outlines
    }

    /// Whether exported files are signed.
    pub fn signing(&self) -> &Signing {
        &self.signing
    }

    /// The songs the browser keeps, the latest first.
    pub fn songs(&self) -> &[SongSummary] {
        &self.songs
    }
}
