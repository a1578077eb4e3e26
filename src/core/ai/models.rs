//! Which models a service offers.

use serde_json::Value;

use crate::ai::failure::{error_inside, failure};
use crate::ai::protocols::{Wire, wire};
use crate::ai::said::said;
use crate::ai::services;
use crate::ai::{Answer, Call, CallError, Facts, Input, Loss, Made, Output, Progress, Request, Service};

/// Asks a service for the names of its models.
#[derive(Debug)]
pub struct ModelsCall {
    service: Service,
    opened: Option<(u16, Vec<(String, String)>)>,
    body: Vec<u8>,
}

impl ModelsCall {
    /// A call to a service.
    pub fn new(service: Service) -> Self {
        Self { service, opened: None, body: Vec::new() }
    }

    fn answer(&self, wire: &Wire) -> Output {
        let (status, headers) = self.opened.clone().unwrap_or_default();
        if !(200..=299).contains(&status) {
            return Output::Failed(failure(status, &headers, &self.body));
        }
        let text = String::from_utf8_lossy(&self.body);
        let json: Value = match serde_json::from_str(text.trim_start_matches('\u{feff}')) {
            Ok(json) => json,
            Err(_) => return Output::Failed(CallError::Unreadable(said(&text))),
        };
        if let Some(error) = error_inside(&json) {
            return Output::Failed(error);
        }
        let mut names = (wire.models)(&json);
        names.sort_unstable();
        names.dedup();
        Output::Done(Box::new(Answer { made: Made::Models(names), facts: Facts::default() }))
    }
}

impl Call for ModelsCall {
    fn begin(&mut self) -> Vec<Output> {
        let Some(wire) = wire(self.service.protocol) else {
            return vec![Output::Failed(CallError::Lost(Loss::Unsupported))];
        };
        let request = Request::get(self.service.at(wire.models_path));
        let signed = wire.signed(request, &self.service, services::key_is_optional(&self.service));
        vec![Output::Progress(Progress::Asking), Output::Fetch(Box::new(signed))]
    }

    fn hear(&mut self, input: Input) -> Vec<Output> {
        match input {
            Input::Opened { status, headers } => self.opened = Some((status, headers)),
            Input::Bytes(bytes) if (self.body.len() + bytes.len()) as u64 > Request::TEXT_LIMIT => {
                return vec![Output::Failed(CallError::Lost(Loss::TooLarge))];
            }
            Input::Bytes(bytes) => self.body.extend_from_slice(&bytes),
            Input::Closed => return wire(self.service.protocol).map(|wire| self.answer(wire)).into_iter().collect(),
            Input::Lost(loss) => return vec![Output::Failed(CallError::Lost(loss))],
            Input::Elapsed => {}
        }
        Vec::new()
    }
}
