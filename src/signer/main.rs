//! Content Credentials inside a Worker: certificates and manifests behind a C ABI without imports. The key never comes
//! here: the shell signs by the browser's own cryptography what this module gives it.
//!
//! **Page and Worker** (`www/signer.js`). The page makes a `Worker` and posts one message; terminating it is how the page
//! cancels.
//!
//! | from | message | meaning |
//! |---|---|---|
//! | page | `{ wasm, chinese, now, issue: true }` | makes a key and a certificate that it issues to itself |
//! | page | `{ wasm, chinese, now, pem }` | takes a certificate and its key from the text of a PEM file |
//! | page | `{ wasm, chinese, now, file: Blob, job, recordings, key: CryptoKey }` | signs a file: a [`SignJob`] as it writes itself, and the files its ingredients came as, in order: `Uint8Array` or null |
//! | Worker | `{ certified: { key, about } }` | the end of the first two: a key that no script can read out, and postcard of [`Certified`] |
//! | Worker | `{ signed: Blob }` | the end |
//! | Worker | `{ refused: string }` | the end, with the reason for the person |
//! | Worker | `{ crashed: string }` | the end; text for people who mend it |
//!
//! **Worker and module**, beside what `src/abi.rs` and `src/abi/outbox.rs` export. What can be refused gives -1, with the
//! reason in the outbox, in UTF-8.
//!
//! | export | meaning |
//! |---|---|
//! | `speak(chinese)` | the language of reasons |
//! | `issue(now) -> 0, -1` | of the inbox, two public keys and 32 random bytes: see `outbox` for what the first key signs |
//! | `issue_next()` | what the first key signs then |
//! | `issued(now) -> 0, -1` | takes both signatures: see `outbox` for [`Certified`] |
//! | `adopt(now) -> 0, -1` | takes PEM: see `outbox` for the PKCS#8 key |
//! | `adopted()`, `adopted_point()` | puts [`Certified`] or the certificate's public key into the outbox |
//! | `refuse(which)` | puts into the outbox why a key cannot be used: 0 its kind, 1 it is another's |
//! | `job() -> 0, -1` | takes a [`SignJob`] |
//! | `find(length)`, `wants_start()`, `wants_end()`, `found() -> 0, -1` | looks into a file: it wants the bytes between, until the end is -1 |
//! | `keep(index)` | the file that was looked into is that ingredient's |
//! | `begin() -> 0, -1` | the file that was looked into is the one to sign |
//! | `pieces()`, `piece_kind(index)`, `piece_start(index)`, `piece_end(index)` | the signed file: 0 new bytes, 1 bytes of the original, 2 room for the manifest |
//! | `piece(index)` | new bytes, to the outbox; they are hashed |
//! | `update()` | hashes the inbox: the next bytes of the original |
//! | `message()` | what is to be signed, to the outbox |
//! | `seal() -> 0, -1` | takes the signature: see `outbox` for what fills the room |
//!
//! [`SignJob`]: studio::credentials::SignJob
//! [`Certified`]: studio::credentials::Certified
#![cfg_attr(target_arch = "wasm32", no_main)]
#![allow(unsafe_code, reason = "the C ABI hands out pointers; each block says why it is sound")]

#[path = "../abi.rs"]
mod abi;
#[path = "../abi/outbox.rs"]
mod outbox;

use studio::credentials::{
    Certified, Chain, CredentialsError, Finder, Layout, LocalNames, Piece, SelfIssued, SignJob, Signing,
};
use studio::text::Locale;

use abi::{INBOX, Slot};

/// What the module keeps between calls.
struct Host {
    locale: Locale,
    issued: Option<SelfIssued>,
    adopted: Option<Chain>,
    job: Option<SignJob>,
    finder: Option<Finder>,
    signing: Option<Signing>,
    pieces: Vec<Piece>,
}

static HOST: Slot<Host> = Slot::new(Host {
    locale: Locale::English,
    issued: None,
    adopted: None,
    job: None,
    finder: None,
    signing: None,
    pieces: Vec::new(),
});

const DONE: i32 = 0;
const FAILED: i32 = -1;
/// Bytes of an uncompressed point on P-256.
const POINT: usize = 65;

fn inbox() -> Vec<u8> {
    INBOX.with(std::mem::take)
}

