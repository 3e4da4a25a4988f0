//! Files in `rapporter/` of reports that the data has no more: of a region or a period that was deleted or
//! renamed.

use std::collections::BTreeSet;

use regionrapport::Failure;
use regionrapport::model::PeriodId;
use regionrapport::output::{Manifest, default_target};
use regionrapport::project::Project;

use crate::cli::terminal::Terminal;
use crate::cli::words;

/// The files that the manifest knows and that belong to no report of the project, by the names of their
/// reports' targets.
pub(super) fn orphans(manifest: &Manifest, project: &Project) -> Vec<String> {
    let reports = project.reports();
    let stems: BTreeSet<String> = reports
        .iter()
        .map(|id| default_target(id, None, false, "").display().to_string())
        .map(|path| path.trim_end_matches('.').replace('\\', "/"))
        .collect();
    let targets = manifest.targets().filter(|target| !belongs(target, &stems));
    targets.map(str::to_owned).collect()
}

/// Whether a file is that of a report, by its own template or another one, or a draft of it.
fn belongs(target: &str, stems: &BTreeSet<String>) -> bool {
    let stem = target.rsplit_once('.').map_or(target, |(stem, _)| stem);
    let stem = stem.strip_suffix(".utkast").unwrap_or(stem);
    let ends = stem.match_indices('-').map(|(at, _)| at).chain([stem.len()]);
    ends.into_iter().any(|end| {
        let template = stem[end..].trim_start_matches('-');
        // `nord-2026-k3` is no report on `nord/2026` by a template `k3`.
        let part = template.split('-').next().unwrap_or_default();
        let is_period = format!("2000-{part}").parse::<PeriodId>().is_ok();
        stems.contains(&stem[..end]) && !is_period
    })
}

/// Tells of such files, if there are any.
pub(super) fn tell(orphans: &[String], terminal: &Terminal) {
    if !orphans.is_empty() {
        terminal.line(&words::orphans(orphans, terminal.lang()));
    }
}

/// Removes such files.
///
/// # Errors
/// The system refuses to remove one.
pub(super) fn prune(
    manifest: &mut Manifest,
    orphans: &[String],
    terminal: &Terminal,
) -> Result<(), Failure> {
    if orphans.is_empty() {
        return Ok(());
    }
    for target in orphans {
        manifest.remove(target)?;
        terminal.line(&words::removed(target, terminal.lang()));
    }
    manifest.save()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_belongs_to_its_report_by_any_template() {
        let stems: BTreeSet<String> =
            ["rapporter/p/nord-2026", "rapporter/p/nord-2026-k3"].map(str::to_owned).into();
        for target in ["nord-2026.pdf", "nord-2026-enside.pdf", "nord-2026-k3-en-side.utkast.pdf"] {
            assert!(belongs(&format!("rapporter/p/{target}"), &stems), "{target}");
        }
        for target in ["nord-2026-k2.pdf", "sor-2026.pdf", "nord-2026-k2-enside.pdf"] {
            assert!(!belongs(&format!("rapporter/p/{target}"), &stems), "{target}");
        }
    }
}
