//! The sentences themselves, read from the Fluent files that are built in.

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};

use crate::text::Locale;

/// The files of a language, by what speaks: each name stands in every language's file of the same name.
macro_rules! sources {
    ($language:literal) => {
        concat!(
            include_str!(concat!($language, "/vocabulary.ftl")),
            include_str!(concat!($language, "/sound.ftl")),
            include_str!(concat!($language, "/instruments.ftl")),
            include_str!(concat!($language, "/project.ftl")),
            include_str!(concat!($language, "/compose.ftl")),
            include_str!(concat!($language, "/ai.ftl")),
            include_str!(concat!($language, "/cowriters.ftl")),
            include_str!(concat!($language, "/export.ftl")),
            include_str!(concat!($language, "/formats.ftl")),
            include_str!(concat!($language, "/bundle.ftl")),
            include_str!(concat!($language, "/import.ftl")),
            include_str!(concat!($language, "/credentials.ftl")),
            include_str!(concat!($language, "/verify.ftl")),
            include_str!(concat!($language, "/session.ftl")),
            include_str!(concat!($language, "/shell.ftl")),
            include_str!(concat!($language, "/publish.ftl")),
            include_str!(concat!($language, "/gate.ftl")),
            include_str!(concat!($language, "/editors.ftl")),
            include_str!(concat!($language, "/mastering.ftl")),
            include_str!(concat!($language, "/tools.ftl")),
            include_str!(concat!($language, "/clips.ftl")),
            include_str!(concat!($language, "/automation.ftl")),
            include_str!(concat!($language, "/groups.ftl")),
            include_str!(concat!($language, "/hands.ftl")),
            include_str!(concat!($language, "/sampler.ftl")),
            include_str!(concat!($language, "/figures.ftl")),
            include_str!(concat!($language, "/places.ftl")),
        )
    };
}

/// The files of a language that only programs carry which are loaded when they are needed: see [`Message::print`].
///
/// [`Message::print`]: crate::text::Message::print
macro_rules! press_sources {
    ($language:literal) => {
        concat!(
            include_str!(concat!($language, "/release/answers.ftl")),
            include_str!(concat!($language, "/release/codes.ftl")),
            include_str!(concat!($language, "/release/facts.ftl")),
            include_str!(concat!($language, "/release/findings.ftl")),
            include_str!(concat!($language, "/release/forms.ftl")),
            include_str!(concat!($language, "/release/interchange.ftl")),
            include_str!(concat!($language, "/release/licences.ftl")),
            include_str!(concat!($language, "/release/pack.ftl")),
            include_str!(concat!($language, "/release/credentials.ftl")),
            include_str!(concat!($language, "/release/verifier.ftl")),
        )
    };
}

const ENGLISH: &str = sources!("en");
const SIMPLIFIED_CHINESE: &str = sources!("zh-CN");
const PRESS_ENGLISH: &str = press_sources!("en");
const PRESS_SIMPLIFIED_CHINESE: &str = press_sources!("zh-CN");

struct Catalogue {
    english: FluentBundle<FluentResource>,
    chinese: FluentBundle<FluentResource>,
}

thread_local! {
    static CATALOGUE: Catalogue = Catalogue {
        english: bundle(Locale::English, ENGLISH),
        chinese: bundle(Locale::SimplifiedChinese, SIMPLIFIED_CHINESE),
    };
    static PRESS: Catalogue = Catalogue {
        english: bundle(Locale::English, PRESS_ENGLISH),
        chinese: bundle(Locale::SimplifiedChinese, PRESS_SIMPLIFIED_CHINESE),
    };
}

