//! The files of a project's folder: the one place where data, language files, fonts, pictures,
//! templates and packages are read.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use unicode_normalization::UnicodeNormalization;

use crate::digest::Digest;
use crate::fault::FileFault;
use crate::finding::Failure;
use crate::lang::message;

/// The most bytes that a picture, a template or a file that a template reads may have.
pub const MAX_ASSET_SIZE: u64 = 32_000_000;
/// The most bytes that a file of fonts may have.
pub const MAX_FONT_SIZE: u64 = 128_000_000;
/// The most bytes of a file of which a digest is computed.
const MAX_DIGEST_SIZE: u64 = 1_000_000_000;
/// The most files below a folder that are listed.
const MAX_FILES: usize = 10_000;
/// How deep folders may lie in each other.
const MAX_DEPTH: usize = 32;

/// The files of a project's folder.
///
/// Symbolic links are resolved, and must lead to a regular file inside the folder that is not
/// hidden: no path and no link reads a file elsewhere, a pipe, a device, or what git keeps.
#[derive(Debug, Clone)]
pub struct SourceFiles {
    root: PathBuf,
    /// Files with other bytes than they have on disk, by their paths; `None` for one that is taken
    /// to be missing.
    overlay: BTreeMap<String, Option<Vec<u8>>>,
    /// The bytes of pictures that somebody still uses, so that they are in memory once.
    shared: Arc<Mutex<BTreeMap<PathBuf, Weak<Vec<u8>>>>>,
}

impl SourceFiles {
    /// The files of a folder, which is named with symbolic links resolved.
    pub fn new(root: PathBuf) -> Self {
        Self { root, overlay: BTreeMap::new(), shared: Arc::default() }
    }

