//! The edits themselves, as values.

use serde::{Deserialize, Serialize};

use crate::edit::automation;
use crate::music::Key;
use crate::pcm::{Decibels, Pan};
use crate::project::{
    AssetRef, BusId, ChordSpan, Clip, ClipId, LyricLine, Marker, Metadata, Note, NoteKey, Pattern, PatternId, Point,
    ReleaseInfo, SampleZone, Section, StripId, StripSound, Target, TrackId, TrackRole, point_rows,
};
use crate::provenance::{ContributionId, Digest};
use crate::sound::{Insert, Patch};
use crate::time::{MeterMap, TempoMap, Tick, TickRange};

/// One edit. It names what it changes by id, says only what is new, and knows nothing of who sends it:
/// [`apply`](super::apply) stamps that. Content that carries an author id other than zero is a copy of something in the
/// project and keeps those authors.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
#[allow(missing_docs, reason = "each variant's sentence tells what its fields are")]
pub enum Command {
    /// Sets title and artist; the cover and the release stay.
    SetMetadata { metadata: Metadata },
    /// Puts a picture that is listed on the cover, or takes it off.
    SetCover { cover: Option<Digest> },
    /// Sets what a release says, as a person typed it; what was declared of rights stays.
    SetRelease { release: Box<ReleaseInfo> },
    /// Records a person's word that material may be sold. `at` is in milliseconds since 1970-01-01 UTC.
    ClearMaterial { material: ContributionId, ground: String, at: u64 },
    /// Takes a person's word on material back.
    UnclearMaterial { material: ContributionId },
    /// Sets the tempo over the whole song.
    SetTempo { tempo: TempoMap },
    /// Sets the time signatures.
    SetMeter { meter: MeterMap },
    /// Sets the key.
    SetKey { key: Key },
    /// Puts sections in place of those that begin inside a span.
    ReplaceSections { range: TickRange, sections: Vec<Section> },
    /// Puts chords in place of those that begin inside a span.
    ReplaceChords { range: TickRange, chords: Vec<ChordSpan> },
    /// Puts words in place of those that begin inside a span.
    ReplaceLyrics { range: TickRange, lines: Vec<LyricLine> },
    /// Puts markers in place of all there are. One that carries authors was moved or renamed and keeps them.
    SetMarkers { markers: Vec<Marker> },
    /// Puts spans of the song one after another from its start on, with all that lies in them: what no span holds goes,
    /// what two hold is there twice. Tempo and time signatures stay.
    Rearrange { pieces: Vec<TickRange> },
    /// Lists a recording or picture that the project uses from now on. One that is listed already stays as it is, and
    /// the sender joins those who made it.
    AddAsset { asset: AssetRef },
    /// Adds a track above the one at `index`, or last.
    AddTrack { index: usize, track: NewTrack },
    /// Adds a copy of a track below it, with notes, clips, instrument and strip and with their authors.
    CopyTrack { track: TrackId, copy: TrackId, name: String },
    /// Removes a track with all its notes.
    RemoveTrack { track: TrackId },
    /// Moves a track to a place counted from the top.
    MoveTrack { track: TrackId, index: usize },
    /// Names a track.
    RenameTrack { track: TrackId, name: String },
    /// Gives a track a place in the palette of track colours.
    ColourTrack { track: TrackId, colour: u8 },
    /// Lets a track's notes, clips and instrument stay as they are, or be changed again.
    LockTrack { track: TrackId, locked: bool },
    /// Gives a track an instrument.
    SetPatch { track: TrackId, patch: Patch },
    /// Sets one of an instrument's parameters.
    SetPatchParam { track: TrackId, key: String, value: f32 },
    /// Gives a sampler the zones that its keys play.
    SetZones { track: TrackId, zones: Vec<SampleZone> },
    /// Adds a pattern that no clip plays yet.
    AddPattern { track: TrackId, pattern: Pattern },
    /// Adds, changes and removes notes of a pattern, all at once.
    EditNotes { track: TrackId, pattern: PatternId, edits: Vec<NoteEdit> },
    /// Places a pattern or a recording on its track; what it covers is trimmed.
    AddClip { track: TrackId, clip: Clip },
    /// Moves, trims or re-points a clip; what it then covers is trimmed.
    SetClip { track: TrackId, clip: Clip },
    /// Removes a clip, and its pattern where no other clip plays it.
    RemoveClip { track: TrackId, clip: ClipId },
    /// Empties a span of a track: clips in it go, clips across its edges are trimmed.
    ClearRange { track: TrackId, range: TickRange },
    /// Sets a fader.
    SetGain { strip: StripId, gain: Decibels },
    /// Sets a place between the speakers.
    SetPan { strip: StripId, pan: Pan },
    /// Silences a strip or lets it sound.
    SetMute { strip: StripId, mute: bool },
    /// Solos a strip or not.
    SetSolo { strip: StripId, solo: bool },
    /// Lets a strip be heard while others are soloed, or not.
    SetSafe { strip: StripId, safe: bool },
    /// Sets fader, place, effects and sends at once. What moved any of it with the song goes.
    SetSound { strip: StripId, sound: Box<StripSound> },
    /// Sets a send, or takes it away.
    SetSend { strip: StripId, bus: BusId, level: Option<Decibels> },
    /// Lets a track lead to a bus, or to the master where there is none.
    SetOutput { strip: StripId, bus: Option<BusId> },
    /// Adds a bus after the others, which leaves sound as it is. Its id is one that the project's id source has not given
    /// out.
    AddBus { bus: BusId, name: String },
    /// Removes a bus: what leads to it leads to the master, and its taps go.
    RemoveBus { bus: BusId },
    /// Names a bus.
    RenameBus { bus: BusId, name: String },
    /// Adds an effect before the one at `index`, or last.
    AddInsert { strip: StripId, index: usize, insert: Insert },
    /// Removes the effect at `index`.
    RemoveInsert { strip: StripId, index: usize },
    /// Moves the effect at `from` to the place `to`.
    MoveInsert { strip: StripId, from: usize, to: usize },
    /// Lets sound pass the effect at `index` by, or not.
    BypassInsert { strip: StripId, index: usize, bypassed: bool },
    /// Lets another track's sound decide what the effect at `index` does, or its own again.
    KeyInsert { strip: StripId, index: usize, key: Option<TrackId> },
    /// Sets one of the parameters of the effect at `index`.
    SetInsertParam { strip: StripId, index: usize, key: String, value: f32 },
    /// Puts points in place of a target's automation lane; none takes the lane away. A point that carries authors was
    /// moved or copied and keeps them.
    SetAutomation {
        strip: StripId,
        target: Target,
        #[serde(with = "point_rows")]
        points: Vec<Point>,
    },
}

