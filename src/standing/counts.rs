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
        let state = |state| milestones.iter().filter(|m| m.tilstand == state).count();
        let open_risks = || risks.iter().filter(|risk| risk.åpen);
        let open = || deviations.iter().filter(|deviation| deviation.åpen);
        Self {
            delprosjekter: projects.len(),
            delprosjekter_status: by_status(projects.iter().filter_map(|p| p.status)),
            milepæler: milestones.len(),
            milepæler_nådd: state(MilestoneState::Nådd),
            milepæler_nådd_prosent: share(
                state(MilestoneState::Nådd),
                milestones.len(),
            ),
            milepæler_forfalt: state(MilestoneState::Forfalt),
            milepæler_flyttet: milestones
                .iter()
                .filter(|m| m.flyttet_nå.is_some())
                .count(),
            risikoer: open_risks().count(),
            risikoer_høye: open_risks().filter(|risk| risk.nivå == Level::Høy).count(),
            avvik: open().count(),
            avvik_nye: open().filter(|deviation| deviation.ny).count(),
            avvik_lukket: deviations.len() - open().count(),
        }
    }
}

/// So many of all in per cent, with one decimal.
#[expect(clippy::cast_precision_loss, reason = "one decimal is asked for")]
fn share(part: usize, all: usize) -> Option<f64> {
    (all > 0).then(|| (1000.0 * part as f64 / all as f64).round() / 10.0)
}

/// How often each status occurs.
pub(crate) fn by_status(
    all: impl Iterator<Item = Status>,
) -> BTreeMap<&'static str, usize> {
    all.fold(BTreeMap::new(), |mut counts, status| {
        *counts.entry(status.word()).or_default() += 1;
        counts
    })
}
