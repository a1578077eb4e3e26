//! Everything the studio says, in every language: messages are named, filled in and translated here and nowhere else.
//!
//! The sentences live in `text/en` and `text/zh-CN` (Project Fluent). A core error describes itself by a
//! [`Message`]; its English text, which the command line prints, comes from the same file.

mod catalogue;
mod locale;
pub mod markup;
mod message;

pub use locale::Locale;
pub use message::Message;
pub(crate) use message::describe;

/// The sentence of a name that is only known when the studio runs, such as `param-` and a parameter's key.
pub fn named(locale: Locale, id: &str) -> String {
    catalogue::format(locale, id, &[])
}
