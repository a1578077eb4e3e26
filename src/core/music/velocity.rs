//! How hard a note is struck.

use serde::{Deserialize, Serialize};

use crate::text::{Message, describe};

/// A MIDI velocity. Holding one proves it is in 1 to 127.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Velocity(u8);

/// A number that is no velocity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VelocityOutOfRange(pub u8);

impl VelocityOutOfRange {
    /// What the user reads.
    pub fn message(&self) -> Message {
        Message::new("error-velocity").with("velocity", self.0)
    }
}
describe!(VelocityOutOfRange);

impl Velocity {
    /// What a drawn note gets.
    pub const DEFAULT: Self = Self(96);

    /// A velocity, if the number is one.
    pub const fn new(velocity: u8) -> Result<Self, VelocityOutOfRange> {
        if velocity >= 1 && velocity <= 127 { Ok(Self(velocity)) } else { Err(VelocityOutOfRange(velocity)) }
    }

    /// The nearest velocity to a number.
    pub fn clamped(velocity: i32) -> Self {
        Self(u8::try_from(velocity.clamp(1, 127)).unwrap_or(1))
    }

    /// The MIDI velocity.
    pub const fn get(self) -> u8 {
        self.0
    }

    /// As a part of the hardest strike, above 0 and up to 1.
    pub fn ratio(self) -> f32 {
        f32::from(self.0) / 127.0
    }
}

impl TryFrom<u8> for Velocity {
    type Error = VelocityOutOfRange;
    fn try_from(velocity: u8) -> Result<Self, VelocityOutOfRange> {
        Self::new(velocity)
    }
}

impl From<Velocity> for u8 {
    fn from(velocity: Velocity) -> Self {
        velocity.0
    }
}
