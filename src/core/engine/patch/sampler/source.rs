//! A zone as it is read: its frames at the engine's rate, and how its loop goes on past its end.

use crate::engine::ZoneSpec;
use crate::engine::dsp::envelope::Shape;
use crate::engine::dsp::function::decibels;
use crate::engine::dsp::sinc::{FARTHEST, Kernel, MOST_TAPS, kernels};
use crate::engine::recordings::Recordings;
use crate::sound::{Contour, Zone};

/// The most frames that a recording moves on by from one frame to the next.
pub const FASTEST: u64 = 64;
/// Frames of the loop that are kept beyond its end: those that the widest kernel reaches before the place goes back.
const SPLICE: usize = 2 * FARTHEST + FASTEST as usize + 2;
/// Parts of a frame.
pub const FRAME: u64 = 1 << 32;

/// Where a loop goes back, in parts of a frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Loop {
    /// Its first frame.
    pub start: u64,
    /// How long it is.
    pub length: u64,
}

/// A zone as it is read. Places are in parts of 2^32 of a frame at the engine's rate.
#[derive(Clone, Debug)]
pub struct Source {
    /// The zone, in frames of the recording.
    pub zone: Zone,
    /// The number by which the recording was put into memory.
    pub recording: u64,
    /// Where it begins.
    pub start: u64,
    /// Where it ends.
    pub end: u64,
    /// Where it goes round.
    pub looped: Option<Loop>,
    /// How loud it is, left and right.
    pub gains: [f32; 2],
    /// Its own envelope, and how many frames that stays at the top; and whether it begins there.
    pub shape: Option<(Shape, f32, bool)>,
    /// How the loop goes on past the whole frame after its end, left and right.
    splice: [Vec<f32>; 2],
    /// The state of the recordings for which that was worked out.
    spliced: Option<u32>,
}

impl Source {
    /// A zone at the engine's rate in hertz; `None` where it cannot be played.
    pub fn new(spec: ZoneSpec, sample_rate: f32) -> Option<Self> {
        let ZoneSpec { recording, rate, zone } = spec;
        let ratio = f64::from(sample_rate) / f64::from(rate);
        // Places stay far below the largest number; nothing so long is in memory.
        let fits = zone.end as f64 * ratio.max(1.0) < f64::from(i32::MAX);
        if !zone.is_sound(zone.end) || !fits {
            return None;
        }
        let place = |frame: u64| (frame as f64 * ratio * FRAME as f64) as u64;
        let looped = zone.looped.map(|[from, to]| Loop { start: place(from), length: place(to) - place(from) });
        let looped = looped.filter(|looped| looped.length >= 2 * FRAME);
        let gain = decibels(zone.gain);
        let room = if looped.is_some() { SPLICE } else { 0 };
        let shape = zone.contour.map(|contour| shape(contour, sample_rate));
        Some(Self {
            recording,
            start: place(zone.start),
            end: place(zone.end),
            looped,
            gains: [(1.0 - zone.pan).min(1.0), (1.0 + zone.pan).min(1.0)].map(|side| side * gain),
            shape,
            splice: [vec![0.0; room], vec![0.0; room]],
            spliced: None,
            zone,
        })
    }

    /// Whether a voice that is in the middle of it can go on in the other.
    pub fn reads_as(&self, other: &Self) -> bool {
        let places = |source: &Self| (source.recording, source.start, source.end, source.looped, source.zone.play);
        places(self) == places(other)
    }

    /// Takes over what was worked out for the same loop.
    pub fn keep(&mut self, other: &Self) {
        self.splice.clone_from(&other.splice);
        self.spliced = other.spliced;
    }

    /// Works out how the loop goes on past its end, from the recording as it is now.
    pub fn splice(&mut self, recordings: &Recordings) {
        let (Some(looped), Some((left, right))) = (self.looped, recordings.planes(self.recording)) else { return };
        if self.spliced.replace(recordings.state()) == Some(recordings.state()) {
            return;
        }
        for (plane, splice) in [left, right].into_iter().zip(&mut self.splice) {
            go_round(plane, looped, splice);
        }
    }

