//! One service: where it answers, with which model, with whose key.

use studio::ai::{Address, KeyNeed, Plan, Preset, Protocol, Reach, Service};
use studio::session::{Action, KeyState, KnownKey, Notice, Settings, Severity};
use studio::text::named;
use yew::{Callback, Html, Properties, component, html};

use crate::ui::context::{Studio, use_studio};
use crate::ui::cowriter::key::KeyField;
use crate::ui::widgets::button::{Button, Tone};
use crate::ui::widgets::field::Field;
use crate::ui::widgets::icon::{Glyph, Icon};
use crate::ui::widgets::select::Select;

/// The protocols that a service of the person's own may speak, with what they are called everywhere.
const OWN_PROTOCOLS: [(Protocol, &str); 4] = [
    (Protocol::OpenAiChat, "OpenAI chat completions"),
    (Protocol::Anthropic, "Anthropic messages"),
    (Protocol::Gemini, "Google Gemini"),
    (Protocol::Ollama, "Ollama"),
];

/// What is shown.
#[derive(Clone, PartialEq, Properties)]
pub struct ServiceCardProps {
    /// The service.
    pub service: Service,
    /// Its key, without the key, where one is kept.
    pub known: Option<KnownKey>,
    /// The models it said it has, where it was asked.
    pub models: Option<Vec<String>>,
    /// What the person set up.
    pub settings: Settings,
    /// Whether its fields are shown.
    pub open: bool,
    /// Shows its fields, or puts them away.
    pub onopen: Callback<()>,
}

/// One service.
#[component]
pub fn ServiceCard(props: &ServiceCardProps) -> Html {
    let studio = use_studio();
    let service = &props.service;
    let onclick = props.onopen.reform(|_: yew::MouseEvent| ());
    html! {
        <li class="service" data-test={format!("service-{}", service.id)}>
            <button type="button" class="service-head" aria-expanded={props.open.to_string()} {onclick}
                data-test={format!("service-open-{}", service.id)}>
                <span class="service-name">{ &service.name }</span>
                <span class="muted service-model">{ &service.model }</span>
                { key_state(&studio, props) }
                <Glyph icon={Icon::Chevron} />
            </button>
            if props.open { { fields(&studio, props) } }
        </li>
    }
}

/// In a word: whether it can be asked.
fn key_state(studio: &Studio, props: &ServiceCardProps) -> Html {
    let need = Preset::named(&props.service.id).map_or(KeyNeed::Optional, |preset| preset.key);
    let (class, words) = match (&props.known, need) {
        (Some(key), _) if key.state == KeyState::Locked => ("state-waits", "key-locked"),
        (Some(_), _) => ("state-good", "key-there"),
        (None, KeyNeed::Required) => ("state-waits", "key-missing"),
        (None, _) => ("state-good", "key-unneeded"),
    };
    html! { <span class={yew::classes!("service-state", class)}>{ studio.text(words) }</span> }
}

fn fields(studio: &Studio, props: &ServiceCardProps) -> Html {
    let service = &props.service;
    let preset = Preset::named(&service.id);
    let own = preset.is_none();
    let on_device = service.protocol == Protocol::PromptApi;
    let need = preset.map_or(KeyNeed::Optional, |preset| preset.key);
    html! {
        <div class="service-fields">
            { hints(studio, preset) }
            if own { { own_fields(studio, props) } }
            if !on_device {
                <Field label={studio.text("service-base")} value={service.base.to_string()} labelled=true longest={400}
                    test="service-base" onchange={set_address(studio, props, |service, base| service.base = base)} />
                { model(studio, props) }
                { relay(studio, props, preset) }
                if !service.base.is_local() { { plan(studio, props) } }
            }
            if service.id == "openrouter" && props.known.is_none() {
                <Button label={studio.text("service-sign-in")} tone={Tone::Primary} test="sign-in"
                    onclick={studio.send(Action::SignIn)} />
            }
            if need != KeyNeed::None {
                <KeyField account={service.account.clone()} origin={service.origin()} known={props.known.clone()} />
            }
            <div class="service-acts">
                { pages(studio, preset) }
                <Button label={studio.text("service-remove")} icon={Icon::Remove} test="service-remove"
                    onclick={remove(studio, props)} />
            </div>
        </div>
    }
}

/// What to know before it is asked.
fn hints(studio: &Studio, preset: Option<&'static Preset>) -> Html {
    let Some(preset) = preset else { return Html::default() };
    let reach = match preset.reach {
        Reach::Direct | Reach::Permitted => None,
        Reach::Unknown => Some("service-reach-unknown"),
        Reach::Relay => Some("service-reach-relay"),
    };
    let hints = preset.hint.into_iter().chain(reach);
    html! { for id in hints { <p class="muted">{ named(studio.locale, id) }</p> } }
}

