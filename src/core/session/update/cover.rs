//! The cover: drawn by the studio, taken from a service's answer or brought in, stored, and only then put on the song.

use std::rc::Rc;

use crate::cover::{self, CoverBrief, EXPORT_SIDE, PREVIEW_SIDE};
use crate::edit::{Command, Edit};
use crate::picture::{look, says_made_by_a_model};
use crate::project::{AssetKind, AssetRef};
use crate::provenance::{AuthorsId, Contributor, Digest, PromptRecord};
use crate::release::cover_brief;
use crate::session::cover::Incoming;
use crate::session::import::line_of;
use crate::session::{Action, CoverShown, Effect, ImportAnswers, ImportId, PictureFile, ReplyMade, Session, Severity};
use crate::text::Message;

const CHOOSE_LABEL: &str = "step-choose-cover";
const REMOVE_LABEL: &str = "step-remove-cover";

impl Session {
    /// The cover as far as it can be shown.
    pub fn cover(&self) -> CoverShown {
        let shown = match self.history.project().metadata.cover {
            Some(digest) => self.covers.read.as_ref().filter(|(read, _)| *read == digest).map(|(_, shown)| shown),
            // While another is drawn after a change of the song, the last one stays on show.
            None => self.covers.drawn.as_ref().map(|(_, shown)| shown),
        };
        shown.cloned().unwrap_or_default()
    }

    /// The picture file that waits for the person to say who made it.
    pub fn picture_asked(&self) -> Option<&PictureFile> {
        self.covers.asked.as_ref()
    }

    /// Whether a picture is on its way onto the cover.
    pub fn cover_coming(&self) -> bool {
        self.covers.wanted.is_some() || !self.covers.storing.is_empty()
    }

    pub(super) fn update_cover(&mut self, action: Action, now: u64) -> Vec<Effect> {
        match action {
            Action::ShowCover => self.show_cover(),
            Action::CoverDrawn { brief, side, drawn } => self.cover_drawn(*brief, side, drawn),
            Action::PictureRead { digest, bytes } => {
                self.covers.reading.take_if(|reading| *reading == digest);
                self.covers.read = Some((digest, bytes.into()));
                Vec::new()
            }
            Action::DrawCover { variant } => {
                let project = self.history.project();
                let brief = cover_brief(project, variant);
                self.covers.wanted = Some((brief.clone(), variant, project.id));
                vec![Effect::DrawCover { brief: Box::new(brief), side: EXPORT_SIDE }]
            }
            Action::UsePicture { reply } => self.use_picture(reply),
            Action::ImportPicture { file } => self.import_picture(*file),
            Action::PlacePicture { answers } => self.place_picture(&answers),
            Action::CancelPicture => {
                self.covers.asked = None;
                Vec::new()
            }
            Action::RemoveCover if self.history.project().metadata.cover.is_some() => {
                let commands = vec![Command::SetCover { cover: None }];
                self.run(Edit::new(REMOVE_LABEL, commands, self.person(), now))
            }
            _ => Vec::new(),
        }
    }

    /// Asks for what is to be shown and not known yet.
    fn show_cover(&mut self) -> Vec<Effect> {
        let project = self.history.project();
        let Some(digest) = project.metadata.cover else {
            let brief = cover_brief(project, 0);
            let known = self.covers.drawn.as_ref().is_some_and(|(drawn, _)| *drawn == brief);
            // One at a time: when it is drawn, whoever shows it asks again.
            if known || self.covers.drawing.is_some() {
                return Vec::new();
            }
            self.covers.drawing = Some(brief.clone());
            return vec![Effect::DrawCover { brief: Box::new(brief), side: PREVIEW_SIDE }];
        };
        let known = self.covers.read.as_ref().is_some_and(|(read, _)| *read == digest);
        if known || self.covers.reading.replace(digest) == Some(digest) {
            return Vec::new();
        }
        vec![Effect::ReadPicture(digest)]
    }

    fn cover_drawn(&mut self, brief: CoverBrief, side: u32, drawn: Result<Rc<Vec<u8>>, Message>) -> Vec<Effect> {
        let (drawn, reason) = match drawn {
            Ok(png) => (Some(png), None),
            Err(reason) => (None, Some(reason)),
        };
        if side == PREVIEW_SIDE {
            self.covers.drawing.take_if(|drawing| *drawing == brief);
            self.covers.drawn = Some((brief, drawn.into()));
            return Vec::new();
        }
        let Some((_, variant, project)) = self.covers.wanted.take_if(|(wanted, ..)| *wanted == brief) else {
            return Vec::new();
        };
        if let Some(reason) = reason {
            self.say(Severity::Error, reason);
        }
        match drawn {
            Some(png) if project == self.history.project().id => {
                // Nobody asked for it in words; the variant makes it repeatable.
                let prompt = PromptRecord { digest: Digest::of(b""), text: None, seed: Some(variant) };
                let name = format!("cover-{variant}.png");
                self.store_picture(PictureFile { name, bytes: png }, cover::contributor(), Some(prompt))
            }
            _ => Vec::new(),
        }
    }

