//! The languages the studio speaks.

use serde::{Deserialize, Serialize};

/// A language the studio speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Locale {
    /// English.
    #[default]
    #[serde(rename = "en")]
    English,
    /// Simplified Chinese.
    #[serde(rename = "zh-CN")]
    SimplifiedChinese,
}

impl Locale {
    /// Every language, the default first.
    pub const ALL: [Self; 2] = [Self::English, Self::SimplifiedChinese];

    /// The BCP 47 tag, as in `<html lang>`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::SimplifiedChinese => "zh-CN",
        }
    }

    /// The language's own name for itself.
    pub const fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::SimplifiedChinese => "简体中文",
        }
    }

    /// The first language of a browser's list that the studio speaks, or English.
    pub fn choose<'a>(wanted: impl IntoIterator<Item = &'a str>) -> Self {
        for tag in wanted {
            let tag = tag.to_ascii_lowercase();
            if tag == "zh" || tag.starts_with("zh-") {
                return Self::SimplifiedChinese;
            }
            if tag == "en" || tag.starts_with("en-") {
                return Self::English;
            }
        }
        Self::English
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_spoken_language_wins() {
        assert_eq!(Locale::choose(["fr-FR", "zh-Hans-CN", "en"]), Locale::SimplifiedChinese);
        assert_eq!(Locale::choose(["en-GB", "zh"]), Locale::English);
        assert_eq!(Locale::choose(["fr"]), Locale::English);
    }
}
