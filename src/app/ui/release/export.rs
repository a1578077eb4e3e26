//! Rendering the song to a file.

use studio::export::{ChinaLabels, ExportFormat, ExportScope, ExportSpec, FileKind};
use studio::release::gate::Purpose;
use studio::session::{Action, Job};
use studio::text::Message;
use yew::{Callback, Html, Properties, UseStateHandle, component, html, use_state};

use crate::ui::context::{Studio, use_studio};
use crate::ui::widgets::button::{Button, Tone};
use crate::ui::widgets::check::Check;
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::progress::Progress;
use crate::ui::widgets::select::Select;

/// The kinds of files as everybody calls them, and what each is for.
const KINDS: [(FileKind, &str, &str); 4] = [
    (FileKind::Wav, "WAV", "kind-wav-lead"),
    (FileKind::Flac, "FLAC", "kind-flac-lead"),
    (FileKind::Mp3, "MP3", "kind-mp3-lead"),
    (FileKind::Opus, "Opus", "kind-opus-lead"),
];
const SCOPES: [(ExportScope, &str); 2] =
    [(ExportScope::Song, "export-scope-song"), (ExportScope::Stems, "export-scope-stems")];

/// What the form shows.
#[derive(Clone, PartialEq, Properties)]
pub struct ExportFormProps {
    /// Exports under way.
    pub jobs: Vec<Job>,
    /// Whether there is nothing to export.
    pub empty: bool,
    /// Whether a trained model had a part in the song.
    pub model: bool,
    /// What the files are made for.
    pub purpose: Purpose,
}

/// Rendering the song to a file.
#[component]
pub fn ExportForm(props: &ExportFormProps) -> Html {
    let studio = use_studio();
    let spec = use_state(ExportSpec::default);
    html! {
        <div class="export">
            { choices(&studio, &spec) }
            { china(&studio, &spec, props.model) }
            <Button label={studio.text("export")} icon={Icon::Download} tone={Tone::Primary} disabled={props.empty}
                test="export"
                onclick={studio.send(Action::Export { spec: *spec, purpose: props.purpose })} />
            <p class="muted">{ studio.text(lead(spec.scope)) }</p>
            for job in &props.jobs { { under_way(&studio, job) } }
        </div>
    }
}

fn lead(scope: ExportScope) -> &'static str {
    match scope {
        ExportScope::Song => "export-lead",
        ExportScope::Stems => "export-stems-lead",
    }
}

/// A change of what is chosen, by the place in a list.
fn chosen<T: Copy + 'static>(
    spec: &UseStateHandle<ExportSpec>,
    list: Vec<T>,
    change: fn(&mut ExportSpec, T),
) -> Callback<usize> {
    let spec = spec.clone();
    Callback::from(move |place: usize| {
        if let Some(choice) = list.get(place) {
            let mut next = *spec;
            change(&mut next, *choice);
            spec.set(next.made_possible());
        }
    })
}

