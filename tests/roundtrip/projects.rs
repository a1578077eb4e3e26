//! Any project at all, inside the studio's limits.

use std::collections::BTreeMap;
use std::rc::Rc;

use proptest::prelude::*;
use proptest::sample::select;
use studio::music::{Chord, ChordQuality, Key, Mode, Pitch, PitchClass, Velocity};
use studio::pcm::{Decibels, Pan, Warp};
use studio::project::{
    AssetKind, AssetRef, AudioClip, AutomationLane, Bus, BusId, ChordSpan, Clip, ClipContent, IdSource, LyricLine,
    Marker, Metadata, Note, Pattern, Point, Project, ProjectId, SampleZone, Section, SectionKind, Send, Strip, Target,
    Track, TrackRole,
};
use studio::provenance::{AuthorTable, AuthorsId, Contributor, Digest, Ledger, PromptRecord};
use studio::sound::{Insert, InsertKind, Patch, PatchKind, Segment, Zone};
use studio::time::{Bpm, Meter, MeterChange, MeterMap, TempoChange, TempoMap, Tick, TickRange};

fn name() -> impl Strategy<Value = String> {
    prop_oneof!["[ -~]{0,12}", "\\PC{0,8}", Just("末班车 🎵 é\u{301}".to_owned()), "[\"\\\\/<>&]{1,6}"]
}

fn contributor() -> impl Strategy<Value = Contributor> {
    prop_oneof![
        name().prop_map(|name| Contributor::Person { name }),
        (name(), name(), name()).prop_map(|(provider, model, terms)| Contributor::Model { provider, model, terms }),
        (name(), name()).prop_map(|(name, version)| Contributor::Tool { name, version }),
        (name(), name()).prop_map(|(source, rights)| Contributor::Import { source, rights }),
    ]
}

type Act = (Contributor, Option<(String, bool, Option<u64>)>, Vec<u8>, u32);

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let prompt = prop::option::of((name(), any::<bool>(), any::<Option<u64>>()));
    prop::collection::vec((contributor(), prompt, prop::collection::vec(any::<u8>(), 0..8), any::<u32>()), 0..6)
}

/// The ledger of some acts, and a table of every author alone and each with the next.
fn credits(acts: Vec<Act>) -> (Ledger, AuthorTable) {
    let (mut ledger, mut table) = (Ledger::default(), AuthorTable::default());
    let mut last = AuthorsId::default();
    for (contributor, prompt, payload, now) in acts {
        let prompt = prompt.map(|(text, kept, seed)| {
            let mut prompt = PromptRecord::with_text(&text, seed);
            prompt.text = prompt.text.filter(|_| kept);
            prompt
        });
        let id = ledger.attribute(&contributor, prompt.as_ref(), u64::from(now)).unwrap();
        ledger.cover(&payload, u64::from(now) + 5);
        table.made_by(id);
        last = table.edited_by(last, id);
    }
    (ledger, table)
}

fn authors() -> impl Strategy<Value = AuthorsId> {
    // Brought inside the project's table once that is known.
    any::<u16>().prop_map(AuthorsId)
}

fn spans(most: usize) -> impl Strategy<Value = Vec<TickRange>> {
    prop::collection::vec((0u32..5_000, 1u32..9_000), 0..most).prop_map(|steps| {
        let mut at = 0;
        let place = |(gap, length)| {
            let start = at + gap;
            at = start + length;
            TickRange::new(Tick(start), Tick(at))
        };
        steps.into_iter().map(place).collect()
    })
}

fn notes() -> impl Strategy<Value = Vec<Note>> {
    let note = (0u32..4_000, 1u32..5_000, 0u8..=127, 1u8..=127, authors());
    prop::collection::vec(note, 0..24).prop_map(|notes| {
        let mut pattern = Pattern { id: IdSource::default().pattern(), length: Tick(1), notes: Vec::new() };
        for (start, length, pitch, velocity, authors) in notes {
            let (pitch, velocity) = (Pitch::new(pitch).unwrap(), Velocity::new(velocity).unwrap());
            pattern.put(Note { start: Tick(start), length: Tick(length), pitch, velocity, authors, muted: false });
        }
        pattern.notes
    })
}

fn level() -> impl Strategy<Value = Decibels> {
    (-60.0f32..=6.0).prop_map(Decibels)
}

