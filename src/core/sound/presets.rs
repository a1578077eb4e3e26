//! Factory presets: patches by name.

use crate::sound::{Params, Patch, PatchKind};

mod analog;
mod bass;
mod choir;
mod drums;
mod fm;
mod mallet;
mod operators;
mod organ;
mod pad;
mod pluck;
mod sampler;
mod strings;
mod subtractive;
mod voice;

/// What a preset sounds like, to find it by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// Full in the lower middle.
    Warm,
    /// Many overtones.
    Bright,
    /// Few overtones.
    Dark,
    /// Without edges.
    Soft,
    /// With edges.
    Hard,
    /// Nothing but the tone.
    Clean,
    /// Distorted or worn.
    Dirty,
    /// Over both speakers.
    Wide,
    /// Soon over.
    Short,
    /// Rings on.
    Long,
    /// Changes while it sounds.
    Moving,
    /// As machines of another time.
    Retro,
}

impl Tag {
    /// Every tag.
    pub const ALL: [Self; 12] = [
        Self::Warm,
        Self::Bright,
        Self::Dark,
        Self::Soft,
        Self::Hard,
        Self::Clean,
        Self::Dirty,
        Self::Wide,
        Self::Short,
        Self::Long,
        Self::Moving,
        Self::Retro,
    ];

    /// Its name in the catalogue of sentences.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Warm => "tag-warm",
            Self::Bright => "tag-bright",
            Self::Dark => "tag-dark",
            Self::Soft => "tag-soft",
            Self::Hard => "tag-hard",
            Self::Clean => "tag-clean",
            Self::Dirty => "tag-dirty",
            Self::Wide => "tag-wide",
            Self::Short => "tag-short",
            Self::Long => "tag-long",
            Self::Moving => "tag-moving",
            Self::Retro => "tag-retro",
        }
    }
}

/// A named patch that ships with the studio.
#[derive(Clone, Copy, Debug)]
pub struct Preset {
    /// A product name, the same in every language.
    pub name: &'static str,
    /// The instrument.
    pub kind: PatchKind,
    /// What it sounds like.
    pub tags: &'static [Tag],
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
pub const PRESETS: &[Preset] = &EVERY;

const GROUPS: [&[Preset]; 14] = [
    subtractive::PRESETS,
    analog::PRESETS,
    fm::PRESETS,
    operators::PRESETS,
    organ::PRESETS,
    mallet::PRESETS,
    pluck::PRESETS,
    strings::PRESETS,
    bass::PRESETS,
    pad::PRESETS,
    choir::PRESETS,
    voice::PRESETS,
    drums::PRESETS,
    sampler::PRESETS,
];

const COUNT: usize = {
    let (mut count, mut group) = (0, 0);
    while group < GROUPS.len() {
        count += GROUPS[group].len();
        group += 1;
    }
    count
};

static EVERY: [Preset; COUNT] = {
    let mut every = [GROUPS[0][0]; COUNT];
    let (mut count, mut group) = (0, 0);
    while group < GROUPS.len() {
        let mut place = 0;
        while place < GROUPS[group].len() {
            every[count] = GROUPS[group][place];
            count += 1;
            place += 1;
        }
        group += 1;
    }
    every
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presets_are_many_and_found_by_name_and_tag() {
        assert!(PRESETS.len() >= 60);
        for (place, preset) in PRESETS.iter().enumerate() {
            assert!(PRESETS[..place].iter().all(|other| other.name != preset.name), "{}", preset.name);
            assert!(!preset.tags.is_empty() && preset.tags.len() <= 3, "{}", preset.name);
        }
        for tag in Tag::ALL {
            assert!(PRESETS.iter().filter(|preset| preset.tags.contains(&tag)).count() >= 3, "{tag:?}");
        }
    }

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
