//! Forms filled in from the facts: what each platform, law and office asks, the answer, and the reason for it.
//!
//! No answer is typed, and none leaves a trained model out: what a form does not ask for stands at its end all the same.

use serde::{Deserialize, Serialize};

use crate::project::Project;
use crate::provenance::Aspect;
use crate::release::facts::Facts;
use crate::release::facts::words::{because, models_in};
use crate::release::rules::{Body, Platform, Question, Rule, Standing};
use crate::text::{Locale, Message};

pub mod condition;
pub mod lists;
mod office;

/// A form, filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// Its name in this program.
    pub id: String,
    /// Who asks.
    pub name: String,
    /// What kind of body that is.
    pub body: String,
    /// When its rules were last looked at, `2026-11-22`.
    pub reviewed: String,
    /// What it asks, with the answers.
    pub answers: Vec<Answer>,
    /// What trained models made that it does not ask for, one side a line.
    pub beside: Vec<String>,
    /// The rules it follows.
    pub rules: Vec<RuleShown>,
    /// All of it as text, ready to be copied.
    pub copy: String,
}

/// A question, its answer and the reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The question.
    pub question: String,
    /// The answer, ready to be copied.
    pub value: String,
    /// Why.
    pub reason: String,
    /// The place of its rule in the form's list.
    pub rule: usize,
    /// Whether it says that a trained model had a part.
    pub says_ai: bool,
}

/// A rule with its source, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleShown {
    /// What it says.
    pub says: String,
    /// Where it was read.
    pub source: String,
    /// Since when it holds; empty where that is not known.
    pub since: String,
    /// How well it is known.
    pub standing: String,
    /// Whether it was read where it is written.
    pub verified: bool,
}

impl Form {
    /// The form of a platform, filled in.
    pub fn of(platform: &Platform, project: &Project, facts: &Facts, locale: Locale) -> Self {
        let rule_of = |question: &Question| platform.rules.iter().position(|rule| rule.id == question.rule);
        let answers = platform.questions.iter().map(|question| {
            let (value, says_ai) = value(question, project, facts, locale);
            Answer {
                question: question.asks.text(locale).to_owned(),
                value,
                reason: because(facts, &question.about, locale),
                rule: rule_of(question).unwrap_or_default(),
                says_ai,
            }
        });
        let mut form = Self {
            id: platform.id.clone(),
            name: platform.name.text(locale).to_owned(),
            body: body(platform.body).print(locale),
            reviewed: platform.reviewed.clone(),
            answers: answers.collect(),
            beside: beside(platform, facts, locale),
            rules: platform.rules.iter().map(|rule| shown(rule, locale)).collect(),
            copy: String::new(),
        };
        form.copy = form.text(locale);
        form
    }

    /// The form as lines of text.
    fn text(&self, locale: Locale) -> String {
        let mut lines = vec![format!("{} ({})", self.name, self.body), String::new()];
        for answer in &self.answers {
            lines.push(answer.question.clone());
            lines.extend(answer.value.lines().map(|line| format!("  → {line}")));
            lines.push(format!("  {}", answer.reason));
            if let Some(rule) = self.rules.get(answer.rule) {
                lines.push(format!("  [{}; {}]", rule.source, rule.standing));
            }
            lines.push(String::new());
        }
        if !self.beside.is_empty() {
            lines.push(Message::new("form-beside").print(locale));
            lines.extend(self.beside.iter().map(|line| format!("  {line}")));
            lines.push(String::new());
        }
        lines.push(Message::new("form-reviewed").with("day", &self.reviewed).print(locale));
        lines.join("\n")
    }
}

/// The answer to a question, and whether it says that a trained model had a part.
fn value(question: &Question, project: &Project, facts: &Facts, locale: Locale) -> (String, bool) {
    if let Some(kind) = question.list {
        let lines = kind.lines(project, facts, &question.about, locale);
        let says_ai = facts.sides_of(&question.about).any(|side| models_in(side, locale).is_some());
        let none = || Message::new("form-none").print(locale);
        return (if lines.is_empty() { none() } else { lines.join("\n") }, says_ai);
    }
    let chosen = question.choices.iter().find(|choice| choice.when.holds(facts, &question.about));
    chosen.map_or_else(Default::default, |choice| (choice.value.text(locale).to_owned(), choice.says_ai))
}

/// What trained models made that no question of a platform is about.
fn beside(platform: &Platform, facts: &Facts, locale: Locale) -> Vec<String> {
    let asked = |aspect: Aspect| platform.questions.iter().any(|question| question.about.contains(&aspect));
    facts.sides.iter().filter(|side| !asked(side.aspect)).filter_map(|side| models_in(side, locale)).collect()
}

fn body(body: Body) -> Message {
    match body {
        Body::Store => Message::new("form-store"),
        Body::Distributor => Message::new("form-distributor"),
        Body::Video => Message::new("form-video"),
        Body::Standard => Message::new("form-standard"),
        Body::Law => Message::new("form-law"),
        Body::Office => Message::new("form-office"),
        Body::Society => Message::new("form-society"),
    }
}

fn shown(rule: &Rule, locale: Locale) -> RuleShown {
    let standing = match rule.standing {
        Standing::Tried => Message::new("form-tried"),
        Standing::Read => Message::new("form-read"),
        Standing::Secondary => Message::new("form-secondary"),
        Standing::Memory => Message::new("form-memory"),
        Standing::NotFound => Message::new("form-not-found"),
    };
    RuleShown {
        says: rule.says.text(locale).to_owned(),
        source: rule.source.clone(),
        since: rule.since.clone(),
        standing: standing.print(locale),
        verified: matches!(rule.standing, Standing::Tried | Standing::Read),
    }
}

#[cfg(test)]
mod tests;
