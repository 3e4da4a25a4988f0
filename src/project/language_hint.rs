//! The language of a report, without parsing its files.

use super::{Project, ReportId, read_file};

/// The language in a region's file, as it is written there; `None` if the report is the programme's,
/// or no line of the file begins with the field. It is not validated: it may decide the order of
/// work, but not the content of reports.
pub fn language_hint(project: &Project, id: &ReportId) -> Option<String> {
    let path = project.region(&id.program, id.region.as_ref()?)?.file();
    let bytes = read_file(&project.source, &path).ok()?;
    let text = str::from_utf8(&bytes).ok()?;
    let value = text.lines().find_map(|line| line.strip_prefix("språk:"))?;
    let value = value.split('#').next().unwrap_or_default();
    Some(value.trim().to_owned())
}
