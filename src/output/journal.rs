//! The journal of the manifest: what was written since the manifest was saved last, a line for each report, so
//! that a process that is killed costs no report that it had finished.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::inside::{REPORTS, prepare};
use super::{Record, Source};
use crate::digest::Digest;
use crate::finding::Failure;
use crate::lang::message;
use crate::source_files::{JOURNAL, SourceFiles};

/// The most bytes that are read of a journal.
const MAX_SIZE: u64 = 64_000_000;

/// A line of the journal, after its digest.
#[derive(Serialize, Deserialize)]
struct Entry<R> {
    target: String,
    shared: Vec<(Source, Option<Digest>)>,
    record: R,
}

/// The path of the journal below the project's folder.
fn file() -> PathBuf {
    Path::new(REPORTS).join(JOURNAL)
}

/// Adds the record of a report to the journal.
///
/// # Errors
/// The system refuses.
pub(super) fn append(source: &SourceFiles, target: &str, record: &Record) -> Result<(), Failure> {
    let shared = record.sources.shared.iter();
    let shared = shared.map(|(source, digest)| (source.clone(), *digest)).collect();
    let entry = Entry { target: target.to_owned(), shared, record };
    let Ok(json) = serde_json::to_string(&entry) else { return Ok(()) };
    let line = format!("{} {json}\n", Digest::of(json.as_bytes()));
    let path = prepare(source, &file())?;
    let mut journal = File::options().create(true).append(true).open(&path);
    let written = journal.as_mut().map(|journal| journal.write_all(line.as_bytes()));
    match written {
        Ok(Ok(())) => Ok(()),
        Ok(Err(e)) => Err(Failure::io(&message!("skrive", "write"), &path, &e)),
        Err(e) => Err(Failure::io(&message!("skrive", "write"), &path, e)),
    }
}

/// The records in the journal, those that are whole.
pub(super) fn read(source: &SourceFiles) -> Vec<(String, Record)> {
    let bytes = source.read(&file(), MAX_SIZE).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let records = text.lines().filter_map(|line| {
        let (digest, json) = line.split_once(' ')?;
        let written: Digest = digest.parse().ok()?;
        if written != Digest::of(json.as_bytes()) {
            return None;
        }
        let mut entry: Entry<Record> = serde_json::from_str(json).ok()?;
        entry.record.sources.shared = Arc::new(entry.shared.into_iter().collect());
        Some((entry.target, entry.record))
    });
    records.collect()
}

/// Removes the journal, of which all is in the manifest.
pub(super) fn clear(source: &SourceFiles) {
    let _ = fs::remove_file(source.root().join(file()));
}
