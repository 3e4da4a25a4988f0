//! What has changed between two periods, as data.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Assessment, Standing, Trend};
use crate::model::values::{Date, Id, Kroner, Percent, Text};
use crate::model::{Sakstatus, Status};

/// One thing that has changed.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Change {
    /// What kind of thing it is.
    pub art: Subject,
    /// Its id; for assessments their name.
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
    Delprosjekt,
    #[serde(rename = "milepæl")]
    Milepæl,
    Indikator,
    #[serde(rename = "økonomi")]
    Økonomi,
    Risiko,
    Avvik,
}

/// What of a thing changes, and so what kind of value it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// A status word.
    Status,
    /// Per cent.
    Framdrift,
    /// A deadline, as a date.
    Frist,
    /// A value in the indicator's unit.
    Verdi,
    /// Øre.
    Regnskap,
    /// Øre.
    Prognose,
    /// A score, 1 to 25.
    Poeng,
    /// `åpen` or `lukket`; from nothing, if it is new.
    Sak,
}

/// A value, as JSON has it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
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
}

/// Something with the value that is compared.
struct Item<'a> {
    art: Subject,
    id: &'a str,
    navn: Option<&'a Text>,
    enhet: Option<&'a Text>,
}

impl<'a> Item<'a> {
    fn new(art: Subject, id: &'a Id, navn: &'a Text) -> Self {
        Self { art, id: &id.0, navn: Some(navn), enhet: None }
    }

    /// The change of one field, if it has changed.
    fn change(
        &self,
        felt: Field,
        fra: Option<ChangeValue>,
        til: Option<ChangeValue>,
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
            retning,
        })
    }

    fn status(&self, before: Option<Status>, now: Option<Status>) -> Option<Change> {
        let trend =
            before.zip(now).map_or(Trend::Endret, |(b, n)| Trend::of_status(b, n));
        let value = |status: Option<Status>| status.map(ChangeValue::Status);
        self.change(Field::Status, value(before), value(now), trend)
    }
}

/// What has changed from one standing to a later one of the same region, in the order of the
/// report: status, then sub-projects, milestones, indicators, money, risks and deviations.
#[must_use]
pub fn changes(before: &Standing, now: &Standing) -> Vec<Change> {
    let mut all = Vec::new();
    all.extend(assessments(before, now));
    all.extend(sub_projects(before, now));
    all.extend(milestones(before, now));
    all.extend(indicators(before, now));
    all.extend(money(before, now));
    all.extend(risks(before, now));
    all.extend(deviations(before, now));
    all
}

fn assessments(before: &Standing, now: &Standing) -> Vec<Change> {
    let one = |art, id, b: Option<&Assessment>, n: Option<&Assessment>| {
        let item = Item { art, id, navn: None, enhet: None };
        item.status(b.map(|b| b.status), n.map(|n| n.status))
    };
    let overall = one(
        Subject::SamletStatus,
        "samlet_status",
        before.samlet_status.as_ref(),
        now.samlet_status.as_ref(),
    );
    let rows = now.vurdering.iter().filter_map(|row| {
        let earlier = before.vurdering.iter().find(|other| other.id == row.id);
        one(Subject::Vurdering, row.id, earlier, Some(row))
    });
    overall.into_iter().chain(rows).collect()
}

fn sub_projects(before: &Standing, now: &Standing) -> Vec<Change> {
    let pairs = now.delprosjekter.iter().map(|row| {
        let earlier =
            before.delprosjekter.iter().find(|other| other.plan.id == row.plan.id);
        (row, earlier)
    });
    pairs
        .flat_map(|(row, earlier)| {
            let item = Item::new(Subject::Delprosjekt, &row.plan.id, &row.plan.navn);
            let progress = earlier.and_then(|earlier| earlier.framdrift);
            let trend = progress
                .zip(row.framdrift)
                .map_or(Trend::Endret, |(b, n)| Trend::of(b, n));
            let value = |percent: Option<Percent>| percent.map(ChangeValue::Percent);
            [
                item.status(earlier.and_then(|earlier| earlier.status), row.status),
                item.change(
                    Field::Framdrift,
                    value(progress),
                    value(row.framdrift),
                    trend,
                ),
            ]
        })
        .flatten()
        .collect()
}

