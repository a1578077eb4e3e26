//! Version 2 can hold automation. A file of version 1 is one of version 2 that has none.

use serde_json::Value;

/// Changes nothing.
pub fn migrate(_file: &mut Value) -> Result<(), String> {
    Ok(())
}
