//! Findings as JSON, one object a line. `docs/messages.md` lists the keys.

use serde::Serialize;

use super::path_from;
use crate::diagnostics::{Finding, Lang, Place, Severity};

/// A finding. Keys are added, never changed.
#[derive(Serialize)]
struct Line<'a> {
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
    let severity = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let related = finding.related.iter().map(|related| JsonRelated {
        note: lang.note(&related.note),
        place: place(&related.place, root),
    });
    let line = Line {
        kind: "finding",
        severity,
        code: finding.code.name(),
        message: lang.message(&finding.code),
        hint: lang.hint(&finding.code),
        place: place(&finding.place, root),
        related: related.collect(),
    };
    serde_json::to_string(&line).expect("text and numbers are JSON")
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
