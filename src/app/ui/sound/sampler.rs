//! What a sampler plays: recordings under keys, in a table, and how one is cut into slices.

use std::collections::BTreeMap;
use std::rc::Rc;

use studio::edit::Command;
use studio::pcm::Peaks;
use studio::project::{AssetRef, Project, SampleZone, Track, TrackId};
use studio::provenance::Digest;
use studio::session::{Action, Notice, Severity};
use studio::sound::{Play, Zone};
use studio::text::Message;
use studio::view::{ZoneColumn, even, key_of, slices};
use yew::{Callback, Html, Properties, component, html, use_state};

use crate::ui::context::{Studio, sift, use_studio};
use crate::ui::files::use_opener_for;
use crate::ui::widgets::button::{Button, Tone};
use crate::ui::widgets::field::Field;
use crate::ui::widgets::file_pick::FilePick;
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::select::Select;

/// How many slices there can be; the last choice is a slice for each strike.
const SLICES: [u64; 5] = [2, 4, 8, 16, 32];
/// The most slices at strikes.
const MOST_STRIKES: usize = 64;
/// Where slices begin until somebody says: the lowest key of most pads.
const FIRST_KEY: &str = "C2";
/// Rows of a page of the table.
const PAGE: usize = 24;

const PLAYS: [(Play, &str); 3] =
    [(Play::Held, "zone-held"), (Play::OneShot, "zone-one-shot"), (Play::Release, "zone-release")];

/// What the table shows.
#[derive(Clone, PartialEq, Properties)]
pub struct ZonesProps {
    /// The project.
    pub project: Rc<Project>,
    /// The sampler's track.
    pub track: Rc<Track>,
    /// The outlines of recordings, as far as they are known.
    pub outlines: Rc<BTreeMap<Digest, Rc<Peaks>>>,
}

/// What a sampler plays.
#[component]
pub fn Zones(props: &ZonesProps) -> Html {
    let studio = use_studio();
    let page = use_state(|| 0usize);
    let zones = props.track.sampled();
    let first = (*page * PAGE).min(zones.len().saturating_sub(1) / PAGE * PAGE);
    let rows = zones.iter().enumerate().skip(first).take(PAGE);
    let pages = (0..zones.len().div_ceil(PAGE)).map(|page| format!("{}–{}", page * PAGE + 1, (page + 1) * PAGE));
    let onchoose = Callback::from(move |place| page.set(place));
    html! {
        <section class="zones" aria-label={studio.text("zones")}>
            <Bring ..props.clone() />
            if zones.is_empty() {
                <p class="muted">{ studio.text("zones-empty") }</p>
            } else {
                if zones.len() > PAGE {
                    <Select label={studio.text("zones-shown")} choices={pages.collect::<Vec<_>>()} chosen={first / PAGE}
                        labelled=true {onchoose} />
                }
                <table data-test="zones">
                    <thead><tr>
                        <th scope="col">{ studio.text("zone-recording") }</th>
                        for column in ZoneColumn::ALL { <th scope="col">{ studio.text(column.id()) }</th> }
                        <th scope="col">{ studio.text("zone-play") }</th>
                        <th />
                    </tr></thead>
                    <tbody>
                        for (place, zone) in rows { { row(&studio, props, place, zone) } }
                    </tbody>
                </table>
            }
        </section>
    }
}

fn lay(track: TrackId, zones: Vec<SampleZone>) -> Action {
    Action::Edit { label: "edit-set-zones", commands: vec![Command::SetZones { track, zones }] }
}

/// The zones with another in a place, or without the one there.
fn with(props: &ZonesProps, place: usize, zone: Option<Zone>) -> Action {
    let mut zones = props.track.sampled().to_vec();
    match zone {
        Some(zone) => {
            if let Some(known) = zones.get_mut(place) {
                known.zone = zone;
            }
        }
        None => {
            zones.remove(place);
        }
    }
    lay(props.track.id, zones)
}

fn row(studio: &Studio, props: &ZonesProps, place: usize, known: &SampleZone) -> Html {
    let asset = props.project.asset(known.asset);
    let (frames, rate) = asset.and_then(AssetRef::recording).unwrap_or((known.zone.end, 48_000));
    let field = |column: ZoneColumn| {
        let (props, zone) = (props.clone(), known.zone.clone());
        let onchange = studio.dispatch.reform(move |text: String| match column.typed(&zone, &text, frames, rate) {
            Some(zone) => with(&props, place, Some(zone)),
            None => {
                let message = Message::new("zone-refused").with("text", text);
                Action::Notify { notice: Notice::new(Severity::Warning, message) }
            }
        });
        html! {
            <td><Field label={studio.text(column.id())} value={column.written(&known.zone, rate)} longest=12 {onchange} /></td>
        }
    };
    let onchoose = {
        let (props, zone) = (props.clone(), known.zone.clone());
        let dispatch = &studio.dispatch;
        dispatch.reform(move |chosen: usize| {
            let play = PLAYS.get(chosen).map_or(zone.play, |(play, _)| *play);
            with(&props, place, Some(Zone { play, ..zone.clone() }))
        })
    };
    let remove = {
        let props = props.clone();
        studio.dispatch.reform(move |()| with(&props, place, None))
    };
    html! {
        <tr key={place}>
            <th scope="row">{ asset.map(|asset| asset.name.clone()) }</th>
            for column in ZoneColumn::ALL { { field(column) } }
            <td><Select label={studio.text("zone-play")} choices={PLAYS.map(|(_, id)| studio.text(id)).to_vec()}
                chosen={PLAYS.iter().position(|(play, _)| *play == known.zone.play).unwrap_or_default()} {onchoose} /></td>
            <td><Button label={studio.text("zone-remove")} icon={Icon::Remove} words=false onclick={remove} /></td>
        </tr>
    }
}

