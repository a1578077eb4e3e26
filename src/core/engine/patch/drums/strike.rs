//! One piece of the kit while it sounds.

use wide::{bytemuck, f32x4, u32x4};

use crate::engine::dsp::filter::{Coefficients, Filter};
use crate::engine::dsp::function::{cosine, exp2, exp2_four, mask, semitones_four};
use crate::engine::dsp::noise::{Noise, chance, scatter};
use crate::engine::patch::CONTROL_PERIOD;
use crate::engine::patch::drums::recipe::{Hiss, Recipe};
use crate::engine::patch::drums::wash::Wash;
use crate::engine::patch::poly::Runs;

/// The squares' frequencies above the lowest, those of a much-copied drum machine's cymbal circuit.
const CLUSTER: [f32; 6] = [1.0, 1.4826, 1.8003, 2.5461, 2.6303, 3.8968];
/// Below this a part of a piece is left out while the rest rings on: -80 dB.
const UNHEARD: f32 = 1e-4;
/// Below this a piece is over: -74 dB, under the noise of any room.
const OVER: f32 = 2e-4;
/// Bits of two in 40 dB.
const FALL: f32 = 6.643_856;
/// Seconds between the bursts of a clap, and each one's own decay.
const BURST: f32 = 0.0105;
const BURST_DECAY: f32 = 0.012;
/// Seconds in which a choked piece falls 40 dB.
const CHOKE: f32 = 0.045;
/// Damping of what cuts the highs.
const CEILING_DAMPING: f32 = 1.3;

/// How a strike is set off: what the kit's values and chance make of a recipe.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Loudness, and hardness from 0 to 1.
    pub gain: f32,
    /// From 0 to 1.
    pub velocity: f32,
    /// Ratio of every frequency.
    pub tune: f32,
    /// Ratio of every decay.
    pub length: f32,
    /// Different for each strike.
    pub seed: u32,
}

/// A sounding piece.
#[derive(Clone, Copy, Debug)]
pub struct Strike {
    recipe: Recipe,
    setting: Setting,
    /// Seconds since the strike.
    age: f32,
    choked: Option<f32>,
    /// The sines' phases in cycles, and their steps from frame to frame.
    phases: [f32; 2],
    steps: [f32; 2],
    tone_gains: [f32; 2],
    /// The squares' phases and steps.
    cluster: [u32; 6],
    cluster_steps: [u32; 6],
    hiss_gains: f32x4,
    noise: Noise,
    place_in_wash: usize,
    high: Filter,
    low: Filter,
    bottom: Coefficients,
    ceiling: Coefficients,
    /// The low-pass's cutoffs at full brightness, in hertz.
    open: f32x4,
    /// What the place between the speakers leaves on each side; the middle is 1.
    sides: [f32; 2],
    sample_rate: f32,
    fresh: bool,
}

impl Strike {
    /// A strike that starts with the next call, at a sample rate in hertz.
    pub fn new(recipe: Recipe, setting: Setting, sample_rate: f32) -> Self {
        let Recipe { noise, metal, .. } = recipe;
        let both = |pick: fn(&Hiss) -> f32| f32x4::new([pick(&noise), pick(&noise), pick(&metal), pick(&metal)]);
        let shade = setting.tune.clamp(0.5, 2.0) * (1.0 + 0.05 * chance(setting.seed));
        let cut = both(|hiss| hiss.band.0) * f32x4::splat(shade);
        let mut bottom = Coefficients::default();
        bottom.go(cut, both(|hiss| hiss.damping), mask([true; 4]), 1, sample_rate);
        let mut strike = Self {
            recipe,
            setting,
            age: 0.0,
            choked: None,
            phases: [0.0; 2],
            steps: [0.0; 2],
            tone_gains: [0.0; 2],
            cluster: core::array::from_fn(|square| scatter(setting.seed.wrapping_add(square as u32))),
            cluster_steps: CLUSTER
                .map(|ratio| (ratio * recipe.metal_hertz * setting.tune * 4_294_967_296.0 / sample_rate) as u32),
            hiss_gains: f32x4::ZERO,
            noise: Noise::new(setting.seed),
            place_in_wash: scatter(setting.seed) as usize,
            high: Filter::default(),
            low: Filter::default(),
            bottom,
            ceiling: Coefficients::default(),
            open: both(|hiss| hiss.band.1),
            sides: [(1.0 - recipe.place).min(1.0), (1.0 + recipe.place).min(1.0)],
            sample_rate,
            fresh: true,
        };
        strike.steps = strike.steps_after([1.0; 2]);
        strike
    }

    /// Damps it, as closing the hats does.
    pub fn choke(&mut self) {
        self.choked.get_or_insert(self.age);
    }

