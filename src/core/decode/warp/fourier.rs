//! The discrete Fourier transform of complex samples, by the algorithm of J. W. Cooley and J. W. Tukey (1965).

/// Complex numbers, their real and their imaginary parts apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Complex {
    /// The real parts.
    pub re: Vec<f32>,
    /// The imaginary parts.
    pub im: Vec<f32>,
}

impl Complex {
    /// So many zeros.
    pub fn zeros(length: usize) -> Self {
        Self { re: vec![0.0; length], im: vec![0.0; length] }
    }
}

/// The transform of one length, which is a power of two.
pub struct Fourier {
    /// Where each number goes before the first step.
    places: Vec<usize>,
    /// The turns of each step: cosines and sines.
    turns: Vec<Complex>,
}

impl Fourier {
    /// The transform of a length, which is made a power of two.
    pub fn new(length: usize) -> Self {
        let length = length.next_power_of_two().max(2);
        let bits = length.trailing_zeros();
        let places = (0..length).map(|place| place.reverse_bits() >> (usize::BITS - bits)).collect();
        let turns = (0..bits).map(|step| {
            let half = 1usize << step;
            let angle = |place: usize| -std::f64::consts::PI * place as f64 / half as f64;
            let re = (0..half).map(|place| libm::cos(angle(place)) as f32).collect();
            Complex { re, im: (0..half).map(|place| libm::sin(angle(place)) as f32).collect() }
        });
        Self { places, turns: turns.collect() }
    }

    /// Turns samples of its length into their spectrum, in place.
    pub fn forward(&self, data: &mut Complex) {
        self.transform(&mut data.re, &mut data.im);
    }

    /// Turns a spectrum into the samples that it is the spectrum of, as many times as loud as it is long, in place.
    pub fn backward(&self, data: &mut Complex) {
        // The inverse is the transform with both parts exchanged.
        self.transform(&mut data.im, &mut data.re);
    }

    fn transform(&self, re: &mut [f32], im: &mut [f32]) {
        for (place, other) in self.places.iter().enumerate().filter(|(place, other)| place < *other) {
            re.swap(place, *other);
            im.swap(place, *other);
        }
        for turns in &self.turns {
            let half = turns.re.len();
            for (re, im) in re.chunks_exact_mut(half * 2).zip(im.chunks_exact_mut(half * 2)) {
                let ((low_re, high_re), (low_im, high_im)) = (re.split_at_mut(half), im.split_at_mut(half));
                let low = low_re.iter_mut().zip(low_im);
                let high = high_re.iter_mut().zip(high_im);
                for ((low, high), (cos, sin)) in low.zip(high).zip(turns.re.iter().zip(&turns.im)) {
                    let (re, im) = (*high.0 * cos - *high.1 * sin, *high.0 * sin + *high.1 * cos);
                    (*high.0, *high.1) = (*low.0 - re, *low.1 - im);
                    (*low.0, *low.1) = (*low.0 + re, *low.1 + im);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spectrum_is_that_of_its_definition_and_comes_back() {
        let (length, fourier) = (16, Fourier::new(16));
        let mut data = Complex::zeros(length);
        for place in 0..length {
            data.re[place] = (place * place % 7) as f32;
            data.im[place] = (place % 3) as f32 - 1.0;
        }
        let before = data.clone();
        fourier.forward(&mut data);
        for bin in 0..length {
            let (mut re, mut im) = (0.0, 0.0);
            for place in 0..length {
                let angle = -std::f64::consts::TAU * (place * bin) as f64 / length as f64;
                let (a, b) = (f64::from(before.re[place]), f64::from(before.im[place]));
                re += a * angle.cos() - b * angle.sin();
                im += a * angle.sin() + b * angle.cos();
            }
            assert!((f64::from(data.re[bin]) - re).abs() < 1e-4 && (f64::from(data.im[bin]) - im).abs() < 1e-4);
        }
        fourier.backward(&mut data);
        let close = |a: &[f32], b: &[f32]| a.iter().zip(b).all(|(a, b)| (a / length as f32 - b).abs() < 1e-5);
        assert!(close(&data.re, &before.re) && close(&data.im, &before.im));
    }
}
