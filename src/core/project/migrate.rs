//! Old files brought up to date, one version at a time.
//!
//! *Adding a version*: raise [`CURRENT`], write `migrate/vN_to_vM.rs` with one function on the file's JSON and its test,
//! append it to `STEPS`, and save a file of the version before as `tests/roundtrip/version-N.cowrite`, where it is opened
//! for ever. Files and share links both pass here, and nothing else knows of old versions.

use serde_json::Value;

mod v0_to_v1;
mod v1_to_v2;
mod v2_to_v3;
mod v3_to_v4;

/// The version this studio writes.
pub const CURRENT: u32 = 4;
/// The oldest version that can hold samplers, and recordings that are stretched, shifted or played backwards.
pub const SAMPLED: u32 = 3;
/// The oldest version that can hold automation, muted notes, the later instruments and Ed25519 signatures.
pub const MOVING: u32 = 2;
/// The oldest version whose files are read as they are: nothing that later versions say of their own is in them.
pub const PLAIN: u32 = 1;

/// Brings a file from the version of its place in the list to the next.
type Step = fn(&mut Value) -> Result<(), String>;

const STEPS: [Step; CURRENT as usize] = [v0_to_v1::migrate, v1_to_v2::migrate, v2_to_v3::migrate, v3_to_v4::migrate];

/// Brings a file's JSON from version `from` to [`CURRENT`].
///
/// # Errors
/// What was found wrong, when the file is not what its version promises.
pub fn migrate(file: &mut Value, from: u32) -> Result<(), String> {
    STEPS.iter().skip(from as usize).try_for_each(|step| step(file))
}
