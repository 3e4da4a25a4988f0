//! How a value may stand on a page.

use chrono::Datelike;
use serde_json::Value as Json;

use crate::model::values::{
    Block, Count, Date, Decimal, Inline, Kroner, RichText, ValueKind,
};
use crate::schema::Given;

/// The texts by which a value is known on a page.
pub(super) enum Forms {
    /// It cannot be told: a score is a place in a drawing, a link has no text.
    None,
    /// One of these numbers.
    Number(Vec<String>),
    /// One of these texts.
    AnyOf(Vec<String>),
    /// All of these, such as the paragraphs of a text.
    AllOf(Vec<String>),
}

/// The forms of a value; `words` are the labels of the report's language.
pub(super) fn forms(given: &Given<'_>, words: &Json) -> Forms {
    let text = given.scalar.text.trim();
    match given.kind {
        None => label(given, words),
        Some(ValueKind::Text | ValueKind::Email) => Forms::AllOf(vec![text.to_owned()]),
        Some(ValueKind::RichText) => {
            let parsed = text.parse::<RichText>();
            Forms::AllOf(parsed.map(|text| paragraphs(&text.0)).unwrap_or_default())
        }
        Some(ValueKind::Count) => {
            let count = text.parse::<Count>().ok();
            count.map_or(Forms::None, |it| Forms::Number(vec![it.0.to_string()]))
        }
        Some(ValueKind::Decimal) => {
            let number = text.parse::<Decimal>().ok();
            number.map_or(Forms::None, |number| Forms::Number(decimal(number.0)))
        }
        Some(ValueKind::Amount) => {
            let amount = text.parse::<Kroner>().ok();
            amount.map_or(Forms::None, |amount| Forms::Number(kroner(amount)))
        }
        Some(ValueKind::Percent) => {
            Forms::Number(vec![format!("{}%", text.trim_end_matches(['%', ' ']))])
        }
        Some(ValueKind::Date | ValueKind::Moment) => match text.parse::<Date>() {
            Ok(date) => Forms::AnyOf(dates(date, words)),
            Err(_) => Forms::AnyOf(vec![text.to_owned()]),
        },
        Some(_) => Forms::None,
    }
}

/// A word of an enumeration as the labels have it, if they have it just so.
fn label(given: &Given<'_>, words: &Json) -> Forms {
    let key = given.scalar.text.trim();
    let label = |group: &str, key: &str| words[group][key].as_str().map(str::to_owned);
    let groups = ["status", "type", "punkttype"];
    let mut labels: Vec<String> =
        groups.iter().filter_map(|group| label(group, key)).collect();
    // A milestone that is finished is reached.
    if given.way.first() == Some(&"milepæler") && key == "fullført" {
        labels.extend(label("tilstand", "nådd"));
    }
    if labels.is_empty() { Forms::None } else { Forms::AnyOf(labels) }
}

/// The texts of all paragraphs, also of those in lists.
fn paragraphs(blocks: &[Block]) -> Vec<String> {
    let texts = blocks.iter().flat_map(|block| match block {
        Block::Paragraph { body } => vec![inline(body)],
        Block::List { items, .. } => {
            items.iter().flat_map(|item| paragraphs(item)).collect()
        }
    });
    texts.filter(|text| !text.trim().is_empty()).collect()
}

fn inline(body: &[Inline]) -> String {
    let text = |piece: &Inline| match piece {
        Inline::Text { text } => text.clone(),
        Inline::Break => " ".into(),
        Inline::Strong { body }
        | Inline::Emphasis { body }
        | Inline::Link { body, .. } => inline(body),
    };
    body.iter().map(text).collect()
}

/// A number with a decimal comma, or a point in English, and a minus of its own.
fn decimal(number: f64) -> Vec<String> {
    let plain = format!("{number}").replace('-', "−");
    let rounded = format!("{number:.1}").replace('-', "−");
    let integer = format!("{number:.0}").replace('-', "−");
    // Areas stand in whole km².
    let forms = [plain, rounded, integer];
    forms.iter().flat_map(|form| [form.clone(), form.replace('.', ",")]).collect()
}

/// An amount in kroner, in thousands or in millions.
fn kroner(Kroner(øre): Kroner) -> Vec<String> {
    let sign = if øre < 0 { "−" } else { "" };
    let øre = øre.unsigned_abs();
    let whole = |unit: u64| format!("{sign}{}", (øre + unit / 2) / unit);
    let mut forms = vec![whole(100), whole(100_000)];
    let tenths = (øre + 5_000_000) / 10_000_000;
    for comma in [',', '.'] {
        forms.push(format!("{sign}{}{comma}{}", tenths / 10, tenths % 10));
        forms.push(format!("{sign}{}{comma}{:02}", øre / 100, øre % 100));
    }
    forms
}

/// A date in the forms of texts and of tables.
fn dates(Date(date): Date, words: &Json) -> Vec<String> {
    let (year, month, day) = (date.year(), date.month(), date.day());
    let index = date.month0() as usize;
    let mut forms =
        vec![format!("{day:02}.{month:02}.{year}"), format!("{day}.{month}.{year}")];
    for list in ["måneder", "måneder_kort"] {
        if let Some(name) = words[list][index].as_str() {
            forms.push(format!("{day}.{name}{year}"));
            forms.push(format!("{day}{name}{year}"));
        }
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_known_in_all_their_forms() {
        assert!(decimal(-5.0).contains(&"−5".to_owned()));
        assert!(decimal(12.5).contains(&"12,5".to_owned()));
        let forms = kroner(Kroner(120_000_000));
        assert!(
            ["1200000", "1200", "1,2"].iter().all(|it| forms.contains(&(*it).to_owned()))
        );
        let words = serde_json::json!({ "måneder": ["januar", "februar"] });
        let date = "2015-02-08".parse().unwrap();
        assert!(dates(date, &words).contains(&"8.februar2015".to_owned()));
    }
}
