//! The hunks of a proposal as a table: what each part does in each section, to accept or reject one by one.

use std::rc::Rc;

use studio::provenance::ContributorKind;
use studio::score::{HunkKind, HunkState, Proposal};
use studio::session::Action;
use studio::text::Message;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, MouseEvent};
use yew::{Callback, FocusEvent, Html, Properties, TargetCast, UseStateHandle, component, html, use_state};

use crate::ui::context::{Studio, sift, use_studio};
use crate::ui::widgets::icon::{Glyph, Icon};
use crate::ui::widgets::tabs::{Tab, Tabs};

/// Whose hunks are shown.
#[derive(Clone, PartialEq, Properties)]
pub struct MatrixProps {
    /// The proposal.
    pub proposal: Rc<Proposal>,
}

/// A row: its place in test names, its words, and the hunk it has in a section.
struct Row {
    place: usize,
    words: String,
    kind: fn(usize, usize) -> HunkKind,
}

impl Row {
    fn hunk(&self, section: usize) -> HunkKind {
        (self.kind)(self.place, section)
    }
}

/// Chords, then words, then the parts in order.
fn rows(studio: &Studio, proposal: &Proposal) -> Vec<Row> {
    let mut rows = vec![
        Row { place: 0, words: studio.text("row-chords"), kind: |_, section| HunkKind::Chords { section } },
        Row { place: 1, words: studio.text("row-lyrics"), kind: |_, section| HunkKind::Lyrics { section } },
    ];
    rows.extend(proposal.score.parts.iter().enumerate().map(|(part, what)| Row {
        place: part + 2,
        words: what.name.clone(),
        kind: |place, section| HunkKind::Part { part: place - 2, section },
    }));
    rows.retain(|row| (0..proposal.score.sections.len()).any(|section| state(proposal, row.hunk(section)).is_some()));
    rows
}

fn state(proposal: &Proposal, kind: HunkKind) -> Option<HunkState> {
    proposal.hunks.iter().find(|hunk| hunk.kind == kind).map(|hunk| hunk.state)
}

/// The hunks of a proposal as a table.
#[component]
pub fn Matrix(props: &MatrixProps) -> Html {
    let studio = use_studio();
    let rejecting = use_state(|| false);
    // The one stop for the Tab key: where the keyboard was last, else the first cell that there is.
    let stop = use_state(|| (0, 0));
    let proposal = &props.proposal;
    let rows = rows(&studio, proposal);
    let sections = proposal.score.sections.len();
    let decide = decider(&studio, *rejecting);
    let has = |(line, section): (usize, usize)| {
        rows.get(line).is_some_and(|row| state(proposal, row.hunk(section)).is_some())
    };
    let first = (0..rows.len()).flat_map(|line| (0..sections).map(move |section| (line, section))).find(|at| has(*at));
    let at = Some(*stop).filter(|at| has(*at)).or(first);
    let modes = vec![
        Tab { label: studio.text("matrix-accept"), icon: Some(Icon::Accept), test: Some("mode-accept") },
        Tab { label: studio.text("matrix-reject"), icon: Some(Icon::Close), test: Some("mode-reject") },
    ];
    let onmode = {
        let rejecting = rejecting.clone();
        Callback::from(move |place: usize| rejecting.set(place == 1))
    };
    let open_of = |wanted: &dyn Fn(HunkKind) -> bool| proposal.open().filter(|kind| wanted(*kind)).collect::<Vec<_>>();
    html! {
        <div class="matrix-box">
            <div class="matrix-mode">
                <span class="muted">{ studio.text("matrix-lead") }</span>
                <Tabs label={studio.text("matrix-mode")} tabs={modes} chosen={usize::from(*rejecting)}
                    onchoose={onmode} class="switch" />
            </div>
            <div class="matrix-scroll">
                <table class="matrix" aria-label={studio.text("matrix")} onkeydown={keys(&studio, &rows, sections)}
                    onfocusin={remember(&stop)}>
                    <thead><tr>
                        <td></td>
                        for (section, what) in proposal.score.sections.iter().enumerate() {
                            <th scope="col">
                                { head(&studio, &what.name, open_of(&|kind| kind.section() == section), &decide, "matrix-column") }
                            </th>
                        }
                    </tr></thead>
                    <tbody>
                        for (line, row) in rows.iter().enumerate() {
                            <tr>
                                <th scope="row">
                                    { head(&studio, &row.words, open_of(&|kind| row.hunk(kind.section()) == kind), &decide, "matrix-row") }
                                </th>
                                for section in 0..sections {
                                    <td>{ cell(&studio, proposal, row, (line, section), at == Some((line, section)), &decide) }</td>
                                }
                            </tr>
                        }
                    </tbody>
                </table>
            </div>
        </div>
    }
}

/// Accepts or rejects hunks; a modifier key turns accepting into rejecting.
fn decider(studio: &Studio, rejecting: bool) -> Callback<(Vec<HunkKind>, bool)> {
    sift(&studio.dispatch, move |(hunks, modified): (Vec<HunkKind>, bool)| match hunks {
        hunks if hunks.is_empty() => None,
        hunks if rejecting || modified => Some(Action::Reject { hunks }),
        hunks => Some(Action::Accept { hunks }),
    })
}

