//! What has changed between two periods, as data.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Funding, Standing, Trend};
use crate::model::values::{Date, Id, Kroner, Percent, Text};
use crate::model::{Sakstatus, Status};

/// One thing that has changed.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Change {
    /// What kind of thing it is.
    pub art: Subject,
    /// Its id; for assessments, municipalities and funding without an id their name.
    pub id: String,
    /// Its name; none for what templates have words for.
    pub navn: Option<Text>,
    /// What of it has changed.
    pub felt: Field,
    /// The unit of an indicator.
    pub enhet: Option<Text>,
    /// What it was; none if it was not there.
    pub fra: Option<ChangeValue>,
    /// What it is; none if it is no longer there.
    pub til: Option<ChangeValue>,
    /// Whether what it was has been corrected since it was published.
    pub rettet: bool,
    /// What that means.
    pub retning: Trend,
}

/// The kinds of things that change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each is the part of the data with the same name")]
pub enum Subject {
    SamletStatus,
    Vurdering,
    Region,
    Kommune,
    Delprosjekt,
    #[serde(rename = "milepæl")]
    Milepæl,
    Indikator,
    #[serde(rename = "økonomi")]
    Økonomi,
    Finansiering,
    Risiko,
    Avvik,
}

/// What of a thing changes, and so what kind of value it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// A status word.
    Status,
    /// A name.
    Navn,
    /// Who is responsible.
    Ansvarlig,
    /// Per cent.
    Framdrift,
    /// A deadline, as a date.
    Frist,
    /// A target in the indicator's unit.
    #[serde(rename = "måltall")]
    Måltall,
    /// A value in the indicator's unit.
    Verdi,
    /// Øre.
    #[serde(rename = "beløp")]
    Beløp,
    /// Øre.
    Budsjett,
    /// Øre.
    Regnskap,
    /// Øre.
    Prognose,
    /// A score, 1 to 25.
    Poeng,
    /// `åpen` or `lukket`; from nothing, if it is new.
    Sak,
    /// `åpen` if it came into the plan, `lukket` if it left it.
    Plan,
}

/// A value, as JSON has it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum ChangeValue {
    /// A status word.
    Status(Status),
    /// A date.
    Date(Date),
    /// A number.
    Number(f64),
    /// Per cent.
    Percent(Percent),
    /// A sum of money in øre.
    Amount(Kroner),
    /// Open or closed.
    Case(Sakstatus),
    /// A name.
    Text(Text),
}

/// A thing whose fields are compared.
struct ComparedItem<'a> {
    art: Subject,
    id: &'a str,
    navn: Option<&'a Text>,
    enhet: Option<&'a Text>,
}

impl<'a> ComparedItem<'a> {
    fn new(art: Subject, id: &'a Id, navn: &'a Text) -> Self {
        Self { art, id: &id.0, navn: Some(navn), enhet: None }
    }

    /// An assessment, which templates have words for.
    fn assessment(art: Subject, id: &'a str) -> Self {
        Self { art, id, navn: None, enhet: None }
    }

    /// The change of one field, if it has changed: its values before and now.
    fn change(
        &self,
        felt: Field,
        [fra, til]: [Option<ChangeValue>; 2],
        retning: Trend,
    ) -> Option<Change> {
        (fra != til).then(|| Change {
            art: self.art,
            id: self.id.to_owned(),
            navn: self.navn.cloned(),
            felt,
            enhet: self.enhet.cloned(),
            fra,
            til,
            rettet: false,
            retning,
        })
    }

    fn status(&self, before: Option<Status>, now: Option<Status>) -> Option<Change> {
        let trend =
            before.zip(now).map_or(Trend::Endret, |(before, now)| Trend::of_status(before, now));
        self.change(
            Field::Status,
            [before, now].map(|status| status.map(ChangeValue::Status)),
            trend,
        )
    }

    /// The change of a deadline: earlier is better.
    fn deadline(&self, before: Option<Date>, now: Option<Date>) -> Option<Change> {
        let trend = before.zip(now).map_or(Trend::Endret, |(before, now)| Trend::of(now, before));
        self.change(Field::Frist, [before, now].map(|date| date.map(ChangeValue::Date)), trend)
    }

