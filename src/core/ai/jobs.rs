//! Jobs at services that take minutes: submitted once, asked after until they end, fetched, and taken up again after a
//! reload.
//!
//! One engine, [`JobCall`], runs every service of this shape; what sets a service apart is data, a [`JobDialect`], one
//! file of `ai/jobs/dialects`. A job is paid for when it is submitted, so it is never submitted twice.

mod dialect;
mod dialects;
mod engine;
mod read;

pub(in crate::ai) use dialects::{dialect, model_path};
pub(in crate::ai) use engine::JobCall;
