//! `cowrite render`: a project file to a WAV file, written while it is rendered.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Seek, SeekFrom, Write};
use std::path::Path;

use studio::export::{ExportError, ExportSpec, Exporter};
use studio::release;
use studio::text::{Locale, Message};

use crate::assets;
use crate::error::CliError;
use crate::files::{self, Output};

/// Renders a project file.
pub fn render(path: &Path, spec: ExportSpec, folder: Option<&Path>, output: Option<&Path>) -> Result<(), CliError> {
    let project = files::read_project(path)?;
    let Output::File(target) = Output::choose(output, || release::file_name(&project, spec), Some(path))? else {
        return Err(CliError::Usage("render writes a file, not standard output".to_owned()));
    };
    let recordings = assets::load(&project, folder, spec.sample_rate)?;
    let cover = assets::cover(&project, folder)?;
    let mut exporter = Exporter::with_assets(&release::export_job(&project, spec), recordings, cover)
        .map_err(|error| CliError::render(path, error))?;
    files::write(&target, |file| {
        write_wav(file, &mut exporter, spec.sample_rate).map_err(|failure| match failure {
            Failure::Disk(error) => CliError::write(&target, &error),
            Failure::Render(error) => CliError::render(path, error),
        })
    })
}

enum Failure {
    Disk(io::Error),
    Render(ExportError),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Disk(error)
    }
}

/// Renders a second at a time; the header goes first as a stand-in and is written again at the end.
fn write_wav(file: &mut File, exporter: &mut Exporter, sample_rate: u32) -> Result<(), Failure> {
    let mut out = BufWriter::new(file);
    out.write_all(&exporter.header())?;
    let mut told = Told::default();
    loop {
        let progress = exporter.step(sample_rate as usize).map_err(Failure::Render)?;
        out.write_all(&exporter.take_bytes())?;
        told.tell(progress.part);
        if progress.done {
            break;
        }
    }
    told.clear();
    out.seek(SeekFrom::Start(0))?;
    out.write_all(&exporter.header())?;
    Ok(out.flush()?)
}

/// The progress line, where somebody sees it.
#[derive(Default)]
struct Told {
    percent: Option<u32>,
}

impl Told {
    fn tell(&mut self, part: f32) {
        let percent = (part * 100.0) as u32;
        if self.percent != Some(percent) && io::stderr().is_terminal() {
            let line = Message::new("cli-rendering").with("percent", percent).text(Locale::English);
            // A progress line that cannot be written is no reason to stop.
            let _unwritten = write!(io::stderr(), "\r{line}");
            self.percent = Some(percent);
        }
    }

    fn clear(&self) {
        if self.percent.is_some() {
            let _unwritten = write!(io::stderr(), "\r\u{1b}[K");
        }
    }
}
