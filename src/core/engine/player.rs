//! Plays a track's recordings: which frame of which recording falls on a frame of the song.
//!
//! A recording follows seconds: from the frame on which its clip begins it runs at its own speed. Where it stands is
//! told by the song's frame alone, so seeking, loops and the host's cuts need no state; only what is cut off, by a
//! jump or a stop, is led out over a few milliseconds, and what is entered in its middle is led in. A clip that begins
//! with its recording's first frame is played from that frame on as it was recorded, bit for bit.

use std::ops::Range;

use crate::engine::AudioSpan;
use crate::engine::limits::{BLOCK, MAX_LANE_SPANS};
use crate::engine::recordings::Recordings;
use crate::engine::strip::Stereo;
use crate::engine::transport::{Spans, Transport};
use crate::pcm::Decibels;

/// How long a cut is led in or out, in seconds.
const LEAD: f64 = 0.005;
/// How many frames a clip may be off from where the one before it was cut and still go on from there: each counts in whole
/// frames of its file, which a slower rate and a stretch make longer.
const SEAM: u64 = 4;

/// A clip in frames of the song.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Placed {
    start: u64,
    end: u64,
    recording: u64,
    /// The recording's frame on which it begins, at the engine's rate; counted from its end where it is played backwards.
    offset: u64,
    reverse: bool,
    gain: f32,
    rise: u64,
    fall: u64,
    /// Whether the fall is wanted, and not only there because the clip cuts its recording off.
    fades_out: bool,
}

/// What is led out: where it was, and what may still be heard of it.
#[derive(Clone, Copy, Debug)]
struct Tail {
    frame: u64,
    /// Clips that begin here or later had not been heard.
    origin: u64,
    left: u64,
    /// Whether it plays the clips as they were before the last change.
    before: bool,
}

/// Plays a track's recordings.
pub struct Player {
    spans: Vec<AudioSpan>,
    placed: Vec<Placed>,
    /// The clips before the last change.
    before: Vec<Placed>,
    /// Where playing without a jump began; 0 where nothing sounded then.
    from: u64,
    /// The frame of the song that comes next unless there is a jump.
    next: Option<u64>,
    tail: Option<Tail>,
}

impl Player {
    /// No recordings.
    pub fn new() -> Self {
        Self { spans: Vec::new(), placed: Vec::new(), before: Vec::new(), from: 0, next: None, tail: None }
    }

    /// Replaces what is played. A span that is empty or begins inside the one before it is left out.
    pub fn replace(&mut self, mut spans: Vec<AudioSpan>, transport: &Transport) {
        spans.truncate(MAX_LANE_SPANS);
        spans.retain(|span| span.start < span.end && span.rate > 0);
        spans.sort_by_key(|span| span.start);
        let mut free_from = crate::time::Tick::ZERO;
        spans.retain(|span| {
            let free = span.start >= free_from;
            free_from = if free { span.end } else { free_from };
            free
        });
        if spans != self.spans {
            self.spans = spans;
            self.refresh(transport);
        }
    }

    /// Finds the frames of the clips again, after the tempo has changed.
    pub fn refresh(&mut self, transport: &Transport) {
        self.before = std::mem::take(&mut self.placed);
        self.placed.reserve(self.spans.len());
        for span in &self.spans {
            let placed = place(span, self.placed.last(), transport);
            if let (Some(last), true) = (self.placed.last_mut(), placed.rise == 0 && placed.offset > 0)
                && last.end == placed.start
                && !last.fades_out
            {
                last.fall = 0;
            }
            self.placed.push(placed);
        }
        let lead = transport.lead(LEAD);
        let Some(next) = self.next else { return };
        // What is heard now goes on as it is where only something else has changed.
        let here = |clip: &&Placed| clip.start < next + lead && next <= clip.end;
        let same = self.before.iter().filter(here).eq(self.placed.iter().filter(here));
        if !same || self.tail.is_some() {
            self.jump(lead, true);
        }
    }

    /// Whether anything is to be heard in the next block.
    pub fn sounds(&mut self, spans: &Spans) -> bool {
        let near = |frames: Range<u64>| {
            let first = self.placed.partition_point(|clip| clip.end <= frames.start);
            self.placed.get(first).is_some_and(|clip| clip.start < frames.end)
        };
        let played = spans.iter().any(|span| near(span.song_frame..span.song_frame + span.frames as u64));
        let cut = self.next.is_some_and(|next| near(next.saturating_sub(1)..next + 1));
        let sounds = played || cut || self.tail.is_some();
        if !sounds {
            self.from = 0;
            self.next = spans.iter().last().map(|span| span.song_frame + span.frames as u64);
        }
        sounds
    }

    /// Adds the next block of the recordings.
    pub fn play(&mut self, spans: &Spans, transport: &Transport, recordings: &Recordings, sound: &mut Stereo) {
        let lead = transport.lead(LEAD);
        let mut at = 0;
        for span in spans.iter() {
            if span.wrapped || self.next != Some(span.song_frame) {
                self.jump(lead, false);
                self.from = span.song_frame;
            }
            self.lead_out(at..span.offset + span.frames, lead, recordings, sound);
            let frames = span.song_frame..span.song_frame + span.frames as u64;
            let from = self.from;
            let led_in = |clip: &Placed, frame: u64| {
                if clip.start < from && frame < from + lead { (frame - from) as f32 / lead as f32 } else { 1.0 }
            };
            add(&self.placed, frames.clone(), led_in, recordings, span.offset, sound);
            self.next = Some(frames.end);
            at = span.offset + span.frames;
        }
        if at < BLOCK {
            self.jump(lead, false);
            self.lead_out(at..BLOCK, lead, recordings, sound);
        }
    }

