//! The co-writer's panel: a prompt, takes, and a proposal to take up or leave, hunk by hunk.

use std::collections::BTreeMap;
use std::rc::Rc;

use studio::project::Project;
use studio::session::{Action, Asking, KnownKey, Reply, Settings, Spent, Take, Waiting};
use studio::text::Message;
use studio::time::TickRange;
use yew::{Callback, Html, Properties, component, html, use_state};

use crate::ui::context::{Studio, fresh_seed, use_studio};
use crate::ui::cowriter::ask::AskBox;
use crate::ui::cowriter::calls::Calls;
use crate::ui::cowriter::proposal::ProposalView;
use crate::ui::cowriter::replies::Replies;
use crate::ui::cowriter::services::Services;
use crate::ui::widgets::button::{Button, Tone};
use crate::ui::widgets::field::Field;
use crate::ui::widgets::icon::{Glyph, Icon};
use crate::ui::widgets::tabs::{Tab, Tabs};
use crate::ui::window::Show;

mod ask;
mod calls;
mod key;
mod matrix;
mod media;
pub mod prompt;
mod proposal;
mod recording;
mod replies;
mod secret;
mod service;
mod services;

/// What the panel shows.
#[derive(Clone, PartialEq, Properties)]
pub struct CowriterProps {
    /// The project.
    pub project: Rc<Project>,
    /// The takes, oldest first.
    pub takes: Vec<Take>,
    /// The place of the one that is shown.
    pub take: usize,
    /// Whether the engine plays the song as the proposal would have it.
    pub auditioning: bool,
    /// Whether the song plays.
    pub playing: bool,
    /// The part of the song that a question is about.
    pub scope: TickRange,
    /// The question that waits for the person's word.
    pub waiting: Option<Waiting>,
    /// The calls under way.
    pub calls: Vec<Asking>,
    /// Answers that are no proposals, and the place of the one that is shown.
    pub replies: (Vec<Reply>, usize),
    /// The answer and its recording that is heard with the song, and whether it is all here.
    pub heard: Option<(usize, usize, bool)>,
    /// What the person set up.
    pub settings: Settings,
    /// The keys that are kept, without the keys.
    pub keys: Vec<KnownKey>,
    /// The models of services that were asked for them, by the service's id.
    pub models: Rc<BTreeMap<String, Vec<String>>>,
    /// Says what the window shall show.
    pub show: Callback<Show>,
}

/// The co-writer's panel.
#[component]
pub fn Cowriter(props: &CowriterProps) -> Html {
    let studio = use_studio();
    let take = props.takes.get(props.take);
    let setting_up = use_state(|| false);
    if *setting_up {
        let onclose = {
            let setting_up = setting_up.clone();
            Callback::from(move |()| setting_up.set(false))
        };
        return html! {
            <div class="cowriter">
                <Services settings={props.settings.clone()} keys={props.keys.clone()} models={props.models.clone()}
                    now={js_sys::Date::now() as u64} {onclose} />
            </div>
        };
    }
    let onopen = {
        let setting_up = setting_up.clone();
        Callback::from(move |()| setting_up.set(true))
    };
    html! {
        <div class="cowriter">
            <AskBox project={props.project.clone()} scope={props.scope} settings={props.settings.clone()}
                onsetup={onopen}>
                <Calls waiting={props.waiting.clone()} calls={props.calls.clone()} />
            </AskBox>
            <Replies replies={props.replies.0.clone()} reply={props.replies.1} heard={props.heard} />
            if let Some(take) = take {
                if props.takes.len() > 1 { { takes(&studio, props) } }
                { about(&studio, props.take, take) }
                <ProposalView proposal={take.proposal.clone()} writing={take.writing.is_some()} auditioning={props.auditioning}
                    playing={props.playing} show={props.show.clone()} />
            } else if props.replies.0.is_empty() && props.waiting.is_none() && props.calls.is_empty() {
                { lesson(&studio) }
            }
        </div>
    }
}

fn takes(studio: &Studio, props: &CowriterProps) -> Html {
    let label = |(place, take): (usize, &Take)| {
        let number = studio.say(&Message::new("take").with("number", place + 1));
        // Whose it is, where it has no name and is not the built-in composer's.
        match (take.name.as_str(), take.proposal.by.provider()) {
            ("", "") => number,
            ("", provider) => format!("{number} · {provider}"),
            (name, _) => name.to_owned(),
        }
    };
    let takes = props.takes.iter().enumerate();
    let tabs = takes.map(|take| Tab { label: label(take), icon: None, test: None }).collect::<Vec<_>>();
    let onchoose = studio.dispatch.reform(|take| Action::ShowTake { take });
    html! { <Tabs label={studio.text("takes")} {tabs} chosen={props.take} {onchoose} class="take-tabs" /> }
}

/// What a take is called, where it comes from, and another one like it.
fn about(studio: &Studio, place: usize, take: &Take) -> Html {
    let rename = studio.dispatch.reform(move |name| Action::NameTake { take: place, name });
    let from = match (take.seed, &take.spent) {
        (Some(seed), _) => studio.say(&Message::new("seed").with("seed", format!("#{seed}"))),
        (None, Some(spent)) => said(studio, spent),
        (None, None) => String::new(),
    };
    let again = take.seed.map(|_| {
        let prompt = take.prompt.clone();
        studio.dispatch.reform(move |()| Action::Compose { prompt: prompt.clone(), seed: fresh_seed() })
    });
    html! {
        <div class="take">
            <Field key={place} label={studio.text("take-name")} placeholder={studio.text("take-name-empty")} class="take-name"
                value={take.name.clone()} longest={60} test="take-name" onchange={rename} />
            <div class="seed">
                <span class="muted numbers" title={take.seed.map(|_| studio.text("seed-hint"))} data-test="spent">{ from }</span>
                if let Some(again) = again {
                    <Button label={studio.text("another-take")} icon={Icon::Dice} tone={Tone::Plain} test="another-take"
                        onclick={again} />
                }
            </div>
        </div>
    }
}

/// What an answer took, in a line.
fn said(studio: &Studio, spent: &Spent) -> String {
    spent.messages().iter().map(|part| studio.say(part)).collect::<Vec<_>>().join(" · ")
}

/// What the panel is for, while there is nothing in it.
fn lesson(studio: &Studio) -> Html {
    let steps = [(Icon::Cowriter, "lesson-ask"), (Icon::Audition, "lesson-audition"), (Icon::Accept, "lesson-accept")];
    html! {
        <ol class="lesson">
            for (icon, words) in steps { <li><Glyph {icon} /><span>{ studio.text(words) }</span></li> }
        </ol>
    }
}

/// A callback that does nothing with its input but send an action built now.
pub fn with_fresh_seed(studio: &Studio) -> Callback<String> {
    studio.dispatch.reform(|prompt| Action::Compose { prompt, seed: fresh_seed() })
}
