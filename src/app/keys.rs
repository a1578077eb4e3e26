//! The side door for keys: what a person types goes from its field to the vault and never through the session, so that
//! no action, effect, journal or log can hold it.

use std::rc::Rc;

/// How long a key is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Keep {
    /// Until this tab is closed.
    Memory,
    /// On this device, sealed by a key that scripts cannot read out.
    Device,
    /// On this device, sealed by a passphrase.
    Passphrase(String),
}

/// What a person does with keys.
#[derive(Clone, PartialEq, Eq)]
pub enum KeyWish {
    /// Enters one.
    Enter {
        /// Whose it is.
        account: String,
        /// The only origin it is sent to.
        origin: String,
        /// The key.
        key: String,
        /// How long it is kept.
        keep: Keep,
    },
    /// Forgets one, wherever it is kept.
    Forget {
        /// Whose it is.
        account: String,
        /// The origin it was entered for.
        origin: String,
    },
    /// Opens those that a passphrase seals.
    Unlock {
        /// The passphrase.
        passphrase: String,
    },
}

/// The way into the vault.
#[derive(Clone)]
pub struct KeyDoor(Rc<dyn Fn(KeyWish)>);

impl KeyDoor {
    /// A door that leads to `vault`.
    pub fn new(vault: impl Fn(KeyWish) + 'static) -> Self {
        Self(Rc::new(vault))
    }

    /// Hands a wish over.
    pub fn pass(&self, wish: KeyWish) {
        (self.0)(wish);
    }
}

impl PartialEq for KeyDoor {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
