//! The memory of a folder of reports: what each was made of.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Record, Source, Sources, write};
use crate::diagnostics::{Failure, KeptFinding};
use crate::digest::Digest;

/// Where it lies below the project's folder.
const FILE: &str = "rapporter/.regionrapport.json";
/// The version of the file's form; another is not read.
const VERSION: u32 = 1;

/// More bytes than a record usually takes in the file.
const A_RECORD: usize = 1024;

/// What each report was made of, by the file it was written to.
///
/// It is a memory and no truth: without it, or with a damaged one, reports are made anew.
#[derive(Debug, Default)]
pub struct Manifest {
    path: PathBuf,
    records: BTreeMap<String, Record>,
    /// The records that are newer than the file.
    unsaved: BTreeMap<String, Record>,
    /// The file's first line when it was last read or written.
    seen: Option<Digest>,
    /// What reports share, each once.
    shared: BTreeSet<Shared>,
}

/// What many reports share.
type Shared = Arc<BTreeMap<Source, Option<Digest>>>;

/// The file: a line with the digest of the rest, and the rest, which is this as JSON. What
/// reports share stands in it once.
#[derive(Serialize, Deserialize)]
struct Stored<'a> {
    version: u32,
    shared: Vec<Vec<(Source, Option<Digest>)>>,
    reports: BTreeMap<Cow<'a, str>, StoredRecord<'a>>,
}

#[derive(Serialize, Deserialize)]
struct StoredRecord<'a> {
    data: Cow<'a, BTreeMap<String, Digest>>,
    own: Cow<'a, BTreeMap<String, Option<Digest>>>,
    shared: usize,
    written: Cow<'a, BTreeMap<String, Digest>>,
    pages: usize,
    bytes: usize,
    warnings: Cow<'a, [KeptFinding]>,
}

impl Manifest {
    /// The manifest of a project; an empty one, if there is none that can be read.
    #[must_use]
    pub fn read(root: &Path) -> Self {
        let path = root.join(FILE);
        let (seen, records) = read(&path).unzip();
        Self { path, seen, records: records.unwrap_or_default(), ..Self::default() }
    }

    /// What is known of the report that was written to a file, named by its path below the
    /// project's folder.
    #[must_use]
    pub fn get(&self, target: &str) -> Option<&Record> {
        self.records.get(target)
    }

    /// Notes that a report has been written.
    pub fn put(&mut self, target: String, mut record: Record) {
        let shared = &mut record.sources.shared;
        match self.shared.get(shared) {
            Some(known) => *shared = Arc::clone(known),
            None => {
                self.shared.insert(Arc::clone(shared));
            }
        }
        self.unsaved.insert(target, record);
    }

    /// Writes what is new into the file, beside what others have written into it meanwhile.
    ///
    /// # Errors
    /// The system refuses.
    pub fn save(&mut self) -> Result<(), Failure> {
        if self.unsaved.is_empty() {
            return Ok(());
        }
        if self.seen.is_none() || first_line(&self.path) != self.seen {
            self.records =
                read(&self.path).map(|(_, records)| records).unwrap_or_default();
        }
        // Of files that are gone there is nothing to know.
        let root = self.path.parent().and_then(Path::parent).unwrap_or(Path::new(""));
        self.records
            .retain(|_, record| record.written.keys().any(|it| root.join(it).exists()));
        self.records.append(&mut self.unsaved);
        let (digest, bytes) = stored(&self.records)?;
        write(&self.path, &bytes)?;
        self.seen = Some(digest);
        Ok(())
    }
}

/// The digest that a manifest begins with.
fn first_line(path: &Path) -> Option<Digest> {
    let mut line = [0; 32];
    fs::File::open(path).ok()?.read_exact(&mut line).ok()?;
    std::str::from_utf8(&line).ok()?.parse().ok()
}

