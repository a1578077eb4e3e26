//! Covers of songs of every mood.

use super::*;
use crate::music::{Key, Mode, PitchClass};
use crate::provenance::{ContributorKind, Digest};

fn song(tonic: i32, mode: Mode, bpm: f32, density: f32, seed: u64) -> CoverBrief {
    let wave = |pace: f32, at: f32| 0.5 + 0.5 * libm::sinf(at * pace);
    CoverBrief {
        key: Key { tonic: PitchClass::of(tonic), mode },
        bpm,
        sections: [(0.08, 0.25), (0.2, 0.5), (0.16, 0.9), (0.2, 0.55), (0.16, 0.95), (0.08, 0.4), (0.12, 1.0)]
            .map(|(share, energy)| CoverSection { share, energy })
            .to_vec(),
        chords: [0, 5, 7, 9, 2, 5, 7, 0]
            .iter()
            .cycle()
            .take(64)
            .map(|step| CoverChord { root: ((tonic + step) % 12) as u8, minor: matches!(step, 9 | 2) })
            .collect(),
        density: (0..64_u8).map(|at| (density * (0.6 + 0.4 * wave(0.4, f32::from(at)))).min(1.0)).collect(),
        contour: (0..64_u8).map(|at| 0.6 * wave(0.31, f32::from(at)) + 0.4 * wave(0.83, f32::from(at))).collect(),
        seed,
    }
}

const ALL: [Composition; 4] = [Composition::Ridges, Composition::Orbits, Composition::Ribbons, Composition::Tiles];

#[test]
fn the_same_song_gives_the_same_file_and_another_seed_another() {
    for composition in ALL {
        let brief = song(9, Mode::Minor, 92.0, 0.4, 7);
        let drawn = draw_as(&brief, 64, composition).unwrap();
        assert_eq!(drawn, draw_as(&brief, 64, composition).unwrap());
        assert!(drawn.png.starts_with(b"\x89PNG"));
        assert!(drawn.pixels.chunks(4).all(|pixel| pixel[3] == 255), "{composition:?}");
        let other = draw_as(&CoverBrief { seed: 8, ..brief.clone() }, 64, composition).unwrap();
        assert_ne!(drawn, other, "{composition:?}");
        let higher = CoverBrief { key: Key { tonic: PitchClass::of(4), ..brief.key }, ..brief };
        assert_ne!(drawn, draw_as(&higher, 64, composition).unwrap(), "{composition:?}");
    }
}

/// These change whenever the drawing does; they must be the same on every machine.
#[test]
fn covers_are_the_same_on_every_machine() {
    let digests = ALL.map(|composition| {
        let pixels = draw_as(&song(9, Mode::Minor, 92.0, 0.4, 7), 128, composition).unwrap().pixels;
        Digest::of(&pixels).to_string().chars().take(12).collect::<String>()
    });
    assert_eq!(digests, PINNED);
}

/// The browser's test holds the same picture to the same digest.
#[test]
fn a_cover_of_nothing_is_the_one_that_the_browser_draws() {
    let brief = CoverBrief {
        key: Key { tonic: PitchClass::of(9), mode: Mode::Minor },
        bpm: 92.0,
        sections: Vec::new(),
        chords: Vec::new(),
        density: vec![0.2, 0.9, 0.4],
        contour: vec![0.1, 0.8, 0.3, 0.6],
        seed: 7,
    };
    let digests = ALL.map(|composition| Digest::of(&draw_as(&brief, 96, composition).unwrap().pixels).to_string());
    assert_eq!(Digest::of(digests.concat().as_bytes()).to_string(), "ZCmDxX4N3_ToVm03_HgpySRC4thGs5QfdaAvPSl6CM0");
}

const PINNED: [&str; 4] = ["DEVhBchdn0Xp", "zDmN5r81IbHv", "n72RyCR4qi1M", "fkSrXXEJltgl"];

#[test]
fn every_mood_has_its_composition() {
    let of = |mode, bpm, density| composition(&song(0, mode, bpm, density, 1));
    let found = [
        of(Mode::Minor, 70.0, 0.2),
        of(Mode::Minor, 150.0, 0.9),
        of(Mode::Major, 70.0, 0.2),
        of(Mode::Major, 150.0, 0.9),
    ];
    assert!(found.windows(2).all(|pair| pair[0] != pair[1]), "{found:?}");
    assert_eq!(contributor().kind(), ContributorKind::Tool);
}

#[test]
fn nothing_that_a_song_can_hold_makes_it_fail() {
    let empty = CoverBrief {
        sections: Vec::new(),
        chords: Vec::new(),
        density: Vec::new(),
        contour: vec![f32::NAN, f32::INFINITY, -1e30],
        bpm: f32::NAN,
        ..song(11, Mode::Lydian, 0.0, 0.0, u64::MAX)
    };
    let sections = vec![CoverSection { share: f32::NAN, energy: 9e9 }; 9999];
    let full = CoverBrief { sections, chords: vec![CoverChord { root: 255, minor: true }; 9999], ..empty.clone() };
    for brief in [empty, full] {
        for composition in ALL {
            for side in [0, 17] {
                let drawn = draw_as(&brief, side, composition).unwrap();
                assert_eq!(drawn.pixels.len(), (drawn.side * drawn.side * 4) as usize);
            }
        }
    }
}

/// Writes covers to look at: `COVERS=folder cargo test --lib cover::tests::write -- --ignored`.
#[test]
#[ignore = "writes files to look at"]
fn write_covers_to_look_at() {
    let Ok(folder) = std::env::var("COVERS") else { return };
    let songs = [
        song(9, Mode::Minor, 72.0, 0.3, 1),
        song(2, Mode::Dorian, 140.0, 0.9, 2),
        song(0, Mode::Major, 80.0, 0.3, 3),
        song(7, Mode::Major, 150.0, 0.8, 4),
        song(4, Mode::Minor, 120.0, 0.6, 5),
        song(5, Mode::Mixolydian, 100.0, 0.5, 6),
    ];
    for (index, brief) in songs.iter().enumerate() {
        for composition in ALL {
            let drawn = draw_as(brief, 400, composition).unwrap();
            std::fs::write(format!("{folder}/{index}-{composition:?}.png"), drawn.png).unwrap();
        }
    }
    let large = draw(&songs[0], EXPORT_SIDE).unwrap();
    std::fs::write(format!("{folder}/large.png"), large.png).unwrap();
}
