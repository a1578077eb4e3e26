//! Pointers over the piano roll.

use gloo::timers::callback::Timeout;
use studio::edit::NoteEdit;
use studio::music::Velocity;
use studio::project::Note;
use studio::session::{Action, GestureId};
use studio::view::{Cursor, RollGesture, RollOutcome, RollTool, describe_note, note_at, snap_to_beat};
use web_sys::{Element, MouseEvent, PointerEvent};
use yew::{Context, TargetCast};

use crate::ui::canvas::{modifiers, next_gesture};
use crate::ui::context::told;
use crate::ui::roll::editor::{EditorProps, Msg, Press, RollEditor, Running};
use crate::ui::roll::view::Region;

/// A press that moves less than this many pixels is a click.
const CLICK: f64 = 3.0;
/// A finger that rests this long draws, in milliseconds.
const HOLD: u32 = 420;

fn place(event: &MouseEvent) -> (f64, f64) {
    (f64::from(event.offset_x()), f64::from(event.offset_y()))
}

impl RollEditor {
    /// A pointer goes down.
    pub fn pointer_down(&mut self, ctx: &Context<Self>, event: &PointerEvent) {
        let props = ctx.props();
        let (x, y) = place(event);
        let touch = event.pointer_type() == "touch";
        if let Some(target) = event.target_dyn_into::<Element>() {
            // A pointer that is gone already cannot be captured, and need not be.
            target.set_pointer_capture(event.pointer_id()).ok();
        }
        self.held = None;
        if touch && self.touches.down(event.pointer_id(), x, y) > 1 {
            self.abort(props);
            return;
        }
        if event.button() == 1 {
            event.prevent_default();
            self.press = Some(Press::Pan { last: (x, y), from: (x, y) });
            return;
        }
        match self.view.region(x, y) {
            Region::Ruler => {
                self.press = Some(Press::Locate);
                self.locate(props, event);
            }
            Region::Keys => {
                self.press = Some(Press::Play(None));
                self.play(props, y);
            }
            Region::Velocities => {
                let (gesture, outcome) =
                    RollGesture::velocity(self.scene(props), self.view.point(x, y), self.view.velocity(y));
                self.start(props, gesture, outcome, (x, y), true);
            }
            Region::Notes => self.press_notes(ctx, event, touch),
        }
    }

    fn press_notes(&mut self, ctx: &Context<Self>, event: &PointerEvent, touch: bool) {
        let props = ctx.props();
        let (x, y) = place(event);
        let point = self.view.point(x, y);
        if let Some(pitch) = self.view.rows.pitch(point.place) {
            self.cursor =
                Cursor { tick: props.shown.grid.floor(studio::time::Tick(point.tick.max(0.0) as u32)), pitch };
        }
        let on_note = self
            .view
            .rows
            .pitch(point.place)
            .is_some_and(|pitch| note_at(&props.subject.pattern.notes, point.tick, pitch, 0.0).is_some());
        if !on_note && event.button() == 0 && self.tool == RollTool::Select {
            self.press = self.grab_syllable(props, (x, y));
            if self.press.is_some() {
                return;
            }
        }
        let erasing = event.button() == 2;
        let begun = RollGesture::begin(self.scene(props), point, modifiers(event), self.tool, erasing);
        let Some((gesture, outcome)) = begun else { return };
        if touch && matches!(gesture, RollGesture::Marquee { .. }) {
            // A finger on empty ground scrolls; where it rests, it draws.
            self.press = Some(Press::Pan { last: (x, y), from: (x, y) });
            let link = ctx.link().clone();
            self.held = Some(Timeout::new(HOLD, move || link.send_message(Msg::Held)));
            return;
        }
        let at_once = matches!(gesture, RollGesture::Draw { .. } | RollGesture::Erase { .. });
        self.start(props, gesture, outcome, (x, y), at_once);
    }

    fn start(
        &mut self,
        props: &EditorProps,
        gesture: RollGesture,
        outcome: RollOutcome,
        from: (f64, f64),
        moving: bool,
    ) {
        let before = props.shown.selection.notes.clone();
        let (id, last) = (next_gesture(), from);
        self.press =
            Some(Press::Gesture(Running { gesture, id, from, last, moving, sent: false, changes: false, before }));
        self.send(props, outcome);
        self.redraw(props);
    }

