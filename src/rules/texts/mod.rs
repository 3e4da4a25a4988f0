//! Texts that are unfinished, damaged by copying, or bring along what belongs elsewhere.

mod copied;
mod links;
mod loose_marks;
mod pasted;
mod people;
mod quotes;
mod unfinished;
mod written_norwegian;

use std::ops::Range;

use crate::fault::TextFault;
use crate::finding::Finding;
use crate::tree::{Document, Node};

pub(super) use copied::texts_are_about_this_report;

/// A single value with the field that it stands in, or whose list it is in.
struct Text<'a> {
    document: &'a Document,
    field: &'a str,
    node: &'a Node,
    /// The value as it is read.
    value: &'a str,
    /// What is in it that a fault needs.
    marks: Marks,
}

/// The characters in a text without which it has no fault: most texts are looked through once.
#[derive(Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a character that is there or not")]
struct Marks {
    /// Quotation marks, or the first byte of those that are no ASCII.
    quotes: bool,
    colon: bool,
    /// `[` or `?`.
    note: bool,
    /// `!` or `#`.
    broken: bool,
    line_end: bool,
    at: bool,
    not_ascii: bool,
}

impl Marks {
    fn of(text: &str) -> Self {
        let mut marks = Self::default();
        for byte in text.bytes() {
            match byte {
                b'"' | b'\'' => marks.quotes = true,
                b':' => marks.colon = true,
                b'[' | b'?' => marks.note = true,
                b'!' | b'#' => marks.broken = true,
                b'\n' => marks.line_end = true,
                b'@' => marks.at = true,
                128.. => {
                    marks.not_ascii = true;
                    marks.quotes |= byte == 0xe2;
                }
                _ => {}
            }
        }
        marks
    }
}

impl Text<'_> {
    /// The bytes of a part of the value, where they are written as they are read.
    fn span_of(&self, part: &str) -> Range<usize> {
        let span = self.node.span.clone();
        let at = self.document.file.text.get(span.clone()).and_then(|written| written.find(part));
        at.map_or(span.clone(), |at| span.start + at..span.start + at + part.len())
    }

    /// The bytes of the whole value.
    fn span(&self) -> Range<usize> {
        self.node.span.clone()
    }
}

/// A fault of a text with its bytes.
type Fault = (TextFault, Range<usize>);

/// What can be wrong with any text: the first that is, is told.
const FAULTS: [fn(&Text<'_>) -> Option<Fault>; 12] = [
    unfinished::null_word,
    unfinished::placeholder,
    pasted::mojibake,
    pasted::message,
    pasted::broken_reference,
    pasted::list,
    unfinished::split_word,
    unfinished::cut_sentence,
    people::address_as_name,
    people::telephone,
    links::wrapped_link,
    loose_marks::loose_mark,
];

/// The texts of a file are finished, and are what was meant. `language` is that of the report;
/// `is_example`, whether it is marked as an example and may have the texts of `init`.
pub(super) fn texts_are_finished(
    document: &Document,
    language: &str,
    is_example: bool,
) -> Vec<Finding> {
    let is_norwegian = matches!(language, "nb" | "nn");
    let mut is_told = false;
    let mut findings = Vec::new();
    document.root.scalars_by_field("", &mut |field, node, scalar| {
        let value = scalar.text.as_str();
        let text = &Text { document, field, node, value, marks: Marks::of(value) };
        let fault = FAULTS.iter().find_map(|fault| fault(text));
        let fault = fault.or_else(|| is_norwegian.then(|| quotes::quotation_marks(text))?);
        let example = if is_example { None } else { unfinished::example(text) };
        // One text of a file is enough to tell it.
        let form = if is_told { None } else { written_norwegian::other_form(text, language) };
        is_told |= form.is_some();
        let faults = fault.into_iter().chain(example).chain(form);
        findings.extend(faults.map(|(fault, span)| Finding::warning(fault, document.place(span))));
    });
    findings
}
