//! Services that take minutes.

use studio::ai::media::{MediaAsk, resume};
use studio::ai::{Address, Call, CallError, Input, Loss, Method, Output, Progress, Protocol};

use super::super::media::jobs::{Jobs, SCRIPTS, Script};
use super::super::media::{Plot, files};
use super::super::wire::{FixtureService, Reply, asked, drive};
use super::{PIECES, answer, error, places, prepared, protocol, recordings, service, sing, song};

fn told(script: &'static Script, plot: Plot, piece: usize) -> (Vec<Output>, Jobs) {
    let mut fixture = Jobs::new(script, plot, places());
    let said = sing(protocol(script.name), &mut fixture, piece);
    assert_eq!(fixture.submissions(), usize::from(plot != Plot::WrongKey), "{}: {plot:?}", script.name);
    (said, fixture)
}

/// Those that are asked after.
fn polled() -> impl Iterator<Item = &'static Script> {
    SCRIPTS.iter().filter(|script| !script.poll.0.is_empty())
}

#[test]
fn every_service_gives_its_recordings_however_they_arrive() {
    for script in SCRIPTS {
        for plot in [Plot::Well, Plot::Elsewhere] {
            for piece in PIECES {
                let (said, _) = told(script, plot, piece);
                let made = recordings(&said);
                assert!(
                    made.iter().all(|one| one.bytes == files::sound() && one.media_type == "audio/wav"),
                    "{}",
                    script.name
                );
            }
        }
    }
}

#[test]
fn what_the_services_tell_is_kept() {
    let (said, _) = told(&SCRIPTS[0], Plot::Well, 1000);
    let made = recordings(&said);
    assert_eq!(made.len(), 2);
    assert_eq!((made[0].title.as_str(), made[0].id.as_deref()), ("Iron Man", Some("8551662c")));
    assert_eq!(made[0].lyrics, "[Verse] Night city lights");
    // What a service says is data: it is shown as text, not cleaned of markup.
    assert_eq!(made[1].title, "<img src=x onerror=alert(1)>");
    let facts = &answer(&said).facts;
    assert_eq!((facts.model.as_deref(), facts.request_id.as_deref()), (Some("chirp-v3-5"), Some("5c79be8e")));
    let place = Address::parse("https://files.example.org/stream/a").unwrap();
    assert_eq!(
        said.iter().filter(|output| **output == Output::Progress(Progress::Listenable(place.clone()))).count(),
        1
    );

    let ace = SCRIPTS.iter().find(|script| script.name == "ace-step").unwrap();
    let (said, _) = told(ace, Plot::Well, 1000);
    assert_eq!(recordings(&said)[0].bpm, Some(92.0));
    let submit = SCRIPTS.iter().find(|script| script.name == "suno-submit").unwrap();
    assert!(told(submit, Plot::Well, 1000).0.contains(&Output::Progress(Progress::Working(Some(42)))));
    let fal = SCRIPTS.iter().find(|script| script.name == "fal").unwrap();
    assert!(told(fal, Plot::Well, 1000).0.contains(&Output::Progress(Progress::Queued(Some(3)))));
}

#[test]
fn a_job_that_never_ends_is_given_up_in_time() {
    for script in polled() {
        let (said, _) = told(script, Plot::Never, 65_536);
        assert_eq!(*error(&said), CallError::Overdue, "{}", script.name);
        let waits: Vec<u32> = said
            .iter()
            .filter_map(|output| match output {
                Output::Wait(pause) => Some(*pause),
                _ => None,
            })
            .collect();
        assert!(waits.windows(2).all(|pair| pair[0] <= pair[1]) && waits[0] < *waits.last().unwrap());
        assert!(waits.len() < 200 && waits.iter().sum::<u32>() <= 1_200_000, "{}: {}", script.name, waits.len());
    }
}

#[test]
fn a_job_that_vanishes_is_not_found() {
    for script in polled() {
        let (said, _) = told(script, Plot::Vanished, 65_536);
        assert_eq!(*error(&said), CallError::NotFound("no such job".to_owned()), "{}", script.name);
    }
}