    /// The change of a text, such as the thing's name.
    fn text(&self, felt: Field, before: Option<&Text>, now: Option<&Text>) -> Option<Change> {
        let values = [before, now].map(|text| text.cloned().map(ChangeValue::Text));
        self.change(felt, values, Trend::Endret)
    }

    /// The change of an amount.
    fn amount(&self, felt: Field, before: Option<Kroner>, now: Option<Kroner>) -> Option<Change> {
        let values = [before, now].map(|amount| amount.map(ChangeValue::Amount));
        self.change(felt, values, Trend::Endret)
    }

    /// The change of the thing's name; none if it was not there before.
    fn renamed(&self, before: Option<&Text>) -> Option<Change> {
        before.and_then(|before| self.text(Field::Navn, Some(before), self.navn))
    }

    /// The change of a risk or a deviation that is new, closed or opened again.
    fn case(&self, was_open: Option<bool>, is_open: bool) -> Option<Change> {
        let trend = if is_open { Trend::Verre } else { Trend::Bedre };
        let values = [was_open, Some(is_open)].map(|open| open.map(case));
        self.change(Field::Sak, values, trend)
    }
}

/// The ids and names of some rows.
type Names<'a> = Vec<(&'a str, &'a Text)>;

/// What came into the plan since the period before, and what left it, of one kind: the rows before
/// and now whose ids the others lack.
fn planned(art: Subject, before: &Names<'_>, now: &Names<'_>) -> Vec<Change> {
    let lacks = |rows: &Names<'_>, id: &str| rows.iter().all(|(other, _)| *other != id);
    let one = |(id, name): &(&str, &Text), is_new: bool| {
        let values = [(!is_new).then(|| case(true)), Some(case(is_new))];
        let item = ComparedItem { art, id, navn: Some(name), enhet: None };
        item.change(Field::Plan, values, Trend::Endret)
    };
    let came = now.iter().filter(|row| lacks(before, row.0)).filter_map(|row| one(row, true));
    let left = before.iter().filter(|row| lacks(now, row.0));
    came.chain(left.filter_map(|row| one(row, false))).collect()
}

fn case(is_open: bool) -> ChangeValue {
    ChangeValue::Case(if is_open { Sakstatus::Åpen } else { Sakstatus::Lukket })
}

/// What has changed from one standing to a later one of the same region, in the order of the
/// report: status, then the region's name, municipalities, sub-projects, milestones, indicators, money, risks and
/// deviations.
pub fn changes(before: &Standing, now: &Standing) -> Vec<Change> {
    let mut changes = assessments(before, now);
    changes.extend(region(before, now));
    changes.extend(municipalities(before, now));
    changes.extend(sub_projects(before, now));
    changes.extend(milestones(before, now));
    changes.extend(indicators(before, now));
    changes.extend(money(before, now));
    changes.extend(risks(before, now));
    changes.extend(deviations(before, now));
    for change in changes.iter_mut().filter(|change| change.fra.is_some()) {
        change.rettet = before.rettede.iter().any(|id| id.0 == change.id);
    }
    changes
}

fn assessments(before: &Standing, now: &Standing) -> Vec<Change> {
    let overall = ComparedItem::assessment(Subject::SamletStatus, "samlet_status").status(
        before.samlet_status.as_ref().map(|overall| overall.status),
        now.samlet_status.as_ref().map(|overall| overall.status),
    );
    let mut changes = Vec::from_iter(overall);
    for row in &now.vurdering {
        let earlier = before.vurdering.iter().find(|earlier| earlier.id == row.id);
        let item = ComparedItem::assessment(Subject::Vurdering, row.id);
        changes.extend(item.status(earlier.map(|row| row.status), Some(row.status)));
    }
    changes
}

/// The region's new name.
fn region(before: &Standing, now: &Standing) -> Option<Change> {
    let item =
        ComparedItem { art: Subject::Region, id: "region", navn: Some(&now.navn), enhet: None };
    item.renamed(Some(&before.navn))
}

