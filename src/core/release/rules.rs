//! What platforms, laws and offices ask, as dated data: one file each in `rules/`, with its sources and the day it was
//! last looked at. The files are read by one strict parser, in the tests as in the program; a file with a field too many,
//! a rule that nobody wrote or a day that is none is refused.
//!
//! Adding a platform: its file in `rules/`, its line in `FILES`, and lines in `forms/tests.rs`. No code, unless it asks
//! for a list that no other asks for: then its kind in `forms/lists.rs`.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::project::ReleaseInfo;
use crate::provenance::Aspect;
use crate::release::forms::condition::Condition;
use crate::release::forms::lists::ListKind;
use crate::release::report::Gravity;
use crate::text::Locale;

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("rules/", $name, ".json")))),*]
    };
}

/// The files, in the order in which forms are shown.
const FILES: &[(&str, &str)] = files![
    "ddex",
    "spotify",
    "apple_music",
    "youtube",
    "deezer",
    "tidal",
    "bandcamp",
    "soundcloud",
    "tiktok",
    "distrokid",
    "tunecore",
    "cd_baby",
    "netease",
    "qq_music",
    "bilibili",
    "eu_ai_act",
    "china_labelling",
    "us_copyright",
    "ascap",
    "bmi",
    "socan",
];

/// A text in every language of the studio.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    en: String,
    #[serde(rename = "zh-CN")]
    zh_cn: String,
}

impl Words {
    /// The text in a language.
    pub fn text(&self, locale: Locale) -> &str {
        match locale {
            Locale::English => &self.en,
            Locale::SimplifiedChinese => &self.zh_cn,
        }
    }
}

/// What kind of body asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// It streams or sells music.
    Store,
    /// It delivers music to stores.
    Distributor,
    /// It shows videos.
    Video,
    /// It writes a standard.
    Standard,
    /// It is a law.
    Law,
    /// It registers works.
    Office,
    /// It collects royalties for writers.
    Society,
}

/// How well a rule is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Read in the source that is named, and tried out.
    Tried,
    /// Read in the source that is named.
    Read,
    /// Told by others; the body's own text was not seen.
    Secondary,
    /// Not checked.
    Memory,
    /// Looked for and not found.
    NotFound,
}

/// A body and what it asks.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Platform {
    /// Its name in this program.
    pub id: String,
    /// Its name for people.
    pub name: Words,
    /// What kind of body it is.
    pub body: Body,
    /// When this file was last looked at, `2026-11-22`.
    pub reviewed: String,
    /// What it rules.
    pub rules: Vec<Rule>,
    /// What it asks.
    #[serde(default)]
    pub questions: Vec<Question>,
    /// What stands in the way there.
    #[serde(default)]
    pub findings: Vec<Obstacle>,
}

/// A rule with its source.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its name within the file.
    pub id: String,
    /// What it says.
    pub says: Words,
    /// Where it was read.
    pub source: String,
    /// Since when it holds, where that is known: a year, a month or a day.
    #[serde(default)]
    pub since: String,
    /// How well it is known.
    pub standing: Standing,
}

/// A question with the way to its answer.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The rule it comes from.
    pub rule: String,
    /// The question.
    pub asks: Words,
    /// The sides of the song it is about.
    pub about: Vec<Aspect>,
    /// The answers, of which the first that holds is given.
    #[serde(default)]
    pub choices: Vec<Choice>,
    /// The list to be given, where it asks for one.
    #[serde(default)]
    pub list: Option<ListKind>,
}

/// An answer and when it holds.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// When.
    pub when: Condition,
    /// The answer.
    pub value: Words,
    /// Whether it says that a trained model had a part.
    pub says_ai: bool,
}

/// What stands in the way of a release there, and when.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Obstacle {
    /// The rule it comes from.
    pub rule: String,
    /// The sides of the song it is about.
    pub about: Vec<Aspect>,
    /// When.
    pub when: Condition,
    /// How grave it is.
    pub gravity: Gravity,
    /// What to do about it.
    pub remedy: Words,
}

