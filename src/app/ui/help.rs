//! The keyboard shortcuts.

use web_sys::{HtmlElement, KeyboardEvent};
use yew::{Callback, Html, Properties, component, html, use_effect_with, use_node_ref};

use crate::ui::context::{sift, use_studio};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::icon::Icon;

/// Keys and what they do.
const SHORTCUTS: [(&[&str], &str); 19] = [
    (&["Space"], "help-play"),
    (&["Home"], "help-start"),
    (&["L"], "help-loop"),
    (&["M"], "help-metronome"),
    (&["A"], "help-authorship"),
    (&["1", "2", "3"], "help-dock"),
    (&["Ctrl", "Z"], "help-undo"),
    (&["Ctrl", "Shift", "Z"], "help-redo"),
    (&["Ctrl", "S"], "help-save"),
    (&["Enter"], "help-compose"),
    (&["Esc"], "help-escape"),
    (&["←", "→", "↑", "↓"], "help-hunks"),
    (&["Enter"], "help-hunk-accept"),
    (&["Del"], "help-hunk-reject"),
    (&["↑", "↓"], "help-value"),
    (&["B"], "help-draw"),
    (&["Ctrl"], "help-zoom"),
    (&["Alt"], "help-zoom-rows"),
    (&["?"], "help-help"),
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
    html! {
        <div class="veil" onclick={props.onclose.reform(|_| ())} {onkeydown}>
            <section class="help" ref={node} role="dialog" aria-modal="true" aria-label={studio.text("help")}
                tabindex="-1"
                onclick={|event: yew::MouseEvent| event.stop_propagation()}>
                <header class="help-head">
                    <h2>{ studio.text("help") }</h2>
                    <Button label={studio.text("close")} icon={Icon::Close} words=false
                        onclick={props.onclose.clone()} />
                </header>
                <dl class="shortcuts">
                    for (keys, words) in SHORTCUTS {
                        <div class="shortcut">
                            <dt>for key in keys { <kbd>{ *key }</kbd> }</dt>
                            <dd>{ studio.text(words) }</dd>
                        </div>
                    }
                </dl>
            </section>
        </div>
    }
}
