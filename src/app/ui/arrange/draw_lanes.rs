//! The lanes over the tracks: sections, chords and words, and what a proposal would bring to them.

use studio::project::SectionKind;
use studio::provenance::AuthorsId;
use studio::score::HunkKind;
use studio::time::{Tick, TickRange};
use studio::view::{CHORD_LANE, LYRIC_LANE, Row, SECTION_LANE, author_mark};

use crate::ui::arrange::draw::Scene;
use crate::ui::arrange::draw_markers;
use crate::ui::canvas::author_letter;

/// A block of a lane.
struct Block<'a> {
    range: TickRange,
    words: &'a str,
    colour: &'a str,
    authors: Option<AuthorsId>,
}

/// Pixels below which a block has no room for an outline.
const NARROW: f64 = 16.0;

/// The place of a kind of section in the palette of track colours: choruses stand out by theirs.
pub fn hue(kind: SectionKind) -> u8 {
    match kind {
        SectionKind::Intro | SectionKind::Outro => 8,
        SectionKind::Verse => 0,
        SectionKind::PreChorus => 3,
        SectionKind::Chorus => 5,
        SectionKind::Bridge => 6,
        SectionKind::Solo => 10,
    }
}

/// The section lane.
pub fn sections(scene: &Scene<'_>) {
    scene.font(12, 600);
    for section in scene.shown.project.sections.iter() {
        let colour = scene.palette.track(hue(section.kind));
        let block = Block { range: section.range, words: &section.name, colour, authors: Some(section.authors) };
        draw(scene, &block, Row::Sections, SECTION_LANE, 0.3);
    }
    let Some(proposal) = &scene.shown.proposal else { return };
    for (index, range) in proposal.section_ranges().into_iter().enumerate() {
        let open = proposal.open().any(|kind| kind.section() == index);
        let taken = scene.shown.project.sections.iter().any(|section| section.range.overlaps(range));
        if let Some(section) = proposal.score.sections.get(index).filter(|_| open && !taken) {
            ghost(scene, range, &section.name, Row::Sections, SECTION_LANE);
        }
    }
}

/// The chord lane.
pub fn chords(scene: &Scene<'_>) {
    scene.font(12, 500);
    let visible = scene.view.viewport.visible();
    for span in scene.shown.project.chords.iter().filter(|span| span.range.overlaps(visible)) {
        let words = span.chord.to_string();
        let (range, colour) = (span.range, scene.palette.line_strong.as_str());
        let block = Block { range, words: &words, colour, authors: Some(span.authors) };
        draw(scene, &block, Row::Chords, CHORD_LANE, 0.55);
    }
    for span in proposed(
        scene,
        |kind| matches!(kind, HunkKind::Chords { .. }),
        |score| score.chords.iter().map(|chord| (chord.range, chord.chord.to_string())).collect(),
    ) {
        ghost(scene, span.0, &span.1, Row::Chords, CHORD_LANE);
    }
}

/// The lyric lane.
pub fn lyrics(scene: &Scene<'_>) {
    scene.font(11, 400);
    let visible = scene.view.viewport.visible();
    for line in scene.shown.project.lyrics.iter().filter(|line| line.range.overlaps(visible)) {
        let colour = scene.palette.line_strong.as_str();
        let block = Block { range: line.range, words: &line.text, colour, authors: Some(line.authors) };
        draw(scene, &block, Row::Lyrics, LYRIC_LANE, 0.35);
    }
    for line in proposed(
        scene,
        |kind| matches!(kind, HunkKind::Lyrics { .. }),
        |score| score.lyrics.iter().map(|line| (line.range, line.text.clone())).collect(),
    ) {
        ghost(scene, line.0, &line.1, Row::Lyrics, LYRIC_LANE);
    }
}

/// The cursor of the lanes: round what lies there, dashed where nothing does.
pub fn cursor(scene: &Scene<'_>) {
    let Some(place) = scene.lane else { return };
    let height = match place.row {
        Row::Ruler => return draw_markers::cursor(scene, place),
        Row::Sections => SECTION_LANE,
        Row::Chords => CHORD_LANE,
        _ => LYRIC_LANE,
    };
    let (x, width) = scene.across(place.range);
    let area = (x + 1.0, scene.view.rows.top(place.row) + 2.0, (width - 2.0).max(4.0), height - 5.0);
    scene.surface.outline(area, 4.0, &scene.palette.selection, 1.5, !place.taken);
}

