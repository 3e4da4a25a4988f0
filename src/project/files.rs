//! The data files of reports.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{ProgramFolder, Project, RegionFolder, ReportId};
use crate::finding::{Finding, Place};
use crate::source_files::SourceFiles;
use crate::yaml;

/// The paths of a report's data files below the project's folder: the programme's, and those of
/// its regions with their series of periods.
pub fn data_files(project: &Project, id: &ReportId) -> BTreeSet<String> {
    let mut files = BTreeSet::from([program_file(project, &id.program)]);
    for (_, folder) in region_folders(project, id) {
        files.insert(folder.file());
        files.extend(folder.series_files(id.period).cloned());
    }
    files.iter().map(|path| project.display_path(path)).collect()
}

/// The number of data files that some reports read.
pub fn file_count(project: &Project, reports: &[ReportId]) -> usize {
    let mut programs = BTreeSet::new();
    let mut regions = BTreeSet::new();
    let mut periods = BTreeSet::new();
    for id in reports {
        programs.insert(&id.program);
        for (_, folder) in region_folders(project, id) {
            regions.insert(&folder.path);
            periods.extend(folder.series(id.period).iter().map(|period| &folder.periods[period]));
        }
    }
    programs.len() + regions.len() + periods.len()
}

/// The regions of a report: one, or all of the programme.
pub fn region_folders<'p>(project: &'p Project, id: &ReportId) -> Vec<(&'p str, &'p RegionFolder)> {
    let Some(program) = project.programs.get(&id.program) else { return Vec::new() };
    let mut folders = Vec::new();
    for (name, folder) in &program.regions {
        if id.region.as_ref().is_none_or(|region| region == name) {
            folders.push((name.as_str(), folder));
        }
    }
    folders
}

/// The `program.yaml` of a programme.
pub fn program_file(project: &Project, name: &str) -> PathBuf {
    project
        .programs
        .get(name)
        .map_or_else(|| project.root().join("program.yaml"), ProgramFolder::file)
}

/// The bytes of a data file.
///
/// # Errors
/// The file is missing, too large, not a regular file inside the project, or cannot be read.
pub fn read_file(source: &SourceFiles, path: &Path) -> Result<Vec<u8>, Finding> {
    source
        .read(path, yaml::MAX_FILE_SIZE)
        .map_err(|fault| Finding::error(fault, Place::file(source.display_path(path))))
}
