//! The fast Fourier transform of complex numbers, radix 2 (Cooley and Tukey 1965), four butterflies at once. Additions
//! and multiplications alone, in one order: the same bits everywhere.

use wide::f32x4;

/// A transform of one size.
#[derive(Clone, Debug)]
pub struct Fft {
    /// Where each place goes.
    order: Vec<u32>,
    /// Cosines and sines of each stage, one stage after the other: 1, 2, 4, ... of them.
    cosines: Vec<f32>,
    sines: Vec<f32>,
}

impl Fft {
    /// A transform of at least four numbers; the size is a power of two.
    pub fn new(size: usize) -> Self {
        let size = size.max(4).next_power_of_two();
        let bits = size.trailing_zeros();
        let order = (0..size as u32).map(|place| place.reverse_bits() >> (32 - bits)).collect();
        let (mut cosines, mut sines) = (Vec::with_capacity(size), Vec::with_capacity(size));
        for stage in 0..bits {
            let half = 1_u32 << stage;
            for place in 0..half {
                let angle = -core::f64::consts::PI * f64::from(place) / f64::from(half);
                cosines.push(libm::cos(angle) as f32);
                sines.push(libm::sin(angle) as f32);
            }
        }
        Self { order, cosines, sines }
    }

    /// How many numbers it takes.
    pub fn size(&self) -> usize {
        self.order.len()
    }

    /// Transforms numbers in place. With both lists exchanged it goes the other way, without the division by the size.
    pub fn transform(&self, real: &mut [f32], imaginary: &mut [f32]) {
        for (place, to) in self.order.iter().enumerate() {
            let to = *to as usize;
            if place < to {
                real.swap(place, to);
                imaginary.swap(place, to);
            }
        }
        let mut half = 1;
        while half < self.size() {
            let stage = half - 1..2 * half - 1;
            let (cosines, sines) = (&self.cosines[stage.clone()], &self.sines[stage]);
            for (real, imaginary) in real.chunks_exact_mut(2 * half).zip(imaginary.chunks_exact_mut(2 * half)) {
                let (low, high) = (real.split_at_mut(half), imaginary.split_at_mut(half));
                if half < 4 {
                    narrow([low.0, low.1, high.0, high.1], cosines, sines);
                } else {
                    wide([low.0, low.1, high.0, high.1], cosines, sines);
                }
            }
            half *= 2;
        }
    }
}

/// The butterflies of one group, one by one.
fn narrow([real, far_real, imaginary, far_imaginary]: [&mut [f32]; 4], cosines: &[f32], sines: &[f32]) {
    for place in 0..real.len() {
        let (x, y) = (far_real[place], far_imaginary[place]);
        let (cosine, sine) = (cosines[place], sines[place]);
        let (turned, turned_imaginary) = (x * cosine - y * sine, x * sine + y * cosine);
        (real[place], far_real[place]) = (real[place] + turned, real[place] - turned);
        (imaginary[place], far_imaginary[place]) =
            (imaginary[place] + turned_imaginary, imaginary[place] - turned_imaginary);
    }
}

/// The butterflies of one group, four at once.
fn wide([real, far_real, imaginary, far_imaginary]: [&mut [f32]; 4], cosines: &[f32], sines: &[f32]) {
    let near = real.as_chunks_mut::<4>().0.iter_mut().zip(imaginary.as_chunks_mut::<4>().0);
    let far = far_real.as_chunks_mut::<4>().0.iter_mut().zip(far_imaginary.as_chunks_mut::<4>().0);
    let turns = cosines.as_chunks::<4>().0.iter().zip(sines.as_chunks::<4>().0);
    for (((real, imaginary), (far_real, far_imaginary)), (cosine, sine)) in near.zip(far).zip(turns) {
        let [x, y, cosine, sine] = [*far_real, *far_imaginary, *cosine, *sine].map(f32x4::new);
        let (turned, turned_imaginary) = (x * cosine - y * sine, x * sine + y * cosine);
        let (near, near_imaginary) = (f32x4::new(*real), f32x4::new(*imaginary));
        (*real, *far_real) = ((near + turned).to_array(), (near - turned).to_array());
        *imaginary = (near_imaginary + turned_imaginary).to_array();
        *far_imaginary = (near_imaginary - turned_imaginary).to_array();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::dsp::noise::chance;

    #[test]
    fn it_is_the_transform_of_the_definition() {
        for size in [4, 8, 64, 256] {
            let real: Vec<f32> = (0..size).map(|place| chance(place as u32)).collect();
            let imaginary: Vec<f32> = (0..size).map(|place| chance(900 + place as u32)).collect();
            let (mut found, mut found_imaginary) = (real.clone(), imaginary.clone());
            Fft::new(size).transform(&mut found, &mut found_imaginary);
            for bin in 0..size {
                let (mut x, mut y) = (0.0, 0.0);
                for place in 0..size {
                    let turn = -core::f64::consts::TAU * (bin * place % size) as f64 / size as f64;
                    let (a, b) = (f64::from(real[place]), f64::from(imaginary[place]));
                    x += a * libm::cos(turn) - b * libm::sin(turn);
                    y += a * libm::sin(turn) + b * libm::cos(turn);
                }
                assert!((f64::from(found[bin]) - x).abs() < 1e-4 && (f64::from(found_imaginary[bin]) - y).abs() < 1e-4);
            }
        }
    }

    #[test]
    fn exchanged_it_goes_back() {
        let fft = Fft::new(1_024);
        let before: Vec<f32> = (0..1_024).map(chance).collect();
        let (mut real, mut imaginary) = (before.clone(), vec![0.0; 1_024]);
        fft.transform(&mut real, &mut imaginary);
        fft.transform(&mut imaginary, &mut real);
        assert!(real.iter().zip(&before).all(|(after, before)| (after / 1_024.0 - before).abs() < 1e-6));
    }
}
