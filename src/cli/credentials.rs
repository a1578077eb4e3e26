//! `cowrite identity` and `cowrite sign`, and what `cowrite verify` says of a signature.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::Path;

use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use p256::elliptic_curve::Generate as _;
use p256::pkcs8::{DecodePrivateKey, EncodePrivateKey};
use studio::credentials::Report as Manifest;
use studio::credentials::{
    Chain, CredentialsError, DataHasher, Finder, Layout, LocalNames, Names, Piece, Said, SelfIssued, Signing, find_in,
};
use studio::project::Project;
use studio::release::credentials::work;
use studio::text::Locale;

use crate::assets;
use crate::error::CliError;
use crate::files::{self, Output};
use crate::report::{Found, Report};

/// Bytes of a file that are read at once.
const PIECE: u64 = 1 << 20;

/// What can go wrong between reading and writing.
enum Failure {
    Read(io::Error),
    Write(io::Error),
    Refused(CredentialsError),
}

impl From<CredentialsError> for Failure {
    fn from(error: CredentialsError) -> Self {
        Self::Refused(error)
    }
}

/// Writes a new key and the certificate that it issues to itself.
pub fn identity(path: &Path) -> Result<(), CliError> {
    if path.exists() {
        return Err(CliError::exists(path));
    }
    let now = files::now()?;
    let failed = |error: CredentialsError| CliError::credentials(path, error);
    let (root, key) = (SigningKey::generate(), SigningKey::generate());
    let point = |key: &SigningKey| key.verifying_key().to_sec1_point(false).as_bytes().to_vec();
    let names = LocalNames { serials: [random(), random()], now };
    let issued = SelfIssued::new(&point(&root), &point(&key), &names).map_err(failed)?;
    let [of_root, of_key] =
        [issued.root_to_be_signed(), issued.leaf_to_be_signed()].map(|bytes| sign_with(&root, bytes));
    let certificates = issued.finish(&of_root, &of_key).map_err(failed)?;
    let chain = Chain::new(certificates, now).map_err(failed)?;
    let pkcs8 = key.to_pkcs8_der().map_err(|_| failed(CredentialsError::NoKey))?;
    let text = chain.to_pem(pkcs8.as_bytes());
    files::write_private(path, text.as_bytes())
}

fn sign_with(key: &SigningKey, message: &[u8]) -> Vec<u8> {
    let signature: Signature = key.sign(message);
    signature.to_bytes().to_vec()
}

/// Sixteen random bytes: part of a key that is never used.
fn random() -> [u8; 16] {
    let bytes = SigningKey::generate().to_bytes();
    let mut random = [0; 16];
    random.iter_mut().zip(bytes).for_each(|(place, byte)| *place = byte);
    random
}

/// What signs: a certificate and its key.
struct Identity {
    chain: Chain,
    key: SigningKey,
}

impl Identity {
    fn read(path: &Path, now: u64) -> Result<Self, CliError> {
        let text = String::from_utf8_lossy(&files::read(path)?).into_owned();
        let failed = |error: CredentialsError| CliError::credentials(path, error);
        let (chain, key) = Chain::from_pem(&text, now).map_err(failed)?;
        let key = SigningKey::from_pkcs8_der(&key).map_err(|_| failed(CredentialsError::KeyKind))?;
        let own = key.verifying_key().to_sec1_point(false).as_bytes() == chain.signer().key;
        if own { Ok(Self { chain, key }) } else { Err(failed(CredentialsError::KeyOfAnother)) }
    }
}

/// Signs a sound file that was exported from a project.
pub fn sign(
    path: &Path,
    project: &Path,
    identity: &Path,
    folder: Option<&Path>,
    output: Option<&Path>,
) -> Result<(), CliError> {
    let now = files::now()?;
    let identity = Identity::read(identity, now)?;
    let about = files::read_project(project)?;
    let Output::File(target) = Output::choose(output, || signed_name(path), Some(path))? else {
        return Err(CliError::Usage("sign writes a file, not standard output".to_owned()));
    };
    let failed = |failure| match failure {
        Failure::Read(error) => CliError::read(path, &error),
        Failure::Write(error) => CliError::write(&target, &error),
        Failure::Refused(error) => CliError::credentials(path, error),
    };
    let mut file = File::open(path).map_err(|error| CliError::read(path, &error))?;
    let layout = find(&mut file).map_err(failed)?;
    if Said::of(&layout).ledger_head != Some(about.ledger.head().to_string()) {
        return Err(CliError::unrelated(path, project));
    }
    let work = work(&about, &upstream(&about, folder)?, now);
    let names = Names { manifest: random(), instance: random() };
    let mut signing =
        Signing::begin(&work, &identity.chain, &layout, &names).map_err(|error| CliError::credentials(path, error))?;
    files::write(&target, |out| write_signed(&mut file, out, &mut signing, &identity.key).map_err(failed))
}

