//! Edits of automation: a lane is replaced whole, so that the same command twice is as once.

use std::rc::Rc;

use crate::edit::rearrange::Piece;
use crate::edit::stamp::{changed, is_person, made};
use crate::edit::{Command, EditError};
use crate::project::limits::{MAX_LANES, MAX_POINTS, MAX_TICK};
use crate::project::{AutomationLane, BusId, Point, Project, Strip, StripId, Target, TrackId};
use crate::provenance::{AuthorsId, ContributionId};
use crate::sound::{ParamError, ParamSpec, Patch, Segment};

/// Puts points in place of those of a target's lane; none takes the lane away. Values are brought into range.
///
/// What stays keeps its authors, what a person changes or moves keeps them and the person joins; what a co-writer puts in
/// the place of something is its own.
pub fn set(
    project: &mut Project,
    strip: StripId,
    target: &Target,
    points: &[Point],
    by: ContributionId,
) -> Result<(), EditError> {
    let missing = if matches!(strip, StripId::Bus(_)) { EditError::NoSuchBus } else { EditError::NoSuchTrack };
    let found = project.strip(strip).ok_or(missing)?;
    let old: Vec<Point> = found.lane(target).map(|lane| lane.points.clone()).unwrap_or_default();
    let spec = project.spec(strip, target).ok_or_else(|| no_such(target))?;
    if points.len() > MAX_POINTS {
        return Err(EditError::TooMany { what: "error-edit-many-points", limit: MAX_POINTS });
    }
    let in_order = points.windows(2).all(|pair| pair[0].at < pair[1].at);
    if !in_order || points.last().is_some_and(|point| point.at > MAX_TICK) {
        return Err(EditError::Time);
    }
    let mut stamped = Vec::with_capacity(points.len());
    for point in points {
        let point = Point { value: spec.clamp(point.value), ..*point };
        let authors = authors_of(project, &old, points, point, by);
        stamped.push(Point { authors, ..point });
    }
    put(project.strip_mut(strip).ok_or(EditError::NoSuchTrack)?, target, stamped)
}

fn no_such(target: &Target) -> EditError {
    match target {
        Target::Send(_) => EditError::NoSuchBus,
        Target::Insert(_, key) | Target::Patch(key) => ParamError::of(key).into(),
        Target::Volume | Target::Pan => EditError::NoSuchTrack,
    }
}

fn authors_of(project: &mut Project, old: &[Point], new: &[Point], point: Point, by: ContributionId) -> AuthorsId {
    let at = |points: &[Point]| points.binary_search_by_key(&point.at, |known| known.at).ok();
    let is_same = |before: &Point| point.authors == before.authors || point.authors == AuthorsId::default();
    if let Some(before) = at(old).and_then(|place| old.get(place)).copied().filter(is_same) {
        return match () {
            () if before.says_what(&point) => before.authors,
            () if is_person(project, by) => changed(project, before.authors, by),
            () => made(project, AuthorsId::default(), by),
        };
    }
    if point.authors == AuthorsId::default() {
        return made(project, AuthorsId::default(), by);
    }
    // It was moved here where one of the same hands is gone from where it was; else it is a copy of one.
    let stays = |known: &Point| new.binary_search_by_key(&known.at, |point| point.at).is_ok();
    let was_moved = old.iter().any(|known| known.authors == point.authors && !stays(known));
    if was_moved { changed(project, point.authors, by) } else { made(project, point.authors, by) }
}

/// Replaces a lane, or takes it away where there are no points.
pub fn put(strip: &mut Strip, target: &Target, points: Vec<Point>) -> Result<(), EditError> {
    let place = strip.automation.iter().position(|lane| lane.target == *target);
    match (place, points.is_empty()) {
        (Some(place), true) => drop(strip.automation.remove(place)),
        (None, true) => {}
        (Some(place), false) => {
            strip.automation[place] = Rc::new(AutomationLane { target: target.clone(), points });
        }
        (None, false) if strip.automation.len() >= MAX_LANES => {
            return Err(EditError::TooMany { what: "error-edit-many-lanes", limit: MAX_LANES });
        }
        (None, false) => strip.automation.push(Rc::new(AutomationLane { target: target.clone(), points })),
    }
    Ok(())
}

/// Lets the lanes of effects follow them to other places; those of an effect that is gone go with it.
pub fn follow_inserts(strip: &mut Strip, place_of: impl Fn(usize) -> Option<usize>) {
    strip.automation.retain_mut(|lane| {
        let Target::Insert(place, key) = &lane.target else { return true };
        let Some(to) = place_of(usize::from(*place)).and_then(|to| u8::try_from(to).ok()) else { return false };
        if to != *place {
            let target = Target::Insert(to, key.clone());
            Rc::make_mut(lane).target = target;
        }
        true
    });
}

