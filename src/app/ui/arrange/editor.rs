//! The arrangement's component: it holds what is on screen, and hands events on to where they are understood.

use std::collections::BTreeSet;
use std::rc::Rc;

use studio::project::{BusId, ClipId, Project, StripId, Target, Track, TrackId};
use studio::session::{Action, GestureId, Selection};
use studio::time::Tick;
use studio::view::{ArrangeGesture, LanePlace, Offer, Playhead, Row, Scope, Touches, Turn, Verb, target_label};
use web_sys::{Element, KeyboardEvent, MouseEvent, PointerEvent};
use yew::{Component, Context, Html, NodeRef, Properties, html};

use crate::ui::arrange::automation::{Lanes, targets, told_points};
use crate::ui::arrange::automation_head::AutomationHead;
use crate::ui::arrange::draw_clips::fresh_tracks;
use crate::ui::arrange::header::{GhostHeader, TrackHeader};
use crate::ui::arrange::hint::Hinted;
use crate::ui::arrange::lane::Typed;
use crate::ui::arrange::minimap::{Band, MapMsg};
use crate::ui::arrange::point_pointer::RunningPoints;
use crate::ui::arrange::shadow::Shadow;
use crate::ui::arrange::view::ArrangeView;
use crate::ui::arrange::{ArrangeProps, draw, meters};
use crate::ui::canvas::{Palette, Seen, Surface, Watch};
use crate::ui::context::Studio;
use crate::ui::help::hint;
use crate::ui::widgets::button::Button;
use crate::ui::widgets::icon::{Glyph, Icon};

/// The most points of a lane that are told: beyond that, the list hides what it should tell.
const MOST_POINTS: usize = 64;

/// What the component is handed.
#[derive(Clone, PartialEq, Properties)]
pub struct EditorProps {
    /// How to send actions, the language and the engine's word.
    pub studio: Studio,
    /// What is shown.
    pub shown: ArrangeProps,
}

/// What happens to the component.
pub enum Msg {
    Seen(Seen),
    Down(PointerEvent),
    Moved(PointerEvent),
    Up(PointerEvent),
    Cancelled(PointerEvent),
    Doubled(MouseEvent),
    Key(KeyboardEvent),
    Menu(MouseEvent),
    Tools(MouseEvent),
    Typed(Typed),
    Naming(Option<StripId>),
    Pick(TrackId, bool),
    PickGroup(BusId),
    Fold(BusId),
    Unfold(StripId),
    Target(StripId, usize),
    Map(MapMsg),
    Do(Verb),
}

/// A press under way.
pub enum Press {
    /// A gesture of the view.
    Gesture(Running),
    /// A gesture in an automation lane.
    Points(RunningPoints),
    /// Scrolling by hand.
    Pan { last: (f64, f64) },
}

/// A gesture of the view under way.
pub struct Running {
    pub gesture: ArrangeGesture,
    pub id: GestureId,
    /// The song as it was when it began.
    pub base: Rc<Project>,
    pub from: (f64, f64),
    pub last: (f64, f64),
    pub moving: bool,
    /// Whether a drag was sent, and whether the last one changes anything.
    pub sent: bool,
    pub changes: bool,
    /// The clips that the last drag added.
    pub landed: Vec<(TrackId, ClipId)>,
}

/// The arrangement's component.
pub struct ArrangeEditor {
    section: NodeRef,
    stage: NodeRef,
    pub canvas: NodeRef,
    overlay: NodeRef,
    meter_canvas: NodeRef,
    heads: NodeRef,
    pub view: ArrangeView,
    palette: Option<Palette>,
    pub press: Option<Press>,
    pub touches: Touches,
    /// The cursor of the lanes, while it is there.
    pub lane: Option<LanePlace>,
    /// The automation lanes.
    pub lanes: Lanes,
    /// How many clicks ago, counted from one, a point was drawn; 0 for longer. A double click whose first click drew a
    /// point does not take it away.
    pub drawn: u8,
    /// Where something is being typed.
    pub typing: Option<LanePlace>,
    /// The track or group that is being named.
    pub naming: Option<StripId>,
    /// The groups that are folded.
    pub folded: BTreeSet<BusId>,
    /// Where a menu was opened.
    pub pointed: Option<Tick>,
    /// What the pointer's hint tells of.
    pub hinted: Option<Hinted>,
    playhead: Playhead,
    drawn_playhead: Option<f64>,
    /// Whether the view turns its page with the playhead.
    pub following: bool,
    was_playing: bool,
    dirty: bool,
    /// The band that shows the whole song.
    pub band: Band,
    watch: Option<Watch>,
}

