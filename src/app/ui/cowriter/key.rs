//! The key of a service: entered, kept as the person chooses, forgotten.

use studio::session::{Action, KeyState, KnownKey, Notice, Severity};
use studio::text::Message;
use web_sys::{HtmlInputElement, InputEvent};
use yew::{Callback, Html, Properties, TargetCast, component, html, use_mut_ref, use_state};

use crate::keys::{Keep, KeyWish};
use crate::ui::context::{Studio, use_studio};
use crate::ui::cowriter::secret::Secret;
use crate::ui::widgets::button::Button;
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::select::Select;

/// Whose key it is.
#[derive(Clone, PartialEq, Properties)]
pub struct KeyFieldProps {
    /// The account.
    pub account: String,
    /// The only origin it is sent to.
    pub origin: String,
    /// What is known of it, where one is kept.
    pub known: Option<KnownKey>,
}

/// The ways to keep a key, and what each means.
const WAYS: [(&str, &str); 3] = [
    ("key-keep-memory", "key-keep-memory-hint"),
    ("key-keep-device", "key-keep-device-hint"),
    ("key-keep-passphrase", "key-keep-passphrase-hint"),
];

/// The key of a service.
#[component]
pub fn KeyField(props: &KeyFieldProps) -> Html {
    let studio = use_studio();
    let way = use_state(|| 0);
    let passphrase = use_mut_ref(String::new);
    if let Some(key) = props.known.as_ref().filter(|key| key.state != KeyState::Locked) {
        return kept(&studio, props, key);
    }
    let onsubmit = {
        let (studio, props, way, passphrase) = (studio.clone(), props.clone(), *way, passphrase.clone());
        Callback::from(move |key: String| {
            let passphrase = std::mem::take(&mut *passphrase.borrow_mut());
            let keep = match way {
                1 => Keep::Device,
                2 if passphrase.trim().is_empty() => {
                    let notice = Notice::new(Severity::Warning, Message::new("key-passphrase-missing"));
                    studio.dispatch.emit(Action::Notify { notice });
                    Keep::Memory
                }
                2 => Keep::Passphrase(passphrase),
                _ => Keep::Memory,
            };
            studio.keys.pass(KeyWish::Enter {
                account: props.account.clone(),
                origin: props.origin.clone(),
                key,
                keep,
            });
        })
    };
    let oninput = Callback::from(move |event: InputEvent| {
        *passphrase.borrow_mut() = event.target_unchecked_into::<HtmlInputElement>().value();
    });
    let onchoose = {
        let way = way.clone();
        Callback::from(move |place| way.set(place))
    };
    let choices = WAYS.iter().map(|(words, _)| studio.text(words)).collect::<Vec<_>>();
    let hint = WAYS.get(*way).map(|(_, hint)| studio.text(hint));
    html! {
        <div class="key">
            <Select label={studio.text("key-keep")} {choices} chosen={*way} labelled=true test="key-keep" {onchoose} />
            <p class="muted">{ hint }</p>
            if *way == 2 {
                <label class="labelled">
                    <span class="label">{ studio.text("keys-passphrase") }</span>
                    <input class="field" type="password" autocomplete="off" data-test="key-passphrase" {oninput} />
                </label>
            }
            <Secret label={studio.say(&Message::new("key-enter").with("origin", props.origin.clone()))}
                act={studio.text("key-save")} test="service-key" {onsubmit} />
        </div>
    }
}

fn kept(studio: &Studio, props: &KeyFieldProps, key: &KnownKey) -> Html {
    let id = match key.state {
        KeyState::Memory => "key-kept-memory",
        KeyState::Device => "key-kept-device",
        KeyState::Passphrase | KeyState::Locked => "key-kept-passphrase",
    };
    let words = Message::new(id).with("ending", &key.ending).with("origin", &key.origin);
    let (door, account, origin) = (studio.keys.clone(), props.account.clone(), props.origin.clone());
    let forget = Callback::from(move |()| {
        door.pass(KeyWish::Forget { account: account.clone(), origin: origin.clone() });
    });
    html! {
        <div class="key key-kept">
            <p data-test="key-kept">{ studio.say(&words) }</p>
            <Button label={studio.text("key-forget")} icon={Icon::Remove} test="key-forget" onclick={forget} />
        </div>
    }
}
