//! The utility's parameters.

use crate::sound::{ParamSpec, Unit};

/// The parameters, in the order of the controls.
pub const SPECS: &[ParamSpec] = &[
    ParamSpec::linear("gain", Unit::Decibels, -60.0, 24.0, 0.0),
    ParamSpec::linear("pan", Unit::Ratio, -1.0, 1.0, 0.0),
    ParamSpec::choice(
        "channels",
        &["channels-stereo", "channels-swapped", "channels-mono", "channels-left", "channels-right"],
    ),
    ParamSpec::choice("polarity", &["polarity-kept", "polarity-left", "polarity-right", "polarity-both"]),
    ParamSpec::choice("dc", &["switch-off", "switch-on"]),
];
