//! Rendering to files.

use std::collections::BTreeMap;

use crate::credentials::Work;
use crate::release;
use crate::session::signing::can_be_signed;
use crate::session::{Action, BounceJob, Effect, Job, JobCover, JobId, Session, Severity, Signing};
use crate::text::Message;

impl Session {
    pub(super) fn update_export(&mut self, action: Action, now: u64) -> Vec<Effect> {
        match action {
            Action::Export { purpose, .. } if self.is_refused(purpose) => Vec::new(),
            Action::Export { spec, .. } => {
                let id = self.fresh_job();
                let project = self.history.project();
                let (export, file_name) = (release::export_job(project, spec), release::file_name(project, spec));
                let recordings = project.renditions();
                let cover = self.job_cover();
                let work = self.signed_work(now).filter(|_| can_be_signed(&file_name));
                self.jobs.push(Job { id, file_name: file_name.clone(), done: 0.0 });
                vec![Effect::Bounce(Box::new(BounceJob { id, file_name, export, recordings, cover, work }))]
            }
            Action::BounceProgress { job, done } => {
                if let Some(job) = self.jobs.iter_mut().find(|known| known.id == job) {
                    job.done = done.clamp(job.done, 1.0);
                }
                Vec::new()
            }
            Action::BounceFinished { job } => {
                if let Some(job) = self.take_job(job) {
                    self.say(Severity::Success, Message::new("notice-exported").with("file", job.file_name));
                }
                Vec::new()
            }
            Action::BounceFailed { job, reason } => {
                if self.take_job(job).is_some() {
                    self.say(Severity::Error, reason);
                }
                Vec::new()
            }
            Action::CancelJob { job } => match self.take_job(job) {
                Some(job) => vec![Effect::CancelBounce(job.id)],
                None => self.cancel_call(job),
            },
            Action::SignExports { wish } => {
                self.signing = Signing::Working;
                vec![Effect::SetSigning(wish)]
            }
            Action::SigningChanged { signing } => {
                self.signing = signing;
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// The picture on an exported file.
    pub(super) fn job_cover(&self) -> JobCover {
        let project = self.history.project();
        match project.cover() {
            Some(chosen) => JobCover::Chosen(Box::new(chosen.clone())),
            None => JobCover::Drawn(Box::new(release::cover_brief(project, 0))),
        }
    }

    /// What the manifest of a file says, where files are to be signed.
    pub(super) fn signed_work(&self, now: u64) -> Option<Box<Work>> {
        let signs = matches!(self.signing, Signing::On(_));
        signs.then(|| Box::new(release::credentials::work(self.history.project(), &BTreeMap::new(), now)))
    }

    /// Takes a job off the list; `None` where it was cancelled before.
    pub(super) fn take_job(&mut self, id: JobId) -> Option<Job> {
        let index = self.jobs.iter().position(|job| job.id == id)?;
        Some(self.jobs.remove(index))
    }
}
