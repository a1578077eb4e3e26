//! The cursor of the lanes, and the field in which sections, chords and words are typed where they lie.

use studio::session::{Action, Notice, Severity};
use studio::text::Message;
use studio::time::Tick;
use studio::view::{LanePlace, Row, lane_place, lane_text, longest_text, next_place, write_lane};
use web_sys::{FocusEvent, HtmlElement, HtmlInputElement, KeyboardEvent};
use yew::{Callback, Context, Html, Properties, TargetCast, component, html, use_effect_with, use_node_ref};

use crate::ui::arrange::editor::{ArrangeEditor, Msg};
use crate::ui::context::use_studio;

/// The lanes from top to bottom; markers have the ruler for theirs.
const LANES: [Row; 4] = [Row::Ruler, Row::Sections, Row::Chords, Row::Lyrics];
/// The narrowest field, in pixels.
const NARROWEST: f64 = 128.0;

/// What was typed, and whether the next place is typed in after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// Where: a field that goes may still tell what was in it, after another has opened.
    pub place: LanePlace,
    /// The words; none leaves everything as it is.
    pub text: Option<String>,
    /// Whether to go on to the next place.
    pub onward: bool,
}

impl ArrangeEditor {
    /// Opens the field at a place.
    pub fn type_at(&mut self, ctx: &Context<Self>, place: LanePlace) -> Option<()> {
        if self.view.viewport.reveal(f64::from(place.range.start.0)) {
            self.following = false;
        }
        ctx.props().studio.show.emit(crate::ui::window::Show::Place(crate::ui::window::Place::Song));
        (self.lane, self.typing) = (Some(place), Some(place));
        Some(())
    }

    /// Takes what was typed. What is no chord is said, and the field stays away.
    pub fn typed(&mut self, ctx: &Context<Self>, typed: &Typed) {
        let Some(place) = self.typing.take_if(|place| *place == typed.place) else { return };
        let (studio, project) = (&ctx.props().studio, &ctx.props().shown.project);
        let label = match place.row {
            Row::Ruler => "step-name-marker",
            Row::Sections => "step-write-section",
            Row::Chords => "step-write-chords",
            _ => "step-write-words",
        };
        match typed.text.as_deref().map(|text| write_lane(project, place, text)) {
            Some(Ok(commands)) if !commands.is_empty() => studio.dispatch.emit(Action::Edit { label, commands }),
            Some(Err(message)) => {
                studio.dispatch.emit(Action::Notify { notice: Notice::new(Severity::Warning, message) });
            }
            _ => {}
        }
        let next = if typed.onward { lane_place(project, place.row, place.range.end) } else { None };
        if let Some(next) = next {
            self.type_at(ctx, next);
        } else if let Some(canvas) = self.canvas.cast::<HtmlElement>() {
            canvas.focus().ok();
        }
        self.redraw();
    }

    /// An arrow while the lanes have the cursor, or above the first track. Says whether it went anywhere.
    pub fn lane_key(&mut self, ctx: &Context<Self>, key: &str) -> bool {
        let shown = &ctx.props().shown;
        let Some(here) = self.lane else {
            let first = shown.project.tracks.first().map(|track| track.id);
            if key == "ArrowUp" && (first.is_none() || shown.selection.track == first) {
                self.lane = lane_place(&shown.project, Row::Lyrics, Tick(self.view.viewport.start() as u32));
            }
            return self.lane.is_some();
        };
        let row = LANES.iter().position(|row| *row == here.row).unwrap_or(0);
        let at = here.range.start;
        let next = match key {
            "ArrowUp" => row.checked_sub(1).and_then(|row| lane_place(&shown.project, LANES[row], at)),
            "ArrowDown" if row + 1 < LANES.len() => lane_place(&shown.project, LANES[row + 1], at),
            "ArrowDown" | "Escape" => {
                self.lane = None;
                return true;
            }
            "ArrowRight" => lane_place(&shown.project, here.row, here.range.end),
            "ArrowLeft" => next_place(&shown.project, here.row, at, false),
            "Enter" => return self.type_at(ctx, here).is_some(),
            _ => return false,
        };
        if let Some(next) = next {
            self.view.viewport.reveal(f64::from(next.range.start.0));
            self.lane = Some(next);
        }
        true
    }

