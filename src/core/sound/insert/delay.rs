//! The delay's parameters.

use crate::sound::{ParamSpec, Unit};

/// Lengths of notes that a side may follow; with the first it follows its time in quarter notes.
const NOTES: &[&str] = &[
    "note-free",
    "note-32",
    "note-16-triplet",
    "note-16",
    "note-16-dotted",
    "note-8-triplet",
    "note-8",
    "note-8-dotted",
    "note-4-triplet",
    "note-4",
    "note-4-dotted",
    "note-2-triplet",
    "note-2",
    "note-2-dotted",
    "note-1",
];

/// The parameters, in the order of the controls.
pub const SPECS: &[ParamSpec] = &[
    ParamSpec::linear("left_beats", Unit::Beats, 0.0625, 4.0, 0.75),
    ParamSpec::linear("right_beats", Unit::Beats, 0.0625, 4.0, 1.0),
    ParamSpec::linear("feedback", Unit::Ratio, 0.0, 0.95, 0.35),
    ParamSpec::linear("crossfeed", Unit::Ratio, 0.0, 1.0, 0.3),
    ParamSpec::exponential("low_cut", Unit::Hertz, 20.0, 2000.0, 200.0),
    ParamSpec::exponential("high_cut", Unit::Hertz, 500.0, 18000.0, 5000.0),
    ParamSpec::linear("mix", Unit::Ratio, 0.0, 1.0, 0.3),
    ParamSpec::choice("left_note", NOTES),
    ParamSpec::choice("right_note", NOTES),
    ParamSpec::choice("routing", &["routing-stereo", "routing-ping-pong"]),
];
