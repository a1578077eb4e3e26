//! Groups in the arrangement: where their rows stand, which are folded, and what verbs do to them.

use studio::project::{BusId, Project, StripId, TrackId};
use studio::session::{Action, Selection};
use studio::text::Message;
use studio::view::{Verb, group_tracks, ungroup};
use yew::{Context, Html, html};

use crate::ui::arrange::editor::{ArrangeEditor, Msg};
use crate::ui::arrange::group_head::GroupHeader;

impl ArrangeEditor {
    /// Lays out the rows of groups and of the tracks that are folded away.
    pub fn lay_groups(&mut self, project: &Project) {
        self.folded.retain(|bus| project.is_group(*bus));
        let mut groups = [None; 16];
        for (group, bus) in groups.iter_mut().zip(&project.buses) {
            *group = project.first_member(bus.id).and_then(|place| u8::try_from(place).ok());
        }
        self.view.rows.groups = groups;
        let places = project.tracks.iter().take(64).enumerate();
        let away = places.filter(|(_, track)| track.strip.output.is_some_and(|bus| self.folded.contains(&bus)));
        self.view.rows.folded = away.fold(0, |bits, (place, _)| bits | 1 << place);
    }

    /// Folds a group, or unfolds it. A cursor in what is folded away goes.
    pub fn fold(&mut self, ctx: &Context<Self>, bus: BusId) {
        let project = &ctx.props().shown.project;
        if !self.folded.remove(&bus) {
            self.folded.insert(bus);
            let inside = |strip: StripId| match strip {
                StripId::Track(track) => project.members(bus).any(|member| member.id == track),
                _ => false,
            };
            self.lanes.cursor.take_if(|cursor| inside(cursor.strip));
        }
        self.lay_lanes(project);
        self.redraw();
    }

    /// The group of the selected track.
    fn chosen_group(ctx: &Context<Self>) -> Option<BusId> {
        let shown = &ctx.props().shown;
        shown.project.track(shown.selection.track?)?.strip.output
    }

    /// Does what is asked for to the selected tracks or the group of the selected one.
    pub fn group_verb(&mut self, ctx: &Context<Self>, verb: Verb) -> Option<()> {
        let (studio, shown) = (&ctx.props().studio, &ctx.props().shown);
        if verb == Verb::GroupTracks {
            let name = |number: usize| studio.say(&Message::new("group-name").with("number", number));
            let (commands, bus) = group_tracks(&shown.project, &shown.selection.tracks(&shown.project), name)?;
            Self::send_step(ctx, verb, commands);
            self.naming = Some(StripId::Bus(bus));
            return Some(());
        }
        let bus = Self::chosen_group(ctx)?;
        match verb {
            Verb::FoldGroup => self.fold(ctx, bus),
            Verb::RenameGroup => self.naming = Some(StripId::Bus(bus)),
            Verb::Ungroup => Self::send_step(ctx, verb, ungroup(&shown.project, bus)),
            _ => return None,
        }
        Some(())
    }

    /// Selects a track, or lets it join what is selected or leave it.
    pub fn pick(ctx: &Context<Self>, track: TrackId, joins: bool) {
        let selection = &ctx.props().shown.selection;
        let selection = match joins {
            true => selection.toggled(track),
            false => Selection { track: Some(track), ..Selection::default() },
        };
        ctx.props().studio.dispatch.emit(Action::Select { selection });
    }

    /// Selects all tracks of a group.
    pub fn pick_group(ctx: &Context<Self>, bus: BusId) {
        let members = ctx.props().shown.project.members(bus);
        let selection = members.fold(Selection::default(), |selection, track| selection.toggled(track.id));
        ctx.props().studio.dispatch.emit(Action::Select { selection });
    }

    /// The header of the group whose row stands above a track, with the head of its lane.
    pub fn group_head(&self, ctx: &Context<Self>, index: usize) -> Html {
        let shown = &ctx.props().shown;
        let Some(bus) = self.view.rows.group_above(index).and_then(|place| shown.project.buses.get(place)) else {
            return Html::default();
        };
        let (link, id) = (ctx.link(), bus.id);
        let strip = StripId::Bus(id);
        let colour = shown.project.tracks.get(index).map_or(0, |track| track.colour);
        let folded = self.folded.contains(&id);
        let inside = shown.project.members(id).any(|track| shown.selection.has_track(track.id));
        html! {
            <>
                <GroupHeader key={format!("group-{}", id.0)} bus={bus.clone()} {colour} {folded}
                    first={shown.project.tracks.get(index).map(|track| track.id)}
                    count={shown.project.members(id).count()} selected={folded && inside}
                    onpick={link.callback(move |()| Msg::PickGroup(id))} naming={self.naming == Some(strip)} onnaming={link.callback(Msg::Naming)}
                    onfold={link.callback(move |()| Msg::Fold(id))}
                    unfolded={self.lanes.open.contains_key(&strip)}
                    onunfold={link.callback(move |()| Msg::Unfold(strip))} />
                { self.lane_head(ctx, strip, &bus.name, None) }
            </>
        }
    }
}
