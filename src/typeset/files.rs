//! The files that templates can read: the project's, and the built-in templates.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use typst::diag::{FileError, FileResult, PackageError};
use typst::foundations::Bytes;
use typst::syntax::package::PackageSpec;
use typst::syntax::{FileId, RootedPath, VirtualPath, VirtualRoot};
use typst_kit::files::FileLoader;

use super::builtin::builtin_template;
use super::pictures::shared;
use crate::digest::Digest;
use crate::fault::{Fault, FileFault};
use crate::lang::Lang;
use crate::picture;
use crate::source_files::SourceFiles;

/// Loads files below the project's folder, none of them hidden. For a file of `templates/` that the
/// project does not have it loads the built-in one.
#[derive(Debug)]
pub(super) struct ProjectFiles {
    source: SourceFiles,
    /// The digests of the project's files that were loaded.
    loaded: Mutex<HashMap<FileId, Digest>>,
}

impl ProjectFiles {
    pub(super) fn new(source: SourceFiles) -> Self {
        Self { source, loaded: Mutex::default() }
    }

    /// The digest of a file as it was loaded; `None` if the project does not have it.
    pub(super) fn digest(&self, id: FileId) -> Option<Digest> {
        self.loaded.lock().ok()?.get(&id).copied()
    }

    /// The project's files.
    pub(super) fn source(&self) -> &SourceFiles {
        &self.source
    }

    /// The built-in file in place of one that the project does not have.
    fn load_builtin(&self, id: FileId, missing: FileError) -> FileResult<Bytes> {
        if let VirtualRoot::Package(spec) = id.get().root() {
            let folder = package_folder(spec);
            if self.source.root().join(&folder).is_dir() {
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
        match read(&self.source, &path_of(id)) {
            Err(missing @ FileError::NotFound(_)) => self.load_builtin(id, missing),
            Ok(bytes) => {
                if let Ok(mut loaded) = self.loaded.lock() {
                    loaded.insert(id, Digest::of(&bytes));
                }
                Ok(shared(bytes))
            }
            Err(error) => Err(error),
        }
    }
}

/// Reads a file below a project's folder. A picture is checked before anything decodes it.
pub(super) fn read(source: &SourceFiles, path: &str) -> FileResult<Arc<Vec<u8>>> {
    let bytes = source.read_shared(path.as_ref()).map_err(|fault| match fault {
        FileFault::MissingFile => FileError::NotFound(path.into()),
        FileFault::IsDirectory => FileError::IsDirectory,
        FileFault::LinkOutside => FileError::AccessDenied,
        fault => other(fault),
    })?;
    picture::check(&bytes, path).map_err(other)?;
    Ok(bytes)
}

/// A fault in the words of Typst's own.
fn other(fault: impl Into<Fault>) -> FileError {
    FileError::Other(Some(fault.into().message(Lang::En).into()))
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
