//! Lanes as they are typed, and sections that move with all that lies in them.

use proptest::prelude::*;

use super::*;
use crate::edit::{Edit, History};
use crate::project::ProjectId;
use crate::provenance::Contributor;
use crate::text::Locale;

fn run(history: &mut History, commands: Vec<Command>) {
    history.run(Edit::new("edit", commands, Contributor::Person { name: String::new() }, 1)).unwrap();
}

fn write(history: &mut History, row: Row, tick: u32, text: &str) {
    let place = lane_place(history.project(), row, Tick(tick)).unwrap();
    let commands = write_lane(history.project(), place, text).unwrap();
    run(history, commands);
}

/// Three sections of two bars, each with its chords and a line of words.
fn song() -> History {
    let mut history = History::new(Project::empty(ProjectId(1)));
    let section = |name: &str, bar: u32| Section {
        name: name.to_owned(),
        kind: SectionKind::Verse,
        range: TickRange::new(Tick(bar * 3840), Tick((bar + 2) * 3840)),
        authors: AuthorsId::default(),
    };
    let sections = vec![section("Verse", 0), section("Chorus", 2), section("Bridge", 4)];
    run(&mut history, vec![Command::ReplaceSections { range: TickRange::new(Tick::ZERO, MAX_TICK), sections }]);
    for (bar, chord) in [(0, "Am7"), (1, "Dm9"), (2, "Fmaj7 G"), (3, "C"), (4, "E7"), (5, "Am")] {
        write(&mut history, Row::Chords, bar * 3840, chord);
    }
    for (bar, words) in [(0, "the platform"), (2, "the last train"), (4, "home")] {
        write(&mut history, Row::Lyrics, bar * 3840, words);
    }
    history
}

fn told(project: &Project) -> String {
    let names = project.sections.iter().map(|section| format!("{}@{}", section.name, section.range.start.0 / 3840));
    let chords = project.chords.iter().map(|span| span.chord.to_string());
    let words = project.lyrics.iter().map(|line| line.text.clone());
    [names.collect::<Vec<_>>().join(" "), chords.collect::<Vec<_>>().join(" "), words.collect::<Vec<_>>().join("/")]
        .join("; ")
}

fn moved(history: &mut History, bar: u32, how: SectionMove) -> Option<u32> {
    let (command, to) = move_section(history.project(), Tick(bar * 3840), how)?;
    run(history, vec![command]);
    Some(to.0 / 3840)
}

#[test]
fn chords_are_typed_one_or_several() {
    let history = song();
    assert_eq!(
        told(history.project()),
        "Verse@0 Chorus@2 Bridge@4; Am7 Dm9 Fmaj7 G C E7 Am; the platform/the last train/home"
    );
    let place = lane_place(history.project(), Row::Chords, Tick(100)).unwrap();
    let refused = write_lane(history.project(), place, "H#9").unwrap_err().text(Locale::English);
    assert!(refused.contains("H#9"), "{refused}");
    assert_eq!(write_lane(history.project(), place, " Am7 "), Ok(Vec::new()));
}

#[test]
fn nothing_typed_takes_away_and_a_section_takes_its_kind_from_its_name() {
    let mut history = song();
    write(&mut history, Row::Chords, 10, "");
    write(&mut history, Row::Sections, 10, "副歌");
    assert_eq!(history.project().chords.len(), 6);
    let section = &history.project().sections[0];
    assert_eq!((section.name.as_str(), section.kind), ("副歌", SectionKind::Chorus));
    let free = lane_place(history.project(), Row::Chords, Tick(100)).unwrap();
    assert_eq!((free.taken, free.range), (false, TickRange::new(Tick(0), Tick(3840))));
}

#[test]
fn a_section_takes_all_that_lies_in_it_along() {
    let mut history = song();
    assert_eq!(moved(&mut history, 2, SectionMove::Earlier), Some(0));
    assert_eq!(
        told(history.project()),
        "Chorus@0 Verse@2 Bridge@4; Fmaj7 G C Am7 Dm9 E7 Am; the last train/the platform/home"
    );
    assert_eq!(moved(&mut history, 0, SectionMove::Again), Some(2));
    assert_eq!(moved(&mut history, 6, SectionMove::Away), Some(6));
    assert_eq!(
        told(history.project()),
        "Chorus@0 Chorus@2 Verse@4; Fmaj7 G C Fmaj7 G C Am7 Dm9; the last train/the last train/the platform"
    );
    assert_eq!(moved(&mut history, 0, SectionMove::Earlier), None);
    assert_eq!(moved(&mut history, 4, SectionMove::Later), None);
}

proptest! {
    #[test]
    fn there_and_back_again_is_where_it_was(bar in 0u32..6, later in any::<bool>()) {
        let mut history = song();
        let before = told(history.project());
        let (there, back) = if later {
            (SectionMove::Later, SectionMove::Earlier)
        } else {
            (SectionMove::Earlier, SectionMove::Later)
        };
        if let Some(to) = moved(&mut history, bar, there) {
            moved(&mut history, to, back);
        }
        prop_assert_eq!(told(history.project()), before);
    }
}
