//! The labels that a text of the page may come from.

use serde_json::Value as Json;

use super::alternatives::with_other_letter;
use super::page::condensed;

/// A label of `templates/lang/` that a text of the page may come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Its path in the language file, with full stops between the keys.
    pub key: String,
    /// Its text.
    pub text: String,
    /// Its JSON pointer in the tree of labels (RFC 6901).
    pointer: String,
}

/// Shorter parts of a label match by coincidence.
const MIN_MATCH_LENGTH: usize = 4;

/// The labels that a text of the page may come from, the likeliest first.
pub fn labels(tree: &Json, text: &str) -> Vec<Label> {
    let mut all = Vec::new();
    collect(tree, "", &mut all);
    let mut fitting: Vec<((u8, usize), Label)> =
        all.into_iter().filter_map(|label| Some((label.fit(text)?, label))).collect();
    fitting.sort_by_key(|(fit, _)| std::cmp::Reverse(*fit));
    fitting.into_iter().map(|(_, label)| label).collect()
}

impl Label {
    /// The label with a text and its JSON pointer. Its key leaves out the indices of lists.
    fn new(text: &str, pointer: &str) -> Self {
        let keys: Vec<&str> =
            pointer.split('/').skip(1).filter(|key| key.parse::<usize>().is_err()).collect();
        Self { key: keys.join("."), text: text.to_owned(), pointer: pointer.to_owned() }
    }

    /// How well it fits a text of the page; `None` if it does not. A page may show a label as it
    /// is, in capitals, with values in place of names in braces, or broken into lines.
    fn fit(&self, page: &str) -> Option<(u8, usize)> {
        let (label, page) = (condensed(&self.text), condensed(page));
        if label == page {
            return Some((3, page.len()));
        }
        let page = page.to_lowercase();
        if label.to_lowercase() == page {
            return Some((2, page.len()));
        }
        let literals: Vec<String> =
            literals(&self.text).iter().map(|literal| condensed(literal).to_lowercase()).collect();
        let letters: usize = literals.iter().map(String::len).sum();
        // A short label within a long text is there by chance.
        if contains_in_order(&page, &literals) && letters * 2 > page.len() {
            return Some((1, letters));
        }
        let is_part = literals.iter().any(|literal| {
            literal.contains(&page) && is_long(&page) || page.contains(literal) && is_long(literal)
        });
        is_part.then_some((0, letters.min(page.len())))
    }

    /// The tree of labels with one letter of this label changed, to find out whether a text of the
    /// page changes with it.
    pub fn altered(&self, tree: &Json, page: &str) -> Option<Json> {
        let page = page.to_lowercase();
        let shared = literals(&self.text)
            .into_iter()
            .flat_map(|literal| literal.split(|c: char| !c.is_alphabetic()))
            .filter(|word| page.contains(&word.to_lowercase()));
        let word = shared.max_by_key(|word| word.len()).filter(|word| !word.is_empty())?;
        let at = self.text.find(word)? + word.char_indices().last()?.0;
        let text = with_other_letter(&self.text, at, 1)?;
        let mut tree = tree.clone();
        *tree.pointer_mut(&self.pointer)? = Json::String(text);
        Some(tree)
    }
}

/// Whether a part of a label is so long that it is no chance.
fn is_long(text: &str) -> bool {
    text.chars().count() >= MIN_MATCH_LENGTH
}

/// Whether a text contains some parts one after another.
fn contains_in_order(text: &str, parts: &[String]) -> bool {
    let mut rest = text;
    for part in parts {
        let Some((_, after)) = rest.split_once(part.as_str()) else { return false };
        rest = after;
    }
    true
}

/// The parts of a label between names in braces.
fn literals(label: &str) -> Vec<&str> {
    let mut literals = Vec::new();
    for (i, part) in label.split('{').enumerate() {
        match part.split_once('}') {
            _ if i == 0 => literals.push(part),
            Some((_, after_name)) => literals.push(after_name),
            None => {}
        }
    }
    literals.retain(|literal| !literal.trim().is_empty());
    literals
}

/// Adds the labels of a tree, whose JSON pointer is `pointer`.
fn collect(tree: &Json, pointer: &str, labels: &mut Vec<Label>) {
    match tree {
        Json::String(text) => labels.push(Label::new(text, pointer)),
        Json::Object(fields) => {
            for (name, inner) in fields {
                collect(inner, &format!("{pointer}/{name}"), labels);
            }
        }
        Json::Array(items) => {
            for (i, inner) in items.iter().enumerate() {
                collect(inner, &format!("{pointer}/{i}"), labels);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_fit_with_values_put_into_them() {
        let words = serde_json::json!({
            "rapport": { "side": "Side {side} av {sider}" },
            "overskrifter": { "mål": "Mål", "råd": "Råd fra {region}" },
            "figur": { "mål": "mål" },
            "måneder": ["januar"],
        });
        let keys = |text| labels(&words, text).into_iter().map(|label| label.key);
        assert!(keys("Side 3 av 7").eq(["rapport.side"]));
        assert!(keys("Mål").eq(["overskrifter.mål", "figur.mål"]));
        assert!(keys("mål").eq(["figur.mål", "overskrifter.mål"]));
        assert!(keys("Råd fra Rana").eq(["overskrifter.råd"]));
        assert!(keys("januar").eq(["måneder"]));
        assert!(keys("Målet er nådd for lengst i år").next().is_none());
        let label = &labels(&words, "Side 3 av 7")[0];
        let altered = label.altered(&words, "Side 3 av 7").unwrap();
        assert_eq!(altered["rapport"]["side"], "Sidf {side} av {sider}");
    }
}
