//! A container of Replicate's that a person runs: the answer to the submission is the result.

use serde_json::{Value, json};

use crate::ai::Service;
use crate::ai::jobs::dialect::{Cancel, JobDialect, Name, Poll, PollWay};
use crate::ai::jobs::dialects::replicate;
use crate::ai::media::{AskError, Limits, MediaAsk};

pub const DIALECT: JobDialect = JobDialect {
    submit,
    limits: |_| Limits { seconds: Some((1, 600)), seed: true, ..Limits::OPEN },
    headers: &[],
    envelope: None,
    name: Name::id(&["/id"]),
    poll: Poll::by(PollWay::Never),
    status: replicate::STATUS,
    files: replicate::FILES,
    cancel: Cancel::Never,
};

fn submit(service: &Service, ask: &MediaAsk) -> Result<(String, Value), AskError> {
    let input = replicate::input(&service.model, ask)?;
    Ok(("/predictions".to_owned(), (json!({"input": input}))))
}
