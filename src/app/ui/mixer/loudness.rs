//! How loud the song is and shall be: figures and a curve that follow the sound, the release's target, and the tool that
//! brings the song there.

use studio::edit::Command;
use studio::project::{LoudnessTarget, ReleaseInfo};
use studio::session::{Action, Job};
use studio::text::Message;
use studio::view::LoudnessHistory;
use web_sys::Element;
use yew::{Html, NodeRef, Properties, component, html, use_mut_ref, use_node_ref};

use crate::ui::context::{Studio, use_studio};
use crate::ui::frames::use_frames;
use crate::ui::mixer::spectrum::SpectrumView;
use crate::ui::widgets::button::Button;
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::progress::Progress;
use crate::ui::widgets::select::Select;

/// How many seconds the curve goes back.
const SECONDS: usize = 60;
/// The quietest and the loudest level of the curve, in LUFS.
const FLOOR: f64 = -36.0;
const TOP: f64 = -4.0;
/// The curve's height in its own units; a second is two of them wide.
const HEIGHT: f64 = 64.0;
/// What stands where there is no level.
const NOTHING: &str = "\u{2013}";

/// What the panel shows.
#[derive(Clone, PartialEq, Properties)]
pub struct LoudnessProps {
    /// What the release says.
    pub release: ReleaseInfo,
    /// The tool's work, while it is under way.
    pub job: Option<Job>,
}

/// How loud the song is and shall be.
#[component]
pub fn LoudnessPanel(props: &LoudnessProps) -> Html {
    let studio = use_studio();
    let figures: [NodeRef; 4] = [use_node_ref(), use_node_ref(), use_node_ref(), use_node_ref()];
    let curve = use_node_ref();
    let shown = use_mut_ref(|| (None, [const { String::new() }; 5]));
    {
        let (telemetry, figures, curve) = (studio.telemetry.clone(), figures.clone(), curve.clone());
        use_frames(move |_| {
            let (known, before) = &mut *shown.borrow_mut();
            // News comes ten times a second, frames more often.
            let changes = Some(telemetry.loudness(LoudnessHistory::changes));
            if *known == changes {
                return;
            }
            *known = changes;
            let now = telemetry.loudness(words);
            for ((now, before), node) in now.iter().zip(before.iter()).zip(&figures) {
                if let (true, Some(element)) = (now != before, node.cast::<Element>()) {
                    element.set_text_content(Some(now));
                }
            }
            if let (true, Some(element)) = (now[4] != before[4], curve.cast::<Element>()) {
                element.set_attribute("points", &now[4]).ok();
            }
            *before = now;
        });
    }
    let ids = ["loudness-integrated", "loudness-short-term", "loudness-momentary", "loudness-true-peak"];
    let target = props.release.loudness.lufs().map(height);
    html! {
        <section class="loudness" aria-label={studio.text("loudness")}>
            <dl class="loudness-figures">
                for (id, node) in ids.into_iter().zip(figures) {
                    <div key={id}>
                        <dt>{ studio.text(id) }</dt>
                        <dd ref={node} data-test={id}>{ NOTHING }</dd>
                    </div>
                }
            </dl>
            <svg class="loudness-curve" viewBox="0 0 120 64" preserveAspectRatio="none" aria-hidden="true">
                if let Some(y) = target {
                    <line x1="0" x2="120" y1={y.to_string()} y2={y.to_string()} />
                }
                <polyline ref={curve} points="" />
            </svg>
            <SpectrumView />
            { aim(&studio, props) }
        </section>
    }
}

/// The target and the tool.
fn aim(studio: &Studio, props: &LoudnessProps) -> Html {
    let target = props.release.loudness;
    let chosen = LoudnessTarget::ALL.iter().position(|it| *it == target).unwrap_or_default();
    let release = props.release.clone();
    let onchoose = studio.dispatch.reform(move |place: usize| {
        let loudness = LoudnessTarget::ALL.get(place).copied().unwrap_or_default();
        let release = Box::new(ReleaseInfo { loudness, ..release.clone() });
        Action::Edit { label: "edit-loudness-target", commands: vec![Command::SetRelease { release }] }
    });
    let choices = LoudnessTarget::ALL.map(|it| studio.text(it.id())).to_vec();
    let unwanted = target == LoudnessTarget::Free;
    let words = match target.lufs() {
        Some(level) => studio.say(&Message::new("loudness-match").with("level", format!("\u{2212}{}", level.abs()))),
        None => studio.text("loudness-match-none"),
    };
    html! {
        <div class="loudness-aim">
            <Select label={studio.text("loudness-target")} {choices} {chosen} labelled=true test="loudness-target"
                {onchoose} />
            if let Some(job) = &props.job {
                <div class="loudness-work">
                    <Progress label={job.file_name.clone()} done={job.done} test="loudness-progress" />
                    <Button label={studio.text("loudness-cancel")} icon={Icon::Close} words=false
                        onclick={studio.send(Action::CancelJob { job: job.id })} />
                </div>
            } else {
                <Button label={words} icon={Icon::Sound} disabled={unwanted} test="loudness-match"
                    onclick={studio.send(Action::MatchLoudness)} />
            }
        </div>
    }
}

/// The four figures, and the curve's points.
fn words(heard: &LoudnessHistory) -> [String; 5] {
    let level = |level: Option<f64>| match level {
        Some(level) => format!("{level:.1}").replace('-', "\u{2212}"),
        None => NOTHING.to_owned(),
    };
    let halves: Vec<Option<f64>> = heard.curve(SECONDS).collect();
    let from = SECONDS * 2 - halves.len();
    let points = halves.iter().enumerate().map(|(place, half)| {
        let y = half.map_or(HEIGHT, height);
        format!("{},{y:.1} ", place + from + 1)
    });
    [
        level(heard.integrated()),
        level(heard.short_term()),
        level(heard.momentary()),
        level(heard.true_peak()),
        points.collect(),
    ]
}

/// Where a level stands on the curve, from the top.
fn height(level: f64) -> f64 {
    ((TOP - level) / (TOP - FLOOR)).clamp(0.0, 1.0) * HEIGHT
}
