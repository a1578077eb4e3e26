//! What services that write are told: who they are, the form of an answer, what the song is like, and what to do.
//!
//! The context is a list of parts by name and size ([`Context`]), so that the person sees what is sent and can leave
//! parts of it out.

mod context;
mod lessons;
mod print;
mod schema;
mod task;

pub use context::{Context, ContextKind, context};
pub use print::print_part;
pub use task::{ScoreAsk, Wish, another_take, explain, lyrics, more_like, plan, region_edit, reharmonise, whole_song};

pub(crate) use lessons::{mending, mending_lesson};
pub(crate) use schema::mending as mending_schema;
