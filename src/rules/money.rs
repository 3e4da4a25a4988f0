//! Money.

use super::{Context, Told};
use crate::diagnostics::{Code, Finding};
use crate::model::values::Kroner;
use crate::model::{Doc, Region, Regnskapspost};
use crate::source::Step::{Field, Item};

/// Budgets and their funding are written without a minus.
pub(super) fn amounts_are_positive(doc: &Doc<Region>, _: Context<'_>) -> Vec<Finding> {
    let of = |list: &'static str, amounts: Vec<Kroner>| {
        let below = |(i, amount): (usize, Kroner)| {
            let path = [Field(list), Item(i), Field("beløp")];
            let code = Code::NegativeAmount { amount: amount.0 };
            (amount.0 < 0).then(|| doc.warning(code, &path))
        };
        amounts.into_iter().enumerate().filter_map(below).collect::<Vec<_>>()
    };
    let budget = doc.value.budsjett.iter().flatten().map(|post| post.beløp).collect();
    let funding = doc.value.finansiering.iter().flatten().map(|source| source.beløp);
    [of("budsjett", budget), of("finansiering", funding.collect())].concat()
}

/// What has been spent is part of what the whole will cost.
pub(super) fn forecast_holds_accounts(told: &Told<'_>) -> Vec<Finding> {
    let posts = told.standing.økonomi.iter().flat_map(|economy| &economy.poster);
    let below = posts.filter_map(|post| {
        let (spent, forecast) = post.tall.regnskap.zip(post.tall.prognose)?;
        let path = [Field("økonomi"), Field(&post.id.0), Field("regnskap")];
        let code = Code::ForecastBelow { spent: spent.0, forecast: forecast.0 };
        let silent = spent > forecast && post.kommentar.is_none();
        silent.then(|| told.period.warning(code, &path))
    });
    below.collect()
}

/// A forecast beyond the budget has a comment, and so have accounts beyond it.
pub(super) fn overspend_is_explained(told: &Told<'_>) -> Vec<Finding> {
    let posts = told.standing.økonomi.iter().flat_map(|economy| &economy.poster);
    posts
        .filter(|post| post.tall.prognose.is_none_or(|f| post.tall.regnskap <= Some(f)))
        .filter_map(|post| {
            let (spent, forecast) = (post.tall.regnskap, post.tall.prognose);
            let field = if spent > forecast { "regnskap" } else { "prognose" };
            let over = spent.max(forecast)?.0 - post.tall.budsjett.0;
            let path = [Field("økonomi"), Field(&post.id.0), Field(field)];
            let code = Code::Overspent { field: field.to_owned(), over };
            let silent = over > 0 && post.kommentar.is_none();
            silent.then(|| told.period.warning(code, &path))
        })
        .collect()
}

/// What has been spent stays spent: accounts below those before need a comment.
pub(super) fn accounts_do_not_fall(told: &Told<'_>) -> Vec<Finding> {
    let before = told.series.before().and_then(|before| before.now().økonomi.as_ref());
    let Some((before, now)) = before.zip(told.period.value.økonomi.as_ref()) else {
        return Vec::new();
    };
    let fallen = |id: &String, post: &Regnskapspost| {
        let (before, now) = (before.get(id)?.regnskap?.0, post.regnskap?.0);
        let silent = now < before && post.kommentar.is_none();
        let path = [Field("økonomi"), Field(id), Field("regnskap")];
        silent.then(|| told.period.warning(Code::AccountsFell { before, now }, &path))
    };
    now.0.iter().filter_map(|(id, post)| fallen(id, post)).collect()
}
