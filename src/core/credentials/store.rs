//! A manifest store, read.

use sha2::{Digest as _, Sha256};

use crate::credentials::cbor::Value;
use crate::credentials::cose::Sign1;
use crate::credentials::data_hash::{self, DataHash};
use crate::credentials::jumbf::Superbox;
use crate::credentials::{CredentialsError, MOST_STORE_BYTES};

/// The manifests of a file, the newest last.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Store<'a> {
    manifests: Vec<Manifest<'a>>,
}

/// One manifest.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Manifest<'a> {
    root: Superbox<'a>,
    claim_bytes: &'a [u8],
    claim: Value,
    /// Its signature, where it can be read.
    pub signature: Option<Sign1>,
}

impl<'a> Store<'a> {
    /// Reads a store.
    ///
    /// # Errors
    /// [`CredentialsError::Damaged`] where it is none, or has no manifest that can be read.
    pub fn read(bytes: &'a [u8]) -> Result<Self, CredentialsError> {
        let damaged = |what: &str| CredentialsError::Damaged(what.to_owned());
        if bytes.len() > MOST_STORE_BYTES {
            return Err(CredentialsError::TooLarge);
        }
        let root = Superbox::read(bytes).map_err(|_| damaged("its boxes do not fit into one another"))?;
        if root.kind != *b"c2pa" || root.label != "c2pa" {
            return Err(damaged("it is no manifest store"));
        }
        let manifests: Option<Vec<_>> = root.superboxes().map(|root| Manifest::read(root.clone())).collect();
        let manifests = manifests.filter(|manifests| !manifests.is_empty()).ok_or_else(|| damaged("a claim"))?;
        Ok(Self { manifests })
    }

    /// The manifest that speaks of the file.
    pub fn active(&self) -> Option<&Manifest<'a>> {
        self.manifests.last()
    }

    /// Every manifest, the newest last.
    pub fn manifests(&self) -> &[Manifest<'a>] {
        &self.manifests
    }
}

impl<'a> Manifest<'a> {
    fn read(root: Superbox<'a>) -> Option<Self> {
        let claim_box = root.superboxes().find(|inner| inner.kind == *b"c2cl")?;
        let claim_bytes = claim_box.data(b"cbor").filter(|_| claim_box.label.starts_with("c2pa.claim"))?;
        let claim = Value::decode(claim_bytes).ok()?;
        let signature = root.superboxes().find(|inner| inner.kind == *b"c2cs").and_then(|inner| inner.data(b"cbor"));
        Some(Self { claim_bytes, claim, signature: signature.and_then(Sign1::read), root })
    }

