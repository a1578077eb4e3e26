//! Making a manifest: the pieces of the signed file, the bytes to be signed, and the store that fills the room left.

use std::ops::Range;

use sha2::{Digest as _, Sha256};

use crate::credentials::assertions::{self, Assertion, Body, Link};
use crate::credentials::cbor::Value;
use crate::credentials::container::Assembly;
use crate::credentials::data_hash::{self, DataHash};
use crate::credentials::store::Store;
use crate::credentials::{Chain, CredentialsError, Layout, MOST_STORE_BYTES, Work, find_in};
use crate::credentials::{cose, jumbf};

/// Zeros beside the signature that take up the difference between the room reserved and the store: enough that their
/// length is always written with two bytes.
const SLACK: usize = 512;

/// Random names for one manifest.
#[derive(Clone, Copy, Debug)]
pub struct Names {
    /// For the manifest.
    pub manifest: [u8; 16],
    /// For the file.
    pub instance: [u8; 16],
}

/// A piece of the signed file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Bytes that are new.
    New(Vec<u8>),
    /// Bytes of the original.
    Original(Range<u64>),
    /// The room for the store, so many bytes; not covered by the hash.
    Store(usize),
}

/// A manifest on its way. Ask for the [`pieces`](Self::pieces), give every byte of them that is no store to
/// [`update`](Self::update), have [`to_be_signed`](Self::to_be_signed) signed, and put what [`finish`](Self::finish)
/// gives into the room of the store.
#[derive(Clone, Debug)]
pub struct Signing {
    label: String,
    instance: String,
    title: String,
    generator: Value,
    assertions: Vec<(bool, String, Vec<u8>)>,
    upstream: Vec<Vec<u8>>,
    protected: Vec<u8>,
    assembly: Assembly,
    room: usize,
    hasher: Sha256,
    claim: Vec<u8>,
}

impl Signing {
    /// Begins: what is said of a file, who signs, and where the store goes.
    ///
    /// # Errors
    /// [`CredentialsError`] where no store can be put into the file, or the one of an ingredient is damaged.
    pub fn begin(work: &Work, chain: &Chain, layout: &Layout, names: &Names) -> Result<Self, CredentialsError> {
        let generator = Value::map([
            ("name", work.software.name.as_str().into()),
            ("version", work.software.version.as_str().into()),
        ]);
        let (upstream, assertions) = boxes(work)?;
        let mut signing = Self {
            label: format!("urn:c2pa:{}", uuid(names.manifest)),
            instance: format!("xmp.iid:{}", uuid(names.instance)),
            title: work.title.clone(),
            generator,
            assertions,
            upstream,
            protected: cose::protected(chain.certificates()),
            assembly: layout.assemble(2)?,
            room: 0,
            hasher: Sha256::new(),
            claim: Vec::new(),
        };
        // The numbers of a hash are shorter than these, never longer.
        let widest = DataHash::beside(u64::from(u32::MAX) << 8..u64::from(u32::MAX) << 9, vec![0; 32]);
        let hash_box = hash_box(&widest);
        let claim = signing.claim(&hash_box);
        signing.room = (signing.store(&hash_box, &claim, &[0; 64], 0).len() + SLACK).next_multiple_of(2);
        if signing.room > MOST_STORE_BYTES {
            return Err(CredentialsError::TooLarge);
        }
        signing.assembly = layout.assemble(signing.room)?;
        Ok(signing)
    }

    /// The signed file, in order.
    pub fn pieces(&self) -> Vec<Piece> {
        let Assembly { before, original, after, in_front, .. } = &self.assembly;
        let room = Piece::Store(self.lead() + self.room);
        let mut pieces = vec![Piece::New(before.clone()), Piece::Original(original.clone()), Piece::New(after.clone())];
        if *in_front {
            pieces.insert(1, room);
        } else {
            pieces.push(room);
        }
        pieces.retain(|piece| !matches!(piece, Piece::New(bytes) if bytes.is_empty()));
        pieces
    }

