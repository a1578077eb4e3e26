//! How an automation lane goes from one point to the next.

use serde::{Deserialize, Serialize};

/// The number that stands for a hold in files.
const HOLD: i8 = 127;
/// How strongly the fullest bend bends: the exponent of its curve.
const FULLEST: f32 = 6.0;

/// The way from a point to the next, over a control's travel: what is drawn straight is a straight turn of the knob.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "i8", into = "i8")]
pub enum Segment {
    /// Stays, and jumps at the next point.
    Hold,
    /// Goes over. The tension is -100 to 100: 0 is a straight line, above it the value waits and then hurries, below it
    /// hurries and then waits. An exponential curve, so that a part of a bend is a bend.
    Bend(i8),
}

impl Segment {
    /// A straight line.
    pub const LINE: Self = Self::Bend(0);
    /// The fullest tension.
    pub const MAX_TENSION: i8 = 100;

    /// How much of the way to the next point's value is done after a share of the time, both 0 to 1.
    pub fn part(self, share: f32) -> f32 {
        match self {
            Self::Hold => 0.0,
            Self::Bend(0) => share,
            Self::Bend(tension) => {
                let exponent = exponent(tension);
                libm::expm1f(exponent * share) / libm::expm1f(exponent)
            }
        }
    }

    /// The way over a share of its time, 0 to 1: what is left of it when its rest is cut off.
    #[must_use]
    pub fn cut(self, share: f32) -> Self {
        match self {
            Self::Hold => Self::Hold,
            Self::Bend(tension) => Self::bend(f32::from(tension) * share.clamp(0.0, 1.0)),
        }
    }

    /// The bend of the nearest tension.
    pub fn bend(tension: f32) -> Self {
        let most = f32::from(Self::MAX_TENSION);
        // In range, so no bit is lost; what is no number is 0.
        Self::Bend(libm::roundf(tension.clamp(-most, most)) as i8)
    }

    /// The bend that has done a part of the way after half of the time.
    pub fn through(middle: f32) -> Self {
        let middle = middle.clamp(0.01, 0.99);
        // (e^(k/2) - 1) / (e^k - 1) = 1 / (e^(k/2) + 1).
        let exponent = 2.0 * libm::logf(1.0 / middle - 1.0);
        Self::bend(exponent / FULLEST * f32::from(Self::MAX_TENSION))
    }
}

fn exponent(tension: i8) -> f32 {
    f32::from(tension) / f32::from(Segment::MAX_TENSION) * FULLEST
}

impl TryFrom<i8> for Segment {
    type Error = String;
    fn try_from(number: i8) -> Result<Self, String> {
        match number {
            HOLD => Ok(Self::Hold),
            -100..=100 => Ok(Self::Bend(number)),
            _ => Err("a bend has a tension of -100 to 100".to_owned()),
        }
    }
}

impl From<Segment> for i8 {
    fn from(segment: Segment) -> Self {
        match segment {
            Segment::Hold => HOLD,
            Segment::Bend(tension) => tension,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_begins_at_its_point_and_a_bend_ends_at_the_next() {
        for tension in [-100, -30, 0, 1, 55, 100] {
            let segment = Segment::Bend(tension);
            assert!(segment.part(0.0).abs() < 1e-6 && (segment.part(1.0) - 1.0).abs() < 1e-6, "{tension}");
            let parts: Vec<f32> = (0..=20).map(|step| segment.part(step as f32 / 20.0)).collect();
            assert!(parts.is_sorted(), "{tension}");
        }
        assert_eq!(Segment::Hold.part(0.99), 0.0);
        assert!(Segment::Bend(50).part(0.5) < 0.5 && Segment::Bend(-50).part(0.5) > 0.5);
    }

    #[test]
    fn a_part_of_a_bend_is_a_bend() {
        let whole = Segment::Bend(80);
        let half = whole.cut(0.5);
        for share in [0.1, 0.4, 0.9] {
            let expected = whole.part(0.5 * share) / whole.part(0.5);
            assert!((half.part(share) - expected).abs() < 1e-3, "{share}");
        }
    }

    #[test]
    fn a_bend_is_found_by_its_middle() {
        for middle in [0.1, 0.4, 0.5, 0.8] {
            assert!((Segment::through(middle).part(0.5) - middle).abs() < 0.01, "{middle}");
        }
        assert_eq!(Segment::through(f32::NAN), Segment::LINE);
    }
}
