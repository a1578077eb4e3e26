//! What a pointer does in the arrangement, as a state machine: positions in, commands out.

use crate::edit::Command;
use crate::project::{Clip, ClipId, Project, TrackId};
use crate::time::{Tick, TickRange};
use crate::view::{
    ClipZone, Modifiers, Row, clip_at, clips_of, marker_at, move_marker, place_clip, shift_clips, snap_to_beat,
    stretch_clip, stretch_clip_from, trim_clip,
};

/// Where the pointer went down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ArrangePress {
    /// The row.
    pub row: Row,
    /// The fractional tick.
    pub tick: f64,
    /// How many ticks wide the edge of a clip is: those of [`EDGE`] pixels.
    pub reach: f64,
}

/// How wide the edge of a clip is, in pixels.
pub const EDGE: f64 = 8.0;

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
    /// Moves a marker along the ruler.
    Marker {
        /// Where the marker was.
        at: Tick,
        /// Where it was grabbed.
        grabbed: f64,
    },
    /// Selects the clips that a rectangle between two points touches.
    Marquee {
        /// Where the pointer went down.
        from: (f64, Row),
    },
    /// Moves clips along their tracks and to others, or copies of them.
    Move {
        /// The track.
        track: TrackId,
        /// The clip as it was.
        base: Clip,
        /// Where it was grabbed.
        grabbed: f64,
        /// All the clips that move, with their tracks.
        all: Vec<(TrackId, Clip)>,
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
    /// These clips selected.
    Select(Vec<(TrackId, ClipId)>),
    /// The loop over a span; an empty one takes it away.
    Loop(Option<TickRange>),
    /// What is dragged as these commands have it, counted from where the drag began; none puts it back.
    Edit(Vec<Command>),
}

impl ArrangeGesture {
    /// The gesture that a press begins, if it begins one. A clip that is selected takes the other selected ones along.
    pub fn begin(
        project: &Project,
        press: ArrangePress,
        modifiers: Modifiers,
        selected: impl Fn(ClipId) -> bool,
    ) -> Option<Self> {
        match press.row {
            Row::Ruler if modifiers.shift => {
                Some(Self::Loop { anchor: snap_to_beat(&project.meter, press.tick, modifiers.alt) })
            }
            Row::Ruler => Some(match marker_at(project, press.tick, press.reach / EDGE) {
                Some(marker) => Self::Marker { at: marker.at, grabbed: press.tick },
                None => Self::Locate,
            }),
            Row::Track(index) => {
                let track = project.tracks.get(index)?;
                let Some((clip, zone)) = clip_at(track, press.tick, press.reach) else {
                    return Some(Self::Marquee { from: (press.tick, press.row) });
                };
                Some(match zone {
                    ClipZone::Body => {
                        let all = match selected(clip.id) {
                            true => clips_of(project, selected),
                            false => vec![(track.id, *clip)],
                        };
                        Self::Move { track: track.id, base: *clip, grabbed: press.tick, all }
                    }
                    ClipZone::Start => Self::Trim { track: track.id, base: *clip },
                    ClipZone::End => Self::Resize { track: track.id, base: *clip },
                })
            }
            Row::Below => Some(Self::Marquee { from: (press.tick, press.row) }),
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
            Self::Marker { at, .. } => {
                let to = self.marker_to(project, tick, modifiers);
                ArrangeOutcome::Edit(to.and_then(|to| move_marker(project, *at, to)).into_iter().collect())
            }
            Self::Marquee { from } => ArrangeOutcome::Select(touched(project, *from, (tick, row))),
            Self::Move { track, base, grabbed, all } => {
                let at = beat(f64::from(base.at.0) + tick - grabbed);
                let place = |id: TrackId| project.tracks.iter().position(|track| track.id == id);
                let down = match (track_at(project, row), place(*track)) {
                    (Some(over), Some(from)) => i32::try_from(over).unwrap_or(0) - i32::try_from(from).unwrap_or(0),
                    _ => 0,
                };
                let ticks = i64::from(at.0) - i64::from(base.at.0);
                ArrangeOutcome::Edit(shift_clips(project, all, (ticks, down), modifiers.control))
            }
            Self::Trim { track, base } => {
                let least = project.meter.meter_at(base.at).beat().min(base.length);
                let at = beat(tick).min(base.end() - least);
                // With Control a recording is stretched to its new start and not cut off there.
                let stretched = stretch_clip_from(project, *track, base, at).filter(|_| modifiers.control);
                let placed = |command| Vec::from_iter(Some(command).filter(|_| at != base.at));
                ArrangeOutcome::Edit(stretched.map_or_else(|| trim_clip(project, *track, base, at), placed))
            }
            Self::Resize { track, base } => {
                let least = project.meter.meter_at(base.at).beat().min(base.length);
                let end = beat(tick).max(base.at + least);
                // With Control a recording is stretched to its new end and not cut off there.
                let stretched = stretch_clip(project, *track, base, end).filter(|_| modifiers.control);
                let placed = |command| Vec::from_iter(Some(command).filter(|_| end != base.end()));
                ArrangeOutcome::Edit(stretched.map_or_else(|| place_clip(*track, base, base.at, end - base.at), placed))
            }
        }
    }

