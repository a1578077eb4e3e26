//! Presets of the bowed strings.

use crate::sound::PatchKind;
use crate::sound::presets::Preset;
use crate::sound::presets::Tag;

/// The presets.
pub const PRESETS: &[Preset] = &[
    Preset { name: "String Section", kind: PatchKind::Strings, tags: &[Tag::Warm, Tag::Wide], values: &[] },
    Preset {
        name: "Chamber Strings",
        kind: PatchKind::Strings,
        tags: &[Tag::Clean, Tag::Soft],
        values: &[("players", 2.0), ("detune", 6.0), ("body", 0.7), ("attack", 0.09), ("level", -2.5)],
    },
    Preset {
        name: "Solo Violin",
        kind: PatchKind::Strings,
        tags: &[Tag::Bright, Tag::Clean],
        values: &[
            ("players", 0.0),
            ("vibrato", 22.0),
            ("bow", 0.35),
            ("cutoff", 4600.0),
            ("body", 0.9),
            ("width", 0.0),
            ("attack", 0.06),
            ("release", 0.16),
            ("level", -1.4),
        ],
    },
    Preset {
        name: "Solo Cello",
        kind: PatchKind::Strings,
        tags: &[Tag::Dark, Tag::Warm],
        values: &[
            ("players", 0.0),
            ("vibrato", 18.0),
            ("vibrato_rate", 4.9),
            ("bow", 0.3),
            ("cutoff", 1900.0),
            ("body", 0.9),
            ("body_size", -18.0),
            ("width", 0.0),
            ("attack", 0.08),
            ("release", 0.2),
            ("level", -0.1),
        ],
    },
    Preset {
        name: "Fiddle",
        kind: PatchKind::Strings,
        tags: &[Tag::Hard, Tag::Bright],
        values: &[
            ("players", 0.0),
            ("vibrato", 8.0),
            ("bow", 0.6),
            ("cutoff", 5600.0),
            ("body", 1.0),
            ("width", 0.0),
            ("attack", 0.02),
            ("release", 0.1),
            ("level", -1.8),
        ],
    },
    Preset {
        name: "Slow Strings",
        kind: PatchKind::Strings,
        tags: &[Tag::Soft, Tag::Long],
        values: &[
            ("cutoff", 2400.0),
            ("attack", 0.5),
            ("release", 1.2),
            ("width", 0.9),
            ("detune", 11.0),
            ("level", -0.8),
        ],
    },
    Preset {
        name: "Low Strings",
        kind: PatchKind::Strings,
        tags: &[Tag::Dark, Tag::Wide],
        values: &[
            ("cutoff", 1500.0),
            ("body_size", -20.0),
            ("body", 0.8),
            ("vibrato", 12.0),
            ("attack", 0.14),
            ("level", 0.2),
        ],
    },
    Preset {
        name: "Spiccato",
        kind: PatchKind::Strings,
        tags: &[Tag::Short, Tag::Hard],
        values: &[
            ("attack", 0.008),
            ("decay", 0.22),
            ("sustain", 0.0),
            ("release", 0.15),
            ("bow", 0.45),
            ("vibrato", 0.0),
            ("cutoff", 4200.0),
            ("level", 3.1),
        ],
    },
];
