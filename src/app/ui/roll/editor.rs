//! The piano roll's component: it holds what is on screen, and hands events on to where they are understood.

use std::collections::BTreeSet;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use studio::edit::NoteEdit;
use studio::music::{Pitch, Velocity};
use studio::project::NoteKey;
use studio::session::{Action, GestureId, Selection};
use studio::time::Tick;
use studio::view::{Cursor, Playhead, RollGesture, RollScene, RollTool, Scope, Touches, Turn};
use web_sys::{Element, KeyboardEvent, MouseEvent, PointerEvent};
use yew::{Component, Context, Html, NodeRef, Properties, html};

use crate::ui::canvas::{Palette, Seen, Surface, Watch};
use crate::ui::context::Studio;
use crate::ui::roll::shadow::Shadow;
use crate::ui::roll::subject::Subject;
use crate::ui::roll::syllables::{Dragged, Laid, sung_to};
use crate::ui::roll::toolbar::{Feel, Tool, Toolbar};
use crate::ui::roll::view::RollView;
use crate::ui::roll::{RollProps, draw};

/// What the component is handed.
#[derive(Clone, PartialEq, Properties)]
pub struct EditorProps {
    /// How to send actions, the language and the engine's word.
    pub studio: Studio,
    /// What is shown.
    pub shown: RollProps,
    /// The selected clip.
    pub subject: Subject,
}

/// What happens to the component.
pub enum Msg {
    Seen(Seen),
    Down(PointerEvent),
    Moved(PointerEvent),
    Up(PointerEvent),
    Cancelled(PointerEvent),
    Doubled(MouseEvent),
    Held,
    Key(KeyboardEvent),
    Focus(bool),
    Tool(Tool),
}

/// A press under way.
pub enum Press {
    /// A gesture of the view.
    Gesture(Running),
    /// Scrolling by hand.
    Pan { last: (f64, f64), from: (f64, f64) },
    /// Moving the playhead.
    Locate,
    /// Playing the keyboard; the key that sounded last.
    Play(Option<Pitch>),
    /// Moving a syllable to another note.
    Syllable(Dragged),
}

/// A gesture of the view under way.
pub struct Running {
    pub gesture: RollGesture,
    pub id: GestureId,
    pub from: (f64, f64),
    pub last: (f64, f64),
    pub moving: bool,
    /// Whether a drag was sent, and whether the last one changes anything.
    pub sent: bool,
    pub changes: bool,
    /// What was selected before.
    pub before: BTreeSet<NoteKey>,
}

/// The piano roll's component.
pub struct RollEditor {
    pub stage: NodeRef,
    pub canvas: NodeRef,
    overlay: NodeRef,
    pub view: RollView,
    palette: Option<Palette>,
    pub tool: RollTool,
    /// How notes are put on the grid.
    pub feel: Feel,
    /// Whether drawn and moved notes land in the song's scale.
    pub in_scale: bool,
    /// What is sung to the track.
    pub sung: Rc<Vec<Laid>>,
    /// The note that the pointer's hint tells of.
    pub hinted: Option<NoteKey>,
    pub press: Option<Press>,
    pub held: Option<Timeout>,
    pub touches: Touches,
    pub cursor: Cursor,
    pub focused: bool,
    playhead: Playhead,
    drawn_playhead: Option<f64>,
    dirty: bool,
    watch: Option<Watch>,
}

impl RollEditor {
    /// What the view computes gestures from.
    pub fn scene<'a>(&'a self, props: &'a EditorProps) -> RollScene<'a> {
        let EditorProps { shown, subject, .. } = props;
        RollScene {
            pattern: &subject.pattern,
            selection: &shown.selection.notes,
            rows: &self.view.rows,
            grid: shown.grid,
        }
    }

    /// Has the canvas drawn with the next frame.
    pub fn redraw(&mut self, props: &EditorProps) {
        self.view.clamp(&props.subject);
        self.dirty = true;
    }

    /// Selects notes of the clip.
    pub fn select(props: &EditorProps, notes: BTreeSet<NoteKey>) {
        if notes != props.shown.selection.notes {
            let selection = Selection { notes, ..props.shown.selection.clone() };
            props.studio.dispatch.emit(Action::Select { selection });
        }
    }