    /// Where the marker that is dragged goes, with the pointer at a fractional tick.
    pub fn marker_to(&self, project: &Project, tick: f64, modifiers: Modifiers) -> Option<Tick> {
        let Self::Marker { at, grabbed } = self else { return None };
        Some(snap_to_beat(&project.meter, f64::from(at.0) + tick - grabbed, modifiers.alt))
    }

    /// Names the undo step, with the keys that are held, in the catalogue of sentences.
    pub fn label(&self, modifiers: Modifiers) -> &'static str {
        match self {
            Self::Resize { base, .. } | Self::Trim { base, .. } if modifiers.control && base.audio().is_some() => {
                "step-stretch-clip"
            }
            Self::Resize { .. } | Self::Trim { .. } => "step-resize-clip",
            Self::Marker { .. } => "step-move-marker",
            _ => "step-move-clip",
        }
    }
}

/// The place of the track that a row belongs to, of a group's rows that of its first; a later one below the tracks.
fn track_at(project: &Project, row: Row) -> Option<usize> {
    let (Row::Group(place) | Row::Track(place) | Row::Automation(place)) = row else { return None };
    let bus = place.checked_sub(project.tracks.len()).and_then(|bus| project.buses.get(bus));
    Some(bus.and_then(|bus| project.first_member(bus.id)).unwrap_or(place))
}