fn insert() -> impl Strategy<Value = Insert> {
    (select(&InsertKind::ALL[..]), any::<bool>(), 0usize..8, 0.0f32..=1.0).prop_map(
        |(kind, bypassed, index, travel)| {
            let key = Some(1).filter(|_| bypassed && kind.has_key());
            let mut insert = Insert { bypassed, key, ..Insert::new(kind) };
            let spec = &kind.specs()[index % kind.specs().len()];
            insert.params.set(spec.key, spec.at_travel(travel)).unwrap();
            insert
        },
    )
}

fn patch() -> impl Strategy<Value = Patch> {
    (select(&PatchKind::ALL[..]), 0usize..16, 0.0f32..=1.0).prop_map(|(kind, index, travel)| {
        let mut patch = Patch::new(kind);
        let spec = &kind.specs()[index % kind.specs().len()];
        patch.params.set(spec.key, spec.at_travel(travel)).unwrap();
        patch
    })
}

fn strip() -> impl Strategy<Value = Strip> {
    let inserts = prop::collection::vec(insert(), 0..4);
    let lane = prop::option::of(points());
    (level(), -1.0f32..=1.0, any::<bool>(), any::<[bool; 2]>(), inserts, authors(), (lane, any::<bool>())).prop_map(
        |(gain, pan, mute, [solo, safe], inserts, authors, (points, on_volume))| Strip {
            gain,
            pan: Pan(pan),
            mute,
            solo,
            safe,
            inserts,
            sends: Vec::new(),
            output: None,
            automation: points.map(|points| Rc::new(lane_of(points, on_volume))).into_iter().collect(),
            authors,
        },
    )
}

fn points() -> impl Strategy<Value = Vec<Point>> {
    prop::collection::btree_map(0u32..99_000, (0.0f32..=1.0, -100i8..=101, authors()), 1..9).prop_map(|points| {
        let point = |(at, (value, tension, authors)): (u32, (f32, i8, AuthorsId))| Point {
            at: Tick(at),
            value,
            segment: if tension > 100 { Segment::Hold } else { Segment::Bend(tension) },
            authors,
        };
        points.into_iter().map(point).collect()
    })
}

fn lane_of(points: Vec<Point>, on_volume: bool) -> AutomationLane {
    AutomationLane { target: if on_volume { Target::Volume } else { Target::Pan }, points }
}

prop_compose! {
    fn track()(
        name in name(),
        role in select(vec![TrackRole::Lead, TrackRole::Keys, TrackRole::Bass, TrackRole::Drums]),
        colour in 0u8..12,
        (patch, patch_authors) in (patch(), authors()),
        patterns in prop::collection::vec((1u32..9_000, notes()), 1..4),
        clips in prop::collection::vec((any::<prop::sample::Index>(), 0u32..2_000, authors()), 12),
        ranges in spans(12),
        (strip, send, leads) in (strip(), prop::option::of(level()), any::<bool>()),
    ) -> Track {
        // Every id is given anew once the track is in its project; until then clips name patterns by place.
        let mut ids = IdSource::default();
        let patterns: Vec<_> = patterns
            .into_iter()
            .map(|(length, notes)| Rc::new(Pattern { id: ids.pattern(), length: Tick(length), notes }))
            .collect();
        let placed = ranges.into_iter().zip(clips);
        let clips = placed.map(|(range, (index, offset, authors))| Clip {
            id: ids.clip(),
            content: ClipContent::Pattern(patterns[index.index(patterns.len())].id),
            at: range.start,
            length: range.length(),
            offset: Tick(offset),
            authors,
        });
        let clips = clips.collect();
        let sends = send.map(|level| Send { bus: BusId(0), level }).into_iter().collect();
        let strip = Strip { sends, output: leads.then_some(BusId(1)), ..strip };
        Track { id: ids.track(), name, role, colour, locked: false, patch, patch_authors, zones: Rc::default(), patterns, clips, strip }
    }
}

fn tempo() -> impl Strategy<Value = TempoMap> {
    // Thousandths of a beat a minute: what the studio's own fields can say.
    prop::collection::vec((1u32..9_000, 20_000u32..=400_000), 1..4).prop_map(|changes| {
        let mut at = 0;
        let mut next = |(index, (gap, thousandths)): (usize, (u32, u32))| {
            at += if index == 0 { 0 } else { gap };
            TempoChange { at: Tick(at), bpm: Bpm::new(f64::from(thousandths) / 1_000.0).unwrap() }
        };
        TempoMap::new(changes.into_iter().enumerate().map(&mut next).collect()).unwrap()
    })
}

