//! The mixer: a strip for each track, each bus and the master, and the chain of the chosen one.

use std::collections::BTreeSet;
use std::rc::Rc;

use studio::project::limits::MAX_BUSES;
use studio::project::{Bus, BusId, Project, StripId, TrackId};
use studio::session::{Action, Job, Selection};
use studio::text::{Locale, Message, named};
use studio::view::{add_bus, lead_to};
use yew::{Callback, Html, Properties, UseStateHandle, component, html, use_effect_with, use_state};

use crate::ui::context::{Studio, use_studio};
use crate::ui::mixer::bus::BusPanel;
use crate::ui::mixer::chain::Chain;
use crate::ui::mixer::loudness::LoudnessPanel;
use crate::ui::mixer::strip::StripView;
use crate::ui::widgets::button::Button;
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::meter::Watched;

mod bus;
mod chain;
mod loudness;
mod spectrum;
mod strip;

/// What the mixer shows.
#[derive(Clone, PartialEq, Properties)]
pub struct MixerProps {
    /// The project.
    pub project: Rc<Project>,
    /// The selected track.
    pub selected: Option<TrackId>,
    /// The strips of which the setting B is heard.
    pub on_b: BTreeSet<StripId>,
    /// How the song is being brought to its loudness, while it is.
    pub mastering: Option<Job>,
}

/// One strip to draw.
struct Channel {
    id: StripId,
    name: String,
    colour: Option<u8>,
    watched: Watched,
}

/// The mixer.
#[component]
pub fn Mixer(props: &MixerProps) -> Html {
    let studio = use_studio();
    let project = &props.project;
    let chosen = use_state(|| props.selected.map_or(StripId::Master, StripId::Track));
    {
        // Whichever track is selected anywhere shows its chain here.
        let chosen = chosen.clone();
        use_effect_with(props.selected, move |selected| {
            if let Some(track) = selected {
                chosen.set(StripId::Track(*track));
            }
        });
    }
    // A track that is gone leaves the master in its place.
    let shown = project.strip(*chosen).map_or(StripId::Master, |_| *chosen);
    let channels = channels(&studio, project);
    let place = channels.iter().position(|channel| channel.id == shown && shown != StripId::Master);
    let place = place.and_then(|place| u8::try_from(place).ok());
    let name = channels.iter().find(|channel| channel.id == shown).map(|channel| channel.name.clone());
    let buses = project.buses.iter().map(|bus| (bus.id, bus_name(&studio, bus))).collect::<Vec<_>>();
    let is_group = |bus: &BusId| project.is_group(*bus);
    let groups = buses.iter().map(|(bus, _)| *bus).filter(is_group).collect::<Vec<_>>();
    let choose = {
        let (chosen, dispatch) = (chosen.clone(), studio.dispatch.clone());
        Callback::from(move |strip: StripId| {
            chosen.set(strip);
            if let StripId::Track(track) = strip {
                let selection = Selection { track: Some(track), ..Selection::default() };
                dispatch.emit(Action::Select { selection });
            }
        })
    };
    let onoutput = {
        let (dispatch, project) = (studio.dispatch.clone(), project.clone());
        Callback::from(move |(track, bus): (TrackId, Option<BusId>)| {
            let commands = lead_to(&project, track, bus);
            if !commands.is_empty() {
                dispatch.emit(Action::Edit { label: "step-set-output", commands });
            }
        })
    };
    html! {
        <div class="mixer">
            <div class="strips" role="group" aria-label={studio.text("mixer-strips")}>
                for channel in channels {
                    if channel.id == StripId::Master && project.buses.len() < MAX_BUSES {
                        { adder(&studio, project, &chosen) }
                    }
                    if let Some(strip) = project.strip(channel.id) {
                        <StripView key={strip_key(channel.id)} id={channel.id} name={channel.name}
                            colour={channel.colour}
                            strip={strip.clone()} watched={channel.watched} buses={buses.clone()} groups={groups.clone()} onoutput={onoutput.clone()}
                            chosen={channel.id == shown} onchoose={choose.clone()} />
                    }
                }
            </div>
            if let Some(strip) = project.strip(shown) {
                <Chain id={shown} {place} on_b={props.on_b.contains(&shown)} name={name.unwrap_or_default()} inserts={strip.inserts.clone()} automation={strip.automation.clone()}
                    tracks={project.tracks.iter().map(|track| (track.id, track.name.clone())).collect::<Vec<_>>()}>
                    if shown == StripId::Master {
                        <LoudnessPanel release={(*project.metadata.release).clone()} job={props.mastering.clone()} />
                    }
                    if let Some(bus) = bus_of(project, shown) { <BusPanel bus={bus.clone()} /> }
                </Chain>
            }
        </div>
    }
}

fn bus_of(project: &Project, strip: StripId) -> Option<&Rc<Bus>> {
    match strip {
        StripId::Bus(bus) => project.bus(bus),
        StripId::Track(_) | StripId::Master => None,
    }
}

/// The button that adds a bus and shows its chain.
fn adder(studio: &Studio, project: &Rc<Project>, chosen: &UseStateHandle<StripId>) -> Html {
    let onclick = {
        let (studio, project, chosen) = (studio.clone(), project.clone(), chosen.clone());
        Callback::from(move |()| {
            let name = |number: usize| studio.say(&Message::new("bus-name").with("number", number));
            let (command, bus) = add_bus(&project, name);
            studio.edit("bus-add", command);
            chosen.set(StripId::Bus(bus));
        })
    };
    html! {
        <Button label={studio.text("bus-add")} icon={Icon::Add} words=false class="strip-add" test="bus-add" {onclick} />
    }
}

fn channels(studio: &Studio, project: &Project) -> Vec<Channel> {
    let tracks = project.tracks.iter().map(|track| (StripId::Track(track.id), track.name.clone(), Some(track.colour)));
    let colour = |bus: &Bus| project.members(bus.id).next().map(|track| track.colour);
    let buses = project.buses.iter().map(|bus| (StripId::Bus(bus.id), bus_name(studio, bus), colour(bus)));
    let all = tracks.chain(buses).enumerate();
    let mut channels = all
        .map(|(place, (id, name, colour))| Channel { id, name, colour, watched: Watched::At(place) })
        .collect::<Vec<_>>();
    channels.push(Channel { id: StripId::Master, name: studio.text("master"), colour: None, watched: Watched::Master });
    channels
}

/// The buses that every project begins with are called after their effect, and are so in the studio's language.
fn bus_name(studio: &Studio, bus: &Bus) -> String {
    let kind = bus.strip.inserts.first().map(|insert| insert.kind.id());
    let plain = kind.filter(|kind| named(Locale::English, kind) == bus.name);
    plain.map_or_else(|| bus.name.clone(), |kind| studio.text(kind))
}

fn strip_key(id: StripId) -> String {
    match id {
        StripId::Track(track) => format!("track-{}", track.0),
        StripId::Bus(bus) => format!("bus-{}", bus.0),
        StripId::Master => "master".to_owned(),
    }
}
