//! Calls to services under way.

use std::rc::Rc;

use crate::ai::{Call, Progress, Service};
use crate::score::Score;
use crate::session::JobId;

/// What a service is asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Purpose {
    /// Which models it offers.
    Models,
    /// A key.
    Key,
}

/// A call as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Asking {
    /// Which job it is.
    pub id: JobId,
    /// Who is asked.
    pub service: Service,
    /// What for.
    pub purpose: Purpose,
    /// How far it has got.
    pub progress: Progress,
    /// The song as far as it is written.
    pub draft: Option<Rc<Score>>,
}

/// A call and how it is shown.
#[derive(Debug)]
pub(super) struct OpenCall {
    pub shown: Asking,
    pub call: Box<dyn Call>,
}
