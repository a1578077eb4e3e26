//! The toolbar of the piano roll.

use studio::time::Grid;
use studio::view::RollTool;
use web_sys::{Event, HtmlSelectElement, MouseEvent};
use yew::{Callback, Html, Properties, TargetCast, component, html};

use crate::ui::context::{Studio, use_studio};

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
    /// Moves the selected notes up by semitones, or all of them.
    Transpose(i32),
    /// Puts the selected notes on the grid, or all of them.
    Quantise,
}

/// What the toolbar shows.
#[derive(Clone, PartialEq, Properties)]
pub struct ToolbarProps {
    /// The tool in hand.
    pub tool: RollTool,
    /// The grid.
    pub grid: Grid,
    /// Whether the rows are drums, which are not transposed.
    pub drums: bool,
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
                title={studio.text("roll-pencil")} onclick={used.reform(move |_: MouseEvent| Tool::Pick(other))}>
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
            { button(&studio, used, Tool::Quantise, "roll-quantise", "roll-quantise-short") }
            if !props.drums {
                { button(&studio, used, Tool::Transpose(12), "roll-octave-up", "roll-octave-up-short") }
                { button(&studio, used, Tool::Transpose(-12), "roll-octave-down", "roll-octave-down-short") }
            }
            <span class="roll-space"></span>
            { sign(&studio, used, Tool::ZoomRows(1.0 / 1.25), "roll-rows-lower", "roll-rows-lower-sign") }
            { sign(&studio, used, Tool::ZoomRows(1.25), "roll-rows-higher", "roll-rows-higher-sign") }
            { sign(&studio, used, Tool::Zoom(1.0 / 1.5), "zoom-out", "zoom-out-sign") }
            { sign(&studio, used, Tool::Zoom(1.5), "zoom-in", "zoom-in-sign") }
            { sign(&studio, used, Tool::Fit, "roll-fit", "zoom-fit-sign") }
        </div>
    }
}

/// A button with words on it: they are its name, and the longer sentence explains it.
fn button(studio: &Studio, used: &Callback<Tool>, tool: Tool, hint: &'static str, words: &'static str) -> Html {
    html! {
        <button type="button" class="roll-tool" title={studio.text(hint)}
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
