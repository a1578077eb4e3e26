//! Sentences shown to the person, newest at the bottom.

use gloo::timers::callback::Timeout;
use studio::session::{Action, Notice, Severity};
use yew::{Html, Properties, component, html, use_effect_with};

use crate::ui::context::use_studio;
use crate::ui::widgets::button::{Button, Tone};
use crate::ui::widgets::icon::{Glyph, Icon};

/// How long a good word stays, in milliseconds.
const STAY: u32 = 6_000;

/// What is shown.
#[derive(Clone, PartialEq, Properties)]
pub struct NoticesProps {
    /// The sentences, oldest first.
    pub notices: Vec<Notice>,
}

/// Sentences shown to the person.
#[component]
pub fn Notices(props: &NoticesProps) -> Html {
    let studio = use_studio();
    html! {
        <section class="notices" aria-label={studio.text("notices")} aria-live="polite">
            for notice in &props.notices {
                <NoticeView key={notice.id.0} notice={notice.clone()} />
            }
        </section>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct NoticeViewProps {
    notice: Notice,
}

#[component]
fn NoticeView(props: &NoticeViewProps) -> Html {
    let studio = use_studio();
    let notice = &props.notice;
    let dismiss = studio.send::<()>(Action::Dismiss { notice: notice.id });
    let (class, role, icon) = match notice.severity {
        Severity::Success => ("notice notice-success", "status", Icon::Accept),
        Severity::Info => ("notice notice-info", "status", Icon::Help),
        Severity::Warning => ("notice notice-warning", "alert", Icon::Warning),
        Severity::Error => ("notice notice-error", "alert", Icon::Warning),
    };
    {
        let leaves = matches!(notice.severity, Severity::Success | Severity::Info);
        let dismiss = dismiss.clone();
        use_effect_with(notice.id.0, move |_| {
            let timeout = leaves.then(|| Timeout::new(STAY, move || dismiss.emit(())));
            move || drop(timeout)
        });
    }
    let remedy = notice.remedy.as_ref().map(|(words, action)| {
        let dismiss = dismiss.clone();
        let remedy = studio.send::<()>((**action).clone());
        let onclick = yew::Callback::from(move |()| {
            remedy.emit(());
            dismiss.emit(());
        });
        html! { <Button label={studio.say(words)} tone={Tone::Plain} test="notice-remedy" {onclick} /> }
    });
    html! {
        <div {class} {role} data-test="notice">
            <Glyph {icon} />
            <p>{ studio.say(&notice.message) }</p>
            { remedy }
            <Button label={studio.text("notice-dismiss")} icon={Icon::Close} words=false test="notice-dismiss"
                onclick={dismiss} />
        </div>
    }
}
