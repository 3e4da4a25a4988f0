//! The money: budget, accounts, forecast, funding. All sums in øre.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Period, Series};
use crate::model::values::{Id, Kroner, RichText, Text};
use crate::model::{Budsjettpost, Finansiering, PeriodId, Periode, Planned, Region, Regnskapspost};

/// A region's economy.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Economy {
    /// The posts of the budget, in the order of the region's file.
    pub poster: Vec<Post>,
    /// Their sum.
    pub sum: Money,
    /// Where the money comes from.
    pub finansiering: Vec<Funding>,
    /// The sum of the funding.
    pub finansiering_sum: Kroner,
    /// The sums at the end of each period of the series, for those in which they are known.
    pub serie: Vec<MoneyPoint>,
}

/// A post of the budget.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Post {
    /// The id.
    pub id: Id,
    /// The name.
    pub navn: Text,
    /// The figures.
    #[serde(flatten)]
    pub tall: Money,
    /// What the reader should know.
    pub kommentar: Option<RichText>,
    /// The forecast of the period before.
    pub forrige_prognose: Option<Kroner>,
    /// The revisions of the budget, the first one first.
    pub revisjoner: Vec<AmountChange>,
}

/// An amount of the plan that was changed.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct AmountChange {
    /// The period in which it was changed.
    pub periode: Period,
    /// The amount before.
    pub fra: Kroner,
    /// The amount after.
    pub til: Kroner,
}

/// Budget, accounts and forecast, and what follows from them.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Money {
    /// What may be spent: the budget as it was revised last, else the planned one.
    pub budsjett: Kroner,
    /// The budget as it was planned.
    pub opprinnelig_budsjett: Kroner,
    /// What has been spent so far; of a sum none, unless it is known for every post.
    pub regnskap: Option<Kroner>,
    /// What it is expected to end at; of a sum none, unless it is known for every post.
    pub prognose: Option<Kroner>,
    /// Forecast less budget: above 0 is an overspend.
    pub prognoseavvik: Option<Kroner>,
    /// The forecast deviation in per cent of the budget, with one decimal.
    pub avvik_prosent: Option<f64>,
    /// The forecast in per cent of the budget, with one decimal.
    pub prognose_prosent: Option<f64>,
    /// The accounts in per cent of the budget, with one decimal.
    pub brukt_prosent: Option<f64>,
}

/// A source of funding.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Funding {
    /// The id, if the region's file has one.
    pub id: Option<Id>,
    /// Where the money comes from.
    pub navn: Text,
    /// How much: the last new amount, else the planned one.
    pub beløp: Kroner,
    /// How much was planned.
    pub opprinnelig_beløp: Kroner,
    /// The changes of the amount, the first one first.
    pub endringer: Vec<AmountChange>,
    /// What the reader should know.
    pub kommentar: Option<RichText>,
    /// Its share of the funding in per cent, with one decimal.
    pub andel: Option<f64>,
}

/// The sums at the end of a period.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MoneyPoint {
    /// The period.
    pub periode: Period,
    /// All that has been spent.
    pub regnskap: Option<Kroner>,
    /// What it is expected to end at.
    pub prognose: Option<Kroner>,
}

impl Money {
    fn new(
        planned: Kroner,
        budget: Kroner,
        spent: Option<Kroner>,
        forecast: Option<Kroner>,
    ) -> Self {
        let over = forecast.map(|forecast| Kroner(forecast.0 - budget.0));
        Self {
            budsjett: budget,
            opprinnelig_budsjett: planned,
            regnskap: spent,
            prognose: forecast,
            prognoseavvik: over,
            avvik_prosent: over.and_then(|over| percent(over, budget)),
            prognose_prosent: forecast.and_then(|forecast| percent(forecast, budget)),
            brukt_prosent: spent.and_then(|spent| percent(spent, budget)),
        }
    }

    /// The sum of several; a figure that one of them lacks is not known of the sum either.
    pub(crate) fn sum(all: &[Self]) -> Self {
        let planned = all.iter().map(|money| money.opprinnelig_budsjett).sum();
        let budget = all.iter().map(|money| money.budsjett).sum();
        let spent: Option<Kroner> = all.iter().map(|money| money.regnskap).sum();
        let forecast: Option<Kroner> = all.iter().map(|money| money.prognose).sum();
        let is_known = !all.is_empty();
        let [spent, forecast] = [spent, forecast].map(|sum| sum.filter(|_| is_known));
        Self::new(planned, budget, spent, forecast)
    }
}

/// A region's economy, if its file has a budget or funding.
pub(super) fn economy(series: Series<'_>) -> Option<Economy> {
    let region = series.region;
    if region.budsjett.is_none() && region.finansiering.is_none() {
        return None;
    }
    let posts = region.budsjett.iter().flatten().map(|plan| post(series, plan));
    let poster: Vec<Post> = posts.collect();
    let periods = series.periods().iter();
    let sources = region.finansiering.iter().flatten();
    let mut finansiering: Vec<Funding> = sources.map(|plan| funding(series, plan)).collect();
    let finansiering_sum = finansiering.iter().map(|source| source.beløp).sum();
    for source in &mut finansiering {
        source.andel = percent(source.beløp, finansiering_sum);
    }
    Some(Economy {
        sum: Money::sum(&poster.iter().map(|post| post.tall).collect::<Vec<_>>()),
        poster,
        finansiering,
        finansiering_sum,
        serie: periods.filter_map(|(id, data)| point(series.whole, *id, data)).collect(),
    })
}

