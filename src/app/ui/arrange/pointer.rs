//! Pointers over the arrangement.

use studio::session::{Action, Dock, Selection};
use studio::time::Tick;
use studio::view::{
    ArrangeGesture, ArrangeOutcome, ArrangePress, Modifiers, Offer, Row, clip_at, create_clip, lane_place, span_at,
};
use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent, PointerEvent};
use yew::{Context, TargetCast};

use crate::ui::arrange::editor::{ArrangeEditor, Press};
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
            self.press = if middle { None } else { self.begin(ctx, press, (x, y), modifiers(event), touch) };
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
        let was_selected = shown.selection.clip;
        self.select_under(ctx, press);
        let gesture = ArrangeGesture::begin(&shown.project, press, held)?;
        // A finger scrolls, unless it is on a clip that a tap has selected before.
        let selected = match &gesture {
            ArrangeGesture::Move { base, .. }
            | ArrangeGesture::Trim { base, .. }
            | ArrangeGesture::Resize { base, .. } => was_selected == Some(base.id),
            ArrangeGesture::Locate | ArrangeGesture::Loop { .. } => true,
        };
        if touch && !selected {
            return None;
        }
        let at_once = matches!(gesture, ArrangeGesture::Locate);
        if at_once {
            self.send(ctx, gesture.at(&shown.project, (press.tick, press.row), held), None);
        }
        let id = next_gesture();
        Some(Press::Gesture { gesture, id, from, moving: at_once, sent: false, changes: false })
    }

    /// A click selects what it hits; on a section it puts the playhead at its start.
    fn select_under(&mut self, ctx: &Context<Self>, press: ArrangePress) {
        let project = &ctx.props().shown.project;
        let tick = Tick(press.tick.max(0.0) as u32);
        self.lane = lane_place(project, press.row, tick);
        match press.row {
            Row::Track(index) => {
                let Some(track) = project.tracks.get(index) else { return };
                let clip = clip_at(track, press.tick, press.reach).map(|(clip, _)| clip.id);
                Self::select(ctx, Some(track.id), clip);
            }
            Row::Sections => {
                let hit = span_at(&project.sections, |section| section.range, tick);
                if let Some(section) = hit.and_then(|index| project.sections.get(index)) {
                    Self::locate(ctx, section.range.start);
                }
            }
            _ => {}
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
        let project = &ctx.props().shown.project;
        let row = self.view.rows.at(y);
        match &mut self.press {
            Some(Press::Pan { last }) => {
                let (right, down) = (last.0 - x, last.1 - y);
                *last = (x, y);
                self.scroll(right, down);
            }
            Some(Press::Gesture { gesture, id, from, moving, .. }) => {
                *moving |= (x - from.0).abs().max((y - from.1).abs()) > CLICK;
                if *moving {
                    let outcome = gesture.at(project, (self.view.viewport.tick(x), row), modifiers(event));
                    let drag = (*id, gesture.label());
                    self.send(ctx, outcome, Some(drag));
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
            (ArrangeOutcome::Clip(commands), Some((gesture, label))) => {
                if let Some(Press::Gesture { sent, changes, .. }) = &mut self.press {
                    *changes = !commands.is_empty();
                    if *sent || *changes {
                        *sent = true;
                        dispatch.emit(Action::Drag { gesture, label, commands });
                    }
                }
            }
            (ArrangeOutcome::Clip(_), None) => {}
        }
    }

    /// Shows by the pointer's shape what a press would do.
    fn point(&mut self, ctx: &Context<Self>, x: f64, y: f64) {
        let gesture = ArrangeGesture::begin(&ctx.props().shown.project, self.view.press(x, y), Modifiers::default());
        let shape = match gesture {
            Some(ArrangeGesture::Resize { .. } | ArrangeGesture::Trim { .. }) => "resize",
            Some(ArrangeGesture::Move { .. }) => "move",
            Some(ArrangeGesture::Locate | ArrangeGesture::Loop { .. }) => "locate",
            None => "plain",
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
        let (x, y) = place(event);
        let Some(Press::Gesture { gesture, id, moving, sent, changes, .. }) = self.press.take() else { return };
        let dispatch = &ctx.props().studio.dispatch;
        match (sent, changes) {
            (true, true) => dispatch.emit(Action::EndDrag { gesture: id }),
            (true, false) => dispatch.emit(Action::AbortDrag { gesture: id }),
            // A click with Shift on the ruler takes the loop away.
            (false, _) if !moving && matches!(gesture, ArrangeGesture::Loop { .. }) => {
                let tick = self.view.viewport.tick(x);
                let place = (tick, self.view.rows.at(y));
                let outcome = gesture.at(&ctx.props().shown.project, place, modifiers(event));
                self.send(ctx, outcome, None);
            }
            (false, _) => {}
        }
    }

    /// Puts everything back as it was before the press. Says whether there was one.
    pub fn abort(&mut self, ctx: &Context<Self>) -> bool {
        match self.press.take() {
            Some(Press::Gesture { id, sent: true, .. }) => {
                ctx.props().studio.dispatch.emit(Action::AbortDrag { gesture: id });
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
        self.select_under(ctx, press);
        self.pointed = Some(Tick(press.tick.max(0.0) as u32));
        let offer = match press.row {
            Row::Sections => Offer::Section,
            Row::Chords => Offer::Chord,
            Row::Lyrics => Offer::Words,
            Row::Track(index) => {
                let track = ctx.props().shown.project.tracks.get(index);
                let clip = track.and_then(|track| clip_at(track, press.tick, press.reach));
                if clip.is_some() { Offer::Clip } else { Offer::Track }
            }
            Row::Below => Offer::Track,
            Row::Ruler | Row::Ghost(_) => return,
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

    /// A double click opens a clip, creates one, or loops a section.
    pub fn doubled(&mut self, ctx: &Context<Self>, event: &MouseEvent) {
        let (x, y) = place(event);
        let press = self.view.press(x, y);
        let project = &ctx.props().shown.project;
        let dispatch = &ctx.props().studio.dispatch;
        let tick = Tick(press.tick.max(0.0) as u32);
        match press.row {
            Row::Track(index) => {
                let Some(track) = project.tracks.get(index) else { return };
                let id = match clip_at(track, press.tick, press.reach) {
                    Some((clip, _)) => Some(clip.id),
                    None => create_clip(project, track.id, tick).map(|(commands, clip)| {
                        dispatch.emit(Action::Edit { label: "step-create-clip", commands });
                        clip
                    }),
                };
                if id.is_some() {
                    let selection = Selection { track: Some(track.id), clip: id, ..Selection::default() };
                    dispatch.emit(Action::Select { selection });
                    dispatch.emit(Action::OpenDock { dock: Dock::PianoRoll });
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
            Row::Chords | Row::Lyrics => {
                if let Some(place) = lane_place(project, press.row, tick) {
                    self.type_at(ctx, place);
                }
            }
            _ => {}
        }
    }
}
