//! Reverb: a feedback network of sixteen delay lines behind diffusers.
//!
//! After Jot and Chaigne, "Digital delay networks for designing artificial reverberators" (AES 90, 1991): each line
//! loses as much as its length takes of the decay, and more at high frequencies. A Hadamard matrix mixes the lines;
//! half of them move by a fraction of a millisecond, so that no tone of the room stands out. All lines are longer than
//! a block, so that each step works on a whole block.

use wide::{bytemuck, f32x4};

use crate::engine::dsp::function::sine_of;
use crate::engine::insert::Process;
use crate::engine::insert::line::{Line, flush};
use crate::engine::limits::BLOCK;
use crate::engine::smooth::{Ramp, Smooth};

const LINES: usize = 16;
/// Runs of four frames in a block.
const FOURS: usize = BLOCK / 4;
/// How loud a frame enters a line: eight lines are fed alike.
const SHARE: f32 = std::f32::consts::FRAC_1_SQRT_2 / 2.0;
/// The lines' lengths in the largest room, in milliseconds.
const LENGTHS: [f32; LINES] =
    [31.71, 96.73, 37.11, 83.03, 43.37, 71.93, 50.29, 62.77, 58.31, 54.41, 67.39, 46.93, 77.41, 40.13, 89.57, 34.03];
/// The diffusers' lengths, left and right, in milliseconds.
const DIFFUSERS: [[f32; 4]; 2] = [[4.77, 3.59, 12.73, 9.31], [4.93, 3.73, 12.19, 9.67]];
const DIFFUSION: f32 = 0.62;
/// How far a line moves to either side, in seconds, and how often, in hertz.
const SWING: (f32, f32) = (0.000_12, 0.55);
/// The frequency that damping is counted at, in hertz.
const DAMPED: f32 = 5_000.0;
/// How much of the diffused sound is heard before the room answers.
const EARLY: f32 = 0.3;

/// The reverb.
#[derive(Clone)]
pub struct Reverb {
    inputs: [Input; 2],
    /// The low cut's two states; lanes are left and right.
    cuts: [f32x4; 2],
    lines: [Line; LINES],
    taps: [[f32x4; FOURS]; LINES],
    /// What each line's low-pass holds; lanes are lines.
    memory: [f32x4; LINES / 4],
    /// Of a line's low-pass, what stays from frame to frame and what is let in.
    kept: [f32; LINES],
    taken: [f32; LINES],
    room: Room,
    wanted: Room,
    /// Closes while the room is rebuilt, so that it does not click.
    open: Smooth,
    level: Smooth,
    width: Smooth,
    mix: Smooth,
    cut: f32,
    phase: f32,
    sample_rate: f32,
}

/// What cannot glide.
#[derive(Clone, Copy, PartialEq)]
struct Room {
    predelay: usize,
    lengths: [usize; LINES],
    decay: f32,
    damping: f32,
}

/// The way of a channel into the room.
#[derive(Clone)]
struct Input {
    predelay: Line,
    diffusers: [(Line, usize); 4],
    sound: [f32; BLOCK],
}

impl Input {
    fn new(lengths: [f32; 4], sample_rate: f32) -> Self {
        let diffuser = |milliseconds: f32| {
            let frames = ((milliseconds * sample_rate / 1_000.0) as usize | 1).max(BLOCK);
            (Line::new(frames + BLOCK), frames)
        };
        Self {
            predelay: Line::new((0.25 * sample_rate) as usize + 2 * BLOCK),
            diffusers: lengths.map(diffuser),
            sound: [0.0; BLOCK],
        }
    }

    fn reset(&mut self) {
        self.predelay.clear();
        self.diffusers.iter_mut().for_each(|(line, _)| line.clear());
    }

