//! The toolbar of the piano roll.

use studio::text::Message;
use studio::time::Grid;
use studio::view::{Offer, RollTool, Verb};
use web_sys::{Event, HtmlSelectElement, MouseEvent};
use yew::{Callback, Html, Properties, TargetCast, component, html};

use crate::ui::canvas::below;
use crate::ui::context::{Studio, use_studio};
use crate::ui::widgets::select::Select;
use crate::ui::window::{MenuPlace, Show};

/// What a button of the toolbar does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tool {
    /// Selects or draws from now on.
    Pick(RollTool),
    /// Zooms by a factor.
    Zoom(f64),
    /// Makes rows higher by a factor.
    ZoomRows(f64),
    /// Shows the whole clip.
    Fit,
    /// Sets the grid.
    Snap(Grid),
    /// Sets how strictly notes are put on the grid, and how late its every second line is.
    Feel(Feel),
    /// Does something to the selected notes, or to all of them.
    Do(Verb),
}

/// What the toolbar shows.
#[derive(Clone, PartialEq, Properties)]
pub struct ToolbarProps {
    /// The tool in hand.
    pub tool: RollTool,
    /// The grid.
    pub grid: Grid,
    /// Whether notes stay in the scale; none where there is no scale to stay in.
    pub in_scale: Option<bool>,
    /// How notes are put on it.
    pub feel: Feel,
    /// The track's name.
    pub track: String,
    /// Its place in the palette of track colours.
    pub colour: u8,
    /// A button was used.
    pub used: Callback<Tool>,
}

/// The toolbar of the piano roll.
#[component]
pub fn Toolbar(props: &ToolbarProps) -> Html {
    let studio = use_studio();
    let used = &props.used;
    let onchange = used.reform(|event: Event| {
        let index = event.target_dyn_into::<HtmlSelectElement>().map_or(-1, |select| select.selected_index());
        let grid = usize::try_from(index).ok().and_then(|index| Grid::ALL.get(index).copied());
        Tool::Snap(grid.unwrap_or_default())
    });
    let pencil = props.tool == RollTool::Pencil;
    let other = if pencil { RollTool::Select } else { RollTool::Pencil };
    html! {
        <div class="roll-tools" role="toolbar" aria-label={studio.text("roll-tools")}>
            <span class="roll-subject" data-colour={(props.colour % 12).to_string()}>
                <span class="track-swatch" aria-hidden="true"></span>{ &props.track }
            </span>
            <button type="button" class="roll-tool" data-test="roll-pencil" aria-pressed={pencil.to_string()}
                title={studio.hint("roll-pencil", Verb::Draw)} onclick={used.reform(move |_: MouseEvent| Tool::Pick(other))}>
                { studio.text("roll-pencil-short") }
            </button>
            <label class="roll-grid">
                { studio.text("roll-grid") }
                <select class="select" data-test="grid-select" {onchange}>
                    for grid in Grid::ALL {
                        <option selected={grid == props.grid}>
                            { if grid == Grid::Off { studio.text("roll-grid-off") } else { grid.label().to_owned() } }
                        </option>
                    }
                </select>
            </label>
            if let Some(in_scale) = props.in_scale {
                <button type="button" class="roll-tool" data-test="roll-scale" aria-pressed={in_scale.to_string()}
                    title={studio.hint("verb-snap-to-scale", Verb::SnapToScale)}
                    onclick={used.reform(|_: MouseEvent| Tool::Do(Verb::SnapToScale))}>{ studio.text("roll-scale-short") }</button>
            }
            { button(&studio, used, Tool::Do(Verb::Quantise), "roll-quantise", "roll-quantise-short") }
            { feel(&studio, props) }
            <button type="button" class="roll-tool" data-test="roll-more" aria-haspopup="menu"
                title={studio.text("more-tools-hint")} onclick={more(&studio)}>{ studio.text("more-tools") }</button>
            <span class="roll-space"></span>
            { sign(&studio, used, Tool::ZoomRows(1.0 / 1.25), "roll-rows-lower", "roll-rows-lower-sign") }
            { sign(&studio, used, Tool::ZoomRows(1.25), "roll-rows-higher", "roll-rows-higher-sign") }
            { sign(&studio, used, Tool::Zoom(1.0 / 1.5), "zoom-out", "zoom-out-sign") }
            { sign(&studio, used, Tool::Zoom(1.5), "zoom-in", "zoom-in-sign") }
            { sign(&studio, used, Tool::Fit, "roll-fit", "zoom-fit-sign") }
        </div>
    }
}

