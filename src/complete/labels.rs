//! Which labels a text of the page may come from.

use serde_json::Value as Json;

use super::altered::other_letter;
use super::page::squeezed;

/// A label of `templates/lang/` that a text of the page may come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The keys that lead to it, with full stops between them.
    pub key: String,
    /// What it says.
    pub text: String,
    /// The way to it in the tree of labels (RFC 6901).
    pointer: String,
}

/// The fewest letters of a part of a label that are no chance.
const FEWEST: usize = 4;

/// The labels that a text of the page may come from, the likeliest first.
#[must_use]
pub fn labels(words: &Json, text: &str) -> Vec<Label> {
    let mut found = Vec::new();
    leaves(words, String::new(), &mut |pointer, label| {
        let named = pointer.split('/').filter(|part| part.parse::<usize>().is_err());
        let key = named.skip(1).collect::<Vec<_>>().join(".");
        let label = Label { key, text: label.to_owned(), pointer };
        found.extend(label.fit(text).map(|fit| (fit, label)));
    });
    found.sort_by_key(|(fit, _)| std::cmp::Reverse(*fit));
    found.into_iter().map(|(_, label)| label).collect()
}

impl Label {
    /// How well it fits a text of the page; none, if it does not. A label may stand there as it
    /// is, in capitals, with values put into it, or broken into lines.
    fn fit(&self, page: &str) -> Option<(u8, usize)> {
        let (label, page) = (squeezed(&self.text), squeezed(page));
        if label == page {
            return Some((3, page.len()));
        }
        let (label, small) = (label.to_lowercase(), page.to_lowercase());
        if label == small {
            return Some((2, page.len()));
        }
        let fixed: Vec<String> =
            literals(&self.text).map(|it| squeezed(it).to_lowercase()).collect();
        let letters: usize = fixed.iter().map(String::len).sum();
        let mut rest = small.as_str();
        let all = fixed.iter().all(|part| match rest.split_once(part.as_str()) {
            Some((_, after)) => {
                rest = after;
                true
            }
            None => false,
        });
        // A short label within a long text is there by chance.
        if all && letters * 2 > small.len() {
            return Some((1, letters));
        }
        let is_long = |text: &str| text.chars().count() >= FEWEST;
        let part = fixed.iter().any(|it| {
            let (line, inner) = (it.contains(&small), small.contains(it.as_str()));
            line && is_long(&small) || inner && is_long(it)
        });
        part.then_some((0, letters.min(small.len())))
    }

    /// The tree of labels with this one written a little differently, to try whether a text of
    /// the page changes with it.
    #[must_use]
    pub fn altered(&self, words: &Json, page: &str) -> Option<Json> {
        let mut shared: Vec<&str> = literals(&self.text)
            .flat_map(|part| part.split(|c: char| !c.is_alphabetic()))
            .filter(|word| page.to_lowercase().contains(&word.to_lowercase()))
            .collect();
        shared.sort_by_key(|word| word.len());
        let word = shared.last().filter(|word| !word.is_empty())?;
        let at = self.text.find(word)?;
        let last = word.char_indices().last()?.0;
        let text = other_letter(&self.text, at + last, 1)?;
        let mut words = words.clone();
        *words.pointer_mut(&self.pointer)? = Json::String(text);
        Some(words)
    }
}

/// The parts of a label that stand between names in braces.
fn literals(label: &str) -> impl Iterator<Item = &str> {
    let parts = label.split('{').enumerate();
    parts
        .filter_map(
            |(i, part)| if i == 0 { Some(part) } else { Some(part.split_once('}')?.1) },
        )
        .filter(|part| !part.trim().is_empty())
}

/// Visits every text of a tree of labels, with the way to it.
fn leaves(words: &Json, way: String, found: &mut impl FnMut(String, &str)) {
    match words {
        Json::String(text) => found(way, text),
        Json::Object(fields) => {
            for (name, inner) in fields {
                leaves(inner, format!("{way}/{name}"), found);
            }
        }
        Json::Array(items) => {
            for (i, inner) in items.iter().enumerate() {
                leaves(inner, format!("{way}/{i}"), found);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_known_with_what_is_put_into_them() {
        let words = serde_json::json!({
            "rapport": { "side": "Side {side} av {sider}" },
            "overskrifter": { "mål": "Mål", "råd": "Råd fra {region}" },
            "figur": { "mål": "mål" },
            "måneder": ["januar"],
        });
        let keys = |text: &str| -> Vec<String> {
            labels(&words, text).into_iter().map(|label| label.key).collect()
        };
        assert_eq!(keys("Side 3 av 7"), ["rapport.side"]);
        assert_eq!(keys("Mål"), ["overskrifter.mål", "figur.mål"]);
        assert_eq!(keys("mål"), ["figur.mål", "overskrifter.mål"]);
        assert_eq!(keys("Råd fra Rana"), ["overskrifter.råd"]);
        assert_eq!(keys("januar"), ["måneder"]);
        assert!(keys("Målet er nådd for lengst i år").is_empty());
        let label = &labels(&words, "Side 3 av 7")[0];
        let altered = label.altered(&words, "Side 3 av 7").unwrap();
        assert_eq!(altered["rapport"]["side"], "Sidf {side} av {sider}");
    }
}
