//! Stereo blocks as spectra, and their products: one size of the parts that an impulse is cut into.
//!
//! Both channels go through one complex transform, the left as real and the right as imaginary part. A block's
//! spectrum holds, for left and then right, the real and the imaginary parts of its bins below half the sample rate; the
//! bin at half of it, which is real, lies in the imaginary part of the first bin, which is real as well.

use wide::f32x4;

use crate::engine::dsp::fft::Fft;

/// Spectra of one size: those of an impulse's parts, and those of the sound's last blocks.
#[derive(Clone)]
pub struct Spectra {
    fft: Fft,
    /// Frames of a part.
    block: usize,
    impulse: Vec<f32>,
    past: Vec<f32>,
    /// The newest of the sound's spectra.
    place: usize,
    parts: usize,
    real: Vec<f32>,
    imaginary: Vec<f32>,
}

impl Spectra {
    /// For parts of so many frames, a power of two from four on; none so far.
    pub fn new(block: usize) -> Self {
        Self {
            fft: Fft::new(2 * block),
            block,
            impulse: Vec::new(),
            past: Vec::new(),
            place: 0,
            parts: 0,
            real: vec![0.0; 2 * block],
            imaginary: vec![0.0; 2 * block],
        }
    }

    /// Numbers in a spectrum.
    pub fn width(&self) -> usize {
        4 * self.block
    }

    /// How many parts the impulse has.
    pub fn parts(&self) -> usize {
        self.parts
    }

    /// Makes room for so many parts. Allocates where there is none yet.
    pub fn reserve(&mut self, parts: usize) {
        let numbers = parts * self.width();
        if self.impulse.len() < numbers {
            self.impulse.resize(numbers, 0.0);
            self.past.resize(numbers, 0.0);
        }
    }

    /// Takes another number of parts, within the room there is; the past begins anew where the number changes.
    pub fn resize(&mut self, parts: usize) {
        let parts = parts.min(self.impulse.len() / self.width());
        if parts != self.parts {
            self.parts = parts;
            self.forget();
        }
    }

    /// Forgets the sound.
    pub fn forget(&mut self) {
        self.past.fill(0.0);
        self.place = 0;
    }

    /// Takes a part of the impulse.
    pub fn set_part(&mut self, part: usize, left: &[f32], right: &[f32]) {
        self.real.fill(0.0);
        self.imaginary.fill(0.0);
        self.real[..self.block].copy_from_slice(left);
        self.imaginary[..self.block].copy_from_slice(right);
        self.fft.transform(&mut self.real, &mut self.imaginary);
        let width = self.width();
        separate(&self.real, &self.imaginary, &mut self.impulse[part * width..(part + 1) * width]);
    }

    /// The spectrum of twice a block of sound, the latest half last.
    pub fn analyse(&mut self, left: &[f32], right: &[f32], spectrum: &mut [f32]) {
        self.real.copy_from_slice(left);
        self.imaginary.copy_from_slice(right);
        self.fft.transform(&mut self.real, &mut self.imaginary);
        separate(&self.real, &self.imaginary, spectrum);
    }

    /// Remembers the spectrum of a block.
    pub fn push(&mut self, spectrum: &[f32]) {
        if self.parts > 0 {
            self.place = (self.place + 1) % self.parts;
            let width = self.width();
            self.past[self.place * width..(self.place + 1) * width].copy_from_slice(spectrum);
        }
    }

    /// Adds the products of some of the impulse's parts, each with the sound's block as many before the latest.
    pub fn multiply(&self, parts: std::ops::Range<usize>, sum: &mut [f32]) {
        self.multiply_from(parts, 0, sum);
    }

    /// The same for the time before the latest block is remembered: each part with the block as many before the next.
    pub fn multiply_before(&self, parts: std::ops::Range<usize>, sum: &mut [f32]) {
        self.multiply_from(parts, 1, sum);
    }

    fn multiply_from(&self, parts: std::ops::Range<usize>, ahead: usize, sum: &mut [f32]) {
        let width = self.width();
        for part in parts.start..parts.end.min(self.parts) {
            let at = (self.place + self.parts + ahead - part) % self.parts;
            let past = &self.past[at * width..(at + 1) * width];
            add_product(past, &self.impulse[part * width..(part + 1) * width], sum);
        }
    }