fn out_of_order() -> CredentialsError {
    CredentialsError::Job("order".to_owned())
}

/// Does something that can be refused and puts what it makes, or the reason, into the outbox.
fn answer(body: impl FnOnce(&mut Host) -> Result<Vec<u8>, CredentialsError>) -> i32 {
    let (answer, locale) = HOST.with(|host| (body(host), host.locale));
    match answer {
        Ok(bytes) => {
            outbox::put(bytes);
            DONE
        }
        Err(error) => {
            outbox::put(error.message().print(locale).into_bytes());
            FAILED
        }
    }
}

fn certified(chain: &Chain) -> Vec<u8> {
    // Text and bytes cannot fail to be written.
    postcard::to_allocvec(&Certified::of(chain)).unwrap_or_default()
}

/// Sets the language of reasons.
#[unsafe(no_mangle)]
pub extern "C" fn speak(chinese: i32) {
    HOST.with(|host| host.locale = if chinese == 0 { Locale::English } else { Locale::SimplifiedChinese });
}

/// Begins a certificate of the keys in the inbox.
#[unsafe(no_mangle)]
pub extern "C" fn issue(now: f64) -> i32 {
    answer(|host| {
        let bytes = inbox();
        let part = |from: usize, to: usize| bytes.get(from..to).ok_or_else(out_of_order);
        let serial = |from: usize| -> Result<[u8; 16], CredentialsError> {
            part(from, from + 16)?.try_into().map_err(|_| out_of_order())
        };
        let names = LocalNames { serials: [serial(2 * POINT)?, serial(2 * POINT + 16)?], now: now as u64 };
        let issued = SelfIssued::new(part(0, POINT)?, part(POINT, 2 * POINT)?, &names)?;
        let first = issued.root_to_be_signed().to_vec();
        host.issued = Some(issued);
        Ok(first)
    })
}

/// Puts what the root's key signs second into the outbox.
#[unsafe(no_mangle)]
pub extern "C" fn issue_next() -> i32 {
    answer(|host| Ok(host.issued.as_ref().ok_or_else(out_of_order)?.leaf_to_be_signed().to_vec()))
}

/// Finishes a certificate by the two signatures in the inbox.
#[unsafe(no_mangle)]
pub extern "C" fn issued(now: f64) -> i32 {
    answer(|host| {
        let bytes = inbox();
        let (root, leaf) = bytes.split_at_checked(64).ok_or(CredentialsError::Signature)?;
        let certificates = host.issued.take().ok_or_else(out_of_order)?.finish(root, leaf)?;
        Ok(certified(&Chain::new(certificates, now as u64)?))
    })
}

/// Takes PEM from the inbox and gives the key in it.
#[unsafe(no_mangle)]
pub extern "C" fn adopt(now: f64) -> i32 {
    answer(|host| {
        let (chain, key) = Chain::from_pem(&String::from_utf8_lossy(&inbox()), now as u64)?;
        host.adopted = Some(chain);
        Ok(key)
    })
}

/// Puts what is known of the certificate into the outbox.
#[unsafe(no_mangle)]
pub extern "C" fn adopted() -> i32 {
    answer(|host| Ok(certified(host.adopted.as_ref().ok_or_else(out_of_order)?)))
}

/// Puts the certificate's public key into the outbox.
#[unsafe(no_mangle)]
pub extern "C" fn adopted_point() -> i32 {
    answer(|host| Ok(host.adopted.as_ref().ok_or_else(out_of_order)?.signer().key.clone()))
}

/// Puts into the outbox why a key cannot be used: 0 its kind, 1 it is another's.
#[unsafe(no_mangle)]
pub extern "C" fn refuse(which: i32) -> i32 {
    answer(|_| Err(if which == 0 { CredentialsError::KeyKind } else { CredentialsError::KeyOfAnother }))
}

/// Takes what is to be said of a file.
#[unsafe(no_mangle)]
pub extern "C" fn job() -> i32 {
    answer(|host| {
        let job = SignJob::read(&inbox())?;
        // Refused now rather than after a long file was read.
        job.certificates()?;
        host.job = Some(job);
        Ok(Vec::new())
    })
}

/// Begins to look into a file of so many bytes.
#[unsafe(no_mangle)]
pub extern "C" fn find(length: f64) {
    HOST.with(|host| host.finder = Some(Finder::new(length as u64)));
}

