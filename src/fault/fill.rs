//! Facts in place of their names in a text.

use serde_json::Value;

use super::words::Words;
use crate::braces;
use crate::lang::group;
use crate::suggest::MORE;

/// A text with facts in place of their names in braces: `{name}`, or `{name|format}` for
///
/// - `number`: in groups of three
/// - `kr`: an amount in øre, in kroner
/// - `date`: a day, in words; a year or a period as it is
/// - `ratio`: with two decimals, rounded down so that a failed contrast never reads as a pass
/// - `hex`: a byte, or the code point of a character
/// - `lower`: in small letters
/// - `count`: how many there are in a list
/// - `quoted and`: a list in guillemets, with `and` before the last
/// - `words or`: words for names of this program, with `or` between them
///
/// `list.0` is the first of a list. Braces around anything but a fact stay as they are, as do those
/// in the facts.
pub(super) fn fill(text: &str, facts: &Value, words: &Words) -> String {
    braces::filled(text, |name| placeholder(name, facts, words))
}

/// A fact by its name, or by a path such as `list.0`; `None` if it is null.
pub(super) fn fact<'a>(facts: &'a Value, name: &str) -> Option<&'a Value> {
    let fact = facts.pointer(&format!("/{}", name.replace('.', "/")))?;
    (!fact.is_null()).then_some(fact)
}

/// The most characters that are shown of a fact.
const MAX_SHOWN: usize = 400;

/// A fact as it is, a list with commas; of a very long text the beginning.
pub(super) fn plain(fact: &Value) -> String {
    match fact {
        Value::String(text) => match text.char_indices().nth(MAX_SHOWN) {
            Some((end, _)) => format!("{}{MORE}", &text[..end]),
            None => text.clone(),
        },
        Value::Array(items) => texts(items).join(", "),
        other => other.to_string(),
    }
}

/// What replaces a name and perhaps a format, if they exist.
fn placeholder(name: &str, facts: &Value, words: &Words) -> Option<String> {
    let Some((name, format)) = name.split_once('|') else {
        return fact(facts, name).map(plain);
    };
    let fact = fact(facts, name)?;
    let (format, last) = format.split_once(' ').unwrap_or((format, ""));
    Some(match format {
        "number" => fact.as_f64().map_or_else(|| group(&plain(fact)), |n| words.lang.number(n)),
        "kr" => words.lang.kroner(fact.as_i64()?),
        "date" => {
            let day = fact.as_str().and_then(|day| day.parse().ok());
            day.map_or_else(|| plain(fact), |day| words.lang.date(day))
        }
        "ratio" => format!("{:.2}", (fact.as_f64()? * 100.0).floor() / 100.0)
            .replace('.', words.lang.decimal_sign()),
        "hex" => match fact.as_u64() {
            Some(byte) => format!("{byte:02X}"),
            None => format!("{:04X}", u32::from(fact.as_str()?.chars().next()?)),
        },
        "lower" => plain(fact).to_lowercase(),
        "count" => fact.as_array()?.len().to_string(),
        "quoted" => quoted_list(fact.as_array()?, last),
        "words" => match fact {
            Value::Array(items) => {
                let items = texts(items);
                let words: Vec<_> = items.iter().map(|item| words.word(item)).collect();
                words.join(&format!(" {last} "))
            }
            other => words.word(&plain(other)).to_owned(),
        },
        _ => return None,
    })
}

/// A list in guillemets, separated by commas, with `last` before the last.
fn quoted_list(items: &[Value], last: &str) -> String {
    let quote = |item: &String| if item == MORE { item.clone() } else { format!("«{item}»") };
    let quoted: Vec<_> = texts(items).iter().map(quote).collect();
    match quoted.as_slice() {
        [first @ .., end] if !first.is_empty() && end != MORE => {
            format!("{} {last} {end}", first.join(", "))
        }
        other => other.join(", "),
    }
}

/// The items of a list as they are.
fn texts(items: &[Value]) -> Vec<String> {
    items.iter().map(plain).collect()
}

/// That there are others besides: ` og 3 til`.
pub(super) fn more(count: usize, and: &str, more: &str) -> String {
    if count == 0 { String::new() } else { format!(" {and} {count} {more}") }
}
