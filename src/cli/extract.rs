//! `extract`: the data that is attached to a report, as the files of a project.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use regionrapport::attachments::{AttachedFile, attached_files};
use regionrapport::output::{create_folder, create_inside};
use regionrapport::source_files::SourceFiles;
use regionrapport::{Failure, Message, message};

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
    let files = attached(file)?;
    let contents = contents(&files)?;
    create_folder(output)?;
    let folder = SourceFiles::of(output)?;
    for (name, _) in &contents {
        let path = output.join(name);
        if fs::symlink_metadata(&path).is_ok() {
            return Err(Failure::exists(&path).hint(message!(
                "ingenting er skrevet; velg en tom mappe",
                "nothing was written; choose an empty folder",
            )));
        }
    }
    for (name, bytes) in contents {
        create_inside(&folder, Path::new(name), bytes)?;
        terminal.line(&output.join(name).display().to_string());
    }
    Ok(Outcome::Done)
}

/// The files that are attached to a PDF; at least one.
fn attached(file: &Path) -> Result<Vec<AttachedFile>, Failure> {
    let name = file.display();
    let unreadable = |e: io::Error| Failure::io(&message!("lese", "read"), file, &e);
    if fs::metadata(file).map_err(unreadable)?.len() > MAX_SIZE {
        return Err(Failure::new(message!(
            "{name} har mer enn {MAX_SIZE} byte",
            "{name} has more than {MAX_SIZE} bytes",
        ))
        .hint(message!(
            "oppgi en rapport som dette programmet har laget",
            "name a report that this program has made",
        )));
    }
    let files = attached_files(fs::read(file).map_err(unreadable)?).ok_or_else(|| {
        Failure::new(message!(
            "{name} er ingen PDF som kan leses",
            "{name} is no PDF that can be read",
        ))
        .hint(message!(
            "hent filen på nytt der den kom fra",
            "get the file again from where it came",
        ))
    })?;
    if files.is_empty() {
        return Err(Failure::new(message!(
            "{name} har ingen filer som vedlegg",
            "no files are attached to {name}",
        ))
        .hint(message!(
            "et program med «pdf: {{ legg_ved_data: ja }}» legger dataene ved rapportene",
            "a programme with «pdf: {{ legg_ved_data: ja }}» attaches the data to its reports",
        )));
    }
    Ok(files)
}

/// The names and bytes of files, if all of them can be written.
fn contents(files: &[AttachedFile]) -> Result<Vec<(&str, &[u8])>, Failure> {
    let mut seen = BTreeSet::new();
    let mut contents = Vec::new();
    for file in files {
        let AttachedFile { name, bytes } = file;
        if !file.has_safe_name() {
            return Err(refused(message!(
                "vedlegget «{name}» har et navn som kan lede et annet sted",
                "the attached file «{name}» has a name that could lead elsewhere",
            )));
        }
        // On some systems small and capital letters are the same.
        if !seen.insert(name.to_lowercase()) {
            return Err(refused(message!(
                "vedlegget «{name}» er med to ganger",
                "the attached file «{name}» is there twice",
            )));
        }
        let bytes = bytes.as_deref().ok_or_else(|| {
            refused(message!(
                "vedlegget «{name}» kan ikke pakkes ut",
                "the attached file «{name}» cannot be unpacked",
            ))
        })?;
        contents.push((name.as_str(), bytes));
    }
    Ok(contents)
}

fn refused(message: Message) -> Failure {
    Failure::new(message).hint(message!("ingenting er skrevet", "nothing was written"))
}
