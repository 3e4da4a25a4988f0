//! A share of the reports, for one of several machines.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::ReportId;
use crate::digest::Digest;

/// One of several equal shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shard {
    /// The number of this share, from 1.
    pub number: usize,
    /// The number of shares.
    pub count: usize,
}

impl Shard {
    /// Share `number` of `count`; `None` if there is no such share.
    pub fn new(number: usize, count: usize) -> Option<Self> {
        (1..=count).contains(&number).then_some(Self { number, count })
    }

    /// This share of some reports, in their order.
    ///
    /// The reports are sorted by the digests of their names and cut into parts that differ by one
    /// at most. So the shares do not depend on the order of the reports, large ones with similar
    /// names are spread, and a new report moves at most one other across each cut.
    pub fn of(self, mut reports: Vec<ReportId>) -> Vec<ReportId> {
        reports.sort_by_cached_key(|id| Digest::of(id.to_string().as_bytes()));
        let cut = |number: usize| reports.len() * number / self.count;
        let mut share = reports[cut(self.number - 1)..cut(self.number)].to_vec();
        share.sort();
        share
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reports(count: usize) -> Vec<ReportId> {
        (0..count)
            .map(|n| ReportId {
                program: "p".into(),
                region: Some(format!("r{n}")),
                period: "2026-k1".parse().unwrap(),
            })
            .collect()
    }

    fn shares(reports: &[ReportId], count: usize) -> Vec<Vec<ReportId>> {
        (1..=count).map(|number| Shard { number, count }.of(reports.to_vec())).collect()
    }

    #[test]
    fn shares_are_equal_whole_and_independent_of_order() {
        for (total, count) in [(300, 8), (3, 8), (0, 2), (7, 1)] {
            let all = reports(total);
            let shares_of = shares(&all, count);
            let sizes: Vec<usize> = shares_of.iter().map(Vec::len).collect();
            let (least, most) = (sizes.iter().min().unwrap(), sizes.iter().max().unwrap());
            assert!(most - least <= 1, "{sizes:?}");
            let mut together = shares_of.concat();
            together.sort();
            let mut sorted = all.clone();
            sorted.sort();
            assert_eq!(together, sorted);
            let turned: Vec<_> = all.into_iter().rev().collect();
            assert_eq!(shares(&turned, count), shares_of);
        }
    }

    #[test]
    fn a_new_report_moves_one_at_most_across_each_cut() {
        let (before, after) = (shares(&reports(300), 8), shares(&reports(301), 8));
        let moved = before
            .iter()
            .zip(&after)
            .map(|(before, after)| before.iter().filter(|id| !after.contains(id)).count());
        assert!(moved.sum::<usize>() <= 7);
    }
}
