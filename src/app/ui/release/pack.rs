//! The release pack: which masters lie in it, whether stems do, and the making of it.

use studio::export::{ExportFormat, FileKind};
use studio::release::gate::Purpose;
use studio::release::pack::Choices;
use studio::session::Action;
use yew::{Callback, Html, Properties, component, html, use_state};

use crate::ui::context::use_studio;
use crate::ui::widgets::button::{Button, Tone};
use crate::ui::widgets::check::Check;
use crate::ui::widgets::icon::Icon;

/// The kinds of masters: their names, which are the same in every language.
const KINDS: [(FileKind, &str, &str); 4] = [
    (FileKind::Wav, "WAV", "pack-wav"),
    (FileKind::Flac, "FLAC", "pack-flac"),
    (FileKind::Mp3, "MP3", "pack-mp3"),
    (FileKind::Opus, "Opus", "pack-opus"),
];

/// What the panel shows.
#[derive(Clone, PartialEq, Properties)]
pub struct PackPanelProps {
    /// Whether there is nothing to release.
    pub empty: bool,
    /// What the files are made for.
    pub purpose: Purpose,
}

/// The release pack.
#[component]
pub fn PackPanel(props: &PackPanelProps) -> Html {
    let studio = use_studio();
    let choices = use_state(Choices::default);
    let toggle = |kind: FileKind| {
        let choices = choices.clone();
        Callback::from(move |on: bool| {
            let wanted = |known: &FileKind| if *known == kind { on } else { has(&choices, *known) };
            let masters = FileKind::ALL.into_iter().filter(wanted).map(ExportFormat::usual).collect();
            choices.set(Choices { masters, ..(*choices).clone() });
        })
    };
    let stems = {
        let choices = choices.clone();
        Callback::from(move |stems: bool| choices.set(Choices { stems, ..(*choices).clone() }))
    };
    let check = |(kind, name, test): (FileKind, &'static str, &'static str)| {
        html! { <Check label={name.to_owned()} on={has(&choices, kind)} test={test} onchange={toggle(kind)} /> }
    };
    html! {
        <div class="pack">
            <p class="muted">{ studio.text("release-pack-lead") }</p>
            <div class="pack-masters" role="group" aria-label={studio.text("release-pack-masters")}>
                { for KINDS.into_iter().map(check) }
                <Check label={studio.text("release-pack-stems")} on={choices.stems} test="pack-stems" onchange={stems} />
            </div>
            <Button label={studio.text("release-pack-make")} icon={Icon::Download} tone={Tone::Primary} test="pack"
                disabled={props.empty || choices.masters.is_empty()}
                onclick={studio.send(Action::MakePack { choices: Choices { purpose: props.purpose, ..(*choices).clone() } })} />
        </div>
    }
}

fn has(choices: &Choices, kind: FileKind) -> bool {
    choices.masters.iter().any(|format| format.kind() == kind)
}