    /// Adds the product of a spectrum and the impulse's first part.
    pub fn multiply_first(&self, spectrum: &[f32], sum: &mut [f32]) {
        if self.parts > 0 {
            add_product(spectrum, &self.impulse[..self.width()], sum);
        }
    }

    /// The sound of a sum of products: its latest block, left and right.
    pub fn sound(&mut self, sum: &[f32]) -> (&[f32], &[f32]) {
        join(sum, &mut self.real, &mut self.imaginary);
        self.fft.transform(&mut self.imaginary, &mut self.real);
        let share = 1.0 / self.fft.size() as f32;
        for samples in [&mut self.real, &mut self.imaginary] {
            samples[self.block..].iter_mut().for_each(|sample| *sample *= share);
        }
        (&self.real[self.block..], &self.imaginary[self.block..])
    }
}

/// The channels' spectra out of the transform of both.
fn separate(real: &[f32], imaginary: &[f32], spectrum: &mut [f32]) {
    let (size, block) = (real.len(), real.len() / 2);
    let (left, right) = spectrum.split_at_mut(2 * block);
    let ((left_real, left_imaginary), (right_real, right_imaginary)) =
        (left.split_at_mut(block), right.split_at_mut(block));
    (left_real[0], left_imaginary[0]) = (real[0], real[block]);
    (right_real[0], right_imaginary[0]) = (imaginary[0], imaginary[block]);
    for bin in 1..block {
        let (x, y, mirrored_x, mirrored_y) = (real[bin], imaginary[bin], real[size - bin], imaginary[size - bin]);
        (left_real[bin], left_imaginary[bin]) = (0.5 * (x + mirrored_x), 0.5 * (y - mirrored_y));
        (right_real[bin], right_imaginary[bin]) = (0.5 * (y + mirrored_y), 0.5 * (mirrored_x - x));
    }
}

/// The transform of both channels out of their spectra.
fn join(spectrum: &[f32], real: &mut [f32], imaginary: &mut [f32]) {
    let (size, block) = (real.len(), real.len() / 2);
    let (left, right) = spectrum.split_at(2 * block);
    let ((left_real, left_imaginary), (right_real, right_imaginary)) = (left.split_at(block), right.split_at(block));
    (real[0], real[block]) = (left_real[0], left_imaginary[0]);
    (imaginary[0], imaginary[block]) = (right_real[0], right_imaginary[0]);
    for bin in 1..block {
        let (a, b, c, d) = (left_real[bin], left_imaginary[bin], right_real[bin], right_imaginary[bin]);
        (real[bin], imaginary[bin]) = (a - d, b + c);
        (real[size - bin], imaginary[size - bin]) = (a + d, c - b);
    }
}

/// Adds the product of two stereo spectra, channel by channel.
fn add_product(one: &[f32], other: &[f32], sum: &mut [f32]) {
    let channel = one.len() / 2;
    let channels = one.chunks_exact(channel).zip(other.chunks_exact(channel));
    for ((one, other), sum) in channels.zip(sum.chunks_exact_mut(channel)) {
        let block = channel / 2;
        let ((x, y), (a, b), (real, imaginary)) = (one.split_at(block), other.split_at(block), sum.split_at_mut(block));
        let first = (real[0] + x[0] * a[0], imaginary[0] + y[0] * b[0]);
        let factors = x.as_chunks::<4>().0.iter().zip(y.as_chunks::<4>().0);
        let factors = factors.zip(a.as_chunks::<4>().0.iter().zip(b.as_chunks::<4>().0));
        let sums = real.as_chunks_mut::<4>().0.iter_mut().zip(imaginary.as_chunks_mut::<4>().0);
        for ((real, imaginary), ((x, y), (a, b))) in sums.zip(factors) {
            let [x, y, a, b] = [*x, *y, *a, *b].map(f32x4::new);
            *real = (f32x4::new(*real) + (x * a - y * b)).to_array();
            *imaginary = (f32x4::new(*imaginary) + (x * b + y * a)).to_array();
        }
        // Two real bins share the first place.
        (real[0], imaginary[0]) = first;
    }
}
