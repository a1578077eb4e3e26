//! Notes drawn and moved with the mouse and the keyboard: heard, undone, done again, and there after a reload.

use studio::project::Note;
use thirtyfour::prelude::*;

use crate::browser::{Browser, Setup};
use crate::person::{first_notes, listen, saved, serve, song, visit, write_song};

/// Where the pointer goes to draw, in pixels from the middle of the piano roll.
const COLUMNS: std::ops::Range<i64> = -15..16;
const ROWS: std::ops::Range<i64> = -6..3;

/// What a press would do where the pointer rests.
async fn pointer(browser: &Browser) -> String {
    let shape = "return document.querySelector('[data-test=roll-canvas]').dataset.pointer ?? ''";
    browser.evaluate(shape).await.as_str().unwrap_or_default().to_owned()
}

async fn point_at(browser: &Browser, canvas: &WebElement, (right, down): (i64, i64)) -> String {
    let chain = browser.driver.action_chain().move_to_element_with_offset(canvas, right, down);
    chain.perform().await.expect("moving the pointer");
    pointer(browser).await
}

/// A place where a press draws, with as much room on its right.
async fn empty_place(browser: &Browser, canvas: &WebElement) -> (i64, i64) {
    for row in ROWS {
        for column in COLUMNS {
            let place = (column * 20, row * 14);
            let free = point_at(browser, canvas, place).await == "draw"
                && point_at(browser, canvas, (place.0 + 50, place.1)).await == "draw";
            if free {
                return place;
            }
        }
    }
    panic!("the piano roll is full");
}

async fn drag(browser: &Browser, canvas: &WebElement, from: (i64, i64), by: (i64, i64)) {
    let chain = browser.driver.action_chain().move_to_element_with_offset(canvas, from.0, from.1).click_and_hold();
    let chain = chain.move_by_offset(by.0 / 2, by.1 / 2).move_by_offset(by.0 - by.0 / 2, by.1 - by.1 / 2);
    chain.release().perform().await.expect("dragging");
}

/// Waits for silence, so that what is heard next comes from what is done next.
async fn hush(browser: &Browser) {
    browser.wait_for("silence", "return __probe.level() < 1e-4").await;
}

async fn notes(browser: &Browser) -> Vec<Note> {
    first_notes(&song(browser).await)
}

/// The notes of one list that another has not.
fn beyond(notes: &[Note], others: &[Note]) -> Vec<Note> {
    notes.iter().filter(|note| !others.contains(note)).copied().collect()
}

async fn press(browser: &Browser, keys: impl Into<TypingData>) {
    let canvas = browser.element("roll-canvas").await;
    canvas.send_keys(keys).await.expect("a key");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn notes_are_drawn_and_moved_with_the_mouse() {
    let server = serve();
    let browser = visit(&server, Setup::default()).await;
    write_song(&browser).await;
    listen(&browser).await;
    browser.click("dock-piano-roll").await;
    browser.click("roll-pencil").await;
    let canvas = browser.element("roll-canvas").await;
    let before = notes(&browser).await;
    let place = empty_place(&browser, &canvas).await;
    hush(&browser).await;
    drag(&browser, &canvas, place, (40, 0)).await;
    browser.hear().await;
    let drawn = notes(&browser).await;
    let [note] = beyond(&drawn, &before)[..] else { panic!("one note is drawn, not {:?}", beyond(&drawn, &before)) };
    assert_eq!(drawn.len(), before.len() + 1);

    let middle = (place.0 + 15, place.1);
    assert_eq!(point_at(&browser, &canvas, middle).await, "move");
    hush(&browser).await;
    // More than a row of any height that the roll chooses for the clip's notes.
    drag(&browser, &canvas, middle, (0, -20)).await;
    browser.hear().await;
    let moved = notes(&browser).await;
    let [after] = beyond(&moved, &drawn)[..] else { panic!("one note is moved, not {:?}", beyond(&moved, &drawn)) };
    assert_eq!((after.start, after.length), (note.start, note.length));
    assert!(after.pitch > note.pitch, "{} is not above {}", after.pitch, note.pitch);

    browser.click("undo").await;
    assert_eq!(notes(&browser).await, drawn, "the move is taken back");
    browser.click("undo").await;
    assert_eq!(notes(&browser).await, before, "the note is taken back");
    browser.click("redo").await;
    browser.click("redo").await;
    assert_eq!(notes(&browser).await, moved, "and both are done again");
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn notes_are_drawn_and_moved_with_the_keyboard_and_survive_a_reload() {
    let server = serve();
    let browser = visit(&server, Setup::default()).await;
    write_song(&browser).await;
    listen(&browser).await;
    let before = notes(&browser).await;
    // Far above the song's own notes, where nothing is in the way.
    press(&browser, Key::Escape + "").await;
    for _ in 0..3 {
        press(&browser, Key::Shift + Key::Up).await;
    }
    hush(&browser).await;
    press(&browser, Key::Enter + "").await;
    browser.hear().await;
    let drawn = notes(&browser).await;
    let [note] = beyond(&drawn, &before)[..] else { panic!("one note is drawn, not {:?}", beyond(&drawn, &before)) };
    press(&browser, Key::Left + "").await;
    press(&browser, Key::Enter + "").await;
    hush(&browser).await;
    press(&browser, Key::Up + "").await;
    browser.hear().await;
    let moved = notes(&browser).await;
    let [after] = beyond(&moved, &drawn)[..] else { panic!("one note is moved, not {:?}", beyond(&moved, &drawn)) };
    assert_eq!((after.start, after.pitch.key()), (note.start, note.pitch.key() + 1));

    saved(&browser).await;
    browser.reload().await;
    assert_eq!(notes(&browser).await, moved, "everything is there after a reload");
    browser.click("undo").await;
    assert_eq!(notes(&browser).await, drawn, "undo goes back past the reload");
    browser.click("redo").await;
    assert_eq!(notes(&browser).await, moved);
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}
