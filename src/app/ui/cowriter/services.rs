//! The services a person may ask: those that are set up, and those that can be added.

use std::collections::BTreeMap;
use std::rc::Rc;

use studio::ai::{Address, PRESETS, Plan, Preset, Protocol, Service, Usage};
use studio::session::{Action, CoWriters, KeyState, KnownKey, Settings, Spent};
use studio::text::Message;
use yew::{Callback, Html, Properties, component, html, use_state};

use crate::keys::KeyWish;
use crate::ui::context::{Studio, fresh_seed, use_studio};
use crate::ui::cowriter::secret::Secret;
use crate::ui::cowriter::service::ServiceCard;
use crate::ui::widgets::button::Button;
use crate::ui::widgets::check::Check;
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::select::Select;

/// What is shown.
#[derive(Clone, PartialEq, Properties)]
pub struct ServicesProps {
    /// What the person set up.
    pub settings: Settings,
    /// The keys that are kept, without the keys.
    pub keys: Vec<KnownKey>,
    /// The models of services that were asked for them, by the service's id.
    pub models: Rc<BTreeMap<String, Vec<String>>>,
    /// Now, in milliseconds since 1970-01-01 UTC.
    pub now: u64,
    /// Goes back to the prompt.
    pub onclose: Callback<()>,
}

/// The services a person may ask.
#[component]
pub fn Services(props: &ServicesProps) -> Html {
    let studio = use_studio();
    let open = use_state(|| None::<String>);
    let cowriters = &props.settings.cowriters;
    let cards = cowriters.services.iter().map(|service| {
        let onopen = {
            let (open, id) = (open.clone(), service.id.clone());
            let is_open = open.as_ref() == Some(&id);
            Callback::from(move |()| open.set((!is_open).then(|| id.clone())))
        };
        let key = props.keys.iter().find(|key| key.account == service.account && key.origin == service.origin());
        html! {
            <ServiceCard key={service.id.clone()} service={service.clone()} known={key.cloned()}
                models={props.models.get(&service.id).cloned()} settings={props.settings.clone()}
                open={open.as_ref() == Some(&service.id)} {onopen} />
        }
    });
    html! {
        <div class="services" data-test="services">
            <div class="services-head">
                <h2>{ studio.text("services") }</h2>
                <Button label={studio.text("services-close")} icon={Icon::Close} words={false} test="services-close"
                    onclick={props.onclose.clone()} />
            </div>
            <p class="muted">{ studio.text("services-explained") }</p>
            { unlock(&studio, &props.keys) }
            <ul class="service-list">for card in cards { { card } }</ul>
            { add(&studio, &props.settings, &open) }
            { choices(&studio, &props.settings) }
            { tally(&studio, cowriters, props.now) }
        </div>
    }
}

/// Adds a service that is known, or one by its address.
fn add(studio: &Studio, settings: &Settings, open: &yew::UseStateHandle<Option<String>>) -> Html {
    let known = |preset: &&Preset| settings.cowriters.services.iter().any(|service| service.id == preset.id);
    let presets: Vec<&'static Preset> = PRESETS.iter().filter(|preset| !known(preset)).collect();
    let mut words = vec![studio.text("service-add")];
    words.extend(presets.iter().map(|preset| preset.name.to_owned()));
    words.push(studio.text("service-add-other"));
    let (dispatch, settings, open) = (studio.dispatch.clone(), settings.clone(), open.clone());
    let own_name = studio.text("service-own-name");
    let onchoose = Callback::from(move |place: usize| {
        let service = match place.checked_sub(1).map(|place| presets.get(place)) {
            Some(Some(preset)) => preset.service().ok(),
            Some(None) => own(&own_name),
            None => None,
        };
        if let Some(service) = service {
            open.set(Some(service.id.clone()));
            let mut settings = settings.clone();
            settings.cowriters.put(service);
            dispatch.emit(Action::SetSettings { settings });
        }
    });
    html! {
        <Select label={studio.text("service-add")} choices={words} chosen={0} test="service-add" {onchoose} />
    }
}

/// A service of the person's own, on this computer until they say where it is.
fn own(name: &str) -> Option<Service> {
    let base = Address::parse("http://localhost:8080/v1").ok()?;
    let id = format!("own-{}", fresh_seed());
    let (account, name) = (id.clone(), name.to_owned());
    let (protocol, model) = (Protocol::OpenAiChat, String::new());
    Some(Service { id, account, name, protocol, base, relay: None, model, plan: Plan::default() })
}

/// How calls are made, whatever the service.
fn choices(studio: &Studio, settings: &Settings) -> Html {
    let choice = |label: &'static str, hint: &'static str, on: bool, set: fn(&mut CoWriters, bool)| {
        let (dispatch, settings) = (studio.dispatch.clone(), settings.clone());
        let onchange = Callback::from(move |on: bool| {
            let mut settings = settings.clone();
            set(&mut settings.cowriters, on);
            dispatch.emit(Action::SetSettings { settings });
        });
        html! { <Check label={studio.text(label)} hint={studio.text(hint)} {on} test={label} {onchange} /> }
    };
    let cowriters = &settings.cowriters;
    html! {
        <div class="group">
            { choice("services-confirm", "services-confirm-hint", cowriters.confirms, |all, on| all.confirms = on) }
            { choice("services-keep-prompts", "services-keep-prompts-hint", cowriters.keeps_prompts,
                |all, on| all.keeps_prompts = on) }
        </div>
    }
}

/// Opens the keys that a passphrase seals, where there are any.
fn unlock(studio: &Studio, keys: &[KnownKey]) -> Html {
    let locked = keys.iter().filter(|key| key.state == KeyState::Locked).count();
    if locked == 0 {
        return Html::default();
    }
    let door = studio.keys.clone();
    let onsubmit = Callback::from(move |passphrase: String| door.pass(KeyWish::Unlock { passphrase }));
    html! {
        <div class="group">
            <p class="muted">{ studio.say(&Message::new("keys-locked").with("count", locked)) }</p>
            <Secret label={studio.text("keys-passphrase")} act={studio.text("keys-unlock")} test="unlock" {onsubmit} />
        </div>
    }
}

/// What was asked this month.
fn tally(studio: &Studio, cowriters: &CoWriters, now: u64) -> Html {
    let tally = &cowriters.tally;
    if tally.services.is_empty() || !tally.is_of(now) {
        return Html::default();
    }
    let row = |name: &String, counted: &studio::session::Counted| {
        let known = |count: u64| (count > 0).then_some(count);
        let usage = Usage {
            input_tokens: known(counted.input_tokens),
            output_tokens: known(counted.output_tokens),
            cost: known(counted.cost),
        };
        let calls = Message::new("tally-calls").with("calls", counted.calls);
        let parts = std::iter::once(calls).chain(Spent { usage, milliseconds: counted.milliseconds }.messages());
        let words: Vec<String> = parts.map(|part| studio.say(&part)).collect();
        html! { <><dt>{ name }</dt><dd class="numbers">{ words.join(" · ") }</dd></> }
    };
    html! {
        <div class="group">
            <h3 class="group-title">{ studio.text("tally") }</h3>
            <dl class="tally" data-test="tally">
                for (name, counted) in &tally.services { { row(name, counted) } }
            </dl>
        </div>
    }
}
