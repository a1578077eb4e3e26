//! Clips with the contour of their notes or the outline of their recording, and the ghosts of what a proposal would bring.

use studio::music::Pitch;
use studio::project::{Clip, Pattern, Project, StripId, Track, TrackId, rendition};
use studio::provenance::AuthorsId;
use studio::time::{Tick, TickRange};
use studio::view::{ClipNotes, LANES, Row, author_mark};

use crate::ui::arrange::draw::Scene;
use crate::ui::arrange::draw_waves;
use crate::ui::canvas::author_letter;

/// Pixels between a clip and the edges of its row.
const INSET: f64 = 3.0;

/// Draws the clips of every track on screen.
pub fn clips(scene: &Scene<'_>) {
    let visible = scene.view.viewport.visible();
    for (index, track) in scene.shown.project.tracks.iter().enumerate() {
        if !scene.view.rows.shows(index) {
            continue;
        }
        let top = scene.view.rows.top(Row::Track(index));
        if top + scene.view.rows.track_row() < LANES || top > scene.surface.height {
            continue;
        }
        let silent = !scene.shown.project.lets_through(StripId::Track(track.id));
        for clip in track.clips.iter().filter(|clip| clip.range().overlaps(visible)) {
            draw_clip(scene, track, clip, top, if silent { 0.4 } else { 1.0 });
        }
    }
}

/// Draws, in the row of every group, where its tracks play: a line of bars for each.
pub fn groups(scene: &Scene<'_>) {
    let (project, rows) = (&scene.shown.project, &scene.view.rows);
    let visible = scene.view.viewport.visible();
    for (place, bus) in (0..project.tracks.len()).filter_map(|place| Some((place, rows.group_above(place)?))) {
        let Some(bus) = project.buses.get(bus) else { continue };
        let top = rows.top(Row::Group(place)) + 2.0 * INSET;
        let each = (rows.track_row() - 4.0 * INSET - 1.0) / project.members(bus.id).count().max(1) as f64;
        for (line, track) in project.members(bus.id).enumerate() {
            let silent = !project.lets_through(StripId::Track(track.id));
            let y = top + line as f64 * each;
            for clip in track.clips.iter().filter(|clip| clip.range().overlaps(visible)) {
                scene
                    .surface
                    .alpha(if silent { 0.3 } else { 0.7 } * scene.strength(makers(&scene.shown.project, clip)));
                let mark = author_mark(project, makers(project, clip)).filter(|_| scene.shown.authorship);
                let own = scene.palette.track(track.colour);
                let (x, width) = scene.across(clip.range());
                let colour = mark.map_or(own, |mark| scene.palette.author(mark.maker));
                scene.surface.rect((x + 0.5, y, (width - 1.0).max(1.5), (each - 1.0).clamp(1.0, 6.0)), colour);
            }
        }
    }
    scene.surface.alpha(1.0);
}

/// Whose a clip is: for a recording, whoever made it and not whoever placed it.
pub fn makers(project: &Project, clip: &Clip) -> AuthorsId {
    let asset = clip.audio().and_then(|audio| project.asset(audio.asset));
    asset.map_or(clip.authors, |asset| asset.authors)
}

fn area(scene: &Scene<'_>, range: TickRange, top: f64) -> (f64, f64, f64, f64) {
    let (x, width) = scene.across(range);
    (x + 0.5, top + INSET, (width - 1.0).max(2.0), scene.view.rows.track_row() - 2.0 * INSET - 1.0)
}

