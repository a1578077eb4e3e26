//! Presets of the singer.

use crate::sound::PatchKind;
use crate::sound::presets::Preset;
use crate::sound::presets::Tag;

/// The presets.
pub const PRESETS: &[Preset] = &[
    Preset { name: "Lead Singer", kind: PatchKind::Voice, tags: &[Tag::Warm, Tag::Clean], values: &[] },
    Preset {
        name: "Tenor",
        kind: PatchKind::Voice,
        tags: &[Tag::Dark, Tag::Warm],
        values: &[("voices", 1.0), ("vibrato", 20.0), ("vibrato_rate", 5.0), ("brightness", 0.45), ("level", -2.4)],
    },
    Preset {
        name: "Whisper",
        kind: PatchKind::Voice,
        tags: &[Tag::Soft, Tag::Clean],
        values: &[
            ("air", 0.75),
            ("vibrato", 8.0),
            ("brightness", 0.35),
            ("attack", 0.08),
            ("release", 0.3),
            ("level", 0.2),
        ],
    },
    Preset {
        name: "Robot Singer",
        kind: PatchKind::Voice,
        tags: &[Tag::Retro, Tag::Hard],
        values: &[
            ("vibrato", 0.0),
            ("glide", 0.001),
            ("brightness", 0.8),
            ("air", 0.0),
            ("attack", 0.005),
            ("release", 0.05),
            ("play", 1.0),
            ("throat", 2.0),
            ("level", -1.6),
        ],
    },
    Preset {
        name: "Vocal Harmony",
        kind: PatchKind::Voice,
        tags: &[Tag::Soft, Tag::Wide],
        values: &[
            ("play", 0.0),
            ("vibrato", 16.0),
            ("attack", 0.08),
            ("release", 0.35),
            ("brightness", 0.4),
            ("level", -8.2),
        ],
    },
    Preset {
        name: "Lullaby",
        kind: PatchKind::Voice,
        tags: &[Tag::Soft, Tag::Dark],
        values: &[
            ("vowel", 0.42),
            ("air", 0.2),
            ("brightness", 0.25),
            ("attack", 0.1),
            ("release", 0.4),
            ("vibrato", 14.0),
            ("level", -0.2),
        ],
    },
];
