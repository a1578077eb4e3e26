//! `cowrite pack` and `cowrite check-pack`: the release pack, made and looked through.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use studio::archive::{Archive, Content};
use studio::bundle::Bundle;
use studio::export::Exporter;
use studio::release;
use studio::release::pack::{
    self, Choices, Desk, Entry, LeftOut, Maker, Plan, Summed, Version, Written, closing, paper,
};
use studio::text::Locale;

use crate::error::CliError;
use crate::files::{self, Output};
use crate::report::{Found, Report};
use crate::{assets, bundle, render};

/// How many bytes of a file are looked at together.
const CHUNK: usize = 1 << 16;

/// Writes the release pack of a project.
pub fn write(
    path: &Path,
    choices: &Choices,
    folder: Option<&Path>,
    output: Option<&Path>,
    locale: Locale,
) -> Result<(), CliError> {
    let bundle = bundle::read(path, folder)?;
    let name = || format!("{} - release pack.zip", release::file_stem(&bundle.project.metadata.title));
    let Output::File(target) = Output::choose(output, name, Some(path))? else {
        return Err(CliError::Usage("pack writes a file, not standard output".to_owned()));
    };
    let mut plan = pack::plan(&bundle.project, choices).map_err(|error| CliError::not_for_sale(path, error))?;
    let cover = assets::cover_of(&bundle);
    if cover.is_none() {
        plan.leave_out_cover();
    }
    note_silence(&bundle, &mut plan);
    let evidence = bundle::evidence(&bundle);
    let desk = Desk::new(&bundle.project, &plan, &evidence, &bundle.assets, locale);
    files::write(&target, |file| {
        let mut zip = Zip { file, target: &target, archive: Archive::default(), written: Vec::new() };
        for entry in &plan.entries {
            match &entry.maker {
                Maker::Sound { version, format } => {
                    let job = pack::sound_job(&bundle.project, *version, *format, choices.sample_rate);
                    let recordings = assets::decoded(&bundle, job.spec.sample_rate);
                    let cover = cover.clone().filter(|_| *version != Version::Stems);
                    let mut exporter = Exporter::with_assets(&job, recordings, cover)
                        .map_err(|error| CliError::render(path, error))?;
                    zip.sound(entry, |file, part| render::write(file, &mut exporter, job.spec, (path, part)))?;
                }
                Maker::Cover => zip.put(&entry.path, cover.as_deref().unwrap_or_default())?,
                Maker::Paper(kind) => zip.put(&entry.path, &paper(&desk, *kind))?,
            }
        }
        for (name, content) in closing(&bundle.project, &plan, choices, &zip.written.clone(), locale) {
            zip.put(&name, &content)?;
        }
        zip.end()
    })
}

/// Says in the pack which recordings are silent in it.
fn note_silence(bundle: &Bundle, plan: &mut Plan) {
    let recordings = bundle.project.recordings();
    let missing = recordings.iter().filter(|asset| !bundle.assets.contains_key(&asset.digest));
    let names: Vec<&str> = missing.map(|asset| asset.name.as_str()).collect();
    if !names.is_empty() {
        plan.left_out.push(LeftOut::Recordings(names.join(", ")));
    }
}

/// An archive in the making.
struct Zip<'a> {
    file: &'a mut File,
    target: &'a Path,
    archive: Archive,
    written: Vec<Written>,
}

/// A file beside the archive, which goes when this does.
struct Part(PathBuf);

impl Drop for Part {
    fn drop(&mut self) {
        // What cannot be removed is left; the archive is whole without it.
        let _left = fs::remove_file(&self.0);
    }
}

impl Zip<'_> {
    fn refused(&self, error: &io::Error) -> CliError {
        CliError::write(self.target, error)
    }

    fn begin(&mut self, name: &str, content: &Content) -> Result<(), CliError> {
        let header = self.archive.entry(name, content).map_err(|error| CliError::archive(self.target, error))?;
        self.file.write_all(&header).map_err(|error| self.refused(&error))
    }

    /// Adds a file that is in memory.
    fn put(&mut self, name: &str, content: &[u8]) -> Result<(), CliError> {
        self.begin(name, &Content::of(content))?;
        self.file.write_all(content).map_err(|error| self.refused(&error))?;
        self.written.push(Written::of(name, content));
        Ok(())
    }

    /// Adds a file that is made beside the archive first: its length is known only then.
    fn sound(
        &mut self,
        entry: &Entry,
        make: impl FnOnce(&mut File, &Path) -> Result<(), CliError>,
    ) -> Result<(), CliError> {
        let mut name = files::unfinished_name(self.target).into_os_string();
        name.push("-sound");
        let part = Part(PathBuf::from(name));
        let mut made = File::create(&part.0).map_err(|error| self.refused(&error))?;
        make(&mut made, &part.0)?;
        let sums = looked_at(&part.0).map_err(|error| self.refused(&error))?;
        let (content, written) = sums.finish(&entry.path);
        self.begin(&entry.path, &content)?;
        let copied = File::open(&part.0).and_then(|mut part| io::copy(&mut part, self.file));
        copied.map_err(|error| self.refused(&error))?;
        self.written.push(written);
        Ok(())
    }

    fn end(self) -> Result<(), CliError> {
        let refused = |error| CliError::write(self.target, &error);
        self.file.write_all(&self.archive.end()).map_err(refused)
    }
}

/// The length and the sums of a file.
fn looked_at(path: &Path) -> io::Result<Summed> {
    let (mut file, mut sums, mut chunk) = (File::open(path)?, Summed::default(), vec![0; CHUNK]);
    loop {
        match file.read(&mut chunk)? {
            0 => return Ok(sums),
            count => sums.add(&chunk[..count]),
        }
    }
}

/// What was found in a release pack, and that it is not whole, where it is not.
pub fn check(path: &Path) -> Result<(Report, Option<CliError>), CliError> {
    let checked = pack::check(&files::read(path)?).map_err(|error| CliError::archive(path, error))?;
    let flaws: Found = checked.flaws.iter().map(|flaw| flaw.message().print(Locale::English)).collect();
    let left_out: Found = checked.left_out.iter().map(|left_out| left_out.words(Locale::English)).collect();
    let report = Report::default()
        .with("file", path.display().to_string())
        .with("files", checked.files)
        .with("whole", checked.flaws.is_empty())
        .with("flaws", flaws)
        .with("left_out", left_out);
    let failure = (!checked.flaws.is_empty()).then(|| CliError::pack(path, checked.flaws.len()));
    Ok((report, failure))
}
