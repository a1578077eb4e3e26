//! What models and imports brought, whether it may be sold, and what a person declares of it.

use studio::edit::Command;
use studio::provenance::ContributionId;
use studio::release::gate::Right;
use studio::release::report::Gravity;
use studio::release::rights::RightShown;
use studio::session::Action;
use yew::{Callback, Html, Properties, classes, component, html, use_state};

use crate::ui::context::use_studio;
use crate::ui::widgets::button::{Button, Tone};
use crate::ui::widgets::field::Field;
use crate::ui::widgets::icon::Icon;

/// What is shown.
#[derive(Clone, PartialEq, Properties)]
pub struct RightsViewProps {
    /// Material and its rights.
    pub rights: Vec<RightShown>,
}

/// What models and imports brought.
#[component]
pub fn RightsView(props: &RightsViewProps) -> Html {
    let studio = use_studio();
    html! {
        <section class="group" aria-label={studio.text("publish-rights")} data-place="rights" data-test="rights">
            <h2 class="group-title">{ studio.text("publish-rights") }</h2>
            <p class="muted">{ studio.text("publish-rights-lead") }</p>
            for right in &props.rights { <Material key={right.material} right={right.clone()} /> }
        </section>
    }
}

/// One contribution's material.
#[derive(Clone, PartialEq, Properties)]
struct MaterialProps {
    right: RightShown,
}

/// One contribution's material.
#[component]
fn Material(props: &MaterialProps) -> Html {
    let studio = use_studio();
    let ground = use_state(String::new);
    let right = &props.right;
    let material = ContributionId(right.material);
    let tone = match right.gravity {
        Some(Gravity::Blocking) => "right-block",
        Some(Gravity::Advisory) => "right-advice",
        None => "right-clear",
    };
    let typed = {
        let ground = ground.clone();
        Callback::from(move |text: String| ground.set(text))
    };
    let declare = {
        let (studio, ground) = (studio.clone(), (*ground).clone());
        Callback::from(move |()| {
            let at = js_sys::Date::now() as u64;
            studio.edit("edit-clear-material", Command::ClearMaterial { material, ground: ground.clone(), at });
        })
    };
    let withdraw = studio
        .send(Action::Edit { label: "edit-unclear-material", commands: vec![Command::UnclearMaterial { material }] });
    html! {
        <article class={classes!("right", tone)}>
            <h3 dir="auto">{ &right.name }</h3>
            <p class="muted">{ &right.place }</p>
            <p>{ &right.text }</p>
            if right.right == Right::Declared {
                <p dir="auto">{ &right.declared }</p>
                <Button label={studio.text("publish-rights-withdraw")} tone={Tone::Plain} test="right-withdraw"
                    onclick={withdraw} />
            } else if right.gravity.is_some() {
                <Field label={studio.text("publish-rights-ground")} value={(*ground).clone()} labelled=true longest=2000
                    test="right-ground" onchange={typed} />
                <Button label={studio.text("publish-rights-declare")} icon={Icon::Ledger} tone={Tone::Plain}
                    disabled={ground.trim().is_empty()} test="right-declare" onclick={declare} />
                <p class="muted">{ studio.text("publish-rights-signed") }</p>
            }
        </article>
    }
}
