//! Words: lyrics, an explanation.

use crate::ai::answer::without_thinking;
use crate::ai::exchange::{Exchange, Step};
use crate::ai::protocols::{Finish, Heard};
use crate::ai::{Answer, Call, CallError, Input, Loss, Made, Output, Service, TextAsk};

/// Asks a service for words.
#[derive(Debug)]
pub struct WordsCall {
    exchange: Exchange,
}

impl WordsCall {
    /// A call to a service.
    pub fn new(service: Service, ask: TextAsk) -> Self {
        Self { exchange: Exchange::new(service, ask) }
    }
}

impl Call for WordsCall {
    fn begin(&mut self) -> Vec<Output> {
        self.exchange.begin()
    }

    fn hear(&mut self, input: Input) -> Vec<Output> {
        match self.exchange.hear(input) {
            Step::On(outputs) => outputs,
            Step::Answered(heard) => vec![words(heard)],
            Step::Failed(error) => vec![Output::Failed(error)],
        }
    }
}

fn words(heard: Heard) -> Output {
    let text = unfenced(&without_thinking(&heard.text));
    match heard.finish {
        // A service that was done says so; one that did not say it was cut off.
        None => Output::Failed(CallError::Lost(Loss::Cut)),
        Some(Finish::Done | Finish::Length) if text.is_empty() => Output::Failed(CallError::Unreadable(String::new())),
        Some(_) => Output::Done(Box::new(Answer { made: Made::Text(text), facts: heard.facts })),
    }
}

/// Words without the fence that some models put around all they say.
fn unfenced(text: &str) -> String {
    let text = text.trim();
    let inner = text.strip_prefix("```").and_then(|rest| rest.strip_suffix("```"));
    let inner = inner.and_then(|inner| inner.split_once('\n')).map(|(_, body)| body);
    inner.unwrap_or(text).trim().to_owned()
}
