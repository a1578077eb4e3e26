//! Questions to services, as actions in and effects out; a fixture service answers.

use studio::ai::{Ability, Preset, Service};
use studio::provenance::{Contributor, ContributorKind};
use studio::score::{HunkKind, Place};
use studio::session::{Action, Brief, Effect, JobId, ReplyMade, Task};

use crate::tab::Tab;
use crate::text::{DIALECTS, TextService, Turn};
use crate::wire::{CANARY, FixtureService, Reply, asked, inputs};

/// A tab in which a service is chosen for everything it can make.
fn tab(confirms: bool) -> Tab {
    let mut tab = Tab::open(None, None);
    let mut settings = tab.session.settings().clone();
    let service: Service = Preset::named(DIALECTS[0].preset).unwrap().service().unwrap();
    settings.cowriters.chosen.insert(Ability::Text, service.id.clone());
    settings.cowriters.put(service);
    settings.cowriters.confirms = confirms;
    tab.act(Action::SetSettings { settings });
    tab
}

fn fixture(turn: Turn) -> TextService {
    TextService::new(DIALECTS[0], vec![turn])
}

fn ask(tab: &mut Tab, task: Task, words: &str) {
    let brief = Brief { task, words: words.to_owned(), surprise: 7, ..Brief::default() };
    tab.act(Action::Ask { brief: Box::new(brief) });
}

/// A tab in which OpenRouter, which tells its price, is asked at once.
fn priced_tab() -> (Tab, TextService) {
    let dialect = &crate::text::openrouter::DIALECT;
    let mut tab = Tab::open(None, None);
    let mut settings = tab.session.settings().clone();
    let service: Service = Preset::named(dialect.preset).unwrap().service().unwrap();
    settings.cowriters.chosen.insert(Ability::Text, service.id.clone());
    settings.cowriters.put(service);
    settings.cowriters.confirms = false;
    tab.act(Action::SetSettings { settings });
    (tab, TextService::new(dialect, vec![Turn::Fitting]))
}

/// The platform's part: carries requests out until the calls have ended; `each` looks in between.
fn serve(tab: &mut Tab, service: &mut dyn FixtureService, mut each: impl FnMut(&mut Tab)) {
    let mut effects = tab.effects.clone();
    for _ in 0..20 {
        let mut next: Option<(JobId, Vec<studio::ai::Input>)> = None;
        for effect in &effects {
            match effect {
                Effect::Fetch { job, request } => {
                    next = Some((*job, inputs(&service.answer(&asked(request)), 500, request.limit)));
                }
                Effect::Wait { job, .. } => next = Some((*job, vec![studio::ai::Input::Elapsed])),
                _ => {}
            }
        }
        let Some((job, heard)) = next else { return };
        effects.clear();
        for input in heard {
            tab.act(Action::CallHeard { job, input });
            effects.extend(tab.effects.iter().cloned());
            each(tab);
        }
    }
    panic!("the calls never ended");
}

