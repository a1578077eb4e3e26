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
mod call;
mod error;
mod jobs;
pub mod media;
mod request;
mod said;
mod service;
mod stream;

pub use address::{Address, AddressError};
pub use call::{Answer, Call, Facts, Input, Loss, Made, Output, Picture, Progress, Recording, Ticket, Usage};
pub use error::CallError;
pub use request::{Body, FormField, KeyUse, Method, Request};
pub use service::{Ability, Protocol, Reach, Service};