/// Takes the lane of a send away that is there no more.
pub fn forget_send(strip: &mut Strip, bus: BusId) {
    strip.automation.retain(|lane| lane.target != Target::Send(bus));
}

/// Fits the lanes of an instrument to another one: what it does not have goes, values come into its range.
pub fn fit_patch(strip: &mut Strip, patch: &Patch) {
    let specs = patch.kind.specs();
    strip.automation.retain_mut(|lane| {
        let Target::Patch(key) = &lane.target else { return true };
        let Some(spec) = specs.iter().find(|spec| spec.key == key) else { return false };
        if lane.points.iter().any(|point| spec.clamp(point.value) != point.value) {
            Rc::make_mut(lane).points.iter_mut().for_each(|point| point.value = spec.clamp(point.value));
        }
        true
    });
}

/// Puts spans of every lane one after another, as the rest of the song is. What moves keeps its authors and the editor
/// joins them; what is there a second time is a copy.
///
/// # Errors
/// Too many points, or a locked track whose instrument would move otherwise.
pub fn rearrange(project: &mut Project, pieces: &[Piece], by: ContributionId) -> Result<(), EditError> {
    let tracks = project.tracks.iter().map(|track| StripId::Track(track.id));
    let buses = project.buses.iter().map(|bus| StripId::Bus(bus.id));
    let strips: Vec<StripId> = tracks.chain(buses).chain([StripId::Master]).collect();
    for strip in strips {
        let lanes = project.strip(strip).map(|strip| strip.automation.clone()).unwrap_or_default();
        for lane in lanes {
            let Some(spec) = project.spec(strip, &lane.target) else { continue };
            let points = laid_out(project, &lane, &spec, pieces, by)?;
            if points == lane.points {
                continue;
            }
            let locked = match (strip, &lane.target) {
                (StripId::Track(track), Target::Patch(_)) => project.track(track).filter(|track| track.locked),
                _ => None,
            };
            if let Some(track) = locked {
                return Err(EditError::Locked(track.name.clone()));
            }
            if let Some(strip) = project.strip_mut(strip) {
                put(strip, &lane.target, points)?;
            }
        }
    }
    Ok(())
}

fn laid_out(
    project: &mut Project,
    lane: &AutomationLane,
    spec: &ParamSpec,
    pieces: &[Piece],
    by: ContributionId,
) -> Result<Vec<Point>, EditError> {
    let mut laid: Vec<Point> = Vec::new();
    for (turn, piece) in pieces.iter().enumerate() {
        if let Some(last) = laid.last_mut() {
            // What lies behind the end of the piece before was not drawn towards this one.
            last.segment = Segment::Hold;
        }
        let is_copy = pieces.iter().take(turn).any(|before| before.from.overlaps(piece.from));
        let stays = piece.to == piece.from.start;
        for point in lane.cut(spec, piece.from) {
            let authors = if is_copy || stays { point.authors } else { changed(project, point.authors, by) };
            let point = Point { at: piece.place(point.at), authors, ..point };
            // Nothing moves between two pieces that stand at one value.
            let goes_on = laid.last().is_some_and(|last| {
                (last.value, last.segment) == (point.value, Segment::Hold) && point.segment == Segment::Hold
            });
            if !goes_on {
                laid.push(point);
            }
        }
        if laid.len() > MAX_POINTS {
            return Err(EditError::TooMany { what: "error-edit-many-points", limit: MAX_POINTS });
        }
    }
    Ok(laid)
}