    /// Whether nothing of it is heard any more.
    pub fn is_over(&self) -> bool {
        if self.fresh {
            return false;
        }
        let heard = |gain: f32| gain >= OVER;
        !self.hiss_gains.to_array().into_iter().chain(self.tone_gains).any(heard) && !self.is_rising()
    }

    /// Whether noise and squares may still grow louder.
    fn is_rising(&self) -> bool {
        self.age < self.recipe.noise.attack.max(self.recipe.metal.attack) + 3.0 * BURST
    }

    /// Adds its next frames, 1 to [`CONTROL_PERIOD`], left and right; what lies after them is without meaning.
    pub fn add(&mut self, wash: &Wash, frames: usize, out: &mut [Runs; 2]) {
        self.age += frames as f32 / self.sample_rate;
        let damped = self.choked.map_or(1.0, |since| exp2(-(self.age - since) * FALL / CHOKE));
        // What has fallen silent only falls further.
        let heard =
            |index: usize| self.recipe.tones[index].level > 0.0 && (self.fresh || self.tone_gains[index] >= UNHEARD);
        let heard = [heard(0), heard(1)];
        if heard != [false; 2] {
            self.add_tones(heard, damped, frames, out);
        }
        if self.recipe.noise.level > 0.0 || self.recipe.metal.level > 0.0 {
            self.add_hiss(damped, wash, frames, out);
        }
        self.fresh = false;
    }

    /// How far the sines move from frame to frame, in cycles, where so much of their drops is left.
    fn steps_after(&self, left: [f32; 2]) -> [f32; 2] {
        let Self { recipe: Recipe { tones, .. }, setting, .. } = self;
        // Hard strikes stretch the skin further.
        let drops = tones.map(|tone| tone.drop.0 * (0.7 + 0.3 * setting.velocity));
        let above = semitones_four(f32x4::new([drops[0] * left[0], drops[1] * left[1], 0.0, 0.0])).to_array();
        core::array::from_fn(|index| {
            let above = if drops[index] == 0.0 { 1.0 } else { above[index] };
            tones[index].hertz * setting.tune * above / self.sample_rate
        })
    }

    /// Adds the sines that are heard.
    fn add_tones(&mut self, heard: [bool; 2], damped: f32, frames: usize, out: &mut [Runs; 2]) {
        let [first, second] = &self.recipe.tones;
        let fall = |seconds: f32| -self.age * FALL / seconds;
        let [level, second_level, left, second_left] = exp2_four(f32x4::new([
            fall(first.decay * self.setting.length),
            fall(second.decay * self.setting.length),
            fall(first.drop.1),
            fall(second.drop.1),
        ]))
        .to_array();
        let steps = self.steps_after([left, second_left]);
        for (index, level) in [level, second_level].into_iter().enumerate().filter(|(index, _)| heard[*index]) {
            let target = damped * self.setting.gain * self.recipe.tones[index].level * level;
            self.add_tone(index, target, steps[index], frames, out);
        }
    }

    /// Adds a sine on its way to a level and a step.
    fn add_tone(&mut self, index: usize, target: f32, last: f32, frames: usize, out: &mut [Runs; 2]) {
        let gain = std::mem::replace(&mut self.tone_gains[index], target);
        if gain < UNHEARD && target < UNHEARD {
            return;
        }
        let count = frames as f32;
        let step = std::mem::replace(&mut self.steps[index], last);
        let (bend, rise) = ((last - step) / count, (target - gain) / count);
        // The phase after so many frames of a step that grows evenly.
        let bent = |frames: f32x4| frames * (f32x4::splat(step) + (frames + f32x4::ONE) * f32x4::splat(0.5 * bend));
        let begin = self.phases[index];
        let mut place = f32x4::new([0.0, 1.0, 2.0, 3.0]);
        let [to_left, to_right] = self.sides.map(f32x4::splat);
        let [left, right] = out;
        for (l, r) in left.iter_mut().zip(right) {
            let gain = f32x4::splat(gain) + (place + f32x4::ONE) * f32x4::splat(rise);
            let sample = gain * cosine(f32x4::splat(begin - 0.25) + bent(place));
            *l += sample * to_left;
            *r += sample * to_right;
            place += f32x4::splat(4.0);
        }
        let end = begin + bent(f32x4::splat(count)).to_array()[0];
        self.phases[index] = end - libm::floorf(end);
    }

