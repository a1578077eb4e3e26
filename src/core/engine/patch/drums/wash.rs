//! The wash of cymbals: noise through many narrow resonances, made once per kit by a fundsp graph. Too much to compute
//! at every strike, and one strike differs from the next by where it starts to read.

use fundsp::prelude32::{AudioUnit, U16, busi, highpass_hz, noise, pass, resonator_hz};

use crate::engine::patch::CONTROL_PERIOD;
use crate::engine::patch::poly::RUNS;

/// Frames of the wash, a power of two; it is read round and round.
const FRAMES: usize = 1 << 15;
/// Frames over which its end passes into its beginning.
const SEAM: usize = 1 << 11;
/// Where the resonances begin, in hertz, and how far apart they lie on average, as a ratio.
const LOWEST: f32 = 2350.0;
const SPACING: f32 = 1.125;

/// Noise with the colour of struck bronze.
#[derive(Clone, Debug)]
pub struct Wash {
    /// Each channel, its beginning once more at its end.
    channels: [Vec<f32>; 2],
}

impl Wash {
    /// The wash at a sample rate in hertz.
    pub fn new(sample_rate: f32) -> Self {
        Self { channels: [11, 12].map(|seed| Self::channel(sample_rate, seed)) }
    }

    /// The frames of a call from any index on, left and right, in runs of four.
    #[inline(always)]
    pub fn at(&self, index: usize) -> [&[[f32; 4]; RUNS]; 2] {
        let start = index & (FRAMES - 1);
        self.channels.each_ref().map(|channel| {
            let runs = channel.get(start..).and_then(|frames| frames.as_chunks::<4>().0.first_chunk());
            runs.unwrap_or(&[[0.0; 4]; RUNS])
        })
    }

    fn channel(sample_rate: f32, seed: u64) -> Vec<f32> {
        let resonances = busi::<U16, _, _>(|index| {
            let unevenness = 1.0 + 0.04 * libm::sinf((index * 7 + 3 * seed) as f32);
            let hertz = LOWEST * libm::powf(SPACING, index as f32) * unevenness;
            resonator_hz(hertz.min(0.42 * sample_rate), 55.0 + 0.008 * hertz)
        });
        let mut graph = noise().seed(seed) >> ((pass() * 0.12) & resonances) >> highpass_hz(2000.0, 0.7);
        graph.set_sample_rate(f64::from(sample_rate));
        graph.allocate();
        for _ in 0..SEAM {
            graph.get_mono();
        }
        let mut frames: Vec<f32> = (0..FRAMES + SEAM).map(|_| graph.get_mono()).collect();
        for place in 0..SEAM {
            let share = place as f32 / SEAM as f32;
            // Equal power, since the two ends have nothing in common.
            frames[place] = frames[place] * libm::sqrtf(share) + frames[FRAMES + place] * libm::sqrtf(1.0 - share);
        }
        frames.truncate(FRAMES);
        let power = frames.iter().map(|frame| frame * frame).sum::<f32>() / FRAMES as f32;
        // As loud as white noise between -1 and 1.
        let scale = 0.577 / libm::sqrtf(power).max(1e-6);
        frames.iter_mut().for_each(|frame| *frame *= scale);
        frames.extend_from_within(..CONTROL_PERIOD);
        frames
    }
}
