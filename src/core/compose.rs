//! The built-in rule-based composer: a prompt and a seed in, a score out, the same every time. No network, no model.

mod composer;

pub use composer::{ComposeError, compose};
