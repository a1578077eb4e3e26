//! Everything a person can tell the studio to do, in one table: the keyboard, the palette, the menus and the list of
//! shortcuts read it and nothing else.
//!
//! Adding one: its line below, its name in `tools.ftl`, and what it does in `ui/verbs.rs`, `ui/arrange/verbs.rs` or
//! `ui/roll/verbs.rs`.

use crate::view::Modifiers;

/// Where a verb's keys are heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Wherever nothing is being typed.
    Anywhere,
    /// While the arrangement has the focus.
    Arrangement,
    /// While the piano roll has the focus.
    Roll,
}

/// What a verb is about: the headings of lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// Playing, saving, undoing.
    Song,
    /// What is on screen.
    View,
    /// Tracks.
    Tracks,
    /// Clips.
    Clips,
    /// Sections, chords and words.
    Lanes,
    /// Notes.
    Notes,
}

impl Topic {
    /// Every topic, in the order of lists.
    pub const ALL: [Self; 6] = [Self::Song, Self::View, Self::Tracks, Self::Clips, Self::Lanes, Self::Notes];

    /// Its name in the catalogue of sentences.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Song => "topic-song",
            Self::View => "topic-view",
            Self::Tracks => "topic-tracks",
            Self::Clips => "topic-clips",
            Self::Lanes => "topic-lanes",
            Self::Notes => "topic-notes",
        }
    }
}

macro_rules! verbs {
    ($($name:ident $id:literal $topic:ident $scope:ident [$($keys:literal),*];)*) => {
        /// Something a person can tell the studio to do, by a key, a menu or the palette.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs, reason = "each is named after what it does, and the catalogue says it in words")]
        pub enum Verb { $($name,)* }

        impl Verb {
            /// Every verb, in the order of lists.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Its name in the catalogue of sentences.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }

            /// What it is about.
            pub const fn topic(self) -> Topic {
                match self { $(Self::$name => Topic::$topic,)* }
            }

            /// Where its keys are heard.
            pub const fn scope(self) -> Scope {
                match self { $(Self::$name => Scope::$scope,)* }
            }

            /// The keys that do it, the usual ones first: names as browsers have them, joined by `+`.
            pub const fn keys(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$($keys),*],)* }
            }
        }
    };
}

