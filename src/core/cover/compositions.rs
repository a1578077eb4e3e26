//! The compositions, one file each.

pub mod orbits;
pub mod ribbons;
pub mod ridges;
pub mod tiles;
