//! The metronome: a short blip on every beat, higher on the first of a bar.

use crate::engine::limits::BLOCK;
use crate::engine::transport::{Spans, Transport};
use crate::time::Tick;

const LENGTH: f32 = 0.03;
const LEVEL: f32 = 0.25;

/// Clicks on beats while the transport runs.
#[derive(Clone, Debug)]
pub struct Metronome {
    on: bool,
    sample_rate: f32,
    frame: usize,
    pitch: f32,
}

impl Metronome {
    /// Off.
    pub fn new(sample_rate: f32) -> Self {
        Self { on: false, sample_rate, frame: usize::MAX, pitch: 0.0 }
    }

    /// Turns it on or off.
    pub fn turn(&mut self, on: bool) {
        self.on = on;
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
                self.pitch = if accented { 1_760.0 } else { 1_174.66 };
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
