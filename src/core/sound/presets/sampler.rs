//! Presets of the sampler: ways to play what a song's own zones hold. They leave the zones as they are.

use crate::sound::PatchKind;
use crate::sound::presets::Preset;
use crate::sound::presets::Tag;

/// The presets.
pub const PRESETS: &[Preset] = &[
    // Strikes as they are cut from records: at their peak level as loud as a kit's, and soft ones not lost.
    Preset {
        name: "One-shot Pads",
        kind: PatchKind::Sampler,
        tags: &[Tag::Short, Tag::Hard],
        values: &[("touch", 0.6), ("release", 0.03), ("level", 9.0)],
    },
    // Notes that ring on in a loop: led in and out, and duller the lower they lie.
    Preset {
        name: "Looped Keys",
        kind: PatchKind::Sampler,
        tags: &[Tag::Long, Tag::Soft],
        values: &[("cutoff", 9000.0), ("key_tracking", 0.5), ("attack", 0.006), ("release", 0.4)],
    },
    // Parts of a loop, which was mixed before it was cut: every strike as loud as it was.
    Preset {
        name: "Slices",
        kind: PatchKind::Sampler,
        tags: &[Tag::Short, Tag::Clean],
        values: &[("touch", 0.0), ("release", 0.01), ("level", 12.0)],
    },
];