    /// Keeps the cursor on what lies under it, whatever was edited.
    pub fn mend_lane(&mut self, ctx: &Context<Self>) {
        let project = &ctx.props().shown.project;
        self.lane = self.lane.and_then(|before| {
            let now = lane_place(project, before.row, before.range.start)?;
            // A marker that went leaves no place behind, not even that of another whose flag is there.
            let same = now.taken && now.range.start == before.range.start;
            (now.row != Row::Ruler || !before.taken || same).then_some(now)
        });
    }

    /// The place under the lanes' cursor, in words.
    pub fn lane_words(&self, ctx: &Context<Self>) -> Option<String> {
        let place = self.lane?;
        let (studio, project) = (&ctx.props().studio, &ctx.props().shown.project);
        let position = project.meter.position(place.range.start);
        let what = Some(lane_text(project, place)).filter(|text| !text.is_empty());
        let lane = studio.text(match place.row {
            Row::Ruler => "lane-markers",
            Row::Sections => "lane-sections",
            Row::Chords => "lane-chords",
            _ => "lane-lyrics",
        });
        let message = Message::new("lane-here").with("lane", lane).with("bar", position.bar + 1);
        let message = message.with("beat", position.beat + 1);
        Some(studio.say(&message.with("what", what.unwrap_or_else(|| studio.text("lane-free")))))
    }

    /// The field, where something is being typed.
    pub fn field(&self, ctx: &Context<Self>) -> Html {
        let Some(place) = self.typing else { return Html::default() };
        let viewport = &self.view.viewport;
        let (left, right) = (viewport.x_at(place.range.start), viewport.x_at(place.range.end));
        let width = (right - left).max(NARROWEST).min(viewport.width() - 8.0);
        let left = left.max(2.0).min((viewport.width() - width - 2.0).max(2.0));
        let label = match place.row {
            Row::Ruler => "lane-type-marker",
            Row::Sections => "lane-type-section",
            Row::Chords => "lane-type-chord",
            _ => "lane-type-words",
        };
        let value = lane_text(&ctx.props().shown.project, place);
        let key = format!("{label}-{}", place.range.start.0);
        html! {
            <LaneField {key} {label} {value} {place} longest={longest_text(place.row)}
                area={(left, self.view.rows.top(place.row), width)} done={ctx.link().callback(Msg::Typed)} />
        }
    }
}

/// What the field shows.
#[derive(Clone, PartialEq, Properties)]
pub struct LaneFieldProps {
    /// Where it is.
    pub place: LanePlace,
    /// What is typed, by its name in the catalogue.
    pub label: &'static str,
    /// What lies there.
    pub value: String,
    /// The most characters.
    pub longest: usize,
    /// Left edge, top and width in pixels of the stage.
    pub area: (f64, f64, f64),
    /// Says what was typed.
    pub done: Callback<Typed>,
}

/// A field over a lane.
#[component]
pub fn LaneField(props: &LaneFieldProps) -> Html {
    let studio = use_studio();
    let input = use_node_ref();
    use_effect_with((input.clone(), props.area), |(input, (left, top, width))| {
        let Some(element) = input.cast::<HtmlElement>() else { return };
        for (side, pixels) in [("left", left), ("top", top), ("width", width)] {
            // Three well-formed declarations.
            element.style().set_property(side, &format!("{pixels}px")).ok();
        }
    });
    use_effect_with((), {
        let input = input.clone();
        move |()| {
            if let Some(input) = input.cast::<HtmlInputElement>() {
                input.focus().ok();
                input.select();
            }
        }
    });
    let place = props.place;
    let typed =
        move |input: Option<HtmlInputElement>, onward| Typed { place, text: input.map(|input| input.value()), onward };
    let onkeydown = props.done.clone();
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        event.stop_propagation();
        let done = match event.key().as_str() {
            "Enter" if !event.is_composing() => typed(event.target_dyn_into(), false),
            "Tab" if !event.shift_key() => typed(event.target_dyn_into(), true),
            "Escape" => typed(None, false),
            _ => return,
        };
        event.prevent_default();
        onkeydown.emit(done);
    });
    let onblur = props.done.reform(move |event: FocusEvent| typed(event.target_dyn_into(), false));
    html! {
        <input class="lane-field" ref={input} value={props.value.clone()} maxlength={props.longest.to_string()}
            aria-label={studio.text(props.label)} placeholder={studio.text(props.label)} autocomplete="off"
            spellcheck="false" data-test="lane-field" {onkeydown} {onblur} />
    }
}
