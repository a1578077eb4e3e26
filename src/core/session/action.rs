//! What can happen to a session: the only input of [`Session::update`](super::Session::update).

use std::rc::Rc;

use crate::ai::{Input, Service};
use crate::bounce::Matched;
use crate::cover::CoverBrief;
use crate::decode::Summary;
use crate::decode::font::{Font, FontSound};
use crate::edit::Command;
use crate::export::ExportSpec;
use crate::interchange::ScoreFile;
use crate::music::{Pitch, Velocity};
use crate::project::{ProjectId, StripId, TrackId};
use crate::provenance::{Contributor, Digest};
use crate::release::gate::Purpose;
use crate::release::pack::Choices;
use crate::release::press::Reply;
use crate::score::HunkKind;
use crate::session::{
    AudioFile, Brief, DeviceSignature, Dock, EvidenceUse, ImportAnswers, ImportId, JobId, KeptCall, KnownKey, Midi,
    Moment, Notice, NoticeId, PictureFile, SavedProject, SealRequest, Selection, Settings, Signing, SigningWish,
    SongSummary,
};
use crate::text::Message;
use crate::time::{Grid, Tick, TickRange};

/// Tells one drag from the next: all that is sent with one id becomes one undo step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GestureId(pub u32);

/// Something that happened: a person did it, or the platform answers an effect.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "each variant's sentence tells what its fields are")]
pub enum Action {
    /// The studio has started, and this is what the browser kept.
    Booted {
        /// An id for a new project, should one be needed.
        fresh: ProjectId,
        /// The project that was open last, with its journal.
        saved: Option<Box<SavedProject>>,
        /// The language, theme and name that were chosen.
        settings: Settings,
        /// The fragment of the address, where it holds a share link.
        link: Option<String>,
    },
    /// Begins a new project; the open one stays saved.
    NewProject { fresh: ProjectId },
    /// Opens a saved project.
    OpenSaved { saved: Box<SavedProject> },
    /// Opens a song of the list of songs.
    OpenRecent { project: ProjectId },
    /// Opens a project file that was dropped or picked. `fresh` names the copy where that project is open already.
    OpenFile { bytes: Vec<u8>, fresh: ProjectId },
    /// Opens what a share link holds, as a preview.
    OpenLink { fragment: String, fresh: ProjectId },
    /// Takes the previewed project of a link as the open one.
    AcceptLink,
    /// Drops the previewed project of a link.
    DeclineLink,
    /// Downloads the project as a file.
    SaveFile,
    /// Downloads the project with its recordings and pictures.
    SaveBundle,
    /// Opens a project that was saved with its recordings and pictures.
    OpenBundle { bytes: Vec<u8>, fresh: ProjectId },
    /// Copies a share link. `base` is the address of the studio without a fragment.
    Share { base: String },

