//! Texts about another region or another period: a report was copied.

use std::collections::BTreeMap;

use super::{Marks, Text};
use crate::fault::TextFault;
use crate::finding::Finding;
use crate::model::{PeriodId, Vurderinger};
use crate::project::{RegionFolder, ascii};
use crate::rules::PeriodContext;
use crate::tree::Step::{self, Field};
use crate::tree::Value;

/// The texts that tell how the region is doing are about this region, and about this period.
pub(in crate::rules) fn texts_are_about_this_report(context: &PeriodContext<'_>) -> Vec<Finding> {
    let document = &context.period.document;
    let mut paths: Vec<Vec<Step<'_>>> = vec![vec![Field("ingress")]];
    paths.push(vec![Field("samlet_status"), Field("kommentar")]);
    paths.extend(
        Vurderinger::NAMES.map(|name| vec![Field("vurdering"), Field(name), Field("kommentar")]),
    );
    let mut findings = Vec::new();
    for path in paths {
        let Some(node) = document.node(&path) else { continue };
        let Value::Scalar(text) = &node.value else { continue };
        let own = [context.region.value.navn.as_str(), context.name];
        let value = text.text.as_str();
        let text = Text { document, field: "", node, value, marks: Marks::default() };
        if let Some(name) = other_region(text.value, own, context.siblings) {
            let fault = TextFault::CopiedRegion { name: name.to_owned() };
            findings.push(Finding::warning(fault, document.place(text.span_of(name))));
        }
        if let Some(written) = other_period(text.value, context.id) {
            let period = context.id.to_string();
            let fault = TextFault::CopiedPeriod { text: written.to_owned(), period };
            findings.push(Finding::warning(fault, document.place(text.span_of(written))));
        }
    }
    findings
}

/// Directions, which are words before they are names.
const DIRECTIONS: [&str; 8] = ["nord", "sor", "ost", "vest", "aust", "midt", "indre", "ytre"];

/// The other region that a text is about: one that a sentence begins with, or that stands after «i» or
/// «for» at its beginning, in a text that does not name its own.
fn other_region<'a>(
    text: &'a str,
    own: [&str; 2],
    siblings: &BTreeMap<String, RegionFolder>,
) -> Option<&'a str> {
    if siblings.len() < 2 {
        return None;
    }
    let other = sentences(text).find_map(|sentence| {
        let name = after_lead(sentence);
        let is_called_region =
            name.get(..7).is_some_and(|word| word.eq_ignore_ascii_case("region "));
        let bare = if is_called_region { &name[7..] } else { name };
        let ends = bare.char_indices().filter(|(_, c)| !c.is_alphanumeric() && *c != '-');
        let ends = ends.map(|(at, _)| at).chain([bare.len()]).take(3);
        let is_sibling = |short: &str| {
            let is_direction = DIRECTIONS.contains(&short) && !is_called_region;
            short != own[1] && !is_direction && siblings.contains_key(short)
        };
        ends.filter(|end| bare.starts_with(char::is_uppercase) && *end > 2).find_map(|end| {
            let short = ascii(&bare[..end]);
            let genitive = short.strip_suffix('s').unwrap_or(&short);
            let full = format!("region-{short}");
            let is_other = is_sibling(&short) || is_sibling(genitive) || is_sibling(&full);
            is_other.then(|| &name[..name.len() - bare.len() + end])
        })
    });
    other.filter(|_| !own.iter().any(|own| names(text, own)))
}

/// Whether a text has a name, as a word or the beginning of one.
fn names(text: &str, name: &str) -> bool {
    let (text, name) = (ascii(text), ascii(name));
    text.match_indices(&name).any(|(at, _)| at == 0 || text.as_bytes()[at - 1] == b'-')
}

/// The sentences of a text: a full stop before a capital letter ends one.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| {
        let mut rest = line.trim();
        std::iter::from_fn(move || {
            let is_end = |(at, _): &(usize, &str)| rest[at + 2..].starts_with(char::is_uppercase);
            let end = rest.match_indices(". ").find(is_end).map_or(rest.len(), |(at, _)| at + 2);
            let (sentence, next) = rest.split_at(end);
            rest = next;
            (!sentence.is_empty()).then_some(sentence.trim_end())
        })
    })
}

