//! Tables of progressions, written in C for major modes and in A for minor ones. Bars are parted by `|`.

use crate::compose::style::{Family, Style};
use crate::music::Mode;
use crate::project::SectionKind;

/// The tonic the tables of a mode are written in, in semitones above C.
pub fn tonic(mode: Mode) -> i32 {
    match mode {
        Mode::Minor | Mode::Dorian | Mode::Phrygian => 9,
        Mode::Major | Mode::Mixolydian | Mode::Lydian => 0,
    }
}

/// The progressions of a style for a kind of section; never empty.
pub fn options(style: Style, kind: SectionKind, mode: Mode) -> &'static [&'static str] {
    let place = match kind {
        SectionKind::PreChorus => 1,
        SectionKind::Chorus | SectionKind::Intro | SectionKind::Outro => 2,
        SectionKind::Bridge => 3,
        SectionKind::Verse | SectionKind::Solo => 0,
    };
    let table: &[&[&str]; 4] = match (mode, style, style.traits().family) {
        (Mode::Dorian, ..) => &DORIAN,
        (Mode::Phrygian, ..) => &PHRYGIAN,
        (Mode::Mixolydian, ..) => &MIXOLYDIAN,
        (Mode::Lydian, ..) => &LYDIAN,
        (Mode::Major, Style::CityPop, _) => &CITY_MAJOR,
        (Mode::Minor, Style::CityPop, _) => &CITY_MINOR,
        (Mode::Major, Style::Guofeng, _) => &GUOFENG_MAJOR,
        (Mode::Minor, Style::Guofeng, _) => &GUOFENG_MINOR,
        (Mode::Major, _, Family::Rich) => &RICH_MAJOR,
        (Mode::Minor, _, Family::Rich) => &RICH_MINOR,
        (Mode::Major, _, Family::Plain) => &PLAIN_MAJOR,
        (Mode::Minor, _, Family::Plain) => &PLAIN_MINOR,
        (Mode::Major, _, Family::Loop) => &LOOP_MAJOR,
        (Mode::Minor, _, Family::Loop) => &LOOP_MINOR,
    };
    table[place]
}

