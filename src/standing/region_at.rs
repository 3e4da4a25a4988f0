//! The region as it is at the end of a series: with the names that its periods gave last, and with
//! what is there then.

use std::borrow::Cow;

use super::{Series, area, population};
use crate::model::values::{Id, Text};
use crate::model::{PeriodId, Periode, Planned, Region};

/// A region as it is at the end of its periods: with the names that hold then (its own, those of the
/// items of its plan, and of who is responsible for them), and without what has not come or has left.
pub fn region_at<'a>(region: &'a Region, periods: &[(PeriodId, &Periode)]) -> Cow<'a, Region> {
    let mut region = region_named(region, periods);
    if let Some((last, _)) = periods.last() {
        keep_present(&mut region, *last);
    }
    region
}

/// A region with the names that hold at the end of its periods, and with all that its file has.
pub fn region_named<'a>(region: &'a Region, periods: &[(PeriodId, &Periode)]) -> Cow<'a, Region> {
    let mut region = Cow::Borrowed(region);
    for (_, period) in periods {
        apply(&mut region, period);
    }
    region
}

/// Leaves out of a region what is not there in a period, and what refers to that.
pub fn keep_present(region: &mut Cow<'_, Region>, period: PeriodId) {
    let has_other_members = has_other_members(region, period);
    keep_items(region, period);
    if has_other_members {
        drop_totals(region);
    }
}

/// Whether a municipality has joined the region by a period, or has left it before.
fn has_other_members(region: &Region, period: PeriodId) -> bool {
    region.samarbeidskommuner.iter().flatten().any(|partner| {
        let [first, last] = partner.times();
        first.is_some_and(|first| first.0.first_day() <= period.last_day())
            || last.is_some_and(|last| last.0.last_day() < period.first_day())
    })
}

/// Leaves out the region's own population and area, where those of its municipalities are known: it was
/// written for the municipalities of another time.
fn drop_totals(region: &mut Cow<'_, Region>) {
    let (people, land) = (population(region).is_some(), area(region).is_some());
    let Some(facts) = region.fakta.as_ref() else { return };
    if people && facts.folketall.is_some() || land && facts.areal.is_some() {
        let facts = region.to_mut().fakta.as_mut();
        if let Some(facts) = facts {
            facts.folketall = facts.folketall.take().filter(|_| !people);
            facts.areal = facts.areal.filter(|_| !land);
        }
    }
}

/// Leaves out the items that are not there in a period, and what refers to them.
fn keep_items(region: &mut Cow<'_, Region>, period: PeriodId) {
    if region.planned().all(|(.., item)| item.is_in(period)) {
        return;
    }
    let region = region.to_mut();
    retain(&mut region.delprosjekter, period);
    retain(&mut region.milepæler, period);
    retain(&mut region.indikatorer, period);
    retain(&mut region.budsjett, period);
    retain(&mut region.finansiering, period);
    retain(&mut region.samarbeidskommuner, period);
    let indicators = region.indikatorer.as_deref().unwrap_or_default();
    let is_measured = |id: &Id| indicators.iter().any(|indicator| indicator.id == *id);
    region.nøkkelindikator = region.nøkkelindikator.take().filter(is_measured);
    let projects = region.delprosjekter.as_deref().unwrap_or_default();
    let is_run = |id: &Id| projects.iter().any(|project| project.id == *id);
    for milestone in region.milepæler.iter_mut().flatten() {
        milestone.delprosjekt = milestone.delprosjekt.take().filter(is_run);
    }
}

/// Keeps the items of a list that are there in a period.
fn retain<T: Planned>(items: &mut Option<Vec<T>>, period: PeriodId) {
    if let Some(items) = items {
        items.retain(|item| item.is_in(period));
    }
}

/// The names of a region's file that a period of a series has replaced.
pub(crate) fn replaced(series: Series<'_>) -> Vec<Text> {
    let mut region = Cow::Borrowed(series.whole);
    let mut replaced = Vec::new();
    for (_, period) in series.periods() {
        let before = names(&region);
        apply(&mut region, period);
        let after = names(&region);
        replaced.extend(before.into_iter().filter(|name| !after.contains(name)));
    }
    replaced
}

/// Every name that a period can replace.
fn names(region: &Region) -> Vec<Text> {
    let mut names = vec![region.navn.clone()];
    names.extend(region.named().map(|(_, name)| name.clone()));
    let projects = region.delprosjekter.iter().flatten();
    names.extend(projects.filter_map(|project| project.ansvarlig.clone()));
    names
}

/// Puts the new names of a period in the place of those before.
fn apply(region: &mut Cow<'_, Region>, period: &Periode) {
    if let Some(name) = &period.nytt_navn {
        let region = region.to_mut();
        region.navn = name.clone();
        region.genitiv = None;
    }
    for (id, report) in period.delprosjekter.iter().flat_map(|all| &all.0) {
        if report.nytt_navn.is_none() && report.ny_ansvarlig.is_none() {
            continue;
        }
        let items = region.to_mut().delprosjekter.iter_mut().flatten();
        for item in items.filter(|item| item.id.0 == *id) {
            replace(&mut item.navn, report.nytt_navn.as_ref());
            item.ansvarlig = report.ny_ansvarlig.clone().or_else(|| item.ansvarlig.take());
        }
    }
    for (id, name) in new_names(period.milepæler.iter(), |report| report.nytt_navn.as_ref()) {
        let items = region.to_mut().milepæler.iter_mut().flatten();
        items.filter(|item| item.id.0 == *id).for_each(|item| item.navn = name.clone());
    }
    for (id, name) in new_names(period.indikatorer.iter(), |report| report.nytt_navn.as_ref()) {
        let items = region.to_mut().indikatorer.iter_mut().flatten();
        items.filter(|item| item.id.0 == *id).for_each(|item| item.navn = name.clone());
    }
    for (id, name) in new_names(period.økonomi.iter(), |report| report.nytt_navn.as_ref()) {
        let items = region.to_mut().budsjett.iter_mut().flatten();
        items.filter(|item| item.id.0 == *id).for_each(|item| item.navn = name.clone());
    }
    for (id, name) in new_names(period.finansiering.iter(), |report| report.nytt_navn.as_ref()) {
        let items = region.to_mut().finansiering.iter_mut().flatten();
        let items = items.filter(|item| item.id.as_ref().is_some_and(|own| own.0 == *id));
        items.for_each(|item| item.navn = name.clone());
    }
}

/// The new names that a period gives the items of a list, by their ids.
fn new_names<'a, T: 'a>(
    reports: impl Iterator<Item = &'a crate::model::PerId<T>>,
    name: impl Fn(&'a T) -> Option<&'a Text>,
) -> Vec<(&'a String, &'a Text)> {
    reports.flat_map(|all| &all.0).filter_map(|(id, report)| Some((id, name(report)?))).collect()
}

/// Puts a new name in the place of one, if there is a new one.
fn replace(name: &mut Text, new: Option<&Text>) {
    if let Some(new) = new {
        name.clone_from(new);
    }
}