fn municipalities(before: &Standing, now: &Standing) -> Vec<Change> {
    fn names(standing: &Standing) -> Names<'_> {
        standing.kommuner.iter().map(|name| (name.as_str(), name)).collect()
    }
    planned(Subject::Kommune, &names(before), &names(now))
}

fn sub_projects(before: &Standing, now: &Standing) -> Vec<Change> {
    fn names(standing: &Standing) -> Names<'_> {
        standing.delprosjekter.iter().map(|row| (row.plan.id.0.as_str(), &row.plan.navn)).collect()
    }
    let mut changes = planned(Subject::Delprosjekt, &names(before), &names(now));
    for row in &now.delprosjekter {
        let item = ComparedItem::new(Subject::Delprosjekt, &row.plan.id, &row.plan.navn);
        let earlier = before.delprosjekter.iter().find(|earlier| earlier.plan.id == row.plan.id);
        changes.extend(item.renamed(earlier.map(|row| &row.plan.navn)));
        if let Some(earlier) = earlier {
            let [before, now] = [earlier, row].map(|row| row.plan.ansvarlig.as_ref());
            changes.extend(item.text(Field::Ansvarlig, before, now));
        }
        changes.extend(item.status(earlier.and_then(|row| row.status), row.status));
        let progress = earlier.and_then(|row| row.framdrift);
        let trend = progress
            .zip(row.framdrift)
            .map_or(Trend::Endret, |(before, now)| Trend::of(before, now));
        let values = [progress, row.framdrift].map(|value| value.map(ChangeValue::Percent));
        changes.extend(item.change(Field::Framdrift, values, trend));
        let planned = earlier.map_or(row.plan.slutt, |row| row.gjeldende_slutt);
        changes.extend(item.deadline(planned, row.gjeldende_slutt));
    }
    changes
}

/// Deadlines that were moved, and milestones that were reached or given up.
fn milestones(before: &Standing, now: &Standing) -> Vec<Change> {
    fn names(standing: &Standing) -> Names<'_> {
        standing.milepæler.iter().map(|row| (row.plan.id.0.as_str(), &row.plan.navn)).collect()
    }
    let mut changes = planned(Subject::Milepæl, &names(before), &names(now));
    for row in &now.milepæler {
        let item = ComparedItem::new(Subject::Milepæl, &row.plan.id, &row.plan.navn);
        let earlier = before.milepæler.iter().find(|earlier| earlier.plan.id == row.plan.id);
        changes.extend(item.renamed(earlier.map(|row| &row.plan.navn)));
        changes.extend(item.status(earlier.and_then(|row| row.status), row.status));
        let planned = earlier.map_or(row.plan.frist, |row| row.gjeldende_frist);
        changes.extend(item.deadline(Some(planned), Some(row.gjeldende_frist)));
    }
    changes
}

/// Targets, and values against the last one that was measured, which may be older than the period
/// before.
fn indicators(before: &Standing, now: &Standing) -> Vec<Change> {
    fn names(standing: &Standing) -> Names<'_> {
        standing.indikatorer.iter().map(|row| (row.plan.id.0.as_str(), &row.plan.navn)).collect()
    }
    let mut changes = planned(Subject::Indikator, &names(before), &names(now));
    for row in &now.indikatorer {
        let item = ComparedItem {
            enhet: row.plan.enhet.as_ref(),
            ..ComparedItem::new(Subject::Indikator, &row.plan.id, &row.plan.navn)
        };
        let earlier = before.indikatorer.iter().find(|earlier| earlier.plan.id == row.plan.id);
        changes.extend(item.renamed(earlier.map(|row| &row.plan.navn)));
        let planned = row.plan.måltall.map(|target| target.0);
        let target = earlier.map_or(planned, |row| row.gjeldende_måltall);
        let values = [target, row.gjeldende_måltall].map(|value| value.map(ChangeValue::Number));
        changes.extend(item.change(Field::Måltall, values, Trend::Endret));
        if row.verdi.is_none() {
            continue;
        }
        let last = earlier.and_then(|row| row.serie.last()).map(|last| last.verdi);
        let trend = row.trend_since(last);
        let values = [last, row.verdi].map(|value| value.map(ChangeValue::Number));
        changes.extend(item.change(Field::Verdi, values, trend));
    }
    changes
}

