//! The band over the timeline that shows the whole song, and the window on it that scrolls and zooms.

use std::rc::Rc;

use studio::text::Message;
use studio::time::Tick;
use studio::view::{Minimap, MinimapGrip, Viewport};
use web_sys::{Element, KeyboardEvent, PointerEvent};
use yew::{Context, Html, NodeRef, TargetCast, html};

use crate::ui::arrange::editor::{ArrangeEditor, Msg};
use crate::ui::arrange::{ArrangeProps, draw_minimap};
use crate::ui::canvas::{Palette, ResizeWatch, Surface};
use crate::ui::context::Studio;

/// Height of the band in pixels; `www/styles/arrange.css` repeats it.
pub const HEIGHT: f64 = 28.0;

/// What happens to the band.
pub enum MapMsg {
    Sized(f64),
    Down(PointerEvent),
    Moved(PointerEvent),
    Up,
    Key(KeyboardEvent),
    Doubled,
}

/// The band.
#[derive(Default)]
pub struct Band {
    area: NodeRef,
    song: NodeRef,
    window: NodeRef,
    /// Its width in pixels; none where the styles hide it.
    width: f64,
    /// What is held, and what was shown when it was grabbed.
    held: Option<(MinimapGrip, Viewport)>,
    /// Whether the picture of the song is as it was drawn.
    drawn: bool,
    /// The window and the playhead as they were drawn.
    over: Option<[f64; 3]>,
    /// The bars that were told.
    told: Option<[u32; 3]>,
    watch: Option<ResizeWatch>,
}

impl Band {
    /// Watches the band's size once it is on the page.
    pub fn start(&mut self, ctx: &Context<ArrangeEditor>) {
        let link = ctx.link().clone();
        let watched = self.area.cast::<Element>();
        self.watch = watched.and_then(|area| {
            ResizeWatch::start(&area, move |width, _| link.send_message(Msg::Map(MapMsg::Sized(width))))
        });
    }

    /// Has what changed drawn anew: the window and the playhead are always looked at, the song only where it differs.
    pub fn changed(&mut self, old: &ArrangeProps, new: &ArrangeProps) {
        let same = Rc::ptr_eq(&old.project, &new.project)
            && old.proposal == new.proposal
            && old.only == new.only
            && (old.looped, old.theme, old.authorship) == (new.looped, new.theme, new.authorship);
        self.drawn &= same;
        if old.theme != new.theme {
            self.over = None;
        }
        // Another language tells it in other words.
        self.told = None;
    }
}

impl ArrangeEditor {
    fn map(&self, ctx: &Context<Self>) -> Minimap {
        Minimap::new(self.view.whole(&ctx.props().shown.project), self.band.width)
    }

    /// Something happens to the band.
    pub fn on_map(&mut self, ctx: &Context<Self>, msg: MapMsg) {
        match msg {
            MapMsg::Sized(width) => {
                self.band.width = width;
                (self.band.drawn, self.band.over) = (false, None);
            }
            MapMsg::Down(event) if event.button() == 0 => {
                if let Some(area) = event.target_dyn_into::<Element>() {
                    // A pointer that is gone already cannot be captured, and need not be.
                    area.set_pointer_capture(event.pointer_id()).ok();
                }
                let (map, x) = (self.map(ctx), f64::from(event.offset_x()));
                let grip = map.grip(&self.view.viewport, x);
                if grip.is_none() {
                    self.show_span(map.jump(&self.view.viewport, x));
                }
                let shown = self.view.viewport;
                self.band.held = grip.or_else(|| map.grip(&shown, x)).map(|grip| (grip, shown));
            }
            MapMsg::Moved(event) => self.map_moved(ctx, &event),
            MapMsg::Down(_) | MapMsg::Up => self.band.held = None,
            MapMsg::Key(event) => {
                let plain = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
                let shown = self.map(ctx).key(&self.view.viewport, &event.key()).filter(|_| plain);
                if let Some(shown) = shown {
                    event.prevent_default();
                    event.stop_propagation();
                    self.show_span(shown);
                }
            }
            MapMsg::Doubled => {
                self.view.fit(&ctx.props().shown.project);
                self.redraw();
            }
        }
    }

