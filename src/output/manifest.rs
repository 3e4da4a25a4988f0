//! The manifest of a project's reports: what each was built from.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::marker::PhantomData;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::de::{self, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::inside::{REPORTS, is_below, is_plain, write_inside};
use super::lock::with_folder_lock;
use super::record::SharedSources;
use super::{Record, Source, journal};
use crate::digest::Digest;
use crate::finding::Failure;
use crate::lang::message;
use crate::source_files::{MANIFEST, SourceFiles};

/// The path of the manifest below the project's folder.
fn file() -> PathBuf {
    Path::new(REPORTS).join(MANIFEST)
}

/// The name of the file that is locked while the manifest is written, below `rapporter/`.
const LOCK: &str = ".regionrapport.json.lock";

/// The version of the file format; no other is read.
const VERSION: u32 = 2;

/// The most bytes that the file may have.
const MAX_SIZE: u64 = 64_000_000;

/// More bytes than the file usually needs for a record.
const RECORD_SIZE: usize = 1024;

/// What each report was built from, by the file that it was written to.
///
/// It is only a cache: without it, or if it is damaged, reports are built again.
#[derive(Debug)]
pub struct Manifest {
    source: SourceFiles,
    records: BTreeMap<String, Record>,
    /// The records that are not yet in the file.
    unsaved: BTreeMap<String, Record>,
    /// The digest in the file when it was last read or written.
    digest: Option<Digest>,
    /// The shared sources of all reports, each set once.
    shared: BTreeSet<SharedSources>,
    /// Whether files were removed since it was saved.
    is_pruned: bool,
}

/// The JSON of the file, after a line with its digest. Each set of shared sources is in it once, and
/// each record comes with the index of its set.
#[derive(Serialize, Deserialize)]
struct Stored<R> {
    version: u32,
    #[serde(deserialize_with = "limited")]
    shared: Vec<Vec<(Source, Option<Digest>)>>,
    reports: BTreeMap<String, (usize, R)>,
}

/// More sets than the reports of a project have.
const MAX_SETS: usize = 10_000;

/// A list of at most [`MAX_SETS`] items.
fn limited<'de, T, D>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    struct Limited<T>(PhantomData<T>);

    impl<'de, T: Deserialize<'de>> Visitor<'de> for Limited<T> {
        type Value = Vec<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<T>, A::Error> {
            let mut items = Vec::new();
            while let Some(item) = seq.next_element()? {
                if items.len() == MAX_SETS {
                    return Err(de::Error::custom("too many sets"));
                }
                items.push(item);
            }
            Ok(items)
        }
    }

    deserializer.deserialize_seq(Limited(PhantomData))
}

impl Manifest {
    /// The manifest of a project; an empty one, if there is none that can be read.
    pub fn read(source: &SourceFiles) -> Self {
        let (digest, records) = read(source).unzip();
        let mut records: BTreeMap<String, Record> = records.unwrap_or_default();
        // What a process that was killed had written.
        records.extend(journal::read(source).into_iter().filter(is_valid));
        Self {
            source: source.clone(),
            records,
            unsaved: BTreeMap::new(),
            digest,
            shared: BTreeSet::new(),
            is_pruned: false,
        }
    }

    /// The record of the report that was written to a file, named by its path below the project's
    /// folder.
    pub fn get(&self, target: &str) -> Option<&Record> {
        self.records.get(target)
    }

    /// The files of all records that are there.
    pub fn targets(&self) -> impl Iterator<Item = &str> {
        let source = &self.source;
        let there = self
            .records
            .iter()
            .filter(|(_, record)| record.written.keys().any(|path| source.has(path.as_ref())));
        there.map(|(target, _)| target.as_str())
    }

