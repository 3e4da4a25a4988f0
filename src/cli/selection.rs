//! Which reports are selected.

use regionrapport::project::{ReportId, affected, newest};
use regionrapport::{Failure, Workspace};

use super::git::changed_since;

/// The reports that names and patterns mean, all if there are none; of those only the newest of
/// each region and programme, and only what may have changed since a revision of git.
///
/// # Errors
/// A name that means nothing, or a revision that git does not know.
pub(super) fn selected(
    workspace: &Workspace,
    names: &[String],
    latest: bool,
    revision: Option<&str>,
) -> Result<Vec<ReportId>, Failure> {
    let mut reports = workspace.select(names)?;
    if latest {
        let newest = newest(workspace.reports());
        reports.retain(|id| newest.contains(id));
    }
    let Some(revision) = revision else { return Ok(reports) };
    let changed = changed_since(&workspace.project().root, revision)?;
    Ok(affected(workspace.project(), reports, &changed))
}
