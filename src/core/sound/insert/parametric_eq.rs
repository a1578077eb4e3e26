//! The parametric equaliser's parameters: four for each of eight bands.

use crate::sound::{BandChoice, BandKeys, Figure, ParamSpec, Part, Unit};

/// What a band can be. A band without gain, or that is off, costs nothing.
const KINDS: &[&str] =
    &["band-off", "band-bell", "band-low-shelf", "band-high-shelf", "band-low-cut", "band-high-cut", "band-notch"];
/// As steep as can be without a hump.
const SHELF_Q: f32 = std::f32::consts::FRAC_1_SQRT_2;
const BELL_Q: f32 = 1.0;

/// The parameters, in the order of the controls.
pub const SPECS: &[ParamSpec] = &[
    ParamSpec::choice_of("kind_1", KINDS, 2),
    ParamSpec::exponential("frequency_1", Unit::Hertz, 20.0, 20000.0, 60.0),
    ParamSpec::linear("gain_1", Unit::Decibels, -18.0, 18.0, 0.0),
    ParamSpec::exponential("q_1", Unit::Number, 0.1, 10.0, SHELF_Q),
    ParamSpec::choice_of("kind_2", KINDS, 1),
    ParamSpec::exponential("frequency_2", Unit::Hertz, 20.0, 20000.0, 120.0),
    ParamSpec::linear("gain_2", Unit::Decibels, -18.0, 18.0, 0.0),
    ParamSpec::exponential("q_2", Unit::Number, 0.1, 10.0, BELL_Q),
    ParamSpec::choice_of("kind_3", KINDS, 1),
    ParamSpec::exponential("frequency_3", Unit::Hertz, 20.0, 20000.0, 300.0),
    ParamSpec::linear("gain_3", Unit::Decibels, -18.0, 18.0, 0.0),
    ParamSpec::exponential("q_3", Unit::Number, 0.1, 10.0, BELL_Q),
    ParamSpec::choice_of("kind_4", KINDS, 1),
    ParamSpec::exponential("frequency_4", Unit::Hertz, 20.0, 20000.0, 700.0),
    ParamSpec::linear("gain_4", Unit::Decibels, -18.0, 18.0, 0.0),
    ParamSpec::exponential("q_4", Unit::Number, 0.1, 10.0, BELL_Q),
    ParamSpec::choice_of("kind_5", KINDS, 1),
    ParamSpec::exponential("frequency_5", Unit::Hertz, 20.0, 20000.0, 1600.0),
    ParamSpec::linear("gain_5", Unit::Decibels, -18.0, 18.0, 0.0),
    ParamSpec::exponential("q_5", Unit::Number, 0.1, 10.0, BELL_Q),
    ParamSpec::choice_of("kind_6", KINDS, 1),
    ParamSpec::exponential("frequency_6", Unit::Hertz, 20.0, 20000.0, 3500.0),
    ParamSpec::linear("gain_6", Unit::Decibels, -18.0, 18.0, 0.0),
    ParamSpec::exponential("q_6", Unit::Number, 0.1, 10.0, BELL_Q),
    ParamSpec::choice_of("kind_7", KINDS, 1),
    ParamSpec::exponential("frequency_7", Unit::Hertz, 20.0, 20000.0, 7000.0),
    ParamSpec::linear("gain_7", Unit::Decibels, -18.0, 18.0, 0.0),
    ParamSpec::exponential("q_7", Unit::Number, 0.1, 10.0, BELL_Q),
    ParamSpec::choice_of("kind_8", KINDS, 3),
    ParamSpec::exponential("frequency_8", Unit::Hertz, 20.0, 20000.0, 12000.0),
    ParamSpec::linear("gain_8", Unit::Decibels, -18.0, 18.0, 0.0),
    ParamSpec::exponential("q_8", Unit::Number, 0.1, 10.0, SHELF_Q),
];

/// The shapes that they make.
pub const FIGURES: &[Figure] = &[Figure::Bands(&[
    band("kind_1", "frequency_1", "gain_1", "q_1"),
    band("kind_2", "frequency_2", "gain_2", "q_2"),
    band("kind_3", "frequency_3", "gain_3", "q_3"),
    band("kind_4", "frequency_4", "gain_4", "q_4"),
    band("kind_5", "frequency_5", "gain_5", "q_5"),
    band("kind_6", "frequency_6", "gain_6", "q_6"),
    band("kind_7", "frequency_7", "gain_7", "q_7"),
    band("kind_8", "frequency_8", "gain_8", "q_8"),
])];

const fn band(kind: &'static str, frequency: &'static str, gain: &'static str, q: &'static str) -> BandKeys {
    BandKeys { kind: BandChoice::Set(kind), frequency, gain: Part::Set(gain), q: Part::Set(q) }
}
