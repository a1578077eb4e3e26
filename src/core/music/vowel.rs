//! Vowels as a singer holds them.

use serde::{Deserialize, Serialize};

/// A vowel. Fewer than any language has: those that resonances tell apart at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Vowel {
    /// As in "moon".
    U,
    /// As in "home".
    O,
    /// As in "star".
    A,
    /// As in "day".
    E,
    /// As in "dream".
    I,
    /// As in "her", and the Chinese "e".
    Neutral,
}
