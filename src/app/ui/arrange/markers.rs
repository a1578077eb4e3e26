//! What verbs and pointers do with markers, the named places on the ruler.

use studio::edit::Command;
use studio::project::Project;
use studio::text::{Locale, Message};
use studio::time::Tick;
use studio::view::{
    ArrangePress, EDGE, LanePlace, Row, Verb, add_marker, change_marker, lane_place, marker_at, move_marker,
    next_marker, snap_to_beat,
};
use yew::Context;

use crate::ui::arrange::editor::ArrangeEditor;

/// While the song plays, a marker that was passed less than this ago is not the one before.
const JUST_PASSED: Tick = Tick::quarters(1);

impl ArrangeEditor {
    /// The place of the flag under a pointer.
    pub fn flag_at(&self, ctx: &Context<Self>, press: ArrangePress) -> Option<LanePlace> {
        let project = &ctx.props().shown.project;
        let marker = marker_at(project, press.tick, press.reach / EDGE)?;
        lane_place(project, Row::Ruler, marker.at)
    }

    /// What a verb does with markers; `None` where it is no verb of theirs, or finds none.
    pub fn marker_verb(&mut self, ctx: &Context<Self>, verb: Verb) -> Option<()> {
        let (studio, project) = (&ctx.props().studio, &ctx.props().shown.project);
        match verb {
            Verb::AddMarker => {
                let at = snap_to_beat(&project.meter, f64::from(self.here(ctx).0), false);
                let number = project.markers.len() + 1;
                let name = studio.say(&Message::new("new-marker").with("number", number));
                let command = add_marker(project, at, &name)?;
                self.put_marker(ctx, verb, command, at);
                return Some(());
            }
            Verb::PreviousMarker | Verb::NextMarker => {
                let (here, later) = (self.here(ctx), verb == Verb::NextMarker);
                let playing = studio.telemetry.read(|telemetry| telemetry.playing);
                let from = if playing && !later { here - JUST_PASSED.min(here) } else { here };
                let at = next_marker(project, from, later)?.at;
                Self::locate(ctx, at);
                self.view.viewport.reveal(f64::from(at.0));
                self.lane = lane_place(project, Row::Ruler, at);
                return Some(());
            }
            _ => {}
        }
        let place = self.lane.filter(|place| place.row == Row::Ruler && place.taken)?;
        let at = place.range.start;
        let beat = project.meter.meter_at(at).beat();
        match verb {
            Verb::RenameMarker => self.type_at(ctx, place),
            Verb::RemoveMarker => {
                Self::send_step(ctx, verb, vec![change_marker(project, at, at, "")?]);
                self.lane = None;
                Some(())
            }
            Verb::MarkerEarlier | Verb::MarkerLater => {
                let by = i64::from(beat.0);
                let to = at.shifted(if verb == Verb::MarkerLater { by } else { -by });
                let command = move_marker(project, at, to)?;
                self.put_marker(ctx, verb, command, to);
                Some(())
            }
            _ => None,
        }
    }

    fn put_marker(&mut self, ctx: &Context<Self>, verb: Verb, command: Command, at: Tick) {
        Self::send_step(ctx, verb, vec![command]);
        self.view.viewport.reveal(f64::from(at.0));
        self.hold_marker(ctx, at);
    }

    /// Puts the cursor on a marker that is on its way to a place.
    pub fn hold_marker(&mut self, ctx: &Context<Self>, at: Tick) {
        // The project with the marker comes with the next properties; its place is mended then.
        self.lane = lane_place(&ctx.props().shown.project, Row::Ruler, at).map(|mut place| {
            (place.range.start, place.taken) = (at, true);
            place
        });
    }
}

/// Every marker in words, for those who hear the screen.
pub fn told_markers(project: &Project, locale: Locale) -> Vec<String> {
    let told = project.markers.iter().map(|marker| {
        let position = project.meter.position(marker.at);
        let message = Message::new("marker-described").with("name", &marker.name).with("bar", position.bar + 1);
        message.with("beat", position.beat + 1).text(locale)
    });
    told.collect()
}
