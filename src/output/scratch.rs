//! Temporary folders.

use tempfile::TempDir;

use crate::finding::Failure;

/// A new, empty folder of the system, which is removed when it goes out of scope.
///
/// # Errors
/// The system refuses to create it.
pub fn temporary_folder() -> Result<TempDir, Failure> {
    tempfile::tempdir().map_err(|e| Failure::new(format!("cannot make a temporary folder: {e}")))
}
