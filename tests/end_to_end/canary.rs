//! A key that must never be found anywhere but in its own header, on its way to its own origin.

use std::time::Duration;

use serde_json::{Value, json};

use crate::asking::{
    add_service, ask, choose, close_services, enter_key, fill, move_service, open_services, quiet, wants_key,
};
use crate::browser::{Browser, Setup};
use crate::person::{dismiss_notices, export, saved, serve, share, told, visit};
use crate::served::Served;
use crate::text::{self, Dialect, TextService, Turn};
use crate::wire::{Asked, CANARY, Reply};

const PASSPHRASE: &str = "correct horse battery staple";
const WISH: &str = "a night drive through rain";

/// Where a text is in what the page and its origin keep, and how many records the databases have.
async fn search(browser: &Browser, needle: &str) -> (Vec<String>, u64) {
    let script = format!("const NEEDLE = {};\n{}", json!(needle), include_str!("search.js"));
    let answer = browser.evaluate(&script).await;
    let found = answer["found"].as_array().expect("places").iter().filter_map(Value::as_str).map(str::to_owned);
    (found.collect(), answer["records"].as_u64().expect("a count"))
}

/// Nothing that is kept holds the key.
async fn clean(browser: &Browser) {
    let (found, records) = search(browser, CANARY).await;
    assert_eq!(found, Vec::<String>::new());
    assert!(records > 0, "there are databases to look into");
}

/// Where the canary is in a request, header values left out that are the key as it should be.
fn stray(asked: &Asked, header: &str, prefix: &str) -> Vec<String> {
    let own = format!("{prefix}{CANARY}");
    let headers = asked.headers.iter().filter(|(name, value)| !(name == header && *value == own));
    let told = headers.map(|(name, value)| format!("{name}: {value}"));
    let all = told.chain([asked.path.clone(), String::from_utf8_lossy(&asked.body).into_owned()]);
    all.filter(|text| text.contains("CANARY") || text.contains("0123456789abcdef")).collect()
}

/// A service that answers, then complains about the key and repeats it.
fn service(dialect: &'static Dialect) -> Served {
    let words = format!("Incorrect API key provided: {CANARY}. Also Bearer {CANARY}");
    let echo = Reply::json(401, &json!({"error": {"message": words, "type": "authentication_error"}}));
    Served::start(TextService::new(dialect, vec![Turn::Fitting, Turn::Reply(echo)]))
}

fn base(served: &Served, dialect: &Dialect) -> String {
    let preset = studio::ai::Preset::named(dialect.preset).expect("a preset").service().expect("a service");
    format!("{}{}", served.origin(), preset.base.path())
}

/// Adds a preset and keeps its key in a way.
async fn keep(browser: &Browser, name: &str, base: &str, way: &str) {
    add_service(browser, name, base).await;
    choose(browser, "key-keep", way).await;
    if way.contains("passphrase") {
        let field = browser.element("key-passphrase").await;
        field.send_keys(PASSPHRASE).await.expect("typing");
    }
    enter_key(browser).await;
    close_services(browser).await;
}

async fn asks_twice(browser: &Browser, name: &str) {
    choose(browser, "who", name).await;
    ask(browser, WISH).await;
    quiet(browser).await;
    browser.element("accept-all").await;
    ask(browser, WISH).await;
    told(browser, "does not accept the key").await;
    quiet(browser).await;
    clean(browser).await;
    dismiss_notices(browser).await;
}

