//! Stereo delay in quarter notes: follows the tempo, and changes its time by fading from the old tap to the new one.

use crate::engine::insert::line::{Line, flush};
use crate::engine::insert::{Process, Surroundings};
use crate::engine::limits::BLOCK;
use crate::engine::smooth::Smooth;

/// The longest delay that is kept in memory, in seconds: four quarter notes at 20 a minute.
const LONGEST: f64 = 12.0;

/// The notes of the table's list in quarter notes, after the free time.
const NOTES: [f32; 14] =
    [0.125, 1.0 / 6.0, 0.25, 0.375, 1.0 / 3.0, 0.5, 0.75, 2.0 / 3.0, 1.0, 1.5, 4.0 / 3.0, 2.0, 3.0, 4.0];

/// The delay.
#[derive(Clone)]
pub struct Delay {
    sides: [Side; 2],
    beats: [f32; 2],
    surroundings: Surroundings,
    feedback: Smooth,
    crossfeed: Smooth,
    /// 1 where the sound enters on the left alone and every echo crosses over, 0 where each side has its own.
    bounce: Smooth,
    mix: Smooth,
    low_pole: f32,
    high_pole: f32,
    sample_rate: f32,
}

/// One channel of it.
#[derive(Clone)]
struct Side {
    line: Line,
    now: usize,
    next: usize,
    fade: Smooth,
    low: f32,
    high: f32,
    wet: [f32; BLOCK],
}

impl Side {
    /// Reads the tap into `wet`.
    fn read(&mut self, frames: usize) {
        let wet = &mut self.wet[..frames];
        wet.copy_from_slice(self.line.past(self.now, frames));
        if self.next != self.now {
            let coming = self.line.past(self.next, frames);
            let parts = self.fade.advance().values(frames);
            for ((wet, coming), part) in wet.iter_mut().zip(coming).zip(parts) {
                *wet += (coming - *wet) * part;
            }
            if self.fade.rests_at(1.0) {
                self.now = self.next;
            }
        }
    }

    /// Goes to a new time, once a fade that is under way has ended.
    fn aim(&mut self, frames: usize, sample_rate: f32) {
        if self.next == self.now && frames != self.now {
            self.next = frames;
            self.fade = Smooth::new(0.0, sample_rate);
            self.fade.advance();
            self.fade.set(1.0);
        }
    }
}

impl Delay {
    /// A delay with its settings in the order of its table.
    pub fn new(values: &[f32], sample_rate: f32) -> Self {
        let smooth = || Smooth::new(0.0, sample_rate);
        let side =
            Side { line: Line::new(BLOCK), now: 0, next: 0, fade: smooth(), low: 0.0, high: 0.0, wet: [0.0; BLOCK] };
        let mut delay = Self {
            sides: [side.clone(), side],
            beats: [1.0; 2],
            surroundings: Surroundings::default(),
            feedback: smooth(),
            crossfeed: smooth(),
            bounce: smooth(),
            mix: smooth(),
            low_pole: 0.0,
            high_pole: 1.0,
            sample_rate,
        };
        delay.set(values);
        delay.snap();
        delay
    }

    /// Leads what was read through both cuts; the sides run beside each other, as each frame waits for the one before.
    fn cut(&mut self, frames: usize) {
        let (low_pole, high_pole) = (self.low_pole, self.high_pole);
        let (low_kept, high_kept) = (1.0 - low_pole, 1.0 - high_pole);
        let [left, right] = &mut self.sides;
        let mut lows = [left.low, right.low];
        let mut highs = [left.high, right.high];
        for (left, right) in left.wet[..frames].iter_mut().zip(&mut right.wet) {
            for ((sample, low), high) in [left, right].into_iter().zip(&mut lows).zip(&mut highs) {
                *low = *low * low_kept + *sample * low_pole;
                *high = *high * high_kept + (*sample - *low) * high_pole;
                *sample = *high;
            }
        }
        for ((side, low), high) in self.sides.iter_mut().zip(lows).zip(highs) {
            (side.low, side.high) = (flush(low), flush(high));
        }
    }