/// Deadlines that were moved, and milestones that were reached or given up.
fn milestones(before: &Standing, now: &Standing) -> Vec<Change> {
    let pairs = now.milepæler.iter().map(|row| {
        (row, before.milepæler.iter().find(|other| other.plan.id == row.plan.id))
    });
    pairs
        .flat_map(|(row, earlier)| {
            let item = Item::new(Subject::Milepæl, &row.plan.id, &row.plan.navn);
            let deadline =
                earlier.map_or(row.plan.frist, |earlier| earlier.gjeldende_frist);
            let trend = Trend::of(row.gjeldende_frist, deadline);
            let value = |date| Some(ChangeValue::Date(date));
            [
                item.status(earlier.and_then(|earlier| earlier.status), row.status),
                item.change(
                    Field::Frist,
                    value(deadline),
                    value(row.gjeldende_frist),
                    trend,
                ),
            ]
        })
        .flatten()
        .collect()
}

/// Against the last value that was measured, which may be older than the period before.
fn indicators(before: &Standing, now: &Standing) -> Vec<Change> {
    let rows = now.indikatorer.iter().filter_map(|row| {
        let verdi = row.verdi?;
        let earlier =
            before.indikatorer.iter().find(|other| other.plan.id == row.plan.id);
        let last =
            earlier.and_then(|earlier| earlier.serie.last()).map(|last| last.verdi);
        let item = Item {
            enhet: row.plan.enhet.as_ref(),
            ..Item::new(Subject::Indikator, &row.plan.id, &row.plan.navn)
        };
        let trend = row.trend_since(last);
        item.change(
            Field::Verdi,
            last.map(ChangeValue::Number),
            Some(ChangeValue::Number(verdi)),
            trend,
        )
    });
    rows.collect()
}

fn money(before: &Standing, now: &Standing) -> Vec<Change> {
    let posts = |standing: &Standing| {
        standing
            .økonomi
            .as_ref()
            .map(|economy| economy.poster.clone())
            .unwrap_or_default()
    };
    let earlier = posts(before);
    let mut out = Vec::new();
    for post in posts(now) {
        let item = Item::new(Subject::Økonomi, &post.id, &post.navn);
        let other =
            earlier.iter().find(|other| other.id == post.id).map(|other| other.tall);
        let value = |sum: Option<Kroner>| sum.map(ChangeValue::Amount);
        let (spent, forecast) = other.map_or((None, None), |o| (o.regnskap, o.prognose));
        let over = |sum: Kroner| Kroner((sum.0 - post.tall.budsjett.0).max(0));
        // A lower forecast is better only as far as there was an overspend.
        let trend =
            match forecast.zip(post.tall.prognose).map(|(b, n)| (over(b), over(n))) {
                Some((before, now)) if before != now => Trend::of(now, before),
                _ => Trend::Endret,
            };
        out.extend(item.change(
            Field::Regnskap,
            value(spent),
            value(post.tall.regnskap),
            Trend::Endret,
        ));
        out.extend(item.change(
            Field::Prognose,
            value(forecast),
            value(post.tall.prognose),
            trend,
        ));
    }
    out
}

fn risks(before: &Standing, now: &Standing) -> Vec<Change> {
    let mut out = Vec::new();
    for row in &now.risikoer {
        let item = Item::new(Subject::Risiko, &row.data.id, &row.data.risiko);
        let earlier = before.risikoer.iter().find(|other| other.data.id == row.data.id);
        out.extend(item.case(earlier.map(|earlier| earlier.åpen), row.åpen));
        if let Some(earlier) = earlier.filter(|_| row.åpen) {
            let score = |poeng: u8| Some(ChangeValue::Number(f64::from(poeng)));
            // Fewer points are better.
            let trend = Trend::of(row.poeng, earlier.poeng);
            let (fra, til) = (score(earlier.poeng), score(row.poeng));
            out.extend(item.change(Field::Poeng, fra, til, trend));
        }
    }
    out
}

fn deviations(before: &Standing, now: &Standing) -> Vec<Change> {
    let rows = now.avvik.iter().filter_map(|row| {
        let item = Item::new(Subject::Avvik, &row.data.id, &row.data.avvik);
        let earlier = before.avvik.iter().find(|other| other.data.id == row.data.id);
        item.case(earlier.map(|earlier| earlier.åpen), row.åpen)
    });
    rows.collect()
}

impl Item<'_> {
    /// The change of a risk or a deviation that is new, closed or opened again.
    fn case(&self, before: Option<bool>, now: bool) -> Option<Change> {
        let value = |open: bool| {
            ChangeValue::Case(if open { Sakstatus::Åpen } else { Sakstatus::Lukket })
        };
        let trend = if now { Trend::Verre } else { Trend::Bedre };
        self.change(Field::Sak, before.map(value), Some(value(now)), trend)
    }
}
