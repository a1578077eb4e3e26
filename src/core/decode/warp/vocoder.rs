//! The phase vocoder: a recording is cut into overlapping windows, and the windows are laid further apart or closer
//! together, each turned so that what sounds goes on where the window before it left it.
//!
//! How far a tone turns from one window to the next is measured where the recording stands, over the very distance at
//! which the windows are laid, so that no frequency has to be reckoned (M. Puckette, “Phase-locked vocoder”, 1995). All
//! that belongs to a peak of the spectrum turns with it (J. Laroche and M. Dolson, “Improved phase vocoder time-scale
//! modification of audio”, 1999), and both channels turn alike, so that what lies between the speakers stays there.
//! Around onsets the recording runs at its own speed, and what an onset brings is laid as it was recorded (after
//! A. Röbel, “A new approach to transient processing in the phase vocoder”, 2003).

use crate::decode::warp::course::Course;
use crate::decode::warp::fourier::{Complex, Fourier};
use crate::decode::warp::onsets::onsets;
use crate::pcm::Audio;

/// About how long a window is, in seconds.
const WINDOW: f64 = 0.045;
/// How many windows lie over one another.
const OVERLAP: usize = 4;
/// What windows that lie over one another add up to: squared Hann windows.
const SUM: f32 = 1.5;
/// How many bins on each side of a peak are no higher.
const REACH: usize = 2;
/// How many times stronger a bin is after an onset that begins in it.
const BEGUN: f32 = 4.0;

/// A recording `ratio` times as long, at its own sample rate and as high as it is.
pub fn stretch(audio: &Audio, ratio: f64) -> Audio {
    let length = ((f64::from(audio.sample_rate) * WINDOW) as usize).next_power_of_two().max(256);
    // At half of the next power of two and above, that one is the nearer.
    let length = if length as f64 > f64::from(audio.sample_rate) * WINDOW * 1.5 { length / 2 } else { length };
    let course = Course::new(audio.frames(), ratio, &onsets(audio), length / 2, length * 3 / 8);
    Vocoder::new(audio, length).run(&course, ratio)
}

struct Vocoder<'a> {
    audio: &'a Audio,
    length: usize,
    hop: usize,
    window: Vec<f32>,
    fourier: Fourier,
    /// The spectrum of the recording at the place that is heard, and one hop before it.
    here: Complex,
    before: Complex,
    /// The spectrum that was laid last.
    laid: Complex,
    /// How strong each bin is, and the peaks among them.
    powers: Vec<f32>,
    peaks: Vec<usize>,
}

impl<'a> Vocoder<'a> {
    fn new(audio: &'a Audio, length: usize) -> Self {
        let angle = |place: usize| std::f64::consts::TAU * place as f64 / length as f64;
        Self {
            audio,
            length,
            hop: length / OVERLAP,
            window: (0..length).map(|place| (0.5 - 0.5 * libm::cos(angle(place))) as f32).collect(),
            fourier: Fourier::new(length),
            here: Complex::zeros(length),
            before: Complex::zeros(length),
            laid: Complex::zeros(length),
            powers: vec![0.0; length / 2 + 1],
            peaks: Vec::with_capacity(length / 2),
        }
    }

    fn run(mut self, course: &Course, ratio: f64) -> Audio {
        let frames = (self.audio.frames() as f64 * ratio + 0.5) as usize;
        let mut channels = vec![vec![0.0f32; frames.max(1)]; self.audio.channels.len()];
        let (half, hop) = (self.length as i64 / 2, self.hop as i64);
        let mut steady = course.steady.iter().peekable();
        let (mut last, mut sounds) = (None, false);
        let mut to = hop - half;
        while to < frames as i64 + half {
            let at = course.at(to);
            let begun = steady.next_if(|steady| steady.to <= to).map(|steady| steady.onset);
            if last == Some(at - hop) {
                std::mem::swap(&mut self.before, &mut self.here);
            } else {
                self.look(at - hop, false);
            }
            let heard = self.look(at, true);
            match (begun, sounds) {
                (_, false) => self.lay_as_it_is(),
                (Some(onset), true) => {
                    let risen = self.risen(onset + hop / 2);
                    self.lay_turned(Some(&risen));
                }
                (None, true) => self.lay_turned(None),
            }
            self.add(to - half, &mut channels);
            (last, sounds) = (Some(at), heard);
            to += hop;
        }
        Audio { sample_rate: self.audio.sample_rate, channels }
    }

    /// The spectrum of the recording around a frame: of the left channel as the real part and of the right one as the
    /// imaginary part. Says whether there is anything.
    fn look(&mut self, at: i64, here: bool) -> bool {
        let into = if here { &mut self.here } else { &mut self.before };
        let begin = at - self.length as i64 / 2;
        let mut found = false;
        for (part, place) in [&mut into.re, &mut into.im].into_iter().zip(0..) {
            part.fill(0.0);
            let Some(channel) = self.audio.channels.get(place) else { continue };
            // What lies before the recording and after it is silent; neither is farther off than a window.
            let skipped = usize::try_from(-begin).unwrap_or(0).min(self.length);
            let from = usize::try_from(begin).unwrap_or(0).min(channel.len());
            let windowed = part.iter_mut().zip(&self.window).skip(skipped).zip(&channel[from..]);
            for ((sample, window), recorded) in windowed {
                *sample = window * recorded;
                found |= *recorded != 0.0;
            }
        }
        if found {
            self.fourier.forward(into);
        }
        found
    }

