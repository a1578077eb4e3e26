//! What platforms, laws and offices ask, answered; and whether what models and imports brought may be sold.

use crate::release::facts::words::listed;
use crate::release::forms::{Form, RuleShown};
use crate::release::pack::Desk;
use crate::release::pack::page::{Cell, Page};
use crate::release::rights::rights;
use crate::release::rules::{RulesError, platforms};
use crate::text::{Locale, Message};

/// Every form filled in, in a language: the answers, why, by which rule, and when that was last looked at.
pub fn page(desk: &Desk<'_>, locale: Locale) -> Vec<u8> {
    let say = |message: Message| message.print(locale);
    let mut page = Page::new(locale, &say(Message::new("answers-title").with("title", desk.sheet.title())));
    page.paragraph("notice", &say(Message::new("answers-lead")));
    match platforms() {
        Ok(platforms) => {
            for platform in &platforms {
                form(&mut page, &Form::of(platform, desk.project(), &desk.facts, locale), locale);
            }
        }
        Err(RulesError { file, reason }) => page.paragraph("notice", &format!("{file}: {reason}")),
    }
    page.finish()
}

fn form(page: &mut Page, form: &Form, locale: Locale) {
    let say = |message: Message| message.print(locale);
    page.heading(&format!("{} ({})", form.name, form.body));
    let heads = ["answers-question", "answers-answer", "answers-reason"].map(|head| say(Message::new(head)));
    let rule = |place: usize| form.rules.get(place).map(source).unwrap_or_default();
    let rows: Vec<Vec<Cell>> = form
        .answers
        .iter()
        .map(|answer| {
            let value = listed(answer.value.lines().map(str::to_owned).collect(), locale);
            let reason = format!("{} {}", answer.reason, rule(answer.rule));
            [answer.question.clone(), value, reason].map(Cell::Text).into()
        })
        .collect();
    if !rows.is_empty() {
        page.table(&heads, &rows);
    }
    if !form.beside.is_empty() {
        page.paragraph("", &say(Message::new("form-beside")));
        page.list(&form.beside);
    }
    let rules: Vec<String> = form.rules.iter().map(|rule| format!("{} {}", rule.says, source(rule))).collect();
    page.list(&rules);
    page.paragraph("dim", &say(Message::new("form-reviewed").with("day", &form.reviewed)));
}

/// Where a rule was read, since when it holds and how well it is known.
fn source(rule: &RuleShown) -> String {
    let told = [&rule.source, &rule.since, &rule.standing].map(String::as_str);
    format!("[{}]", told.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; "))
}

/// What models and imports brought, by which right it is used, and what a person has declared of it.
pub fn material(desk: &Desk<'_>) -> Vec<u8> {
    let locale = desk.locale;
    let say = |message: Message| message.print(locale);
    let mut page = Page::new(locale, &say(Message::new("material-title").with("title", desk.sheet.title())));
    let shown = rights(desk.project(), &desk.facts, locale);
    if shown.is_empty() {
        page.paragraph("", &say(Message::new("material-none")));
        return page.finish();
    }
    let heads =
        ["material-from", "material-where", "material-right", "material-declared"].map(|head| say(Message::new(head)));
    let rows: Vec<Vec<Cell>> = shown
        .into_iter()
        .map(|right| [right.name, right.place, right.text, right.declared].map(Cell::Text).into())
        .collect();
    page.table(&heads, &rows);
    page.paragraph("dim", &say(Message::new("material-ledger")));
    page.finish()
}
