//! Pointers over the arrangement.

use studio::project::{ClipId, TrackId};
use studio::session::{Action, Dock, Selection};
use studio::time::Tick;
use studio::view::{
    ArrangeGesture, ArrangeOutcome, ArrangePress, Modifiers, Offer, Row, added_clips, clip_at, clips_of, create_clip,
    lane_place, span_at,
};
use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent, PointerEvent};
use yew::{Context, TargetCast};

use crate::ui::arrange::editor::{ArrangeEditor, Press, Running};
use crate::ui::canvas::{below, modifiers, next_gesture};
use crate::ui::window::{MenuPlace, Show};

/// A press that moves less than this many pixels is a click.
const CLICK: f64 = 4.0;

fn place(event: &MouseEvent) -> (f64, f64) {
    (f64::from(event.offset_x()), f64::from(event.offset_y()))
}

impl ArrangeEditor {
    /// A pointer goes down.
    pub fn pointer_down(&mut self, ctx: &Context<Self>, event: &PointerEvent) {
        let (x, y) = place(event);
        let touch = event.pointer_type() == "touch";
        if let Some(target) = event.target_dyn_into::<Element>() {
            // A pointer that is gone already cannot be captured, and need not be.
            target.set_pointer_capture(event.pointer_id()).ok();
        }
        if touch && self.touches.down(event.pointer_id(), x, y) > 1 {
            self.abort(ctx);
            return;
        }
        let middle = event.button() == 1;
        if middle || event.button() == 0 {
            let press = self.view.press(x, y);
            self.press = match press.row {
                _ if middle => None,
                Row::Automation(place) => self.begin_points(ctx, place, (x, y), modifiers(event), touch),
                _ => {
                    self.leave_points();
                    self.begin(ctx, press, (x, y), modifiers(event), touch)
                }
            };
            if self.press.is_none() && (middle || touch) {
                self.press = Some(Press::Pan { last: (x, y) });
            }
        }
        if middle {
            event.prevent_default();
        }
    }

    fn begin(
        &mut self,
        ctx: &Context<Self>,
        press: ArrangePress,
        from: (f64, f64),
        held: Modifiers,
        touch: bool,
    ) -> Option<Press> {
        let shown = &ctx.props().shown;
        let selection = &shown.selection;
        let gesture = ArrangeGesture::begin(&shown.project, press, held, |clip| selection.has_clip(clip));
        let hit = match &gesture {
            Some(
                ArrangeGesture::Move { track, base, .. }
                | ArrangeGesture::Trim { track, base }
                | ArrangeGesture::Resize { track, base },
            ) => Some((*track, base.id)),
            _ => None,
        };
        match hit {
            Some(clip) if held.shift => {
                self.lane = None;
                Self::toggle(ctx, clip);
                return None;
            }
            // A clip that is selected with others keeps them, and is the one that the piano roll shows.
            Some((track, clip)) if selection.has_clip(clip) => {
                self.lane = None;
                let mut others = selection.others.clone();
                others.extend(selection.clip);
                others.remove(&clip);
                let notes = if selection.clip == Some(clip) { selection.notes.clone() } else { Default::default() };
                let selection =
                    Selection { track: Some(track), clip: Some(clip), others, notes, ..Selection::default() };
                if selection != shown.selection {
                    ctx.props().studio.dispatch.emit(Action::Select { selection });
                }
            }
            _ => self.select_under(ctx, press),
        }
        let gesture = gesture?;
        // A finger scrolls, unless it is on a clip that a tap has selected before.
        let mine = match hit {
            Some((_, clip)) => selection.has_clip(clip),
            None => !matches!(gesture, ArrangeGesture::Marquee { .. }),
        };
        if touch && !mine {
            return None;
        }
        let at_once = matches!(gesture, ArrangeGesture::Locate);
        if at_once {
            self.send(ctx, gesture.at(&shown.project, (press.tick, press.row), held), None);
        }
        let (id, base) = (next_gesture(), shown.project.clone());
        let (moving, sent, changes, landed) = (at_once, false, false, Vec::new());
        Some(Press::Gesture(Running { gesture, id, base, from, last: from, moving, sent, changes, landed }))
    }

