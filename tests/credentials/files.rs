//! Small files, facts and a device's own certificate.

use std::sync::OnceLock;

use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use studio::credentials::{
    Chain, CredentialsError, Deed, Ingredient, LedgerMark, LocalNames, Names, Region, SelfIssued, Software, Work,
    sign_to_vec,
};
use studio::provenance::{Aspect, Contributor, Digest, SourceType};

/// 2026-11-22, in milliseconds.
pub const NOW: u64 = 1_795_305_600_000;

/// A device's key and certificates.
pub struct Identity {
    key: SigningKey,
    chain: Chain,
}

fn key(seed: u8) -> SigningKey {
    SigningKey::from_slice(&[seed; 32]).unwrap()
}

fn point(key: &SigningKey) -> Vec<u8> {
    key.verifying_key().to_sec1_point(false).as_bytes().to_vec()
}

fn sign(key: &SigningKey, message: &[u8]) -> Vec<u8> {
    let signature: Signature = key.sign(message);
    signature.to_bytes().to_vec()
}

impl Identity {
    pub fn new() -> Self {
        let (root, key) = (key(7), key(9));
        let names = LocalNames { serials: [[0xAB; 16], [0xCD; 16]], now: NOW };
        let issued = SelfIssued::new(&point(&root), &point(&key), &names).unwrap();
        let signatures = [issued.root_to_be_signed(), issued.leaf_to_be_signed()].map(|bytes| sign(&root, bytes));
        let certificates = issued.finish(&signatures[0], &signatures[1]).unwrap();
        Self { key, chain: Chain::new(certificates, NOW).unwrap() }
    }

    /// The root, for whoever wants to trust the device.
    pub fn root_pem(&self) -> String {
        let text = self.chain.to_pem(&[0]);
        text[text.rfind("-----BEGIN").unwrap()..].to_owned()
    }
}

pub fn names(number: u8) -> Names {
    Names { manifest: [number; 16], instance: [number ^ 0xFF; 16] }
}

pub fn try_signed(file: &[u8], work: &Work, identity: &Identity, names: &Names) -> Result<Vec<u8>, CredentialsError> {
    sign_to_vec(file, work, &identity.chain, names, |message| sign(&identity.key, message))
}

pub fn signed_as(file: &[u8], work: &Work, identity: &Identity, names: &Names) -> Vec<u8> {
    try_signed(file, work, identity, names).unwrap()
}

pub fn signed(file: &[u8], work: &Work, identity: &Identity) -> Vec<u8> {
    signed_as(file, work, identity, &names(1))
}

/// One signed file of each kind.
pub fn signed_once() -> &'static [Vec<u8>] {
    static FILES: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    FILES.get_or_init(|| [wav(), mp3(), flac()].iter().map(|file| signed(file, &work(), &Identity::new())).collect())
}

/// A WAV file of an odd length with a text.
pub fn wav() -> Vec<u8> {
    let mut body = b"WAVEfmt \x10\0\0\0\x01\0\x01\0\x44\xac\0\0\x88\x58\x01\0\x02\0\x10\0data\xd0\x07\0\0".to_vec();
    body.extend((0..1000_i16).flat_map(|sample| (sample * 17).to_le_bytes()));
    body.extend(b"LIST\x11\0\0\0INFOINAM\x05\0\0\0Hello\0");
    [b"RIFF", &(body.len() as u32).to_le_bytes()[..], &body].concat()
}

/// An MP3 file of silence with a title.
pub fn mp3() -> Vec<u8> {
    let mut file = b"ID3\x04\0\0\0\0\0\x10TIT2\0\0\0\x06\0\0\x03Hello".to_vec();
    for _ in 0..20 {
        // 128 kbit/s at 44.1 kHz: 417 bytes a frame.
        file.extend([0xFF, 0xFB, 0x90, 0xC0]);
        file.resize(file.len() + 413, 0);
    }
    file
}

/// The beginning of a FLAC file, and bytes in place of its sound.
pub fn flac() -> Vec<u8> {
    let mut file = b"fLaC\0\0\0\x22\x10\0\x10\0\0\0\0\0\0\0\x0a\xc4\x42\xf0\0\0\x10\0".to_vec();
    file.extend([0; 16]);
    let title = b"TITLE=Hello";
    file.extend(b"\x84\0\0\x17\0\0\0\0\x01\0\0\0\x0b\0\0\0");
    file.extend(title);
    file.extend([0xFF, 0xF8, 0xC9, 0x08, 0]);
    file.extend((0..200_u8).map(|byte| byte.wrapping_mul(31)));
    file
}

pub fn work() -> Work {
    let model = Contributor::Model {
        provider: "Example".to_owned(),
        model: "Voice 3.1".to_owned(),
        terms: "free plan".to_owned(),
    };
    let person = Contributor::Person { name: "Ada Example".to_owned() };
    let deed = |by: &Contributor, source_type, aspects: &[Aspect], only_edited| Deed {
        by: by.clone(),
        when: NOW - 1000,
        source_type: Some(source_type),
        aspects: aspects.to_vec(),
        only_edited,
        regions: vec![Region { track: "Lead".to_owned(), start: 16.0, end: 48.25 }],
    };
    Work {
        title: "Last Train 电车".to_owned(),
        creators: vec!["Ada Example".to_owned()],
        software: Software { name: "Cowrite".to_owned(), version: "0.1.0".to_owned() },
        source_type: SourceType::CompositeWithTrainedAlgorithmicMedia,
        began: NOW - 5000,
        deeds: vec![
            deed(&model, SourceType::TrainedAlgorithmicMedia, &[Aspect::Composition, Aspect::Lyrics], false),
            deed(&person, SourceType::HumanEdits, &[Aspect::Composition], true),
            deed(&Contributor::built_in_composer(), SourceType::AlgorithmicMedia, &[Aspect::Arrangement], false),
        ],
        ingredients: Vec::new(),
        ledger: LedgerMark { head: Digest::of(b"ledger"), count: 3 },
        no_training: true,
    }
}

/// A recording with the manifest it came with.
pub fn ingredient(store: Option<Vec<u8>>) -> Ingredient {
    Ingredient {
        title: "vocals.mp3".to_owned(),
        media_type: "audio/mpeg".to_owned(),
        digest: Digest::of(b"vocals"),
        source_type: Some(SourceType::TrainedAlgorithmicMedia),
        regions: vec![Region { track: "Vocals".to_owned(), start: 1.0, end: 2.0 }],
        store,
    }
}
