//! Jobs at services that go on after a reload, as actions in and effects out.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use studio::ai::{Address, Input, Method, Preset, Progress, Request, Service};
use studio::project::ProjectId;
use studio::session::{Action, Brief, Effect, JobId, KeptCall, KeyState, KnownKey, Session, Settings, Task};

const SUBMITTED: &str = r#"{"id": "gm3q", "status": "starting", "urls": {
    "get": "http://127.0.0.1:9/v1/predictions/gm3q", "cancel": "http://127.0.0.1:9/v1/predictions/gm3q/cancel"}}"#;
const FAILED: &str = r#"{"id": "gm3q", "status": "failed", "error": "out of memory"}"#;

fn service() -> Service {
    let base = Address::parse("http://127.0.0.1:9/v1").unwrap();
    Service { base, ..Preset::named("replicate").unwrap().service().unwrap() }
}

fn key(state: KeyState) -> KnownKey {
    let service = service();
    KnownKey { account: service.account.clone(), origin: service.origin(), state, ending: String::new() }
}

fn session() -> Session {
    let mut session = Session::new(ProjectId(0));
    let mut settings = Settings::default();
    settings.cowriters.put(service());
    settings.cowriters.chosen.insert(Task::Recording.ability(), service().id);
    session.update(Action::Booted { fresh: ProjectId(1), saved: None, settings, link: None }, 1);
    session
}

/// The last request among effects, and the job it belongs to.
fn request(effects: &[Effect]) -> Option<(JobId, &Request)> {
    effects.iter().rev().find_map(|effect| match effect {
        Effect::Fetch { job, request } => Some((*job, &**request)),
        _ => None,
    })
}

/// What is kept after these effects, where they say so.
fn kept(effects: &[Effect]) -> Option<Vec<KeptCall>> {
    effects.iter().rev().find_map(|effect| match effect {
        Effect::KeepCalls(calls) => Some(calls.clone()),
        _ => None,
    })
}

fn answer(session: &mut Session, job: JobId, body: &str) -> Vec<Effect> {
    let opened = Input::Opened { status: 200, headers: Vec::new() };
    let inputs = [opened, Input::Bytes(body.as_bytes().to_vec()), Input::Closed];
    inputs.into_iter().flat_map(|input| session.update(Action::CallHeard { job, input }, 2)).collect()
}

/// Asks for a recording and hears that the job is taken. Gives the job and what was done.
fn submit(session: &mut Session) -> (JobId, Vec<Effect>) {
    let brief = Brief { task: Task::Recording, words: "slow waltz, piano".to_owned(), ..Brief::default() };
    let effects = session.update(Action::Ask { brief: Box::new(brief) }, 2);
    let job = request(&effects).expect("a submission").0;
    (job, answer(session, job, SUBMITTED))
}

/// As a browser writes it and reads it again.
fn stored(calls: &[KeptCall]) -> Vec<KeptCall> {
    serde_json::from_str(&serde_json::to_string(calls).unwrap()).unwrap()
}

#[test]
fn a_job_is_kept_when_it_is_taken_and_dropped_when_it_ends() {
    let mut session = session();
    let (job, effects) = submit(&mut session);
    let calls = kept(&effects).expect("something kept");
    assert_eq!((calls.len(), calls[0].brief.words.as_str(), calls[0].keyed), (1, "slow waltz, piano", false));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Wait { .. })));
    let effects = session.update(Action::CallHeard { job, input: Input::Elapsed }, 3);
    assert_eq!(request(&effects).unwrap().1.address.path(), "/v1/predictions/gm3q");
    assert_eq!(kept(&answer(&mut session, job, FAILED)), Some(Vec::new()));
}

#[test]
fn a_cancelled_job_is_dropped_and_the_service_told() {
    let mut session = session();
    let (job, _) = submit(&mut session);
    let effects = session.update(Action::CancelJob { job }, 3);
    assert!(effects.contains(&Effect::StopCall(job)));
    assert_eq!(kept(&effects), Some(Vec::new()));
    let (other, cancel) = request(&effects).expect("the service is told");
    assert_ne!(other, job);
    assert_eq!((cancel.method, cancel.address.path()), (Method::Post, "/v1/predictions/gm3q/cancel"));
    assert_eq!(cancel.key.as_ref().map(|key| key.account.as_str()), Some("replicate"));
    // Its answer is not heard, and neither is the job's.
    assert!(answer(&mut session, other, "{}").is_empty() && answer(&mut session, job, FAILED).is_empty());
    assert!(session.notices().is_empty() && session.calls().next().is_none());
}

#[test]
fn a_kept_job_goes_on_at_once_where_no_key_was_needed() {
    let mut before = session();
    let calls = stored(&kept(&submit(&mut before).1).unwrap());
    let mut after = session();
    let effects = after.update(Action::CallsFound { kept: calls.clone() }, 4);
    assert_eq!(kept(&effects), Some(calls), "it survives a second reload");
    let (job, poll) = request(&effects).expect("a poll");
    assert_eq!((poll.method, poll.address.path()), (Method::Get, "/v1/predictions/gm3q"));
    let effects = answer(&mut after, job, FAILED);
    assert_eq!(kept(&effects), Some(Vec::new()));
    assert_eq!(after.notices().len(), 1);
}

#[test]
fn a_kept_job_that_had_a_key_waits_for_it() {
    let mut before = session();
    before.update(Action::KeysKnown { keys: vec![key(KeyState::Memory)] }, 1);
    let calls = stored(&kept(&submit(&mut before).1).unwrap());
    assert!(calls[0].keyed);

    let mut after = session();
    let effects = after.update(Action::CallsFound { kept: calls.clone() }, 4);
    assert_eq!((request(&effects), kept(&effects)), (None, Some(calls.clone())));
    assert_eq!(after.calls().next().unwrap().progress, Progress::NeedsKey);
    let mut elsewhere = key(KeyState::Memory);
    elsewhere.origin = "https://api.replicate.com".to_owned();
    for keys in [vec![key(KeyState::Locked)], vec![elsewhere]] {
        assert!(request(&after.update(Action::KeysKnown { keys }, 5)).is_none());
    }
    let effects = after.update(Action::KeysKnown { keys: vec![key(KeyState::Device)] }, 6);
    assert!(request(&effects).is_some());
    // Once.
    assert!(request(&after.update(Action::KeysKnown { keys: vec![key(KeyState::Device)] }, 7)).is_none());

    let mut gone = session();
    gone.update(Action::CallsFound { kept: calls }, 4);
    let job = gone.calls().next().unwrap().id;
    assert_eq!(kept(&gone.update(Action::CancelJob { job }, 5)), Some(Vec::new()));
}

#[test]
fn what_is_no_job_of_its_service_is_dropped() {
    let mut before = session();
    let calls = kept(&submit(&mut before).1).unwrap();
    let mut strange = calls[0].clone();
    strange.ticket.job = "{".to_owned();
    let mut another = calls[0].clone();
    another.service = Preset::named("openai").unwrap().service().unwrap();
    let many = vec![calls[0].clone(); 40];
    let mut after = session();
    let effects = after.update(Action::CallsFound { kept: vec![strange, another] }, 4);
    assert_eq!((kept(&effects), after.calls().count()), (Some(Vec::new()), 0));
    after.update(Action::CallsFound { kept: many }, 5);
    assert_eq!(after.calls().count(), 16);
}