    /// Sounds a note of the track.
    pub fn sound(props: &EditorProps, (pitch, velocity): (Pitch, Velocity)) {
        props.studio.dispatch.emit(Action::Audition { track: props.subject.track.id, pitch, velocity });
    }

    /// Sends edits as one undo step.
    pub fn edit(props: &EditorProps, label: &'static str, edits: Vec<NoteEdit>) {
        if !edits.is_empty() {
            let commands = vec![props.subject.command(edits)];
            props.studio.dispatch.emit(Action::Edit { label, commands });
        }
    }

    fn frame(&mut self, ctx: &Context<Self>, now: f64) {
        let EditorProps { studio, shown, subject } = ctx.props();
        let (told, playing) = studio.telemetry.read(|telemetry| (telemetry.tick, telemetry.playing));
        let tick = self.playhead.tick(told, playing, &shown.project.tempo, now);
        let inside = f64::from(subject.clip.at.0) <= tick && tick < f64::from(subject.clip.end().0);
        if playing && inside && self.press.is_none() && self.view.viewport.follow(tick) {
            self.redraw(ctx.props());
        }
        if self.dirty {
            self.draw_still(ctx.props());
        }
        let x = self.view.keys + self.view.viewport.x(tick);
        if self.drawn_playhead != Some(x) {
            self.drawn_playhead = Some(x);
            let (width, height) = self.view.size;
            if let (Some(surface), Some(palette)) = (Surface::fit(&self.overlay, width, height), &self.palette) {
                draw::playhead(&surface, palette, x, self.view.keys);
            }
        }
    }

    fn draw_still(&mut self, props: &EditorProps) {
        if self.palette.is_none() {
            self.palette = self.canvas.cast::<Element>().and_then(|canvas| Palette::read(&canvas));
        }
        let (width, height) = self.view.size;
        let (Some(surface), Some(palette)) = (Surface::fit(&self.canvas, width, height), &self.palette) else { return };
        let marquee = match &self.press {
            Some(Press::Gesture(Running { gesture: RollGesture::Marquee { .. }, from, last, .. })) => {
                Some((*from, *last))
            }
            _ => None,
        };
        let cursor = (self.focused && props.shown.selection.notes.is_empty()).then_some(self.cursor);
        draw::still(&draw::Scene {
            surface: &surface,
            palette,
            props,
            view: &self.view,
            sung: &self.sung,
            marquee,
            cursor,
        });
        self.dirty = false;
        self.drawn_playhead = None;
    }

    fn seen(&mut self, ctx: &Context<Self>, seen: Seen) {
        let props = ctx.props();
        match seen {
            Seen::Frame(now) => return self.frame(ctx, now),
            Seen::Resized(width, height) => self.view.resize(width, height, &props.subject),
            Seen::Turned(Turn::Scroll { right, down }, _) => {
                self.view.viewport.scroll_by(right);
                self.view.rows.scroll += down;
            }
            Seen::Turned(Turn::Wider(factor), (x, _)) => self.view.viewport.zoom_around(x - self.view.keys, factor),
            Seen::Turned(Turn::Higher(factor), (_, y)) => self.view.zoom_rows(y, factor),
        }
        self.redraw(props);
    }
}

impl Component for RollEditor {
    type Message = Msg;
    type Properties = EditorProps;