verbs! {
    Play "verb-play" Song Anywhere ["Space"];
    Stop "verb-stop" Song Anywhere [];
    ToStart "verb-to-start" Song Anywhere ["Home"];
    Loop "verb-loop" Song Anywhere ["L"];
    Metronome "verb-metronome" Song Anywhere ["M"];
    Record "verb-record" Song Anywhere ["Shift+R"];
    Typing "verb-typing" Song Anywhere ["P"];
    Undo "verb-undo" Song Anywhere ["Ctrl+Z"];
    Redo "verb-redo" Song Anywhere ["Ctrl+Shift+Z", "Ctrl+Y"];
    Save "verb-save" Song Anywhere ["Ctrl+S"];
    Open "verb-open" Song Anywhere ["Ctrl+O"];
    Share "verb-share" Song Anywhere [];
    NewSong "verb-new-song" Song Anywhere [];
    Palette "verb-palette" View Anywhere ["Ctrl+K"];
    Help "verb-help" View Anywhere ["?"];
    Keys "verb-keys" View Anywhere [];
    Tour "verb-tour" View Anywhere [];
    Authorship "verb-authorship" View Anywhere ["A"];
    PianoRoll "verb-piano-roll" View Anywhere ["1"];
    Mixer "verb-mixer" View Anywhere ["2"];
    DrumGrid "verb-drum-grid" View Anywhere ["4"];
    Lyrics "verb-lyrics" View Anywhere ["5"];
    Sound "verb-sound" View Anywhere ["3"];
    Cowriter "verb-cowriter" View Anywhere [];
    Release "verb-release" View Anywhere [];
    Ledger "verb-ledger" View Anywhere [];
    Theme "verb-theme" View Anywhere [];
    ZoomIn "verb-zoom-in" View Arrangement ["+", "="];
    ZoomOut "verb-zoom-out" View Arrangement ["-"];
    ZoomFit "verb-zoom-fit" View Arrangement ["F"];
    ZoomSelection "verb-zoom-selection" View Arrangement ["Z"];
    AddTrack "verb-add-track" Tracks Arrangement ["T"];
    RenameTrack "verb-rename-track" Tracks Arrangement ["F2"];
    CopyTrack "verb-copy-track" Tracks Arrangement ["Shift+D"];
    TrackUp "verb-track-up" Tracks Arrangement ["Alt+ArrowUp"];
    TrackDown "verb-track-down" Tracks Arrangement ["Alt+ArrowDown"];
    TrackColour "verb-track-colour" Tracks Arrangement ["C"];
    MuteTrack "verb-mute-track" Tracks Arrangement ["Shift+M"];
    SoloTrack "verb-solo-track" Tracks Arrangement ["Shift+S"];
    TurnSides "verb-turn-sides" Tracks Anywhere ["Shift+A"];
    LockTrack "verb-lock-track" Tracks Arrangement [];
    RemoveTrack "verb-remove-track" Tracks Arrangement ["Shift+Delete"];
    GroupTracks "verb-group-tracks" Tracks Arrangement ["G"];
    FoldGroup "verb-fold-group" Tracks Arrangement ["Alt+G"];
    RenameGroup "verb-rename-group" Tracks Arrangement ["Shift+F2"];
    Ungroup "verb-ungroup" Tracks Arrangement ["Shift+G"];
    Automation "verb-automation" Tracks Arrangement ["E"];
    BusAutomation "verb-bus-automation" Tracks Arrangement ["Alt+E"];
    MasterAutomation "verb-master-automation" Tracks Arrangement ["Shift+E"];
    OpenClip "verb-open-clip" Clips Arrangement ["Enter"];
    SplitClip "verb-split-clip" Clips Arrangement ["S"];
    JoinClips "verb-join-clips" Clips Arrangement ["J"];
    AllClips "verb-all-clips" Clips Arrangement ["Ctrl+A"];
    CopyClip "verb-copy-clip" Clips Arrangement ["Ctrl+D"];
    LoopClip "verb-loop-clip" Clips Arrangement ["R"];
    UnlinkClip "verb-unlink-clip" Clips Arrangement ["U"];
    ReverseClip "verb-reverse-clip" Clips Arrangement ["B"];
    FitClip "verb-fit-clip" Clips Arrangement [];
    FollowTempo "verb-follow-tempo" Clips Arrangement [];
    ClipHigher "verb-clip-higher" Clips Arrangement [];
    ClipLower "verb-clip-lower" Clips Arrangement [];
    RemoveClip "verb-remove-clip" Clips Arrangement ["Delete", "Backspace"];
    AddSection "verb-add-section" Lanes Arrangement [];
    RenameSection "verb-rename-section" Lanes Arrangement [];
    CopySection "verb-copy-section" Lanes Arrangement [];
    SectionEarlier "verb-section-earlier" Lanes Arrangement ["Alt+ArrowLeft"];
    SectionLater "verb-section-later" Lanes Arrangement ["Alt+ArrowRight"];
    LoopSection "verb-loop-section" Lanes Arrangement [];
    RemoveSection "verb-remove-section" Lanes Arrangement [];
    WriteChord "verb-write-chord" Lanes Arrangement [];
    WriteWords "verb-write-words" Lanes Arrangement [];
    ClearLane "verb-clear-lane" Lanes Arrangement [];
    AddMarker "verb-add-marker" Lanes Arrangement ["N"];
    RenameMarker "verb-rename-marker" Lanes Arrangement [];
    MarkerEarlier "verb-marker-earlier" Lanes Arrangement [];
    MarkerLater "verb-marker-later" Lanes Arrangement [];
    RemoveMarker "verb-remove-marker" Lanes Arrangement [];
    PreviousMarker "verb-previous-marker" Lanes Arrangement [","];
    NextMarker "verb-next-marker" Lanes Arrangement ["."];
    HoldPoints "verb-hold-points" Lanes Arrangement ["H"];
    CopyPoints "verb-copy-points" Lanes Arrangement ["Ctrl+C"];
    PastePoints "verb-paste-points" Lanes Arrangement ["Ctrl+V"];
    RemovePoints "verb-remove-points" Lanes Arrangement [];
    ClearAutomation "verb-clear-automation" Lanes Arrangement [];
    Draw "verb-draw" Notes Roll ["B"];
    AllNotes "verb-all-notes" Notes Roll ["Ctrl+A"];
    OtherNotes "verb-other-notes" Notes Roll ["Ctrl+I"];
    CopyNotes "verb-copy-notes" Notes Roll ["Ctrl+D"];
    RemoveNotes "verb-remove-notes" Notes Roll ["Delete", "Backspace"];
    Quantise "verb-quantise" Notes Roll ["Q"];
    Humanise "verb-humanise" Notes Roll ["H"];
    Legato "verb-legato" Notes Roll ["G"];
    StepLength "verb-step-length" Notes Roll ["E"];
    SplitNotes "verb-split-notes" Notes Roll ["S"];
    GlueNotes "verb-glue-notes" Notes Roll ["J"];
    Reverse "verb-reverse" Notes Roll ["R"];
    Mirror "verb-mirror" Notes Roll ["I"];
    Longer "verb-longer" Notes Roll ["]"];
    Shorter "verb-shorter" Notes Roll ["["];
    Ramp "verb-ramp" Notes Roll ["V"];
    MuteNotes "verb-mute-notes" Notes Roll ["Shift+M"];
    SnapToScale "verb-snap-to-scale" Notes Roll ["Shift+K"];
    SyllableEarlier "verb-syllable-earlier" Notes Roll [","];
    SyllableLater "verb-syllable-later" Notes Roll ["."];
    HoldSyllable "verb-hold-syllable" Notes Roll [">"];
    ReleaseSyllable "verb-release-syllable" Notes Roll ["<"];
    NoteList "verb-note-list" Notes Roll ["Shift+N"];
    OctaveUp "verb-octave-up" Notes Roll [];
    OctaveDown "verb-octave-down" Notes Roll [];
    ScaleUp "verb-scale-up" Notes Roll ["PageUp"];
    ScaleDown "verb-scale-down" Notes Roll ["PageDown"];
    IntoScale "verb-into-scale" Notes Roll ["K"];
    RollZoomIn "verb-roll-zoom-in" View Roll ["+", "="];
    RollZoomOut "verb-roll-zoom-out" View Roll ["-"];
    RollFit "verb-roll-fit" View Roll ["F"];
}