/// The sentence `id` in a language; in English where a translation is missing; the bare name where both are.
pub fn format(locale: Locale, id: &str, values: &[(&'static str, String)]) -> String {
    CATALOGUE.with(|catalogue| catalogue.format(locale, id, values)).unwrap_or_else(|| id.to_owned())
}

/// The sentence `id` in a language, of the press's files or of all others.
pub fn print(locale: Locale, id: &str, values: &[(&'static str, String)]) -> String {
    PRESS.with(|catalogue| catalogue.format(locale, id, values)).unwrap_or_else(|| format(locale, id, values))
}

impl Catalogue {
    fn format(&self, locale: Locale, id: &str, values: &[(&'static str, String)]) -> Option<String> {
        let own = match locale {
            Locale::English => &self.english,
            Locale::SimplifiedChinese => &self.chinese,
        };
        let mut bundles = [own, &self.english].into_iter();
        let (bundle, pattern) = bundles.find_map(|bundle| Some((bundle, bundle.get_message(id)?.value()?)))?;
        let mut arguments = FluentArgs::new();
        for (name, value) in values {
            arguments.set(*name, fluent_value(value));
        }
        // What cannot be filled in shows its name in the sentence, which is all that can be done at this point.
        Some(bundle.format_pattern(pattern, Some(&arguments), &mut Vec::new()).into_owned())
    }
}

/// Whole numbers are passed as numbers, so that plural forms can be chosen.
fn fluent_value(value: &str) -> fluent_bundle::FluentValue<'_> {
    match value.parse::<i64>() {
        // A name such as “007” is no number and stays as it is written.
        Ok(number) if number.to_string() == value => fluent_bundle::FluentValue::from(number),
        _ => fluent_bundle::FluentValue::from(value),
    }
}

fn bundle(locale: Locale, source: &str) -> FluentBundle<FluentResource> {
    // A syntax error drops one sentence and keeps the rest; the tests below allow none.
    let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
    let mut bundle = FluentBundle::new(vec![locale.tag().parse().unwrap_or_default()]);
    bundle.set_use_isolating(false);
    bundle.add_resource_overriding(resource);
    bundle
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::*;

    fn names(source: &str) -> BTreeSet<&str> {
        source
            .lines()
            .filter(|line| line.starts_with(|first: char| first.is_ascii_lowercase()))
            .filter_map(|line| line.split_once(" ="))
            .map(|(name, _)| name)
            .collect()
    }

    /// The `{ $name }`s of each sentence, to catch a translation that drops one.
    fn placeholders(source: &str, name: &str) -> BTreeSet<String> {
        let source = format!("\n{source}");
        let start = source.find(&format!("\n{name} =")).map_or(0, |found| found + 1);
        let entry: String = source[start..]
            .lines()
            .enumerate()
            .take_while(|(index, line)| *index == 0 || line.starts_with(' '))
            .map(|(_, line)| line)
            .collect();
        entry.split("{ $").skip(1).map(|rest| rest.split([' ', '}']).next().unwrap_or("").to_owned()).collect()
    }

    #[test]
    fn the_files_have_no_syntax_errors() {
        for source in [ENGLISH, SIMPLIFIED_CHINESE, PRESS_ENGLISH, PRESS_SIMPLIFIED_CHINESE] {
            if let Err((_, errors)) = FluentResource::try_new(source.to_owned()) {
                panic!("{errors:?}");
            }
        }
    }

    #[test]
    fn both_languages_have_the_same_sentences_with_the_same_values() {
        for (english, chinese) in [(ENGLISH, SIMPLIFIED_CHINESE), (PRESS_ENGLISH, PRESS_SIMPLIFIED_CHINESE)] {
            assert_eq!(names(english), names(chinese));
            for name in names(english) {
                assert_eq!(placeholders(english, name), placeholders(chinese, name), "in {name}");
            }
        }
        assert!(names(ENGLISH).is_disjoint(&names(PRESS_ENGLISH)));
    }

    fn rust_sources(folder: &Path, found: &mut String) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                rust_sources(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push_str(&fs::read_to_string(&path).unwrap());
            }
        }
    }

    #[test]
    fn every_sentence_is_used_and_every_used_sentence_exists() {
        let mut code = String::new();
        rust_sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut code);
        let names: BTreeSet<&str> = names(ENGLISH).union(&names(PRESS_ENGLISH)).copied().collect();
        for name in &names {
            let key = name.strip_prefix("param-").unwrap_or(name);
            assert!(code.contains(&format!("\"{key}\"")), "{name} is never used");
        }
        for rest in code.split("Message::new(\"").skip(1) {
            let used = rest.split('"').next().unwrap_or_default();
            assert!(names.contains(used), "{used} is not in the catalogue");
        }
    }
}
