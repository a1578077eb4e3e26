//! Why no credentials could be written or read.

use serde::{Deserialize, Serialize};

use crate::text::{Locale, Message};

/// Why no credentials could be written or read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CredentialsError {
    /// The file is neither WAV nor MP3 nor FLAC.
    Container,
    /// The file breaks off or contradicts itself; with what was found.
    File(String),
    /// The file's ID3 tag is in a form to which nothing can be added.
    Tag,
    /// The file carries a manifest already.
    Signed,
    /// The file or its manifest would be larger than its format allows.
    TooLarge,
    /// The manifest in the file cannot be read; with what was found.
    Damaged(String),
    /// The text holds no certificate.
    NoCertificate,
    /// The text holds no private key.
    NoKey,
    /// The private key is in a form that is not used here; with what it is called.
    KeyForm(String),
    /// The certificate cannot be read.
    Certificate,
    /// The certificate is not valid yet; with the day it begins.
    Early(String),
    /// The certificate is no longer valid; with the day it ended.
    Expired(String),
    /// The certificate is not meant for signing content.
    Purpose,
    /// The certificate belongs to an issuer of certificates.
    Issuer,
    /// The certificate's key is of a kind that is not used here.
    KeyKind,
    /// The private key is not the certificate's.
    KeyOfAnother,
    /// A signature of the wrong length was given.
    Signature,
    /// What was asked of the signer could not be read; with what was wrong.
    Job(String),
}

impl CredentialsError {
    /// What the user reads.
    pub fn message(&self) -> Message {
        match self {
            Self::Container => Message::new("error-credentials-container"),
            Self::File(detail) => Message::new("error-credentials-file").with("detail", detail),
            Self::Tag => Message::new("error-credentials-tag"),
            Self::Signed => Message::new("error-credentials-signed"),
            Self::TooLarge => Message::new("error-credentials-size"),
            Self::Damaged(detail) => Message::new("error-credentials-damaged").with("detail", detail),
            Self::NoCertificate => Message::new("error-certificate-none"),
            Self::NoKey => Message::new("error-certificate-key"),
            Self::KeyForm(kind) => Message::new("error-certificate-key-form").with("kind", kind),
            Self::Certificate => Message::new("error-certificate-unreadable"),
            Self::Early(day) => Message::new("error-certificate-early").with("day", day),
            Self::Expired(day) => Message::new("error-certificate-expired").with("day", day),
            Self::Purpose => Message::new("error-certificate-purpose"),
            Self::Issuer => Message::new("error-certificate-issuer"),
            Self::KeyKind => Message::new("error-certificate-kind"),
            Self::KeyOfAnother => Message::new("error-certificate-other-key"),
            Self::Signature => Message::new("error-credentials-signature"),
            Self::Job(detail) => Message::new("error-credentials-job").with("detail", detail),
        }
    }
}

impl std::fmt::Display for CredentialsError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.message().print(Locale::English))
    }
}
impl std::error::Error for CredentialsError {}
