//! Named places on the ruler: which one lies under a pointer, and the edits that put, move, name and remove them.

use crate::edit::Command;
use crate::project::limits::{MAX_MARKERS, MAX_TICK};
use crate::project::{Marker, Project};
use crate::provenance::AuthorsId;
use crate::time::{Tick, TickRange};

/// The narrowest and the widest flag, in pixels.
const FLAG: (f64, f64) = (16.0, 96.0);

/// A fair guess of how wide small words are, in pixels: what is pressed need not be measured on a canvas.
pub fn fair_width(words: &str) -> f64 {
    words.chars().map(|letter| if letter.is_ascii() { 6.0 } else { 11.0 }).sum()
}

/// How wide a marker's flag is drawn, in pixels.
pub fn flag_width(name: &str) -> f64 {
    (fair_width(name) + 10.0).clamp(FLAG.0, FLAG.1)
}

/// Where each marker's flag lies: from the marker to where the next one or its bar ends.
pub(super) fn flags(project: &Project) -> Vec<TickRange> {
    let markers = &project.markers;
    let next = markers.iter().skip(1).map(|marker| marker.at).chain([Tick(u32::MAX)]);
    let flag = |(marker, next): (&Marker, Tick)| {
        let bar = project.meter.position(marker.at).bar;
        TickRange::new(marker.at, project.meter.bar_start(bar.saturating_add(1)).min(next))
    };
    markers.iter().zip(next).map(flag).collect()
}

/// The marker whose flag is under a fractional tick, with a pixel's width in ticks. The later one lies on top.
pub fn marker_at(project: &Project, tick: f64, pixel: f64) -> Option<&Marker> {
    let before = project.markers.partition_point(|marker| f64::from(marker.at.0) - 3.0 * pixel <= tick);
    let marker = project.markers.get(before.checked_sub(1)?)?;
    (tick < f64::from(marker.at.0) + flag_width(&marker.name) * pixel).then_some(marker)
}

/// The marker after a tick, or before it.
pub fn next_marker(project: &Project, tick: Tick, later: bool) -> Option<&Marker> {
    match later {
        true => project.markers.iter().find(|marker| marker.at > tick),
        false => project.markers.iter().rev().find(|marker| marker.at < tick),
    }
}

/// Puts a marker at a tick. `None` where there is one, or no room for more.
pub fn add_marker(project: &Project, at: Tick, name: &str) -> Option<Command> {
    let taken = project.markers.iter().any(|marker| marker.at == at);
    if taken || at > MAX_TICK || project.markers.len() >= MAX_MARKERS {
        return None;
    }
    let mut markers = project.markers.to_vec();
    markers.push(Marker { at, name: name.to_owned(), authors: AuthorsId::default() });
    markers.sort_by_key(|marker| marker.at);
    Some(Command::SetMarkers { markers })
}

/// Changes the marker at a tick; no name takes it away. `None` where that changes nothing, or would put it on another.
pub fn change_marker(project: &Project, from: Tick, to: Tick, name: &str) -> Option<Command> {
    let index = project.markers.iter().position(|marker| marker.at == from)?;
    let mut markers = project.markers.to_vec();
    let marker = markers.get_mut(index)?;
    let name = name.trim();
    if name.is_empty() {
        markers.remove(index);
        return Some(Command::SetMarkers { markers });
    }
    let to = to.min(MAX_TICK);
    if (marker.at, marker.name.as_str()) == (to, name) {
        return None;
    }
    (marker.at, marker.name) = (to, name.to_owned());
    markers.sort_by_key(|marker| marker.at);
    markers.windows(2).all(|pair| pair[0].at < pair[1].at).then_some(Command::SetMarkers { markers })
}

/// Moves the marker at a tick. `None` where it stays, or would lie on another.
pub fn move_marker(project: &Project, from: Tick, to: Tick) -> Option<Command> {
    let marker = project.markers.iter().find(|marker| marker.at == from)?;
    change_marker(project, from, to, &marker.name)
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use proptest::prelude::*;

    use super::*;
    use crate::project::ProjectId;

    fn song(places: &[u32]) -> Project {
        let mut project = Project::empty(ProjectId(1));
        let marker = |at: &u32| Marker { at: Tick(*at), name: format!("M{at}"), authors: AuthorsId::default() };
        project.markers = Rc::new(places.iter().map(marker).collect());
        project
    }

    fn places(command: Option<Command>) -> Option<Vec<u32>> {
        match command? {
            Command::SetMarkers { markers } => Some(markers.iter().map(|marker| marker.at.0).collect()),
            _ => None,
        }
    }

    proptest! {
        #[test]
        fn whatever_is_done_markers_stay_in_order(
            known in prop::collection::btree_set(0u32..20_000, 1..12),
            (pick, to) in (any::<prop::sample::Index>(), 0u32..20_000),
        ) {
            let known: Vec<u32> = known.into_iter().collect();
            let (project, from) = (song(&known), known[pick.index(known.len())]);
            for command in [
                add_marker(&project, Tick(to), "new"),
                move_marker(&project, Tick(from), Tick(to)),
                change_marker(&project, Tick(from), Tick(from), ""),
            ] {
                let Some(places) = places(command) else { prop_assert!(known.contains(&to)); continue };
                prop_assert!(places.windows(2).all(|pair| pair[0] < pair[1]));
                prop_assert!(places.contains(&to) || places.len() + 1 == known.len());
            }
        }

        #[test]
        fn every_flag_is_found_at_its_pole(known in prop::collection::btree_set(0u32..200_000, 1..12), zoom in 0.002f64..1.0) {
            let known: Vec<u32> = known.into_iter().collect();
            let project = song(&known);
            for at in &known {
                prop_assert_eq!(marker_at(&project, f64::from(*at), 0.1 / zoom).map(|marker| marker.at.0 >= *at), Some(true));
            }
            let last = known[known.len() - 1];
            prop_assert_eq!(marker_at(&project, f64::from(last) + 97.0 / zoom, 1.0 / zoom), None);
        }
    }

    #[test]
    fn flags_end_with_their_bar_or_where_the_next_begins() {
        let ranges = flags(&song(&[0, 960, 5_000]));
        let ends: Vec<u32> = ranges.iter().map(|range| range.end.0).collect();
        assert_eq!(ends, [960, 3_840, 7_680]);
    }

    #[test]
    fn the_next_is_never_the_one_here() {
        let project = song(&[0, 960, 5_000]);
        let next = |tick, later| next_marker(&project, Tick(tick), later).map(|marker| marker.at.0);
        assert_eq!([next(0, true), next(960, true), next(5_000, true)], [Some(960), Some(5_000), None]);
        assert_eq!([next(0, false), next(961, false), next(960, false)], [None, Some(960), Some(0)]);
    }

    #[test]
    fn a_marker_does_not_go_where_another_is() {
        let project = song(&[0, 960]);
        assert_eq!(add_marker(&project, Tick(960), "x"), None);
        assert_eq!(move_marker(&project, Tick(0), Tick(960)), None);
        assert_eq!(move_marker(&project, Tick(0), Tick(0)), None);
        assert_eq!(places(move_marker(&project, Tick(0), Tick(1_920))), Some(vec![960, 1_920]));
        assert!(flag_width("Drop") < flag_width("副歌") + 4.0 && flag_width(&"x".repeat(90)) == FLAG.1);
    }
}
