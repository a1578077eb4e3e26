//! `cowrite render`: a project file to a sound file or an archive of stems, written while it is rendered.

use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use studio::export::{ExportError, ExportScope, ExportSpec, Exporter};
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
    files::write(&target, |file| write(file, &mut exporter, spec, (path, &target)))
}

/// Writes what an exporter makes of a project file into the file at the target.
pub fn write(
    file: &mut File,
    exporter: &mut Exporter,
    spec: ExportSpec,
    (project, target): (&Path, &Path),
) -> Result<(), CliError> {
    let written = match spec.scope {
        ExportScope::Song => write_song(file, exporter, spec.sample_rate),
        ExportScope::Stems => write_stems(file, exporter, spec.sample_rate, target),
    };
    written.map_err(|failure| match failure {
        Failure::Disk(error) => CliError::write(target, &error),
        Failure::Render(error) => CliError::render(project, error),
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

impl From<ExportError> for Failure {
    fn from(error: ExportError) -> Self {
        Self::Render(error)
    }
}

/// Renders a second at a time and has what was made taken after each.
fn run(
    exporter: &mut Exporter,
    sample_rate: u32,
    mut take: impl FnMut(&mut Exporter) -> io::Result<()>,
) -> Result<(), Failure> {
    let mut told = Told::default();
    loop {
        let progress = exporter.step(sample_rate as usize)?;
        take(exporter)?;
        told.tell(progress.part);
        if progress.done {
            told.clear();
            return Ok(());
        }
    }
}

/// The header goes first as a stand-in and is written again at the end.
fn write_song(file: &mut File, exporter: &mut Exporter, sample_rate: u32) -> Result<(), Failure> {
    let mut out = BufWriter::new(file);
    out.write_all(&exporter.binding()?.before.concat())?;
    run(exporter, sample_rate, |exporter| out.write_all(&exporter.take_bytes(0)))?;
    out.seek(SeekFrom::Start(0))?;
    out.write_all(&exporter.binding()?.before.concat())?;
    Ok(out.flush()?)
}

/// Stems that are being made, in files beside the archive, which go when this does.
struct Parts(Vec<(PathBuf, BufWriter<File>)>);

impl Drop for Parts {
    fn drop(&mut self) {
        for (path, _) in &self.0 {
            // What cannot be removed is left; the archive is whole without it.
            let _left = fs::remove_file(path);
        }
    }
}

impl Parts {
    fn beside(target: &Path, count: usize) -> io::Result<Self> {
        let mut parts = Self(Vec::with_capacity(count));
        for number in 0..count {
            let mut name = files::unfinished_name(target).into_os_string();
            name.push(format!("-{number}"));
            let path = PathBuf::from(name);
            let file = File::create_new(&path)?;
            parts.0.push((path, BufWriter::new(file)));
        }
        Ok(parts)
    }
}

/// All stems are made at once, each into a file of its own, and then put into the archive one after another.
fn write_stems(file: &mut File, exporter: &mut Exporter, sample_rate: u32, target: &Path) -> Result<(), Failure> {
    let mut parts = Parts::beside(target, exporter.files())?;
    run(exporter, sample_rate, |exporter| {
        let write =
            |(number, (_, out)): (usize, &mut (_, BufWriter<File>))| out.write_all(&exporter.take_bytes(number));
        parts.0.iter_mut().enumerate().try_for_each(write)
    })?;
    let binding = exporter.binding()?;
    let mut out = BufWriter::new(file);
    for ((path, part), before) in parts.0.iter_mut().zip(binding.before) {
        part.flush()?;
        out.write_all(&before)?;
        io::copy(&mut File::open(path)?, &mut out)?;
    }
    out.write_all(&binding.after)?;
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
