//! Services that fail in every way, in a real browser: each time a sentence, the song as it was, and the question kept.

use std::sync::{Arc, Mutex};

use serde_json::json;
use thirtyfour::prelude::*;

use crate::asking::{
    HURRY, ask, choose, close_services, enter_key, move_service, open_services, question, quiet, set_up, wants_key,
};
use crate::browser::{Browser, Setup};
use crate::media::jobs::SCRIPTS;
use crate::media::{Plot, files};
use crate::person::{dismiss_notices, saved, serve, song, told, visit, write_song};
use crate::served::Served;
use crate::services_that_record::job;
use crate::text::openai::DIALECT;
use crate::text::songs::NIGHT_DRIVE;
use crate::wire::{Asked, CANARY, Piece, Reply};

const SERVICE: &str = "OpenAI";
const WISH: &str = "sadder, and keep the bass";

/// A service whose next answer is set from outside.
#[derive(Clone)]
struct Moody(Arc<Mutex<Reply>>);

impl Moody {
    fn new() -> Self {
        Self(Arc::new(Mutex::new(Reply::new(200, "text/plain", ""))))
    }

    fn will(&self, reply: Reply) {
        *self.0.lock().expect("the answer") = reply;
    }

    fn serve(&self) -> Served {
        let this = self.clone();
        Served::start(move |_: &Asked| this.0.lock().expect("the answer").clone())
    }
}

fn says(status: u16, message: &str) -> Reply {
    Reply::json(status, &json!({"error": {"message": message, "type": "some_error", "code": null}}))
}

fn stream(bytes: impl Into<Vec<u8>>) -> Reply {
    Reply::new(200, "text/event-stream", bytes)
}

/// Every bad answer, and words of the sentence that it leads to.
fn troubles() -> Vec<(&'static str, Reply, &'static str)> {
    let whole = (DIALECT.stream)(NIGHT_DRIVE, "stop");
    let page = "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><script>window.evil = 1</script>\
                <img src=x onerror='window.evil = 1'><center>nginx</center></body></html>";
    let envelope = json!({"error": {"code": 502, "message": "Provider returned error"}});
    let told_wait = |seconds: &str| {
        says(429, "slow down")
            .with_header("retry-after", seconds)
            .with_header("access-control-expose-headers", "retry-after")
    };
    vec![
        ("a wrong key", says(401, &format!("Incorrect API key provided: {CANARY}.")), "does not accept the key"),
        ("no credit", says(402, "no credit"), "credit or the plan"),
        ("forbidden", says(403, "country not supported"), "does not let this page call it"),
        ("an unknown model", says(404, "no such model"), "does not know what was asked for"),
        ("too long", says(413, "too long"), "does not accept the request"),
        ("malformed", says(422, "bad field"), "does not accept the request"),
        ("busy, for who knows how long", says(429, "slow down"), "Wait a moment, then ask again"),
        ("busy for a minute", told_wait("60"), "Ask again in 60"),
        ("a page in place of an answer", Reply::new(502, "text/html", page), "(HTTP 502): 502 Bad Gateway nginx"),
        ("a page as a good answer", Reply::new(200, "text/html", page), "OpenAI"),
        ("an error in a good answer", Reply::json(200, &envelope), "Provider returned error"),
        ("an error in the stream", stream(format!("data: {envelope}\n\n")), "Provider returned error"),
        ("an answer cut off", stream(whole[..whole.len() / 2].to_vec()).cut(), "broke off"),
        ("an answer that just ends", stream(whole[..whole.len() / 2].to_vec()), "broke off"),
        ("fifty megabytes", stream(vec![b' '; 50 << 20]), "sent more than can be taken in"),
        ("nothing", stream(Vec::new()), "OpenAI"),
    ]
}

