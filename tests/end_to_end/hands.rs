//! What hands do beyond the mouse on a canvas: keys bound anew, the drum grid, the lyrics sheet, instruments that are
//! recorded, one contributor's work, and the tour.

use std::time::Duration;

use serde_json::json;
use studio::provenance::ContributorKind;
use studio::view::{Keymap, Verb};
use thirtyfour::prelude::*;

use crate::browser::{Browser, Setup};
use crate::person::{dismiss_notices, saved, serve, song, told, visit, write_song};
use crate::server::Server;

/// A browser with one instrument, which the test plays by `__midi(bytes)`.
const INSTRUMENT: &str = "const input = { name: 'Test keys', onmidimessage: null }; \
    navigator.requestMIDIAccess = async () => ({ inputs: new Map([['1', input]]), onstatechange: null }); \
    self.__midi = (...bytes) => input.onmidimessage({ data: new Uint8Array(bytes), timeStamp: performance.now() });";

/// How long the browser may take to write a small file.
const FILE: Duration = Duration::from_secs(60);

async fn press(browser: &Browser, key: &str) {
    let script = "document.activeElement?.blur(); document.body.dispatchEvent(new KeyboardEvent('keydown', \
        { key: KEY, code: 'Key' + KEY.toUpperCase(), bubbles: true, cancelable: true }))";
    browser.evaluate(&script.replace("KEY", &json!(key).to_string())).await;
}