    /// Takes the next bytes of the signed file, the room of the store left out.
    pub fn update(&mut self, bytes: &[u8]) {
        self.hasher.update(bytes);
    }

    /// What is signed by ECDSA on P-256 with SHA-256.
    pub fn to_be_signed(&mut self) -> Vec<u8> {
        let hash_box = self.hash_box();
        self.claim = self.claim(&hash_box);
        cose::to_be_signed(&self.protected, &self.claim)
    }

    /// What fills the room of the store, by the signature of 64 bytes as WebCrypto gives it: r, then s.
    ///
    /// # Errors
    /// [`CredentialsError::Signature`] for a signature of another length, or before there was anything to sign.
    pub fn finish(&self, signature: &[u8]) -> Result<Vec<u8>, CredentialsError> {
        if signature.len() != 64 || self.claim.is_empty() {
            return Err(CredentialsError::Signature);
        }
        let hash_box = self.hash_box();
        let unpadded = self.store(&hash_box, &self.claim, signature, 0).len();
        // Two bytes more than none for the length of the padding.
        let padding = self.room.checked_sub(unpadded + 2).ok_or(CredentialsError::TooLarge)?;
        let store = self.store(&hash_box, &self.claim, signature, padding);
        if store.len() != self.room {
            return Err(CredentialsError::TooLarge);
        }
        Ok([self.assembly.lead.clone(), store].concat())
    }

    fn lead(&self) -> usize {
        self.assembly.lead.len()
    }

    fn hash_box(&self) -> Vec<u8> {
        let Assembly { before, original, after, in_front, .. } = &self.assembly;
        let others = if *in_front { 0 } else { original.end - original.start + after.len() as u64 };
        let start = before.len() as u64 + others;
        let hole = start..start + (self.lead() + self.room) as u64;
        hash_box(&DataHash::beside(hole, self.hasher.clone().finalize().to_vec()))
    }

    /// The claim (C2PA 2.2, section 10): what is asserted, by hash.
    fn claim(&self, hash_box: &[u8]) -> Vec<u8> {
        let link = |label: &str, bytes: &[u8]| {
            let hash = Sha256::digest(bytes.get(8..).unwrap_or_default()).to_vec();
            Link { url: format!("self#jumbf=c2pa.assertions/{label}"), hash }.value()
        };
        let links = |created: bool| {
            let chosen = self.assertions.iter().filter(move |(known, ..)| *known == created);
            chosen.map(|(_, label, bytes)| link(label, bytes)).collect::<Vec<_>>()
        };
        let mut created = links(true);
        created.push(link(data_hash::LABEL, hash_box));
        let mut pairs = vec![
            ("instanceID", self.instance.as_str().into()),
            ("claim_generator_info", self.generator.clone()),
            ("signature", format!("self#jumbf=/c2pa/{}/c2pa.signature", self.label).into()),
            ("created_assertions", Value::Array(created)),
            ("dc:title", self.title.as_str().into()),
            ("alg", "sha256".into()),
        ];
        let gathered = links(false);
        if !gathered.is_empty() {
            pairs.push(("gathered_assertions", Value::Array(gathered)));
        }
        Value::map(pairs).encode()
    }

    fn store(&self, hash_box: &[u8], claim: &[u8], signature: &[u8], padding: usize) -> Vec<u8> {
        let mut inner: Vec<Vec<u8>> = self.assertions.iter().map(|(_, _, bytes)| bytes.clone()).collect();
        inner.push(hash_box.to_vec());
        let signature = cose::sign1(&self.protected, signature, padding);
        let parts = [
            jumbf::write(b"c2as", "c2pa.assertions", &inner),
            jumbf::write(b"c2cl", "c2pa.claim.v2", &[jumbf::data(b"cbor", claim)]),
            jumbf::write(b"c2cs", "c2pa.signature", &[jumbf::data(b"cbor", &signature)]),
        ];
        let mut manifests = self.upstream.clone();
        manifests.push(jumbf::write(b"c2ma", &self.label, &parts));
        jumbf::write(b"c2pa", "c2pa", &manifests)
    }
}

