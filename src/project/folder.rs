//! What lies in a project's folder.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use super::ReportId;
use crate::diagnostics::{Code, Failure, Finding, Place, closest};
use crate::model::PeriodId;

/// A project: the folder that holds `data/` and, if the user has them, `templates/` and
/// `fonts/`.
#[derive(Debug, Clone)]
pub struct Project {
    /// The project's folder, with symbolic links resolved.
    pub root: PathBuf,
    /// The programmes, by the name of their folder.
    pub programs: BTreeMap<String, ProgramFolder>,
    /// Files and folders with names that are not understood.
    pub findings: Vec<Finding>,
    /// What is to be read instead of what lies in a file, by the file's path.
    pub instead: BTreeMap<PathBuf, Vec<u8>>,
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
    /// The periods that any region has.
    #[must_use]
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
    /// The periods of the series that a period ends: of the same length, or of all lengths if
    /// there is no earlier one of the same. In order, the period itself last.
    #[must_use]
    pub fn series(&self, period: PeriodId) -> Vec<PeriodId> {
        let until: Vec<PeriodId> =
            self.periods.range(..=period).map(|(id, _)| *id).collect();
        let alike: Vec<PeriodId> =
            until.iter().copied().filter(|id| id.is_like(period)).collect();
        if alike.len() > 1 { alike } else { until }
    }
}

impl Project {
    /// Looks at a project's folder, without reading the files.
    ///
    /// # Errors
    /// There is no `data/` folder, it holds no programme, or the system refuses to list it.
    pub fn open(root: &Path) -> Result<Self, Failure> {
        let root =
            root.canonicalize().map_err(|e| Failure::io("open the folder", root, &e))?;
        let data = root.join("data");
        if !data.is_dir() {
            return Err(Failure::new(format!(
                "there is no folder «data» in {}",
                root.display()
            ))
            .hint("run the command in a project's folder, or name it with --root"));
        }
        let mut project = Self {
            root,
            programs: BTreeMap::new(),
            findings: Vec::new(),
            instead: BTreeMap::new(),
        };
        project.find_programs(&data).map_err(|e| Failure::io("list", &data, &e))?;
        if project.programs.is_empty() {
            return Err(Failure::new(format!(
                "no program.yaml below {}",
                data.display()
            ))
            .hint(
                "a programme is a folder with a program.yaml, such as data/mitt-program/",
            ));
        }
        Ok(project)
    }

    /// The path of a file below the project's folder, with `/` between its parts.
    #[must_use]
    pub fn shown(&self, path: &Path) -> String {
        shown(&self.root, path)
    }

    /// All reports, by name: one for each period of each region, and one for each period of
    /// each programme with several regions.
    #[must_use]
    pub fn reports(&self) -> Vec<ReportId> {
        let mut reports = Vec::new();
        for (program, folder) in &self.programs {
            if folder.regions.len() > 1 {
                reports.extend(folder.periods().into_iter().map(|period| ReportId {
                    program: program.clone(),
                    region: None,
                    period,
                }));
            }
            for (region, folder) in &folder.regions {
                let ids = folder.periods.keys().map(|period| ReportId {
                    program: program.clone(),
                    region: Some(region.clone()),
                    period: *period,
                });
                reports.extend(ids);
            }
        }
        reports
    }

    /// How many files of periods a choice of reports reads.
    #[must_use]
    pub fn period_count(&self, reports: &[ReportId]) -> usize {
        let mut files = BTreeSet::new();
        for id in reports {
            let program = self.programs.get(&id.program);
            let regions = program.iter().flat_map(|program| &program.regions);
            let own = regions.filter(|(name, _)| {
                id.region.as_ref().is_none_or(|region| region == *name)
            });
            for (_, folder) in own {
                files.extend(folder.series(id.period).iter().map(|p| &folder.periods[p]));
            }
        }
        files.len()
    }