/// What brings recordings under the keys.
#[component]
fn Bring(props: &ZonesProps) -> Html {
    let studio = use_studio();
    let (chosen, cut, first) = (use_state(|| 0usize), use_state(|| 2usize), use_state(|| FIRST_KEY.to_owned()));
    let recordings: Vec<&AssetRef> = props.project.assets.iter().filter(|asset| asset.recording().is_some()).collect();
    let asset = recordings.get(*chosen).or(recordings.first()).map(|asset| (*asset).clone());
    let names: Vec<String> = recordings.iter().map(|asset| asset.name.clone()).collect();
    let cuts: Vec<String> = SLICES.iter().map(u64::to_string).chain([studio.text("zones-strikes")]).collect();
    let onchoose = {
        let chosen = chosen.clone();
        Callback::from(move |place| chosen.set(place))
    };
    let oncut = {
        let cut = cut.clone();
        Callback::from(move |place| cut.set(place))
    };
    let onfirst = {
        let first = first.clone();
        Callback::from(move |text| first.set(text))
    };
    let add = {
        let (props, asset) = (props.clone(), asset.clone());
        sift(&studio.dispatch, move |()| added(&props, asset.as_ref()?))
    };
    let slice = {
        let (props, asset, cut, first) = (props.clone(), asset.clone(), *cut, (*first).clone());
        sift(&studio.dispatch, move |()| sliced(&props, asset.as_ref()?, cut, &first))
    };
    html! {
        <div class="zones-acts">
            <Pick track={props.track.id} />
            if asset.is_some() {
                <Select label={studio.text("zone-recording")} choices={names} chosen={*chosen} labelled=true
                    test="zones-recording" {onchoose} />
                <Button label={studio.text("zones-add")} icon={Icon::Add} tone={Tone::Plain} test="zones-add" onclick={add} />
                <Select label={studio.text("zones-slices")} choices={cuts} chosen={*cut} labelled=true onchoose={oncut} />
                <Field label={studio.text("zones-first")} value={(*first).clone()} labelled=true longest=4 onchange={onfirst} />
                <Button label={studio.text("zones-slice")} icon={Icon::Drums} tone={Tone::Plain} test="zones-slice"
                    onclick={slice} />
            }
        </div>
    }
}

/// The whole of a recording, beside what is played already.
fn added(props: &ZonesProps, asset: &AssetRef) -> Option<Action> {
    let (frames, _) = asset.recording()?;
    let whole = SampleZone { asset: asset.digest, zone: Zone::whole(frames) };
    let zones = props.track.sampled().iter().cloned().chain([whole]).collect();
    Some(lay(props.track.id, zones))
}

/// A recording in slices, in place of what of it is played already.
fn sliced(props: &ZonesProps, asset: &AssetRef, cut: usize, first: &str) -> Option<Action> {
    let (frames, _) = asset.recording()?;
    let refused = |id, text: &str| {
        let message = Message::new(id).with("text", text);
        Some(Action::Notify { notice: Notice::new(Severity::Warning, message) })
    };
    let Some(key) = key_of(first) else { return refused("zone-refused", first) };
    let borders = match SLICES.get(cut) {
        Some(slices) => even(frames, *slices),
        None => match props.outlines.get(&asset.digest) {
            Some(outline) => outline.onsets(MOST_STRIKES),
            None => return refused("zones-unknown", &asset.name),
        },
    };
    let others = props.track.sampled().iter().filter(|zone| zone.asset != asset.digest).cloned();
    let new = slices(&borders, frames, key).into_iter().map(|zone| SampleZone { asset: asset.digest, zone });
    Some(lay(props.track.id, others.chain(new).collect()))
}

/// What the button needs.
#[derive(Clone, PartialEq, Properties)]
struct PickProps {
    track: TrackId,
}

/// Brings a file under the keys.
#[component]
fn Pick(props: &PickProps) -> Html {
    let studio = use_studio();
    let opener = use_opener_for(Some(props.track));
    html! {
        <FilePick label={studio.text("zones-pick")} accept="audio/*,.wav,.aif,.aiff,.flac,.mp3,.ogg,.m4a,.sf2" test="zones-pick"
            file_test="zones-file" onpick={opener} />
    }
}
