//! The files that templates can read: the project's, and the built-in templates.

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;
use std::sync::Mutex;

use typst::diag::{FileError, FileResult, PackageError};
use typst::foundations::Bytes;
use typst::syntax::package::PackageSpec;
use typst::syntax::{FileId, RootedPath, VirtualPath, VirtualRoot};
use typst_kit::files::FileLoader;

use super::builtin::builtin_template;
use crate::digest::Digest;

/// Loads files below the project's folder. For a file of `templates/` that the project does not have
/// it loads the built-in one.
#[derive(Debug)]
pub(super) struct ProjectFiles {
    /// The project's folder, with symbolic links resolved.
    root: PathBuf,
    /// The digests of the project's files that were loaded.
    loaded: Mutex<HashMap<FileId, Digest>>,
}

impl ProjectFiles {
    /// The files of a project's folder.
    pub(super) fn new(root: PathBuf) -> Self {
        Self { root, loaded: Mutex::default() }
    }

    /// The digest of a file as it was loaded; `None` if the project does not have it.
    pub(super) fn digest(&self, id: FileId) -> Option<Digest> {
        self.loaded.lock().ok()?.get(&id).copied()
    }

    /// Loads a file of one report's data, which is not cached.
    pub(super) fn load_own(&self, id: FileId) -> FileResult<Bytes> {
        self.read(&path_of(id))
    }

    /// Reads a file below the project's folder. Symbolic links must not lead out of it.
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

    /// The built-in file in place of one that the project does not have.
    fn load_builtin(&self, id: FileId, missing: FileError) -> FileResult<Bytes> {
        if let VirtualRoot::Package(spec) = id.get().root() {
            let folder = package_folder(spec);
            if self.root.join(&folder).is_dir() {
                return Err(missing);
            }
            let message = format!("{spec} cannot be downloaded; copy its files into {folder}/");
            return Err(PackageError::Other(Some(message.into())).into());
        }
        let path = path_of(id);
        let builtin = path.strip_prefix("templates/").and_then(builtin_template);
        builtin.map(Bytes::new).ok_or(missing)
    }
}

impl FileLoader for ProjectFiles {
    fn load(&self, id: FileId) -> FileResult<Bytes> {
        match self.read(&path_of(id)) {
            Err(missing @ FileError::NotFound(_)) => self.load_builtin(id, missing),
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

/// The id of a file in the project. Ids are never freed, but there are few paths.
pub(super) fn file_id(path: &str) -> Option<FileId> {
    let path = VirtualPath::new(path).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// A file's path below the project's folder; packages lie in `templates/packages/`.
pub(super) fn path_of(id: FileId) -> String {
    let path = id.get().vpath().get_without_slash();
    match id.get().root() {
        VirtualRoot::Package(spec) => format!("{}/{path}", package_folder(spec)),
        VirtualRoot::Project => path.to_owned(),
    }
}

/// The folder of a package below the project's folder.
fn package_folder(spec: &PackageSpec) -> String {
    format!("templates/packages/{}/{}/{}", spec.namespace, spec.name, spec.version)
}
