//! The song in notes and in timed words, for other music programs.

use studio::interchange::ScoreFile;
use studio::release::gate::Purpose;
use studio::session::Action;
use yew::{Html, Properties, component, html};

use crate::ui::context::use_studio;
use crate::ui::widgets::button::{Button, Tone};
use crate::ui::widgets::icon::Icon;

/// What there is to write.
#[derive(Clone, PartialEq, Properties)]
pub struct ScoreFilesProps {
    /// Whether there are notes or recordings.
    pub notes: bool,
    /// Whether there are words that are more than placeholders.
    pub words: bool,
    /// What the files are made for.
    pub purpose: Purpose,
}

/// A button for each file.
#[component]
pub fn ScoreFiles(props: &ScoreFilesProps) -> Html {
    let studio = use_studio();
    let button = |kind: ScoreFile| {
        let has_something = if kind.is_words() { props.words } else { props.notes };
        html! {
            <Button label={kind.name().to_owned()} icon={Icon::Download} tone={Tone::Plain} disabled={!has_something}
                test={test_name(kind)} onclick={studio.send(Action::WriteScore { kind, purpose: props.purpose })} />
        }
    };
    html! {
        <div class="score-files">
            <p class="muted">{ studio.text("release-scores-lead") }</p>
            <div class="release-buttons">{ for ScoreFile::ALL.into_iter().map(button) }</div>
        </div>
    }
}

const fn test_name(kind: ScoreFile) -> &'static str {
    match kind {
        ScoreFile::Midi => "score-midi",
        ScoreFile::MusicXml => "score-musicxml",
        ScoreFile::DawProject => "score-dawproject",
        ScoreFile::Lrc => "score-lrc",
        ScoreFile::Srt => "score-srt",
    }
}
