//! Edits of the named places on the timeline.

use std::rc::Rc;

use crate::edit::EditError;
use crate::edit::apply::checked_name;
use crate::edit::rearrange::{Piece, first};
use crate::edit::stamp::{changed, made};
use crate::project::limits::{MAX_MARKERS, MAX_TICK};
use crate::project::{Marker, Project};
use crate::provenance::{AuthorsId, ContributionId};
use crate::time::Tick;

const TOO_MANY: EditError = EditError::TooMany { what: "error-edit-many-spans", limit: MAX_MARKERS };

/// Puts markers in place of all there are. One that carries authors was moved or renamed, and the sender joins them; one
/// that stays as it is keeps its own.
///
/// # Errors
/// Too many, two at one place, one past the end of time, or a name that cannot be shown.
pub fn set(project: &mut Project, markers: &[Marker], by: ContributionId) -> Result<(), EditError> {
    if markers.len() > MAX_MARKERS {
        return Err(TOO_MANY);
    }
    let old = Rc::clone(&project.markers);
    let mut new = Vec::with_capacity(markers.len());
    for marker in markers {
        if marker.at > MAX_TICK {
            return Err(EditError::Time);
        }
        let name = checked_name(&marker.name)?;
        let authors = match marker.authors {
            kept if old.contains(marker) => kept,
            none if none == AuthorsId::default() => made(project, none, by),
            carried => changed(project, carried, by),
        };
        new.push(Marker { at: marker.at, name, authors });
    }
    new.sort_by_key(|marker| marker.at);
    if new.windows(2).any(|pair| pair[0].at == pair[1].at) {
        return Err(EditError::Overlap);
    }
    project.markers = Rc::new(new);
    Ok(())
}

/// Takes markers along with the spans of the song they lie in. Those at or behind the old end stay as far behind the new
/// one.
///
/// # Errors
/// Too many, where a span that is there twice takes them along twice.
pub(super) fn rearrange(
    project: &mut Project,
    pieces: &[Piece],
    old_end: Tick,
    by: ContributionId,
) -> Result<(), EditError> {
    if project.markers.is_empty() {
        return Ok(());
    }
    let old = Rc::clone(&project.markers);
    let end = pieces.last().map_or(Tick::ZERO, |last| last.place(last.from.end));
    let mut placed = vec![false; old.len()];
    let mut new = Vec::new();
    let mut put = |project: &mut Project, index: usize, marker: &Marker, at: Tick| {
        let moves = first(&mut placed, index) && at != marker.at;
        let authors = if moves { changed(project, marker.authors, by) } else { marker.authors };
        new.push(Marker { at, name: marker.name.clone(), authors });
        if new.len() > MAX_MARKERS { Err(TOO_MANY) } else { Ok(()) }
    };
    for piece in pieces {
        for (index, marker) in old.iter().enumerate().filter(|(_, marker)| piece.from.contains(marker.at)) {
            put(project, index, marker, piece.place(marker.at))?;
        }
    }
    let behind = |marker: &Marker| marker.at >= old_end && !pieces.iter().any(|piece| piece.from.contains(marker.at));
    for (index, marker) in old.iter().enumerate().filter(|(_, marker)| behind(marker)) {
        let at = end + (marker.at - old_end);
        if at <= MAX_TICK {
            put(project, index, marker, at)?;
        }
    }
    new.sort_by_key(|marker| marker.at);
    project.markers = Rc::new(new);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft;
    use crate::edit::{Command, apply};
    use crate::provenance::Contributor;
    use crate::time::TickRange;

    fn person(project: &mut Project, name: &str) -> ContributionId {
        let by = Contributor::Person { name: name.to_owned() };
        Rc::make_mut(&mut project.ledger).attribute(&by, None, 5).unwrap()
    }

    fn marker(at: u32, name: &str) -> Marker {
        Marker { at: Tick(at), name: name.to_owned(), authors: AuthorsId::default() }
    }

    fn places(project: &Project) -> Vec<(u32, &str)> {
        project.markers.iter().map(|marker| (marker.at.0, marker.name.as_str())).collect()
    }

    #[test]
    fn markers_are_put_in_order_and_keep_their_makers() {
        let mut project = draft::song("a folk song", 1, 0).unwrap();
        let (ada, bob) = (person(&mut project, "Ada"), person(&mut project, "Bob"));
        set(&mut project, &[marker(7_680, " Drop "), marker(960, "Here")], ada).unwrap();
        assert_eq!(places(&project), [(960, "Here"), (7_680, "Drop")]);
        let mut moved = project.markers.to_vec();
        moved[1].at = Tick(8_640);
        set(&mut project, &moved, bob).unwrap();
        let authors = |index: usize| project.authors.get(project.markers[index].authors).to_vec();
        assert_eq!((authors(0), authors(1)), (vec![ada], vec![ada, bob]));
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let mut project = draft::song("a folk song", 1, 0).unwrap();
        let by = person(&mut project, "Ada");
        let mut refused = |markers: &[Marker]| set(&mut project, markers, by).unwrap_err();
        assert_eq!(refused(&[marker(960, "a"), marker(960, "b")]), EditError::Overlap);
        assert_eq!(refused(&[Marker { at: MAX_TICK + Tick(1), ..marker(0, "a") }]), EditError::Time);
        assert_eq!(refused(&[marker(0, "a\nb")]), EditError::Name);
        assert_eq!(refused(&vec![marker(0, "a"); MAX_MARKERS + 1]), TOO_MANY);
    }

    #[test]
    fn sections_take_their_markers_along_and_the_end_stays_the_end() {
        let mut project = draft::song("a folk song", 1, 0).unwrap();
        let by = person(&mut project, "Ada");
        let end = project.end();
        let bar = |bar: u32| Tick(3_840 * bar);
        let names = [marker(960, "first"), marker(3_840 + 480, "second"), Marker { at: end, ..marker(0, "end") }];
        set(&mut project, &names, by).unwrap();
        let (one, two) = (TickRange::new(bar(0), bar(1)), TickRange::new(bar(1), bar(2)));
        let rest = TickRange::new(bar(2), end);
        let pieces = vec![two, one, one, rest];
        apply(&mut project, &Command::Rearrange { pieces }, by).unwrap();
        let after = end.0 + 3_840;
        assert_eq!(places(&project), [(480, "second"), (3_840 + 960, "first"), (7_680 + 960, "first"), (after, "end")]);
        apply(&mut project, &Command::Rearrange { pieces: vec![one] }, by).unwrap();
        assert_eq!(places(&project), [(480, "second"), (3_840, "end")]);
    }
}
