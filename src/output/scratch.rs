//! Temporary folders.

use tempfile::TempDir;

use crate::finding::Failure;
use crate::lang::message;

/// A new, empty folder of the system, which is removed when it goes out of scope.
///
/// # Errors
/// The system refuses to create it.
pub fn temporary_folder() -> Result<TempDir, Failure> {
    let action = message!("lage en midlertidig mappe", "make a temporary folder");
    tempfile::tempdir().map_err(|e| Failure::system(&action, &e))
}
