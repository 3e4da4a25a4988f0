//! Ranaregionen's report holds every sentence, figure and heading of its source.

use std::fs;

use crate::project::{rana, repository};

/// How the source writes things, and how a careful typographer does.
const TYPOGRAPHY: [(&str, &str); 3] = [
    ("34.394 (1.jan 2015)", "34 394 (1. januar 2015)"),
    ("6.073 km²", "6 073 km²"),
    ("Samarbeidskommuner:Hemnes", "Samarbeidskommuner: Hemnes"),
];

/// A text without any white space, so that line breaks do not matter.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '•').collect()
}

/// The text of the PDF, as a reader would copy it.
fn pdf_text() -> String {
    let pdf = lopdf::Document::load(rana("pdf").path().join("r.pdf")).unwrap();
    let pages: Vec<u32> = pdf.get_pages().keys().copied().collect();
    pdf.extract_text(&pages).unwrap()
}

#[test]
fn every_line_of_the_source_stands_in_the_pdf_in_order() {
    let mut source =
        fs::read_to_string(repository().join("tests/source/ranaregionen.txt")).unwrap();
    for (written, set) in TYPOGRAPHY {
        assert!(source.contains(written));
        source = source.replace(written, set);
    }
    let pdf = squeezed(&pdf_text());
    let mut at = 0;
    for line in source.lines().map(squeezed).filter(|line| !line.is_empty()) {
        let found = pdf[at..].find(&line);
        let found = found.unwrap_or_else(|| panic!("not in the PDF, or out of order: {line}"));
        at += found + line.len();
    }
}