/// What is made: the kind of file, its quality, its rate, and the song or its stems.
fn choices(studio: &Studio, spec: &UseStateHandle<ExportSpec>) -> Html {
    let kind = spec.format.kind();
    let place = KINDS.iter().position(|(known, ..)| *known == kind).unwrap_or_default();
    let qualities: Vec<ExportFormat> = kind.formats().collect();
    let rates = kind.sample_rates().to_vec();
    let set_kind = chosen(spec, KINDS.map(|(kind, ..)| kind).to_vec(), |spec, kind| {
        spec.format = ExportFormat::usual(kind);
    });
    let set_quality = chosen(spec, qualities.clone(), |spec, format| spec.format = format);
    let set_rate = chosen(spec, rates.clone(), |spec, rate| spec.sample_rate = rate);
    let set_scope = chosen(spec, SCOPES.map(|(scope, _)| scope).to_vec(), |spec, scope| spec.scope = scope);
    let quality = qualities.iter().position(|format| *format == spec.format).unwrap_or_default();
    let rate = rates.iter().position(|rate| *rate == spec.sample_rate).unwrap_or_default();
    let scope = SCOPES.iter().position(|(scope, _)| *scope == spec.scope).unwrap_or_default();
    html! {
        <>
            <div class="export-spec">
                <Select label={studio.text("export-format")} choices={KINDS.map(|(_, name, _)| name.to_owned()).to_vec()}
                    chosen={place} labelled=true test="export-format" onchoose={set_kind} />
                <Select label={studio.text("export-quality")} chosen={quality} labelled=true test="export-quality"
                    choices={qualities.iter().map(|format| studio.say(&words_for(*format))).collect::<Vec<_>>()}
                    onchoose={set_quality} />
                <Select label={studio.text("export-rate")} chosen={rate} labelled=true test="export-rate"
                    choices={rates.iter().map(|rate| studio.say(&kilohertz(*rate))).collect::<Vec<_>>()}
                    onchoose={set_rate} />
                if kind.is_lossless() {
                    <Select label={studio.text("export-scope")} chosen={scope} labelled=true test="export-scope"
                        choices={SCOPES.map(|(_, id)| studio.text(id)).to_vec()} onchoose={set_scope} />
                }
            </div>
            <p class="muted">{ studio.text(KINDS[place].2) }</p>
        </>
    }
}

fn words_for(format: ExportFormat) -> Message {
    match format {
        ExportFormat::Wav16 | ExportFormat::Flac16 => Message::new("format-bits").with("bits", 16),
        ExportFormat::Wav24 | ExportFormat::Flac24 => Message::new("format-bits").with("bits", 24),
        ExportFormat::Wav32Float => Message::new("format-float"),
        ExportFormat::Mp3(rate) if !rate.varies() => Message::new("format-constant").with("rate", rate.kilobits()),
        ExportFormat::Mp3(rate) => Message::new("format-variable").with("rate", rate.kilobits()),
        ExportFormat::Opus(rate) => Message::new("format-variable").with("rate", rate.kilobits()),
    }
}

fn kilohertz(rate: u32) -> Message {
    let (whole, tenths) = (rate / 1_000, rate % 1_000 / 100);
    let value = if tenths == 0 { whole.to_string() } else { format!("{whole}.{tenths}") };
    Message::new("value-kilohertz").with("value", value)
}

/// The labels for China. Where the facts do not call for them there is nothing to choose.
fn china(studio: &Studio, spec: &UseStateHandle<ExportSpec>, model: bool) -> Html {
    let set = |change: fn(&mut ChinaLabels, bool)| {
        let spec = spec.clone();
        Callback::from(move |on: bool| {
            let mut next = *spec;
            change(&mut next.china, on);
            spec.set(next);
        })
    };
    let labels = spec.china;
    html! {
        <details class="more export-china">
            <summary>{ studio.text("export-china") }</summary>
            if model {
                <Check label={studio.text("export-china-tag")} on={labels.tag} test="export-china-tag"
                    onchange={set(|labels, on| labels.tag = on)} />
                if spec.scope == ExportScope::Song {
                    <Check label={studio.text("export-china-rhythm")} on={labels.rhythm} test="export-china-rhythm"
                        onchange={set(|labels, on| labels.rhythm = on)} />
                }
                <p class="muted">{ studio.text("export-china-lead") }</p>
            } else {
                <p class="muted">{ studio.text("export-china-none") }</p>
            }
        </details>
    }
}

fn under_way(studio: &Studio, job: &Job) -> Html {
    let per_cent = format!("{:.0}", job.done * 100.0);
    html! {
        <div class="job" key={job.id.0}>
            <span class="job-name">{ &job.file_name }</span>
            <span class="numbers muted">{ studio.say(&Message::new("value-percent").with("value", per_cent)) }</span>
            <Button label={studio.text("export-cancel")} icon={Icon::Close} words=false test="export-cancel"
                onclick={studio.send(Action::CancelJob { job: job.id })} />
            <Progress label={job.file_name.clone()} done={job.done} test="export-progress" />
        </div>
    }
}
