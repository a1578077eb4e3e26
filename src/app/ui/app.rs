//! The root: owns the session, hands effects to the runtime, lays out the window.

use studio::project::ProjectId;
use studio::session::{Action, Session};
use yew::{Component, Context, Html, html};

use crate::runtime::Runtime;

/// The root component.
pub struct App {
    session: Session,
    runtime: Runtime,
}

impl Component for App {
    type Message = Action;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        Self { session: Session::new(ProjectId(0)), runtime: Runtime::start(ctx.link().callback(|action| action)) }
    }

    fn update(&mut self, _ctx: &Context<Self>, action: Action) -> bool {
        for effect in self.session.update(action, self.runtime.now()) {
            self.runtime.carry_out(effect);
        }
        true
    }

    fn view(&self, _ctx: &Context<Self>) -> Html {
        html! { <main class="studio"></main> }
    }
}
