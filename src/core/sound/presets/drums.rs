//! Presets of the drum kit.

use crate::sound::PatchKind;
use crate::sound::presets::Preset;
use crate::sound::presets::Tag;

/// The presets.
pub const PRESETS: &[Preset] = &[
    Preset { name: "Studio Kit", kind: PatchKind::Drums, tags: &[Tag::Clean], values: &[] },
    Preset {
        name: "Lo-fi Kit",
        kind: PatchKind::Drums,
        tags: &[Tag::Dirty, Tag::Retro],
        values: &[
            ("kit", 2.0),
            ("hats", -2.0),
            ("damping", 0.45),
            ("dirt", 0.45),
            ("high_cut", 7000.0),
            ("level", 2.5),
        ],
    },
    Preset {
        name: "Cassette Kit",
        kind: PatchKind::Drums,
        tags: &[Tag::Warm, Tag::Soft],
        values: &[
            ("kit", 2.0),
            ("tune", -1.5),
            ("hats", -3.0),
            ("damping", 0.2),
            ("dirt", 0.2),
            ("high_cut", 5600.0),
            ("level", 1.4),
        ],
    },
    Preset {
        name: "Electro Kit",
        kind: PatchKind::Drums,
        tags: &[Tag::Hard, Tag::Retro],
        values: &[("kit", 1.0), ("damping", 0.2), ("dirt", 0.2), ("kick", 1.0), ("level", -1.0)],
    },
    Preset {
        name: "Dry Kit",
        kind: PatchKind::Drums,
        tags: &[Tag::Clean, Tag::Short],
        values: &[("damping", 0.8), ("dirt", 0.0), ("hats", -1.5), ("cymbals", -2.0), ("level", 2.0)],
    },
    Preset {
        name: "Trap Kit",
        kind: PatchKind::Drums,
        tags: &[Tag::Hard, Tag::Dark],
        values: &[("kit", 3.0), ("damping", 0.2), ("dirt", 0.12), ("kick", 1.0), ("level", -1.2)],
    },
    Preset {
        name: "Drill Kit",
        kind: PatchKind::Drums,
        tags: &[Tag::Hard, Tag::Moving],
        values: &[("kit", 3.0), ("tune", 2.0), ("damping", 0.5), ("dirt", 0.35), ("snare", 1.0), ("hats", -1.0)],
    },
    Preset {
        name: "House Kit",
        kind: PatchKind::Drums,
        tags: &[Tag::Hard, Tag::Bright],
        values: &[
            ("kit", 1.0),
            ("tune", 1.0),
            ("damping", 0.45),
            ("dirt", 0.25),
            ("kick", 2.0),
            ("hats", 1.0),
            ("level", -1.0),
        ],
    },
    Preset {
        name: "Tape Kit",
        kind: PatchKind::Drums,
        tags: &[Tag::Warm, Tag::Dirty],
        values: &[
            ("tune", -1.0),
            ("damping", 0.4),
            ("dirt", 0.4),
            ("high_cut", 9000.0),
            ("cymbals", -2.0),
            ("level", 1.5),
        ],
    },
    Preset {
        name: "Chip Kit",
        kind: PatchKind::Drums,
        tags: &[Tag::Retro, Tag::Dirty],
        values: &[("kit", 1.0), ("tune", 5.0), ("damping", 0.75), ("dirt", 0.9), ("high_cut", 11000.0), ("level", 3.0)],
    },
    Preset {
        name: "Soft Kit",
        kind: PatchKind::Drums,
        tags: &[Tag::Soft, Tag::Warm],
        values: &[
            ("tune", -2.0),
            ("kick", -2.0),
            ("snare", -3.0),
            ("hats", -4.0),
            ("damping", 0.5),
            ("dirt", 0.0),
            ("high_cut", 7000.0),
            ("level", 3.5),
        ],
    },
];