impl ArrangeEditor {
    /// Has the canvas drawn with the next frame.
    pub fn redraw(&mut self) {
        self.view.clamp();
        self.dirty = true;
    }

    /// Selects a track and, on it, a clip or none.
    pub fn select(ctx: &Context<Self>, track: Option<TrackId>, clip: Option<ClipId>) {
        let selection = Selection { track, clip, ..Selection::default() };
        if selection != ctx.props().shown.selection {
            ctx.props().studio.dispatch.emit(Action::Select { selection });
        }
    }

    /// Selects clips; the first is the one that the piano roll shows.
    pub fn select_clips(ctx: &Context<Self>, clips: &[(TrackId, ClipId)]) {
        let first = clips.first().copied();
        let (track, clip) = (first.map(|(track, _)| track), first.map(|(_, clip)| clip));
        let track = track.or(ctx.props().shown.selection.track);
        let others = clips.iter().skip(1).map(|(_, clip)| *clip).collect();
        let selection = Selection { track, clip, others, ..Selection::default() };
        if selection != ctx.props().shown.selection {
            ctx.props().studio.dispatch.emit(Action::Select { selection });
        }
    }

    fn frame(&mut self, ctx: &Context<Self>, now: f64) {
        let EditorProps { studio, shown } = ctx.props();
        let (told, playing) = studio.telemetry.read(|telemetry| (telemetry.tick, telemetry.playing));
        let (start, running) = shown.start;
        let told = if running { told } else { f64::from(start.0) };
        let tick = self.playhead.tick(told, playing, &shown.project.tempo, now);
        if playing && !self.was_playing {
            self.following = true;
        }
        self.was_playing = playing;
        if playing && self.following && self.press.is_none() && self.view.viewport.follow(tick) {
            self.redraw();
        }
        if self.dirty {
            self.draw_still(ctx);
        }
        let x = self.view.viewport.x(tick);
        if self.drawn_playhead != Some(x) {
            self.drawn_playhead = Some(x);
            let size = (self.view.viewport.width(), self.view.height);
            if let (Some(surface), Some(palette)) = (Surface::fit(&self.overlay, size.0, size.1), &self.palette) {
                draw::playhead(&surface, palette, x);
            }
        }
        // Taken for as long as it draws what else the component holds.
        if let Some(palette) = self.palette.take() {
            meters::draw(&self.meter_canvas, &palette, studio, &self.view);
            self.draw_map(ctx, &palette, tick);
            self.palette = Some(palette);
        }
    }

    fn draw_still(&mut self, ctx: &Context<Self>) {
        if self.palette.is_none() {
            self.palette = self.canvas.cast::<Element>().and_then(|canvas| Palette::read(&canvas));
        }
        let EditorProps { studio, shown } = ctx.props();
        let size = (self.view.viewport.width(), self.view.height);
        let (Some(surface), Some(palette)) = (Surface::fit(&self.canvas, size.0, size.1), &self.palette) else {
            return;
        };
        let marquee = match &self.press {
            Some(Press::Gesture(Running {
                gesture: ArrangeGesture::Marquee { .. }, from, last, moving: true, ..
            })) => Some((*from, *last)),
            Some(Press::Points(running)) => running.marquee(),
            _ => None,
        };
        draw::still(&draw::Scene {
            surface: &surface,
            palette,
            studio,
            shown,
            view: &self.view,
            lane: self.lane,
            lanes: &self.lanes,
            marquee,
        });
        if let Some(heads) = self.heads.cast::<Element>() {
            heads.set_scroll_top(self.view.rows.scroll.round() as i32);
        }
        self.dirty = false;
        self.drawn_playhead = None;
    }

