//! The identity of a report.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::model::PeriodId;

/// A report's name: `<programme>/<region>/<period>`, or `<programme>/<period>` for the
/// report on all regions.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ReportId {
    /// The programme's folder.
    pub program: String,
    /// The region's folder; `None` for the programme's report.
    pub region: Option<String>,
    /// The period.
    pub period: PeriodId,
}

impl ReportId {
    /// Reads a name in full; `None` if it is none.
    pub fn parse(name: &str) -> Option<Self> {
        let parts: Vec<&str> = name.split('/').collect();
        let (program, region, period) = match parts.as_slice() {
            [program, region, period] => (program, Some((*region).to_owned()), period),
            [program, period] => (program, None, period),
            _ => return None,
        };
        Some(Self { program: (*program).to_owned(), region, period: period.parse().ok()? })
    }

    /// The name of its files, without their ending: `rana-2018`, and `2018` for the programme's own.
    pub fn file_stem(&self) -> String {
        let region = self.region.as_ref().map(|name| format!("{name}-")).unwrap_or_default();
        format!("{region}{}", self.period)
    }
}

impl fmt::Display for ReportId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.region {
            Some(region) => write!(f, "{}/{region}/{}", self.program, self.period),
            None => write!(f, "{}/{}", self.program, self.period),
        }
    }
}