    /// What it is called.
    pub fn label(&self) -> &'a str {
        self.root.label
    }

    /// The whole of it.
    pub fn bytes(&self) -> &'a [u8] {
        self.root.bytes
    }

    /// Its address in the store.
    pub fn url(&self) -> String {
        format!("self#jumbf=/c2pa/{}", self.root.label)
    }

    /// Its hash.
    pub fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.root.hashed()).to_vec()
    }

    /// Whether its boxes are called what the claim and the standard call them.
    pub fn is_in_order(&self) -> bool {
        let called = |kind: &[u8; 4], label| {
            let mut found = self.root.superboxes().filter(|inner| inner.kind == *kind);
            found.next().is_some_and(|inner| inner.label == label) && found.next().is_none()
        };
        let signature = self.claim_text("signature").unwrap_or_default();
        let expected = [format!("{}/c2pa.signature", self.url()), "self#jumbf=c2pa.signature".to_owned()];
        called(b"c2as", "c2pa.assertions")
            && called(b"c2cs", "c2pa.signature")
            && ["c2pa.claim", "c2pa.claim.v2"].iter().any(|label| called(b"c2cl", label))
            && expected.iter().any(|url| url == signature)
            && matches!(&self.root.kind, b"c2ma" | b"c2um")
    }

    /// The hash of its signature.
    pub fn signature_hash(&self) -> Option<Vec<u8>> {
        let signature = self.root.superboxes().find(|inner| inner.kind == *b"c2cs")?;
        Some(Sha256::digest(signature.hashed()).to_vec())
    }

    /// What its signature was made over.
    pub fn claim_bytes(&self) -> &'a [u8] {
        self.claim_bytes
    }

    /// Text of the claim.
    pub fn claim_text(&self, key: &str) -> Option<&str> {
        self.claim.get(key)?.text()
    }

    /// The program that made it, with its version.
    pub fn generator(&self) -> String {
        let info = match self.claim.get("claim_generator_info") {
            Some(Value::Array(many)) => many.first(),
            other => other,
        };
        let part = |key| info.and_then(|info| info.get(key)).and_then(Value::text);
        match (part("name"), part("version")) {
            (Some(name), Some(version)) => format!("{name} {version}"),
            (Some(name), None) => name.to_owned(),
            (None, _) => self.claim_text("claim_generator").unwrap_or_default().to_owned(),
        }
    }

    /// The hash of the file that it asserts.
    pub fn data_hash(&self) -> Option<DataHash> {
        DataHash::read(&self.assertion(data_hash::LABEL)?, self.algorithm())
    }

    /// What an assertion in CBOR says.
    pub fn assertion(&self, label: &str) -> Option<Value> {
        Value::decode(self.assertion_box(label)?.data(b"cbor")?).ok()
    }

    /// The actions of every assertion of actions, whatever its version.
    pub fn actions(&self) -> Vec<Value> {
        let assertions = self.assertions().filter(|inner| inner.label.starts_with("c2pa.actions"));
        let lists = assertions.filter_map(|inner| Value::decode(inner.data(b"cbor")?).ok());
        lists.flat_map(|list| list.get("actions").map(Value::items).unwrap_or_default().to_vec()).collect()
    }

    /// What an assertion in JSON or CBOR whose label begins like this says, where it is a map of texts.
    pub fn texts_of(&self, label: &str) -> Vec<(String, String)> {
        let Some(found) = self.assertions().find(|inner| inner.label.starts_with(label)) else { return Vec::new() };
        if let Some(json) = found.data(b"json") {
            let map: serde_json::Map<String, serde_json::Value> = serde_json::from_slice(json).unwrap_or_default();
            return map.into_iter().filter_map(|(key, value)| Some((key, value.as_str()?.to_owned()))).collect();
        }
        match found.data(b"cbor").and_then(|bytes| Value::decode(bytes).ok()) {
            Some(Value::Map(pairs)) => {
                let text = |(key, value): &(Value, Value)| Some((key.text()?.to_owned(), value.text()?.to_owned()));
                pairs.iter().filter_map(text).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Assertions that are what the claim says: their labels, and the addresses the claim gives.
    pub fn matching_assertions(&self) -> Vec<(String, String)> {
        let matching = self.claimed().filter(|(_, _, matches)| *matches);
        matching.map(|(label, url, _)| (label, url)).collect()
    }

    /// Labels of assertions that the claim names and that are changed or missing.
    pub fn broken_assertions(&self) -> Vec<String> {
        self.claimed().filter(|(_, _, matches)| !*matches).map(|(label, _, _)| label).collect()
    }

    fn algorithm(&self) -> &str {
        self.claim_text("alg").unwrap_or("sha256")
    }

    fn assertions(&self) -> impl Iterator<Item = &Superbox<'a>> {
        let stores = self.root.superboxes().filter(|inner| inner.kind == *b"c2as");
        stores.flat_map(|store| store.superboxes())
    }

    fn assertion_box(&self, label: &str) -> Option<&Superbox<'a>> {
        self.assertions().find(|inner| inner.label == label)
    }

    /// Every assertion that the claim names: label, address, and whether it is there unchanged. A hash of another
    /// algorithm than SHA-256 counts as unknown, hence as changed.
    fn claimed(&self) -> impl Iterator<Item = (String, String, bool)> {
        let lists = ["created_assertions", "gathered_assertions", "assertions"];
        let links = lists.into_iter().flat_map(|list| self.claim.get(list).map(Value::items).unwrap_or_default());
        links.map(|link| {
            let url = link.get("url").and_then(Value::text).unwrap_or_default();
            let label = url.rsplit('/').next().unwrap_or_default();
            let algorithm = link.get("alg").and_then(Value::text).unwrap_or(self.algorithm());
            let there = self.assertion_box(label).map(|inner| Sha256::digest(inner.hashed()).to_vec());
            let wanted = link.get("hash").and_then(Value::bytes);
            (label.to_owned(), url.to_owned(), algorithm == "sha256" && there.as_deref() == wanted && wanted.is_some())
        })
    }
}
