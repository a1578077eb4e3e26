//! Automation lanes in the arrangement: which are unfolded, their cursor, and what keys and verbs do to them.

use std::collections::{BTreeMap, BTreeSet};

use studio::edit::Command;
use studio::project::{Point, Project, Strip, StripId, Target};
use studio::session::Action;
use studio::sound::{ParamSpec, Patch, Segment};
use studio::text::Message;
use studio::time::Tick;
use studio::view::{
    AUTOMATION_ROW, LaneBox, Modifiers, Row, Verb, bend_point, describe_point, drop_points, hold_points, paste_points,
    shift_points, snap_to_beat, split_at, target_label, value_label, way_at,
};
use yew::Context;

use crate::ui::arrange::ArrangeProps;
use crate::ui::arrange::editor::ArrangeEditor;

/// How far an arrow moves a value, as a part of its travel; and with Shift.
const STEPS: (f32, f32) = (0.02, 0.1);
/// How far an arrow bends a way.
const BEND: f32 = 10.0;

/// The lanes of the arrangement.
#[derive(Default)]
pub struct Lanes {
    /// What each unfolded lane shows.
    pub open: BTreeMap<StripId, Target>,
    /// The cursor, while a lane has it.
    pub cursor: Option<PointCursor>,
    /// Points that were copied.
    copied: Vec<Point>,
    /// Counts what the page tells and the canvas does not.
    pub changes: u32,
}

/// The cursor of an automation lane.
#[derive(Clone, PartialEq, Eq)]
pub struct PointCursor {
    /// The lane's strip.
    pub strip: StripId,
    /// Where it stands.
    pub at: Tick,
    /// The points that are selected, by their places.
    pub chosen: BTreeSet<Tick>,
}

/// A lane with what it moves.
pub struct Shown<'a> {
    /// Its strip.
    pub id: StripId,
    /// The strip.
    pub strip: &'a Strip,
    /// What it moves.
    pub target: Target,
    /// What that is.
    pub spec: ParamSpec,
    /// Its points; none where nothing was drawn.
    pub points: &'a [Point],
}

impl Shown<'_> {
    /// The value at a tick: the lane's, or where the control stands without one.
    pub fn value_at(&self, project: &Project, tick: f64) -> f32 {
        let resting = || project.resting_value(self.id, &self.target).unwrap_or(self.spec.default);
        self.strip.lane(&self.target).map_or_else(resting, |lane| lane.value_at(&self.spec, tick))
    }
}

/// The strip of a lane's place among the tracks; after the last the buses', then the master's.
pub fn strip_at(project: &Project, index: usize) -> Option<StripId> {
    match project.tracks.get(index) {
        Some(track) => Some(StripId::Track(track.id)),
        None => match project.buses.get(index - project.tracks.len()) {
            Some(bus) => Some(StripId::Bus(bus.id)),
            None => (index == last_place(project)).then_some(StripId::Master),
        },
    }
}

/// The place of the master's lane, which is the last.
pub fn last_place(project: &Project) -> usize {
    project.tracks.len() + project.buses.len()
}

fn patch_of(project: &Project, strip: StripId) -> Option<&Patch> {
    match strip {
        StripId::Track(track) => project.track(track).map(|track| &track.patch),
        StripId::Bus(_) | StripId::Master => None,
    }
}

/// What a strip's lane can show.
pub fn targets(project: &Project, strip: StripId) -> Vec<Target> {
    project.strip(strip).map(|found| found.targets(patch_of(project, strip))).unwrap_or_default()
}

impl Lanes {
    /// The lane of a strip, where it is unfolded.
    pub fn shown<'a>(&self, project: &'a Project, id: StripId) -> Option<Shown<'a>> {
        let target = self.open.get(&id)?.clone();
        let spec = project.spec(id, &target)?;
        let strip = project.strip(id)?;
        let points = strip.lane(&target).map_or(&[][..], |lane| &lane.points);
        Some(Shown { id, strip, target, spec, points })
    }

    /// Keeps what is still there after an edit.
    fn mend(&mut self, project: &Project) {
        self.open.retain(|strip, _| project.strip(*strip).is_some());
        for (strip, target) in &mut self.open {
            if project.spec(*strip, target).is_none() {
                *target = Target::Volume;
            }
        }
        let Some(mut cursor) = self.cursor.take() else { return };
        if let Some(shown) = self.shown(project, cursor.strip) {
            let is_there = |tick: &Tick| shown.points.binary_search_by_key(tick, |point| point.at).is_ok();
            cursor.chosen.retain(is_there);
            self.cursor = Some(cursor);
        }
    }
}

