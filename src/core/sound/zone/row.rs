//! A zone as a row of numbers: lowest and highest key, lowest and highest velocity, root, cents, tracking, gain, pan, start,
//! end, start and end of the loop, play, choke, cutoff, resonance, and attack, hold, decay, sustain and release. A loop
//! that ends at 0, a cutoff of 0 and an attack below 0 are none. A row is as long as it must be: what is left out at its
//! end is as in a new zone.

use crate::sound::{Contour, Play, Zone};

/// How long a row without a contour is.
const WITHOUT_CONTOUR: usize = 17;

impl From<Zone> for Vec<f64> {
    fn from(zone: Zone) -> Self {
        let [low, high] = zone.keys.map(f64::from);
        let [soft, hard] = zone.velocities.map(f64::from);
        let [cents, tracking, gain, pan] = [zone.cents, zone.tracking, zone.gain, zone.pan].map(short);
        // Frames are far below 2^53.
        let [start, end] = [zone.start, zone.end].map(|frame| frame as f64);
        let [from, to] = zone.looped.unwrap_or_default().map(|frame| frame as f64);
        let play = Play::ALL.iter().position(|play| *play == zone.play).unwrap_or(0) as f64;
        let [cutoff, resonance] = [zone.cutoff.unwrap_or(0.0), zone.resonance].map(short);
        let (root, choke) = (f64::from(zone.root), f64::from(zone.choke));
        let mut row = vec![
            low, high, soft, hard, root, cents, tracking, gain, pan, start, end, from, to, play, choke, cutoff,
            resonance,
        ];
        if let Some(Contour { attack, hold, decay, sustain, release }) = zone.contour {
            row.extend([attack, hold, decay, sustain, release].map(short));
        } else {
            while row.last() == Some(&0.0) {
                row.pop();
            }
        }
        row
    }
}

impl From<Vec<f64>> for Zone {
    fn from(row: Vec<f64>) -> Self {
        let usual = Self::default();
        let number = |place: usize| row.get(place).copied().unwrap_or(0.0);
        // Casts of what is out of range stop at the ends, where nothing is sound.
        let byte = |place: usize, usual: u8| row.get(place).map_or(usual, |number| *number as u8);
        let frame = |place: usize| number(place) as u64;
        let small = |place: usize| number(place) as f32;
        let contour = || Contour {
            attack: small(WITHOUT_CONTOUR),
            hold: small(WITHOUT_CONTOUR + 1),
            decay: small(WITHOUT_CONTOUR + 2),
            sustain: small(WITHOUT_CONTOUR + 3),
            release: small(WITHOUT_CONTOUR + 4),
        };
        Self {
            keys: [byte(0, usual.keys[0]), byte(1, usual.keys[1])],
            velocities: [byte(2, usual.velocities[0]), byte(3, usual.velocities[1])],
            root: byte(4, usual.root),
            cents: small(5),
            tracking: row.get(6).map_or(usual.tracking, |tracking| *tracking as f32),
            gain: small(7),
            pan: small(8),
            start: frame(9),
            end: frame(10),
            looped: (frame(12) > 0).then(|| [frame(11), frame(12)]),
            play: Play::ALL.get(frame(13) as usize).copied().unwrap_or_default(),
            choke: byte(14, 0),
            cutoff: (small(15) != 0.0).then(|| small(15)),
            resonance: small(16),
            contour: (row.len() > WITHOUT_CONTOUR && number(WITHOUT_CONTOUR) >= 0.0).then(contour),
        }
    }
}

/// The number with the fewest digits that stands for a value.
fn short(value: f32) -> f64 {
    value.to_string().parse().unwrap_or_else(|_| f64::from(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_brings_its_zone_back_and_is_as_short_as_can_be() {
        let contour = Contour { attack: 0.001, hold: 0.0, decay: 1.3, sustain: 0.0, release: 0.0 };
        let zones = [
            Zone::whole(48_000),
            Zone { play: Play::Release, choke: 3, looped: Some([0, 9]), ..Zone::whole(10) },
            Zone { gain: -3.3, pan: 0.1, tracking: 0.0, cents: -12.75, ..Zone::whole(10) },
            Zone { contour: Some(contour), cutoff: Some(440.7), resonance: 0.2, ..Zone::whole(10) },
        ];
        for zone in zones {
            let json = serde_json::to_string(&zone).unwrap();
            assert_eq!(serde_json::from_str::<Zone>(&json).unwrap(), zone, "{json}");
        }
        let whole = serde_json::to_string(&Zone::whole(48_000)).unwrap();
        assert_eq!(whole, "[0.0,127.0,1.0,127.0,60.0,0.0,1.0,0.0,0.0,0.0,48000.0]");
    }

    #[test]
    fn whatever_a_row_says_is_a_zone_and_what_cannot_be_is_not_sound() {
        assert_eq!(Zone::from(Vec::new()), Zone::default());
        for row in [vec![300.0], vec![-1.0, -5.0], vec![0.0, 127.0, 1e30], vec![1e300; 40], vec![-1e300; 40]] {
            assert!(!Zone::from(row).is_sound(u64::MAX));
        }
    }
}