    fn send(&mut self, props: &EditorProps, outcome: RollOutcome) {
        if let (Some(edits), Some(Press::Gesture(running))) = (outcome.edits, &mut self.press) {
            running.changes = !edits.is_empty();
            if running.sent || running.changes {
                running.sent = true;
                let (gesture, label) = (running.id, running.gesture.label());
                let commands = if edits.is_empty() { Vec::new() } else { vec![props.subject.command(edits)] };
                props.studio.dispatch.emit(Action::Drag { gesture, label, commands });
            }
        }
        if let Some(selection) = outcome.selection {
            Self::select(props, selection);
        }
        if let Some(sound) = outcome.sound {
            Self::sound(props, sound);
        }
    }

    /// A pointer moves.
    pub fn pointer_moved(&mut self, props: &EditorProps, event: &PointerEvent) {
        let (x, y) = place(event);
        if let Some(pinch) = self.touches.moved(event.pointer_id(), x, y) {
            self.view.viewport.zoom_around(pinch.x - self.view.keys, pinch.factor);
            self.scroll(props, -pinch.right, -pinch.down);
            return;
        }
        match &mut self.press {
            Some(Press::Pan { last, from }) => {
                if (x - from.0).abs().max((y - from.1).abs()) > CLICK * 2.0 {
                    self.held = None;
                }
                let (right, down) = (last.0 - x, last.1 - y);
                *last = (x, y);
                self.scroll(props, right, down);
            }
            Some(Press::Locate) => self.locate(props, event),
            Some(Press::Play(_)) => self.play(props, y),
            Some(Press::Gesture(_)) => self.drag(props, event),
            Some(Press::Syllable(_)) => self.drag_syllable(props, x),
            None => self.point_at(props, x, y),
        }
    }

    fn drag(&mut self, props: &EditorProps, event: &PointerEvent) {
        let (x, y) = place(event);
        let (point, level) = (self.view.point(x, y), self.view.velocity(y));
        let Some(Press::Gesture(running)) = &mut self.press else { return };
        running.moving |= (x - running.from.0).abs().max((y - running.from.1).abs()) > CLICK;
        if !running.moving {
            return;
        }
        let from_tick = self.view.point(running.last.0, 0.0).tick;
        running.last = (x, y);
        let outcome = match &mut running.gesture {
            gesture @ RollGesture::Velocity { .. } => gesture.paint(from_tick, point.tick, point.reach, level),
            gesture => gesture.moved(&self.view.rows, point, modifiers(event), props.shown.grid),
        };
        self.send(props, outcome);
        self.redraw(props);
    }

    fn scroll(&mut self, props: &EditorProps, right: f64, down: f64) {
        self.view.viewport.scroll_by(right);
        self.view.rows.scroll += down;
        self.redraw(props);
    }

    fn locate(&self, props: &EditorProps, event: &PointerEvent) {
        let tick = self.view.song_tick(place(event).0);
        let tick = snap_to_beat(&props.shown.project.meter, tick, event.alt_key());
        props.studio.dispatch.emit(Action::Locate { tick });
    }

    fn play(&mut self, props: &EditorProps, y: f64) {
        let pitch = self.view.rows.pitch(self.view.point(0.0, y).place);
        if let (Some(pitch), Some(Press::Play(last))) = (pitch, &mut self.press)
            && last.replace(pitch) != Some(pitch)
        {
            Self::sound(props, (pitch, Velocity::DEFAULT));
        }
    }

    /// Shows by the pointer's shape what a press would do.
    fn point_at(&mut self, props: &EditorProps, x: f64, y: f64) {
        let point = self.view.point(x, y);
        let pitch = self.view.rows.pitch(point.place);
        let hit = pitch.and_then(|pitch| note_at(&props.subject.pattern.notes, point.tick, pitch, point.reach));
        let shape = match (self.view.region(x, y), hit) {
            (Region::Notes, Some((_, studio::view::NoteZone::Body))) => "move",
            (Region::Notes, Some(_)) => "resize",
            (Region::Notes, None) if self.tool == RollTool::Pencil => "draw",
            (Region::Notes, None) if self.syllable_at(props, (x, y)).is_some() => "move",
            (Region::Notes, None) => "plain",
            (Region::Velocities, _) => "level",
            (Region::Ruler | Region::Keys, _) => "press",
        };
        if let Some(canvas) = self.canvas.cast::<Element>() {
            // The name is a plain word, so it cannot be refused.
            canvas.set_attribute("data-pointer", shape).ok();
            let note = hit.map(|(note, _)| note).filter(|_| self.view.region(x, y) == Region::Notes);
            if note.map(Note::key) != self.hinted {
                self.hinted = note.map(Note::key);
                // Neither can a title; an empty one shows nothing.
                canvas.set_attribute("title", &note.map(|note| words(props, note)).unwrap_or_default()).ok();
            }
        }
    }

