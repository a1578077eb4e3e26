//! What the `press` program is asked and answers: everything that a release says in words.
//!
//! The words of forms and findings live in that program alone, which is loaded when a release is first looked at. What
//! it answers is text in the person's language, ready to be shown; whoever shows it needs no rule and no catalogue.

use serde::{Deserialize, Serialize};

use crate::project::{Project, file};
use crate::release::report::{Report, report};
use crate::release::rules::RulesError;
use crate::text::{Locale, Message, describe};

/// One thing to prepare.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Job {
    /// What is to be known before a song is released.
    Report(Order),
}

impl Job {
    /// Hands the picture on the cover over.
    pub fn set_cover(&mut self, cover: Option<Vec<u8>>) {
        match self {
            Self::Report(order) => order.cover = cover,
        }
    }
}

/// A project and the language to speak of it in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Order {
    /// The project file.
    pub project: Vec<u8>,
    /// The picture on its cover, where one was chosen and is at hand.
    pub cover: Option<Vec<u8>>,
    /// The language.
    pub locale: Locale,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// To [`Job::Report`].
    Report(Box<Report>),
}

/// Why a job was not answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PressError {
    /// The job cannot be read.
    Job(String),
    /// The project cannot be opened.
    Project(String),
}

impl PressError {
    /// What the user reads.
    pub fn message(&self) -> Message {
        let (Self::Job(reason) | Self::Project(reason)) = self;
        Message::new("press-failed").with("reason", reason)
    }
}
describe!(PressError);

/// Answers a job, both as postcard.
///
/// # Errors
/// [`PressError`] for what is no job, or has no project that can be opened.
pub fn run(job: &[u8]) -> Result<Vec<u8>, PressError> {
    let job: Job = postcard::from_bytes(job).map_err(|error| PressError::Job(error.to_string()))?;
    let reply = answer(&job)?;
    postcard::to_allocvec(&reply).map_err(|error| PressError::Job(error.to_string()))
}

/// Answers a job.
///
/// # Errors
/// [`PressError::Project`] where the project cannot be opened.
pub fn answer(job: &Job) -> Result<Reply, PressError> {
    match job {
        Job::Report(order) => {
            let project = order.project()?;
            let report = report(&project, order.cover.as_deref(), order.locale);
            let refused = |error: RulesError| PressError::Job(format!("{}: {}", error.file, error.reason));
            Ok(Reply::Report(Box::new(report.map_err(refused)?)))
        }
    }
}

impl Order {
    fn project(&self) -> Result<Project, PressError> {
        file::decode(&self.project).map_err(|error| PressError::Project(error.message().text(self.locale)))
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::project::{ProjectId, ReleaseInfo};

    #[test]
    fn a_report_is_asked_and_answered_as_bytes() {
        let mut project = Project::empty(ProjectId(1));
        project.metadata.release = Rc::new(ReleaseInfo { isrc: "1".to_owned(), ..ReleaseInfo::default() });
        let order = Order { project: file::encode(&project), cover: None, locale: Locale::SimplifiedChinese };
        let reply = run(&postcard::to_allocvec(&Job::Report(order.clone())).unwrap()).unwrap();
        let Reply::Report(report) = postcard::from_bytes(&reply).unwrap();
        assert!(report.findings.iter().any(|finding| finding.text.contains("ISRC 应有 12 个字符")), "{report:?}");
    }

    #[test]
    fn what_is_no_job_is_refused_with_words() {
        assert!(matches!(run(b"nothing"), Err(PressError::Job(_))));
        let order = Order { project: b"RIFF".to_vec(), cover: None, locale: Locale::English };
        let refused = run(&postcard::to_allocvec(&Job::Report(order)).unwrap()).unwrap_err();
        assert!(refused.to_string().contains("not a Cowrite"), "{refused}");
    }
}
