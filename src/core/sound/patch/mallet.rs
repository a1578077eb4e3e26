//! The mallet instrument's parameters.

use crate::sound::{ParamSpec, Unit};

/// The parameters, in the order of the controls.
pub const SPECS: &[ParamSpec] = &[
    ParamSpec::choice(
        "bars",
        &["bars-marimba", "bars-vibraphone", "bars-glockenspiel", "bars-kalimba", "bars-tubular"],
    ),
    ParamSpec::linear("hardness", Unit::Ratio, 0.0, 1.0, 0.4),
    ParamSpec::linear("noise", Unit::Ratio, 0.0, 1.0, 0.3),
    ParamSpec::exponential("decay", Unit::Seconds, 0.05, 12.0, 1.0),
    ParamSpec::linear("damping", Unit::Ratio, 0.0, 1.0, 0.6),
    ParamSpec::linear("tremolo", Unit::Ratio, 0.0, 1.0, 0.0),
    ParamSpec::exponential("tremolo_rate", Unit::Hertz, 0.1, 10.0, 4.2),
    ParamSpec::linear("width", Unit::Ratio, 0.0, 1.0, 0.4),
    ParamSpec::exponential("release", Unit::Seconds, 0.005, 8.0, 1.0),
    ParamSpec::linear("level", Unit::Decibels, -24.0, 12.0, 0.0),
];