    /// The folder of a region, if there is one.
    #[must_use]
    pub fn region(&self, program: &str, region: &str) -> Option<&RegionFolder> {
        self.programs.get(program)?.regions.get(region)
    }

    /// Reports a file or folder as a whole.
    fn report(&mut self, code: Code, path: &Path) {
        let place = Place::file(self.shown(path));
        self.findings.push(Finding::error(code, place));
    }

    fn find_programs(&mut self, data: &Path) -> io::Result<()> {
        let itself = [(name_of(&self.root), data.to_owned())];
        let below = folders(data)?;
        for (name, path) in itself.into_iter().chain(below) {
            if fs::symlink_metadata(path.join("program.yaml")).is_ok() {
                let folder = path.join("regioner");
                if !folder.is_dir() {
                    self.find_misnamed_regions(&path)?;
                }
                let regions = self.find_regions(&folder)?;
                let belongs = match regions.values().next() {
                    Some(region) if regions.len() == 1 => region.path.clone(),
                    _ => folder.join("…"),
                };
                self.find_misplaced(&path, &belongs);
                self.find_misplaced(&folder, &belongs);
                self.programs.insert(name, ProgramFolder { path, regions });
                continue;
            }
            if path.join("regioner").is_dir() {
                self.report(Code::MissingFile, &path.join("program.yaml"));
            }
            if path == data {
                self.find_misplaced(data, &data.join("…/regioner/…"));
            }
        }
        Ok(())
    }

    fn find_regions(
        &mut self,
        folder: &Path,
    ) -> io::Result<BTreeMap<String, RegionFolder>> {
        let mut regions = BTreeMap::new();
        if !folder.is_dir() {
            return Ok(regions);
        }
        for (name, path) in folders(folder)? {
            let ascii = ascii(&name);
            if ascii != name {
                let code = Code::FileName { name: name.clone(), suggestion: ascii };
                self.report(code, &path);
            }
            // One region that cannot be looked at does not stop the others. It stays a region, so
            // that the programme's report is not made without it.
            let periods = self.find_periods(&path).unwrap_or_else(|error| {
                let code = Code::Unreadable { reason: error.to_string() };
                self.report(code, &path);
                BTreeMap::new()
            });
            regions.insert(name, RegionFolder { path, periods });
        }
        Ok(regions)
    }

    /// Finds the folder that was probably meant to be `regioner`, where there is none.
    fn find_misnamed_regions(&mut self, program: &Path) -> io::Result<()> {
        for (name, path) in folders(program)? {
            let suggestion = closest(&name, ["regioner"]);
            if let Some(suggestion) = suggestion {
                let code = Code::Misnamed { name, suggestion };
                self.report(code, &path);
            }
        }
        Ok(())
    }

    /// Finds the files of regions and periods that lie where nobody reads them, and says where
    /// they belong.
    fn find_misplaced(&mut self, folder: &Path, belongs: &Path) {
        for path in entries(folder).unwrap_or_default() {
            let name = name_of(&path);
            let known = name.strip_suffix(".yaml").is_some_and(is_known);
            if known && path.is_file() {
                let code = Code::Misplaced { name, folder: self.shown(belongs) };
                self.report(code, &path);
            }
        }
    }

