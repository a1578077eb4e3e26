//! Automation lanes as other programs read them: values close enough together that straight lines between them will do.

use crate::project::AutomationLane;
use crate::sound::{ParamSpec, Segment};
use crate::time::Tick;

/// A lane's value somewhere, and whether it stays until the next one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// Where.
    pub at: Tick,
    /// In the control's own unit.
    pub value: f32,
    /// Whether it stays until the next one.
    pub holds: bool,
}

/// The points of a lane, and its ways every so many ticks where they move.
pub fn sampled(lane: &AutomationLane, spec: &ParamSpec, step: u32) -> Vec<Sample> {
    let mut samples = Vec::with_capacity(lane.points.len());
    for (index, point) in lane.points.iter().enumerate() {
        samples.push(Sample { at: point.at, value: point.value, holds: point.segment == Segment::Hold });
        let Some(next) = lane.points.get(index + 1) else { break };
        if point.segment == Segment::Hold || point.value == next.value {
            continue;
        }
        let between = (point.at.0..next.at.0).step_by(step.max(1) as usize).skip(1);
        samples.extend(between.map(|tick| Sample {
            at: Tick(tick),
            value: lane.value_at(spec, f64::from(tick)),
            holds: false,
        }));
    }
    samples
}
