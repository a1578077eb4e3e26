//! The choir's parameters.

use crate::sound::{EnvelopeKeys, Figure, ParamSpec, Part, Unit};

/// The parameters, in the order of the controls.
pub const SPECS: &[ParamSpec] = &[
    ParamSpec::choice("voices", &["voices-women", "voices-men"]),
    ParamSpec::linear("vowel", Unit::Ratio, 0.0, 1.0, 0.5),
    ParamSpec::linear("motion", Unit::Ratio, 0.0, 1.0, 0.2),
    ParamSpec::linear("throat", Unit::Semitones, -6.0, 6.0, 0.0),
    ParamSpec::linear("detune", Unit::Cents, 0.0, 50.0, 10.0),
    ParamSpec::linear("vibrato", Unit::Cents, 0.0, 50.0, 14.0),
    ParamSpec::linear("air", Unit::Ratio, 0.0, 1.0, 0.15),
    ParamSpec::linear("width", Unit::Ratio, 0.0, 1.0, 0.8),
    ParamSpec::exponential("attack", Unit::Seconds, 0.001, 4.0, 0.3),
    ParamSpec::exponential("release", Unit::Seconds, 0.005, 8.0, 0.7),
    ParamSpec::linear("level", Unit::Decibels, -24.0, 12.0, 0.0),
];

/// The shapes that they make.
pub const FIGURES: &[Figure] = &[Figure::Envelope(EnvelopeKeys {
    id: "figure-envelope",
    attack: Part::Set("attack"),
    decay: Part::Always(1.0),
    sustain: Part::Always(1.0),
    release: Part::Set("release"),
})];