    /// Waits and diffuses what lies in `sound`.
    fn diffuse(&mut self, frames: usize, predelay: usize) {
        let sound = &mut self.sound[..frames];
        self.predelay.write(sound);
        sound.copy_from_slice(self.predelay.past(predelay + frames, frames));
        let mut kept = [0.0; BLOCK];
        for (line, length) in &mut self.diffusers {
            let pairs = sound.iter_mut().zip(line.past(*length, frames));
            for ((sound, past), kept) in pairs.zip(&mut kept) {
                let inner = *sound + DIFFUSION * past;
                *sound = past - DIFFUSION * inner;
                *kept = inner;
            }
            line.write(&kept[..frames]);
        }
    }
}

impl Reverb {
    /// A reverb with its settings in the order of its table.
    pub fn new(values: &[f32], sample_rate: f32) -> Self {
        let smooth = || Smooth::new(1.0, sample_rate);
        let room = Room { predelay: 0, lengths: [BLOCK; LINES], decay: 1.0, damping: 0.0 };
        let line = |milliseconds: f32| Line::new((milliseconds * sample_rate / 1_000.0) as usize + 3 * BLOCK);
        let mut reverb = Self {
            inputs: DIFFUSERS.map(|lengths| Input::new(lengths, sample_rate)),
            cuts: [f32x4::ZERO; 2],
            lines: LENGTHS.map(line),
            taps: [[f32x4::ZERO; FOURS]; LINES],
            memory: [f32x4::ZERO; LINES / 4],
            kept: [0.0; LINES],
            taken: [0.0; LINES],
            room,
            wanted: room,
            open: smooth(),
            level: smooth(),
            width: smooth(),
            mix: smooth(),
            cut: 0.0,
            phase: 0.0,
            sample_rate,
        };
        reverb.set(values);
        reverb.snap();
        reverb
    }

    /// Takes the wanted room: lengths and losses.
    fn build(&mut self) {
        self.room = self.wanted;
        let mut mean = 0.0;
        for (line, length) in self.room.lengths.into_iter().enumerate() {
            let seconds = length as f32 / self.sample_rate;
            // 60 dB in the decay time, and up to four times as fast at the damped frequency.
            let low = libm::powf(10.0, -3.0 * seconds / self.room.decay);
            let further = libm::powf(10.0, -3.0 * seconds / self.room.decay * 3.0 * self.room.damping);
            let pole = self.pole(further);
            (self.kept[line], self.taken[line]) = (1.0 - pole, pole * low);
            mean += low * low / LINES as f32;
        }
        // Between equal loudness of a steady sound and of an impulse.
        self.level.set(libm::powf(1.0 - mean, 0.35));
    }

    /// The weight of a one-pole low-pass that passes a part of the damped frequency.
    fn pole(&self, part: f32) -> f32 {
        let power = part * part;
        if power > 0.999_999 {
            return 1.0;
        }
        let turn = std::f32::consts::TAU * DAMPED.min(self.sample_rate * 0.25) / self.sample_rate;
        // From (1 - b)² = power (1 + b² - 2 b cos turn).
        let half = (1.0 - power * libm::cosf(turn)) / (1.0 - power);
        1.0 - (half - libm::sqrtf(half * half - 1.0))
    }

    /// Cuts the lows of both channels and leads them into the room.
    fn take(&mut self, left: &[f32], right: &[f32]) {
        let frames = left.len();
        let (cut, kept) = (f32x4::splat(self.cut), f32x4::splat(1.0 - self.cut));
        let [mut first, mut second] = self.cuts;
        let [to_left, to_right] = self.inputs.each_mut().map(|input| &mut input.sound);
        for (((left, right), to_left), to_right) in left.iter().zip(right).zip(to_left).zip(to_right) {
            let sample = f32x4::new([*left, *right, 0.0, 0.0]);
            first = first * kept + sample * cut;
            let higher = sample - first;
            second = second * kept + higher * cut;
            [*to_left, *to_right, ..] = (higher - second).to_array();
        }
        self.cuts = [first, second].map(|state| f32x4::from(state.to_array().map(flush)));
        for input in &mut self.inputs {
            input.diffuse(frames, self.room.predelay);
        }
    }

