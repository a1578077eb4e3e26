//! Rendering the song to a file.

use studio::export::{ExportFormat, ExportSpec};
use studio::session::{Action, Job};
use studio::text::Message;
use yew::{Callback, Html, Properties, component, html, use_state};

use crate::ui::context::{Studio, use_studio};
use crate::ui::widgets::button::{Button, Tone};
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::progress::Progress;
use crate::ui::widgets::select::Select;

const FORMATS: [(ExportFormat, &str); 3] = [
    (ExportFormat::Wav16, "format-wav-16"),
    (ExportFormat::Wav24, "format-wav-24"),
    (ExportFormat::Wav32Float, "format-wav-32"),
];
const RATES: [(u32, &str); 3] = [(44_100, "44.1"), (48_000, "48"), (96_000, "96")];

/// What the form shows.
#[derive(Clone, PartialEq, Properties)]
pub struct ExportFormProps {
    /// Exports under way.
    pub jobs: Vec<Job>,
    /// Whether there is nothing to export.
    pub empty: bool,
}

/// Rendering the song to a file.
#[component]
pub fn ExportForm(props: &ExportFormProps) -> Html {
    let studio = use_studio();
    let spec = use_state(ExportSpec::default);
    let set_format = {
        let spec = spec.clone();
        Callback::from(move |place: usize| {
            let format = FORMATS.get(place).map_or(spec.format, |(format, _)| *format);
            spec.set(ExportSpec { format, ..*spec });
        })
    };
    let set_rate = {
        let spec = spec.clone();
        Callback::from(move |place: usize| {
            let sample_rate = RATES.get(place).map_or(spec.sample_rate, |(rate, _)| *rate);
            spec.set(ExportSpec { sample_rate, ..*spec });
        })
    };
    let formats = FORMATS.map(|(_, id)| studio.text(id)).to_vec();
    let rates =
        RATES.map(|(_, kilohertz)| studio.say(&Message::new("value-kilohertz").with("value", kilohertz))).to_vec();
    let format = FORMATS.iter().position(|(format, _)| *format == spec.format).unwrap_or_default();
    let rate = RATES.iter().position(|(rate, _)| *rate == spec.sample_rate).unwrap_or_default();
    html! {
        <div class="export">
            <div class="export-spec">
                <Select label={studio.text("export-format")} choices={formats} chosen={format} labelled=true
                    test="export-format" onchoose={set_format} />
                <Select label={studio.text("export-rate")} choices={rates} chosen={rate} labelled=true
                    test="export-rate" onchoose={set_rate} />
            </div>
            <Button label={studio.text("export")} icon={Icon::Download} tone={Tone::Primary} disabled={props.empty}
                test="export"
                onclick={studio.send(Action::Export { spec: *spec })} />
            <p class="muted">{ studio.text("export-lead") }</p>
            for job in &props.jobs { { under_way(&studio, job) } }
        </div>
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
