//! Which reports a command is about.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use clap::Args;
use regionrapport::project::{Project, ReportId, Shard, affected, newest, select};
use regionrapport::{Failure, message};

use super::complete;
use super::environment::current_folder;
use super::git::changed_since;
use super::shard::ShardChoice;

/// Which reports are meant.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct Selection {
    /// The reports, or patterns such as 'region-*/2026-k3', or files of the project, for the reports
    /// that they concern; all, when none is named
    #[arg(value_name = "REPORT", add = complete::reports())]
    pub(super) reports: Vec<String>,
    /// Only the newest report of each region and programme
    #[arg(long)]
    latest: bool,
    /// Only reports that files changed since a revision of git may concern; A...B is what is new in the
    /// work tree since it left A
    #[arg(long, value_name = "REVISION")]
    changed_since: Option<String>,
    /// Only one of N equal shares, such as 3/8; auto or auto/N reads which from the variables of
    /// Kubernetes, GitLab, CircleCI, Buildkite, Cloud Run or AWS Batch
    #[arg(long, value_name = "I/N")]
    shard: Option<ShardChoice>,
}

impl Selection {
    /// The reports with some names.
    pub(super) fn of(reports: Vec<String>) -> Self {
        Self { reports, ..Self::default() }
    }

    /// Whether all reports are meant.
    pub(super) fn is_all(&self) -> bool {
        let Self { reports, latest, changed_since, shard } = self;
        reports.is_empty() && !latest && changed_since.is_none() && shard.is_none()
    }

    /// Whether nothing may be left, without that being a fault: files were named that concern no report, or
    /// nothing has changed.
    pub(super) fn may_be_empty(&self) -> bool {
        self.changed_since.is_some() || self.reports.iter().any(|name| is_file(name))
    }

    /// The reports, of all machines that take a share of them.
    ///
    /// # Errors
    /// A name that means no report, an invalid pattern, a file elsewhere, or a revision that git does not know.
    pub(super) fn of_all_shares(&self, project: &Project) -> Result<Vec<ReportId>, Failure> {
        let (files, names): (Vec<String>, Vec<String>) =
            self.reports.iter().cloned().partition(|name| is_file(name));
        let mut reports = if files.is_empty() || !names.is_empty() {
            select(project, &names)?
        } else {
            Vec::new()
        };
        if !files.is_empty() {
            let paths = files.iter().map(|file| below_root(project, file));
            let paths: BTreeSet<String> = paths.collect::<Result<_, _>>()?;
            reports.extend(affected(project, project.reports(), &paths));
            reports.sort();
            reports.dedup();
        }
        if self.latest {
            let newest = newest(project.reports());
            reports.retain(|id| newest.contains(id));
        }
        if let Some(revision) = &self.changed_since {
            let changed = changed_since(project.root(), revision)?;
            reports = affected(project, reports, &changed);
        }
        Ok(reports)
    }

    /// The reports that this machine takes.
    ///
    /// # Errors
    /// See [`of_all_shares`](Self::of_all_shares) and [`share`](Self::share).
    pub(super) fn of_this_share(&self, project: &Project) -> Result<Vec<ReportId>, Failure> {
        let reports = self.of_all_shares(project)?;
        let share = self.share()?;
        Ok(if let Some(share) = share { share.of(reports) } else { reports })
    }

    /// The share of the reports that this machine takes, if they are shared out.
    ///
    /// # Errors
    /// The variables of the engine do not say which.
    pub(super) fn share(&self) -> Result<Option<Shard>, Failure> {
        self.shard.map(ShardChoice::resolve).transpose()
    }
}

/// What the names of files end with that a project may have, and that no report has.
const EXTENSIONS: [&str; 17] = [
    "yaml", "yml", "typ", "css", "svg", "png", "jpg", "jpeg", "gif", "webp", "pdf", "ttf", "otf",
    "ttc", "csv", "json", "md",
];

/// Whether a name is that of a file, as tools such as pre-commit give it; it may be gone.
fn is_file(name: &str) -> bool {
    let path = Path::new(name);
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| {
        path.is_file() || EXTENSIONS.contains(&extension.to_lowercase().as_str())
    })
}

/// The path of a file below the project's folder; it may be gone, and the folders that it was in.
fn below_root(project: &Project, file: &str) -> Result<String, Failure> {
    let here = current_folder().and_then(|here| here.canonicalize().ok()).unwrap_or_default();
    let mut whole = PathBuf::new();
    for part in here.join(file).components() {
        match part {
            Component::ParentDir => drop(whole.pop()),
            Component::CurDir => {}
            part => whole.push(part),
        }
    }
    // Links in the folders that are still there are followed.
    let there =
        whole.ancestors().skip(1).find_map(|folder| Some((folder, folder.canonicalize().ok()?)));
    let real = there.and_then(|(folder, real)| Some(real.join(whole.strip_prefix(folder).ok()?)));
    let mut inside = [Some(whole.clone()), real].into_iter().flatten();
    let below = inside.find_map(|path| Some(path.strip_prefix(project.root()).ok()?.to_owned()));
    let below = below.ok_or_else(|| {
        Failure::new(message!(
            "{file} er ingen fil i prosjektet",
            "{file} is no file of the project",
        ))
        .hint(message!(
            "oppgi en fil under {}, eller navnet på en rapport",
            "name a file below {}, or a report",
            project.root().display(),
        ))
    })?;
    Ok(project.display_path(&project.root().join(below)))
}
