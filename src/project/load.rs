//! Reading and checking the files that reports are made of, each file once.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use rayon::prelude::*;
use serde::de::DeserializeOwned;

use super::{Project, RegionFolder, ReportId};
use crate::diagnostics::{Code, Finding, Place};
use crate::digest::Digest;
use crate::model::{Doc, PeriodId, Periode, Program, Region};
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
    /// The region, or all regions of the programme, in the order of their folders.
    pub regions: Vec<LoadedRegion>,
    /// What was read, by its path below the project's folder.
    pub files: BTreeMap<String, Digest>,
}

/// The data of one region.
#[derive(Debug, Clone)]
pub struct LoadedRegion {
    /// The name of its folder.
    pub name: String,
    /// The region.
    pub region: Arc<Doc<Region>>,
    /// Its periods up to that of the report, in order; the last is the report's own, if the
    /// region has it.
    pub series: Vec<(PeriodId, Arc<Doc<Periode>>)>,
    /// Whether the region has the report's period.
    pub reports: bool,
}

impl LoadedRegion {
    /// The report's own period.
    #[must_use]
    pub fn period(&self) -> Option<(PeriodId, &Doc<Periode>)> {
        let last = self.series.last().filter(|_| self.reports);
        last.map(|(id, doc)| (*id, doc.as_ref()))
    }

    /// What the files of the series say, in order.
    #[must_use]
    pub fn periods(&self) -> Vec<(PeriodId, &Periode)> {
        self.series.iter().map(|(id, doc)| (*id, &doc.value)).collect()
    }
}

/// A file that has been read and checked.
struct Checked<T> {
    /// The data; with findings, only what is left without the parts they concern, so that
    /// the rules can look at the rest in the same run.
    doc: Option<Arc<Doc<T>>>,
    findings: Vec<Finding>,
    /// The bytes it was read from, if they could be.
    digest: Option<Digest>,
}

impl<T> Clone for Checked<T> {
    fn clone(&self) -> Self {
        let (doc, findings) = (self.doc.clone(), self.findings.clone());
        Self { doc, findings, digest: self.digest }
    }
}

/// The files that several reports share, read once.
pub struct Loader {
    project: Arc<Project>,
    programs: BTreeMap<PathBuf, Checked<Program>>,
    /// The regions, unless each report reads its own.
    regions: Option<BTreeMap<PathBuf, Checked<Region>>>,
    /// The periods that have been read, if they are kept: several reports read each.
    periods: Option<Mutex<BTreeMap<PathBuf, Checked<Periode>>>>,
}

impl Loader {
    /// Reads the programmes and regions of a choice of reports.
    #[must_use]
    pub fn new(project: &Arc<Project>, reports: &[ReportId]) -> Self {
        let folders = reports.iter().flat_map(|id| region_folders(project, id));
        let regions = folders.map(|(_, folder)| region_file(folder)).collect();
        let regions = read_all(project, FileKind::Region, regions);
        Self { regions: Some(regions), ..Self::one_by_one(project, reports) }
    }

    /// Reads only the programmes; each report then reads the other files anew, so that memory
    /// does not grow with the number of reports.
    #[must_use]
    pub fn one_by_one(project: &Arc<Project>, reports: &[ReportId]) -> Self {
        let programs = reports.iter().map(|id| program_file(project, &id.program));
        let programs = read_all(project, FileKind::Program, programs.collect());
        Self { project: Arc::clone(project), programs, regions: None, periods: None }
    }

    /// The same with every file of the project, whether a report uses it or not. Each is read
    /// once and kept, which takes memory but no time when many reports are only checked.
    #[must_use]
    pub fn whole(project: &Arc<Project>) -> Self {
        let programs = project.programs.keys().map(|name| program_file(project, name));
        let folders = project.programs.values().flat_map(|p| p.regions.values());
        Self {
            project: Arc::clone(project),
            programs: read_all(project, FileKind::Program, programs.collect()),
            regions: Some(read_all(
                project,
                FileKind::Region,
                folders.map(region_file).collect(),
            )),
            periods: Some(Mutex::default()),
        }
    }