/// Chords or words in the open hunks of the proposal.
fn proposed(
    scene: &Scene<'_>,
    wanted: impl Fn(HunkKind) -> bool,
    spans: impl Fn(&studio::score::Score) -> Vec<(TickRange, String)>,
) -> Vec<(TickRange, String)> {
    let Some(proposal) = &scene.shown.proposal else { return Vec::new() };
    let ranges = proposal.section_ranges();
    let open: Vec<TickRange> =
        proposal.open().filter(|kind| wanted(*kind)).filter_map(|kind| ranges.get(kind.section()).copied()).collect();
    let visible = scene.view.viewport.visible();
    let inside = |start: Tick| open.iter().any(|range| range.contains(start));
    let found = spans(&proposal.score).into_iter().map(|(range, words)| (proposal.placed(range), words));
    found.filter(|(range, _)| range.overlaps(visible) && inside(range.start)).collect()
}

fn draw(scene: &Scene<'_>, block: &Block<'_>, row: Row, height: f64, strength: f64) {
    let (x, width) = scene.across(block.range);
    if x > scene.surface.width || x + width < 0.0 {
        return;
    }
    let (surface, palette) = (scene.surface, scene.palette);
    let area = (x + 1.0, scene.view.rows.top(row) + 2.0, width - 2.0, height - 5.0);
    let mark = block.authors.and_then(|authors| author_mark(&scene.shown.project, authors));
    let colour = mark.filter(|_| scene.shown.authorship).map_or(block.colour, |mark| palette.author(mark.maker));
    surface.alpha(strength * block.authors.map_or(1.0, |authors| scene.strength(authors)));
    surface.rounded(area, 4.0, colour);
    if let Some(mark) = mark.filter(|_| scene.shown.authorship) {
        surface.author_pattern(area, mark.maker, colour);
    }
    surface.alpha(1.0);
    if row == Row::Sections {
        surface.rounded((area.0, area.1, 3.0_f64.min(area.2.max(0.0)), area.3), 1.5, colour);
    }
    let letter = mark.filter(|_| scene.shown.authorship && width > 60.0);
    name(scene, block.words, area, row, if letter.is_some() { 16.0 } else { 0.0 });
    if let Some(mark) = letter {
        let letter = author_letter(scene.studio, mark.maker);
        surface.centred(&letter, (area.0 + area.2 - 10.0, area.1 + area.3 / 2.0 + 0.5), palette.author(mark.maker));
    }
}

fn ghost(scene: &Scene<'_>, range: TickRange, words: &str, row: Row, height: f64) {
    let (x, width) = scene.across(range);
    if x > scene.surface.width || x + width < 0.0 {
        return;
    }
    let Some(proposal) = &scene.shown.proposal else { return };
    let (surface, palette) = (scene.surface, scene.palette);
    let colour = palette.author(proposal.by.kind());
    let area = (x + 1.0, scene.view.rows.top(row) + 2.0, width - 2.0, height - 5.0);
    // What lies there now is covered: accepted, this would take its place.
    surface.rect(area, &palette.surface);
    // Dashes of many narrow blocks side by side would be noise: a tint says the same.
    let narrow = area.2 < NARROW;
    surface.alpha(if narrow { 0.4 } else { 0.14 });
    surface.rounded(area, if narrow { 2.0 } else { 4.0 }, colour);
    surface.alpha(1.0);
    if !narrow {
        surface.outline(area, 4.0, colour, 1.0, true);
    }
    name(scene, words, area, row, 0.0);
}

/// Writes the name of a block, which stays in sight where the block begins left of the window. Half a chord's name would
/// be another chord, so it is written whole or not at all; so are words of which only a letter would be left.
fn name(scene: &Scene<'_>, words: &str, area: (f64, f64, f64, f64), row: Row, taken: f64) {
    let (x, y, width, height) = area;
    let margin = if width < 56.0 { 4.0 } else { 7.0 };
    let left = (x + margin).max(6.0);
    let room = x + width - left - 2.0 - taken;
    let whole = row == Row::Chords || (row == Row::Lyrics && room < 24.0);
    if !whole || scene.surface.width_of(words) <= room + 1.0 {
        scene.surface.words(words, (left, y + height / 2.0 + 0.5), room + 1.0, &scene.palette.text);
    }
}
