//! What a pointer does in the arrangement, as a state machine: positions in, commands out.

use crate::edit::Command;
use crate::project::{Clip, Project, TrackId};
use crate::time::{Tick, TickRange};
use crate::view::{ClipZone, Modifiers, Row, clip_at, place_clip, shift_clip, snap_to_beat, trim_clip};

/// Where the pointer went down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ArrangePress {
    /// The row.
    pub row: Row,
    /// The fractional tick.
    pub tick: f64,
    /// How many ticks wide the edge of a clip is.
    pub reach: f64,
}

/// A gesture under way.
#[derive(Clone, Debug, PartialEq)]
pub enum ArrangeGesture {
    /// Puts the playhead where the pointer is.
    Locate,
    /// Spans the loop from an anchor.
    Loop {
        /// Where the pointer went down, on a beat.
        anchor: Tick,
    },
    /// Moves a clip along its track and to others, or a copy of it.
    Move {
        /// The track.
        track: TrackId,
        /// The clip as it was.
        base: Clip,
        /// Where it was grabbed.
        grabbed: f64,
    },
    /// Moves the start of a clip.
    Trim {
        /// The track.
        track: TrackId,
        /// The clip as it was.
        base: Clip,
    },
    /// Moves the end of a clip.
    Resize {
        /// The track.
        track: TrackId,
        /// The clip as it was.
        base: Clip,
    },
}

/// What a gesture wants.
#[derive(Clone, Debug, PartialEq)]
pub enum ArrangeOutcome {
    /// The playhead somewhere.
    Locate(Tick),
    /// The loop over a span; an empty one takes it away.
    Loop(Option<TickRange>),
    /// The clip as these commands have it, counted from where the drag began; none puts it back.
    Clip(Vec<Command>),
}

impl ArrangeGesture {
    /// The gesture that a press begins, if it begins one.
    pub fn begin(project: &Project, press: ArrangePress, modifiers: Modifiers) -> Option<Self> {
        match press.row {
            Row::Ruler if modifiers.shift => {
                Some(Self::Loop { anchor: snap_to_beat(&project.meter, press.tick, modifiers.alt) })
            }
            Row::Ruler => Some(Self::Locate),
            Row::Track(index) => {
                let track = project.tracks.get(index)?;
                let (clip, zone) = clip_at(track, press.tick, press.reach)?;
                Some(match zone {
                    ClipZone::Body => Self::Move { track: track.id, base: *clip, grabbed: press.tick },
                    ClipZone::Start => Self::Trim { track: track.id, base: *clip },
                    ClipZone::End => Self::Resize { track: track.id, base: *clip },
                })
            }
            _ => None,
        }
    }

    /// What it wants with the pointer at a fractional tick of a row.
    pub fn at(&self, project: &Project, (tick, row): (f64, Row), modifiers: Modifiers) -> ArrangeOutcome {
        let beat = |tick: f64| snap_to_beat(&project.meter, tick, modifiers.alt);
        match self {
            Self::Locate => ArrangeOutcome::Locate(beat(tick)),
            Self::Loop { anchor } => {
                let here = beat(tick);
                let range = TickRange::new(here.min(*anchor), here.max(*anchor));
                ArrangeOutcome::Loop((!range.is_empty()).then_some(range))
            }
            Self::Move { track, base, grabbed } => {
                let at = beat(f64::from(base.at.0) + tick - grabbed);
                let over = match row {
                    Row::Track(index) => project.tracks.get(index).map_or(*track, |track| track.id),
                    _ => *track,
                };
                ArrangeOutcome::Clip(shift_clip(project, *track, base, (over, at), modifiers.control))
            }
            Self::Trim { track, base } => {
                let least = project.meter.meter_at(base.at).beat().min(base.length);
                let at = beat(tick).min(base.end() - least);
                ArrangeOutcome::Clip(trim_clip(project, *track, base, at))
            }
            Self::Resize { track, base } => {
                let least = project.meter.meter_at(base.at).beat().min(base.length);
                let end = beat(tick).max(base.at + least);
                ArrangeOutcome::Clip(place_clip(*track, base, base.at, end - base.at))
            }
        }
    }

    /// Names the undo step, in the catalogue of sentences.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Resize { .. } | Self::Trim { .. } => "step-resize-clip",
            _ => "step-move-clip",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{ClipContent, ClipId, PatternId, ProjectId};
    use crate::provenance::AuthorsId;

    fn clip() -> Clip {
        let (id, pattern, authors) = (ClipId(1), PatternId(1), AuthorsId(0));
        Clip {
            id,
            content: ClipContent::Pattern(pattern),
            at: Tick(3840),
            length: Tick(3840),
            offset: Tick::ZERO,
            authors,
        }
    }

    fn placed(outcome: ArrangeOutcome) -> Option<(u32, u32)> {
        match outcome {
            ArrangeOutcome::Clip(commands) => commands.first().and_then(|command| match command {
                Command::SetClip { clip, .. } => Some((clip.at.0, clip.length.0)),
                _ => None,
            }),
            _ => None,
        }
    }

    #[test]
    fn a_clip_moves_from_beat_to_beat_and_stops_at_the_start() {
        let project = Project::empty(ProjectId(1));
        let gesture = ArrangeGesture::Move { track: TrackId(1), base: clip(), grabbed: 4000.0 };
        let free = Modifiers { alt: true, ..Modifiers::default() };
        assert_eq!(placed(gesture.at(&project, (4900.0, Row::Below), Modifiers::default())), Some((4800, 3840)));
        assert_eq!(placed(gesture.at(&project, (4900.0, Row::Below), free)), Some((4740, 3840)));
        assert_eq!(placed(gesture.at(&project, (-9e9, Row::Below), Modifiers::default())), Some((0, 3840)));
        assert_eq!(placed(gesture.at(&project, (4100.0, Row::Below), Modifiers::default())), None);
    }

    #[test]
    fn a_clip_keeps_a_beat_however_far_its_end_is_dragged() {
        let project = Project::empty(ProjectId(1));
        let gesture = ArrangeGesture::Resize { track: TrackId(1), base: clip() };
        assert_eq!(placed(gesture.at(&project, (0.0, Row::Below), Modifiers::default())), Some((3840, 960)));
        assert_eq!(placed(gesture.at(&project, (9700.0, Row::Below), Modifiers::default())), Some((3840, 5760)));
    }

    #[test]
    fn the_loop_spans_both_ways_and_a_click_takes_it_away() {
        let project = Project::empty(ProjectId(1));
        let gesture = ArrangeGesture::Loop { anchor: Tick(1920) };
        let range = TickRange::new(Tick(960), Tick(1920));
        assert_eq!(gesture.at(&project, (960.0, Row::Below), Modifiers::default()), ArrangeOutcome::Loop(Some(range)));
        assert_eq!(gesture.at(&project, (1930.0, Row::Below), Modifiers::default()), ArrangeOutcome::Loop(None));
    }
}
