//! The history: every step by name, to go back to or on to.

use studio::session::Action;
use studio::text::{Message, named};
use yew::{Html, Properties, component, html};

use crate::ui::context::{Studio, use_studio};
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::menu::Menu;

/// How many steps are listed at most, back and forth.
pub const STEPS: usize = 40;

/// What the history lists.
#[derive(Clone, PartialEq, Properties)]
pub struct HistoryProps {
    /// The labels of steps that can be taken back, the latest first.
    pub done: Vec<String>,
    /// The labels of steps that can be done again, the next first.
    pub undone: Vec<String>,
}

/// A button that lists the steps around now.
#[component]
pub fn HistoryMenu(props: &HistoryProps) -> Html {
    let studio = use_studio();
    let again = props.undone.iter().enumerate().rev();
    // Going back to a step takes back what came after it, and leaves the step itself.
    let back = props.done.iter().enumerate().skip(1);
    let latest = props.done.first();
    html! {
        <Menu label={studio.text("history")} icon={Icon::History} closes=true class="menu-list history" test="history">
            for (place, label) in again { { step(&studio, label, counted(place + 1), "history-again", "history-step history-undone") } }
            <p class="history-now" aria-current="step">
                <span>{ latest.map_or_else(|| studio.text("history-start"), |label| named(studio.locale, label)) }</span>
                <small>{ studio.text("history-now") }</small>
            </p>
            for (place, label) in back { { step(&studio, label, -counted(place), "history-jump", "history-step") } }
            if latest.is_some() && props.done.len() < STEPS {
                <button type="button" class="history-step" data-test="history-step" onclick={studio.send(Action::Travel { steps: -counted(props.done.len()) })}>
                    { studio.text("history-start") }
                </button>
            }
        </Menu>
    }
}

fn counted(steps: usize) -> i32 {
    i32::try_from(steps).unwrap_or(i32::MAX)
}

fn step(studio: &Studio, label: &str, steps: i32, hint: &'static str, class: &'static str) -> Html {
    let name = named(studio.locale, label);
    let title = studio.say(&Message::new(hint).with("step", &name));
    html! {
        <button type="button" {class} data-test="history-step" {title} onclick={studio.send(Action::Travel { steps })}>{ name }</button>
    }
}
