//! Opening, beginning, sharing and saving whole projects.

use std::rc::Rc;

use crate::bundle::{self, Bundle};
use crate::edit::History;
use crate::project::{Project, ProjectId, file, link};
use crate::release;
use crate::session::state::LinkPreview;
use crate::session::{About, Action, AudioFile, Effect, Notice, SavedProject, Selection, Session, Settings, Severity};
use crate::text::Message;
use crate::time::Tick;

/// Beyond this many characters, some chat programs cut an address.
const LONG_LINK: usize = 16_000;

impl Session {
    pub(super) fn update_document(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Booted { fresh, saved, settings, link } => self.boot(fresh, saved, settings, link),
            Action::NewProject { fresh } => {
                let mut effects = self.open(History::new(Project::empty(fresh)));
                effects.push(Effect::ListSongs);
                effects
            }
            Action::OpenSaved { saved } => self.open_saved(&saved),
            Action::OpenRecent { project } => vec![Effect::LoadSong(project)],
            Action::OpenFile { bytes, fresh } => self.open_file(&bytes, fresh),
            Action::OpenLink { fragment, fresh } => self.open_link(&fragment, fresh),
            Action::AcceptLink => match self.link.take() {
                Some(preview) => self.open_preview(preview),
                None => Vec::new(),
            },
            Action::DeclineLink => {
                self.link = None;
                vec![Effect::ClearFragment]
            }
            Action::SaveFile => vec![self.download_project()],
            Action::OpenBundle { bytes, fresh } => self.open_bundle(&bytes, fresh),
            Action::Share { base } => self.share(&base),
            _ => Vec::new(),
        }
    }

    fn boot(
        &mut self,
        fresh: ProjectId,
        saved: Option<Box<SavedProject>>,
        settings: Settings,
        link: Option<String>,
    ) -> Vec<Effect> {
        self.settings = settings;
        // First, so that a saved song that cannot be opened leaves a blank one of its own and is never written over.
        let mut effects = self.open(History::new(Project::empty(fresh)));
        if let Some(saved) = saved {
            effects.extend(self.open_saved(&saved));
        }
        if let Some(fragment) = link {
            effects.extend(self.open_link(&fragment, fresh));
        }
        effects.push(Effect::ListSongs);
        effects
    }

    /// Makes a project the open one. The engine hears of it with the next word to it.
    fn open(&mut self, history: History) -> Vec<Effect> {
        self.history = history;
        self.drag = None;
        self.stop_listening();
        self.auditioning = None;
        self.forget_takes();
        self.selection = Selection::default();
        self.looped = None;
        self.performance = None;
        self.author = None;
        self.checkpoint = None;
        self.elsewhere = false;
        self.outlines_asked.clear();
        self.missing.clear();
        (self.covers.asked, self.covers.read, self.covers.drawn) = (None, None, None);
        let mut effects: Vec<Effect> = self.forget_search().into_iter().collect();
        effects.push(Effect::HoldSong(self.history.project().id));
        if self.playing {
            effects.extend(self.update_transport(Action::TogglePlay));
        }
        effects.extend(self.update_transport(Action::SetLoop { range: None }));
        effects.extend(self.update_transport(Action::Locate { tick: Tick::ZERO }));
        let first = self.history.project().tracks.first();
        self.selection.track = first.map(|track| track.id);
        self.selection.clip = first.and_then(|track| track.clips.first()).map(|clip| clip.id);
        effects
    }

    fn open_saved(&mut self, saved: &SavedProject) -> Vec<Effect> {
        let base = match file::decode(&saved.base) {
            Ok(base) => base,
            Err(error) => {
                self.say(Severity::Error, error.message());
                return Vec::new();
            }
        };
        let (history, replayed) = History::replay(base, &saved.journal);
        let mut effects = self.open(history);
        self.checkpoint = Some(saved.journal.len());
        if replayed < saved.journal.len() {
            let lost = saved.journal.len() - replayed;
            self.say(Severity::Warning, Message::new("notice-journal-damaged").with("entries", lost));
            effects.push(self.save_checkpoint());
        }
        effects
    }

    fn open_file(&mut self, bytes: &[u8], fresh: ProjectId) -> Vec<Effect> {
        match file::decode(bytes) {
            Ok(project) => self.open_copy(project, fresh),
            Err(error) => {
                self.say(Severity::Error, error.message());
                Vec::new()
            }
        }
    }

    /// A file of the open project is an older or newer copy: it must not take the open one's place.
    fn open_copy(&mut self, project: Project, fresh: ProjectId) -> Vec<Effect> {
        let id = if project.id == self.history.project().id { fresh } else { project.id };
        let mut effects = self.open(History::new(Project { id, ..project }));
        effects.push(self.save_checkpoint());
        effects
    }

    /// Opens a project and takes its recordings and pictures in, which it lists already.
    fn open_bundle(&mut self, bytes: &[u8], fresh: ProjectId) -> Vec<Effect> {
        let Bundle { project, mut assets, .. } = match bundle::read(bytes) {
            Ok(bundle) => bundle,
            Err(error) => {
                self.say(Severity::Error, error.message());
                return Vec::new();
            }
        };
        let listed = Rc::clone(&project.assets);
        let mut effects = self.open_copy(project, fresh);
        for asset in listed.iter() {
            let Some(bytes) = assets.remove(&asset.digest).map(Rc::new) else { continue };
            if asset.picture().is_some() {
                effects.extend(self.store_asset(asset.clone(), bytes, None));
            } else {
                // As one that the project was missing, it asks nothing.
                self.missing.insert(asset.digest);
                let name = asset.name.clone();
                effects.extend(self.import(AudioFile {
                    name,
                    bytes,
                    credit: None,
                    at: Tick::ZERO,
                    about: About::default(),
                    keys: None,
                }));
            }
        }
        effects
    }

    /// A link opens at once where nothing is in its way, and as a preview where something is.
    fn open_link(&mut self, fragment: &str, fresh: ProjectId) -> Vec<Effect> {
        match link::unpack(fragment) {
            Ok(project) => {
                let preview = LinkPreview { project: Rc::new(project), fresh };
                if self.history.project().is_blank() {
                    return self.open_preview(preview);
                }
                self.link = Some(preview);
                Vec::new()
            }
            Err(error) => {
                self.say(Severity::Error, error.message());
                vec![Effect::ClearFragment]
            }
        }
    }

    /// Opens a linked project as a new one of the person's own, with the credits it brings.
    fn open_preview(&mut self, preview: LinkPreview) -> Vec<Effect> {
        let mut project = Project::clone(&preview.project);
        project.lineage.push(project.id);
        project.id = preview.fresh;
        let mut effects = self.open(History::new(project));
        effects.push(self.save_checkpoint());
        effects.push(Effect::ClearFragment);
        effects
    }

    fn download_project(&self) -> Effect {
        let project = self.history.project();
        Effect::Download {
            name: format!("{}.cowrite", release::file_stem(&project.metadata.title)),
            media_type: "application/json",
            bytes: file::encode(project),
        }
    }

    fn share(&mut self, base: &str) -> Vec<Effect> {
        let fragment = link::pack(self.history.project());
        let url = format!("{base}#{fragment}");
        let length = url.chars().count();
        if length > LONG_LINK {
            let words = Message::new("notice-save-file");
            let notice = Notice::new(Severity::Info, Message::new("notice-link-long").with("length", length));
            self.show(notice.with_remedy(words, Action::SaveFile));
        } else {
            self.say(Severity::Success, Message::new("notice-link-copied").with("length", length));
        }
        vec![Effect::Copy(url)]
    }
}