#[test]
fn a_job_that_fails_says_why() {
    for script in SCRIPTS {
        let (said, _) = told(script, Plot::Fails, 65_536);
        let CallError::Down { detail, .. } = error(&said) else { panic!("{}: {:?}", script.name, error(&said)) };
        assert_eq!(detail, "The model ran out of memory", "{}", script.name);
        let (said, _) = told(script, Plot::Refused, 65_536);
        let CallError::Refused { reason, .. } = error(&said) else { panic!("{}: {:?}", script.name, error(&said)) };
        assert!(reason.contains("flagged as sensitive"), "{}: {reason}", script.name);
    }
}

#[test]
fn a_busy_service_is_left_alone_for_as_long_as_it_wants() {
    for script in polled() {
        let (said, _) = told(script, Plot::Busy, 65_536);
        assert!(!recordings(&said).is_empty());
        assert!(said.contains(&Output::Wait(7000)), "{}", script.name);
    }
}

#[test]
fn pages_in_place_of_answers_are_waited_out() {
    for script in polled() {
        assert!(!recordings(&told(script, Plot::Pages, 65_536).0).is_empty(), "{}", script.name);
    }
}

#[test]
fn a_job_that_is_done_without_a_file_is_not_waited_for_for_ever() {
    for script in SCRIPTS {
        let (said, _) = told(script, Plot::Unready, 65_536);
        assert!(matches!(error(&said), CallError::Unreadable(_) | CallError::Overdue), "{}", script.name);
    }
}

#[test]
fn files_that_cannot_be_had_are_told_apart() {
    for script in SCRIPTS.iter().filter(|script| script.name != "cog") {
        let (said, _) = told(script, Plot::Expired, 65_536);
        assert_eq!(*error(&said), CallError::Expired, "{}", script.name);
        let (said, _) = told(script, Plot::OutOfReach, 65_536);
        let place = "https://files.example.org/files/a.mp3".to_owned();
        assert_eq!(*error(&said), CallError::OutOfReach(place), "{}", script.name);
    }
}

#[test]
fn no_from_the_service_is_understood_at_any_status() {
    for script in SCRIPTS {
        let (said, _) = told(script, Plot::WrongKey, 65_536);
        assert!(matches!(error(&said), CallError::Key(_)), "{}: {:?}", script.name, error(&said));
        let (said, _) = told(script, Plot::NoCredit, 65_536);
        assert!(matches!(error(&said), CallError::Quota(_)), "{}: {:?}", script.name, error(&said));
    }
}

#[test]
fn a_file_of_fifty_megabytes_arrives_whole() {
    let (said, _) = told(&SCRIPTS[2], Plot::Large, 65_536);
    assert!(recordings(&said).iter().all(|one| one.bytes.len() == 50 << 20 && one.media_type == "audio/mpeg"));
}

/// Runs a call until it waits for the first time; gives what it said.
fn until_it_waits(call: &mut dyn Call, fixture: &mut dyn FixtureService) -> Vec<Output> {
    let mut said = call.begin();
    while !said.iter().any(|output| matches!(output, Output::Wait(_))) {
        let request = said.iter().rev().find_map(|output| match output {
            Output::Fetch(request) => Some(request.clone()),
            _ => None,
        });
        let Reply { status, pieces, .. } = fixture.answer(&asked(&request.unwrap()));
        said.extend(call.hear(Input::Opened { status, headers: Vec::new() }));
        for piece in pieces {
            if let super::super::wire::Piece::Bytes(bytes) = piece {
                said.extend(call.hear(Input::Bytes(bytes)));
            }
        }
        said.extend(call.hear(Input::Closed));
    }
    said
}

#[test]
fn a_job_is_taken_up_again_after_a_reload_and_not_submitted_again() {
    for script in polled() {
        let mut fixture = Jobs::new(script, Plot::Elsewhere, places());
        let service = service(protocol(script.name));
        let said = until_it_waits(prepared(service.protocol, MediaAsk::Song(song())).call.as_mut(), &mut fixture);
        let ticket = said.iter().find_map(|output| match output {
            Output::Keep(ticket) => Some(ticket.clone()),
            _ => None,
        });
        let kept = serde_json::to_string(&ticket.unwrap()).unwrap();
        assert!(!kept.contains("CANARY"));
        let ticket = serde_json::from_str(&kept).unwrap();
        let said = drive(resume(&service, &ticket).unwrap().as_mut(), &mut fixture, 1000);
        assert!(!recordings(&said).is_empty(), "{}", script.name);
        assert_eq!(fixture.submissions(), 1, "{}", script.name);

        let other = studio::ai::Service { id: "another".to_owned(), ..service };
        assert!(resume(&other, &ticket).is_none());
    }
}

