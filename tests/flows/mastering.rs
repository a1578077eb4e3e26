//! A song is brought to the loudness that its release wants.

use studio::bounce::{MatchJob, Matched};
use studio::edit::Command;
use studio::engine::EngineMessage;
use studio::project::limits::MAX_INSERTS;
use studio::project::{LoudnessTarget, Point, ProjectId, ReleaseInfo, StripId, Target};
use studio::provenance::ContributorKind;
use studio::session::{Action, Effect, JobId, Severity};
use studio::sound::{Insert, InsertKind};
use studio::text::Locale;
use studio::time::Tick;

use crate::tab::Tab;

fn composed(loudness: LoudnessTarget) -> Tab {
    let mut tab = Tab::open(None, None);
    tab.compose();
    tab.accept_all();
    let release = Box::new(ReleaseInfo { loudness, ..ReleaseInfo::default() });
    tab.act(Action::Edit { label: "edit-loudness-target", commands: vec![Command::SetRelease { release }] });
    tab
}

fn asked(tab: &mut Tab) -> Option<(JobId, MatchJob)> {
    tab.act(Action::MatchLoudness);
    tab.effects.iter().find_map(|effect| match effect {
        Effect::MatchLoudness(job) => Some((job.id, job.job.clone())),
        _ => None,
    })
}

fn gains(tab: &Tab) -> Vec<f32> {
    let utilities = tab.project().master.inserts.iter().filter(|insert| insert.kind == InsertKind::Utility);
    utilities.map(|insert| insert.params.values()[0]).collect()
}

fn matched(gain: f32, integrated: f64) -> Matched {
    Matched { gain, integrated: Some(integrated), true_peak: -1.1 }
}

#[test]
fn a_gain_is_set_by_a_tool_as_one_step() {
    let mut tab = composed(LoudnessTarget::Club);
    let (id, job) = asked(&mut tab).expect("a search");
    assert_eq!(job.target, -9.0);
    let graph = job.song.messages.iter().find_map(|message| match message {
        EngineMessage::Graph(graph) => Some(graph),
        _ => None,
    });
    assert_eq!(graph.unwrap().master.inserts[usize::from(job.gain.0)].kind, InsertKind::Utility);
    // The song itself is as it was while the tool is at work, and it works once at a time.
    assert!(gains(&tab).is_empty() && tab.session.loudness_job().is_some() && asked(&mut tab).is_none());

    tab.act(Action::LoudnessMatched { job: id, matched: matched(5.25, -9.02) });
    assert_eq!(gains(&tab), [5.25]);
    assert!(tab.session.loudness_job().is_none());
    let entry = tab.project().ledger.entries().last().unwrap();
    assert_eq!(entry.contribution.contributor.kind(), ContributorKind::Tool);
    assert_eq!(tab.session.notices().last().unwrap().severity, Severity::Success);

    // Once more turns the same utility, and says so where the limiter has no more to give.
    let (id, job) = asked(&mut tab).expect("a search");
    assert_eq!(usize::from(job.gain.0) + 1, tab.project().master.inserts.len());
    tab.act(Action::LoudnessMatched { job: id, matched: matched(24.0, -9.9) });
    assert_eq!(gains(&tab), [24.0]);
    assert_eq!(tab.session.notices().last().unwrap().severity, Severity::Warning);
    tab.act(Action::Undo);
    tab.act(Action::Undo);
    assert!(gains(&tab).is_empty());
}

#[test]
fn without_a_target_nothing_is_sought_and_a_cancelled_search_sets_nothing() {
    assert!(asked(&mut composed(LoudnessTarget::Free)).is_none());
    let mut tab = composed(LoudnessTarget::Streaming);
    let (id, _) = asked(&mut tab).expect("a search");
    tab.act(Action::CancelJob { job: id });
    assert!(tab.effects.contains(&Effect::CancelBounce(id)));
    tab.act(Action::LoudnessMatched { job: id, matched: matched(1.0, -14.0) });
    assert!(gains(&tab).is_empty());

    let (id, _) = asked(&mut tab).expect("a search");
    let silent = Matched { gain: 0.0, integrated: None, true_peak: f64::NEG_INFINITY };
    tab.act(Action::LoudnessMatched { job: id, matched: silent });
    assert!(gains(&tab).is_empty());
    assert_eq!(tab.session.notices().last().unwrap().severity, Severity::Warning);
}

#[test]
fn a_search_belongs_to_the_song_and_the_target_it_began_with() {
    let mut tab = composed(LoudnessTarget::Streaming);
    let (id, _) = asked(&mut tab).expect("a search");
    tab.act(Action::NewProject { fresh: ProjectId(5) });
    assert!(tab.effects.contains(&Effect::CancelBounce(id)));
    tab.act(Action::LoudnessMatched { job: id, matched: matched(1.0, -14.0) });
    assert!(gains(&tab).is_empty() && tab.session.notices().is_empty());

    let mut tab = composed(LoudnessTarget::Streaming);
    let (id, _) = asked(&mut tab).expect("a search");
    let release = Box::new(ReleaseInfo { loudness: LoudnessTarget::Club, ..ReleaseInfo::default() });
    tab.act(Action::Edit { label: "edit-loudness-target", commands: vec![Command::SetRelease { release }] });
    tab.act(Action::LoudnessMatched { job: id, matched: matched(1.0, -14.0) });
    let notice = tab.session.notices().last().unwrap();
    assert!(notice.message.text(Locale::English).contains("changed meanwhile"), "{notice:?}");
}

#[test]
fn a_gain_that_a_lane_moves_is_left_to_it_and_a_full_chain_is_told_at_once() {
    let mut tab = composed(LoudnessTarget::Streaming);
    let strip = StripId::Master;
    let points = vec![Point::new(Tick(0), 3.0)];
    let index = tab.project().master.inserts.len();
    let target = Target::Insert(u8::try_from(index).unwrap(), "gain".to_owned());
    let commands = vec![
        Command::AddInsert { strip, index, insert: Insert::new(InsertKind::Utility) },
        Command::SetAutomation { strip, target, points },
    ];
    tab.act(Action::Edit { label: "edit-add-insert", commands });
    let (id, job) = asked(&mut tab).expect("a search");
    assert_eq!(usize::from(job.gain.0), index + 1);
    tab.act(Action::CancelJob { job: id });
    let room = MAX_INSERTS - tab.project().master.inserts.len();
    let add = |_| Command::AddInsert { strip, index: 0, insert: Insert::new(InsertKind::Width) };
    tab.act(Action::Edit { label: "edit-add-insert", commands: (0..room).map(add).collect() });
    assert!(asked(&mut tab).is_none());
    let notice = tab.session.notices().last().unwrap();
    assert!(notice.message.text(Locale::English).contains("no room"), "{notice:?}");
}
