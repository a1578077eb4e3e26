//! Notes, the ghosts of other tracks' notes, and velocities.

use studio::project::Note;
use studio::view::{ClipNotes, author_mark, is_by, longest_note, notes_between};

use crate::ui::canvas::author_letter;
use crate::ui::roll::draw::Scene;
use crate::ui::roll::syllables::spot;
use crate::ui::roll::view::RULER;

/// The notes of other tracks, faint, so that one hears with the eyes what is going on.
pub fn ghosts(scene: &Scene<'_>) {
    let subject = &scene.props.subject;
    if subject.is_drums() {
        return;
    }
    let (surface, view) = (scene.surface, scene.view);
    let visible = view.viewport.visible();
    let others = scene.props.shown.project.tracks.iter().filter(|track| track.id != subject.track.id);
    surface.alpha(0.5);
    for track in others.filter(|track| track.role != studio::project::TrackRole::Drums) {
        for clip in track.clips.iter().filter(|clip| clip.range().overlaps(visible)) {
            let Some(pattern) = track.pattern_of(clip) else { continue };
            for (range, note) in ClipNotes::new(*clip, pattern).inside(visible) {
                let Some(top) = view.rows.top(note.pitch) else { continue };
                let (x, width) = scene.across(range);
                let height = view.rows.height;
                surface
                    .rect((x, top + RULER + height * 0.3, (width - 1.0).max(1.5), height * 0.4), &scene.palette.ghost);
            }
        }
    }
    surface.alpha(1.0);
}

fn on_screen<'a>(scene: &'a Scene<'_>) -> &'a [Note] {
    let notes = &scene.props.subject.pattern.notes;
    notes_between(notes, scene.view.visible(), longest_note(notes))
}

/// The colour of a note: its track's, or its author's.
fn colour<'a>(scene: &'a Scene<'_>, note: &Note) -> &'a str {
    let own = scene.palette.track(scene.props.subject.track.colour);
    let shown = &scene.props.shown;
    let mark = shown.authorship.then(|| author_mark(&shown.project, note.authors)).flatten();
    mark.map_or(own, |mark| scene.palette.author(mark.maker))
}

/// The notes of the pattern. How hard one is struck shows in its fullness.
pub fn notes(scene: &Scene<'_>) {
    let (surface, view) = (scene.surface, scene.view);
    scene.font(10, 600);
    for note in on_screen(scene) {
        let Some(top) = view.rows.top(note.pitch).map(|top| top + RULER) else { continue };
        if top + view.rows.height < RULER || top > view.grid_bottom() {
            continue;
        }
        let x = view.x(note.start);
        let width = (view.x(note.end()) - x - 1.0).max(3.0);
        draw_note(scene, note, (x + 0.5, top + 1.0, width, view.rows.height - 2.0));
    }
    surface.alpha(1.0);
}

fn draw_note(scene: &Scene<'_>, note: &Note, area: (f64, f64, f64, f64)) {
    let (surface, palette, shown) = (scene.surface, scene.palette, &scene.props.shown);
    let colour = colour(scene, note);
    let selected = shown.selection.notes.contains(&note.key());
    surface.rounded(area, 3.0, &palette.ground);
    let other = shown.only.as_ref().is_some_and(|only| !is_by(&shown.project, note.authors, only));
    surface.alpha(if note.muted || other { 0.16 } else { 0.42 + 0.58 * f64::from(note.velocity.ratio()) });
    surface.rounded(area, 3.0, colour);
    surface.alpha(1.0);
    if note.muted {
        surface.outline(area, 3.0, colour, 1.0, true);
    }
    if let Some(mark) = author_mark(&shown.project, note.authors) {
        if shown.authorship {
            surface.alpha(0.35);
            surface.author_pattern(area, mark.maker, &palette.ground);
            surface.alpha(1.0);
        } else if area.2 > 8.0 {
            surface.rounded((area.0, area.1, 3.0, area.3), 1.5, palette.author(mark.changed_by.unwrap_or(mark.maker)));
        }
        if shown.authorship && area.2 > 22.0 {
            let letters = |kind| author_letter(&scene.props.studio, kind);
            let words = match mark.changed_by {
                Some(editor) => format!("{}·{}", letters(mark.maker), letters(editor)),
                None => letters(mark.maker),
            };
            surface.words(&words, (area.0 + 5.0, area.1 + area.3 / 2.0 + 0.5), area.2 - 6.0, &palette.ground);
        }
    }
    if selected {
        surface.outline((area.0 - 1.0, area.1 - 1.0, area.2 + 2.0, area.3 + 2.0), 4.0, &palette.selection, 1.5, false);
    }
}

/// What is sung, under the notes it is sung to.
pub fn syllables(scene: &Scene<'_>) {
    let (surface, view, subject) = (scene.surface, scene.view, &scene.props.subject);
    scene.font(11, 500);
    let clip = subject.clip.range();
    let unders = scene.sung.iter().flat_map(|laid| &laid.under).filter(|under| clip.contains(under.at));
    for under in unders {
        let Some((x, y, room)) = spot(view, subject, under) else { continue };
        if x < surface.width && x + room > view.keys {
            let colour = if under.held { &scene.palette.text_muted } else { &scene.palette.text };
            surface.words(&under.text, (x, y), room, colour);
        }
    }
}

/// A stem with a head for every note, as high as it is struck hard.
pub fn velocities(scene: &Scene<'_>) {
    let (surface, palette, view) = (scene.surface, scene.palette, scene.view);
    let (top, height) = (view.grid_bottom() + 6.0, view.velocities() - 10.0);
    let bottom = top + height;
    for note in on_screen(scene) {
        let x = view.x(note.start);
        let y = bottom - height * f64::from(note.velocity.ratio());
        let selected = scene.props.shown.selection.notes.contains(&note.key());
        let colour = if selected { palette.selection.as_str() } else { colour(scene, note) };
        surface.alpha(0.8);
        surface.rect((x, y, 2.0, bottom - y), colour);
        surface.alpha(1.0);
        surface.rounded((x - 2.0, y - 3.0, 6.0, 6.0), 3.0, colour);
    }
}
