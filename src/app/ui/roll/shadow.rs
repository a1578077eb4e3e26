//! The piano roll as a table, for those who hear the screen and those who would rather read it: it comes into sight with
//! the focus.

use std::collections::BTreeSet;
use std::rc::Rc;

use studio::edit::NoteEdit;
use studio::music::{DrumPiece, Pitch};
use studio::project::{Note, NoteKey};
use studio::session::{Action, Selection};
use studio::text::Message;
use studio::time::Tick;
use studio::view::{NoteColumn, PitchRows, describe_authors, describe_note, length_label};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};
use yew::{Callback, Html, Properties, component, html, use_effect_with, use_node_ref, use_state_eq};

use crate::ui::context::{Studio, use_studio};
use crate::ui::roll::RollProps;
use crate::ui::roll::subject::Subject;
use crate::ui::roll::syllables::{Laid, under_at};

/// How many notes around the one in hand are in the page.
const AROUND: usize = 12;

/// What the table tells of.
#[derive(Clone, PartialEq, Properties)]
pub struct ShadowProps {
    /// What is shown.
    pub shown: RollProps,
    /// The selected clip.
    pub subject: Subject,
    /// Where the keyboard writes.
    pub cursor_tick: Tick,
    /// The key it writes on.
    pub cursor_pitch: Pitch,
    /// What is sung to the track.
    pub sung: Rc<Vec<Laid>>,
}

/// A table of the notes near the one in hand, and a live word on what is selected or under the cursor.
#[component]
pub fn Shadow(props: &ShadowProps) -> Html {
    let studio = use_studio();
    let table = use_node_ref();
    let column = use_state_eq(NoteColumn::default);
    let notes = &props.subject.pattern.notes;
    let first = props.shown.selection.notes.first().copied();
    let here = first.map_or(props.cursor_tick, |key| key.start);
    let found = first.and_then(|key| props.subject.pattern.find(key).ok());
    let middle = found.unwrap_or_else(|| notes.partition_point(|note| note.start < here));
    let middle = middle.min(notes.len().saturating_sub(1));
    let from = middle.saturating_sub(AROUND);
    let selected = found.and_then(|index| notes.get(index));
    let count = props.shown.selection.notes.len();
    let told = match selected {
        Some(note) if count == 1 => describe(&studio, props, note),
        Some(_) => studio.say(&Message::new("roll-selected").with("count", count)),
        None => cursor_words(&studio, props),
    };
    use_effect_with((middle, *column, notes.get(middle).copied()), {
        let table = table.clone();
        move |_| keep_focus(table.cast::<Element>())
    });
    let onkeydown = {
        let (studio, props, column) = (studio.clone(), props.clone(), column.clone());
        Callback::from(move |event: KeyboardEvent| {
            let Some(note) = props.subject.pattern.notes.get(middle) else { return };
            let place = NoteColumn::ALL.iter().position(|known| *known == *column).unwrap_or_default();
            let to_column = |place: usize| column.set(NoteColumn::ALL.get(place).copied().unwrap_or(*column));
            match event.key().as_str() {
                key @ ("ArrowUp" | "ArrowDown") if event.alt_key() => {
                    edit(&studio, &props, *column, note, key == "ArrowUp")
                }
                "ArrowUp" => walk(&studio, &props, middle.checked_sub(1)),
                "ArrowDown" => walk(&studio, &props, Some(middle + 1)),
                "Home" => walk(&studio, &props, Some(0)),
                "End" => walk(&studio, &props, props.subject.pattern.notes.len().checked_sub(1)),
                "ArrowLeft" => to_column(place.saturating_sub(1)),
                "ArrowRight" => to_column(place + 1),
                "Enter" => sound(&studio, &props, note),
                "Delete" | "Backspace" => {
                    send(&studio, &props, "step-erase-notes", vec![NoteEdit::remove(note.key())]);
                    walk(&studio, &props, Some(middle + 1));
                }
                "Escape" => to_canvas(&event),
                _ => return,
            }
            event.prevent_default();
            event.stop_propagation();
        })
    };
    html! {
        <>
            <div class="note-table" id="roll-shadow" data-test="note-table">
                <p class="canvas-shadow" id="note-table-help">{ studio.text("note-table-help") }</p>
                <table ref={table} role="grid" aria-label={studio.text("note-table")} aria-describedby="note-table-help"
                    aria-rowcount={(notes.len() + 1).to_string()} {onkeydown}>
                    <thead><tr role="row" aria-rowindex="1">
                        for column in NoteColumn::ALL { <th scope="col" role="columnheader">{ studio.text(column.id()) }</th> }
                    </tr></thead>
                    <tbody>
                        for (place, note) in notes.iter().enumerate().skip(from).take(2 * AROUND + 1) {
                            { row(&studio, props, note, place, (place == middle).then_some(*column)) }
                        }
                    </tbody>
                </table>
            </div>
            <p class="canvas-shadow" aria-live="polite">{ told }</p>
        </>
    }
}