    /// Puts the picture of an answer on the cover, as the work of the model that made it.
    fn use_picture(&mut self, reply: usize) -> Vec<Effect> {
        let Some(reply) = self.replies.get(reply).cloned() else { return Vec::new() };
        let ReplyMade::Picture(picture) = &*reply.made else { return Vec::new() };
        let file = PictureFile { name: reply.by.name(), bytes: Rc::new(picture.bytes.clone()) };
        self.store_picture(file, reply.by, Some(reply.prompt))
    }

    /// A file asks who made it, unless it is the one that the cover was missing.
    fn import_picture(&mut self, file: PictureFile) -> Vec<Effect> {
        if let Err(error) = look(&file.bytes) {
            self.say(Severity::Error, error.message());
            return Vec::new();
        }
        let missed = self.covers.read.as_ref().filter(|(_, shown)| *shown == CoverShown::Missing);
        let cover = self.history.project().cover();
        match cover.filter(|cover| missed.is_some_and(|(digest, _)| *digest == cover.digest)).cloned() {
            Some(cover) if cover.digest == Digest::of(&file.bytes) => self.store_asset(cover, file.bytes, None),
            _ => {
                self.covers.asked = Some(file);
                Vec::new()
            }
        }
    }

    fn place_picture(&mut self, answers: &ImportAnswers) -> Vec<Effect> {
        let Some(file) = self.covers.asked.clone() else { return Vec::new() };
        let credit = answers.credit(&self.person());
        if !matches!(credit.by, Contributor::Model { .. }) && says_made_by_a_model(&file.bytes) {
            self.say(Severity::Warning, Message::new("cover-says-model"));
            return Vec::new();
        }
        self.covers.asked = None;
        self.store_picture(file, credit.by, credit.prompt)
    }

    fn store_picture(&mut self, file: PictureFile, by: Contributor, prompt: Option<PromptRecord>) -> Vec<Effect> {
        let facts = match look(&file.bytes) {
            Ok(facts) => facts,
            Err(error) => {
                self.say(Severity::Error, error.message());
                return Vec::new();
            }
        };
        let asset = AssetRef {
            digest: Digest::of(&file.bytes),
            name: line_of(&file.name),
            media_type: facts.media_type.to_owned(),
            bytes: file.bytes.len() as u64,
            kind: AssetKind::Image { width: facts.width, height: facts.height },
            authors: AuthorsId::default(),
        };
        self.store_asset(asset, file.bytes, Some((by, prompt)))
    }

    /// Stores a picture. With its maker it goes on the cover afterwards; without, it is there already.
    fn store_asset(
        &mut self,
        asset: AssetRef,
        bytes: Rc<Vec<u8>>,
        credit: Option<(Contributor, Option<PromptRecord>)>,
    ) -> Vec<Effect> {
        self.next_import += 1;
        let (id, digest) = (ImportId(self.next_import), asset.digest);
        let (project, kept) = (self.history.project().id, Rc::clone(&bytes));
        self.covers.storing.push(Incoming { id, project, asset, bytes, credit });
        vec![Effect::StoreAsset { import: id, digest, bytes: kept, outline: Vec::new() }]
    }

    /// Whether what is stored under this id is a picture.
    pub(super) fn stores_picture(&self, id: ImportId) -> bool {
        self.covers.storing.iter().any(|incoming| incoming.id == id)
    }

    /// The bytes are safe, so the project may name them; or they are not, and everything stays as it is.
    pub(super) fn picture_stored(&mut self, id: ImportId, failure: Option<Message>, now: u64) -> Vec<Effect> {
        let Some(place) = self.covers.storing.iter().position(|incoming| incoming.id == id) else { return Vec::new() };
        let Incoming { project, asset, bytes, credit, .. } = self.covers.storing.remove(place);
        if let Some(reason) = failure {
            self.say(Severity::Error, reason);
            return Vec::new();
        }
        if project != self.history.project().id {
            return Vec::new();
        }
        self.covers.read = Some((asset.digest, CoverShown::Picture(bytes)));
        let Some((by, prompt)) = credit else {
            self.say(Severity::Success, Message::new("notice-cover-found").with("name", asset.name));
            return Vec::new();
        };
        let cover = Some(asset.digest);
        let commands = vec![Command::AddAsset { asset }, Command::SetCover { cover }];
        self.run(Edit { prompt, ..Edit::new(CHOOSE_LABEL, commands, by, now) })
    }
}
