//! What was asked on the command line.

use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::{Arg, Parser, ValueExt};
use studio::export::{ChinaLabels, ExportFormat, ExportScope, ExportSpec, FileKind};
use studio::interchange::ScoreFile;
use studio::release::gate::Purpose;
use studio::release::pack::Choices;
use studio::text::Locale;

use crate::error::CliError;

/// What was asked.
#[derive(Debug, PartialEq)]
pub enum Command {
    /// Print how it is used.
    Help,
    /// Print the version.
    Version,
    /// Compose a song.
    Compose { prompt: String, seed: u64 },
    /// Render a project file.
    Render { project: PathBuf, spec: ExportSpec, assets: Option<PathBuf> },
    /// Say what is in a file.
    Inspect { file: PathBuf, json: bool },
    /// Say whether a ledger was changed, and whether another file belongs to it.
    Verify { file: PathBuf, other: Option<PathBuf>, json: bool },
    /// Write a project as a file that other music programs read.
    Score { project: PathBuf, kind: ScoreKind, assets: Option<PathBuf> },
    /// Write a project with its recordings into one archive.
    Bundle { project: PathBuf, assets: Option<PathBuf> },
    /// Unpack such an archive into a folder.
    Unbundle { file: PathBuf },
    /// Write a release pack.
    Pack { project: PathBuf, choices: Choices, assets: Option<PathBuf>, locale: Locale },
    /// Say what is missing from a release pack.
    CheckPack { file: PathBuf, json: bool },
    /// Write a new key with the certificate that it issues to itself.
    Identity { file: PathBuf },
    /// Sign a sound file that was exported from a project.
    Sign { file: PathBuf, project: PathBuf, identity: PathBuf, assets: Option<PathBuf> },
    /// Print the link of a project file.
    Link { project: PathBuf, base: String },
    /// Write the project of a link.
    Open { link: String },
}

/// What a project is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScoreKind {
    /// One of the score files.
    File(ScoreFile),
    /// A cue sheet.
    CueSheet,
    /// The words alone.
    Words,
}

impl ScoreKind {
    const NAMES: [(&'static str, Self); 7] = [
        ("midi", Self::File(ScoreFile::Midi)),
        ("musicxml", Self::File(ScoreFile::MusicXml)),
        ("dawproject", Self::File(ScoreFile::DawProject)),
        ("lrc", Self::File(ScoreFile::Lrc)),
        ("srt", Self::File(ScoreFile::Srt)),
        ("cue", Self::CueSheet),
        ("words", Self::Words),
    ];

    /// What the name of its file ends in, with the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::File(file) => file.extension(),
            Self::CueSheet => ".cue",
            Self::Words => ".txt",
        }
    }
}

/// What was asked, and where it shall be written.
#[derive(Debug, PartialEq)]
pub struct Arguments {
    /// What was asked.
    pub command: Command,
    /// The file after `-o`.
    pub output: Option<PathBuf>,
}

/// Every option with its value, before it is known which of them the command takes.
#[derive(Default)]
struct Given {
    words: Vec<OsString>,
    output: Option<PathBuf>,
    seed: Option<u64>,
    format: Option<ExportFormat>,
    rate: Option<u32>,
    stems: bool,
    china: ChinaLabels,
    base: Option<String>,
    assets: Option<PathBuf>,
    project: Option<PathBuf>,
    identity: Option<PathBuf>,
    json: bool,
    kind: Option<ScoreKind>,
    masters: Vec<ExportFormat>,
    no_stems: bool,
    purpose: Option<Purpose>,
    locale: Option<Locale>,
}

impl Arguments {
    /// The arguments of this process.
    ///
    /// # Errors
    /// [`CliError::Usage`] with what is wrong with them.
    pub fn read() -> Result<Self, CliError> {
        parse(Parser::from_env())
    }
}

