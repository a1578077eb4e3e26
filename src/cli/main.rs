//! The command-line face of Cowrite: compose, render, score, bundle, pack, inspect, sign, verify, link and open. Every rule
//! lives in the library.

mod arguments;
mod assets;
mod bundle;
mod credentials;
mod error;
mod files;
mod inspect;
mod pack;
mod render;
mod report;
mod score;
mod tags;
mod verify;

use std::io::{self, Write};
use std::process::ExitCode;

use studio::draft;
use studio::project::{Project, file, link};
use studio::release;

use arguments::{Arguments, Command};
use error::CliError;
use files::Output;

fn main() -> ExitCode {
    match Arguments::read().and_then(run) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Where even this cannot be written, the exit code still tells.
            let _unwritten = writeln!(io::stderr(), "cowrite: {error}");
            error.exit_code()
        }
    }
}

fn run(arguments: Arguments) -> Result<(), CliError> {
    let output = arguments.output;
    match arguments.command {
        Command::Help => print(include_str!("help.txt")),
        Command::Version => print(concat!("cowrite ", env!("CARGO_PKG_VERSION"), "\n")),
        Command::Compose { prompt, seed } => {
            let project = draft::song(&prompt, seed, files::now()?).map_err(CliError::compose)?;
            write_project(&project, Output::choose(output.as_deref(), || project_name(&project), None)?)
        }
        Command::Render { project, spec, assets } => {
            render::render(&project, spec, assets.as_deref(), output.as_deref())
        }
        Command::Inspect { file, json } => {
            let report = inspect::inspect(&file)?;
            print(&if json { report.json()? } else { report.lines() })
        }
        Command::Verify { file, other, json } => {
            let found = verify::verify(&file, other.as_deref())?;
            print(&if json { found.report.json()? } else { found.report.lines() })?;
            found.failure.map_or(Ok(()), Err)
        }
        Command::Score { project, kind, assets } => score::write(&project, kind, assets.as_deref(), output.as_deref()),
        Command::Bundle { project, assets } => bundle::write(&project, assets.as_deref(), output.as_deref()),
        Command::Unbundle { file } => bundle::unpack(&file, output.as_deref()),
        Command::Pack { project, choices, assets, locale } => {
            pack::write(&project, &choices, assets.as_deref(), output.as_deref(), locale)
        }
        Command::CheckPack { file, json } => {
            let (report, failure) = pack::check(&file)?;
            print(&if json { report.json()? } else { report.lines() })?;
            failure.map_or(Ok(()), Err)
        }
        Command::Identity { file } => credentials::identity(&file),
        Command::Sign { file, project, identity, assets } => {
            credentials::sign(&file, &project, &identity, assets.as_deref(), output.as_deref())
        }
        Command::Link { project, base } => {
            let project = files::read_project(&project)?;
            print(&format!("{}#{}\n", base.trim_end_matches('#'), link::pack(&project).trim_start_matches('#')))
        }
        Command::Open { link } => {
            let text = if link == "-" { files::read_standard_input()? } else { link };
            let fragment = text.trim().split_once('#').map_or(text.trim(), |(_, fragment)| fragment);
            let project = link::unpack(fragment).map_err(CliError::link)?;
            write_project(&project, Output::choose(output.as_deref(), || project_name(&project), None)?)
        }
    }
}

fn write_project(project: &Project, output: Output) -> Result<(), CliError> {
    write_bytes(&file::encode(project), output)
}

fn write_bytes(bytes: &[u8], output: Output) -> Result<(), CliError> {
    match output {
        Output::Standard => print_bytes(bytes),
        Output::File(path) => {
            files::write(&path, |file| file.write_all(bytes).map_err(|error| CliError::write(&path, &error)))
        }
    }
}

fn project_name(project: &Project) -> String {
    format!("{}.cowrite", release::file_stem(&project.metadata.title))
}

fn print(text: &str) -> Result<(), CliError> {
    print_bytes(text.as_bytes())
}

/// Writes to standard output; a reader that has seen enough, such as `head`, is no error.
fn print_bytes(bytes: &[u8]) -> Result<(), CliError> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(CliError::write("-".as_ref(), &error)),
        _ => Ok(()),
    }
}
