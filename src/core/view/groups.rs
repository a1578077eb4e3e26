//! Groups of tracks: what makes them, and how tracks come and go.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::edit::Command;
use crate::project::{BusId, Project, StripId, Track, TrackId};

/// Makes a group of tracks: a bus, which they lead to from now on, and the tracks moved together below the first of them.
/// The bus is called by the first number that gives it a name of its own. `None` where no such track is there.
pub fn group_tracks(
    project: &Project,
    tracks: &BTreeSet<TrackId>,
    name: impl Fn(usize) -> String,
) -> Option<(Vec<Command>, BusId)> {
    let places: Vec<usize> = places(project, |track| tracks.contains(&track.id));
    let first = *places.first()?;
    let bus = { project.ids }.bus();
    let mut commands = vec![Command::AddBus { bus, name: unused_name(project, name) }];
    for (place, to) in places.into_iter().zip(first..) {
        let Some(track) = project.tracks.get(place).map(|track| track.id) else { continue };
        // The tracks between go one place down each time, and nothing above moves.
        commands.extend((place != to).then_some(Command::MoveTrack { track, index: to }));
        commands.push(Command::SetOutput { strip: StripId::Track(track), bus: Some(bus) });
    }
    Some((commands, bus))
}

/// Lets the tracks of a group lead to the master. The bus goes too, unless sends feed it: those go on.
pub fn ungroup(project: &Project, bus: BusId) -> Vec<Command> {
    if project.tracks.iter().any(|track| track.strip.sends.iter().any(|send| send.bus == bus)) {
        let output = |track: &Rc<Track>| Command::SetOutput { strip: StripId::Track(track.id), bus: None };
        return project.members(bus).map(output).collect();
    }
    vec![Command::RemoveBus { bus }]
}

/// Adds a bus that nothing feeds yet.
pub fn add_bus(project: &Project, name: impl Fn(usize) -> String) -> (Command, BusId) {
    let bus = { project.ids }.bus();
    (Command::AddBus { bus, name: unused_name(project, name) }, bus)
}

/// The first name by a number from one on that no bus has.
fn unused_name(project: &Project, name: impl Fn(usize) -> String) -> String {
    let taken = |name: &String| project.buses.iter().any(|bus| bus.name == *name);
    let numbers = 1..=project.buses.len() + 1;
    numbers.map(&name).find(|name| !taken(name)).unwrap_or_else(|| name(1))
}

/// Lets a track lead to a bus, or to the master, and moves it to the end of the group that it joins or leaves, so that groups
/// stay together. Nothing where it leads there already.
pub fn lead_to(project: &Project, track: TrackId, bus: Option<BusId>) -> Vec<Command> {
    let Some(from) = project.tracks.iter().position(|known| known.id == track) else { return Vec::new() };
    let before = project.tracks.get(from).and_then(|track| track.strip.output);
    if before == bus {
        return Vec::new();
    }
    let end = |of: BusId| places(project, |known| known.strip.output == Some(of) && known.id != track).last().copied();
    let last = bus.and_then(end).or_else(|| before.and_then(end).filter(|last| *last > from));
    // Once the track is taken out, what lay below it is one place higher.
    let to = last.map_or(from, |last| if last > from { last } else { last + 1 });
    let output = Command::SetOutput { strip: StripId::Track(track), bus };
    std::iter::once(output).chain((to != from).then_some(Command::MoveTrack { track, index: to })).collect()
}

fn places(project: &Project, is_meant: impl Fn(&Track) -> bool) -> Vec<usize> {
    let tracks = project.tracks.iter().enumerate();
    tracks.filter(|(_, track)| is_meant(track)).map(|(place, _)| place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft;
    use crate::edit::{Edit, History};
    use crate::provenance::Contributor;

    fn song() -> (History, Vec<TrackId>) {
        let history = History::new(draft::song("a wistful city-pop song", 1, 0).unwrap());
        let tracks: Vec<TrackId> = history.project().tracks.iter().map(|track| track.id).collect();
        assert!(tracks.len() >= 4);
        (history, tracks)
    }

    fn run(history: &mut History, commands: Vec<Command>) {
        history.run(Edit::new("edit", commands, Contributor::built_in_composer(), 1)).unwrap();
    }

    fn order(history: &History) -> Vec<TrackId> {
        history.project().tracks.iter().map(|track| track.id).collect()
    }

    fn group(history: &mut History, tracks: &[TrackId]) -> BusId {
        let tracks = tracks.iter().copied().collect();
        let (commands, bus) = group_tracks(history.project(), &tracks, |number| format!("Group {number}")).unwrap();
        run(history, commands);
        bus
    }

    #[test]
    fn grouped_tracks_stand_together_below_the_first_and_lead_to_one_bus() {
        let (mut history, tracks) = song();
        let bus = group(&mut history, &[tracks[3], tracks[1]]);
        assert_eq!(order(&history)[..4], [tracks[0], tracks[1], tracks[3], tracks[2]]);
        let project = history.project();
        assert_eq!(project.members(bus).map(|track| track.id).collect::<Vec<_>>(), [tracks[1], tracks[3]]);
        assert_eq!(project.bus(bus).unwrap().name, "Group 1");
        let second = group(&mut history, &[tracks[0]]);
        assert_eq!(history.project().bus(second).unwrap().name, "Group 2");
        assert_eq!(group_tracks(history.project(), &BTreeSet::new(), |_| String::new()), None);
    }

    #[test]
    fn a_group_goes_with_its_bus_but_a_bus_that_sends_feed_stays() {
        let (mut history, tracks) = song();
        let bus = group(&mut history, &tracks[1..3]);
        assert_eq!(ungroup(history.project(), bus), [Command::RemoveBus { bus }]);
        let fed = |bus: &BusId| {
            let sends = history.project().tracks.iter().flat_map(|track| &track.strip.sends);
            sends.map(|send| send.bus).any(|known| known == *bus)
        };
        let reverb = history.project().buses.iter().map(|bus| bus.id).find(fed).unwrap();
        let commands = lead_to(history.project(), tracks[3], Some(reverb));
        run(&mut history, commands);
        let commands = ungroup(history.project(), reverb);
        run(&mut history, commands);
        assert!(history.project().bus(reverb).is_some() && !history.project().is_group(reverb));
    }

    #[test]
    fn a_track_joins_and_leaves_a_group_at_its_end() {
        let (mut history, tracks) = song();
        let bus = group(&mut history, &tracks[1..3]);
        let commands = lead_to(history.project(), tracks[0], Some(bus));
        run(&mut history, commands);
        assert_eq!(order(&history)[..4], [tracks[1], tracks[2], tracks[0], tracks[3]]);
        assert_eq!(history.project().members(bus).count(), 3);
        assert_eq!(lead_to(history.project(), tracks[0], Some(bus)), []);
        let commands = lead_to(history.project(), tracks[1], None);
        run(&mut history, commands);
        assert_eq!(order(&history)[..4], [tracks[2], tracks[0], tracks[1], tracks[3]]);
        // The last one is at the end already, and a bus without tracks has no place.
        assert_eq!(lead_to(history.project(), tracks[0], None).len(), 1);
        let reverb = history.project().buses[0].id;
        assert_eq!(lead_to(history.project(), tracks[3], Some(reverb)).len(), 1);
        let commands = lead_to(history.project(), tracks[3], Some(bus));
        run(&mut history, commands);
        assert_eq!(order(&history)[..4], [tracks[2], tracks[0], tracks[3], tracks[1]]);
    }
}
