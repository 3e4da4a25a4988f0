//! A region's periods up to one of them.

use crate::model::{PeriodId, Periode, Region};

/// A region with one or more of its periods, in order.
#[derive(Debug, Clone, Copy)]
pub struct Series<'a> {
    /// The region.
    pub region: &'a Region,
    periods: &'a [(PeriodId, &'a Periode)],
}

impl<'a> Series<'a> {
    /// A series; none without periods.
    #[must_use]
    pub fn new(
        region: &'a Region,
        periods: &'a [(PeriodId, &'a Periode)],
    ) -> Option<Self> {
        (!periods.is_empty()).then_some(Self { region, periods })
    }

    /// All periods with their data, the earliest first.
    #[must_use]
    pub fn periods(self) -> &'a [(PeriodId, &'a Periode)] {
        self.periods
    }

    /// The last period's name.
    #[must_use]
    pub fn id(self) -> PeriodId {
        self.last().0
    }

    /// The last period's data.
    #[must_use]
    pub fn now(self) -> &'a Periode {
        self.last().1
    }

    /// The series without its last period.
    #[must_use]
    pub fn before(self) -> Option<Self> {
        Self::new(self.region, &self.periods[..self.periods.len() - 1])
    }

    /// What the last period says of something; if it says nothing, the word of an earlier one
    /// that settled the matter.
    pub(super) fn latest<T>(
        self,
        find: impl Fn(&'a Periode) -> Option<&'a T>,
        settled: impl Fn(&T) -> bool,
    ) -> Option<(PeriodId, &'a T)> {
        let mut told = self.periods.iter().rev().map(|(id, data)| (*id, find(data)));
        let (id, own) = told.next()?;
        match own {
            Some(own) => Some((id, own)),
            None => told
                .find_map(|(id, earlier)| Some((id, earlier?)))
                .filter(|(_, earlier)| settled(earlier)),
        }
    }

    fn last(self) -> (PeriodId, &'a Periode) {
        *self.periods.last().expect("a series has at least one period")
    }
}