/// A track to be added: it has no notes yet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NewTrack {
    /// An id that the project's id source has not given out.
    pub id: TrackId,
    /// What it is called.
    pub name: String,
    /// The part it plays.
    pub role: TrackRole,
    /// Its place in the palette of track colours.
    pub colour: u8,
    /// Its instrument.
    pub patch: Patch,
    /// Its fader.
    pub gain: Decibels,
    /// Its place between the speakers.
    pub pan: Pan,
    /// Its effects.
    pub inserts: Vec<Insert>,
    /// Its sends.
    pub sends: Vec<crate::project::Send>,
}

/// One note before and after: none before adds it, none after removes it, both change it. Its authors stay and the
/// editor joins them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteEdit {
    /// The note as it is found.
    pub from: Option<NoteKey>,
    /// The note as it shall be.
    #[serde(with = "note_value")]
    pub to: Option<Note>,
}

impl Command {
    /// The track whose notes, clips or instrument it would change.
    pub fn changes_track(&self) -> Option<TrackId> {
        match self {
            Self::RemoveTrack { track }
            | Self::SetPatch { track, .. }
            | Self::SetPatchParam { track, .. }
            | Self::SetZones { track, .. }
            | Self::AddPattern { track, .. }
            | Self::EditNotes { track, .. }
            | Self::AddClip { track, .. }
            | Self::SetClip { track, .. }
            | Self::RemoveClip { track, .. }
            | Self::ClearRange { track, .. } => Some(*track),
            _ => automation::changes_instrument(self),
        }
    }
}

impl NoteEdit {
    /// Adds a note.
    pub fn add(note: Note) -> Self {
        Self { from: None, to: Some(note) }
    }

    /// Removes a note.
    pub fn remove(key: NoteKey) -> Self {
        Self { from: Some(key), to: None }
    }

    /// Changes a note.
    pub fn change(from: NoteKey, to: Note) -> Self {
        Self { from: Some(from), to: Some(to) }
    }
}

/// A note in a journal entry: `[start, length, pitch, velocity, authors]`, and a 1 behind them where it is muted.
mod note_value {
    use serde::de::Error as _;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::{Note, Tick};
    use crate::music::{Pitch, Velocity};
    use crate::provenance::AuthorsId;

    pub fn serialize<S: Serializer>(note: &Option<Note>, out: S) -> Result<S::Ok, S::Error> {
        let row = |note: &Note| {
            let (pitch, velocity) = (note.pitch.key().into(), note.velocity.get().into());
            let mut row: Vec<u32> = vec![note.start.0, note.length.0, pitch, velocity, note.authors.0.into()];
            row.extend(note.muted.then_some(1));
            row
        };
        note.as_ref().map(row).serialize(out)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(input: D) -> Result<Option<Note>, D::Error> {
        let Some(row) = Option::<Vec<u32>>::deserialize(input)? else { return Ok(None) };
        let (&[start, length, pitch, velocity, authors] | &[start, length, pitch, velocity, authors, _]) =
            row.as_slice()
        else {
            return Err(D::Error::custom("a note has five numbers, or six"));
        };
        if length == 0 {
            return Err(D::Error::custom("a note has no length"));
        }
        let byte = |value: u32| u8::try_from(value).map_err(D::Error::custom);
        let pitch = Pitch::try_from(byte(pitch)?).map_err(D::Error::custom)?;
        let velocity = Velocity::try_from(byte(velocity)?).map_err(D::Error::custom)?;
        let authors = AuthorsId(u16::try_from(authors).map_err(D::Error::custom)?);
        let (start, length) = (Tick(start), Tick(length));
        Ok(Some(Note { start, length, pitch, velocity, authors, muted: row.get(5) == Some(&1) }))
    }
}
