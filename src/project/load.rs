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
use crate::source;

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
    pub period: Doc<Periode>,
}

type Read<T> = Result<Arc<Doc<T>>, Vec<Finding>>;

/// The files that several reports share, read once.
pub struct Loader<'a> {
    project: &'a Project,
    programs: BTreeMap<PathBuf, Read<Program>>,
    regions: BTreeMap<PathBuf, Read<Region>>,
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
        let programs = self.programs.values().filter_map(|read| read.as_ref().err());
        let regions = self.regions.values().filter_map(|read| read.as_ref().err());
        programs.chain(regions).flatten().cloned().collect()
    }

    /// The programmes that could be read.
    pub fn programs(&self) -> impl Iterator<Item = &Doc<Program>> {
        self.programs.values().filter_map(|read| read.as_deref().ok())
    }

    /// The regions that could be read.
    pub fn regions(&self) -> impl Iterator<Item = &Doc<Region>> {
        self.regions.values().filter_map(|read| read.as_deref().ok())
    }

    /// How many files have been read.
    #[must_use]
    pub fn files(&self) -> usize {
        self.programs.len() + self.regions.len()
    }

    /// The data of a report.
    ///
    /// # Errors
    /// The findings of the period's file; none, if only the shared files have any.
    pub fn load(&self, id: &ReportId) -> Result<Loaded, Vec<Finding>> {
        let folder = self.project.region(&id.program, &id.region);
        let period = folder.and_then(|f| f.periods.get(&id.period));
        let period = match period {
            Some(path) => read(self.project, FileKind::Period, path)?,
            None => return Err(Vec::new()),
        };
        let program = self.programs.get(&program_file(self.project, &id.program));
        let region = folder.and_then(|f| self.regions.get(&region_file(f)));
        match (program, region) {
            (Some(Ok(program)), Some(Ok(region))) => Ok(Loaded {
                id: id.clone(),
                program: Arc::clone(program),
                region: Arc::clone(region),
                period,
            }),
            _ => Err(Vec::new()),
        }
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
) -> BTreeMap<PathBuf, Read<T>> {
    paths.sort();
    paths.dedup();
    let results: Vec<_> =
        paths.par_iter().map(|path| read(project, kind, path).map(Arc::new)).collect();
    paths.into_iter().zip(results).collect()
}

/// Reads, parses, checks and decodes one file.
fn read<T: DeserializeOwned>(
    project: &Project,
    kind: FileKind,
    path: &Path,
) -> Result<Doc<T>, Vec<Finding>> {
    let shown = project.shown(path);
    let bytes = read_file(path, &shown).map_err(|f| vec![f])?;
    let file = source::read(&shown, bytes).map_err(|f| vec![f])?;
    let document = source::parse(&file)?;
    let findings = schema::check(kind, &document);
    if !findings.is_empty() {
        return Err(findings);
    }
    match document.root.decode() {
        Ok(value) => Ok(Doc { value, document }),
        Err(error) => {
            let code = Code::Internal { detail: error.to_string() };
            Err(vec![Finding::error(code, document.locate(&[]))])
        }
    }
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
    let (size, limit) = (metadata.len(), source::MAX_FILE_SIZE);
    if size > limit {
        return Err(finding(Code::TooLarge { size, limit }));
    }
    fs::read(path).map_err(|e| finding(Code::Unreadable { reason: e.to_string() }))
}
