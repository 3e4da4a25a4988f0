//! The forms in which a page may show a value.

use chrono::Datelike;
use serde_json::Value as Json;

use crate::model::values::{Block, Count, Date, Decimal, Inline, Kroner, RichText, ValueKind};
use crate::schema::ScalarValue;

/// The texts that show a value on a page.
pub(super) enum Forms {
    /// One of these numbers.
    Number(Vec<String>),
    /// One of these texts.
    AnyOf(Vec<String>),
    /// All of these, such as the paragraphs of a text.
    AllOf(Vec<String>),
}

/// The forms of a value; `labels` are those of the report's language. None for a value that is not
/// shown as text: a score is a place in a drawing, a link has no text.
pub(super) fn forms(value: &ScalarValue<'_>, labels: &Json) -> Option<Forms> {
    let text = value.scalar.text.trim();
    let Some(kind) = value.kind else { return label(value, labels) };
    match kind {
        ValueKind::Text | ValueKind::Email => Some(Forms::AllOf(vec![text.to_owned()])),
        ValueKind::RichText => {
            let parsed: RichText = text.parse().ok()?;
            Some(Forms::AllOf(paragraphs(&parsed.0)))
        }
        ValueKind::Count => {
            let count: Count = text.parse().ok()?;
            Some(Forms::Number(vec![count.0.to_string()]))
        }
        ValueKind::Decimal => {
            let number: Decimal = text.parse().ok()?;
            Some(Forms::Number(decimal(number.0)))
        }
        ValueKind::Amount => Some(Forms::Number(kroner(text.parse().ok()?))),
        ValueKind::Percent => {
            Some(Forms::Number(vec![format!("{}%", text.trim_end_matches(['%', ' ']))]))
        }
        ValueKind::Date | ValueKind::Moment => Some(Forms::AnyOf(match text.parse() {
            Ok(date) => dates(date, labels),
            Err(_) => vec![text.to_owned()],
        })),
        _ => None,
    }
}

/// The labels of a word of an enumeration, if it has any.
fn label(value: &ScalarValue<'_>, labels: &Json) -> Option<Forms> {
    let word = value.scalar.text.trim();
    let mut keys = vec![("status", word), ("type", word), ("punkttype", word)];
    // A milestone that is finished is reached.
    if value.path.first() == Some(&"milepæler") && word == "fullført" {
        keys.push(("tilstand", "nådd"));
    }
    let texts = keys.into_iter().filter_map(|(group, key)| labels[group][key].as_str());
    let texts: Vec<String> = texts.map(str::to_owned).collect();
    (!texts.is_empty()).then_some(Forms::AnyOf(texts))
}

/// The texts of all paragraphs, also of those in lists.
fn paragraphs(blocks: &[Block]) -> Vec<String> {
    let mut texts = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph { body } => texts.push(plain_text(body)),
            Block::List { items, .. } => {
                texts.extend(items.iter().flat_map(|item| paragraphs(item)));
            }
        }
    }
    texts.retain(|text| !text.trim().is_empty());
    texts
}

/// The text of a paragraph without its marks.
fn plain_text(body: &[Inline]) -> String {
    let mut plain = String::new();
    for piece in body {
        match piece {
            Inline::Text { text } => plain += text,
            Inline::Break => plain.push(' '),
            Inline::Strong { body } | Inline::Emphasis { body } | Inline::Link { body, .. } => {
                plain += &plain_text(body);
            }
        }
    }
    plain
}

/// A number as it is, with one decimal and with none (areas are shown in whole km²), each with a
/// decimal point and a decimal comma, and with a minus sign for a hyphen.
fn decimal(number: f64) -> Vec<String> {
    let mut forms = Vec::new();
    for form in [format!("{number}"), format!("{number:.1}"), format!("{number:.0}")] {
        let form = form.replace('-', "−");
        forms.push(form.replace('.', ","));
        forms.push(form);
    }
    forms
}

/// An amount in kroner, in thousands or in millions.
fn kroner(Kroner(øre): Kroner) -> Vec<String> {
    let sign = if øre < 0 { "−" } else { "" };
    let øre = øre.unsigned_abs();
    let mut forms = Vec::new();
    for unit in [100, 100_000] {
        forms.push(format!("{sign}{}", (øre + unit / 2) / unit));
    }
    let tenths = (øre + 5_000_000) / 10_000_000;
    for comma in [',', '.'] {
        forms.push(format!("{sign}{}{comma}{}", tenths / 10, tenths % 10));
        forms.push(format!("{sign}{}{comma}{:02}", øre / 100, øre % 100));
    }
    forms
}

/// A date in the forms of texts and of tables.
fn dates(Date(date): Date, labels: &Json) -> Vec<String> {
    let (year, month, day) = (date.year(), date.month(), date.day());
    let index = date.month0() as usize;
    let mut forms = vec![format!("{day:02}.{month:02}.{year}"), format!("{day}.{month}.{year}")];
    for list in ["måneder", "måneder_kort"] {
        if let Some(name) = labels[list][index].as_str() {
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
    fn values_have_all_their_forms() {
        assert!(decimal(-5.0).contains(&"−5".to_owned()));
        assert!(decimal(12.5).contains(&"12,5".to_owned()));
        let forms = kroner(Kroner(120_000_000));
        for form in ["1200000", "1200", "1,2"] {
            assert!(forms.contains(&form.to_owned()), "{form}");
        }
        let labels = serde_json::json!({ "måneder": ["januar", "februar"] });
        let date = "2015-02-08".parse().unwrap();
        assert!(dates(date, &labels).contains(&"8.februar2015".to_owned()));
    }
}
