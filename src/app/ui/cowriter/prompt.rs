//! Where a prompt is written.

use studio::project::limits::MAX_PROMPT;
use web_sys::{HtmlTextAreaElement, InputEvent, KeyboardEvent};
use yew::{Callback, Html, Properties, TargetCast, component, html, use_state};

use crate::ui::context::use_studio;
use crate::ui::cowriter::with_fresh_seed;
use crate::ui::widgets::button::{Button, Tone};
use crate::ui::widgets::icon::Icon;

/// Prompts to begin with.
const EXAMPLES: [&str; 5] =
    ["example-city-pop", "example-lo-fi", "example-ballad", "example-synthwave", "example-waltz"];

/// How the prompt box looks.
#[derive(Clone, PartialEq, Properties)]
pub struct PromptBoxProps {
    /// Whether examples are offered.
    #[prop_or_default]
    pub examples: bool,
    /// Whether it is the main thing on the page.
    #[prop_or_default]
    pub large: bool,
}

/// Where a prompt is written. Enter composes, Shift and Enter begin a new line.
#[component]
pub fn PromptBox(props: &PromptBoxProps) -> Html {
    let studio = use_studio();
    let words = use_state(String::new);
    let compose = with_fresh_seed(&studio);
    let oninput = {
        let words = words.clone();
        Callback::from(move |event: InputEvent| words.set(event.target_unchecked_into::<HtmlTextAreaElement>().value()))
    };
    let onkeydown = {
        let compose = compose.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && !event.shift_key() && !event.is_composing() {
                event.prevent_default();
                compose.emit(event.target_unchecked_into::<HtmlTextAreaElement>().value());
            }
        })
    };
    let onclick = {
        let (compose, words) = (compose.clone(), words.clone());
        Callback::from(move |()| compose.emit((*words).clone()))
    };
    let examples = EXAMPLES.map(|id| {
        let (text, words, compose) = (studio.text(id), words.clone(), compose.clone());
        let spoken = text.clone();
        let onclick = Callback::from(move |_| {
            words.set(text.clone());
            compose.emit(text.clone());
        });
        html! { <button type="button" class="chip" {onclick}>{ spoken }</button> }
    });
    // The session says what is wrong with a prompt that is too long, so a little more than fits can be written.
    let longest = (MAX_PROMPT + 8_000).to_string();
    html! {
        <div class={if props.large { "prompt prompt-large" } else { "prompt" }}>
            <div class="prompt-box">
                <textarea rows="3" value={(*words).clone()} maxlength={longest}
                    placeholder={studio.text("prompt-placeholder")}
                    aria-label={studio.text("prompt")} data-test="prompt" {oninput} {onkeydown} />
                <div class="prompt-foot">
                    <span class="muted">{ studio.text("prompt-keys") }</span>
                    <Button label={studio.text("compose")} icon={Icon::Cowriter} tone={Tone::Primary} test="compose"
                        {onclick} />
                </div>
            </div>
            if props.examples {
                <div class="chips" role="group" aria-label={studio.text("examples")}>{ for examples }</div>
            }
        </div>
    }
}
