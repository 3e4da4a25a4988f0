//! The comparison of what lies in `publisert/` with what was issued.

use std::collections::BTreeSet;
use std::path::Path;

use super::names::RECORD;
use super::record::{Edition, Publication};
use crate::digest::sha256;
use crate::fault::PublicationFault;
use crate::finding::{Finding, Place};
use crate::source_files::SourceFiles;

/// The most bytes of a file that is compared.
const MAX_SIZE: u64 = 1_000_000_000;

/// An error for each file of a published report that is not what was issued, and a warning for each that
/// never was.
pub fn verify(source: &SourceFiles, folder: &str, publication: &Publication) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut known = BTreeSet::from([format!("{folder}/{RECORD}")]);
    for edition in &publication.utgaver {
        for (name, digest) in edition.files(folder) {
            let path = format!("{folder}/{name}");
            findings.extend(changed(source, edition, &path, digest));
            known.insert(path);
        }
    }
    findings.extend(files_but(source, folder, &known));
    findings
}

/// An error for each copy of a file that an edition was made of and that is not what it was.
pub fn verify_sources(source: &SourceFiles, folder: &str, edition: &Edition) -> Vec<Finding> {
    let copies = edition.names(folder).sources;
    let path = |name: &String| format!("{folder}/{copies}/{name}");
    let kept = edition.kilder.iter();
    kept.filter_map(|(name, digest)| changed(source, edition, &path(name), digest)).collect()
}

/// The PDF of an edition as it was issued.
///
/// # Errors
/// It is not there, or not what it was.
pub fn issued_pdf(
    source: &SourceFiles,
    folder: &str,
    edition: &Edition,
) -> Result<Vec<u8>, Finding> {
    let path = format!("{folder}/{}", edition.names(folder).pdf);
    let digest = edition.filer.get(&edition.names(folder).pdf).map_or("", String::as_str);
    match changed(source, edition, &path, digest) {
        Some(finding) => Err(finding),
        None => source
            .read(Path::new(&path), MAX_SIZE)
            .map_err(|fault| Finding::error(fault, Place::file(path))),
    }
}

/// The error that a file is not what was issued, if it is not.
fn changed(source: &SourceFiles, edition: &Edition, path: &str, digest: &str) -> Option<Finding> {
    let (number, date) = (edition.utgave.0, edition.dato.0.to_string());
    let bytes = source.read(Path::new(path), MAX_SIZE).ok();
    let fault = match bytes.as_deref().map(sha256) {
        Some(now) if now == digest => return None,
        Some(_) => PublicationFault::IssuedChanged { edition: number, date },
        None => PublicationFault::IssuedMissing { edition: number, date },
    };
    Some(Finding::error(fault, Place::file(path.to_owned())))
}

/// A warning for each file in the folder of a report of which no edition has been issued.
pub fn unissued(source: &SourceFiles, folder: &str) -> Vec<Finding> {
    files_but(source, folder, &BTreeSet::new())
}

/// A warning for each file of a folder that is not among those that are known.
fn files_but(source: &SourceFiles, folder: &str, known: &BTreeSet<String>) -> Vec<Finding> {
    let files = source.files_below(Path::new(folder)).into_iter();
    let paths = files.map(|(path, _)| source.display_path(&path));
    let unknown = paths.filter(|path| !known.contains(path));
    unknown.map(|path| Finding::warning(PublicationFault::NotIssued, Place::file(path))).collect()
}
