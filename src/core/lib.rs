//! Cowrite's core: everything with a rule in it. Plain Rust that compiles and tests natively; no browser, no clock, no
//! randomness. Groups from the bottom up; `tests/architecture.rs` holds every module to what it may use.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

// Vocabulary.
pub mod chance;
pub mod music;
pub mod pcm;
pub mod picture;
pub mod provenance;
pub mod sound;
pub mod text;
pub mod time;

// The document and its changes.
pub mod bundle;
pub mod compose;
pub mod cover;
pub mod draft;
pub mod edit;
pub mod project;
pub mod score;
pub mod verify;

// Co-writers behind a network.
pub mod ai;

// Files of several.
pub mod archive;

// Sound.
pub mod bounce;
pub mod compile;
pub mod credentials;
pub mod decode;
pub mod engine;
pub mod export;
pub mod interchange;
pub mod release;

// Behaviour.
pub mod session;
pub mod view;