/// A file in memory with a manifest; `sign` is given what is to be signed.
///
/// # Errors
/// As [`Signing::begin`] and [`Signing::finish`].
pub fn sign_to_vec(
    file: &[u8],
    work: &Work,
    chain: &Chain,
    names: &Names,
    sign: impl FnOnce(&[u8]) -> Vec<u8>,
) -> Result<Vec<u8>, CredentialsError> {
    let mut signing = Signing::begin(work, chain, &find_in(file)?, names)?;
    let (mut out, mut hole) = (Vec::new(), 0..0);
    for piece in signing.pieces() {
        let bytes = match &piece {
            Piece::New(bytes) => &bytes[..],
            Piece::Original(range) => &file[range.start as usize..range.end as usize],
            Piece::Store(room) => {
                hole = out.len()..out.len() + room;
                out.resize(hole.end, 0);
                continue;
            }
        };
        signing.update(bytes);
        out.extend(bytes);
    }
    let signature = sign(&signing.to_be_signed());
    out[hole].copy_from_slice(&signing.finish(&signature)?);
    Ok(out)
}

/// Assertions in their boxes: whether the signer vouches for it, its label, its bytes.
type Boxes = Vec<(bool, String, Vec<u8>)>;

/// The manifests that ingredients came with, each once, and the assertions of a work.
fn boxes(work: &Work) -> Result<(Vec<Vec<u8>>, Boxes), CredentialsError> {
    let (mut upstream, mut labels) = (Vec::new(), Vec::new());
    let (mut made, mut placed) = (Boxes::new(), Vec::new());
    for (index, ingredient) in work.ingredients.iter().enumerate() {
        let mut store = ingredient.store.as_deref().map(Store::read).transpose()?;
        for manifest in store.iter().flat_map(Store::manifests) {
            match labels.iter().position(|known| *known == manifest.label()) {
                None => {
                    labels.push(manifest.label().to_owned());
                    upstream.push(manifest.bytes().to_vec());
                }
                Some(known) if upstream[known] == manifest.bytes() => {}
                // Two manifests of one name cannot stand in one store: the first stays.
                Some(_) => {
                    store = None;
                    break;
                }
            }
        }
        let label = assertions::ingredient_label(index);
        let body = Body::Cbor(assertions::ingredient(ingredient, store.as_ref()));
        let bytes = assertion_box(&Assertion { label: label.clone(), body, created: true });
        let hash = Sha256::digest(&bytes[8..]).to_vec();
        placed.push(Link { url: format!("self#jumbf=c2pa.assertions/{label}"), hash });
        made.push((true, label, bytes));
    }
    let others = assertions::of(work, &placed);
    made.extend(others.iter().map(|assertion| (assertion.created, assertion.label.clone(), assertion_box(assertion))));
    Ok((upstream, made))
}

fn assertion_box(assertion: &Assertion) -> Vec<u8> {
    match &assertion.body {
        Body::Cbor(value) => jumbf::write(b"cbor", &assertion.label, &[jumbf::data(b"cbor", &value.encode())]),
        Body::Json(text) => jumbf::write(b"json", &assertion.label, &[jumbf::data(b"json", text.as_bytes())]),
    }
}

fn hash_box(hash: &DataHash) -> Vec<u8> {
    jumbf::write(b"cbor", data_hash::LABEL, &[jumbf::data(b"cbor", &hash.value().encode())])
}

/// A UUID of version 4 (RFC 9562) of random bytes.
fn uuid(mut bytes: [u8; 16]) -> String {
    bytes[6] = bytes[6] & 0x0F | 0x40;
    bytes[8] = bytes[8] & 0x3F | 0x80;
    let hex = data_encoding::HEXLOWER.encode(&bytes);
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}