fn parse(mut parser: Parser) -> Result<Arguments, CliError> {
    let mut given = Given::default();
    while let Some(argument) = parser.next().map_err(usage)? {
        match argument {
            Arg::Short('h') | Arg::Long("help") => return Ok(Arguments { command: Command::Help, output: None }),
            Arg::Short('V') | Arg::Long("version") => {
                return Ok(Arguments { command: Command::Version, output: None });
            }
            Arg::Short('o') | Arg::Long("output") => given.output = Some(parser.value().map_err(usage)?.into()),
            Arg::Long("seed") => given.seed = Some(parser.value().and_then(|value| value.parse()).map_err(usage)?),
            Arg::Long("rate") => given.rate = Some(parser.value().and_then(|value| value.parse()).map_err(usage)?),
            Arg::Long("format") => given.format = Some(format_named(&text(&mut parser)?)?),
            Arg::Long("stems") => given.stems = true,
            Arg::Long("china-tag") => given.china.tag = true,
            Arg::Long("china-rhythm") => given.china.rhythm = true,
            Arg::Long("base") => given.base = Some(text(&mut parser)?),
            Arg::Long("assets") => given.assets = Some(parser.value().map_err(usage)?.into()),
            Arg::Long("project") => given.project = Some(parser.value().map_err(usage)?.into()),
            Arg::Long("identity") => given.identity = Some(parser.value().map_err(usage)?.into()),
            Arg::Long("json") => given.json = true,
            Arg::Long("as") => given.kind = Some(kind_named(&text(&mut parser)?)?),
            Arg::Long("masters") => {
                given.masters = text(&mut parser)?.split(',').map(format_named).collect::<Result<_, _>>()?;
            }
            Arg::Long("no-stems") => given.no_stems = true,
            Arg::Long("purpose") => given.purpose = Some(purpose_named(&text(&mut parser)?)?),
            Arg::Long("language") => given.locale = Some(language_named(&text(&mut parser)?)?),
            Arg::Value(word) => given.words.push(word),
            other => return Err(usage(other.unexpected())),
        }
    }
    given.into_arguments()
}

impl Given {
    fn into_arguments(mut self) -> Result<Arguments, CliError> {
        if self.words.is_empty() {
            return Err(CliError::Usage("no command was given".to_owned()));
        }
        let name = self.words.remove(0).string().map_err(usage)?;
        let needed = match name.as_str() {
            "compose" => "a prompt",
            "render" | "link" | "score" | "bundle" | "pack" => "a project file",
            "inspect" | "verify" | "identity" => "a file",
            "sign" => "a sound file",
            "unbundle" => "a project saved with its recordings",
            "check-pack" => "a release pack",
            "open" => "a link",
            other => return Err(CliError::Usage(format!("there is no command '{other}'"))),
        };
        self.refuse_what_does_not_belong(&name)?;
        if name == "verify" && self.words.len() > 2 {
            return Err(CliError::Usage("verify takes a file, and one more to compare it with".to_owned()));
        }
        let other = if name == "verify" && self.words.len() == 2 { self.words.pop() } else { None };
        if self.words.len() > 1 {
            let hint = if name == "compose" { "; put the prompt in quotation marks" } else { "" };
            return Err(CliError::Usage(format!("{name} takes {needed} and no more{hint}")));
        }
        let word = self.words.pop().ok_or_else(|| CliError::Usage(format!("{name} needs {needed}")))?;
        let usual = ExportSpec::default();
        let command = match name.as_str() {
            "compose" => Command::Compose { prompt: word.string().map_err(usage)?, seed: self.seed.unwrap_or(1) },
            "render" => {
                let spec = ExportSpec {
                    format: self.format.unwrap_or(usual.format),
                    sample_rate: self.rate.unwrap_or(usual.sample_rate),
                    scope: if self.stems { ExportScope::Stems } else { ExportScope::Song },
                    china: self.china,
                };
                Command::Render { project: word.into(), spec, assets: self.assets }
            }
            "inspect" => Command::Inspect { file: word.into(), json: self.json },
            "verify" => Command::Verify { file: word.into(), other: other.map(Into::into), json: self.json },
            "score" => {
                let kind = self.kind.ok_or_else(|| CliError::Usage("score needs --as".to_owned()))?;
                Command::Score { project: word.into(), kind, assets: self.assets }
            }
            "bundle" => Command::Bundle { project: word.into(), assets: self.assets },
            "unbundle" => Command::Unbundle { file: word.into() },
            "pack" => self.pack(word.into()),
            "check-pack" => Command::CheckPack { file: word.into(), json: self.json },
            "identity" => Command::Identity { file: word.into() },
            "sign" => Command::Sign {
                file: word.into(),
                project: self.project.ok_or_else(|| missing("--project", "the project the file was exported from"))?,
                identity: self.identity.ok_or_else(|| missing("--identity", "a certificate with its key"))?,
                assets: self.assets,
            },
            "link" => Command::Link { project: word.into(), base: self.base.unwrap_or_default() },
            _ => Command::Open { link: word.string().map_err(usage)? },
        };
        Ok(Arguments { command, output: self.output })
    }