/// What only a service of the person's own lets be changed.
fn own_fields(studio: &Studio, props: &ServiceCardProps) -> Html {
    let names = OWN_PROTOCOLS.map(|(_, name)| name.to_owned()).to_vec();
    let chosen = OWN_PROTOCOLS.iter().position(|(protocol, _)| *protocol == props.service.protocol);
    let onchoose = change(studio, props, |service, place: usize| {
        service.protocol = OWN_PROTOCOLS.get(place).map_or(service.protocol, |(protocol, _)| *protocol);
    });
    html! {
        <>
            <Field label={studio.text("service-name")} value={props.service.name.clone()} labelled=true
                test="service-name" onchange={change(studio, props, |service, name: String| service.name = name)} />
            <Select label={studio.text("service-protocol")} choices={names} chosen={chosen.unwrap_or_default()}
                labelled=true test="service-protocol" {onchoose} />
        </>
    }
}

/// The model: by name, or from the service's own list once it was asked.
fn model(studio: &Studio, props: &ServiceCardProps) -> Html {
    let service = &props.service;
    let preset = Preset::named(&service.id);
    let known = preset.map(|preset| preset.models.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
    let names = props.models.clone().or(known).unwrap_or_default();
    let onchange = change(studio, props, |service, model: String| service.model = model);
    let chosen = names.iter().position(|name| *name == service.model).unwrap_or(names.len());
    let onchoose = {
        let names = names.clone();
        onchange.reform(move |place: usize| names.get(place).cloned().unwrap_or_default())
    };
    let ask = studio.send(Action::ListModels { service: Box::new(service.clone()) });
    html! {
        <div class="service-model-row">
            <Field label={studio.text("service-model")} value={service.model.clone()} labelled=true test="service-model"
                {onchange} />
            if !names.is_empty() {
                <Select label={studio.text("service-models")} choices={names} {chosen} test="service-models" {onchoose} />
            }
            <Button label={studio.text("service-list-models")} hint={studio.text("service-list-models-hint")}
                tone={Tone::Plain} test="service-list-models" onclick={ask} />
        </div>
    }
}

/// The relay, where one may be needed.
fn relay(studio: &Studio, props: &ServiceCardProps, preset: Option<&'static Preset>) -> Html {
    let needed = preset.is_some_and(|preset| matches!(preset.reach, Reach::Unknown | Reach::Relay));
    if !needed && props.service.relay.is_none() && preset.is_some_and(|preset| preset.reach == Reach::Direct) {
        return Html::default();
    }
    let value = props.service.relay.as_ref().map(ToString::to_string).unwrap_or_default();
    let clear = change(studio, props, |service, _: String| service.relay = None);
    let set = set_address(studio, props, |service, relay| service.relay = Some(relay));
    let onchange = Callback::from(move |text: String| if text.is_empty() { clear.emit(text) } else { set.emit(text) });
    html! {
        <Field label={studio.text("service-relay")} {value} labelled=true longest={400}
            placeholder="http://127.0.0.1:8123/relay" test="service-relay" {onchange} />
    }
}

/// The plan the person has there, which the ledger names.
fn plan(studio: &Studio, props: &ServiceCardProps) -> Html {
    let choices = ["import-plan-unknown", "import-plan-free", "import-plan-paid"].map(|id| studio.text(id)).to_vec();
    let chosen = Plan::ALL.iter().position(|plan| *plan == props.service.plan).unwrap_or_default();
    let onchoose = change(studio, props, |service, place: usize| {
        service.plan = Plan::ALL.get(place).copied().unwrap_or_default();
    });
    html! {
        <Select label={studio.text("service-plan")} {choices} {chosen} labelled=true test="service-plan" {onchoose} />
    }
}

/// Where to get a key, and the terms.
fn pages(studio: &Studio, preset: Option<&'static Preset>) -> Html {
    let Some(preset) = preset else { return Html::default() };
    let page = if preset.key == KeyNeed::None { "service-page" } else { "service-key-page" };
    let links = [(page, preset.page), ("service-terms", preset.terms)];
    html! {
        <p class="service-links">
            for (words, href) in links.into_iter().filter(|(_, href)| !href.is_empty()) {
                <a {href} target="_blank" rel="noreferrer noopener">{ studio.text(words) }</a>
            }
        </p>
    }
}

fn change<IN: 'static>(
    studio: &Studio,
    props: &ServiceCardProps,
    set: impl Fn(&mut Service, IN) + 'static,
) -> Callback<IN> {
    let (settings, service) = (props.settings.clone(), props.service.clone());
    studio.dispatch.reform(move |input| {
        let (mut settings, mut service) = (settings.clone(), service.clone());
        set(&mut service, input);
        settings.cowriters.put(service);
        Action::SetSettings { settings }
    })
}

/// Takes an address over where it is one, and says what is wrong where it is not.
fn set_address(
    studio: &Studio,
    props: &ServiceCardProps,
    set: impl Fn(&mut Service, Address) + 'static,
) -> Callback<String> {
    let taken = change(studio, props, set);
    let dispatch = studio.dispatch.clone();
    Callback::from(move |text: String| match Address::parse(&text) {
        Ok(address) => taken.emit(address),
        Err(error) => dispatch.emit(Action::Notify { notice: Notice::new(Severity::Warning, error.message()) }),
    })
}

fn remove(studio: &Studio, props: &ServiceCardProps) -> Callback<()> {
    let (settings, id) = (props.settings.clone(), props.service.id.clone());
    studio.dispatch.reform(move |()| {
        let mut settings = settings.clone();
        settings.cowriters.remove(&id);
        Action::SetSettings { settings }
    })
}
