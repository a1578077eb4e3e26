//! Factory presets: patches by name.

use crate::sound::{Params, Patch, PatchKind};

/// A named patch that ships with the studio.
#[derive(Clone, Copy, Debug)]
pub struct Preset {
    /// A product name, the same in every language.
    pub name: &'static str,
    /// The instrument.
    pub kind: PatchKind,
    /// What differs from the instrument's defaults.
    pub values: &'static [(&'static str, f32)],
}

impl Preset {
    /// The preset's patch.
    pub fn patch(&self) -> Patch {
        let values = self.values.iter().copied();
        // A test below proves that every preset names only parameters that its instrument has.
        let params =
            Params::from_named(self.kind.specs(), values).unwrap_or_else(|_| Params::defaults(self.kind.specs()));
        Patch { kind: self.kind, params }
    }

    /// The preset of a name.
    pub fn named(name: &str) -> Option<&'static Self> {
        PRESETS.iter().find(|preset| preset.name == name)
    }
}

/// Every preset, grouped by instrument. Levels make them equally loud for an equal strike.
pub const PRESETS: &[Preset] = &[
    Preset {
        name: "Soft Lead",
        kind: PatchKind::Subtractive,
        values: &[
            ("wave", 2.0),
            ("detune", 5.0),
            ("width", 0.3),
            ("sub", 0.15),
            ("cutoff", 2600.0),
            ("filter_envelope", 12.0),
            ("vibrato", 14.0),
            ("attack", 0.02),
            ("decay", 0.6),
            ("sustain", 0.75),
            ("release", 0.2),
            ("level", 1.0),
        ],
    },
    Preset {
        name: "Bright Lead",
        kind: PatchKind::Subtractive,
        values: &[
            ("detune", 11.0),
            ("width", 0.5),
            ("cutoff", 3200.0),
            ("resonance", 0.25),
            ("filter_envelope", 24.0),
            ("filter_decay", 0.35),
            ("vibrato", 10.0),
            ("sustain", 0.8),
            ("level", 0.5),
        ],
    },
    Preset {
        name: "Chip Lead",
        kind: PatchKind::Subtractive,
        values: &[
            ("wave", 1.0),
            ("detune", 0.0),
            ("width", 0.0),
            ("cutoff", 14000.0),
            ("resonance", 0.0),
            ("filter_envelope", 0.0),
            ("vibrato", 8.0),
            ("attack", 0.001),
            ("decay", 0.15),
            ("sustain", 0.6),
            ("release", 0.05),
            ("level", -3.5),
        ],
    },
    Preset {
        name: "Synth Brass",
        kind: PatchKind::Subtractive,
        values: &[
            ("detune", 9.0),
            ("width", 0.5),
            ("cutoff", 700.0),
            ("resonance", 0.12),
            ("key_tracking", 0.6),
            ("filter_envelope", 34.0),
            ("filter_attack", 0.06),
            ("filter_decay", 0.7),
            ("filter_sustain", 0.45),
            ("attack", 0.035),
            ("decay", 0.5),
            ("sustain", 0.85),
            ("release", 0.22),
            ("vibrato", 5.0),
            ("level", 0.5),
        ],
    },
    Preset {
        name: "Velvet Keys",
        kind: PatchKind::Subtractive,
        values: &[
            ("wave", 1.0),
            ("detune", 6.0),
            ("width", 0.6),
            ("sub", 0.2),
            ("cutoff", 900.0),
            ("filter_envelope", 20.0),
            ("filter_decay", 0.6),
            ("decay", 1.6),
            ("sustain", 0.3),
            ("release", 0.4),
            ("level", -3.5),
        ],
    },
    Preset {
        name: "Night Pluck",
        kind: PatchKind::Subtractive,
        values: &[
            ("detune", 10.0),
            ("width", 0.7),
            ("cutoff", 520.0),
            ("resonance", 0.35),
            ("filter_envelope", 38.0),
            ("filter_decay", 0.22),
            ("filter_sustain", 0.0),
            ("attack", 0.001),
            ("decay", 0.6),
            ("sustain", 0.0),
            ("release", 0.3),
            ("level", 2.5),
        ],
    },
    Preset {
        name: "Whistle",
        kind: PatchKind::Subtractive,
        values: &[
            ("wave", 3.0),
            ("detune", 0.0),
            ("width", 0.0),
            ("noise", 0.05),
            ("cutoff", 6000.0),
            ("filter_envelope", 0.0),
            ("attack", 0.05),
            ("sustain", 0.9),
            ("release", 0.15),
            ("vibrato", 20.0),
            ("level", -2.5),
        ],
    },
    Preset { name: "Warm Keys", kind: PatchKind::Fm, values: &[] },
    Preset {
        name: "Suitcase Keys",
        kind: PatchKind::Fm,
        values: &[
            ("brightness", 0.5),
            ("tine", 0.2),
            ("tremolo", 0.6),
            ("detune", 5.0),
            ("decay", 5.0),
            ("level", 0.5),
        ],
    },
    Preset {
        name: "Glass Bells",
        kind: PatchKind::Fm,
        values: &[
            ("ratio", 3.5),
            ("brightness", 0.34),
            ("tine", 0.45),
            ("tine_ratio", 7.0),
            ("detune", 7.0),
            ("tremolo", 0.1),
            ("decay", 5.5),
            ("release", 1.8),
            ("level", -0.5),
        ],
    },
    Preset {
        name: "Marimba",
        kind: PatchKind::Fm,
        values: &[
            ("ratio", 4.0),
            ("brightness", 0.22),
            ("tine", 0.35),
            ("tine_ratio", 10.0),
            ("detune", 0.0),
            ("tremolo", 0.0),
            ("decay", 0.9),
            ("release", 0.5),
            ("attack", 0.001),
            ("level", 1.0),
        ],
    },
    Preset {
        name: "Reed Organ",
        kind: PatchKind::Fm,
        values: &[
            ("ratio", 2.0),
            ("brightness", 0.22),
            ("tine", 0.12),
            ("tine_ratio", 3.0),
            ("feedback", 0.4),
            ("detune", 6.0),
            ("tremolo", 0.25),
            ("tremolo_rate", 5.8),
            ("attack", 0.03),
            ("decay", 1.0),
            ("sustain", 0.9),
            ("release", 0.12),
            ("level", -1.0),
        ],
    },
    Preset { name: "Nylon", kind: PatchKind::Pluck, values: &[] },
    Preset {
        name: "Steel Strings",
        kind: PatchKind::Pluck,
        values: &[
            ("decay", 6.0),
            ("damping", 0.18),
            ("brightness", 0.8),
            ("position", 0.13),
            ("noise", 0.2),
            ("body", 0.3),
            ("level", 0.5),
        ],
    },
    Preset {
        name: "Muted Guitar",
        kind: PatchKind::Pluck,
        values: &[
            ("decay", 0.45),
            ("damping", 0.85),
            ("brightness", 0.42),
            ("position", 0.14),
            ("body", 0.35),
            ("release", 0.08),
            ("level", 3.0),
        ],
    },
    Preset {
        name: "Harp",
        kind: PatchKind::Pluck,
        values: &[
            ("decay", 7.0),
            ("damping", 0.3),
            ("brightness", 0.45),
            ("position", 0.35),
            ("noise", 0.05),
            ("body", 0.25),
            ("width", 0.9),
            ("release", 1.6),
        ],
    },
    Preset { name: "Round Bass", kind: PatchKind::Bass, values: &[] },
    Preset {
        name: "Sub Bass",
        kind: PatchKind::Bass,
        values: &[
            ("shape", 0.0),
            ("sub", 1.0),
            ("cutoff", 110.0),
            ("filter_envelope", 10.0),
            ("resonance", 0.05),
            ("drive", 0.12),
            ("release", 0.15),
            ("level", -4.0),
        ],
    },
    Preset {
        name: "Saw Bass",
        kind: PatchKind::Bass,
        values: &[
            ("shape", 0.0),
            ("sub", 0.25),
            ("cutoff", 620.0),
            ("resonance", 0.35),
            ("filter_envelope", 30.0),
            ("filter_decay", 0.35),
            ("drive", 0.35),
            ("level", -4.5),
        ],
    },
    Preset {
        name: "Glide Bass",
        kind: PatchKind::Bass,
        values: &[
            ("shape", 0.8),
            ("sub", 0.5),
            ("cutoff", 420.0),
            ("resonance", 0.3),
            ("filter_envelope", 20.0),
            ("glide", 0.12),
            ("drive", 0.4),
            ("level", -3.5),
        ],
    },
    Preset { name: "Wide Pad", kind: PatchKind::Pad, values: &[] },
    Preset {
        name: "Soft Strings",
        kind: PatchKind::Pad,
        values: &[
            ("detune", 10.0),
            ("width", 0.9),
            ("cutoff", 3200.0),
            ("motion", 0.12),
            ("air", 0.06),
            ("attack", 0.28),
            ("sustain", 0.9),
            ("release", 0.7),
            ("level", -1.5),
        ],
    },
    Preset {
        name: "Dark Drift",
        kind: PatchKind::Pad,
        values: &[
            ("detune", 20.0),
            ("width", 1.0),
            ("cutoff", 650.0),
            ("resonance", 0.35),
            ("motion", 0.8),
            ("air", 0.05),
            ("attack", 1.2),
            ("release", 2.4),
            ("level", -2.5),
        ],
    },
    Preset {
        name: "Breath Choir",
        kind: PatchKind::Pad,
        values: &[
            ("detune", 16.0),
            ("cutoff", 1200.0),
            ("resonance", 0.2),
            ("motion", 0.35),
            ("air", 0.6),
            ("attack", 0.45),
            ("release", 1.0),
            ("level", -0.5),
        ],
    },
    Preset { name: "Studio Kit", kind: PatchKind::Drums, values: &[] },
    Preset {
        name: "Lo-fi Kit",
        kind: PatchKind::Drums,
        values: &[
            ("tune", -2.0),
            ("hats", -3.0),
            ("damping", 0.55),
            ("dirt", 0.6),
            ("high_cut", 5200.0),
            ("level", 3.0),
        ],
    },
    Preset {
        name: "Electro Kit",
        kind: PatchKind::Drums,
        values: &[("kit", 1.0), ("damping", 0.2), ("dirt", 0.2), ("kick", 1.0), ("level", -1.0)],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_names_only_parameters_that_exist_and_lie_in_range() {
        for preset in PRESETS {
            let params = Params::from_named(preset.kind.specs(), preset.values.iter().copied()).unwrap();
            for (key, value) in preset.values {
                assert_eq!(params.get(key), Some(*value), "{} {key}", preset.name);
            }
        }
    }
}
