//! Two settings of a strip to compare, A and B: turned over in one step, and understood after undo and redo.

use studio::edit::Command;
use studio::pcm::Decibels;
use studio::project::{Point, Strip, StripId, StripSound, Target};
use studio::session::Action;
use studio::sound::{Insert, InsertKind};
use studio::time::Tick;

use crate::tab::Tab;

fn composed() -> (Tab, StripId) {
    let mut tab = Tab::open(None, None);
    tab.compose();
    tab.accept_all();
    let strip = StripId::Track(tab.project().tracks[0].id);
    (tab, strip)
}

fn gain(tab: &mut Tab, strip: StripId, level: f32) {
    let commands = vec![Command::SetGain { strip, gain: Decibels(level) }];
    tab.act(Action::Edit { label: "edit-set-gain", commands });
}

fn strip(tab: &Tab, id: StripId) -> Strip {
    tab.project().strip(id).unwrap().clone()
}

fn sound(tab: &Tab, id: StripId) -> StripSound {
    strip(tab, id).sound()
}

#[test]
fn a_strip_is_turned_over_and_back_with_effects_sends_and_what_moves_them() {
    let (mut tab, id) = composed();
    let a = strip(&tab, id);
    tab.act(Action::TurnSides { strip: id });
    assert!(tab.session.sides().on_b().contains(&id) && strip(&tab, id) == a, "B begins like A");
    let bus = tab.project().buses[1].id;
    let points = vec![Point::new(Tick(0), 0.25), Point::new(Tick(960), 1.0)];
    let index = a.inserts.len();
    let place = u8::try_from(index).unwrap();
    let commands = vec![
        Command::AddInsert { strip: id, index, insert: Insert::new(InsertKind::Chorus) },
        Command::SetAutomation { strip: id, target: Target::Insert(place, "mix".to_owned()), points },
        Command::SetSend { strip: id, bus, level: Some(Decibels(-3.0)) },
    ];
    tab.act(Action::Edit { label: "edit-add-insert", commands });
    let b = strip(&tab, id);
    tab.act(Action::TurnSides { strip: id });
    assert_eq!((sound(&tab, id), strip(&tab, id).automation), (a.sound(), a.automation.clone()));
    assert_eq!(tab.session.undo_labels().0, Some("step-side-a"));
    tab.act(Action::TurnSides { strip: id });
    assert_eq!((sound(&tab, id), strip(&tab, id).automation.len()), (b.sound(), b.automation.len()));
    assert_eq!(strip(&tab, id).automation.last().unwrap().points.len(), 2);
}

#[test]
fn undo_and_redo_tell_which_setting_is_heard_and_lose_neither() {
    let (mut tab, id) = composed();
    let a = sound(&tab, id);
    tab.act(Action::TurnSides { strip: id });
    gain(&mut tab, id, -30.0);
    tab.act(Action::TurnSides { strip: id });
    assert!(!tab.session.sides().on_b().contains(&id) && sound(&tab, id) == a);
    tab.act(Action::Undo);
    assert!(tab.session.sides().on_b().contains(&id) && sound(&tab, id).gain == Decibels(-30.0));
    tab.act(Action::Redo);
    assert!(!tab.session.sides().on_b().contains(&id));
    gain(&mut tab, id, -12.0);
    tab.act(Action::TurnSides { strip: id });
    assert_eq!(sound(&tab, id).gain, Decibels(-30.0));
    tab.act(Action::TurnSides { strip: id });
    assert_eq!(sound(&tab, id).gain, Decibels(-12.0));
}

#[test]
fn a_setting_that_names_what_is_gone_is_taken_without_it() {
    let (mut tab, id) = composed();
    let (bus, other) = (tab.project().buses[1].id, tab.project().tracks[1].id);
    let insert = Insert::new(InsertKind::Compressor);
    let index = strip(&tab, id).inserts.len();
    let commands = vec![
        Command::SetSend { strip: id, bus, level: Some(Decibels(-3.0)) },
        Command::AddInsert { strip: id, index, insert },
        Command::KeyInsert { strip: id, index, key: Some(other) },
    ];
    tab.act(Action::Edit { label: "edit-set-send", commands });
    tab.act(Action::TurnSides { strip: id });
    gain(&mut tab, id, -30.0);
    let commands = vec![Command::RemoveBus { bus }, Command::RemoveTrack { track: other }];
    tab.act(Action::Edit { label: "bus-remove", commands });
    tab.act(Action::TurnSides { strip: id });
    let strip = strip(&tab, id);
    assert!(strip.gain != Decibels(-30.0) && strip.sends.iter().all(|send| send.bus != bus));
    assert_eq!(strip.inserts.last().unwrap().key, None);
    // Another song has strips of its own.
    tab.act(Action::NewProject { fresh: studio::project::ProjectId(77) });
    tab.act(Action::TurnSides { strip: StripId::Master });
    assert_eq!(tab.session.sides().on_b().len(), 1);
}
