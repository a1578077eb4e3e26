//! What can be done to a bus beside its effects: naming it and removing it.

use std::rc::Rc;

use studio::edit::Command;
use studio::project::Bus;
use studio::project::limits::MAX_NAME;
use studio::session::Action;
use yew::{Callback, Html, Properties, component, html};

use crate::ui::context::use_studio;
use crate::ui::widgets::button::Button;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::icon::Icon;

/// What the panel shows.
#[derive(Clone, PartialEq, Properties)]
pub struct BusPanelProps {
    /// The bus.
    pub bus: Rc<Bus>,
}

/// The name of a bus and the button that removes it.
#[component]
pub fn BusPanel(props: &BusPanelProps) -> Html {
    let studio = use_studio();
    let id = props.bus.id;
    let onchange = {
        let (studio, before) = (studio.clone(), props.bus.name.clone());
        Callback::from(move |name: String| {
            let name = name.trim().to_owned();
            if !name.is_empty() && name != before {
                studio.edit("step-rename-bus", Command::RenameBus { bus: id, name });
            }
        })
    };
    let remove = studio.send(Action::Edit { label: "bus-remove", commands: vec![Command::RemoveBus { bus: id }] });
    html! {
        <div class="bus-panel">
            <Field label={studio.text("bus-rename")} value={props.bus.name.clone()} longest={MAX_NAME} test="bus-name"
                {onchange} />
            <Button label={studio.text("bus-remove")} icon={Icon::Remove} words=false test="bus-remove" onclick={remove} />
        </div>
    }
}
