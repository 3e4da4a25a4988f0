//! Money.

use super::Told;
use crate::diagnostics::{Code, Finding};
use crate::model::Regnskapspost;
use crate::source::Step::Field;

/// A forecast beyond the budget has a comment, and so have accounts beyond it.
pub(super) fn overspend_is_explained(told: &Told<'_>) -> Vec<Finding> {
    let posts = told.standing.økonomi.iter().flat_map(|economy| &economy.poster);
    posts
        .filter_map(|post| {
            let (spent, forecast) = (post.tall.regnskap, post.tall.prognose);
            let field = if spent > forecast { "regnskap" } else { "prognose" };
            let over = spent.max(forecast)?.0 - post.tall.budsjett.0;
            let path = [Field("økonomi"), Field(&post.id.0), Field(field)];
            let silent = over > 0 && post.kommentar.is_none();
            silent.then(|| told.period.warning(Code::Overspent { field, over }, &path))
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
