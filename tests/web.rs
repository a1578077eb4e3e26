//! What only a browser can show: the core in WebAssembly, and the store. `./studio test` runs it in headless Chromium.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail")]

#[path = "../src/app/platform/clipboard.rs"]
#[allow(dead_code, reason = "the studio's own module; not all of it can be tested without a gesture")]
mod clipboard;
#[path = "../src/app/platform/random.rs"]
mod random;
#[path = "../src/app/platform/store.rs"]
mod store;

use idb::{DatabaseEvent, Factory, ObjectStoreParams};
use store::{Store, StoreError};
use studio::cover::{self, Composition, CoverBrief};
use studio::edit::{Act, JournalEntry};
use studio::music::{Key, Mode, PitchClass};
use studio::provenance::{Contributor, Digest};
use studio::text::{Locale, Message};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn entry(at: u64) -> JournalEntry {
    JournalEntry { at, by: Contributor::Person { name: String::new() }, prompt: None, act: Act::Undo }
}

#[wasm_bindgen_test]
fn project_ids_differ() {
    assert_ne!(random::project_id(), random::project_id());
}

#[wasm_bindgen_test]
fn sentences_are_filled_in_and_translated() {
    let message = Message::new("store-journal-cut").with("count", 1);
    assert!(message.text(Locale::English).starts_with("One step"));
    assert!(message.text(Locale::SimplifiedChinese).contains("1 个步骤"));
}

#[wasm_bindgen_test]
fn a_failed_save_tells_what_to_do() {
    let failed = StoreError::Failed("UnknownError".to_owned()).message().text(Locale::English);
    assert!(failed.contains("UnknownError") && failed.contains("Download the project file"), "{failed}");
}

#[wasm_bindgen_test]
async fn an_empty_store_has_no_song() {
    let store = Store::open("test-empty").await.expect("a store");
    assert_eq!(store.last().await, Ok(None));
}

#[wasm_bindgen_test]
async fn the_song_written_last_comes_back_with_its_journal_in_order() {
    let (first, second) = (random::project_id(), random::project_id());
    let store = Store::open("test-round-trip").await.expect("a store");
    store.checkpoint(first, "One", b"first", &[], &[]).await.expect("room");
    store.checkpoint(second, "Two", b"second", &[entry(1), entry(2)], &[]).await.expect("room");
    for at in 3..15 {
        store.append(first, &entry(at)).await.expect("room");
    }
    drop(store);
    let store = Store::open("test-round-trip").await.expect("the store again");
    let found = store.last().await.expect("no failure").expect("a song");
    assert_eq!((found.saved.id, found.saved.base.as_slice(), found.unreadable), (first, b"first".as_slice(), 0));
    let times: Vec<u64> = found.saved.journal.iter().map(|entry| entry.at).collect();
    assert_eq!(times, (3..15).collect::<Vec<_>>());
    let other = store.load(second).await.expect("no failure").expect("the other song");
    assert_eq!(other.saved.journal, [entry(1), entry(2)]);
    let titles: Vec<String> = store.songs().await.expect("no failure").into_iter().map(|song| song.title).collect();
    assert!(titles.contains(&"One".to_owned()) && titles.contains(&"Two".to_owned()), "{titles:?}");
}

#[wasm_bindgen_test]
async fn a_checkpoint_empties_the_journal_up_to_it() {
    let song = random::project_id();
    let store = Store::open("test-checkpoint").await.expect("a store");
    store.checkpoint(song, "Song", b"before", &[entry(1)], &[]).await.expect("room");
    store.append(song, &entry(2)).await.expect("room");
    store.checkpoint(song, "Song", b"after", &[entry(3)], &[entry(1), entry(2)]).await.expect("room");
    store.append(song, &entry(4)).await.expect("room");
    let found = store.load(song).await.expect("no failure").expect("the song");
    assert_eq!(found.saved.base, b"after");
    assert_eq!(found.saved.journal, [entry(3), entry(4)]);
    // What undo no longer needs is kept as evidence, as the bytes that the ledger covers.
    store.checkpoint(song, "Song", b"last", &[], &[entry(3), entry(4)]).await.expect("room");
    let wanted = [1, 2, 3, 4].map(|at| String::from_utf8(entry(at).payload()).expect("text"));
    assert_eq!(store.evidence(song).await.expect("no failure"), wanted);
    assert!(store.evidence(random::project_id()).await.expect("no failure").is_empty());
}

#[wasm_bindgen_test]
async fn a_recording_comes_back_as_it_was_and_one_that_is_not_there_is_none() {
    let store = Store::open("test-recordings").await.expect("a store");
    let (known, other) = (Digest::of(b"sound"), Digest::of(b"other"));
    store.keep_asset(known, b"sound", &[1, 2]).await.expect("room");
    // Kept twice is kept once.
    store.keep_asset(known, b"sound", &[1, 2]).await.expect("room");
    let store = Store::open("test-recordings").await.expect("the store again");
    let bytes = store.asset(known).await.expect("no failure").expect("the recording");
    assert_eq!(bytes.to_vec(), b"sound");
    assert_eq!(store.outline(known).await, Ok(Some(vec![1, 2])));
    assert_eq!(store.outline(other).await, Ok(None));
    assert!(store.asset(other).await.expect("no failure").is_none());
}

#[wasm_bindgen_test]
async fn a_store_of_the_first_version_keeps_its_songs_and_gains_room_for_recordings() {
    let mut request = Factory::new().and_then(|factory| factory.open("test-upgrade", Some(1))).expect("a request");
    request.on_upgrade_needed(|event| {
        let database = event.database().expect("the database");
        for name in ["projects", "journal", "state"] {
            database.create_object_store(name, ObjectStoreParams::new()).expect("an object store");
        }
    });
    request.await.expect("the first version").close();
    let store = Store::open("test-upgrade").await.expect("the next version");
    let song = random::project_id();
    store.checkpoint(song, "Song", b"base", &[], &[]).await.expect("room");
    store.keep_asset(Digest::of(b"sound"), b"sound", &[]).await.expect("room");
    assert_eq!(store.last().await.expect("no failure").expect("a song").saved.id, song);
}

/// The same digest stands in the core's own test of covers.
#[wasm_bindgen_test]
fn covers_are_the_same_here_as_everywhere() {
    let brief = CoverBrief {
        key: Key { tonic: PitchClass::of(9), mode: Mode::Minor },
        bpm: 92.0,
        sections: Vec::new(),
        chords: Vec::new(),
        density: vec![0.2, 0.9, 0.4],
        contour: vec![0.1, 0.8, 0.3, 0.6],
        seed: 7,
    };
    let all = [Composition::Ridges, Composition::Orbits, Composition::Ribbons, Composition::Tiles];
    let digests = all.map(|one| Digest::of(&cover::draw_as(&brief, 96, one).unwrap().pixels).to_string());
    assert_eq!(Digest::of(digests.concat().as_bytes()).to_string(), "ZCmDxX4N3_ToVm03_HgpySRC4thGs5QfdaAvPSl6CM0");
}
