//! A folder for a short time.

use std::path::Path;

use crate::diagnostics::Failure;

/// A folder of the system's that is removed when it goes out of scope.
#[derive(Debug)]
pub struct Scratch(tempfile::TempDir);

impl Scratch {
    /// A new, empty folder.
    ///
    /// # Errors
    /// The system has no room for it.
    pub fn new() -> Result<Self, Failure> {
        let folder = tempfile::tempdir()
            .map_err(|e| Failure::new(format!("cannot make a temporary folder: {e}")))?;
        Ok(Self(folder))
    }

    /// Its path.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.0.path()
    }
}
