//! A song, or a part of one: asked for, read while it is written, put right, and completed.

use serde_json::Value;

use crate::ai::answer::{Assembled, Fault, Song, Terms, assemble, fits, mend_with, read, steps};
use crate::ai::exchange::{Exchange, Step};
use crate::ai::prompt::{ScoreAsk, mending, mending_lesson, mending_schema};
use crate::ai::protocols::{Finish, Heard};
use crate::ai::said;
use crate::ai::task::drafts::Drafts;
use crate::ai::{Answer, Call, CallError, Facts, Input, Loss, Made, Output, Progress, Service, Shape, TextAsk, Turn};
use crate::score::Score;

/// How often a service is asked again, at most.
const MAX_AGAIN: u8 = 2;
/// The most faults that are asked about at once.
const MAX_FAULTS: usize = 48;

/// Asks a service for a song or a part of one.
#[derive(Debug)]
pub struct ScoreCall {
    exchange: Exchange,
    terms: Terms,
    frame: Option<Score>,
    drafts: Drafts,
    again: u8,
    facts: Facts,
    /// The answer as it came, and the song in it, once it is here.
    answer: Option<(String, Song)>,
}

impl ScoreCall {
    /// A call to a service.
    pub fn new(service: Service, asked: ScoreAsk) -> Self {
        let ScoreAsk { ask, terms, frame } = asked;
        let (drafts, facts) = (Drafts::default(), Facts::default());
        Self { exchange: Exchange::new(service, ask), terms, frame, drafts, again: 0, facts, answer: None }
    }

    fn on(&mut self, mut outputs: Vec<Output>) -> Vec<Output> {
        if self.answer.is_none() {
            let draft = self.drafts.grown(self.exchange.text(), &self.terms);
            outputs.extend(draft.map(Output::Draft));
        }
        outputs
    }

    fn answered(&mut self, heard: Heard) -> Vec<Output> {
        self.count(&heard.facts);
        if self.answer.is_some() {
            return self.mended(&heard.text);
        }
        let found = read(&heard.text);
        let complete = found.as_ref().is_some_and(|found| found.complete);
        if heard.finish.is_none() && !complete {
            return vec![Output::Failed(CallError::Lost(Loss::Cut))];
        }
        let song = found.map(|found| Song::of(&found)).map(|song| fits(song, self.frame.as_ref()));
        match song.filter(|song| !song.sections.is_empty()) {
            Some(song) => {
                self.answer = Some((heard.text, song));
                self.settle()
            }
            None => self.once_more(&heard),
        }
    }

    /// An answer without a song: once more, in words alone.
    fn once_more(&mut self, heard: &Heard) -> Vec<Output> {
        // Nothing but thinking until the end: more of the same would end the same way.
        let spent = heard.finish == Some(Finish::Length) && heard.text.trim().is_empty();
        if self.again >= MAX_AGAIN || spent {
            return vec![Output::Failed(CallError::Unreadable(said(&heard.text)))];
        }
        self.exchange = self.exchange.in_words();
        self.drafts = Drafts::default();
        self.ask_again()
    }

    fn ask_again(&mut self) -> Vec<Output> {
        self.again += 1;
        let mut outputs = vec![Output::Progress(Progress::AskingAgain(self.again))];
        outputs.extend(self.exchange.begin());
        outputs
    }

    /// A song is here: the service puts right what it should, or it is done.
    fn settle(&mut self) -> Vec<Output> {
        let Some((_, song)) = &self.answer else { return Vec::new() };
        let Some(assembled) = assemble(song, &self.terms) else {
            return vec![Output::Failed(CallError::Unreadable(String::new()))];
        };
        let faults = worth_asking(&assembled);
        if faults.is_empty() || self.again >= MAX_AGAIN {
            return vec![self.done(assembled)];
        }
        let frame = format!("key: {}\nmeter: {}\nbpm: {}", song.key, song.meter, assembled.score.bpm.get());
        let ask = TextAsk {
            system: mending_lesson(),
            turns: vec![Turn::user(mending(&faults, &frame))],
            shape: Shape::Json { name: "mending", schema: mending_schema() },
            max_tokens: 800 + u32::try_from(faults.len()).unwrap_or(0) * 200,
        };
        self.exchange = self.exchange.next(ask);
        self.ask_again()
    }

    /// What the service wrote anew, taken where it is better.
    fn mended(&mut self, text: &str) -> Vec<Output> {
        let value = read(text).map_or(Value::Null, |found| found.value);
        let bar = assemble_bar(&self.answer, &self.terms);
        if let Some((raw, song)) = &mut self.answer {
            mend_with(song, &value, bar);
            raw.push_str("\n\n");
            raw.push_str(text);
        }
        self.settle()
    }

    fn done(&mut self, assembled: Assembled) -> Output {
        let raw = self.answer.take().map(|(raw, _)| raw).unwrap_or_default();
        let Assembled { score, repairs, filled, .. } = assembled;
        let made = Made::Score { score: Box::new(score), repairs, filled, raw };
        Output::Done(Box::new(Answer { made, facts: std::mem::take(&mut self.facts) }))
    }

    fn count(&mut self, facts: &Facts) {
        self.facts.usage = self.facts.usage.and(facts.usage);
        self.facts.model = self.facts.model.take().or_else(|| facts.model.clone());
        self.facts.request_id = self.facts.request_id.take().or_else(|| facts.request_id.clone());
    }

    /// An error while a song is here already does not take the song away.
    fn failed(&mut self, error: CallError) -> Vec<Output> {
        let song = self.answer.as_ref().and_then(|(_, song)| assemble(song, &self.terms));
        match song {
            Some(assembled) => vec![self.done(assembled)],
            None => vec![Output::Failed(error)],
        }
    }
}

impl Call for ScoreCall {
    fn begin(&mut self) -> Vec<Output> {
        self.exchange.begin()
    }

    fn hear(&mut self, input: Input) -> Vec<Output> {
        match self.exchange.hear(input) {
            Step::On(outputs) => self.on(outputs),
            Step::Answered(heard) => self.answered(heard),
            Step::Failed(error) => self.failed(error),
        }
    }
}

/// How long a bar is, in sixteenths.
fn assemble_bar(answer: &Option<(String, Song)>, terms: &Terms) -> u32 {
    let song = answer.as_ref().and_then(|(_, song)| assemble(song, terms));
    song.map_or(16, |assembled| steps(assembled.score.meter))
}

/// What is worth another question: patterns that are missing, bars that cannot be read, and, where they are more than a
/// quarter of all, bars that had to be lengthened or cut.
fn worth_asking(assembled: &Assembled) -> Vec<Fault> {
    let crooked = assembled.faults.iter().filter(|fault| matches!(fault, Fault::Bar { .. })).count();
    let many = crooked * 4 > assembled.written;
    let asked = assembled.faults.iter().filter(|fault| many || !matches!(fault, Fault::Bar { sum: Some(_), .. }));
    asked.take(MAX_FAULTS).cloned().collect()
}
