//! The chain of a strip: its effects in order, each with the controls its description asks for.

use std::rc::Rc;

use studio::edit::Command;
use studio::project::limits::MAX_INSERTS;
use studio::project::{AutomationLane, StripId, Target, TrackId};
use studio::session::Action;
use studio::sound::{Insert, InsertKind, ParamSpec};
use studio::text::Message;
use studio::view::Verb;
use yew::{Callback, Html, MouseEvent, Properties, component, html};

use crate::ui::context::{Studio, sift, use_studio};
use crate::ui::mixer::spectrum::SpectrumLine;
use crate::ui::moving::MovingKey;
use crate::ui::widgets::button::Button;
use crate::ui::widgets::figure::FigureView;
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::menu::Menu;
use crate::ui::widgets::parameter::Parameter;
use crate::ui::widgets::select::Select;

/// What a chain shows.
#[derive(Clone, PartialEq, Properties)]
pub struct ChainProps {
    /// The strip.
    pub id: StripId,
    /// What the strip is called.
    pub name: String,
    /// Its place among tracks and then buses; the master has none.
    pub place: Option<u8>,
    /// Whether its setting B is heard.
    pub on_b: bool,
    /// Its effects.
    pub inserts: Vec<Insert>,
    /// What of the strip moves with the song.
    pub automation: Vec<Rc<AutomationLane>>,
    /// Every track of the project and what it is called.
    pub tracks: Vec<(TrackId, String)>,
    /// What stands above them.
    #[prop_or_default]
    pub children: Html,
}

/// The chain of a strip.
#[component]
pub fn Chain(props: &ChainProps) -> Html {
    let studio = use_studio();
    html! {
        <section class="chain" aria-label={studio.text("chain")}>
            <header class="chain-head">
                <h2 class="group-title">{ studio.say(&Message::new("chain-of").with("name", &props.name)) }</h2>
                { sides(&studio, props) }
                if props.inserts.len() < MAX_INSERTS { { adder(&studio, props) } }
            </header>
            { props.children.clone() }
            if props.inserts.is_empty() { <p class="muted">{ studio.text("chain-empty") }</p> }
            <div class="inserts">
                for (index, insert) in props.inserts.iter().enumerate() {
                    { effect(&studio, props, index, insert) }
                }
            </div>
        </section>
    }
}

/// The two settings of the strip: the one that is heard, and the one to turn to.
fn sides(studio: &Studio, props: &ChainProps) -> Html {
    let turn = Action::TurnSides { strip: props.id };
    let turn_to = |on_b: bool| {
        let other = Some(turn.clone()).filter(|_| props.on_b != on_b);
        sift(&studio.dispatch, move |_: MouseEvent| other.clone())
    };
    html! {
        <div class="sides" role="group" aria-label={studio.say(&Message::new("sides-of").with("name", &props.name))}
            title={studio.hint("sides-hint", Verb::TurnSides)}>
            for (letter, on_b, test) in [("A", false, "side-a"), ("B", true, "side-b")] {
                <button type="button" class="switch" data-test={test} aria-pressed={(props.on_b == on_b).to_string()}
                    onclick={turn_to(on_b)}>{ letter }</button>
            }
        </div>
    }
}

fn adder(studio: &Studio, props: &ChainProps) -> Html {
    let (strip, index) = (props.id, props.inserts.len());
    html! {
        <Menu label={studio.text("insert-add")} icon={Icon::Add} words=false closes=true class="menu-list menu-end"
            test="insert-add">
            for kind in InsertKind::ALL {
                <Button label={studio.text(kind.id())} onclick={studio.send(Action::Edit {
                    label: "edit-add-insert",
                    commands: vec![Command::AddInsert { strip, index, insert: Insert::new(kind) }],
                })} />
            }
        </Menu>
    }
}

