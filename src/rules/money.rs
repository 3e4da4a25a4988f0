//! Money.

use super::plausible::is_odd;
use super::{Assets, PeriodContext};
use crate::fault::{PeriodFault, PlanFault};
use crate::finding::Finding;
use crate::model::values::Kroner;
use crate::model::{Doc, Region};
use crate::standing::Post;
use crate::tree::Step::{Field, Item};

/// Budgets and their funding are written without a minus.
pub(super) fn amounts_are_positive(doc: &Doc<Region>, _: Assets<'_>) -> Vec<Finding> {
    let posts = doc.value.budsjett.iter().flatten().enumerate();
    let sources = doc.value.finansiering.iter().flatten().enumerate();
    let amounts = posts
        .map(|(i, post)| ("budsjett", i, post.beløp))
        .chain(sources.map(|(i, source)| ("finansiering", i, source.beløp)));
    let mut findings = Vec::new();
    for (list, i, Kroner(amount)) in amounts {
        if amount < 0 {
            let path = [Field(list), Item(i), Field("beløp")];
            findings.push(doc.warning(PlanFault::NegativeAmount { amount }, &path));
        }
    }
    findings
}

/// The posts without a comment whose amounts are of the size of their budgets.
fn unexplained<'a>(context: &'a PeriodContext<'a>) -> impl Iterator<Item = &'a Post> {
    let posts = context.standing.poster().filter(|post| post.kommentar.is_none());
    posts.filter(|post| !is_odd(context, post))
}

/// Accounts do not exceed the forecast without a comment.
pub(super) fn forecast_holds_accounts(context: &PeriodContext<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for post in context.standing.poster().filter(|post| !is_odd(context, post)) {
        // No comment explains that less is expected than has been spent.
        if let Some((spent, forecast)) = post.tall.regnskap.zip(post.tall.prognose)
            && spent > forecast
        {
            let (spent, forecast) = (spent.0, forecast.0);
            let fault = PeriodFault::ForecastBelow { spent, forecast };
            findings.push(context.warning(fault, ["økonomi", &post.id.0, "regnskap"]));
        }
    }
    findings
}

/// A forecast beyond the budget has a comment, and so have accounts beyond it.
pub(super) fn overspend_is_explained(context: &PeriodContext<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for post in unexplained(context) {
        let (field, amount) = match (post.tall.regnskap, post.tall.prognose) {
            // Accounts beyond the forecast are the fault of another rule.
            (Some(spent), Some(forecast)) if spent > forecast => continue,
            (_, Some(forecast)) => ("prognose", forecast),
            (Some(spent), None) => ("regnskap", spent),
            (None, None) => continue,
        };
        let over = amount.0 - post.tall.budsjett.0;
        if over > 0 {
            let fault = PeriodFault::Overspent { field: field.to_owned(), over };
            findings.push(context.warning(fault, ["økonomi", &post.id.0, field]));
        }
    }
    findings
}

/// Accounts below those of the period before have a comment; that they fell to less than half, none explains.
pub(super) fn accounts_do_not_fall(context: &PeriodContext<'_>) -> Vec<Finding> {
    let before = context.series.previous().and_then(|before| before.data().økonomi.as_ref());
    let Some((before, now)) = before.zip(context.period.value.økonomi.as_ref()) else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    let odd = context.standing.poster().filter(|post| is_odd(context, post));
    let odd: Vec<&String> = odd.map(|post| &post.id.0).collect();
    for (id, post) in now.0.iter().filter(|(id, _)| !odd.contains(id)) {
        let spent_before = before.get(id).and_then(|post| post.regnskap);
        if let Some((before, now)) = spent_before.zip(post.regnskap)
            && now < before
            && (post.kommentar.is_none() || now.0 * 2 < before.0)
        {
            let fault = PeriodFault::AccountsFell { before: before.0, now: now.0 };
            findings.push(context.warning(fault, ["økonomi", id, "regnskap"]));
        }
    }
    findings
}

/// A revised budget and a new amount of funding are written without a minus.
pub(super) fn new_amounts_are_positive(context: &PeriodContext<'_>) -> Vec<Finding> {
    let period = &context.period.value;
    let posts = period.økonomi.iter().flat_map(|posts| &posts.0);
    let revised = posts.filter_map(|(id, post)| {
        Some((["økonomi", id, "revidert_budsjett"], post.revidert_budsjett?.0))
    });
    let sources = period.finansiering.iter().flat_map(|sources| &sources.0);
    let new = sources.filter_map(|(id, source)| {
        Some((["finansiering", id, "nytt_beløp"], source.nytt_beløp?.0))
    });
    let negative = revised.chain(new).filter(|(_, amount)| *amount < 0);
    negative
        .map(|(path, amount)| context.warning(PlanFault::NegativeAmount { amount }, path))
        .collect()
}
