//! The sampler's parameters. What it plays are zones of recordings.

use crate::sound::{
    EnvelopeKeys, Figure, FilterChoice, FilterKeys, FilterKind, ParamSpec, Part, Ring, SAMPLER_OPEN, Unit,
};

/// The parameters, in the order of the controls.
pub const SPECS: &[ParamSpec] = &[
    ParamSpec::linear("tune", Unit::Semitones, -24.0, 24.0, 0.0),
    ParamSpec::exponential("cutoff", Unit::Hertz, 40.0, 20_000.0, 20_000.0),
    ParamSpec::linear("resonance", Unit::Ratio, 0.0, 1.0, 0.0),
    ParamSpec::linear("key_tracking", Unit::Ratio, 0.0, 1.0, 0.0),
    ParamSpec::linear("touch", Unit::Ratio, 0.0, 1.0, 1.0),
    ParamSpec::exponential("attack", Unit::Seconds, 0.001, 4.0, 0.001),
    ParamSpec::exponential("decay", Unit::Seconds, 0.005, 8.0, 0.5),
    ParamSpec::linear("sustain", Unit::Ratio, 0.0, 1.0, 1.0),
    ParamSpec::exponential("release", Unit::Seconds, 0.005, 8.0, 0.12),
    ParamSpec::linear("level", Unit::Decibels, -24.0, 12.0, 0.0),
];

/// The shapes that the parameters make.
pub const FIGURES: &[Figure] = &[
    Figure::Filter(FilterKeys {
        kind: FilterChoice::Always(FilterKind::Low),
        cutoff: "cutoff",
        ring: Ring::Resonance("resonance"),
        second: None,
        opens: None,
        left_out: Some(SAMPLER_OPEN),
    }),
    Figure::Envelope(EnvelopeKeys {
        id: "figure-envelope",
        attack: Part::Set("attack"),
        decay: Part::Set("decay"),
        sustain: Part::Set("sustain"),
        release: Part::Set("release"),
    }),
];