async fn attribute(browser: &Browser, name: &str, attribute: &str) -> String {
    browser.element(name).await.attr(attribute).await.expect("an attribute").unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn keys_are_bound_anew_and_every_place_tells_the_new_ones() {
    let server = serve();
    let browser = visit(&server, Setup::default()).await;
    write_song(&browser).await;
    browser.click("settings").await;
    browser.click("keys").await;
    // L is for the loop, so it is asked before it is taken.
    let line = browser.element("keys-verb-metronome").await;
    line.click().await.expect("a click");
    line.send_keys("l").await.expect("a key");
    browser.click("keys-take").await;
    assert_eq!(browser.text("keys-verb-metronome").await, "L");
    browser.click("keys-save").await;
    let file = browser.download("cowrite-keys.json", FILE).await;
    let map = Keymap::of_file(&file).expect("a file of keys");
    assert_eq!((map.keys(Verb::Metronome), map.keys(Verb::Loop)), (vec!["L"], vec![]));
    browser.element("keys-find").await.send_keys(Key::Escape + "").await.expect("a key");
    assert!(attribute(&browser, "metronome", "title").await.ends_with("(L)"));
    press(&browser, "l").await;
    browser
        .wait_for("the metronome", "return document.querySelector('[data-test=metronome]').ariaPressed === 'true'")
        .await;
    saved(&browser).await;
    browser.reload().await;
    assert!(attribute(&browser, "metronome", "title").await.ends_with("(L)"));
    browser
        .open_file("no-keys.json", br#"{"format":"cowrite-keys","keys":{"verb-undo":["X"],"verb-redo":["X"]}}"#)
        .await;
    told(&browser, "would do two things").await;
    let usual = Keymap::default().to_file();
    browser.open_file("usual-keys.json", &usual).await;
    browser
        .wait_for("the usual keys", "return document.querySelector('[data-test=metronome]').title.endsWith('(M)')")
        .await;
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}

/// A browser with a song, its drums in the drum grid.
async fn with_drums(server: &Server) -> Browser {
    let browser = visit(server, Setup::default()).await;
    write_song(&browser).await;
    browser.click("dock-drum-grid").await;
    browser.click("drums-open").await;
    dismiss_notices(&browser).await;
    browser
}

/// The state of a step of the drum grid, by its place among all.
async fn step(browser: &Browser, place: usize) -> String {
    let script = format!("return document.querySelectorAll('[data-test=drums] [role=gridcell]')[{place}].ariaSelected");
    browser.evaluate(&script).await.as_str().unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn drums_are_struck_by_strokes_and_by_keys() {
    let server = serve();
    let browser = with_drums(&server).await;
    // The shaker is on top, and the composer leaves it alone.
    let cells = browser.driver.find_all(By::Css("[data-test=drums] [role=gridcell]")).await.expect("steps");
    assert_eq!(step(&browser, 1).await, "false");
    let chain = browser.driver.action_chain().move_to_element_center(&cells[1]).click_and_hold();
    let chain = chain.move_to_element_center(&cells[2]).move_to_element_center(&cells[3]).release();
    chain.perform().await.expect("a stroke");
    assert_eq!((step(&browser, 1).await, step(&browser, 3).await), ("true".into(), "true".into()));
    let shakers = |song: &studio::project::Project| {
        let notes =
            song.tracks.iter().flat_map(|track| track.patterns.iter()).flat_map(|pattern| pattern.notes.clone());
        notes.filter(|note| note.pitch.key() == 70).count()
    };
    let before = shakers(&song(&browser).await);
    assert!(before >= 3);
    browser.click("undo").await;
    assert_eq!((step(&browser, 1).await, step(&browser, 3).await), ("false".into(), "false".into()));
    let hand = browser.driver.find(By::Css("[data-test=drums] [role=gridcell][tabindex='0']")).await.expect("a step");
    hand.send_keys(Key::Home + "").await.expect("a key");
    let hand = browser.driver.find(By::Css("[data-test=drums] [role=gridcell][tabindex='0']")).await.expect("a step");
    hand.send_keys(Key::Right + "").await.expect("a key");
    let hand = browser.driver.find(By::Css("[data-test=drums] [role=gridcell][tabindex='0']")).await.expect("a step");
    let was = hand.attr("aria-selected").await.expect("a state");
    hand.send_keys(Key::Enter + "").await.expect("a key");
    assert_ne!(hand.attr("aria-selected").await.expect("a state"), was);
    browser.click("drums-fill").await;
    browser.click("drums-copy").await;
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn words_are_written_on_the_sheet_and_are_the_persons() {
    let server = serve();
    let browser = visit(&server, Setup::default()).await;
    write_song(&browser).await;
    browser.click("dock-lyrics").await;
    let line = browser.element("lyrics-line").await;
    // What is typed takes the place of what was there, as long as the field is never left empty.
    line.send_keys(Key::Control + "a").await.expect("a key");
    line.send_keys("Paper lanterns in the rain" + Key::Enter).await.expect("words");
    browser
        .wait_for(
            "the count",
            "return document.querySelector('[data-test=lyrics-count]').textContent.includes('7 syllables')",
        )
        .await;
    let written = song(&browser).await;
    let line = written.lyrics.iter().find(|line| line.text == "Paper lanterns in the rain").expect("the line");
    let last = written.authors.get(line.authors).last().expect("an author");
    assert_eq!(written.ledger.get(*last).expect("an entry").contributor.kind(), ContributorKind::Person);
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn an_instrument_is_heard_and_recorded() {
    let server = serve();
    let browser = visit(&server, Setup { script: INSTRUMENT, ..Setup::default() }).await;
    write_song(&browser).await;
    browser.click("input").await;
    browser.click("midi-listen").await;
    browser
        .wait_for(
            "the instrument",
            "return document.querySelector('[data-test=midi-state]').textContent.includes('Test keys')",
        )
        .await;
    browser.click("input-count-in").await;
    browser.evaluate("document.querySelector('.menu-away').click()").await;
    browser.evaluate("__midi(0x90, 61, 3)").await;
    browser.hear().await;
    browser.evaluate("__midi(0x80, 61, 0)").await;
    browser.click("record").await;
    browser
        .wait_for("the transport", "return document.querySelector('[data-test=position]').textContent > '1.1.200'")
        .await;
    browser.evaluate("__midi(0x91, 63, 5)").await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    browser.evaluate("__midi(0x91, 63, 0)").await;
    browser.click("record").await;
    browser.click("stop").await;
    let recorded = song(&browser).await;
    let track = recorded.tracks.first().expect("a track");
    let notes = track.patterns.iter().flat_map(|pattern| pattern.notes.iter());
    let found: Vec<_> = notes.filter(|note| note.velocity.get() == 5 && note.pitch.key() == 63).collect();
    assert_eq!(found.len(), 1, "what was played while nothing was recorded is not written");
    let author = recorded.authors.get(found[0].authors).first().expect("an author");
    assert_eq!(recorded.ledger.get(*author).expect("an entry").contributor.kind(), ContributorKind::Person);
    browser.click("undo").await;
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn the_computer_keyboard_plays_while_it_is_turned_on() {
    let server = serve();
    let browser = visit(&server, Setup::default()).await;
    write_song(&browser).await;
    press(&browser, "p").await;
    press(&browser, "a").await;
    browser.hear().await;
    assert_eq!(attribute(&browser, "authorship", "aria-pressed").await, "false", "A plays and does nothing else");
    press(&browser, "p").await;
    press(&browser, "a").await;
    browser.element("author-bar").await;
    // The work of one contributor stands out, and its tracks are locked.
    let chips = browser.driver.find_all(By::Css("[data-test=author-chip]")).await.expect("chips");
    chips[1].click().await.expect("a click");
    browser.click("authors-lock").await;
    assert!(song(&browser).await.tracks.iter().all(|track| track.locked));
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn the_tour_holds_the_focus_and_is_offered_once() {
    let server = serve();
    let browser = visit(&server, Setup::default()).await;
    browser.click("tour-take").await;
    let inside = "return document.querySelector('[data-test=tour]').contains(document.activeElement)";
    for _ in 0..4 {
        let active = browser.driver.active_element().await.expect("the focus");
        active.send_keys(Key::Tab + "").await.expect("a key");
        browser.wait_for("the focus to stay inside", inside).await;
    }
    for _ in 0..4 {
        browser.click("tour-next").await;
    }
    browser.click("tour-end").await;
    assert!(!browser.has("tour").await && !browser.has("tour-offer").await);
    browser.reload().await;
    assert!(!browser.has("tour-offer").await);
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn notes_are_walked_and_changed_as_a_table() {
    let server = serve();
    let browser = visit(&server, Setup::default()).await;
    write_song(&browser).await;
    browser.click("dock-piano-roll").await;
    let canvas = browser.element("roll-canvas").await;
    canvas.send_keys(Key::Shift + "n").await.expect("a key");
    let cell = "document.activeElement.closest('[data-test=note-table] tr')";
    browser.wait_for("the table", &format!("return {cell} !== null")).await;
    let words = |column: u32| format!("return {cell}.cells[{column}].textContent");
    let before = browser.evaluate(&words(3)).await;
    let active = || async { browser.driver.active_element().await.expect("the focus") };
    for _ in 0..3 {
        active().await.send_keys(Key::Right + "").await.expect("a key");
    }
    active().await.send_keys(Key::Alt + Key::Down).await.expect("a key");
    let lower = browser.evaluate(&words(3)).await;
    assert_ne!(lower, before);
    let place = browser.evaluate(&format!("return {cell}.ariaRowIndex")).await;
    active().await.send_keys(Key::Down + "").await.expect("a key");
    assert_ne!(browser.evaluate(&format!("return {cell}.ariaRowIndex")).await, place);
    active().await.send_keys(Key::Escape + "").await.expect("a key");
    browser.wait_for("the canvas", "return document.activeElement.dataset.test === 'roll-canvas'").await;
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn the_work_of_one_contributor_stands_out_among_drums_and_words() {
    let server = serve();
    let browser = with_drums(&server).await;
    let cells = browser.driver.find_all(By::Css("[data-test=drums] [role=gridcell]")).await.expect("steps");
    cells[1].click().await.expect("a click");
    press(&browser, "a").await;
    let chips = browser.driver.find_all(By::Css("[data-test=author-chip]")).await.expect("chips");
    chips.last().expect("a chip").click().await.expect("a click");
    let quiet = "return document.querySelectorAll('[data-test=drums] [data-other]').length > 0 \
        && !document.querySelectorAll('[data-test=drums] [role=gridcell]')[1].dataset.other";
    browser.wait_for("the composer's drums to step back", quiet).await;
    browser.click("dock-lyrics").await;
    let quiet = "return document.querySelectorAll('.lyrics-line[data-other]').length > 0";
    browser.wait_for("the composer's words to step back", quiet).await;
    chips[0].click().await.expect("a click");
    browser.wait_for("everybody's words", "return !document.querySelector('.lyrics-line[data-other]')").await;
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}
