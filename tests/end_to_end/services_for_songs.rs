//! Every protocol that writes, from an empty settings page to a song whose ledger tells model, composer and person apart.

use std::time::Duration;

use studio::ai::{Made, ModelsCall, Output, Preset};
use studio::provenance::{Contributor, ContributorKind};
use thirtyfour::prelude::*;

use crate::asking::{
    HURRY, add_service, ask, choose, close_services, contributors, enter_key, fill, question, quiet, set_up, tracks,
    wants_key,
};
use crate::browser::{Browser, Setup};
use crate::person::{export, serve, song, told, visit};
use crate::served::Served;
use crate::text::{self, Dialect, TextService, Turn, songs};
use crate::wave::Wave;
use crate::wire::{Asked, FixtureService, Piece, Reply, drive};

const WISH: &str = "a night drive through rain";
const SONG: &str = "Whole song";
const PLAN: &str = "Plan";

/// Where a fixture of a dialect is asked: at the preset's path.
fn base(served: &Served, dialect: &Dialect) -> String {
    let service = preset(dialect).service().expect("a preset");
    format!("{}{}", served.origin(), service.base.path())
}

fn preset(dialect: &Dialect) -> &'static Preset {
    Preset::named(dialect.preset).expect("a preset")
}

/// The models that the fixture's list comes to.
fn models(dialect: &'static Dialect) -> Vec<String> {
    let mut call = ModelsCall::new(preset(dialect).service().expect("a preset"));
    let said = drive(&mut call, &mut TextService::new(dialect, vec![Turn::Fitting]), 4096);
    match said.last() {
        Some(Output::Done(answer)) => match &answer.made {
            Made::Models(names) => names.clone(),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

/// Moves a note of the clip that is open, by hand.
async fn edit_by_hand(browser: &Browser) {
    browser.click("dock-piano-roll").await;
    let canvas = browser.element("roll-canvas").await;
    for keys in [Key::Escape + "", Key::Shift + Key::Up, Key::Shift + Key::Up, Key::Shift + Key::Up, Key::Enter + ""] {
        canvas.send_keys(keys).await.expect("a key");
    }
}

/// Accepts what is offered once it is whole, changes a note, and looks into the ledger.
async fn take_and_edit(browser: &Browser, model: &str) {
    quiet(browser).await;
    browser.click("audition").await;
    browser.hear().await;
    browser.click("audition").await;
    browser.click("stop").await;
    browser.click("accept-all").await;
    browser.wait_for("the tracks", "return document.querySelectorAll('[data-test^=track-header-]').length > 2").await;
    edit_by_hand(browser).await;
    let song = song(browser).await;
    let made = contributors(&song);
    let models: Vec<&str> = made
        .iter()
        .filter_map(|made| match made {
            Contributor::Model { model, .. } => Some(model.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(models, [model], "{made:?}");
    let has = |kind| made.iter().any(|made| made.kind() == kind);
    assert!(has(ContributorKind::Person), "the person's note: {made:?}");
    assert!(has(ContributorKind::Tool), "what the built-in composer wrote: {made:?}");
    browser.click("tab-ledger").await;
    let shown =
        "return [...document.querySelectorAll('[data-test=ledger-entry]')].map((entry) => entry.textContent).join(' ')";
    let shown = browser.evaluate(shown).await.to_string();
    assert!([model, WISH, "Cowrite composer"].iter().all(|words| shown.contains(words)), "{shown}");
}

/// The whole way with a dialect's preset, moved to the fixture.
async fn writes(dialect: &'static Dialect, task: &str) {
    let (server, served) = (serve(), Served::start(TextService::new(dialect, vec![Turn::Fitting])));
    let browser = visit(&server, Setup::default()).await;
    let preset = preset(dialect);
    add_service(&browser, preset.name, &base(&served, dialect)).await;
    enter_key(&browser).await;
    browser.click("service-list-models").await;
    let listed = format!(
        "return JSON.stringify([...document.querySelector('[data-test=service-models]').options].map((line) => line.textContent)) === '{}'",
        serde_json::to_string(&models(dialect)).expect("a list")
    );
    browser.wait_for("the service's own models", &listed).await;
    choose(&browser, "service-models", preset.models[0]).await;
    close_services(&browser).await;
    choose(&browser, "task", task).await;
    choose(&browser, "who", preset.name).await;
    ask(&browser, WISH).await;
    take_and_edit(&browser, preset.models[0]).await;
    let paths: Vec<String> = served.asked().into_iter().map(|asked| asked.path).collect();
    assert!(paths.len() >= 2 && paths[0] == dialect.models_path, "{paths:?}");
    let strangers: Vec<String> = browser.foreign_requests(&server.url()).await;
    assert!(strangers.iter().all(|url| url.starts_with(&served.origin())), "{strangers:?}");
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn openai_writes_a_song() {
    writes(&text::openai::DIALECT, SONG).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn anthropic_plans_a_song_and_the_composer_arranges_it() {
    writes(&text::anthropic::DIALECT, PLAN).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn gemini_writes_a_song() {
    writes(&text::gemini::DIALECT, SONG).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn ollama_plans_a_song_and_the_composer_arranges_it() {
    writes(&text::ollama::DIALECT, PLAN).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn deepseek_writes_a_song() {
    writes(&text::deepseek::DIALECT, SONG).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn openrouter_plans_a_song_and_the_composer_arranges_it() {
    writes(&text::openrouter::DIALECT, PLAN).await;
}

/// A server of somebody's own that speaks chat completions and wants no key. It stops for a while in the middle.
fn own(asked: &Asked) -> Reply {
    if (asked.method.as_str(), asked.path.as_str()) != ("POST", "/v1/chat/completions")
        || asked.json()["model"] != "some-model"
        || asked.header("authorization").is_some()
    {
        return Reply::new(404, "text/plain", "404");
    }
    let stream = (text::openai::DIALECT.stream)(songs::NIGHT_DRIVE, "stop");
    let most = stream.len() * 19 / 20;
    let mut reply = Reply::new(200, "text/event-stream", stream[..most].to_vec());
    // Long enough to hear the draft in.
    reply.pieces.extend([Piece::Pause(15_000), Piece::Bytes(stream[most..].to_vec())]);
    reply
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn a_service_by_base_url_and_model_alone_is_heard_while_it_writes() {
    let (server, served) = (serve(), Served::start(own));
    let browser = visit(&server, Setup::default()).await;
    add_service(&browser, "Another service", &format!("{}/v1", served.origin())).await;
    fill(&browser, "service-name", "Cellar").await;
    fill(&browser, "service-model", "some-model").await;
    close_services(&browser).await;
    choose(&browser, "who", "Cellar").await;
    ask(&browser, WISH).await;
    browser.click("audition").await;
    browser.hear().await;
    assert!(browser.has("calls").await, "it is heard while it is written");
    let accept = browser.element("accept-all").await;
    assert!(!accept.is_enabled().await.expect("a state"), "what is not whole cannot be taken");
    browser.click("audition").await;
    take_and_edit(&browser, "gpt-5.4-mini").await;
}

/// The browser's own model, as Chrome has it: it knows neither key nor network.
const BUILT_IN: &str = r#"
    window.LanguageModel = {
        availability: async () => 'available',
        create: async (options) => ({
            promptStreaming: (turns, more) => {
                window.__asked = { options: JSON.parse(JSON.stringify(options.initialPrompts)), turns, schema: more.responseConstraint };
                const text = window.__plan;
                return new ReadableStream({
                    start(stream) {
                        for (let at = 0; at < text.length; at += 40) stream.enqueue(text.slice(at, at + 40));
                        stream.close();
                    },
                });
            },
            destroy: () => { window.__destroyed = true; },
        }),
    };"#;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn the_browsers_own_model_plans_a_song() {
    let server = serve();
    let script = format!("{BUILT_IN}\nwindow.__plan = {};", serde_json::to_string(songs::PLAN).expect("text"));
    let browser = visit(&server, Setup { script: script.leak(), ..Setup::default() }).await;
    crate::asking::open_services(&browser).await;
    choose(&browser, "service-add", "Chrome built-in").await;
    assert!(!wants_key(&browser).await && !browser.has("service-base").await, "it has neither key nor address");
    close_services(&browser).await;
    choose(&browser, "task", PLAN).await;
    choose(&browser, "who", "Chrome built-in").await;
    ask(&browser, WISH).await;
    take_and_edit(&browser, "gemini-nano").await;
    let asked = browser.evaluate("return JSON.stringify(window.__asked)").await.to_string();
    assert!(asked.contains(WISH) && asked.contains("system"), "{asked}");
    assert_eq!(browser.foreign_requests(&server.url()).await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn a_browser_without_a_model_of_its_own_says_so() {
    let server = serve();
    let script = "Object.defineProperty(window, 'LanguageModel', { value: undefined });";
    let browser = visit(&server, Setup { script, ..Setup::default() }).await;
    crate::asking::open_services(&browser).await;
    choose(&browser, "service-add", "Chrome built-in").await;
    close_services(&browser).await;
    choose(&browser, "who", "Chrome built-in").await;
    ask(&browser, WISH).await;
    told(&browser, "This browser has no built-in model").await;
    assert_eq!(question(&browser).await, WISH);
}

/// A relay as `./studio serve --relay` has one: the host comes first in the path.
fn relay(mut behind: TextService, host: &'static str) -> impl FixtureService {
    move |asked: &Asked| match asked.path.strip_prefix(&format!("/relay/{host}")) {
        Some(path) => behind.answer(&Asked { path: path.to_owned(), ..asked.clone() }),
        None => Reply::new(404, "text/plain", "no such host"),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn a_call_that_may_cost_something_waits_for_a_word_and_goes_through_the_relay() {
    let dialect = &text::anthropic::DIALECT;
    let served = Served::start(relay(TextService::new(dialect, vec![Turn::Fitting]), "api.example.com"));
    let server = serve();
    let browser = visit(&server, Setup { script: HURRY, ..Setup::default() }).await;
    add_service(&browser, "Another service", "https://api.example.com").await;
    choose(&browser, "service-protocol", "Anthropic").await;
    fill(&browser, "service-model", "claude-sonnet-5-5").await;
    fill(&browser, "service-relay", &format!("{}/relay", served.origin())).await;
    browser.wait_for("the relay", "return document.querySelector('.key').textContent.includes('127.0.0.1')").await;
    enter_key(&browser).await;
    close_services(&browser).await;
    choose(&browser, "who", "My service").await;
    ask(&browser, WISH).await;
    browser.element("waiting").await;
    assert_eq!(served.asked().len(), 0, "nothing is sent unasked");
    browser.click("withdraw").await;
    browser.wait_for("the question to go", "return !document.querySelector('[data-test=waiting]')").await;
    assert_eq!((question(&browser).await.as_str(), served.asked().len()), (WISH, 0));

    ask(&browser, WISH).await;
    browser.click("confirm").await;
    quiet(&browser).await;
    browser.click("accept-all").await;
    browser.wait_for("the tracks", "return document.querySelectorAll('[data-test^=track-header-]').length > 2").await;
    assert!(tracks(&browser).await > 2);
    assert_eq!(served.asked().len(), 1);
    tokio::time::sleep(Duration::from_millis(100)).await;
    let strangers: Vec<String> = browser.foreign_requests(&server.url()).await;
    assert!(strangers.iter().all(|url| url.starts_with(&served.origin())), "{strangers:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn a_faulty_song_is_put_right_and_its_markup_stays_text() {
    let dialect = &text::openai::DIALECT;
    let turns = vec![Turn::Say(songs::FAULTY.to_owned()), Turn::Fitting];
    let (server, served) = (serve(), Served::start(TextService::new(dialect, turns)));
    let browser = visit(&server, Setup::default()).await;
    set_up(&browser, preset(dialect).name, &base(&served, dialect), None, SONG).await;
    ask(&browser, WISH).await;
    quiet(&browser).await;
    browser.element("repairs").await;
    let marked = browser.evaluate("return document.querySelectorAll('img[src=x], .proposal-head img').length").await;
    assert_eq!(marked, 0);
    browser.click("accept-all").await;
    browser.wait_for("the tracks", "return document.querySelectorAll('[data-test^=track-header-]').length > 1").await;
    let song = song(&browser).await;
    assert!(
        song.metadata.title.contains("Night") && !song.metadata.title.contains('\u{7}'),
        "{:?}",
        song.metadata.title
    );
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn words_of_a_service_become_the_songs_lyrics_and_a_change_stays_in_its_bars() {
    let dialect = &text::gemini::DIALECT;
    let (server, served) = (serve(), Served::start(TextService::new(dialect, vec![Turn::Fitting])));
    let browser = visit(&server, Setup::default()).await;
    set_up(&browser, preset(dialect).name, &base(&served, dialect), None, SONG).await;
    ask(&browser, WISH).await;
    quiet(&browser).await;
    browser.click("accept-all").await;
    browser.wait_for("the tracks", "return document.querySelectorAll('[data-test^=track-header-]').length > 2").await;

    choose(&browser, "task", "Lyrics").await;
    ask(&browser, "words about rain").await;
    quiet(&browser).await;
    assert_eq!(browser.text("reply-words").await.trim(), songs::LYRICS);
    browser.click("use-words").await;
    browser.element("accept-all").await;
    browser.click("accept-all").await;

    choose(&browser, "task", "Explain").await;
    ask(&browser, "why these chords?").await;
    quiet(&browser).await;
    choose(&browser, "task", "New chords").await;
    ask(&browser, "darker").await;
    quiet(&browser).await;
    browser.click("accept-all").await;
    let song = song(&browser).await;
    let chords: Vec<String> = song.chords.iter().map(|chord| chord.chord.to_string()).collect();
    assert!(chords.contains(&"Dm9".to_owned()), "{chords:?}");
    assert!(song.lyrics.iter().any(|line| format!("{line:?}").contains("calling")), "{:?}", song.lyrics);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn a_models_plan_becomes_a_song_that_tells_model_composer_and_person_apart_to_the_file() {
    let dialect = &text::openrouter::DIALECT;
    let (server, served) = (serve(), Served::start(TextService::new(dialect, vec![Turn::Fitting])));
    let browser = visit(&server, Setup::default()).await;
    set_up(&browser, preset(dialect).name, &base(&served, dialect), None, PLAN).await;
    ask(&browser, WISH).await;
    quiet(&browser).await;
    // What it took stands at the answer, and under a name of its own the take is found again.
    let spent = browser.text("spent").await;
    assert!(spent.contains("410 tokens sent") && spent.contains("US$0.0031"), "{spent}");
    fill(&browser, "take-name", "The quiet one").await;
    take_and_edit(&browser, "google/gemini-3.8-flash").await;
    let file = export(&browser).await;
    let song = song(&browser).await;
    let sentence = studio::project::evidence::disclosure(&song).sentence(studio::text::Locale::English);
    let told = ["google/gemini-3.8-flash", "the rule-based tool Cowrite composer", "by a person"];
    assert!(told.iter().all(|words| sentence.contains(words)), "{sentence}");
    let comment = Wave::read(&file).info.remove("ICMT").expect("a comment");
    assert!(told.iter().all(|words| comment.contains(words)), "{comment}");
    browser.click("tab-cowriter").await;
    browser.click("services-open").await;
    let tally = browser.text("tally").await;
    assert!(tally.contains("one call") && tally.contains("US$0.0031"), "{tally}");
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}

/// Which cell of the table has the focus, and how it stands.
async fn focused_cell(browser: &Browser) -> String {
    let cell = "const cell = document.activeElement; return `${cell.dataset.cell} ${cell.className}`";
    browser.evaluate(cell).await.as_str().unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn a_proposal_is_taken_by_hunk_with_the_keyboard_alone() {
    let server = serve();
    let browser = visit(&server, Setup::default()).await;
    browser.compose(crate::person::PROMPT).await;
    let press = async |keys: thirtyfour::TypingData| {
        browser.driver.active_element().await.expect("the focus").send_keys(keys).await.expect("a key");
    };
    // From the switch above the table, Tab comes to the heads and then to the one cell that is a stop.
    browser.evaluate("document.querySelector('[data-test=mode-accept]').focus()").await;
    for _ in 0..40 {
        press(Key::Tab + "").await;
        if focused_cell(&browser).await.contains("hunk") {
            break;
        }
    }
    let first = focused_cell(&browser).await;
    assert!(first.starts_with("0-0 ") && first.contains("hunk-open"), "{first}");
    press(Key::Enter + "").await;
    browser.wait_for("the chords", "return document.activeElement.classList.contains('hunk-accepted')").await;
    press(Key::Right + "").await;
    press(Key::Delete + "").await;
    browser.wait_for("a refusal", "return document.activeElement.classList.contains('hunk-rejected')").await;
    assert!(focused_cell(&browser).await.starts_with("0-1 "));
    for _ in 0..8 {
        press(Key::Down + "").await;
    }
    let last = focused_cell(&browser).await;
    assert!(last.contains("hunk-open") && !last.starts_with("0-"), "{last}");
    press(Key::Enter + "").await;
    browser.wait_for("a track", "return document.querySelectorAll('[data-test^=track-header-]').length === 1").await;
    // A head takes or leaves all of its row.
    browser.evaluate("document.querySelector('tbody tr:last-child .matrix-head').focus()").await;
    press(Key::Delete + "").await;
    let gone = "return !document.querySelector('tbody tr:last-child .hunk-open') && document.querySelector('tbody tr:last-child .hunk-rejected') !== null";
    browser.wait_for("a row to be left", gone).await;
    let song = song(&browser).await;
    assert_eq!((song.tracks.len(), song.chords.is_empty()), (1, false));
    press("?".into()).await;
    browser
        .wait_for("the shortcuts", "return document.querySelector('.help')?.textContent.includes('accept the cell')")
        .await;
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn words_aim_at_bars_and_keep_what_shall_stay() {
    let dialect = &text::gemini::DIALECT;
    let (server, served) = (serve(), Served::start(TextService::new(dialect, vec![Turn::Fitting])));
    let browser = visit(&server, Setup::default()).await;
    crate::person::write_song(&browser).await;
    set_up(&browser, preset(dialect).name, &base(&served, dialect), None, "Change this part").await;
    ask(&browser, "make bars 9-16 sadder, keep the bass and the chords").await;
    assert_eq!(browser.text("scope").await, "About bars 9 to 16");
    assert_eq!(browser.text("kept").await, "Chords, Bass");
    quiet(&browser).await;
    let sent = served.asked().last().map(|asked| String::from_utf8_lossy(&asked.body).into_owned()).unwrap_or_default();
    assert!(sent.contains("These stay exactly as they are"), "{sent}");
    let rows =
        "return [...document.querySelectorAll('.matrix tbody .matrix-head')].map((head) => head.textContent).join()";
    let rows = browser.evaluate(rows).await.to_string();
    assert!(rows.contains("Lead") && !rows.contains("Chords") && !rows.contains("Bass"), "{rows}");
    browser.picture("change-kept").await;
    browser.click("accept-all").await;
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}
