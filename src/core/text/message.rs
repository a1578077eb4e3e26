//! A sentence by name, with what is filled in.

use std::fmt::Display;

use crate::text::{Locale, catalogue};

/// A sentence by its name in the catalogue, with the values that are filled in. It is translated when it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    id: &'static str,
    values: Vec<(&'static str, String)>,
}

impl Message {
    /// The sentence named `id` in the catalogue.
    pub fn new(id: &'static str) -> Self {
        Self { id, values: Vec::new() }
    }

    /// Fills in `{ $name }`.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Display) -> Self {
        self.values.push((name, value.to_string()));
        self
    }

    /// Its name in the catalogue.
    pub fn id(&self) -> &'static str {
        self.id
    }

    /// The sentence in a language.
    pub fn text(&self, locale: Locale) -> String {
        catalogue::format(locale, self.id, &self.values)
    }

    /// The sentence in a language, where it may stand in the files under `text/*/release`: those of forms and findings
    /// that only programs carry which are loaded when they are needed. Whatever calls this carries them.
    pub fn print(&self, locale: Locale) -> String {
        catalogue::print(locale, self.id, &self.values)
    }
}

/// Makes an error type with a `message()` print that message in English.
macro_rules! describe {
    ($error:ty) => {
        impl std::fmt::Display for $error {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str(&self.message().text($crate::text::Locale::English))
            }
        }
        impl std::error::Error for $error {}
    };
}
pub(crate) use describe;
