//! What the page and the signer tell each other.

use serde::{Deserialize, Serialize};

use crate::credentials::{Chain, CredentialsError, Names, Work, when};

/// What the signer needs for a file, beside the file and a key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SignJob {
    /// What is said of the file.
    pub work: Work,
    /// The certificates, as [`Certified::chain`].
    pub chain: Vec<u8>,
    /// Sixteen random bytes for the manifest and for the file.
    pub names: [[u8; 16]; 2],
    /// Milliseconds since 1970-01-01 UTC.
    pub now: u64,
}

/// Certificates that may be signed with, and what a person is shown of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certified {
    /// Whom the certificate names.
    pub name: String,
    /// Who issued it.
    pub issuer: String,
    /// The last day on which it is valid, such as 2036-11-22.
    pub until: String,
    /// The certificates, for [`SignJob::chain`].
    pub chain: Vec<u8>,
}

impl Certified {
    /// What is known of a chain.
    pub fn of(chain: &Chain) -> Self {
        let signer = chain.signer();
        let name = if signer.name.is_empty() { &signer.organisation } else { &signer.name };
        Self {
            name: name.clone(),
            issuer: signer.issuer.clone(),
            until: when::day(signer.ends),
            // Byte strings cannot fail to be written.
            chain: postcard::to_allocvec(chain.certificates()).unwrap_or_default(),
        }
    }
}

impl SignJob {
    /// The certificates, if they may be signed with now.
    ///
    /// # Errors
    /// As [`Chain::new`].
    pub fn certificates(&self) -> Result<Chain, CredentialsError> {
        let certificates = postcard::from_bytes(&self.chain).map_err(|_| CredentialsError::Certificate)?;
        Chain::new(certificates, self.now)
    }

    /// The random names.
    pub fn names(&self) -> Names {
        let [manifest, instance] = self.names;
        Names { manifest, instance }
    }
}
