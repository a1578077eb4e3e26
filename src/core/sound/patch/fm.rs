//! The FM keyboard's parameters.

use crate::sound::{EnvelopeKeys, Figure, ParamSpec, Part, Unit};

/// The parameters, in the order of the controls.
pub const SPECS: &[ParamSpec] = &[
    ParamSpec::linear("ratio", Unit::Number, 0.5, 14.0, 1.0),
    ParamSpec::linear("brightness", Unit::Ratio, 0.0, 1.0, 0.35),
    ParamSpec::linear("tine", Unit::Ratio, 0.0, 1.0, 0.3),
    ParamSpec::linear("tine_ratio", Unit::Number, 1.0, 16.0, 14.0),
    ParamSpec::linear("feedback", Unit::Ratio, 0.0, 1.0, 0.0),
    ParamSpec::linear("detune", Unit::Cents, 0.0, 50.0, 3.0),
    ParamSpec::linear("tremolo", Unit::Ratio, 0.0, 1.0, 0.2),
    ParamSpec::exponential("tremolo_rate", Unit::Hertz, 0.1, 10.0, 4.2),
    ParamSpec::exponential("attack", Unit::Seconds, 0.001, 4.0, 0.002),
    ParamSpec::exponential("decay", Unit::Seconds, 0.005, 8.0, 4.0),
    ParamSpec::linear("sustain", Unit::Ratio, 0.0, 1.0, 0.0),
    ParamSpec::exponential("release", Unit::Seconds, 0.005, 8.0, 0.3),
    ParamSpec::linear("level", Unit::Decibels, -24.0, 12.0, 0.0),
];

/// The shapes that they make.
pub const FIGURES: &[Figure] = &[Figure::Envelope(EnvelopeKeys {
    id: "figure-envelope",
    attack: Part::Set("attack"),
    decay: Part::Set("decay"),
    sustain: Part::Set("sustain"),
    release: Part::Set("release"),
})];