    fn seen(&mut self, ctx: &Context<Self>, seen: Seen) {
        match seen {
            Seen::Frame(now) => return self.frame(ctx, now),
            Seen::Resized(width, height) => self.view.resize(width, height, &ctx.props().shown.project),
            Seen::Turned(Turn::Scroll { right, down }, _) => {
                self.view.viewport.scroll_by(right);
                self.view.rows.scroll += down;
                self.following &= right == 0.0;
            }
            // Rows have one height here, so time is all there is to zoom.
            Seen::Turned(Turn::Wider(factor) | Turn::Higher(factor), (x, _)) => {
                self.view.viewport.zoom_around(x, factor);
            }
        }
        self.redraw();
    }
}

impl Component for ArrangeEditor {
    type Message = Msg;
    type Properties = EditorProps;

    fn create(ctx: &Context<Self>) -> Self {
        let mut view = ArrangeView::new();
        view.show(&ctx.props().shown);
        let mut editor = Self {
            section: NodeRef::default(),
            stage: NodeRef::default(),
            canvas: NodeRef::default(),
            overlay: NodeRef::default(),
            meter_canvas: NodeRef::default(),
            heads: NodeRef::default(),
            view,
            palette: None,
            press: None,
            touches: Touches::default(),
            lane: None,
            lanes: Lanes::default(),
            drawn: 0,
            typing: None,
            naming: None,
            folded: BTreeSet::new(),
            pointed: None,
            hinted: None,
            playhead: Playhead::default(),
            drawn_playhead: None,
            following: true,
            was_playing: false,
            dirty: true,
            band: Band::default(),
            watch: None,
        };
        editor.lay_lanes(&ctx.props().shown.project);
        editor
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &EditorProps) -> bool {
        let shown = &ctx.props().shown;
        if old.shown.theme != shown.theme {
            self.palette = None;
        }
        if old.shown.project.id != shown.project.id {
            self.view.fitted = false;
            // Tracks and authors have the same numbers in every song.
            self.lanes = Lanes::default();
            self.folded.clear();
        }
        self.lay_lanes(&shown.project);
        self.view.show(shown);
        self.band.changed(&old.shown, shown);
        self.mend_lane(ctx);
        if let Some(wish) =
            shown.wish.filter(|wish| shown.wish != old.shown.wish && wish.verb.scope() == Scope::Arrangement)
        {
            self.perform(ctx, wish.verb);
        }
        self.redraw();
        true
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        let nodes = self.stage.cast::<Element>().zip(self.section.cast::<Element>());
        if let Some((stage, section)) = nodes.filter(|_| first) {
            let link = ctx.link().clone();
            self.watch = Some(Watch::start(&stage, &section, move |seen| link.send_message(Msg::Seen(seen))));
            self.band.start(ctx);
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let before = (self.lane, self.typing, self.naming, self.lanes.changes);
        match msg {
            Msg::Seen(seen) => self.seen(ctx, seen),
            Msg::Down(event) => self.pointer_down(ctx, &event),
            Msg::Moved(event) => self.pointer_moved(ctx, &event),
            Msg::Up(event) => self.pointer_up(ctx, &event, true),
            Msg::Cancelled(event) => self.pointer_up(ctx, &event, false),
            Msg::Doubled(event) => self.doubled(ctx, &event),
            Msg::Key(event) => self.key(ctx, &event),
            Msg::Menu(event) => self.menu(ctx, &event),
            Msg::Tools(event) => self.tools(ctx, &event),
            Msg::Typed(typed) => self.typed(ctx, &typed),
            Msg::Naming(strip) => self.naming = strip,
            Msg::Pick(track, joins) => Self::pick(ctx, track, joins),
            Msg::PickGroup(bus) => Self::pick_group(ctx, bus),
            Msg::Fold(bus) => self.fold(ctx, bus),
            Msg::Unfold(strip) => self.toggle_lane(ctx, strip),
            Msg::Target(strip, place) => self.choose_target(ctx, strip, place),
            Msg::Map(msg) => self.on_map(ctx, msg),
            Msg::Do(verb) => {
                self.perform(ctx, verb);
            }
        }
        // Whatever else these change is drawn on the canvas.
        let changed = before != (self.lane, self.typing, self.naming, self.lanes.changes);
        if changed {
            self.redraw();
        }
        changed
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        let EditorProps { studio, shown } = ctx.props();
        let empty = shown.project.is_blank() && shown.proposal.is_none();
        html! {
            <section class="arrange editor" data-test="arrange" ref={&self.section} aria-label={studio.text("arrange-name")}>
                { self.map_view(ctx, studio) }
                { self.side(ctx) }
                <div class="editor-stage" ref={&self.stage}>
                    <canvas class="editor-canvas" data-test="arrange-canvas" ref={&self.canvas} tabindex="0"
                        role="application" aria-label={studio.text("arrange-canvas")} aria-describedby="arrange-shadow"
                        onpointerdown={link.callback(Msg::Down)} onpointermove={link.callback(Msg::Moved)}
                        onpointerup={link.callback(Msg::Up)} onpointercancel={link.callback(Msg::Cancelled)}
                        ondblclick={link.callback(Msg::Doubled)} onkeydown={link.callback(Msg::Key)}
                        oncontextmenu={link.callback(Msg::Menu)}></canvas>
                    <canvas class="editor-overlay" ref={&self.overlay} aria-hidden="true"></canvas>
                    { self.field(ctx) }
                    if empty {
                        <div class="arrange-empty">
                            <p class="arrange-empty-title">{ studio.text("arrange-empty-title") }</p>
                            <p>{ studio.text("arrange-empty") }</p>
                        </div>
                    }
                </div>
                <Shadow shown={shown.clone()} lane={self.point_words(ctx).or_else(|| self.lane_words(ctx))}
                    points={told_points(&self.lanes, shown, studio.locale, MOST_POINTS)} />
            </section>
        }
    }
}

impl ArrangeEditor {
    /// What stands left of the timeline: buttons, the names of the lanes, the headers of the tracks.
    fn side(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        let EditorProps { studio, shown } = ctx.props();
        let verb = |verb, sign| tool(studio, verb, sign, link.callback(move |_: MouseEvent| Msg::Do(verb)));
        let more = studio.text("track-tools");
        html! {
            <div class="arrange-side">
                <div class="arrange-tools" role="toolbar" aria-label={studio.text("arrange-name")}>
                    <Button label={studio.text("verb-add-track")} icon={Icon::Add} words=false class="arrange-tool"
                        test="add-track" hint={hint(studio, Verb::AddTrack)} onclick={link.callback(|()| Msg::Do(Verb::AddTrack))} />
                    <button type="button" class="arrange-tool" title={more.clone()} aria-label={more} data-test="arrange-more"
                        aria-haspopup="menu" onclick={link.callback(Msg::Tools)}><Glyph icon={Icon::More} /></button>
                    <span class="roll-space"></span>
                    { verb(Verb::ZoomOut, "zoom-out-sign") }
                    { verb(Verb::ZoomIn, "zoom-in-sign") }
                    { verb(Verb::ZoomFit, "zoom-fit-sign") }
                </div>
                <div class="arrange-lane arrange-lane-sections">{ studio.text("lane-sections") }</div>
                <div class="arrange-lane arrange-lane-chords">{ studio.text("lane-chords") }</div>
                <div class="arrange-lane arrange-lane-lyrics">{ studio.text("lane-lyrics") }</div>
                <div class="arrange-heads" ref={&self.heads}>
                    for (index, track) in shown.project.tracks.iter().enumerate() {
                        { self.group_head(ctx, index) }
                        if self.view.rows.shows(index) { { self.track_head(ctx, index, track) } }
                    }
                    for bus in shown.project.buses.iter().filter(|bus| !shown.project.is_group(bus.id)) {
                        { self.lane_head(ctx, StripId::Bus(bus.id), &bus.name, None) }
                    }
                    { self.lane_head(ctx, StripId::Master, &studio.text("master"), None) }
                    for name in self.new_rows(shown) {
                        <GhostHeader {name} />
                    }
                </div>
                <canvas class="arrange-meters" ref={&self.meter_canvas} aria-hidden="true"></canvas>
            </div>
        }
    }