    /// Adds a clip to those that are selected, or takes it out of them.
    fn toggle(ctx: &Context<Self>, (track, clip): (TrackId, ClipId)) {
        let project = &ctx.props().shown.project;
        let selection = &ctx.props().shown.selection;
        let wanted = |id: ClipId| selection.has_clip(id) != (id == clip);
        let mut clips: Vec<_> = clips_of(project, wanted).iter().map(|(track, clip)| (*track, clip.id)).collect();
        // The one that was pressed comes first, and is the one that the piano roll shows.
        if let Some(pressed) = clips.iter().position(|known| *known == (track, clip)) {
            clips.swap(0, pressed);
        }
        Self::select_clips(ctx, &clips);
    }

    /// A click selects what it hits; on a section it puts the playhead at its start.
    fn select_under(&mut self, ctx: &Context<Self>, press: ArrangePress) {
        self.select_at(ctx, press);
        if let Some(section) = self.lane.filter(|place| place.row == Row::Sections && place.taken) {
            Self::locate(ctx, section.range.start);
        }
    }

    /// Selects what lies at a place: a clip, a track, or a place of a lane.
    fn select_at(&mut self, ctx: &Context<Self>, press: ArrangePress) {
        let project = &ctx.props().shown.project;
        self.lane = match press.row {
            Row::Ruler => self.flag_at(ctx, press),
            row => lane_place(project, row, Tick(press.tick.max(0.0) as u32)),
        };
        let (Row::Track(index) | Row::Group(index)) = press.row else { return };
        if let Some(track) = project.tracks.get(index) {
            let clip = clip_at(track, press.tick, press.reach).map(|(clip, _)| clip.id);
            Self::select(ctx, Some(track.id), clip.filter(|_| matches!(press.row, Row::Track(_))));
        }
    }

    /// A pointer moves.
    pub fn pointer_moved(&mut self, ctx: &Context<Self>, event: &PointerEvent) {
        let (x, y) = place(event);
        if let Some(pinch) = self.touches.moved(event.pointer_id(), x, y) {
            self.view.viewport.zoom_around(pinch.x, pinch.factor);
            self.scroll(-pinch.right, -pinch.down);
            return;
        }
        let row = self.view.rows.at(y);
        match &mut self.press {
            Some(Press::Points(_)) => {
                let touch = event.pointer_type() == "touch";
                self.move_points(ctx, (x, y), modifiers(event), touch);
            }
            Some(Press::Pan { last }) => {
                let (right, down) = (last.0 - x, last.1 - y);
                *last = (x, y);
                self.scroll(right, down);
            }
            Some(Press::Gesture(running)) => {
                running.moving |= (x - running.from.0).abs().max((y - running.from.1).abs()) > CLICK;
                running.last = (x, y);
                if running.moving {
                    let place = (self.view.viewport.tick(x), row);
                    let outcome = running.gesture.at(&running.base, place, modifiers(event));
                    let drag = (running.id, running.gesture.label(modifiers(event)));
                    let marker = running.gesture.marker_to(&running.base, place.0, modifiers(event));
                    self.send(ctx, outcome, Some(drag));
                    if let Some(at) = marker {
                        self.hold_marker(ctx, at);
                    }
                }
            }
            None => self.point(ctx, x, y),
        }
    }

    fn scroll(&mut self, right: f64, down: f64) {
        self.view.viewport.scroll_by(right);
        self.view.rows.scroll += down;
        self.following = false;
        self.redraw();
    }