/// The clips that a rectangle between two points touches.
fn touched(project: &Project, from: (f64, Row), to: (f64, Row)) -> Vec<(TrackId, ClipId)> {
    let (early, late) = (from.0.min(to.0), from.0.max(to.0));
    let place = |row| match row {
        Row::Ghost(_) | Row::Below => usize::MAX,
        _ => track_at(project, row).unwrap_or(0),
    };
    let (top, bottom) = (place(from.1).min(place(to.1)), place(from.1).max(place(to.1)));
    let tracks = project.tracks.iter().take(bottom.saturating_add(1)).skip(top);
    let touches = |clip: &&Clip| f64::from(clip.at.0) < late && f64::from(clip.end().0) > early;
    tracks.flat_map(|track| track.clips.iter().filter(touches).map(|clip| (track.id, clip.id))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{AssetKind, AssetRef, AudioClip, ClipContent, Marker, PatternId, ProjectId};
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
            ArrangeOutcome::Edit(commands) => commands.first().and_then(|command| match command {
                Command::SetClip { clip, .. } => Some((clip.at.0, clip.length.0)),
                _ => None,
            }),
            _ => None,
        }
    }

    #[test]
    fn a_clip_moves_from_beat_to_beat_and_stops_at_the_start() {
        let project = Project::empty(ProjectId(1));
        let gesture = {
            let (track, base) = (TrackId(1), clip());
            ArrangeGesture::Move { track, base, grabbed: 4000.0, all: vec![(track, base)] }
        };
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

    #[test]
    fn a_rectangle_selects_what_it_touches_and_a_clip_takes_the_selected_ones_along() {
        let mut project = Project::empty(ProjectId(1));
        let track = crate::project::Track {
            id: TrackId(1),
            name: String::new(),
            role: crate::project::TrackRole::Keys,
            colour: 0,
            locked: false,
            patch: crate::sound::Patch::new(crate::sound::PatchKind::Fm),
            patch_authors: AuthorsId(0),
            zones: std::rc::Rc::default(),
            patterns: Vec::new(),
            clips: vec![clip(), Clip { id: ClipId(2), at: Tick(7680), ..clip() }],
            strip: crate::project::Strip::default(),
        };
        project.tracks.push(std::rc::Rc::new(track));
        let marquee = ArrangeGesture::Marquee { from: (0.0, Row::Track(0)) };
        let touched = |tick| match marquee.at(&project, (tick, Row::Below), Modifiers::default()) {
            ArrangeOutcome::Select(clips) => clips.len(),
            _ => 9,
        };
        assert_eq!([touched(3840.0), touched(3841.0), touched(9e9)], [0, 1, 2]);
        // A group's automation lane belongs to its first track, though its place is after the last one's.
        let bus = project.ids.bus();
        project.buses.push(std::rc::Rc::new(crate::project::Bus::plain(bus, "Band".to_owned())));
        let mut led = project.tracks[0].as_ref().clone();
        (led.id, led.strip.output, led.clips) = (TrackId(2), Some(bus), Vec::new());
        project.tracks.extend([led.clone(), crate::project::Track { id: TrackId(3), ..led }].map(std::rc::Rc::new));
        let lane = project.tracks.len() + project.buses.len() - 1;
        let rows = [Row::Group(1), Row::Automation(1), Row::Automation(lane), Row::Automation(40), Row::Lyrics];
        assert_eq!(rows.map(|row| track_at(&project, row)), [Some(1), Some(1), Some(1), Some(40), None]);
        let press = ArrangePress { row: Row::Track(0), tick: 5000.0, reach: 10.0 };
        let both = ArrangeGesture::begin(&project, press, Modifiers::default(), |_| true);
        assert!(matches!(both, Some(ArrangeGesture::Move { all, .. }) if all.len() == 2));
        let one = ArrangeGesture::begin(&project, press, Modifiers::default(), |id| id == ClipId(2));
        assert!(matches!(one, Some(ArrangeGesture::Move { all, .. }) if all.len() == 1));
    }

    #[test]
    fn a_flag_on_the_ruler_is_dragged_from_beat_to_beat() {
        let mut project = Project::empty(ProjectId(1));
        let marker = Marker { at: Tick(960), name: "Drop".to_owned(), authors: AuthorsId(0) };
        project.markers = std::rc::Rc::new(vec![marker]);
        let press = |tick| ArrangePress { row: Row::Ruler, tick, reach: 80.0 };
        let begin = |tick| ArrangeGesture::begin(&project, press(tick), Modifiers::default(), |_| false);
        assert_eq!((begin(900.0), begin(1_400.0)), (Some(ArrangeGesture::Locate), Some(ArrangeGesture::Locate)));
        let gesture = begin(1_100.0).unwrap();
        let places = |tick: f64, held| match gesture.at(&project, (tick, Row::Below), held) {
            ArrangeOutcome::Edit(commands) => match commands.first() {
                Some(Command::SetMarkers { markers }) => markers.iter().map(|marker| marker.at.0).collect(),
                _ => vec![],
            },
            _ => vec![9],
        };
        let free = Modifiers { alt: true, ..Modifiers::default() };
        assert_eq!(places(3_100.0, Modifiers::default()), [2_880]);
        assert_eq!(places(3_100.0, free), [2_960]);
        assert_eq!(places(1_200.0, Modifiers::default()), Vec::<u32>::new());
    }

    #[test]
    fn a_recording_is_stretched_by_either_edge_while_control_is_held() {
        let mut project = Project::empty(ProjectId(1));
        let digest = crate::provenance::Digest::of(b"sound");
        let kind = AssetKind::Audio { frames: 441_000, rate: 44_100, channels: 1, words: false, voice: false };
        let (name, media_type, authors) = (String::new(), String::new(), AuthorsId(0));
        let asset = AssetRef { digest, name, media_type, bytes: 9, kind, authors };
        project.assets = std::rc::Rc::new(vec![asset]);
        let content = ClipContent::Audio(AudioClip::whole(digest));
        let (track, base) = (TrackId(1), Clip { content, ..clip() });
        let held = Modifiers { control: true, ..Modifiers::default() };
        let stretch = |gesture: &ArrangeGesture, tick: f64| match gesture.at(&project, (tick, Row::Below), held) {
            ArrangeOutcome::Edit(commands) => match commands[..] {
                [Command::SetClip { clip, .. }] => {
                    let audio = clip.audio().unwrap();
                    Some((clip.at.0, clip.end().0, audio.warp.stretch, audio.offset))
                }
                _ => None,
            },
            _ => None,
        };
        let (start, end) = (ArrangeGesture::Trim { track, base }, ArrangeGesture::Resize { track, base });
        assert_eq!(stretch(&start, 1_920.0), Some((1_920, 7_680, 1_500_000, 0)));
        assert_eq!(stretch(&end, 9_600.0), Some((3_840, 9_600, 1_500_000, 0)));
        assert_eq!((stretch(&start, 3_840.0), stretch(&end, 7_680.0)), (None, None));
        assert_eq!([start.label(held), end.label(held)], ["step-stretch-clip"; 2]);
        assert_eq!(start.label(Modifiers::default()), "step-resize-clip");
        assert_eq!(ArrangeGesture::Trim { track, base: clip() }.label(held), "step-resize-clip");
    }
}
