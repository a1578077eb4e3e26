//! Names for the parts of a project that outlive an edit.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Tells one project from every other: 128 random bits, written as 32 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ProjectId(pub u128);

impl fmt::Display for ProjectId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:032x}", self.0)
    }
}

impl TryFrom<String> for ProjectId {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        let well_formed = text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let number = u128::from_str_radix(&text, 16).ok().filter(|_| well_formed);
        number.map(Self).ok_or_else(|| "a project id has 32 hexadecimal digits".to_owned())
    }
}

impl From<ProjectId> for String {
    fn from(id: ProjectId) -> Self {
        id.to_string()
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident $make:ident;)*) => {
        $($(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u32);)*

        /// Gives out ids, each once in the life of a project.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct IdSource { next: u32 }

        impl IdSource {
            /// An id source that goes on from a number.
            pub fn starting_at(next: u32) -> Self {
                Self { next }
            }

            /// The number the next id will have.
            pub fn peek(self) -> u32 {
                self.next
            }

            fn take(&mut self) -> u32 {
                let id = self.next;
                self.next = self.next.saturating_add(1);
                id
            }

            $(/// A new id.
            pub fn $make(&mut self) -> $name {
                $name(self.take())
            })*
        }
    };
}

ids! {
    /// Names a track in its project.
    TrackId track;
    /// Names a pattern in its project.
    PatternId pattern;
    /// Names a clip in its project.
    ClipId clip;
    /// Names a bus in its project.
    BusId bus;
}

/// Names a strip: a track's, a bus's or the last one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StripId {
    /// The strip of a track.
    Track(TrackId),
    /// The strip of a bus.
    Bus(BusId),
    /// The last strip.
    Master,
}
