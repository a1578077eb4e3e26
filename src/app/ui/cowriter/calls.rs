//! A question that waits for the person's word, and the calls under way.

use gloo::timers::callback::Interval;
use studio::ai::Progress;
use studio::session::{Action, Asking, Purpose, Waiting, elapsed};
use studio::text::Message;
use yew::{Html, Properties, component, html, use_effect_with, use_state};

use crate::ui::context::{Studio, use_studio};
use crate::ui::cowriter::ask::task_id;
use crate::ui::widgets::button::{Button, Tone};
use crate::ui::widgets::icon::Icon;

/// What is shown.
#[derive(Clone, PartialEq, Properties)]
pub struct CallsProps {
    /// The question that waits.
    pub waiting: Option<Waiting>,
    /// The calls under way, oldest first.
    pub calls: Vec<Asking>,
}

/// A question that waits, and the calls under way.
#[component]
pub fn Calls(props: &CallsProps) -> Html {
    let studio = use_studio();
    html! {
        <>
            if let Some(waiting) = &props.waiting { { confirm(&studio, waiting) } }
            if !props.calls.is_empty() {
                <ul class="calls" data-test="calls">
                    for call in &props.calls { { row(&studio, call) } }
                </ul>
            }
        </>
    }
}

fn confirm(studio: &Studio, waiting: &Waiting) -> Html {
    let asked =
        Message::new("ask-confirm").with("service", &waiting.service.name).with("model", &waiting.service.model);
    html! {
        <section class="waiting" role="status" data-test="waiting" aria-label={studio.text("ask-confirm-label")}>
            <p>{ studio.say(&asked) }</p>
            for note in &waiting.notes { <p class="muted">{ studio.say(note) }</p> }
            <details>
                <summary>{ studio.text("ask-what-is-sent") }</summary>
                <pre class="sent" tabindex="0">{ waiting.sent.join("\n") }</pre>
            </details>
            <div class="proposal-acts">
                <Button label={studio.text("ask-withdraw")} icon={Icon::Close} test="withdraw"
                    onclick={studio.send(Action::WithdrawAsk)} />
                <Button label={studio.text("ask-send")} icon={Icon::Accept} tone={Tone::Primary} test="confirm"
                    onclick={studio.send(Action::ConfirmAsk)} />
            </div>
        </section>
    }
}

fn row(studio: &Studio, call: &Asking) -> Html {
    let task = match &call.purpose {
        Purpose::Models => "purpose-models",
        Purpose::Key => "purpose-key",
        Purpose::Answer(question) => task_id(question.brief.task),
    };
    html! {
        <li key={call.id.0} class="call">
            <span class="call-pulse" aria-hidden="true"></span>
            <div class="call-words">
                <p>{ format!("{} · {}", call.service.name, studio.text(task)) }</p>
                <p class="muted numbers">
                    <span role="status" data-test="call-progress">{ progress(studio, &call.progress) }</span>
                    <Clock since={call.since} />
                </p>
                if let Some(place) = &call.listen {
                    // Anonymous: whoever it is at is told nothing but the address, and gets no cookie.
                    <audio controls=true preload="none" crossorigin="anonymous" src={place.to_string()}
                        aria-label={studio.text("call-listen")} title={studio.text("call-listen")} data-test="call-listen" />
                }
            </div>
            <Button label={studio.text("call-cancel")} icon={Icon::Close} words={false} test="call-cancel"
                onclick={studio.send(Action::CancelJob { job: call.id })} />
        </li>
    }
}

fn progress(studio: &Studio, progress: &Progress) -> String {
    let message = match progress {
        Progress::Asking => Message::new("progress-asking"),
        Progress::Waiting(seconds) => Message::new("progress-waiting").with("seconds", seconds),
        Progress::Queued(Some(place)) => Message::new("progress-queued-at").with("place", place),
        Progress::Queued(None) => Message::new("progress-queued"),
        Progress::Working(Some(percent)) => Message::new("progress-working-at").with("percent", percent),
        Progress::Working(None) | Progress::Listenable(_) => Message::new("progress-working"),
        Progress::Writing(characters) => Message::new("progress-writing").with("count", characters),
        Progress::AskingAgain(times) => Message::new("progress-again").with("times", times),
        Progress::Fetching => Message::new("progress-fetching"),
        Progress::NeedsKey => Message::new("progress-needs-key"),
    };
    studio.say(&message)
}

/// What a clock counts from.
#[derive(Clone, PartialEq, Properties)]
struct ClockProps {
    /// In milliseconds since 1970-01-01 UTC.
    since: u64,
}

/// How long a call has taken so far. It is no status: nobody wants to hear every second.
#[component]
fn Clock(props: &ClockProps) -> Html {
    let studio = use_studio();
    let now = use_state(js_sys::Date::now);
    {
        let now = now.setter();
        use_effect_with((), move |()| {
            let ticking = Interval::new(1_000, move || now.set(js_sys::Date::now()));
            move || drop(ticking)
        });
    }
    let taken = elapsed((*now as u64).saturating_sub(props.since));
    html! { <span class="call-clock" data-test="call-clock">{ studio.say(&taken) }</span> }
}