fn signed_name(path: &Path) -> String {
    let part = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    format!("{} signed.{}", part(path.file_stem()), part(path.extension()))
}

/// The manifests that a project's recordings came with.
fn upstream(
    project: &Project,
    folder: Option<&Path>,
) -> Result<BTreeMap<studio::provenance::Digest, Vec<u8>>, CliError> {
    let mut stores = BTreeMap::new();
    for asset in project.recordings() {
        let bytes = assets::bytes(asset, folder)?;
        // One that is damaged is told of when the file is imported; the song is signed without it.
        let readable = bytes.and_then(|bytes| find_in(&bytes).ok()?.readable_store());
        stores.extend(readable.map(|store| (asset.digest, store)));
    }
    Ok(stores)
}

fn read_range(file: &mut File, range: Range<u64>) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(range.start)).map_err(Failure::Read)?;
    file.take(range.end - range.start).read_to_end(&mut bytes).map_err(Failure::Read)?;
    Ok(bytes)
}

fn find(file: &mut File) -> Result<Layout, Failure> {
    let mut finder = Finder::new(file.metadata().map_err(Failure::Read)?.len());
    while let Some(wanted) = finder.wants() {
        finder.take(&read_range(file, wanted)?)?;
    }
    Ok(finder.layout())
}

fn write_signed(file: &mut File, out: &mut File, signing: &mut Signing, key: &SigningKey) -> Result<(), Failure> {
    let mut room = 0;
    for piece in signing.pieces() {
        match piece {
            Piece::New(bytes) => {
                signing.update(&bytes);
                out.write_all(&bytes).map_err(Failure::Write)?;
            }
            Piece::Original(range) => {
                for start in (range.start..range.end).step_by(PIECE as usize) {
                    let bytes = read_range(file, start..range.end.min(start + PIECE))?;
                    signing.update(&bytes);
                    out.write_all(&bytes).map_err(Failure::Write)?;
                }
            }
            Piece::Store(length) => {
                room = out.stream_position().map_err(Failure::Write)?;
                out.write_all(&vec![0; length]).map_err(Failure::Write)?;
            }
        }
    }
    let signature = sign_with(key, &signing.to_be_signed());
    let store = signing.finish(&signature)?;
    out.seek(SeekFrom::Start(room)).and_then(|_| out.write_all(&store)).map_err(Failure::Write)
}

/// What the manifest of a sound file says of itself, and why it does not hold; `None` for a file without one.
pub fn examine(path: &Path, bytes: &[u8]) -> Result<Option<(Report, Option<CliError>)>, CliError> {
    let Some(store) = find_in(bytes).ok().and_then(|layout| layout.store) else { return Ok(None) };
    let manifest = match Manifest::of(&store, files::now()?) {
        Ok(manifest) => manifest,
        Err(error) => {
            let report = Report::default().with("state", "damaged");
            return Ok(Some((report, Some(CliError::credentials(path, error)))));
        }
    };
    let whole = manifest.data_hash.clone().map(|wanted| {
        let mut hasher = DataHasher::new(wanted);
        hasher.update(bytes);
        hasher.matches()
    });
    let mut wrong: Vec<String> =
        manifest.findings.iter().map(|finding| finding.message().print(Locale::English)).collect();
    let state = match (whole, manifest.signature_holds) {
        (Some(true), Some(true)) if wrong.is_empty() => "signature valid, signer not on a trust list",
        (Some(false), _) => "the file was changed after it was signed",
        (_, Some(false)) => "the manifest was changed after it was signed",
        (Some(true), Some(true)) => "does not hold",
        _ => "not checked: the hash or the signature is of a kind that is not known here",
    };
    if whole == Some(false) || manifest.signature_holds == Some(false) {
        wrong.insert(0, format!("{state}."));
    }
    let failure = wrong.first().map(|_| CliError::credentials(path, wrong.join(" ")));
    let text = |text: Option<&str>| text.map_or(Found::Nothing, Found::from);
    let signer = manifest.signer.as_ref();
    let report = Report::default()
        .with("state", state)
        .with("signer", text(signer.map(|signer| signer.name.as_str())))
        .with("organisation", text(signer.map(|signer| signer.organisation.as_str())))
        .with("issuer", text(signer.map(|signer| signer.issuer.as_str())))
        .with("made_by", manifest.generator.as_str())
        .with("title", manifest.title.as_str())
        .with("ledger_head", text(manifest.ledger_head.as_deref()))
        .with("manifests_of_recordings", manifest.others);
    Ok(Some((report, failure)))
}
