//! The keyboard in the arrangement.

use studio::edit::Command;
use studio::project::{Clip, Track};
use studio::session::Action;
use studio::time::Tick;
use studio::view::{Modifiers, Row, Scope, Verb, create_clip, place_clip};
use web_sys::KeyboardEvent;
use yew::Context;

use crate::ui::arrange::editor::ArrangeEditor;
use crate::ui::canvas::modifiers_of_key;

impl ArrangeEditor {
    /// A key is pressed while the arrangement has the focus.
    pub fn key(&mut self, ctx: &Context<Self>, event: &KeyboardEvent) {
        if self.on_key(ctx, &event.key(), modifiers_of_key(event)) {
            event.prevent_default();
            event.stop_propagation();
        }
    }

    /// Whether the key did something.
    fn on_key(&mut self, ctx: &Context<Self>, key: &str, held: Modifiers) -> bool {
        let shown = &ctx.props().shown;
        if key == "Escape" && self.abort(ctx) {
            return true;
        }
        if self.point_key(ctx, key, held) {
            return true;
        }
        let plain = held == Modifiers::default();
        if plain && self.lane_key(ctx, key) {
            return true;
        }
        let verb = ctx.props().studio.keymap.verb_of_key(Scope::Arrangement, key, held).map(|verb| self.meant(verb));
        match verb {
            // Without a clip there is nothing to open, and Enter creates one.
            Some(Verb::OpenClip) if shown.selection.clip.is_none() => {}
            // With one, an arrow moves it off the grid.
            Some(Verb::SectionEarlier | Verb::SectionLater)
                if self.lane.is_none() && shown.selection.clip.is_some() => {}
            Some(verb) => return self.perform(ctx, verb),
            None => {}
        }
        if matches!(key, "ArrowUp" | "ArrowDown") && plain {
            return self.next_track(ctx, key == "ArrowDown", false);
        }
        if matches!(key, "ArrowUp" | "ArrowDown") && held == (Modifiers { shift: true, ..Modifiers::default() }) {
            return self.next_track(ctx, key == "ArrowDown", true);
        }
        let Some(track) = shown.selection.track.and_then(|id| shown.project.track(id)) else { return false };
        let Some(clip) = shown.selection.clip.and_then(|id| track.clip(id)) else {
            return self.without_clip(ctx, track, key);
        };
        match (key, held.control) {
            ("Escape", _) => Self::select(ctx, Some(track.id), None),
            ("ArrowLeft" | "ArrowRight", true) => self.next_clip(ctx, track, clip, key == "ArrowRight"),
            ("ArrowLeft" | "ArrowRight", false) => self.nudge(ctx, track, clip, key == "ArrowRight", held),
            _ => return false,
        }
        true
    }

    /// What a verb of clips means while the lanes have the cursor.
    fn meant(&self, verb: Verb) -> Verb {
        if self.lanes.cursor.is_some() && verb == Verb::RemoveClip {
            return Verb::RemovePoints;
        }
        match (self.lane.map(|place| place.row), verb) {
            (Some(Row::Ruler), Verb::RemoveClip) => Verb::RemoveMarker,
            (Some(Row::Ruler), Verb::RenameTrack) => Verb::RenameMarker,
            (Some(Row::Ruler), Verb::SectionEarlier) => Verb::MarkerEarlier,
            (Some(Row::Ruler), Verb::SectionLater) => Verb::MarkerLater,
            (Some(_), Verb::RemoveClip) => Verb::ClearLane,
            (Some(Row::Sections), Verb::CopyClip) => Verb::CopySection,
            (Some(Row::Sections), Verb::RenameTrack) => Verb::RenameSection,
            (_, verb) => verb,
        }
    }

    /// With a track but no clip selected: arrows select its first clip, Enter creates one at the playhead.
    fn without_clip(&mut self, ctx: &Context<Self>, track: &Track, key: &str) -> bool {
        match key {
            "ArrowLeft" | "ArrowRight" => {
                let here = studio::time::Tick(self.view.viewport.start() as u32);
                let first = track.clips.iter().find(|clip| clip.end() > here).or(track.clips.last());
                if let Some(clip) = first {
                    self.reveal(clip);
                    Self::select(ctx, Some(track.id), Some(clip.id));
                }
                first.is_some()
            }
            "Enter" => {
                let tick = ctx.props().studio.telemetry.read(|telemetry| Tick(telemetry.tick.max(0.0) as u32));
                if let Some((commands, clip)) = create_clip(&ctx.props().shown.project, track.id, tick) {
                    self.edit(ctx, "step-create-clip", commands);
                    Self::select(ctx, Some(track.id), Some(clip));
                }
                true
            }
            _ => false,
        }
    }

    fn edit(&self, ctx: &Context<Self>, label: &'static str, commands: Vec<Command>) {
        if !commands.is_empty() {
            ctx.props().studio.dispatch.emit(Action::Edit { label, commands });
        }
    }

    /// Selects the next track on screen, which the first of a folded group is, or lets it join those that are selected.
    fn next_track(&mut self, ctx: &Context<Self>, down: bool, joins: bool) -> bool {
        let (shown, rows) = (&ctx.props().shown, self.view.rows);
        let on_screen = |place: &usize| rows.shows(*place) || rows.group_above(*place).is_some();
        let tracks = &shown.project.tracks;
        let here = tracks.iter().position(|track| Some(track.id) == shown.selection.track);
        let next = match (here, down) {
            (None, _) => (0..tracks.len()).find(on_screen),
            (Some(index), true) => (index + 1..tracks.len()).find(on_screen).or(here),
            (Some(index), false) => (0..index).rev().find(on_screen).or(here),
        };
        match next.and_then(|next| tracks.get(next)) {
            Some(track) if joins && next != here => Self::pick(ctx, track.id, true),
            Some(track) if !joins => Self::select(ctx, Some(track.id), None),
            _ => {}
        }
        !tracks.is_empty()
    }

    fn next_clip(&mut self, ctx: &Context<Self>, track: &Track, clip: &Clip, later: bool) {
        let next = match later {
            true => track.clips.iter().find(|other| other.at > clip.at),
            false => track.clips.iter().rev().find(|other| other.at < clip.at),
        };
        if let Some(next) = next {
            self.reveal(next);
            Self::select(ctx, Some(track.id), Some(next.id));
        }
    }

    fn reveal(&mut self, clip: &Clip) {
        if self.view.viewport.reveal(f64::from(clip.at.0)) {
            self.redraw();
        }
    }

    /// Moves a clip by a beat, with Shift by a bar, with Alt by a tenth of a beat.
    fn nudge(&mut self, ctx: &Context<Self>, track: &Track, clip: &Clip, later: bool, held: Modifiers) {
        let meter = ctx.props().shown.project.meter.meter_at(clip.at);
        let step = match (held.shift, held.alt) {
            (true, _) => meter.bar(),
            (false, true) => Tick(meter.beat().0 / 10),
            (false, false) => meter.beat(),
        };
        let by = i64::from(step.0);
        let at = clip.at.shifted(if later { by } else { -by });
        self.view.viewport.reveal(f64::from(at.0));
        self.edit(ctx, "step-move-clip", place_clip(track.id, clip, at, clip.length));
    }
}
