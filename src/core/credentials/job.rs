//! What the page and the signer tell each other.

use serde::{Deserialize, Serialize};

use crate::credentials::{Chain, CredentialsError, Names, Work};
use crate::time::Civil;

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
            until: Civil::at(signer.ends).date(),
            // Byte strings cannot fail to be written.
            chain: postcard::to_allocvec(chain.certificates()).unwrap_or_default(),
        }
    }
}

impl SignJob {
    /// As bytes for the signer: JSON, because a contributor is written under its kind, which postcard cannot read back.
    pub fn bytes(&self) -> Vec<u8> {
        // Text, numbers and bytes cannot fail to be written.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// What [`Self::bytes`] wrote.
    ///
    /// # Errors
    /// [`CredentialsError::Job`] for anything else.
    pub fn read(bytes: &[u8]) -> Result<Self, CredentialsError> {
        serde_json::from_slice(bytes).map_err(|error| CredentialsError::Job(error.to_string()))
    }

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credentials::{Deed, LedgerMark, Software};
    use crate::provenance::{Aspect, Contributor, ContributorKind, Digest, SourceType};

    #[test]
    fn a_job_reaches_the_signer_whole_whoever_contributed() {
        let by = [
            Contributor::Person { name: "Ada".to_owned() },
            Contributor::Model { provider: "P".to_owned(), model: "M".to_owned(), terms: String::new() },
            Contributor::built_in_composer(),
            Contributor::Import { source: "S".to_owned(), rights: "R".to_owned() },
        ];
        assert_eq!(by.each_ref().map(Contributor::kind), ContributorKind::ALL);
        let deed = |by: &Contributor| Deed {
            by: by.clone(),
            when: 1,
            source_type: Some(SourceType::DigitalCreation),
            aspects: vec![Aspect::Composition],
            only_edited: false,
            regions: Vec::new(),
        };
        let work = Work {
            title: "回家".to_owned(),
            creators: vec!["Ada".to_owned()],
            software: Software { name: "Cowrite".to_owned(), version: "1".to_owned() },
            source_type: SourceType::Composite,
            began: 1,
            deeds: by.iter().map(deed).collect(),
            ingredients: Vec::new(),
            ledger: LedgerMark { head: Digest::of(b"h"), count: 4 },
            no_training: true,
        };
        let job = SignJob { work, chain: vec![0, 255], names: [[1; 16], [2; 16]], now: u64::MAX };
        assert_eq!(SignJob::read(&job.bytes()), Ok(job));
        assert!(matches!(SignJob::read(b"no job"), Err(CredentialsError::Job(_))));
    }
}
