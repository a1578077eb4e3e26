//! A strip: meter, fader, pan, mute, solo, sends and output.

use std::rc::Rc;

use studio::edit::Command;
use studio::pcm::{Decibels, Pan};
use studio::project::{AutomationLane, BusId, Strip, StripId, Target, TrackId};
use studio::session::Action;
use studio::sound::ParamSpec;
use studio::text::Message;
use yew::{Callback, Html, MouseEvent, Properties, classes, component, html};

use crate::ui::context::{Studio, use_studio};
use crate::ui::moving::use_moving;
use crate::ui::widgets::fader::{Fader, level_at, travel_of};
use crate::ui::widgets::knob::Knob;
use crate::ui::widgets::meter::{Meter, Watched};
use crate::ui::widgets::parameter::{level_text, movable};
use crate::ui::widgets::select::Select;

/// What a strip shows.
#[derive(Clone, PartialEq, Properties)]
pub struct StripViewProps {
    /// Which strip it is.
    pub id: StripId,
    /// What it is called.
    pub name: String,
    /// A track's place in the palette.
    pub colour: Option<u8>,
    /// Its settings.
    pub strip: Strip,
    /// Its meter.
    pub watched: Watched,
    /// The buses that it can lead to, with their names.
    pub buses: Vec<(BusId, String)>,
    /// Those of them that are groups: a tap to one is shown where there is one.
    pub groups: Vec<BusId>,
    /// Says what a track shall lead to: a bus, or the master.
    pub onoutput: Callback<(TrackId, Option<BusId>)>,
    /// Whether its chain is shown.
    pub chosen: bool,
    /// Says that its chain shall be shown.
    pub onchoose: Callback<StripId>,
}

/// A strip.
#[component]
pub fn StripView(props: &StripViewProps) -> Html {
    let studio = use_studio();
    let (id, strip) = (props.id, &props.strip);
    let label = studio.say(&Message::new("strip-gain").with("name", &props.name));
    let lane = |target: &Target| strip.automation.iter().find(|lane| lane.target == *target).cloned();
    let level = Decibels(use_moving(&studio, lane(&Target::Volume), &ParamSpec::VOLUME, strip.gain.0));
    let place = use_moving(&studio, lane(&Target::Pan), &ParamSpec::PAN, strip.pan.0);
    let value = level_text(&studio, level.0);
    let on_gain = studio.slide("edit-set-gain", move |travel| Command::SetGain { strip: id, gain: level_at(travel) });
    let on_gain = movable(lane(&Target::Volume).as_ref(), on_gain);
    let colour = props.colour.map(|colour| format!("track-colour-{}", colour % 12));
    let chosen = props.chosen.then_some("strip-chosen");
    let inserts = strip.inserts.len();
    html! {
        <section class={classes!("strip", colour, chosen)} aria-label={props.name.clone()} data-test="strip">
            <button type="button" class="strip-name" onclick={props.onchoose.reform(move |_: MouseEvent| id)}
                aria-pressed={if props.chosen { "true" } else { "false" }}>
                <span>{ &props.name }</span>
                if inserts > 0 { <small class="numbers" aria-label={studio.say(&Message::new("strip-inserts").with("count", inserts))}>{ inserts }</small> }
            </button>
            <div class="strip-body">
                <div class="strip-level">
                    <Fader {label} value={value.clone()} {level} on={on_gain} />
                    <Meter watched={props.watched}
                        lamp={studio.say(&Message::new("meter-clip").with("name", &props.name))} />
                </div>
                <div class="strip-side">
                    { pan(&studio, id, place, lane(&Target::Pan).as_ref()) }
                    if let StripId::Track(_) = id { { sends(&studio, props) } }
                </div>
            </div>
            if let StripId::Track(track) = id { { output(&studio, props, track) } }
            if id != StripId::Master { { switches(&studio, id, strip) } }
            <output class="strip-value numbers">{ value }</output>
        </section>
    }
}

