//! Tests of what counts as evidence.

use std::rc::Rc;

use super::*;
use crate::music::{Pitch, Velocity};
use crate::project::{
    AssetKind, AssetRef, AudioClip, ChordSpan, ClipContent, LyricLine, Note, ProjectId, Section, SectionKind, Send,
    TrackRole,
};
use crate::provenance::{ContainsAi, ContributionId, Contributor, Digest};
use crate::sound::{Patch, PatchKind, Play, Zone};
use crate::text::Locale;
use crate::time::TickRange;

const BAR: Tick = Tick(3840);

/// A project whose contribution 0 is the composer's and 1 a person's, with the author sets of each alone.
fn blank() -> (Project, AuthorsId, AuthorsId) {
    let mut project = Project::empty(ProjectId(1));
    let ledger = Rc::make_mut(&mut project.ledger);
    let tool = ledger.attribute(&Contributor::built_in_composer(), None, 0).unwrap();
    let person = ledger.attribute(&Contributor::Person { name: "Ada".to_owned() }, None, 1).unwrap();
    let authors = Rc::make_mut(&mut project.authors);
    let (tool, person) = (authors.made_by(tool), authors.made_by(person));
    (project, tool, person)
}

fn note(start: u32, authors: AuthorsId) -> Note {
    let (pitch, velocity) = (Pitch::new(60).unwrap(), Velocity::DEFAULT);
    Note { start: Tick(start), length: Tick(240), pitch, velocity, authors, muted: false }
}

/// A track of one clip whose pattern is a bar long.
fn add_track(project: &mut Project, notes: Vec<Note>, length: Tick, offset: Tick, authors: AuthorsId) {
    let ids = &mut project.ids;
    let pattern = Pattern { id: ids.pattern(), length: BAR, notes };
    let clip =
        Clip { id: ids.clip(), content: ClipContent::Pattern(pattern.id), at: Tick::ZERO, length, offset, authors };
    project.tracks.push(Rc::new(Track {
        locked: false,
        id: ids.track(),
        name: "Keys".to_owned(),
        role: TrackRole::Keys,
        colour: 0,
        patch: Patch::new(PatchKind::Fm),
        patch_authors: authors,
        zones: Rc::default(),
        patterns: vec![Rc::new(pattern)],
        clips: vec![clip],
        strip: Strip::default(),
    }));
}

fn weight(project: &Project, aspect: Aspect, contribution: u16) -> f64 {
    let pieces = evidence(project).into_iter();
    let theirs = pieces.filter(|piece| piece.aspect == aspect && piece.authors == [ContributionId(contribution)]);
    theirs.map(|piece| piece.weight).sum()
}

#[test]
fn a_note_counts_each_time_it_is_struck() {
    let (mut project, tool, person) = blank();
    let notes = vec![note(0, tool), note(1920, person), note(3840, person)];
    add_track(&mut project, notes, Tick(2 * 3840 + 1), Tick(1), tool);
    // Bars 1 to 3 less the first tick, and one tick more: the first note is struck in bars 2 and 3, the second in 1 and 2.
    for aspect in [Aspect::Composition, Aspect::Performance] {
        assert_eq!((weight(&project, aspect, 0), weight(&project, aspect, 1)), (2.0, 2.0), "{aspect:?}");
    }
}

#[test]
fn what_cannot_be_heard_claims_nothing() {
    let (mut project, tool, person) = blank();
    add_track(&mut project, vec![note(0, tool)], BAR, Tick::ZERO, tool);
    add_track(&mut project, vec![note(0, person)], BAR, Tick::ZERO, person);
    let all = evidence(&project).len();
    let heard = |project: &Project| evidence(project).iter().any(|piece| piece.authors == [ContributionId(1)]);
    assert!(heard(&project) && all == 8);
    Rc::make_mut(&mut project.tracks[1]).strip.mute = true;
    assert!(!heard(&project));
    let strip = &mut Rc::make_mut(&mut project.tracks[1]).strip;
    (strip.mute, strip.gain) = (false, Decibels::SILENCE);
    assert!(!heard(&project));
    Rc::make_mut(&mut project.tracks[1]).strip.gain = Decibels(0.0);
    Rc::make_mut(&mut project.tracks[0]).strip.solo = true;
    assert!(heard(&project));
    Rc::make_mut(&mut project.tracks[1]).clips.clear();
    assert!(!heard(&project));
}