fn kinds(tab: &Tab) -> Vec<ContributorKind> {
    let mut kinds: Vec<_> =
        tab.project().ledger.entries().iter().map(|entry| entry.contribution.contributor.kind()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

#[test]
fn a_models_song_can_be_heard_while_it_is_written_and_the_ledger_tells_everybody_apart() {
    let mut tab = tab(false);
    ask(&mut tab, Task::Song, "a night drive");
    let mut drafts = 0;
    serve(&mut tab, &mut fixture(Turn::Fitting), |tab| {
        let writing = tab.session.takes().0.first().is_some_and(|take| take.writing.is_some());
        if writing && drafts == 0 {
            drafts += 1;
            tab.act(Action::AuditionProposal { on: true });
            assert!(tab.session.auditioning());
            // What is still being written cannot be taken.
            let hunks = tab.session.proposal().unwrap().open().collect();
            tab.act(Action::Accept { hunks });
            assert!(tab.project().is_blank());
        }
    });
    assert_eq!(drafts, 1);
    assert_eq!(tab.session.calls().count(), 0);
    let (takes, _) = tab.session.takes();
    assert!(takes.len() == 1 && takes[0].writing.is_none() && takes[0].seed.is_none());
    let filled = takes[0].proposal.filled.clone().expect("something was left to the built-in composer");
    assert_eq!(filled.0, Contributor::built_in_composer());
    tab.accept_all();
    assert_eq!(kinds(&tab), [ContributorKind::Model, ContributorKind::Tool]);
    let disclosure = studio::project::evidence::disclosure(tab.project());
    assert_ne!(disclosure.contains_ai(), studio::provenance::ContainsAi::None);
    tab.drag_gain(1, -3.0);
    tab.act(Action::EndDrag { gesture: studio::session::GestureId(1) });
    assert_eq!(kinds(&tab), [ContributorKind::Person, ContributorKind::Model, ContributorKind::Tool]);
    let again = Tab::open(tab.saved.clone(), None);
    assert_eq!(again.project(), tab.project());
    tab.act(Action::Undo);
    tab.act(Action::Undo);
    assert!(tab.project().is_blank(), "what a model and the tool made together is one step");
    assert_eq!(tab.session.settings().cowriters.tally.services.values().next().unwrap().calls, 1);
}

#[test]
fn a_call_that_may_cost_something_waits_and_shows_all_that_is_sent() {
    let mut tab = tab(true);
    ask(&mut tab, Task::Song, "a night drive");
    assert!(!tab.effects.iter().any(|effect| matches!(effect, Effect::Fetch { .. })));
    let waiting = tab.session.waiting().expect("a question that waits");
    assert!(waiting.sent.iter().any(|line| line.contains("a night drive")));
    tab.act(Action::WithdrawAsk);
    assert!(tab.session.waiting().is_none() && tab.session.calls().count() == 0);
    ask(&mut tab, Task::Song, "a night drive");
    tab.act(Action::ConfirmAsk);
    assert!(tab.effects.iter().any(|effect| matches!(effect, Effect::Fetch { .. })));
}

#[test]
fn a_part_of_the_song_is_changed_where_it_lies_and_what_is_left_out_is_not_sent() {
    let mut tab = tab(false);
    tab.compose();
    tab.accept_all();
    let section = tab.project().sections[1].range;
    tab.act(Action::SetLoop { range: Some(section) });
    let context = studio::session::context_of(tab.project(), tab.session.scope(), Task::Change);
    let bass = context.iter().find(|part| format!("{:?}", part.kind).contains("Bass")).expect("the bass");
    let brief =
        Brief { task: Task::Change, words: "sadder".to_owned(), left_out: vec![bass.kind.clone()], ..Brief::default() };
    let before = tab.project().clone();
    tab.act(Action::Ask { brief: Box::new(brief) });
    let sent: Vec<String> = tab
        .effects
        .iter()
        .filter_map(
            |effect| if let Effect::Fetch { request, .. } = effect { Some(format!("{request:?}")) } else { None },
        )
        .collect();
    assert!(sent[0].contains("sadder") && sent[0].contains("track \\\\\\\"") && !sent[0].contains("(role bass)"));
    serve(&mut tab, &mut fixture(Turn::Fitting), |_| {});
    let proposal = tab.session.proposal().expect("a proposal").clone();
    assert_eq!(proposal.place, studio::score::Place::At(section.start));
    let hunks = proposal.open().collect();
    tab.act(Action::Accept { hunks });
    assert_eq!((&tab.project().sections, &tab.project().tempo), (&before.sections, &before.tempo));
}

#[test]
fn bars_and_what_shall_stay_are_read_from_the_words_and_held_to() {
    let mut tab = tab(false);
    tab.compose();
    tab.accept_all();
    let project = tab.project().clone();
    let bar = |number: u32| project.meter.bar_start(number);
    let lead = project.tracks.iter().find(|track| track.name == "Lead").expect("a lead").clone();
    let kinds_of = |tab: &Tab| {
        let (takes, take) = tab.session.takes();
        takes[take].proposal.hunks.iter().map(|hunk| hunk.kind).collect::<Vec<_>>()
    };
    let is_chords = |kind: &HunkKind| matches!(kind, HunkKind::Chords { .. });

    ask(&mut tab, Task::Change, "make bars 9-16 sadder");
    serve(&mut tab, &mut fixture(Turn::Fitting), |_| {});
    let proposal = tab.session.proposal().unwrap().clone();
    assert_eq!(proposal.place, Place::At(bar(8)));
    assert_eq!(proposal.section_ranges().last().unwrap().end, bar(16));
    assert!(kinds_of(&tab).iter().any(is_chords));

    ask(&mut tab, Task::Change, "make bars 9-16 sadder, keep the chords and the lyrics");
    let sent = format!("{:?}", tab.effects);
    assert!(sent.contains("These stay exactly as they are") && sent.contains("the chords, the words"), "{sent}");
    serve(&mut tab, &mut fixture(Turn::Fitting), |_| {});
    let offered = kinds_of(&tab);
    assert!(!offered.is_empty() && offered.iter().all(|kind| matches!(kind, HunkKind::Part { .. })), "{offered:?}");
    tab.accept_all();
    assert_eq!((&tab.project().chords, &tab.project().lyrics), (&project.chords, &project.lyrics));
    let changed = tab.project().track(lead.id).unwrap();
    assert_ne!(changed.clips, lead.clips);
    assert_eq!(tab.project().tracks.len(), project.tracks.len());
    tab.act(Action::Undo);

    // A locked track stays without a word.
    tab.act(Action::Edit {
        label: "step-lock-track",
        commands: vec![studio::edit::Command::LockTrack { track: lead.id, locked: true }],
    });
    ask(&mut tab, Task::Change, "bars 9-16 sadder, keep the chords, lyrics");
    let sent = format!("{:?}", tab.effects);
    assert!(sent.contains("track \\\\\\\"Lead"), "{sent}");
    serve(&mut tab, &mut fixture(Turn::Fitting), |_| {});
    assert_eq!(kinds_of(&tab), []);
    assert!(format!("{:?}", tab.session.notices()).contains("ask-nothing-changed"));
}

#[test]
fn an_answer_tells_what_it_took_and_the_month_adds_it_up() {
    let (mut tab, mut service) = priced_tab();
    ask(&mut tab, Task::Song, "a night drive");
    let since = tab.session.calls().next().unwrap().since;
    serve(&mut tab, &mut service, |_| {});
    let spent = tab.session.takes().0[0].spent.expect("what it took");
    let usage = studio::ai::Usage { input_tokens: Some(410), output_tokens: Some(900), cost: Some(3_100) };
    assert_eq!((spent.usage, spent.milliseconds), (usage, tab.now - since));
    assert!(spent.milliseconds > 0);
    ask(&mut tab, Task::Explain, "why?");
    serve(&mut tab, &mut service, |_| {});
    let told = tab.session.settings().cowriters.tally.services.values().next().copied().unwrap();
    assert_eq!((told.calls, told.input_tokens, told.cost), (1, 410, 3_100), "there was no song to explain");
    tab.accept_all();
    ask(&mut tab, Task::Explain, "why?");
    serve(&mut tab, &mut service, |_| {});
    assert_eq!(tab.session.replies().0[0].spent.usage.cost, Some(3_100));
    let told = tab.session.settings().cowriters.tally.services.values().next().copied().unwrap();
    assert_eq!((told.calls, told.output_tokens, told.cost), (2, 1_800, 6_200));
}

#[test]
fn takes_stand_side_by_side_under_their_names_and_the_oldest_makes_room() {
    let mut tab = Tab::open(None, None);
    tab.compose();
    tab.act(Action::NameTake { take: 0, name: " the\u{7} quiet one ".to_owned() });
    assert_eq!(tab.session.takes().0[0].name, "the quiet one");
    tab.act(Action::NameTake { take: 9, name: "nobody".to_owned() });
    tab.accept_all();
    for _ in 0..12 {
        tab.compose();
    }
    let (takes, take) = tab.session.takes();
    assert_eq!((takes.len(), take), (12, 11));
    assert!(takes.iter().all(|take| take.name.is_empty()), "the oldest is gone");
    // What was accepted of it is still one step.
    tab.act(Action::Undo);
    assert!(tab.project().is_blank());
    assert!(tab.session.takes().0.iter().all(|take| take.proposal.open().count() == take.proposal.hunks.len()));
}

#[test]
fn lyrics_are_read_first_and_laid_over_the_sections_when_they_are_used() {
    let mut tab = tab(false);
    tab.compose();
    tab.accept_all();
    ask(&mut tab, Task::Lyrics, "the last train");
    serve(
        &mut tab,
        &mut fixture(Turn::Say("[Verse 1]\nThe platform sleeps\n[Chorus]\nStay <b>with</b> me".to_owned())),
        |_| {},
    );
    let (replies, _) = tab.session.replies();
    let ReplyMade::Words(text) = &*replies[0].made else { panic!("{replies:?}") };
    assert!(text.contains("<b>with</b>"), "a model's words stay text");
    tab.act(Action::UseWords { reply: 0 });
    let hunks = tab.session.proposal().unwrap().open().collect();
    tab.act(Action::Accept { hunks });
    let sung: Vec<&str> =
        tab.project().lyrics.iter().filter(|line| !line.placeholder).map(|line| line.text.as_str()).collect();
    assert_eq!(sung, ["The platform sleeps", "Stay <b>with</b> me"]);
}

#[test]
fn a_call_that_fails_or_is_cancelled_leaves_the_song_alone_and_says_why() {
    let answers = [
        Reply::json(401, &serde_json::json!({"error": {"message": format!("Incorrect API key: {CANARY}")}})),
        Reply::new(502, "text/html", "<html><script>alert(1)</script>Bad gateway</html>"),
        Reply::json(200, &serde_json::json!({})).without_cors(),
        Reply::new(200, "text/event-stream", "data: {\"choices\":[{\"delta\":{\"content\":\"{\"}}]}\n\n").cut(),
    ];
    for answer in answers {
        let mut tab = tab(false);
        tab.compose();
        tab.accept_all();
        let before = tab.project().clone();
        ask(&mut tab, Task::Song, "a night drive");
        serve(&mut tab, &mut fixture(Turn::Reply(answer.clone())), |_| {});
        assert_eq!(tab.project(), &before);
        assert_eq!(tab.session.calls().count(), 0);
        let said = format!("{:?}", tab.session.notices());
        assert!(!tab.session.notices().is_empty() && !said.contains(CANARY) && !said.contains("<script>"), "{said}");
    }
    let mut tab = tab(false);
    ask(&mut tab, Task::Song, "a night drive");
    let job = tab.session.calls().next().unwrap().id;
    tab.act(Action::CancelJob { job });
    assert!(tab.effects.contains(&Effect::StopCall(job)));
    tab.act(Action::CallHeard { job, input: studio::ai::Input::Closed });
    assert!(tab.effects.is_empty() && tab.session.takes().0.is_empty());
}
