//! Findings as JSON, one object a line. `docs/messages.md` lists the keys.

use serde::Serialize;

use crate::finding::{Finding, Place};
use crate::lang::Lang;

/// A finding. Keys may be added, but none is ever changed.
#[derive(Serialize)]
struct JsonFinding {
    kind: &'static str,
    severity: &'static str,
    code: &'static str,
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

/// A second place, and how it is related.
#[derive(Serialize)]
struct JsonRelated {
    note: String,
    #[serde(flatten)]
    place: JsonPlace,
}

/// A finding as a JSON object on one line.
pub(super) fn line(finding: &Finding, lang: Lang) -> String {
    serde_json::to_string(&object(finding, lang)).expect("text and numbers are JSON")
}

impl Finding {
    /// The finding as a JSON object.
    pub fn to_json(&self, lang: Lang) -> serde_json::Value {
        serde_json::to_value(object(self, lang)).expect("text and numbers are JSON")
    }
}

/// A finding with its words.
fn object(finding: &Finding, lang: Lang) -> JsonFinding {
    let related = finding
        .related
        .iter()
        .map(|related| JsonRelated { note: related.note.text(lang), place: place(&related.place) });
    JsonFinding {
        kind: "finding",
        severity: finding.severity.word(Lang::En),
        code: finding.code(),
        message: finding.message(lang),
        hint: finding.hint(lang),
        place: place(&finding.place),
        related: related.collect(),
    }
}

/// A place.
fn place(place: &Place) -> JsonPlace {
    let range = place.range();
    JsonPlace {
        file: place.file.path.clone(),
        line: range.map(|(start, _)| start.line),
        column: range.map(|(start, _)| start.column),
        end_line: range.map(|(_, end)| end.line),
        end_column: range.map(|(_, end)| end.column),
    }
}
