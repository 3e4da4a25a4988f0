//! Reading and checking the files that reports are made of, each file once.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use serde::de::DeserializeOwned;

use super::{Project, ReportId};
use crate::diagnostics::{Code, Finding, Place};
use crate::model::{Doc, Periode, Program, Region};
use crate::schema::{self, FileKind};
use crate::source::{self, DecodeError, Document};

/// How far above a fault a document is cut at most, to see what is left.
const MOST_LEVELS: usize = 4;

/// The data of one report.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The report's name.
    pub id: ReportId,
    /// The programme.
    pub program: Arc<Doc<Program>>,
    /// The region.
    pub region: Arc<Doc<Region>>,
    /// The period.
    pub period: Arc<Doc<Periode>>,
}

/// A file that has been read and checked.
struct Checked<T> {
    /// The data; with findings, only what is left without the parts they concern, so that
    /// the rules can look at the rest in the same run.
    doc: Option<Arc<Doc<T>>>,
    findings: Vec<Finding>,
}

/// The files that several reports share, read once.
pub struct Loader<'a> {
    project: &'a Project,
    programs: BTreeMap<PathBuf, Checked<Program>>,
    regions: BTreeMap<PathBuf, Checked<Region>>,
}

impl<'a> Loader<'a> {
    /// Reads the programmes and regions of a choice of reports.
    #[must_use]
    pub fn new(project: &'a Project, reports: &[ReportId]) -> Self {
        let mut programs = Vec::new();
        let mut regions = Vec::new();
        for id in reports {
            programs.push(program_file(project, &id.program));
            regions.extend(project.region(&id.program, &id.region).map(region_file));
        }
        Self {
            project,
            programs: read_all(project, FileKind::Program, programs),
            regions: read_all(project, FileKind::Region, regions),
        }
    }

    /// The same with every file of the project, whether a report uses it or not.
    #[must_use]
    pub fn whole(project: &'a Project) -> Self {
        let programs = project.programs.keys().map(|name| program_file(project, name));
        let folders = project.programs.values().flat_map(|p| p.regions.values());
        Self {
            project,
            programs: read_all(project, FileKind::Program, programs.collect()),
            regions: read_all(
                project,
                FileKind::Region,
                folders.map(region_file).collect(),
            ),
        }
    }

    /// The findings of the programmes and regions.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let programs = self.programs.values().flat_map(|checked| &checked.findings);
        let regions = self.regions.values().flat_map(|checked| &checked.findings);
        programs.chain(regions).cloned().collect()
    }

    /// The programmes, as far as they could be read.
    pub fn programs(&self) -> impl Iterator<Item = &Doc<Program>> {
        self.programs.values().filter_map(|checked| checked.doc.as_deref())
    }

    /// The regions, as far as they could be read.
    pub fn regions(&self) -> impl Iterator<Item = &Doc<Region>> {
        self.regions.values().filter_map(|checked| checked.doc.as_deref())
    }

    /// How many files have been read.
    #[must_use]
    pub fn files(&self) -> usize {
        self.programs.len() + self.regions.len()
    }

    /// The data of a report, as far as it could be read, and the findings of its period's
    /// file. Those of the other files are in [`findings`](Self::findings).
    #[must_use]
    pub fn load(&self, id: &ReportId) -> (Option<Loaded>, Vec<Finding>) {
        let Some(folder) = self.project.region(&id.program, &id.region) else {
            return (None, Vec::new());
        };
        let Some(path) = folder.periods.get(&id.period) else {
            return (None, Vec::new());
        };
        let Checked { doc, findings } = read(self.project, FileKind::Period, path);
        let program = self.programs.get(&program_file(self.project, &id.program));
        let region = self.regions.get(&region_file(folder));
        let loaded = || {
            Some(Loaded {
                id: id.clone(),
                program: program?.doc.clone()?,
                region: region?.doc.clone()?,
                period: doc?,
            })
        };
        (loaded(), findings)
    }
}

fn program_file(project: &Project, name: &str) -> PathBuf {
    let folder = project.programs.get(name).map(|p| p.path.as_path());
    folder.unwrap_or(&project.root).join("program.yaml")
}

fn region_file(folder: &super::RegionFolder) -> PathBuf {
    folder.path.join("region.yaml")
}

fn read_all<T: DeserializeOwned + Send + Sync>(
    project: &Project,
    kind: FileKind,
    mut paths: Vec<PathBuf>,
) -> BTreeMap<PathBuf, Checked<T>> {
    paths.sort();
    paths.dedup();
    let files: Vec<_> = paths.par_iter().map(|path| read(project, kind, path)).collect();
    paths.into_iter().zip(files).collect()
}

/// Reads, parses, checks and decodes one file.
fn read<T: DeserializeOwned>(
    project: &Project,
    kind: FileKind,
    path: &Path,
) -> Checked<T> {
    let shown = project.shown(path);
    let document = read_file(path, &shown)
        .and_then(|bytes| source::read(&shown, bytes))
        .map_err(|finding| vec![finding])
        .and_then(|file| source::parse(&file));
    match document {
        Err(findings) => Checked { doc: None, findings },
        Ok(document) => decode(kind, document),
    }
}

/// Decodes a document, or what is left of it without its faulty parts.
fn decode<T: DeserializeOwned>(kind: FileKind, document: Document) -> Checked<T> {
    let findings = schema::check(kind, &document);
    if findings.is_empty() {
        let place = document.locate(&[]);
        return match doc(document) {
            Ok(doc) => Checked { doc: Some(doc), findings },
            Err(error) => {
                let code = Code::Internal { detail: error.to_string() };
                Checked { doc: None, findings: vec![Finding::error(code, place)] }
            }
        };
    }
    let spans: Vec<_> = findings.iter().map(|f| f.place.span.clone()).collect();
    let doc =
        (0..MOST_LEVELS).find_map(|levels| doc(document.without(&spans, levels)).ok());
    Checked { doc, findings }
}

/// A document with its value.
fn doc<T: DeserializeOwned>(document: Document) -> Result<Arc<Doc<T>>, DecodeError> {
    let value = document.root.decode()?;
    Ok(Arc::new(Doc { value, document }))
}

fn read_file(path: &Path, shown: &str) -> Result<Vec<u8>, Finding> {
    let finding = |code| Finding::error(code, Place::file(shown));
    let metadata = match fs::metadata(path) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => {
            return Err(finding(Code::MissingFile));
        }
        Err(e) => return Err(finding(Code::Unreadable { reason: e.to_string() })),
        Ok(metadata) => metadata,
    };
    if metadata.is_dir() {
        return Err(finding(Code::IsDirectory));
    }
    if !metadata.is_file() {
        // A pipe, say: to read it could take for ever.
        return Err(finding(Code::Unreadable { reason: "not a regular file".into() }));
    }
    let (size, limit) = (metadata.len(), source::MAX_FILE_SIZE);
    if size > limit {
        return Err(finding(Code::TooLarge { size, limit }));
    }
    fs::read(path).map_err(|e| finding(Code::Unreadable { reason: e.to_string() }))
}
