//! The data files that a workspace has read, each checked on its own.

use std::collections::HashMap;
use std::ffi::OsString;
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use serde::de::DeserializeOwned;

use super::{Keep, Workspace};
use crate::digest::Digest;
use crate::fault::{Fault, PlanFault, ShapeFault};
use crate::finding::{Finding, MAX_SHOWN, has_errors, limit};
use crate::model::{Doc, Periode, Program, Region};
use crate::project::read_file;
use crate::rules;
use crate::schema::{self, FileKind};
use crate::tree::{DecodeError, Document};
use crate::yaml;

/// How many levels above a fault a document is cut at most, to see what is left.
const MAX_CUT_LEVELS: usize = 4;

/// A file that has been read and checked on its own.
pub(crate) struct CheckedFile<T> {
    /// Its path below the project's folder.
    pub(crate) name: Arc<str>,
    /// The decoded data. If there are findings, what remains without the parts they concern, so that
    /// the rules still run on it.
    pub(crate) doc: Option<Arc<Doc<T>>>,
    /// Why it cannot be read, or does not follow its schema.
    pub(crate) findings: Vec<Finding>,
    /// What the rules find in it.
    pub(crate) rule_findings: Vec<Finding>,
    /// The digest of its bytes, if they could be read.
    pub(crate) digest: Option<Digest>,
}

impl<T> CheckedFile<T> {
    /// Everything that is found in the file by itself.
    pub(crate) fn all_findings(&self) -> impl Iterator<Item = Finding> {
        self.findings.iter().chain(&self.rule_findings).cloned()
    }
}

/// The files of one kind that are kept, by their paths: as bytes, since paths are compared by their
/// parts, which takes long.
type Cache<T> = Mutex<HashMap<OsString, Arc<OnceLock<Arc<CheckedFile<T>>>>>>;

/// The data files of a workspace.
#[derive(Default)]
pub(crate) struct DataFiles {
    keep: Keep,
    programs: Cache<Program>,
    regions: Cache<Region>,
    periods: Cache<Periode>,
}

impl DataFiles {
    pub(crate) fn new(keep: Keep) -> Self {
        Self { keep, ..Self::default() }
    }

    /// The same with nothing read yet.
    pub(crate) fn emptied(&self) -> Self {
        Self::new(self.keep)
    }
}

impl Workspace {
    /// A `program.yaml`, with what the rules find in it.
    pub(crate) fn program(&self, path: &Path) -> Arc<CheckedFile<Program>> {
        let rules = |doc: &Doc<Program>| rules::program(doc, self.assets());
        read_cached(&self.files.programs, path, || self.read(FileKind::Program, path, rules))
    }

    /// A `region.yaml`, with what the rules find in it.
    pub(crate) fn region(&self, path: &Path) -> Arc<CheckedFile<Region>> {
        let mut programs = self.project.programs.values();
        let program = programs.find(|program| path.starts_with(&program.path));
        let program = program.map(|program| self.program(&program.file()));
        let program = program.as_ref().and_then(|file| Some(&file.doc.as_ref()?.value));
        let rules = |doc: &Doc<Region>| rules::region(doc, program, self.assets());
        let read = || {
            let mut file = self.read(FileKind::Region, path, rules);
            if let Some(finding) = self.not_begun(path, &file) {
                file.findings = vec![finding];
            }
            file
        };
        match self.files.keep {
            Keep::Programs => Arc::new(read()),
            Keep::Everything => read_cached(&self.files.regions, path, read),
        }
    }

    /// The finding for a new region that is not filled in, instead of one for each field.
    fn not_begun(&self, path: &Path, file: &CheckedFile<Region>) -> Option<Finding> {
        if file.findings.is_empty() {
            return None;
        }
        let programs = self.project.programs.values();
        let mut folders = programs.flat_map(|program| program.regions.values());
        let folder = folders.find(|folder| path.starts_with(&folder.path))?;
        if !folder.periods.is_empty() {
            return None;
        }
        let empty = |finding: &Finding| match &finding.fault {
            Fault::Shape(ShapeFault::EmptyField { field, .. }) => Some(field.clone()),
            _ => None,
        };
        let fields = file.findings.iter().map(empty).collect::<Option<Vec<_>>>()?;
        let place = file.findings[0].place.clone();
        Some(Finding::warning(PlanFault::NotBegun { fields }, place))
    }

    /// The file of a period. What the rules find in it depends on the report it is read for.
    pub(crate) fn period(&self, path: &Path) -> Arc<CheckedFile<Periode>> {
        let read = || self.read(FileKind::Period, path, |_| Vec::new());
        match self.files.keep {
            Keep::Programs => Arc::new(read()),
            Keep::Everything => read_cached(&self.files.periods, path, read),
        }
    }

    /// Reads, parses, checks and decodes a file.
    fn read<T: DeserializeOwned>(
        &self,
        kind: FileKind,
        path: &Path,
        rules: impl FnOnce(&Doc<T>) -> Vec<Finding>,
    ) -> CheckedFile<T> {
        let name = self.project.display_path(path);
        let bytes = read_file(&self.source, path);
        let digest = bytes.as_deref().ok().map(Digest::of);
        let document = bytes
            .and_then(|bytes| yaml::read(&name, bytes))
            .map_err(|finding| vec![finding])
            .and_then(|file| yaml::parse(&file));
        let (doc, findings) = match document {
            Ok(document) => decode(kind, document),
            Err(findings) => (None, findings),
        };
        let findings = limit(findings);
        let mut rule_findings = doc.as_ref().map(rules).unwrap_or_default();
        if has_errors(&findings) {
            rule_findings.retain(|finding| !finding.fault.may_follow());
        }
        let rule_findings = limit(rule_findings);
        CheckedFile { name: name.into(), doc: doc.map(Arc::new), findings, rule_findings, digest }
    }
}

/// A file from a cache, which is read if it is not there. Others that ask for it meanwhile wait.
fn read_cached<T>(
    cache: &Cache<T>,
    path: &Path,
    read: impl FnOnce() -> CheckedFile<T>,
) -> Arc<CheckedFile<T>> {
    let mut files = cache.lock().unwrap_or_else(PoisonError::into_inner);
    let file = match files.get(path.as_os_str()) {
        Some(file) => Arc::clone(file),
        None => Arc::clone(files.entry(path.as_os_str().to_owned()).or_default()),
    };
    drop(files);
    Arc::clone(file.get_or_init(|| Arc::new(read())))
}

/// Decodes a document, or what is left of it without its faulty parts.
fn decode<T: DeserializeOwned>(
    kind: FileKind,
    document: Document,
) -> (Option<Doc<T>>, Vec<Finding>) {
    let findings = schema::check(kind, &document);
    if findings.is_empty() {
        let place = document.locate(&[]);
        return match doc(document) {
            Ok(doc) => (Some(doc), findings),
            Err(error) => {
                let fault = ShapeFault::Internal { detail: error.to_string() };
                (None, vec![Finding::error(fault, place)])
            }
        };
    }
    // So many faults leave nothing that could be checked.
    if findings.len() > MAX_SHOWN {
        return (None, findings);
    }
    let spans: Vec<_> = findings.iter().map(|finding| finding.place.span.clone()).collect();
    let cut = |levels| doc(document.without(&spans, levels)).ok();
    ((0..MAX_CUT_LEVELS).find_map(cut), findings)
}

/// A document with its value.
fn doc<T: DeserializeOwned>(document: Document) -> Result<Doc<T>, DecodeError> {
    let value = document.root.decode()?;
    Ok(Doc { value, document })
}