fn read(path: &Path) -> Option<(Digest, BTreeMap<String, Record>)> {
    let text = fs::read_to_string(path).ok()?;
    let (digest, json) = text.split_once('\n')?;
    let digest = digest.parse().ok().filter(|it| *it == Digest::of(json.as_bytes()))?;
    let stored: Stored = serde_json::from_str(json).ok()?;
    if stored.version != VERSION {
        return None;
    }
    let shared = stored.shared.into_iter().map(|pairs| pairs.into_iter().collect());
    let shared: Vec<Shared> = shared.map(Arc::new).collect();
    let record = |it: StoredRecord| {
        let shared = Arc::clone(shared.get(it.shared)?);
        let (data, own) = (it.data.into_owned(), it.own.into_owned());
        Some(Record {
            sources: Sources { data, own, shared },
            written: it.written.into_owned(),
            pages: it.pages,
            bytes: it.bytes,
            warnings: it.warnings.into_owned(),
        })
    };
    let reports = stored.reports.into_iter();
    let records = reports.map(|(target, it)| Some((target.into_owned(), record(it)?)));
    Some((digest, records.collect::<Option<_>>()?))
}

/// The digest and the bytes of a file with these records.
fn stored(records: &BTreeMap<String, Record>) -> Result<(Digest, Vec<u8>), Failure> {
    let mut shared = Vec::new();
    let mut numbers = BTreeMap::new();
    let mut reports = BTreeMap::new();
    for (target, record) in records {
        let sources = &record.sources;
        let number = *numbers.entry(&sources.shared).or_insert_with_key(|it| {
            shared.push(it.iter().map(|(source, it)| (source.clone(), *it)).collect());
            shared.len() - 1
        });
        let stored = StoredRecord {
            data: Cow::Borrowed(&sources.data),
            own: Cow::Borrowed(&sources.own),
            shared: number,
            written: Cow::Borrowed(&record.written),
            pages: record.pages,
            bytes: record.bytes,
            warnings: Cow::Borrowed(&record.warnings),
        };
        reports.insert(Cow::Borrowed(target.as_str()), stored);
    }
    let stored = Stored { version: VERSION, shared, reports };
    // With room for all, so that what is written is not copied as it grows.
    let mut bytes = Vec::with_capacity(records.len() * A_RECORD);
    bytes.extend([b' '; 32]);
    bytes.push(b'\n');
    serde_json::to_writer(&mut bytes, &stored)
        .map_err(|e| Failure::new(format!("cannot write the manifest as JSON: {e}")))?;
    let digest = Digest::of(&bytes[33..]);
    bytes[..32].copy_from_slice(digest.to_string().as_bytes());
    Ok((digest, bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A project's folder with a report that was written.
    fn folder(names: &[&str]) -> (tempfile::TempDir, Manifest) {
        let root = tempfile::tempdir().unwrap();
        let mut manifest = Manifest::read(root.path());
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
        let back = Manifest::read(root.path());
        assert_eq!(back.get("rapporter/p/a.pdf"), Some(&record("rapporter/p/a.pdf")));
        fs::remove_file(root.path().join("rapporter/p/b.pdf")).unwrap();
        first.put("rapporter/p/a.pdf".into(), record("rapporter/p/a.pdf"));
        first.save().unwrap();
        assert_eq!(Manifest::read(root.path()).records.len(), 1);
    }

    #[test]
    fn two_who_save_keep_each_others_reports() {
        let (root, mut one) = folder(&["rapporter/p/a.pdf"]);
        let mut other = Manifest::read(root.path());
        for (manifest, name) in
            [(&mut one, "rapporter/p/b.pdf"), (&mut other, "rapporter/p/c.pdf")]
        {
            write(&root.path().join(name), b"pdf").unwrap();
            manifest.put(name.into(), record(name));
            manifest.save().unwrap();
        }
        assert_eq!(Manifest::read(root.path()).records.len(), 3);
    }

    #[test]
    fn a_manifest_with_any_byte_changed_or_lost_is_none() {
        let (root, _) = folder(&["rapporter/p/a.pdf"]);
        let path = root.path().join(FILE);
        let whole = fs::read(&path).unwrap();
        for at in 0..whole.len() {
            let mut changed = whole.clone();
            changed[at] ^= 1;
            fs::write(&path, &changed).unwrap();
            assert!(Manifest::read(root.path()).records.is_empty(), "byte {at}");
            fs::write(&path, &whole[..at]).unwrap();
            assert!(Manifest::read(root.path()).records.is_empty(), "cut at {at}");
        }
    }
}