#[test]
fn words_count_and_placeholders_do_not() {
    let (mut project, tool, person) = blank();
    let range = TickRange::new(Tick::ZERO, BAR);
    let line = |text: &str, placeholder, authors| LyricLine {
        range,
        text: text.to_owned(),
        placeholder,
        notes: Vec::new(),
        authors,
    };
    project.lyrics = Rc::new(vec![line("la la la", true, tool), line("末班车 gone", false, person)]);
    project.chords = Rc::new(vec![ChordSpan { range, chord: "Am7".parse().unwrap(), authors: tool }]);
    let section = Section { name: "Verse".to_owned(), kind: SectionKind::Verse, range, authors: tool };
    project.sections = Rc::new(vec![section]);
    assert_eq!(weight(&project, Aspect::Lyrics, 0), 0.0);
    assert_eq!(weight(&project, Aspect::Lyrics, 1), 7.0);
    assert_eq!(weight(&project, Aspect::Composition, 0), 1.0);
    assert_eq!(weight(&project, Aspect::Arrangement, 0), 1.0);
}

#[test]
fn a_strip_counts_once_somebody_has_set_it_and_a_bus_once_it_is_fed() {
    let (mut project, tool, person) = blank();
    add_track(&mut project, vec![note(0, tool)], BAR, Tick::ZERO, tool);
    assert_eq!(weight(&project, Aspect::Mix, 1), 0.0);
    Rc::make_mut(&mut project.master).authors = person;
    let bus = Rc::make_mut(&mut project.buses[0]);
    bus.strip.authors = person;
    let id = bus.id;
    assert_eq!((weight(&project, Aspect::Mix, 1), weight(&project, Aspect::Master, 1)), (0.0, 1.0));
    Rc::make_mut(&mut project.tracks[0]).strip.sends.push(Send { bus: id, level: Decibels(-12.0) });
    assert_eq!((weight(&project, Aspect::Mix, 1), weight(&project, Aspect::Master, 1)), (1.0, 1.0));
}

#[test]
fn a_tools_song_that_a_person_changed_discloses_both() {
    let (mut project, tool, _) = blank();
    let both = Rc::make_mut(&mut project.authors).edited_by(tool, ContributionId(1));
    add_track(&mut project, vec![note(0, tool), note(960, both)], BAR, Tick::ZERO, tool);
    let disclosure = disclosure(&project);
    assert_eq!(disclosure.contains_ai(), ContainsAi::None);
    assert_eq!(disclosure.source_type().code(), "algorithmicMedia");
    assert!(disclosure.sentence(Locale::English).contains("(75%) and by a person, Ada (25%)"));
    assert!(disclosure.json().contains("humanEdits"));
}

#[test]
fn a_recording_is_the_work_of_whoever_made_it_and_not_of_whoever_placed_it() {
    let (mut project, tool, person) = blank();
    let ledger = Rc::make_mut(&mut project.ledger);
    let (provider, model) = ("Suno".to_owned(), "v5".to_owned());
    let by = ledger.attribute(&Contributor::Model { provider, model, terms: String::new() }, None, 2).unwrap();
    let model = Rc::make_mut(&mut project.authors).made_by(by);
    add_track(&mut project, vec![note(0, tool)], BAR, Tick::ZERO, person);
    let digest = Digest::of(b"song");
    let kind = AssetKind::Audio { frames: 96_000, rate: 48_000, channels: 2, words: true, voice: true };
    let (name, media_type) = ("song.mp3".to_owned(), "audio/mpeg".to_owned());
    let asset = AssetRef { digest, name, media_type, bytes: 9, kind, authors: model };
    project.assets = Rc::new(vec![asset]);
    Rc::make_mut(&mut project.tracks[0]).clips[0].content = ClipContent::Audio(AudioClip::whole(digest));
    for aspect in [Aspect::Composition, Aspect::Performance, Aspect::Vocals] {
        assert_eq!(weight(&project, aspect, 2), 16.0, "{aspect:?}");
    }
    assert_eq!(weight(&project, Aspect::Lyrics, 2), 8.0);
    for aspect in [Aspect::Arrangement, Aspect::Sound, Aspect::Mix, Aspect::Master] {
        assert_eq!(weight(&project, aspect, 2), 1.0, "{aspect:?}");
    }
    assert_eq!(weight(&project, Aspect::Arrangement, 1), 1.0);
    // Nothing plays the instrument.
    assert_eq!(weight(&project, Aspect::Sound, 1), 0.0);
    assert_eq!(disclosure(&project).contains_ai(), ContainsAi::Partly);
    Rc::make_mut(&mut project.tracks[0]).strip.mute = true;
    assert_eq!(disclosure(&project).contains_ai(), ContainsAi::None);
}

