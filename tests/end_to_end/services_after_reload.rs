//! Jobs that outlive the page that asked for them, and a sign-in that leaves it.

use serde_json::json;

use crate::asking::{HURRY, add_service, ask, close_services, open_services, quiet, set_up};
use crate::browser::{Browser, Setup};
use crate::media::Plot;
use crate::media::jobs::SCRIPTS;
use crate::person::{serve, told, visit};
use crate::served::Served;
use crate::services_that_record::{file_host, job};
use crate::text::{TextService, Turn, openrouter};
use crate::wire::{Asked, CANARY};

const WISH: &str = "slow waltz for piano";

/// What this browser keeps of calls.
async fn kept(browser: &Browser) -> String {
    let script = "return Object.entries(localStorage).filter(([name]) => name.startsWith('cowrite-calls-')).map(([, value]) => value).join(' ')";
    browser.evaluate(script).await.as_str().unwrap_or_default().to_owned()
}

fn submissions(served: &Served) -> usize {
    served.asked().iter().filter(|asked| asked.method == "POST" && asked.path.ends_with("/predictions")).count()
}

async fn submitted(browser: &Browser, served: &Served) {
    let started = "return Object.keys(localStorage).some((name) => name.startsWith('cowrite-calls-'))";
    browser.wait_for("the job to be kept", started).await;
    assert_eq!(submissions(served), 1);
}

/// Replicate, with its job and its files.
fn replicate(plot: Plot, files: &Served) -> Served {
    let script = SCRIPTS.iter().find(|script| script.name == "replicate").expect("a script");
    job(script, plot, &files.origin())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn a_job_goes_on_after_a_reload_once_its_key_is_there() {
    let (server, files) = (serve(), file_host());
    let served = replicate(Plot::Elsewhere, &files);
    let browser = visit(&server, Setup::default()).await;
    set_up(&browser, "Replicate", &served.origin(), Some("the-model"), "Recorded song").await;
    ask(&browser, WISH).await;
    submitted(&browser, &served).await;
    assert!(!kept(&browser).await.contains(CANARY));

    browser.driver.refresh().await.expect("the page again");
    let waits = "return document.querySelector('[data-test=call-progress]')?.textContent.includes('key')";
    browser.wait_for("the job to wait for its key", waits).await;
    let asked = served.asked().len();
    open_services(&browser).await;
    browser.click("service-open-replicate").await;
    assert_eq!(served.asked().len(), asked, "nothing is asked without the key");
    crate::asking::enter_key(&browser).await;
    close_services(&browser).await;
    browser.element("recording").await;
    quiet(&browser).await;
    assert_eq!((submissions(&served), kept(&browser).await.as_str()), (1, ""), "one job, and nothing left of it");
    browser.click("place-recording").await;
    browser.element("track-header-0").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn a_job_whose_key_this_device_keeps_goes_on_by_itself_and_in_one_tab_alone() {
    let (server, files) = (serve(), file_host());
    let served = replicate(Plot::Elsewhere, &files);
    let browser = visit(&server, Setup::default()).await;
    add_service(&browser, "Replicate", &served.origin()).await;
    crate::asking::choose(&browser, "key-keep", "On this device").await;
    crate::asking::enter_key(&browser).await;
    crate::asking::fill(&browser, "service-model", "the-model").await;
    close_services(&browser).await;
    crate::asking::choose(&browser, "task", "Recorded song").await;
    crate::asking::choose(&browser, "who", "Replicate").await;
    ask(&browser, WISH).await;
    submitted(&browser, &served).await;
    // Another tab leaves it to the one that asked.
    let first = browser.driver.window().await.expect("a tab");
    let second = browser.driver.new_tab().await.expect("another tab");
    browser.driver.switch_to_window(second).await.expect("there");
    browser.driver.goto(server.url()).await.expect("the page");
    browser.element("project-menu").await;
    assert!(!browser.has("calls").await, "it is followed by one tab");
    browser.driver.switch_to_window(first).await.expect("back");
    browser.driver.refresh().await.expect("the page again");
    browser.element("recording").await;
    assert_eq!((submissions(&served), kept(&browser).await.as_str()), (1, ""));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn a_job_that_never_ends_is_cancelled_here_and_there() {
    let (server, files) = (serve(), file_host());
    let served = replicate(Plot::Never, &files);
    let browser = visit(&server, Setup { script: HURRY, ..Setup::default() }).await;
    set_up(&browser, "Replicate", &served.origin(), Some("the-model"), "Recorded song").await;
    ask(&browser, WISH).await;
    submitted(&browser, &served).await;
    browser.click("call-cancel").await;
    quiet(&browser).await;
    assert_eq!(kept(&browser).await, "");
    let cancelled = |asked: &Asked| asked.method == "POST" && asked.path.ends_with("/predictions/gm3q/cancel");
    for _ in 0..50 {
        if served.asked().iter().any(cancelled) {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    let asked = served.asked();
    let cancel = asked.iter().find(|asked| cancelled(asked)).expect("the service is told");
    assert!(cancel.headers.iter().any(|(name, value)| name == "authorization" && value.ends_with(CANARY)));
    assert_eq!(crate::asking::question(&browser).await, WISH);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn who_comes_back_from_signing_in_has_a_key_and_a_clean_address() {
    let server = serve();
    let served = Served::start(TextService::new(&openrouter::DIALECT, vec![Turn::Fitting]));
    let browser = visit(&server, Setup::default()).await;
    add_service(&browser, "OpenRouter", &format!("{}/api/v1", served.origin())).await;
    assert!(browser.has("sign-in").await);
    // As if the person had been away: the verifier waits in the tab, the code comes with the address.
    browser.evaluate("sessionStorage.setItem('cowrite-sign-in', JSON.stringify('the-verifier')); return 1").await;
    browser.driver.goto(format!("{}?code=the-code", server.url())).await.expect("the way back");
    told(&browser, "You are signed in").await;
    assert_eq!(browser.evaluate("return location.href").await, json!(server.url()));
    assert_eq!(browser.evaluate("return sessionStorage.length").await, 0);
    let exchange = served.asked();
    assert_eq!((exchange.len(), exchange[0].path.as_str()), (1, "/api/v1/auth/keys"));
    assert!(exchange[0].header("referer").is_none() && exchange[0].header("cookie").is_none());

    open_services(&browser).await;
    browser.click("service-open-openrouter").await;
    assert!(browser.text("key-kept").await.contains(&served.origin()));
    browser.click("service-list-models").await;
    crate::asking::choose(&browser, "service-models", "deepseek/deepseek-v4-flash").await;
    let expected = format!("Bearer {CANARY}");
    assert_eq!(served.asked()[1].header("authorization"), Some(expected.as_str()));
    // A code without its verifier is worth nothing and is not sent.
    browser.driver.goto(format!("{}?code=another", server.url())).await.expect("the page");
    browser.element("project-menu").await;
    assert_eq!(served.asked().iter().filter(|asked| asked.path.ends_with("/auth/keys")).count(), 1);
}
