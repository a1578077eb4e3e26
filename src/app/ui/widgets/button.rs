//! A button: words, an icon, or both.

use yew::{Callback, Html, MouseEvent, Properties, component, html};

use crate::ui::widgets::icon::{Glyph, Icon};

/// How much a button stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Without a ground until it is pointed at.
    #[default]
    Quiet,
    /// With an outline.
    Plain,
    /// The one thing to do next.
    Primary,
}

/// What a button shows and does.
#[derive(Clone, PartialEq, Properties)]
pub struct ButtonProps {
    /// Its words, spoken even where only the icon is drawn.
    pub label: String,
    /// Its icon.
    #[prop_or_default]
    pub icon: Option<Icon>,
    /// Whether the words are drawn beside the icon.
    #[prop_or(true)]
    pub words: bool,
    /// More words for who rests the pointer on it.
    #[prop_or_default]
    pub hint: Option<String>,
    /// How much it stands out.
    #[prop_or_default]
    pub tone: Tone,
    /// For a button that stays down: whether it is.
    #[prop_or_default]
    pub pressed: Option<bool>,
    /// Whether it can do nothing now.
    #[prop_or_default]
    pub disabled: bool,
    /// More classes.
    #[prop_or_default]
    pub class: &'static str,
    /// Its name for tests.
    #[prop_or_default]
    pub test: Option<&'static str>,
    /// Says that it was pressed.
    pub onclick: Callback<()>,
}

/// A button.
#[component]
pub fn Button(props: &ButtonProps) -> Html {
    let tone = match props.tone {
        Tone::Quiet => "button-quiet",
        Tone::Plain => "button-plain",
        Tone::Primary => "button-primary",
    };
    let shape = if props.words { "" } else { "button-icon" };
    let onclick = props.onclick.reform(|_: MouseEvent| ());
    let title = props.hint.clone().or_else(|| (!props.words).then(|| props.label.clone()));
    html! {
        <button type="button" class={yew::classes!("button", tone, shape, props.class)} {onclick} {title}
            aria-label={(!props.words).then(|| props.label.clone())} disabled={props.disabled} data-test={props.test}
            aria-pressed={props.pressed.map(|pressed| if pressed { "true" } else { "false" })}>
            if let Some(icon) = props.icon { <Glyph {icon} /> }
            if props.words { <span>{ &props.label }</span> }
        </button>
    }
}