    /// The findings of the programmes and regions that are kept.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let programs = self.programs.values().flat_map(|checked| &checked.findings);
        let regions = self.regions.iter().flat_map(BTreeMap::values);
        programs.chain(regions.flat_map(|checked| &checked.findings)).cloned().collect()
    }

    /// Whether the regions are kept, so that their findings are those of the loader and not of
    /// the reports that use them.
    #[must_use]
    pub fn keeps_regions(&self) -> bool {
        self.regions.is_some()
    }

    /// The programmes, as far as they could be read.
    pub fn programs(&self) -> impl Iterator<Item = &Doc<Program>> {
        self.programs.values().filter_map(|checked| checked.doc.as_deref())
    }

    /// The regions that are kept, as far as they could be read.
    pub fn regions(&self) -> impl Iterator<Item = &Doc<Region>> {
        let regions = self.regions.iter().flat_map(BTreeMap::values);
        regions.filter_map(|checked| checked.doc.as_deref())
    }

    /// How many files are kept.
    #[must_use]
    pub fn files(&self) -> usize {
        self.programs.len() + self.regions.as_ref().map_or(0, BTreeMap::len)
    }

    /// The data of a report, as far as it could be read, and the findings of the files that
    /// were read for it. Those of files that are kept are in [`findings`](Self::findings).
    #[must_use]
    pub fn load(&self, id: &ReportId) -> (Option<Loaded>, Vec<Finding>) {
        let mut read =
            Read { project: &self.project, files: BTreeMap::new(), findings: Vec::new() };
        let folders = region_folders(&self.project, id);
        let regions: Vec<_> = folders
            .iter()
            .filter_map(|(name, folder)| {
                self.load_region(name, folder, id.period, &mut read)
            })
            .collect();
        let path = program_file(&self.project, &id.program);
        let program =
            self.programs.get(&path).and_then(|checked| read.file(&path, checked));
        // A programme's report without one of its regions would not say that it is missing.
        let whole = !folders.is_empty() && regions.len() == folders.len();
        let Read { files, findings, .. } = read;
        let loaded = program.filter(|_| whole).map(|program| Loaded {
            id: id.clone(),
            program,
            regions,
            files,
        });
        (loaded, findings)
    }

    /// A region with its series of periods up to one of them.
    fn load_region(
        &self,
        name: &str,
        folder: &RegionFolder,
        period: PeriodId,
        read: &mut Read<'_>,
    ) -> Option<LoadedRegion> {
        let mut series = Vec::new();
        let mut reports = false;
        for id in folder.series(period) {
            let path = &folder.periods[&id];
            let checked = self.period(path);
            let doc = read.file(path, &checked);
            read.findings.extend(checked.findings);
            reports |= id == period && doc.is_some();
            series.extend(doc.map(|doc| (id, doc)));
        }
        let path = region_file(folder);
        let region = if let Some(kept) = &self.regions {
            kept.get(&path).and_then(|checked| read.file(&path, checked))
        } else {
            let checked = self::read(&self.project, FileKind::Region, &path);
            let doc = read.file(&path, &checked);
            read.findings.extend(checked.findings);
            doc
        };
        region.map(|region| LoadedRegion {
            name: name.to_owned(),
            region,
            series,
            reports,
        })
    }

    /// A period's file, read or kept from before.
    fn period(&self, path: &Path) -> Checked<Periode> {
        let kept = |periods: &Mutex<BTreeMap<PathBuf, Checked<Periode>>>| {
            periods.lock().ok()?.get(path).cloned()
        };
        if let Some(checked) = self.periods.as_ref().and_then(kept) {
            return checked;
        }
        let checked = read(&self.project, FileKind::Period, path);
        if let Some(Ok(mut periods)) = self.periods.as_ref().map(Mutex::lock) {
            periods.insert(path.to_owned(), checked.clone());
        }
        checked
    }
}

/// What is read for one report.
struct Read<'p> {
    project: &'p Project,
    files: BTreeMap<String, Digest>,
    findings: Vec<Finding>,
}

impl Read<'_> {
    /// Notes a file's bytes and gives its document.
    fn file<T>(&mut self, path: &Path, checked: &Checked<T>) -> Option<Arc<Doc<T>>> {
        self.files
            .extend(checked.digest.map(|digest| (self.project.shown(path), digest)));
        checked.doc.clone()
    }
}

/// The files of a report's data below the project's folder, in no order that matters: the
/// programme's, and those of its regions with their series of periods.
#[must_use]
pub fn data_files(project: &Project, id: &ReportId) -> BTreeSet<String> {
    let mut files = BTreeSet::from([program_file(project, &id.program)]);
    for (_, folder) in region_folders(project, id) {
        files.insert(region_file(folder));
        files.extend(folder.series(id.period).iter().map(|p| folder.periods[p].clone()));
    }
    files.iter().map(|path| project.shown(path)).collect()
}

/// The regions of a report: one, or all of the programme.
fn region_folders<'p>(
    project: &'p Project,
    id: &ReportId,
) -> Vec<(&'p str, &'p RegionFolder)> {
    let regions = project.programs.get(&id.program).map(|program| &program.regions);
    let wanted = |name: &String| id.region.as_ref().is_none_or(|region| region == name);
    let all = regions.into_iter().flatten().filter(|(name, _)| wanted(name));
    all.map(|(name, folder)| (name.as_str(), folder)).collect()
}

fn program_file(project: &Project, name: &str) -> PathBuf {
    let folder = project.programs.get(name).map(|p| p.path.as_path());
    folder.unwrap_or(&project.root).join("program.yaml")
}

pub(super) fn region_file(folder: &RegionFolder) -> PathBuf {
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
    let instead = project.instead.get(path).cloned();
    let bytes = match instead.map_or_else(|| read_file(path, &shown), Ok) {
        Ok(bytes) => bytes,
        Err(finding) => {
            return Checked { doc: None, findings: vec![finding], digest: None };
        }
    };
    let digest = Some(Digest::of(&bytes));
    let document = source::read(&shown, bytes)
        .map_err(|finding| vec![finding])
        .and_then(|file| source::parse(&file));
    let (doc, findings) = match document {
        Err(findings) => (None, findings),
        Ok(document) => decode(kind, document),
    };
    Checked { doc, findings, digest }
}

/// Decodes a document, or what is left of it without its faulty parts.
fn decode<T: DeserializeOwned>(
    kind: FileKind,
    document: Document,
) -> (Option<Arc<Doc<T>>>, Vec<Finding>) {
    let findings = schema::check(kind, &document);
    if findings.is_empty() {
        let place = document.locate(&[]);
        return match doc(document) {
            Ok(doc) => (Some(doc), findings),
            Err(error) => {
                let code = Code::Internal { detail: error.to_string() };
                (None, vec![Finding::error(code, place)])
            }
        };
    }
    let spans: Vec<_> = findings.iter().map(|f| f.place.span.clone()).collect();
    let doc =
        (0..MOST_LEVELS).find_map(|levels| doc(document.without(&spans, levels)).ok());
    (doc, findings)
}

/// A document with its value.
fn doc<T: DeserializeOwned>(document: Document) -> Result<Arc<Doc<T>>, DecodeError> {
    let value = document.root.decode()?;
    Ok(Arc::new(Doc { value, document }))
}

pub(super) fn read_file(path: &Path, shown: &str) -> Result<Vec<u8>, Finding> {
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
