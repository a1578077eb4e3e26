//! Sine, tangent, powers of two and soft clipping from additions and multiplications alone: the same bits everywhere.

use wide::{bytemuck, f32x4, u32x4};

/// Adding and taking away 1.5 * 2^23 rounds a small number to the nearest integer.
const ROUNDER: f32 = 12_582_912.0;

/// 2 to a power between -126 and 126; relative error below 3e-6 (0.005 cents).
pub fn exp2(power: f32) -> f32 {
    let power = power.clamp(-126.0, 126.0);
    let whole = (power + ROUNDER) - ROUNDER;
    let part = power - whole;
    let mantissa = 1.0
        + part
            * (std::f32::consts::LN_2
                + part * (0.240_226_5 + part * (0.055_504_11 + part * (0.009_618_129 + part * 0.001_333_355_8))));
    mantissa * f32::from_bits(((whole as i32 + 127) as u32) << 23)
}

/// The same of four powers, with the same bits.
#[inline(always)]
pub fn exp2_four(power: f32x4) -> f32x4 {
    let power = power.fast_max(f32x4::splat(-126.0)).fast_min(f32x4::splat(126.0));
    let rounded = power + f32x4::splat(ROUNDER);
    let part = power - (rounded - f32x4::splat(ROUNDER));
    let wide = f32x4::splat;
    let high = wide(0.055_504_11) + part * (wide(0.009_618_129) + part * wide(0.001_333_355_8));
    let mantissa = f32x4::ONE + part * (wide(std::f32::consts::LN_2) + part * (wide(0.240_226_5) + part * high));
    // The rounded number holds the whole power in its lowest bits.
    let whole: u32x4 = bytemuck::cast(rounded);
    let exponent = (whole + u32x4::splat(127_u32.wrapping_sub(ROUNDER.to_bits()))) << 23_u32;
    mantissa * bytemuck::cast::<u32x4, f32x4>(exponent)
}

/// Decibels as a factor.
pub fn decibels(value: f32) -> f32 {
    exp2(value * 0.166_096_4)
}

/// Semitones as a ratio of frequencies.
pub fn semitones(value: f32) -> f32 {
    exp2(value * (1.0 / 12.0))
}

/// The same of four values, with the same bits.
#[inline(always)]
pub fn semitones_four(value: f32x4) -> f32x4 {
    exp2_four(value * f32x4::splat(1.0 / 12.0))
}

/// The frequency of a key in hertz; A4 is 440.
pub fn hertz(key: f32) -> f32 {
    (440.0 * libm::exp2((f64::from(key) - 69.0) / 12.0)) as f32
}

/// How loud a strike is for its velocity, 0 to 1: between a linear and a square law, as on sampled keyboards.
pub fn strike(velocity: f32) -> f32 {
    velocity * (0.45 + 0.55 * velocity)
}

/// A phase in cycles brought into -0.5 to 0.5.
#[inline(always)]
pub fn wrap(phase: f32x4) -> f32x4 {
    let rounder = f32x4::splat(ROUNDER);
    phase - ((phase + rounder) - rounder)
}

/// A phase of -0.5 to 0.5 cycles moved on by less than one cycle.
#[inline(always)]
pub fn turned(phase: f32, by: f32) -> f32 {
    let phase = phase + by;
    phase - if phase > 0.5 { 1.0 } else { 0.0 }
}

/// The shortest glide between two notes that is one, in seconds.
pub const SHORTEST_GLIDE: f32 = 0.005;

/// Where a note is on its way to a key, in keys, once `passed` seconds have gone by of a glide of so many.
#[inline(always)]
pub fn glided(place: f32, key: f32, glide: f32, passed: f32) -> f32 {
    if glide < SHORTEST_GLIDE || place == key {
        return key;
    }
    // A fifth of the glide's time is the exponential's: at its end the note is within 1 %.
    let place = place + (key - place) * (passed / (passed + 0.2 * glide));
    if (key - place).abs() < 0.002 { key } else { place }
}

