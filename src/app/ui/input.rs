//! Playing by hand: the record button, and how what is played gets into the song.

use studio::session::{Action, InputSettings, Midi, Settings};
use studio::text::Message;
use studio::view::Verb;
use yew::{Html, Properties, component, html};

use crate::ui::context::{Studio, use_studio};
use crate::ui::settings::change;
use crate::ui::widgets::button::{Button, Tone};
use crate::ui::widgets::check::Check;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::menu::Menu;
use crate::ui::window::Show;

/// Whether something is recorded.
#[derive(Clone, PartialEq, Properties)]
pub struct RecordButtonProps {
    /// Whether it is.
    pub on: bool,
}

/// Begins to record what is played, and ends it.
#[component]
pub fn RecordButton(props: &RecordButtonProps) -> Html {
    let studio = use_studio();
    let telemetry = studio.telemetry.clone();
    let onclick = studio.dispatch.reform(move |()| Action::ToggleRecord { at: telemetry.moment_now() });
    html! {
        <Button label={studio.text("verb-record")} hint={studio.hint("verb-record", Verb::Record)} icon={Icon::Record}
            words=false class="record-button" pressed={props.on} test="record" {onclick} />
    }
}

/// What the menu shows.
#[derive(Clone, PartialEq, Properties)]
pub struct InputMenuProps {
    /// Whether the computer keyboard plays notes.
    pub typing: bool,
    /// How it stands with instruments.
    pub midi: Midi,
    /// What the person chose.
    pub settings: Settings,
}

/// What plays, and how it gets into the song.
#[component]
pub fn InputMenu(props: &InputMenuProps) -> Html {
    let studio = use_studio();
    let input = props.settings.input;
    let latency = change(&studio, &props.settings, |settings, text: String| {
        // What is no number leaves it as it was, and the field shows it again.
        let typed = text.trim().parse::<u16>().unwrap_or(settings.input.latency);
        settings.input.latency = typed.min(InputSettings::LONGEST);
    });
    let check = |label: &'static str, test, on, set: fn(&mut InputSettings, bool)| {
        let onchange = change(&studio, &props.settings, move |settings, on: bool| set(&mut settings.input, on));
        html! { <Check label={studio.text(label)} {on} {test} {onchange} /> }
    };
    let typing = studio.show.reform(|_: bool| Show::Typing);
    let label = studio.hint("verb-typing", Verb::Typing);
    html! {
        <Menu label={studio.text("input")} icon={Icon::Piano} class={if props.typing { "menu-form input-typing" } else { "menu-form" }} test="input">
            <Check {label} hint={studio.text("input-typing-hint")} on={props.typing} test="input-typing" onchange={typing} />
            { check("input-count-in", "input-count-in", input.count_in, |input, on| input.count_in = on) }
            { check("input-quantise", "input-quantise", input.quantise, |input, on| input.quantise = on) }
            { check("input-replace", "input-replace", input.replace, |input, on| input.replace = on) }
            <Field label={studio.text("input-latency")} value={input.latency.to_string()} labelled=true number=true longest={3}
                test="input-latency" onchange={latency} />
            <p class="muted" role="status" data-test="midi-state">{ midi_words(&studio, &props.midi) }</p>
            if !matches!(props.midi, Midi::On(_)) {
                <Button label={studio.text("midi-listen")} icon={Icon::Piano} tone={Tone::Plain} test="midi-listen"
                    onclick={studio.send(Action::ListenMidi)} />
            }
        </Menu>
    }
}

fn midi_words(studio: &Studio, midi: &Midi) -> String {
    match midi {
        Midi::Off => studio.text("midi-off"),
        Midi::Asking => studio.text("midi-asking"),
        Midi::On(names) if names.is_empty() => studio.text("midi-none"),
        Midi::On(names) => studio.say(&Message::new("midi-on").with("names", names.join(", "))),
        Midi::Refused(reason) => studio.say(reason),
    }
}
