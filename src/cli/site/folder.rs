//! The folder of a site.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use regionrapport::digest::Digest;
use regionrapport::output::{create_folder, remove_stale_files, write_inside};
use regionrapport::site::{MISSING, ROOT, SITEMAP, SiteStore};
use regionrapport::source_files::{MANIFEST, SourceFiles};
use regionrapport::{Failure, message};

/// The most bytes that the file may have which knows what was written into the folder.
const MAX_SIZE: u64 = 256_000_000;

/// The folder of a site, with what is known of the files in it.
pub(super) struct SiteFolder {
    source: SourceFiles,
    pub(super) store: SiteStore,
    /// The digests of the files that the site has now, by their paths.
    files: BTreeMap<String, Digest>,
    /// How many files were written.
    pub(super) written: usize,
}

impl SiteFolder {
    /// Opens a folder, which is made if it is not there.
    ///
    /// # Errors
    /// It has pages that are not of a site of this program's, or the system refuses.
    pub(super) fn open(path: &Path) -> Result<Self, Failure> {
        create_folder(path)?;
        let source = SourceFiles::of(path)?;
        let bytes = source.read(Path::new(MANIFEST), MAX_SIZE).ok();
        let is_ours = bytes.is_some();
        let store = bytes.and_then(|bytes| SiteStore::parse(&bytes)).unwrap_or_default();
        let theirs = [ROOT, MISSING, SITEMAP].into_iter().find(|name| source.has(Path::new(name)));
        if let Some(name) = theirs.filter(|_| !is_ours) {
            return Err(Failure::exists(&path.join(name)).hint(message!(
                "oppgi en tom mappe med --output, eller fjern det som ligger i denne",
                "name an empty folder with --output, or remove what is in this one",
            )));
        }
        let folder = Self { source, store, files: BTreeMap::new(), written: 0 };
        // From now on the files in it are known to be of a site.
        folder.write_record()?;
        Ok(folder)
    }

    /// Whether files are there as they were written.
    pub(super) fn has_all(&self, paths: &[String]) -> bool {
        paths.iter().all(|path| {
            let known = self.store.files.get(path);
            known.is_some() && self.source.digest(Path::new(path)).as_ref() == known
        })
    }

    /// Writes a file, unless it is there with the same bytes.
    ///
    /// # Errors
    /// The system refuses.
    pub(super) fn put(&mut self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        let digest = Digest::of(bytes);
        if self.source.digest(Path::new(path)) != Some(digest) {
            write_inside(&self.source, Path::new(path), bytes)?;
            self.written += 1;
        }
        self.store.files.insert(path.to_owned(), digest);
        self.files.insert(path.to_owned(), digest);
        Ok(())
    }

    /// Keeps files that are there.
    pub(super) fn keep(&mut self, paths: &[String]) {
        for path in paths {
            if let Some(digest) = self.store.files.get(path) {
                self.files.insert(path.clone(), *digest);
            }
        }
    }

    /// Removes the files that were written once and are of the site no more, and folders that they leave empty.
    pub(super) fn remove_others(&mut self) {
        let stays = |path: &String| self.files.contains_key(path);
        let removed = remove_stale_files(&self.source, &self.store.files, stays);
        let folders: BTreeSet<&Path> =
            removed.into_iter().flat_map(|path| Path::new(path).ancestors().skip(1)).collect();
        // The deepest first; one with something in it stays.
        for folder in folders.iter().rev().filter(|folder| !folder.as_os_str().is_empty()) {
            let _ = fs::remove_dir(self.source.root().join(folder));
        }
        self.store.files.clone_from(&self.files);
        self.store.pages.retain(|page, _| self.files.contains_key(page));
    }

    /// Writes what is known of the files.
    ///
    /// # Errors
    /// The system refuses.
    pub(super) fn write_record(&self) -> Result<(), Failure> {
        write_inside(&self.source, Path::new(MANIFEST), &self.store.bytes())
    }
}
