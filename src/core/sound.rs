//! What can sound and how it is set: patches and inserts with their parameters, declared once for the project, the
//! engine and the studio's controls.
//!
//! Adding an instrument or an effect: a table file here (`sound/patch/NAME.rs`, `sound/insert/NAME.rs`), its name in
//! [`PatchKind`] or [`InsertKind`], and its sound in `engine/patch` or `engine/insert`. Controls, file checks and
//! automation read the table; nothing else has to be touched. Parameters that make a shape together (an envelope, a filter,
//! an equaliser's bands) are named in `FIGURES` beside the table, and are drawn.

mod band;
mod envelope;
mod figure;
mod filter;
mod insert;
mod params;
mod patch;
mod presets;
mod segment;
mod spec;
mod zone;

pub use band::BandKind;
pub use envelope::{EnvelopeTimes, FALL};
pub use figure::{
    BUTTERWORTH, BandChoice, BandKeys, BandsResponse, EnvelopeKeys, Figure, FilterChoice, FilterKeys, Part, Ring,
};
pub use filter::{BASS_DAMPING, FilterKind, SAMPLER_OPEN, damping, ladder_feedback};
pub use insert::{Insert, InsertKind};
pub use params::{ParamError, Params};
pub use patch::{Patch, PatchKind};
pub use presets::{PRESETS, Preset, Tag};
pub use segment::Segment;
pub use spec::{Curve, ParamSpec, Unit};
pub use zone::{Contour, Play, Zone};
