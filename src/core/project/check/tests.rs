//! Each rule of a project, broken once.

use std::rc::Rc;

use super::*;
use crate::music::{Pitch, Velocity};
use crate::pcm::{Decibels, Pan};
use crate::project::{
    BusId, Clip, ClipContent, LyricLine, Marker, Note, Pattern, PatternId, ProjectId, Section, SectionKind, Send,
    Strip, Track, TrackRole,
};
use crate::provenance::{ContributionId, Contributor};
use crate::sound::{Insert, InsertKind, Patch, PatchKind};
use crate::text::Locale;

fn sound() -> Project {
    let mut project = Project::empty(ProjectId(1));
    let maker = Rc::make_mut(&mut project.ledger).attribute(&Contributor::built_in_composer(), None, 0).unwrap();
    let authors = Rc::make_mut(&mut project.authors).made_by(maker);
    let note = |start| Note {
        start: Tick(start),
        length: Tick(240),
        pitch: Pitch::new(60).unwrap(),
        velocity: Velocity::DEFAULT,
        authors,
        muted: false,
    };
    let pattern = Pattern { id: project.ids.pattern(), length: Tick(960), notes: vec![note(0), note(480)] };
    let mut clip = |at| Clip {
        id: project.ids.clip(),
        content: ClipContent::Pattern(pattern.id),
        at: Tick(at),
        length: Tick(960),
        offset: Tick::ZERO,
        authors,
    };
    let clips = vec![clip(0), clip(960)];
    let bus = project.buses[0].id;
    let sends = vec![Send { bus, level: Decibels(-6.0) }];
    project.tracks.push(Rc::new(Track {
        locked: false,
        id: project.ids.track(),
        name: "Keys".to_owned(),
        role: TrackRole::Keys,
        colour: 11,
        patch: Patch::new(PatchKind::Fm),
        patch_authors: authors,
        zones: Rc::default(),
        patterns: vec![Rc::new(pattern)],
        clips,
        strip: Strip { sends, authors, ..Strip::default() },
    }));
    let section = |start, end| Section {
        name: "Verse".to_owned(),
        kind: SectionKind::Verse,
        range: TickRange { start: Tick(start), end: Tick(end) },
        authors,
    };
    project.sections = Rc::new(vec![section(0, 960), section(960, 1920)]);
    project
}

/// What is found wrong after a change.
fn broken(change: impl FnOnce(&mut Project)) -> CheckError {
    let mut project = sound();
    change(&mut project);
    check(&project).unwrap_err()
}

fn track(project: &mut Project) -> &mut Track {
    Rc::make_mut(&mut project.tracks[0])
}

fn pattern(project: &mut Project) -> &mut Pattern {
    Rc::make_mut(&mut track(project).patterns[0])
}

#[test]
fn a_sound_project_passes() {
    assert_eq!(check(&sound()), Ok(()));
    assert_eq!(check(&Project::empty(ProjectId(1))), Ok(()));
}

#[test]
fn tracks_that_break_a_rule_are_refused() {
    let name = || "Keys".to_owned();
    assert_eq!(broken(|p| track(p).colour = 12), CheckError::Colour(12));
    assert_eq!(broken(|p| track(p).patch_authors = AuthorsId(9)), CheckError::Authors);
    assert_eq!(
        broken(|p| track(p).clips[1].content = ClipContent::Pattern(PatternId(99))),
        CheckError::NoPattern { track: name() }
    );
    assert_eq!(broken(|p| track(p).clips[1].at = Tick(959)), CheckError::Clips { track: name() });
    assert_eq!(broken(|p| track(p).clips[1].length = Tick::ZERO), CheckError::Clips { track: name() });
    assert_eq!(broken(|p| track(p).clips[1].at = MAX_TICK), CheckError::PastEnd);
    assert_eq!(broken(|p| track(p).clips[1].id = track(p).clips[0].id), CheckError::Id(3));
    assert_eq!(broken(|p| track(p).clips[1].id.0 = 77), CheckError::Id(77));
    assert_eq!(broken(|p| pattern(p).notes[1].start = Tick::ZERO), CheckError::Notes { track: name() });
    assert_eq!(broken(|p| pattern(p).notes[1].length = Tick::ZERO), CheckError::Notes { track: name() });
    assert_eq!(broken(|p| pattern(p).notes[1].length = MAX_TICK), CheckError::PastEnd);
    assert_eq!(broken(|p| pattern(p).notes[1].authors = AuthorsId(9)), CheckError::Authors);
    assert_eq!(broken(|p| pattern(p).length = Tick::ZERO), CheckError::Notes { track: name() });
}

#[test]
fn a_few_bytes_cannot_stand_for_endless_notes() {
    let endless = broken(|project| {
        pattern(project).length = Tick(1);
        track(project).clips.truncate(1);
        track(project).clips[0].length = MAX_TICK;
    });
    assert!(matches!(endless, CheckError::TooMany { what: Counted::Strikes, .. }), "{endless:?}");
}

