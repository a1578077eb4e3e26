//! Keys that work wherever nothing is being typed.

use studio::project::Project;
use studio::session::Selection;
use studio::time::{Tick, TickRange};
use studio::view::{Keymap, Scope, Verb};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, MouseEvent};
use yew::TargetCast;

use crate::ui::canvas::modifiers_of_key;

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortcut {
    /// Something of the table of verbs.
    Verb(Verb),
    /// Whatever lies on top shall go.
    Close,
}

/// What a key asks for, unless a control has taken it or something is being typed.
pub fn shortcut_of(event: &KeyboardEvent, keymap: &Keymap) -> Option<Shortcut> {
    if event.default_prevented() || event.is_composing() {
        return None;
    }
    let target = event.target_dyn_into::<Element>();
    let at = |selector: &str| target.as_ref().is_some_and(|element| matches!(element.closest(selector), Ok(Some(_))));
    let key = event.key();
    if key == "Escape" {
        return Some(Shortcut::Close);
    }
    let verb = keymap.verb_of_key(Scope::Anywhere, &key, modifiers_of_key(event))?;
    let control = event.ctrl_key() || event.meta_key();
    let heard = match verb {
        Verb::Save | Verb::Palette => true,
        // A control that was clicked keeps the focus; only one that was reached by keyboard takes the space bar.
        Verb::Play => !at("input, textarea, select, button:focus-visible, a:focus-visible, summary:focus-visible"),
        _ if control => !at("input, textarea"),
        _ => !at("input, textarea, select"),
    };
    heard.then_some(Shortcut::Verb(verb))
}

/// The buttons that a click lets go of.
const LET_GO: &str = "[aria-pressed]:not(.hunk, .keys-bound), .transport-buttons .button, .header-undo .button";

/// After a click on a button that plays or switches, the space bar is the song's again. A key that presses a button
/// leaves the focus where it is.
pub fn let_go_of_button(event: &MouseEvent) {
    let clicked = event.target_dyn_into::<Element>().filter(|_| event.detail() > 0);
    let button = clicked.and_then(|element| element.closest(LET_GO).ok().flatten());
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        // A button that cannot lose the focus keeps it.
        button.blur().ok();
    }
}

/// The loop after its button was pressed: none where there is one; otherwise the selected clip, the section at the
/// playhead, or the whole song.
pub fn loop_range(project: &Project, selection: &Selection, looped: Option<TickRange>, at: Tick) -> Option<TickRange> {
    if looped.is_some() {
        return None;
    }
    let clip = selection.track.and_then(|track| project.track(track)?.clip(selection.clip?));
    if let Some(clip) = clip {
        return Some(TickRange::new(clip.at, clip.end()));
    }
    let section = project.sections.iter().find(|section| section.range.contains(at));
    let whole = TickRange::new(Tick::ZERO, project.end());
    section.map(|section| section.range).or_else(|| (!whole.is_empty()).then_some(whole))
}
