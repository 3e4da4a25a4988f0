//! `init`: a new project that builds at once.

use std::fs;
use std::path::Path;

use super::environment::today;
use super::{Outcome, Settings, print};
use crate::diagnostics::Failure;
use crate::model::{Part, PeriodId};
use crate::output::create;
use crate::project::ascii;
use crate::scaffold::start;

/// Writes the files of a new project, whose first report is on this quarter.
pub(super) fn run(folder: &Path, settings: &Settings) -> Result<Outcome, Failure> {
    fs::create_dir_all(folder).map_err(|e| Failure::io("make the folder", folder, &e))?;
    let folder =
        &folder.canonicalize().map_err(|e| Failure::io("open the folder", folder, &e))?;
    let name = folder.file_name().map(|name| ascii(&name.to_string_lossy()));
    let name = name.filter(|name| name.chars().any(|c| c.is_ascii_alphanumeric()));
    let name = name.unwrap_or_else(|| "program".into());
    let files = start(&name, PeriodId::of(today()?, Part::Kvartal(1)));
    // All or nothing: a project that is there stays as it is.
    if let Some(there) = files.iter().find(|file| folder.join(&file.path).exists()) {
        let message = format!("{} is there already", folder.join(&there.path).display());
        return Err(
            Failure::new(message).hint("choose an empty folder; nothing was changed")
        );
    }
    if folder.join("data").exists() {
        return Err(Failure::new(format!(
            "{} has a folder «data» already",
            folder.display()
        ))
        .hint("choose an empty folder; nothing was changed"));
    }
    for file in &files {
        create(&folder.join(&file.path), file.text.as_bytes())?;
        print::line(&file.path, settings);
    }
    Ok(Outcome::Done)
}
