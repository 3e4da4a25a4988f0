//! The names of what lies in `publisert/`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::fault::FileFault;
use crate::finding::{Finding, Place};
use crate::project::ReportId;
use crate::source_files::SourceFiles;

/// The folder of what has been published.
pub const PUBLISHED: &str = "publisert";

/// The name of the file with the editions of a report.
pub const RECORD: &str = "utgave.yaml";

/// The name of a file that lies beside it while an edition is written.
pub(super) const BEGUN: &str = "utgave.begynt";

/// The folder of a report, by its path below the project's: `publisert/byregionprogrammet/rana-2018`,
/// and `…/2018` for the programme's own.
pub fn folder_of(id: &ReportId) -> String {
    format!("{PUBLISHED}/{}/{}", id.program, id.file_stem())
}

/// The folders of all reports in `publisert/`, in order, by their paths below the project's.
///
/// # Errors
/// A folder that leads out of the project, or that the system refuses to list.
pub fn all_folders(source: &SourceFiles) -> Result<BTreeSet<String>, Finding> {
    let mut folders = BTreeSet::new();
    for program in folders_in(source, Path::new(PUBLISHED))? {
        let reports = folders_in(source, &program)?;
        folders.extend(reports.iter().map(|folder| source.display_path(folder)));
    }
    Ok(folders)
}

/// The folders in one, but for hidden ones.
fn folders_in(source: &SourceFiles, folder: &Path) -> Result<Vec<PathBuf>, Finding> {
    let error = |path: &Path, fault: FileFault| {
        Finding::error(fault, Place::file(source.display_path(&source.root().join(path))))
    };
    let mut folders = source.list(folder).map_err(|fault| error(folder, fault))?;
    folders.retain(|path| {
        path.file_name().is_some_and(|name| !name.as_encoded_bytes().starts_with(b"."))
    });
    let mut found = Vec::new();
    for path in folders {
        if source.resolve(&path).map_err(|fault| error(&path, fault))?.is_dir() {
            found.push(path);
        }
    }
    Ok(found)
}

/// The folders of reports of which an edition has been issued.
///
/// # Errors
/// See [`all_folders`].
pub fn published_folders(source: &SourceFiles) -> Result<BTreeSet<String>, Finding> {
    let mut folders = all_folders(source)?;
    folders.retain(|folder| source.has(&Path::new(folder).join(RECORD)));
    Ok(folders)
}

/// The names of an edition's files in the folder of its report. Those of the first edition have no
/// number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditionNames {
    /// The pages.
    pub pdf: String,
    /// The merged data.
    pub json: String,
    /// The folder with copies of the files that it was made of, each by its path in the project.
    pub sources: String,
}

impl EditionNames {
    /// The names of an edition, from 1, of the report with a folder.
    pub fn new(folder: &str, number: u64) -> Self {
        let report = folder.rsplit('/').next().unwrap_or(folder);
        let number = if number == 1 { String::new() } else { format!("-utgave-{number}") };
        Self {
            pdf: format!("{report}{number}.pdf"),
            json: format!("{report}{number}.json"),
            sources: format!("kilder{number}"),
        }
    }
}
