//! Bars across the window: a link's preview, a song that another tab saves, a waiting version, an engine that does not run.

use std::rc::Rc;

use studio::project::Project;
use studio::session::Action;
use studio::text::Message;
use yew::{Html, Properties, component, html};

use crate::ui::context::use_studio;
use crate::ui::widgets::button::{Button, Tone};
use crate::ui::widgets::icon::{Glyph, Icon};

/// What there is to decide.
#[derive(Clone, PartialEq, Properties)]
pub struct BarsProps {
    /// What a share link holds.
    pub link: Option<Rc<Project>>,
    /// Whether another tab saves the song.
    pub elsewhere: bool,
    /// Whether a new version of the studio waits.
    pub update: bool,
    /// Whether the engine could not start, or died.
    pub engine_failed: bool,
}

/// Bars across the window.
#[component]
pub fn Bars(props: &BarsProps) -> Html {
    let studio = use_studio();
    let preview = props.link.as_ref().map(|project| {
        let title = project.metadata.title.trim();
        let title = if title.is_empty() { studio.text("untitled") } else { title.to_owned() };
        studio.say(&Message::new("link-preview").with("title", title).with("tracks", project.tracks.len()))
    });
    html! {
        <div class="bars">
            if let Some(words) = preview {
                <div class="bar" role="status" data-test="link-preview">
                    <Glyph icon={Icon::Share} /><p>{ words }</p>
                    <Button label={studio.text("link-decline")} tone={Tone::Plain} test="link-decline"
                        onclick={studio.send(Action::DeclineLink)} />
                    <Button label={studio.text("link-accept")} tone={Tone::Primary} test="link-accept"
                        onclick={studio.send(Action::AcceptLink)} />
                </div>
            }
            if props.elsewhere {
                <div class="bar" role="status" data-test="elsewhere">
                    <Glyph icon={Icon::Song} /><p>{ studio.text("elsewhere") }</p>
                    <Button label={studio.text("elsewhere-continue")} tone={Tone::Primary} test="continue-here"
                        onclick={studio.send(Action::ContinueHere)} />
                </div>
            }
            if props.engine_failed {
                <div class="bar bar-warning" role="alert">
                    <Glyph icon={Icon::Warning} /><p>{ studio.text("engine-failed") }</p>
                    <Button label={studio.text("engine-restart")} tone={Tone::Plain} test="engine-restart"
                        onclick={studio.send(Action::RestartEngine)} />
                </div>
            }
            if props.update {
                <div class="bar" role="status">
                    <Glyph icon={Icon::Install} /><p>{ studio.text("update-ready") }</p>
                    <Button label={studio.text("update-apply")} tone={Tone::Plain} test="update-apply"
                        onclick={studio.send(Action::ApplyUpdate)} />
                </div>
            }
        </div>
    }
}
