//! Files of an earlier report that the new one does not have, such as more pages.

use std::collections::BTreeMap;
use std::fs;

use crate::digest::Digest;
use crate::source_files::SourceFiles;

/// Removes the files that were written once, by their paths and digests, and that are not to stay, so that a
/// folder does not hold parts of two reports; gives those that are gone. A file that has changed since is not
/// this program's any more, and stays.
pub fn remove_stale_files<'a>(
    source: &SourceFiles,
    before: &'a BTreeMap<String, Digest>,
    stays: impl Fn(&String) -> bool,
) -> Vec<&'a String> {
    let mut removed = Vec::new();
    for (path, digest) in before {
        if !stays(path) && source.digest(path.as_ref()) == Some(*digest) {
            let file = source.root().join(path);
            if !file.is_symlink() && fs::remove_file(file).is_ok() {
                removed.push(path);
            }
        }
    }
    removed
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let before = BTreeMap::from(written);
        assert_eq!(remove_stale_files(&source, &before, |path| path == "r-1.png"), ["r-2.png"]);
        let left = ["r-1.png", "r-2.png", "r-3.png", "r-4.png"].map(|name| path(name).exists());
        assert_eq!(left, [true, false, true, true]);
    }
}