    fn map_moved(&mut self, ctx: &Context<Self>, event: &PointerEvent) {
        let (map, x) = (self.map(ctx), f64::from(event.offset_x()));
        if let Some((grip, from)) = self.band.held {
            self.show_span(map.drag(&from, grip, x));
        } else if let Some(area) = self.band.area.cast::<Element>() {
            let shape = match map.grip(&self.view.viewport, x) {
                Some(MinimapGrip::Window(_)) => "move",
                Some(_) => "resize",
                None => "press",
            };
            // The name is a plain word, so it cannot be refused.
            area.set_attribute("data-pointer", shape).ok();
        }
    }

    fn show_span(&mut self, shown: Viewport) {
        self.view.viewport = shown;
        self.following = false;
        self.redraw();
    }

    /// Draws what changed of the band, with the playhead at a fractional tick.
    pub fn draw_map(&mut self, ctx: &Context<Self>, palette: &Palette, tick: f64) {
        let width = self.band.width;
        if width <= 0.0 {
            return;
        }
        let map = self.map(ctx);
        if !self.band.drawn {
            let Some(surface) = Surface::fit(&self.band.song, width, HEIGHT) else { return };
            draw_minimap::song(&surface, palette, &map, &ctx.props().shown, &self.view);
            self.band.drawn = true;
        }
        let (left, right) = map.window(&self.view.viewport);
        let over = [left, right, (map.x(tick) * 2.0).round() / 2.0];
        if self.band.over != Some(over) {
            let Some(surface) = Surface::fit(&self.band.window, width, HEIGHT) else { return };
            draw_minimap::over(&surface, palette, over);
            self.band.over = Some(over);
            self.tell_span(ctx);
        } else if self.band.told.is_none() {
            self.tell_span(ctx);
        }
    }

    /// Tells which bars are shown, past the virtual DOM: it changes with every frame that scrolls.
    fn tell_span(&mut self, ctx: &Context<Self>) {
        let (studio, project) = (&ctx.props().studio, &ctx.props().shown.project);
        let visible = self.view.viewport.visible();
        let bar = |tick: Tick| project.meter.position(tick).bar + 1;
        let all = bar(self.view.whole(project) - Tick(1));
        let (first, last) = (bar(visible.start), bar(visible.end - Tick(1)));
        let told = [first.min(all), last.min(all).max(first.min(all)), all];
        let Some(area) = self.band.area.cast::<Element>().filter(|_| self.band.told != Some(told)) else { return };
        self.band.told = Some(told);
        let words = Message::new("minimap-span").with("first", told[0]).with("last", told[1]).with("all", told[2]);
        for (name, value) in [
            ("aria-valuemax", told[2].to_string()),
            ("aria-valuenow", told[0].to_string()),
            ("aria-valuetext", studio.say(&words)),
        ] {
            // Three well-formed names.
            area.set_attribute(name, &value).ok();
        }
    }

    /// The band, which is not there before there is a song.
    pub fn map_view(&self, ctx: &Context<Self>, studio: &Studio) -> Html {
        let link = ctx.link();
        let on = |msg: fn(PointerEvent) -> MapMsg| link.callback(move |event| Msg::Map(msg(event)));
        let class = if self.view.is_empty() { "minimap is-empty" } else { "minimap" };
        html! {
            <div {class} data-test="minimap" ref={&self.band.area} tabindex="0" role="slider"
                aria-label={studio.text("minimap-name")} aria-orientation="horizontal" aria-valuemin="1"
                title={studio.text("minimap-hint")}
                onpointerdown={on(MapMsg::Down)} onpointermove={on(MapMsg::Moved)} onpointerup={link.callback(|_| Msg::Map(MapMsg::Up))}
                onpointercancel={link.callback(|_| Msg::Map(MapMsg::Up))} onkeydown={link.callback(|event| Msg::Map(MapMsg::Key(event)))}
                ondblclick={link.callback(|_| Msg::Map(MapMsg::Doubled))}>
                <canvas ref={&self.band.song} aria-hidden="true"></canvas>
                <canvas ref={&self.band.window} aria-hidden="true"></canvas>
            </div>
        }
    }
}
