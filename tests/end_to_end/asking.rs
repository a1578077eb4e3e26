//! What a person does to ask a service: adding it, moving it to where a fixture answers, its key, its model, a question.

use serde_json::json;
use studio::project::Project;
use studio::provenance::Contributor;
use thirtyfour::prelude::*;

use crate::browser::Browser;
use crate::person::dismiss_notices;
use crate::wire::CANARY;

/// Where a question is written: the start page has a line of its own.
const PROMPT: &str = ".cowriter [data-test=prompt]";
/// Where a key is entered: the song has a key, too.
const KEY: &str = ".services [data-test=service-key]";

/// Makes the waits of jobs a fiftieth as long. Shorter times, those of the page itself, stay.
pub const HURRY: &str = "const wait = window.setTimeout;
    window.setTimeout = (what, time, ...rest) => wait(what, time >= 2000 ? time / 50 : time, ...rest);";

/// Opens the services.
pub async fn open_services(browser: &Browser) {
    dismiss_notices(browser).await;
    let way = if browser.has("start-cowriters").await { "start-cowriters" } else { "tab-cowriter" };
    browser.click(way).await;
    if !browser.has("services").await {
        browser.click("services-open").await;
    }
    browser.element("services").await;
}

/// Goes back to the prompt.
pub async fn close_services(browser: &Browser) {
    browser.click("services-close").await;
    browser.element("task").await;
}

/// Chooses the line of a list that is so, or begins so.
pub async fn choose(browser: &Browser, list: &str, words: &str) {
    let script = format!(
        "const list = document.querySelector('[data-test={list}]');
         const lines = [...list?.options ?? []];
         const line = lines.find((line) => line.textContent === {words}) ?? lines.find((line) => line.textContent.startsWith({words}));
         if (!line) return false;
         list.value = line.value;
         list.dispatchEvent(new Event('change', {{ bubbles: true }}));
         return true",
        words = json!(words)
    );
    browser.wait_for(&format!("“{words}” in {list}"), &script).await;
}

/// Writes a line in place of the one that is there, and presses Enter.
pub async fn fill(browser: &Browser, field: &str, words: &str) {
    browser.element(field).await;
    fill_at(browser, &format!("[data-test={field}]"), words).await;
}

async fn fill_at(browser: &Browser, place: &str, words: &str) {
    let field = browser.driver.query(By::Css(place)).first().await.expect("a line");
    field.scroll_into_view().await.expect("the line");
    field.click().await.expect("focus");
    field.send_keys(Key::Control + "a").await.expect("selecting");
    field.send_keys(words).await.expect("typing");
    field.send_keys(Key::Enter + "").await.expect("Enter");
}

/// Whether the service whose card is open asks for a key.
pub async fn wants_key(browser: &Browser) -> bool {
    browser.evaluate(&format!("return document.querySelector('{KEY}') !== null")).await == true
}

/// Adds a service of the list and moves it to an address. Its card stays open.
pub async fn add_service(browser: &Browser, name: &str, base: &str) {
    open_services(browser).await;
    choose(browser, "service-add", name).await;
    move_service(browser, base).await;
}

/// Moves the service whose card is open.
pub async fn move_service(browser: &Browser, base: &str) {
    fill(browser, "service-base", base).await;
    let moved = format!("return document.querySelector('[data-test=service-base]').value === {}", json!(base));
    browser.wait_for("the service to move", &moved).await;
}

/// Enters the canary as the key of the service whose card is open.
pub async fn enter_key(browser: &Browser) {
    browser.wait_for("a line for the key", &format!("return document.querySelector('{KEY}')")).await;
    fill_at(browser, KEY, CANARY).await;
    browser.element("key-kept").await;
}

/// Sets a service up and chooses it for a task.
pub async fn set_up(browser: &Browser, name: &str, base: &str, model: Option<&str>, task: &str) {
    add_service(browser, name, base).await;
    if wants_key(browser).await {
        enter_key(browser).await;
    }
    if let Some(model) = model {
        fill(browser, "service-model", model).await;
    }
    close_services(browser).await;
    choose(browser, "task", task).await;
    choose(browser, "who", name).await;
}

/// Writes a question over the one that is there, and asks it.
pub async fn ask(browser: &Browser, words: &str) {
    fill_at(browser, PROMPT, words).await;
}

/// The question as it stands in the line.
pub async fn question(browser: &Browser) -> String {
    let script = format!("return document.querySelector('{PROMPT}').value");
    browser.evaluate(&script).await.as_str().unwrap_or_default().to_owned()
}

/// Waits until nothing is under way any more.
pub async fn quiet(browser: &Browser) {
    browser.wait_for("the call to end", "return !document.querySelector('[data-test=calls]')").await;
}

/// How many tracks the song has.
pub async fn tracks(browser: &Browser) -> u64 {
    let count = "return document.querySelectorAll('[data-test^=track-header-]').length";
    browser.evaluate(count).await.as_u64().unwrap_or_default()
}

/// Who contributed to a song, in the order of the ledger.
pub fn contributors(song: &Project) -> Vec<Contributor> {
    song.ledger.entries().iter().map(|entry| entry.contribution.contributor.clone()).collect()
}
