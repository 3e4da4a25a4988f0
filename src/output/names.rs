//! The names of output files.

use std::path::{Path, PathBuf};

use crate::project::ReportId;

/// The default path of a report's file below the project's folder:
/// `rapporter/byregionprogrammet/rana-2018.pdf`, and `…/2018.pdf` for the programme's own. That of a
/// draft ends in `.utkast.pdf`, as no name of a template or a period does.
pub fn default_target(
    id: &ReportId,
    template: Option<&str>,
    is_draft: bool,
    extension: &str,
) -> PathBuf {
    let template = template.map(|name| format!("-{name}")).unwrap_or_default();
    let draft = if is_draft { ".utkast" } else { "" };
    let name = format!("{}{template}{draft}.{extension}", id.file_stem());
    Path::new("rapporter").join(&id.program).join(name)
}

/// The report whose usual file would be that of another with a template, if there is one: with a template `k1`,
/// that of `nord/2026` would be that of `nord/2026-k1`.
pub fn same_target<'a>(id: &ReportId, template: &str, all: &'a [ReportId]) -> Option<&'a ReportId> {
    let target = default_target(id, Some(template), false, "pdf");
    all.iter().find(|other| default_target(other, None, false, "pdf") == target)
}

/// The path of each page's file: `rana-2018-1.png`, `rana-2018-2.png`; with as many digits as the
/// last page needs, so that names sort as pages do.
pub fn page_files(target: &Path, pages: usize) -> Vec<PathBuf> {
    let stem = target.file_stem().unwrap_or_default().to_string_lossy();
    let extension = target.extension().unwrap_or_default().to_string_lossy();
    let width = pages.to_string().len();
    (1..=pages)
        .map(|page| target.with_file_name(format!("{stem}-{page:0width$}.{extension}")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_reports_have_one_file() {
        let mut targets = std::collections::BTreeSet::new();
        let mut count = 0;
        let names = ["nord", "nord-2026", "2026", "nord-2026-k1", "2026-k1", "k1"];
        for region in names.map(|name| Some(name.to_owned())).into_iter().chain([None]) {
            for period in ["2026", "2026-k1", "2027", "2027-t2"] {
                let period = period.parse().unwrap();
                let id = ReportId { program: "p".into(), region: region.clone(), period };
                targets.insert(default_target(&id, None, false, "pdf"));
                count += 1;
            }
        }
        assert_eq!(targets.len(), count);
        let id = |name| ReportId::parse(name).unwrap();
        let all = [id("p/nord/2026"), id("p/nord/2026-k1"), id("p/2026-k1")];
        assert_eq!(same_target(&all[0], "k1", &all), Some(&all[1]));
        assert_eq!(same_target(&id("p/2026"), "k1", &all), Some(&all[2]));
        assert_eq!(same_target(&all[0], "enside", &all), None);
    }

    #[test]
    fn pages_sort_by_name() {
        let files = page_files(Path::new("x/rana-2018.png"), 10);
        assert_eq!(files[0], Path::new("x/rana-2018-01.png"));
        assert_eq!(files[9], Path::new("x/rana-2018-10.png"));
    }
}