    fn pack(&mut self, project: PathBuf) -> Command {
        let usual = Choices::default();
        let masters = std::mem::take(&mut self.masters);
        let choices = Choices {
            masters: if masters.is_empty() { usual.masters } else { masters },
            sample_rate: self.rate.unwrap_or(usual.sample_rate),
            stems: !self.no_stems,
            purpose: self.purpose.unwrap_or_default(),
        };
        let locale = self.locale.unwrap_or_default();
        Command::Pack { project, choices, assets: self.assets.take(), locale }
    }

    fn refuse_what_does_not_belong(&self, name: &str) -> Result<(), CliError> {
        let options = [
            (
                self.output.is_some(),
                "-o",
                ["compose", "render", "sign", "open", "score", "bundle", "unbundle", "pack"].as_slice(),
            ),
            (self.seed.is_some(), "--seed", &["compose"]),
            (self.format.is_some(), "--format", &["render"]),
            (self.rate.is_some(), "--rate", &["render", "pack"]),
            (self.stems, "--stems", &["render"]),
            (self.china.tag, "--china-tag", &["render"]),
            (self.china.rhythm, "--china-rhythm", &["render"]),
            (self.base.is_some(), "--base", &["link"]),
            (self.assets.is_some(), "--assets", &["render", "sign", "score", "bundle", "pack"]),
            (self.project.is_some(), "--project", &["sign"]),
            (self.identity.is_some(), "--identity", &["sign"]),
            (self.json, "--json", &["inspect", "verify", "check-pack"]),
            (self.kind.is_some(), "--as", &["score"]),
            (!self.masters.is_empty(), "--masters", &["pack"]),
            (self.no_stems, "--no-stems", &["pack"]),
            (self.purpose.is_some(), "--purpose", &["pack"]),
            (self.locale.is_some(), "--language", &["pack"]),
        ];
        match options.iter().find(|(given, _, takers)| *given && !takers.contains(&name)) {
            Some((_, option, _)) => Err(CliError::Usage(format!("{name} takes no {option}"))),
            None => Ok(()),
        }
    }
}

/// The format of a code such as `mp3-320`, or the usual one of a kind such as `mp3`.
fn format_named(name: &str) -> Result<ExportFormat, CliError> {
    let kind = FileKind::ALL.into_iter().find(|kind| kind.extension().strip_prefix('.') == Some(name));
    let found = ExportFormat::ALL.into_iter().find(|format| format.code() == name);
    kind.map(ExportFormat::usual).or(found).ok_or_else(|| {
        let known: Vec<String> = ExportFormat::ALL.iter().map(|format| format.code()).collect();
        CliError::Usage(format!("there is no format '{name}'; there are {}", known.join(", ")))
    })
}

fn kind_named(name: &str) -> Result<ScoreKind, CliError> {
    ScoreKind::NAMES.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind).ok_or_else(|| {
        let known = ScoreKind::NAMES.map(|(known, _)| known).join(", ");
        CliError::Usage(format!("there is no score file '{name}'; there are {known}"))
    })
}

fn purpose_named(name: &str) -> Result<Purpose, CliError> {
    match name {
        "sale" => Ok(Purpose::Sale),
        "review" => Ok(Purpose::Review),
        _ => Err(CliError::Usage(format!("there is no purpose '{name}'; there are sale and review"))),
    }
}

