//! `data`: the merged report as JSON, what templates read.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use regionrapport::output::{create_folder, write};
use regionrapport::report::pictures;
use regionrapport::source_files::SourceFiles;
use regionrapport::typeset::{BUILTIN_THEME, builtin_files, builtin_fonts, builtin_template};
use regionrapport::{Failure, Workspace, message};

use super::Outcome;
use super::environment::source_date;
use super::terminal::Terminal;

/// Which report's data to print, or where to write it.
#[derive(Debug, Args)]
pub(super) struct Data {
    /// The report
    #[arg(value_name = "REPORT", add = crate::cli::complete::reports())]
    pub(super) report: String,
    /// Write to a file instead of standard output; to a folder (DIR/), all that the stock typst and
    /// previews of editors need: the data, the words, the templates, the fonts, the pictures
    #[arg(long, short, value_name = "PATH")]
    output: Option<PathBuf>,
}

/// Prints the data of one report, or writes it to a file; to a folder, all files that templates
/// read.
pub(super) fn run(data: &Data, terminal: &Terminal) -> Result<Outcome, Failure> {
    let workspace = Workspace::open(&terminal.settings.root)?.dated(source_date()?);
    let case = workspace.case(&data.report)?;
    let mut findings = workspace.findings();
    findings.extend_from_slice(case.findings());
    let Ok(report) = case.report() else {
        terminal.findings(findings);
        return Ok(Outcome::Findings);
    };
    let files = workspace.resources().virtual_files(&report).json(true);
    let files = files.map_err(|e| {
        Failure::new(message!(
            "kan ikke skrive rapporten som JSON: {e}",
            "cannot write the report as JSON: {e}",
        ))
    })?;
    let (_, whole) = &files[0];
    match &data.output {
        None => {
            terminal.data(whole.as_bytes())?;
            return Ok(terminal.findings_beside_data(findings));
        }
        Some(folder) if folder.is_dir() || folder.to_string_lossy().ends_with(['/', '\\']) => {
            create_folder(folder)?;
            for (name, json) in &files {
                write(&folder.join(name), json.as_bytes())?;
            }
            // In the project's own folder, a built-in file would become the project's own.
            let root = workspace.project().root();
            if folder.canonicalize().is_ok_and(|folder| folder != root) {
                let loaded = case.loaded().map(|loaded| pictures(loaded)).unwrap_or_default();
                fill(folder, &SourceFiles::of(root)?, &loaded)?;
            }
        }
        Some(file) => write(file, whole.as_bytes())?,
    }
    Ok(terminal.findings(findings))
}

/// Fills a folder with what templates import and show: the project's own files, those in folders as links so
/// that what is changed in them shows at once, and the built-in ones beside them.
fn fill(folder: &Path, source: &SourceFiles, pictures: &[String]) -> Result<(), Failure> {
    for path in builtin_files() {
        let target = folder.join("templates").join(path);
        write_new(&target, builtin_template(path).unwrap_or_default())?;
    }
    let theme = builtin_template(BUILTIN_THEME).unwrap_or_default();
    write_new(&folder.join("templates").join(BUILTIN_THEME), theme)?;
    for (name, bytes) in builtin_fonts() {
        write_new(&folder.join("fonts").join(name), bytes)?;
    }
    let own = ["templates", "fonts"].into_iter().flat_map(|part| source.files_below(part.as_ref()));
    let own = own.filter_map(|(path, state)| state.is_ok().then_some(path));
    let shown = pictures.iter().map(|path| source.root().join(path.trim_start_matches('/')));
    for path in own.chain(shown) {
        let Ok(below) = path.strip_prefix(source.root()) else { continue };
        // Typst refuses a main file that is a link out of its root.
        if below.starts_with("templates") && below.components().count() == 2 {
            let bytes = fs::read(&path);
            let action = message!("lese", "read");
            write_new(&folder.join(below), &bytes.map_err(|e| Failure::io(&action, &path, &e))?)?;
        } else {
            link(&path, &folder.join(below))?;
        }
    }
    Ok(())
}

/// Writes a built-in file in place of whatever stands there, and never through a link.
fn write_new(target: &Path, bytes: &[u8]) -> Result<(), Failure> {
    remove_link(target);
    write(target, bytes)
}

/// Removes a link of an earlier run.
fn remove_link(target: &Path) {
    if target.symlink_metadata().is_ok_and(|metadata| metadata.is_symlink()) {
        let _ = fs::remove_file(target);
    }
}

/// Makes a link to a file; a copy, where the system has no links for everybody.
fn link(file: &Path, target: &Path) -> Result<(), Failure> {
    let action = message!("lage", "make");
    let failure = |e: std::io::Error| Failure::io(&action, target, &e);
    if let Some(folder) = target.parent() {
        create_folder(folder)?;
    }
    if target.symlink_metadata().is_ok() {
        fs::remove_file(target).map_err(failure)?;
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink(file, target).map_err(failure)?;
    #[cfg(not(unix))]
    fs::copy(file, target).map(drop).map_err(failure)?;
    Ok(())
}
