//! What verbs do in the arrangement: to the selected track and clip, and to the lanes.

use studio::edit::{Command, NewTrack};
use studio::pcm::{Decibels, Pan};
use studio::project::limits::TRACK_COLOURS;
use studio::project::{Clip, Project, StripId, Track, TrackId, TrackRole};
use studio::session::{Action, Dock, Notice, Severity};
use studio::sound::{Patch, PatchKind};
use studio::text::Message;
use studio::time::{Tick, TickRange};
use studio::view::{
    LanePlace, RecordingSetting, Row, SectionMove, Topic, Verb, added_clips, clips_of, fit_clip, follow_tempo,
    join_clips, lane_place, loop_clip, move_section, repeat_clips, reverse_clip, snap_to_beat, split_clip, unlink_clip,
    write_lane,
};
use yew::Context;

use crate::ui::arrange::editor::ArrangeEditor;

impl ArrangeEditor {
    /// Does what a key, a menu or the palette asks for; says so where there is nothing to do it to. Tells whether the
    /// page changes.
    pub fn perform(&mut self, ctx: &Context<Self>, verb: Verb) -> bool {
        let done = self.lane_point_verb(ctx, verb).unwrap_or_else(|| match verb.topic() {
            Topic::View => self.zoom_verb(ctx, verb),
            Topic::Tracks => self.track_verb(ctx, verb),
            Topic::Clips => self.clip_verb(ctx, verb),
            _ => self.marker_verb(ctx, verb).or_else(|| self.lane_verb(ctx, verb)),
        });
        self.pointed = None;
        if done.is_none() {
            let studio = &ctx.props().studio;
            let message = Message::new("verb-idle").with("verb", studio.text(verb.id()));
            studio.dispatch.emit(Action::Notify { notice: Notice::new(Severity::Info, message) });
        }
        self.redraw();
        true
    }

    pub fn send_step(ctx: &Context<Self>, verb: Verb, commands: Vec<Command>) {
        let label = match verb {
            Verb::CopyClip => "step-duplicate-clip",
            Verb::RemoveClip => "step-remove-clip",
            Verb::MuteTrack => "step-mute-track",
            Verb::SoloTrack => "step-solo-track",
            other => other.id(),
        };
        if !commands.is_empty() {
            ctx.props().studio.dispatch.emit(Action::Edit { label, commands });
        }
    }

    fn zoom_verb(&mut self, ctx: &Context<Self>, verb: Verb) -> Option<()> {
        match verb {
            Verb::ZoomFit => self.view.fit(&ctx.props().shown.project),
            Verb::ZoomSelection => {
                let clip = Self::chosen(ctx).map(|(_, clip)| clip.range());
                let range = clip.or_else(|| self.place_in(ctx, Row::Sections).map(|place| place.range))?;
                self.view.viewport.fit(range);
                self.following = false;
            }
            _ => {
                let factor = if verb == Verb::ZoomIn { 1.5 } else { 1.0 / 1.5 };
                self.view.viewport.zoom_around(self.view.viewport.width() / 2.0, factor);
            }
        }
        Some(())
    }

    /// The tick that a verb means: where a menu was opened, or the playhead.
    pub fn here(&self, ctx: &Context<Self>) -> Tick {
        let (start, running) = ctx.props().shown.start;
        let told = ctx.props().studio.telemetry.read(|telemetry| telemetry.tick);
        self.pointed.unwrap_or(if running { Tick(told.max(0.0) as u32) } else { start })
    }

    fn track(ctx: &Context<Self>) -> Option<&Track> {
        let shown = &ctx.props().shown;
        shown.project.track(shown.selection.track?).map(AsRef::as_ref)
    }

    fn chosen(ctx: &Context<Self>) -> Option<(&Track, &Clip)> {
        let track = Self::track(ctx)?;
        track.clip(ctx.props().shown.selection.clip?).map(|clip| (track, clip))
    }

