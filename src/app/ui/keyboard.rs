//! Shortcuts that work wherever nothing is being typed.

use studio::project::Project;
use studio::session::{Action, Dock, Selection};
use studio::time::{Tick, TickRange};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, MouseEvent};
use yew::TargetCast;

use crate::ui::window::Show;

/// What a key asks for.
pub enum Shortcut {
    /// Something of the session.
    Act(Action),
    /// Something of the window.
    Show(Show),
    /// A loop around what is selected, or none.
    Loop,
}

/// What a key asks for, unless a control has taken it or something is being typed.
pub fn shortcut_of(event: &KeyboardEvent) -> Option<Shortcut> {
    if event.default_prevented() || event.is_composing() {
        return None;
    }
    let target = event.target_dyn_into::<Element>();
    let at = |selector: &str| target.as_ref().is_some_and(|element| matches!(element.closest(selector), Ok(Some(_))));
    let key = event.key();
    if event.ctrl_key() || event.meta_key() {
        return with_control(&key, event.shift_key(), at("input, textarea")).map(Shortcut::Act);
    }
    if event.alt_key() || at("input, textarea, select") {
        return (key == "Escape").then_some(Shortcut::Show(Show::Close));
    }
    // A control that was clicked keeps the focus; only one that was reached by keyboard takes the space bar.
    let on_control = at("button:focus-visible, a:focus-visible, summary:focus-visible");
    let action = match key.as_str() {
        " " if !on_control => Action::TogglePlay,
        "Home" => Action::Locate { tick: Tick::ZERO },
        "l" | "L" => return Some(Shortcut::Loop),
        "m" | "M" => Action::ToggleMetronome,
        "a" | "A" => Action::ToggleAuthorship,
        "1" => Action::OpenDock { dock: Dock::PianoRoll },
        "2" => Action::OpenDock { dock: Dock::Mixer },
        "3" => Action::OpenDock { dock: Dock::Sound },
        "?" => return Some(Shortcut::Show(Show::Help)),
        "Escape" => return Some(Shortcut::Show(Show::Close)),
        _ => return None,
    };
    Some(Shortcut::Act(action))
}

/// The buttons that a click lets go of.
const LET_GO: &str = "[aria-pressed]:not(.hunk), .transport-buttons .button, .header-undo .button";

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

fn with_control(key: &str, shift: bool, typing: bool) -> Option<Action> {
    match key {
        "s" | "S" => Some(Action::SaveFile),
        _ if typing => None,
        "z" if !shift => Some(Action::Undo),
        "z" | "Z" | "y" | "Y" => Some(Action::Redo),
        _ => None,
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
