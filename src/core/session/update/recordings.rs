//! Recordings of answers: heard with the song, taken apart, and placed in it.
//!
//! A recording is auditioned as a proposal is: the engine plays the project as placing it would leave it. Its files come
//! in through the same door as any other, and stop before the project.

use std::rc::Rc;

use crate::ai::Recording;
use crate::ai::media::StemsAsk;
use crate::edit::History;
use crate::project::{AssetRef, Project};
use crate::provenance::Contributor;
use crate::session::asking::{Brief, Reply, ReplyMade, Task};
use crate::session::import::{About, AudioFile, Credit, ImportId};
use crate::session::update::import::bringing;
use crate::session::{Action, Effect, Session};
use crate::time::{Bpm, Tick};

/// A recording of an answer that is heard with the song before it is taken.
#[derive(Debug)]
pub(in crate::session) struct Listening {
    made: Rc<ReplyMade>,
    recording: usize,
    /// Where it begins.
    at: Tick,
    /// Its files that are still on their way.
    coming: Vec<ImportId>,
    /// Its files that are here.
    here: Vec<Heard>,
}

/// A file that is here.
#[derive(Debug)]
struct Heard {
    asset: AssetRef,
    credit: Credit,
    about: About,
}

impl Listening {
    /// Whether it is to a recording of this answer.
    pub fn is_to(&self, reply: &Reply) -> bool {
        Rc::ptr_eq(&self.made, &reply.made)
    }

    /// Whether a file is one of its own.
    pub fn awaits(&self, import: ImportId) -> bool {
        self.coming.contains(&import)
    }

    /// Which recording of its answer it is to, and whether it is all here.
    pub fn shown(&self) -> (usize, bool) {
        (self.recording, self.coming.is_empty())
    }

    /// The project as placing the recording would leave it, once it is all here.
    pub fn over(&self, project: &Rc<Project>, person: &Contributor, now: u64) -> Option<Rc<Project>> {
        if !self.coming.is_empty() {
            return None;
        }
        let mut history = History::new(Project::clone(project));
        for heard in &self.here {
            let (asset, credit) = (heard.asset.clone(), heard.credit.clone());
            let (edit, ..) = bringing(history.project(), asset, credit, self.at, &heard.about, person, now);
            history.run(edit).ok()?;
        }
        Some(Rc::clone(history.project()))
    }
}

impl Session {
    /// The answer and its recording that is heard with the song, and whether it is all here.
    pub fn heard_recording(&self) -> Option<(usize, usize, bool)> {
        let listening = self.listening.as_ref()?;
        let reply = self.replies.iter().position(|reply| listening.is_to(reply))?;
        let (recording, ready) = listening.shown();
        Some((reply, recording, ready))
    }

    /// The project as placing the recording that is heard would leave it.
    pub fn heard_over(&self) -> Option<&Rc<Project>> {
        self.auditioning.as_ref().filter(|_| self.listening.is_some())
    }

    fn recording(&self, reply: usize, recording: usize) -> Option<(Reply, Recording)> {
        let reply = self.replies.get(reply)?;
        let ReplyMade::Recordings(all) = &*reply.made else { return None };
        Some((reply.clone(), all.get(recording)?.clone()))
    }

    /// Asks the service that made a recording for its stems.
    pub(super) fn ask_stems(&mut self, reply: usize, recording: usize, now: u64) -> Vec<Effect> {
        let Some((reply, chosen)) = self.recording(reply, recording) else { return Vec::new() };
        let service = self.settings.cowriters.services.iter().find(|service| service.name == reply.by.provider());
        let Some(service) = service.cloned() else { return Vec::new() };
        let ask = StemsAsk {
            request_id: reply.prompt.reference.clone(),
            recording_id: chosen.id.clone(),
            file: chosen.bytes.clone(),
            media_type: chosen.media_type.clone(),
        };
        let brief = Brief { task: Task::Recording, words: chosen.title, ..Brief::default() };
        self.ask_for_stems(brief, service, ask, now)
    }

