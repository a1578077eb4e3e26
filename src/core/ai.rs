//! Co-writers behind a network: what is sent to a service and what its answers mean.
//!
//! Nothing here fetches. A [`Call`] is a state machine: it says what to do next ([`Output`]) and is told what happened
//! ([`Input`]); the platform carries requests out and adds the key, which never comes near this module. So every
//! protocol, with every way it can fail, is tested natively against recorded answers.
//!
//! ```text
//! Ask ──▶ Call ──Output::Fetch──▶ platform (adds the key) ──▶ service
//!          ▲                          │
//!          └──Input::{Opened, Bytes, Closed, Lost}
//! ```

mod address;
pub mod answer;
mod ask;
mod call;
mod dialect;
mod error;
mod exchange;
mod failure;
mod jobs;
pub mod media;
mod models;
pub mod prompt;
mod protocols;
mod request;
mod said;
mod schema;
mod service;
mod services;
mod sign_in;
pub mod stream;
mod task;

pub use address::{Address, AddressError};
pub use ask::{Shape, Speaker, TextAsk, Turn};
pub use call::{Answer, Call, Facts, Input, Loss, Made, OnDevice, Output, Picture, Progress, Recording, Ticket, Usage};
pub use dialect::{Dialect, JsonMode};
pub use error::CallError;
pub use models::ModelsCall;
pub use request::{Body, FormField, KeyTaken, KeyUse, Method, Request};
pub use said::{said, without_keys};
pub use service::{Ability, Plan, Protocol, Reach, Service};
pub use services::{KeyNeed, PRESETS, Preset, plans_only};
pub use sign_in::{SignInCall, challenge, sign_in_page};
pub use task::{ScoreCall, WordsCall};
