//! The tour: a few words on what is where, offered once.

use studio::session::Settings;
use studio::text::Message;
use studio::view::Verb;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, MouseEvent};
use yew::{Callback, Html, NodeRef, Properties, component, html, use_effect_with, use_node_ref, use_state};

use crate::ui::context::use_studio;
use crate::ui::focus::use_focus_kept;
use crate::ui::settings::change;
use crate::ui::widgets::button::{Button, Tone};
use crate::ui::widgets::icon::Icon;
use crate::ui::window::Show;

/// The steps: a title, the words, and what on the page they are about.
const STEPS: [(&str, &str, &str); 5] = [
    ("tour-1-title", "tour-1", ".prompt"),
    ("tour-2-title", "tour-2", ".side"),
    ("tour-3-title", "tour-3", ".dock"),
    ("tour-4-title", "tour-4", "[data-test=authorship]"),
    ("tour-5-title", "tour-5", "[data-test=release]"),
];

/// Whether the tour was taken is kept with what the person chose.
#[derive(Clone, PartialEq, Properties)]
pub struct TourOfferProps {
    /// What the person chose.
    pub settings: Settings,
}

/// Offers the tour to who has not taken or left it.
#[component]
pub fn TourOffer(props: &TourOfferProps) -> Html {
    let studio = use_studio();
    let leave = change(&studio, &props.settings, |settings, ()| settings.toured = true);
    if props.settings.toured {
        return Html::default();
    }
    html! {
        <aside class="tour-offer" data-test="tour-offer">
            <span>{ studio.text("tour-offer") }</span>
            <Button label={studio.text("tour-take")} tone={Tone::Plain} test="tour-take" onclick={studio.show.reform(|()| Show::Tour)} />
            <Button label={studio.text("tour-skip")} test="tour-skip" onclick={leave} />
        </aside>
    }
}

/// The tour, and how it is put away.
#[derive(Clone, PartialEq, Properties)]
pub struct TourProps {
    /// What the person chose.
    pub settings: Settings,
    /// Says that it shall go.
    pub onclose: Callback<()>,
}

/// The tour. However it ends, it is not offered again.
#[component]
pub fn Tour(props: &TourProps) -> Html {
    let studio = use_studio();
    let step = use_state(|| 0usize);
    let card = use_node_ref();
    use_focus_kept(card.clone());
    use_effect_with(*step, {
        let card = card.clone();
        move |step| {
            let shown = STEPS.get(*step).and_then(|(_, _, about)| point_at(about));
            if let Some(card) = card.cast::<HtmlElement>() {
                // Who hears the screen is told the new step.
                card.focus().ok();
            }
            move || {
                if let Some(shown) = shown {
                    shown.class_list().remove_1("tour-shown").ok();
                }
            }
        }
    });
    let end = {
        let toured = change(&studio, &props.settings, |settings, ()| settings.toured = true);
        let onclose = props.onclose.clone();
        Callback::from(move |()| {
            toured.emit(());
            onclose.emit(());
        })
    };
    let go = |to: usize| {
        let step = step.clone();
        Callback::from(move |()| step.set(to))
    };
    let onkeydown = {
        let (end, card) = (end.clone(), card.clone());
        Callback::from(move |event: KeyboardEvent| {
            match event.key().as_str() {
                "Escape" => end.emit(()),
                "Tab" if turn_round(&card, event.shift_key()) => {}
                _ => return event.stop_propagation(),
            }
            event.prevent_default();
            event.stop_propagation();
        })
    };
    let last = STEPS.len() - 1;
    let (title, words, _) = STEPS.get(*step).copied().unwrap_or_default();
    let count = Message::new("tour-step").with("step", *step + 1).with("steps", STEPS.len());
    let keys = studio.keymap.caps(Verb::Palette).join("+");
    html! {
        <div class="veil tour-veil" {onkeydown}>
            <section class="tour" ref={card} role="dialog" aria-modal="true" aria-label={studio.text("tour")} tabindex="-1"
                aria-describedby="tour-words" data-test="tour" onclick={|event: MouseEvent| event.stop_propagation()}>
                <p class="muted numbers">{ studio.say(&count) }</p>
                <h2>{ studio.text(title) }</h2>
                <p id="tour-words">{ studio.say(&Message::new(words).with("keys", keys)) }</p>
                <div class="tour-acts">
                    if *step < last {
                        <Button label={studio.text("tour-leave")} test="tour-leave" onclick={end.clone()} />
                    }
                    <span class="roll-space"></span>
                    if *step > 0 {
                        <Button label={studio.text("tour-back")} tone={Tone::Plain} onclick={go(*step - 1)} />
                    }
                    if *step < last {
                        <Button label={studio.text("tour-next")} tone={Tone::Primary} test="tour-next" onclick={go(*step + 1)} />
                    } else {
                        <Button label={studio.text("tour-end")} icon={Icon::Accept} tone={Tone::Primary} test="tour-end" onclick={end} />
                    }
                </div>
            </section>
        </div>
    }
}

/// Lets what a step is about stand out, where it is on the page.
fn point_at(selector: &str) -> Option<Element> {
    let found = web_sys::window()?.document()?.query_selector(selector).ok().flatten()?;
    found.class_list().add_1("tour-shown").ok();
    Some(found)
}

/// Keeps the focus inside: from the last button to the first, or back. Says whether it moved.
fn turn_round(card: &NodeRef, back: bool) -> bool {
    let buttons = card.cast::<Element>().and_then(|card| card.query_selector_all("button").ok());
    let active = web_sys::window().and_then(|window| window.document()?.active_element());
    let Some((buttons, active)) = buttons.zip(active) else { return false };
    let at = |place: u32| buttons.item(place).and_then(|node| node.dyn_into::<HtmlElement>().ok());
    let last = buttons.length().saturating_sub(1);
    let (edge, other) = if back { (0, last) } else { (last, 0) };
    let outside = !(0..=last).any(|place| at(place).is_some_and(|button| *button == active));
    let leaves = at(edge).is_some_and(|button| *button == active) || (back && outside);
    match at(other).filter(|_| leaves) {
        Some(button) => button.focus().is_ok(),
        None => false,
    }
}
