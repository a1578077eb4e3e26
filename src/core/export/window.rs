//! A part of a song, cut out of it with short fades.

use serde::{Deserialize, Serialize};

use crate::bounce::Bounce;

/// How many frames are rendered at once on the way to the part.
const SKIP: usize = 4_096;

/// A part of a song, in milliseconds from its start. What rings on from before it is heard in it; nothing is after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// Where it begins.
    pub from: u64,
    /// Where it ends.
    pub to: u64,
    /// How long it rises from silence.
    pub fade_in: u32,
    /// How long it falls to silence before its end.
    pub fade_out: u32,
}

/// A window on its way through a render, in frames. The whole song, where there is none.
pub struct Cut {
    from: u64,
    to: u64,
    fade_in: u64,
    fade_out: u64,
    at: u64,
}

impl Cut {
    /// The start of a window at a sample rate in hertz.
    pub fn new(window: Option<Window>, sample_rate: u32) -> Self {
        let frames = |milliseconds: u64| milliseconds.saturating_mul(u64::from(sample_rate)) / 1_000;
        let whole = Window { from: 0, to: u64::MAX, fade_in: 0, fade_out: 0 };
        let window = window.unwrap_or(whole);
        let to = if window.to == u64::MAX { u64::MAX } else { frames(window.to) };
        let (fade_in, fade_out) = (frames(window.fade_in.into()), frames(window.fade_out.into()));
        Self { from: frames(window.from), to, fade_in, fade_out, at: 0 }
    }

    /// Renders the next frames of the part into both channels and says how many: fewer than fit only at its
    /// end, or where other renderers are waited for.
    pub fn render(&mut self, bounce: &mut Bounce, left: &mut [f32], right: &mut [f32]) -> usize {
        let (mut skipped_left, mut skipped_right) = ([0.0; SKIP], [0.0; SKIP]);
        while self.at < self.from {
            // At most a few thousand.
            let size = (self.from - self.at).min(SKIP as u64) as usize;
            let count = bounce.render(&mut skipped_left[..size], &mut skipped_right[..size]);
            if count == 0 {
                return 0;
            }
            self.at += count as u64;
        }
        let wanted = left.len().min(right.len());
        let size = usize::try_from(self.to.saturating_sub(self.at)).unwrap_or(usize::MAX).min(wanted);
        let count = bounce.render(&mut left[..size], &mut right[..size]);
        for (index, (left, right)) in left.iter_mut().zip(right).take(count).enumerate() {
            let gain = self.gain(self.at + index as u64);
            *left *= gain;
            *right *= gain;
        }
        self.at += count as u64;
        count
    }

    /// How loud a frame is: rising at the start, falling at the end.
    fn gain(&self, frame: u64) -> f32 {
        let part = |done: u64, whole: u64| if done >= whole { 1.0 } else { done as f32 / whole as f32 };
        part(frame - self.from, self.fade_in) * part(self.to.saturating_sub(frame + 1), self.fade_out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bounce::{Song, render_all};
    use crate::engine::{EngineMessage, GraphSpec, Lane, LaneNote, StripSpec, TrackSpec};
    use crate::music::{Pitch, Velocity};
    use crate::sound::{Params, PatchKind};
    use crate::time::{Bpm, TempoMap, Tick};

    /// A hat on each of eight quarters.
    fn song() -> Song {
        let kind = PatchKind::Drums;
        let values = Params::defaults(kind.specs()).values().to_vec();
        let track = TrackSpec { key: 1, patch: kind, values, strip: StripSpec::default() };
        let graph = GraphSpec { tracks: vec![track], buses: Vec::new(), master: StripSpec::default() };
        let note = |beat: u32| LaneNote {
            start: Tick::quarters(beat),
            pitch: Pitch::clamped(42),
            end: Tick::quarters(beat + 1),
            velocity: Velocity::clamped(100),
        };
        let lane = Lane { notes: (0..8).map(note).collect() };
        let tempo = TempoMap::constant(Bpm::clamped(120.0));
        let messages =
            vec![EngineMessage::Tempo(tempo), EngineMessage::Graph(graph), EngineMessage::Lane { slot: 0, lane }];
        Song { messages, end: Tick::quarters(8) }
    }

    fn cut(window: Option<Window>, step: usize) -> Vec<f32> {
        let (song, mut all) = (song(), Vec::new());
        let mut bounce = Bounce::new(&song, 8_000);
        let mut cut = Cut::new(window, 8_000);
        let (mut left, mut right) = (vec![0.0; step], vec![0.0; step]);
        loop {
            let count = cut.render(&mut bounce, &mut left, &mut right);
            all.extend_from_slice(&left[..count]);
            if count < step {
                return all;
            }
        }
    }

    #[test]
    fn a_part_is_what_the_whole_has_there_but_for_its_fades() {
        let whole = render_all(&song(), 8_000);
        assert_eq!(cut(None, 1_000), whole.channels[0]);
        let window = Window { from: 1_000, to: 2_500, fade_in: 10, fade_out: 100 };
        let part = cut(Some(window), 777);
        assert_eq!(part, cut(Some(window), 12_000));
        assert_eq!(part.len(), 12_000);
        assert_eq!(part[80..11_000], whole.channels[0][8_080..19_000]);
        assert_eq!((part[0], part[11_999]), (0.0, 0.0));
        let late = Window { from: 100_000, to: 200_000, ..window };
        assert_eq!(cut(Some(late), 500), Vec::<f32>::new());
    }
}