    /// Removes the files of a report; its record goes when the manifest is saved.
    ///
    /// # Errors
    /// The system refuses.
    pub fn remove(&mut self, target: &str) -> Result<(), Failure> {
        let Some(record) = self.records.remove(target) else { return Ok(()) };
        for path in record.written.keys() {
            let path = self.source.root().join(path);
            match std::fs::remove_file(&path) {
                Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
                    return Err(Failure::io(&message!("fjerne", "remove"), &path, &e));
                }
                _ => {}
            }
        }
        self.is_pruned = true;
        Ok(())
    }

    /// Records that a report has been written.
    pub fn put(&mut self, target: String, mut record: Record) {
        let shared = &mut record.sources.shared;
        if let Some(same) = self.shared.get(shared) {
            *shared = Arc::clone(same);
        } else {
            self.shared.insert(Arc::clone(shared));
        }
        // Without a journal, a process that is killed costs what it has not saved.
        let _ = journal::append(&self.source, &target, &record);
        self.unsaved.insert(target, record);
    }

    /// Adds the new records to the file, and keeps those that other processes have added to it.
    ///
    /// # Errors
    /// The system refuses; the new records are then added the next time.
    pub fn save(&mut self) -> Result<(), Failure> {
        if self.unsaved.is_empty() && !self.is_pruned {
            return Ok(());
        }
        let source = self.source.clone();
        // Other processes that build in the same folder add records as well.
        with_folder_lock(&source, &Path::new(REPORTS).join(LOCK), || self.save_locked())
    }

    /// Adds the new records to the file while nobody else does.
    fn save_locked(&mut self) -> Result<(), Failure> {
        if self.digest.is_none() || stored_digest(&self.source) != self.digest {
            self.records = read(&self.source).map(|(_, records)| records).unwrap_or_default();
        }
        self.records.extend(journal::read(&self.source).into_iter().filter(is_valid));
        // Records of files that are gone are of no use.
        let source = &self.source;
        self.records
            .retain(|_, record| record.written.keys().any(|path| source.has(path.as_ref())));
        self.records
            .extend(self.unsaved.iter().map(|(name, record)| (name.clone(), record.clone())));
        let (digest, bytes) = stored(&self.records)?;
        write_inside(source, &file(), &bytes)?;
        journal::clear(source);
        // Not before they are in the file: the next save tries again.
        self.unsaved.clear();
        self.is_pruned = false;
        self.digest = Some(digest);
        Ok(())
    }
}

/// The digest in the first line of a manifest.
fn stored_digest(source: &SourceFiles) -> Option<Digest> {
    String::from_utf8(source.start(&file(), 32)?).ok()?.parse().ok()
}

/// The digest and the records of a manifest, if it is valid. Anybody may have written it, so that
/// records of files elsewhere than below `rapporter/` are left out.
fn read(source: &SourceFiles) -> Option<(Digest, BTreeMap<String, Record>)> {
    let text = String::from_utf8(source.read(&file(), MAX_SIZE).ok()?).ok()?;
    let (digest, json) = text.split_once('\n')?;
    let digest = digest.parse().ok().filter(|digest| *digest == Digest::of(json.as_bytes()))?;
    let stored: Stored<Record> = serde_json::from_str(json).ok()?;
    if stored.version != VERSION {
        return None;
    }
    let shared = stored.shared.into_iter().map(|pairs| pairs.into_iter().collect());
    let shared: Vec<SharedSources> = shared.map(Arc::new).collect();
    let mut records = BTreeMap::new();
    for (target, (index, mut record)) in stored.reports {
        record.sources.shared = Arc::clone(shared.get(index)?);
        let pair = (target, record);
        if is_valid(&pair) {
            records.extend([pair]);
        }
    }
    Some((digest, records))
}

/// Whether a record is of files below `rapporter/` alone, and names its sources as this program does.
fn is_valid((target, record): &(String, Record)) -> bool {
    let is_ours = record.written.keys().chain([target]).all(|path| is_below(path, REPORTS));
    is_ours && record.files().all(|path| is_plain(path))
}

