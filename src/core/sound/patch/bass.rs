//! The bass's parameters.

use crate::sound::{
    BASS_DAMPING, EnvelopeKeys, Figure, FilterChoice, FilterKeys, FilterKind, ParamSpec, Part, Ring, Unit,
};

/// The parameters, in the order of the controls.
pub const SPECS: &[ParamSpec] = &[
    ParamSpec::linear("shape", Unit::Ratio, 0.0, 1.0, 0.5),
    ParamSpec::linear("sub", Unit::Ratio, 0.0, 1.0, 0.4),
    ParamSpec::exponential("cutoff", Unit::Hertz, 40.0, 8000.0, 320.0),
    ParamSpec::linear("resonance", Unit::Ratio, 0.0, 1.0, 0.2),
    ParamSpec::linear("filter_envelope", Unit::Semitones, 0.0, 60.0, 24.0),
    ParamSpec::exponential("filter_decay", Unit::Seconds, 0.005, 8.0, 0.5),
    ParamSpec::linear("drive", Unit::Ratio, 0.0, 1.0, 0.25),
    ParamSpec::exponential("glide", Unit::Seconds, 0.001, 0.5, 0.001),
    ParamSpec::exponential("attack", Unit::Seconds, 0.001, 4.0, 0.003),
    ParamSpec::exponential("decay", Unit::Seconds, 0.005, 8.0, 0.8),
    ParamSpec::linear("sustain", Unit::Ratio, 0.0, 1.0, 0.8),
    ParamSpec::exponential("release", Unit::Seconds, 0.005, 8.0, 0.12),
    ParamSpec::linear("level", Unit::Decibels, -24.0, 12.0, 0.0),
];

/// The shapes that they make.
pub const FIGURES: &[Figure] = &[
    Figure::Filter(FilterKeys {
        kind: FilterChoice::Always(FilterKind::Low),
        cutoff: "cutoff",
        ring: Ring::Resonance("resonance"),
        second: Some(BASS_DAMPING),
        opens: Some(("filter_envelope", 0.88)),
        left_out: None,
    }),
    Figure::Envelope(EnvelopeKeys {
        id: "figure-filter-envelope",
        attack: Part::Always(0.001),
        decay: Part::Set("filter_decay"),
        sustain: Part::Always(0.1),
        release: Part::Set("release"),
    }),
    Figure::Envelope(EnvelopeKeys {
        id: "figure-envelope",
        attack: Part::Set("attack"),
        decay: Part::Set("decay"),
        sustain: Part::Set("sustain"),
        release: Part::Set("release"),
    }),
];
