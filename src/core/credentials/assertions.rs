//! What a manifest asserts: the facts of a [`Work`] in C2PA's and CAWG's words.

use serde_json::json;

use crate::credentials::cbor::Value;
use crate::credentials::store::Store;
use crate::credentials::{Deed, Ingredient, Region, Software, Work};
use crate::provenance::{Aspect, Contributor, ContributorKind};
use crate::time::Civil;

/// The most spans of one action; of more, the first and the last bound one that holds them all.
const MOST_REGIONS: usize = 32;

/// An assertion that is not in its box yet.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Assertion {
    /// What it is called.
    pub label: String,
    /// What it says.
    pub body: Body,
    /// Whether the program that signs vouches for it; otherwise it was told.
    pub created: bool,
}

/// What an assertion says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Body {
    /// In CBOR.
    Cbor(Value),
    /// In JSON.
    Json(String),
}

/// A place in the manifest store, with the hash of what is there.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Link {
    /// The JUMBF address.
    pub url: String,
    /// SHA-256.
    pub hash: Vec<u8>,
}

impl Link {
    pub fn value(&self) -> Value {
        Value::map([("url", self.url.as_str().into()), ("hash", Value::Bytes(self.hash.clone()))])
    }
}

/// The label of the assertion of one ingredient.
pub(super) fn ingredient_label(index: usize) -> String {
    if index == 0 { "c2pa.ingredient.v3".to_owned() } else { format!("c2pa.ingredient.v3__{index}") }
}

/// One ingredient, with the manifest it came with.
pub(super) fn ingredient(ingredient: &Ingredient, store: Option<&Store>) -> Value {
    let mut pairs = vec![
        ("relationship", "componentOf".into()),
        ("dc:title", ingredient.title.as_str().into()),
        ("dc:format", ingredient.media_type.as_str().into()),
        ("instanceID", format!("urn:sha256:{}", ingredient.digest).into()),
    ];
    if let Some(active) = store.and_then(Store::active) {
        let link = |url: String, hash: Vec<u8>| Link { url, hash }.value();
        pairs.push(("activeManifest", link(active.url(), active.hash())));
        if let Some(signature) = active.signature_hash() {
            pairs.push(("claimSignature", link(format!("{}/c2pa.signature", active.url()), signature)));
        }
        let found = active.matching_assertions().into_iter().map(|(label, url)| {
            Value::map([
                ("code", "assertion.hashedURI.match".into()),
                ("url", format!("{}/c2pa.assertions/{label}", active.url()).into()),
                ("explanation", format!("hashed uri matched: {url}").into()),
            ])
        });
        let results = Value::map([
            ("success", Value::Array(found.collect())),
            ("informational", Value::Array(Vec::new())),
            ("failure", Value::Array(Vec::new())),
        ]);
        pairs.push(("validationResults", Value::map([("activeManifest", results)])));
    }
    Value::map(pairs)
}

/// Every assertion but ingredients and the hash of the file. `placed` links to the ingredients, in their order.
pub(super) fn of(work: &Work, placed: &[Link]) -> Vec<Assertion> {
    let created = |label: &str, body| Assertion { label: label.to_owned(), body: Body::Cbor(body), created: true };
    let told = |label: &str, body| Assertion { label: label.to_owned(), body, created: false };
    let mut assertions = vec![created("c2pa.actions.v2", actions(work, placed))];
    assertions.extend(ai_disclosure(work).map(|body| created("c2pa.ai-disclosure", body)));
    let ledger = Value::map([
        ("head", work.ledger.head.to_string().into()),
        ("count", work.ledger.count.into()),
        ("alg", "sha256".into()),
    ]);
    assertions.push(created("org.cowrite.ledger", ledger));
    assertions.push(told("cawg.metadata", Body::Json(metadata(work))));
    if work.no_training {
        assertions.push(told("cawg.training-mining", Body::Cbor(no_training())));
    }
    assertions
}

fn actions(work: &Work, placed: &[Link]) -> Value {
    let mut actions = vec![Value::map([
        ("action", "c2pa.created".into()),
        ("digitalSourceType", work.source_type.iri().into()),
        ("when", time(work.began)),
        ("softwareAgent", agent(&work.software.name, &work.software.version)),
    ])];
    actions.extend(work.deeds.iter().map(|deed| action(deed, &work.software)));
    actions.extend(work.ingredients.iter().zip(placed).map(|(ingredient, link)| placing(ingredient, link)));
    Value::map([("actions", Value::Array(actions))])
}

fn time(milliseconds: u64) -> Value {
    Value::Tag(0, Box::new(Civil::at(milliseconds).rfc3339().into()))
}

fn agent(name: &str, version: &str) -> Value {
    let mut pairs = vec![("name", name.into())];
    if !version.is_empty() {
        pairs.push(("version", version.into()));
    }
    Value::map(pairs)
}