/// Cosine of a phase in cycles; error below 1e-6. A sine is a cosine a quarter of a cycle later.
#[inline(always)]
pub fn cosine(phase: f32x4) -> f32x4 {
    // Folded into a quarter each side of zero, where an odd polynomial of order 7 is off by 6e-7 at most.
    let t = f32x4::splat(0.25) - wrap(phase).abs();
    let square = t * t;
    let low = f32x4::splat(-41.337_142) * square + f32x4::splat(6.283_164);
    let high = f32x4::splat(-70.993_43) * square + f32x4::splat(81.340_77);
    t * low + (t * (square * square)) * high
}

/// Sine of phases in cycles, any size.
#[inline(always)]
pub fn sine(phase: f32x4) -> f32x4 {
    cosine(wrap(phase) - f32x4::splat(0.25))
}

/// Sine of a single phase in cycles, any size.
pub fn sine_of(phase: f32) -> f32 {
    sine(f32x4::splat(phase)).to_array()[0]
}

/// Tangent of an angle from 0 to 1.45, by the Padé approximant of order 5 over 4; error below 0.1 %.
#[inline(always)]
pub fn tangent(angle: f32x4) -> f32x4 {
    let square = angle * angle;
    let over = (square - f32x4::splat(105.0)) * square + f32x4::splat(945.0);
    let under = (square * f32x4::splat(15.0) - f32x4::splat(420.0)) * square + f32x4::splat(945.0);
    angle * over / under
}

/// One where the mask is set, the other elsewhere.
#[inline(always)]
pub fn blend(mask: f32x4, set: f32x4, clear: f32x4) -> f32x4 {
    mask.bitselect(set, clear)
}

/// A mask of the lanes that are true.
pub fn mask(lanes: [bool; 4]) -> f32x4 {
    f32x4::new(lanes.map(|lane| f32::from_bits(if lane { u32::MAX } else { 0 })))
}

/// Near zero becomes zero: decaying states would else end in denormal numbers, which are slow.
#[inline(always)]
pub fn flush(value: f32x4) -> f32x4 {
    blend(value.abs().simd_lt(f32x4::splat(1e-15)), f32x4::ZERO, value)
}

/// Near zero becomes zero, for a single state.
#[inline(always)]
pub fn flush_one(value: f32) -> f32 {
    if value.abs() < 1e-15 { 0.0 } else { value }
}

/// Straight for small values, flat at 1 from 3 on: a Padé approximant of the hyperbolic tangent.
#[inline(always)]
pub fn soft_clip(value: f32x4) -> f32x4 {
    let three = f32x4::splat(3.0);
    let value = value.fast_min(three).fast_max(-three);
    let square = value * value;
    value * (f32x4::splat(27.0) + square) / (f32x4::splat(27.0) + f32x4::splat(9.0) * square)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_follow_the_exact_ones() {
        for step in -1000..=1000 {
            let x = step as f32 / 100.0;
            assert!((f64::from(exp2(x)) / libm::exp2(f64::from(x)) - 1.0).abs() < 4e-6, "exp2 {x}");
            let exact = libm::sin(f64::from(x) * core::f64::consts::TAU);
            assert!((f64::from(sine_of(x)) - exact).abs() < 3e-6, "sine {x}");
            let angle = (x + 10.0) * 0.0725;
            let found = f64::from(tangent(f32x4::splat(angle)).to_array()[0]);
            assert!((found - libm::tan(f64::from(angle))).abs() <= found * 1e-3, "tangent {angle}");
        }
        for step in -1_300..=1_300 {
            let powers = [0.1, 0.0137, 1e-4, -0.097].map(|scale| step as f32 * scale);
            assert_eq!(exp2_four(f32x4::new(powers)).to_array().map(f32::to_bits), powers.map(|x| exp2(x).to_bits()));
        }
        assert!((hertz(60.0) - 261.625_56).abs() < 1e-3);
        assert!((decibels(-6.0206) - 0.5).abs() < 1e-5);
    }
}
