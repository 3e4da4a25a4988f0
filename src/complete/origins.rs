//! The values of the data that a text of the page may come from.

use serde_json::Value as Json;

use super::forms::{Forms, forms};
use super::page::{Page, condensed};
use crate::finding::Place;
use crate::loaded::Loaded;
use crate::schema::{FileKind, ScalarValue, visit};
use crate::tree::Document;

/// A text of the page with its neighbours: a paragraph continues in the next line.
#[derive(Debug, Clone, Copy)]
pub struct Passage<'a> {
    /// The text before it, or none.
    pub before: &'a str,
    /// The text.
    pub text: &'a str,
    /// The text after it, or none.
    pub after: &'a str,
}

/// A value that a text of the page may come from.
#[derive(Debug, Clone, PartialEq)]
pub struct Origin {
    /// The place of the value in its file.
    pub place: Place,
    /// The other words of its enumeration, if it is one.
    pub(super) words: Vec<String>,
    /// Whether it is a number, which the page may show rounded.
    pub(super) is_number: bool,
    /// Whether it holds all of the text of the page.
    pub is_whole: bool,
    /// How well it fits: the greater, the better.
    fit: u32,
}

/// The fit of a value whose whole text is that of the page.
const WHOLE: u32 = 1_000_000;
/// The additional fit of a text that continues as the page does.
const CONTINUES: u32 = 100_000;
/// Shorter parts of a text match by coincidence.
const MIN_MATCH_LENGTH: usize = 3;

/// The values of a report's data that a text of its page may come from, the likeliest first.
pub fn origins(loaded: &Loaded, passage: Passage<'_>, labels: &Json) -> Vec<Origin> {
    let searched = SearchedText::new(passage);
    let mut origins = Vec::new();
    for (kind, document) in documents(loaded) {
        visit(kind, document, &mut |value| {
            origins.extend(searched.origin(document, &value, labels));
        });
    }
    origins.sort_by_key(|origin| std::cmp::Reverse(origin.fit));
    origins
}

/// The documents of a report, those with the report's own period first.
fn documents(loaded: &Loaded) -> Vec<(FileKind, &Document)> {
    let mut documents = Vec::new();
    for region in &loaded.regions {
        let periods = region.series.iter().rev();
        documents.extend(periods.map(|(_, period)| (FileKind::Period, &period.document)));
        documents.push((FileKind::Region, &region.region.document));
    }
    documents.push((FileKind::Program, &loaded.program.document));
    documents
}

/// A text of the page in the form in which it is compared: condensed, and in lower case, for words
/// begin with small letters within texts.
struct SearchedText {
    text: String,
    /// The same with the text before it, and with the text after it.
    longer: [String; 2],
    page: Page,
}

impl SearchedText {
    fn new(passage: Passage<'_>) -> Self {
        let Passage { before, text, after } = passage;
        Self {
            text: comparable(text),
            longer: [comparable(&format!("{before}{text}")), comparable(&format!("{text}{after}"))],
            page: Page::new(&[text.to_owned()]),
        }
    }

    /// A value as an origin; `None` if it does not fit in any of its forms.
    fn origin(
        &self,
        document: &Document,
        value: &ScalarValue<'_>,
        labels: &Json,
    ) -> Option<Origin> {
        let forms = forms(value, labels)?;
        let fit = match &forms {
            Forms::AllOf(texts) => texts.iter().filter_map(|text| self.fit(text)).max(),
            Forms::AnyOf(forms) => forms.iter().filter_map(|form| self.fit(form)).max(),
            Forms::Number(forms) => forms.iter().filter_map(|form| self.number_fit(form)).max(),
        }?;
        let written = value.scalar.text.trim();
        let others = value.words.iter().filter(|word| *word != written);
        Some(Origin {
            place: document.place(value.node.span.clone()),
            words: others.cloned().collect(),
            is_number: matches!(forms, Forms::Number(_)),
            is_whole: usize::try_from(fit).is_ok_and(|fit| fit >= letters(&self.text)),
            fit,
        })
    }

    /// How well a text fits that contains that of the page, or is a part of it.
    fn fit(&self, text: &str) -> Option<u32> {
        let value = comparable(text);
        if value == self.text {
            return Some(WHOLE);
        }
        let shared = if value.contains(&self.text) {
            letters(&self.text)
        } else if self.text.contains(&value) {
            letters(&value)
        } else {
            return None;
        };
        let continues = self.longer.iter().any(|text| *text != self.text && value.contains(text));
        let fit = u32::try_from(shared).unwrap_or(WHOLE);
        if continues { Some(fit + CONTINUES) } else { (shared >= MIN_MATCH_LENGTH).then_some(fit) }
    }

    /// How well a number fits that the text of the page contains.
    fn number_fit(&self, form: &str) -> Option<u32> {
        if !self.page.has_number(form) {
            return None;
        }
        let digits = form.chars().filter(char::is_ascii_digit).count();
        if form == self.text { Some(WHOLE) } else { u32::try_from(digits).ok() }
    }
}

/// A text in the form in which texts are compared.
fn comparable(text: &str) -> String {
    condensed(text).to_lowercase()
}

/// The number of characters of a text.
fn letters(text: &str) -> usize {
    text.chars().count()
}