/// What one contributor did. People act through the studio, models and tools on their own account.
fn action(deed: &Deed, studio: &Software) -> Value {
    let software = match &deed.by {
        Contributor::Tool { name, version } => agent(name, version),
        Contributor::Model { .. } => agent(&deed.by.name(), ""),
        Contributor::Person { .. } | Contributor::Import { .. } => agent(&studio.name, &studio.version),
    };
    let aspects: Vec<String> = deed.aspects.iter().map(|aspect| word(*aspect)).collect();
    let mut parameters = vec![
        ("org.cowrite.contributor", kind_word(deed.by.kind()).into()),
        ("org.cowrite.aspects", aspects.join(",").into()),
    ];
    if let Contributor::Model { terms, .. } = &deed.by
        && !terms.is_empty()
    {
        parameters.push(("org.cowrite.terms", terms.as_str().into()));
    }
    if let Contributor::Import { rights, .. } = &deed.by
        && !rights.is_empty()
    {
        parameters.push(("org.cowrite.rights", rights.as_str().into()));
    }
    let mut pairs = vec![
        ("action", "c2pa.edited".into()),
        ("when", time(deed.when)),
        ("softwareAgent", software),
        ("description", description(deed, &aspects).into()),
        ("parameters", Value::map(parameters)),
    ];
    pairs.extend(deed.source_type.map(|term| ("digitalSourceType", term.iri().into())));
    pairs.extend(changes(&deed.regions).map(|changes| ("changes", changes)));
    Value::map(pairs)
}

fn description(deed: &Deed, aspects: &[String]) -> String {
    let by = match deed.by.kind() {
        ContributorKind::Person if deed.by.name().is_empty() => "a person".to_owned(),
        ContributorKind::Person => format!("{} (a person)", deed.by.name()),
        ContributorKind::Model => format!("{} (a trained model)", deed.by.name()),
        ContributorKind::Tool => format!("{} (a rule-based tool)", deed.by.name()),
        ContributorKind::Import => format!("import from {}", deed.by.name()),
    };
    let verb = if deed.only_edited { "changed" } else { "made" };
    format!("{}: {verb} by {by}", aspects.join(", "))
}

fn placing(ingredient: &Ingredient, link: &Link) -> Value {
    let parameters = vec![
        ("ingredients", Value::Array(vec![link.value()])),
        ("org.cowrite.sha256", ingredient.digest.to_string().into()),
    ];
    let mut pairs = vec![("action", "c2pa.placed".into()), ("parameters", Value::map(parameters))];
    pairs.extend(ingredient.source_type.map(|term| ("digitalSourceType", term.iri().into())));
    pairs.extend(changes(&ingredient.regions).map(|changes| ("changes", changes)));
    Value::map(pairs)
}

/// Where something is heard; `None` for what is heard nowhere in particular.
fn changes(regions: &[Region]) -> Option<Value> {
    let bounded = match regions {
        [] => return None,
        many if many.len() <= MOST_REGIONS => many.to_vec(),
        many => {
            let start = many.iter().map(|region| region.start).fold(f64::INFINITY, f64::min);
            let end = many.iter().map(|region| region.end).fold(0.0, f64::max);
            vec![Region { track: String::new(), start, end }]
        }
    };
    Some(Value::Array(bounded.iter().map(change).collect()))
}

fn change(region: &Region) -> Value {
    let time = Value::map([
        ("type", "npt".into()),
        ("start", format!("{:.3}", region.start).into()),
        ("end", format!("{:.3}", region.end).into()),
    ]);
    let mut spans = vec![Value::map([("type", "temporal".into()), ("time", time)])];
    if !region.track.is_empty() {
        let item = Value::map([("identifier", "track_id".into()), ("value", region.track.as_str().into())]);
        spans.push(Value::map([("type", "identified".into()), ("item", item)]));
    }
    Value::map([("region", Value::Array(spans))])
}

/// The model that had a part in the most sides of the song; the actions name all of them.
fn ai_disclosure(work: &Work) -> Option<Value> {
    let models = work.deeds.iter().filter(|deed| deed.by.kind() == ContributorKind::Model);
    let foremost = models.rev().max_by_key(|deed| deed.aspects.len())?;
    let people = work.deeds.iter().any(|deed| deed.by.kind() == ContributorKind::Person);
    // Nothing a model offers enters a song before a person has accepted it; only where a person also worked on the
    // song itself is more claimed than the prompt.
    let oversight = if people { "human_validated" } else { "prompt_guided" };
    Some(Value::map([
        ("modelType", "c2pa.types.model".into()),
        ("modelName", foremost.by.name().into()),
        ("contentProfile", Value::map([("humanOversightLevel", oversight.into())])),
    ]))
}

fn metadata(work: &Work) -> String {
    let mut metadata = json!({
        "@context": {
            "dc": "http://purl.org/dc/elements/1.1/",
            "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
        },
        "Iptc4xmpExt:DigitalSourceType": work.source_type.iri(),
    });
    if !work.creators.is_empty() {
        metadata["dc:creator"] = json!(work.creators);
    }
    metadata.to_string()
}

fn no_training() -> Value {
    let refused = || Value::map([("use", "notAllowed".into())]);
    let kinds = ["cawg.ai_generative_training", "cawg.ai_training", "cawg.data_mining"];
    Value::map([("entries", Value::map(kinds.map(|kind| (kind, refused()))))])
}

/// An aspect as files of every other kind write it.
fn word(aspect: Aspect) -> String {
    serde_json::to_value(aspect).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The kind of a contributor as files write it.
fn kind_word(kind: ContributorKind) -> &'static str {
    match kind {
        ContributorKind::Person => "person",
        ContributorKind::Model => "model",
        ContributorKind::Tool => "tool",
        ContributorKind::Import => "import",
    }
}
