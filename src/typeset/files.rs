//! The files that templates can reach: the project's own, and the built-in templates.

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;
use std::sync::Mutex;

use typst::diag::{FileError, FileResult, PackageError};
use typst::foundations::Bytes;
use typst::syntax::package::PackageSpec;
use typst::syntax::{FileId, VirtualRoot};
use typst_kit::files::FileLoader;

use super::builtin::builtin_template;
use crate::digest::Digest;

/// Serves files below the project's folder; a file of `templates/` that the project does
/// not have comes from the binary.
#[derive(Debug)]
pub(super) struct ProjectFiles {
    /// The project's folder, with symbolic links resolved.
    root: PathBuf,
    /// The files of the project that were loaded, as they were.
    loaded: Mutex<HashMap<FileId, Digest>>,
}

impl ProjectFiles {
    pub(super) fn new(root: PathBuf) -> Self {
        Self { root, loaded: Mutex::default() }
    }

    /// The digest of a file as it was loaded; none, if the project does not have it.
    pub(super) fn digest(&self, id: FileId) -> Option<Digest> {
        self.loaded.lock().ok()?.get(&id).copied()
    }

    /// A file that belongs to one report and is not kept.
    pub(super) fn load_own(&self, id: FileId) -> FileResult<Bytes> {
        self.read(&path_of(id))
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

    /// What stands in for a file that the project does not have.
    fn other(&self, id: FileId, missing: FileError) -> FileResult<Bytes> {
        if let VirtualRoot::Package(spec) = id.get().root() {
            let folder = package_folder(spec);
            if self.root.join(&folder).is_dir() {
                return Err(missing);
            }
            let why =
                format!("{spec} cannot be downloaded; copy its files into {folder}/");
            return Err(PackageError::Other(Some(why.into())).into());
        }
        let path = path_of(id);
        let builtin = path.strip_prefix("templates/").and_then(builtin_template);
        builtin.map(Bytes::new).ok_or(missing)
    }
}

impl FileLoader for ProjectFiles {
    fn load(&self, id: FileId) -> FileResult<Bytes> {
        match self.read(&path_of(id)) {
            Err(missing @ FileError::NotFound(_)) => self.other(id, missing),
            Ok(bytes) => {
                if let Ok(mut loaded) = self.loaded.lock() {
                    loaded.insert(id, Digest::of(&bytes));
                }
                Ok(bytes)
            }
            Err(error) => Err(error),
        }
    }
}

/// A file's path below the project's folder; packages lie in `templates/packages/`.
pub(super) fn path_of(id: FileId) -> String {
    let path = id.get().vpath().get_without_slash();
    match id.get().root() {
        VirtualRoot::Package(spec) => format!("{}/{path}", package_folder(spec)),
        VirtualRoot::Project => path.to_owned(),
    }
}

fn package_folder(spec: &PackageSpec) -> String {
    format!("templates/packages/{}/{}/{}", spec.namespace, spec.name, spec.version)
}