impl ArrangeEditor {
    /// Lays the rows out for the lanes that are unfolded.
    pub fn lay_lanes(&mut self, project: &Project) {
        self.lanes.mend(project);
        self.lay_groups(project);
        let places = project.tracks.iter().take(64).enumerate();
        let open = places.filter(|(_, track)| self.lanes.open.contains_key(&StripId::Track(track.id)));
        self.view.rows.unfolded = open.fold(0, |bits, (place, _)| bits | 1 << place);
        let below = (project.tracks.len()..=last_place(project)).take(u16::BITS as usize).enumerate();
        let open = |place: usize| strip_at(project, place).is_some_and(|strip| self.lanes.open.contains_key(&strip));
        self.view.rows.below = below.filter(|(_, place)| open(*place)).fold(0, |bits, (bit, _)| bits | 1 << bit);
        self.lanes.changes = self.lanes.changes.wrapping_add(1);
    }

    /// Unfolds the lane of a strip and gives it the cursor, or folds it in.
    pub fn toggle_lane(&mut self, ctx: &Context<Self>, strip: StripId) {
        let project = &ctx.props().shown.project;
        if self.lanes.open.remove(&strip).is_some() {
            self.lanes.cursor.take_if(|cursor| cursor.strip == strip);
        } else if let Some(found) = project.strip(strip) {
            let target = found.automation.first().map_or(Target::Volume, |lane| lane.target.clone());
            self.lanes.open.insert(strip, target);
            let at = snap_to_beat(&project.meter, f64::from(self.here(ctx).0), false);
            self.lane = None;
            self.lanes.cursor = Some(PointCursor { strip, at, chosen: BTreeSet::new() });
        }
        self.lay_lanes(project);
        self.reveal_lane(project, strip);
        self.redraw();
    }

    /// Scrolls until a lane is wholly on screen.
    fn reveal_lane(&mut self, project: &Project, strip: StripId) {
        let place = (0..=last_place(project)).find(|place| strip_at(project, *place) == Some(strip));
        if let Some(place) = place.filter(|place| self.view.rows.is_unfolded(*place)) {
            let over = self.view.rows.top(Row::Automation(place)) + AUTOMATION_ROW - self.view.height;
            self.view.rows.scroll += over.max(0.0);
        }
    }

    /// Has a strip's lane show something else.
    pub fn choose_target(&mut self, ctx: &Context<Self>, strip: StripId, place: usize) {
        let project = &ctx.props().shown.project;
        if let Some(target) = targets(project, strip).into_iter().nth(place) {
            self.lanes.open.insert(strip, target);
            if let Some(cursor) = self.lanes.cursor.as_mut().filter(|cursor| cursor.strip == strip) {
                cursor.chosen.clear();
            }
            self.lay_lanes(project);
            self.redraw();
        }
    }

    /// Takes the cursor out of the lanes.
    pub fn leave_points(&mut self) {
        if self.lanes.cursor.take().is_some() {
            self.lanes.changes = self.lanes.changes.wrapping_add(1);
            self.redraw();
        }
    }

    /// Where the lane of a place lies.
    pub fn lane_box(&self, place: usize) -> LaneBox {
        LaneBox { top: self.view.rows.top(Row::Automation(place)), height: AUTOMATION_ROW }
    }

    /// A lane's command: these points in place of those that are there.
    pub fn lane_command(shown: &Shown<'_>, points: Vec<Point>) -> Command {
        Command::SetAutomation { strip: shown.id, target: shown.target.clone(), points }
    }

    /// The points that keys and verbs mean: those that are selected, or the one under the cursor.
    fn meant_points(cursor: &PointCursor, shown: &Shown<'_>) -> BTreeSet<Tick> {
        if !cursor.chosen.is_empty() {
            return cursor.chosen.clone();
        }
        shown.points.iter().map(|point| point.at).filter(|at| *at == cursor.at).collect()
    }

    /// Sends a lane as one undo step, and leaves the cursor on a place and these points selected.
    fn send_lane(
        &mut self,
        ctx: &Context<Self>,
        label: &'static str,
        points: Vec<Point>,
        at: Tick,
        chosen: BTreeSet<Tick>,
    ) {
        let project = &ctx.props().shown.project;
        let Some(cursor) = &mut self.lanes.cursor else { return };
        (cursor.at, cursor.chosen) = (at, chosen);
        let strip = cursor.strip;
        if let Some(shown) = self.lanes.shown(project, strip) {
            let commands = vec![Self::lane_command(&shown, points)];
            ctx.props().studio.dispatch.emit(Action::Edit { label, commands });
        }
        self.lanes.changes = self.lanes.changes.wrapping_add(1);
        self.redraw();
    }

