//! A certificate that a device issues to itself: a root and, signed by it, the certificate of the key that signs.
//!
//! The root's key signs twice and is forgotten. Whoever wants to trust this device adds the root to their list; nobody
//! else has a reason to.

use sha2::{Digest as _, Sha256};

use crate::credentials::CredentialsError;
use crate::credentials::der::{bits, integer, object, oid, sequence, value};
use crate::credentials::when;

/// Such certificates are valid for ten years, in milliseconds.
const LIFE: u64 = 10 * 365 * 86_400_000;
/// And from an hour before, for clocks that are behind.
const EARLIER: u64 = 3_600_000;
/// Who issues them. No name of a person: the certificate says of its owner only that they have the key.
const ORGANISATION: &str = "Self-issued by Cowrite";

/// What the caller draws and looks up for a new certificate.
#[derive(Clone, Copy, Debug)]
pub struct LocalNames {
    /// Sixteen random bytes each for the serial numbers of the root and the certificate.
    pub serials: [[u8; 16]; 2],
    /// Milliseconds since 1970-01-01 UTC.
    pub now: u64,
}

/// A root and a certificate that are not signed yet. Both are signed by the root's key.
#[derive(Clone, Debug)]
pub struct SelfIssued {
    root: Vec<u8>,
    leaf: Vec<u8>,
}

/// What is said of a key in a certificate.
struct Subject<'a> {
    name: String,
    /// An uncompressed point, 65 bytes (SEC 1).
    key: &'a [u8],
}

impl SelfIssued {
    /// Certificates for two keys on P-256, each an uncompressed point of 65 bytes.
    ///
    /// # Errors
    /// [`CredentialsError::KeyKind`] for anything else.
    pub fn new(root_key: &[u8], key: &[u8], names: &LocalNames) -> Result<Self, CredentialsError> {
        if [root_key, key].iter().any(|key| key.len() != 65 || key[0] != 4) {
            return Err(CredentialsError::KeyKind);
        }
        let short = |key: &[u8]| data_encoding::HEXLOWER.encode(&key_name(key)[..4]);
        let root = Subject { name: format!("Cowrite device root {}", short(root_key)), key: root_key };
        let leaf = Subject { name: format!("Cowrite device {}", short(key)), key };
        let [root_serial, leaf_serial] = &names.serials;
        Ok(Self {
            root: certificate(&root, &root, root_serial, names.now, &root_extensions(root_key)),
            leaf: certificate(&leaf, &root, leaf_serial, names.now, &leaf_extensions(key, root_key)),
        })
    }

    /// What the root's key signs by ECDSA with SHA-256 for the root itself.
    pub fn root_to_be_signed(&self) -> &[u8] {
        &self.root
    }

    /// What the root's key signs for the certificate.
    pub fn leaf_to_be_signed(&self) -> &[u8] {
        &self.leaf
    }

    /// The certificate and its root in DER, with their signatures of 64 bytes as WebCrypto gives them: r, then s.
    ///
    /// # Errors
    /// [`CredentialsError::Signature`] for signatures of another length.
    pub fn finish(&self, root_signature: &[u8], leaf_signature: &[u8]) -> Result<Vec<Vec<u8>>, CredentialsError> {
        Ok(vec![signed(&self.leaf, leaf_signature)?, signed(&self.root, root_signature)?])
    }
}

fn signed(contents: &[u8], signature: &[u8]) -> Result<Vec<u8>, CredentialsError> {
    if signature.len() != 64 {
        return Err(CredentialsError::Signature);
    }
    let (r, s) = signature.split_at(32);
    let signature = sequence(&[integer(r), integer(s)]);
    Ok(sequence(&[contents.to_vec(), algorithm(), bits(&signature, 0)]))
}

fn algorithm() -> Vec<u8> {
    sequence(&[object(oid::ECDSA_SHA256)])
}

/// The name of a key (RFC 7093, section 2, method 1).
fn key_name(key: &[u8]) -> Vec<u8> {
    Sha256::digest(key)[..20].to_vec()
}

/// A `TBSCertificate` (RFC 5280, section 4.1).
fn certificate(subject: &Subject, issuer: &Subject, serial: &[u8; 16], now: u64, extensions: &[Vec<u8>]) -> Vec<u8> {
    let mut serial = *serial;
    // Positive, and of the same length whatever was drawn.
    serial[0] = serial[0] & 0x7F | 0x40;
    let time = |milliseconds| {
        let (tag, text) = when::asn1(milliseconds);
        value(tag, text.as_bytes())
    };
    let key = sequence(&[sequence(&[object(oid::EC_PUBLIC_KEY), object(oid::P256)]), bits(subject.key, 0)]);
    sequence(&[
        value(0xA0, &integer(&[2])),
        integer(&serial),
        algorithm(),
        name(&issuer.name),
        sequence(&[time(now.saturating_sub(EARLIER)), time(now.saturating_add(LIFE))]),
        name(&subject.name),
        key,
        value(0xA3, &sequence(extensions)),
    ])
}

fn name(common: &str) -> Vec<u8> {
    let part = |kind, text: &str| value(0x31, &sequence(&[object(kind), value(0x0C, text.as_bytes())]));
    sequence(&[part(oid::ORGANISATION, ORGANISATION), part(oid::COMMON_NAME, common)])
}

fn extension(kind: &[u8], critical: bool, contents: &[u8]) -> Vec<u8> {
    let mut parts = vec![object(kind)];
    if critical {
        parts.push(value(0x01, &[0xFF]));
    }
    parts.push(value(0x04, contents));
    sequence(&parts)
}

fn root_extensions(key: &[u8]) -> Vec<Vec<u8>> {
    let issues_no_issuers = sequence(&[value(0x01, &[0xFF]), integer(&[0])]);
    vec![
        extension(oid::BASIC_CONSTRAINTS, true, &issues_no_issuers),
        // keyCertSign.
        extension(oid::KEY_USAGE, true, &bits(&[0x04], 2)),
        extension(oid::SUBJECT_KEY, false, &value(0x04, &key_name(key))),
    ]
}

fn leaf_extensions(key: &[u8], root_key: &[u8]) -> Vec<Vec<u8>> {
    vec![
        extension(oid::BASIC_CONSTRAINTS, true, &sequence(&[])),
        // digitalSignature.
        extension(oid::KEY_USAGE, true, &bits(&[0x80], 7)),
        extension(oid::EXTENDED_KEY_USAGE, false, &sequence(&[object(oid::EMAIL_PROTECTION)])),
        extension(oid::SUBJECT_KEY, false, &value(0x04, &key_name(key))),
        extension(oid::AUTHORITY_KEY, false, &sequence(&[value(0x80, &key_name(root_key))])),
    ]
}