    fn track_verb(&mut self, ctx: &Context<Self>, verb: Verb) -> Option<()> {
        let project = &ctx.props().shown.project;
        if verb == Verb::AddTrack {
            let (command, id) = self.fresh_track(ctx);
            Self::send_step(ctx, verb, vec![command]);
            Self::select(ctx, Some(id), None);
            return Some(());
        }
        if matches!(verb, Verb::GroupTracks | Verb::FoldGroup | Verb::RenameGroup | Verb::Ungroup) {
            return self.group_verb(ctx, verb);
        }
        let track = Self::track(ctx)?;
        let (id, strip) = (track.id, StripId::Track(track.id));
        let index = project.tracks.iter().position(|known| known.id == id)?;
        let command = match verb {
            Verb::RenameTrack => {
                // What is folded away has no place for a name to be typed in.
                if let Some(bus) = track.strip.output.filter(|bus| self.folded.contains(bus)) {
                    self.fold(ctx, bus);
                }
                self.naming = Some(strip);
                return Some(());
            }
            Verb::CopyTrack => {
                let copy = { project.ids }.track();
                let name = ctx.props().studio.say(&Message::new("copied-name").with("name", &track.name));
                Self::send_step(ctx, verb, vec![Command::CopyTrack { track: id, copy, name }]);
                Self::select(ctx, Some(copy), None);
                return Some(());
            }
            Verb::TrackUp => Command::MoveTrack { track: id, index: index.checked_sub(1)? },
            Verb::TrackDown if index + 1 < project.tracks.len() => Command::MoveTrack { track: id, index: index + 1 },
            Verb::TrackColour => Command::ColourTrack { track: id, colour: (track.colour + 1) % TRACK_COLOURS },
            Verb::MuteTrack => Command::SetMute { strip, mute: !track.strip.mute },
            Verb::SoloTrack => Command::SetSolo { strip, solo: !track.strip.solo },
            Verb::LockTrack => Command::LockTrack { track: id, locked: !track.locked },
            Verb::RemoveTrack => {
                let next = project.tracks.get(index + 1).or(index.checked_sub(1).and_then(|up| project.tracks.get(up)));
                Self::send_step(ctx, verb, vec![Command::RemoveTrack { track: id }]);
                Self::select(ctx, next.map(|track| track.id), None);
                return Some(());
            }
            _ => return None,
        };
        Self::send_step(ctx, verb, vec![command]);
        Some(())
    }

    /// A track for the part that the song has not yet, in the next colour.
    fn fresh_track(&self, ctx: &Context<Self>) -> (Command, studio::project::TrackId) {
        const PARTS: [(TrackRole, PatchKind); 5] = [
            (TrackRole::Keys, PatchKind::Fm),
            (TrackRole::Bass, PatchKind::Bass),
            (TrackRole::Drums, PatchKind::Drums),
            (TrackRole::Pad, PatchKind::Pad),
            (TrackRole::Lead, PatchKind::Fm),
        ];
        let project = &ctx.props().shown.project;
        let missing = PARTS.iter().find(|(role, _)| project.tracks.iter().all(|track| track.role != *role));
        let (role, kind) = missing.copied().unwrap_or(PARTS[0]);
        let number = project.tracks.len() + 1;
        let id = { project.ids }.track();
        let track = NewTrack {
            id,
            name: ctx.props().studio.say(&Message::new("new-track").with("number", number)),
            role,
            colour: u8::try_from(number % usize::from(TRACK_COLOURS)).unwrap_or(0),
            patch: Patch::new(kind),
            gain: Decibels(-6.0),
            pan: Pan(0.0),
            inserts: Vec::new(),
            sends: Vec::new(),
        };
        (Command::AddTrack { index: project.tracks.len(), track }, id)
    }