fn post(series: Series<'_>, plan: &Budsjettpost) -> Post {
    let before = series.previous().and_then(|before| accounts(before.data(), plan));
    let revised = |data: &Periode| accounts(data, plan)?.revidert_budsjett;
    let revisjoner = amount_changes(series, plan.beløp, revised);
    let budget = revisjoner.last().map_or(plan.beløp, |last| last.til);
    Post {
        id: plan.id.clone(),
        navn: plan.navn.clone(),
        tall: money(series.data(), plan, budget),
        kommentar: accounts(series.data(), plan).and_then(|now| now.kommentar.clone()),
        forrige_prognose: before.and_then(|before| before.prognose),
        revisjoner,
    }
}

/// A source of funding, its share left open.
fn funding(series: Series<'_>, plan: &Finansiering) -> Funding {
    let report = |data: &Periode| {
        let id = plan.id.as_ref()?;
        data.finansiering.as_ref()?.get(&id.0).cloned()
    };
    let endringer = amount_changes(series, plan.beløp, |data| report(data)?.nytt_beløp);
    Funding {
        id: plan.id.clone(),
        navn: plan.navn.clone(),
        beløp: endringer.last().map_or(plan.beløp, |last| last.til),
        opprinnelig_beløp: plan.beløp,
        endringer,
        kommentar: report(series.data()).and_then(|now| now.kommentar),
        andel: None,
    }
}

/// Every change of a planned amount that `new` finds in the periods, in their order.
fn amount_changes(
    series: Series<'_>,
    planned: Kroner,
    new: impl Fn(&Periode) -> Option<Kroner>,
) -> Vec<AmountChange> {
    let changes = series.changes(Some(planned), new).into_iter();
    let changes = changes.filter_map(|(periode, fra, til)| Some((periode, fra?, til)));
    changes.map(|(periode, fra, til)| AmountChange { periode, fra, til }).collect()
}

/// The accounts and the forecast of a post in a period, if it reports on the post.
fn accounts<'a>(data: &'a Periode, plan: &Budsjettpost) -> Option<&'a Regnskapspost> {
    data.økonomi.as_ref()?.get(&plan.id.0)
}

/// The figures of a post in a period, with the budget that holds.
fn money(data: &Periode, plan: &Budsjettpost, budget: Kroner) -> Money {
    let accounts = accounts(data, plan);
    let spent = accounts.and_then(|accounts| accounts.regnskap);
    Money::new(plan.beløp, budget, spent, accounts.and_then(|accounts| accounts.prognose))
}

/// The sums at the end of a period, if any is known.
fn point(region: &Region, id: PeriodId, data: &Periode) -> Option<MoneyPoint> {
    let posts = region.budsjett.iter().flatten().filter(|plan| plan.is_in(id));
    let posts = posts.map(|plan| money(data, plan, plan.beløp));
    let Money { regnskap, prognose, .. } = Money::sum(&posts.collect::<Vec<_>>());
    let periode = id.into();
    (regnskap.is_some() || prognose.is_some()).then_some(MoneyPoint { periode, regnskap, prognose })
}

/// A part in per cent of a whole, with one decimal; none of nothing.
#[expect(clippy::cast_precision_loss, reason = "one decimal is asked for, not øre")]
fn percent(part: Kroner, whole: Kroner) -> Option<f64> {
    (whole.0 != 0).then(|| (1000.0 * part.0 as f64 / whole.0 as f64).round() / 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(budget: i64, spent: Option<i64>, forecast: Option<i64>) -> Money {
        Money::new(Kroner(budget), Kroner(budget), spent.map(Kroner), forecast.map(Kroner))
    }

    #[test]
    fn deviation_is_forecast_less_budget() {
        let forestudier = money(130_000_000, Some(48_000_000), Some(142_000_000));
        assert_eq!(forestudier.prognoseavvik, Some(Kroner(12_000_000)));
        assert_eq!(forestudier.avvik_prosent, Some(9.2));
        assert_eq!(forestudier.brukt_prosent, Some(36.9));
    }

    #[test]
    fn nothing_is_per_cent_of_nought() {
        let unplanned = money(0, Some(5_000), Some(5_000));
        assert_eq!(unplanned.avvik_prosent, None);
        assert_eq!(unplanned.prognoseavvik, Some(Kroner(5_000)));
    }

    #[test]
    fn a_sum_knows_what_all_its_parts_know() {
        let parts = [money(100, Some(50), Some(100)), money(100, None, Some(120))];
        let sum = Money::sum(&parts);
        assert_eq!((sum.regnskap, sum.prognose), (None, Some(Kroner(220))));
        assert_eq!(sum.avvik_prosent, Some(10.0));
        assert_eq!(Money::sum(&[]).regnskap, None);
    }
}
