//! What every component can reach without being handed it: how to send actions, the language, and the engine's word.

use std::cell::RefCell;
use std::rc::Rc;

use studio::edit::Command;
use studio::project::Project;
use studio::provenance::AuthorsId;
use studio::session::{Action, Brief};
use studio::text::{Locale, Message};
use studio::view::{Keymap, Told, Verb, contributor_name, tell_authors};
use yew::{Callback, hook, use_context};

use crate::keys::KeyDoor;
pub use crate::runtime::fresh_project;
use crate::spectrum::SpectrumDoor;
use crate::telemetry::TelemetryCell;
use crate::ui::widgets::figure::Shaping;
use crate::ui::widgets::slide::Slide;
use crate::ui::window::Show;

/// What every component can reach.
#[derive(Clone, PartialEq)]
pub struct Studio {
    /// Sends an action to the session.
    pub dispatch: Callback<Action>,
    /// Says what the window shall show.
    pub show: Callback<Show>,
    /// The language.
    pub locale: Locale,
    /// The keys that do things.
    pub keymap: Rc<Keymap>,
    /// The engine's latest word.
    pub telemetry: TelemetryCell,
    /// The way to the spectrum of what is heard.
    pub spectrum: SpectrumDoor,
    /// The way into the vault of keys.
    pub keys: KeyDoor,
    /// The question that is being written: it outlives the box it is written in.
    pub draft: Rc<RefCell<Brief>>,
}

/// A verb that the arrangement or the piano roll shall carry out; the number tells one wish from the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Counted from one.
    pub number: u32,
    /// What shall be done.
    pub verb: Verb,
}

impl Studio {
    /// The sentence of a name.
    pub fn text(&self, id: &'static str) -> String {
        Message::new(id).text(self.locale)
    }

    /// A sentence with the usual keys of a verb behind it, for who rests the pointer on its button.
    pub fn hint(&self, id: &'static str, verb: Verb) -> String {
        let (words, caps) = (self.text(id), self.keymap.caps(verb));
        if caps.is_empty() { words } else { format!("{words} ({})", caps.join("+")) }
    }

    /// A sentence.
    pub fn say(&self, message: &Message) -> String {
        message.text(self.locale)
    }

    /// A callback that sends one action, whatever it is called with.
    pub fn send<IN: 'static>(&self, action: Action) -> Callback<IN> {
        self.dispatch.reform(move |_| action.clone())
    }

    /// One command as one undo step.
    pub fn edit(&self, label: &'static str, command: Command) {
        self.dispatch.emit(Action::Edit { label, commands: vec![command] });
    }

    /// What is done with a control, as a drag: one undo step from beginning to end.
    pub fn slide(&self, label: &'static str, command: impl Fn(f32) -> Command + 'static) -> Callback<Slide> {
        self.dispatch.reform(move |slide| match slide {
            Slide::Move { gesture, travel } => Action::Drag { gesture, label, commands: vec![command(travel)] },
            Slide::End { gesture } => Action::EndDrag { gesture },
        })
    }

    /// What is done with a drawn shape, as a drag: one undo step from beginning to end.
    pub fn shape(
        &self,
        label: &'static str,
        command: impl Fn(&'static str, f32) -> Command + 'static,
    ) -> Callback<Shaping> {
        self.dispatch.reform(move |shaping| match shaping {
            Shaping::Move { gesture, values } => {
                let commands = values.into_iter().map(|(key, value)| command(key, value)).collect();
                Action::Drag { gesture, label, commands }
            }
            Shaping::End { gesture } => Action::EndDrag { gesture },
            Shaping::Abort { gesture } => Action::AbortDrag { gesture },
        })
    }
}

/// What every component can reach.
///
/// # Panics
/// Outside of the studio's root, which is a mistake in the code that no user can cause.
#[hook]
#[allow(clippy::expect_used, reason = "the root provides it around every component")]
pub fn use_studio() -> Studio {
    use_context().expect("components are drawn inside the studio's root")
}

/// Copies a link of the song to this page, where the page's address is known.
pub fn share_action() -> Option<Action> {
    let href = web_sys::window()?.location().href().ok()?;
    let base = href.split('#').next().unwrap_or_default().to_owned();
    Some(Action::Share { base })
}

/// A seed for a new take: short enough to read out.
pub fn fresh_seed() -> u64 {
    (js_sys::Math::random() * 1_000_000.0) as u64
}

/// A callback that is only called with what `choose` makes of its input, where it makes anything.
pub fn sift<IN, OUT: 'static>(callback: &Callback<OUT>, choose: impl Fn(IN) -> Option<OUT> + 'static) -> Callback<IN> {
    let callback = callback.clone();
    Callback::from(move |input| {
        if let Some(output) = choose(input) {
            callback.emit(output);
        }
    })
}

/// The most characters of a prompt that are told.
const MOST_OF_A_PROMPT: usize = 160;

/// Who made and changed some content, when, and asked for what: a line each, each after a line break.
pub fn told(studio: &Studio, project: &Project, authors: AuthorsId) -> String {
    let line = |told: &Told<'_>| {
        let name = contributor_name(told.contributor, studio.locale);
        let message = Message::new("told-by").with("name", name).with("when", date_text(studio, told.began));
        let prompt = told.prompt.map(|prompt| {
            let short: String = prompt.chars().take(MOST_OF_A_PROMPT).collect();
            format!("\n{}", studio.say(&Message::new("told-prompt").with("prompt", short)))
        });
        format!("\n{}{}", studio.say(&message), prompt.unwrap_or_default())
    };
    tell_authors(project, authors).iter().map(line).collect()
}

/// A moment, in milliseconds since 1970-01-01 UTC, as people of the language write it.
pub fn date_text(studio: &Studio, milliseconds: u64) -> String {
    let date = js_sys::Date::new(&(milliseconds as f64).into());
    let options = js_sys::Object::new();
    for (part, style) in [("dateStyle", "medium"), ("timeStyle", "short")] {
        // A plain object takes every property.
        js_sys::Reflect::set(&options, &part.into(), &style.into()).ok();
    }
    date.to_locale_string(studio.locale.tag(), &options).into()
}
