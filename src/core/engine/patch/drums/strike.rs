//! One piece of the kit while it sounds.

use wide::{bytemuck, f32x4, u32x4};

use crate::engine::dsp::filter::{Coefficients, Filter};
use crate::engine::dsp::function::{exp2, mask, semitones};
use crate::engine::dsp::noise::{Noise, chance, scatter};
use crate::engine::dsp::wave::{Table, read};
use crate::engine::patch::drums::recipe::{Hiss, Recipe};
use crate::engine::patch::drums::wash::Wash;

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
    phases: [u32; 2],
    tone_gains: [f32; 2],
    /// The squares' phases; the last two lanes are idle.
    cluster: [u32x4; 2],
    hiss_gains: f32x4,
    noise: Noise,
    place_in_wash: usize,
    high: Filter,
    low: Filter,
    coefficients: [Coefficients; 2],
    fresh: bool,
}

impl Strike {
    /// A strike that starts with the next call.
    pub fn new(recipe: Recipe, setting: Setting) -> Self {
        Self {
            recipe,
            setting,
            age: 0.0,
            choked: None,
            phases: [0; 2],
            tone_gains: [0.0; 2],
            cluster: [0, 4].map(|first| {
                u32x4::new(core::array::from_fn(|lane| scatter(setting.seed.wrapping_add(first + lane as u32))))
            }),
            hiss_gains: f32x4::ZERO,
            noise: Noise::new(setting.seed),
            place_in_wash: scatter(setting.seed) as usize,
            high: Filter::default(),
            low: Filter::default(),
            coefficients: [Coefficients::default(); 2],
            fresh: true,
        }
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
        let loudest = self.hiss_gains.to_array().into_iter().chain(self.tone_gains).fold(0.0, f32::max);
        loudest < OVER && !self.is_rising()
    }

    /// Whether noise and squares may still grow louder.
    fn is_rising(&self) -> bool {
        self.age < self.recipe.noise.attack.max(self.recipe.metal.attack) + 3.0 * BURST
    }

    /// Adds its next frames.
    pub fn add(&mut self, wash: &Wash, sine: &Table, sample_rate: f32, left: &mut [f32], right: &mut [f32]) {
        let begin = self.age;
        self.age += left.len() as f32 / sample_rate;
        let damped = self.choked.map_or(1.0, |since| exp2(-(self.age - since) * FALL / CHOKE));
        self.add_tones(begin, damped, sine, sample_rate, left, right);
        if self.recipe.noise.level > 0.0 || self.recipe.metal.level > 0.0 {
            self.add_hiss(damped, wash, sample_rate, left, right);
        }
        self.fresh = false;
    }

    /// What the place between the speakers leaves on each side; the middle is 1.
    fn sides(&self) -> [f32; 2] {
        [(1.0 - self.recipe.place).min(1.0), (1.0 + self.recipe.place).min(1.0)]
    }

    fn add_tones(
        &mut self,
        begin: f32,
        damped: f32,
        sine: &Table,
        sample_rate: f32,
        left: &mut [f32],
        right: &mut [f32],
    ) {
        let [to_left, to_right] = self.sides();
        let share = 1.0 / left.len() as f32;
        for (index, tone) in self.recipe.tones.iter().enumerate().filter(|(_, tone)| tone.level > 0.0) {
            // Hard strikes stretch the skin further.
            let drop = tone.drop.0 * (0.7 + 0.3 * self.setting.velocity);
            let at = |age: f32| tone.hertz * self.setting.tune * semitones(drop * exp2(-age * FALL / tone.drop.1));
            let per_frame = 4_294_967_296.0 / sample_rate;
            let (mut step, last) = (at(begin) * per_frame, at(self.age) * per_frame);
            let bend = (last - step) * share;
            let decay = tone.decay * self.setting.length;
            let target = damped * self.setting.gain * tone.level * exp2(-self.age * FALL / decay);
            let mut gain = self.tone_gains[index];
            if gain < UNHEARD && target < UNHEARD {
                self.tone_gains[index] = target;
                continue;
            }
            let rise = (target - gain) * share;
            let mut phase = self.phases[index];
            for (l, r) in left.iter_mut().zip(right.iter_mut()) {
                gain += rise;
                let sample = gain * read(sine, phase);
                *l += sample * to_left;
                *r += sample * to_right;
                step += bend;
                phase = phase.wrapping_add(step as u32);
            }
            self.phases[index] = phase;
            self.tone_gains[index] = target;
        }
    }

