//! Writes inside a project's folder: no link leads them elsewhere.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::atomic::{create, folder_not_made, replace};
use crate::finding::Failure;
use crate::lang::message;
use crate::source_files::SourceFiles;

/// The folder of the reports.
pub(super) const REPORTS: &str = "rapporter";

/// Writes a file, which is named by its path below the project's folder, in one step. Missing folders
/// are created. Below `rapporter/` a link in place of the file or of one of its folders is replaced, not
/// followed; other folders may be links that stay inside the project.
///
/// # Errors
/// The path or its first folder leads out of the project, the path is that of a folder, or the system
/// refuses; a file is then as it was before.
pub fn write_inside(source: &SourceFiles, path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    replace(&prepare(source, path)?, bytes)
}

/// Writes a new file, which is named by its path below the project's folder.
///
/// # Errors
/// There is a file or folder of that name already, or see [`write_inside`].
pub fn create_inside(source: &SourceFiles, path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    create(&prepare(source, path)?, bytes)
}

/// Removes a folder of this program's own with all that is in it, if it is there.
pub fn clear_folder(source: &SourceFiles, path: &str) {
    let folder = source.root().join(path);
    let is_own = fs::symlink_metadata(&folder).is_ok_and(|metadata| metadata.is_dir());
    if is_own && source.resolve(path.as_ref()).is_ok_and(|real| real == folder) {
        let _ = fs::remove_dir_all(folder);
    }
}

/// Whether a path is one below a folder of the project.
pub(super) fn is_below(path: &str, folder: &str) -> bool {
    Path::new(path).starts_with(folder) && is_plain(path)
}

/// Whether a path is relative, and written in the only way without steps up or on the spot.
pub(crate) fn is_plain(path: &str) -> bool {
    path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

/// The path of a file whose folders exist and are no links.
pub(super) fn prepare(source: &SourceFiles, path: &Path) -> Result<PathBuf, Failure> {
    let outside = |folder: &Path| leads_out(&source.display_path(folder));
    let below: Vec<Component<'_>> = path.components().collect();
    if !below.iter().all(|part| matches!(part, Component::Normal(_))) {
        return Err(outside(path));
    }
    let [folders @ .., file] = below.as_slice() else { return Err(outside(path)) };
    let is_of_reports = path.starts_with(REPORTS);
    let mut folder = source.root().to_owned();
    for (depth, name) in folders.iter().enumerate() {
        folder.push(name);
        let failure = |e: io::Error| folder_not_made(&folder, &e);
        match fs::symlink_metadata(&folder) {
            // What this program writes itself, it may replace; a link of the user's own is followed, if it
            // stays inside.
            Ok(metadata) if metadata.is_symlink() && (depth == 0 || !is_of_reports) => {
                let real = source.resolve(&folder).map_err(|_| outside(&folder))?;
                folder = real;
            }
            Ok(metadata) if metadata.is_symlink() => {
                fs::remove_file(&folder).and_then(|()| fs::create_dir(&folder)).map_err(failure)?;
            }
            Ok(_) => {}
            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                // Another process may have been faster.
                fs::create_dir_all(&folder).map_err(failure)?;
            }
            Err(e) => return Err(failure(e)),
        }
    }
    Ok(folder.join(file))
}

/// The failure of a path below the project's folder that leads elsewhere.
fn leads_out(path: &str) -> Failure {
    Failure::new(message!("{path} leder ut av prosjektet", "{path} leads out of the project")).hint(
        message!(
            "legg en mappe i stedet for {path}, eller oppgi en fil et annet sted med --output",
            "put a folder in place of {path}, or name a file elsewhere with --output",
        ),
    )
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn links_are_replaced_and_nothing_is_written_elsewhere() {
        let (outside, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let root = folder.path().canonicalize().unwrap();
        let victim = outside.path().join("victim.pdf");
        fs::write(&victim, "old").unwrap();
        fs::create_dir_all(root.join("rapporter")).unwrap();
        symlink(outside.path(), root.join("rapporter/p")).unwrap();
        let source = SourceFiles::new(root.clone());
        let write = |path: &str| write_inside(&source, path.as_ref(), b"new");
        write("rapporter/p/victim.pdf").unwrap();
        assert!(!root.join("rapporter/p").is_symlink());
        symlink(&victim, root.join("rapporter/p/b.pdf")).unwrap();
        write("rapporter/p/b.pdf").unwrap();
        assert!(!root.join("rapporter/p/b.pdf").is_symlink());
        symlink(outside.path(), root.join("out")).unwrap();
        for path in ["out/victim.pdf", "../victim.pdf", "rapporter/../../x", "/x", "."] {
            assert!(write(path).unwrap_err().message.en.contains("leads out"), "{path}");
        }
        fs::create_dir_all(outside.path().join("t")).unwrap();
        clear_folder(&source, "out/t");
        assert!(outside.path().join("t").exists());
        clear_folder(&source, "rapporter/p");
        assert!(!root.join("rapporter/p").exists());
        assert_eq!(fs::read(&victim).unwrap(), b"old");
        symlink("rapporter", root.join("inside")).unwrap();
        write("inside/q/a.pdf").unwrap();
        assert!(root.join("rapporter/q/a.pdf").exists());
    }
}