    fn find_periods(&mut self, folder: &Path) -> io::Result<BTreeMap<PeriodId, PathBuf>> {
        let mut periods = BTreeMap::new();
        let mut paths = entries(folder)?;
        // A name that is written as it should be comes before its likes.
        paths.sort_by_cached_key(|path| {
            let name = name_of(path);
            (name != name.to_lowercase(), name)
        });
        for path in paths {
            let name = name_of(&path);
            let (stem, extension) = name.rsplit_once('.').unwrap_or((&name, ""));
            if extension.is_empty() && path.is_dir() {
                self.find_misplaced(&path, folder);
                continue;
            }
            let yaml = matches!(extension.to_lowercase().as_str(), "yaml" | "yml");
            let code = match (double_name(&name), stem.parse::<PeriodId>()) {
                // Windows hides the end of `2026-k3.yaml.txt`.
                (Some(suggestion), _) => Code::Misnamed { suggestion, name },
                _ if !yaml || name == "region.yaml" || name.starts_with('.') => continue,
                (None, Ok(period)) if extension == "yaml" => {
                    match periods.insert(period, path.clone()) {
                        None => continue,
                        Some(_) => Code::SamePeriod { name },
                    }
                }
                (None, Ok(_)) => {
                    Code::Misnamed { suggestion: format!("{stem}.yaml"), name }
                }
                (None, Err(_)) if stem.to_lowercase() == "region" => {
                    Code::Misnamed { suggestion: "region.yaml".into(), name }
                }
                (None, Err(_)) => match meant(stem) {
                    Some(period) => {
                        Code::Misnamed { suggestion: format!("{period}.yaml"), name }
                    }
                    None => Code::PeriodName { name },
                },
            };
            self.report(code, &path);
        }
        Ok(periods)
    }
}

/// The path of a file below a folder, with `/` between its parts; of another file, its whole path.
#[must_use]
pub fn shown(root: &Path, path: &Path) -> String {
    let Ok(below) = path.strip_prefix(root) else {
        return path.display().to_string();
    };
    let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

/// The name of a data file without what a program has put behind it: `2026-k3.yaml.txt`.
fn double_name(name: &str) -> Option<String> {
    let (before, _) = name.rsplit_once('.')?;
    let stem = before.strip_suffix(".yaml").or_else(|| before.strip_suffix(".yml"))?;
    is_known(stem).then(|| format!("{stem}.yaml"))
}

/// Whether a file below a region's folder is read, by its name without `.yaml`.
fn is_known(stem: &str) -> bool {
    stem == "region" || stem.parse::<PeriodId>().is_ok()
}

/// The period that was meant by a name: `2026-q3`, `2026k3`, `k3-2026`.
fn meant(stem: &str) -> Option<PeriodId> {
    let text = stem.to_lowercase().replace('q', "k").replace([' ', '_', '.'], "-");
    let digits = text.get(..4).filter(|year| year.bytes().all(|b| b.is_ascii_digit()));
    let turned = || {
        let (part, year) = text.rsplit_once('-')?;
        Some(format!("{year}-{part}"))
    };
    let glued =
        digits.map(|year| format!("{year}-{}", text[4..].trim_start_matches('-')));
    [Some(text.clone()), glued, turned()]
        .into_iter()
        .flatten()
        .find_map(|it| it.parse().ok())
}

/// The sub-folders of a folder that are not hidden, with their names in NFC.
fn folders(folder: &Path) -> io::Result<Vec<(String, PathBuf)>> {
    let paths = entries(folder)?.into_iter().filter(|path| path.is_dir());
    Ok(paths
        .map(|p| (name_of(&p), p))
        .filter(|(name, _)| !name.starts_with('.'))
        .collect())
}

/// The paths in a folder, in the order of their names.
fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)?
        .map(|entry| entry.map(|e| e.path()))
        .collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

/// The last part of a path, in NFC.
fn name_of(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().nfc().collect())
        .unwrap_or_default()
}

/// A name in small ASCII letters, digits, hyphens and full stops: `bodo` for `Bodø`.
#[must_use]
pub fn ascii(name: &str) -> String {
    let mut out = String::new();
    for c in name.to_lowercase().chars() {
        match c {
            'a'..='z' | '0'..='9' | '.' => out.push(c),
            'æ' | 'ä' => out.push_str("ae"),
            'ø' | 'ö' => out.push('o'),
            'å' => out.push('a'),
            'ß' => out.push_str("ss"),
            ' ' | '_' | '-' if !out.is_empty() && !out.ends_with('-') => out.push('-'),
            _ => out.extend(std::iter::once(c).nfd().filter(char::is_ascii_alphanumeric)),
        }
    }
    out.trim_end_matches('-').to_owned()
}
