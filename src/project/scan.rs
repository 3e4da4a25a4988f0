//! The scan of a project's folder for programmes, regions and periods, and for wrong names.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::names::{RegionFile, ascii, is_data_file, name_of};
use super::{ProgramFolder, Project, RegionFolder};
use crate::fault::FileFault;
use crate::finding::{Finding, Place};
use crate::model::PeriodId;
use crate::suggest::closest;

impl Project {
    /// Adds the programmes in `data/`: the folder itself, or those in it.
    pub(super) fn find_programs(&mut self, data: &Path) -> io::Result<()> {
        let mut candidates = vec![(name_of(&self.root), data.to_owned())];
        candidates.extend(folders(data)?);
        for (name, path) in candidates {
            let regions = path.join("regioner");
            if fs::symlink_metadata(path.join("program.yaml")).is_ok() {
                let program = self.program(path)?;
                self.programs.insert(name, program);
                continue;
            }
            if regions.is_dir() {
                self.report(FileFault::MissingFile, &path.join("program.yaml"));
            }
            if path == data {
                self.report_misplaced(data, &data.join("…/regioner/…"));
            }
        }
        Ok(())
    }

    /// The programme in a folder.
    fn program(&mut self, path: PathBuf) -> io::Result<ProgramFolder> {
        let folder = path.join("regioner");
        if !folder.is_dir() {
            self.report_misnamed_regions(&path)?;
        }
        let regions = self.find_regions(&folder)?;
        let target = match regions.values().next() {
            Some(region) if regions.len() == 1 => region.path.clone(),
            _ => folder.join("…"),
        };
        self.report_misplaced(&path, &target);
        self.report_misplaced(&folder, &target);
        Ok(ProgramFolder { path, regions })
    }

    /// The regions in the folder `regioner`.
    fn find_regions(&mut self, folder: &Path) -> io::Result<BTreeMap<String, RegionFolder>> {
        let mut regions = BTreeMap::new();
        if !folder.is_dir() {
            return Ok(regions);
        }
        for (name, path) in folders(folder)? {
            let suggestion = ascii(&name);
            if suggestion != name {
                self.report(FileFault::FileName { name: name.clone(), suggestion }, &path);
            }
            // A region that cannot be listed does not stop the others. It stays a region, so that
            // the programme's report is not built without it.
            let periods = self.find_periods(&path).unwrap_or_else(|error| {
                let reason = error.to_string();
                self.report(FileFault::Unreadable { reason }, &path);
                BTreeMap::new()
            });
            regions.insert(name, RegionFolder { path, periods });
        }
        Ok(regions)
    }

    /// The files of periods in a region's folder.
    fn find_periods(&mut self, folder: &Path) -> io::Result<BTreeMap<PeriodId, PathBuf>> {
        let mut periods = BTreeMap::new();
        let mut paths = entries(folder)?;
        // A name in lower case comes before the same name in capitals.
        paths.sort_by_cached_key(|path| {
            let name = name_of(path);
            (name != name.to_lowercase(), name)
        });
        for path in paths {
            let name = name_of(&path);
            let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
            if extension.is_empty() && path.is_dir() {
                self.report_misplaced(&path, folder);
                continue;
            }
            match RegionFile::of(&name) {
                RegionFile::Other => {}
                RegionFile::Misnamed(fault) => self.report(fault, &path),
                RegionFile::Period(period) => {
                    if periods.insert(period, path.clone()).is_some() {
                        self.report(FileFault::SamePeriod { name }, &path);
                    }
                }
            }
        }
        Ok(periods)
    }

    /// Reports folders of a programme whose names are close to `regioner`.
    fn report_misnamed_regions(&mut self, program: &Path) -> io::Result<()> {
        for (name, path) in folders(program)? {
            if let Some(suggestion) = closest(&name, ["regioner"]) {
                self.report(FileFault::Misnamed { name, suggestion }, &path);
            }
        }
        Ok(())
    }

    /// Reports files of regions and periods that lie in `folder`, where they are not read, instead
    /// of `target`.
    fn report_misplaced(&mut self, folder: &Path, target: &Path) {
        let target = self.display_path(target);
        for path in entries(folder).unwrap_or_default() {
            let name = name_of(&path);
            if name.strip_suffix(".yaml").is_some_and(is_data_file) && path.is_file() {
                self.report(FileFault::Misplaced { name, folder: target.clone() }, &path);
            }
        }
    }

    /// Adds an error about a file or folder as a whole.
    fn report(&mut self, fault: FileFault, path: &Path) {
        let place = Place::file(self.display_path(path));
        self.findings.push(Finding::error(fault, place));
    }
}

/// The sub-folders of a folder that are not hidden, with their names in NFC.
fn folders(folder: &Path) -> io::Result<Vec<(String, PathBuf)>> {
    let mut folders = Vec::new();
    for path in entries(folder)? {
        let name = name_of(&path);
        if path.is_dir() && !name.starts_with('.') {
            folders.push((name, path));
        }
    }
    Ok(folders)
}

/// The paths in a folder, in the order of their names.
fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path()));
    let mut paths: Vec<PathBuf> = entries.collect::<io::Result<_>>()?;
    paths.sort();
    Ok(paths)
}