/// A sentence without the words that lead to what it is about: «I», «Status for».
fn after_lead(sentence: &str) -> &str {
    const LEADS: [&str; 8] = [
        "Statusrapport for ",
        "Sluttrapport for ",
        "Rapport for ",
        "Status for ",
        "Status i ",
        "Rapporten for ",
        "For ",
        "I ",
    ];
    LEADS.iter().find_map(|lead| sentence.strip_prefix(lead)).unwrap_or(sentence)
}

/// What a text is about, if that is a period before its own: the first sentence begins with it, nothing in
/// the text names its own, and it does not look back.
fn other_period(text: &str, own: PeriodId) -> Option<&str> {
    const LOOKS_BACK: [&str; 9] =
        ["ble", "blei", "vart", "var", "hadde", "varslet", "varsla", "meldte", "skrev"];
    let first = sentences(text).next()?;
    let about = after_lead(first);
    let (written, period) = mentioned(about, own.year())?;
    let own_is_named = text
        .char_indices()
        .any(|(at, _)| mentioned(&text[at..], own.year()).is_some_and(|(_, period)| period == own));
    let looks_back = first.split(' ').any(|word| LOOKS_BACK.contains(&word));
    (period < own && !own_is_named && !looks_back).then_some(written)
}

/// The period that a text begins with, as it is written; without a year, that of a year.
fn mentioned(text: &str, year: i32) -> Option<(&str, PeriodId)> {
    const NUMBERS: [&[&str]; 4] = [
        &["1.", "første", "fyrste"],
        &["2.", "andre", "annet"],
        &["3.", "tredje"],
        &["4.", "fjerde"],
    ];
    let mut words = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ':' | ';'));
    let first = words.next()?;
    let (part, length) = if let Some(number) = first.strip_prefix(['Q', 'q', 'K']) {
        (format!("k{number}"), first.len())
    } else {
        let lower = first.to_lowercase();
        let number = NUMBERS.iter().position(|words| words.contains(&lower.as_str()))? + 1;
        let kind = words.next().filter(|kind| !kind.is_empty())?;
        let letter = match kind.trim_end_matches(['.', 's']).to_lowercase().as_str() {
            "kvartal" => 'k',
            "tertial" => 't',
            "halvår" => 'h',
            _ => return None,
        };
        (format!("{letter}{number}"), text.find(kind)? + kind.len())
    };
    let written = &text[..length];
    let rest = text[length..].trim_start();
    let named = rest.get(..4).and_then(|digits| digits.parse::<i32>().ok());
    let written = match named {
        Some(_) => text.get(..text.len() - rest.len() + 4)?,
        None => written,
    };
    let period = format!("{:04}-{part}", named.unwrap_or(year)).parse().ok()?;
    Some((written.trim_end_matches('.'), period))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_about_another_period_is_told() {
        let own = "2026-k3".parse().unwrap();
        for (text, written) in [
            ("I 2. kvartal 2026 er regionen i rute.", "2. kvartal 2026"),
            ("2. kvartal viser framgang.", "2. kvartal"),
            ("Q2 2026 viser at regionen er i rute.", "Q2 2026"),
            ("Status for andre kvartal: alt er i rute.", "andre kvartal"),
            ("I 3. kvartal 2025 er alt i rute.", "3. kvartal 2025"),
        ] {
            assert_eq!(other_period(text, own), Some(written), "{text}");
        }
        for text in [
            "I 3. kvartal 2026 er regionen i rute.",
            "I 2. kvartal 2026 ble forstudien utsatt.",
            "I 2. kvartal lå vi bak; i 3. kvartal er vi i rute.",
            "I 1. kvartal 2027 skal planen vedtas.",
            "Forstudien er flyttet til 2. kvartal.",
            "2. plass i kåringen",
        ] {
            assert_eq!(other_period(text, own), None, "{text}");
        }
    }
}