    /// The files of a folder, however it is named.
    ///
    /// # Errors
    /// There is no such folder, or the system refuses.
    pub fn of(folder: &Path) -> Result<Self, Failure> {
        let action = message!("åpne mappen", "open the folder");
        let root = folder.canonicalize().map_err(|e| Failure::io(&action, folder, &e))?;
        Ok(Self::new(root))
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The same with other bytes for one file, which is named by its path below the folder; `None`
    /// makes it missing.
    pub fn with(&self, path: &str, bytes: Option<Vec<u8>>) -> Self {
        let mut files = Self { shared: Arc::default(), ..self.clone() };
        files.overlay.insert(path.to_owned(), bytes);
        files
    }

    /// The path of a file below the folder, with `/` between its parts; of another file, its whole
    /// path.
    pub fn display_path(&self, path: &Path) -> String {
        let Ok(below) = path.strip_prefix(&self.root) else {
            return path.display().to_string();
        };
        let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
        parts.join("/")
    }

    /// The bytes of a file, by its path or by that below the folder.
    ///
    /// # Errors
    /// The file is missing, no regular file, outside the folder, hidden, has more than `limit` bytes,
    /// or cannot be read.
    pub fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, FileFault> {
        if let Some(bytes) = self.replaced(path) {
            return bytes.clone().ok_or(FileFault::MissingFile);
        }
        let (file, size) = self.open(path, limit)?;
        // Room for the whole: without it, the file would be read in many small parts.
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0).saturating_add(1));
        // The size that the system tells may be wrong, or grow.
        file.take(limit + 1).read_to_end(&mut bytes).map_err(|e| fault(&e))?;
        let size = bytes.len() as u64;
        if size > limit { Err(FileFault::TooLarge { size, limit }) } else { Ok(bytes) }
    }

    /// The first bytes of a file, at most so many; `None` if it cannot be read.
    pub(crate) fn start(&self, path: &Path, count: u64) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        self.open(path, u64::MAX).ok()?.0.take(count).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }

    /// What stands in place of a file's own bytes, if anything does.
    fn replaced(&self, path: &Path) -> Option<&Option<Vec<u8>>> {
        if self.overlay.is_empty() { None } else { self.overlay.get(&self.display_path(path)) }
    }

    /// The bytes of a picture or another file that a template reads; while somebody uses them, the
    /// same again.
    ///
    /// # Errors
    /// See [`read`](Self::read); the limit is [`MAX_ASSET_SIZE`].
    pub fn read_shared(&self, path: &Path) -> Result<Arc<Vec<u8>>, FileFault> {
        let key = self.root.join(path);
        let bytes = self.read(path, MAX_ASSET_SIZE)?;
        let mut shared = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        let same = shared.get(&key).and_then(Weak::upgrade).filter(|shared| **shared == bytes);
        if let Some(same) = same {
            return Ok(same);
        }
        let bytes = Arc::new(bytes);
        shared.retain(|_, bytes| bytes.strong_count() > 0);
        shared.insert(key, Arc::downgrade(&bytes));
        Ok(bytes)
    }

    /// The digest of a file; `None` if it cannot be read. It is read in parts.
    pub fn digest(&self, path: &Path) -> Option<Digest> {
        if let Some(bytes) = self.replaced(path) {
            return bytes.as_deref().map(Digest::of);
        }
        Digest::of_reader(self.open(path, MAX_DIGEST_SIZE).ok()?.0.take(MAX_DIGEST_SIZE)).ok()
    }

    /// Whether a file can be read, as far as its folder tells.
    pub fn has(&self, path: &Path) -> bool {
        match self.replaced(path) {
            Some(bytes) => bytes.is_some(),
            None => self.resolve(path).is_ok_and(|real| real.is_file()),
        }
    }

    /// The entries of a folder inside the project's, in the order of their names; none, if there is
    /// no such folder.
    ///
    /// # Errors
    /// It lies outside, is no folder, or the system refuses to list it.
    pub fn list(&self, folder: &Path) -> Result<Vec<PathBuf>, FileFault> {
        let real = match self.resolve(folder) {
            Err(FileFault::MissingFile)
                if fs::symlink_metadata(self.root.join(folder)).is_err() =>
            {
                return Ok(Vec::new());
            }
            real => real?,
        };
        let folder = self.root.join(folder);
        let mut paths = Vec::new();
        for entry in fs::read_dir(real).map_err(|e| fault(&e))? {
            paths.push(folder.join(entry.map_err(|e| fault(&e))?.file_name()));
        }
        paths.sort();
        Ok(paths)
    }

    /// The files of a folder and the folders below it, in the order of their names, also through links
    /// that stay inside the project; of each that cannot be read, the fault. A folder that a link leads
    /// back to is left out, and so is what lies deeper or is more than a project has.
    pub fn files_below(&self, folder: &Path) -> Vec<(PathBuf, Result<(), FileFault>)> {
        let mut files = Vec::new();
        let folder = self.root.join(folder);
        self.collect(&folder, &mut self.resolve(&folder).into_iter().collect(), &mut files);
        files
    }

    /// Adds the files of a folder that lies in some others.
    fn collect(
        &self,
        folder: &Path,
        around: &mut Vec<PathBuf>,
        files: &mut Vec<(PathBuf, Result<(), FileFault>)>,
    ) {
        let paths = match self.list(folder) {
            Ok(paths) => paths,
            Err(fault) => return files.push((folder.to_owned(), Err(fault))),
        };
        for path in paths {
            if files.len() >= MAX_FILES || around.len() >= MAX_DEPTH {
                return;
            }
            match self.resolve(&path) {
                Ok(real) if real.is_dir() => {
                    if !around.contains(&real) {
                        around.push(real);
                        self.collect(&path, around, files);
                        around.pop();
                    }
                }
                Ok(_) => files.push((path, Ok(()))),
                Err(fault) => files.push((path, Err(fault))),
            }
        }
    }

    /// A path with symbolic links resolved.
    ///
    /// # Errors
    /// It leads nowhere, out of the project's folder, or to something hidden in it.
    pub fn resolve(&self, path: &Path) -> Result<PathBuf, FileFault> {
        let real = self.root.join(path).canonicalize();
        let real = real.or_else(|e| self.in_other_form(path).ok_or(e)).map_err(|e| fault(&e))?;
        match real.strip_prefix(&self.root) {
            Ok(below) if !below.iter().any(is_hidden) => Ok(real),
            _ => Err(FileFault::LinkOutside),
        }
    }

    /// The path of a file whose name is the same in another form of Unicode: `å` is one character on Windows
    /// and Linux, and two on disks of older Macs.
    fn in_other_form(&self, path: &Path) -> Option<PathBuf> {
        let path = self.root.join(path);
        if path.to_str().is_none_or(str::is_ascii) {
            return None;
        }
        let below = path.strip_prefix(&self.root).ok()?;
        let mut real = self.root.clone();
        for part in below {
            let next = real.join(part);
            real = if next.symlink_metadata().is_ok() {
                next
            } else {
                let name: String = part.to_str()?.nfc().collect();
                let is_same = |entry: &fs::DirEntry| {
                    entry.file_name().to_str().is_some_and(|other| other.nfc().eq(name.chars()))
                };
                fs::read_dir(&real).ok()?.flatten().find(is_same)?.path()
            };
        }
        real.canonicalize().ok()
    }

    /// Opens a file of at most `limit` bytes, and tells its size.
    fn open(&self, path: &Path, limit: u64) -> Result<(File, u64), FileFault> {
        let real = self.resolve(path)?;
        let metadata = fs::metadata(&real).map_err(|e| fault(&e))?;
        let size = metadata.len();
        if metadata.is_dir() {
            Err(FileFault::IsDirectory)
        } else if !metadata.is_file() {
            // To open a pipe, say, could take for ever.
            Err(FileFault::Unreadable { reason: "not a regular file".into() })
        } else if size > limit {
            Err(FileFault::TooLarge { size, limit })
        } else {
            File::open(real).map(|file| (file, size)).map_err(|e| fault(&e))
        }
    }
}

