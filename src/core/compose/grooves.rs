//! Tables of drum grooves: `X` is an accent, `x` a plain stroke, `o` a ghost, `.` silence; a bar of 4/4 in sixteenths.

use crate::compose::style::Style;

/// What the kit plays in a style.
#[derive(Clone, Copy, Debug)]
pub struct Groove {
    /// Bass drum: bars to choose from.
    pub kick: &'static [&'static str],
    /// Snare drum, or what stands for it.
    pub snare: &'static [&'static str],
    /// Ghost strokes around the snare, in full sections.
    pub ghosts: &'static str,
    /// Closed hi-hat: in thin, usual and full sections.
    pub hats: [&'static str; 3],
    /// Open hi-hat, in full sections.
    pub open: &'static str,
    /// Something shaken or struck beside the kit, in full sections.
    pub shaken: &'static str,
    /// What plays the back beat.
    pub back: Back,
    /// Whether the ride carries the time in full sections.
    pub ride: bool,
    /// Whether sections end with a fill on the toms, or with the snare alone.
    pub toms: bool,
}

/// What plays the back beat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Back {
    /// The snare drum.
    Snare,
    /// The snare drum with a clap in full sections.
    SnareAndClap,
    /// The stick on the rim, and the snare in full sections.
    Rim,
}

const STRAIGHT: Groove = Groove {
    kick: &["X.......X.......", "X.....x.X.......", "X.......X.x.....", "X.....x.x......."],
    snare: &["....X.......X..."],
    ghosts: ".......o.o.....o",
    hats: ["x...x...x...x...", "X.x.X.x.X.x.X.x.", "X.x.X.x.X.x.X.x."],
    open: "..............x.",
    shaken: "",
    back: Back::Snare,
    ride: false,
    toms: true,
};

const CITY_POP: Groove = Groove {
    kick: &["X.....x.X.....x.", "X..x....X.x.....", "X......xX.x.....", "X...X...X...X..."],
    ghosts: ".......o.o....oo",
    hats: ["X.x.X.x.X.x.X.x.", "XoxoXoxoXoxoXoxo", "XoxoXoxoXoxoXo.."],
    shaken: "x.oxx.oxx.oxx.ox",
    back: Back::SnareAndClap,
    ..STRAIGHT
};

const LO_FI: Groove = Groove {
    kick: &["X......xx.......", "X.....x..x......", "X......x.x....x.", "X.........x....x"],
    ghosts: ".......o........",
    hats: ["x...x...x...x...", "x.o.x.o.x.o.x.oo", "x.o.x.oox.o.x.o."],
    back: Back::Rim,
    toms: false,
    ..STRAIGHT
};

const SYNTHWAVE: Groove = Groove {
    kick: &["X...X...X...X...", "X.....X.X.....X.", "X.......X......."],
    ghosts: "................",
    hats: ["x...x...x...x...", "x.x.x.x.x.x.x.x.", "XoxoXoxoXoxoXoxo"],
    back: Back::SnareAndClap,
    ..STRAIGHT
};

const BALLAD: Groove = Groove {
    kick: &["X.........x.....", "X......x..x.....", "X.......x......."],
    ghosts: "...............o",
    hats: ["x...x...x...x...", "X.x.X.x.X.x.X.x.", "X.x.X.x.X.x.X.x."],
    back: Back::Rim,
    ride: true,
    ..STRAIGHT
};

const FOLK: Groove = Groove {
    kick: &["X.......X.......", "X.......x.x....."],
    ghosts: "................",
    hats: ["................", "x.o.x.o.x.o.x.o.", "x.o.x.o.x.o.x.o."],
    shaken: "xoxoxoxoxoxoxoxo",
    back: Back::Rim,
    ..STRAIGHT
};

const ROCK: Groove = Groove {
    kick: &["X.....x.X.x.....", "X...x...X.x.....", "X.x.....X.x.....", "X.......X.x...x."],
    hats: ["X...X...X...X...", "X.x.X.x.X.x.X.x.", "X.X.X.X.X.X.X.X."],
    ride: true,
    ..STRAIGHT
};

const HOUSE: Groove = Groove {
    kick: &["X...X...X...X..."],
    ghosts: "..............oo",
    hats: ["..x...x...x...x.", "o.Xoo.Xoo.Xoo.Xo", "ooXoooXoooXoooXo"],
    open: "..x...x...x...x.",
    shaken: "oxoxoxoxoxoxoxox",
    back: Back::SnareAndClap,
    toms: false,
    ..STRAIGHT
};

