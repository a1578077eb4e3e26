//! The playhead between two words of the engine: they come 30 times a second, the screen is drawn 60 times.

use crate::time::TempoMap;

/// Carries the playhead on from the engine's last word.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Playhead {
    told: f64,
    told_at: f64,
}

impl Playhead {
    /// The longest stretch that is guessed, in milliseconds: a stalled engine stops the playhead.
    const LONGEST_GUESS: f64 = 120.0;

    /// The tick to draw at `now` (milliseconds) when the engine last said `tick`.
    pub fn tick(&mut self, tick: f64, playing: bool, tempo: &TempoMap, now: f64) -> f64 {
        if tick != self.told {
            self.told = tick;
            self.told_at = now;
        }
        if !playing {
            return tick;
        }
        let ahead = (now - self.told_at).clamp(0.0, Self::LONGEST_GUESS) / 1000.0;
        tempo.tick_at(tempo.seconds_at(tick) + ahead)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Bpm;

    #[test]
    fn it_moves_between_two_words_and_waits_for_a_stalled_engine() {
        let tempo = TempoMap::constant(Bpm::clamped(120.0));
        let mut playhead = Playhead::default();
        assert_eq!(playhead.tick(960.0, true, &tempo, 1000.0), 960.0);
        assert!((playhead.tick(960.0, true, &tempo, 1010.0) - 979.2).abs() < 1e-6);
        assert_eq!(playhead.tick(960.0, true, &tempo, 5000.0), playhead.tick(960.0, true, &tempo, 9000.0));
        assert_eq!(playhead.tick(960.0, false, &tempo, 1020.0), 960.0);
    }
}
