//! The files that templates can reach: the project's own, and the built-in templates.

use std::fs;
use std::path::PathBuf;

use typst::diag::{FileError, FileResult, PackageError};
use typst::foundations::Bytes;
use typst::syntax::{FileId, VirtualRoot};
use typst_kit::files::FileLoader;

use super::builtin::builtin_template;

/// Serves files below the project's folder; a file of `templates/` that the project does
/// not have comes from the binary.
#[derive(Debug)]
pub(super) struct ProjectFiles {
    /// The project's folder, with symbolic links resolved.
    root: PathBuf,
}

impl ProjectFiles {
    pub(super) fn new(root: PathBuf) -> Self {
        Self { root }
    }

    /// Reads a file below the project's folder, wherever symbolic links lead.
    fn read(&self, path: &str) -> FileResult<Bytes> {
        let target = self.root.join(path);
        let failure = |e| FileError::from_io(e, path.as_ref());
        let real = target.canonicalize().map_err(failure)?;
        if !real.starts_with(&self.root) {
            return Err(FileError::AccessDenied);
        }
        if !real.is_file() {
            return Err(FileError::IsDirectory);
        }
        fs::read(&real).map(Bytes::new).map_err(failure)
    }
}

impl FileLoader for ProjectFiles {
    fn load(&self, id: FileId) -> FileResult<Bytes> {
        if let VirtualRoot::Package(spec) = id.get().root() {
            let folder = format!(
                "templates/packages/{}/{}/{}",
                spec.namespace, spec.name, spec.version
            );
            let path = format!("{folder}/{}", id.get().vpath().get_without_slash());
            return self.read(&path).map_err(|error| match error {
                FileError::NotFound(_) if !self.root.join(&folder).is_dir() => {
                    let why = format!(
                        "{spec} cannot be downloaded; copy its files into {folder}/"
                    );
                    PackageError::Other(Some(why.into())).into()
                }
                error => error,
            });
        }
        let path = id.get().vpath().get_without_slash();
        match self.read(path) {
            Err(FileError::NotFound(missing)) => path
                .strip_prefix("templates/")
                .and_then(builtin_template)
                .map(Bytes::new)
                .ok_or(FileError::NotFound(missing)),
            result => result,
        }
    }
}