fn pan(studio: &Studio, id: StripId, pan: f32, lane: Option<&Rc<AutomationLane>>) -> Html {
    let value = match (pan * 100.0).round() as i32 {
        0 => studio.text("pan-centre"),
        left if left < 0 => studio.say(&Message::new("pan-left").with("amount", -left)),
        right => studio.say(&Message::new("pan-right").with("amount", right)),
    };
    let on = studio.slide("edit-set-pan", move |travel| {
        let pan = ((travel * 2.0 - 1.0) * 100.0).round() / 100.0;
        Command::SetPan { strip: id, pan: Pan(pan) }
    });
    let on = movable(lane, on);
    html! { <Knob label={studio.text("pan")} {value} travel={(pan + 1.0) / 2.0} usual={0.5} centred=true {on} /> }
}

fn sends(studio: &Studio, props: &StripViewProps) -> Html {
    let id = props.id;
    let knobs = props.buses.iter().filter_map(|(bus, name)| {
        let (bus, send) = (*bus, props.strip.sends.iter().find(|send| send.bus == *bus));
        if send.is_none() && props.groups.contains(&bus) {
            return None;
        }
        let level = send.map_or(Decibels::SILENCE, |send| send.level);
        let on = studio.slide("edit-set-send", move |travel| {
            let level = level_at(travel);
            Command::SetSend { strip: id, bus, level: (level.0 > Decibels::SILENCE.0).then_some(level) }
        });
        Some(html! {
            <Knob label={name.clone()} value={level_text(studio, level.0)} travel={travel_of(level)} usual={0.0} {on} />
        })
    });
    knobs.collect()
}

/// What the strip of a track leads to.
fn output(studio: &Studio, props: &StripViewProps, track: TrackId) -> Html {
    let names = props.buses.iter().map(|(_, name)| name.clone());
    let choices = std::iter::once(studio.text("master")).chain(names).collect::<Vec<_>>();
    let place = props.buses.iter().position(|(bus, _)| Some(*bus) == props.strip.output);
    let buses: Vec<BusId> = props.buses.iter().map(|(bus, _)| *bus).collect();
    let bus_at = move |place: usize| place.checked_sub(1).and_then(|place| buses.get(place)).copied();
    let onchoose = props.onoutput.reform(move |place: usize| (track, bus_at(place)));
    html! {
        <Select label={studio.say(&Message::new("strip-output").with("name", &props.name))} {choices}
            chosen={place.map_or(0, |place| place + 1)} class="strip-output" test="strip-output" {onchoose} />
    }
}

fn switches(studio: &Studio, id: StripId, strip: &Strip) -> Html {
    let mute =
        Action::Edit { label: "edit-set-mute", commands: vec![Command::SetMute { strip: id, mute: !strip.mute }] };
    let solo =
        Action::Edit { label: "edit-set-solo", commands: vec![Command::SetSolo { strip: id, solo: !strip.solo }] };
    let safe =
        Action::Edit { label: "step-set-safe", commands: vec![Command::SetSafe { strip: id, safe: !strip.safe }] };
    html! {
        <div class="switches">
            { switch(studio, "mute", "mute-letter", "switch switch-mute", strip.mute, mute) }
            { switch(studio, "solo", "solo-letter", "switch switch-solo", strip.solo, solo) }
            { switch(studio, "solo-safe", "solo-safe-letter", "switch switch-safe", strip.safe, safe) }
        </div>
    }
}

fn switch(
    studio: &Studio,
    id: &'static str,
    letter: &'static str,
    class: &'static str,
    on: bool,
    action: Action,
) -> Html {
    let words = studio.text(id);
    html! {
        <button type="button" {class} aria-label={words.clone()} title={words} data-test={id}
            aria-pressed={if on { "true" } else { "false" }}
            onclick={studio.send(action)}>{ studio.text(letter) }</button>
    }
}