/// What a place on screen offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// A clip.
    Clip,
    /// A clip that plays a recording.
    Recording,
    /// A track.
    Track,
    /// A group of tracks.
    Group,
    /// A section.
    Section,
    /// A chord, or a place for one.
    Chord,
    /// Words, or a place for them.
    Words,
    /// A marker on the ruler.
    Marker,
    /// A place on the ruler without one.
    Ruler,
    /// The points of an automation lane.
    Points,
    /// The notes of the piano roll.
    Notes,
}

/// What is offered for notes.
const NOTE_VERBS: &[Verb] = &[
    Verb::Quantise,
    Verb::Humanise,
    Verb::Legato,
    Verb::StepLength,
    Verb::SplitNotes,
    Verb::GlueNotes,
    Verb::Reverse,
    Verb::Mirror,
    Verb::Longer,
    Verb::Shorter,
    Verb::Ramp,
    Verb::MuteNotes,
    Verb::OctaveUp,
    Verb::OctaveDown,
    Verb::ScaleUp,
    Verb::ScaleDown,
    Verb::IntoScale,
    Verb::SyllableEarlier,
    Verb::SyllableLater,
    Verb::HoldSyllable,
    Verb::ReleaseSyllable,
    Verb::AllNotes,
    Verb::OtherNotes,
    Verb::CopyNotes,
    Verb::RemoveNotes,
];