#[test]
fn strips_that_break_a_rule_are_refused() {
    let level = || CheckError::Level { strip: "Keys".to_owned() };
    let sends = || CheckError::Sends { strip: "Keys".to_owned() };
    assert_eq!(broken(|p| track(p).strip.gain = Decibels(f32::NAN)), level());
    assert_eq!(broken(|p| track(p).strip.gain = Decibels(6.1)), level());
    assert_eq!(broken(|p| track(p).strip.pan = Pan(-1.1)), level());
    assert_eq!(broken(|p| track(p).strip.sends[0].level = Decibels(-99.0)), level());
    assert_eq!(broken(|p| track(p).strip.sends[0].bus = BusId(99)), sends());
    assert_eq!(broken(|p| track(p).strip.sends = vec![track(p).strip.sends[0]; 2]), sends());
    assert_eq!(broken(|p| track(p).strip.output = Some(BusId(99))), sends());
    assert_eq!(
        broken(|p| Rc::make_mut(&mut p.master).output = Some(BusId(0))),
        CheckError::Sends { strip: String::new() }
    );
    let send = Send { bus: BusId(0), level: Decibels(0.0) };
    assert_eq!(broken(|p| Rc::make_mut(&mut p.master).sends.push(send)), CheckError::Sends { strip: String::new() });
    let many = CheckError::TooMany { what: Counted::Inserts, count: 9, limit: 8 };
    assert_eq!(broken(|p| track(p).strip.inserts = vec![Insert::new(InsertKind::Eq); 9]), many);
}

#[test]
fn timelines_and_texts_that_break_a_rule_are_refused() {
    let sections = |p: &mut Project, change: fn(&mut Section)| change(&mut Rc::make_mut(&mut p.sections)[1]);
    assert_eq!(broken(|p| sections(p, |section| section.range.start = Tick(959))), CheckError::Spans);
    assert_eq!(broken(|p| sections(p, |section| section.range.end = Tick(960))), CheckError::Spans);
    assert_eq!(broken(|p| sections(p, |section| section.range.end = MAX_TICK + Tick(1))), CheckError::PastEnd);
    let marker = |at, name: &str| Marker { at: Tick(at), name: name.to_owned(), authors: AuthorsId(1) };
    let mark = |p: &mut Project, markers| p.markers = Rc::new(markers);
    assert_eq!(broken(|p| mark(p, vec![marker(9, "a"), marker(9, "b")])), CheckError::Spans);
    assert_eq!(broken(|p| mark(p, vec![marker(MAX_TICK.0 + 1, "a")])), CheckError::PastEnd);
    let nobody = Marker { authors: AuthorsId(9), ..marker(0, "a") };
    assert_eq!(broken(|p| mark(p, vec![nobody])), CheckError::Authors);
    let many = CheckError::TooMany { what: Counted::Spans, count: 401, limit: 400 };
    assert_eq!(broken(|p| mark(p, (0..401).map(|at| marker(at, "a")).collect())), many);
    let text = |text: &str, limit| CheckError::Text { text: text.to_owned(), limit };
    assert_eq!(broken(|p| sections(p, |section| section.name = "a\nb".to_owned())), text("ab", 120));
    assert_eq!(broken(|p| p.metadata.title = "末".repeat(121)), text(&"末".repeat(24), 120));
    let range = TickRange { start: Tick(0), end: Tick(1) };
    let line = LyricLine {
        range,
        text: "two\nlines".to_owned(),
        placeholder: false,
        notes: Vec::new(),
        authors: AuthorsId(1),
    };
    assert!(matches!(broken(|p| mark(p, vec![marker(0, "a\nb")])), CheckError::Text { .. }));
    let mut project = sound();
    project.lyrics = Rc::new(vec![line.clone(), LyricLine { notes: vec![0, 0, 3], ..line.clone() }]);
    assert_eq!(check(&project), Ok(()));
    for notes in [vec![1, 0], vec![0; 10]] {
        let lyrics = vec![LyricLine { notes, ..line.clone() }];
        assert_eq!(broken(|p| p.lyrics = Rc::new(lyrics)), CheckError::Spans);
    }
}

#[test]
fn authors_and_ids_that_nobody_gave_out_are_refused() {
    let foreign = |p: &mut Project| assert_eq!(Rc::make_mut(&mut p.authors).made_by(ContributionId(5)), AuthorsId(2));
    assert_eq!(broken(foreign), CheckError::Authors);
    assert_eq!(broken(|p| p.authors = Rc::new(serde_json::from_str("[]").unwrap())), CheckError::Authors);
    assert_eq!(broken(|p| p.authors = Rc::new(serde_json::from_str("[[0],[0]]").unwrap())), CheckError::Authors);
    assert_eq!(broken(|p| p.buses.push(Rc::clone(&p.buses[1]))), CheckError::Id(1));
    let many = CheckError::TooMany { what: Counted::Tracks, count: 65, limit: 64 };
    assert_eq!(broken(|p| p.tracks = vec![Rc::clone(&p.tracks[0]); 65]), many);
    assert!(many.message().text(Locale::English).starts_with("This project has 65 tracks; the studio can hold 64."));
    assert!(many.message().text(Locale::SimplifiedChinese).starts_with("此工程有 65 条音轨，最多只能有 64。"));
}
