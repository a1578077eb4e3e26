//! Gate: what stays below a level is turned down. Both channels share one gain.
//!
//! It opens above the threshold and closes once the sound has stayed below the threshold less the hysteresis for the
//! hold time. Opening runs straight in amplitude, closing straight in decibels; each from end to end in its time.

use crate::engine::dsp::function::decibels;
use crate::engine::insert::Process;

/// The gate.
#[derive(Clone)]
pub struct Gate {
    opens_above: f32,
    closes_below: f32,
    /// The gain while it is closed.
    floor: f32,
    /// What is added to the gain in a frame while it opens.
    rise: f32,
    /// What the gain is multiplied by in a frame while it closes.
    fall: f32,
    hold: u32,
    release: u32,
    /// Frames that it stays open without anything above the lower level.
    left: u32,
    open: bool,
    gain: f32,
    sample_rate: f32,
}

impl Gate {
    /// A gate with its settings in the order of its table.
    pub fn new(values: &[f32], sample_rate: f32) -> Self {
        let mut gate = Self {
            opens_above: 0.0,
            closes_below: 0.0,
            floor: 1.0,
            rise: 1.0,
            fall: 1.0,
            hold: 0,
            release: 0,
            left: 0,
            open: false,
            gain: 1.0,
            sample_rate,
        };
        gate.set(values);
        gate.reset();
        gate
    }

    /// The gain for a frame of a magnitude.
    fn follow_level(&mut self, magnitude: f32) -> f32 {
        if magnitude > self.opens_above || self.open && magnitude >= self.closes_below {
            (self.open, self.left) = (true, self.hold);
        } else if self.left > 0 {
            self.left -= 1;
        } else {
            self.open = false;
        }
        let goal = if self.open { 1.0 } else { self.floor };
        // A floor that was moved is reached as any other gain.
        self.gain =
            if self.gain < goal { (self.gain + self.rise).min(goal) } else { (self.gain * self.fall).max(goal) };
        self.gain
    }
}

impl Process for Gate {
    fn set(&mut self, values: &[f32]) {
        let &[threshold, hysteresis, attack, hold, release, range] = values else {
            return;
        };
        self.opens_above = decibels(threshold);
        self.closes_below = decibels(threshold - hysteresis);
        self.floor = decibels(range);
        let frames = |seconds: f32| (seconds * self.sample_rate).max(1.0);
        self.rise = (1.0 - self.floor) / frames(attack);
        self.fall = libm::powf(self.floor, 1.0 / frames(release));
        (self.hold, self.release) = (frames(hold) as u32, frames(release) as u32);
    }

    fn snap(&mut self) {}

    fn reset(&mut self) {
        (self.open, self.left, self.gain) = (false, 0, self.floor);
    }

    fn process(&mut self, left: &mut [f32], right: &mut [f32]) {
        for (left, right) in left.iter_mut().zip(right) {
            let gain = self.follow_level(left.abs().max(right.abs()));
            *left *= gain;
            *right *= gain;
        }
    }

    fn process_keyed(&mut self, left: &mut [f32], right: &mut [f32], [key_left, key_right]: [&[f32]; 2]) {
        for ((left, right), (key_left, key_right)) in left.iter_mut().zip(right).zip(key_left.iter().zip(key_right)) {
            let gain = self.follow_level(key_left.abs().max(key_right.abs()));
            *left *= gain;
            *right *= gain;
        }
    }

    fn memory(&self) -> usize {
        // It has closed before the strip falls asleep.
        (self.hold + self.release) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::insert::tests::run;

    /// -20 dB, 6 dB of hysteresis, 10 ms up, 20 ms held, 100 ms down, 40 dB.
    const SETTINGS: [f32; 6] = [-20.0, 6.0, 0.01, 0.02, 0.1, -40.0];

    fn steps(levels: &[(f32, usize)]) -> Vec<f32> {
        levels.iter().flat_map(|(level, frames)| vec![decibels(*level); *frames]).collect()
    }

    fn gains(levels: &[(f32, usize)]) -> Vec<f32> {
        let input = steps(levels);
        let (left, right) = run(&mut Gate::new(&SETTINGS, 48_000.0), &input);
        assert_eq!(left, right);
        left.iter().zip(&input).map(|(out, sample)| 20.0 * libm::log10f(out / sample)).collect()
    }

    #[test]
    fn it_opens_holds_and_closes_in_the_times_it_says() {
        let gains = gains(&[(-30.0, 4_800), (-10.0, 4_800), (-40.0, 9_600)]);
        assert!((gains[4_799] + 40.0).abs() < 0.01);
        // Half of the way in amplitude after half of the attack.
        assert!((gains[4_800 + 239] - 20.0 * libm::log10f(0.505)).abs() < 0.1, "{}", gains[4_800 + 239]);
        assert!(gains[4_800 + 470] < -0.05 && gains[4_800 + 480].abs() < 0.001);
        assert!(gains[9_600 + 959].abs() < 0.001, "held for 20 ms");
        assert!((gains[9_600 + 960 + 2_400] + 20.0).abs() < 0.2, "half of the way down in decibels");
        assert!(gains[9_600 + 960 + 4_700] > -39.7 && (gains[9_600 + 960 + 4_820] + 40.0).abs() < 0.01);
    }

    #[test]
    fn between_both_levels_it_stays_as_it_was() {
        let gains = gains(&[(-23.0, 9_600), (-10.0, 2_400), (-23.0, 48_000)]);
        assert!((gains[9_599] + 40.0).abs() < 0.01);
        assert!(gains[59_999].abs() < 0.001);
    }

    #[test]
    fn an_open_gate_and_one_without_range_change_no_bit() {
        let input: Vec<f32> = (0..4_800).map(|frame| libm::sinf(frame as f32 * 0.3)).collect();
        let mut without = SETTINGS;
        without[5] = 0.0;
        assert_eq!(run(&mut Gate::new(&without, 48_000.0), &input).0, input);
        assert_eq!(run(&mut Gate::new(&SETTINGS, 48_000.0), &input).0[500..], input[500..]);
    }
}