    /// Plays the song as it would be with a recording, or as it is.
    pub(super) fn audition_recording(&mut self, reply: usize, recording: usize, on: bool, now: u64) -> Vec<Effect> {
        self.stop_listening();
        self.auditioning = None;
        let Some((reply, chosen)) = self.recording(reply, recording).filter(|_| on) else { return Vec::new() };
        let at = self.playhead_start;
        let mut effects = Vec::new();
        let mut coming = Vec::new();
        for file in files(&reply, &chosen, at) {
            let known = self.imports.len();
            effects.extend(self.import(file));
            coming.extend(self.imports.get(known).map(|import| import.id));
        }
        if !coming.is_empty() {
            self.listening = Some(Listening { made: Rc::clone(&reply.made), recording, at, coming, here: Vec::new() });
        }
        self.refresh_audition(now);
        effects
    }

    /// A file of the recording that shall be heard is here.
    pub(super) fn heard_file(
        &mut self,
        import: ImportId,
        asset: AssetRef,
        credit: Credit,
        about: About,
        now: u64,
    ) -> Vec<Effect> {
        let Some(listening) = &mut self.listening else { return Vec::new() };
        listening.coming.retain(|coming| *coming != import);
        listening.here.push(Heard { asset, credit, about });
        let ready = listening.coming.is_empty();
        self.refresh_audition(now);
        // Whoever asks to hear it hears it at once.
        if ready && !self.playing() { self.update_transport(Action::TogglePlay) } else { Vec::new() }
    }

    /// Ends the hearing of a recording; what of it is on its way is left out.
    pub(super) fn stop_listening(&mut self) {
        let Some(listening) = self.listening.take() else { return };
        self.imports.retain(|import| !listening.coming.contains(&import.id));
        self.auditioning = None;
        // The engine's memory is for what it plays.
        self.loaded_for = None;
    }

    /// Brings a recording of an answer into the song, with who made it: where it was heard, else at the playhead's start.
    pub(super) fn place_recording(&mut self, reply: usize, recording: usize, now: u64) -> Vec<Effect> {
        let Some((reply, chosen)) = self.recording(reply, recording) else { return Vec::new() };
        let mut effects = Vec::new();
        let heard = |listening: &&Listening| listening.is_to(&reply) && listening.shown() == (recording, true);
        if self.listening.as_ref().filter(heard).is_some()
            && let Some(Listening { here, at, .. }) = self.listening.take()
        {
            self.auditioning = None;
            for Heard { asset, credit, about } in here {
                effects.extend(self.bring_in(asset, credit, at, &about, now));
            }
            return effects;
        }
        self.stop_listening();
        for file in files(&reply, &chosen, self.playhead_start) {
            effects.extend(self.import(file));
        }
        effects
    }
}

/// The files of a recording: the whole, then its stems. Stems may come without the whole they were taken from.
fn files(reply: &Reply, chosen: &Recording, at: Tick) -> Vec<AudioFile> {
    let title = if chosen.title.is_empty() { reply.by.name() } else { chosen.title.clone() };
    let stems = chosen.stems.iter().map(|(name, bytes)| (format!("{title} {name}"), bytes));
    let all = std::iter::once((title.clone(), &chosen.bytes)).chain(stems);
    let bpm = chosen.bpm.and_then(|bpm| Bpm::new(f64::from(bpm)).ok());
    // Told once: stems are of the same song.
    let mut about = About { bpm, lyrics: chosen.lyrics.clone(), own_words: reply.own_words };
    let words = !chosen.lyrics.trim().is_empty() && !reply.own_words;
    // A service sings unless it was told not to, whether or not it says so.
    let voice = words || !reply.instrumental;
    let file = |(name, bytes): (String, &Vec<u8>)| AudioFile {
        name,
        bytes: Rc::new(bytes.clone()),
        credit: Some(Credit { by: reply.by.clone(), prompt: Some(reply.prompt.clone()), words, voice }),
        at,
        about: std::mem::take(&mut about),
        keys: None,
    };
    all.filter(|(_, bytes)| !bytes.is_empty()).map(file).collect()
}