    /// Noise and squares at once, in lanes: noise left and right, squares left and right.
    fn add_hiss(&mut self, damped: f32, wash: &Wash, sample_rate: f32, left: &mut [f32], right: &mut [f32]) {
        let frames = left.len();
        let Recipe { noise, metal, .. } = self.recipe;
        let (noise_gain, metal_gain) = (damped * self.gain_of(&noise), damped * self.gain_of(&metal));
        let [to_left, to_right] = self.sides();
        let target =
            f32x4::new([noise_gain * to_left, noise_gain * to_right, metal_gain * to_left, metal_gain * to_right]);
        let unheard = |gains: f32x4| gains.to_array().into_iter().all(|gain| gain < UNHEARD);
        if unheard(target) && unheard(self.hiss_gains) && !self.is_rising() {
            self.hiss_gains = target;
            return;
        }
        // Soft strikes are duller; as it rings, the highest part fades first.
        let fading = 0.55 + 0.45 * exp2(-self.age * 2.5 / noise.decay.max(metal.decay));
        let top = (0.5 + 0.5 * self.setting.velocity) * fading;
        let shade = self.setting.tune.clamp(0.5, 2.0) * (1.0 + 0.05 * chance(self.setting.seed));
        let both = |pick: fn(&Hiss) -> f32| f32x4::new([pick(&noise), pick(&noise), pick(&metal), pick(&metal)]);
        let fresh = mask([self.fresh; 4]);
        let (bottom, ceiling) = (both(|hiss| hiss.band.0), both(|hiss| hiss.band.1));
        let cuts = [
            (bottom * f32x4::splat(shade), both(|hiss| hiss.damping)),
            (ceiling * f32x4::splat(top), f32x4::splat(1.3)),
        ];
        for (coefficients, (hertz, damping)) in self.coefficients.iter_mut().zip(cuts) {
            // Noise hides the small steps from one call to the next, so the filters stand still within one.
            coefficients.go(hertz, damping, fresh, 1, sample_rate);
            coefficients.tick();
        }
        let rise = (target - self.hiss_gains) * f32x4::splat(1.0 / frames as f32);
        let step =
            |ratio: f32| (ratio * self.recipe.metal_hertz * self.setting.tune * 4_294_967_296.0 / sample_rate) as u32;
        let [a, b, c, d, e, f] = CLUSTER.map(step);
        let steps = [u32x4::new([a, b, c, d]), u32x4::new([e, f, 0, 0])];
        for (l, r) in left.iter_mut().zip(right) {
            let source = self.source(wash, &steps);
            let high = self.high.high(source, &self.coefficients[0]);
            self.hiss_gains += rise;
            let [a, b, c, d] = (self.low.low(high, &self.coefficients[1]) * self.hiss_gains).to_array();
            *l += a + c;
            *r += b + d;
        }
        self.high.flush();
        self.low.flush();
        self.hiss_gains = target;
    }

    #[inline(always)]
    fn source(&mut self, wash: &Wash, steps: &[u32x4; 2]) -> f32x4 {
        let [white_left, white_right, ..] = self.noise.next().to_array();
        let share = self.recipe.wash;
        let [wash_left, wash_right] = if share > 0.0 { wash.at(self.place_in_wash) } else { [0.0; 2] };
        self.place_in_wash = self.place_in_wash.wrapping_add(1);
        let (mut shared, mut apart) = (0.0, 0.0);
        if self.recipe.metal.level > 0.0 {
            self.cluster[0] += steps[0];
            self.cluster[1] += steps[1];
            let [a, b, c, d] = square(self.cluster[0]).to_array();
            let [e, f, ..] = square(self.cluster[1]).to_array();
            (shared, apart) = ((a + b) + (c + d), e + f);
        }
        f32x4::new([
            white_left + (wash_left - white_left) * share,
            white_right + (wash_right - white_right) * share,
            shared + apart,
            shared - apart,
        ])
    }

    /// The level of noise or squares at the strike's age.
    fn gain_of(&self, hiss: &Hiss) -> f32 {
        let rise = (self.age / hiss.attack).min(1.0);
        let full = self.setting.gain * hiss.level * rise;
        let before = BURST * f32::from(self.recipe.bursts);
        if self.age < before {
            let within = self.age - BURST * libm::floorf(self.age / BURST);
            return full * exp2(-within * FALL / BURST_DECAY);
        }
        let falling = (self.age - before - hiss.attack).max(0.0);
        full * exp2(-falling * FALL / (hiss.decay * self.setting.length))
    }
}

/// Squares of a half: the phase's highest bit is the sign.
#[inline(always)]
fn square(phase: u32x4) -> f32x4 {
    bytemuck::cast((phase & u32x4::splat(0x8000_0000)) | u32x4::splat(0x3f00_0000))
}