    /// Applies commands as one undo step. `label` names it and is an id of the catalogue of sentences.
    Edit { label: &'static str, commands: Vec<Command> },
    /// Shows commands while a drag lasts: each call starts again from where the drag began.
    Drag { gesture: GestureId, label: &'static str, commands: Vec<Command> },
    /// Ends a drag: what it shows becomes one undo step.
    EndDrag { gesture: GestureId },
    /// Abandons a drag: everything is as it was before.
    AbortDrag { gesture: GestureId },
    /// Takes the last step back.
    Undo,
    /// Does the step again that was taken back.
    Redo,
    /// Does several steps again, or takes several back where the number is negative.
    Travel { steps: i32 },
    /// Turns a strip over to its other setting, B or A, as one undo step.
    TurnSides { strip: StripId },

    /// Selects tracks, a clip or notes.
    Select { selection: Selection },
    /// Shows a view in the dock.
    OpenDock { dock: Dock },
    /// Sets the grid that edits snap to.
    SetGrid { grid: Grid },
    /// Shows everything tinted by its author, or by its track.
    ToggleAuthorship,
    /// Lets one contributor's work stand out in the authorship view, or everybody's.
    ShowAuthor { contributor: Option<Contributor> },

    /// Plays, or stops where it is.
    TogglePlay,
    /// Stops and goes back to where playing began, or to the start.
    Stop,
    /// Puts the playhead somewhere.
    Locate { tick: Tick },
    /// Sets the span that repeats.
    SetLoop { range: Option<TickRange> },
    /// Turns the metronome on or off.
    ToggleMetronome,
    /// Sounds a note now.
    Audition { track: TrackId, pitch: Pitch, velocity: Velocity },

    /// A key of an instrument, or of the computer, goes down and sounds on the selected track.
    PressKey { pitch: Pitch, velocity: Velocity, at: Moment },
    /// It is let go.
    LiftKey { pitch: Pitch, at: Moment },
    /// Begins to record what is played, or lays what was played into the song.
    ToggleRecord { at: Moment },
    /// Asks the browser for instruments.
    ListenMidi,
    /// Instruments have come or gone, or are not let in.
    MidiChanged { midi: Midi },

    /// Asks the built-in composer for a song.
    Compose { prompt: String, seed: u64 },
    /// Looks at another take.
    ShowTake { take: usize },
    /// Calls a take by a name; an empty one takes the name away.
    NameTake { take: usize, name: String },
    /// Plays the song as the proposal would have it, or as it is.
    AuditionProposal { on: bool },
    /// Takes hunks of the proposal into the project, as one undo step.
    Accept { hunks: Vec<HunkKind> },
    /// Decides against hunks of the proposal.
    Reject { hunks: Vec<HunkKind> },
    /// Puts the proposal away.
    DismissProposal,

    /// Brings a sound file into the project: one that was dropped or picked, or that a service has sent.
    ImportAudio { file: Box<AudioFile> },
    /// Brings a SoundFont in for a sampler, or for a new one.
    OpenFont { name: String, bytes: Rc<Vec<u8>>, track: Option<TrackId> },
    /// A SoundFont was read.
    FontRead { id: u32, font: Box<Font> },
    /// Takes a preset of the SoundFont, by its place in the list.
    TakePreset { preset: usize },
    /// A preset was taken out of a SoundFont.
    PresetTaken { id: u32, sound: Box<FontSound> },
    /// A SoundFont, or a preset of it, cannot be played.
    FontRefused { id: u32, reason: Message },
    /// Leaves the SoundFont out.
    CloseFont,
    /// A sound file was decoded.
    AssetDecoded { import: ImportId, summary: Box<Summary> },
    /// A sound file could not be read.
    AssetRefused { import: ImportId, reason: Message },
    /// Places a sound file on a track of its own, with what the person says about it.
    PlaceImport { import: ImportId, answers: Box<ImportAnswers>, at: Tick },
    /// Leaves a sound file out.
    CancelImport { import: ImportId },
    /// The browser keeps a sound file now.
    AssetStored { import: ImportId },
    /// The browser could not keep a sound file.
    AssetNotStored { import: ImportId, reason: Message },
    /// Outlines of recordings, as the browser kept them.
    OutlinesRead { outlines: Vec<(Digest, Vec<u8>)> },
    /// The browser does not have a recording that the project plays.
    RecordingMissing { digest: Digest },
    /// A recording was handed to the engine, or cannot be.
    RecordingHanded { key: u64 },
    /// The engine has no memory left for a recording.
    RecordingsFull,

    /// The cover is on show: draws or reads it where it is not known yet.
    ShowCover,
    /// A cover was drawn as a PNG file, so many pixels wide, or could not be.
    CoverDrawn { brief: Box<CoverBrief>, side: u32, drawn: Result<Rc<Vec<u8>>, Message> },
    /// A picture was read; none where the browser does not have it.
    PictureRead { digest: Digest, bytes: Option<Rc<Vec<u8>>> },
    /// Draws a cover from the song and puts it on. Another variant gives another cover.
    DrawCover { variant: u64 },
    /// Puts the picture of an answer on the cover.
    UsePicture { reply: usize },
    /// Brings in a picture for the cover and asks who made it.
    ImportPicture { file: Box<PictureFile> },
    /// Puts the picture that was brought in on the cover, with what the person says about it.
    PlacePicture { answers: Box<ImportAnswers> },
    /// Leaves the picture out that was brought in.
    CancelPicture,
    /// Takes the chosen picture off the cover.
    RemoveCover,

    /// Downloads the song in notes or in timed words.
    WriteScore { kind: ScoreFile, purpose: Purpose },
    /// Makes a release pack and downloads it.
    MakePack { choices: Choices },
    /// The release is on show: looks at it where it was not looked at since it changed.
    ShowReport,
    /// Downloads a document of the report, by its place.
    SaveDocument { place: usize },
    /// The press has answered.
    Pressed { job: JobId, reply: Result<Box<Reply>, Message> },

    /// Renders the song and downloads it.
    Export { spec: ExportSpec, purpose: Purpose },
    /// A render has got this far, 0 to 1.
    BounceProgress { job: JobId, done: f32 },
    /// A render is ready and was handed to the person.
    BounceFinished { job: JobId },
    /// A render failed.
    BounceFailed { job: JobId, reason: Message },
    /// Makes the song as loud as its release wants it.
    MatchLoudness,
    /// A gain was found that does.
    LoudnessMatched { job: JobId, matched: Matched },
    /// Stops a job.
    CancelJob { job: JobId },

    /// Calls of a tab that is gone: this one as it was before a reload, or another.
    CallsFound { kept: Vec<KeptCall> },
    /// Something happened to a call to a service.
    CallHeard { job: JobId, input: Input },
    /// Asks a service. Where it may cost something the question waits for `ConfirmAsk`.
    Ask { brief: Box<Brief> },
    /// Sends the question that waits.
    ConfirmAsk,
    /// Drops the question that waits.
    WithdrawAsk,
    /// Copies a question, for a service that is asked on its own page.
    CopyBrief { brief: Box<Brief> },
    /// Copies text.
    CopyText { text: String },
    /// Looks at another answer.
    ShowReply { reply: usize },
    /// Puts an answer away.
    DismissReply { reply: usize },
    /// Offers the words of an answer as lyrics for the song's sections.
    UseWords { reply: usize },
    /// Asks the service that made a recording for its stems.
    AskStems { reply: usize, recording: usize },
    /// Plays the song as it would be with a recording of an answer, or as it is.
    AuditionRecording { reply: usize, recording: usize, on: bool },
    /// Brings a recording of an answer into the song.
    PlaceRecording { reply: usize, recording: usize },
    /// Leads to the sign-in page of the service that gives keys that way.
    SignIn,
    /// The person came back from signing in, with a code that is worth a key to whoever has the verifier.
    SignedIn { code: String, verifier: String },
    /// Asks a service which models it has.
    ListModels { service: Box<Service> },
    /// The keys that the vault has, without the keys.
    KeysKnown { keys: Vec<KnownKey> },
    /// The engine runs, at this sample rate in hertz, and waits for the project.
    EngineReady { sample_rate: f32 },
    /// The engine could not start, or died.
    EngineFailed { reason: Message },
    /// Starts the engine anew.
    RestartEngine,
    /// The transport stopped by itself at this tick.
    TransportStopped { tick: Tick },
    /// The engine stopped a strip that produced no number. `meter` is its place among the meters.
    EngineFault { meter: u8 },

    /// The project was saved.
    Saved,
    /// The project could not be saved.
    SaveFailed { reason: Message },
    /// It is time to write a checkpoint.
    CheckpointDue,

    /// Checks the ledger with everything it covers.
    CheckLedger,
    /// Hands out the ledger with everything it covers, as a file.
    SaveEvidence,
    /// Signs the ledger with this device's key.
    SignLedger,
    /// The acts of a project that were kept beside its file, oldest first, and which of the signatures are right.
    EvidenceRead { project: ProjectId, wanted: EvidenceUse, acts: Vec<String>, seals: Vec<bool> },
    /// This device signed a ledger.
    LedgerSigned { request: SealRequest, by: Box<DeviceSignature> },

    /// Whether exported files are signed from now on, and with what.
    SignExports { wish: SigningWish },
    /// How it stands with signing.
    SigningChanged { signing: Signing },

    /// Another tab saves this project, so this one only shows it.
    HeldElsewhere { project: ProjectId },
    /// Goes on with the song in this tab; the other one then only shows it.
    ContinueHere,

    /// The songs that the browser keeps, the latest first.
    SongsListed { songs: Vec<SongSummary> },

    /// Sets language, theme and name.
    SetSettings { settings: Settings },
    /// Takes the keys of a file.
    OpenKeymap { bytes: Vec<u8> },
    /// Downloads the keys as a file.
    SaveKeymap,
    /// Shows a sentence.
    Notify { notice: Notice },
    /// Puts a sentence away.
    Dismiss { notice: NoticeId },
    /// A new version of the studio waits.
    UpdateReady,
    /// Takes the new version.
    ApplyUpdate,
    /// The browser offers to install the studio.
    InstallOffered,
    /// Installs the studio.
    Install,
}

impl Action {
    /// Whether it opens, shares or saves a song.
    pub(super) fn is_about_the_document(&self) -> bool {
        matches!(
            self,
            Self::Booted { .. }
                | Self::NewProject { .. }
                | Self::OpenSaved { .. }
                | Self::OpenRecent { .. }
                | Self::OpenFile { .. }
                | Self::OpenLink { .. }
                | Self::AcceptLink
                | Self::DeclineLink
                | Self::SaveFile
                | Self::OpenBundle { .. }
                | Self::Share { .. }
        )
    }

    /// Whether it is about what plays, and the engine that does.
    pub(super) fn is_about_the_transport(&self) -> bool {
        matches!(
            self,
            Self::TogglePlay
                | Self::Stop
                | Self::Locate { .. }
                | Self::SetLoop { .. }
                | Self::ToggleMetronome
                | Self::Audition { .. }
                | Self::EngineReady { .. }
                | Self::EngineFailed { .. }
                | Self::RestartEngine
                | Self::TransportStopped { .. }
                | Self::EngineFault { .. }
        )
    }

    /// Whether it is about services and the calls to them.
    pub(super) fn is_about_services(&self) -> bool {
        matches!(
            self,
            Self::CallHeard { .. }
                | Self::CallsFound { .. }
                | Self::KeysKnown { .. }
                | Self::ListModels { .. }
                | Self::SignIn
                | Self::SignedIn { .. }
        )
    }

    /// Whether it is about a question to a co-writer or its answer.
    pub(super) fn is_question(&self) -> bool {
        matches!(
            self,
            Self::Ask { .. }
                | Self::ConfirmAsk
                | Self::WithdrawAsk
                | Self::CopyBrief { .. }
                | Self::CopyText { .. }
                | Self::ShowReply { .. }
                | Self::DismissReply { .. }
                | Self::UseWords { .. }
                | Self::AskStems { .. }
                | Self::AuditionRecording { .. }
                | Self::PlaceRecording { .. }
        )
    }

    /// Whether it is about the cover.
    pub(super) fn is_about_the_cover(&self) -> bool {
        matches!(
            self,
            Self::ShowCover
                | Self::CoverDrawn { .. }
                | Self::PictureRead { .. }
                | Self::DrawCover { .. }
                | Self::UsePicture { .. }
                | Self::ImportPicture { .. }
                | Self::PlacePicture { .. }
                | Self::CancelPicture
                | Self::RemoveCover
        )
    }

    /// Whether it is about what a release says and the files that are handed out.
    pub(super) fn is_about_the_release(&self) -> bool {
        matches!(
            self,
            Self::ShowReport
                | Self::SaveDocument { .. }
                | Self::SaveBundle
                | Self::WriteScore { .. }
                | Self::MakePack { .. }
                | Self::Pressed { .. }
        )
    }

    /// Whether it is about checking and signing the ledger.
    pub(super) fn is_about_the_ledger(&self) -> bool {
        matches!(
            self,
            Self::CheckLedger
                | Self::SaveEvidence
                | Self::SignLedger
                | Self::EvidenceRead { .. }
                | Self::LedgerSigned { .. }
        )
    }

    /// Whether it is about playing by hand.
    pub(super) fn is_about_playing(&self) -> bool {
        matches!(
            self,
            Self::PressKey { .. }
                | Self::LiftKey { .. }
                | Self::ToggleRecord { .. }
                | Self::ListenMidi
                | Self::MidiChanged { .. }
        )
    }

    /// Whether it is about saving.
    pub(super) fn is_about_storage(&self) -> bool {
        matches!(self, Self::Saved | Self::SaveFailed { .. } | Self::CheckpointDue | Self::SongsListed { .. })
    }

    /// Whether it is about a SoundFont that is brought in.
    pub(super) fn is_about_fonts(&self) -> bool {
        matches!(
            self,
            Self::OpenFont { .. }
                | Self::FontRead { .. }
                | Self::TakePreset { .. }
                | Self::PresetTaken { .. }
                | Self::FontRefused { .. }
                | Self::CloseFont
        )
    }

    /// Whether it is about sound files: on their way in, or kept by the browser.
    pub(super) fn is_import(&self) -> bool {
        matches!(
            self,
            Self::ImportAudio { .. }
                | Self::AssetDecoded { .. }
                | Self::AssetRefused { .. }
                | Self::PlaceImport { .. }
                | Self::CancelImport { .. }
                | Self::AssetStored { .. }
                | Self::AssetNotStored { .. }
                | Self::OutlinesRead { .. }
                | Self::RecordingMissing { .. }
                | Self::RecordingHanded { .. }
                | Self::RecordingsFull
        )
    }
}
