//! The paths of files as messages show them.

use std::path::{Path, PathBuf};

use regionrapport::finding::MessageFormat;

use super::args::Settings;
use super::environment::{current_folder, from_workspace};

/// The folders of a project whose files findings are about; what else a finding names is no path.
const FOLDERS: [&str; 5] = ["data/", "templates/", "fonts/", "publisert/", "rapporter/"];

/// Where paths are shown from.
pub(super) struct PathBase {
    /// What stands before the path of a file.
    root: PathBuf,
    /// The path of the current folder below the project's, if it lies there, with a slash at its end.
    below: Option<String>,
}

impl PathBase {
    /// Where paths are shown from; `None`, if that is the project's folder.
    pub(super) fn of(settings: &Settings) -> Option<Self> {
        let named = &settings.root;
        let is_of_workspace =
            matches!(settings.message_format, MessageFormat::Github | MessageFormat::Sarif);
        if is_of_workspace && let Some(root) = from_workspace(named) {
            return (!root.as_os_str().is_empty()).then_some(Self { root, below: None });
        }
        if named == Path::new(".") {
            return None;
        }
        let here = current_folder().and_then(|here| here.canonicalize().ok());
        let project = named.canonicalize().ok();
        let below = here.zip(project).and_then(|(here, project)| {
            let below = here.strip_prefix(project).ok()?.to_string_lossy().replace('\\', "/");
            Some(if below.is_empty() { below } else { below + "/" })
        });
        Some(Self { root: named.clone(), below })
    }

    /// A path below the project's folder as it is shown; what is no path stays.
    pub(super) fn shown(&self, path: &str) -> String {
        if !FOLDERS.iter().any(|folder| path.starts_with(folder)) {
            return path.to_owned();
        }
        let inside = self.below.as_ref().and_then(|below| path.strip_prefix(below.as_str()));
        inside.map_or_else(|| self.root.join(path).display().to_string(), ToOwned::to_owned)
    }
}
