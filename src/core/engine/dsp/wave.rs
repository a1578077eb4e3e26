//! Band-limited wavetables: 2048 points, four tables an octave, read with linear interpolation.

use std::sync::OnceLock;

use wide::{bytemuck, f32x4, u32x4, u64x2};

/// Points of a table; one more repeats the first for the interpolation.
const POINTS: usize = 2048;
/// Harmonics of the richest table. More would fold over in the linear interpolation.
const RICHEST: f64 = 512.0;
/// Tables from the richest to the bare fundamental, four an octave.
const TABLES: usize = 37;
/// Phase bits below the table's index.
const FRACTION_BITS: u32 = 21;
const FRACTION: f32 = 1.0 / (1_u32 << FRACTION_BITS) as f32;

/// One cycle.
pub type Table = [f32; POINTS + 1];

/// A shape at every brightness.
#[derive(Debug)]
pub struct Wave {
    /// Harmonics of each table, falling.
    harmonics: Vec<f32>,
    tables: Vec<Table>,
}

impl Wave {
    /// Rising ramp from -1 to 1.
    pub fn saw() -> &'static Self {
        static WAVE: OnceLock<Wave> = OnceLock::new();
        WAVE.get_or_init(|| Self::sum(|harmonic| -core::f64::consts::FRAC_2_PI / harmonic))
    }

    /// Square at -1 and 1.
    pub fn square() -> &'static Self {
        static WAVE: OnceLock<Wave> = OnceLock::new();
        WAVE.get_or_init(|| Self::sum(|harmonic| odd(harmonic) * 2.0 * core::f64::consts::FRAC_2_PI / harmonic))
    }

    /// Triangle between -1 and 1.
    pub fn triangle() -> &'static Self {
        static WAVE: OnceLock<Wave> = OnceLock::new();
        let scale = 2.0 * core::f64::consts::FRAC_2_PI * core::f64::consts::FRAC_2_PI;
        WAVE.get_or_init(|| {
            Self::sum(|harmonic| {
                let sign = if harmonic % 4.0 == 1.0 { 1.0 } else { -1.0 };
                odd(harmonic) * sign * scale / (harmonic * harmonic)
            })
        })
    }

    /// Sine.
    pub fn sine() -> &'static Self {
        static WAVE: OnceLock<Wave> = OnceLock::new();
        WAVE.get_or_init(|| Self { harmonics: vec![1.0], tables: vec![single(&cycle())] })
    }

    /// The brightest table whose harmonics stay below half the sample rate.
    pub fn table(&self, hertz: f32, sample_rate: f32) -> &Table {
        self.at(self.place(hertz, sample_rate))
    }

    /// Where that table stands.
    pub fn place(&self, hertz: f32, sample_rate: f32) -> usize {
        let room = 0.5 * sample_rate / hertz;
        self.harmonics.partition_point(|harmonics| *harmonics > room)
    }

    /// The same, quickly where it is still the place that it was.
    pub fn place_from(&self, before: usize, hertz: f32, sample_rate: f32) -> usize {
        let room = 0.5 * sample_rate / hertz;
        let fits = self.harmonics.get(before).is_none_or(|harmonics| *harmonics <= room);
        let brightest = before == 0 || self.harmonics.get(before - 1).is_some_and(|harmonics| *harmonics > room);
        if fits && brightest { before } else { self.place(hertz, sample_rate) }
    }

    /// The table at a place, or the barest one.
    pub fn at(&self, place: usize) -> &Table {
        &self.tables[place.min(self.tables.len() - 1)]
    }

    /// Adds sines of the given amplitudes, from the barest table to the richest.
    fn sum(amplitude: impl Fn(f64) -> f64) -> Self {
        let cycle = cycle();
        let mut points = [0.0_f64; POINTS];
        let (mut harmonics, mut tables) = (Vec::with_capacity(TABLES), Vec::with_capacity(TABLES));
        let mut reached = 0;
        for index in (0..TABLES).rev() {
            let count = libm::floor(RICHEST * libm::exp2(-(index as f64) / 4.0) + 1e-9) as usize;
            while reached < count {
                reached += 1;
                let level = amplitude(reached as f64);
                if level != 0.0 {
                    for (place, point) in points.iter_mut().enumerate() {
                        *point += level * cycle[(place * reached) % POINTS];
                    }
                }
            }
            harmonics.push(count as f32);
            tables.push(single(&points));
        }
        harmonics.reverse();
        tables.reverse();
        Self { harmonics, tables }
    }
}

