//! The FM synthesiser's parameters.

use crate::sound::{EnvelopeKeys, Figure, ParamSpec, Part, Unit};

const fn ratio(key: &'static str, default: f32) -> ParamSpec {
    ParamSpec::linear(key, Unit::Number, 0.25, 16.0, default)
}

const fn share(key: &'static str, default: f32) -> ParamSpec {
    ParamSpec::linear(key, Unit::Ratio, 0.0, 1.0, default)
}

const fn rise(key: &'static str) -> ParamSpec {
    ParamSpec::exponential(key, Unit::Seconds, 0.001, 4.0, 0.002)
}

const fn fall(key: &'static str, default: f32) -> ParamSpec {
    ParamSpec::exponential(key, Unit::Seconds, 0.005, 8.0, default)
}

/// The parameters, in the order of the controls.
pub const SPECS: &[ParamSpec] = &[
    ParamSpec::choice_of(
        "algorithm",
        &[
            "algorithm-1",
            "algorithm-2",
            "algorithm-3",
            "algorithm-4",
            "algorithm-5",
            "algorithm-6",
            "algorithm-7",
            "algorithm-8",
        ],
        4,
    ),
    share("feedback", 0.0),
    ratio("ratio_1", 1.0),
    share("level_1", 0.9),
    rise("attack_1"),
    fall("decay_1", 4.0),
    share("sustain_1", 0.0),
    ratio("ratio_2", 1.0),
    share("level_2", 0.45),
    rise("attack_2"),
    fall("decay_2", 2.0),
    share("sustain_2", 0.2),
    ratio("ratio_3", 1.0),
    share("level_3", 0.6),
    rise("attack_3"),
    fall("decay_3", 3.0),
    share("sustain_3", 0.0),
    ratio("ratio_4", 14.0),
    share("level_4", 0.25),
    rise("attack_4"),
    fall("decay_4", 0.4),
    share("sustain_4", 0.0),
    ParamSpec::exponential("release", Unit::Seconds, 0.005, 8.0, 0.3),
    share("touch", 0.6),
    ParamSpec::linear("detune", Unit::Cents, 0.0, 50.0, 3.0),
    ParamSpec::linear("vibrato", Unit::Cents, 0.0, 50.0, 0.0),
    ParamSpec::linear("tremolo", Unit::Ratio, 0.0, 1.0, 0.0),
    ParamSpec::exponential("tremolo_rate", Unit::Hertz, 0.1, 10.0, 4.2),
    ParamSpec::linear("level", Unit::Decibels, -24.0, 12.0, 0.0),
];

/// The shapes that they make.
pub const FIGURES: &[Figure] = &[
    operator("figure-operator-1", "attack_1", "decay_1", "sustain_1"),
    operator("figure-operator-2", "attack_2", "decay_2", "sustain_2"),
    operator("figure-operator-3", "attack_3", "decay_3", "sustain_3"),
    operator("figure-operator-4", "attack_4", "decay_4", "sustain_4"),
];

const fn operator(id: &'static str, attack: &'static str, decay: &'static str, sustain: &'static str) -> Figure {
    Figure::Envelope(EnvelopeKeys {
        id,
        attack: Part::Set(attack),
        decay: Part::Set(decay),
        sustain: Part::Set(sustain),
        release: Part::Set("release"),
    })
}
