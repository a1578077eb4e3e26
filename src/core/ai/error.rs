//! Why a call came to nothing.

use crate::ai::Loss;
use crate::text::Message;

/// Why a call came to nothing. What the service said is shortened, with anything that looks like a key taken out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CallError {
    /// There was no answer, or it broke off.
    Lost(Loss),
    /// The service does not take the key.
    Key(String),
    /// The account has no credit left, or its plan does not allow this.
    Quota(String),
    /// Too many requests; how many seconds to wait, where the service tells.
    Busy(Option<u32>),
    /// The service does not know the model, or what was asked after.
    NotFound(String),
    /// The service refuses this wish, and says why; it may suggest other words.
    Refused {
        /// Why.
        reason: String,
        /// Words that the service would take.
        suggestion: Option<String>,
    },
    /// The service refuses the request as it was put.
    Invalid(String),
    /// The service does not let this page call it; with its own words.
    Blocked(String),
    /// The service is down, or answers with an error of its own.
    Down {
        /// The HTTP status.
        status: u16,
        /// What it said.
        detail: String,
    },
    /// The answer cannot be read as what was asked for.
    Unreadable(String),
    /// The job did not end within its time.
    Overdue,
    /// The file that was made is no longer kept by the service.
    Expired,
    /// The file is made, but its host does not let this page fetch it; where it lies.
    OutOfReach(String),
}

impl CallError {
    /// What the user reads; `service` is its name.
    pub fn message(&self, service: &str) -> Message {
        let (id, detail) = match self {
            Self::Lost(loss) => (loss_id(*loss), ""),
            Self::Key(detail) => ("error-call-key", detail.as_str()),
            Self::Quota(detail) => ("error-call-quota", detail.as_str()),
            Self::Busy(Some(seconds)) => {
                return Message::new("error-call-busy-for").with("service", service).with("seconds", seconds);
            }
            Self::Busy(None) => ("error-call-busy", ""),
            Self::NotFound(detail) => ("error-call-not-found", detail.as_str()),
            Self::Refused { reason, .. } => ("error-call-refused", reason.as_str()),
            Self::Invalid(detail) => ("error-call-invalid", detail.as_str()),
            Self::Blocked(detail) => ("error-call-blocked", detail.as_str()),
            Self::Down { status, detail } => {
                let message = Message::new("error-call-down").with("service", service);
                // As text, so that no language groups the digits.
                return message.with("status", format!("HTTP {status}")).with("detail", detail);
            }
            Self::Unreadable(detail) => ("error-call-unreadable", detail.as_str()),
            Self::Overdue => ("error-call-overdue", ""),
            Self::Expired => ("error-call-expired", ""),
            Self::OutOfReach(place) => ("error-call-out-of-reach", place.as_str()),
        };
        let message = Message::new(id).with("service", service);
        if detail.is_empty() { message } else { message.with("detail", detail) }
    }
}

fn loss_id(loss: Loss) -> &'static str {
    match loss {
        Loss::Offline => "error-call-offline",
        Loss::Unreachable => "error-call-unreachable",
        Loss::Cut => "error-call-cut",
        Loss::TooLarge => "error-call-too-large",
        Loss::NoKey => "error-call-no-key",
        Loss::Unsupported => "error-call-unsupported",
    }
}
