//! Presets of the mallet instrument.

use crate::sound::PatchKind;
use crate::sound::presets::Preset;
use crate::sound::presets::Tag;

/// The presets.
pub const PRESETS: &[Preset] = &[
    Preset { name: "Rosewood Marimba", kind: PatchKind::Mallet, tags: &[Tag::Warm, Tag::Short], values: &[] },
    Preset {
        name: "Bass Marimba",
        kind: PatchKind::Mallet,
        tags: &[Tag::Dark, Tag::Soft],
        values: &[("hardness", 0.18), ("decay", 1.6), ("noise", 0.4), ("damping", 0.7), ("level", -1.1)],
    },
    Preset {
        name: "Motor Vibes",
        kind: PatchKind::Mallet,
        tags: &[Tag::Moving, Tag::Clean],
        values: &[
            ("bars", 1.0),
            ("hardness", 0.42),
            ("decay", 5.0),
            ("damping", 0.5),
            ("tremolo", 0.8),
            ("tremolo_rate", 5.2),
            ("noise", 0.12),
            ("release", 0.7),
            ("level", -0.9),
        ],
    },
    Preset {
        name: "Bowed Vibes",
        kind: PatchKind::Mallet,
        tags: &[Tag::Soft, Tag::Long],
        values: &[
            ("bars", 1.0),
            ("hardness", 0.15),
            ("decay", 7.0),
            ("damping", 0.6),
            ("tremolo", 0.3),
            ("tremolo_rate", 2.5),
            ("noise", 0.0),
            ("release", 2.5),
            ("level", -1.9),
        ],
    },
    Preset {
        name: "Concert Bells",
        kind: PatchKind::Mallet,
        tags: &[Tag::Bright, Tag::Clean],
        values: &[
            ("bars", 2.0),
            ("hardness", 0.55),
            ("decay", 3.5),
            ("damping", 0.35),
            ("noise", 0.2),
            ("release", 1.6),
            ("level", -1.9),
        ],
    },
    Preset {
        name: "Toy Bells",
        kind: PatchKind::Mallet,
        tags: &[Tag::Bright, Tag::Short],
        values: &[
            ("bars", 2.0),
            ("hardness", 0.75),
            ("decay", 0.9),
            ("damping", 0.5),
            ("noise", 0.45),
            ("release", 0.5),
            ("level", 0.7),
        ],
    },
    Preset {
        name: "Thumb Piano",
        kind: PatchKind::Mallet,
        tags: &[Tag::Warm, Tag::Short],
        values: &[
            ("bars", 3.0),
            ("hardness", 0.5),
            ("decay", 1.4),
            ("damping", 0.55),
            ("noise", 0.5),
            ("release", 0.5),
            ("level", -0.9),
        ],
    },
    Preset {
        name: "Church Chimes",
        kind: PatchKind::Mallet,
        tags: &[Tag::Long, Tag::Bright],
        values: &[
            ("bars", 4.0),
            ("hardness", 0.5),
            ("decay", 8.0),
            ("damping", 0.35),
            ("noise", 0.25),
            ("release", 3.5),
            ("level", -3.8),
        ],
    },
];
