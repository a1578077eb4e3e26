//! Co-writers that make songs and pictures, against services that speak their real formats.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod services {
    pub mod media;
    pub mod media_tests;
    pub mod wire;
}
