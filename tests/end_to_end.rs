//! The release build in headless Chromium, used as a person uses it. `./studio test` builds it and runs this.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail")]

#[path = "end_to_end/agreement.rs"]
mod agreement;
#[path = "end_to_end/automation.rs"]
mod automation;
#[path = "end_to_end/bad_input.rs"]
mod bad_input;
#[path = "end_to_end/browser.rs"]
mod browser;
#[path = "end_to_end/cover.rs"]
mod cover;
#[path = "end_to_end/devices.rs"]
mod devices;
#[path = "end_to_end/editing.rs"]
mod editing;
#[path = "end_to_end/figures.rs"]
mod figures;
#[path = "end_to_end/first_song.rs"]
mod first_song;
#[path = "end_to_end/formats.rs"]
mod formats;
#[path = "end_to_end/groups.rs"]
mod groups;
#[path = "end_to_end/handing_out.rs"]
mod handing_out;
#[path = "end_to_end/hands.rs"]
mod hands;
#[path = "end_to_end/importing.rs"]
mod importing;
#[path = "end_to_end/keeping.rs"]
mod keeping;
#[path = "tools/others.rs"]
mod others;
#[path = "end_to_end/person.rs"]
mod person;
#[path = "end_to_end/places.rs"]
mod places;
#[path = "end_to_end/release.rs"]
mod release;
#[path = "end_to_end/sampling.rs"]
mod sampling;
#[path = "end_to_end/server.rs"]
mod server;
#[path = "end_to_end/syllables.rs"]
mod syllables;
#[path = "end_to_end/tabs.rs"]
mod tabs;
#[path = "end_to_end/tools.rs"]
mod tools;
#[path = "end_to_end/verifier.rs"]
mod verifier;
#[path = "end_to_end/versions.rs"]
mod versions;
#[path = "end_to_end/wave.rs"]
mod wave;

#[path = "services/media.rs"]
mod media;
#[path = "services/server.rs"]
mod served;
#[path = "services/text.rs"]
mod text;
#[path = "services/wire.rs"]
mod wire;

#[path = "end_to_end/asking.rs"]
mod asking;
#[path = "end_to_end/canary.rs"]
mod canary;
#[path = "end_to_end/selling.rs"]
mod selling;
#[path = "end_to_end/services_after_reload.rs"]
mod services_after_reload;
#[path = "end_to_end/services_for_songs.rs"]
mod services_for_songs;
#[path = "end_to_end/services_in_trouble.rs"]
mod services_in_trouble;
#[path = "end_to_end/services_that_record.rs"]
mod services_that_record;