    /// The header of a track, with the head of its lane.
    fn track_head(&self, ctx: &Context<Self>, index: usize, track: &Rc<Track>) -> Html {
        let (link, selection, strip) = (ctx.link(), &ctx.props().shown.selection, StripId::Track(track.id));
        html! {
            <>
                <TrackHeader key={track.id.0} {index} track={track.clone()}
                    naming={self.naming == Some(strip)} onnaming={link.callback(Msg::Naming)}
                    selected={selection.has_track(track.id)} several={!selection.beside.is_empty()}
                    onpick={link.callback(|(track, joins)| Msg::Pick(track, joins))}
                    unfolded={self.lanes.open.contains_key(&strip)}
                    onunfold={link.callback(move |()| Msg::Unfold(strip))} />
                { self.lane_head(ctx, strip, &track.name, Some(track.colour)) }
            </>
        }
    }

    /// The head of a strip's automation lane, where it is unfolded.
    pub fn lane_head(&self, ctx: &Context<Self>, strip: StripId, name: &str, colour: Option<u8>) -> Html {
        let EditorProps { studio, shown } = ctx.props();
        let project = &shown.project;
        let Some(lane) = self.lanes.shown(project, strip) else { return Html::default() };
        let all = targets(project, strip);
        let chosen = all.iter().position(|target| *target == lane.target).unwrap_or(usize::MAX);
        let words = |target: &Target| {
            let label = target_label(project, strip, target, studio.locale);
            // What moves already stands out.
            if lane.strip.lane(target).is_some() { format!("● {label}") } else { label }
        };
        let found = lane.strip.automation.iter().find(|known| known.target == lane.target).cloned();
        let resting = project.resting_value(strip, &lane.target).unwrap_or(lane.spec.default);
        html! {
            <AutomationHead key={format!("{strip:?}")} {strip} name={name.to_owned()} {colour} spec={lane.spec} lane={found}
                {resting} choices={all.iter().map(words).collect::<Vec<_>>()} {chosen}
                onchoose={ctx.link().callback(|(strip, place)| Msg::Target(strip, place))}
                onclose={ctx.link().callback(Msg::Unfold)} />
        }
    }

