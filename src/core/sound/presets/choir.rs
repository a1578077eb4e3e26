//! Presets of the choir.

use crate::sound::PatchKind;
use crate::sound::presets::Preset;
use crate::sound::presets::Tag;

/// The presets.
pub const PRESETS: &[Preset] = &[
    Preset { name: "Angel Choir", kind: PatchKind::Choir, tags: &[Tag::Soft, Tag::Wide], values: &[("level", -0.1)] },
    Preset {
        name: "Oohs",
        kind: PatchKind::Choir,
        tags: &[Tag::Dark, Tag::Soft],
        values: &[("vowel", 0.06), ("motion", 0.0), ("air", 0.1), ("attack", 0.2), ("level", -1.1)],
    },
    Preset {
        name: "Aahs",
        kind: PatchKind::Choir,
        tags: &[Tag::Bright, Tag::Wide],
        values: &[("vowel", 0.52), ("motion", 0.05), ("air", 0.1), ("attack", 0.12), ("release", 0.4), ("level", -1.1)],
    },
    Preset {
        name: "Low Monks",
        kind: PatchKind::Choir,
        tags: &[Tag::Dark, Tag::Long],
        values: &[
            ("voices", 1.0),
            ("vowel", 0.25),
            ("motion", 0.1),
            ("throat", -2.0),
            ("vibrato", 6.0),
            ("attack", 0.5),
            ("release", 1.6),
            ("level", -0.1),
        ],
    },
    Preset {
        name: "Men's Choir",
        kind: PatchKind::Choir,
        tags: &[Tag::Warm, Tag::Wide],
        values: &[("voices", 1.0), ("vowel", 0.5), ("motion", 0.1), ("level", -0.5)],
    },
    Preset {
        name: "Vowel Drift",
        kind: PatchKind::Choir,
        tags: &[Tag::Moving, Tag::Wide],
        values: &[
            ("vowel", 0.45),
            ("motion", 1.0),
            ("detune", 18.0),
            ("width", 1.0),
            ("attack", 0.6),
            ("release", 1.5),
            ("level", 3.5),
        ],
    },
    Preset {
        name: "Breathy Voices",
        kind: PatchKind::Choir,
        tags: &[Tag::Soft, Tag::Clean],
        values: &[("vowel", 0.35), ("air", 0.7), ("motion", 0.15), ("attack", 0.4), ("release", 1.0), ("level", 4.2)],
    },
];
