//! What can be said of the manifest in a file without asking anybody: is it whole, is it this file's, who signed.

use p256::ecdsa::signature::Verifier;
use p256::ecdsa::{Signature, VerifyingKey};

use crate::credentials::chain::Signer;
use crate::credentials::cose;
use crate::credentials::data_hash::DataHash;
use crate::credentials::store::Store;
use crate::credentials::{CredentialsError, said};
use crate::text::Message;

/// What was found in a manifest store.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The title.
    pub title: String,
    /// The program that made the manifest.
    pub generator: String,
    /// The digital source types and the programs of its actions.
    pub said: Vec<said::Statement>,
    /// Who signed, where their certificate can be read.
    pub signer: Option<Signer>,
    /// The digest of the ledger that the song was derived from, where it says one.
    pub ledger_head: Option<String>,
    /// How many other manifests it holds.
    pub others: usize,
    /// Whether the signature is one of what is signed by the key in the certificate; `None` for one of another kind than
    /// ES256, which is not checked here.
    pub signature_holds: Option<bool>,
    /// The hash of the file, to be compared; `None` for a hash of another kind.
    pub data_hash: Option<DataHash>,
    /// What is wrong with the manifest itself.
    pub findings: Vec<Finding>,
}

/// Something that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// An assertion was changed or taken out; with its label.
    Assertion(String),
    /// The parts of the manifest are not called what its claim calls them.
    Disorder,
    /// There is no signature that can be read.
    NoSignature,
    /// The certificate cannot be used; with why.
    Certificate(CredentialsError),
}

impl Finding {
    /// What the user reads.
    pub fn message(&self) -> Message {
        match self {
            Self::Assertion(label) => Message::new("credentials-assertion-broken").with("label", label),
            Self::Disorder => Message::new("credentials-disorder"),
            Self::NoSignature => Message::new("credentials-no-signature"),
            Self::Certificate(error) => Message::new("credentials-bad-certificate").with("reason", error),
        }
    }
}

impl Report {
    /// Reads the store of a file, at a time in milliseconds since 1970-01-01 UTC.
    ///
    /// # Errors
    /// [`CredentialsError::Damaged`] where it cannot be read at all.
    pub fn of(store: &[u8], now: u64) -> Result<Self, CredentialsError> {
        let store = Store::read(store)?;
        let active = store.active().ok_or_else(|| CredentialsError::Damaged("a claim".to_owned()))?;
        let mut findings: Vec<Finding> = active.broken_assertions().into_iter().map(Finding::Assertion).collect();
        findings.extend((!active.is_in_order()).then_some(Finding::Disorder));
        let signed = active.signature.as_ref();
        let signer = signed.and_then(|signed| signed.certificates.first()).and_then(|der| Signer::read(der));
        match (signed, &signer) {
            (None, _) | (_, None) => findings.push(Finding::NoSignature),
            // With a time stamp, what counts is the time of signing, which nobody can check here.
            (Some(signed), _) if signed.time_stamped => {}
            (Some(_), Some(signer)) => {
                findings.extend(signer.valid_at(now).err().map(Finding::Certificate));
            }
        }
        let signature_holds = signed.zip(signer.as_ref()).and_then(|(signed, signer)| {
            let known = signed.algorithm == cose::ES256 && signer.key.len() == 65 && signed.signature.len() == 64;
            let message = cose::to_be_signed(&signed.protected, active.claim_bytes());
            known.then(|| holds(&signer.key, &message, &signed.signature))
        });
        let ledger = active.assertion("org.cowrite.ledger");
        Ok(Self {
            title: active.claim_text("dc:title").unwrap_or_default().to_owned(),
            generator: active.generator(),
            said: said::of_manifest(active),
            ledger_head: ledger.and_then(|ledger| ledger.get("head")?.text().map(str::to_owned)),
            others: store.manifests().len() - 1,
            data_hash: active.data_hash(),
            signature_holds,
            signer,
            findings,
        })
    }
}

/// Whether a signature of 64 bytes was made over a message by the owner of a key, by ECDSA on P-256 with SHA-256.
fn holds(key: &[u8], message: &[u8], signature: &[u8]) -> bool {
    let key = VerifyingKey::from_sec1_bytes(key);
    let signature = Signature::from_slice(signature);
    key.is_ok_and(|key| signature.is_ok_and(|signature| key.verify(message, &signature).is_ok()))
}
