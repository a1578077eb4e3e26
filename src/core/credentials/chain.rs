//! Certificates to sign with: what they say, and whether they may be used.

use x509_cert::Certificate;
use x509_cert::der::Decode;
use x509_cert::der::asn1::ObjectIdentifier;
use x509_cert::ext::pkix::{BasicConstraints, ExtendedKeyUsage, KeyUsage};

use crate::credentials::{CredentialsError, pem};
use crate::time::Civil;

/// The purposes that C2PA admits: e-mail protection, document signing (RFC 9336), and its own.
const PURPOSES: [ObjectIdentifier; 3] = [
    ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.4"),
    ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.36"),
    ObjectIdentifier::new_unwrap("1.3.6.1.4.1.62558.2.1"),
];
/// Any purpose, time stamping and OCSP: a certificate with one of these signs no content.
const NEVER: [ObjectIdentifier; 3] = [
    ObjectIdentifier::new_unwrap("2.5.29.37.0"),
    ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.8"),
    ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.9"),
];
const EC_PUBLIC_KEY: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const P256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.3.1.7");
const COMMON_NAME: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.3");
const ORGANISATION: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.10");
/// The most certificates in a chain.
const LONGEST: usize = 8;

/// Who a certificate says that it belongs to, and until when.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Signer {
    /// The common name.
    pub name: String,
    /// The organisation.
    pub organisation: String,
    /// Who issued it.
    pub issuer: String,
    /// When it begins to be valid, in milliseconds since 1970-01-01 UTC.
    pub begins: u64,
    /// When it ceases to be valid.
    pub ends: u64,
    /// The public key: an uncompressed point on P-256 of 65 bytes; empty for keys of another kind.
    pub key: Vec<u8>,
}

impl Signer {
    /// What a certificate in DER says; `None` where it cannot be read.
    pub fn read(der: &[u8]) -> Option<Self> {
        Some(signer(&Certificate::from_der(der).ok()?))
    }

    /// Whether the certificate is valid at a time in milliseconds since 1970-01-01 UTC.
    ///
    /// # Errors
    /// [`CredentialsError::Early`] and [`CredentialsError::Expired`] with the day.
    pub fn valid_at(&self, now: u64) -> Result<(), CredentialsError> {
        if now < self.begins {
            return Err(CredentialsError::Early(Civil::at(self.begins).date()));
        }
        if now > self.ends { Err(CredentialsError::Expired(Civil::at(self.ends).date())) } else { Ok(()) }
    }
}

/// A certificate that may be signed with, and its issuers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// DER, the signer's first.
    certificates: Vec<Vec<u8>>,
    signer: Signer,
}

impl Chain {
    /// Certificates in DER, the signer's first, to sign with at a time in milliseconds since 1970-01-01 UTC.
    ///
    /// # Errors
    /// [`CredentialsError`] where the first is not one that content is signed with, or not now.
    pub fn new(certificates: Vec<Vec<u8>>, now: u64) -> Result<Self, CredentialsError> {
        let first = certificates.first().ok_or(CredentialsError::NoCertificate)?;
        if certificates.len() > LONGEST || certificates.iter().any(|der| Certificate::from_der(der).is_err()) {
            return Err(CredentialsError::Certificate);
        }
        let certificate = Certificate::from_der(first).map_err(|_| CredentialsError::Certificate)?;
        let signer = signer(&certificate);
        if signer.key.is_empty() {
            return Err(CredentialsError::KeyKind);
        }
        fit_for_content(&certificate)?;
        signer.valid_at(now)?;
        Ok(Self { certificates, signer })
    }

    /// Certificates and a PKCS#8 private key from the text of one PEM file or several, one after the other.
    ///
    /// # Errors
    /// [`CredentialsError`] where either is missing or cannot be used. Whether the key is the certificate's is for its
    /// keeper to find out.
    pub fn from_pem(text: &str, now: u64) -> Result<(Self, Vec<u8>), CredentialsError> {
        let blocks = pem::read(text);
        let certificates = blocks.iter().filter(|(label, _)| label == "CERTIFICATE").map(|(_, der)| der.clone());
        let chain = Self::new(certificates.collect(), now)?;
        match blocks.iter().find(|(label, _)| label.ends_with("PRIVATE KEY")) {
            Some((label, key)) if label == "PRIVATE KEY" => Ok((chain, key.clone())),
            Some((label, _)) => Err(CredentialsError::KeyForm(label.clone())),
            None => Err(CredentialsError::NoKey),
        }
    }

    /// The certificates and a PKCS#8 private key as the text of a PEM file.
    pub fn to_pem(&self, key: &[u8]) -> String {
        let certificates = self.certificates.iter().map(|der| pem::write("CERTIFICATE", der));
        std::iter::once(pem::write("PRIVATE KEY", key)).chain(certificates).collect()
    }

    /// DER, the signer's first.
    pub fn certificates(&self) -> &[Vec<u8>] {
        &self.certificates
    }

    /// Whose it is.
    pub fn signer(&self) -> &Signer {
        &self.signer
    }
}

fn signer(certificate: &Certificate) -> Signer {
    let contents = certificate.tbs_certificate();
    let named = |name: &x509_cert::name::Name, kind| {
        let found = name.iter().find(|part| part.oid == kind);
        found.and_then(|part| std::str::from_utf8(part.value.value()).ok()).unwrap_or_default().to_owned()
    };
    let time = |time: &x509_cert::time::Time| u64::try_from(time.to_unix_duration().as_millis()).unwrap_or(u64::MAX);
    let (subject, issuer) = (contents.subject(), contents.issuer());
    Signer {
        name: named(subject, COMMON_NAME),
        organisation: named(subject, ORGANISATION),
        issuer: named(issuer, COMMON_NAME),
        begins: time(&contents.validity().not_before),
        ends: time(&contents.validity().not_after),
        key: point(certificate).unwrap_or_default(),
    }
}

/// The point of a key on P-256.
fn point(certificate: &Certificate) -> Option<Vec<u8>> {
    let key = certificate.tbs_certificate().subject_public_key_info();
    let curve: ObjectIdentifier = key.algorithm.parameters.as_ref()?.decode_as().ok()?;
    let point = key.subject_public_key.as_bytes()?;
    let fits = key.algorithm.oid == EC_PUBLIC_KEY && curve == P256 && point.len() == 65;
    fits.then(|| point.to_vec())
}

/// C2PA's certificate profile (2.2, section 14.5) as far as it tells a signer of content from others.
fn fit_for_content(certificate: &Certificate) -> Result<(), CredentialsError> {
    let contents = certificate.tbs_certificate();
    let constraints = contents.get_extension::<BasicConstraints>().map_err(|_| CredentialsError::Certificate)?;
    if constraints.is_some_and(|(_, constraints)| constraints.ca) {
        return Err(CredentialsError::Issuer);
    }
    let usage = contents.get_extension::<KeyUsage>().map_err(|_| CredentialsError::Certificate)?;
    let purposes = contents.get_extension::<ExtendedKeyUsage>().map_err(|_| CredentialsError::Certificate)?;
    let signs = usage.is_some_and(|(_, usage)| usage.digital_signature());
    let meant = purposes.is_some_and(|(_, ExtendedKeyUsage(purposes))| {
        purposes.iter().any(|purpose| PURPOSES.contains(purpose))
            && !purposes.iter().any(|purpose| NEVER.contains(purpose))
    });
    if signs && meant { Ok(()) } else { Err(CredentialsError::Purpose) }
}
