//! Answers that are no proposals: words to read, recordings to hear, a picture to look at.

use studio::ai::Recording;
use studio::session::{Action, Reply, ReplyMade, Task};
use studio::text::Message;
use yew::{Html, Properties, component, html};

use crate::ui::context::{Studio, use_studio};
use crate::ui::cowriter::ask::task_id;
use crate::ui::cowriter::media::{Listen, Look};
use crate::ui::cowriter::said;
use crate::ui::widgets::button::{Button, Tone};
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::tabs::{Tab, Tabs};

/// What is shown.
#[derive(Clone, PartialEq, Properties)]
pub struct RepliesProps {
    /// The answers, oldest first.
    pub replies: Vec<Reply>,
    /// The place of the one that is shown.
    pub reply: usize,
    /// The answer and its recording that is heard with the song, and whether it is all here.
    pub heard: Option<(usize, usize, bool)>,
}

/// Answers that are no proposals.
#[component]
pub fn Replies(props: &RepliesProps) -> Html {
    let studio = use_studio();
    let Some(reply) = props.replies.get(props.reply) else { return Html::default() };
    let label = |(place, reply): (usize, &Reply)| {
        let number = studio.say(&Message::new("reply").with("number", place + 1));
        Tab { label: format!("{number} · {}", reply.by.provider()), icon: None, test: None }
    };
    let tabs: Vec<Tab> = props.replies.iter().enumerate().map(label).collect();
    let onchoose = studio.dispatch.reform(|reply| Action::ShowReply { reply });
    html! {
        <section class="reply" data-test="reply" aria-label={studio.text("replies")}>
            if tabs.len() > 1 {
                <Tabs label={studio.text("replies")} {tabs} chosen={props.reply} {onchoose} class="take-tabs" />
            }
            <header class="reply-head">
                <span class="mark author-model">{ studio.text("author-model-letter") }</span>
                <span>{ format!("{} · {}", reply.by.name(), studio.text(task_id(reply.task))) }</span>
                <Button label={studio.text("reply-dismiss")} icon={Icon::Close} words={false} test="reply-dismiss"
                    onclick={studio.send(Action::DismissReply { reply: props.reply })} />
            </header>
            <p class="muted numbers spent" data-test="reply-spent">{ said(&studio, &reply.spent) }</p>
            { body(&studio, props, reply) }
        </section>
    }
}

fn body(studio: &Studio, props: &RepliesProps, reply: &Reply) -> Html {
    let place = props.reply;
    match &*reply.made {
        ReplyMade::Words(text) => html! {
            <>
                // A model's words are text and nothing else.
                <div class="reply-words" tabindex="0" data-test="reply-words">{ text }</div>
                <div class="proposal-acts">
                    <Button label={studio.text("reply-copy")} icon={Icon::Share} tone={Tone::Plain}
                        onclick={studio.send(Action::CopyText { text: text.clone() })} />
                    if reply.task == Task::Lyrics {
                        <Button label={studio.text("reply-use-words")} icon={Icon::Accept} tone={Tone::Primary}
                            test="use-words" onclick={studio.send(Action::UseWords { reply: place })} />
                    }
                </div>
            </>
        },
        ReplyMade::Recordings(all) => html! {
            <ul class="recordings">
                for (recording, made) in all.iter().enumerate() { { row(studio, props, recording, reply, made) } }
            </ul>
        },
        ReplyMade::Picture(picture) => html! {
            <>
                <Look picture={picture.clone()} />
                <Button label={studio.text("picture-use")} icon={Icon::Accept} tone={Tone::Primary} test="use-picture"
                    onclick={studio.send(Action::UsePicture { reply: place })} />
            </>
        },
    }
}

fn row(studio: &Studio, props: &RepliesProps, recording: usize, of: &Reply, made: &Recording) -> Html {
    let reply = props.reply;
    let numbered = || studio.say(&Message::new("recording-number").with("number", recording + 1));
    let title = if made.title.is_empty() { numbered() } else { made.title.clone() };
    html! {
        <li class="recording" data-test="recording">
            <p class="recording-title">{ title }</p>
            if !made.lyrics.is_empty() {
                <details><summary>{ studio.text("ask-lyrics") }</summary><div class="reply-words">{ &made.lyrics }</div></details>
            }
            <Listen made={of.made.clone()} place={recording} />
            { audition(studio, props, recording) }
            if made.stems.is_empty() {
                <Button label={studio.text("recording-stems")} icon={Icon::Mixer} tone={Tone::Plain} test="recording-stems"
                    onclick={studio.send(Action::AskStems { reply, recording })} />
            } else {
                <p class="muted">{ studio.say(&Message::new("recording-has-stems").with("count", made.stems.len())) }</p>
            }
            <Button label={studio.text("recording-place")} icon={Icon::Accept} tone={Tone::Primary} test="place-recording"
                onclick={studio.send(Action::PlaceRecording { reply, recording })} />
        </li>
    }
}

/// Plays the song as it would be with a recording.
fn audition(studio: &Studio, props: &RepliesProps, recording: usize) -> Html {
    let reply = props.reply;
    let heard = props.heard.filter(|(of, which, _)| (*of, *which) == (reply, recording));
    let label = if heard.is_some_and(|(_, _, ready)| !ready) { "recording-coming" } else { "recording-audition" };
    let on = heard.is_none();
    html! {
        <Button label={studio.text(label)} hint={studio.text("recording-audition-hint")} icon={Icon::Audition}
            tone={Tone::Plain} pressed={heard.is_some()} test="recording-audition"
            onclick={studio.send(Action::AuditionRecording { reply, recording, on })} />
    }
}
