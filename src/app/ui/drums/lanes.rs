//! The lanes of the drum grid as a table.

use studio::music::{DrumPiece, Pitch, Velocity};
use studio::project::Note;
use studio::text::Message;
use studio::view::{DrumCell, DrumGrid, PitchRows, author_mark, describe_authors, is_by};
use web_sys::{KeyboardEvent, MouseEvent};
use yew::{Callback, Html, NodeRef, html};

use crate::ui::context::Studio;
use crate::ui::drums::editor::DrumEditorProps;
use crate::ui::drums::stroke::Strokes;
use crate::ui::release::hue;

/// What the lanes are drawn from.
pub struct LanesProps<'a> {
    /// What the editor shows.
    pub props: &'a DrumEditorProps,
    /// The pieces.
    pub rows: &'a PitchRows,
    /// Bars and steps.
    pub grid: DrumGrid,
    /// The bar on show.
    pub bar: u32,
    /// The step in hand.
    pub at: DrumCell,
    /// The table.
    pub table: NodeRef,
    /// A key was pressed on a step.
    pub onkeydown: Callback<KeyboardEvent>,
    /// What pointers do.
    pub strokes: Strokes,
}

/// The name of a piece.
pub fn piece_name(studio: &Studio, pitch: Pitch) -> String {
    DrumPiece::at(pitch).map_or_else(|| pitch.to_string(), |piece| studio.text(piece.id()))
}

/// The lanes, the bass drum at the bottom.
pub fn lanes(studio: &Studio, shown: &LanesProps<'_>) -> Html {
    let label = studio.say(&Message::new("drums-grid").with("bar", shown.bar + 1));
    html! {
        <div class="drums-lanes" role="grid" data-colour={(shown.props.subject.track.colour % 12).to_string()} ref={shown.table.clone()} aria-label={label} aria-describedby="drums-help"
            onkeydown={shown.onkeydown.clone()} onpointerdown={shown.strokes.down.clone()}
            onpointermove={shown.strokes.moved.clone()} onpointerup={shown.strokes.up.clone()}
            onpointercancel={shown.strokes.cancelled.clone()}>
            for pitch in shown.rows.pitches() { { lane(studio, shown, *pitch) } }
            <p class="canvas-shadow" id="drums-help">{ studio.text("drums-help") }</p>
        </div>
    }
}

fn lane(studio: &Studio, shown: &LanesProps<'_>, pitch: Pitch) -> Html {
    let name = piece_name(studio, pitch);
    let hear = {
        let (studio, props) = (studio.clone(), shown.props.clone());
        Callback::from(move |_: MouseEvent| props.sound(&studio, pitch, Velocity::DEFAULT))
    };
    let notes = shown.grid.lane(&shown.props.subject.pattern, pitch, shown.bar);
    let count = notes.len();
    html! {
        <div class="drums-lane" role="row" key={pitch.key()} data-hand={(shown.at.pitch == pitch).to_string()}>
            <div role="rowheader">
                <button type="button" class="drums-piece" tabindex="-1" onclick={hear}
                    title={studio.say(&Message::new("drums-sound").with("piece", &name))}>{ name.clone() }</button>
            </div>
            for (step, note) in (0u32..).zip(&notes) {
                { cell(studio, shown, DrumCell { pitch, bar: shown.bar, step }, note.as_ref(), (&name, count)) }
            }
        </div>
    }
}

fn cell(
    studio: &Studio,
    shown: &LanesProps<'_>,
    cell: DrumCell,
    note: Option<&Note>,
    (name, count): (&str, usize),
) -> Html {
    let velocity = note.map_or(0, |note| note.velocity.get());
    let message = Message::new("drums-cell").with("piece", name).with("step", cell.step + 1);
    let label = studio.say(&message.with("steps", count).with("velocity", velocity));
    let project = &shown.props.project;
    let by = note.filter(|_| shown.props.authorship).and_then(|note| author_mark(project, note.authors));
    let only = shown.props.only.as_deref();
    let other = note.zip(only).is_some_and(|(note, only)| !is_by(project, note.authors, only));
    let class = by.map(|mark| hue(mark.changed_by.unwrap_or(mark.maker)));
    let title = note.map(|note| format!("{label}, {}", describe_authors(project, note.authors, studio.locale)));
    let beat = project.meter.meter_at(shown.props.subject.clip.at).beat().0 / shown.grid.grid().step().0.max(1);
    let on_beat = cell.step.is_multiple_of(beat.max(1));
    html! {
        <div role="gridcell" class={yew::classes!("drums-cell", class, on_beat.then_some("drums-beat"))} {title}
            aria-label={label} aria-selected={note.is_some().to_string()} data-step={cell.step.to_string()}
            data-key={cell.pitch.key().to_string()} data-other={other.then_some("true")} data-muted={note.is_some_and(|note| note.muted).then_some("true")}
            tabindex={if cell == shown.at { "0" } else { "-1" }}>
            if note.is_some() { <i data-level={(velocity / 16).to_string()}></i> }
        </div>
    }
}
