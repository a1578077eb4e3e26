//! Edits of buses: adding, removing and naming.

use std::rc::Rc;

use crate::edit::EditError;
use crate::edit::apply::checked_name;
use crate::edit::automation::forget_send;
use crate::edit::stamp::made;
use crate::edit::tracks::claim;
use crate::project::limits::MAX_BUSES;
use crate::project::{Bus, BusId, Project};
use crate::provenance::{AuthorsId, ContributionId};

/// Adds a bus after the others. Whoever adds it is its author.
///
/// # Errors
/// Too many buses, an id that is taken, or a name that cannot be shown.
pub fn add(project: &mut Project, id: BusId, name: &str, by: ContributionId) -> Result<(), EditError> {
    if project.buses.len() >= MAX_BUSES {
        return Err(EditError::TooMany { what: "error-edit-many-buses", limit: MAX_BUSES });
    }
    claim(project, id.0, project.bus(id).is_some())?;
    let mut bus = Bus::plain(id, checked_name(name)?);
    bus.strip.authors = made(project, AuthorsId::default(), by);
    project.buses.push(Rc::new(bus));
    Ok(())
}

/// Removes a bus. What led to it leads to the master, and taps to it go with their lanes; that makes nobody an author.
///
/// # Errors
/// There is no such bus.
pub fn remove(project: &mut Project, id: BusId) -> Result<(), EditError> {
    let place = project.buses.iter().position(|bus| bus.id == id).ok_or(EditError::NoSuchBus)?;
    project.buses.remove(place);
    for track in &mut project.tracks {
        let strip = &track.strip;
        if strip.output == Some(id) || strip.sends.iter().any(|send| send.bus == id) {
            let strip = &mut Rc::make_mut(track).strip;
            strip.output = strip.output.filter(|bus| *bus != id);
            strip.sends.retain(|send| send.bus != id);
            forget_send(strip, id);
        }
    }
    Ok(())
}

/// Names a bus.
///
/// # Errors
/// There is no such bus, or the name cannot be shown.
pub fn rename(project: &mut Project, id: BusId, name: &str) -> Result<(), EditError> {
    let name = checked_name(name)?;
    let bus = project.buses.iter_mut().find(|bus| bus.id == id).ok_or(EditError::NoSuchBus)?;
    Rc::make_mut(bus).name = name;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft;
    use crate::edit::{Command, Edit, History};
    use crate::pcm::Decibels;
    use crate::project::{Point, StripId, Target, TrackId};
    use crate::provenance::Contributor;
    use crate::time::Tick;

    fn person() -> Contributor {
        Contributor::Person { name: "Ada".to_owned() }
    }

    fn run(history: &mut History, commands: Vec<Command>) -> Result<(), EditError> {
        history.run(Edit::new("edit", commands, person(), 1)).map(drop)
    }

    fn group(history: &History) -> (BusId, Vec<TrackId>, Vec<Command>) {
        let project = history.project();
        let bus = { project.ids }.bus();
        let tracks: Vec<TrackId> = project.tracks.iter().take(2).map(|track| track.id).collect();
        let output = |track: &TrackId| Command::SetOutput { strip: StripId::Track(*track), bus: Some(bus) };
        let add = Command::AddBus { bus, name: " Band ".to_owned() };
        let commands = std::iter::once(add).chain(tracks.iter().map(output)).collect();
        (bus, tracks, commands)
    }

    #[test]
    fn a_group_is_made_renamed_and_taken_apart_and_undo_restores_it_whole() {
        let mut history = History::new(draft::song("a folk song", 1, 0).unwrap());
        let (bus, tracks, commands) = group(&history);
        run(&mut history, commands).unwrap();
        assert_eq!(history.project().members(bus).map(|track| track.id).collect::<Vec<_>>(), tracks);
        assert_eq!(history.project().bus(bus).unwrap().name, "Band");
        let strip = StripId::Track(tracks[1]);
        let send = Command::SetSend { strip, bus, level: Some(Decibels(-6.0)) };
        let points = vec![Point::new(Tick(0), -12.0)];
        let lane = Command::SetAutomation { strip, target: Target::Send(bus), points: points.clone() };
        let own = Command::SetAutomation { strip: StripId::Bus(bus), target: Target::Volume, points };
        let name = Command::RenameBus { bus, name: "Choir".to_owned() };
        run(&mut history, vec![send, lane, own, name]).unwrap();
        let whole = Project::clone(history.project());
        run(&mut history, vec![Command::RemoveBus { bus }]).unwrap();
        let project = history.project();
        assert!(project.bus(bus).is_none() && project.members(bus).next().is_none());
        let strip = project.strip(strip).unwrap();
        assert!(strip.sends.iter().all(|send| send.bus != bus) && strip.lane(&Target::Send(bus)).is_none());
        history.undo(&person(), 2).unwrap();
        assert_eq!((&history.project().tracks, &history.project().buses), (&whole.tracks, &whole.buses));
        assert_eq!(history.project().bus(bus).unwrap().name, "Choir");
    }

    #[test]
    fn only_tracks_lead_to_a_bus_and_only_to_one_that_is_there() {
        let mut history = History::new(draft::song("a folk song", 1, 0).unwrap());
        let first = StripId::Track(history.project().tracks[0].id);
        let reverb = history.project().buses[0].id;
        for (strip, bus) in [(first, BusId(9_999)), (StripId::Bus(reverb), reverb), (StripId::Master, reverb)] {
            assert!(run(&mut history, vec![Command::SetOutput { strip, bus: Some(bus) }]).is_err());
        }
        let taken = Command::AddBus { bus: reverb, name: "Band".to_owned() };
        assert_eq!(run(&mut history, vec![taken]), Err(EditError::IdTaken));
        assert_eq!(run(&mut history, vec![Command::RemoveBus { bus: BusId(9_999) }]), Err(EditError::NoSuchBus));
        let many = (0..8).map(|number| Command::AddBus { bus: BusId(10_000 + number), name: "Band".to_owned() });
        assert!(matches!(run(&mut history, many.collect()), Err(EditError::TooMany { limit: 8, .. })));
    }

    #[test]
    fn a_copy_of_a_track_joins_its_group() {
        let mut history = History::new(draft::song("a folk song", 1, 0).unwrap());
        let (bus, tracks, commands) = group(&history);
        run(&mut history, commands).unwrap();
        let copy = { history.project().ids }.track();
        run(&mut history, vec![Command::CopyTrack { track: tracks[0], copy, name: "Twin".to_owned() }]).unwrap();
        assert_eq!(history.project().members(bus).count(), 3);
    }
}
