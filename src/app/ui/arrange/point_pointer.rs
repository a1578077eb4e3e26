//! Pointers over automation lanes.

use std::collections::BTreeSet;

use studio::project::Point;
use studio::session::{Action, GestureId};
use studio::time::Tick;
use studio::view::{Modifiers, PointGesture, PointOutcome, PointScene, Row, drop_points, point_at, snap_to_beat};
use web_sys::{MouseEvent, PointerEvent};
use yew::Context;

use crate::ui::arrange::automation::{PointCursor, strip_at};
use crate::ui::arrange::editor::{ArrangeEditor, Press};
use crate::ui::canvas::{modifiers, next_gesture};

/// How near a pointer must come to a point, in pixels; and a finger.
const REACH: (f64, f64) = (8.0, 18.0);
/// A press that moves less than this many pixels is a click.
const CLICK: f64 = 4.0;

/// A gesture in a lane under way.
pub struct RunningPoints {
    gesture: PointGesture,
    id: GestureId,
    /// The lane's place among the tracks.
    pub place: usize,
    /// The lane as it was.
    base: Vec<Point>,
    /// Where the pointer went down, and where it is.
    pub from: (f64, f64),
    /// Where it is.
    pub last: (f64, f64),
    /// Whether it has moved.
    pub moving: bool,
    /// Whether a drag was sent.
    sent: bool,
}

impl RunningPoints {
    /// Two corners of the rectangle that selects.
    pub fn marquee(&self) -> Option<((f64, f64), (f64, f64))> {
        let selects = matches!(self.gesture, PointGesture::Marquee { .. }) && self.moving;
        selects.then_some((self.from, self.last))
    }

    /// What to take back if it is broken off.
    pub fn sent(&self) -> Option<GestureId> {
        self.sent.then_some(self.id)
    }
}

impl ArrangeEditor {
    /// A pointer goes down on a lane. A finger beside a point scrolls, unless it only taps.
    pub fn begin_points(
        &mut self,
        ctx: &Context<Self>,
        place: usize,
        from: (f64, f64),
        held: Modifiers,
        touch: bool,
    ) -> Option<Press> {
        let project = &ctx.props().shown.project;
        let strip = strip_at(project, place)?;
        let shown = self.lanes.shown(project, strip)?;
        let lane = self.lane_box(place);
        let scene = PointScene {
            points: shown.points,
            spec: &shown.spec,
            lane,
            viewport: &self.view.viewport,
            meter: &project.meter,
        };
        let known = self.lanes.cursor.as_ref().filter(|cursor| cursor.strip == strip);
        let chosen = known.map(|cursor| cursor.chosen.clone()).unwrap_or_default();
        let reach = if touch { REACH.1 } else { REACH.0 };
        let gesture = PointGesture::begin(&scene, from, reach, held, &chosen);
        let at = match &gesture {
            PointGesture::Move { grabbed, .. } => *grabbed,
            PointGesture::Bend { at, .. } => *at,
            PointGesture::Marquee { .. } => snap_to_beat(&project.meter, self.view.viewport.tick(from.0), held.shift),
        };
        let chosen = match &gesture {
            PointGesture::Move { chosen, .. } => chosen.clone(),
            _ => BTreeSet::new(),
        };
        let base = shown.points.to_vec();
        self.lane = None;
        self.put_point_cursor(PointCursor { strip, at, chosen });
        let (id, moving, sent) = (next_gesture(), false, false);
        Some(Press::Points(RunningPoints { gesture, id, place, base, from, last: from, moving, sent }))
    }

    fn put_point_cursor(&mut self, cursor: PointCursor) {
        self.lanes.cursor = Some(cursor);
        self.lanes.changes = self.lanes.changes.wrapping_add(1);
        self.redraw();
    }

    /// A pointer moves with a gesture in a lane under way.
    pub fn move_points(&mut self, ctx: &Context<Self>, (x, y): (f64, f64), held: Modifiers, touch: bool) {
        let Some(Press::Points(running)) = &mut self.press else { return };
        running.moving |= (x - running.from.0).abs().max((y - running.from.1).abs()) > CLICK;
        if running.moving && touch && matches!(running.gesture, PointGesture::Marquee { .. }) {
            self.press = Some(Press::Pan { last: (x, y) });
            return;
        }
        running.last = (x, y);
        if !running.moving {
            return;
        }
        let outcome = self.outcome(ctx, |gesture, scene| Some(gesture.at(scene, (x, y), held)));
        self.take_outcome(ctx, outcome, true);
    }

