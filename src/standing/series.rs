//! A region's periods up to one of them.

use super::Period;
use crate::model::{PeriodId, Periode, Region};

/// A region with one or more of its periods, in order.
#[derive(Debug, Clone, Copy)]
pub struct Series<'a> {
    /// The region.
    pub region: &'a Region,
    /// The region as its file has it.
    pub(super) whole: &'a Region,
    /// The region with the names at the series' end, and with all that its file has, also what is
    /// not there then.
    pub(super) named: &'a Region,
    periods: &'a [(PeriodId, &'a Periode)],
}

impl<'a> Series<'a> {
    /// A series; none without periods.
    pub fn new(region: &'a Region, periods: &'a [(PeriodId, &'a Periode)]) -> Option<Self> {
        (!periods.is_empty()).then_some(Self { region, whole: region, named: region, periods })
    }

    /// The same periods of the region as it is at their end.
    pub(super) fn with(self, named: &'a Region, region: &'a Region) -> Self {
        Self { region, named, ..self }
    }

    /// All periods with their data, the earliest first.
    pub fn periods(self) -> &'a [(PeriodId, &'a Periode)] {
        self.periods
    }

    /// The last period's name.
    pub fn id(self) -> PeriodId {
        self.last().0
    }

    /// The last period's data.
    pub fn data(self) -> &'a Periode {
        self.last().1
    }

    /// The series without its last period.
    pub fn previous(self) -> Option<Self> {
        Self::new(self.whole, &self.periods[..self.periods.len() - 1])
    }

    /// Every change of a planned value that `new` finds in the periods: the period, the value before
    /// (none if there was none), and the value after. What is told again as it was is no change.
    pub(super) fn changes<T: Copy + PartialEq>(
        self,
        planned: Option<T>,
        new: impl Fn(&Periode) -> Option<T>,
    ) -> Vec<(Period, Option<T>, T)> {
        let mut value = planned;
        let mut changes = Vec::new();
        for (period, data) in self.periods {
            if let Some(after) = new(data).filter(|after| value != Some(*after)) {
                changes.push(((*period).into(), value, after));
                value = Some(after);
            }
        }
        changes
    }

    /// The last period's report on something, which `report` finds in a period; if it has none, the
    /// last earlier report, provided that it `is_settled`.
    pub(super) fn latest<T>(
        self,
        report: impl Fn(&'a Periode) -> Option<&'a T>,
        is_settled: impl Fn(&T) -> bool,
    ) -> Option<(PeriodId, &'a T)> {
        let mut reports =
            self.periods.iter().rev().filter_map(|(id, data)| Some((*id, report(data)?)));
        reports.next().filter(|(id, latest)| *id == self.id() || is_settled(latest))
    }

    /// The last period.
    fn last(self) -> (PeriodId, &'a Periode) {
        *self.periods.last().expect("a series has at least one period")
    }
}
