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
    let button = |id: &'static str, tone, action| {
        html! { <Button label={studio.text(id)} {tone} test={id} onclick={studio.send(action)} /> }
    };
    html! {
        <div class="bars">
            if let Some(words) = preview {
                <Bar test="link-preview" icon={Icon::Share} {words}>
                    { button("link-decline", Tone::Plain, Action::DeclineLink) }
                    { button("link-accept", Tone::Primary, Action::AcceptLink) }
                </Bar>
            }
            if props.elsewhere {
                <Bar test="elsewhere" icon={Icon::Song} words={studio.text("elsewhere")}>
                    { button("elsewhere-continue", Tone::Primary, Action::ContinueHere) }
                </Bar>
            }
            if props.engine_failed {
                <Bar test="engine-failed" icon={Icon::Warning} words={studio.text("engine-failed")} warning=true>
                    { button("engine-restart", Tone::Plain, Action::RestartEngine) }
                </Bar>
            }
            if props.update {
                <Bar test="update-ready" icon={Icon::Install} words={studio.text("update-ready")}>
                    { button("update-apply", Tone::Plain, Action::ApplyUpdate) }
                </Bar>
            }
        </div>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct BarProps {
    test: &'static str,
    icon: Icon,
    words: String,
    #[prop_or_default]
    warning: bool,
    children: Html,
}

/// One bar: what there is to know, and what can be done about it.
#[component]
fn Bar(props: &BarProps) -> Html {
    let (class, role) = if props.warning { ("bar bar-warning", "alert") } else { ("bar", "status") };
    html! {
        <div {class} {role} data-test={props.test}>
            <Glyph icon={props.icon} /><p>{ &props.words }</p><div class="bar-acts">{ props.children.clone() }</div>
        </div>
    }
}