fn effect(studio: &Studio, props: &ChainProps, index: usize, insert: &Insert) -> Html {
    let (strip, count) = (props.id, props.inserts.len());
    let name = studio.text(insert.kind.id());
    let edit = |label: &'static str, command: Command| -> Callback<()> {
        studio.send(Action::Edit { label, commands: vec![command] })
    };
    let bypass = edit("edit-bypass-insert", Command::BypassInsert { strip, index, bypassed: !insert.bypassed });
    let remove = edit("edit-remove-insert", Command::RemoveInsert { strip, index });
    let earlier = edit("edit-move-insert", Command::MoveInsert { strip, from: index, to: index.saturating_sub(1) });
    let class = if insert.bypassed { "insert insert-bypassed" } else { "insert" };
    let say = |id: &'static str| studio.say(&Message::new(id).with("name", &name));
    let knobs = insert.params.specs().iter().zip(insert.params.values()).map(|(spec, value)| {
        let spec = *spec;
        let lane = lane_of(props, index, &spec);
        let on = studio.slide("edit-set-insert", move |travel| Command::SetInsertParam {
            strip,
            index,
            key: spec.key.to_owned(),
            value: spec.at_travel(travel),
        });
        html! { <Parameter key={spec.key} {spec} value={*value} {lane} {on} /> }
    });
    html! {
        <div {class} key={index}>
            <details open={count == 1}>
                <summary><span class="insert-name">{ name.clone() }</span></summary>
                { figures(studio, props, index, insert) }
                <div class="knobs">
                    if insert.kind.has_key() { { key(studio, props, index, insert) } }
                    { for knobs }
                </div>
            </details>
            <div class="insert-acts">
                if index > 0 {
                    <Button label={say("insert-earlier")} icon={Icon::Chevron} words=false class="turned"
                        onclick={earlier} />
                }
                <Button label={say("insert-bypass")} icon={Icon::Bypass} words=false pressed={!insert.bypassed}
                    onclick={bypass} />
                <Button label={say("insert-remove")} icon={Icon::Remove} words=false onclick={remove} />
            </div>
        </div>
    }
}

/// The lane that moves a parameter of the effect in a place.
fn lane_of(props: &ChainProps, index: usize, spec: &ParamSpec) -> Option<Rc<AutomationLane>> {
    let moves = |target: &Target| matches!(target, Target::Insert(place, key) if (usize::from(*place), key.as_str()) == (index, spec.key));
    props.automation.iter().find(|lane| moves(&lane.target)).cloned()
}

/// What the effect's settings look like, with the strip's spectrum behind it.
fn figures(studio: &Studio, props: &ChainProps, index: usize, insert: &Insert) -> Html {
    let (strip, specs) = (props.id, insert.params.specs());
    let shape = studio.shape("edit-set-insert", move |key, value| Command::SetInsertParam {
        strip,
        index,
        key: key.to_owned(),
        value,
    });
    let lanes: Vec<MovingKey> =
        specs.iter().filter_map(|spec| Some((spec.key, lane_of(props, index, spec)?))).collect();
    html! {
        for figure in insert.kind.figures() {
            <FigureView {figure} params={insert.params.clone()} lanes={lanes.clone()} on={shape.clone()}>
                <SpectrumLine strip={props.place} />
            </FigureView>
        }
    }
}

/// Which track's sound decides what the effect does.
fn key(studio: &Studio, props: &ChainProps, index: usize, insert: &Insert) -> Html {
    let strip = props.id;
    let others: Vec<&(TrackId, String)> = props.tracks.iter().filter(|(id, _)| StripId::Track(*id) != strip).collect();
    let chosen = others.iter().position(|(id, _)| Some(id.0) == insert.key).map_or(0, |place| place + 1);
    let names = others.iter().map(|(_, name)| name.clone());
    let choices = std::iter::once(studio.text("insert-key-own")).chain(names).collect::<Vec<_>>();
    let ids: Vec<TrackId> = others.iter().map(|(id, _)| *id).collect();
    let onchoose = studio.dispatch.reform(move |place: usize| Action::Edit {
        label: "edit-key-insert",
        commands: vec![Command::KeyInsert {
            strip,
            index,
            key: place.checked_sub(1).and_then(|place| ids.get(place)).copied(),
        }],
    });
    html! {
        <Select label={studio.text("insert-key")} {choices} {chosen} labelled=true class="parameter-choice"
            test="insert-key" {onchoose} />
    }
}