/// Everything that the browser sent or logged so far with the canary in it, but to these origins.
async fn leaks(browser: &Browser, own: &[String]) -> Vec<String> {
    let network = browser.driver.get_log("performance").await.expect("the network's log");
    let mut leaks = Vec::new();
    for entry in network.iter().filter(|entry| entry.message.contains(CANARY)) {
        let event: Value = serde_json::from_str(&entry.message).expect("an event");
        let event = &event["message"];
        let url = event["params"]["request"]["url"].as_str().or_else(|| event["params"]["headers"]["Host"].as_str());
        let mine = url.is_some_and(|url| {
            own.iter().any(|origin| url.starts_with(origin.as_str()) || origin.ends_with(url)) && !url.contains(CANARY)
        });
        if !mine {
            leaks.push(entry.message.clone());
        }
    }
    let console = browser.driver.browser_log().await.expect("the console");
    leaks.extend(console.into_iter().map(|entry| entry.message).filter(|message| message.contains(CANARY)));
    leaks
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn a_key_is_found_nowhere_but_in_its_own_header_to_its_own_origin() {
    let (openai, anthropic, gemini) = (&text::openai::DIALECT, &text::anthropic::DIALECT, &text::gemini::DIALECT);
    let services = [service(openai), service(anthropic), service(gemini)];
    let stranger = Served::start(|_: &Asked| Reply::json(200, &json!({"data": [{"id": "m"}]})));
    let server = serve();
    let browser = visit(&server, Setup::default()).await;
    keep(&browser, "OpenAI", &base(&services[0], openai), "Until this tab").await;
    keep(&browser, "Anthropic", &base(&services[1], anthropic), "On this device").await;
    keep(&browser, "Google Gemini", &base(&services[2], gemini), "On this device, with a passphrase").await;
    clean(&browser).await;
    for name in ["OpenAI", "Anthropic", "Google Gemini"] {
        asks_twice(&browser, name).await;
    }

    browser.click("accept-all").await;
    browser.element("track-header-0").await;
    saved(&browser).await;
    clean(&browser).await;
    let link = share(&browser, &server.url()).await;
    let address = studio::project::link::unpack(link.split_once('#').expect("a link").1).expect("a song");
    dismiss_notices(&browser).await;
    browser.click("project-menu").await;
    browser.click("save-file").await;
    let file = browser.download(".cowrite", Duration::from_secs(20)).await;
    let project = studio::project::file::decode(&file).expect("a project file");
    let sound = export(&browser).await;
    for (what, text) in [
        ("link", link.clone()),
        ("song of the link", format!("{address:?}")),
        ("file", String::from_utf8_lossy(&file).into_owned()),
        ("song of the file", format!("{project:?}")),
        ("sound", String::from_utf8_lossy(&sound).into_owned()),
    ] {
        assert!(!text.contains("CANARY") && !text.contains("0123456789abcdef"), "the key is in the {what}");
    }

    // A service that moves leaves its key behind, and comes back to it.
    open_services(&browser).await;
    browser.click("service-open-openai").await;
    move_service(&browser, &format!("{}/v1", stranger.origin())).await;
    assert!(wants_key(&browser).await, "the key is asked for anew");
    browser.click("service-list-models").await;
    told(&browser, "There is no key for OpenAI at this address").await;
    assert_eq!(stranger.asked().len(), 0, "nothing is sent without a key");
    dismiss_notices(&browser).await;
    browser.click("service-open-openai").await;
    add_service(&browser, "Another service", &format!("{}/v1", stranger.origin())).await;
    browser.click("service-list-models").await;
    choose(&browser, "service-models", "m").await;
    assert_eq!(stranger.asked().len(), 1, "a service that needs none is asked without");
    clean(&browser).await;

    let headers = [("authorization", "Bearer "), ("x-api-key", ""), ("x-goog-api-key", "")];
    for (served, (header, prefix)) in services.iter().zip(headers) {
        let asked = served.asked();
        assert!(asked.len() >= 2 && asked.iter().all(|asked| asked.header(header).is_some()), "{header}");
        let strays: Vec<String> = asked.iter().flat_map(|asked| stray(asked, header, prefix)).collect();
        assert_eq!(strays, Vec::<String>::new());
        let tells = |asked: &Asked| asked.header("referer").is_some() || asked.header("cookie").is_some();
        assert!(!asked.iter().any(tells), "neither where the person is nor who they were");
    }
    let strays: Vec<String> = stranger.asked().iter().flat_map(|asked| stray(asked, "", "")).collect();
    assert_eq!(strays, Vec::<String>::new());
    let own: Vec<String> = services.iter().map(Served::origin).collect();
    assert_eq!(leaks(&browser, &own).await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn keys_last_as_long_as_the_person_chose() {
    let (openai, anthropic, gemini) = (&text::openai::DIALECT, &text::anthropic::DIALECT, &text::gemini::DIALECT);
    let services = [service(openai), service(anthropic), service(gemini)];
    let server = serve();
    let browser = visit(&server, Setup::default()).await;
    keep(&browser, "OpenAI", &base(&services[0], openai), "Until this tab").await;
    keep(&browser, "Anthropic", &base(&services[1], anthropic), "On this device").await;
    keep(&browser, "Google Gemini", &base(&services[2], gemini), "On this device, with a passphrase").await;
    // The search finds what is there: the databases hold something of the keys, and a text that is stored is seen.
    browser.evaluate(&format!("sessionStorage.setItem('x', 'a{CANARY}'); return 1")).await;
    assert_eq!(search(&browser, CANARY).await.0, ["sessionStorage.x"]);
    browser.evaluate("sessionStorage.clear(); return 1").await;

    browser.reload().await;
    open_services(&browser).await;
    let state =
        |id: &str| format!("return document.querySelector('[data-test=service-{id}] .service-state').textContent");
    for (id, words) in [("openai", "Key needed"), ("anthropic", "Ready"), ("gemini", "Locked")] {
        browser.wait_for(id, &format!("{} === '{words}'", state(id))).await;
    }
    fill(&browser, "unlock", "wrong").await;
    told(&browser, "opens none of the keys").await;
    dismiss_notices(&browser).await;
    fill(&browser, "unlock", PASSPHRASE).await;
    browser.wait_for("gemini", &format!("{} === 'Ready'", state("gemini"))).await;
    clean(&browser).await;
    for id in ["anthropic", "gemini"] {
        browser.click(&format!("service-open-{id}")).await;
        browser.click("service-list-models").await;
        quiet(&browser).await;
        browser.click("key-forget").await;
        browser.wait_for(id, &format!("{} === 'Key needed'", state(id))).await;
        browser.click(&format!("service-open-{id}")).await;
    }
    for served in &services[1..] {
        let keyed = served.asked().iter().any(|asked| asked.headers.iter().any(|(_, value)| value == CANARY));
        assert!(keyed, "the key came back as it was");
    }
    browser.reload().await;
    open_services(&browser).await;
    for id in ["anthropic", "gemini"] {
        browser.wait_for(id, &format!("{} === 'Key needed'", state(id))).await;
    }
    clean(&browser).await;
}
