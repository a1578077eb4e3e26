//! Looking at what a release says: asked of the press whenever it is on show and has changed.

use std::rc::Rc;

use crate::interchange::ScoreFile;
use crate::project::file;
use crate::release;
use crate::release::gate;
use crate::release::gate::Purpose;
use crate::release::press::{self, Order, PackOrder, Reply};
use crate::session::{Action, Effect, EvidenceUse, Job, JobId, PackJob, ReportShown, Session, Severity};
use crate::text::Message;

impl Session {
    /// What is known of the release.
    pub fn report(&self) -> &ReportShown {
        &self.releases.shown
    }

    pub(super) fn update_release(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::ShowReport => self.show_report(),
            Action::SaveBundle => vec![self.read_evidence(EvidenceUse::Bundle)],
            Action::WriteScore { purpose, .. } if self.is_refused(purpose) => Vec::new(),
            Action::WriteScore { kind, .. } => self.write_score(kind),
            Action::MakePack { choices } if self.is_refused(choices.purpose) => Vec::new(),
            Action::MakePack { choices } => {
                self.releases.pack = Some(choices);
                vec![self.read_evidence(EvidenceUse::Pack)]
            }
            Action::Pressed { job, reply } => self.pressed(job, reply),
            Action::SaveDocument { place } => self.save_document(place).into_iter().collect(),
            _ => Vec::new(),
        }
    }

    /// Whether the song may not be used for a purpose, which is then told.
    pub(super) fn is_refused(&mut self, purpose: Purpose) -> bool {
        let refused = gate::open(self.history.project(), purpose).err();
        if let Some(refused) = &refused {
            self.say(Severity::Error, refused.message());
        }
        refused.is_some()
    }

    fn show_report(&mut self) -> Vec<Effect> {
        let (project, locale) = (Rc::clone(self.history.project()), self.settings.locale);
        let known = self.releases.looked.as_ref();
        if known.is_some_and(|(looked, in_language)| Rc::ptr_eq(looked, &project) && *in_language == locale) {
            return Vec::new();
        }
        if self.releases.job.is_some() {
            self.releases.stale = true;
            return Vec::new();
        }
        let another = known.is_some_and(|(looked, _)| looked.id != project.id);
        if another || matches!(self.releases.shown, ReportShown::Failed(_)) {
            self.releases.shown = ReportShown::Awaited;
        }
        let job = self.fresh_job();
        let cover = project.cover().map(|cover| cover.digest);
        let order = self.order();
        self.releases.job = Some(job);
        self.releases.looked = Some((project, locale));
        vec![Effect::Press { job, order: Box::new(press::Job::Report(order)), cover }]
    }

    /// Looks at the release again, where it was looked at: what is at hand has changed.
    pub(super) fn look_again(&mut self) -> Vec<Effect> {
        if self.releases.looked.take().is_some() { self.show_report() } else { Vec::new() }
    }

    fn order(&self) -> Order {
        Order {
            project: file::encode(self.history.project()),
            cover: None,
            missing: self.missing.iter().copied().collect(),
            locale: self.settings.locale,
        }
    }

    fn write_score(&mut self, kind: ScoreFile) -> Vec<Effect> {
        let job = self.fresh_job();
        self.releases.scores.push((job, kind));
        vec![Effect::Press { job, order: Box::new(press::Job::Score(self.order(), kind)), cover: None }]
    }

    /// The pack that was asked for, now that its evidence is known.
    pub(super) fn make_pack(&mut self, evidence: Vec<u8>, now: u64) -> Vec<Effect> {
        let Some(choices) = self.releases.pack.take() else { return Vec::new() };
        let id = self.fresh_job();
        let project = self.history.project();
        let file_name = format!("{} - release pack.zip", release::file_stem(&project.metadata.title));
        let recordings = project.renditions();
        let cover = self.job_cover();
        let order = PackOrder { order: self.order(), choices, evidence, with_cover: true, silent: Vec::new() };
        let work = self.signed_work(now);
        self.jobs.push(Job { id, file_name: file_name.clone(), done: 0.0 });
        vec![Effect::MakePack(Box::new(PackJob { id, file_name, order, recordings, cover, work }))]
    }

    fn score_written(&mut self, kind: ScoreFile, reply: Result<Box<Reply>, Message>) -> Vec<Effect> {
        match reply.map(|reply| *reply) {
            Ok(Reply::Score(bytes)) => {
                let stem = release::file_stem(&self.history.project().metadata.title);
                let name = format!("{stem}{}", kind.extension());
                vec![Effect::Download { name, media_type: kind.media_type(), bytes }]
            }
            Ok(_) => Vec::new(),
            Err(reason) => {
                self.say(Severity::Error, reason);
                Vec::new()
            }
        }
    }

    fn save_document(&self, place: usize) -> Option<Effect> {
        let ReportShown::Known(report) = &self.releases.shown else { return None };
        let document = report.documents.get(place)?;
        let name = format!("{} {}", release::file_stem(&self.history.project().metadata.title), document.file);
        Some(Effect::Download { name, media_type: "text/plain", bytes: document.text.clone().into_bytes() })
    }

    fn pressed(&mut self, job: JobId, reply: Result<Box<Reply>, Message>) -> Vec<Effect> {
        if let Some(place) = self.releases.scores.iter().position(|(known, _)| *known == job) {
            let (_, kind) = self.releases.scores.remove(place);
            return self.score_written(kind, reply);
        }
        if self.releases.job.take_if(|known| *known == job).is_none() {
            return Vec::new();
        }
        self.releases.shown = match reply.map(|reply| *reply) {
            Ok(Reply::Report(report)) => ReportShown::Known(Rc::new(*report)),
            Ok(_) => return Vec::new(),
            Err(reason) => {
                // Whoever opens the view again looks again.
                self.releases.looked = None;
                ReportShown::Failed(reason)
            }
        };
        if std::mem::take(&mut self.releases.stale) { self.show_report() } else { Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{Command, History};
    use crate::export::ExportSpec;
    use crate::project::{Metadata, ProjectId};
    use crate::provenance::{Aspect, Digest};
    use crate::release::facts::fixture::{Song, model};
    use crate::release::pack::Choices;
    use crate::text::Locale;

    fn title(session: &mut Session, title: &str) {
        let metadata = Metadata { title: title.to_owned(), ..Metadata::default() };
        session.update(Action::Edit { label: "edit-title", commands: vec![Command::SetMetadata { metadata }] }, 1);
    }

    fn asked(effects: Vec<Effect>) -> Option<(JobId, Box<press::Job>)> {
        effects.into_iter().find_map(|effect| match effect {
            Effect::Press { job, order, .. } => Some((job, order)),
            _ => None,
        })
    }

    #[test]
    fn a_release_is_looked_at_once_for_each_change_and_never_twice_at_a_time() {
        let mut session = Session::new(ProjectId(1));
        let (job, order) = asked(session.update(Action::ShowReport, 1)).unwrap();
        assert_eq!(asked(session.update(Action::ShowReport, 1)), None);
        title(&mut session, "Home");
        assert_eq!(asked(session.update(Action::ShowReport, 1)), None);
        let reply = Ok(Box::new(press::answer(&order).unwrap()));
        let again = asked(session.update(Action::Pressed { job, reply: reply.clone() }, 1)).unwrap();
        assert!(matches!(session.report(), ReportShown::Known(_)));
        assert_eq!(asked(session.update(Action::Pressed { job, reply }, 1)), None);
        let reason = Message::new("press-failed").with("reason", "no network");
        session.update(Action::Pressed { job: again.0, reply: Err(reason.clone()) }, 1);
        assert_eq!(*session.report(), ReportShown::Failed(reason));
        assert!(asked(session.update(Action::ShowReport, 1)).is_some());
    }

    #[test]
    fn a_recording_that_turns_out_to_be_missing_is_told_of_a_release_that_is_on_show() {
        let missing = Digest::of(b"voice");
        let mut session = Session::new(ProjectId(1));
        title(&mut session, "Home");
        assert!(asked(session.update(Action::RecordingMissing { digest: missing }, 1)).is_none());
        let (job, order) = asked(session.update(Action::ShowReport, 1)).unwrap();
        let press::Job::Report(Order { missing: known, .. }) = &*order else { panic!("{order:?}") };
        assert_eq!(known, &[missing]);
        let reply = Ok(Box::new(press::answer(&order).unwrap()));
        session.update(Action::Pressed { job, reply }, 1);
        assert!(asked(session.update(Action::RecordingMissing { digest: Digest::of(b"drums") }, 1)).is_some());
    }

    #[test]
    fn a_score_file_is_downloaded_under_the_song_s_name() {
        let mut session = Session::new(ProjectId(1));
        title(&mut session, "Home");
        let (job, order) =
            asked(session.update(Action::WriteScore { kind: ScoreFile::Midi, purpose: Purpose::Sale }, 1)).unwrap();
        let reply = Ok(Box::new(press::answer(&order).unwrap()));
        let effects = session.update(Action::Pressed { job, reply }, 1);
        let [Effect::Download { name, bytes, .. }] = &effects[..] else { panic!("{effects:?}") };
        assert!(name == "Home.mid" && bytes.starts_with(b"MThd"));
    }

    #[test]
    fn no_action_makes_anything_for_sale_of_what_may_not_be_sold() {
        let song = Song::default().with(Aspect::Vocals, &[model("Suno", "free plan")], 4, 4);
        let mut session = Session::new(ProjectId(1));
        session.history = History::new(song.0);
        let for_a = |purpose: Purpose| {
            let choices = Choices { purpose, ..Choices::default() };
            [
                Action::Export { spec: ExportSpec::default(), purpose },
                Action::WriteScore { kind: ScoreFile::Midi, purpose },
                Action::MakePack { choices },
            ]
        };
        let makes =
            |effect: &Effect| matches!(effect, Effect::Bounce(_) | Effect::Press { .. } | Effect::ReadEvidence { .. });
        for action in for_a(Purpose::Sale) {
            assert!(!session.update(action, 1).iter().any(makes));
            let said = session.notices().last().unwrap().message.text(Locale::English);
            assert!(said.starts_with("Not for sale as it is: ") && said.contains("(5–8)"), "{said}");
        }
        for action in for_a(Purpose::Review) {
            assert!(session.update(action, 1).iter().any(makes));
        }
    }

    #[test]
    fn a_pack_waits_for_its_evidence_and_can_be_cancelled() {
        let mut session = Session::new(ProjectId(1));
        title(&mut session, "Home");
        let effects = session.update(Action::MakePack { choices: crate::release::pack::Choices::default() }, 1);
        let [Effect::ReadEvidence { project, wanted, .. }] = effects[..] else { panic!("{effects:?}") };
        let read = Action::EvidenceRead { project, wanted, acts: Vec::new(), seals: Vec::new() };
        let effects = session.update(read, 1);
        let [Effect::MakePack(pack)] = &effects[..] else { panic!("{effects:?}") };
        assert_eq!(pack.file_name, "Home - release pack.zip");
        assert!(crate::verify::read(&pack.order.evidence).is_ok());
        let id = pack.id;
        assert_eq!(session.update(Action::CancelJob { job: id }, 1), [Effect::CancelBounce(id)]);
    }
}