    /// Sums the samples around a place, left and right. `round` says whether the loop goes on.
    #[inline(always)]
    pub fn sum(&self, kernel: &Kernel, place: u64, round: bool, planes: (&[f32], &[f32])) -> [f32; 2] {
        let (left, right) = planes;
        let looped = self.looped.filter(|_| round);
        let edge = looped.map_or(left.len(), |looped| whole_after(looped).min(left.len()));
        let (middle, part, taps) = ((place >> 32) as usize, place as u32, kernel.taps());
        let from = middle.checked_sub(kernel.before()).filter(|from| from + taps <= edge);
        // Of one channel both are the same, and are summed once.
        let one = std::ptr::eq(left, right);
        if let Some(from) = from {
            return if one {
                let [sum] = kernel.sum(part, [&left[from..from + taps]]);
                [sum, sum]
            } else {
                kernel.sum(part, [&left[from..from + taps], &right[from..from + taps]])
            };
        }
        let mut near = [[0.0; MOST_TAPS]; 2];
        for (near, (plane, splice)) in near.iter_mut().zip([(left, &self.splice[0]), (right, &self.splice[1])]) {
            for (tap, sample) in near.iter_mut().enumerate().take(taps) {
                let Some(frame) = (middle + tap).checked_sub(kernel.before()) else { continue };
                let beyond = looped.and_then(|looped| frame.checked_sub(whole_after(looped)));
                *sample = beyond.map_or(plane.get(frame), |beyond| splice.get(beyond)).copied().unwrap_or(0.0);
            }
        }
        kernel.sum(part, [&near[0][..taps], &near[1][..taps]])
    }
}

/// Where a voice goes back by a loop's length: once the widest kernel reaches nothing before the loop any more.
pub fn turn(looped: Loop) -> u64 {
    looped.start + looped.length + FARTHEST as u64 * FRAME
}

/// The first whole frame at or after a loop's end.
fn whole_after(looped: Loop) -> usize {
    (looped.start + looped.length).div_ceil(FRAME) as usize
}

/// What a loop plays from the first whole frame after its end on.
fn go_round(plane: &[f32], looped: Loop, splice: &mut [f32]) {
    let (end, whole) = (looped.start + looped.length, whole_after(looped));
    let kernel = &kernels()[0];
    // A sample of the endless loop: as recorded inside, and drawn straight between two where it falls between.
    let sample = |frame: i64| {
        // Places are below 2^63 (see `new`).
        let (start, length) = (looped.start.cast_signed(), looped.length.cast_signed());
        let place = frame * FRAME.cast_signed();
        let inside = start <= place && place < end.cast_signed();
        let place = if inside { place } else { start + (place - start).rem_euclid(length) };
        let at = (place >> 32) as usize;
        let (Some(low), part) = (plane.get(at), place as u32 as f32 / FRAME as f32) else { return 0.0 };
        if part == 0.0 {
            return *low;
        }
        let beyond = at + 1 >= whole;
        let high = if beyond { plane.get((looped.start >> 32) as usize) } else { plane.get(at + 1) };
        low + (high.copied().unwrap_or(0.0) - low) * part
    };
    for (beyond, out) in splice.iter_mut().enumerate() {
        let place = looped.start + ((whole + beyond) as u64 * FRAME - looped.start) % looped.length;
        let first = (place >> 32) as i64 - kernel.before() as i64;
        let near: [f32; MOST_TAPS] =
            core::array::from_fn(|tap| if tap < kernel.taps() { sample(first + tap as i64) } else { 0.0 });
        let [sum] = kernel.sum(place as u32, [&near[..kernel.taps()]]);
        *out = sum;
    }
}

/// An envelope of its own; with it the frames that it stays at the top, and whether it begins there.
fn shape(contour: Contour, sample_rate: f32) -> (Shape, f32, bool) {
    let Contour { attack, hold, decay, sustain, release } = contour;
    let [rise, fall, fade] = [attack, decay, release].map(|time| time.max(super::voice::SHORTEST));
    (Shape::new(rise, fall, sustain, fade, sample_rate), hold * sample_rate, attack <= super::voice::SHORTEST)
}
