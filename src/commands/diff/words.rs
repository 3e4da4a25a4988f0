//! The words of a change, for those who read them in a terminal.

use crate::diagnostics::Lang;
use crate::model::Sakstatus;
use crate::standing::{Change, ChangeValue, Field, Subject, Trend};

/// What is said when nothing has changed.
pub(super) fn nothing(lang: Lang) -> &'static str {
    match lang {
        Lang::Nb => "ingen endringer",
        Lang::En => "no changes",
    }
}

/// A change on one line: `bedre   delprosjekt Felles profilering: status i-gang → fullført`.
pub(super) fn line(change: &Change, lang: Lang) -> String {
    let name = change.navn.as_ref().map_or(change.id.as_str(), |navn| navn.as_str());
    let name = match change.art {
        Subject::SamletStatus => String::new(),
        _ => format!(" {name}"),
    };
    // A long unit describes the indicator rather than its value.
    let unit = change.enhet.as_ref().filter(|unit| unit.as_str().chars().count() <= 8);
    let unit = unit.map(|unit| format!(" {unit}")).unwrap_or_default();
    let values = match change.felt {
        Field::Sak if change.fra.is_none() => new(lang).to_owned(),
        Field::Sak => value(change.til, lang),
        _ => format!("{} → {}{unit}", value(change.fra, lang), value(change.til, lang)),
    };
    format!(
        "{:<9}{}{name}: {}{values}",
        trend(change.retning, lang),
        subject(change.art, lang),
        field(change.felt, lang)
    )
}

/// What a risk or a deviation is that was not there before.
fn new(lang: Lang) -> &'static str {
    match lang {
        Lang::Nb => "ny",
        Lang::En => "new",
    }
}

fn trend(trend: Trend, lang: Lang) -> &'static str {
    match (lang, trend) {
        (Lang::Nb, Trend::Bedre) => "bedre",
        (Lang::Nb, Trend::Verre) => "verre",
        (Lang::Nb, Trend::Uendret) => "uendret",
        (Lang::Nb, Trend::Endret) => "endret",
        (Lang::En, Trend::Bedre) => "better",
        (Lang::En, Trend::Verre) => "worse",
        (Lang::En, Trend::Uendret) => "same",
        (Lang::En, Trend::Endret) => "changed",
    }
}

fn subject(subject: Subject, lang: Lang) -> &'static str {
    match (lang, subject) {
        (Lang::Nb, Subject::SamletStatus) => "samlet status",
        (Lang::Nb, Subject::Vurdering) => "vurdering",
        (Lang::Nb, Subject::Delprosjekt) => "delprosjekt",
        (Lang::Nb, Subject::Milepæl) => "milepæl",
        (Lang::Nb, Subject::Indikator) => "indikator",
        (Lang::Nb, Subject::Økonomi) => "økonomi",
        (Lang::Nb, Subject::Risiko) => "risiko",
        (Lang::Nb, Subject::Avvik) => "avvik",
        (Lang::En, Subject::SamletStatus) => "overall status",
        (Lang::En, Subject::Vurdering) => "assessment",
        (Lang::En, Subject::Delprosjekt) => "sub-project",
        (Lang::En, Subject::Milepæl) => "milestone",
        (Lang::En, Subject::Indikator) => "indicator",
        (Lang::En, Subject::Økonomi) => "finances",
        (Lang::En, Subject::Risiko) => "risk",
        (Lang::En, Subject::Avvik) => "deviation",
    }
}

/// What of a thing has changed, with a space after it; nothing where the value says it.
fn field(field: Field, lang: Lang) -> &'static str {
    match (lang, field) {
        (_, Field::Status | Field::Verdi | Field::Sak) => "",
        (Lang::Nb, Field::Framdrift) => "framdrift ",
        (Lang::Nb, Field::Frist) => "frist ",
        (Lang::Nb, Field::Regnskap) => "regnskap ",
        (Lang::Nb, Field::Prognose) => "prognose ",
        (Lang::Nb, Field::Poeng) => "poeng ",
        (Lang::En, Field::Framdrift) => "progress ",
        (Lang::En, Field::Frist) => "deadline ",
        (Lang::En, Field::Regnskap) => "accounts ",
        (Lang::En, Field::Prognose) => "forecast ",
        (Lang::En, Field::Poeng) => "score ",
    }
}

fn value(value: Option<ChangeValue>, lang: Lang) -> String {
    match (value, lang) {
        (None, Lang::Nb) => "ikke meldt".into(),
        (None, Lang::En) => "not told".into(),
        (Some(ChangeValue::Status(status)), _) => status.word().into(),
        (Some(ChangeValue::Date(date)), _) => date.0.to_string(),
        (Some(ChangeValue::Number(number)), _) => lang.number(number),
        (Some(ChangeValue::Percent(percent)), _) => format!("{} %", percent.0),
        (Some(ChangeValue::Amount(sum)), _) => lang.kroner(sum.0),
        (Some(ChangeValue::Case(Sakstatus::Åpen)), Lang::Nb) => "åpen".into(),
        (Some(ChangeValue::Case(Sakstatus::Lukket)), Lang::Nb) => "lukket".into(),
        (Some(ChangeValue::Case(Sakstatus::Åpen)), Lang::En) => "open".into(),
        (Some(ChangeValue::Case(Sakstatus::Lukket)), Lang::En) => "closed".into(),
    }
}
