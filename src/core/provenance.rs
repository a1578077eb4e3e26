//! Who made what: contributors, their contributions in a hash chain, and what must be disclosed.

mod aspect;
mod authors;
mod contribution;
mod contributor;
mod digest;
mod disclosure;
mod ledger;
mod seal;
mod source_type;
mod whole_percent;

pub use aspect::Aspect;
pub use authors::{AuthorTable, AuthorsId};
pub use contribution::{Contribution, ContributionId, PromptRecord};
pub use contributor::{Contributor, ContributorKind};
pub use digest::Digest;
pub use disclosure::{AspectShares, ContainsAi, Disclosure, Evidence, Share};
pub use ledger::{Entry, Ledger, LedgerError};
pub use seal::{DeviceKey, SIGNATURE_BYTES, Seal, SealClaim};
pub use source_type::SourceType;
pub use whole_percent::WholePercent;
