//! Pictures of every view of the release build, in both themes and languages, at a desk and on a phone, to be looked at.
//! Run by `./studio gallery`, which says where they go. With the path of axe's script in `COWRITE_AXE`, every view is also
//! checked with it, and a serious or critical fault fails the run.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail")]

#[path = "end_to_end/browser.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod browser;
#[path = "end_to_end/person.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod person;
#[path = "end_to_end/server.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod server;
#[path = "gallery/tour.rs"]
mod tour;
#[path = "end_to_end/versions.rs"]
mod versions;

use tour::{Look, Tour};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "makes pictures: ./studio gallery"]
async fn gallery() {
    let mut faults = Vec::new();
    for look in Look::all() {
        println!("==> {look}");
        faults.extend(Tour::start(look).await.walk().await);
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}