    /// What can be done at the cursor of the lanes, or to the selected clip or track.
    pub fn offer(&self, shown: &ArrangeProps) -> Offer {
        match self.lane.map(|place| place.row) {
            Some(Row::Ruler) if self.lane.is_some_and(|place| place.taken) => Offer::Marker,
            Some(Row::Ruler) => Offer::Ruler,
            Some(Row::Sections) => Offer::Section,
            Some(Row::Chords) => Offer::Chord,
            Some(_) => Offer::Words,
            None if self.lanes.cursor.is_some() => Offer::Points,
            None if shown.selection.clip.is_some() => match Self::plays_recording(shown) {
                true => Offer::Recording,
                false => Offer::Clip,
            },
            None => Offer::Track,
        }
    }

    /// Whether the selected clip plays a recording.
    pub fn plays_recording(shown: &ArrangeProps) -> bool {
        let track = shown.selection.track.and_then(|track| shown.project.track(track));
        let clip = track.zip(shown.selection.clip).and_then(|(track, clip)| track.clip(clip));
        clip.is_some_and(|clip| clip.audio().is_some())
    }

    /// The names of the tracks that are only proposed.
    fn new_rows(&self, shown: &ArrangeProps) -> Vec<String> {
        let parts = shown.proposal.as_ref().map_or(&[][..], |proposal| &proposal.score.parts);
        let fresh = self.view.ghosts.iter().filter(|ghost| ghost.track.is_none());
        let proposed = fresh.filter_map(|ghost| parts.get(ghost.part).map(|part| part.name.clone()));
        let heard = shown.heard.iter().flat_map(|over| fresh_tracks(&shown.project, over));
        proposed.chain(heard.map(|track| track.name.clone())).collect()
    }

    /// Puts the playhead somewhere.
    pub fn locate(ctx: &Context<Self>, tick: Tick) {
        ctx.props().studio.dispatch.emit(Action::Locate { tick });
    }
}

fn tool(studio: &Studio, verb: Verb, sign: &'static str, onclick: yew::Callback<MouseEvent>) -> Html {
    html! {
        <button type="button" class="arrange-tool" title={hint(studio, verb)} aria-label={studio.text(verb.id())} {onclick}>
            { studio.text(sign) }
        </button>
    }
}