fn wanted(end: bool) -> f64 {
    HOST.with(|host| match host.finder.as_ref().and_then(Finder::wants) {
        Some(range) => (if end { range.end } else { range.start }) as f64,
        None => -1.0,
    })
}

/// Where the bytes that are wanted begin.
#[unsafe(no_mangle)]
pub extern "C" fn wants_start() -> f64 {
    wanted(false)
}

/// Where the bytes that are wanted end; -1 when none are.
#[unsafe(no_mangle)]
pub extern "C" fn wants_end() -> f64 {
    wanted(true)
}

/// Takes the bytes that were wanted.
#[unsafe(no_mangle)]
pub extern "C" fn found() -> i32 {
    answer(|host| {
        host.finder.as_mut().ok_or_else(out_of_order)?.take(&inbox())?;
        Ok(Vec::new())
    })
}

/// Keeps the manifest of the file that was looked into, where it can be read, for an ingredient.
#[unsafe(no_mangle)]
pub extern "C" fn keep(index: usize) {
    HOST.with(|host| {
        let store = host.finder.take().map(Finder::layout).and_then(Layout::readable_store);
        if let Some(ingredient) = host.job.as_mut().and_then(|job| job.work.ingredients.get_mut(index)) {
            ingredient.store = store;
        }
    });
}

/// Begins to sign the file that was looked into.
#[unsafe(no_mangle)]
pub extern "C" fn begin() -> i32 {
    answer(|host| {
        let job = host.job.take().ok_or_else(out_of_order)?;
        let layout = host.finder.take().ok_or_else(out_of_order)?.layout();
        let signing = Signing::begin(&job.work, &job.certificates()?, &layout, &job.names())?;
        host.pieces = signing.pieces();
        host.signing = Some(signing);
        Ok(Vec::new())
    })
}

/// How many pieces the signed file has.
#[unsafe(no_mangle)]
pub extern "C" fn pieces() -> usize {
    HOST.with(|host| host.pieces.len())
}

/// What a piece is: 0 new, 1 of the original, 2 room for the manifest, -1 none.
#[unsafe(no_mangle)]
pub extern "C" fn piece_kind(index: usize) -> i32 {
    HOST.with(|host| match host.pieces.get(index) {
        Some(Piece::New(_)) => 0,
        Some(Piece::Original(_)) => 1,
        Some(Piece::Store(_)) => 2,
        None => -1,
    })
}

fn original(index: usize, end: bool) -> f64 {
    HOST.with(|host| match host.pieces.get(index) {
        Some(Piece::Original(range)) => (if end { range.end } else { range.start }) as f64,
        _ => -1.0,
    })
}

/// Where a piece begins in the original.
#[unsafe(no_mangle)]
pub extern "C" fn piece_start(index: usize) -> f64 {
    original(index, false)
}

/// Where a piece ends in the original.
#[unsafe(no_mangle)]
pub extern "C" fn piece_end(index: usize) -> f64 {
    original(index, true)
}

/// Puts new bytes into the outbox, and hashes them.
#[unsafe(no_mangle)]
pub extern "C" fn piece(index: usize) -> i32 {
    answer(|host| match (host.pieces.get(index), &mut host.signing) {
        (Some(Piece::New(bytes)), Some(signing)) => {
            signing.update(bytes);
            Ok(bytes.clone())
        }
        _ => Err(out_of_order()),
    })
}

/// Hashes the inbox. Its room is kept for the next bytes.
#[unsafe(no_mangle)]
pub extern "C" fn update() {
    HOST.with(|host| {
        if let Some(signing) = &mut host.signing {
            INBOX.with(|bytes| signing.update(bytes));
        }
    });
}

/// Puts what is to be signed into the outbox.
#[unsafe(no_mangle)]
pub extern "C" fn message() -> i32 {
    answer(|host| Ok(host.signing.as_mut().ok_or_else(out_of_order)?.to_be_signed()))
}

/// Takes the signature and puts what fills the room into the outbox.
#[unsafe(no_mangle)]
pub extern "C" fn seal() -> i32 {
    answer(|host| host.signing.as_ref().ok_or_else(out_of_order)?.finish(&inbox()))
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
