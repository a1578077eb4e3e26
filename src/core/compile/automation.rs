//! Automation lanes as the engine plays them: controls by their place in the graph, values as travel.

use crate::engine::{Course, CoursePoint, CourseTarget, EngineMessage, StripPlace};
use crate::project::{Project, Strip, Target};
use crate::sound::{ParamSpec, Patch};

/// What a strip's lanes are to the engine; `patch` is the instrument of its track.
pub fn message(project: &Project, place: StripPlace, strip: &Strip, patch: Option<&Patch>) -> EngineMessage {
    let course = |lane: &crate::project::AutomationLane| {
        let spec = strip.spec(patch, &lane.target)?;
        let target = target(project, strip, patch, &lane.target)?;
        let points = lane.points.iter().map(|point| CoursePoint {
            at: point.at,
            travel: spec.travel(point.value),
            segment: point.segment,
        });
        Some(Course { target, points: points.collect() })
    };
    let courses = strip.automation.iter().filter_map(|lane| course(lane)).collect();
    EngineMessage::Automation { strip: place, courses }
}

fn target(project: &Project, strip: &Strip, patch: Option<&Patch>, target: &Target) -> Option<CourseTarget> {
    let place_in =
        |specs: &[ParamSpec], key: &str| (0u8..).zip(specs).find(|(_, spec)| spec.key == key).map(|(place, _)| place);
    match target {
        Target::Volume => Some(CourseTarget::Volume),
        Target::Pan => Some(CourseTarget::Pan),
        Target::Send(bus) => {
            let place = (0u8..).zip(&project.buses).find(|(_, known)| known.id == *bus).map(|(place, _)| place);
            place.map(CourseTarget::Send)
        }
        Target::Patch(key) => place_in(patch?.kind.specs(), key).map(CourseTarget::Patch),
        Target::Insert(place, key) => {
            let specs = strip.inserts.get(usize::from(*place))?.kind.specs();
            place_in(specs, key).map(|param| CourseTarget::Insert(*place, param))
        }
    }
}
