//! The metronome: a short blip on every beat, higher on the first of a bar.

use crate::engine::limits::BLOCK;
use crate::engine::transport::{Spans, Transport};
use crate::time::Tick;

const LENGTH: f32 = 0.03;
const LEVEL: f32 = 0.25;
/// The pitches of the first beat of a bar and of the others, in hertz.
const HIGH: f32 = 1_760.0;
const LOW: f32 = 1_174.66;

/// Clicks on beats while the transport runs.
#[derive(Clone, Debug)]
pub struct Metronome {
    on: bool,
    sample_rate: f32,
    frame: usize,
    pitch: f32,
    /// Blocks until the next counted beat, blocks of a beat, and how many beats are left to be counted.
    counted: (usize, usize, u8),
    /// Whether the next counted beat is the first.
    first: bool,
}

impl Metronome {
    /// Off.
    pub fn new(sample_rate: f32) -> Self {
        Self { on: false, sample_rate, frame: usize::MAX, pitch: 0.0, counted: (0, 1, 0), first: false }
    }

    /// Turns it on or off.
    pub fn turn(&mut self, on: bool) {
        self.on = on;
    }

    /// Counts beats of a length in seconds before the song; none ends the count.
    pub fn count_in(&mut self, beats: u8, beat: f64) {
        let blocks = (beat * f64::from(self.sample_rate) / BLOCK as f64).round() as usize;
        // One more than the beats: the song begins where the next would be.
        self.counted = (0, blocks.max(1), if beats == 0 { 0 } else { beats.saturating_add(1) });
        self.first = true;
    }

    /// Lets a block of the count pass; says whether it is over with this one.
    pub fn count(&mut self) -> bool {
        let (to_next, blocks, beats) = self.counted;
        if beats == 0 {
            return false;
        }
        if to_next > 0 {
            self.counted.0 = to_next - 1;
            return false;
        }
        self.counted = (blocks - 1, blocks, beats - 1);
        if beats == 1 {
            return true;
        }
        self.pitch = if std::mem::take(&mut self.first) { HIGH } else { LOW };
        self.frame = 0;
        false
    }

    /// Whether beats are counted before the song.
    pub fn is_counting(&self) -> bool {
        self.counted.2 > 0
    }

    /// Whether a click still sounds.
    pub fn sounds(&self) -> bool {
        self.frame < self.frames()
    }

    /// Adds the clicks of a block.
    pub fn render(&mut self, transport: &Transport, spans: &Spans, left: &mut [f32; BLOCK], right: &mut [f32; BLOCK]) {
        let mut from = 0;
        let on = self.on;
        for span in spans.iter().filter(|_| on) {
            let end = span.song_frame + span.frames as u64;
            let mut beat = next_beat(transport, transport.first_tick_from(span.song_frame));
            while transport.frame_at(beat) < end {
                // Both lie inside the block.
                let at = span.offset + (transport.frame_at(beat) - span.song_frame) as usize;
                self.sound(&mut left[from..at], &mut right[from..at]);
                let accented = transport.meters().position(beat).beat == 0;
                self.pitch = if accented { HIGH } else { LOW };
                self.frame = 0;
                from = at;
                beat = next_beat(transport, beat + Tick(1));
            }
        }
        self.sound(&mut left[from..], &mut right[from..]);
    }

    fn frames(&self) -> usize {
        (LENGTH * self.sample_rate) as usize
    }

    fn sound(&mut self, left: &mut [f32], right: &mut [f32]) {
        for (left, right) in left.iter_mut().zip(right) {
            if !self.sounds() {
                return;
            }
            let seconds = self.frame as f32 / self.sample_rate;
            let fade = 1.0 - seconds / LENGTH;
            let click = LEVEL * fade * fade * libm::sinf(std::f32::consts::TAU * self.pitch * seconds);
            *left = (*left + click).clamp(-1.0, 1.0);
            *right = (*right + click).clamp(-1.0, 1.0);
            self.frame += 1;
        }
    }
}

/// The first beat at a tick or after it.
fn next_beat(transport: &Transport, tick: Tick) -> Tick {
    let into = transport.meters().position(tick).tick;
    if into == 0 { tick } else { tick + Tick(transport.meters().meter_at(tick).beat().0 - into) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_beats_are_counted_before_the_song() {
        let mut metronome = Metronome::new(48_000.0);
        metronome.count_in(3, 0.5);
        let (mut clicks, mut blocks) = (Vec::new(), 0);
        while !metronome.count() {
            if metronome.frame == 0 {
                clicks.push((blocks, metronome.pitch));
                metronome.frame = usize::MAX;
            }
            blocks += 1;
        }
        // A beat is 375 blocks of 64 frames.
        assert_eq!(clicks, [(0, HIGH), (375, LOW), (750, LOW)]);
        assert_eq!((blocks, metronome.is_counting()), (1_125, false));
        metronome.count_in(4, 0.5);
        metronome.count_in(0, 0.0);
        assert!(!metronome.count() && !metronome.is_counting());
    }

    #[test]
    fn clicks_fall_on_beats() {
        let mut transport = Transport::new(48_000.0);
        transport.run(true);
        let mut metronome = Metronome::new(48_000.0);
        metronome.turn(true);
        let mut sound = Vec::new();
        while sound.len() < 50_000 {
            let mut left = [0.0; BLOCK];
            let spans = transport.advance();
            metronome.render(&transport, &spans, &mut left, &mut [0.0; BLOCK]);
            sound.extend(left);
        }
        let onset = |frame: usize| sound[frame - 10..frame].iter().all(|s| *s == 0.0) && sound[frame + 1] != 0.0;
        assert!(sound[1] != 0.0 && onset(24_000) && onset(48_000));
        assert!(sound[2_000..23_999].iter().all(|sample| *sample == 0.0));
    }
}
