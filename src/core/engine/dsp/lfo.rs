//! A slow oscillation that moves other values.

use crate::engine::dsp::function::sine_of;
use crate::engine::dsp::noise::chance;

/// The shape of an oscillation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Swing {
    /// Sine.
    #[default]
    Sine,
    /// Up and down in straight lines.
    Triangle,
    /// One side and then the other.
    Square,
    /// Another place at every turn.
    Random,
}

impl Swing {
    /// The shape at a place of the control.
    pub fn at(place: f32) -> Self {
        match place as i32 {
            1 => Self::Triangle,
            2 => Self::Square,
            3 => Self::Random,
            _ => Self::Sine,
        }
    }
}

/// A running oscillation.
#[derive(Clone, Copy, Debug, Default)]
pub struct Lfo {
    /// Its shape.
    pub swing: Swing,
    /// Turns a second.
    pub rate: f32,
    phase: f32,
    turns: u32,
}

impl Lfo {
    /// Back to the start.
    pub fn reset(&mut self) {
        self.phase = 0.0;
        self.turns = 0;
    }

    /// Moves on by some seconds; returns where it is then, -1 to 1.
    pub fn advance(&mut self, seconds: f32) -> f32 {
        self.phase += self.rate * seconds;
        if self.phase >= 1.0 {
            self.phase -= libm::floorf(self.phase);
            self.turns = self.turns.wrapping_add(1);
        }
        match self.swing {
            Swing::Sine => sine_of(self.phase),
            Swing::Triangle => {
                let quarter = self.phase + 0.25;
                let folded = quarter - libm::floorf(quarter);
                1.0 - (4.0 * folded - 2.0).abs()
            }
            Swing::Square => {
                if self.phase < 0.5 {
                    1.0
                } else {
                    -1.0
                }
            }
            Swing::Random => chance(self.turns),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_begin_in_the_middle_and_stay_within_one() {
        for swing in [Swing::Sine, Swing::Triangle, Swing::Square, Swing::Random] {
            let mut lfo = Lfo { swing, rate: 2.0, ..Lfo::default() };
            let values: Vec<f32> = (0..1_000).map(|_| lfo.advance(0.001)).collect();
            assert!(values.iter().all(|value| value.abs() <= 1.0), "{swing:?}");
            // A square's edge may fall a step sooner or later.
            let apart = values[..500].iter().zip(&values[500..]).filter(|(a, b)| (*a - *b).abs() > 0.02).count();
            assert_eq!(apart <= 4, swing != Swing::Random, "{swing:?} repeats every half second");
        }
        assert!(Lfo { swing: Swing::Triangle, rate: 1.0, ..Lfo::default() }.advance(0.25) > 0.99);
        assert!(Lfo { swing: Swing::Triangle, rate: 1.0, ..Lfo::default() }.advance(0.0).abs() < 0.01);
    }
}
