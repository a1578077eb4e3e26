//! Forms, filled in: answers to copy, with the reason and the source of each, and what every file says.

use std::rc::Rc;

use studio::release::forms::{Answer, Form, RuleShown};
use studio::release::report::Report;
use studio::session::Action;
use studio::text::Message;
use yew::{Callback, Html, MouseEvent, Properties, component, html, use_state};

use crate::ui::context::{Studio, use_studio};
use crate::ui::widgets::button::{Button, Tone};
use crate::ui::widgets::icon::{Glyph, Icon};

/// What is shown.
#[derive(Clone, PartialEq, Properties)]
pub struct FormsViewProps {
    /// What is known of the release.
    pub report: Rc<Report>,
}

/// Forms, filled in.
#[component]
pub fn FormsView(props: &FormsViewProps) -> Html {
    let studio = use_studio();
    let open = use_state(|| None::<String>);
    let toggle = |id: &str| {
        let (open, id) = (open.clone(), id.to_owned());
        Callback::from(move |_: MouseEvent| open.set((open.as_ref() != Some(&id)).then(|| id.clone())))
    };
    html! {
        <section class="group" aria-label={studio.text("publish-forms")} data-test="forms">
            <h2 class="group-title">{ studio.text("publish-forms") }</h2>
            <p class="muted">{ studio.text("publish-forms-lead") }</p>
            <div class="forms">
                for form in &props.report.forms {
                    <div class="form" key={form.id.clone()}>
                        <h3>
                            <button type="button" class="form-head" onclick={toggle(&form.id)}
                                aria-expanded={if open.as_ref() == Some(&form.id) { "true" } else { "false" }}
                                data-test={format!("form-{}", form.id)}>
                                <Glyph icon={Icon::Chevron} />
                                <span class="form-name">{ &form.name }</span><span class="muted">{ &form.body }</span>
                            </button>
                        </h3>
                        if open.as_ref() == Some(&form.id) { { filled(&studio, form) } }
                    </div>
                }
            </div>
            <div class="credit-acts">
                for (place, document) in props.report.documents.iter().enumerate() {
                    <Button label={studio.say(&Message::new("publish-download").with("file", &document.file))}
                        icon={Icon::Download} tone={Tone::Plain} test="document"
                        onclick={studio.send(Action::SaveDocument { place })} />
                }
            </div>
        </section>
    }
}

fn filled(studio: &Studio, form: &Form) -> Html {
    html! {
        <div class="form-body">
            for answer in &form.answers { { answered(studio, form, answer) } }
            if !form.beside.is_empty() {
                <div class="answer">
                    <p class="label">{ studio.text("publish-beside") }</p>
                    for line in &form.beside { <p>{ line }</p> }
                </div>
            }
            <details class="more">
                <summary>{ studio.say(&Message::new("publish-reviewed").with("day", &form.reviewed)) }</summary>
                for rule in &form.rules { { source(rule) } }
            </details>
            <Button label={studio.text("publish-copy-all")} icon={Icon::Share} tone={Tone::Plain} test="form-copy"
                onclick={studio.send(Action::CopyText { text: form.copy.clone() })} />
        </div>
    }
}

fn answered(studio: &Studio, form: &Form, answer: &Answer) -> Html {
    let rule = form.rules.get(answer.rule);
    let unverified = rule.is_some_and(|rule| !rule.verified);
    html! {
        <div class="answer">
            <p class="label">
                { &answer.question }
                if unverified { <span class="unverified">{ studio.text("publish-unverified") }</span> }
            </p>
            <div class="answer-value">
                <p class="value" dir="auto">{ &answer.value }</p>
                <Button label={studio.text("publish-copy")} icon={Icon::Share} words=false
                    onclick={studio.send(Action::CopyText { text: answer.value.clone() })} />
            </div>
            <p class="muted">{ &answer.reason }</p>
        </div>
    }
}

fn source(rule: &RuleShown) -> Html {
    html! {
        <div class="rule">
            <p>{ &rule.says }</p>
            <p class="muted">
                { &rule.source }
                if !rule.since.is_empty() { { format!(", {}", rule.since) } }
                { format!(" · {}", rule.standing) }
            </p>
        </div>
    }
}

/// What every exported file says.
#[component]
pub fn LabelsView(props: &FormsViewProps) -> Html {
    let studio = use_studio();
    html! {
        <details class="more" data-test="labels">
            <summary>{ studio.text("publish-labels") }</summary>
            <dl class="labels">
                for (name, value) in &props.report.labels {
                    <dt><code>{ name }</code></dt>
                    <dd dir="auto">{ value }</dd>
                }
            </dl>
        </details>
    }
}
