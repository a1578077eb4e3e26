//! The rows behind the notes and the keyboard beside them.

use studio::music::{DrumPiece, Pitch};
use studio::time::TickRange;

use crate::ui::roll::draw::Scene;
use crate::ui::roll::view::RULER;

fn is_black(pitch: Pitch) -> bool {
    matches!(pitch.class().semitones(), 1 | 3 | 6 | 8 | 10)
}

/// The keys on screen with the top of their rows.
fn on_screen<'a>(scene: &'a Scene<'_>) -> impl Iterator<Item = (Pitch, f64)> + 'a {
    let view = scene.view;
    let places = view.rows.visible(view.grid_height());
    let pitches = places.filter_map(|place| view.rows.pitch(place));
    pitches.filter_map(|pitch| view.rows.top(pitch).map(|top| (pitch, top + RULER)))
}

/// Rows of the key stand out; black keys and rows out of the key step back.
pub fn rows(scene: &Scene<'_>) {
    let (surface, palette, view) = (scene.surface, scene.palette, scene.view);
    let drums = scene.props.subject.is_drums();
    let key = scene.props.shown.project.key;
    let width = surface.width - view.keys;
    for (pitch, top) in on_screen(scene) {
        let lit = if drums {
            view.rows.place(pitch).is_some_and(|place| place % 2 == 0)
        } else {
            key.contains(pitch.class())
        };
        if lit {
            surface.rect((view.keys, top, width, view.rows.height), &palette.surface);
        }
        if !drums && is_black(pitch) {
            surface.alpha(0.35);
            surface.rect((view.keys, top, width, view.rows.height), &palette.ground);
            surface.alpha(1.0);
        }
        let octave = !drums && pitch.class() == key.tonic;
        let colour = if octave { &palette.grid_beat } else { &palette.grid_step };
        surface.lying(top + view.rows.height - 1.0, view.keys, surface.width, colour);
    }
}

/// Shades the tones of the chord that sounds, so that one sees what fits.
pub fn chord_tones(scene: &Scene<'_>) {
    if scene.props.subject.is_drums() {
        return;
    }
    let (surface, palette, view) = (scene.surface, scene.palette, scene.view);
    let visible = view.viewport.visible();
    let clip = scene.props.subject.clip.range();
    for span in scene.props.shown.project.chords.iter().filter(|span| span.range.overlaps(visible)) {
        let range = TickRange::new(span.range.start.max(clip.start), span.range.end.min(clip.end));
        if range.is_empty() {
            continue;
        }
        let (x, width) = scene.across(range);
        for (pitch, top) in on_screen(scene).filter(|(pitch, _)| span.chord.contains(pitch.class())) {
            surface.alpha(if pitch.class() == span.chord.root { 0.16 } else { 0.09 });
            surface.rect((x, top, width, view.rows.height - 1.0), &palette.accent);
        }
        surface.alpha(1.0);
    }
}

/// The keyboard, or the names of the drums.
pub fn keys(scene: &Scene<'_>) {
    let (surface, palette, view) = (scene.surface, scene.palette, scene.view);
    surface.clipped((0.0, RULER, view.keys, view.grid_height()), || {
        if scene.props.subject.is_drums() {
            drum_names(scene);
            return;
        }
        surface.rect((0.0, RULER, view.keys, view.grid_height()), &palette.key_white);
        scene.font(10, 600);
        for (pitch, top) in on_screen(scene) {
            let height = view.rows.height;
            if is_black(pitch) {
                surface.rounded((-3.0, top + 0.5, view.keys * 0.58, height - 1.0), 2.0, &palette.key_black);
                // White keys meet in the middle behind a black one.
                surface.alpha(0.3);
                surface.lying(top + (height / 2.0).floor(), view.keys * 0.58, view.keys, &palette.key_black);
                surface.alpha(1.0);
            } else if matches!(pitch.class().semitones(), 0 | 5) {
                surface.alpha(0.3);
                surface.lying(top + height - 1.0, 0.0, view.keys, &palette.key_black);
                surface.alpha(1.0);
            }
            if pitch.class().semitones() == 0 {
                let at = (view.keys - 20.0, top + height / 2.0 + 0.5);
                surface.words(&pitch.to_string(), at, 22.0, &palette.key_black);
            }
        }
    });
    surface.standing(view.keys - 1.0, RULER, surface.height, &palette.line_strong);
}

fn drum_names(scene: &Scene<'_>) {
    let (surface, palette, view) = (scene.surface, scene.palette, scene.view);
    surface.rect((0.0, RULER, view.keys, view.grid_height()), &palette.surface);
    scene.font(11, 500);
    for (pitch, top) in on_screen(scene) {
        let piece = DrumPiece::at(pitch);
        let name = piece.map_or_else(|| pitch.to_string(), |piece| scene.props.studio.text(piece.id()));
        surface.words(&name, (10.0, top + view.rows.height / 2.0 + 0.5), view.keys - 14.0, &palette.text);
        surface.lying(top + view.rows.height - 1.0, 0.0, view.keys, &palette.line);
    }
}