    fn send(
        &mut self,
        ctx: &Context<Self>,
        outcome: ArrangeOutcome,
        drag: Option<(studio::session::GestureId, &'static str)>,
    ) {
        let dispatch = &ctx.props().studio.dispatch;
        match (outcome, drag) {
            (ArrangeOutcome::Locate(tick), _) => dispatch.emit(Action::Locate { tick }),
            (ArrangeOutcome::Loop(range), _) => dispatch.emit(Action::SetLoop { range }),
            (ArrangeOutcome::Select(clips), _) => {
                Self::select_clips(ctx, &clips);
                self.redraw();
            }
            (ArrangeOutcome::Edit(commands), Some((gesture, label))) => {
                if let Some(Press::Gesture(running)) = &mut self.press {
                    running.changes = !commands.is_empty();
                    running.landed = added_clips(&commands);
                    if running.sent || running.changes {
                        running.sent = true;
                        dispatch.emit(Action::Drag { gesture, label, commands });
                    }
                }
            }
            (ArrangeOutcome::Edit(_), None) => {}
        }
    }

    /// Shows by the pointer's shape what a press would do.
    fn point(&mut self, ctx: &Context<Self>, x: f64, y: f64) {
        let press = self.view.press(x, y);
        let gesture = ArrangeGesture::begin(&ctx.props().shown.project, press, Modifiers::default(), |_| false);
        let shape = match gesture {
            _ if matches!(press.row, Row::Automation(_)) => "draw",
            Some(ArrangeGesture::Resize { .. } | ArrangeGesture::Trim { .. }) => "resize",
            Some(ArrangeGesture::Move { .. } | ArrangeGesture::Marker { .. }) => "move",
            Some(ArrangeGesture::Locate | ArrangeGesture::Loop { .. }) => "locate",
            Some(ArrangeGesture::Marquee { .. }) | None => "plain",
        };
        if let Some(canvas) = self.canvas.cast::<Element>() {
            // The name is a plain word, so it cannot be refused.
            canvas.set_attribute("data-pointer", shape).ok();
            self.hint(ctx, &canvas, x, y);
        }
    }

    /// A pointer is lifted, or taken away by the browser.
    pub fn pointer_up(&mut self, ctx: &Context<Self>, event: &PointerEvent, lifted: bool) {
        self.touches.up(event.pointer_id());
        if !lifted {
            self.abort(ctx);
            return;
        }
        if self.end_points(ctx, event) {
            return;
        }
        let (x, y) = place(event);
        let Some(Press::Gesture(running)) = self.press.take() else { return };
        let dispatch = &ctx.props().studio.dispatch;
        let gesture = running.id;
        match (running.sent, running.changes) {
            (true, true) => {
                dispatch.emit(Action::EndDrag { gesture });
                if !running.landed.is_empty() {
                    Self::select_clips(ctx, &running.landed);
                }
            }
            (true, false) => dispatch.emit(Action::AbortDrag { gesture }),
            // A click with Shift on the ruler takes the loop away.
            (false, _) if !running.moving && matches!(running.gesture, ArrangeGesture::Loop { .. }) => {
                let place = (self.view.viewport.tick(x), self.view.rows.at(y));
                let outcome = running.gesture.at(&running.base, place, modifiers(event));
                self.send(ctx, outcome, None);
            }
            // A click on a flag goes there.
            (false, _) if !running.moving => {
                if let ArrangeGesture::Marker { at, .. } = running.gesture {
                    Self::locate(ctx, at);
                }
            }
            (false, _) => {}
        }
        self.redraw();
    }

    /// Puts everything back as it was before the press. Says whether there was one.
    pub fn abort(&mut self, ctx: &Context<Self>) -> bool {
        match self.press.take() {
            Some(Press::Gesture(Running { id, sent: true, .. })) => {
                ctx.props().studio.dispatch.emit(Action::AbortDrag { gesture: id });
                true
            }
            Some(Press::Points(running)) => {
                if let Some(gesture) = running.sent() {
                    ctx.props().studio.dispatch.emit(Action::AbortDrag { gesture });
                }
                true
            }
            other => other.is_some(),
        }
    }

    /// The second button or a long touch: selects what is there and offers what can be done to it. The menu key offers it
    /// for what is selected.
    pub fn menu(&mut self, ctx: &Context<Self>, event: &MouseEvent) {
        event.prevent_default();
        self.abort(ctx);
        let pointed = event.dyn_ref::<PointerEvent>().is_none_or(|event| !event.pointer_type().is_empty());
        if !pointed {
            return self.open_menu(ctx, event, self.offer(&ctx.props().shown));
        }
        let (x, y) = place(event);
        let press = self.view.press(x, y);
        let shown = &ctx.props().shown;
        let row = if let Row::Track(index) = press.row { shown.project.tracks.get(index) } else { None };
        let under = row.and_then(|track| clip_at(track, press.tick, press.reach)).map(|(clip, _)| clip);
        let hit = under.map(|clip| clip.id);
        let on_points = self.point_menu(ctx, press.row, (x, y));
        if !on_points {
            self.leave_points();
        }
        // What is selected with others stays so: the menu is for all of them.
        if !on_points && hit.is_none_or(|clip| !ctx.props().shown.selection.has_clip(clip)) {
            self.select_at(ctx, press);
        }
        self.pointed = Some(Tick(press.tick.max(0.0) as u32));
        let offer = match press.row {
            Row::Sections => Offer::Section,
            Row::Chords => Offer::Chord,
            Row::Lyrics => Offer::Words,
            Row::Automation(_) => Offer::Points,
            Row::Track(_) if under.is_some_and(|clip| clip.audio().is_some()) => Offer::Recording,
            Row::Track(_) if hit.is_some() => Offer::Clip,
            Row::Track(_) | Row::Below => Offer::Track,
            Row::Group(_) => Offer::Group,
            Row::Ruler if self.lane.is_some() => Offer::Marker,
            Row::Ruler => Offer::Ruler,
            Row::Ghost(_) => return,
        };
        let show = Show::Menu(MenuPlace { x: event.client_x(), y: event.client_y(), offer });
        ctx.props().studio.show.emit(show);
    }

    /// The button that offers what can be done to what is selected.
    pub fn tools(&mut self, ctx: &Context<Self>, event: &MouseEvent) {
        self.pointed = None;
        self.open_menu(ctx, event, self.offer(&ctx.props().shown));
    }

    fn open_menu(&self, ctx: &Context<Self>, event: &MouseEvent, offer: Offer) {
        let (x, y) = below(event);
        ctx.props().studio.show.emit(Show::Menu(MenuPlace { x, y, offer }));
    }

    /// A double click opens a clip, creates one, loops a section, or names a marker.
    pub fn doubled(&mut self, ctx: &Context<Self>, event: &MouseEvent) {
        let (x, y) = place(event);
        let press = self.view.press(x, y);
        let project = &ctx.props().shown.project;
        let dispatch = &ctx.props().studio.dispatch;
        let tick = Tick(press.tick.max(0.0) as u32);
        match press.row {
            Row::Automation(place) => self.doubled_points(ctx, place, event),
            Row::Group(index) => {
                if let Some(bus) = project.tracks.get(index).and_then(|track| track.strip.output) {
                    self.fold(ctx, bus);
                }
            }
            Row::Track(index) => {
                let Some(track) = project.tracks.get(index) else { return };
                let hit = clip_at(track, press.tick, press.reach).map(|(clip, _)| clip);
                let recorded = hit.is_some_and(|clip| clip.audio().is_some());
                let id = match hit {
                    Some(clip) => Some(clip.id),
                    None => create_clip(project, track.id, tick).map(|(commands, clip)| {
                        dispatch.emit(Action::Edit { label: "step-create-clip", commands });
                        clip
                    }),
                };
                if id.is_some() {
                    let selection = Selection { track: Some(track.id), clip: id, ..Selection::default() };
                    dispatch.emit(Action::Select { selection });
                    dispatch.emit(Action::OpenDock { dock: if recorded { Dock::Sound } else { Dock::PianoRoll } });
                }
            }
            Row::Sections => {
                let hit = span_at(&project.sections, |section| section.range, tick);
                let range = hit.and_then(|index| project.sections.get(index)).map(|section| section.range);
                match lane_place(project, press.row, tick) {
                    Some(free) if range.is_none() => drop(self.type_at(ctx, free)),
                    _ => dispatch.emit(Action::SetLoop { range }),
                }
            }
            Row::Ruler => {
                if let Some(place) = self.flag_at(ctx, press) {
                    self.type_at(ctx, place);
                }
            }
            Row::Chords | Row::Lyrics => {
                if let Some(place) = lane_place(project, press.row, tick) {
                    self.type_at(ctx, place);
                }
            }
            _ => {}
        }
    }
}
