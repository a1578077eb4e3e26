//! The lyrics editor: the lines of each section, how they scan and rhyme, to which notes they are sung, and whose they are.

use std::rc::Rc;

use studio::project::Project;
use studio::provenance::Contributor;
use studio::session::{Action, Notice, Severity};
use studio::text::Message;
use studio::view::{
    LanePlace, Row, SheetLine, SheetPart, author_mark, describe_authors, is_by, longest_text, lyric_sheet, write_lane,
};
use web_sys::MouseEvent;
use yew::{Callback, Html, Properties, component, html, use_memo};

use crate::ui::context::{Studio, told, use_studio};
use crate::ui::release::mark;
use crate::ui::widgets::field::Field;

/// What the lyrics editor shows.
#[derive(Clone, PartialEq, Properties)]
pub struct LyricsProps {
    /// The project.
    pub project: Rc<Project>,
    /// The one contributor whose work stands out.
    pub only: Option<Rc<Contributor>>,
}

/// The lyrics editor.
#[component]
pub fn Lyrics(props: &LyricsProps) -> Html {
    let studio = use_studio();
    let sheet = use_memo(props.project.clone(), |project| lyric_sheet(project));
    html! {
        <section class="lyrics editor" data-test="lyrics" aria-label={studio.text("dock-lyrics")}>
            for section in sheet.iter() { { part(&studio, props, section) } }
        </section>
    }
}

fn part(studio: &Studio, props: &LyricsProps, part: &SheetPart) -> Html {
    let project = &props.project;
    let other = |line: &SheetLine| props.only.as_ref().is_some_and(|only| !is_by(project, line.line.authors, only));
    let name = part.section.as_ref().map(|section| section.name.clone());
    let name =
        name.unwrap_or_else(|| studio.text(if part.lines.is_empty() { "dock-lyrics" } else { "lyrics-outside" }));
    html! {
        <section class="lyrics-part" aria-label={name.clone()}>
            <h3 class="group-title">{ name }</h3>
            <ol>
                for (place, line) in part.lines.iter().enumerate() {
                    <li key={line.line.range.start.0} class="lyrics-line" data-other={other(line).then_some("true")}>{ row(studio, project, line, place) }</li>
                }
                if let Some(next) = part.next {
                    <li key="next" class="lyrics-line">
                        <span class="lyrics-mark"></span>
                        <Field label={studio.text("lyrics-write")} placeholder={studio.text("lyrics-write")} value=""
                            longest={longest_text(Row::Lyrics)} test="lyrics-write" onchange={write(studio, project, next)} />
                    </li>
                }
            </ol>
        </section>
    }
}

fn row(studio: &Studio, project: &Rc<Project>, shown: &SheetLine, place: usize) -> Html {
    let line = &shown.line;
    let here = LanePlace { row: Row::Lyrics, range: line.range, taken: true };
    let label = studio.say(&Message::new("lyrics-line").with("line", place + 1));
    let by = describe_authors(project, line.authors, studio.locale);
    let kind = author_mark(project, line.authors).map(|known| known.changed_by.unwrap_or(known.maker));
    let title = format!("{by}{}", told(studio, project, line.authors));
    let locate = studio.send(Action::Locate { tick: line.range.start });
    let count = |id, count: usize| Message::new(id).with("count", count);
    let notes = match (&shown.sung, shown.track.and_then(|id| project.track(id))) {
        (Some(sung), Some(track)) => studio.say(&count("lyrics-notes", sung.notes.len()).with("track", &track.name)),
        _ if line.placeholder => studio.text("lyrics-placeholder"),
        _ => studio.text("lyrics-no-notes"),
    };
    let agrees = line.placeholder || shown.sung.as_ref().is_some_and(|sung| sung.known);
    html! {
        <>
            <button type="button" class="lyrics-mark" {title} onclick={locate}
                aria-label={format!("{}, {by}", studio.text("lyrics-here"))}>
                if let Some(kind) = kind { { mark(studio, kind) } }
            </button>
            <Field {label} value={line.text.clone()} longest={longest_text(Row::Lyrics)} test="lyrics-line"
                class={if line.placeholder { "lyrics-to-come" } else { "" }}
                placeholder={studio.text("lyrics-placeholder")} onchange={write(studio, project, here)} />
            <span class="lyrics-rhyme" aria-label={shown.rhyme.map(|letter| studio.say(&Message::new("lyrics-rhyme").with("letter", letter)))}>
                { shown.rhyme }
            </span>
            <span class={if agrees { "lyrics-count" } else { "lyrics-count lyrics-loose" }} data-test="lyrics-count">
                { studio.say(&count("lyrics-syllables", shown.syllables)) }{ " " }<small>{ notes }</small>
            </span>
            if let Some(sung) = shown.sung.as_ref().filter(|sung| !sung.sung.is_empty()) {
                <p class="lyrics-sung" aria-hidden="true">
                    for piece in &sung.sung {
                        <button type="button" tabindex="-1" data-joined={(!piece.ends).to_string()}
                            onclick={locate_at(studio, piece.at)}>{ &piece.text }</button>
                    }
                </p>
            }
        </>
    }
}

fn locate_at(studio: &Studio, tick: studio::time::Tick) -> Callback<MouseEvent> {
    studio.send(Action::Locate { tick })
}

/// Writes a line at its place, or takes it away where nothing is left of it.
fn write(studio: &Studio, project: &Rc<Project>, place: LanePlace) -> Callback<String> {
    let project = Rc::clone(project);
    studio.dispatch.reform(move |text: String| match write_lane(&project, place, &text) {
        Ok(commands) => Action::Edit { label: "step-write-words", commands },
        Err(message) => Action::Notify { notice: Notice::new(Severity::Warning, message) },
    })
}
