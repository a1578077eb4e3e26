//! The effects of each part, and with them the balance of the whole: every octave of a song lies close to where records have
//! it (`docs/sound.md`).
//!
//! Basses and bass drums come with more of their lowest octave than a record bears, and with little between 500 Hz and 4 kHz;
//! so do electric pianos and soft leads. Each part is therefore thinned below and opened above, bass and kit are
//! held together and given overtones, and nothing is left to be mended on the whole.

use crate::compose::style::Style;
use crate::score::{ScoreInsert, TrackRole};
use crate::sound::InsertKind;

/// The effects of a part in a style, in order.
pub fn inserts(role: TrackRole, style: Style) -> Vec<ScoreInsert> {
    match role {
        TrackRole::Lead | TrackRole::Audio => lead(style),
        TrackRole::Keys => keys(style),
        TrackRole::Arp => arp(style),
        TrackRole::Pad => vec![pad(style)],
        TrackRole::Bass => bass(style),
        TrackRole::Drums => drums(style),
    }
}

fn insert(kind: InsertKind, values: &[(&str, f32)]) -> ScoreInsert {
    ScoreInsert { kind, values: values.iter().map(|(key, value)| ((*key).to_owned(), *value)).collect() }
}

/// What lies low is cut, what lies high is raised.
fn opened(low_cut: f32, presence: f32, high: f32) -> ScoreInsert {
    let values = [
        ("low_cut", low_cut),
        ("presence_frequency", 2200.0),
        ("presence_gain", presence),
        ("high_frequency", 5000.0),
        ("high_gain", high),
    ];
    insert(InsertKind::Eq, &values)
}

/// Cuts what is too low to be heard, and the offset that a saturator makes of strikes that lean to one side.
fn without_rumble(hertz: f32) -> ScoreInsert {
    insert(InsertKind::Eq, &[("low_cut", hertz)])
}

/// A melody in front, as even as a voice is made.
fn lead(style: Style) -> Vec<ScoreInsert> {
    let (middle, presence, high) = match style {
        // Their leads are bright by themselves.
        Style::Synthwave | Style::House | Style::Rock | Style::Chiptune => (-2.0, 0.0, 1.0),
        Style::Ballad | Style::Folk | Style::Guofeng => (-3.0, 3.0, 7.0),
        Style::LoFi => (-4.0, 3.0, 7.0),
        Style::Ambient => (-4.0, 6.0, 6.0),
        _ => (-2.0, 3.0, 4.0),
    };
    // Against a wall of saws or guitars.
    let makeup = if matches!(style, Style::Synthwave | Style::House | Style::Rock) { 7.0 } else { 5.0 };
    vec![
        insert(
            InsertKind::Eq,
            &[
                ("low_cut", 140.0),
                ("mid_frequency", 500.0),
                ("mid_gain", middle),
                ("mid_q", 0.8),
                ("presence_frequency", 2800.0),
                ("presence_gain", presence),
                ("high_frequency", 6000.0),
                ("high_gain", high),
            ],
        ),
        insert(
            InsertKind::Compressor,
            &[("threshold", -24.0), ("ratio", 2.5), ("attack", 0.02), ("release", 0.15), ("makeup", makeup)],
        ),
    ]
}

fn keys(style: Style) -> Vec<ScoreInsert> {
    let (presence, high) = match style {
        Style::Ambient => (7.0, 4.0),
        Style::Jazz => (6.0, 4.0),
        Style::LoFi | Style::Ballad | Style::Guofeng => (4.0, 6.0),
        _ => (4.0, 4.0),
    };
    let chorus = insert(InsertKind::Chorus, &[("rate", 0.7), ("depth", 0.35), ("mix", 0.35)]);
    match style {
        Style::CityPop | Style::LoFi | Style::Jazz | Style::Ballad | Style::Pop => {
            vec![opened(150.0, presence, high), chorus]
        }
        _ => vec![opened(140.0, presence, high)],
    }
}

fn arp(style: Style) -> Vec<ScoreInsert> {
    match style {
        Style::Rock => vec![
            insert(InsertKind::Saturator, &[("drive", 24.0), ("tone", 0.45), ("output", -6.0)]),
            opened(110.0, 0.0, 4.0),
        ],
        Style::Jazz => vec![opened(220.0, 4.0, 4.0)],
        _ => vec![opened(220.0, 0.0, 4.0)],
    }
}

fn pad(style: Style) -> ScoreInsert {
    let (presence, high) = match style {
        // Its pad is half air.
        Style::Ambient => (5.0, 2.0),
        Style::LoFi => (0.0, 6.0),
        _ => (0.0, 4.0),
    };
    insert(
        InsertKind::Eq,
        &[
            ("low_cut", 200.0),
            ("mid_frequency", 450.0),
            ("mid_gain", -2.0),
            ("presence_frequency", 3500.0),
            ("presence_gain", presence),
            ("high_frequency", 4000.0),
            ("high_gain", high),
        ],
    )
}

/// Less of the lowest octave, and overtones that small speakers play.
fn bass(style: Style) -> Vec<ScoreInsert> {
    let low = if matches!(style, Style::Ambient | Style::LoFi) { -6.0 } else { -4.0 };
    vec![
        insert(
            InsertKind::Eq,
            &[("low_frequency", 75.0), ("low_gain", low), ("mid_frequency", 800.0), ("mid_gain", 4.0), ("mid_q", 0.6)],
        ),
        insert(
            InsertKind::Compressor,
            &[("threshold", -22.0), ("ratio", 4.0), ("attack", 0.003), ("release", 0.12), ("makeup", 5.0)],
        ),
        insert(InsertKind::Saturator, &[("drive", 10.0)]),
        without_rumble(38.0),
    ]
}

/// The body of drums and the grip of a bus; the saturator catches what the compressor lets through.
fn drums(style: Style) -> Vec<ScoreInsert> {
    let low = if style == Style::Ambient { -5.0 } else { -3.0 };
    let (frequency, high) = match style {
        Style::LoFi => (5500.0, 9.0),
        Style::Ambient => (9000.0, 6.0),
        // Played softly.
        Style::Ballad | Style::Folk | Style::Guofeng => (9000.0, 4.0),
        _ => (9000.0, -2.0),
    };
    let shape = insert(
        InsertKind::Eq,
        &[
            ("low_frequency", 75.0),
            ("low_gain", low),
            ("mid_frequency", 1100.0),
            ("mid_gain", 5.0),
            ("mid_q", 0.5),
            ("high_frequency", frequency),
            ("high_gain", high),
        ],
    );
    let grip = insert(
        InsertKind::Compressor,
        &[("threshold", -18.0), ("ratio", 3.0), ("attack", 0.006), ("release", 0.1), ("makeup", 3.0)],
    );
    let warmth = insert(InsertKind::Saturator, &[("drive", 10.0), ("output", 2.0)]);
    match style {
        Style::LoFi => {
            let worn = [("drive", 8.0), ("tone", 0.45), ("mix", 0.6), ("output", -2.0)];
            vec![shape, insert(InsertKind::Saturator, &worn), grip, warmth, without_rumble(35.0)]
        }
        _ => vec![shape, grip, warmth, without_rumble(35.0)],
    }
}
