//! The spectrum of what is heard, as it is drawn over the frequencies of a figure.

use crate::view::{height_of_decibels, hertz_at};

/// Columns of the drawing: a twelfth of an octave each.
const COLUMNS: usize = 120;
/// The levels at the top and at the bottom, in decibels.
const TOP: f32 = -18.0;
const BOTTOM: f32 = -90.0;
/// How much an octave is raised over the one below it, in decibels: music falls about as much, so that it lies level.
const TILT: f32 = 3.0;
/// The frequency that is not raised, in hertz.
const CENTRE: f32 = 1_000.0;

/// The spectrum as a line from left to right, in shares of the picture: from the level in decibels of each frequency
/// between nought and half of the sample rate in hertz. What is below the picture lies at its bottom.
pub fn draw_spectrum(levels: &[f32], sample_rate: f32) -> Vec<(f32, f32)> {
    let bins = levels.len();
    let step = sample_rate / (2.0 * bins.max(1) as f32);
    let column = |place: usize| {
        let share = |place: f32| place / COLUMNS as f32;
        let (from, middle, to) = (share(place as f32 - 0.5), share(place as f32), share(place as f32 + 0.5));
        let (from, hertz, to) = (hertz_at(from) / step, hertz_at(middle), hertz_at(to) / step);
        let tilt = TILT * libm::log2f(hertz / CENTRE);
        let level = loudest(levels, from, to) + tilt;
        let height = if level.is_finite() { height_of_decibels(level, TOP, BOTTOM).clamp(0.0, 1.0) } else { 1.0 };
        (middle, height)
    };
    (0..=COLUMNS).map(column).collect()
}

/// The loudest level between two places among the bins; where there is none between them, what lies on the way.
fn loudest(levels: &[f32], from: f32, to: f32) -> f32 {
    let (first, last) = (libm::ceilf(from) as usize, libm::floorf(to) as usize);
    let level = |bin: usize| levels.get(bin).copied().unwrap_or(f32::NEG_INFINITY);
    if first <= last {
        return (first..=last).map(level).fold(f32::NEG_INFINITY, f32::max);
    }
    let middle = 0.5 * (from + to);
    let below = libm::floorf(middle);
    let part = middle - below;
    let (before, after) = (level(below as usize), level(below as usize + 1));
    before + (after - before) * part
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::place_of_hertz;

    #[test]
    fn a_tone_stands_where_its_frequency_is() {
        for hertz in [110.0_f32, 1_000.0, 9_000.0] {
            let bin = (hertz / (24_000.0 / 2_048.0)).round() as usize;
            let levels: Vec<f32> = (0..2_048).map(|other| if other == bin { -20.0 } else { -140.0 }).collect();
            let line = draw_spectrum(&levels, 48_000.0);
            let (place, height) = line.iter().copied().min_by(|(_, a), (_, b)| a.total_cmp(b)).unwrap();
            assert!((place - place_of_hertz(hertz)).abs() < 0.02 && height < 0.5, "{hertz} Hz: {place} {height}");
        }
    }

    #[test]
    fn what_falls_by_three_decibels_an_octave_lies_level_and_silence_at_the_bottom() {
        let levels: Vec<f32> = (0..2_048)
            .map(|bin| -50.0 - 3.0 * libm::log2f((bin as f32 + 0.01) * 24_000.0 / 2_048.0 / 1_000.0))
            .collect();
        let line = draw_spectrum(&levels, 48_000.0);
        let heights = line.iter().filter(|(place, _)| (0.3..0.95).contains(place)).map(|(_, height)| *height);
        let (least, most) =
            heights.fold((1.0_f32, 0.0_f32), |(least, most), height| (least.min(height), most.max(height)));
        assert!(most - least < 0.03, "{least} to {most}");
        for silent in [vec![f32::NEG_INFINITY; 2_048], vec![f32::NAN; 16], Vec::new()] {
            assert!(draw_spectrum(&silent, 48_000.0).iter().all(|(_, height)| *height == 1.0));
        }
    }
}
