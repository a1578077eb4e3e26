//! The disclosure, for people and for machines: the same facts in each.

use serde_json::json;

use crate::interchange::Sheet;
use crate::provenance::{Share, WholePercent};
use crate::release::pack::Desk;
use crate::release::pack::page::{Cell, Page};
use crate::release::pack::papers::maker;
use crate::text::{Locale, Message};

fn by(share: &Share, locale: Locale) -> String {
    let maker = maker(share.kind, &share.name, locale).print(locale);
    if share.only_edited { Message::new("maker-edited").with("maker", maker).print(locale) } else { maker }
}

/// The disclosure for people, in a language.
pub fn page(desk: &Desk<'_>, locale: Locale) -> Vec<u8> {
    let say = |message: Message| message.print(locale);
    let disclosure = desk.disclosure();
    let mut page = Page::new(locale, &say(Message::new("disclosure-title").with("title", desk.sheet.title())));
    page.paragraph("notice", &disclosure.sentence(locale));
    let rows: Vec<Vec<Cell>> = disclosure
        .aspects
        .iter()
        .flat_map(|of| of.shares.iter().map(move |share| (of.aspect, share)))
        .map(|(of, share)| {
            let number = Cell::Number(say(WholePercent::of(share.share).message()));
            vec![Cell::Text(say(of.title())), Cell::Text(by(share, locale)), number]
        })
        .collect();
    let heads = ["disclosure-aspect", "disclosure-by", "disclosure-part-of"].map(|head| say(Message::new(head)));
    page.table(&heads, &rows);
    let facts = [
        ("DDEX ContainsAI".to_owned(), disclosure.contains_ai().code().to_owned()),
        (say(Message::new("disclosure-type")), disclosure.source_type().iri()),
        (say(Message::new("disclosure-ledger")), desk.project().ledger.head().to_string()),
    ];
    let rows: Vec<Vec<Cell>> =
        facts.into_iter().map(|(name, value)| vec![Cell::Text(name), Cell::Code(value)]).collect();
    page.table(&[], &rows);
    page.paragraph("dim", &say(Message::new("pack-made-by").with("software", Sheet::software())));
    page.finish()
}

/// The disclosure for machines.
pub fn data(desk: &Desk<'_>) -> Vec<u8> {
    let disclosure = desk.disclosure();
    let value = json!({
        "title": desk.sheet.title(),
        "artist": desk.project().metadata.artist,
        "work": desk.project().id,
        "AI_DISCLOSURE": disclosure.contains_ai().code(),
        "AI_CONTRIBUTIONS": serde_json::from_str::<serde_json::Value>(&disclosure.json()).unwrap_or_default(),
        "DigitalSourceType": disclosure.source_type().iri(),
        "COWRITE_LEDGER": desk.project().ledger.head(),
        "sentence": {
            "en": disclosure.sentence(Locale::English),
            "zh-CN": disclosure.sentence(Locale::SimplifiedChinese),
        },
        "software": Sheet::software(),
    });
    let mut bytes = serde_json::to_vec_pretty(&value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
