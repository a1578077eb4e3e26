//! What can be told to the studio: by the palette, by menus, by keys and by typing over a lane.

use studio::project::Project;
use thirtyfour::prelude::*;

use crate::browser::{Browser, Setup};
use crate::person::{dismiss_notices, first_notes, serve, song, visit, write_song};

/// Finds a command by words, and does the first that has them.
async fn tell(browser: &Browser, words: &str) {
    let body = browser.driver.find(By::Css("body")).await.expect("the page");
    body.send_keys(Key::Control + "k").await.expect("a key");
    let palette = browser.element("palette").await;
    palette.send_keys(words).await.expect("words");
    palette.send_keys(Key::Enter + "").await.expect("a key");
    browser.wait_for("the palette to go", "return !document.querySelector('[data-test=palette]')").await;
}

fn names(song: &Project) -> Vec<String> {
    song.sections.iter().map(|section| section.name.clone()).collect()
}

fn clips(song: &Project) -> usize {
    song.tracks.iter().map(|track| track.clips.len()).sum()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn a_section_is_duplicated_from_the_palette_and_the_history_goes_back() {
    let server = serve();
    let browser = visit(&server, Setup::default()).await;
    write_song(&browser).await;
    let before = song(&browser).await;
    tell(&browser, "duplicate section").await;
    let after = song(&browser).await;
    assert_eq!(after.sections.len(), before.sections.len() + 1);
    assert_eq!(names(&after)[0], names(&after)[1]);
    assert!(clips(&after) > clips(&before), "the clips are there twice");
    browser.click("history").await;
    browser.click("history-step").await;
    let back = song(&browser).await;
    assert_eq!((names(&back), clips(&back)), (names(&before), clips(&before)));
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn chords_are_typed_where_they_lie_and_what_is_no_chord_is_said() {
    let server = serve();
    let browser = visit(&server, Setup::default()).await;
    write_song(&browser).await;
    tell(&browser, "write chords").await;
    let field = browser.element("lane-field").await;
    field.send_keys("Dm9 G13").await.expect("words");
    field.send_keys(Key::Enter + "").await.expect("a key");
    let written = song(&browser).await;
    let first: Vec<String> = written.chords.iter().take(2).map(|span| span.chord.to_string()).collect();
    assert_eq!(first, ["Dm9", "G13"]);
    tell(&browser, "write chords").await;
    let field = browser.element("lane-field").await;
    field.send_keys("H#9").await.expect("words");
    field.send_keys(Key::Enter + "").await.expect("a key");
    crate::person::told(&browser, "H#9").await;
    assert_eq!(song(&browser).await.chords, written.chords);
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn a_track_is_duplicated_by_its_menu_and_deleted_by_a_key() {
    let server = serve();
    let browser = visit(&server, Setup::default()).await;
    write_song(&browser).await;
    let before = song(&browser).await;
    let header = browser.element("track-header-1").await;
    browser.driver.action_chain().context_click_element(&header).perform().await.expect("the second button");
    browser.click("verb-copy-track").await;
    let copied = song(&browser).await;
    assert_eq!(copied.tracks.len(), before.tracks.len() + 1);
    let notes = |track: usize| {
        let patterns = copied.tracks[track].patterns.iter();
        patterns.flat_map(|pattern| pattern.notes.clone()).collect::<Vec<_>>()
    };
    // The copy credits whoever made the original, and nobody else.
    assert_eq!(notes(1), notes(2));
    let canvas = browser.element("arrange-canvas").await;
    canvas.send_keys(Key::Shift + Key::Delete).await.expect("a key");
    assert_eq!(song(&browser).await.tracks.len(), before.tracks.len());
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn notes_are_turned_by_a_menu_and_by_keys() {
    let server = serve();
    let browser = visit(&server, Setup::default()).await;
    write_song(&browser).await;
    let before = first_notes(&song(&browser).await);
    dismiss_notices(&browser).await;
    browser.click("roll-more").await;
    browser.click("verb-reverse").await;
    let turned = first_notes(&song(&browser).await);
    assert_ne!(turned, before);
    let canvas = browser.element("roll-canvas").await;
    canvas.send_keys(Key::Control + "a").await.expect("a key");
    canvas.send_keys("]").await.expect("a key");
    let longer = first_notes(&song(&browser).await);
    let total = |notes: &[studio::project::Note]| notes.iter().map(|note| u64::from(note.length.0)).sum::<u64>();
    assert!(total(&longer) > total(&turned));
    browser.click("undo").await;
    assert_eq!(first_notes(&song(&browser).await), turned);
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}
