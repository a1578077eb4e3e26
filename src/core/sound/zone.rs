//! How a stretch of a recording is played by keys.

use serde::{Deserialize, Serialize};

/// How a zone answers to its key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Play {
    /// It sounds as long as the key is down, and then fades; its loop goes on meanwhile.
    #[default]
    Held,
    /// It plays to its end, however long the key is down.
    OneShot,
    /// Its loop ends when the key is let go, and what comes after the loop is played.
    Release,
}

/// How loud a zone is from when it is struck, where that is its own and not the instrument's: all but the sustain in
/// seconds, the attack to the top, decay and release to one hundredth of what they fall.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Contour {
    /// How long it rises.
    pub attack: f32,
    /// How long it stays at the top.
    pub hold: f32,
    /// How long it falls to the sustain.
    pub decay: f32,
    /// Where it stays, 0 to 1.
    pub sustain: f32,
    /// How long it fades.
    pub release: f32,
}

/// A stretch of a recording and the keys and velocities that play it. Frames are the recording's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Zone {
    /// The lowest and the highest key.
    pub keys: [u8; 2],
    /// The lowest and the highest velocity.
    pub velocities: [u8; 2],
    /// The key that plays it as it was recorded.
    pub root: u8,
    /// How much higher it is played than its key says, in hundredths of a semitone.
    pub cents: f32,
    /// Semitones from one key to the next: 0 where every key plays it as it was recorded.
    pub tracking: f32,
    /// How loud it is beside the others, in decibels.
    pub gain: f32,
    /// Its place between the speakers, -1 to 1.
    pub pan: f32,
    /// The first frame.
    pub start: u64,
    /// The frame after the last.
    pub end: u64,
    /// The first frame of its loop, and the one after the last.
    pub looped: Option<[u64; 2]>,
    /// How it answers to its key.
    pub play: Play,
    /// Its own loudness over time.
    pub contour: Option<Contour>,
    /// Where its own low-pass filter cuts, in hertz.
    pub cutoff: Option<f32>,
    /// How much that filter rings, 0 to 1.
    pub resonance: f32,
    /// Striking it silences all others of this number; 0 silences none.
    pub choke: u8,
}

impl Default for Zone {
    fn default() -> Self {
        Self {
            keys: [0, 127],
            velocities: [1, 127],
            root: 60,
            cents: 0.0,
            tracking: 1.0,
            gain: 0.0,
            pan: 0.0,
            start: 0,
            end: 0,
            looped: None,
            play: Play::Held,
            contour: None,
            cutoff: None,
            resonance: 0.0,
            choke: 0,
        }
    }
}

impl Zone {
    /// The most zones of an instrument.
    pub const MOST: usize = 512;
    /// The farthest that a zone is played from its key, in hundredths of a semitone.
    pub const CENTS: f32 = 9_600.0;
    /// Its quietest and its loudest level, in decibels.
    pub const GAINS: [f32; 2] = [-96.0, 24.0];
    /// The most semitones from one key to the next.
    pub const TRACKING: f32 = 12.0;
    /// The fewest frames of a loop.
    pub const SHORTEST_LOOP: u64 = 4;
    /// The longest time of a contour, in seconds.
    const LONGEST: f32 = 120.0;

    /// The whole of a recording of so many frames, over all keys.
    pub fn whole(frames: u64) -> Self {
        Self { end: frames, ..Self::default() }
    }

    /// Whether a key that is struck with a velocity plays it.
    pub fn answers(&self, key: u8, velocity: u8) -> bool {
        let within = |range: [u8; 2], value: u8| (range[0]..=range[1]).contains(&value);
        within(self.keys, key) && within(self.velocities, velocity)
    }

    /// Whether it can be played from a recording of so many frames.
    pub fn is_sound(&self, frames: u64) -> bool {
        let [low, high] = self.keys;
        let [soft, hard] = self.velocities;
        let keys = low <= high && high <= 127 && 0 < soft && soft <= hard && hard <= 127 && self.root <= 127;
        let within = |value: f32, low: f32, high: f32| (low..=high).contains(&value);
        let numbers = within(self.cents, -Self::CENTS, Self::CENTS)
            && within(self.tracking, 0.0, Self::TRACKING)
            && within(self.gain, Self::GAINS[0], Self::GAINS[1])
            && within(self.pan, -1.0, 1.0)
            && within(self.resonance, 0.0, 1.0)
            && self.cutoff.is_none_or(|cutoff| within(cutoff, 20.0, 20_000.0));
        let looped = self.looped.is_none_or(|[from, to]| {
            self.start <= from && from.saturating_add(Self::SHORTEST_LOOP) <= to && to <= self.end
        });
        let contour = self.contour.is_none_or(|contour| {
            let times = [contour.attack, contour.hold, contour.decay, contour.release];
            within(contour.sustain, 0.0, 1.0) && times.into_iter().all(|time| within(time, 0.0, Self::LONGEST))
        });
        keys && numbers && looped && contour && self.start < self.end && self.end <= frames
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_played_is_told() {
        let whole = Zone::whole(1_000);
        assert!(whole.is_sound(1_000) && !whole.is_sound(999));
        let contour = Contour { attack: 0.0, hold: 0.0, decay: 1.0, sustain: 0.5, release: 1.0 };
        let good = Zone { looped: Some([10, 14]), contour: Some(contour), cutoff: Some(900.0), ..whole.clone() };
        assert!(good.is_sound(1_000));
        let broken = [
            Zone { keys: [61, 60], ..whole.clone() },
            Zone { keys: [0, 128], ..whole.clone() },
            Zone { velocities: [0, 127], ..whole.clone() },
            Zone { velocities: [9, 8], ..whole.clone() },
            Zone { root: 128, ..whole.clone() },
            Zone { cents: f32::NAN, ..whole.clone() },
            Zone { tracking: -1.0, ..whole.clone() },
            Zone { gain: 25.0, ..whole.clone() },
            Zone { pan: 1.5, ..whole.clone() },
            Zone { start: 1_000, ..whole.clone() },
            Zone { looped: Some([10, 13]), ..whole.clone() },
            Zone { looped: Some([990, u64::MAX]), ..whole.clone() },
            Zone { looped: Some([u64::MAX, 1_000]), ..whole.clone() },
            Zone { cutoff: Some(f32::INFINITY), ..whole.clone() },
            Zone { contour: Some(Contour { sustain: 1.1, ..contour }), ..whole.clone() },
            Zone { contour: Some(Contour { hold: -0.1, ..contour }), ..whole },
        ];
        for zone in broken {
            assert!(!zone.is_sound(1_000), "{zone:?}");
        }
    }

    #[test]
    fn a_zone_answers_inside_its_ranges() {
        let zone = Zone { keys: [48, 59], velocities: [64, 127], ..Zone::whole(9) };
        assert!(zone.answers(48, 64) && zone.answers(59, 127));
        assert!(!zone.answers(47, 100) && !zone.answers(60, 100) && !zone.answers(50, 63));
    }
}