fn meter() -> impl Strategy<Value = MeterMap> {
    let meter = (1u8..=16, select(vec![2u8, 4, 8, 16])).prop_map(|(beats, unit)| Meter::new(beats, unit).unwrap());
    prop::collection::vec(meter, 1..4).prop_map(|meters| {
        let change = |(index, meter)| MeterChange { bar: index as u32 * 3, meter };
        MeterMap::new(meters.into_iter().enumerate().map(change).collect()).unwrap()
    })
}

prop_compose! {
    fn timeline()(
        sections in prop::collection::vec((name(), authors()), 6),
        chords in prop::collection::vec((0i32..12, select(ChordQuality::ALL), prop::option::of(0i32..12), authors()), 8),
        lyrics in prop::collection::vec((name(), any::<bool>(), authors()), 5),
        (section_spans, chord_spans, lyric_spans) in (spans(6), spans(8), spans(5)),
    ) -> (Vec<Section>, Vec<ChordSpan>, Vec<LyricLine>) {
        let kind = SectionKind::Bridge;
        let sections = section_spans.into_iter().zip(sections);
        let chords = chord_spans.into_iter().zip(chords).map(|(range, (root, quality, bass, authors))| {
            let root = PitchClass::of(root);
            let bass = bass.map(PitchClass::of).filter(|bass| *bass != root);
            ChordSpan { range, chord: Chord { root, quality, bass }, authors }
        });
        let lyrics = lyric_spans.into_iter().zip(lyrics);
        (
            sections.map(|(range, (name, authors))| Section { name, kind, range, authors }).collect(),
            chords.collect(),
            lyrics.map(|(range, (text, placeholder, authors))| {
                // As many syllables as letters, two on a note.
                let laid = if placeholder { 0 } else { text.chars().count() as u16 };
                LyricLine { range, text, placeholder, notes: (0..laid).map(|place| place / 2).collect(), authors }
            }).collect(),
        )
    }
}

prop_compose! {
    /// A recording; its digest is given once its place is known.
    fn recording()(
        (name, media_type) in (name(), name()),
        bytes in 1u64..9_000_000,
        (frames, rate, channels) in (50_000u64..1_000_000, 44_100u32..=96_000, 1u8..=2),
        (words, voice) in (any::<bool>(), any::<bool>()),
        authors in authors(),
    ) -> AssetRef {
        let kind = AssetKind::Audio { frames, rate, channels, words, voice };
        AssetRef { digest: Digest::default(), name, media_type, bytes, kind, authors }
    }
}

prop_compose! {
    /// Any project inside the limits.
    pub fn valid()(
        id in any::<u128>(),
        (title, artist) in (name(), name()),
        (tempo, meter) in (tempo(), meter()),
        (tonic, mode) in (0i32..12, select(&Mode::ALL[..])),
        (sections, chords, lyrics) in timeline(),
        tracks in prop::collection::vec(track(), 0..4),
        recordings in prop::collection::vec((recording(), 0u64..49_000, level(), 0u32..60_000, warp()), 0..3),
        (bus, master) in (strip(), strip()),
        acts in acts(),
        cover in prop::option::of((recording(), 1u32..8_000)),
        markers in prop::collection::btree_map(0u32..100_000, (name(), authors()), 0..4),
        lineage in prop::collection::vec(any::<u128>(), 0..3),
    ) -> Project {
        let (ledger, table) = credits(acts);
        let mut project = Project::empty(ProjectId(id));
        project.metadata = Metadata { title, artist, ..Metadata::default() };
        (project.tempo, project.meter) = (tempo, meter);
        project.key = Key { tonic: PitchClass::of(tonic), mode };
        project.sections = Rc::new(sections);
        project.chords = Rc::new(chords);
        project.lyrics = Rc::new(lyrics);
        let markers = markers.into_iter().map(|(at, (name, authors))| Marker { at: Tick(at), name, authors });
        project.markers = Rc::new(markers.collect());
        project.lineage = lineage.into_iter().map(ProjectId).collect();
        let id = project.ids.bus();
        project.buses.push(Rc::new(Bus { id, name: "Extra".to_owned(), strip: bus }));
        project.master = Rc::new(master);
        for track in tracks {
            let track = with_own_ids(&mut project, track);
            project.tracks.push(Rc::new(track));
        }
        for (index, (asset, offset, gain, fade_in, (reverse, warp, follows))) in recordings.into_iter().enumerate() {
            let audio = AudioClip { offset, gain, fade_in, reverse, warp, follows, ..AudioClip::whole(Digest::of(&[index as u8])) };
            Rc::make_mut(&mut project.assets).push(AssetRef { digest: audio.asset, ..asset });
            if let Some(track) = project.tracks.last_mut().filter(|track| track.patch.kind == PatchKind::Sampler) {
                let zone = Zone { cents: gain.0, looped: Some([offset, 50_000]), ..Zone::whole(50_000) };
                let zones = Rc::make_mut(&mut Rc::make_mut(track).zones);
                zones.push(SampleZone { asset: audio.asset, zone: Zone { start: offset / 2, ..zone } });
            }
            if let Some(clip) = project.tracks.get_mut(index).and_then(|track| Rc::make_mut(track).clips.first_mut()) {
                (clip.content, clip.offset) = (ClipContent::Audio(audio), Tick::ZERO);
            }
        }
        if let Some((asset, side)) = cover {
            let (digest, kind) = (Digest::of(b"cover"), AssetKind::Image { width: side, height: side });
            Rc::make_mut(&mut project.assets).push(AssetRef { digest, kind, ..asset });
            project.metadata.cover = Some(digest);
        }
        (project.ledger, project.authors) = (Rc::new(ledger), Rc::new(table));
        credit_known_authors(&mut project);
        project
    }
}