    /// What the gesture under way wants of the lane as it was when it began.
    fn outcome(
        &self,
        ctx: &Context<Self>,
        ask: impl FnOnce(&PointGesture, &PointScene<'_>) -> Option<PointOutcome>,
    ) -> Option<PointOutcome> {
        let Some(Press::Points(running)) = &self.press else { return None };
        let project = &ctx.props().shown.project;
        let shown = self.lanes.shown(project, strip_at(project, running.place)?)?;
        let scene = PointScene {
            points: &running.base,
            spec: &shown.spec,
            lane: self.lane_box(running.place),
            viewport: &self.view.viewport,
            meter: &project.meter,
        };
        ask(&running.gesture, &scene)
    }

    fn take_outcome(&mut self, ctx: &Context<Self>, outcome: Option<PointOutcome>, dragging: bool) {
        let Some(Press::Points(running)) = &mut self.press else { return };
        let project = &ctx.props().shown.project;
        let Some(strip) = strip_at(project, running.place) else { return };
        let (chosen, points) = match outcome {
            Some(PointOutcome::Points(points, chosen)) => (chosen, Some(points)),
            Some(PointOutcome::Select(chosen)) => (chosen, None),
            None => return,
        };
        if let Some((points, shown)) = points.zip(self.lanes.shown(project, strip)) {
            let commands = vec![Self::lane_command(&shown, points)];
            let (gesture, label) = (running.id, running.gesture.label());
            let dispatch = &ctx.props().studio.dispatch;
            if dragging {
                running.sent = true;
                dispatch.emit(Action::Drag { gesture, label, commands });
            } else {
                dispatch.emit(Action::Edit { label, commands });
            }
        }
        let at = chosen.first().copied().or(self.lanes.cursor.as_ref().map(|cursor| cursor.at)).unwrap_or(Tick::ZERO);
        self.put_point_cursor(PointCursor { strip, at, chosen });
    }

    /// A pointer is lifted from a lane. Says whether it was on one.
    pub fn end_points(&mut self, ctx: &Context<Self>, event: &PointerEvent) -> bool {
        let Some(Press::Points(running)) = &self.press else { return false };
        if let Some(gesture) = running.sent() {
            ctx.props().studio.dispatch.emit(Action::EndDrag { gesture });
        } else if !running.moving {
            let held = modifiers(event);
            let draws = matches!(running.gesture, PointGesture::Marquee { .. });
            let outcome = self.outcome(ctx, |gesture, scene| gesture.click(scene, held));
            self.take_outcome(ctx, outcome, false);
            // The click after the one that drew is the second of what may be a double click.
            self.drawn = if draws { 1 } else { self.drawn << 1 & 2 };
        }
        self.press = None;
        self.redraw();
        true
    }

    /// A double click on a point takes it away, unless its first click has only just drawn it.
    pub fn doubled_points(&mut self, ctx: &Context<Self>, place: usize, event: &MouseEvent) {
        let just_drawn = std::mem::take(&mut self.drawn) == 2;
        let project = &ctx.props().shown.project;
        let strip = strip_at(project, place);
        let Some(shown) = strip.and_then(|strip| self.lanes.shown(project, strip)) else { return };
        let pixel = (f64::from(event.offset_x()), f64::from(event.offset_y()));
        let lane = self.lane_box(place);
        let hit = point_at(shown.points, &shown.spec, &self.view.viewport, lane, pixel, REACH.0);
        if let Some(point) = hit.filter(|_| !just_drawn) {
            let points = drop_points(shown.points, &BTreeSet::from([point.at]));
            let commands = vec![Self::lane_command(&shown, points)];
            ctx.props().studio.dispatch.emit(Action::Edit { label: "verb-remove-points", commands });
        }
    }

    /// Selects the point under a pixel for a menu. Says whether the pixel is on a lane.
    pub fn point_menu(&mut self, ctx: &Context<Self>, row: Row, (x, y): (f64, f64)) -> bool {
        let Row::Automation(place) = row else { return false };
        let project = &ctx.props().shown.project;
        let Some(strip) = strip_at(project, place) else { return false };
        let Some(shown) = self.lanes.shown(project, strip) else { return false };
        let hit = point_at(shown.points, &shown.spec, &self.view.viewport, self.lane_box(place), (x, y), REACH.1);
        let here = snap_to_beat(&project.meter, self.view.viewport.tick(x), false);
        let at = hit.map_or(here, |point| point.at);
        let known = self.lanes.cursor.as_ref().filter(|cursor| cursor.strip == strip);
        let kept = known.filter(|cursor| hit.is_none() || cursor.chosen.contains(&at));
        let chosen = kept.map_or_else(|| hit.iter().map(|point| point.at).collect(), |cursor| cursor.chosen.clone());
        self.put_point_cursor(PointCursor { strip, at, chosen });
        true
    }
}