type Decide = Callback<(Vec<HunkKind>, bool)>;

fn modified(event: &MouseEvent) -> bool {
    event.shift_key() || event.alt_key()
}

fn head(studio: &Studio, words: &str, open: Vec<HunkKind>, decide: &Decide, id: &'static str) -> Html {
    let disabled = open.is_empty();
    let title = studio.say(&Message::new(id).with("name", words));
    let reject = open.clone();
    let onclick = decide.reform(move |event: MouseEvent| (open.clone(), modified(&event)));
    let onkeydown = sift(decide, move |event: KeyboardEvent| {
        let rejects = matches!(event.key().as_str(), "Delete" | "Backspace");
        rejects.then(|| {
            event.prevent_default();
            event.stop_propagation();
            (reject.clone(), true)
        })
    });
    html! {
        <button type="button" class="matrix-head" {disabled} {onclick} {onkeydown}
            {title}><span>{ words.to_owned() }</span></button>
    }
}

fn cell(studio: &Studio, proposal: &Proposal, row: &Row, at: (usize, usize), stop: bool, decide: &Decide) -> Html {
    let (line, section) = at;
    let kind = row.hunk(section);
    let Some(state) = state(proposal, kind) else { return html! { <span class="hunk-none"></span> } };
    let (class, words, icon) = match state {
        HunkState::Open => ("hunk hunk-open", "hunk-open", None),
        HunkState::Accepted => ("hunk hunk-accepted", "hunk-accepted", Some(Icon::Accept)),
        HunkState::Rejected => ("hunk hunk-rejected", "hunk-rejected", Some(Icon::Close)),
    };
    // Everybody's in their own colour: the built-in composer completes what a model left out.
    let by = if proposal.author(kind).kind() == ContributorKind::Model { "of-model" } else { "of-tool" };
    let name = proposal.score.sections.get(section).map(|section| section.name.clone()).unwrap_or_default();
    let words = studio
        .say(&Message::new("hunk").with("part", &row.words).with("section", name).with("state", studio.text(words)));
    let onclick =
        sift(decide, move |event: MouseEvent| (state != HunkState::Accepted).then(|| (vec![kind], modified(&event))));
    html! {
        <button type="button" class={yew::classes!(class, by)} {onclick} aria-label={words.clone()} title={words}
            aria-pressed={if state == HunkState::Accepted { "true" } else { "false" }}
            tabindex={if stop { "0" } else { "-1" }} data-cell={format!("{line}-{section}")}
            data-test={format!("hunk-{}-{section}", row.place)}>
            if let Some(icon) = icon { <Glyph {icon} /> }
        </button>
    }
}

/// Arrows go from cell to cell; Enter accepts, Delete rejects.
fn keys(studio: &Studio, rows: &[Row], sections: usize) -> Callback<KeyboardEvent> {
    let kinds =
        rows.iter().map(|row| (0..sections).map(|section| row.hunk(section)).collect::<Vec<_>>()).collect::<Vec<_>>();
    sift(&studio.dispatch, move |event: KeyboardEvent| {
        let cell = event.target_dyn_into::<Element>()?;
        let at = cell.get_attribute("data-cell")?;
        let (line, section) = at.split_once('-')?;
        let (line, section) = (line.parse::<i32>().ok()?, section.parse::<i32>().ok()?);
        let step = match event.key().as_str() {
            "ArrowUp" => (-1, 0),
            "ArrowDown" => (1, 0),
            "ArrowLeft" => (0, -1),
            "ArrowRight" => (0, 1),
            key @ ("Enter" | "Delete" | "Backspace") => {
                event.prevent_default();
                event.stop_propagation();
                let kind = *kinds.get(usize::try_from(line).ok()?)?.get(usize::try_from(section).ok()?)?;
                let hunks = vec![kind];
                return Some(if key == "Enter" { Action::Accept { hunks } } else { Action::Reject { hunks } });
            }
            _ => return None,
        };
        event.prevent_default();
        event.stop_propagation();
        go(&cell, (line, section), step, (kinds.len() as i32, sections as i32));
        None
    })
}

/// Remembers the cell that has the focus.
fn remember(stop: &UseStateHandle<(usize, usize)>) -> Callback<FocusEvent> {
    let stop = stop.clone();
    Callback::from(move |event: FocusEvent| {
        let at = event.target_dyn_into::<Element>().and_then(|cell| cell.get_attribute("data-cell"));
        let at = at.as_deref().and_then(|at| at.split_once('-'));
        if let Some((Ok(line), Ok(section))) = at.map(|(line, section)| (line.parse(), section.parse())) {
            stop.set((line, section));
        }
    })
}

/// Focuses the next cell in a direction, past the gaps where a part rests.
fn go(cell: &Element, from: (i32, i32), step: (i32, i32), size: (i32, i32)) {
    let Ok(Some(table)) = cell.closest("table") else { return };
    let (mut line, mut section) = (from.0 + step.0, from.1 + step.1);
    while (0..size.0).contains(&line) && (0..size.1).contains(&section) {
        let found = table.query_selector(&format!("[data-cell='{line}-{section}']")).ok().flatten();
        if let Some(next) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            // A cell that cannot take the focus leaves it where it was.
            next.focus().ok();
            return;
        }
        (line, section) = (line + step.0, section + step.1);
    }
}
