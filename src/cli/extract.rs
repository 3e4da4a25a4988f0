//! `extract`: the data that is attached to a report, as the files of a project.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use regionrapport::Failure;
use regionrapport::attachments::{AttachedFile, attached_files};
use regionrapport::output::create_inside;
use regionrapport::source_files::SourceFiles;

use super::Outcome;
use super::terminal::Terminal;

/// The most bytes of a PDF that is read.
const MAX_SIZE: u64 = 500_000_000;

/// What to extract, and where to put it.
#[derive(Debug, Args)]
pub(super) struct Extract {
    /// The report
    #[arg(value_name = "FILE.pdf")]
    pub(super) file: PathBuf,
    /// The folder to write to, which is made if it is not there; no file in it is replaced
    #[arg(long, short, value_name = "DIR")]
    output: PathBuf,
}

/// Writes the files that are attached to a PDF: all of them, or none.
pub(super) fn run(extract: &Extract, terminal: &Terminal) -> Result<Outcome, Failure> {
    let Extract { file, output } = extract;
    let size = fs::metadata(file).map_err(|e| Failure::io("read", file, &e))?.len();
    if size > MAX_SIZE {
        let message = format!("{} has more than {MAX_SIZE} bytes", file.display());
        return Err(Failure::new(message).hint("name a report that this program has made"));
    }
    let bytes = fs::read(file).map_err(|e| Failure::io("read", file, &e))?;
    let files = attached_files(bytes).ok_or_else(|| {
        Failure::new(format!("{} is no PDF that can be read", file.display()))
            .hint("get the file again from where it came")
    })?;
    if files.is_empty() {
        let message = format!("no files are attached to {}", file.display());
        return Err(Failure::new(message).hint(
            "a programme with «pdf: { legg_ved_data: ja }» attaches the data to its reports",
        ));
    }
    let contents = contents(&files)?;
    fs::create_dir_all(output).map_err(|e| Failure::io("make the folder", output, &e))?;
    let root = output.canonicalize().map_err(|e| Failure::io("open the folder", output, &e))?;
    let folder = SourceFiles::new(root);
    for (name, _) in &contents {
        let path = output.join(name);
        if fs::symlink_metadata(&path).is_ok() {
            return Err(Failure::new(format!("{} is there already", path.display()))
                .hint("nothing was written; choose an empty folder"));
        }
    }
    for (name, bytes) in contents {
        create_inside(&folder, Path::new(name), bytes)?;
        terminal.line(&output.join(name).display().to_string());
    }
    Ok(Outcome::Done)
}

/// The names and bytes of files, if all of them can be written.
fn contents(files: &[AttachedFile]) -> Result<Vec<(&str, &[u8])>, Failure> {
    let mut seen = BTreeSet::new();
    let mut contents = Vec::new();
    for file in files {
        let AttachedFile { name, bytes } = file;
        let refused = |why: &str| {
            Failure::new(format!("the attached file «{name}» {why}")).hint("nothing was written")
        };
        if !file.has_safe_name() {
            return Err(refused("has a name that could lead elsewhere"));
        }
        // On some systems small and capital letters are the same.
        if !seen.insert(name.to_lowercase()) {
            return Err(refused("is there twice"));
        }
        let bytes = bytes.as_deref().ok_or_else(|| refused("cannot be unpacked"))?;
        contents.push((name.as_str(), bytes));
    }
    Ok(contents)
}
