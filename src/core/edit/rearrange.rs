//! The song in another order: spans of it are put one after another, with everything that lies in them.

use std::rc::Rc;

use crate::edit::clips::drop_unused;
use crate::edit::stamp::changed;
use crate::edit::{EditError, automation, markers};
use crate::project::limits::{MAX_CLIPS, MAX_SPANS, MAX_TICK};
use crate::project::{Clip, Project, Track, TrackId};
use crate::provenance::{AuthorsId, ContributionId};
use crate::time::{Tick, TickRange};

/// A span of the song as it is, and where it goes.
#[derive(Clone, Copy)]
pub(super) struct Piece {
    pub(super) from: TickRange,
    pub(super) to: Tick,
}

impl Piece {
    pub(super) fn place(self, tick: Tick) -> Tick {
        self.to + (tick - self.from.start)
    }

    /// What of a span lies in the piece, where the piece goes.
    fn cut(self, range: TickRange) -> TickRange {
        TickRange::new(self.place(range.start.max(self.from.start)), self.place(range.end.min(self.from.end)))
    }
}

/// Puts spans of the song one after another from its start on: sections, chords, words, markers, the clips of
/// every track and all automation.
/// What no span holds goes; what two hold is there twice. Tempo and time signatures stay where they are.
///
/// # Errors
/// A span that is empty or past the end of time, too many of anything, or a locked track whose clips would change.
pub fn rearrange(project: &mut Project, pieces: &[TickRange], by: ContributionId) -> Result<(), EditError> {
    let pieces = laid_out(pieces)?;
    markers::rearrange(project, &pieces, project.end(), by)?;
    let old = Rc::clone(&project.sections);
    let moved = spans(project, &pieces, &old, by, |section| (section.range, section.authors), false)?;
    let placed = moved.into_iter().map(|(index, range, authors)| {
        let mut section = old[index].clone();
        (section.range, section.authors) = (range, authors);
        section
    });
    project.sections = Rc::new(placed.collect());
    let old = Rc::clone(&project.chords);
    let moved = spans(project, &pieces, &old, by, |span| (span.range, span.authors), false)?;
    let placed = moved.into_iter().map(|(index, range, authors)| {
        let mut span = old[index];
        (span.range, span.authors) = (range, authors);
        span
    });
    project.chords = Rc::new(placed.collect());
    let old = Rc::clone(&project.lyrics);
    let moved = spans(project, &pieces, &old, by, |line| (line.range, line.authors), true)?;
    let placed = moved.into_iter().map(|(index, range, authors)| {
        let mut line = old[index].clone();
        (line.range, line.authors) = (range, authors);
        line
    });
    project.lyrics = Rc::new(placed.collect());
    let tracks: Vec<TrackId> = project.tracks.iter().map(|track| track.id).collect();
    tracks.into_iter().try_for_each(|track| clips(project, track, &pieces, by))?;
    automation::rearrange(project, &pieces, by)
}

/// Where each span goes; those that follow one another already are one, so that nothing is cut between them.
fn laid_out(pieces: &[TickRange]) -> Result<Vec<Piece>, EditError> {
    if pieces.len() > MAX_SPANS {
        return Err(EditError::TooMany { what: "error-edit-many-spans", limit: MAX_SPANS });
    }
    let (mut laid, mut to) = (Vec::<Piece>::with_capacity(pieces.len()), Tick::ZERO);
    for piece in pieces {
        if piece.is_empty() || piece.end > MAX_TICK || to + piece.length() > MAX_TICK {
            return Err(EditError::Time);
        }
        match laid.last_mut().filter(|last| last.from.end == piece.start) {
            Some(last) => last.from.end = piece.end,
            None => laid.push(Piece { from: *piece, to }),
        }
        to = to + piece.length();
    }
    Ok(laid)
}

/// Which span goes where, and with which authors: an editor joins those of what moves, and a copy keeps its own.
/// Words that are sung over the edge of a piece belong to the piece they begin in, whole.
fn spans<S>(
    project: &mut Project,
    pieces: &[Piece],
    old: &[S],
    by: ContributionId,
    of: impl Fn(&S) -> (TickRange, AuthorsId),
    whole: bool,
) -> Result<Vec<(usize, TickRange, AuthorsId)>, EditError> {
    let mut found = Vec::new();
    let mut placed = vec![false; old.len()];
    for piece in pieces {
        for (index, span) in old.iter().enumerate() {
            let (range, authors) = of(span);
            let here = if whole { piece.from.contains(range.start) } else { piece.from.overlaps(range) };
            if !here {
                continue;
            }
            let to = match whole {
                true => {
                    TickRange::new(piece.place(range.start), (piece.place(range.start) + range.length()).min(MAX_TICK))
                }
                false => piece.cut(range),
            };
            let moves = first(&mut placed, index) && to != range;
            found.push((index, to, if moves { changed(project, authors, by) } else { authors }));
            if found.len() > MAX_SPANS {
                return Err(EditError::TooMany { what: "error-edit-many-spans", limit: MAX_SPANS });
            }
        }
    }
    Ok(found)
}

fn clips(project: &mut Project, track: TrackId, pieces: &[Piece], by: ContributionId) -> Result<(), EditError> {
    let before = Rc::clone(project.track(track).ok_or(EditError::NoSuchTrack)?);
    let mut found = Vec::new();
    let mut placed = vec![false; before.clips.len()];
    for piece in pieces {
        for (index, clip) in before.clips.iter().enumerate() {
            if !clip.range().overlaps(piece.from) {
                continue;
            }
            let cut = cut(project, *clip, *piece);
            let (id, authors) = match first(&mut placed, index) {
                true if cut == *clip => (clip.id, clip.authors),
                true => (clip.id, changed(project, clip.authors, by)),
                false => (project.ids.clip(), clip.authors),
            };
            found.push(Clip { id, authors, ..cut });
            if found.len() > MAX_CLIPS {
                return Err(EditError::TooMany { what: "error-edit-many-clips", limit: MAX_CLIPS });
            }
        }
    }
    if found == before.clips {
        return Ok(());
    }
    if before.locked {
        return Err(EditError::Locked(before.name.clone()));
    }
    let played: Vec<_> = before.clips.iter().filter_map(Clip::pattern).collect();
    let target: &mut Track = project.track_mut(track).ok_or(EditError::NoSuchTrack)?;
    target.clips = found;
    drop_unused(project, track, &played)
}

/// Whether something is placed for the first time.
pub(super) fn first(placed: &mut [bool], index: usize) -> bool {
    placed.get_mut(index).is_some_and(|placed| !std::mem::replace(placed, true))
}

/// What of a clip lies in a piece, where the piece goes.
fn cut(project: &Project, clip: Clip, piece: Piece) -> Clip {
    let rate = clip.audio().and_then(|audio| project.asset(audio.asset)?.recording()).map_or(0, |(_, rate)| rate);
    let ended = if clip.end() > piece.from.end { clip.to_tick(piece.from.end) } else { clip };
    let begun = match ended.at < piece.from.start {
        true => ended.from_tick(piece.from.start, &project.tempo, rate),
        false => ended,
    };
    Clip { at: piece.place(begun.at), ..begun }
}
