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
                let prompt = PromptRecord { digest: Digest::of(b""), text: None, seed: Some(variant), reference: None };
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
    pub(super) fn store_asset(
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ai::Picture;
    use crate::project::ProjectId;
    use crate::provenance::{Aspect, ContainsAi, ContributorKind};
    use crate::release::{disclosure, drawn_variant};
    use crate::session::{Origin, Plan, Reply, Task};

    fn png(width: u32) -> Vec<u8> {
        let side = width.to_be_bytes();
        [b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".as_slice(), &side, &side, b"\x08\x06\0\0\0"].concat()
    }

    fn file(bytes: Vec<u8>) -> Action {
        Action::ImportPicture { file: Box::new(PictureFile { name: "front.png".to_owned(), bytes: Rc::new(bytes) }) }
    }

    /// The store keeps what the last effect handed it.
    fn keep(session: &mut Session, effects: &[Effect]) -> Digest {
        let [Effect::StoreAsset { import, digest, .. }] = effects else { panic!("{effects:?}") };
        assert!(session.cover_coming() && session.project().metadata.cover != Some(*digest));
        session.update(Action::AssetStored { import: *import }, 3);
        assert!(!session.cover_coming());
        *digest
    }

    fn artists(session: &Session) -> Vec<(ContributorKind, String)> {
        let said = disclosure(session.project());
        let artwork = said.aspects.into_iter().find(|aspect| aspect.aspect == Aspect::Artwork);
        artwork.map_or_else(Vec::new, |all| all.shares.into_iter().map(|one| (one.kind, one.name)).collect())
    }

    fn draw(session: &mut Session, variant: u64) -> Digest {
        let effects = session.update(Action::DrawCover { variant }, 1);
        let [Effect::DrawCover { brief, side: EXPORT_SIDE }] = &effects[..] else { panic!("{effects:?}") };
        let drawn = Ok(Rc::new(png(3000 + variant as u32)));
        let drawn = Action::CoverDrawn { brief: brief.clone(), side: EXPORT_SIDE, drawn };
        let effects = session.update(drawn, 2);
        keep(session, &effects)
    }

    #[test]
    fn what_the_studio_draws_is_its_tools_and_one_step_that_can_be_taken_back() {
        let mut session = Session::new(ProjectId(1));
        assert_eq!(artists(&session), [], "nobody claims what nobody chose");
        let first = draw(&mut session, 0);
        assert_eq!(artists(&session), [(ContributorKind::Tool, cover::contributor().name())]);
        assert_eq!(drawn_variant(session.project()), Some(0));
        draw(&mut session, 1);
        assert_eq!(drawn_variant(session.project()), Some(1));
        session.update(Action::Undo, 4);
        assert_eq!(session.project().metadata.cover, Some(first));
        session.update(Action::RemoveCover, 5);
        assert!(session.project().cover().is_none() && !session.project().assets.is_empty());
        session.update(Action::Undo, 6);
        session.update(Action::Undo, 7);
        assert!(session.project().cover().is_none() && session.project().assets.is_empty());
    }

    #[test]
    fn the_picture_of_an_answer_is_the_models_with_what_it_was_asked() {
        let mut session = Session::new(ProjectId(1));
        let by = Contributor::Model { provider: "Example".to_owned(), model: "p1".to_owned(), terms: String::new() };
        let prompt = PromptRecord::with_text("a train at night", None);
        let picture = Picture { bytes: png(1024), media_type: "image/jpeg".to_owned() };
        let made = Rc::new(ReplyMade::Picture(picture));
        session.replies.push(Reply {
            task: Task::Cover,
            by: by.clone(),
            prompt: prompt.clone(),
            own_words: false,
            instrumental: true,
            spent: crate::session::Spent::default(),
            made,
        });
        let effects = session.update(Action::UsePicture { reply: 0 }, 1);
        keep(&mut session, &effects);
        let cover = session.project().cover().unwrap();
        assert_eq!((cover.media_type.as_str(), cover.picture()), ("image/png", Some((1024, 1024))));
        assert_eq!(artists(&session), [(ContributorKind::Model, "Example p1".to_owned())]);
        let contribution = &session.project().ledger.entries()[0].contribution;
        assert_eq!((&contribution.contributor, &contribution.prompt), (&by, &Some(prompt)));
        assert_eq!(disclosure(session.project()).contains_ai(), ContainsAi::All);
        assert!(session.update(Action::UsePicture { reply: 9 }, 5).is_empty());
    }

    #[test]
    fn a_file_asks_who_made_it_and_one_that_says_a_model_did_is_believed() {
        let mut session = Session::new(ProjectId(1));
        session.update(file(b"GIF89a".to_vec()), 1);
        assert!(session.picture_asked().is_none() && session.notices().len() == 1);
        let mut bytes = png(800);
        bytes.extend(b"digitalsourcetype/trainedAlgorithmicMedia");
        assert!(session.update(file(bytes), 1).is_empty() && session.picture_asked().is_some());
        let mine = Box::new(ImportAnswers::default());
        assert!(session.update(Action::PlacePicture { answers: mine.clone() }, 2).is_empty());
        assert!(session.picture_asked().is_some() && session.notices().len() == 2);
        let origin = Origin::Service { name: "Example".to_owned(), model: String::new(), plan: Plan::Unknown };
        let answers = Box::new(ImportAnswers { origin, prompt: "a train".to_owned(), words: false, voice: false });
        let effects = session.update(Action::PlacePicture { answers }, 3);
        keep(&mut session, &effects);
        assert_eq!(artists(&session), [(ContributorKind::Model, "Example".to_owned())]);
        session.update(file(png(801)), 4);
        let effects = session.update(Action::PlacePicture { answers: mine }, 5);
        keep(&mut session, &effects);
        assert_eq!(artists(&session), [(ContributorKind::Person, String::new())]);
    }

    #[test]
    fn what_cannot_be_stored_changes_nothing_and_another_song_takes_no_cover_of_this_one() {
        let mut session = Session::new(ProjectId(1));
        let effects = session.update(Action::DrawCover { variant: 0 }, 1);
        let [Effect::DrawCover { brief, .. }] = &effects[..] else { panic!("{effects:?}") };
        let drawn = |result| Action::CoverDrawn { brief: brief.clone(), side: EXPORT_SIDE, drawn: result };
        session.update(drawn(Err(Message::new("cover-not-drawn").with("reason", "memory"))), 2);
        assert!(!session.cover_coming() && session.notices().len() == 1);
        assert!(session.update(drawn(Ok(Rc::new(png(9)))), 2).is_empty(), "nobody waits for it");
        session.update(file(png(5)), 3);
        let effects = session.update(Action::PlacePicture { answers: Box::default() }, 3);
        let [Effect::StoreAsset { import, .. }] = &effects[..] else { panic!("{effects:?}") };
        session.update(Action::AssetNotStored { import: *import, reason: Message::new("store-asset-full") }, 4);
        assert!(session.project().assets.is_empty() && session.notices().len() == 2);
        session.update(file(png(5)), 3);
        let effects = session.update(Action::PlacePicture { answers: Box::default() }, 3);
        session.update(Action::NewProject { fresh: ProjectId(2) }, 4);
        let [Effect::StoreAsset { import, .. }] = &effects[..] else { panic!("{effects:?}") };
        session.update(Action::AssetStored { import: *import }, 5);
        assert!(session.project().cover().is_none());
    }

    #[test]
    fn the_cover_on_show_is_drawn_or_read_once_and_a_missing_one_comes_back() {
        let mut session = Session::new(ProjectId(1));
        let effects = session.update(Action::ShowCover, 1);
        let [Effect::DrawCover { brief, side: PREVIEW_SIDE }] = &effects[..] else { panic!("{effects:?}") };
        assert!(session.update(Action::ShowCover, 1).is_empty() && session.cover() == CoverShown::Awaited);
        let png_bytes = Rc::new(png(512));
        let drawn = Ok(Rc::clone(&png_bytes));
        session.update(Action::CoverDrawn { brief: brief.clone(), side: PREVIEW_SIDE, drawn }, 2);
        assert_eq!(session.cover(), CoverShown::Picture(png_bytes));
        assert!(session.update(Action::ShowCover, 2).is_empty());
        let digest = draw(&mut session, 0);
        assert!(session.update(Action::ShowCover, 3).is_empty(), "it was just here");
        // Another browser does not have it.
        session.covers.read = None;
        assert_eq!(session.update(Action::ShowCover, 3), [Effect::ReadPicture(digest)]);
        assert!(session.update(Action::ShowCover, 3).is_empty());
        session.update(Action::PictureRead { digest, bytes: None }, 4);
        assert_eq!(session.cover(), CoverShown::Missing);
        let before = session.project().clone();
        let effects = session.update(file(png(3000)), 5);
        let [Effect::StoreAsset { import, .. }] = &effects[..] else { panic!("{effects:?}") };
        session.update(Action::AssetStored { import: *import }, 6);
        assert!(matches!(session.cover(), CoverShown::Picture(_)) && *before == **session.project());
    }
}