/// The name of the file in which this program keeps what reports were made of.
pub const MANIFEST: &str = ".regionrapport.json";

/// The name of the file in which it keeps what was written since that was saved.
pub const JOURNAL: &str = ".regionrapport.journal";

/// Whether a part of a path is hidden, and not this program's own. Names with two full stops are
/// those of volumes of Kubernetes, which put links to them in place of files.
fn is_hidden(part: &OsStr) -> bool {
    let name = part.as_encoded_bytes();
    name.starts_with(b".") && !name.starts_with(b"..") && part != MANIFEST && part != JOURNAL
}

/// The fault of a file that the system refuses to read.
fn fault(error: &io::Error) -> FileFault {
    match error.kind() {
        io::ErrorKind::NotFound => FileFault::MissingFile,
        _ => FileFault::Unreadable { reason: error.to_string() },
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn names_are_the_same_in_each_form_of_unicode() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        fs::create_dir(root.join("ba\u{30a}ter")).unwrap();
        fs::write(root.join("ba\u{30a}ter/ba\u{30a}t.jpg"), "picture").unwrap();
        let files = SourceFiles::new(root);
        assert_eq!(files.read(Path::new("b\u{e5}ter/b\u{e5}t.jpg"), 100).unwrap(), b"picture");
        assert_eq!(files.read(Path::new("b\u{e5}t.jpg"), 100), Err(FileFault::MissingFile));
    }

    #[test]
    fn links_stay_inside_and_files_are_regular_and_bounded() {
        let (outside, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let root = folder.path().canonicalize().unwrap();
        fs::write(outside.path().join("secret"), "s").unwrap();
        fs::create_dir_all(root.join(".git")).unwrap();
        fs::create_dir_all(root.join("..data")).unwrap();
        for path in ["a.yaml", ".git/config", "..data/b.yaml"] {
            fs::write(root.join(path), "text").unwrap();
        }
        symlink(outside.path().join("secret"), root.join("out.yaml")).unwrap();
        symlink(outside.path(), root.join("folder")).unwrap();
        symlink("a.yaml", root.join("in.yaml")).unwrap();
        symlink("..data/b.yaml", root.join("b.yaml")).unwrap();
        symlink(".git/config", root.join("git.yaml")).unwrap();
        symlink("/dev/zero", root.join("zero.yaml")).unwrap();
        symlink("loop.yaml", root.join("loop.yaml")).unwrap();
        fs::create_dir_all(root.join("fonts/x")).unwrap();
        fs::write(root.join("fonts/x/a.ttf"), "text").unwrap();
        symlink("../fonts", root.join("fonts/round")).unwrap();
        symlink("x", root.join("fonts/y")).unwrap();
        let files = SourceFiles::new(root);
        let read = |path: &str| files.read(Path::new(path), 10);
        for path in ["a.yaml", "in.yaml", "b.yaml"] {
            assert_eq!(read(path).unwrap(), b"text", "{path}");
            assert!(files.has(Path::new(path)) && files.digest(Path::new(path)).is_some());
        }
        let outside = ["out.yaml", "folder/secret", "..", ".git/config", "git.yaml"];
        for path in outside.into_iter().chain(["zero.yaml"]) {
            assert_eq!(read(path), Err(FileFault::LinkOutside), "{path}");
            assert!(!files.has(Path::new(path)) && files.digest(Path::new(path)).is_none());
        }
        assert!(matches!(read("loop.yaml"), Err(FileFault::Unreadable { .. })));
        assert!(matches!(files.read(Path::new("a.yaml"), 3), Err(FileFault::TooLarge { .. })));
        assert_eq!(files.list(Path::new("folder")), Err(FileFault::LinkOutside));
        assert_eq!(files.list(Path::new("none")), Ok(Vec::new()));
        let below = files.files_below(Path::new("fonts"));
        let below = below.into_iter().map(|(path, state)| (files.display_path(&path), state));
        let expected = ["fonts/x/a.ttf", "fonts/y/a.ttf"].map(|path| (path.to_owned(), Ok(())));
        assert_eq!(below.collect::<Vec<_>>(), expected);
        let below = files.files_below(Path::new("folder"));
        assert_eq!(below, [(files.root().join("folder"), Err(FileFault::LinkOutside))]);
        let files = files.with("a.yaml", None).with("c.yaml", Some(b"new".to_vec()));
        assert_eq!(files.read(Path::new("a.yaml"), 10), Err(FileFault::MissingFile));
        assert_eq!(files.read(Path::new("c.yaml"), 10).unwrap(), b"new");
    }
}
