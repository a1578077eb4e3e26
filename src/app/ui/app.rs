//! The root: owns the session, hands effects to the runtime, and keeps what this window shows.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use studio::session::{Action, Dock, Session, Theme};
use studio::view::Keymap;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, KeyboardEvent, MouseEvent};
use yew::{Component, Context, ContextProvider, Html, NodeRef, html};

use crate::runtime::Runtime;
use crate::ui::context::{Studio, Wish, fresh_project};
use crate::ui::files::FileInput;
use crate::ui::keyboard::{Shortcut, let_go_of_button, shortcut_of};
use crate::ui::window::{Panel, Place, Show, Shown, window};

mod typing;
mod verbs;

/// What can happen to the root.
pub enum Happening {
    /// Something for the session.
    Act(Action),
    /// Something about what this window shows.
    Show(Show),
    /// A key was pressed that no control took.
    Key(Shortcut),
    /// A key of the computer went down or up while it plays notes.
    Typed(typing::Typed),
}

/// The root component.
pub struct App {
    session: Session,
    runtime: Runtime,
    studio: Studio,
    shown: Shown,
    wish: Option<Wish>,
    file_input: NodeRef,
    /// The keys, for the listener that hears them.
    keymap: Rc<RefCell<Rc<Keymap>>>,
    _listeners: Vec<EventListener>,
}

impl Component for App {
    type Message = Happening;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let dispatch = ctx.link().callback(Happening::Act);
        let runtime = Runtime::start(dispatch.clone());
        let session = Session::new(fresh_project());
        let studio = Studio {
            dispatch,
            show: ctx.link().callback(Happening::Show),
            locale: session.settings().locale,
            keymap: Rc::default(),
            telemetry: runtime.telemetry(),
            spectrum: runtime.spectrum(),
            keys: runtime.keys(),
            draft: Rc::default(),
        };
        let pressed = ctx.link().callback(Happening::Key);
        let keymap = Rc::new(RefCell::new(Rc::clone(&studio.keymap)));
        let heard = Rc::clone(&keymap);
        let keys = web_sys::window().map(|window| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&window, "keydown", options, move |event| {
                let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
                if let Some(shortcut) = shortcut_of(event, &heard.borrow()) {
                    // Now, because the browser does not wait for the next update.
                    event.prevent_default();
                    pressed.emit(shortcut);
                }
            })
        });
        let typed = typing::listen(ctx.link().callback(Happening::Typed));
        let clicks = web_sys::window().map(|window| {
            // Before the button's own listener, which may keep the click to itself.
            let options = EventListenerOptions::run_in_capture_phase();
            EventListener::new_with_options(&window, "click", options, |event| {
                if let Some(event) = event.dyn_ref::<MouseEvent>() {
                    let_go_of_button(event);
                }
            })
        });
        let listeners = [keys, clicks].into_iter().flatten().chain(typed).collect();
        let app = Self {
            session,
            runtime,
            studio,
            shown: Shown::default(),
            wish: None,
            file_input: NodeRef::default(),
            keymap,
            _listeners: listeners,
        };
        app.dress_page();
        app
    }

    fn update(&mut self, _ctx: &Context<Self>, happening: Happening) -> bool {
        match happening {
            Happening::Act(action) => self.act(action),
            Happening::Show(show) => self.show(show),
            Happening::Key(Shortcut::Verb(verb)) => self.perform(verb),
            Happening::Typed(typed) => self.typed(typed),
            Happening::Key(Shortcut::Close) => self.show(Show::Close),
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let show = ctx.link().callback(Happening::Show);
        html! {
            <ContextProvider<Studio> context={self.studio.clone()}>
                { window(&self.session, &self.studio, &self.shown, self.wish, &show) }
                <FileInput node={self.file_input.clone()} />
            </ContextProvider<Studio>>
        }
    }
}

impl App {
    fn act(&mut self, action: Action) -> bool {
        if matches!(action, Action::TogglePlay | Action::Stop) && self.session.performance().is_some() {
            // Here it is known when that was, so that keys that are down end their notes in time.
            self.act(Action::ToggleRecord { at: self.studio.telemetry.moment_now() });
        }
        self.follow(&action);
        let before = self.session.settings().clone();
        let visible = !matches!(action, Action::CheckpointDue);
        for effect in self.session.update(action, self.runtime.now()) {
            self.runtime.carry_out(effect);
        }
        if *self.session.settings() != before {
            self.studio.locale = self.session.settings().locale;
            self.studio.keymap = Rc::new(self.session.settings().keymap.clone());
            *self.keymap.borrow_mut() = Rc::clone(&self.studio.keymap);
            self.dress_page();
        }
        visible
    }

    /// Brings to the front what an action is about.
    fn follow(&mut self, action: &Action) {
        if matches!(action, Action::NewProject { .. }) {
            self.shown.begun = false;
        }
        match action {
            Action::Compose { .. } => (self.shown.panel, self.shown.place) = (Panel::Cowriter, Place::Cowriter),
            Action::ImportPicture { .. } | Action::UsePicture { .. } => {
                (self.shown.panel, self.shown.place) = (Panel::Release, Place::Release);
            }
            Action::OpenDock { dock: Dock::Mixer } => self.shown.place = Place::Mixer,
            Action::OpenDock { .. } => self.shown.place = Place::Notes,
            // What is brought in for a sampler is seen where the sampler is.
            Action::ImportAudio { file } if file.keys.is_some() => {}
            Action::NewProject { .. }
            | Action::OpenFile { .. }
            | Action::OpenBundle { .. }
            | Action::AcceptLink
            | Action::ImportAudio { .. } => {
                self.shown.place = Place::Song;
            }
            _ => {}
        }
    }

    fn show(&mut self, show: Show) -> bool {
        match show {
            Show::OpenFile => {
                if let Some(input) = self.file_input.cast::<HtmlInputElement>() {
                    input.click();
                }
                false
            }
            Show::Do(verb) => {
                self.shown.follow(Show::Close);
                self.perform(verb);
                true
            }
            show => {
                let changed = self.shown.follow(show);
                typing::turn(self.shown.typing);
                changed
            }
        }
    }

    /// Tells the page its language and theme, for screen readers and for the style sheets.
    fn dress_page(&self) {
        let settings = self.session.settings();
        let Some(page) = web_sys::window().and_then(|window| window.document()?.document_element()) else { return };
        let theme = match settings.theme {
            Theme::Dark => "dark",
            Theme::Light => "light",
        };
        for (name, value) in [("lang", settings.locale.tag()), ("data-theme", theme)] {
            // Refused only for names that are not well formed, and these are.
            page.set_attribute(name, value).ok();
        }
    }
}