    /// Reads the moving lines into their taps.
    fn sweep(&mut self, frames: usize) {
        let turn = self.phase + SWING.1 * frames as f32 / self.sample_rate;
        let swing = |turn: f32| SWING.0 * self.sample_rate * sine_of(turn);
        for (place, (line, tap)) in self.lines.iter().zip(&mut self.taps).enumerate().skip(1).step_by(2) {
            let own = place as f32 / LINES as f32;
            let by = Ramp { from: swing(self.phase + own), to: swing(turn + own) };
            line.sweep(self.room.lengths[place], by, &mut bytemuck::cast_slice_mut(tap)[..frames]);
        }
        self.phase = turn - libm::floorf(turn);
    }

    /// Takes each line's losses, adds what is heard of it to `wet`, mixes the lines by a Hadamard matrix of sixteen, and
    /// leaves in the taps what the lines are fed with.
    fn mix(&mut self, frames: usize, wet: &mut [[f32x4; FOURS]; 2]) {
        let padded = frames.next_multiple_of(4);
        let still: [&[[f32; 4]]; LINES / 2] = std::array::from_fn(|pair| {
            let line = 2 * pair;
            self.lines[line].past(self.room.lengths[line], padded).as_chunks().0
        });
        let [kept, taken] = [self.kept, self.taken].map(|values| {
            std::array::from_fn::<_, { LINES / 4 }, _>(|four| f32x4::from(&values[4 * four..4 * four + 4]))
        });
        let inputs = self.inputs.each_ref().map(|input| input.sound.as_chunks::<4>().0);
        let taps = &mut self.taps;
        let mut memory = self.memory;
        for at in 0..padded / 4 {
            // Of a run that is cut short, the frames that count.
            let last = (frames - 4 * at).min(4) - 1;
            let mut rows = [[f32x4::ZERO; 4]; LINES / 4];
            for (four, rows) in rows.iter_mut().enumerate() {
                let row = |line: usize| f32x4::new(still[line / 2][at]);
                let line = 4 * four;
                let columns = f32x4::transpose([row(line), taps[line + 1][at], row(line + 2), taps[line + 3][at]]);
                let mut state = memory[four];
                let states = columns.map(|column| {
                    state = state * kept[four] + column * taken[four];
                    state
                });
                memory[four] = states[last];
                let [a, b, c, d] = f32x4::transpose(states);
                let sign = if four % 2 == 0 { f32x4::ONE } else { -f32x4::ONE };
                wet[0][at] += (a + c) * sign;
                wet[1][at] += (b + d) * sign;
                *rows = mix_four([a, b, c, d]);
            }
            let [left, right] = inputs.map(|input| f32x4::new(input[at]) * f32x4::splat(SHARE));
            for place in 0..4 {
                let input = if place % 2 == 0 { left } else { right };
                let input = if place < 2 { input } else { -input };
                for (four, mixed) in mix_four(rows.map(|row| row[place])).into_iter().enumerate() {
                    taps[4 * four + place][at] = mixed * f32x4::splat(0.25) + input;
                }
            }
        }
        self.memory = memory.map(|state| f32x4::from(state.to_array().map(flush)));
    }
}

/// A Hadamard matrix of four.
#[inline(always)]
fn mix_four([one, two, three, four]: [f32x4; 4]) -> [f32x4; 4] {
    let (sum, difference) = (one + two, one - two);
    let (far_sum, far_difference) = (three + four, three - four);
    [sum + far_sum, difference + far_difference, sum - far_sum, difference - far_difference]
}

impl Process for Reverb {
    fn set(&mut self, values: &[f32]) {
        let &[decay, size, predelay, damping, low_cut, width, mix] = values else {
            return;
        };
        let scale = (0.3 + 0.7 * size) * self.sample_rate / 1_000.0;
        let shortest = BLOCK + 8 + (2.0 * SWING.0 * self.sample_rate) as usize;
        let lengths = LENGTHS.map(|length| ((length * scale) as usize | 1).max(shortest));
        self.wanted = Room { predelay: (predelay * self.sample_rate) as usize, lengths, decay, damping };
        if (self.wanted.predelay, self.wanted.lengths) == (self.room.predelay, self.room.lengths) {
            self.build();
        } else {
            self.open.set(0.0);
        }
        self.cut = 1.0 - libm::expf(-std::f32::consts::TAU * low_cut / self.sample_rate);
        self.width.set(width);
        self.mix.set(mix);
    }