    /// A pointer is lifted, or taken away by the browser.
    pub fn pointer_up(&mut self, props: &EditorProps, event: &PointerEvent, lifted: bool) {
        self.touches.up(event.pointer_id());
        self.held = None;
        if !lifted {
            self.abort(props);
            return;
        }
        match self.press.take() {
            Some(Press::Gesture(running)) => self.end(props, running.id, (running.sent, running.changes)),
            Some(Press::Syllable(dragged)) => self.end(props, dragged.gesture, (dragged.sent, dragged.changes)),
            Some(Press::Pan { from, last }) if event.button() == 0 && from == last => {
                Self::select(props, Default::default());
            }
            _ => {}
        }
        self.redraw(props);
    }

    fn end(&self, props: &EditorProps, gesture: GestureId, (sent, changes): (bool, bool)) {
        if sent && changes {
            props.studio.dispatch.emit(Action::EndDrag { gesture });
        } else if sent {
            props.studio.dispatch.emit(Action::AbortDrag { gesture });
        }
    }

    /// Puts everything back as it was before the press. Says whether there was one.
    pub fn abort(&mut self, props: &EditorProps) -> bool {
        self.held = None;
        let press = self.press.take();
        if let Some(Press::Gesture(running)) = &press {
            if running.sent {
                props.studio.dispatch.emit(Action::AbortDrag { gesture: running.id });
            }
            Self::select(props, running.before.clone());
        }
        if let Some(Press::Syllable(dragged)) = &press
            && dragged.sent
        {
            props.studio.dispatch.emit(Action::AbortDrag { gesture: dragged.gesture });
        }
        self.redraw(props);
        press.is_some()
    }

    /// A double click on empty ground draws a note; on a note it removes it.
    pub fn doubled(&mut self, props: &EditorProps, event: &MouseEvent) {
        let (x, y) = place(event);
        if self.view.region(x, y) != Region::Notes || self.tool == RollTool::Pencil {
            return;
        }
        let point = self.view.point(x, y);
        let pitch = self.view.rows.pitch(point.place);
        let hit = pitch.and_then(|pitch| note_at(&props.subject.pattern.notes, point.tick, pitch, 0.0));
        if let Some((note, _)) = hit {
            Self::edit(props, "step-erase-notes", vec![NoteEdit::remove(note.key())]);
            Self::select(props, Default::default());
        } else if let Some((gesture, outcome)) = RollGesture::draw(self.scene(props), point, modifiers(event)) {
            Self::edit(props, gesture.label(), outcome.edits.unwrap_or_default());
            Self::select(props, outcome.selection.unwrap_or_default());
            outcome.sound.into_iter().for_each(|sound| Self::sound(props, sound));
        }
    }

    /// A finger rested: it draws where it is.
    pub fn long_press(&mut self, props: &EditorProps) {
        self.held = None;
        let Some(Press::Pan { from, .. }) = self.press else { return };
        let held = studio::view::Modifiers::default();
        if let Some((gesture, outcome)) = RollGesture::draw(self.scene(props), self.view.point(from.0, from.1), held) {
            self.start(props, gesture, outcome, from, true);
        }
    }
}

/// A note in words: what it is, who made and changed it, when, and asked for what.
fn words(props: &EditorProps, note: &Note) -> String {
    let (project, subject) = (&props.shown.project, &props.subject);
    let at = studio::time::Tick((subject.origin() + f64::from(note.start.0)).max(0.0) as u32);
    let name = describe_note(project, subject.track.role, note, at, props.studio.locale);
    format!("{name}{}", told(&props.studio, project, note.authors))
}