    fn frames(&self, beats: f32, bpm: f64) -> usize {
        ((f64::from(beats) * 60.0 / bpm).min(LONGEST) * f64::from(self.sample_rate)) as usize
    }

    /// Makes the lines long enough for the slowest tempo.
    fn reserve(&mut self) {
        for (side, beats) in [0, 1].into_iter().zip(self.beats) {
            let frames = self.frames(beats, self.surroundings.slowest_bpm) + 2 * BLOCK;
            self.sides[side].line.reserve(frames);
        }
    }

    fn aim(&mut self) {
        for (side, beats) in [0, 1].into_iter().zip(self.beats) {
            let frames = self.frames(beats, self.surroundings.bpm.max(self.surroundings.slowest_bpm)).max(BLOCK);
            self.sides[side].aim(frames, self.sample_rate);
        }
    }
}

impl Process for Delay {
    fn set(&mut self, values: &[f32]) {
        let &[left, right, feedback, crossfeed, low_cut, high_cut, mix, left_note, right_note, routing] = values else {
            return;
        };
        let beats = |note: f32, free: f32| NOTES.get((note as usize).wrapping_sub(1)).copied().unwrap_or(free);
        self.beats = [beats(left_note, left), beats(right_note, right)];
        self.reserve();
        let pole = |frequency: f32| 1.0 - libm::expf(-std::f32::consts::TAU * frequency / self.sample_rate);
        (self.low_pole, self.high_pole) = (pole(low_cut), pole(high_cut));
        self.feedback.set(feedback);
        self.crossfeed.set(crossfeed);
        self.bounce.set(routing);
        self.mix.set(mix);
    }

    fn snap(&mut self) {
        let smooths = [&mut self.feedback, &mut self.crossfeed, &mut self.bounce, &mut self.mix];
        smooths.into_iter().for_each(Smooth::snap);
        for side in &mut self.sides {
            side.now = side.next;
        }
        self.aim();
        for side in &mut self.sides {
            side.now = side.next;
        }
    }

    fn reset(&mut self) {
        self.snap();
        for side in &mut self.sides {
            side.line.clear();
            (side.low, side.high) = (0.0, 0.0);
        }
    }

    fn process(&mut self, left: &mut [f32], right: &mut [f32]) {
        let frames = left.len();
        self.aim();
        self.sides.iter_mut().for_each(|side| side.read(frames));
        self.cut(frames);
        let (feedback, crossfeed) = (self.feedback.advance().to, self.crossfeed.advance().to);
        let (bounce, mix) = (self.bounce.advance().to, self.mix.advance());
        let crossfeed = crossfeed + (1.0 - crossfeed) * bounce;
        let wet = [self.sides[0].wet, self.sides[1].wet];
        let mut inputs = [[0.0; BLOCK]; 2];
        let [to_left, to_right] = &mut inputs;
        for (((left, right), to_left), to_right) in left.iter().zip(&*right).zip(to_left).zip(to_right) {
            *to_left = left + (0.5 * (left + right) - left) * bounce;
            *to_right = right * (1.0 - bounce);
        }
        for (channel, samples) in [left, right].into_iter().enumerate() {
            let mut run = [0.0; BLOCK];
            let pairs = wet[channel].iter().zip(&wet[1 - channel]);
            for ((run, sample), (own, other)) in run.iter_mut().zip(&inputs[channel]).zip(pairs) {
                *run = sample + feedback * (own + (other - own) * crossfeed);
            }
            self.sides[channel].line.write(&run[..frames]);
            for ((sample, wet), mix) in samples.iter_mut().zip(wet[channel]).zip(mix.values(frames)) {
                *sample += (wet - *sample) * mix;
            }
        }
    }