const TRAP: Groove = Groove {
    kick: &["X.....x...x.....", "X..x......x..x..", "X.........x.x...", "X......x..X....."],
    snare: &["........X.......", "........X......o"],
    ghosts: "................",
    hats: ["x...x...x...x...", "x.x.x.x.x.x.x.x.", "x.x.x.xxx.x.xxx."],
    open: "......x.........",
    back: Back::SnareAndClap,
    toms: false,
    ..STRAIGHT
};

const JAZZ: Groove = Groove {
    kick: &["x.......x.......", "x.......x.....o.", "x.....o.x......."],
    snare: &["......o.......o.", "....o.....o.....", "..........o...o."],
    ghosts: "......o.........",
    hats: ["....x.......x...", "....x.......x...", "....x.......x..."],
    open: "................",
    ride: true,
    ..STRAIGHT
};

const AMBIENT: Groove = Groove {
    kick: &["x...............", "x.........o....."],
    snare: &["............o..."],
    ghosts: "................",
    hats: ["........o.......", "....o.......o...", "....o.......o..."],
    back: Back::Rim,
    toms: false,
    ..STRAIGHT
};

const BOSSA: Groove = Groove {
    kick: &["X.....x.X.....x."],
    snare: &["x.....x.....x...", "....x.....x.....", "x.....x...x....."],
    ghosts: "................",
    hats: ["x.x.x.x.x.x.x.x.", "X.x.x.x.X.x.x.x.", "X.xox.xoX.xox.xo"],
    open: "................",
    shaken: "xoxoxoxoxoxoxoxo",
    back: Back::Rim,
    toms: false,
    ..STRAIGHT
};

const GUOFENG: Groove = Groove {
    kick: &["X.......x.......", "X.....x.x......."],
    ghosts: "................",
    hats: ["................", "x.o.x.o.x.o.x.o.", "x.x.x.x.x.x.x.x."],
    shaken: "....x.......x...",
    back: Back::Rim,
    ..STRAIGHT
};

const CHIPTUNE: Groove = Groove {
    kick: &["X...X...X...X...", "X.....x.X.x.....", "X..x..x.X..x..x."],
    ghosts: "................",
    hats: ["..x...x...x...x.", "x.x.x.x.x.x.x.x.", "xoxxxoxxxoxxxoxx"],
    toms: false,
    ..STRAIGHT
};

const POP: Groove = Groove {
    kick: &["X.....x.X.......", "X......xX.x.....", "X...X...X...X...", "X.x.....X.x....."],
    shaken: "xoxoxoxoxoxoxoxo",
    back: Back::SnareAndClap,
    ..STRAIGHT
};

/// The groove of a style.
pub fn groove(style: Style) -> Groove {
    match style {
        Style::CityPop => CITY_POP,
        Style::LoFi => LO_FI,
        Style::Synthwave => SYNTHWAVE,
        Style::Ballad => BALLAD,
        Style::Folk => FOLK,
        Style::Rock => ROCK,
        Style::House => HOUSE,
        Style::Trap => TRAP,
        Style::Jazz => JAZZ,
        Style::Ambient => AMBIENT,
        Style::Bossa => BOSSA,
        Style::Guofeng => GUOFENG,
        Style::Chiptune => CHIPTUNE,
        Style::Pop => POP,
    }
}

/// The same for groups of three eighths: bass drum, back beat and hi-hat.
pub const COMPOUND: [&str; 3] = ["X.........x.", "......X.....", "X.x.x.X.x.x."];

/// Ends of a bar: which piece strikes, from the snare (`s`) over the high (`h`), middle (`m`) and low (`l`) tom.
pub const FILLS_WITH_TOMS: &[&str] = &[
    "........s.s.hhmm",
    "........sshhmmll",
    "............sshm",
    "........s..s..h.",
    "....s.s.hhhhmmll",
    "..........s.hmll",
    "........s.ss.shl",
];
/// The same without toms.
pub const FILLS_WITHOUT_TOMS: &[&str] =
    &["............ssss", "..........s.s.ss", "............s.ss", "........s..s..s.", "............s.s."];