/// A note; `at` is the column in hand where the note is.
fn row(studio: &Studio, props: &ShadowProps, note: &Note, place: usize, at: Option<NoteColumn>) -> Html {
    let position = props.shown.project.meter.position(song_tick(props, note.start));
    let value = |column: NoteColumn| match column {
        NoteColumn::Key => key_name(studio, props, note.pitch),
        NoteColumn::Place => {
            let message = Message::new("note-place").with("bar", position.bar + 1);
            studio.say(&message.with("beat", position.beat + 1))
        }
        NoteColumn::Length => length_label(note.length),
        NoteColumn::Velocity => note.velocity.get().to_string(),
        NoteColumn::Authors => describe_authors(&props.shown.project, note.authors, studio.locale),
    };
    let chosen = props.shown.selection.notes.contains(&note.key());
    let onfocus = {
        let (studio, props, key) = (studio.clone(), props.clone(), note.key());
        Callback::from(move |_| select(&studio, &props, key))
    };
    html! {
        <tr key={place} role="row" aria-rowindex={(place + 2).to_string()}
            aria-selected={chosen.to_string()} class={note.muted.then_some("muted")}>
            for column in NoteColumn::ALL {
                <td role="gridcell" tabindex={if at == Some(column) { "0" } else { "-1" }} onfocus={onfocus.clone()}>
                    { value(column) }
                </td>
            }
        </tr>
    }
}

/// Moves the focus to the cell in hand, where another cell of the table has it.
fn keep_focus(table: Option<Element>) {
    let Some(table) = table else { return };
    let active = web_sys::window().and_then(|window| window.document()?.active_element());
    if !active.is_some_and(|active| table.contains(Some(&active))) {
        return;
    }
    let cell = table.query_selector("[tabindex='0']").ok().flatten();
    if let Some(cell) = cell.and_then(|cell| cell.dyn_into::<HtmlElement>().ok()) {
        // A cell that cannot take the focus leaves it where it was.
        cell.focus().ok();
    }
}

fn to_canvas(event: &KeyboardEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let roll = target.and_then(|target| target.closest(".roll").ok().flatten());
    let canvas = roll.and_then(|roll| roll.query_selector("canvas").ok().flatten());
    if let Some(canvas) = canvas.and_then(|canvas| canvas.dyn_into::<HtmlElement>().ok()) {
        canvas.focus().ok();
    }
}

fn select(studio: &Studio, props: &ShadowProps, key: NoteKey) {
    let notes = BTreeSet::from([key]);
    if notes != props.shown.selection.notes {
        let selection = Selection { notes, ..props.shown.selection.clone() };
        studio.dispatch.emit(Action::Select { selection });
    }
}

fn walk(studio: &Studio, props: &ShadowProps, to: Option<usize>) {
    if let Some(note) = to.and_then(|to| props.subject.pattern.notes.get(to)) {
        select(studio, props, note.key());
        sound(studio, props, note);
    }
}

fn sound(studio: &Studio, props: &ShadowProps, note: &Note) {
    let (pitch, velocity) = (note.pitch, note.velocity);
    studio.dispatch.emit(Action::Audition { track: props.subject.track.id, pitch, velocity });
}

fn edit(studio: &Studio, props: &ShadowProps, column: NoteColumn, note: &Note, up: bool) {
    let rows = match props.subject.is_drums() {
        true => PitchRows::drums(&props.subject.pattern.notes, 1.0),
        false => PitchRows::keys(1.0),
    };
    let change = column.change(&props.subject.pattern, note.key(), up, props.shown.grid, &rows);
    let landed = change.edits.iter().find_map(|edit| edit.to);
    send(studio, props, column.step(), change.edits);
    if let Some(landed) = landed {
        select(studio, props, landed.key());
        sound(studio, props, &landed);
    }
}

fn send(studio: &Studio, props: &ShadowProps, label: &'static str, edits: Vec<NoteEdit>) {
    if !edits.is_empty() {
        studio.dispatch.emit(Action::Edit { label, commands: vec![props.subject.command(edits)] });
    }
}

fn song_tick(props: &ShadowProps, tick: Tick) -> Tick {
    Tick((props.subject.origin() + f64::from(tick.0)).max(0.0) as u32)
}

fn describe(studio: &Studio, props: &ShadowProps, note: &Note) -> String {
    let at = song_tick(props, note.start);
    let told = describe_note(&props.shown.project, props.subject.track.role, note, at, studio.locale);
    match under_at(&props.sung, at) {
        Some((_, under)) => studio.say(&Message::new("note-sung").with("note", told).with("words", &under.text)),
        None => told,
    }
}

fn key_name(studio: &Studio, props: &ShadowProps, pitch: Pitch) -> String {
    let piece = DrumPiece::at(pitch).filter(|_| props.subject.is_drums());
    piece.map_or_else(|| pitch.to_string(), |piece| studio.text(piece.id()))
}

fn cursor_words(studio: &Studio, props: &ShadowProps) -> String {
    let position = props.shown.project.meter.position(song_tick(props, props.cursor_tick));
    let message = Message::new("roll-cursor").with("key", key_name(studio, props, props.cursor_pitch));
    studio.say(&message.with("bar", position.bar + 1).with("beat", position.beat + 1))
}
