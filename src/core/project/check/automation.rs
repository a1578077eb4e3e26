//! Automation lanes: each moves something that is there, inside its range.

use std::collections::BTreeSet;

use crate::project::check::{CheckError, Counted, at_most, check_authors, ensure};
use crate::project::limits::{MAX_ALL_POINTS, MAX_LANES, MAX_POINTS, MAX_TICK};
use crate::project::{Project, Strip};
use crate::sound::Patch;

/// The lanes of a strip, which can move its track's instrument; the name is for the sentence.
pub fn check_lanes(project: &Project, strip: &Strip, patch: Option<&Patch>, name: &str) -> Result<(), CheckError> {
    at_most(Counted::Lanes, strip.automation.len(), MAX_LANES)?;
    let mut moved = BTreeSet::new();
    for lane in &strip.automation {
        let broken = || CheckError::Automation { strip: name.to_owned() };
        at_most(Counted::Points, lane.points.len(), MAX_POINTS)?;
        let spec = strip.spec(patch, &lane.target).filter(|_| moved.insert(&lane.target)).ok_or_else(broken)?;
        let in_range = lane.points.iter().all(|point| (spec.min..=spec.max).contains(&point.value));
        let in_order = lane.points.windows(2).all(|pair| pair[0].at < pair[1].at);
        ensure(in_range && in_order && !lane.points.is_empty(), broken)?;
        ensure(lane.points.last().is_none_or(|point| point.at <= MAX_TICK), || CheckError::PastEnd)?;
        lane.points.iter().try_for_each(|point| check_authors(project, point.authors))?;
    }
    Ok(())
}

/// The points of all strips together.
pub fn check_points(project: &Project) -> Result<(), CheckError> {
    let strips = project.tracks.iter().map(|track| &track.strip);
    let strips = strips.chain(project.buses.iter().map(|bus| &bus.strip)).chain([project.master.as_ref()]);
    let lanes = strips.flat_map(|strip| &strip.automation);
    at_most(Counted::Points, lanes.map(|lane| lane.points.len()).sum(), MAX_ALL_POINTS)
}
