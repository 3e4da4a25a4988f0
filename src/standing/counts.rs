//! How many there are of each.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::{Deviation, Level, Milestone, MilestoneState, Risk, SubProject};
use crate::model::Status;

/// How many there are of each.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Counts {
    /// The sub-projects.
    pub delprosjekter: usize,
    /// The sub-projects with each status, for the statuses there are.
    pub delprosjekter_status: BTreeMap<&'static str, usize>,
    /// The milestones.
    pub milepæler: usize,
    /// The milestones that are reached.
    pub milepæler_nådd: usize,
    /// The milestones that are reached, in per cent with one decimal; none without any.
    pub milepæler_nådd_prosent: Option<f64>,
    /// The milestones whose deadline has passed.
    pub milepæler_forfalt: usize,
    /// The milestones that were moved in this period.
    pub milepæler_flyttet: usize,
    /// The open risks.
    pub risikoer: usize,
    /// The open risks at the highest level.
    pub risikoer_høye: usize,
    /// The open deviations.
    pub avvik: usize,
    /// The open deviations that are new since the period before.
    pub avvik_nye: usize,
    /// The deviations that were closed in this period.
    pub avvik_lukket: usize,
}

impl Counts {
    pub(super) fn of(
        projects: &[SubProject],
        milestones: &[Milestone],
        risks: &[Risk],
        deviations: &[Deviation],
    ) -> Self {
        let open_risks: Vec<&Risk> = risks.iter().filter(|risk| risk.åpen).collect();
        let open: Vec<&Deviation> = deviations.iter().filter(|row| row.åpen).collect();
        let reached = in_state(milestones, MilestoneState::Nådd);
        Self {
            delprosjekter: projects.len(),
            delprosjekter_status: by_status(projects.iter().filter_map(|project| project.status)),
            milepæler: milestones.len(),
            milepæler_nådd: reached,
            milepæler_nådd_prosent: percent(reached, milestones.len()),
            milepæler_forfalt: in_state(milestones, MilestoneState::Forfalt),
            milepæler_flyttet: milestones.iter().filter(|row| row.flyttet_nå.is_some()).count(),
            risikoer: open_risks.len(),
            risikoer_høye: open_risks.iter().filter(|risk| risk.nivå == Level::Høy).count(),
            avvik: open.len(),
            avvik_nye: open.iter().filter(|deviation| deviation.ny).count(),
            avvik_lukket: deviations.len() - open.len(),
        }
    }
}

/// How many milestones are in a state.
fn in_state(milestones: &[Milestone], state: MilestoneState) -> usize {
    milestones.iter().filter(|milestone| milestone.tilstand == state).count()
}

/// A part in per cent of a whole, with one decimal; none of nothing.
#[expect(clippy::cast_precision_loss, reason = "one decimal is asked for")]
fn percent(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| (1000.0 * part as f64 / whole as f64).round() / 10.0)
}

/// How often each status occurs.
pub(crate) fn by_status(statuses: impl Iterator<Item = Status>) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for status in statuses {
        *counts.entry(status.word()).or_default() += 1;
    }
    counts
}
