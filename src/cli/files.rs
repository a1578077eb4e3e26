//! Reading and writing: whole files, replaced in one move, and never the input.

use std::env;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::time::{SystemTime, UNIX_EPOCH};

use studio::project::{Project, file};

use crate::error::CliError;

/// Where a command writes.
#[derive(Debug, PartialEq)]
pub enum Output {
    /// To standard output.
    Standard,
    /// To a file.
    File(PathBuf),
}

impl Output {
    /// The file after `-o`, or one named after the song, which then must not be there yet. Never the input.
    pub fn choose(
        named: Option<&Path>,
        usual: impl FnOnce() -> String,
        input: Option<&Path>,
    ) -> Result<Self, CliError> {
        let path = match named {
            Some(path) if path == Path::new("-") => return Ok(Self::Standard),
            Some(path) => path.to_owned(),
            None => {
                let path = PathBuf::from(usual());
                if path.exists() {
                    return Err(CliError::exists(&path));
                }
                path
            }
        };
        // A path that does not exist yet cannot be the input's.
        let real = |path: &Path| fs::canonicalize(path).ok();
        let is_input = input.and_then(real).is_some_and(|input| real(&path) == Some(input));
        if is_input { Err(CliError::same_file(&path)) } else { Ok(Self::File(path)) }
    }
}

/// Reads a file.
pub fn read(path: &Path) -> Result<Vec<u8>, CliError> {
    fs::read(path).map_err(|error| CliError::read(path, &error))
}

/// Reads a project file.
pub fn read_project(path: &Path) -> Result<Project, CliError> {
    file::decode(&read(path)?).map_err(|error| CliError::project(path, error))
}

/// Reads all of standard input as text.
pub fn read_standard_input() -> Result<String, CliError> {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).map_err(|error| CliError::read("-".as_ref(), &error))?;
    Ok(text)
}

/// Writes a file beside its place and then moves it there, so that a failure leaves what was there before.
pub fn write(path: &Path, fill: impl FnOnce(&mut File) -> Result<(), CliError>) -> Result<(), CliError> {
    let unfinished = unfinished_name(path);
    let refused = |error| CliError::write(path, &error);
    let written = File::create(&unfinished).map_err(refused).and_then(|mut file| {
        fill(&mut file)?;
        file.sync_all().map_err(refused)
    });
    let moved = written.and_then(|()| fs::rename(&unfinished, path).map_err(refused));
    if moved.is_err() {
        // It may not be there at all; the error that counts is the first one.
        let _gone = fs::remove_file(&unfinished);
    }
    moved
}

/// Writes a file that nobody but its owner may read.
pub fn write_private(path: &Path, bytes: &[u8]) -> Result<(), CliError> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(path).and_then(|mut file| file.write_all(bytes));
    written.map_err(|error| CliError::write(path, &error))
}

/// The name, beside its place, of a file that is not whole yet.
pub fn unfinished_name(path: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.part", process::id()));
    path.with_file_name(name)
}

/// The time in milliseconds since 1970-01-01 UTC: that of `SOURCE_DATE_EPOCH`, where it is set, or the clock's.
///
/// # Errors
/// [`CliError::Usage`] where `SOURCE_DATE_EPOCH` is no number of seconds.
pub fn now() -> Result<u64, CliError> {
    const VARIABLE: &str = "SOURCE_DATE_EPOCH";
    if let Some(value) = env::var_os(VARIABLE) {
        let seconds = value.to_str().and_then(|text| text.parse::<u64>().ok());
        return seconds
            .and_then(|seconds| seconds.checked_mul(1_000))
            .ok_or_else(|| CliError::Usage(format!("{VARIABLE} is not a number of seconds")));
    }
    #[allow(clippy::disallowed_methods, reason = "the command line is a host: it tells the core the time")]
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Ok(u64::try_from(since.as_millis()).unwrap_or(u64::MAX))
}
