//! Looking at what a release says: asked of the press whenever it is on show and has changed.

use std::rc::Rc;

use crate::project::file;
use crate::release;
use crate::release::press::{Job, Order, Reply};
use crate::session::{Action, Effect, JobId, ReportShown, Session};
use crate::text::Message;

impl Session {
    /// What is known of the release.
    pub fn report(&self) -> &ReportShown {
        &self.releases.shown
    }

    pub(super) fn update_release(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::ShowReport => self.show_report(),
            Action::Pressed { job, reply } => self.pressed(job, reply),
            Action::SaveDocument { place } => self.save_document(place).into_iter().collect(),
            _ => Vec::new(),
        }
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
        let order = Order { project: file::encode(&project), cover: None, locale };
        self.releases.job = Some(job);
        self.releases.looked = Some((project, locale));
        vec![Effect::Press { job, order: Box::new(Job::Report(order)), cover }]
    }

    fn save_document(&self, place: usize) -> Option<Effect> {
        let ReportShown::Known(report) = &self.releases.shown else { return None };
        let document = report.documents.get(place)?;
        let name = format!("{} {}", release::file_stem(&self.history.project().metadata.title), document.file);
        Some(Effect::Download { name, media_type: "text/plain", bytes: document.text.clone().into_bytes() })
    }

    fn pressed(&mut self, job: JobId, reply: Result<Box<Reply>, Message>) -> Vec<Effect> {
        if self.releases.job.take_if(|known| *known == job).is_none() {
            return Vec::new();
        }
        self.releases.shown = match reply.map(|reply| *reply) {
            Ok(Reply::Report(report)) => ReportShown::Known(Rc::new(*report)),
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
    use crate::edit::Command;
    use crate::project::{Metadata, ProjectId};
    use crate::release::press;

    fn title(session: &mut Session, title: &str) {
        let metadata = Metadata { title: title.to_owned(), ..Metadata::default() };
        session.update(Action::Edit { label: "edit-title", commands: vec![Command::SetMetadata { metadata }] }, 1);
    }

    fn asked(effects: Vec<Effect>) -> Option<(JobId, Box<Job>)> {
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
}
