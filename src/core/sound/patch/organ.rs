//! The drawbar organ's parameters.

use crate::sound::{EnvelopeKeys, Figure, ParamSpec, Part, Unit};

const fn drawbar(key: &'static str, default: f32) -> ParamSpec {
    ParamSpec::linear(key, Unit::Number, 0.0, 8.0, default)
}

/// The parameters, in the order of the controls.
pub const SPECS: &[ParamSpec] = &[
    drawbar("drawbar_1", 8.0),
    drawbar("drawbar_2", 8.0),
    drawbar("drawbar_3", 8.0),
    drawbar("drawbar_4", 0.0),
    drawbar("drawbar_5", 0.0),
    drawbar("drawbar_6", 0.0),
    drawbar("drawbar_7", 0.0),
    drawbar("drawbar_8", 0.0),
    drawbar("drawbar_9", 0.0),
    ParamSpec::linear("strike", Unit::Ratio, 0.0, 1.0, 0.5),
    ParamSpec::choice_of("strike_note", &["strike-second", "strike-third"], 1),
    ParamSpec::exponential("strike_decay", Unit::Seconds, 0.05, 2.0, 0.4),
    ParamSpec::linear("click", Unit::Ratio, 0.0, 1.0, 0.25),
    ParamSpec::linear("vibrato", Unit::Ratio, 0.0, 1.0, 0.4),
    ParamSpec::linear("chorus", Unit::Ratio, 0.0, 1.0, 1.0),
    ParamSpec::choice_of("rotary", &["switch-off", "rotary-slow", "rotary-fast"], 1),
    ParamSpec::exponential("attack", Unit::Seconds, 0.001, 4.0, 0.004),
    ParamSpec::exponential("release", Unit::Seconds, 0.005, 8.0, 0.06),
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
