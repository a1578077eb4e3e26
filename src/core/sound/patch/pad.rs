//! The pad's parameters.

use crate::sound::{EnvelopeKeys, Figure, FilterChoice, FilterKeys, FilterKind, ParamSpec, Part, Ring, Unit};

/// The parameters, in the order of the controls.
pub const SPECS: &[ParamSpec] = &[
    ParamSpec::linear("detune", Unit::Cents, 0.0, 50.0, 14.0),
    ParamSpec::linear("width", Unit::Ratio, 0.0, 1.0, 0.8),
    ParamSpec::exponential("cutoff", Unit::Hertz, 100.0, 12000.0, 1800.0),
    ParamSpec::linear("resonance", Unit::Ratio, 0.0, 1.0, 0.1),
    ParamSpec::linear("motion", Unit::Ratio, 0.0, 1.0, 0.3),
    ParamSpec::linear("air", Unit::Ratio, 0.0, 1.0, 0.1),
    ParamSpec::exponential("attack", Unit::Seconds, 0.001, 4.0, 0.6),
    ParamSpec::exponential("decay", Unit::Seconds, 0.005, 8.0, 2.0),
    ParamSpec::linear("sustain", Unit::Ratio, 0.0, 1.0, 0.8),
    ParamSpec::exponential("release", Unit::Seconds, 0.005, 8.0, 1.2),
    ParamSpec::linear("level", Unit::Decibels, -24.0, 12.0, 0.0),
];

/// The shapes that they make.
pub const FIGURES: &[Figure] = &[
    Figure::Filter(FilterKeys {
        kind: FilterChoice::Always(FilterKind::Low),
        cutoff: "cutoff",
        ring: Ring::Resonance("resonance"),
        second: None,
        opens: None,
        left_out: None,
    }),
    Figure::Envelope(EnvelopeKeys {
        id: "figure-envelope",
        attack: Part::Set("attack"),
        decay: Part::Set("decay"),
        sustain: Part::Set("sustain"),
        release: Part::Set("release"),
    }),
];
