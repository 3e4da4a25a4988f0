//! Population, area and density of a region.

use schemars::JsonSchema;
use serde::Serialize;

use super::rounding::rounded;
use crate::model::Region;
use crate::model::values::{Count, Date, Decimal};

/// A region in figures: its own, else the sums of its municipalities.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Facts {
    /// How many municipalities.
    pub kommuner: usize,
    /// Inhabitants.
    pub folketall: Option<Count>,
    /// The day they were counted, if the region's file says.
    pub folketall_dato: Option<Date>,
    /// Area in km².
    pub areal: Option<Decimal>,
    /// Inhabitants per km², with one decimal.
    pub tetthet: Option<f64>,
}

impl Facts {
    /// The facts of a region.
    pub fn of(region: &Region) -> Self {
        let own = region.fakta.as_ref();
        let counted = own.and_then(|facts| facts.folketall.as_ref());
        let folketall = counted.map(|counted| counted.antall).or_else(|| population(region));
        let areal = own.and_then(|facts| facts.areal).or_else(|| area(region));
        Self {
            kommuner: region.kommuner().count(),
            folketall,
            folketall_dato: counted.and_then(|counted| counted.dato),
            areal,
            tetthet: folketall.zip(areal).and_then(|(people, area)| density(people, area)),
        }
    }
}

/// The inhabitants of all municipalities, if they are known of each.
pub fn population(region: &Region) -> Option<Count> {
    total_population(region.kommuner().map(|kommune| kommune.folketall))
}

/// The sum of inhabitants, if all are known.
pub(crate) fn total_population(counts: impl Iterator<Item = Option<Count>>) -> Option<Count> {
    counts.map(|count| count.map(|n| n.0)).sum::<Option<_>>().map(Count)
}

/// The area of all municipalities in km², if it is known of each.
pub fn area(region: &Region) -> Option<Decimal> {
    total_area(region.kommuner().map(|kommune| kommune.areal))
}

/// The sum of areas in km², if all are known.
pub(crate) fn total_area(areas: impl Iterator<Item = Option<Decimal>>) -> Option<Decimal> {
    let sum: Option<f64> = areas.map(|area| area.map(|a| a.0)).sum();
    sum.map(|sum| Decimal(rounded(sum, 6)))
}

/// Inhabitants per km², with one decimal.
#[expect(clippy::cast_precision_loss, reason = "one decimal is asked for")]
pub(crate) fn density(people: Count, area: Decimal) -> Option<f64> {
    (area.0 > 0.0).then(|| (10.0 * people.0 as f64 / area.0).round() / 10.0)
}
