//! The polyphonic synthesiser's parameters.

use crate::sound::{EnvelopeKeys, Figure, FilterChoice, FilterKeys, FilterKind, ParamSpec, Part, Ring, Unit};

/// The parameters, in the order of the controls.
pub const SPECS: &[ParamSpec] = &[
    ParamSpec::choice("wave", &["wave-saw", "wave-square", "wave-triangle", "wave-sine"]),
    ParamSpec::linear("detune", Unit::Cents, 0.0, 50.0, 8.0),
    ParamSpec::linear("width", Unit::Ratio, 0.0, 1.0, 0.4),
    ParamSpec::linear("sub", Unit::Ratio, 0.0, 1.0, 0.0),
    ParamSpec::linear("noise", Unit::Ratio, 0.0, 1.0, 0.0),
    ParamSpec::exponential("cutoff", Unit::Hertz, 40.0, 18000.0, 2400.0),
    ParamSpec::linear("resonance", Unit::Ratio, 0.0, 1.0, 0.15),
    ParamSpec::linear("key_tracking", Unit::Ratio, 0.0, 1.0, 0.5),
    ParamSpec::linear("filter_envelope", Unit::Semitones, -48.0, 60.0, 18.0),
    ParamSpec::exponential("filter_attack", Unit::Seconds, 0.001, 4.0, 0.003),
    ParamSpec::exponential("filter_decay", Unit::Seconds, 0.005, 8.0, 0.5),
    ParamSpec::linear("filter_sustain", Unit::Ratio, 0.0, 1.0, 0.2),
    ParamSpec::exponential("attack", Unit::Seconds, 0.001, 4.0, 0.005),
    ParamSpec::exponential("decay", Unit::Seconds, 0.005, 8.0, 0.4),
    ParamSpec::linear("sustain", Unit::Ratio, 0.0, 1.0, 0.7),
    ParamSpec::exponential("release", Unit::Seconds, 0.005, 8.0, 0.25),
    ParamSpec::linear("vibrato", Unit::Cents, 0.0, 50.0, 0.0),
    ParamSpec::linear("level", Unit::Decibels, -24.0, 12.0, 0.0),
];

/// The shapes that they make.
pub const FIGURES: &[Figure] = &[
    Figure::Filter(FilterKeys {
        kind: FilterChoice::Always(FilterKind::Low),
        cutoff: "cutoff",
        ring: Ring::Resonance("resonance"),
        second: None,
        opens: Some(("filter_envelope", 0.9)),
        left_out: None,
    }),
    Figure::Envelope(EnvelopeKeys {
        id: "figure-filter-envelope",
        attack: Part::Set("filter_attack"),
        decay: Part::Set("filter_decay"),
        sustain: Part::Set("filter_sustain"),
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