impl Offer {
    /// The verbs that are offered there.
    pub const fn verbs(self) -> &'static [Verb] {
        use Verb::{
            AddMarker, AddSection, AddTrack, Automation, BusAutomation, ClearAutomation, ClearLane, ClipHigher,
            ClipLower, CopyClip, CopyPoints, CopySection, CopyTrack, FitClip, FoldGroup, FollowTempo, GroupTracks,
            HoldPoints, JoinClips, LockTrack, LoopClip, LoopSection, MarkerEarlier, MarkerLater, MasterAutomation,
            NextMarker, OpenClip, PastePoints, PreviousMarker, RemoveClip, RemoveMarker, RemovePoints, RemoveSection,
            RemoveTrack, RenameGroup, RenameMarker, RenameSection, RenameTrack, ReverseClip, SectionEarlier,
            SectionLater, SplitClip, TrackColour, TrackDown, TrackUp, Ungroup, UnlinkClip, WriteChord, WriteWords,
            ZoomFit, ZoomSelection,
        };
        match self {
            Self::Clip => &[OpenClip, SplitClip, JoinClips, CopyClip, LoopClip, UnlinkClip, ZoomSelection, RemoveClip],
            Self::Recording => &[
                OpenClip,
                SplitClip,
                CopyClip,
                ReverseClip,
                FitClip,
                FollowTempo,
                ClipHigher,
                ClipLower,
                ZoomSelection,
                RemoveClip,
            ],
            Self::Track => &[
                RenameTrack,
                TrackColour,
                Automation,
                BusAutomation,
                MasterAutomation,
                CopyTrack,
                TrackUp,
                TrackDown,
                LockTrack,
                GroupTracks,
                Ungroup,
                AddTrack,
                RemoveTrack,
            ],
            Self::Group => &[RenameGroup, FoldGroup, BusAutomation, Ungroup],
            Self::Section => {
                &[RenameSection, LoopSection, CopySection, SectionEarlier, SectionLater, AddSection, RemoveSection]
            }
            Self::Chord => &[WriteChord, ClearLane],
            Self::Words => &[WriteWords, ClearLane],
            Self::Marker => &[RenameMarker, MarkerEarlier, MarkerLater, PreviousMarker, NextMarker, RemoveMarker],
            Self::Ruler => &[AddMarker, PreviousMarker, NextMarker, ZoomFit],
            Self::Points => &[HoldPoints, CopyPoints, PastePoints, RemovePoints, ClearAutomation],
            Self::Notes => NOTE_VERBS,
        }
    }
}

/// Whether a key press is what a table's line means. A sign such as `?` is what it is, with or without Shift.
pub(super) fn means(keys: &str, key: &str, held: Modifiers) -> bool {
    let (mut wanted, mut name) = (Modifiers::default(), keys);
    for (prefix, set) in [("Ctrl+", 0), ("Alt+", 1), ("Shift+", 2)] {
        if let Some(rest) = name.strip_prefix(prefix).filter(|rest| !rest.is_empty()) {
            name = rest;
            match set {
                0 => wanted.control = true,
                1 => wanted.alt = true,
                _ => wanted.shift = true,
            }
        }
    }
    let name = if name == "Space" { " " } else { name };
    let sign = name.chars().count() == 1 && !name.chars().all(char::is_alphabetic);
    let shift = wanted.shift == held.shift || (sign && name != " ");
    name.eq_ignore_ascii_case(key) && shift && wanted.control == held.control && wanted.alt == held.alt
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_verbs_are_heard_by_one_key() {
        let mut taken = BTreeSet::new();
        let anywhere = |verb: &&Verb| verb.scope() == Scope::Anywhere;
        let global: BTreeSet<&str> = Verb::ALL.iter().filter(anywhere).flat_map(|verb| verb.keys()).copied().collect();
        for verb in Verb::ALL {
            for keys in verb.keys() {
                assert!(taken.insert((format!("{:?}", verb.scope()), *keys)), "{keys} does two things");
                assert!(
                    verb.scope() == Scope::Anywhere || !global.contains(keys),
                    "{keys} hides what it does elsewhere"
                );
            }
        }
    }

    #[test]
    fn what_a_place_offers_is_offered_once() {
        for offer in [
            Offer::Points,
            Offer::Clip,
            Offer::Recording,
            Offer::Track,
            Offer::Group,
            Offer::Section,
            Offer::Marker,
            Offer::Ruler,
            Offer::Chord,
            Offer::Words,
            Offer::Notes,
        ] {
            let ids: BTreeSet<&str> = offer.verbs().iter().map(|verb| verb.id()).collect();
            assert_eq!(ids.len(), offer.verbs().len());
        }
    }
}
