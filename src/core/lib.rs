//! Cowrite's core: everything with a rule in it. Plain Rust that compiles and tests natively; no browser, no clock, no
//! randomness. Groups from the bottom up; `tests/architecture.rs` holds every module to what it may use.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

// Vocabulary.
pub mod music;
pub mod pcm;
pub mod picture;
pub mod provenance;
pub mod sound;
pub mod text;
pub mod time;

// The document and its changes.
pub mod compose;
pub mod cover;
pub mod draft;
pub mod edit;
pub mod project;
pub mod score;

// Co-writers behind a network.
pub mod ai;

// Sound.
pub mod bounce;
pub mod compile;
pub mod credentials;
pub mod decode;
pub mod engine;
pub mod export;
pub mod release;

// Behaviour.
pub mod session;
pub mod view;