    fn snap(&mut self) {
        self.build();
        self.open.set(1.0);
        let smooths = [&mut self.open, &mut self.level, &mut self.width, &mut self.mix];
        smooths.into_iter().for_each(Smooth::snap);
    }

    fn reset(&mut self) {
        self.snap();
        self.inputs.iter_mut().for_each(Input::reset);
        self.cuts = [f32x4::ZERO; 2];
        self.lines.iter_mut().for_each(Line::clear);
        self.memory = [f32x4::ZERO; LINES / 4];
        self.phase = 0.0;
    }

    fn process(&mut self, left: &mut [f32], right: &mut [f32]) {
        let frames = left.len();
        if self.room != self.wanted && self.open.rests_at(0.0) {
            self.build();
            self.open.set(1.0);
        }
        self.take(left, right);
        self.sweep(frames);
        let mut wet = [[f32x4::ZERO; FOURS]; 2];
        self.mix(frames, &mut wet);
        for (line, tap) in self.lines.iter_mut().zip(&self.taps) {
            line.write(&bytemuck::cast_slice(tap)[..frames]);
        }
        let mut wet = wet.map(bytemuck::cast::<_, [f32; BLOCK]>);
        let (open, level) = (self.open.advance(), self.level.advance());
        let gain = Ramp { from: open.from * level.from, to: open.to * level.to };
        for (input, wet) in self.inputs.iter().zip(&mut wet) {
            let early = Ramp { from: EARLY, to: EARLY };
            early.add(&input.sound[..frames], &mut wet[..frames]);
            gain.scale(&mut wet[..frames]);
        }
        let (width, mix) = (self.width.advance().values(frames), self.mix.advance().values(frames));
        let [wet_left, wet_right] = wet;
        let pairs = left.iter_mut().zip(right).zip(wet_left.iter().zip(&wet_right));
        for (((left, right), (wet_left, wet_right)), (width, mix)) in pairs.zip(width.zip(mix)) {
            let (middle, side) = (0.5 * (wet_left + wet_right), 0.5 * (wet_left - wet_right) * width);
            *left += (middle + side - *left) * mix;
            *right += (middle - side - *right) * mix;
        }
    }

