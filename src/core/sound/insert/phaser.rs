//! The phaser's parameters.

use crate::sound::{ParamSpec, Unit};

/// The parameters, in the order of the controls.
pub const SPECS: &[ParamSpec] = &[
    ParamSpec::choice_of("stages", &["stages-2", "stages-4", "stages-6", "stages-8", "stages-12"], 1),
    ParamSpec::exponential("rate", Unit::Hertz, 0.02, 8.0, 0.3),
    ParamSpec::linear("depth", Unit::Ratio, 0.0, 1.0, 0.6),
    ParamSpec::exponential("centre", Unit::Hertz, 100.0, 6000.0, 800.0),
    ParamSpec::linear("resonance", Unit::Ratio, 0.0, 0.95, 0.3),
    ParamSpec::linear("spread", Unit::Ratio, 0.0, 1.0, 0.25),
    ParamSpec::linear("mix", Unit::Ratio, 0.0, 1.0, 0.5),
];
