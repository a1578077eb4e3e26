//! The piano roll in words, for those who hear the screen.

use studio::music::{DrumPiece, Pitch};
use studio::project::Note;
use studio::text::Message;
use studio::time::Tick;
use studio::view::describe_note;
use yew::{Html, Properties, component, html};

use crate::ui::context::{Studio, use_studio};
use crate::ui::roll::RollProps;
use crate::ui::roll::subject::Subject;

/// How many notes around the cursor are told.
const AROUND: usize = 12;

/// What the list tells of.
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
}

/// A hidden list of the notes near the cursor, and a live word on what is selected or under the cursor.
#[component]
pub fn Shadow(props: &ShadowProps) -> Html {
    let studio = use_studio();
    let notes = &props.subject.pattern.notes;
    let first = props.shown.selection.notes.first();
    let here = first.map_or(props.cursor_tick, |key| key.start);
    let middle = notes.partition_point(|note| note.start < here);
    let near = notes.iter().skip(middle.saturating_sub(AROUND / 2)).take(AROUND);
    let selected = first.and_then(|key| props.subject.pattern.find(*key).ok()).and_then(|index| notes.get(index));
    let count = props.shown.selection.notes.len();
    let told = match selected {
        Some(note) if count == 1 => describe(&studio, props, note),
        Some(_) => studio.say(&Message::new("roll-selected").with("count", count)),
        None => cursor_words(&studio, props),
    };
    html! {
        <div class="canvas-shadow" id="roll-shadow">
            <ul aria-label={studio.text("roll-notes")}>
                for note in near {
                    <li>{ describe(&studio, props, note) }</li>
                }
            </ul>
            <p aria-live="polite">{ told }</p>
        </div>
    }
}

fn song_tick(props: &ShadowProps, tick: Tick) -> Tick {
    Tick((props.subject.origin() + f64::from(tick.0)).max(0.0) as u32)
}

fn describe(studio: &Studio, props: &ShadowProps, note: &Note) -> String {
    let at = song_tick(props, note.start);
    describe_note(&props.shown.project, props.subject.track.role, note, at, studio.locale)
}

fn cursor_words(studio: &Studio, props: &ShadowProps) -> String {
    let position = props.shown.project.meter.position(song_tick(props, props.cursor_tick));
    let piece = DrumPiece::at(props.cursor_pitch).filter(|_| props.subject.is_drums());
    let key = piece.map_or_else(|| props.cursor_pitch.to_string(), |piece| studio.text(piece.id()));
    let message = Message::new("roll-cursor").with("key", key);
    studio.say(&message.with("bar", position.bar + 1).with("beat", position.beat + 1))
}