    fn memory(&self) -> usize {
        let longest = self.wanted.lengths.iter().fold(0, |longest, length| *length.max(&longest));
        let predelay = self.wanted.predelay.max(self.room.predelay);
        predelay + longest + (0.04 * self.sample_rate) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::insert::tests::{magnitude_at, run};

    const RATE: f32 = 48_000.0;

    fn response(decay: f32, size: f32, damping: f32, seconds: f32) -> (Vec<f32>, Vec<f32>) {
        let mut input = vec![0.0; (seconds * RATE) as usize];
        input[0] = 1.0;
        run(&mut Reverb::new(&[decay, size, 0.01, damping, 20.0, 1.0, 1.0], RATE), &input)
    }

    /// The part below about 1 kHz.
    fn lows(response: &[f32]) -> Vec<f32> {
        let mut memory = [0.0; 2];
        let low = |sample: &f32| {
            memory[0] += (sample - memory[0]) * 0.12;
            memory[1] += (memory[0] - memory[1]) * 0.12;
            memory[1]
        };
        response.iter().map(low).collect()
    }

    /// The part above some kilohertz.
    fn highs(response: &[f32]) -> Vec<f32> {
        response.windows(3).map(|three| three[0] - 2.0 * three[1] + three[2]).collect()
    }

    /// Seconds for 60 dB, from the slope between -5 and -35 dB of the energy that is left (Schroeder 1965).
    fn decay_time(response: &[f32]) -> f32 {
        let mut left: Vec<f64> = response.iter().map(|sample| f64::from(*sample).powi(2)).collect();
        for frame in (0..left.len() - 1).rev() {
            left[frame] += left[frame + 1];
        }
        let at = |decibels: f64| left.iter().position(|energy| 10.0 * (energy / left[0]).log10() < decibels).unwrap();
        (at(-35.0) - at(-5.0)) as f32 * 2.0 / RATE
    }

    #[test]
    fn it_decays_in_the_time_it_says() {
        for (decay, size) in [(0.6, 0.3), (2.0, 0.6), (6.0, 1.0)] {
            let (left, right) = response(decay, size, 0.0, decay * 1.2);
            for side in [left, right] {
                let ratio = decay_time(&lows(&side)) / decay;
                assert!((0.88..1.12).contains(&ratio), "{decay} s gave {ratio}");
            }
        }
    }

    #[test]
    fn damping_shortens_the_highs() {
        let bright = decay_time(&highs(&response(2.0, 0.6, 0.0, 3.0).0));
        let dark = decay_time(&highs(&response(2.0, 0.6, 0.8, 3.0).0));
        assert!(dark < bright * 0.5, "{dark} {bright}");
    }

    #[test]
    fn no_tone_of_the_room_stands_out() {
        let (left, _) = response(3.0, 0.6, 0.2, 1.0);
        let tail = &left[14_400..38_400];
        let levels: Vec<f64> = (0..900).map(|bin| magnitude_at(tail, 120.0 + f64::from(bin) * 4.7, 48_000.0)).collect();
        let mean = 10.0 * (levels.iter().map(|level| 10_f64.powf(level / 10.0)).sum::<f64>() / 900.0).log10();
        let highest = levels.iter().fold(f64::MIN, |highest, level| level.max(highest));
        // The largest of 900 bins of noise lies about 8.5 dB above their mean.
        assert!(highest - mean < 12.0, "{}", highest - mean);
    }

    #[test]
    fn echoes_are_dense_after_a_tenth_of_a_second() {
        let (left, _) = response(2.0, 0.6, 0.2, 0.5);
        // Noise spends 31.7 % of the time beyond its standard deviation (Abel and Huang 2006).
        let window = &left[4_800..6_240];
        let deviation = (window.iter().map(|sample| sample * sample).sum::<f32>() / 1_440.0).sqrt();
        let beyond = window.iter().filter(|sample| sample.abs() > deviation).count() as f32 / 1_440.0;
        assert!(beyond / 0.317 > 0.85, "{beyond}");
    }

    #[test]
    fn the_sides_differ_and_meet_without_width() {
        let (left, right) = response(1.0, 0.5, 0.5, 0.3);
        let product: f32 = left.iter().zip(&right).map(|(left, right)| left * right).sum();
        let energy: f32 = left.iter().map(|sample| sample * sample).sum();
        assert!(product.abs() < 0.4 * energy);
        let mut input = vec![0.0; 9_600];
        input[0] = 1.0;
        let (left, right) = run(&mut Reverb::new(&[1.0, 0.5, 0.01, 0.5, 20.0, 0.0, 1.0], RATE), &input);
        assert_eq!(left, right);
    }

    #[test]
    fn another_room_does_not_click() {
        let mut reverb = Reverb::new(&[2.0, 0.6, 0.02, 0.5, 150.0, 1.0, 1.0], RATE);
        let mut last = 0.0_f32;
        for block in 0..600 {
            if block == 300 {
                reverb.set(&[2.0, 0.9, 0.1, 0.5, 150.0, 1.0, 1.0]);
            }
            let mut left: [f32; BLOCK] = std::array::from_fn(|frame| libm::sinf((block * BLOCK + frame) as f32 * 0.02));
            let mut right = left;
            reverb.process(&mut left, &mut right);
            for sample in left {
                assert!((sample - last).abs() < 0.15, "{block}");
                last = sample;
            }
        }
    }
}
