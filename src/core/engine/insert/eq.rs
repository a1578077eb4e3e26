//! Equaliser: low cut, low shelf, two bells, high shelf.
//!
//! A band that changes nothing is left out.

use crate::engine::insert::Process;
use crate::engine::insert::bands::{self, Band, coefficients};
use crate::engine::smooth::Smooth;
use crate::pcm::Decibels;
use crate::sound::{BUTTERWORTH, BandKind, InsertKind};

const VALUES: usize = 11;
const BANDS: usize = 5;

/// The equaliser.
#[derive(Clone)]
pub struct Eq {
    values: [Smooth; VALUES],
    bands: [Band; BANDS],
    /// The bands that change something, as places in `bands`.
    active: [bool; BANDS],
    sample_rate: f32,
    moving: bool,
}

impl Eq {
    /// An equaliser with its settings in the order of its table.
    pub fn new(values: &[f32], sample_rate: f32) -> Self {
        let value = |place: usize| values.get(place).copied().unwrap_or_default();
        let mut eq = Self {
            values: std::array::from_fn(|place| Smooth::new(value(place), sample_rate)),
            bands: [Band::default(); BANDS],
            active: [false; BANDS],
            sample_rate,
            moving: true,
        };
        eq.glide();
        eq.snap();
        eq
    }

    /// Works the coefficients out while a setting moves.
    fn glide(&mut self) {
        if !self.moving {
            return;
        }
        let mut ramps = self.values.each_mut().map(Smooth::advance);
        self.moving = ramps.iter().any(|ramp| !ramp.is_flat());
        let rate = self.sample_rate;
        for frequency in [0, 1, 3, 6, 9] {
            ramps[frequency].to = ramps[frequency].to.min(rate * 0.45);
        }
        let [cut, low, low_gain, mid, mid_gain, mid_q, presence, presence_gain, presence_q, high, high_gain] =
            ramps.map(|ramp| ramp.to);
        let gain = |decibels: f32| Decibels(decibels).to_gain();
        let designs = [
            (cut > InsertKind::Eq.specs()[0].min, BandKind::LowCut.design(rate, cut, BUTTERWORTH, 1.0)),
            (low_gain != 0.0, BandKind::LowShelf.design(rate, low, BUTTERWORTH, gain(low_gain))),
            (mid_gain != 0.0, BandKind::Bell.design(rate, mid, mid_q, gain(mid_gain))),
            (presence_gain != 0.0, BandKind::Bell.design(rate, presence, presence_q, gain(presence_gain))),
            (high_gain != 0.0, BandKind::HighShelf.design(rate, high, BUTTERWORTH, gain(high_gain))),
        ];
        for ((band, active), (changes, design)) in self.bands.iter_mut().zip(&mut self.active).zip(designs) {
            band.coefficients = coefficients(&design);
            *active = changes;
            if !changes {
                band.clear();
            }
        }
    }
}

impl Process for Eq {
    fn set(&mut self, values: &[f32]) {
        self.values.iter_mut().zip(values).for_each(|(smooth, value)| smooth.set(*value));
        self.moving = true;
    }

    fn snap(&mut self) {
        self.values.iter_mut().for_each(Smooth::snap);
        self.moving = true;
    }

    fn reset(&mut self) {
        self.snap();
        self.bands.iter_mut().for_each(Band::clear);
    }

    fn process(&mut self, left: &mut [f32], right: &mut [f32]) {
        self.glide();
        let mut chain = [Band::default(); BANDS];
        let mut count = 0;
        for (band, _) in self.bands.iter().zip(self.active).filter(|(_, active)| *active) {
            chain[count] = *band;
            count += 1;
        }
        bands::run(&mut chain[..count], left, right);
        let active = self.bands.iter_mut().zip(self.active).filter(|(_, active)| *active);
        for ((band, _), run) in active.zip(chain) {
            *band = run;
        }
    }

    fn memory(&self) -> usize {
        (self.sample_rate * 0.1) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::insert::tests::{magnitude_at, run};
    use fundsp::prelude32::*;

    fn values(changes: &[(usize, f32)]) -> Vec<f32> {
        let mut values: Vec<f32> = InsertKind::Eq.specs().iter().map(|spec| spec.default).collect();
        changes.iter().for_each(|(place, value)| values[*place] = *value);
        values
    }

    fn impulse_response(changes: &[(usize, f32)]) -> Vec<f32> {
        let mut input = vec![0.0; 16_384];
        input[0] = 1.0;
        run(&mut Eq::new(&values(changes), 48_000.0), &input).0
    }

    #[test]
    fn a_bell_matches_fundsp() {
        let response = impulse_response(&[(3, 700.0), (4, 9.0), (5, 2.0)]);
        let mut oracle = bell_hz(700.0, 2.0, Decibels(9.0).to_gain());
        oracle.set_sample_rate(48_000.0);
        for frequency in [50.0, 300.0, 700.0, 1_100.0, 9_000.0] {
            let expected = oracle.response_db(0, frequency).unwrap();
            assert!((magnitude_at(&response, frequency, 48_000.0) - expected).abs() < 0.05, "{frequency} Hz");
        }
    }

    #[test]
    fn shelves_and_the_low_cut_do_what_they_say() {
        let response = impulse_response(&[(0, 100.0), (10, -12.0)]);
        assert!((magnitude_at(&response, 100.0, 48_000.0) + 3.0).abs() < 0.2);
        assert!((magnitude_at(&response, 50.0, 48_000.0) + 12.3).abs() < 0.4);
        assert!(magnitude_at(&response, 1_000.0, 48_000.0).abs() < 0.3);
        assert!((magnitude_at(&response, 19_000.0, 48_000.0) + 12.0).abs() < 0.5);
    }

    #[test]
    fn flat_settings_change_no_bit() {
        let input: Vec<f32> = (0..1_000).map(|frame| libm::sinf(frame as f32 * 0.37)).collect();
        assert_eq!(run(&mut Eq::new(&values(&[]), 48_000.0), &input).0, input);
    }
}