#[test]
fn a_ticket_that_was_tampered_with_leads_nowhere_and_never_takes_the_key_along() {
    let service = service(Protocol::Replicate);
    let ticket = |job: &str| studio::ai::Ticket {
        service: "own".to_owned(),
        job: job.to_owned(),
        ask: r#"{"kind":"image","prompt":"x","size":null}"#.to_owned(),
    };
    for job in ["", "{}", r#"{"id":""}"#, r#"{"id":"x","poll":"javascript:alert(1)"}"#, "[1"] {
        assert!(resume(&service, &ticket(job)).is_none(), "{job}");
    }
    let mut call = resume(&service, &ticket(r#"{"id":"x","poll":"https://evil.example/steal"}"#)).unwrap();
    let said = call.begin();
    let Some(Output::Fetch(request)) = said.last() else { panic!("{said:?}") };
    assert_eq!(request.key, None);
}

#[test]
fn a_submission_that_is_lost_is_not_sent_again() {
    for script in SCRIPTS {
        for loss in [Loss::Cut, Loss::Unreachable, Loss::Offline] {
            let mut call = prepared(protocol(script.name), MediaAsk::Song(song())).call;
            call.begin();
            assert_eq!(call.hear(Input::Lost(loss)), [Output::Failed(CallError::Lost(loss))]);
            assert!(call.hear(Input::Elapsed).is_empty());
        }
    }
}

#[test]
fn a_poll_that_is_lost_is_asked_again_but_not_for_ever() {
    let mut fixture = Jobs::new(&SCRIPTS[0], Plot::Well, places());
    let mut call = prepared(Protocol::SunoRecord, MediaAsk::Song(song())).call;
    until_it_waits(call.as_mut(), &mut fixture);
    for tries in 1.. {
        assert!(matches!(call.hear(Input::Elapsed)[..], [Output::Fetch(_)]));
        match &call.hear(Input::Lost(Loss::Offline))[..] {
            [Output::Wait(_)] => assert!(tries < 10),
            [Output::Failed(CallError::Lost(Loss::Offline))] => break,
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn jobs_that_can_be_stopped_are() {
    for (name, method, path) in [
        ("replicate", Method::Post, "/predictions/gm3q/cancel"),
        ("fal", Method::Put, "/fal-ai/ace-step/requests/80e732af/cancel"),
    ] {
        let script = SCRIPTS.iter().find(|script| script.name == name).unwrap();
        let mut fixture = Jobs::new(script, Plot::Never, places());
        let mut call = prepared(protocol(name), MediaAsk::Song(song())).call;
        assert!(call.cancel().is_none());
        let mut call = prepared(protocol(name), MediaAsk::Song(song())).call;
        until_it_waits(call.as_mut(), &mut fixture);
        let request = call.cancel().unwrap();
        assert_eq!((request.method, request.address.path()), (method, path));
        assert!(request.key.is_some());
        assert!(call.hear(Input::Elapsed).is_empty());
    }
    let mut fixture = Jobs::new(&SCRIPTS[0], Plot::Never, places());
    let mut call = prepared(Protocol::SunoRecord, MediaAsk::Song(song())).call;
    until_it_waits(call.as_mut(), &mut fixture);
    assert!(call.cancel().is_none());
}

#[test]
fn a_relay_takes_what_goes_to_the_service_and_nothing_else() {
    let relay = Address::parse("http://localhost:8787").unwrap();
    let service = studio::ai::Service { relay: Some(relay), ..service(Protocol::Replicate) };
    let script = SCRIPTS.iter().find(|script| script.name == "replicate").unwrap();
    let mut jobs = Jobs::new(script, Plot::Elsewhere, places());
    let mut fixture = |asked: &super::super::wire::Asked| {
        let mut asked = asked.clone();
        match asked.path.strip_prefix("/api.example.com") {
            Some(path) => asked.path = path.to_owned(),
            None => assert!(asked.path.starts_with("/files/"), "{}", asked.path),
        }
        jobs.answer(&asked)
    };
    let mut call = studio::ai::media::prepare(&service, MediaAsk::Song(song())).unwrap().call;
    assert!(!recordings(&drive(call.as_mut(), &mut fixture, 1000)).is_empty());
}
