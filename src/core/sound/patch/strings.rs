//! The bowed strings' parameters.

use crate::sound::{EnvelopeKeys, Figure, FilterChoice, FilterKeys, FilterKind, ParamSpec, Part, Ring, Unit};

/// The parameters, in the order of the controls.
pub const SPECS: &[ParamSpec] = &[
    ParamSpec::choice_of("players", &["count-1", "count-2", "count-3", "count-4"], 3),
    ParamSpec::linear("detune", Unit::Cents, 0.0, 50.0, 8.0),
    ParamSpec::linear("vibrato", Unit::Cents, 0.0, 50.0, 16.0),
    ParamSpec::exponential("vibrato_rate", Unit::Hertz, 0.1, 10.0, 5.4),
    ParamSpec::linear("bow", Unit::Ratio, 0.0, 1.0, 0.2),
    ParamSpec::exponential("cutoff", Unit::Hertz, 100.0, 12000.0, 3400.0),
    ParamSpec::linear("body", Unit::Ratio, 0.0, 1.0, 0.5),
    ParamSpec::linear("body_size", Unit::Semitones, -24.0, 7.0, 0.0),
    ParamSpec::linear("width", Unit::Ratio, 0.0, 1.0, 0.6),
    ParamSpec::exponential("attack", Unit::Seconds, 0.001, 4.0, 0.12),
    ParamSpec::exponential("decay", Unit::Seconds, 0.005, 8.0, 1.0),
    ParamSpec::linear("sustain", Unit::Ratio, 0.0, 1.0, 0.85),
    ParamSpec::exponential("release", Unit::Seconds, 0.005, 8.0, 0.3),
    ParamSpec::linear("level", Unit::Decibels, -24.0, 12.0, 0.0),
];

/// The shapes that they make.
pub const FIGURES: &[Figure] = &[
    Figure::Filter(FilterKeys {
        kind: FilterChoice::Always(FilterKind::Low),
        cutoff: "cutoff",
        ring: Ring::Damping(1.3),
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