    fn memory(&self) -> usize {
        let longest = self.beats[0].max(self.beats[1]);
        self.frames(longest, self.surroundings.slowest_bpm) + 2 * BLOCK
    }

    fn follow(&mut self, surroundings: Surroundings) {
        if surroundings == self.surroundings && self.sides[0].now != 0 {
            return;
        }
        let slower = surroundings.slowest_bpm != self.surroundings.slowest_bpm;
        self.surroundings = surroundings;
        if slower {
            self.reserve();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::insert::tests::run;

    fn at_tempo(values: &[f32], bpm: f64) -> Delay {
        let mut delay = Delay::new(values, 48_000.0);
        delay.follow(Surroundings { bpm, slowest_bpm: bpm, sounding: true });
        delay.snap();
        delay
    }

    #[test]
    fn echoes_fall_on_the_beat() {
        let mut input = vec![0.0; 60_000];
        input[0] = 1.0;
        let (left, right) =
            run(&mut at_tempo(&[0.5, 1.0, 0.5, 0.0, 20.0, 18_000.0, 1.0, 0.0, 0.0, 0.0], 100.0), &input);
        let loud = |samples: &[f32]| (0..60_000).filter(|frame| samples[*frame] > 0.2).collect::<Vec<_>>();
        assert_eq!(loud(&left), [14_400, 28_800]);
        assert_eq!(loud(&right), [28_800, 57_600]);
    }

    #[test]
    fn notes_are_kept_to_the_frame() {
        // A dotted eighth and a quarter's triplet at 125 a minute, whatever the free times say.
        let mut input = vec![0.0; 48_000];
        input[0] = 1.0;
        let (left, right) =
            run(&mut at_tempo(&[4.0, 4.0, 0.0, 0.0, 20.0, 18_000.0, 1.0, 7.0, 8.0, 0.0], 125.0), &input);
        let loud = |samples: &[f32]| (0..48_000).filter(|frame| samples[*frame] > 0.4).collect::<Vec<_>>();
        assert_eq!((loud(&left), loud(&right)), (vec![17_280], vec![15_360]));
    }

    #[test]
    fn ping_pong_goes_from_side_to_side() {
        let mut input = vec![0.0; 60_000];
        input[0] = 1.0;
        let values = [1.0, 1.0, 0.5, 0.0, 20.0, 18_000.0, 1.0, 6.0, 6.0, 1.0];
        let (left, right) = run(&mut at_tempo(&values, 120.0), &input);
        let echoes = |samples: &[f32]| [12_000, 24_000, 36_000].map(|frame| samples[frame]);
        let ([one, none, three], [nothing, two, silent]) = (echoes(&left), echoes(&right));
        assert_eq!((none, nothing, silent), (0.0, 0.0, 0.0));
        assert!(one > 0.7 && two > 0.25 && three > 0.1, "{one} {two} {three}");
        assert!(left[13_000..].iter().all(|sample| sample.abs() < 0.4 * one));
    }

    #[test]
    fn a_new_tempo_fades_without_a_jump() {
        let mut delay = at_tempo(&[0.25, 0.25, 0.0, 0.0, 20.0, 18_000.0, 1.0, 0.0, 0.0, 0.0], 120.0);
        let mut last = 0.0_f32;
        for block in 0..600 {
            if block % 150 == 149 {
                let bpm = 120.0 + f64::from(block) / 10.0;
                delay.follow(Surroundings { bpm, slowest_bpm: 60.0, sounding: true });
            }
            let mut left: [f32; BLOCK] =
                std::array::from_fn(|frame| libm::sinf((block * 64 + frame as i32) as f32 * 0.01));
            delay.process(&mut left, &mut [0.0; BLOCK]);
            let start = if block < 100 { BLOCK } else { 0 };
            for sample in &left[start..] {
                assert!((sample - last).abs() < 0.02 || block == 100, "{block}");
                last = *sample;
            }
        }
    }
}
