//! The toolbar of the drum grid.

use studio::music::{Pitch, Velocity};
use studio::text::Message;
use studio::time::Grid;
use web_sys::MouseEvent;
use yew::{Callback, Html, Properties, component, html};

use crate::ui::context::{Studio, use_studio};
use crate::ui::drums::lanes::piece_name;
use crate::ui::widgets::select::Select;

/// The velocities, swings and grids that are offered.
const VELOCITIES: [u8; 5] = [40, 64, 80, 96, 120];
const SWINGS: [u8; 6] = [50, 54, 58, 62, 67, 75];
const GRIDS: [Grid; 4] = [Grid::Eighth, Grid::EighthTriplet, Grid::Sixteenth, Grid::ThirtySecond];

/// How steps are struck and filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Brush {
    /// How hard a step is struck.
    pub strike: u8,
    /// Where every second line lies between its neighbours, in per cent.
    pub swing: u8,
    /// How many strikes a fill has.
    pub pulses: u32,
    /// How many steps late a fill begins.
    pub turned: u32,
}

impl Default for Brush {
    fn default() -> Self {
        Self { strike: 96, swing: 50, pulses: 4, turned: 0 }
    }
}

impl Brush {
    /// How hard a step is struck.
    pub fn velocity(self) -> Velocity {
        Velocity::clamped(i32::from(self.strike))
    }
}

/// What a button of the toolbar does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum DrumTool {
    /// Strikes and fills otherwise from now on.
    Brush(Brush),
    /// Shows another bar.
    Bar(u32),
    /// Sets the grid.
    Snap(Grid),
    /// Copies the bar over the next one.
    Copy,
    /// Fills the lane in hand.
    Fill,
}

/// What the toolbar shows.
#[derive(Clone, PartialEq, Properties)]
pub struct ToolsProps {
    /// How steps are struck and filled.
    pub brush: Brush,
    /// The grid.
    pub grid: Grid,
    /// The bar on show, from 0.
    pub bar: u32,
    /// How many bars there are.
    pub bars: u32,
    /// How many steps the bar has.
    pub steps: u32,
    /// The track's name.
    pub track: String,
    /// Its place in the palette of track colours.
    pub colour: u8,
    /// The piece in hand.
    pub piece: Pitch,
    /// A button was used.
    pub used: Callback<DrumTool>,
}

/// The toolbar of the drum grid.
#[component]
pub fn Tools(props: &ToolsProps) -> Html {
    let studio = use_studio();
    let (used, brush) = (&props.used, props.brush);
    let bar = studio.say(&Message::new("drums-bar").with("bar", props.bar + 1).with("bars", props.bars));
    let percent = |value: &u8| studio.say(&Message::new("value-percent").with("value", *value));
    let place = |values: &[u8], value: u8| values.iter().position(|known| *known == value).unwrap_or(values.len());
    let strike = used.reform(move |place: usize| {
        DrumTool::Brush(Brush { strike: VELOCITIES.get(place).copied().unwrap_or(brush.strike), ..brush })
    });
    let swing = used.reform(move |place: usize| {
        DrumTool::Brush(Brush { swing: SWINGS.get(place).copied().unwrap_or(brush.swing), ..brush })
    });
    let snap = used.reform(|place: usize| DrumTool::Snap(GRIDS.get(place).copied().unwrap_or_default()));
    let pulses = used.reform(move |place: usize| DrumTool::Brush(Brush { pulses: place as u32 + 1, ..brush }));
    let turned = used.reform(move |place: usize| DrumTool::Brush(Brush { turned: place as u32, ..brush }));
    let grids = GRIDS.iter().map(|grid| grid.label().to_owned()).collect::<Vec<_>>();
    let numbers = |from: u32, to: u32| (from..=to).map(|number| number.to_string()).collect::<Vec<_>>();
    let fill = format!("{}: {}", studio.text("drums-fill"), piece_name(&studio, props.piece));
    html! {
        <div class="roll-tools" role="toolbar" aria-label={studio.text("roll-tools")}>
            <span class="roll-subject" data-colour={(props.colour % 12).to_string()}>
                <span class="track-swatch" aria-hidden="true"></span>{ &props.track }
            </span>
            { button(&studio, used, DrumTool::Bar(props.bar.saturating_sub(1)), props.bar == 0, ("drums-earlier", "‹")) }
            <span class="drums-bar" role="status">{ bar }</span>
            { button(&studio, used, DrumTool::Bar(props.bar + 1), props.bar + 1 >= props.bars, ("drums-later", "›")) }
            { choice(&studio, "roll-grid", grids, GRIDS.iter().position(|grid| *grid == props.grid).unwrap_or(GRIDS.len()), snap) }
            { choice(&studio, "drums-strike", VELOCITIES.iter().map(u8::to_string).collect(), place(&VELOCITIES, brush.strike), strike) }
            { choice(&studio, "quantise-swing", SWINGS.iter().map(percent).collect(), place(&SWINGS, brush.swing), swing) }
            <button type="button" class="roll-tool" data-test="drums-copy" disabled={props.bar + 1 >= props.bars}
                onclick={used.reform(|_: MouseEvent| DrumTool::Copy)}>{ studio.text("drums-copy") }</button>
            <span class="roll-space"></span>
            { choice(&studio, "drums-pulses", numbers(1, props.steps), brush.pulses as usize - 1, pulses) }
            { choice(&studio, "drums-turned", numbers(0, props.steps.saturating_sub(1)), brush.turned as usize, turned) }
            <button type="button" class="roll-tool" data-test="drums-fill"
                onclick={used.reform(|_: MouseEvent| DrumTool::Fill)}>{ fill }</button>
        </div>
    }
}

/// A choice with its name beside it.
fn choice(
    studio: &Studio,
    label: &'static str,
    choices: Vec<String>,
    chosen: usize,
    onchoose: Callback<usize>,
) -> Html {
    html! {
        <span class="roll-grid">
            <span aria-hidden="true">{ studio.text(label) }</span>
            <Select label={studio.text(label)} {choices} {chosen} {onchoose} />
        </span>
    }
}

/// A button with a sign on it, which is named in words.
fn button(
    studio: &Studio,
    used: &Callback<DrumTool>,
    tool: DrumTool,
    disabled: bool,
    (name, sign): (&'static str, &'static str),
) -> Html {
    let name = studio.text(name);
    html! {
        <button type="button" class="roll-tool" title={name.clone()} aria-label={name} {disabled}
            onclick={used.reform(move |_: MouseEvent| tool)}>{ sign }</button>
    }
}
