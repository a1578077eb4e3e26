//! A proposal: what it offers in short, and what can be done with it.

use std::rc::Rc;

use studio::score::{HunkKind, HunkState, Proposal};
use studio::session::{Action, Dock};
use studio::text::Message;
use yew::{Callback, Html, Properties, component, html};

use crate::ui::context::{Studio, use_studio};
use crate::ui::cowriter::matrix::Matrix;
use crate::ui::widgets::button::{Button, Tone};
use crate::ui::widgets::icon::{Glyph, Icon};
use crate::ui::window::{Panel, Place, Show};

/// What is offered.
#[derive(Clone, PartialEq, Properties)]
pub struct ProposalViewProps {
    /// The proposal.
    pub proposal: Rc<Proposal>,
    /// Whether it is still being written: then it can be heard, and not taken.
    #[prop_or_default]
    pub writing: bool,
    /// Whether the engine plays the song as the proposal would have it.
    pub auditioning: bool,
    /// Whether the song plays.
    pub playing: bool,
    /// Says what the window shall show.
    pub show: Callback<Show>,
}

/// A proposal.
#[component]
pub fn ProposalView(props: &ProposalViewProps) -> Html {
    let studio = use_studio();
    let proposal = &props.proposal;
    let open = proposal.open().collect::<Vec<_>>();
    let untouched = proposal.hunks.iter().all(|hunk| hunk.state == HunkState::Open);
    let progress = (proposal.hunks.len() - open.len(), proposal.hunks.len());
    let (leave, leave_action) = if untouched || open.is_empty() {
        ("proposal-dismiss", Action::DismissProposal)
    } else {
        ("proposal-reject-rest", Action::Reject { hunks: open.clone() })
    };
    html! {
        <section class="proposal" aria-label={studio.text("proposal")}>
            { summary(&studio, proposal) }
            if props.writing { <p class="muted" role="status">{ studio.text("proposal-writing") }</p> }
            { repairs(&studio, proposal) }
            if open.is_empty() {
                { outcome(&studio, props) }
            } else {
                { choices(&studio, props, &open) }
            }
            <Matrix proposal={proposal.clone()} />
            <div class="proposal-acts">
                <span class="muted numbers" role="status">
                    { studio.say(&Message::new("proposal-decided").with("done", progress.0).with("all", progress.1)) }
                </span>
                <Button label={studio.text(leave)} icon={Icon::Close} test="dismiss"
                    onclick={studio.send(leave_action)} />
            </div>
        </section>
    }
}

/// What can be done with the whole of a proposal.
fn choices(studio: &Studio, props: &ProposalViewProps, open: &[HunkKind]) -> Html {
    let auditioning = props.auditioning;
    let accept = studio.send(Action::Accept { hunks: open.to_vec() });
    html! {
        <div class="proposal-acts">
            <Button label={studio.text("proposal-audition")} hint={studio.text("proposal-audition-hint")}
                icon={Icon::Audition} tone={Tone::Plain} pressed={auditioning} test="audition"
                onclick={studio.send(Action::AuditionProposal { on: !auditioning })} />
            <Button label={studio.text("proposal-accept-all")} icon={Icon::Accept} tone={Tone::Primary}
                test="accept-all" disabled={props.writing} onclick={accept} />
        </div>
    }
}

/// What has come of a proposal that is decided, and what may come next.
fn outcome(studio: &Studio, props: &ProposalViewProps) -> Html {
    let hunks = &props.proposal.hunks;
    let accepted = hunks.iter().filter(|hunk| hunk.state == HunkState::Accepted).count();
    let words = match accepted {
        0 => Message::new("outcome-nothing"),
        all if all == hunks.len() => Message::new("outcome-all"),
        some => Message::new("outcome-some").with("done", some).with("all", hunks.len()),
    };
    let edit = {
        let (show, dispatch) = (props.show.clone(), studio.dispatch.clone());
        Callback::from(move |()| {
            dispatch.emit(Action::OpenDock { dock: Dock::PianoRoll });
            show.emit(Show::Place(Place::Notes));
        })
    };
    let release = props.show.reform(|()| Show::Panel(Panel::Release));
    html! {
        <div class="outcome" role="status">
            <p><Glyph icon={Icon::Accept} /><span>{ studio.say(&words) }</span></p>
            if accepted > 0 {
                <div class="outcome-next">
                    if !props.playing {
                        <Button label={studio.text("transport-play")} icon={Icon::Play} tone={Tone::Plain}
                            onclick={studio.send(Action::TogglePlay)} />
                    }
                    <Button label={studio.text("outcome-edit")} icon={Icon::Notes} tone={Tone::Plain} onclick={edit} />
                    <Button label={studio.text("panel-release")} icon={Icon::Release} tone={Tone::Plain}
                        onclick={release} />
                </div>
            }
        </div>
    }
}

fn summary(studio: &Studio, proposal: &Proposal) -> Html {
    let score = &proposal.score;
    let facts = [
        studio.say(&Message::new("fact-tempo").with("bpm", score.bpm.get())),
        format!("{}/{}", score.meter.beats(), score.meter.unit()),
        score.key.to_string(),
        studio.say(&Message::new("fact-bars").with("count", score.bars())),
        studio.say(&Message::new("fact-parts").with("count", score.parts.len())),
    ];
    html! {
        <header class="proposal-head">
            <h2>{ &score.title }</h2>
            <ul class="facts numbers">for fact in facts { <li>{ fact }</li> }</ul>
        </header>
    }
}

/// What had to be put right in what a co-writer sent.
fn repairs(studio: &Studio, proposal: &Proposal) -> Html {
    if proposal.repairs.is_empty() {
        return Html::default();
    }
    let count = Message::new("proposal-repairs").with("count", proposal.repairs.len());
    html! {
        <details class="repairs" data-test="repairs">
            <summary>{ studio.say(&count) }</summary>
            <ul class="muted">for repair in &proposal.repairs { <li>{ studio.say(&repair.message()) }</li> }</ul>
        </details>
    }
}