fn draw_clip(scene: &Scene<'_>, track: &Track, clip: &Clip, top: f64, strength: f64) {
    let (surface, palette) = (scene.surface, scene.palette);
    let area = area(scene, clip.range(), top);
    let mark = author_mark(&scene.shown.project, makers(&scene.shown.project, clip));
    let strength = strength * scene.strength(makers(&scene.shown.project, clip));
    let authorship = scene.shown.authorship;
    let own = palette.track(track.colour);
    let colour = mark.filter(|_| authorship).map_or(own, |mark| palette.author(mark.maker));
    surface.alpha(0.26 * strength);
    surface.rounded(area, 5.0, colour);
    if let Some(mark) = mark.filter(|_| authorship) {
        surface.alpha(0.3 * strength);
        surface.author_pattern(area, mark.maker, colour);
    }
    surface.alpha(0.55 * strength);
    surface.outline(area, 5.0, colour, 1.0, false);
    surface.alpha(strength);
    if let Some(audio) = clip.audio() {
        let making = !scene.shown.making.is_empty() && {
            let warp = clip.warp(&scene.shown.project.tempo);
            scene.shown.making.contains(&rendition::key(audio.asset, warp))
        };
        surface.alpha(if making { 0.35 * strength } else { strength });
        draw_waves::wave(scene, &scene.shown.project, clip, audio, area, colour);
        surface.alpha(strength);
        if making && area.2 > 64.0 {
            scene.font(11, 600);
            surface.words(
                &scene.studio.text("clip-making"),
                (area.0 + 8.0, area.1 + area.3 / 2.0),
                area.2 - 12.0,
                colour,
            );
        }
    } else if let Some(pattern) = track.pattern_of(clip) {
        repeats(scene, clip, pattern, area, colour);
        contour(scene, clip, pattern, area, colour);
    }
    if let Some(mark) = mark {
        author_stripe(scene, area, palette.author(mark.maker));
        if authorship && area.2 > 26.0 {
            scene.font(10, 700);
            let tag = (area.0 + area.2 - 17.0, area.1 + 3.0, 14.0, 14.0);
            surface.rounded(tag, 4.0, palette.author(mark.maker));
            surface.centred(&author_letter(scene.studio, mark.maker), (tag.0 + 7.0, tag.1 + 7.5), &palette.ground);
        }
    }
    surface.alpha(1.0);
    if scene.shown.selection.has_clip(clip.id) {
        surface.outline(area, 5.0, &palette.selection, 2.0, false);
    }
}

/// The author's stripe: beside the notes and shorter than the clip, so that it does not stand for a bar line.
fn author_stripe(scene: &Scene<'_>, (x, y, width, height): (f64, f64, f64, f64), colour: &str) {
    if width > 12.0 {
        scene.surface.rounded((x + 2.0, y + 4.0, 2.0, height - 8.0), 1.0, colour);
    } else {
        scene.surface.rect((x, y + 1.0, 1.5, height - 2.0), colour);
    }
}

/// A notch wherever the pattern begins again.
fn repeats(scene: &Scene<'_>, clip: &Clip, pattern: &Pattern, area: (f64, f64, f64, f64), colour: &str) {
    let length = pattern.length.0.max(1);
    if f64::from(length) * scene.view.viewport.scale() < 8.0 {
        return;
    }
    let mut at = clip.at + Tick(length - clip.offset.0 % length);
    while at < clip.end() {
        let x = scene.view.viewport.x_at(at);
        scene.surface.standing(x, area.1, area.1 + 5.0, colour);
        scene.surface.standing(x, area.1 + area.3 - 5.0, area.1 + area.3, colour);
        at = at + Tick(length);
    }
}

/// The lowest key and the height of a semitone, so that keys fill a clip without jumping about.
struct Heights {
    low: f64,
    semitone: f64,
    bottom: f64,
    thickness: f64,
}

impl Heights {
    fn of(keys: impl Iterator<Item = Pitch> + Clone, area: (f64, f64, f64, f64)) -> Self {
        let keys = keys.map(|pitch| f64::from(pitch.key()));
        let low = keys.clone().fold(127.0, f64::min);
        let high = keys.fold(0.0, f64::max);
        // Fewer than an octave stay in the middle.
        let spare = (12.0 - (high - low)).max(0.0) / 2.0;
        let thickness = (area.3 / 14.0).clamp(2.0, 3.0);
        let semitone = (area.3 - 10.0 - thickness) / ((high - low) + 2.0 * spare).max(1.0);
        Self { low: low - spare, semitone, bottom: area.1 + area.3 - 5.0 - thickness, thickness }
    }

    fn y(&self, pitch: Pitch) -> f64 {
        self.bottom - (f64::from(pitch.key()) - self.low) * self.semitone
    }
}