// Each table: verse, pre-chorus, chorus, bridge.
const CITY_MAJOR: [&[&str]; 4] = [
    &["Cmaj9|Am9|Dm9|G13", "Fmaj7|Em7|Dm9|G9sus4", "Cmaj7|Em7 A7b9|Dm9|Fm6 G13", "Am9|D9|Fmaj7|Em7 A7"],
    &["Dm9|Em7|Fmaj7|G9sus4 G13", "Bbmaj7|Am7|Dm9|G9sus4", "Fmaj7|F#m7b5 B7|Em7 A7b9|G9sus4"],
    &[
        "Fmaj9|G13|Em7|Am9|Dm9|G13|Cmaj9|Gm7 C9",
        "Fmaj7|E7|Am7|Gm7 C7",
        "Fmaj9|E7#5|Am9|Gm9 C13|Fmaj9|G13|Cmaj9|C9",
        "Dm9|G13|Cmaj9|Am9|Dm9|E7|Am9|Gm7 C9",
    ],
    &["Abmaj7|Bb13|Cmaj9|Cmaj9", "Fm9|Bb13|Ebmaj9|Abmaj7|Dm7b5|G7b9|Cmaj9|G9sus4", "Am9|Abmaj7|Gm9|F#m7b5"],
];
const CITY_MINOR: [&[&str]; 4] = [
    &["Am9|Fmaj7|Dm9|Em7", "Am9|D9|Fmaj7|E7#5", "Fmaj7|Em7|Am9|Am9", "Dm9|Em7|Fmaj7|Am7 C9"],
    &["Dm9|Em7|Fmaj7|E7", "Fmaj7|G6|Em7|E7b9", "Bm7b5|E7b9|Am9|Gm7 C9"],
    &[
        "Fmaj7|E7|Am7|Gm7 C7",
        "Fmaj9|G13|Em7|Am9|Fmaj9|E7#5|Am9|C9",
        "Dm9|G13|Cmaj9|Fmaj7|Bm7b5|E7b9|Am9|C9",
        "Fmaj9|E7|Am9|D9|Fmaj9|G13|Am9|Gm9 C13",
    ],
    &["Dm9|G13|Cmaj9|Fmaj7|Bm7b5|E7b9|Am9|E7", "Bbmaj7|Am9|Dm9|E7#5", "Fm9|Bb13|Ebmaj9|E7b9"],
];
const RICH_MAJOR: [&[&str]; 4] = [
    &["Dm9|G13|Cmaj9|Am9", "Cmaj9|A7b9|Dm9|G13", "Cmaj7|Ebdim7|Dm7|G13", "Cmaj9|Gm9 C9|Fmaj9|Fm6"],
    &["Dm9|Em7|Fmaj7|G9sus4", "Fmaj7|Em7 A7b9|Dm9|G13"],
    &[
        "Fmaj9|Em7|Dm9|Cmaj9",
        "Fmaj9|Fm6|Em7|A7b9|Dm9|G13|Cmaj9|C9",
        "Dm9|G13|Em7 A7|Dm9 G13",
        "Am9|D9|Dm9|G13|Cmaj9|Am9|Dm9|G7b9",
    ],
    &["Fm9|Bb13|Ebmaj9|Abmaj7|Dm7b5|G7b9|Cmaj9|G13", "Em7|A7b9|Dmaj9|Dmaj9|Dm9|G13|Cmaj9|G9sus4", "Gm9|C9|Fmaj9|Bb13"],
];
const RICH_MINOR: [&[&str]; 4] = [
    &["Am9|Dm9|Bm7b5|E7b9", "Am9|Fmaj7|Dm9|E7#5", "Am9|Am9|Dm9|Em7", "Fmaj9|Em7|Am9|Am9"],
    &["Dm9|G13|Cmaj9|E7b9", "Fmaj7|Bm7b5|E7b9|E7b9"],
    &[
        "Dm9|G13|Cmaj9|Fmaj9|Bm7b5|E7b9|Am9|A7b9",
        "Fmaj9|E7#5|Am9|D9",
        "Fmaj7|G6|Am9|Cmaj7|Fmaj7|E7|Am9|Am9",
        "Dm9|Am9|Bm7b5|E7b9|Dm9|Am9|Fmaj7 E7|Am9",
    ],
    &["Gm9|C9|Fmaj9|Bb13|Bm7b5|E7b9|Am9|E7", "Fmaj9|Fm6|Cmaj9|E7b9", "Dm9|Em7|Fmaj7|E7#5"],
];
const PLAIN_MAJOR: [&[&str]; 4] = [
    &["C|G/B|Am7|F", "C|Am|F|G", "C|Em7|F|G", "Cadd9|Fmaj7|Am7|Gsus4", "C|F/C|C|G"],
    &["Dm7|Am7|F|Gsus4", "F|G|Em7|Am", "Am|Em|F|G"],
    &["F|G|Em7|Am|Dm7|G|C|C", "C|G|Am|F", "F|C|G|Am", "C|G/B|Am7|G|F|C/E|Dm7|Gsus4"],
    &["Am|Em|F|C|Am|Em|F|G", "Dm7|Em7|F|Fm|C/G|A7|Dm7|Gsus4", "Bb|F|C|C|Bb|F|G|G"],
];
const PLAIN_MINOR: [&[&str]; 4] = [
    &["Am|F|C|G", "Am|G|F|E", "Am|Em|F|C", "Am|C|G|D", "Am7|Dm7|F|Em"],
    &["Dm|Am|F|E", "F|G|Am|C", "Dm7|Em7|F|G"],
    &["F|C|G|Am", "F|G|Em|Am|F|G|C|E", "Am|F|C|G|Am|F|Dm|E", "C|G|Am|Em|F|C|Dm|E"],
    &["Dm|G|C|F|Bm7b5|E|Am|E", "F|Am|G|G|F|C|E|E", "C|G|Dm|Am|F|C|E7|E7"],
];
const LOOP_MAJOR: [&[&str]; 4] = [
    &["Cadd9|Am7|Fmaj7|Gsus4", "Fmaj7|Cmaj7|Am7|G", "Cmaj9|Em7|Fmaj7|Fmaj7"],
    &["Dm7|Em7|Fmaj7|Gsus4", "Fmaj7|G|Am7|G"],
    &["Fmaj7|G|Am7|Em7", "Cadd9|G|Am7|Fmaj7", "Fmaj9|Am7|Cadd9|G"],
    &["Am7|Em7|Fmaj7|Fmaj7", "Dm9|Fmaj7|Am7|Gsus4", "Abmaj7|Bb|Cadd9|Cadd9"],
];
const LOOP_MINOR: [&[&str]; 4] = [
    &["Am|F|C|G", "Am7|Em7|Fmaj7|Dm7", "Am|Am|F|G", "Am9|Cmaj7|Em7|Fmaj7"],
    &["Dm7|F|Am|G", "F|G|Am|Em", "Dm7|Em7|F|G"],
    &["F|G|Am|C", "Am|F|C|G", "Fmaj7|Am|G|Em7", "Am|Em7|F|Dm7"],
    &["Dm7|Am7|Fmaj7|Em7", "Fmaj7|Fmaj7|Am9|G", "Dm9|Fmaj7|Am|Esus4"],
];
const GUOFENG_MAJOR: [&[&str]; 4] = [
    &["C|Am|F|G", "C|Em|Am|G", "C|F|Am|Gsus4"],
    &["F|G|Em|Am", "Dm|Am|F|G"],
    &["F|G|Em|Am|Dm|G|C|C", "Am|F|G|C|Am|F|Dm|G", "C|G|Am|Em|F|C|Dm|G"],
    &["Am|Em|F|C|Dm|Am|F|G"],
];
const GUOFENG_MINOR: [&[&str]; 4] = [
    &["Am|Em|F|G", "Am|G|F|Em", "Am|Dm|Em|Am"],
    &["F|G|Em|Am", "Dm|Em|F|G"],
    &["F|G|Em|Am|F|G|Am|Am", "Am|F|G|C|Dm|Em|F|G", "F|C|G|Am|F|C|Em|Am"],
    &["Dm|Am|Em|Am|F|G|Em|Em", "C|G|Am|Em|F|C|Dm|Em"],
];
const DORIAN: [&[&str]; 4] = [
    &["Am7|D9|Am7|D9", "Am9|Bm7|Cmaj7|D9"],
    &["Cmaj7|D9|Em7|Em7", "Bm7|Cmaj7|D9|Em7"],
    &["Am7|D9|Cmaj7|G", "Am9|G6|D9|Em7", "Cmaj7|D9|Am9|Am9"],
    &["Cmaj7|Bm7|Cmaj7|D9", "Gmaj7|Em7|D9|Em7"],
];
const PHRYGIAN: [&[&str]; 4] = [
    &["Am|Bb|Am|Gm", "Am|Am|Bb|Bb"],
    &["Dm|Gm|Bb|Bb", "F|Gm|Bb|Am"],
    &["Am|Bb|C|Bb", "F|Gm|Bb|Am"],
    &["Dm|Gm|F|Bb", "Gm|F|Dm|Bb"],
];
const MIXOLYDIAN: [&[&str]; 4] = [
    &["C|Bb|F|C", "C7|Gm7|F|C"],
    &["F|Gm7|Bb|F", "Bb|F|Gm7|Bb"],
    &["C|Gm7|Bb|F", "Bb|F|C|C"],
    &["Am7|Gm7|F|Bb", "Dm7|Am7|Bb|F"],
];
const LYDIAN: [&[&str]; 4] = [
    &["Cmaj7|D/C|Cmaj7|D/C", "Cmaj9|Bm7|Am7|D"],
    &["Em7|D|Am7|D", "Am7|Bm7|Em7|D"],
    &["Cmaj7|D|Em7|D", "G|D|Cmaj7|D/C"],
    &["Em7|Bm7|Cmaj7|D", "Am7|Em7|D|D"],
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::music::Chord;

    #[test]
    fn every_progression_can_be_read_and_fills_whole_bars() {
        let kinds = [SectionKind::Verse, SectionKind::PreChorus, SectionKind::Chorus, SectionKind::Bridge];
        for style in Style::ALL {
            for mode in Mode::ALL {
                for kind in kinds {
                    for text in options(style, kind, mode) {
                        let bars: Vec<&str> = text.split('|').collect();
                        assert!(bars.len() == 4 || bars.len() == 8, "{text}");
                        for chord in text.split(['|', ' ']) {
                            assert!(chord.parse::<Chord>().is_ok(), "{chord} in {text}");
                        }
                    }
                }
            }
        }
    }
}