fn language_named(tag: &str) -> Result<Locale, CliError> {
    Locale::ALL.into_iter().find(|locale| locale.tag() == tag).ok_or_else(|| {
        let known = Locale::ALL.map(Locale::tag).join(" and ");
        CliError::Usage(format!("there is no language '{tag}'; there are {known}"))
    })
}

/// The value of the option that was just read, as text.
fn text(parser: &mut Parser) -> Result<String, CliError> {
    parser.value().and_then(|value| value.string()).map_err(usage)
}

fn missing(option: &str, what: &str) -> CliError {
    CliError::Usage(format!("sign needs {option} with {what}"))
}

fn usage(error: lexopt::Error) -> CliError {
    CliError::Usage(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &[&str]) -> Result<Arguments, String> {
        parse(Parser::from_args(line)).map_err(|error| error.to_string())
    }

    #[test]
    fn options_may_stand_anywhere() {
        let spec = ExportSpec::song(ExportFormat::Wav16, 44_100);
        let command = Command::Render { project: "a.cowrite".into(), spec, assets: Some("sounds".into()) };
        let wanted = Arguments { command, output: Some("b.wav".into()) };
        let line = ["render", "a.cowrite", "-o", "b.wav", "--format=wav16", "--assets", "sounds", "--rate", "44100"];
        assert_eq!(read(&line), Ok(wanted));
        let line = ["render", "a.cowrite", "--format", "flac", "--stems", "--china-tag"];
        let stems = read(&line).unwrap().command;
        let Command::Render { spec, .. } = stems else { panic!("{stems:?}") };
        assert_eq!((spec.format, spec.scope), (ExportFormat::Flac24, ExportScope::Stems));
        assert_eq!(spec.china, ChinaLabels { tag: true, rhythm: false });
        let compose = read(&["--seed", "7", "compose", "a song"]).unwrap();
        assert_eq!(compose.command, Command::Compose { prompt: "a song".to_owned(), seed: 7 });
        let verify = Command::Verify { file: "a.wav".into(), other: Some("b.cowrite".into()), json: true };
        assert_eq!(read(&["verify", "a.wav", "--json", "b.cowrite"]).unwrap().command, verify);
        let pack =
            read(&["pack", "a.cowrite", "--masters", "flac,mp3-320", "--no-stems", "--language", "zh-CN"]).unwrap();
        let Command::Pack { choices, locale, .. } = pack.command else { panic!("{pack:?}") };
        assert_eq!((choices.masters.len(), choices.stems, locale), (2, false, Locale::SimplifiedChinese));
        assert_eq!(read(&["inspect", "--help"]).unwrap().command, Command::Help);
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (line, part) in [
            (vec![], "no command"),
            (vec!["sing"], "there is no command 'sing'"),
            (vec!["verify"], "verify needs a file"),
            (vec!["verify", "a", "b", "c"], "one more to compare it with"),
            (vec!["compose"], "compose needs a prompt"),
            (vec!["compose", "a", "song"], "quotation marks"),
            (vec!["sign", "a.wav", "--identity", "me.pem"], "sign needs --project"),
            (vec!["render", "a", "--identity", "me.pem"], "render takes no --identity"),
            (vec!["compose", "a", "--rate", "44100"], "compose takes no --rate"),
            (vec!["render", "a", "--format", "mp4"], "there is no format 'mp4'"),
            (vec!["compose", "a", "--stems"], "compose takes no --stems"),
            (vec!["compose", "a", "--seed", "x"], "x"),
            (vec!["link", "a", "--what"], "--what"),
            (vec!["score", "a"], "score needs --as"),
            (vec!["score", "a", "--as", "pdf"], "there are midi, musicxml"),
            (vec!["pack", "a", "--masters", "wav24,mp9"], "there is no format 'mp9'"),
            (vec!["pack", "a", "--language", "tlh"], "there are en and zh-CN"),
            (vec!["pack", "a", "--purpose", "fun"], "there are sale and review"),
            (vec!["bundle", "a", "--no-stems"], "bundle takes no --no-stems"),
        ] {
            let said = read(&line).unwrap_err();
            assert!(said.contains(part) && said.contains("cowrite --help"), "{line:?}: {said}");
        }
    }
}
