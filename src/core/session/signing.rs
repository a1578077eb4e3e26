//! Whether exported files are signed, and with which certificate. The key is the browser's: the session never sees it.

use std::fmt;

use crate::credentials::Certified;

/// Whether exported files are signed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Signing {
    /// They are not, which is so until the person turns it on.
    #[default]
    Off,
    /// The browser is making or reading a certificate.
    Working,
    /// They are, with this certificate.
    On(Box<Certified>),
}

/// What the person wishes of signing.
#[derive(Clone, PartialEq, Eq)]
pub enum SigningWish {
    /// To sign, with the certificate that is kept or else with one that this device issues to itself.
    On,
    /// Not to sign. The certificate is kept.
    Off,
    /// To sign with a certificate that this device issues to itself.
    OfThisDevice,
    /// To sign with the certificate and key in the text of a PEM file.
    Pem(String),
}

impl fmt::Debug for SigningWish {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::On => "On",
            Self::Off => "Off",
            Self::OfThisDevice => "OfThisDevice",
            // A private key is in it.
            Self::Pem(_) => "Pem",
        })
    }
}

/// Endings of files that can carry a signature.
const SIGNABLE: [&str; 3] = [".wav", ".mp3", ".flac"];

/// Whether a file of this name can carry a signature.
pub(super) fn can_be_signed(file_name: &str) -> bool {
    SIGNABLE.iter().any(|ending| file_name.ends_with(ending))
}
