//! Files of an earlier report that the new one does not have, such as more pages.

use std::fs;

use super::Record;
use crate::source_files::SourceFiles;

/// Removes the files that a report's record says were written and that are not among those of the new
/// report, so that a folder does not hold parts of two reports. A file that has changed since is not
/// this program's any more, and stays.
pub fn remove_stale_files(source: &SourceFiles, before: &Record, written: &[String]) {
    for (path, digest) in &before.written {
        if !written.contains(path) && source.digest(path.as_ref()) == Some(*digest) {
            let path = source.root().join(path);
            if !path.is_symlink() {
                let _ = fs::remove_file(path);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::digest::Digest;

    #[test]
    fn only_files_that_the_record_wrote_go() {
        let folder = tempfile::tempdir().unwrap();
        let source = SourceFiles::new(folder.path().canonicalize().unwrap());
        let path = |name: &str| folder.path().join(name);
        for name in ["r-1.png", "r-2.png", "r-3.png", "r-4.png"] {
            fs::write(path(name), "page").unwrap();
        }
        fs::write(path("r-3.png"), "changed").unwrap();
        let digest = Digest::of(b"page");
        let written = ["r-1.png", "r-2.png", "r-3.png"].map(|name| (name.to_owned(), digest));
        let record = Record { written: BTreeMap::from(written), ..Record::default() };
        remove_stale_files(&source, &record, &["r-1.png".into()]);
        let left = ["r-1.png", "r-2.png", "r-3.png", "r-4.png"].map(|name| path(name).exists());
        assert_eq!(left, [true, false, true, true]);
    }
}
