//! `init`: a new project that builds at once.

use std::path::PathBuf;

use clap::Args;
use regionrapport::model::{Part, PeriodId};
use regionrapport::output::{create, create_folder};
use regionrapport::project::ascii;
use regionrapport::scaffold::start;
use regionrapport::source_files::SourceFiles;
use regionrapport::{Failure, message};

use super::Outcome;
use super::environment::today;
use super::terminal::Terminal;

/// Where to make a project.
#[derive(Debug, Args)]
pub(super) struct Init {
    /// The project's folder, which is made if it is not there
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
}

/// Writes the files of a new project, whose first report is on this quarter: all of them, or none
/// where there is a project already.
pub(super) fn run(init: &Init, terminal: &Terminal) -> Result<Outcome, Failure> {
    create_folder(&init.folder)?;
    let source = SourceFiles::of(&init.folder)?;
    let folder = source.root();
    let name = folder.file_name().map(|name| ascii(&name.to_string_lossy()));
    let name = name.filter(|name| name.chars().any(|c| c.is_ascii_alphanumeric()));
    let name = name.unwrap_or_else(|| "program".into());
    let files = start(&name, PeriodId::of(today()?, Part::Kvartal(1)));
    if let Some(path) = files.iter().map(|(path, _)| folder.join(path)).find(|path| path.exists()) {
        return Err(occupied(Failure::exists(&path)));
    }
    if folder.join("data").exists() {
        return Err(occupied(Failure::new(message!(
            "{} har alt en mappe «data»",
            "{} has a folder «data» already",
            folder.display(),
        ))));
    }
    for (path, text) in &files {
        create(&folder.join(path), text.as_bytes())?;
        terminal.line(path);
    }
    Ok(Outcome::Done)
}

fn occupied(failure: Failure) -> Failure {
    failure.hint(message!(
        "velg en tom mappe; ingenting er endret",
        "choose an empty folder; nothing was changed",
    ))
}
