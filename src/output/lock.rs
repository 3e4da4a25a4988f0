//! Locks between processes.

use std::fs::File;
use std::path::Path;

use super::inside::prepare;
use crate::finding::Failure;
use crate::lang::message;
use crate::source_files::SourceFiles;

/// Runs a function while holding the lock of a file, which is named by its path below the project's
/// folder and made if it is not there; others that lock it wait. On a file system without locks nobody
/// waits.
///
/// # Errors
/// Those of the function; the file cannot be made.
pub fn with_folder_lock<T>(
    source: &SourceFiles,
    path: &Path,
    run: impl FnOnce() -> Result<T, Failure>,
) -> Result<T, Failure> {
    let path = prepare(source, path)?;
    let file = File::options().create(true).append(true).open(&path);
    let file = file.map_err(|e| Failure::io(&message!("låse", "lock"), &path, &e))?;
    let _ = file.lock();
    run()
}