fn money(before: &Standing, now: &Standing) -> Vec<Change> {
    fn names(standing: &Standing) -> Names<'_> {
        standing.poster().map(|post| (post.id.0.as_str(), &post.navn)).collect()
    }
    let mut changes = planned(Subject::Økonomi, &names(before), &names(now));
    changes.extend(funding(before, now));
    for post in now.poster() {
        let item = ComparedItem::new(Subject::Økonomi, &post.id, &post.navn);
        let earlier = before.poster().find(|earlier| earlier.id == post.id);
        changes.extend(item.renamed(earlier.map(|post| &post.navn)));
        let earlier = earlier.map(|post| post.tall);
        let now = post.tall;
        let budget = earlier.map_or(now.opprinnelig_budsjett, |sums| sums.budsjett);
        changes.extend(item.amount(Field::Budsjett, Some(budget), Some(now.budsjett)));
        let spent = earlier.and_then(|sums| sums.regnskap);
        changes.extend(item.amount(Field::Regnskap, spent, now.regnskap));
        let forecast = earlier.and_then(|sums| sums.prognose);
        let trend = forecast
            .zip(now.prognose)
            .map_or(Trend::Endret, |(before, after)| forecast_trend(now.budsjett, before, after));
        let forecast = item.amount(Field::Prognose, forecast, now.prognose);
        changes.extend(forecast.map(|change| Change { retning: trend, ..change }));
    }
    changes
}

/// Sources that came, left, changed their name or their amount.
fn funding(before: &Standing, now: &Standing) -> Vec<Change> {
    fn id(source: &Funding) -> &str {
        source.id.as_ref().map_or(source.navn.as_str(), |id| id.0.as_str())
    }
    fn names(standing: &Standing) -> Names<'_> {
        standing.finansiering().map(|source| (id(source), &source.navn)).collect()
    }
    let mut changes = planned(Subject::Finansiering, &names(before), &names(now));
    for source in now.finansiering() {
        let (art, id_now) = (Subject::Finansiering, id(source));
        let item = ComparedItem { art, id: id_now, navn: Some(&source.navn), enhet: None };
        let earlier = before.finansiering().find(|earlier| id(earlier) == id_now);
        changes.extend(item.renamed(earlier.map(|source| &source.navn)));
        let amount = earlier.map_or(source.opprinnelig_beløp, |source| source.beløp);
        changes.extend(item.amount(Field::Beløp, Some(amount), Some(source.beløp)));
    }
    changes
}

/// A lower forecast is better only as far as there was an overspend.
fn forecast_trend(budget: Kroner, before: Kroner, now: Kroner) -> Trend {
    let [before, now] = [before, now].map(|forecast| forecast.0.max(budget.0));
    if before == now { Trend::Endret } else { Trend::of(now, before) }
}

fn risks(before: &Standing, now: &Standing) -> Vec<Change> {
    let mut changes = Vec::new();
    for row in &now.risikoer {
        let item = ComparedItem::new(Subject::Risiko, &row.data.id, &row.data.risiko);
        let earlier = before.risikoer.iter().find(|earlier| earlier.data.id == row.data.id);
        changes.extend(item.case(earlier.map(|row| row.åpen), row.åpen));
        if let Some(earlier) = earlier.filter(|_| row.åpen) {
            // Fewer points are better.
            let trend = Trend::of(row.poeng, earlier.poeng);
            let scores = [earlier.poeng, row.poeng].map(f64::from);
            let values = scores.map(|score| Some(ChangeValue::Number(score)));
            changes.extend(item.change(Field::Poeng, values, trend));
        }
    }
    changes
}

fn deviations(before: &Standing, now: &Standing) -> Vec<Change> {
    let mut changes = Vec::new();
    for row in &now.avvik {
        let item = ComparedItem::new(Subject::Avvik, &row.data.id, &row.data.avvik);
        let earlier = before.avvik.iter().find(|earlier| earlier.data.id == row.data.id);
        changes.extend(item.case(earlier.map(|row| row.åpen), row.åpen));
    }
    changes
}
