//! Documents that are a text without fields, because no line of theirs is a field to YAML.

use super::missing_space;
use crate::fault::YamlFault;
use crate::finding::Finding;
use crate::tree::{Document, Value};
use crate::yaml::lines::{error_in, rest_of_line};

/// A first line such as `navn:Nord`.
pub(super) fn colon_without_space(document: &Document) -> Option<Finding> {
    let Value::Scalar(_) = document.root.value else { return None };
    let colon = missing_space::colon_without_space(first_line(&document.file.text))?;
    let fault = YamlFault::MissingSpace { after: ':' };
    Some(error_in(&document.file, colon..colon + 1, fault))
}

/// A text such as `navn = Nord`.
pub(super) fn equals_sign(document: &Document) -> Option<Finding> {
    let Value::Scalar(scalar) = &document.root.value else { return None };
    let line = rest_of_line(&document.file, document.root.span.start);
    let fault = YamlFault::MissingColon { equals: true, row: Vec::new() };
    scalar.text.contains(" = ").then(|| error_in(&document.file, line, fault))
}

/// A text up to the end of the first line that is neither empty nor a comment.
fn first_line(text: &str) -> &str {
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        end += line.len();
        if !line.trim().is_empty() && !line.starts_with('#') {
            break;
        }
    }
    &text[..end]
}