    /// Noise and squares at once, in lanes: noise left and right, squares left and right.
    fn add_hiss(&mut self, damped: f32, wash: &Wash, frames: usize, out: &mut [Runs; 2]) {
        let unheard = |gains: f32x4| gains.to_array().into_iter().all(|gain| gain < UNHEARD);
        if !self.fresh && unheard(self.hiss_gains) && !self.is_rising() {
            return;
        }
        let Recipe { noise, metal, .. } = self.recipe;
        let ((noise_full, noise_fall), (metal_full, metal_fall)) = (self.level_of(&noise), self.level_of(&metal));
        let falls = [noise_fall, metal_fall, -self.age * 2.5 / noise.decay.max(metal.decay), 0.0];
        let [noise_left, metal_left, highs_left, _] = exp2_four(f32x4::new(falls)).to_array();
        let (noise_gain, metal_gain) = (damped * (noise_full * noise_left), damped * (metal_full * metal_left));
        let [to_left, to_right] = self.sides;
        let target =
            f32x4::new([noise_gain * to_left, noise_gain * to_right, metal_gain * to_left, metal_gain * to_right]);
        let mut gains = std::mem::replace(&mut self.hiss_gains, target);
        if unheard(target) && unheard(gains) && !self.is_rising() {
            return;
        }
        // Soft strikes are duller; as it rings, the highest part fades first.
        let fading = 0.55 + 0.45 * highs_left;
        let top = self.open * f32x4::splat((0.5 + 0.5 * self.setting.velocity) * fading);
        // Noise hides the small steps from one call to the next, so the filter stands still within one.
        self.ceiling.go(top, f32x4::splat(CEILING_DAMPING), mask([true; 4]), 1, self.sample_rate);
        let rise = (target - gains) * f32x4::splat(1.0 / frames as f32);
        let mut sound = self.source(wash, frames);
        let (mut high, mut low) = (self.high, self.low);
        let (bottom, ceiling) = (self.bottom, self.ceiling);
        for sample in &mut sound[..frames] {
            gains += rise;
            *sample = low.low(high.high(*sample, &bottom), &ceiling) * gains;
        }
        high.flush();
        low.flush();
        (self.high, self.low) = (high, low);
        let [left, right] = out;
        for ((four, l), r) in sound.as_chunks::<4>().0.iter().zip(left).zip(right) {
            let [a, b, c, d] = f32x4::transpose(*four);
            *l += a + c;
            *r += b + d;
        }
    }

    /// Noise and squares before their filters, frame by frame.
    #[inline(always)]
    fn source(&mut self, wash: &Wash, frames: usize) -> [f32x4; CONTROL_PERIOD] {
        let mut sound = [f32x4::ZERO; CONTROL_PERIOD];
        let share = f32x4::splat(self.recipe.wash);
        let [wash_left, wash_right] = wash.at(self.place_in_wash);
        let mut squares = self.squares();
        for (run, four) in sound.as_chunks_mut::<4>().0.iter_mut().enumerate() {
            let (mut left, mut right) = (self.noise.next(), self.noise.next());
            if self.recipe.wash > 0.0 {
                left += (f32x4::new(wash_left[run]) - left) * share;
                right += (f32x4::new(wash_right[run]) - right) * share;
            }
            let (mut shared, mut apart) = (f32x4::ZERO, f32x4::ZERO);
            if self.recipe.metal.level > 0.0 {
                let [a, b, c, d, e, f] = squares.each_mut().map(|(phases, stride)| {
                    let square = square(*phases);
                    *phases += *stride;
                    square
                });
                (shared, apart) = ((a + b) + (c + d), e + f);
            }
            *four = f32x4::transpose([left, right, shared + apart, shared - apart]);
        }
        self.place_in_wash = self.place_in_wash.wrapping_add(frames);
        for (phase, step) in self.cluster.iter_mut().zip(self.cluster_steps) {
            *phase = phase.wrapping_add(step.wrapping_mul(frames as u32));
        }
        sound
    }

    /// Each square's phases in the next four frames, and its step to the four after them.
    #[inline(always)]
    fn squares(&self) -> [(u32x4, u32x4); 6] {
        core::array::from_fn(|square| {
            let (phase, step) = (self.cluster[square], self.cluster_steps[square]);
            let at = |frame: u32| phase.wrapping_add(step.wrapping_mul(frame));
            (u32x4::new([at(1), at(2), at(3), at(4)]), u32x4::splat(step.wrapping_mul(4)))
        })
    }

    /// The level of noise or squares before it falls, and the power of two by which it has fallen at the strike's age.
    fn level_of(&self, hiss: &Hiss) -> (f32, f32) {
        if hiss.level == 0.0 {
            return (0.0, 0.0);
        }
        let rise = (self.age / hiss.attack).min(1.0);
        let full = self.setting.gain * hiss.level * rise;
        let before = BURST * f32::from(self.recipe.bursts);
        if self.age < before {
            let within = self.age - BURST * libm::floorf(self.age / BURST);
            return (full, -within * FALL / BURST_DECAY);
        }
        let falling = (self.age - before - hiss.attack).max(0.0);
        (full, -falling * FALL / (hiss.decay * self.setting.length))
    }
}

/// Squares of a half: the phase's highest bit is the sign.
#[inline(always)]
fn square(phase: u32x4) -> f32x4 {
    bytemuck::cast((phase & u32x4::splat(0x8000_0000)) | u32x4::splat(0x3f00_0000))
}
