//! The ladder: four low-passes in a row with the last fed back to the first, solved without a delay in the loop (V.
//! Zavalishin, "The Art of VA Filter Design", 2012, chapter 5), four voices at once.

use wide::f32x4;

use crate::engine::dsp::function::{blend, flush, soft_clip, tangent};
use crate::sound::ladder_feedback;

/// How little of the bend of what feeds back a usual level sees.
const HEADROOM: f32 = 0.18;

/// Coefficients on their way from one control period to the next: the share of a stage, and what the loop is divided
/// by.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rungs {
    share: [f32x4; 2],
    loop_share: [f32x4; 2],
    feedback: f32x4,
    makeup: f32x4,
}

impl Rungs {
    /// Goes to a cutoff in hertz and a resonance from 0 to 1 within some frames. Lanes whose bits are set in `fresh`
    /// are there at once.
    pub fn go(&mut self, hertz: f32x4, resonance: f32, fresh: f32x4, frames: usize, sample_rate: f32) {
        let cutoff = hertz.fast_max(f32x4::splat(10.0)).fast_min(f32x4::splat(0.45 * sample_rate));
        let gain = tangent(cutoff * f32x4::splat(core::f32::consts::PI / sample_rate));
        let share = gain / (f32x4::ONE + gain);
        let square = share * share;
        let (feedback, makeup) = ladder_feedback(resonance);
        self.feedback = f32x4::splat(feedback);
        self.makeup = f32x4::splat(makeup);
        let loop_share = f32x4::ONE / (f32x4::ONE + self.feedback * square * square);
        for (own, target) in [(&mut self.share, share), (&mut self.loop_share, loop_share)] {
            own[0] = blend(fresh, target, own[0]);
            own[1] = (target - own[0]) * f32x4::splat(1.0 / frames as f32);
        }
    }

    /// Moves on by a frame.
    #[inline(always)]
    pub fn tick(&mut self) {
        self.share[0] += self.share[1];
        self.loop_share[0] += self.loop_share[1];
    }
}

/// The ladder's memory.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ladder {
    stages: [f32x4; 4],
}

impl Ladder {
    /// Silences the lanes of the mask.
    pub fn clear(&mut self, fresh: f32x4) {
        self.stages = self.stages.map(|stage| blend(fresh, f32x4::ZERO, stage));
    }

    /// Near zero becomes zero; once a call.
    pub fn flush(&mut self) {
        self.stages = self.stages.map(flush);
    }

    /// The next low-passed sample.
    #[inline(always)]
    pub fn tick(&mut self, input: f32x4, rungs: &Rungs) -> f32x4 {
        let share = rungs.share[0];
        let [a, b, c, d] = self.stages;
        // What the stages would give for silence.
        let rest = (((a * share + b) * share + c) * share + d) * (f32x4::ONE - share);
        let clear = (input * rungs.makeup - rungs.feedback * rest) * rungs.loop_share[0];
        let mut sample = soft_clip(clear * f32x4::splat(HEADROOM)) * f32x4::splat(1.0 / HEADROOM);
        for stage in &mut self.stages {
            let way = (sample - *stage) * share;
            sample = way + *stage;
            *stage = sample + way;
        }
        sample
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::dsp::function::mask;
    use crate::sound::FilterKind;

    fn gain(hertz: f32, resonance: f32) -> f32 {
        let mut rungs = Rungs::default();
        rungs.go(f32x4::splat(1_000.0), resonance, mask([true; 4]), 16, 48_000.0);
        let mut ladder = Ladder::default();
        let mut peak = 0.0_f32;
        for frame in 0..14_400 {
            let input = 0.01 * libm::sinf(core::f32::consts::TAU * hertz * frame as f32 / 48_000.0);
            let out = ladder.tick(f32x4::splat(input), &rungs);
            if frame > 9_600 {
                peak = peak.max(out.to_array()[0].abs());
            }
        }
        20.0 * libm::log10f(peak / 0.01)
    }

    #[test]
    fn it_falls_by_24_decibels_an_octave_and_rings_at_its_cutoff() {
        assert!(gain(50.0, 0.0).abs() < 0.2);
        // Four stages of 3 dB each at the cutoff.
        assert!((gain(1_000.0, 0.0) + 12.0).abs() < 0.3);
        let octave = gain(4_000.0, 0.0) - gain(8_000.0, 0.0);
        assert!((21.0..29.0).contains(&octave), "{octave}");
        assert!(gain(1_000.0, 0.9) > gain(300.0, 0.9) + 8.0);
        assert!(gain(1_000.0, 1.0).is_finite());
    }

    #[test]
    fn it_does_to_frequencies_what_is_drawn_of_it() {
        for resonance in [0.0, 0.3, 0.8] {
            for hertz in [100.0, 500.0, 1_000.0, 1_400.0, 3_000.0] {
                let drawn = 10.0 * libm::log10(FilterKind::Ladder.power(hertz, 1_000.0, resonance, 48_000.0)) as f32;
                let heard = gain(hertz, resonance);
                assert!((heard - drawn).abs() < 0.5, "{resonance} {hertz}: {heard} {drawn}");
            }
        }
    }
}
