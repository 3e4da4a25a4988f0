//! Mistakes of people who do not know YAML, by the phase in which they are detected.
//!
//! Each phase has a table of functions that detect one mistake each.

mod bare_text;
mod block_structure;
mod extra_colon;
mod folded_scalars;
mod foreign_lines;
mod misread_values;
mod missing_space;
mod parser_error;
mod scan_error;

use std::ops::Range;
use std::sync::Arc;

use crate::finding::{Finding, SourceText};
use crate::tree::{Document, Node};

use misread_values::SourceScalar;
use scan_error::ScannerError;

pub(super) use foreign_lines::{control_character, foreign_line};
pub(super) use misread_values::{Aliases, comment, invisible};
pub(super) use parser_error::parser_error;

/// Mistakes behind an error of the scanner, of which the first is reported.
const SCANNER_ERRORS: &[fn(&ScannerError<'_>) -> Option<Finding>] = &[
    scan_error::tab,
    scan_error::unclosed_quote,
    extra_colon::extra_colon,
    scan_error::unclosed_bracket,
    scan_error::backslash,
    scan_error::too_complex,
    scan_error::open_bracket,
    block_structure::item_on_line,
    scan_error::special_start,
    missing_space::near,
    block_structure::stray_item,
    block_structure::text_outside_field,
    block_structure::indentation,
];

/// Mistakes in a document that is a text without fields, of which the first is reported.
const BARE_TEXT: &[fn(&Document) -> Option<Finding>] =
    &[bare_text::colon_without_space, bare_text::equals_sign];

/// Mistakes in a text, which are all reported.
const TEXTS: &[fn(&SourceScalar<'_>) -> Option<Finding>] = &[
    folded_scalars::folded_lines_or_tab,
    misread_values::anchor,
    misread_values::html_entity,
    misread_values::bullet,
    misread_values::curly_quotes,
];

/// Detects a mistake in a document whose root is a text.
pub(super) fn in_document(document: &Document) -> Option<Finding> {
    BARE_TEXT.iter().find_map(|detect| detect(document))
}

/// Detects the mistakes in a text that is written at some bytes.
pub(super) fn in_text<'a>(
    file: &'a Arc<SourceText>,
    span: &'a Range<usize>,
    value: &'a str,
    aliases: &'a Aliases,
) -> impl Iterator<Item = Finding> + 'a {
    let text = SourceScalar { aliases, file, span, value };
    TEXTS.iter().filter_map(move |detect| detect(&text))
}

/// Detects the mistakes in the items of a list.
pub(super) fn in_list(file: &Arc<SourceText>, items: &[Node]) -> Vec<Finding> {
    let comments =
        items.iter().filter_map(|item| misread_values::comment(file, item.span.start, item));
    comments.chain(misread_values::semicolon(file, items)).collect()
}
