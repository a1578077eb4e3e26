//! The analogue synthesiser's parameters.

use crate::sound::{EnvelopeKeys, Figure, FilterChoice, FilterKeys, ParamSpec, Part, Ring, Unit};

const WAVES: &[&str] = &["wave-saw", "wave-square", "wave-triangle", "wave-sine"];
const LFO_WAVES: &[&str] = &["wave-sine", "wave-triangle", "wave-square", "wave-random"];
const TARGETS: &[&str] = &["target-pitch", "target-cutoff", "target-volume", "target-place"];

/// The parameters, in the order of the controls.
pub const SPECS: &[ParamSpec] = &[
    ParamSpec::choice("wave", WAVES),
    ParamSpec::choice_of("wave_2", WAVES, 0),
    ParamSpec::linear("blend", Unit::Ratio, 0.0, 1.0, 0.5),
    ParamSpec::linear("interval", Unit::Semitones, -24.0, 24.0, 0.0),
    ParamSpec::linear("fine", Unit::Cents, -50.0, 50.0, 7.0),
    ParamSpec::choice(
        "unison",
        &["count-1", "count-2", "count-3", "count-4", "count-5", "count-6", "count-7", "count-8"],
    ),
    ParamSpec::linear("detune", Unit::Cents, 0.0, 50.0, 12.0),
    ParamSpec::linear("spread", Unit::Ratio, 0.0, 1.0, 0.6),
    ParamSpec::linear("sub", Unit::Ratio, 0.0, 1.0, 0.0),
    ParamSpec::linear("noise", Unit::Ratio, 0.0, 1.0, 0.0),
    ParamSpec::choice("filter", &["filter-ladder", "filter-low", "filter-band", "filter-high"]),
    ParamSpec::exponential("cutoff", Unit::Hertz, 40.0, 18000.0, 1800.0),
    ParamSpec::linear("resonance", Unit::Ratio, 0.0, 1.0, 0.2),
    ParamSpec::linear("drive", Unit::Ratio, 0.0, 1.0, 0.0),
    ParamSpec::linear("key_tracking", Unit::Ratio, 0.0, 1.0, 0.5),
    ParamSpec::linear("filter_envelope", Unit::Semitones, -48.0, 60.0, 20.0),
    ParamSpec::exponential("filter_attack", Unit::Seconds, 0.001, 4.0, 0.003),
    ParamSpec::exponential("filter_decay", Unit::Seconds, 0.005, 8.0, 0.6),
    ParamSpec::linear("filter_sustain", Unit::Ratio, 0.0, 1.0, 0.3),
    ParamSpec::exponential("filter_release", Unit::Seconds, 0.005, 8.0, 0.3),
    ParamSpec::exponential("attack", Unit::Seconds, 0.001, 4.0, 0.005),
    ParamSpec::exponential("decay", Unit::Seconds, 0.005, 8.0, 0.6),
    ParamSpec::linear("sustain", Unit::Ratio, 0.0, 1.0, 0.8),
    ParamSpec::exponential("release", Unit::Seconds, 0.005, 8.0, 0.25),
    ParamSpec::choice("lfo_1_wave", LFO_WAVES),
    ParamSpec::exponential("lfo_1_rate", Unit::Hertz, 0.05, 20.0, 5.2),
    ParamSpec::choice("lfo_1_target", TARGETS),
    ParamSpec::linear("lfo_1_depth", Unit::Ratio, 0.0, 1.0, 0.0),
    ParamSpec::choice_of("lfo_2_wave", LFO_WAVES, 1),
    ParamSpec::exponential("lfo_2_rate", Unit::Hertz, 0.05, 20.0, 0.3),
    ParamSpec::choice_of("lfo_2_target", TARGETS, 1),
    ParamSpec::linear("lfo_2_depth", Unit::Ratio, 0.0, 1.0, 0.0),
    ParamSpec::choice("play", &["play-poly", "play-mono", "play-legato"]),
    ParamSpec::exponential("glide", Unit::Seconds, 0.001, 2.0, 0.001),
    ParamSpec::linear("level", Unit::Decibels, -24.0, 12.0, 0.0),
];

/// The shapes that they make.
pub const FIGURES: &[Figure] = &[
    Figure::Filter(FilterKeys {
        kind: FilterChoice::Set("filter"),
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
        release: Part::Set("filter_release"),
    }),
    Figure::Envelope(EnvelopeKeys {
        id: "figure-envelope",
        attack: Part::Set("attack"),
        decay: Part::Set("decay"),
        sustain: Part::Set("sustain"),
        release: Part::Set("release"),
    }),
];
