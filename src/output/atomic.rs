//! Writing a file in one step.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use tempfile::NamedTempFile;

use crate::diagnostics::Failure;

/// What temporary files are called.
const TEMPORARY: (&str, &str) = (".regionrapport-", ".tmp");

/// Held while a file is written.
static WRITING: Mutex<()> = Mutex::new(());

/// Does something while no file is half written.
pub fn between_writes<T>(act: impl FnOnce() -> T) -> T {
    let _none = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
    act()
}

/// Writes a file by way of a temporary one beside it, which is then renamed. Folders that
/// are missing are made.
///
/// # Errors
/// The system refuses; what was there before is untouched.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    match fs::metadata(path) {
        Ok(there) if there.is_dir() => {
            let message = format!("cannot write {}: it is a folder", path.display());
            return Err(Failure::new(message)
                .hint("move the folder, or name another file with --output"));
        }
        // A device or a pipe is written into, not replaced.
        Ok(there) if !there.is_file() => {
            return fs::write(path, bytes).map_err(|e| Failure::io("write", path, &e));
        }
        _ => {}
    }
    // A link stays; what it leads to is replaced.
    let path = &path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    fs::create_dir_all(folder).map_err(|e| Failure::io("make the folder", folder, &e))?;
    let failure = |e: std::io::Error| Failure::io("write", path, &e);
    between_writes(|| {
        let mut file = temporary(folder)?;
        file.write_all(bytes)?;
        file.persist(path).map_err(|e| e.error)?;
        Ok(())
    })
    .map_err(failure)
}

/// Writes a new file in one step. Folders that are missing are made.
///
/// # Errors
/// There is something of that name already, or the system refuses.
pub fn create(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|e| Failure::io("make the folder", folder, &e))?;
    let failure = |e: std::io::Error| match e.kind() {
        std::io::ErrorKind::AlreadyExists => {
            Failure::new(format!("{} is there already", path.display()))
                .hint("nothing was changed; move the file away if you want a new one")
        }
        _ => Failure::io("write", path, &e),
    };
    let mut file = temporary(folder).map_err(failure)?;
    file.write_all(bytes).map_err(failure)?;
    file.persist_noclobber(path).map_err(|e| failure(e.error))?;
    Ok(())
}

/// A hidden temporary file, with the rights that any new file of the user gets. It is locked as
/// long as it is open, by which others see that it is in use.
fn temporary(folder: &Path) -> std::io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY.0).suffix(TEMPORARY.1);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    loop {
        let file = builder.tempfile_in(folder)?;
        // A file system without locks has files that are not cleared away, no more.
        let _ = file.as_file().lock();
        // Before it was locked, another may have taken it for a stray one.
        if file.path().exists() {
            return Ok(file);
        }
    }
}

/// Removes the temporary files in a folder whose writers were killed.
pub fn clear_temporary(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if !name.starts_with(TEMPORARY.0) || !name.ends_with(TEMPORARY.1) {
            continue;
        }
        let unused = File::open(entry.path()).ok().filter(|file| file.try_lock().is_ok());
        if unused.is_some() {
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
        assert!(create(&path, b"two").unwrap_err().message.contains("is there already"));
        assert_eq!(fs::read(&path).unwrap(), b"one");
    }

    #[test]
    fn temporary_files_of_the_dead_go_and_those_of_the_living_stay() {
        let folder = tempfile::tempdir().unwrap();
        let stray = folder.path().join(".regionrapport-dead.tmp");
        fs::write(&stray, "half").unwrap();
        let living = temporary(folder.path()).unwrap();
        clear_temporary(folder.path());
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
        assert!(
            write(folder.path(), b"").unwrap_err().message.contains("it is a folder")
        );
    }
}
