//! A share as people read it.

use std::fmt::{Display, Formatter, Result};

use crate::text::Message;

/// A share in whole per cent. What is there never reads as nothing, and what is not the whole never as all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WholePercent {
    /// Something, but less than one per cent.
    Under1,
    /// So many per cent, to the nearest.
    Of(u8),
    /// More than 99 per cent, but not all.
    Over99,
}

impl WholePercent {
    /// Of a share from 0 to 1.
    pub fn of(share: f64) -> Self {
        match share * 100.0 {
            little if little > 0.0 && little < 1.0 => Self::Under1,
            nearly if nearly > 99.0 && nearly < 100.0 => Self::Over99,
            other => Self::Of(other.round() as u8),
        }
    }

    /// The same in words, for a sentence.
    pub fn message(self) -> Message {
        match self {
            Self::Under1 => Message::new("disclosure-part-least"),
            Self::Of(percent) => Message::new("disclosure-part").with("percent", percent),
            Self::Over99 => Message::new("disclosure-part-most"),
        }
    }
}

/// The number alone, for a table: `<1`, `42`, `>99`.
impl Display for WholePercent {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        match self {
            Self::Under1 => out.write_str("<1"),
            Self::Of(percent) => percent.fmt(out),
            Self::Over99 => out.write_str(">99"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Locale;

    #[test]
    fn nothing_that_is_there_reads_as_nothing_and_only_the_whole_reads_as_all() {
        for (share, number, words) in [
            (0.0, "0", "0%"),
            (1e-9, "<1", "under 1%"),
            (0.009, "<1", "under 1%"),
            (0.01, "1", "1%"),
            (0.425, "43", "43%"),
            (0.99, "99", "99%"),
            (0.994, ">99", "over 99%"),
            (1.0 - 1e-9, ">99", "over 99%"),
            (1.0, "100", "100%"),
        ] {
            let percent = WholePercent::of(share);
            assert_eq!(
                (percent.to_string().as_str(), percent.message().text(Locale::English).as_str()),
                (number, words)
            );
        }
    }
}
