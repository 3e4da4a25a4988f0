//! Atomic writes of files.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use tempfile::NamedTempFile;

use crate::finding::Failure;
use crate::lang::message;
use crate::source_files::SourceFiles;

/// What the names of temporary files begin with.
const PREFIX: &str = ".regionrapport-";
/// What they end with.
const SUFFIX: &str = ".tmp";

/// Locked while a file is written.
static WRITE_LOCK: Mutex<()> = Mutex::new(());

/// Runs a function while holding the lock under which [`write()`] replaces a file.
pub fn with_write_lock<T>(run: impl FnOnce() -> T) -> T {
    let _guard = WRITE_LOCK.lock().unwrap_or_else(PoisonError::into_inner);
    run()
}

/// Writes a temporary file beside `path`, and renames it to `path`. Missing folders are created.
///
/// # Errors
/// The path is that of a folder, or the system refuses; a regular file is then as it was before.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let is_special = |metadata: fs::Metadata| !metadata.is_file() && !metadata.is_dir();
    if fs::metadata(path).is_ok_and(is_special) {
        // A device or a pipe is written into, not replaced.
        return fs::write(path, bytes).map_err(|e| not_written(path, &e));
    }
    // A symbolic link stays; the file that it leads to is replaced.
    let path = &path.canonicalize().unwrap_or_else(|_| path.to_owned());
    create_folder(folder_of(path))?;
    replace(path, bytes)
}

/// Writes a temporary file beside `path`, and renames it to `path`; what was there is replaced, also a
/// link.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_dir()) {
        return Err(Failure::new(message!(
            "kan ikke skrive {}: det er en mappe",
            "cannot write {}: it is a folder",
            path.display(),
        ))
        .hint(message!(
            "flytt mappen, eller oppgi en annen fil med --output",
            "move the folder, or name another file with --output",
        )));
    }
    let folder = folder_of(path);
    with_write_lock(|| temporary(folder, bytes)?.persist(path).map_err(io::Error::from))
        .map(drop)
        .map_err(|e| not_written(path, &e))
}

fn not_written(path: &Path, error: &io::Error) -> Failure {
    Failure::io(&message!("skrive", "write"), path, error)
}

/// The folder of a file.
fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// Writes a new file atomically. Missing folders are created.
///
/// # Errors
/// There is a file or folder of that name already, or the system refuses.
pub fn create(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let folder = path.parent().unwrap_or(Path::new("."));
    create_folder(folder)?;
    let created = temporary(folder, bytes).and_then(|file| Ok(file.persist_noclobber(path)?));
    match created {
        Ok(_) => Ok(()),
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {
            Err(Failure::exists(path).hint(message!(
                "ingenting er endret; flytt filen hvis du vil ha en ny",
                "nothing was changed; move the file away if you want a new one",
            )))
        }
        Err(e) => Err(not_written(path, &e)),
    }
}

/// Creates a folder with those above it that are missing, unless it is there.
///
/// # Errors
/// The system refuses.
pub fn create_folder(folder: &Path) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(|e| folder_not_made(folder, &e))
}

/// The failure of a folder that the system refuses to make.
pub(super) fn folder_not_made(folder: &Path, error: &io::Error) -> Failure {
    Failure::io(&message!("lage mappen", "make the folder"), folder, error)
}

/// A hidden temporary file with some bytes, and with the permissions of the user's new files. It
/// is locked while it is open, so that other processes see that it is in use.
fn temporary(folder: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    loop {
        let mut file = builder.tempfile_in(folder)?;
        // On a file system without locks, stray files are not removed.
        let _ = file.as_file().lock();
        // Before it was locked, another process may have removed it as a stray file.
        if file.path().exists() {
            file.write_all(bytes)?;
            return Ok(file);
        }
    }
}

/// Removes the temporary files that killed processes have left in a folder; not from one that links in
/// a project's folder lead to.
pub fn clear_temporary(source: &SourceFiles, folder: &Path) {
    let is_reached = !folder.starts_with(source.root())
        || source.resolve(folder).is_ok_and(|real| real == folder);
    if folder.is_symlink() || !is_reached {
        return;
    }
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if !name.starts_with(PREFIX) || !name.ends_with(SUFFIX) {
            continue;
        }
        // To open a pipe could take for ever, and a link leads elsewhere.
        if !entry.file_type().is_ok_and(|kind| kind.is_file()) {
            continue;
        }
        let Ok(file) = File::open(entry.path()) else { continue };
        // The lock is held until the file is removed: see `temporary`.
        if file.try_lock().is_ok() {
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_and_no_other_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b.pdf");
        write(&path, b"one").unwrap();
        write(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path().join("a")).unwrap().count(), 1);
    }

    #[test]
    fn a_new_file_takes_no_others_place() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b.yaml");
        create(&path, b"one").unwrap();
        assert!(create(&path, b"two").unwrap_err().message.en.contains("is there already"));
        assert_eq!(fs::read(&path).unwrap(), b"one");
    }

    #[test]
    fn temporary_files_of_the_dead_go_and_those_of_the_living_stay() {
        let folder = tempfile::tempdir().unwrap();
        let stray = folder.path().join(".regionrapport-dead.tmp");
        fs::write(&stray, "half").unwrap();
        let living = temporary(folder.path(), b"").unwrap();
        clear_temporary(&SourceFiles::new(folder.path().to_owned()), folder.path());
        assert!(!stray.exists());
        assert!(living.path().exists());
    }

    #[cfg(unix)]
    #[test]
    fn devices_are_written_into_and_links_stay() {
        use std::os::unix::fs::FileTypeExt;
        write(Path::new("/dev/null"), b"x").unwrap();
        assert!(fs::metadata("/dev/null").unwrap().file_type().is_char_device());
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real"), folder.path().join("link"));
        fs::write(&real, b"old").unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        write(&link, b"new").unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read(&real).unwrap(), b"new");
    }

    #[test]
    fn a_folder_in_the_way_is_a_failure() {
        let folder = tempfile::tempdir().unwrap();
        assert!(write(folder.path(), b"").unwrap_err().message.en.contains("it is a folder"));
    }
}