fn odd(harmonic: f64) -> f64 {
    if harmonic % 2.0 == 1.0 { 1.0 } else { 0.0 }
}

fn cycle() -> [f64; POINTS] {
    core::array::from_fn(|place| libm::sin(core::f64::consts::TAU * place as f64 / POINTS as f64))
}

fn single(points: &[f64; POINTS]) -> Table {
    core::array::from_fn(|place| points[place % POINTS] as f32)
}

/// The phase's advance per frame; a whole cycle is 2^32.
pub fn step(hertz: f32, sample_rate: f32) -> u32 {
    (f64::from(hertz) / f64::from(sample_rate) * 4_294_967_296.0) as u32
}

/// The table's value at a phase.
#[cfg(test)]
fn read(table: &Table, phase: u32) -> f32 {
    let index = (phase >> FRACTION_BITS) as usize;
    let part = (phase & ((1 << FRACTION_BITS) - 1)) as f32 * FRACTION;
    let (here, next) = (table[index], table[index + 1]);
    here + (next - here) * part
}

/// Reads a table four frames at a time.
#[derive(Clone, Copy, Debug)]
pub struct Reader {
    phases: u32x4,
    stride: u32x4,
}

impl Reader {
    /// From a phase on, with a step from frame to frame.
    #[inline(always)]
    pub fn new(phase: u32, step: u32) -> Self {
        let at = |frame: u32| phase.wrapping_add(step.wrapping_mul(frame));
        Self { phases: u32x4::new([phase, at(1), at(2), at(3)]), stride: u32x4::splat(step.wrapping_mul(4)) }
    }

    /// The table's values at the next four frames; each lies on the line between its neighbours.
    #[inline(always)]
    pub fn next(&mut self, table: &Table) -> f32x4 {
        // A value and the next in one load of 64 bits.
        let [a, b, c, d] = (self.phases >> FRACTION_BITS).to_array().map(|index| {
            let index = index as usize & (POINTS - 1);
            let pair: u64 = bytemuck::cast([table[index], table[index + 1]]);
            bytemuck::cast::<u64x2, f32x4>(u64x2::new([pair, 0]))
        });
        let (even, odd) = (a.unpack_lo(c), b.unpack_lo(d));
        let (here, next) = (even.unpack_lo(odd), even.unpack_hi(odd));
        let part: f32x4 = f32x4::from_i32x4(bytemuck::cast(self.phases & u32x4::splat((1 << FRACTION_BITS) - 1)))
            * f32x4::splat(FRACTION);
        self.phases += self.stride;
        here + (next - here) * part
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_have_their_values() {
        let quarter = 1 << 30;
        assert!((read(Wave::saw().table(20.0, 48_000.0), quarter) + 0.5).abs() < 0.01);
        assert!((read(Wave::square().table(20.0, 48_000.0), quarter) - 1.0).abs() < 0.01);
        assert!((read(Wave::triangle().table(20.0, 48_000.0), quarter) - 1.0).abs() < 0.01);
        assert!((read(Wave::sine().table(20.0, 48_000.0), quarter) - 1.0).abs() < 1e-5);
    }

    #[test]
    fn four_frames_at_a_time_are_the_same_samples() {
        let table = Wave::saw().table(300.0, 48_000.0);
        let (mut phase, step) = (0xf123_4567_u32, step(311.7, 48_000.0));
        let mut reader = Reader::new(phase, step);
        for _ in 0..500 {
            for sample in reader.next(table).to_array() {
                assert_eq!(sample, read(table, phase));
                phase = phase.wrapping_add(step);
            }
        }
    }

    #[test]
    fn tables_keep_below_half_the_sample_rate_and_lose_little() {
        let wave = Wave::saw();
        for key in 31..120 {
            let hertz = 440.0 * libm::exp2f((key as f32 - 69.0) / 12.0);
            let table = wave.table(hertz, 48_000.0);
            let index = wave.tables.iter().position(|other| core::ptr::eq(other, table)).unwrap();
            for before in [0, index, index + 1, 99] {
                assert_eq!(wave.place_from(before, hertz, 48_000.0), wave.place(hertz, 48_000.0));
            }
            let top = wave.harmonics[index] * hertz;
            assert!(top <= 24_000.0 && top > 11_900.0, "key {key}: {top}");
        }
    }
}
