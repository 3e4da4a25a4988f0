//! A project's folder, its programmes, regions and periods.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::ReportId;
use crate::finding::{Failure, Finding};
use crate::lang::message;
use crate::model::PeriodId;
use crate::source_files::SourceFiles;

/// A project: the folder that holds `data/` and, if the user has them, `templates/` and
/// `fonts/`.
#[derive(Debug, Clone)]
pub struct Project {
    /// The files of its folder.
    pub source: SourceFiles,
    /// The programmes, by the name of their folder.
    pub programs: BTreeMap<String, ProgramFolder>,
    /// What is wrong with the names of files and folders.
    pub findings: Vec<Finding>,
}

/// A folder with a `program.yaml`.
#[derive(Debug, Clone)]
pub struct ProgramFolder {
    /// The folder.
    pub path: PathBuf,
    /// The regions, by the name of their folder.
    pub regions: BTreeMap<String, RegionFolder>,
}

impl ProgramFolder {
    /// The path of its `program.yaml`.
    pub fn file(&self) -> PathBuf {
        self.path.join("program.yaml")
    }

    /// The periods that any region has.
    pub fn periods(&self) -> BTreeSet<PeriodId> {
        self.regions.values().flat_map(|region| region.periods.keys().copied()).collect()
    }
}

/// A folder of a region.
#[derive(Debug, Clone)]
pub struct RegionFolder {
    /// The folder.
    pub path: PathBuf,
    /// The files of the periods.
    pub periods: BTreeMap<PeriodId, PathBuf>,
}

impl RegionFolder {
    /// The path of its `region.yaml`.
    pub fn file(&self) -> PathBuf {
        self.path.join("region.yaml")
    }

    /// The periods of the series that a period ends: of the same length, or of all lengths if
    /// there is no earlier one of the same. In order, the period itself last.
    pub fn series(&self, period: PeriodId) -> Vec<PeriodId> {
        let until: Vec<PeriodId> = self.periods.range(..=period).map(|(id, _)| *id).collect();
        let alike: Vec<PeriodId> = until.iter().copied().filter(|id| id.is_like(period)).collect();
        if alike.len() > 1 { alike } else { until }
    }

    /// The files of the series that a period ends.
    pub(super) fn series_files(&self, period: PeriodId) -> impl Iterator<Item = &PathBuf> {
        self.series(period).into_iter().map(|period| &self.periods[&period])
    }
}

impl Project {
    /// Scans a project's folder, without reading the files.
    ///
    /// # Errors
    /// There is no `data/` folder, it holds no programme, or the system refuses to list it.
    pub fn open(root: &Path) -> Result<Self, Failure> {
        let source = SourceFiles::of(root)?;
        let data = source.root().join("data");
        if !data.is_dir() {
            return Err(Failure::new(message!(
                "det finnes ingen mappe «data» i {}",
                "there is no folder «data» in {}",
                source.root().display(),
            ))
            .hint(message!(
                "kjør kommandoen i mappen til et prosjekt, eller oppgi mappen med --root",
                "run the command in a project's folder, or name it with --root",
            )));
        }
        let mut project = Self { source, programs: BTreeMap::new(), findings: Vec::new() };
        project.find_programs(&data);
        if project.programs.is_empty() && project.findings.is_empty() {
            return Err(Failure::new(message!(
                "det finnes ingen program.yaml under {}",
                "no program.yaml below {}",
                data.display(),
            ))
            .hint(message!(
                "et program er en mappe med en program.yaml, for eksempel data/mitt-program/",
                "a programme is a folder with a program.yaml, such as data/mitt-program/",
            )));
        }
        Ok(project)
    }

    /// The project's folder, with symbolic links resolved.
    pub fn root(&self) -> &Path {
        self.source.root()
    }

    /// The path of a file below the project's folder, with `/` between its parts.
    pub fn display_path(&self, path: &Path) -> String {
        self.source.display_path(path)
    }

    /// All reports, by name: one for each period of each region, and one for each period of
    /// each programme with several regions.
    pub fn reports(&self) -> Vec<ReportId> {
        let mut reports = Vec::new();
        for (name, program) in &self.programs {
            if program.regions.len() > 1 {
                for period in program.periods() {
                    reports.push(ReportId { program: name.clone(), region: None, period });
                }
            }
            for (region, folder) in &program.regions {
                for &period in folder.periods.keys() {
                    let (program, region) = (name.clone(), Some(region.clone()));
                    reports.push(ReportId { program, region, period });
                }
            }
        }
        reports
    }

    /// Whether there is data for a report, also for one of a programme that has a single region.
    pub fn has(&self, report: &ReportId) -> bool {
        let Some(program) = self.programs.get(&report.program) else { return false };
        match &report.region {
            None => program.periods().contains(&report.period),
            Some(name) => {
                let region = program.regions.get(name);
                region.is_some_and(|region| region.periods.contains_key(&report.period))
            }
        }
    }

    /// The number of data files.
    pub fn file_count(&self) -> usize {
        let regions = self.programs.values().flat_map(|program| program.regions.values());
        self.programs.len() + regions.map(|region| 1 + region.periods.len()).sum::<usize>()
    }

    /// The folder of a region, if there is one.
    pub fn region(&self, program: &str, region: &str) -> Option<&RegionFolder> {
        self.programs.get(program)?.regions.get(region)
    }
}
