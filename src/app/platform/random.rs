//! Random bits from the browser.

use studio::project::ProjectId;

/// A new project's id: 128 random bits.
pub fn project_id() -> ProjectId {
    ProjectId(u128::from_le_bytes(name()))
}

/// A name that nothing else has: 128 random bits.
pub fn name() -> [u8; 16] {
    let mut bytes = [0; 16];
    let filled =
        gloo::utils::window().crypto().and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes)).is_ok();
    if !filled {
        // A browser without the interface still tells projects apart, if less surely.
        let halves = [js_sys::Math::random(), js_sys::Math::random()].map(f64::to_bits);
        bytes = (u128::from(halves[0]) << 64 | u128::from(halves[1])).to_le_bytes();
    }
    bytes
}
