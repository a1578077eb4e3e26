//! Content Credentials: the signed manifest that a sound file carries about its making (C2PA 2.2), written and read.
//!
//! Nothing here signs, waits or draws a number. Making a manifest is three questions to whoever calls: the bytes of the
//! file, piece by piece; a few random names; and the signature over the bytes of [`Signing::to_be_signed`], by a key that
//! this module never sees. Where the manifest goes is found by a [`Finder`], which asks for the parts of the file it
//! needs, so that no file is ever in memory whole.
//!
//! A signature says that the file has not changed since it was signed. Whose key it was is another question, which only
//! a trust list answers; nothing here says "verified".

mod assertions;
mod cbor;
mod certificate;
mod chain;
mod container;
mod cose;
mod data_hash;
mod der;
mod error;
mod id3;
mod job;
mod jumbf;
mod mp4;
mod pem;
mod report;
mod said;
mod signing;
mod store;
mod when;
mod work;

pub use certificate::{LocalNames, SelfIssued};
pub use chain::{Chain, Signer};
pub use container::{Container, Finder, Layout, find_in};
pub use data_hash::{DataHash, DataHasher};
pub use error::CredentialsError;
pub use job::{Certified, SignJob};
pub use report::{Finding, Report};
pub use said::{Said, Statement};
pub use signing::{Names, Piece, Signing, sign_to_vec};
pub use work::{Deed, Ingredient, LedgerMark, Region, Software, Work};

/// The most bytes of a manifest store that is read or written.
pub const MOST_STORE_BYTES: usize = 16 << 20;
