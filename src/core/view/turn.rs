//! What a turn of the wheel asks for.

use crate::view::Modifiers;

/// How fast a wheel zooms: this much of the natural logarithm of the scale for a pixel.
const ZOOM_SPEED: f64 = 0.004;

/// What a turn of the wheel asks for. Browsers tell two fingers on a touch pad as a wheel too, and a pinch as a wheel
/// with the control key.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Turn {
    /// Scrolls by pixels.
    Scroll {
        /// To the right.
        right: f64,
        /// Down.
        down: f64,
    },
    /// Makes time wider by a factor, or narrower below 1.
    Wider(f64),
    /// Makes rows higher by a factor, or lower below 1.
    Higher(f64),
}

impl Turn {
    /// Reads a turn by pixels, right and down: with Control it zooms time; with Alt, or with Control and Shift, rows.
    /// A wheel that turns one way only scrolls sideways with Shift; some browsers have swapped the two already.
    pub fn of(right: f64, down: f64, held: Modifiers) -> Self {
        let along = if down == 0.0 { right } else { down };
        let factor = (-along * ZOOM_SPEED).exp();
        match (held.control, held.shift, held.alt) {
            (_, _, true) | (true, true, _) => Self::Higher(factor),
            (true, false, false) => Self::Wider(factor),
            (false, true, false) if right == 0.0 => Self::Scroll { right: down, down: 0.0 },
            (false, _, false) => Self::Scroll { right, down },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: Modifiers = Modifiers { shift: false, control: false, alt: false };

    #[test]
    fn a_plain_turn_scrolls_and_shift_turns_it_sideways() {
        assert_eq!(Turn::of(3.0, 40.0, NONE), Turn::Scroll { right: 3.0, down: 40.0 });
        let shift = Modifiers { shift: true, ..NONE };
        assert_eq!(Turn::of(0.0, 40.0, shift), Turn::Scroll { right: 40.0, down: 0.0 });
        assert_eq!(Turn::of(40.0, 0.0, shift), Turn::Scroll { right: 40.0, down: 0.0 });
    }

    #[test]
    fn held_keys_zoom_and_a_turn_back_undoes_it() {
        let control = Modifiers { control: true, ..NONE };
        let (Turn::Wider(larger), Turn::Wider(smaller)) = (Turn::of(0.0, -50.0, control), Turn::of(0.0, 50.0, control))
        else {
            panic!("Control zooms time");
        };
        assert!(larger > 1.0 && (larger * smaller - 1.0).abs() < 1e-12);
        // Some browsers have swapped the two ways by Shift.
        let both = Modifiers { shift: true, ..control };
        assert_eq!(Turn::of(-50.0, 0.0, both), Turn::Higher(larger));
        assert_eq!(Turn::of(0.0, -50.0, Modifiers { alt: true, ..NONE }), Turn::Higher(larger));
    }
}
