//! The transport: play, stop, loop, metronome, position, tempo, time signature and key.

use std::rc::Rc;

use studio::edit::Command;
use studio::music::{Key, Mode, PitchClass};
use studio::project::Project;
use studio::session::{Action, EngineState, Midi, Selection, Settings};
use studio::time::{Bpm, Meter, MeterMap, TempoChange, TempoMap, Tick, TickRange};
use studio::view::Verb;
use yew::{Callback, Html, Properties, component, html};

use crate::ui::context::{Studio, use_studio};
use crate::ui::input::{InputMenu, RecordButton};
use crate::ui::keyboard::loop_range;
use crate::ui::position::Position;
use crate::ui::widgets::button::Button;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::select::Select;
use crate::ui::window::Show;

/// What the transport shows.
#[derive(Clone, PartialEq, Properties)]
pub struct TransportProps {
    /// The project.
    pub project: Rc<Project>,
    /// Whether it runs.
    pub playing: bool,
    /// The span that repeats.
    pub looped: Option<TickRange>,
    /// Whether the metronome clicks.
    pub metronome: bool,
    /// What is selected, which a loop is laid around.
    pub selection: Selection,
    /// Where playing began.
    pub start: Tick,
    /// Whether what is played is recorded, and whether the computer keyboard plays.
    pub record: (bool, bool),
    /// How it stands with instruments.
    pub midi: Midi,
    /// What the person chose.
    pub settings: Settings,
    /// How the engine is.
    pub engine: EngineState,
}

/// The transport.
#[component]
pub fn Transport(props: &TransportProps) -> Html {
    let studio = use_studio();
    let (play, icon) = if props.playing { ("transport-pause", Icon::Pause) } else { ("transport-play", Icon::Play) };
    let range = loop_range(&props.project, &props.selection, props.looped, props.start);
    let starting = if props.engine == EngineState::Starting { "play-button play-starting" } else { "play-button" };
    html! {
        <div class="transport" role="group" aria-label={studio.text("transport")}>
            <div class="transport-buttons">
                <Button label={studio.text("transport-start")} icon={Icon::Start} words=false test="to-start"
                    onclick={studio.send(Action::Locate { tick: Tick::ZERO })} />
                <Button label={studio.text(play)} hint={studio.hint("transport-play-hint", Verb::Play)} {icon} words=false
                    class={starting} pressed={props.playing} test="play" onclick={studio.send(Action::TogglePlay)} />
                <Button label={studio.text("transport-stop")} icon={Icon::Stop} words=false class="stop-button"
                    test="stop"
                    onclick={studio.send(Action::Stop)} />
                <RecordButton on={props.record.0} />
                <Button label={studio.text("transport-loop")} hint={studio.hint("transport-loop-hint", Verb::Loop)}
                    icon={Icon::Loop}
                    words=false pressed={props.looped.is_some()} test="loop"
                    disabled={props.looped.is_none() && range.is_none()} onclick={studio.send(Action::SetLoop { range })} />
                <Button label={studio.text("transport-metronome")}
                    hint={studio.hint("transport-metronome", Verb::Metronome)} icon={Icon::Metronome} words=false
                    pressed={props.metronome} test="metronome" onclick={studio.send(Action::ToggleMetronome)} />
                <InputMenu typing={props.record.1} midi={props.midi.clone()} settings={props.settings.clone()} />
                if props.record.1 {
                    <Button label={studio.text("verb-typing")} hint={studio.hint("verb-typing", Verb::Typing)} icon={Icon::Piano}
                        words=false pressed=true test="typing" onclick={studio.show.reform(|()| Show::Typing)} />
                }
            </div>
            <Position project={props.project.clone()} start={props.start} running={props.engine == EngineState::Ready}
                />
            <div class="transport-values">
                { tempo(&studio, &props.project.tempo) }
                { meter(&studio, &props.project.meter) }
                { key(&studio, props.project.key) }
            </div>
        </div>
    }
}

/// The first tempo; later changes stay as they are.
fn tempo(studio: &Studio, tempo: &TempoMap) -> Html {
    let bpm = tempo.bpm_at(Tick::ZERO).get();
    let value = if bpm.fract() == 0.0 { format!("{bpm:.0}") } else { format!("{bpm:.2}") };
    let (sender, later) = (studio.clone(), tempo.changes().iter().skip(1).copied().collect::<Vec<_>>());
    let onchange = Callback::from(move |text: String| {
        // What is no number leaves the tempo as it was, and the field shows it again.
        let Ok(bpm) = text.replace(',', ".").parse::<f64>() else { return };
        let first = TempoChange { at: Tick::ZERO, bpm: Bpm::clamped(bpm) };
        let changes = std::iter::once(first).chain(later.iter().copied()).collect();
        if let Ok(tempo) = TempoMap::new(changes) {
            sender.edit("edit-tempo", Command::SetTempo { tempo });
        }
    });
    html! {
        <span class="transport-value">
            <Field label={studio.text("tempo")} {value} number=true longest={7} class="field-tempo" test="bpm"
                {onchange} />
            <span class="unit" aria-hidden="true">{ studio.text("tempo-unit") }</span>
        </span>
    }
}

const METERS: [(u8, u8); 8] = [(2, 4), (3, 4), (4, 4), (5, 4), (6, 8), (7, 8), (9, 8), (12, 8)];

fn meter(studio: &Studio, meter: &MeterMap) -> Html {
    let now = meter.meter_at(Tick::ZERO);
    let now = (now.beats(), now.unit());
    let mut known = METERS.to_vec();
    if !known.contains(&now) {
        known.push(now);
    }
    let choices = known.iter().map(|(beats, unit)| format!("{beats}/{unit}")).collect::<Vec<_>>();
    let chosen = known.iter().position(|meter| *meter == now).unwrap_or(choices.len());
    let sender = studio.clone();
    let onchoose = Callback::from(move |place: usize| {
        let wanted = known.get(place).and_then(|(beats, unit)| Meter::new(*beats, *unit).ok());
        if let Some(meter) = wanted {
            sender.edit("edit-meter", Command::SetMeter { meter: MeterMap::constant(meter) });
        }
    });
    html! { <Select label={studio.text("meter")} {choices} {chosen} class="select-bare" test="meter" {onchoose} /> }
}

fn key(studio: &Studio, key: Key) -> Html {
    let keys =
        Mode::ALL.into_iter().flat_map(|mode| (0..12).map(move |tonic| Key { tonic: PitchClass::of(tonic), mode }));
    let keys = keys.collect::<Vec<_>>();
    let choices = keys.iter().map(Key::to_string).collect::<Vec<_>>();
    let chosen = keys.iter().position(|known| *known == key).unwrap_or(choices.len());
    let sender = studio.clone();
    let onchoose = Callback::from(move |place: usize| {
        if let Some(key) = keys.get(place) {
            sender.edit("edit-key", Command::SetKey { key: *key });
        }
    });
    html! { <Select label={studio.text("key")} {choices} {chosen} class="select-bare" test="key" {onchoose} /> }
}
