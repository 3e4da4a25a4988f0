//! Regions that each stand at their own newest period, as one report.

use std::cmp::Reverse;
use std::sync::Arc;

use super::Case;
use crate::loaded::Loaded;
use crate::project::ReportId;

impl Case {
    /// The reports of regions, each the newest of its region, as one report on all of them, on the last of
    /// their periods; `None` without any that could be loaded. The programme is as the first report on that
    /// period has it.
    pub fn combined(cases: &[Self]) -> Option<Self> {
        let loaded = cases.iter().filter(|case| case.loaded.is_some());
        let newest = loaded.max_by_key(|case| (case.id.period, Reverse(&case.id)))?;
        let program = Arc::clone(&newest.loaded.as_ref()?.program);
        let regions = cases.iter().filter_map(Self::loaded).flat_map(|loaded| &loaded.regions);
        let ReportId { program: name, period, .. } = newest.id.clone();
        let id = ReportId { program: name, region: None, period };
        let loaded = Loaded {
            id: id.clone(),
            program,
            regions: regions.cloned().collect(),
            files: Vec::new(),
        };
        let workspace = newest.workspace.clone();
        Some(Self {
            workspace,
            id,
            loaded: Some(Arc::new(loaded)),
            findings: Vec::new(),
            file_findings: 0,
        })
    }
}
