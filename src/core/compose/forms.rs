//! The forms styles usually take: sections, their bars and how full they sound, 0 to 100.

use crate::compose::style::Style;
use crate::project::SectionKind::{self, Bridge, Chorus, Intro, Outro, PreChorus, Solo, Verse};

/// A section, its bars, how full it sounds.
pub type Shape = (SectionKind, u32, i32);

const STANDARD: &[Shape] = &[
    (Intro, 4, 30),
    (Verse, 8, 45),
    (Verse, 8, 50),
    (Bridge, 8, 60),
    (Chorus, 8, 66),
    (Solo, 16, 74),
    (Bridge, 8, 60),
    (Chorus, 8, 80),
    (Outro, 4, 35),
];

const LO_FI: &[Shape] = &[
    (Intro, 4, 25),
    (Verse, 8, 45),
    (Chorus, 8, 60),
    (Verse, 8, 50),
    (Chorus, 8, 66),
    (Bridge, 8, 34),
    (Chorus, 8, 70),
    (Outro, 4, 25),
];

const HOUSE: &[Shape] = &[
    (Intro, 8, 40),
    (Verse, 8, 48),
    (PreChorus, 8, 62),
    (Chorus, 16, 90),
    (Verse, 8, 54),
    (PreChorus, 8, 66),
    (Bridge, 8, 30),
    (Chorus, 16, 100),
    (Outro, 8, 45),
];

const TRAP: &[Shape] = &[
    (Intro, 4, 30),
    (Chorus, 8, 70),
    (Verse, 12, 58),
    (Chorus, 8, 76),
    (Verse, 8, 62),
    (Bridge, 4, 32),
    (Chorus, 8, 88),
    (Outro, 4, 30),
];

const FOLK: &[Shape] = &[
    (Intro, 4, 25),
    (Verse, 8, 40),
    (Chorus, 8, 62),
    (Verse, 8, 50),
    (Chorus, 8, 70),
    (Solo, 8, 55),
    (Chorus, 8, 82),
    (Outro, 4, 25),
];

const BALLAD: &[Shape] = &[
    (Intro, 4, 20),
    (Verse, 8, 32),
    (PreChorus, 4, 45),
    (Chorus, 8, 66),
    (Verse, 8, 46),
    (PreChorus, 4, 56),
    (Chorus, 8, 76),
    (Bridge, 8, 50),
    (Chorus, 8, 96),
    (Outro, 4, 22),
];

const WITH_SOLO: &[Shape] = &[
    (Intro, 4, 45),
    (Verse, 8, 50),
    (PreChorus, 4, 62),
    (Chorus, 8, 82),
    (Verse, 8, 58),
    (PreChorus, 4, 66),
    (Chorus, 8, 86),
    (Solo, 8, 72),
    (Bridge, 4, 38),
    (Chorus, 8, 100),
    (Outro, 4, 45),
];

const RADIO: &[Shape] = &[
    (Intro, 8, 45),
    (Verse, 8, 48),
    (Verse, 8, 54),
    (PreChorus, 4, 62),
    (Chorus, 8, 82),
    (Verse, 8, 58),
    (PreChorus, 4, 66),
    (Chorus, 8, 86),
    (Bridge, 8, 40),
    (Chorus, 16, 100),
    (Outro, 4, 40),
];

const AMBIENT: &[Shape] =
    &[(Intro, 8, 15), (Verse, 12, 30), (Chorus, 12, 48), (Bridge, 8, 22), (Chorus, 12, 55), (Outro, 8, 15)];

/// The forms of a style, one of which a song takes; never empty.
pub fn forms(style: Style) -> &'static [&'static [Shape]] {
    match style {
        Style::Jazz | Style::Bossa => &[STANDARD],
        Style::LoFi => &[LO_FI],
        Style::House => &[HOUSE],
        Style::Trap => &[TRAP],
        Style::Folk | Style::Guofeng => &[FOLK],
        Style::Ballad => &[BALLAD],
        Style::Ambient => &[AMBIENT],
        Style::CityPop | Style::Synthwave | Style::Rock | Style::Chiptune | Style::Pop => &[WITH_SOLO, RADIO],
    }
}