#[test]
fn the_chosen_cover_is_the_work_of_those_who_made_it_and_a_listed_picture_claims_nothing() {
    let (mut project, tool, person) = blank();
    let kind = AssetKind::Image { width: 640, height: 480 };
    let picture = |bytes: &[u8], authors| AssetRef {
        digest: Digest::of(bytes),
        name: "front.png".to_owned(),
        media_type: "image/png".to_owned(),
        bytes: 9,
        kind,
        authors,
    };
    project.assets = Rc::new(vec![picture(b"one", tool), picture(b"two", person)]);
    assert!(evidence(&project).is_empty());
    project.metadata.cover = Some(Digest::of(b"two"));
    let [piece] = &evidence(&project)[..] else { panic!("{:?}", evidence(&project)) };
    assert_eq!((piece.aspect, &piece.authors[..]), (Aspect::Artwork, &[ContributionId(1)][..]));
}

/// A sampler whose every key above middle C plays a recording, with one note on middle C; the recording's authors.
fn sampled_song(play: Play, root_up: bool) -> Project {
    let (mut project, tool, person) = blank();
    add_track(&mut project, vec![note(0, person), note(960, person)], BAR, Tick::ZERO, person);
    let digest = Digest::of(b"sample");
    Rc::make_mut(&mut project.assets).push(AssetRef {
        digest,
        name: "hit.wav".to_owned(),
        media_type: "audio/wav".to_owned(),
        bytes: 9,
        kind: AssetKind::Audio { frames: 96_000, rate: 48_000, channels: 1, words: true, voice: true },
        authors: tool,
    });
    let zone = Zone { keys: [if root_up { 61 } else { 60 }, 127], play, ..Zone::whole(96_000) };
    let track = Rc::make_mut(&mut project.tracks[0]);
    track.patch = Patch::new(PatchKind::Sampler);
    track.zones = Rc::new(vec![SampleZone { asset: digest, zone }]);
    project
}

#[test]
fn a_recording_that_a_sampler_plays_counts_as_one_that_a_clip_plays() {
    let project = sampled_song(Play::Held, false);
    // Two strikes of a sixteenth each, which are as much as two notes; and the two notes are the person's.
    assert_eq!(weight(&project, Aspect::Composition, 0), 2.0);
    assert_eq!(weight(&project, Aspect::Composition, 1), 2.0);
    assert_eq!(weight(&project, Aspect::Vocals, 0), 2.0);
    assert_eq!(weight(&project, Aspect::Lyrics, 0), 1.0);
    for aspect in [Aspect::Arrangement, Aspect::Sound, Aspect::Mix, Aspect::Master] {
        assert_eq!(weight(&project, aspect, 0), 1.0, "{aspect:?}");
    }
    // Played to its end: two seconds are sixteen sixteenths at 120 beats a minute.
    assert_eq!(weight(&sampled_song(Play::OneShot, false), Aspect::Performance, 0), 32.0);
    assert_eq!(project.recordings().len(), 1);
}

#[test]
fn a_recording_that_no_key_strikes_or_no_sampler_plays_is_nobodys_part() {
    let unstruck = sampled_song(Play::Held, true);
    let mut other = sampled_song(Play::Held, false);
    Rc::make_mut(&mut other.tracks[0]).patch = Patch::new(PatchKind::Fm);
    let mut muted = sampled_song(Play::Held, false);
    Rc::make_mut(&mut muted.tracks[0]).strip.mute = true;
    for project in [unstruck, other.clone(), muted] {
        assert!(evidence(&project).iter().all(|piece| piece.authors != [ContributionId(0)]));
    }
    assert!(other.recordings().is_empty());
}

#[test]
fn what_a_model_recorded_stays_a_models_in_a_sampler() {
    let mut project = sampled_song(Play::Held, false);
    assert_eq!(disclosure(&project).contains_ai(), ContainsAi::None);
    let model = Contributor::Model { provider: "Suno".to_owned(), model: "v5".to_owned(), terms: String::new() };
    let model = Rc::make_mut(&mut project.ledger).attribute(&model, None, 2).unwrap();
    let authors = Rc::make_mut(&mut project.authors).made_by(model);
    Rc::make_mut(&mut project.assets)[0].authors = authors;
    assert_eq!(disclosure(&project).contains_ai(), ContainsAi::Partly);
}