    /// A key while a lane has the cursor. Says whether it did something.
    pub fn point_key(&mut self, ctx: &Context<Self>, key: &str, held: Modifiers) -> bool {
        let project = &ctx.props().shown.project;
        let Some(cursor) = self.lanes.cursor.clone() else { return false };
        let Some(shown) = self.lanes.shown(project, cursor.strip) else { return false };
        let chosen = Self::meant_points(&cursor, &shown);
        let later = matches!(key, "ArrowRight" | "ArrowUp");
        match (key, held.control, held.alt) {
            ("Escape", false, false) => self.lanes.cursor = None,
            ("ArrowLeft" | "ArrowRight", false, false) => return self.step_cursor(ctx, cursor.at, later, held.shift),
            ("ArrowLeft" | "ArrowRight", true, false) => return self.next_point(ctx, later),
            ("ArrowLeft" | "ArrowRight", false, true) => {
                if chosen.is_empty() {
                    return true;
                }
                let beat = i64::from(project.meter.meter_at(cursor.at).beat().0);
                let step = if held.shift { beat / 10 } else { beat };
                let ticks = if later { step } else { -step };
                let (points, landed) = shift_points(shown.points, &shown.spec, &chosen, ticks, 0.0);
                let at = landed.first().copied().unwrap_or(cursor.at);
                self.send_lane(ctx, "step-move-points", points, at, landed);
            }
            ("ArrowUp" | "ArrowDown", false, false) => {
                let step = if held.shift { STEPS.1 } else { STEPS.0 };
                self.shift_values(ctx, &cursor, &chosen, if later { step } else { -step });
            }
            ("ArrowUp" | "ArrowDown", false, true) => return self.bend_way(ctx, &cursor, later),
            ("Enter", false, false) => self.shift_values(ctx, &cursor, &chosen, 0.0),
            _ => return false,
        }
        self.lanes.changes = self.lanes.changes.wrapping_add(1);
        self.redraw();
        true
    }

    /// Moves the values of points; where there is none under the cursor, draws one on the way that is there.
    fn shift_values(&mut self, ctx: &Context<Self>, cursor: &PointCursor, chosen: &BTreeSet<Tick>, travel: f32) {
        let project = &ctx.props().shown.project;
        let Some(shown) = self.lanes.shown(project, cursor.strip) else { return };
        if chosen.is_empty() {
            let here = shown.spec.travel(shown.value_at(project, f64::from(cursor.at.0)));
            let points = split_at(shown.points, &shown.spec, cursor.at, here + travel);
            self.send_lane(ctx, "step-draw-automation", points, cursor.at, BTreeSet::from([cursor.at]));
        } else if travel != 0.0 {
            let (points, landed) = shift_points(shown.points, &shown.spec, chosen, 0, travel);
            self.send_lane(ctx, "step-move-points", points, cursor.at, landed);
        }
    }

    fn bend_way(&mut self, ctx: &Context<Self>, cursor: &PointCursor, up: bool) -> bool {
        let project = &ctx.props().shown.project;
        let Some(shown) = self.lanes.shown(project, cursor.strip) else { return false };
        if let Some((point, next)) = way_at(shown.points, f64::from(cursor.at.0)) {
            let before = if let Segment::Bend(tension) = point.segment { f32::from(tension) } else { 0.0 };
            let change = if up == (next.value > point.value) { -BEND } else { BEND };
            let points = bend_point(shown.points, point.at, Segment::bend(before + change));
            self.send_lane(ctx, "step-bend-automation", points, cursor.at, cursor.chosen.clone());
        }
        true
    }

    fn step_cursor(&mut self, ctx: &Context<Self>, at: Tick, later: bool, fine: bool) -> bool {
        let meter = &ctx.props().shown.project.meter;
        let beat = meter.meter_at(at).beat();
        let step = i64::from(if fine { beat.0 / 4 } else { beat.0 });
        let next = at.shifted(if later { step } else { -step });
        self.put_cursor(snap_to_beat(meter, f64::from(next.0), fine))
    }

    fn next_point(&mut self, ctx: &Context<Self>, later: bool) -> bool {
        let project = &ctx.props().shown.project;
        let Some(cursor) = &self.lanes.cursor else { return false };
        let at = cursor.at;
        let Some(shown) = self.lanes.shown(project, cursor.strip) else { return false };
        let next = match later {
            true => shown.points.iter().find(|point| point.at > at),
            false => shown.points.iter().rev().find(|point| point.at < at),
        };
        let next = next.map_or(at, |point| point.at);
        self.put_cursor(next)
    }

    fn put_cursor(&mut self, at: Tick) -> bool {
        if let Some(cursor) = &mut self.lanes.cursor {
            (cursor.at, cursor.chosen) = (at, BTreeSet::new());
        }
        self.view.viewport.reveal(f64::from(at.0));
        self.lanes.changes = self.lanes.changes.wrapping_add(1);
        self.redraw();
        true
    }