/// A file of rules that was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulesError {
    /// The file.
    pub file: String,
    /// Why, for those who keep it.
    pub reason: String,
}

/// Every body and what it asks.
///
/// # Errors
/// [`RulesError`] for the first file that is refused: a mistake of those who keep the files.
pub fn platforms() -> Result<Vec<Platform>, RulesError> {
    FILES.iter().map(|(name, text)| platform(name, text)).collect()
}

/// The body of one file.
///
/// # Errors
/// [`RulesError`] where the file is refused.
pub fn platform(name: &str, text: &str) -> Result<Platform, RulesError> {
    let refused = |reason: String| RulesError { file: name.to_owned(), reason };
    let platform: Platform = serde_json::from_str(text).map_err(|error| refused(error.to_string()))?;
    check(name, &platform).map_err(refused)?;
    Ok(platform)
}

fn check(name: &str, platform: &Platform) -> Result<(), String> {
    let ensure = |holds: bool, broken: &str| if holds { Ok(()) } else { Err(broken.to_owned()) };
    ensure(platform.id == name, "its id is not its name")?;
    let day = ReleaseInfo { date: platform.reviewed.clone(), ..ReleaseInfo::default() }.day();
    ensure(day.is_some(), "the day of its review is none")?;
    let known: BTreeSet<&str> = platform.rules.iter().map(|rule| rule.id.as_str()).collect();
    ensure(known.len() == platform.rules.len() && !known.is_empty(), "its rules have no names of their own")?;
    for rule in &platform.rules {
        ensure(!rule.source.is_empty(), "a rule has no source")?;
    }
    let named = platform.questions.iter().map(|question| &question.rule);
    for rule in named.chain(platform.findings.iter().map(|finding| &finding.rule)) {
        ensure(known.contains(rule.as_str()), "it names a rule that is not there")?;
    }
    for question in &platform.questions {
        ensure(question.list.is_some() == question.choices.is_empty(), "a question has no way to an answer, or two")?;
        let last = question.choices.last();
        ensure(last.is_none_or(|choice| choice.when == Condition::Always), "a question may find no answer")?;
        ensure(!question.about.is_empty(), "a question is about nothing")?;
    }
    let texts = platform.rules.iter().map(|rule| &rule.says);
    let texts = texts.chain(platform.questions.iter().map(|question| &question.asks));
    let texts = texts.chain(platform.questions.iter().flat_map(|question| question.choices.iter().map(|c| &c.value)));
    let mut texts = texts.chain(platform.findings.iter().map(|finding| &finding.remedy)).chain([&platform.name]);
    ensure(texts.all(|words| !words.en.is_empty() && !words.zh_cn.is_empty()), "a text is missing in a language")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_read() {
        let platforms = platforms().unwrap();
        assert_eq!(platforms.len(), FILES.len());
        assert!(platforms.iter().all(|platform| !platform.questions.is_empty()));
    }

    #[test]
    fn every_file_of_the_folder_is_on_the_list() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/core/release/rules");
        let mut found: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap().replace(".json", ""))
            .collect();
        found.sort();
        let mut listed: Vec<&str> = FILES.iter().map(|(name, _)| *name).collect();
        listed.sort_unstable();
        assert_eq!(found, listed);
    }

    #[test]
    fn a_file_with_a_mistake_is_refused() {
        let (name, text) = FILES[0];
        assert!(platform(name, text).is_ok());
        for (from, to) in [
            ("\"id\": \"ddex\"", "\"id\": \"dex\""),
            ("\"reviewed\": \"2026-", "\"reviewed\": \"2026/"),
            ("\"standing\": \"tried\"", "\"standing\": \"sure\""),
            ("\"always\"", "\"some\""),
            ("\"rules\": [", "\"rulez\": [], \"rules\": ["),
            ("\"rule\": \"contains\"", "\"rule\": \"nowhere\""),
        ] {
            assert!(text.contains(from), "{from}");
            assert!(platform(name, &text.replacen(from, to, 1)).is_err(), "{from}");
        }
    }
}
