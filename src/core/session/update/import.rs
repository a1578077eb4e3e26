//! Bringing sound files in: decoded, asked about, stored, and only then placed, so that nothing is lost.

use std::rc::Rc;

use crate::decode::Summary;
use crate::edit::{Command, Edit, NewTrack, Share};
use crate::pcm::{Decibels, Pan, Peaks, sniff};
use crate::project::limits::{MAX_TEXT, MAX_TICK, TRACK_COLOURS};
use crate::project::{
    AssetKind, AssetRef, AudioClip, Clip, ClipContent, ClipId, LyricLine, Metadata, Project, TrackId, TrackRole,
};
use crate::provenance::{AuthorsId, Contributor, Digest};
use crate::score::{ScoreLyric, spread, sung_lines};
use crate::session::import::{
    About, AudioFile, Credit, Import, ImportAnswers, ImportId, ImportStage, Placement, line_of, text_of,
};
use crate::session::{Action, Effect, Selection, Session, Severity};
use crate::sound::{Patch, PatchKind};
use crate::text::Message;
use crate::time::{Bpm, TempoMap, Tick};

/// Names the undo step of an import.
const IMPORT_LABEL: &str = "step-import-audio";
/// The most lines of a recording's words that are taken over.
const MAX_LINES: usize = 400;

