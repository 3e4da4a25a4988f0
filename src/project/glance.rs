//! What can be seen of a region without reading its file as YAML.

use super::load::{read_file, region_file};
use super::{Project, ReportId};

/// The language that a region's file gives for its reports, as it is written there; none, if the
/// report is the programme's, or no line begins with it. Nothing is checked: good for the order
/// of work, not for what reports say.
#[must_use]
pub fn language_at_a_glance(project: &Project, id: &ReportId) -> Option<String> {
    let regions = &project.programs.get(&id.program)?.regions;
    let path = region_file(regions.get(id.region.as_ref()?)?);
    let bytes = read_file(&path, &project.shown(&path)).ok()?;
    let text = str::from_utf8(&bytes).ok()?;
    let value = text.lines().find_map(|line| line.strip_prefix("språk:"))?;
    let value = value.split('#').next().unwrap_or_default();
    Some(value.trim().to_owned())
}