    /// What a verb does to a lane: nothing where it is no verb of lanes, and nothing done where there is none to do it to.
    pub fn lane_point_verb(&mut self, ctx: &Context<Self>, verb: Verb) -> Option<Option<()>> {
        let project = &ctx.props().shown.project;
        match verb {
            Verb::MasterAutomation => {
                self.toggle_lane(ctx, StripId::Master);
                return Some(Some(()));
            }
            Verb::BusAutomation => {
                let buses = || project.buses.iter().map(|bus| StripId::Bus(bus.id));
                let unfolds = !buses().any(|bus| self.lanes.open.contains_key(&bus));
                let turned: Vec<_> = buses().filter(|bus| unfolds != self.lanes.open.contains_key(bus)).collect();
                // The first comes last, so that it has the cursor and is on screen.
                turned.iter().rev().for_each(|bus| self.toggle_lane(ctx, *bus));
                return Some((!turned.is_empty()).then_some(()));
            }
            Verb::Automation => {
                let track = ctx.props().shown.selection.track.or(project.tracks.first().map(|track| track.id));
                return Some(track.map(|track| self.toggle_lane(ctx, StripId::Track(track))));
            }
            Verb::AllClips if self.lanes.cursor.is_some() => {}
            Verb::HoldPoints | Verb::CopyPoints | Verb::PastePoints | Verb::RemovePoints | Verb::ClearAutomation => {}
            _ => return None,
        }
        let Some(cursor) = self.lanes.cursor.clone() else { return Some(None) };
        let Some(shown) = self.lanes.shown(project, cursor.strip) else { return Some(None) };
        let chosen = Self::meant_points(&cursor, &shown);
        if chosen.is_empty() && matches!(verb, Verb::HoldPoints | Verb::CopyPoints | Verb::RemovePoints) {
            return Some(None);
        }
        let points = shown.points;
        match verb {
            Verb::HoldPoints => self.send_lane(ctx, verb.id(), hold_points(points, &chosen), cursor.at, chosen),
            Verb::CopyPoints => {
                self.lanes.copied = points.iter().filter(|point| chosen.contains(&point.at)).copied().collect();
            }
            Verb::PastePoints => {
                if self.lanes.copied.is_empty() {
                    return Some(None);
                }
                let at = self.pointed.unwrap_or(cursor.at);
                let (points, landed) = paste_points(points, &shown.spec, &self.lanes.copied, at);
                self.send_lane(ctx, verb.id(), points, at, landed);
            }
            Verb::RemovePoints => {
                self.send_lane(ctx, verb.id(), drop_points(points, &chosen), cursor.at, BTreeSet::new());
            }
            Verb::ClearAutomation if !points.is_empty() => {
                self.send_lane(ctx, verb.id(), Vec::new(), cursor.at, BTreeSet::new());
            }
            Verb::AllClips => {
                let all = points.iter().map(|point| point.at).collect();
                if let Some(cursor) = &mut self.lanes.cursor {
                    cursor.chosen = all;
                }
            }
            _ => return Some(None),
        }
        Some(Some(()))
    }

    /// The place under the cursor of the lanes, in words.
    pub fn point_words(&self, ctx: &Context<Self>) -> Option<String> {
        let cursor = self.lanes.cursor.as_ref()?;
        let (studio, project) = (&ctx.props().studio, &ctx.props().shown.project);
        let shown = self.lanes.shown(project, cursor.strip)?;
        if let Some(point) = shown.points.iter().find(|point| point.at == cursor.at) {
            return Some(describe_point(project, shown.id, &shown.target, point, studio.locale));
        }
        let position = project.meter.position(cursor.at);
        let value = value_label(&shown.spec, shown.value_at(project, f64::from(cursor.at.0)), studio.locale);
        let message = Message::new("automation-cursor")
            .with("what", target_label(project, shown.id, &shown.target, studio.locale))
            .with("value", value)
            .with("bar", position.bar + 1)
            .with("beat", position.beat + 1);
        Some(studio.say(&message))
    }
}

/// Every point of the unfolded lanes in words, for those who hear the screen; at most so many a lane.
pub fn told_points(lanes: &Lanes, shown: &ArrangeProps, locale: studio::text::Locale, most: usize) -> Vec<String> {
    let project = &shown.project;
    let lanes = lanes.open.keys().filter_map(|strip| lanes.shown(project, *strip));
    let told = lanes.flat_map(|lane| {
        let told = |point: &Point| describe_point(project, lane.id, &lane.target, point, locale);
        lane.points.iter().take(most).map(told).collect::<Vec<_>>()
    });
    told.collect()
}
