//! The envelopes of instruments: a level over time.

/// Bits of two that a decay falls in its time: to one hundredth, -40 dB.
pub const FALL: f32 = 6.643_856;

/// An envelope's times in seconds, the attack to the top, decay and release to one hundredth of what they fall; `sustain`
/// is 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EnvelopeTimes {
    /// From silence to the top.
    pub attack: f32,
    /// From the top to the sustain.
    pub decay: f32,
    /// Where it stays while the key is held.
    pub sustain: f32,
    /// From wherever it is to silence.
    pub release: f32,
}

impl EnvelopeTimes {
    /// The level so many seconds after the key was struck, while it is held.
    pub fn held(&self, seconds: f32) -> f32 {
        if seconds < self.attack {
            return seconds.max(0.0) / self.attack;
        }
        self.sustain + (1.0 - self.sustain) * fallen((seconds - self.attack) / self.decay)
    }

    /// What is left of a level so many seconds after the key was let go.
    pub fn let_go(&self, level: f32, seconds: f32) -> f32 {
        level * fallen(seconds / self.release)
    }
}

/// What a fall leaves after a share of its time.
fn fallen(share: f32) -> f32 {
    libm::powf(2.0, -FALL * share.max(0.0))
}
