//! What is known of the release, as far as it was looked at.

use std::rc::Rc;

use crate::interchange::ScoreFile;
use crate::project::Project;
use crate::release::pack::Choices;
use crate::release::report::Report;
use crate::session::JobId;
use crate::text::{Locale, Message};

/// What is known of the release.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum ReportShown {
    /// It is being looked at for the first time.
    #[default]
    Awaited,
    /// What was found. While it is looked at again after a change, the last report stays on show.
    Known(Rc<Report>),
    /// It could not be looked at, and why.
    Failed(Message),
}

/// What is under way around the release.
#[derive(Debug, Default)]
pub(super) struct ReleaseDesk {
    /// What was found last.
    pub shown: ReportShown,
    /// The project and the language it was looked at in last.
    pub looked: Option<(Rc<Project>, Locale)>,
    /// The job under way.
    pub job: Option<JobId>,
    /// Whether it changed while the job was under way.
    pub stale: bool,
    /// The score files under way.
    pub scores: Vec<(JobId, ScoreFile)>,
    /// What was chosen for the pack that is about to be made.
    pub pack: Option<Choices>,
}
