//! What the session may know of keys: that there are some. The keys themselves stay in the platform's vault.

/// How a key is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyState {
    /// Until this tab is closed.
    Memory,
    /// On this device, sealed by a key that scripts cannot read out.
    Device,
    /// On this device, sealed by a passphrase that was entered.
    Passphrase,
    /// On this device, sealed by a passphrase that was not entered yet.
    Locked,
}

/// A key that is kept, without the key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownKey {
    /// Whose it is.
    pub account: String,
    /// The only origin it is sent to.
    pub origin: String,
    /// How it is kept.
    pub state: KeyState,
    /// Its last characters, to tell it from others; empty while it is locked.
    pub ending: String,
}
