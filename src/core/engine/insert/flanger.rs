//! Flanger: a short delay that moves, fed back, beside the sound itself.

use crate::engine::dsp::function::sine_of;
use crate::engine::insert::Process;
use crate::engine::insert::line::flush;
use crate::engine::smooth::{Ramp, Smooth};

/// The longest delay in seconds: the longest time at full depth.
const LONGEST: f32 = 0.02;
/// The part of the time that full depth moves the delay by.
const SWING: f32 = 0.9;

/// The flanger.
#[derive(Clone)]
pub struct Flanger {
    past: [Past; 2],
    rate: f32,
    depth: Smooth,
    time: Smooth,
    resonance: Smooth,
    spread: Smooth,
    mix: Smooth,
    /// The turn of the movement, 0 to 1.
    phase: f32,
    sample_rate: f32,
}

/// What has been heard of a channel.
#[derive(Clone)]
struct Past {
    samples: Vec<f32>,
    place: usize,
}

impl Past {
    fn new(frames: usize) -> Self {
        Self { samples: vec![0.0; frames.next_power_of_two()], place: 0 }
    }

    fn push(&mut self, sample: f32) {
        self.samples[self.place] = flush(sample);
        self.place = (self.place + 1) & (self.samples.len() - 1);
    }

    /// The sample two frames ago or more, between frames by Lagrange's polynomial of third order, which is never louder
    /// than what it lies between, so that feedback stays below one.
    fn at(&self, delay: f32) -> f32 {
        let whole = delay as usize;
        let part = delay - whole as f32;
        let sample = |frames: usize| self.samples[self.place.wrapping_sub(frames) & (self.samples.len() - 1)];
        let (more, less, further) = (part + 1.0, part - 1.0, part - 2.0);
        let outer = part * less * (more * sample(whole + 2) - further * sample(whole - 1)) / 6.0;
        outer + more * further * 0.5 * (less * sample(whole) - part * sample(whole + 1))
    }
}

impl Flanger {
    /// A flanger with its settings in the order of its table.
    pub fn new(values: &[f32], sample_rate: f32) -> Self {
        let past = Past::new((sample_rate * LONGEST) as usize + 8);
        let smooth = || Smooth::new(0.0, sample_rate);
        let mut flanger = Self {
            past: [past.clone(), past],
            rate: 1.0,
            depth: smooth(),
            time: smooth(),
            resonance: smooth(),
            spread: smooth(),
            mix: smooth(),
            phase: 0.0,
            sample_rate,
        };
        flanger.set(values);
        flanger.snap();
        flanger
    }

    /// The delay at a turn, in frames.
    fn delay(&self, turn: f32, time: f32, depth: f32) -> f32 {
        (time * (1.0 + SWING * depth * sine_of(turn)) * self.sample_rate).max(2.0)
    }
}

impl Process for Flanger {
    fn set(&mut self, values: &[f32]) {
        let &[rate, depth, time, resonance, spread, mix] = values else {
            return;
        };
        self.rate = rate;
        self.depth.set(depth);
        self.time.set(time);
        self.resonance.set(resonance);
        self.spread.set(spread);
        self.mix.set(mix);
    }

    fn snap(&mut self) {
        let smooths = [&mut self.depth, &mut self.time, &mut self.resonance, &mut self.spread, &mut self.mix];
        smooths.into_iter().for_each(Smooth::snap);
    }

    fn reset(&mut self) {
        self.snap();
        for past in &mut self.past {
            past.samples.fill(0.0);
            past.place = 0;
        }
        self.phase = 0.0;
    }

    fn process(&mut self, left: &mut [f32], right: &mut [f32]) {
        let frames = left.len();
        let turn = self.phase + self.rate * frames as f32 / self.sample_rate;
        let [depth, time, resonance, spread, mix] =
            [&mut self.depth, &mut self.time, &mut self.resonance, &mut self.spread, &mut self.mix]
                .map(Smooth::advance);
        for (channel, samples) in [left, right].into_iter().enumerate() {
            // At full spread the channels move against each other.
            let apart = 0.5 * channel as f32;
            let delay = Ramp {
                from: self.delay(self.phase + apart * spread.from, time.from, depth.from),
                to: self.delay(turn + apart * spread.to, time.to, depth.to),
            };
            let past = &mut self.past[channel];
            let settings = delay.values(frames).zip(resonance.values(frames)).zip(mix.values(frames));
            for (sample, ((delay, resonance), mix)) in samples.iter_mut().zip(settings) {
                let wet = past.at(delay);
                past.push(*sample + wet * resonance);
                *sample += (wet - *sample) * mix;
            }
        }
        self.phase = turn - libm::floorf(turn);
    }

    fn memory(&self) -> usize {
        self.past[0].samples.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::insert::tests::{magnitude_at, run};

    fn response(values: &[f32], frames: usize) -> (Vec<f32>, Vec<f32>) {
        let mut input = vec![0.0; frames];
        input[0] = 1.0;
        run(&mut Flanger::new(values, 48_000.0), &input)
    }

    #[test]
    fn standing_still_it_is_a_comb() {
        let (left, right) = response(&[0.1, 0.0, 0.001, 0.0, 0.0, 0.5], 4_096);
        assert_eq!(left, right);
        let level = |frequency| magnitude_at(&left, frequency, 48_000.0);
        assert!(level(500.0) < -60.0 && level(3_500.0) < -60.0, "{} {}", level(500.0), level(3_500.0));
        assert!(level(1_000.0).abs() < 0.01 && level(4_000.0).abs() < 0.01);
    }

    #[test]
    fn feedback_rings_as_long_as_it_should() {
        let (left, _) = response(&[0.1, 0.0, 0.002, 0.8, 0.0, 1.0], 4_096);
        for echo in 0..20 {
            assert!((left[96 * (echo + 1)] - libm::powf(0.8, echo as f32)).abs() < 1e-4, "{echo}");
        }
    }

    #[test]
    fn it_moves_over_its_range_once_a_turn_and_the_channels_apart() {
        // Impulses as a quarter of a turn passes: the delay is read where the loudest sample lies.
        let mut input = vec![0.0; 48_000];
        (0..4).for_each(|quarter| input[quarter * 12_000] = 1.0);
        let (left, right) = run(&mut Flanger::new(&[1.0, 1.0, 0.004, 0.0, 1.0, 1.0], 48_000.0), &input);
        let delay = |samples: &[f32], quarter: usize| {
            let heard = &samples[quarter * 12_000..quarter * 12_000 + 1_000];
            heard.iter().enumerate().max_by(|a, b| a.1.abs().total_cmp(&b.1.abs())).unwrap().0 as f32 / 192.0
        };
        for (quarter, expected) in [1.0, 1.9, 1.0, 0.1].into_iter().enumerate() {
            assert!((delay(&left, quarter) - expected).abs() < 0.05, "{quarter}: {}", delay(&left, quarter));
            assert!((delay(&right, quarter) - (2.0 - expected)).abs() < 0.05, "{quarter}");
        }
    }

    #[test]
    fn between_frames_the_highs_are_kept() {
        // Half a frame beside a whole one, where a straight line would lose 3 dB at 12 kHz.
        let (left, _) = response(&[0.1, 0.0, 96.5 / 48_000.0, 0.0, 0.0, 1.0], 4_096);
        assert!(magnitude_at(&left, 12_000.0, 48_000.0).abs() < 1.2);
        assert!(magnitude_at(&left, 5_000.0, 48_000.0).abs() < 0.1);
    }
}
