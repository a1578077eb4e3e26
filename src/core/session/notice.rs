//! Sentences shown to the user.

use crate::session::Action;
use crate::text::Message;

/// Tells one notice from the next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NoticeId(pub u32);

/// How much a notice matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// Something went well. It leaves by itself.
    Success,
    /// Something to know. It leaves by itself.
    Info,
    /// Something to decide or mend. It stays.
    Warning,
    /// Something failed. It stays.
    Error,
}

/// A sentence shown to the user.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// Given by the session when it is shown.
    pub id: NoticeId,
    /// How much it matters.
    pub severity: Severity,
    /// The sentence.
    pub message: Message,
    /// What can be done about it: the words of a button and what it does.
    pub remedy: Option<(Message, Box<Action>)>,
}

impl Notice {
    /// A sentence with nothing to do about it.
    pub fn new(severity: Severity, message: Message) -> Self {
        Self { id: NoticeId::default(), severity, message, remedy: None }
    }

    /// The same with a button.
    #[must_use]
    pub fn with_remedy(mut self, words: Message, action: Action) -> Self {
        self.remedy = Some((words, Box::new(action)));
        self
    }
}
