//! Presets of the drawbar organ.

use crate::sound::PatchKind;
use crate::sound::presets::Preset;
use crate::sound::presets::Tag;

/// The presets.
pub const PRESETS: &[Preset] = &[
    Preset { name: "Drawbar Organ", kind: PatchKind::Organ, tags: &[Tag::Warm, Tag::Retro], values: &[] },
    Preset {
        name: "Gospel Organ",
        kind: PatchKind::Organ,
        tags: &[Tag::Bright, Tag::Moving],
        values: &[
            ("drawbar_4", 8.0),
            ("drawbar_5", 8.0),
            ("drawbar_6", 8.0),
            ("drawbar_7", 8.0),
            ("drawbar_8", 8.0),
            ("drawbar_9", 8.0),
            ("strike", 0.0),
            ("rotary", 2.0),
            ("level", -5.0),
        ],
    },
    Preset {
        name: "Smoky Organ",
        kind: PatchKind::Organ,
        tags: &[Tag::Dark, Tag::Warm],
        values: &[("drawbar_2", 3.0), ("strike", 0.35), ("vibrato", 0.7), ("chorus", 0.6), ("level", 2.6)],
    },
    Preset {
        name: "Ballad Organ",
        kind: PatchKind::Organ,
        tags: &[Tag::Soft, Tag::Warm],
        values: &[
            ("drawbar_2", 0.0),
            ("drawbar_4", 4.0),
            ("drawbar_9", 4.0),
            ("strike", 0.0),
            ("click", 0.08),
            ("attack", 0.01),
            ("release", 0.12),
            ("level", 2.2),
        ],
    },
    Preset {
        name: "Rock Organ",
        kind: PatchKind::Organ,
        tags: &[Tag::Hard, Tag::Dirty],
        values: &[
            ("drawbar_4", 6.0),
            ("strike", 0.7),
            ("strike_note", 0.0),
            ("click", 0.6),
            ("rotary", 2.0),
            ("strike_decay", 0.25),
            ("level", 0.7),
        ],
    },
    Preset {
        name: "Chapel Organ",
        kind: PatchKind::Organ,
        tags: &[Tag::Long, Tag::Clean],
        values: &[
            ("drawbar_2", 0.0),
            ("drawbar_3", 6.0),
            ("drawbar_5", 6.0),
            ("drawbar_7", 6.0),
            ("drawbar_9", 4.0),
            ("strike", 0.0),
            ("click", 0.0),
            ("vibrato", 0.0),
            ("rotary", 0.0),
            ("attack", 0.05),
            ("release", 0.4),
            ("level", 2.9),
        ],
    },
    Preset {
        name: "Flute Stops",
        kind: PatchKind::Organ,
        tags: &[Tag::Soft, Tag::Clean],
        values: &[
            ("drawbar_1", 0.0),
            ("drawbar_2", 0.0),
            ("drawbar_5", 4.0),
            ("strike", 0.0),
            ("click", 0.05),
            ("vibrato", 0.25),
            ("chorus", 0.5),
            ("attack", 0.03),
            ("release", 0.15),
            ("level", 3.9),
        ],
    },
];