/// The sentences on show.
async fn sentences(browser: &Browser) -> String {
    let script =
        "return [...document.querySelectorAll('[data-test=notice]')].map((notice) => notice.textContent).join(' ')";
    browser.evaluate(script).await.as_str().unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn every_bad_answer_is_explained_and_costs_nothing() {
    let (server, moody) = (serve(), Moody::new());
    let served = moody.serve();
    let browser = visit(&server, Setup { script: HURRY, ..Setup::default() }).await;
    write_song(&browser).await;
    browser.click("dismiss").await;
    set_up(&browser, SERVICE, &format!("{}/v1", served.origin()), None, "Whole song").await;
    saved(&browser).await;
    let before = song(&browser).await;
    for (what, reply, words) in troubles() {
        moody.will(reply);
        dismiss_notices(&browser).await;
        ask(&browser, WISH).await;
        told(&browser, words).await;
        quiet(&browser).await;
        assert_eq!(question(&browser).await, WISH, "{what}");
        let shown = sentences(&browser).await;
        assert!(!shown.contains(CANARY) && !shown.contains("0123456789abcdef"), "{what}: {shown}");
        if browser.has("dismiss").await {
            // What came before the end can be heard, and put away.
            browser.click("dismiss").await;
        }
    }
    dismiss_notices(&browser).await;
    assert_eq!(song(&browser).await, before, "the song is as it was");
    assert_eq!(browser.evaluate("return window.evil ?? null").await, serde_json::Value::Null);
}

/// What goes on at a service of jobs, and words of the sentence that it leads to.
const PLOTS: [(Plot, &str); 8] = [
    (Plot::WrongKey, "does not accept the key"),
    (Plot::NoCredit, "credit or the plan"),
    (Plot::Fails, "out of memory"),
    (Plot::Refused, "refuses this wish"),
    (Plot::Vanished, "does not know what was asked for"),
    (Plot::Expired, "no longer keeps the file"),
    (Plot::OutOfReach, "save the file, then drop it here"),
    (Plot::Never, "did not finish in time"),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn every_job_that_comes_to_nothing_is_explained_and_leaves_nothing() {
    // A job is asked after for twenty minutes, so the waits are even shorter here.
    let hurry = "const wait = window.setTimeout;
        window.setTimeout = (what, time, ...rest) => wait(what, time >= 2000 ? 5 : time, ...rest);";
    let server = serve();
    let nobody = Served::start(|_: &Asked| Reply::new(200, "application/octet-stream", files::sound()).without_cors());
    let browser = visit(&server, Setup { script: hurry, ..Setup::default() }).await;
    write_song(&browser).await;
    browser.click("dismiss").await;
    let script = SCRIPTS.iter().find(|script| script.name == "replicate").expect("a script");
    set_up(&browser, "Replicate", "http://127.0.0.1:9", Some("the-model"), "Recorded song").await;
    saved(&browser).await;
    let before = song(&browser).await;
    for (plot, words) in PLOTS {
        let served = job(script, plot, &nobody.origin());
        open_services(&browser).await;
        browser.click("service-open-replicate").await;
        move_service(&browser, &served.origin()).await;
        enter_key(&browser).await;
        close_services(&browser).await;
        ask(&browser, WISH).await;
        told(&browser, words).await;
        quiet(&browser).await;
        assert_eq!(question(&browser).await, WISH, "{plot:?}");
        assert!(!sentences(&browser).await.contains("CANARY"), "{plot:?}");
        let kept = "return Object.keys(localStorage).some((name) => name.startsWith('cowrite-calls-'))";
        assert_eq!(browser.evaluate(kept).await, false, "{plot:?}");
        dismiss_notices(&browser).await;
    }
    assert_eq!(song(&browser).await, before, "the song is as it was");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn a_short_wait_is_waited_out() {
    let (server, mut turns) = (serve(), 0);
    let served = Served::start(move |_: &Asked| {
        turns += 1;
        let busy = says(429, "slow down").with_header("retry-after", "2");
        let busy = busy.with_header("access-control-expose-headers", "retry-after");
        if turns == 1 { busy } else { stream((DIALECT.stream)(NIGHT_DRIVE, "stop")) }
    });
    let browser = visit(&server, Setup::default()).await;
    set_up(&browser, SERVICE, &format!("{}/v1", served.origin()), None, "Whole song").await;
    ask(&browser, WISH).await;
    let patient =
        "return document.querySelector('[data-test=call-progress]')?.textContent.includes('asks for patience')";
    browser.wait_for("the wait to be shown", patient).await;
    quiet(&browser).await;
    browser.click("accept-all").await;
    assert_eq!(served.asked().len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn a_service_that_refuses_browsers_or_is_not_there_leads_to_the_relay() {
    let server = serve();
    let served = Served::refusing_browsers(|_: &Asked| stream((DIALECT.stream)(NIGHT_DRIVE, "stop")));
    let browser = visit(&server, Setup::default()).await;
    set_up(&browser, SERVICE, &format!("{}/v1", served.origin()), None, "Whole song").await;
    ask(&browser, WISH).await;
    told(&browser, "set a relay").await;
    assert_eq!((question(&browser).await.as_str(), served.asked().len()), (WISH, 0), "the preflight failed");

    // Port 9 is "discard": nobody is there. The key does not come along.
    open_services(&browser).await;
    browser.click("service-open-openai").await;
    move_service(&browser, "http://127.0.0.1:9/v1").await;
    assert!(wants_key(&browser).await, "the key is asked for anew");
    close_services(&browser).await;
    assert_eq!(question(&browser).await, WISH, "the question survives the settings");
    dismiss_notices(&browser).await;
    ask(&browser, WISH).await;
    told(&browser, "There is no key for OpenAI at this address").await;
    open_services(&browser).await;
    browser.click("service-open-openai").await;
    enter_key(&browser).await;
    close_services(&browser).await;
    dismiss_notices(&browser).await;
    ask(&browser, WISH).await;
    told(&browser, "could not be reached").await;
    assert_eq!(question(&browser).await, WISH);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn offline_and_endless_calls_end_with_the_question_kept() {
    let (server, moody) = (serve(), Moody::new());
    let mut endless = stream((DIALECT.stream)(NIGHT_DRIVE, "stop")[..3000].to_vec());
    endless.pieces.push(Piece::Pause(120_000));
    moody.will(endless);
    let served = moody.serve();
    let browser = visit(&server, Setup::default()).await;
    set_up(&browser, SERVICE, &format!("{}/v1", served.origin()), None, "Whole song").await;
    ask(&browser, WISH).await;
    let writing = "return document.querySelector('[data-test=call-progress]')?.textContent.includes('Writing')";
    browser.wait_for("some words", writing).await;
    browser.click("call-cancel").await;
    quiet(&browser).await;
    assert_eq!((question(&browser).await.as_str(), sentences(&browser).await.as_str()), (WISH, ""));

    browser.command("Network.enable", json!({})).await;
    let offline = json!({"offline": true, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0});
    browser.command("Network.emulateNetworkConditions", offline).await;
    ask(&browser, WISH).await;
    told(&browser, "this browser is offline").await;
    assert_eq!(question(&browser).await, WISH);
    choose(&browser, "who", "Built-in").await;
    ask(&browser, WISH).await;
    browser.element("accept-all").await;
    let field = browser.driver.query(By::Css("[data-test=accept-all]")).first().await.expect("a song");
    assert!(field.is_enabled().await.expect("a state"), "the built-in composer needs no network");
}
