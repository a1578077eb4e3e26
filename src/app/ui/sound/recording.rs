//! How the selected clip plays its recording.

use studio::edit::Command;
use studio::project::{Clip, Project, TrackId};
use studio::session::Action;
use studio::view::{RecordingSetting, Verb, fit_clip, follow_tempo, reverse_clip};
use yew::{Html, html};

use crate::ui::context::Studio;
use crate::ui::widgets::button::{Button, Tone};
use crate::ui::widgets::check::Check;
use crate::ui::widgets::parameter::Parameter;

/// The settings of a clip that plays a recording.
pub fn recording(studio: &Studio, project: &Project, track: TrackId, clip: &Clip) -> Html {
    let Some(audio) = clip.audio() else { return Html::default() };
    let name = project.asset(audio.asset).map_or_else(String::new, |asset| asset.name.clone());
    let knobs = RecordingSetting::ALL.into_iter().filter_map(|setting| {
        let (spec, value) = (setting.spec(), setting.value(project, clip)?);
        let (project, clip) = (project.clone(), *clip);
        let still = Command::SetClip { track, clip };
        let on = studio.slide("step-set-clip", move |travel| {
            setting.set(&project, track, &clip, spec.at_travel(travel)).unwrap_or_else(|| still.clone())
        });
        Some(html! { <Parameter key={spec.key} {spec} {value} {on} /> })
    });
    let step = |verb: Verb, command: Option<Command>| {
        let commands = Vec::from_iter(command);
        (studio.text(verb.id()), Action::Edit { label: verb.id(), commands })
    };
    let check = |(label, action): (String, Action), on: bool, test: &'static str| {
        let onchange = studio.dispatch.reform(move |_: bool| action.clone());
        html! { <Check {label} {on} {test} {onchange} /> }
    };
    let (fit, fitting) = step(Verb::FitClip, fit_clip(project, track, clip));
    html! {
        <div class="sound-controls" role="group" aria-label={name}>
            <div class="knobs">{ for knobs }</div>
            <div class="clip-choices">
                { check(step(Verb::ReverseClip, reverse_clip(project, track, clip)), audio.reverse, "clip-reverse") }
                { check(step(Verb::FollowTempo, follow_tempo(project, track, clip)), audio.follows.is_some(), "clip-follow") }
                <Button label={fit} tone={Tone::Plain} test="clip-fit" disabled={matches!(&fitting, Action::Edit { commands, .. } if commands.is_empty())}
                    onclick={studio.send(fitting)} />
            </div>
        </div>
    }
}
