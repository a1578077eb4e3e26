//! The keyboard shortcuts, as the table of verbs has them, and what hands do besides.

use studio::view::{Topic, Verb};
use web_sys::{HtmlElement, KeyboardEvent};
use yew::{Callback, Html, Properties, component, html, use_effect_with, use_node_ref};

use crate::ui::context::{Studio, sift, use_studio};
use crate::ui::widgets::button::{Button, Tone};
use crate::ui::widgets::icon::Icon;
use crate::ui::window::Show;

/// What is done with keys that are held, or in a control of their own.
const GESTURES: [(&[&str], &str); 9] = [
    (&["Enter"], "help-compose"),
    (&["Esc"], "help-escape"),
    (&["←", "→", "↑", "↓"], "help-hunks"),
    (&["Enter"], "help-hunk-accept"),
    (&["Del"], "help-hunk-reject"),
    (&["↑", "↓"], "help-value"),
    (&["Ctrl"], "help-zoom"),
    (&["Alt"], "help-zoom-rows"),
    (&["Alt"], "help-off-grid"),
];

/// How it is put away.
#[derive(Clone, PartialEq, Properties)]
pub struct HelpProps {
    /// Says that it is read.
    pub onclose: Callback<()>,
}

/// The keyboard shortcuts.
#[component]
pub fn Help(props: &HelpProps) -> Html {
    let studio = use_studio();
    let node = use_node_ref();
    use_effect_with(node.clone(), |node| {
        if let Some(element) = node.cast::<HtmlElement>() {
            element.focus().ok();
        }
    });
    let onkeydown = sift(&props.onclose, |event: KeyboardEvent| (event.key() == "Escape").then_some(()));
    let topic = |topic: Topic| {
        let verbs = Verb::ALL.iter().filter(|verb| verb.topic() == topic && !studio.keymap.keys(**verb).is_empty());
        html! {
            <section class="help-topic">
                <h3 class="group-title">{ studio.text(topic.id()) }</h3>
                <dl class="shortcuts">
                    for verb in verbs {
                        <div class="shortcut">
                            <dt>{ caps(&studio, *verb) }</dt>
                            <dd>{ studio.text(verb.id()) }</dd>
                        </div>
                    }
                </dl>
            </section>
        }
    };
    html! {
        <div class="veil" onclick={props.onclose.reform(|_| ())} {onkeydown}>
            <section class="help" ref={node} role="dialog" aria-modal="true" aria-label={studio.text("help")}
                tabindex="-1" data-test="help"
                onclick={|event: yew::MouseEvent| event.stop_propagation()}>
                <header class="help-head">
                    <h2>{ studio.text("help") }</h2>
                    <Button label={studio.text("verb-keys")} icon={Icon::Settings} tone={Tone::Plain} test="open-keys"
                        onclick={studio.show.reform(|()| Show::Keys)} />
                    <Button label={studio.text("close")} icon={Icon::Close} words=false
                        onclick={props.onclose.clone()} />
                </header>
                <div class="help-topics">
                    for one in Topic::ALL { { topic(one) } }
                    <section class="help-topic">
                        <h3 class="group-title">{ studio.text("topic-gestures") }</h3>
                        <dl class="shortcuts">
                            for (keys, words) in GESTURES {
                                <div class="shortcut">
                                    <dt>for key in keys { <kbd>{ *key }</kbd> }</dt>
                                    <dd>{ studio.text(words) }</dd>
                                </div>
                            }
                        </dl>
                    </section>
                </div>
            </section>
        </div>
    }
}

/// The caps of the usual keys of a verb.
pub fn caps(studio: &Studio, verb: Verb) -> Html {
    html! { for key in studio.keymap.caps(verb) { <kbd>{ key.to_owned() }</kbd> } }
}

/// A verb's name with its usual keys behind it, for who rests the pointer on its button.
pub fn hint(studio: &Studio, verb: Verb) -> String {
    studio.hint(verb.id(), verb)
}