fn contour(scene: &Scene<'_>, clip: &Clip, pattern: &Pattern, area: (f64, f64, f64, f64), colour: &str) {
    let heights = Heights::of(pattern.notes.iter().map(|note| note.pitch), area);
    for (range, note) in ClipNotes::new(*clip, pattern).inside(scene.view.viewport.visible()) {
        let mark = scene.shown.authorship.then(|| author_mark(&scene.shown.project, note.authors)).flatten();
        let colour = mark.map_or(colour, |mark| scene.palette.author(mark.changed_by.unwrap_or(mark.maker)));
        scene.surface.alpha(scene.strength(note.authors));
        bar(scene, range, heights.y(note.pitch), heights.thickness, colour);
    }
    scene.surface.alpha(1.0);
}

fn bar(scene: &Scene<'_>, range: TickRange, y: f64, thickness: f64, colour: &str) {
    let (x, width) = scene.across(range);
    scene.surface.rect((x, y, (width - 0.5).max(1.5), thickness), colour);
}

/// Draws what the proposal would bring, over the tracks it is meant for and in rows of its own.
pub fn ghosts(scene: &Scene<'_>) {
    let Some(proposal) = &scene.shown.proposal else { return };
    let colour = scene.palette.author(proposal.by.kind());
    let visible = scene.view.viewport.visible();
    let mut fresh = 0;
    for ghost in &scene.view.ghosts {
        let row = ghost.track.map_or_else(
            || {
                fresh += 1;
                Row::Ghost(fresh - 1)
            },
            Row::Track,
        );
        if matches!(row, Row::Track(index) if !scene.view.rows.shows(index)) {
            continue;
        }
        let top = scene.view.rows.top(row);
        let Some(part) = proposal.score.parts.get(ghost.part) else { continue };
        if top + scene.view.rows.track_row() < LANES || top > scene.surface.height {
            continue;
        }
        for clip in ghost.clips.iter().filter(|clip| clip.range.overlaps(visible)) {
            let area = area(scene, clip.range, top);
            frame(scene, area, colour);
            let heights = Heights::of(part.notes.iter().map(|note| note.pitch), area);
            let (start, end) = (proposal.place.start(), clip.range.end);
            let first = part.notes.partition_point(|note| note.start + start < clip.range.start);
            let last = part.notes.partition_point(|note| note.start + start < end);
            for note in part.notes.get(first..last).unwrap_or(&[]) {
                let range = proposal.placed(TickRange::new(note.start, note.start + note.length));
                let range = TickRange::new(range.start, range.end.min(end));
                if range.overlaps(visible) {
                    bar(scene, range, heights.y(note.pitch), heights.thickness, colour);
                }
            }
        }
    }
}

/// Draws the recording that is heard with the song, in rows of its own below those of the proposal.
pub fn heard(scene: &Scene<'_>) {
    let Some(over) = &scene.shown.heard else { return };
    for (place, track) in fresh_tracks(&scene.shown.project, over).enumerate() {
        let top = scene.view.rows.top(Row::Ghost(scene.view.proposed + place));
        for clip in &track.clips {
            let Some(audio) = clip.audio() else { continue };
            let mark = over.asset(audio.asset).and_then(|asset| author_mark(over, asset.authors));
            let colour = mark.map_or(scene.palette.track(track.colour), |mark| scene.palette.author(mark.maker));
            let area = area(scene, clip.range(), top);
            frame(scene, area, colour);
            draw_waves::wave(scene, over, clip, audio, area, colour);
        }
    }
}

/// The tracks of a project that another does not have.
pub fn fresh_tracks<'a>(project: &Project, over: &'a Project) -> impl Iterator<Item = &'a Track> + use<'a> {
    let known: Vec<TrackId> = project.tracks.iter().map(|track| track.id).collect();
    over.tracks.iter().filter(move |track| !known.contains(&track.id)).map(|track| &**track)
}

/// The dashed frame of a ghost; what lies under it shows faintly, since accepting would replace it.
fn frame(scene: &Scene<'_>, area: (f64, f64, f64, f64), colour: &str) {
    scene.surface.alpha(0.75);
    scene.surface.rounded(area, 5.0, &scene.palette.ground);
    scene.surface.alpha(0.1);
    scene.surface.rounded(area, 5.0, colour);
    scene.surface.alpha(1.0);
    scene.surface.outline(area, 5.0, colour, 1.25, true);
}