/// How a recording is played: backwards, so long and so high, at a tempo that it follows.
fn warp() -> impl Strategy<Value = (bool, Warp, Option<Bpm>)> {
    let made = (Warp::STRETCHES, Warp::CENTS).prop_map(|(stretch, cents)| Warp { stretch, cents });
    let warp = prop_oneof![Just(Warp::NONE), made];
    (any::<bool>(), warp, prop::option::of((20.0f64..400.0).prop_map(Bpm::clamped)))
}

fn with_own_ids(project: &mut Project, mut track: Track) -> Track {
    track.id = project.ids.track();
    let mut renamed = BTreeMap::new();
    for pattern in &mut track.patterns {
        let new = project.ids.pattern();
        renamed.insert(pattern.id, new);
        Rc::make_mut(pattern).id = new;
    }
    for clip in &mut track.clips {
        clip.id = project.ids.clip();
        if let ClipContent::Pattern(pattern) = &mut clip.content {
            *pattern = renamed[pattern];
        }
    }
    track
}

/// Brings every author id inside the table.
fn credit_known_authors(project: &mut Project) {
    let sets = project.authors.len() as u16;
    let known = |authors: &mut AuthorsId| authors.0 %= sets;
    Rc::make_mut(&mut project.sections).iter_mut().for_each(|section| known(&mut section.authors));
    Rc::make_mut(&mut project.chords).iter_mut().for_each(|span| known(&mut span.authors));
    Rc::make_mut(&mut project.lyrics).iter_mut().for_each(|line| known(&mut line.authors));
    Rc::make_mut(&mut project.markers).iter_mut().for_each(|marker| known(&mut marker.authors));
    let lanes = |strip: &mut Strip| {
        let lanes = strip.automation.iter_mut().flat_map(|lane| &mut Rc::make_mut(lane).points);
        lanes.for_each(|point| known(&mut point.authors));
    };
    for strip in project.buses.iter_mut().map(|bus| &mut Rc::make_mut(bus).strip) {
        known(&mut strip.authors);
        lanes(strip);
    }
    known(&mut Rc::make_mut(&mut project.master).authors);
    lanes(Rc::make_mut(&mut project.master));
    Rc::make_mut(&mut project.assets).iter_mut().for_each(|asset| known(&mut asset.authors));
    for track in project.tracks.iter_mut().map(Rc::make_mut) {
        known(&mut track.patch_authors);
        known(&mut track.strip.authors);
        lanes(&mut track.strip);
        track.clips.iter_mut().for_each(|clip| known(&mut clip.authors));
        let notes = track.patterns.iter_mut().flat_map(|pattern| &mut Rc::make_mut(pattern).notes);
        notes.for_each(|note| known(&mut note.authors));
    }
}
