//! What is to be known before a song is released, in words: findings, rights, forms, labels and documents.

use serde::{Deserialize, Serialize};

use crate::project::Project;
use crate::provenance::Digest;
use crate::release::check;
use crate::release::ern::Ern;
use crate::release::facts::Facts;
use crate::release::forms::Form;
use crate::release::rights::{RightShown, blocks, rights};
use crate::release::rules::{RulesError, platforms};
use crate::text::Locale;

/// What is to be known before a song is released.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// What is found wherever it is released, the gravest first.
    pub findings: Vec<Finding>,
    /// What is found on one platform or another, the gravest first.
    pub on_platforms: Vec<Finding>,
    /// Material of models and imports and its rights, what stands in the way first.
    pub rights: Vec<RightShown>,
    /// Whether rights stand in the way of selling it.
    pub rights_block: bool,
    /// The forms, filled in.
    pub forms: Vec<Form>,
    /// What every exported file says of it: names of tags and their values.
    pub labels: Vec<(String, String)>,
    /// Documents to be handed out.
    pub documents: Vec<Document>,
}

/// A document of a release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The name of its file.
    pub file: String,
    /// What is in it.
    pub text: String,
}

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gravity {
    /// It stands in the way.
    Blocking,
    /// It should be looked at.
    Advisory,
}

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Place {
    /// The title.
    Title,
    /// The artist.
    Artist,
    /// The genre.
    Genre,
    /// The language.
    Language,
    /// Whether the words are explicit.
    Explicit,
    /// The day of release.
    Date,
    /// The ISRC.
    Isrc,
    /// The ISWC.
    Iswc,
    /// The UPC or EAN.
    Upc,
    /// The line after ℗.
    PLine,
    /// The line after ©.
    CLine,
    /// The credits as a whole.
    Credits,
    /// The credit of this place, counted from 0.
    Credit(usize),
    /// The parts of the composition and its words.
    Publishing,
    /// The parts of the recording.
    Master,
    /// The cover.
    Cover,
    /// The song itself.
    Song,
    /// One platform.
    Platform,
}

/// Something that was found wrong or missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// How grave it is.
    pub gravity: Gravity,
    /// What it is about.
    pub place: Place,
    /// The platform it is about; empty for all.
    pub platform: String,
    /// What was found.
    pub text: String,
    /// What to do about it.
    pub remedy: String,
}

/// The report on a project. `cover` is the picture that was chosen, where it is at hand; `missing` are recordings that are
/// not.
///
/// # Errors
/// [`RulesError`] where a file of rules was refused.
pub fn report(
    project: &Project,
    cover: Option<&[u8]>,
    missing: &[Digest],
    locale: Locale,
) -> Result<Report, RulesError> {
    let platforms = platforms()?;
    let facts = Facts::of(project);
    let rights = rights(project, &facts, locale);
    let forms: Vec<Form> = platforms.iter().map(|platform| Form::of(platform, project, &facts, locale)).collect();
    Ok(Report {
        findings: check::general(project, &facts, (cover, missing), locale),
        on_platforms: check::on_platforms(&platforms, &facts, locale),
        rights_block: blocks(&rights),
        rights,
        labels: labels(project, &facts),
        documents: documents(project, &facts, &forms),
        forms,
    })
}

/// What every exported file says of the song, by the names that tags have in most formats.
fn labels(project: &Project, facts: &Facts) -> Vec<(String, String)> {
    let label = |name: &str, value: String| (name.to_owned(), value);
    vec![
        label("COMMENT", facts.disclosure.sentence(Locale::English)),
        label("COMMENT (zh-CN)", facts.disclosure.sentence(Locale::SimplifiedChinese)),
        label("AI_DISCLOSURE", facts.verdict().code().to_owned()),
        label("DigitalSourceType", facts.source_type().iri()),
        label("AI_CONTRIBUTIONS", facts.disclosure.json()),
        label("LEDGER_HEAD", project.ledger.head().to_string()),
    ]
}

/// The documents of a release: the DDEX message and the forms as one text.
fn documents(project: &Project, facts: &Facts, forms: &[Form]) -> Vec<Document> {
    let answers: Vec<&str> = forms.iter().map(|form| form.copy.as_str()).collect();
    vec![
        Document { file: "ern-4.3.2-draft.xml".to_owned(), text: Ern::of(project, facts).xml() },
        Document { file: "platform-answers.txt".to_owned(), text: answers.join("\n\n----\n\n") },
    ]
}
