//! The parts of a proposal that can be accepted alone.

/// What a hunk would change: something in one section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HunkKind {
    /// The chords of a section.
    Chords {
        /// The section's place in the score.
        section: usize,
    },
    /// The words of a section.
    Lyrics {
        /// The section's place in the score.
        section: usize,
    },
    /// What one part plays in a section.
    Part {
        /// The part's place in the score.
        part: usize,
        /// The section's place in the score.
        section: usize,
    },
}

impl HunkKind {
    /// The section it lies in.
    pub fn section(self) -> usize {
        match self {
            Self::Chords { section } | Self::Lyrics { section } | Self::Part { section, .. } => section,
        }
    }
}

/// Whether somebody has decided on a hunk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HunkState {
    /// Not yet.
    #[default]
    Open,
    /// It is in the project.
    Accepted,
    /// It will not be.
    Rejected,
}

/// A part of a proposal that can be accepted alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hunk {
    /// What it would change.
    pub kind: HunkKind,
    /// Whether it was decided on.
    pub state: HunkState,
    /// How many notes, chords or lines it brings.
    pub size: usize,
}
