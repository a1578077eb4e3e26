//! What a session wants done in the world: the only output of [`Session::update`](super::Session::update).

use crate::ai::{OnDevice, Request};
use std::rc::Rc;

use crate::cover::CoverBrief;
use crate::edit::JournalEntry;
use crate::engine::EngineMessage;
use crate::project::{ProjectId, Rendition};
use crate::provenance::{Digest, SealClaim};
use crate::release::press;
use crate::session::{
    BounceJob, BundleJob, EvidenceUse, ImportId, JobId, KeptCall, LoudnessJob, PackJob, SealRequest, Settings,
    SigningWish,
};

/// Something the platform shall do. Its answer comes back as an [`Action`](super::Action).
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Tells the engine. Messages of one update go out together.
    Engine(Vec<EngineMessage>),
    /// Starts the engine, or starts it anew. Answer: `EngineReady` or `EngineFailed`.
    StartEngine,
    /// Renders, encodes and downloads a file. Answers: `BounceProgress`, then `BounceFinished` or `BounceFailed`.
    Bounce(Box<BounceJob>),
    /// Finds the gain that makes a song as loud as it shall be. Answers: `BounceProgress`, then `LoudnessMatched` or
    /// `BounceFailed`.
    MatchLoudness(Box<LoudnessJob>),
    /// Prepares what a release says. Answer: `Pressed`.
    Press {
        /// The job it belongs to.
        job: JobId,
        /// What is asked.
        order: Box<press::Job>,
        /// The picture to be handed over with it, where it is kept.
        cover: Option<Digest>,
    },
    /// Makes a release pack and downloads it. Answers: as of `Bounce`.
    MakePack(Box<PackJob>),
    /// Downloads a project with its recordings and pictures in one archive. Those that are not here are told.
    SaveBundle(Box<BundleJob>),
    /// Stops a render.
    CancelBounce(JobId),
    /// Sends a request to a service, with the key of its account. Answers: `CallHeard`, as often as something is heard.
    Fetch {
        /// The job it belongs to.
        job: JobId,
        /// What is sent.
        request: Box<Request>,
    },
    /// Asks the browser's own model. Answers: `CallHeard`, as often as something is heard.
    AskOnDevice {
        /// The job it belongs to.
        job: JobId,
        /// What is asked.
        ask: Box<OnDevice>,
    },
    /// Leads the person to a service's sign-in page. They come back with a code: `Booted`, then `SignedIn`.
    SignIn,
    /// Says `Elapsed` to a job after a while. Answer: `CallHeard`.
    Wait {
        /// The job.
        job: JobId,
        /// How long.
        milliseconds: u32,
    },
    /// Ends whatever a call has under way.
    StopCall(JobId),
    /// Keeps these calls of this tab, and no others, so that they go on after a reload. Answer after one: `CallsFound`.
    KeepCalls(Vec<KeptCall>),
    /// Makes this tab the one that saves a project. Answers: `HeldElsewhere` while another tab saves it, and `OpenSaved`
    /// once that one has let it go.
    HoldSong(ProjectId),
    /// Asks the tab that saves a project to save everything and let go. Answer: `OpenSaved`.
    TakeSong(ProjectId),
    /// Adds an entry to the saved journal of a project. Answer: `Saved` or `SaveFailed`.
    AppendJournal {
        /// The project.
        project: ProjectId,
        /// The entry.
        entry: Box<JournalEntry>,
    },
    /// Saves a project whole and empties its saved journal up to here. Answer: `Saved` or `SaveFailed`.
    SaveCheckpoint {
        /// The project.
        project: ProjectId,
        /// Its title, for the list of songs.
        title: String,
        /// The project file that the journal goes on from.
        base: Vec<u8>,
        /// The entries after it: the steps that can still be undone.
        journal: Vec<JournalEntry>,
        /// Entries that are part of the file now: kept beside it as evidence.
        forgotten: Vec<JournalEntry>,
    },
    /// Reads a SoundFont, or takes the preset in a place of the file out of it. Answer: `FontRead` or `PresetTaken`, or
    /// `FontRefused`.
    ReadFont {
        /// Which one it is.
        id: u32,
        /// The file.
        bytes: Rc<Vec<u8>>,
        /// The place of the preset; none for what is in the file.
        preset: Option<u32>,
    },
    /// Decodes a sound file, only to look at it. Answer: `AssetDecoded` or `AssetRefused`.
    DecodeAsset {
        /// The import it belongs to.
        import: ImportId,
        /// The file.
        bytes: Rc<Vec<u8>>,
    },
    /// Keeps a sound file. Answer: `AssetStored` or `AssetNotStored`.
    StoreAsset {
        /// The import it belongs to.
        import: ImportId,
        /// SHA-256 of the bytes, which names them.
        digest: Digest,
        /// The file.
        bytes: Rc<Vec<u8>>,
        /// Its outline.
        outline: Vec<u8>,
    },
    /// Draws a cover, so many pixels wide. Answer: `CoverDrawn`.
    DrawCover {
        /// What it is drawn from.
        brief: Box<CoverBrief>,
        /// Its side in pixels.
        side: u32,
    },
    /// Reads a kept picture. Answer: `PictureRead`.
    ReadPicture(Digest),
    /// Reads the outlines of kept recordings. Answer: `OutlinesRead`, and `RecordingMissing` for each that is not there.
    ReadOutlines(Vec<Digest>),
    /// Decodes kept recordings, makes them as long and as high as they are played, and hands them to the engine. Answer:
    /// `RecordingHanded` for each; before that where one is not there `RecordingMissing`, and where the engine has no room: `RecordingsFull`.
    LoadRecordings(Vec<Rendition>),
    /// Reads the acts of a project that were kept beside its file, and checks signatures. Answer: `EvidenceRead`.
    ReadEvidence {
        /// The project.
        project: ProjectId,
        /// What for.
        wanted: EvidenceUse,
        /// The signatures.
        claims: Vec<SealClaim>,
    },
    /// Signs a ledger with this device's key. Answer: `LedgerSigned`, or a notice.
    SignLedger(SealRequest),
    /// Carries out what the person wishes of signing. Answer: `SigningChanged`, with a notice where it was refused.
    SetSigning(SigningWish),
    /// Asks for `CheckpointDue` after a quiet moment; asking again starts the moment anew.
    ScheduleCheckpoint,
    /// Lists the saved songs. Answer: `SongsListed`.
    ListSongs,
    /// Loads a saved song. Answer: `OpenSaved`, or a notice.
    LoadSong(ProjectId),
    /// Lets instruments play into the song. Answers: `MidiChanged`, then `PressKey` and `LiftKey`.
    ListenMidi,
    /// Keeps language, theme and name.
    SaveSettings(Settings),
    /// Hands the person a file.
    Download {
        /// Its name.
        name: String,
        /// Its media type.
        media_type: &'static str,
        /// What is in it.
        bytes: Vec<u8>,
    },
    /// Puts text on the clipboard.
    Copy(String),
    /// Takes the fragment off the address, so that a reload does not open the link again.
    ClearFragment,
    /// Lets the waiting version of the studio take over and reloads the page.
    ActivateUpdate,
    /// Shows the browser's own install prompt.
    PromptInstall,
}
