//! Findings as JSON, one object a line. `docs/messages.md` lists the keys.

use serde::Serialize;

use super::path_from;
use crate::diagnostics::{Finding, Lang, Place, Severity};

/// A finding. Keys are added, never changed.
#[derive(Serialize)]
struct Object<'a> {
    kind: &'static str,
    severity: &'static str,
    code: &'a str,
    message: String,
    hint: String,
    #[serde(flatten)]
    place: JsonPlace,
    related: Vec<JsonRelated>,
}

/// A place. Lines and columns count from 1, columns in characters; the end is the first
/// character after. All are null for a file as a whole.
#[derive(Serialize)]
struct JsonPlace {
    file: String,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
}

/// A second place, and what it is.
#[derive(Serialize)]
struct JsonRelated {
    note: String,
    #[serde(flatten)]
    place: JsonPlace,
}

/// A finding as a JSON object on one line.
pub(super) fn line(finding: &Finding, lang: Lang, root: &str) -> String {
    serde_json::to_string(&object(finding, lang, root))
        .expect("text and numbers are JSON")
}

impl Finding {
    /// The finding as a JSON object, with paths from where the project's folder lies.
    #[must_use]
    pub fn to_json(&self, lang: Lang, root: &str) -> serde_json::Value {
        serde_json::to_value(object(self, lang, root)).expect("text and numbers are JSON")
    }
}

fn object<'a>(finding: &'a Finding, lang: Lang, root: &str) -> Object<'a> {
    let severity = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let related = finding.related.iter().map(|related| JsonRelated {
        note: lang.note(&related.note),
        place: place(&related.place, root),
    });
    Object {
        kind: "finding",
        severity,
        code: finding.code.name(),
        message: lang.message(&finding.code),
        hint: lang.hint(&finding.code),
        place: place(&finding.place, root),
        related: related.collect(),
    }
}

fn place(place: &Place, root: &str) -> JsonPlace {
    let range = place.range();
    JsonPlace {
        file: path_from(root, &place.file.path),
        line: range.map(|(start, _)| start.line),
        column: range.map(|(start, _)| start.column),
        end_line: range.map(|(_, end)| end.line),
        end_column: range.map(|(_, end)| end.column),
    }
}