impl Session {
    pub(super) fn update_import(&mut self, action: Action, now: u64) -> Vec<Effect> {
        match action {
            Action::ImportAudio { file } => self.import(*file),
            Action::AssetDecoded { import, summary } => self.decoded(import, *summary),
            Action::AssetRefused { import, reason } => {
                let known = self.imports.iter().any(|known| known.id == import);
                self.leave_out(import);
                if known {
                    self.say(Severity::Error, reason);
                }
                Vec::new()
            }
            Action::PlaceImport { import, answers, at } => self.place(import, &answers, at),
            Action::CancelImport { import } => {
                self.leave_out(import);
                Vec::new()
            }
            Action::AssetStored { import } if self.stores_picture(import) => self.picture_stored(import, None, now),
            Action::AssetNotStored { import, reason } if self.stores_picture(import) => {
                self.picture_stored(import, Some(reason), now)
            }
            Action::AssetStored { import } => self.stored(import, now),
            Action::AssetNotStored { import, reason } if self.awaits(import) => {
                self.leave_out(import);
                self.say(Severity::Error, reason);
                Vec::new()
            }
            Action::AssetNotStored { import, reason } => {
                if let Some(known) = self.imports.iter_mut().find(|known| known.id == import)
                    && let ImportStage::Storing(summary, _) = &known.stage
                {
                    known.stage = ImportStage::Asking(summary.clone());
                    self.say(Severity::Error, reason);
                }
                Vec::new()
            }
            Action::OutlinesRead { outlines } => {
                let known = Rc::make_mut(&mut self.outlines);
                known.extend(outlines.into_iter().map(|(digest, bytes)| (digest, Rc::new(Peaks::from_bytes(&bytes)))));
                Vec::new()
            }
            Action::RecordingMissing { digest } => {
                self.missing.insert(digest);
                // One that is on its way in is there in a moment.
                let coming = self.imports.iter().any(|import| import.digest == digest);
                let named = self.history.project().asset(digest).map(|asset| asset.name.clone());
                if let Some(name) = named.filter(|_| !coming) {
                    self.say(Severity::Warning, Message::new("notice-recording-missing").with("name", name));
                }
                self.look_again()
            }
            Action::RecordingHanded { key } => {
                self.recording_handed(key);
                Vec::new()
            }
            Action::RecordingsFull => {
                self.say(Severity::Warning, Message::new("notice-recordings-full"));
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// Whether a file is only meant to be heard.
    fn awaits(&self, import: ImportId) -> bool {
        self.listening.as_ref().is_some_and(|listening| listening.awaits(import))
    }

    /// Leaves a file out, and with it a recording that was to be heard.
    fn leave_out(&mut self, import: ImportId) {
        if self.awaits(import) {
            self.stop_listening();
        }
        self.imports.retain(|known| known.id != import);
    }

    /// Begins to bring a file in.
    pub(super) fn import(&mut self, file: AudioFile) -> Vec<Effect> {
        if sniff(&file.bytes).is_none() {
            self.say(Severity::Error, Message::new("error-decode-unknown"));
            return Vec::new();
        }
        self.next_import += 1;
        let (id, bytes) = (ImportId(self.next_import), Rc::clone(&file.bytes));
        let (digest, stage) = (Digest::of(&bytes), ImportStage::Decoding);
        self.imports.push(Import { id, file, digest, stage });
        vec![Effect::DecodeAsset { import: id, bytes }]
    }

    /// A file that brings its credit goes on at once, and so does one that the project was missing.
    fn decoded(&mut self, id: ImportId, summary: Summary) -> Vec<Effect> {
        let Some(index) = self.imports.iter().position(|known| known.id == id) else { return Vec::new() };
        let import = &self.imports[index];
        let project = self.history.project();
        let found = self.missing.contains(&import.digest) && project.asset(import.digest).is_some();
        let placement = match &import.file.credit {
            Some(credit) if self.awaits(id) => Some(Placement::Audition(credit.clone())),
            _ if found => Some(Placement::Found),
            Some(credit) => Some(placed(&import.file, credit.clone(), import.file.at)),
            None => None,
        };
        match placement {
            Some(placement) => self.store(index, summary, placement),
            None => {
                self.imports[index].stage = ImportStage::Asking(summary);
                Vec::new()
            }
        }
    }

    fn place(&mut self, id: ImportId, answers: &ImportAnswers, at: Tick) -> Vec<Effect> {
        let Some(index) = self.imports.iter().position(|known| known.id == id) else { return Vec::new() };
        let ImportStage::Asking(summary) = self.imports[index].stage.clone() else { return Vec::new() };
        let credit = answers.credit(&self.person()).as_said(&summary.said);
        let placement = placed(&self.imports[index].file, credit, at);
        self.store(index, summary, placement)
    }

    fn store(&mut self, index: usize, summary: Summary, placement: Placement) -> Vec<Effect> {
        let import = &mut self.imports[index];
        let outline = summary.peaks.clone();
        import.stage = ImportStage::Storing(summary, placement);
        vec![Effect::StoreAsset {
            import: import.id,
            digest: import.digest,
            bytes: Rc::clone(&import.file.bytes),
            outline,
        }]
    }

    /// The bytes are safe: the project may name them now.
    fn stored(&mut self, id: ImportId, now: u64) -> Vec<Effect> {
        let Some(index) = self.imports.iter().position(|known| known.id == id) else { return Vec::new() };
        let import = self.imports.remove(index);
        let ImportStage::Storing(summary, placement) = import.stage else { return Vec::new() };
        let outline = Rc::new(Peaks::from_bytes(&summary.peaks));
        Rc::make_mut(&mut self.outlines).insert(import.digest, outline);
        self.missing.remove(&import.digest);
        self.loaded.retain(|handed| handed.rendition.asset.digest != import.digest);
        match placement {
            Placement::Found => {
                let name = line_of(&import.file.name);
                self.say(Severity::Success, Message::new("notice-recording-found").with("name", name));
                self.look_again()
            }
            Placement::Clip(credit, at) => {
                let asset = asset_of(import.digest, &import.file, summary, &credit);
                self.bring_in(asset, credit, at, &import.file.about, now)
            }
            Placement::Keys(credit, keys) => {
                let asset = asset_of(import.digest, &import.file, summary, &credit);
                self.put_under_keys(asset, credit, &keys, now)
            }
            Placement::Audition(credit) => {
                let asset = asset_of(import.digest, &import.file, summary, &credit);
                self.heard_file(id, asset, credit, import.file.about, now)
            }
        }
    }

    /// Lists a recording and places it whole on a track of its own, as one undo step.
    pub(super) fn bring_in(
        &mut self,
        asset: AssetRef,
        credit: Credit,
        at: Tick,
        about: &About,
        now: u64,
    ) -> Vec<Effect> {
        let (edit, track, clip) = bringing(self.history.project(), asset, credit, at, about, &self.person(), now);
        let effects = self.run(edit);
        if self.history.project().track(track).is_some_and(|track| track.clip(clip).is_some()) {
            self.selection = Selection { track: Some(track), clip: Some(clip), ..Selection::default() };
        }
        effects
    }
}

/// How a file enters the project: for keys where it was brought in for some, else as a clip.
fn placed(file: &AudioFile, credit: Credit, at: Tick) -> Placement {
    match &file.keys {
        Some(keys) => Placement::Keys(credit, Box::new(keys.clone())),
        None => Placement::Clip(credit, at),
    }
}

/// A file as the project lists it.
fn asset_of(digest: Digest, file: &AudioFile, summary: Summary, credit: &Credit) -> AssetRef {
    let Summary { media_type, frames, rate, channels, .. } = summary;
    let kind = AssetKind::Audio { frames, rate, channels, words: credit.words, voice: credit.voice };
    let (name, bytes) = (line_of(&file.name), file.bytes.len() as u64);
    AssetRef { digest, name, media_type, bytes, kind, authors: AuthorsId::default() }
}

/// The edit that lists a recording and places it whole on a track of its own, and that track's and clip's ids. Words that
/// are the person's own are theirs in the ledger as well.
pub(super) fn bringing(
    project: &Project,
    asset: AssetRef,
    credit: Credit,
    at: Tick,
    about: &About,
    person: &Contributor,
    now: u64,
) -> (Edit, TrackId, ClipId) {
    let (mut commands, track, clip) = placing(project, asset, at, about.bpm);
    let words = words_over(project, &commands, about);
    let mut with = Vec::new();
    match words {
        Some(words) if about.own_words => with.push(Share { by: person.clone(), prompt: None, commands: vec![words] }),
        words => commands.extend(words),
    }
    let edit = Edit::new(IMPORT_LABEL, commands, credit.by, now);
    (Edit { prompt: credit.prompt, with, ..edit }, track, clip)
}

/// The commands that list a recording and place it on a new track, and that track's and clip's ids.
fn placing(project: &Project, asset: AssetRef, at: Tick, bpm: Option<Bpm>) -> (Vec<Command>, TrackId, ClipId) {
    let mut ids = project.ids;
    let (track, clip) = (ids.track(), ids.clip());
    let name = asset.name.rsplit_once('.').map_or(asset.name.as_str(), |(stem, _)| stem).trim().to_owned();
    let at = at.min(MAX_TICK - Tick(1));
    let content = ClipContent::Audio(AudioClip::whole(asset.digest));
    // An empty project has no tempo of its own yet.
    let tempo = bpm.filter(|_| project.is_blank()).map(TempoMap::constant);
    let length = lasting(tempo.as_ref().unwrap_or(&project.tempo), &asset, at);
    let clip = Clip { id: clip, content, at, length, offset: Tick::ZERO, authors: AuthorsId::default() };
    // Never more than the palette has.
    let colour = (project.tracks.len() % usize::from(TRACK_COLOURS)) as u8;
    let new = NewTrack {
        id: track,
        name: name.clone(),
        role: TrackRole::Audio,
        colour,
        patch: Patch::new(PatchKind::Fm),
        gain: Decibels(0.0),
        pan: Pan(0.0),
        inserts: Vec::new(),
        sends: Vec::new(),
    };
    let mut commands = Vec::new();
    if project.is_blank() && project.metadata.title.is_empty() {
        commands.push(Command::SetMetadata { metadata: Metadata { title: name, ..project.metadata.clone() } });
    }
    commands.extend(tempo.map(|tempo| Command::SetTempo { tempo }));
    commands.push(Command::AddAsset { asset });
    commands.push(Command::AddTrack { index: project.tracks.len(), track: new });
    commands.push(Command::AddClip { track, clip });
    (commands, track, clip.id)
}

/// The words of a recording, spread over its clip, where the project has none of its own.
fn words_over(project: &Project, placing: &[Command], about: &About) -> Option<Command> {
    let clip = placing.iter().find_map(|command| match command {
        Command::AddClip { clip, .. } => Some(clip),
        _ => None,
    })?;
    let lines: Vec<String> =
        sung_lines(&about.lyrics).into_iter().take(MAX_LINES).map(|line| text_of(line, MAX_TEXT)).collect();
    let shown: Vec<&str> = lines.iter().map(String::as_str).collect();
    let line = |line: ScoreLyric| LyricLine {
        range: line.range,
        text: line.text,
        placeholder: false,
        notes: Vec::new(),
        authors: AuthorsId::default(),
    };
    let lines: Vec<LyricLine> = spread(&shown, clip.range()).into_iter().map(line).collect();
    let wanted = project.lyrics.is_empty() && !lines.is_empty();
    wanted.then(|| Command::ReplaceLyrics { range: clip.range(), lines })
}

/// How many ticks a whole recording lasts from a tick on, up to the end of time.
fn lasting(tempo: &TempoMap, asset: &AssetRef, at: Tick) -> Tick {
    let seconds = asset.recording().map_or(0.0, |(frames, rate)| frames as f64 / f64::from(rate.max(1)));
    let end = tempo.tick_at(tempo.seconds_at(f64::from(at.0)) + seconds);
    // A cast of what is too large stops at the largest tick.
    let end = Tick(end.ceil() as u32).min(MAX_TICK);
    end.saturating_sub(at).max(Tick(1))
}
