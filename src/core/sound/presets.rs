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

/// Every preset, grouped by instrument.
pub const PRESETS: &[Preset] = &[
    Preset { name: "Soft Lead", kind: PatchKind::Subtractive, values: &[("vibrato", 12.0), ("cutoff", 3200.0)] },
    Preset { name: "Warm Keys", kind: PatchKind::Fm, values: &[] },
    Preset { name: "Nylon", kind: PatchKind::Pluck, values: &[] },
    Preset { name: "Round Bass", kind: PatchKind::Bass, values: &[] },
    Preset { name: "Wide Pad", kind: PatchKind::Pad, values: &[] },
    Preset { name: "Studio Kit", kind: PatchKind::Drums, values: &[] },
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
