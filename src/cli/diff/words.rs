//! The words of a change, for those who read them in a terminal.

use regionrapport::Lang;
use regionrapport::model::Sakstatus;
use regionrapport::standing::{Change, ChangeValue, Field, Subject, Trend};

/// Longer units describe the indicator rather than its value.
const MAX_UNIT_LENGTH: usize = 8;

/// A change on one line: `bedre   delprosjekt Felles profilering: status i-gang → fullført`.
pub(super) fn line(change: &Change, lang: Lang) -> String {
    let trend = trend(change.retning, lang);
    let subject = subject(change.art, lang);
    let name = match change.art {
        Subject::SamletStatus => String::new(),
        _ => format!(" {}", change.navn.as_ref().map_or(&*change.id, |navn| navn.as_str())),
    };
    let field = field(change.felt, change.art, lang);
    format!("{trend:<9}{subject}{name}: {field}{}", values(change, lang))
}

/// What the value was and is, with a short unit.
fn values(change: &Change, lang: Lang) -> String {
    let after = value(change.til.as_ref(), lang);
    match change.felt {
        Field::Plan => planned(change, lang).into(),
        Field::Sak if change.fra.is_none() => lang.choose("ny", "new").into(),
        Field::Sak => after,
        _ => {
            let unit = change.enhet.as_ref().map_or("", |unit| unit.as_str());
            let is_short = !unit.is_empty() && unit.chars().count() <= MAX_UNIT_LENGTH;
            let unit = if is_short { format!(" {unit}") } else { String::new() };
            let corrected =
                if change.rettet { lang.choose(" (rettet)", " (corrected)") } else { "" };
            format!("{}{corrected} → {after}{unit}", value(change.fra.as_ref(), lang))
        }
    }
}

/// That something came into the plan or left it, or a municipality the region.
fn planned(change: &Change, lang: Lang) -> &'static str {
    match (change.art, change.fra.is_none()) {
        (Subject::Kommune, true) => lang.choose("ny i regionen", "new in the region"),
        (Subject::Kommune, false) => lang.choose("ute av regionen", "out of the region"),
        (_, true) => lang.choose("ny i planen", "new in the plan"),
        (_, false) => lang.choose("ute av planen", "out of the plan"),
    }
}

fn trend(trend: Trend, lang: Lang) -> &'static str {
    match trend {
        Trend::Bedre => lang.choose("bedre", "better"),
        Trend::Verre => lang.choose("verre", "worse"),
        Trend::Uendret => lang.choose("uendret", "same"),
        Trend::Endret => lang.choose("endret", "changed"),
    }
}

fn subject(subject: Subject, lang: Lang) -> &'static str {
    match subject {
        Subject::SamletStatus => lang.choose("samlet status", "overall status"),
        Subject::Vurdering => lang.choose("vurdering", "assessment"),
        Subject::Region => lang.choose("region", "region"),
        Subject::Kommune => lang.choose("kommune", "municipality"),
        Subject::Delprosjekt => lang.choose("delprosjekt", "sub-project"),
        Subject::Milepæl => lang.choose("milepæl", "milestone"),
        Subject::Indikator => lang.choose("indikator", "indicator"),
        Subject::Økonomi => lang.choose("økonomi", "finances"),
        Subject::Finansiering => lang.choose("finansiering", "funding"),
        Subject::Risiko => lang.choose("risiko", "risk"),
        Subject::Avvik => lang.choose("avvik", "deviation"),
    }
}

/// Which field has changed, with a space after it; nothing where the value says it.
fn field(field: Field, art: Subject, lang: Lang) -> &'static str {
    match field {
        Field::Status | Field::Verdi | Field::Sak | Field::Plan => "",
        Field::Navn => lang.choose("navn ", "name "),
        Field::Ansvarlig => lang.choose("ansvarlig ", "responsible "),
        Field::Framdrift => lang.choose("framdrift ", "progress "),
        Field::Frist if art == Subject::Delprosjekt => lang.choose("slutt ", "end "),
        Field::Frist => lang.choose("frist ", "deadline "),
        Field::Måltall => lang.choose("måltall ", "target "),
        Field::Beløp => lang.choose("beløp ", "amount "),
        Field::Budsjett => lang.choose("budsjett ", "budget "),
        Field::Regnskap => lang.choose("regnskap ", "accounts "),
        Field::Prognose => lang.choose("prognose ", "forecast "),
        Field::Poeng => lang.choose("poeng ", "score "),
    }
}

fn value(value: Option<&ChangeValue>, lang: Lang) -> String {
    match value {
        None => lang.choose("ikke meldt", "not told").into(),
        Some(ChangeValue::Status(status)) => status.word().into(),
        Some(ChangeValue::Date(date)) => date.0.to_string(),
        Some(ChangeValue::Number(number)) => lang.number(*number),
        Some(ChangeValue::Percent(percent)) => format!("{} %", percent.0),
        Some(ChangeValue::Amount(amount)) => lang.kroner(amount.0),
        Some(ChangeValue::Case(Sakstatus::Åpen)) => lang.choose("åpen", "open").into(),
        Some(ChangeValue::Case(Sakstatus::Lukket)) => lang.choose("lukket", "closed").into(),
        Some(ChangeValue::Text(text)) => text.to_string(),
    }
}
