//! Which values of the data a text of the page may come from: the way back from the page.

use serde_json::Value as Json;

use super::forms::{Forms, forms};
use super::page::{Page, squeezed};
use crate::diagnostics::Place;
use crate::project::Loaded;
use crate::schema::{FileKind, Given, visit};
use crate::source::Document;

/// A text of the page, with those that stand before and after it: a paragraph goes on in the next
/// line.
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
    /// Where it is written.
    pub place: Place,
    /// The other words that could stand there, if it is one of an enumeration.
    pub(super) words: Vec<String>,
    /// Whether it is a number, which the page may show rounded.
    pub(super) is_number: bool,
    /// Whether it holds all of the text of the page.
    pub is_whole: bool,
    /// How well it fits: the greater, the better.
    fit: u32,
}

/// How well a value fits whose whole text is that of the page.
const WHOLE: u32 = 1_000_000;
/// How much better one fits that goes on as the page does.
const GOES_ON: u32 = 100_000;
/// The fewest letters of a part of a text that are no chance.
const FEWEST: usize = 3;

/// The values of a report's data that a text of its page may come from, the likeliest first.
#[must_use]
pub fn origins(loaded: &Loaded, passage: Passage<'_>, words: &Json) -> Vec<Origin> {
    let wanted = Wanted::new(passage);
    let mut found = Vec::new();
    let mut look = |kind: FileKind, document: &Document| {
        visit(kind, document, &mut |given| {
            found.extend(wanted.origin(document, &given, words));
        });
    };
    // What the report says of its own period comes before what stays from period to period.
    for region in &loaded.regions {
        for (_, period) in region.series.iter().rev() {
            look(FileKind::Period, &period.document);
        }
        look(FileKind::Region, &region.region.document);
    }
    look(FileKind::Program, &loaded.program.document);
    found.sort_by_key(|origin| std::cmp::Reverse(origin.fit));
    found
}

/// A text of the page, ready to be compared: words begin with small letters within texts.
struct Wanted {
    squeezed: String,
    /// The same with what stands before and after it.
    longer: [String; 2],
    page: Page,
}

impl Wanted {
    fn new(passage: Passage<'_>) -> Self {
        let Passage { before, text, after } = passage;
        let small = |text: &str| squeezed(text).to_lowercase();
        Self {
            squeezed: small(text),
            longer: [format!("{before}{text}"), format!("{text}{after}")]
                .map(|it| small(&it)),
            page: Page::new(&[text.to_owned()]),
        }
    }

    /// A value as an origin; none, if it does not fit in any of its forms.
    fn origin(
        &self,
        document: &Document,
        given: &Given<'_>,
        words: &Json,
    ) -> Option<Origin> {
        let forms = forms(given, words);
        let fits = match &forms {
            Forms::None => return None,
            Forms::AllOf(texts) => texts.iter().map(|text| self.text(text)).max(),
            Forms::AnyOf(forms) => forms.iter().map(|form| self.text(form)).max(),
            Forms::Number(forms) => forms.iter().map(|form| self.number(form)).max(),
        };
        let fit = fits.flatten()?;
        let written = given.scalar.text.trim();
        let others = given.words.iter().filter(|word| *word != written);
        Some(Origin {
            place: document.place(given.node.span.clone()),
            words: others.cloned().collect(),
            is_number: matches!(forms, Forms::Number(_)),
            is_whole: usize::try_from(fit)
                .is_ok_and(|fit| fit >= self.squeezed.chars().count()),
            fit,
        })
    }

    /// How well a text fits that holds that of the page, or is held by it.
    fn text(&self, text: &str) -> Option<u32> {
        let value = squeezed(text).to_lowercase();
        let letters = |text: &str| text.chars().count();
        if value == self.squeezed {
            return Some(WHOLE);
        }
        let longer = self.longer.iter().filter(|it| **it != self.squeezed);
        let goes_on = longer.clone().any(|it| value.contains(it.as_str()));
        let shared = if value.contains(&self.squeezed) {
            letters(&self.squeezed)
        } else if self.squeezed.contains(&value) {
            letters(&value)
        } else {
            return None;
        };
        let fit = u32::try_from(shared).unwrap_or(WHOLE);
        if goes_on { Some(fit + GOES_ON) } else { (shared >= FEWEST).then_some(fit) }
    }

    /// How well a number fits that the text of the page has.
    fn number(&self, form: &str) -> Option<u32> {
        let digits = form.chars().filter(char::is_ascii_digit).count();
        let whole = form == self.squeezed;
        let fit = if whole { WHOLE } else { u32::try_from(digits).unwrap_or_default() };
        self.page.has_number(form).then_some(fit)
    }
}