/// The strengths and swings that are offered, in per cent.
const STRENGTHS: [u8; 5] = [20, 40, 60, 80, 100];
const SWINGS: [u8; 6] = [50, 54, 58, 62, 67, 75];

/// How notes are put on the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Feel {
    /// How much of the way to the grid they go, in per cent.
    pub strength: u8,
    /// Where every second line of the grid lies between its neighbours, in per cent.
    pub swing: u8,
}

impl Default for Feel {
    fn default() -> Self {
        Self { strength: 100, swing: 50 }
    }
}

fn feel(studio: &Studio, props: &ToolbarProps) -> Html {
    let now = props.feel;
    let choices = |values: &[u8]| values.iter().map(|value| percent(studio, *value)).collect::<Vec<_>>();
    let place = |values: &[u8], value: u8| values.iter().position(|known| *known == value).unwrap_or(values.len());
    let strength = props.used.reform(move |place: usize| {
        Tool::Feel(Feel { strength: STRENGTHS.get(place).copied().unwrap_or(now.strength), ..now })
    });
    let swing = props
        .used
        .reform(move |place: usize| Tool::Feel(Feel { swing: SWINGS.get(place).copied().unwrap_or(now.swing), ..now }));
    html! {
        <>
            <span class="roll-grid">
                <span aria-hidden="true">{ studio.text("quantise-strength") }</span>
                <Select label={studio.text("quantise-strength")} choices={choices(&STRENGTHS)} test="quantise-strength"
                    chosen={place(&STRENGTHS, now.strength)} onchoose={strength} />
            </span>
            <span class="roll-grid">
                <span aria-hidden="true">{ studio.text("quantise-swing") }</span>
                <Select label={studio.text("quantise-swing")} choices={choices(&SWINGS)} test="quantise-swing"
                    chosen={place(&SWINGS, now.swing)} onchoose={swing} />
            </span>
        </>
    }
}

fn percent(studio: &Studio, value: u8) -> String {
    studio.say(&Message::new("value-percent").with("value", value))
}

/// Offers every tool below its button.
fn more(studio: &Studio) -> Callback<MouseEvent> {
    studio.show.reform(|event: MouseEvent| {
        let (x, y) = below(&event);
        Show::Menu(MenuPlace { x, y, offer: Offer::Notes })
    })
}

/// A button with words on it: they are its name, and the longer sentence explains it.
fn button(studio: &Studio, used: &Callback<Tool>, tool: Tool, hint: &'static str, words: &'static str) -> Html {
    let hint = match tool {
        Tool::Do(verb) => studio.hint(hint, verb),
        _ => studio.text(hint),
    };
    html! {
        <button type="button" class="roll-tool" title={hint}
            onclick={used.reform(move |_: MouseEvent| tool)}>{ studio.text(words) }</button>
    }
}

/// A button with a sign on it, which is named in words.
fn sign(studio: &Studio, used: &Callback<Tool>, tool: Tool, name: &'static str, sign: &'static str) -> Html {
    let name = studio.text(name);
    html! {
        <button type="button" class="roll-tool" title={name.clone()} aria-label={name}
            onclick={used.reform(move |_: MouseEvent| tool)}>{ studio.text(sign) }</button>
    }
}
