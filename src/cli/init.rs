//! `init`: a new project that builds at once.

use std::fs;
use std::path::PathBuf;

use clap::Args;
use regionrapport::Failure;
use regionrapport::model::{Part, PeriodId};
use regionrapport::output::create;
use regionrapport::project::ascii;
use regionrapport::scaffold::start;

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
    let folder = &init.folder;
    fs::create_dir_all(folder).map_err(|e| Failure::io("make the folder", folder, &e))?;
    let folder = folder.canonicalize().map_err(|e| Failure::io("open the folder", folder, &e))?;
    let name = folder.file_name().map(|name| ascii(&name.to_string_lossy()));
    let name = name.filter(|name| name.chars().any(|c| c.is_ascii_alphanumeric()));
    let name = name.unwrap_or_else(|| "program".into());
    let files = start(&name, PeriodId::of(today()?, Part::Kvartal(1)));
    if let Some(path) = files.iter().map(|(path, _)| folder.join(path)).find(|path| path.exists()) {
        return Err(occupied(format!("{} is there already", path.display())));
    }
    if folder.join("data").exists() {
        let message = format!("{} has a folder «data» already", folder.display());
        return Err(occupied(message));
    }
    for (path, text) in &files {
        create(&folder.join(path), text.as_bytes())?;
        terminal.line(path);
    }
    Ok(Outcome::Done)
}

fn occupied(message: String) -> Failure {
    Failure::new(message).hint("choose an empty folder; nothing was changed")
}
