//! The unit of amounts.

use crate::loaded::LoadedRegion;
use crate::model::values::Kroner;
use crate::model::{Beløpsenhet, Region};

/// A thousand kroner, in øre.
const THOUSAND: i64 = 100_000;
/// From this sum on, kroner have too many digits for the columns of a table: 100 million kroner, in
/// øre.
const LARGE: i64 = 100_000 * THOUSAND;

/// The unit in which the amounts of some regions are written, which follows from their budgets and
/// funding alone: thousands where all are whole thousands or one is large, else kroner.
pub(super) fn unit_of_amounts(regions: &[LoadedRegion]) -> Beløpsenhet {
    let amounts: Vec<i64> =
        regions.iter().flat_map(|region| planned(&region.region.value)).map(|sum| sum.0).collect();
    let are_round = amounts.iter().all(|sum| sum % THOUSAND == 0);
    let total: i64 = regions.iter().map(|region| budget(&region.region.value).0).sum();
    let is_large = amounts.iter().chain([&total]).any(|sum| sum.abs() >= LARGE);
    let is_known = amounts.iter().any(|sum| *sum != 0);
    if is_known && are_round || is_large { Beløpsenhet::Tusen } else { Beløpsenhet::Kr }
}

/// The amounts of a region's budget and funding.
fn planned(region: &Region) -> impl Iterator<Item = Kroner> {
    let posts = region.budsjett.iter().flatten().map(|post| post.beløp);
    posts.chain(region.finansiering.iter().flatten().map(|source| source.beløp))
}

/// The sum of a region's budget.
fn budget(region: &Region) -> Kroner {
    region.budsjett.iter().flatten().map(|post| post.beløp).sum()
}