    fn create(ctx: &Context<Self>) -> Self {
        let subject = &ctx.props().subject;
        Self {
            stage: NodeRef::default(),
            canvas: NodeRef::default(),
            overlay: NodeRef::default(),
            view: RollView::new(subject),
            palette: None,
            tool: RollTool::default(),
            feel: Feel::default(),
            in_scale: false,
            sung: sung_to(ctx.props()),
            hinted: None,
            press: None,
            held: None,
            touches: Touches::default(),
            cursor: first_cursor(subject),
            focused: false,
            playhead: Playhead::default(),
            drawn_playhead: None,
            dirty: true,
            watch: None,
        }
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &EditorProps) -> bool {
        let EditorProps { shown, subject, .. } = ctx.props();
        if old.shown.theme != shown.theme {
            self.palette = None;
        }
        let anew = old.subject.differs(subject);
        if anew {
            self.cursor = first_cursor(subject);
        }
        self.view.show(subject, anew);
        self.keep_scale(ctx.props());
        let (project, before) = (&shown.project, &old.shown.project);
        let same = Rc::ptr_eq(&before.lyrics, &project.lyrics)
            && before.tracks.len() == project.tracks.len()
            && before.tracks.iter().zip(&project.tracks).all(|(one, other)| Rc::ptr_eq(one, other));
        if anew || (!same && matches!(self.press, None | Some(Press::Syllable(_)))) {
            self.sung = sung_to(ctx.props());
        }
        if let Some(wish) = shown.wish.filter(|wish| shown.wish != old.shown.wish && wish.verb.scope() == Scope::Roll) {
            self.perform(ctx.props(), wish.verb);
        }
        self.redraw(ctx.props());
        // While a drag lasts only the canvas follows it; the table of notes is told when it is over.
        anew || self.press.is_none()
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if let Some(stage) = self.stage.cast::<Element>().filter(|_| first) {
            let link = ctx.link().clone();
            self.watch = Some(Watch::start(&stage, &stage, move |seen| link.send_message(Msg::Seen(seen))));
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let props = ctx.props();
        match msg {
            Msg::Seen(seen) => self.seen(ctx, seen),
            Msg::Down(event) => self.pointer_down(ctx, &event),
            Msg::Moved(event) => self.pointer_moved(props, &event),
            Msg::Up(event) => self.pointer_up(props, &event, true),
            Msg::Cancelled(event) => self.pointer_up(props, &event, false),
            Msg::Doubled(event) => self.doubled(props, &event),
            Msg::Held => self.long_press(props),
            Msg::Key(event) => return self.key(props, &event),
            Msg::Focus(focused) => {
                self.focused = focused;
                self.redraw(props);
            }
            Msg::Tool(tool) => return self.use_tool(props, tool),
        }
        // Whatever these change is drawn on the canvas; the page changes with the props, the tool and the cursor alone.
        false
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        let EditorProps { studio, shown, subject } = ctx.props();
        let tool = if self.tool == RollTool::Pencil { "pencil" } else { "select" };
        html! {
            <section class="roll editor" data-test="roll" aria-label={studio.text("roll-name")}>
                <Toolbar tool={self.tool} in_scale={(!subject.is_drums()).then_some(self.in_scale)} grid={shown.grid} feel={self.feel}
                    track={subject.track.name.clone()} colour={subject.track.colour} used={link.callback(Msg::Tool)} />
                <div class="editor-stage" ref={&self.stage}>
                    <canvas class="editor-canvas" data-test="roll-canvas" data-tool={tool} ref={&self.canvas} tabindex="0"
                        role="application" aria-label={studio.text("roll-canvas")} aria-describedby="roll-shadow"
                        onpointerdown={link.callback(Msg::Down)} onpointermove={link.callback(Msg::Moved)}
                        onpointerup={link.callback(Msg::Up)} onpointercancel={link.callback(Msg::Cancelled)}
                        ondblclick={link.callback(Msg::Doubled)} onkeydown={link.callback(Msg::Key)}
                        onfocus={link.callback(|_| Msg::Focus(true))} onblur={link.callback(|_| Msg::Focus(false))}
                        oncontextmenu={|event: MouseEvent| event.prevent_default()}></canvas>
                    <canvas class="editor-overlay" ref={&self.overlay} aria-hidden="true"></canvas>
                </div>
                <Shadow shown={shown.clone()} subject={subject.clone()} cursor_tick={self.cursor.tick} cursor_pitch={self.cursor.pitch}
                    sung={Rc::clone(&self.sung)} />
            </section>
        }
    }
}

fn first_cursor(subject: &Subject) -> Cursor {
    let start = Tick(subject.clip.offset.0 % subject.pattern.length.0.max(1));
    let pitch = subject.pattern.notes.first().map(|note| note.pitch);
    let usual = if subject.is_drums() { 36 } else { 60 };
    Cursor { tick: start, pitch: pitch.unwrap_or(Pitch::clamped(usual)) }
}
