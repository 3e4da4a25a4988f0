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
    pub(super) fn find_programs(&mut self, data: &Path) {
        let mut candidates = vec![(name_of(data), data.to_owned())];
        candidates.extend(self.folders(data));
        for (name, path) in candidates {
            if self.is_there(&path.join("program.yaml")) {
                if self.programs.contains_key(&name) {
                    self.report(FileFault::SameName { name }, &path);
                    continue;
                }
                let program = self.program(path);
                self.programs.insert(name, program);
                continue;
            }
            if path.join("regioner").is_dir() {
                self.report(FileFault::MissingFile, &path.join("program.yaml"));
            }
            if path == data {
                self.report_misplaced(data, &data.join("…/regioner/…"));
            }
        }
    }

    /// The programme in a folder.
    fn program(&mut self, path: PathBuf) -> ProgramFolder {
        let folder = path.join("regioner");
        if !self.is_there(&folder) {
            self.report_misnamed_regions(&path);
        }
        let regions = self.find_regions(&folder);
        let target = match regions.values().next() {
            Some(region) if regions.len() == 1 => region.path.clone(),
            _ => folder.join("…"),
        };
        self.report_misplaced(&path, &target);
        self.report_misplaced(&folder, &target);
        ProgramFolder { path, regions }
    }

    /// The regions in the folder `regioner`.
    fn find_regions(&mut self, folder: &Path) -> BTreeMap<String, RegionFolder> {
        let mut regions = BTreeMap::new();
        for (name, path) in self.folders(folder) {
            let suggestion = ascii(&name);
            if suggestion != name {
                self.report(FileFault::FileName { name: name.clone(), suggestion }, &path);
            }
            if regions.contains_key(&name) {
                self.report(FileFault::SameName { name }, &path);
                continue;
            }
            // A region that cannot be listed stays one, so that the programme's report is not built
            // without it.
            let periods = self.find_periods(&path);
            regions.insert(name, RegionFolder { path, periods });
        }
        regions
    }

    /// The files of periods in a region's folder.
    fn find_periods(&mut self, folder: &Path) -> BTreeMap<PeriodId, PathBuf> {
        let mut periods = BTreeMap::new();
        let mut paths = self.entries(folder);
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
                RegionFile::Misnamed(FileFault::Misnamed { name, suggestion })
                    if folder.join(&suggestion).exists() =>
                {
                    let fault = FileFault::CopiedFile { name, original: suggestion };
                    self.report(fault, &path);
                }
                RegionFile::Misnamed(fault) => self.report(fault, &path),
                RegionFile::Period(period) => {
                    if periods.insert(period, path.clone()).is_some() {
                        self.report(FileFault::SamePeriod { name }, &path);
                    }
                }
            }
        }
        periods
    }

    /// Reports folders of a programme whose names are close to `regioner`.
    fn report_misnamed_regions(&mut self, program: &Path) {
        for (name, path) in self.folders(program) {
            if let Some(suggestion) = closest(&name, ["regioner"]) {
                self.report(FileFault::Misnamed { name, suggestion }, &path);
            }
        }
    }

    /// Reports files of regions and periods that lie in `folder`, where they are not read, instead
    /// of `target`.
    fn report_misplaced(&mut self, folder: &Path, target: &Path) {
        let target = self.display_path(target);
        for path in self.source.list(folder).unwrap_or_default() {
            let name = name_of(&path);
            if name.strip_suffix(".yaml").is_some_and(is_data_file) && path.is_file() {
                self.report(FileFault::Misplaced { name, folder: target.clone() }, &path);
            }
        }
    }

    /// The sub-folders of a folder that are not hidden, with their names in NFC; also those that
    /// cannot be read, which are reported.
    fn folders(&mut self, folder: &Path) -> Vec<(String, PathBuf)> {
        let mut folders = Vec::new();
        for path in self.entries(folder) {
            let name = name_of(&path);
            // macOS keeps beside files what other systems have no place for.
            if name.starts_with('.') || name == "__MACOSX" {
                continue;
            }
            match self.source.resolve(&path) {
                Ok(real) if real.is_dir() => folders.push((name, path)),
                Ok(_) | Err(FileFault::MissingFile) => {}
                // A link to a file elsewhere is reported where the file is read.
                Err(FileFault::LinkOutside) if !path.is_dir() => {}
                // What is in it is not listed, and the reason is reported there.
                Err(FileFault::LinkOutside) => folders.push((name, path)),
                Err(fault) => self.report(fault, &path),
            }
        }
        folders
    }

    /// The paths in a folder, in the order of their names; none of one that cannot be listed, which
    /// is reported.
    fn entries(&mut self, folder: &Path) -> Vec<PathBuf> {
        self.source.list(folder).unwrap_or_else(|fault| {
            self.report(fault, folder);
            Vec::new()
        })
    }

    /// Whether a file or folder is there, whatever it is; one that the system does not tell of is
    /// reported.
    fn is_there(&mut self, path: &Path) -> bool {
        match fs::symlink_metadata(path) {
            Ok(_) => true,
            Err(error) if error.kind() == io::ErrorKind::NotFound => false,
            Err(error) => {
                self.report(FileFault::Unreadable { reason: error.to_string() }, path);
                false
            }
        }
    }

    /// Adds an error about a file or folder as a whole.
    fn report(&mut self, fault: FileFault, path: &Path) {
        let place = Place::file(self.display_path(path));
        self.findings.push(Finding::error(fault, place));
    }
}