    fn clip_verb(&mut self, ctx: &Context<Self>, verb: Verb) -> Option<()> {
        let project = &ctx.props().shown.project;
        let selection = &ctx.props().shown.selection;
        let several = match verb {
            Verb::AllClips => clips_of(project, |_| true),
            _ => clips_of(project, |clip| selection.has_clip(clip)),
        };
        if verb == Verb::AllClips {
            let all: Vec<_> = several.iter().map(|(track, clip)| (*track, clip.id)).collect();
            Self::select_clips(ctx, &all);
            return Some(());
        }
        let (track, clip) = Self::chosen(ctx)?;
        let (track, id) = (track.id, clip.id);
        let commands = match verb {
            Verb::OpenClip => {
                let dock = if clip.audio().is_some() { Dock::Sound } else { Dock::PianoRoll };
                ctx.props().studio.dispatch.emit(Action::OpenDock { dock });
                return Some(());
            }
            Verb::SplitClip => {
                let at = snap_to_beat(&project.meter, f64::from(self.here(ctx).0), false);
                let (commands, later) = split_clip(project, track, id, at)?;
                Self::send_step(ctx, verb, commands);
                Self::select(ctx, Some(track), Some(later));
                return Some(());
            }
            Verb::CopyClip => {
                let commands = repeat_clips(project, &several)?;
                let copies = added_clips(&commands);
                Self::send_step(ctx, verb, commands);
                Self::select_clips(ctx, &copies);
                return Some(());
            }
            Verb::RemoveClip => {
                let gone = several.iter().map(|(track, clip)| Command::RemoveClip { track: *track, clip: clip.id });
                Self::send_step(ctx, verb, gone.collect());
                Self::select(ctx, Some(track), None);
                return Some(());
            }
            Verb::JoinClips => join_clips(project, track, id)?,
            Verb::LoopClip => {
                let longer = several.iter().filter_map(|(track, clip)| loop_clip(project, *track, clip.id));
                let longer: Vec<Command> = longer.flatten().collect();
                if longer.is_empty() {
                    return None;
                }
                longer
            }
            Verb::UnlinkClip => unlink_clip(project, track, id)?,
            Verb::ReverseClip | Verb::FitClip | Verb::FollowTempo | Verb::ClipHigher | Verb::ClipLower => {
                let played = several.iter().filter_map(|(track, clip)| recording_verb(project, verb, *track, clip));
                Some(played.collect()).filter(|commands: &Vec<Command>| !commands.is_empty())?
            }
            _ => return None,
        };
        Self::send_step(ctx, verb, commands);
        Some(())
    }

    /// The place of a lane that a verb means: the one under the lane's cursor, or the one at the playhead.
    fn place_in(&self, ctx: &Context<Self>, row: Row) -> Option<LanePlace> {
        let cursor = self.lane.filter(|place| place.row == row);
        cursor.or_else(|| lane_place(&ctx.props().shown.project, row, self.here(ctx)))
    }

    fn lane_verb(&mut self, ctx: &Context<Self>, verb: Verb) -> Option<()> {
        let project = &ctx.props().shown.project;
        let dispatch = &ctx.props().studio.dispatch;
        let section = || self.place_in(ctx, Row::Sections).filter(|place| place.taken);
        let how = match verb {
            Verb::AddSection => {
                let free = self.place_in(ctx, Row::Sections).filter(|place| !place.taken);
                let end = project.sections.last().map_or(Tick::ZERO, |section| section.range.end);
                let place = free.or_else(|| lane_place(project, Row::Sections, end))?;
                return self.type_at(ctx, place);
            }
            Verb::WriteChord => return self.type_at(ctx, self.place_in(ctx, Row::Chords)?),
            Verb::WriteWords => return self.type_at(ctx, self.place_in(ctx, Row::Lyrics)?),
            Verb::RenameSection => return self.type_at(ctx, section()?),
            Verb::LoopSection => {
                let range: TickRange = section()?.range;
                dispatch.emit(Action::SetLoop { range: Some(range) });
                return Some(());
            }
            Verb::ClearLane => {
                let place = self.lane.filter(|place| place.taken)?;
                Self::send_step(ctx, verb, write_lane(project, place, "").ok()?);
                self.lane = Some(LanePlace { taken: false, ..place });
                return Some(());
            }
            Verb::CopySection => SectionMove::Again,
            Verb::SectionEarlier => SectionMove::Earlier,
            Verb::SectionLater => SectionMove::Later,
            Verb::RemoveSection => SectionMove::Away,
            _ => return None,
        };
        let from = section()?;
        let (command, to) = move_section(project, from.range.start, how)?;
        Self::send_step(ctx, verb, vec![command]);
        let range = TickRange::new(to, to + from.range.length());
        self.lane = (how != SectionMove::Away).then_some(LanePlace { range, ..from });
        Some(())
    }
}

/// What a verb does to a clip that plays a recording.
fn recording_verb(project: &Project, verb: Verb, track: TrackId, clip: &Clip) -> Option<Command> {
    let pitch = RecordingSetting::Semitones;
    let tuned = |by: f32| pitch.set(project, track, clip, pitch.value(project, clip)? + by);
    match verb {
        Verb::ReverseClip => reverse_clip(project, track, clip),
        Verb::FitClip => fit_clip(project, track, clip),
        Verb::FollowTempo => follow_tempo(project, track, clip),
        Verb::ClipHigher => tuned(1.0),
        Verb::ClipLower => tuned(-1.0),
        _ => None,
    }
}