    /// Leads out what has been heard up to now.
    fn jump(&mut self, lead: u64, before: bool) {
        if let Some(next) = self.next.take() {
            self.tail = Some(Tail { frame: next, origin: next, left: lead, before });
            // The same frame goes on after a change, led in over what is led out.
            if before {
                (self.next, self.from) = (Some(next), next);
            }
        }
    }

    /// Adds what is led out to a part of the block.
    fn lead_out(&mut self, block: Range<usize>, lead: u64, recordings: &Recordings, sound: &mut Stereo) {
        let Some(tail) = self.tail else { return };
        let count = (block.len() as u64).min(tail.left);
        let clips = if tail.before { &self.before } else { &self.placed };
        let gain = |clip: &Placed, frame: u64| {
            let left = tail.left - (frame - tail.frame);
            if clip.start < tail.origin { left as f32 / lead as f32 } else { 0.0 }
        };
        add(clips, tail.frame..tail.frame + count, gain, recordings, block.start, sound);
        let rest = Tail { frame: tail.frame + count, left: tail.left - count, ..tail };
        self.tail = (rest.left > 0).then_some(rest);
    }
}

/// A clip in frames. One that goes on where the clip before it was cut goes on without a seam.
fn place(span: &AudioSpan, last: Option<&Placed>, transport: &Transport) -> Placed {
    let (start, end) = (transport.frame_at(span.start), transport.frame_at(span.end));
    let exact = span.offset as f64 * transport.rate() / f64::from(span.rate);
    // Never negative; what is longer than any recording is silent.
    let offset = (exact + 0.5) as u64;
    let gain = Decibels(span.gain).to_gain();
    let milliseconds = |time: u32| (f64::from(time) * transport.rate() / 1_000.0) as u64;
    let seamless = last.filter(|last| {
        let goes_on = last.offset + (last.end - last.start);
        let same = last.recording == span.recording && last.reverse == span.reverse && last.gain == gain;
        last.end == start && same && goes_on.abs_diff(offset) <= SEAM
    });
    let offset = seamless.map_or(offset, |last| last.offset + (last.end - last.start));
    let (fade_in, fade_out) = (milliseconds(span.fade_in), milliseconds(span.fade_out));
    let lead = transport.lead(LEAD);
    let rise = if fade_in == 0 && offset > 0 && seamless.is_none() { lead } else { fade_in };
    let fall = if fade_out == 0 { lead } else { fade_out };
    let (recording, reverse) = (span.recording, span.reverse);
    Placed { start, end, recording, offset, reverse, gain, rise, fall, fades_out: fade_out > 0 }
}

impl Placed {
    /// Its level at a frame of the song inside it. `cut` says whether the recording would go on after it.
    fn level(&self, frame: u64, cut: bool) -> f32 {
        let (since, left) = (frame - self.start, self.end - frame);
        let mut level = self.gain;
        if since < self.rise {
            level *= since as f32 / self.rise as f32;
        }
        if left < self.fall && (cut || self.fades_out) {
            level *= left as f32 / self.fall as f32;
        }
        level
    }
}

/// Adds frames of the song to the block from `at` on.
fn add(
    clips: &[Placed],
    frames: Range<u64>,
    gain: impl Fn(&Placed, u64) -> f32,
    recordings: &Recordings,
    at: usize,
    sound: &mut Stereo,
) {
    let first = clips.partition_point(|clip| clip.end <= frames.start);
    for clip in clips.iter().skip(first).take_while(|clip| clip.start < frames.end) {
        let Some((left, right)) = recordings.planes(clip.recording) else { continue };
        let from = clip.start.max(frames.start);
        let cut = clip.offset + (clip.end - clip.start) < left.len() as u64;
        let place = (from - frames.start) as usize + at;
        // No recording is longer than memory, so a place past its end is none in it.
        let begin = usize::try_from(clip.offset + (from - clip.start)).unwrap_or(usize::MAX);
        let out = sound.left.iter_mut().zip(&mut sound.right).skip(place);
        let levels = (from..clip.end.min(frames.end)).map(|frame| clip.level(frame, cut) * gain(clip, frame));
        let samples = left.iter().zip(right);
        if clip.reverse {
            mix(samples.rev().skip(begin), levels, out);
        } else {
            mix(samples.skip(begin), levels, out);
        }
    }
}

/// Adds frames at levels to what is there.
fn mix<'a>(
    samples: impl Iterator<Item = (&'a f32, &'a f32)>,
    levels: impl Iterator<Item = f32>,
    out: impl Iterator<Item = (&'a mut f32, &'a mut f32)>,
) {
    for ((level, (left, right)), out) in levels.zip(samples).zip(out) {
        *out.0 += left * level;
        *out.1 += right * level;
    }
}

#[cfg(test)]
mod tests;
