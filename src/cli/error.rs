//! Why a command failed, in one sentence that names the file, the reason and the remedy.

use std::fmt;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use studio::text::{Locale, Message};

/// Why a command failed.
#[derive(Debug, PartialEq)]
pub enum CliError {
    /// It was used wrongly; with what is wrong.
    Usage(String),
    /// It could not be done.
    Failed(Message),
}

impl CliError {
    /// What the process ends with.
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Usage(_) => ExitCode::from(2),
            Self::Failed(_) => ExitCode::FAILURE,
        }
    }

    /// A file could not be read.
    pub fn read(file: &Path, error: &io::Error) -> Self {
        Self::about(Message::new("cli-error-read"), file, error)
    }

    /// A file could not be written.
    pub fn write(file: &Path, error: &io::Error) -> Self {
        Self::about(Message::new("cli-error-write"), file, error)
    }

    /// Content Credentials could not be written, or do not hold.
    pub fn credentials(file: &Path, error: impl fmt::Display) -> Self {
        Self::about(Message::new("cli-error-credentials"), file, error)
    }

    /// A project file could not be opened.
    pub fn project(file: &Path, error: impl fmt::Display) -> Self {
        Self::about(Message::new("cli-error-project"), file, error)
    }

    /// A WAV file could not be inspected.
    pub fn wav(file: &Path, error: impl fmt::Display) -> Self {
        Self::about(Message::new("cli-error-wav"), file, error)
    }

    /// A ledger was changed, or could not be verified.
    pub fn verify(file: &Path, error: impl fmt::Display) -> Self {
        Self::about(Message::new("cli-error-verify"), file, error)
    }

    /// A sound file says nothing of who made it.
    pub fn undisclosed(file: &Path) -> Self {
        Self::Failed(Message::new("cli-error-undisclosed").with("file", file.display()))
    }

    /// Two files are not of one ledger.
    pub fn unrelated(file: &Path, other: &Path) -> Self {
        Self::Failed(Message::new("cli-error-unrelated").with("file", file.display()).with("other", other.display()))
    }

    /// A project could not be rendered.
    pub fn render(file: &Path, error: impl fmt::Display) -> Self {
        Self::about(Message::new("cli-error-render"), file, error)
    }

    /// No song was composed.
    pub fn compose(error: impl fmt::Display) -> Self {
        Self::Failed(Message::new("cli-error-compose").with("reason", error))
    }

    /// A link could not be opened.
    pub fn link(error: impl fmt::Display) -> Self {
        Self::Failed(Message::new("cli-error-link").with("reason", error))
    }

    /// An archive could not be opened.
    pub fn archive(file: &Path, error: impl fmt::Display) -> Self {
        Self::about(Message::new("cli-error-archive"), file, error)
    }

    /// A release pack is not whole.
    pub fn pack(file: &Path, flaws: usize) -> Self {
        Self::Failed(Message::new("cli-error-pack").with("file", file.display()).with("flaws", flaws))
    }

    /// A pack for sale was asked for, of a song that may not be sold.
    pub fn not_for_sale(file: &Path, error: impl fmt::Display) -> Self {
        Self::about(Message::new("cli-error-pack-refused"), file, error)
    }

    /// The output is the input.
    pub fn same_file(file: &Path) -> Self {
        Self::Failed(Message::new("cli-error-same").with("file", file.display()))
    }

    /// A file that was not named with `-o` is there already.
    pub fn exists(file: &Path) -> Self {
        Self::Failed(Message::new("cli-error-exists").with("file", file.display()))
    }

    fn about(message: Message, file: &Path, reason: impl fmt::Display) -> Self {
        Self::Failed(message.with("file", file.display()).with("reason", reason))
    }
}

impl fmt::Display for CliError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Self::Usage(detail) => Message::new("cli-error-usage").with("detail", detail).text(Locale::English),
            Self::Failed(message) => message.print(Locale::English),
        };
        out.write_str(&text)
    }
}