/// The digest and the bytes of a manifest with some records.
fn stored(records: &BTreeMap<String, Record>) -> Result<(Digest, Vec<u8>), Failure> {
    let mut shared = Vec::new();
    let mut indices = BTreeMap::new();
    let mut reports = BTreeMap::new();
    for (target, record) in records {
        let set = &record.sources.shared;
        let index = *indices.entry(set).or_insert_with(|| {
            shared.push(set.iter().map(|(source, digest)| (source.clone(), *digest)).collect());
            shared.len() - 1
        });
        reports.insert(target.clone(), (index, record));
    }
    let stored = Stored { version: VERSION, shared, reports };
    // With capacity for all records, so that the bytes are not copied as they grow.
    let mut bytes = Vec::with_capacity(records.len() * RECORD_SIZE);
    bytes.extend([b' '; 32]);
    bytes.push(b'\n');
    serde_json::to_writer(&mut bytes, &stored).map_err(|e| {
        Failure::new(message!(
            "kan ikke skrive manifestet som JSON: {e}",
            "cannot write the manifest as JSON: {e}",
        ))
    })?;
    let digest = Digest::of(&bytes[33..]);
    bytes[..32].copy_from_slice(digest.to_string().as_bytes());
    Ok((digest, bytes))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::output::{Sources, write};

    fn source(root: &tempfile::TempDir) -> SourceFiles {
        SourceFiles::new(root.path().canonicalize().unwrap())
    }

    /// A project's folder with reports that have been written.
    fn folder(names: &[&str]) -> (tempfile::TempDir, Manifest) {
        let root = tempfile::tempdir().unwrap();
        let mut manifest = Manifest::read(&source(&root));
        for name in names {
            write(&root.path().join(name), b"pdf").unwrap();
            manifest.put((*name).into(), record(name));
        }
        manifest.save().unwrap();
        (root, manifest)
    }

    fn record(name: &str) -> Record {
        let shared = Arc::new(BTreeMap::from([(Source::Words("nb".into()), None)]));
        let digest = Digest::of(b"pdf");
        Record {
            sources: Sources { shared, ..Sources::default() },
            written: BTreeMap::from([(name.into(), digest)]),
            pages: 3,
            ..Record::default()
        }
    }

    #[test]
    fn what_is_saved_comes_back_and_what_is_gone_does_not() {
        let (root, mut first) = folder(&["rapporter/p/a.pdf", "rapporter/p/b.pdf"]);
        let back = Manifest::read(&source(&root));
        assert_eq!(back.get("rapporter/p/a.pdf"), Some(&record("rapporter/p/a.pdf")));
        fs::remove_file(root.path().join("rapporter/p/b.pdf")).unwrap();
        first.put("rapporter/p/a.pdf".into(), record("rapporter/p/a.pdf"));
        first.save().unwrap();
        assert_eq!(Manifest::read(&source(&root)).records.len(), 1);
    }

    #[test]
    fn two_who_save_keep_each_others_reports() {
        let (root, mut one) = folder(&["rapporter/p/a.pdf"]);
        let mut other = Manifest::read(&source(&root));
        for (manifest, name) in [(&mut one, "rapporter/p/b.pdf"), (&mut other, "rapporter/p/c.pdf")]
        {
            write(&root.path().join(name), b"pdf").unwrap();
            manifest.put(name.into(), record(name));
            manifest.save().unwrap();
        }
        assert_eq!(Manifest::read(&source(&root)).records.len(), 3);
    }

    #[test]
    fn what_was_written_before_a_kill_is_known() {
        let (root, mut manifest) = folder(&["rapporter/p/a.pdf"]);
        let name = "rapporter/p/b.pdf";
        write(&root.path().join(name), b"pdf").unwrap();
        manifest.put(name.into(), record(name));
        // Not saved.
        drop(manifest);
        let mut next = Manifest::read(&source(&root));
        assert_eq!(next.get(name), Some(&record(name)));
        assert!(next.get("rapporter/p/a.pdf").is_some());
        let journal = root.path().join("rapporter/.regionrapport.journal");
        let text = fs::read_to_string(&journal).unwrap();
        fs::write(&journal, &text[..text.len() / 2]).unwrap();
        assert!(Manifest::read(&source(&root)).get(name).is_none());
        next.put("rapporter/p/a.pdf".into(), record("rapporter/p/a.pdf"));
        next.save().unwrap();
        assert!(!journal.exists());
    }

    #[test]
    fn what_could_not_be_saved_is_saved_the_next_time() {
        let (root, mut manifest) = folder(&["rapporter/p/a.pdf"]);
        let (file, name) = (root.path().join(file()), "rapporter/p/b.pdf");
        write(&root.path().join(name), b"pdf").unwrap();
        manifest.put(name.into(), record(name));
        fs::remove_file(&file).unwrap();
        fs::create_dir(&file).unwrap();
        assert!(manifest.save().is_err() && manifest.save().is_err());
        fs::remove_dir(&file).unwrap();
        manifest.save().unwrap();
        assert!(Manifest::read(&source(&root)).get(name).is_some());
    }

    #[test]
    fn records_of_files_elsewhere_are_none() {
        for name in ["../a.pdf", "/a.pdf", "data/a.yaml", "rapporter/../a.pdf"] {
            let (root, mut manifest) = folder(&["rapporter/p/a.pdf"]);
            manifest.put("rapporter/p/b.pdf".into(), record(name));
            manifest.save().unwrap();
            let back = Manifest::read(&source(&root));
            assert!(back.get("rapporter/p/b.pdf").is_none(), "{name}");
            assert!(back.get("rapporter/p/a.pdf").is_some(), "{name}");
        }
    }

    #[test]
    fn a_manifest_with_any_byte_changed_or_lost_is_none() {
        let (root, _) = folder(&["rapporter/p/a.pdf"]);
        let path = root.path().join(file());
        let whole = fs::read(&path).unwrap();
        for at in 0..whole.len() {
            let mut changed = whole.clone();
            changed[at] ^= 1;
            fs::write(&path, &changed).unwrap();
            assert!(Manifest::read(&source(&root)).records.is_empty(), "byte {at}");
            fs::write(&path, &whole[..at]).unwrap();
            assert!(Manifest::read(&source(&root)).records.is_empty(), "cut at {at}");
        }
    }
}