/// The track whose instrument a command moves.
pub fn changes_instrument(command: &Command) -> Option<TrackId> {
    match command {
        Command::SetAutomation { strip: StripId::Track(track), target: Target::Patch(_), .. } => Some(*track),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{Edit, History, NewTrack};
    use crate::pcm::{Decibels, Pan};
    use crate::project::check::check;
    use crate::project::{ProjectId, TrackRole};
    use crate::provenance::{Contributor, ContributorKind};
    use crate::sound::{Insert, InsertKind, PatchKind};
    use crate::time::{Tick, TickRange};

    const TRACK: TrackId = TrackId(2);
    const STRIP: StripId = StripId::Track(TRACK);

    fn person() -> Contributor {
        Contributor::Person { name: "Ada".to_owned() }
    }

    fn run(history: &mut History, commands: Vec<Command>) {
        history.run(Edit::new("edit", commands, person(), 1)).unwrap();
        check(history.project()).unwrap();
    }

    /// A track with a compressor, an equaliser and a send.
    fn history() -> History {
        let track = NewTrack {
            id: TRACK,
            name: "Keys".to_owned(),
            role: TrackRole::Keys,
            colour: 0,
            patch: Patch::new(PatchKind::Subtractive),
            gain: Decibels(0.0),
            pan: Pan(0.0),
            inserts: vec![Insert::new(InsertKind::Compressor), Insert::new(InsertKind::Eq)],
            sends: vec![crate::project::Send { bus: BusId(0), level: Decibels(-6.0) }],
        };
        let mut history = History::new(Project::empty(ProjectId(1)));
        run(&mut history, vec![Command::AddTrack { index: 0, track }]);
        history
    }

    fn points(values: &[(u32, f32)]) -> Vec<Point> {
        values.iter().map(|(at, value)| Point::new(Tick(*at), *value)).collect()
    }

    fn set(target: Target, values: &[(u32, f32)]) -> Command {
        Command::SetAutomation { strip: STRIP, target, points: points(values) }
    }

    fn targets(history: &History) -> Vec<Target> {
        history.project().strip(STRIP).unwrap().automation.iter().map(|lane| lane.target.clone()).collect()
    }

    fn insert(place: u8, key: &str) -> Target {
        Target::Insert(place, key.to_owned())
    }

    #[test]
    fn a_lane_stays_with_its_effect_and_goes_with_it() {
        let mut history = history();
        let (mix, gain) = (insert(0, "mix"), insert(1, "mid_gain"));
        run(&mut history, vec![set(mix.clone(), &[(0, 0.5)]), set(gain.clone(), &[(0, 3.0)])]);
        run(&mut history, vec![Command::MoveInsert { strip: STRIP, from: 0, to: 1 }]);
        assert_eq!(targets(&history), [insert(1, "mix"), insert(0, "mid_gain")]);
        run(&mut history, vec![Command::AddInsert { strip: STRIP, index: 0, insert: Insert::new(InsertKind::Width) }]);
        assert_eq!(targets(&history), [insert(2, "mix"), insert(1, "mid_gain")]);
        run(&mut history, vec![Command::RemoveInsert { strip: STRIP, index: 1 }]);
        assert_eq!(targets(&history), [insert(1, "mix")]);
        (0..3).for_each(|_| assert!(history.undo(&person(), 9).is_some()));
        assert_eq!(targets(&history), [mix, gain]);
    }

    #[test]
    fn what_is_gone_takes_its_lane_along() {
        let mut history = history();
        let cutoff = Target::Patch("cutoff".to_owned());
        let wave = Target::Patch("wave".to_owned());
        run(&mut history, vec![set(Target::Send(BusId(0)), &[(0, -6.0)]), set(wave, &[(0, 1.0)])]);
        run(&mut history, vec![set(cutoff.clone(), &[(0, 40.0), (960, 18_000.0)])]);
        run(&mut history, vec![Command::SetSend { strip: STRIP, bus: BusId(0), level: None }]);
        run(&mut history, vec![Command::SetPatch { track: TRACK, patch: Patch::new(PatchKind::Pad) }]);
        assert_eq!(targets(&history), std::slice::from_ref(&cutoff));
        let lane = history.project().strip(STRIP).unwrap().lane(&cutoff).unwrap().clone();
        assert_eq!(lane.points.iter().map(|point| point.value).collect::<Vec<_>>(), [100.0, 12_000.0]);
        run(&mut history, vec![set(cutoff, &[])]);
        assert!(targets(&history).is_empty());
    }

    #[test]
    fn what_cannot_move_is_refused() {
        let mut history = history();
        for target in [insert(0, "size"), insert(7, "mix"), Target::Send(BusId(1)), Target::Patch("grit".to_owned())] {
            let edit = Edit::new("edit", vec![set(target.clone(), &[(0, 0.0)])], person(), 1);
            assert!(history.run(edit).is_err(), "{target:?}");
        }
        let backwards = Edit::new("edit", vec![set(Target::Pan, &[(9, 0.0), (3, 0.0)])], person(), 1);
        assert!(history.run(backwards).is_err());
        run(&mut history, vec![Command::LockTrack { track: TRACK, locked: true }, set(Target::Pan, &[(0, 0.0)])]);
        let locked = Edit::new("edit", vec![set(Target::Patch("cutoff".to_owned()), &[(0, 99.0)])], person(), 1);
        assert!(history.run(locked).is_err());
    }

    #[test]
    fn points_keep_their_authors_and_editors_join_them() {
        let mut history = history();
        let tool = Edit::new(
            "edit",
            vec![set(Target::Pan, &[(0, -1.0), (960, 0.0), (1_920, 1.0)])],
            Contributor::built_in_composer(),
            1,
        );
        history.run(tool).unwrap();
        let lane =
            |history: &History| history.project().strip(STRIP).unwrap().lane(&Target::Pan).unwrap().points.clone();
        let before = lane(&history);
        let mut moved = before.clone();
        moved[1].at = Tick(1_000);
        moved[2].value = 0.5;
        moved.push(Point { at: Tick(2_880), ..before[0] });
        run(&mut history, vec![Command::SetAutomation { strip: STRIP, target: Target::Pan, points: moved }]);
        let after = lane(&history);
        let count = |point: &Point| history.project().authors.get(point.authors).len();
        assert_eq!(after[0], before[0]);
        assert_eq!(after.iter().map(count).collect::<Vec<_>>(), [1, 2, 2, 2]);
        // A copy alone makes nobody an author.
        let mut copied = after.clone();
        copied.push(Point { at: Tick(3_840), ..before[0] });
        run(&mut history, vec![Command::SetAutomation { strip: STRIP, target: Target::Pan, points: copied }]);
        assert_eq!(lane(&history)[4].authors, before[0].authors);
    }

    #[test]
    fn the_song_in_another_order_carries_its_automation() {
        let mut history = history();
        run(&mut history, vec![set(Target::Volume, &[(0, -60.0), (3_840, 0.0)])]);
        let (first, second) = (TickRange::new(Tick(0), Tick(1_920)), TickRange::new(Tick(1_920), Tick(3_840)));
        let before = history.project().strip(STRIP).unwrap().lane(&Target::Volume).unwrap().clone();
        run(&mut history, vec![Command::Rearrange { pieces: vec![second, first, second] }]);
        let after = history.project().strip(STRIP).unwrap().lane(&Target::Volume).unwrap().clone();
        for (place, piece) in [second, first, second].into_iter().enumerate() {
            for tick in (0..1_920).step_by(61) {
                let from = before.travel_at(&ParamSpec::VOLUME, f64::from(piece.start.0 + tick));
                let to = after.travel_at(&ParamSpec::VOLUME, f64::from(place as u32 * 1_920 + tick));
                assert!((from - to).abs() < 0.01, "{place} {tick}: {from} {to}");
            }
        }
        run(&mut history, vec![Command::Rearrange { pieces: vec![TickRange::new(Tick(0), Tick(5_760))] }]);
        let still = history.project().strip(STRIP).unwrap().lane(&Target::Volume).unwrap().clone();
        assert_eq!(still.points.len(), after.points.len());
    }

    #[test]
    fn the_last_section_moved_forward_does_not_slope_into_the_next() {
        let mut history = history();
        run(&mut history, vec![set(Target::Volume, &[(0, -60.0), (3_840, 0.0)])]);
        let (first, last) = (TickRange::new(Tick(0), Tick(3_840)), TickRange::new(Tick(3_840), Tick(5_760)));
        run(&mut history, vec![Command::Rearrange { pieces: vec![last, first] }]);
        let lane = history.project().strip(STRIP).unwrap().lane(&Target::Volume).unwrap().clone();
        let level = |tick: u32| ParamSpec::VOLUME.at_travel(lane.travel_at(&ParamSpec::VOLUME, f64::from(tick)));
        assert_eq!([level(0), level(1_900)], [0.0, 0.0]);
        assert_eq!(level(1_920), -60.0);
    }

    #[test]
    fn a_point_that_lands_on_another_stays_whose_it_is() {
        let mut history = history();
        run(&mut history, vec![set(Target::Pan, &[(0, -1.0)])]);
        let mut with_tool = points(&[(0, -1.0), (960, 1.0)]);
        let lane =
            |history: &History| history.project().strip(STRIP).unwrap().lane(&Target::Pan).unwrap().points.clone();
        with_tool[0] = lane(&history)[0];
        let command = Command::SetAutomation { strip: STRIP, target: Target::Pan, points: with_tool };
        history.run(Edit::new("edit", vec![command], Contributor::built_in_composer(), 1)).unwrap();
        let before = lane(&history);
        assert_ne!(before[0].authors, before[1].authors);
        // The tool's point is dragged by the person onto the person's own.
        let moved = vec![Point { at: Tick(0), ..before[1] }];
        run(&mut history, vec![Command::SetAutomation { strip: STRIP, target: Target::Pan, points: moved }]);
        let authors = history.project().authors.get(lane(&history)[0].authors).to_vec();
        let kind = |id: &ContributionId| history.project().ledger.get(*id).unwrap().contributor.kind();
        let kinds: Vec<_> = authors.iter().map(kind).collect();
        assert_eq!(kinds, [ContributorKind::Tool, ContributorKind::Person]);
    }
}