    /// Which bins are stronger around a frame than where the recording stands.
    fn risen(&mut self, at: i64) -> Vec<bool> {
        self.powers_here();
        let (kept, before) = (self.here.clone(), self.powers.clone());
        self.look(at, true);
        self.powers_here();
        let risen = self.powers.iter().zip(&before).map(|(now, before)| *now > *before * BEGUN).collect();
        self.here = kept;
        risen
    }

    fn lay_as_it_is(&mut self) {
        self.laid.re.copy_from_slice(&self.here.re);
        self.laid.im.copy_from_slice(&self.here.im);
    }

    /// Lays the recording so that every tone goes on; tones that an onset begins are laid as they are.
    fn lay_turned(&mut self, risen: Option<&[bool]>) {
        self.powers_here();
        self.find_peaks();
        let begins = |peak: usize| risen.and_then(|risen| risen.get(peak)).copied().unwrap_or(false);
        let turned = |peak: usize| if begins(peak) { (1.0, 0.0) } else { self.turn(peak) };
        // All of them first, because what was laid is then laid over.
        let turns: Vec<(f32, f32)> = self.peaks.iter().map(|peak| turned(*peak)).collect();
        let mut begin = 0;
        for (place, (cos, sin)) in turns.iter().enumerate() {
            let end = self.end_of(place).max(begin);
            for bin in begin..end {
                let mirror = (self.length - bin) % self.length;
                let (re, im) = (self.here.re[bin], self.here.im[bin]);
                if mirror == bin {
                    // Neither channel has an imaginary part here.
                    (self.laid.re[bin], self.laid.im[bin]) = (re * cos, im * cos);
                    continue;
                }
                (self.laid.re[bin], self.laid.im[bin]) = (re * cos - im * sin, re * sin + im * cos);
                let (re, im) = (self.here.re[mirror], self.here.im[mirror]);
                (self.laid.re[mirror], self.laid.im[mirror]) = (re * cos + im * sin, im * cos - re * sin);
            }
            begin = end;
        }
        if turns.is_empty() {
            self.lay_as_it_is();
        }
    }

    /// The bin before which a peak's own bins end: after the lowest one between it and the next peak.
    fn end_of(&self, place: usize) -> usize {
        let Some((peak, next)) = self.peaks.get(place).zip(self.peaks.get(place + 1)) else {
            return self.length / 2 + 1;
        };
        let lowest = (*peak..*next).min_by(|one, other| self.powers[*one].total_cmp(&self.powers[*other]));
        lowest.map_or(*next, |lowest| lowest + 1)
    }

    /// The turn that takes a peak of the recording one hop ago to how it was laid: its cosine and sine. The bins beside
    /// the peak count as well, and both channels do.
    fn turn(&self, peak: usize) -> (f32, f32) {
        let (laid, before) = (&self.laid, &self.before);
        let (mut re, mut im) = (0.0f32, 0.0f32);
        for bin in peak.saturating_sub(1)..(peak + 2).min(self.length / 2 + 1) {
            let mirror = (self.length - bin) % self.length;
            let (a, b) = ((laid.re[bin], laid.im[bin]), (before.re[bin], before.im[bin]));
            let (c, d) = ((laid.re[mirror], laid.im[mirror]), (before.re[mirror], before.im[mirror]));
            re += a.0 * b.0 + a.1 * b.1 + (c.0 * d.0 + c.1 * d.1);
            im += a.1 * b.0 - a.0 * b.1 + (c.0 * d.1 - c.1 * d.0);
        }
        let size = (re * re + im * im).sqrt();
        if size > f32::MIN_POSITIVE { (re / size, im / size) } else { (1.0, 0.0) }
    }

    /// How strong each bin is, both channels together.
    fn powers_here(&mut self) {
        let (re, im, length) = (&self.here.re, &self.here.im, self.length);
        let square = |bin: usize| re[bin] * re[bin] + im[bin] * im[bin];
        for (bin, power) in self.powers.iter_mut().enumerate() {
            *power = square(bin) + square((length - bin) % length);
        }
    }

    /// The bins that are higher than those around them.
    fn find_peaks(&mut self) {
        self.peaks.clear();
        for bin in 0..self.powers.len() {
            let around = &self.powers[bin.saturating_sub(REACH)..(bin + REACH + 1).min(self.powers.len())];
            let power = self.powers[bin];
            let first = self.peaks.last().is_none_or(|last| last + REACH < bin);
            if power > 0.0 && first && around.iter().all(|other| *other <= power) {
                self.peaks.push(bin);
            }
        }
    }

    /// Adds what is laid to the channels, from a frame on.
    fn add(&mut self, begin: i64, channels: &mut [Vec<f32>]) {
        let mut samples = self.laid.clone();
        self.fourier.backward(&mut samples);
        let scale = 1.0 / (SUM * self.length as f32);
        // As in `look`.
        let skipped = usize::try_from(-begin).unwrap_or(0).min(self.length);
        let from = usize::try_from(begin).unwrap_or(0);
        for (channel, part) in channels.iter_mut().zip([&samples.re, &samples.im]) {
            let from = from.min(channel.len());
            let windowed = part.iter().zip(&self.window).skip(skipped);
            for ((sample, window), out) in windowed.zip(&mut channel[from..]) {
                *out += sample * window * scale;
            }
        }
    }
}
