//! Which models a service offers.

use serde_json::Value;

use crate::ai::failure::{error_inside, failure};
use crate::ai::media::exchange::{Gather, Reply};
use crate::ai::protocols::{Wire, wire};
use crate::ai::said::said;
use crate::ai::services;
use crate::ai::{Answer, Call, CallError, Facts, Input, Loss, Made, Output, Progress, Request, Service};

/// Asks a service for the names of its models.
#[derive(Debug)]
pub struct ModelsCall {
    service: Service,
    gather: Gather,
}

impl ModelsCall {
    /// A call to a service.
    pub fn new(service: Service) -> Self {
        Self { service, gather: Gather::within(Request::TEXT_LIMIT) }
    }

    fn answer(wire: &Wire, reply: &Reply) -> Output {
        if !reply.is_ok() {
            return Output::Failed(failure(reply.status, &reply.headers, &reply.body));
        }
        let text = String::from_utf8_lossy(&reply.body);
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
        let said = self.gather.hear(input).and_then(|heard| match heard {
            Ok(reply) => wire(self.service.protocol).map(|wire| Self::answer(wire, &reply)),
            Err(loss) => Some(Output::Failed(CallError::Lost(loss))),
        });
        said.into_iter().collect()
    }
}
