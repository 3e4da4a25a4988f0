//! Findings as a SARIF log, for code scanning.
//!
//! Source: OASIS, «Static Analysis Results Interchange Format (SARIF) Version 2.1.0».

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::path_from;
use crate::diagnostics::{Finding, Lang, Place, Severity, explanation};

/// All findings as one log with one run.
pub(super) fn log(findings: &[Finding], lang: Lang, root: &str) -> String {
    let rules: BTreeMap<&str, &Finding> =
        findings.iter().map(|finding| (finding.code.name(), finding)).collect();
    let index = |code: &str| rules.keys().position(|name| *name == code);
    let rule = |(name, finding): (&&str, &&Finding)| {
        let help = explanation(name, lang).map(ToOwned::to_owned);
        json!({
            "id": name,
            "help": { "text": help.unwrap_or_else(|| lang.hint(&finding.code)) },
            "defaultConfiguration": { "level": level(finding.severity) },
        })
    };
    let result = |finding: &Finding| {
        let code = finding.code.name();
        let text =
            format!("{}. {}", lang.message(&finding.code), lang.hint(&finding.code));
        let mut result = json!({
            "ruleId": code,
            "ruleIndex": index(code),
            "level": level(finding.severity),
            "message": { "text": text },
            "locations": [location(&finding.place, root, None)],
        });
        if !finding.related.is_empty() {
            let related = finding.related.iter().enumerate().map(|(id, related)| {
                let note = lang.note(&related.note);
                let mut location = location(&related.place, root, Some(&note));
                location["id"] = id.into();
                location
            });
            result["relatedLocations"] = related.collect();
        }
        result
    };
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": env!("CARGO_PKG_NAME"),
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(rule).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": findings.iter().map(result).collect::<Vec<_>>(),
        }],
    });
    format!("{log:#}\n")
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn location(place: &Place, root: &str, note: Option<&str>) -> Value {
    let mut physical =
        json!({ "artifactLocation": { "uri": uri(&path_from(root, &place.file.path)) } });
    if let Some((start, end)) = place.range() {
        physical["region"] = json!({
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        });
    }
    let mut location = json!({ "physicalLocation": physical });
    if let Some(note) = note {
        location["message"] = json!({ "text": note });
    }
    location
}

/// A path as a URI reference: what is neither a letter, a digit nor one of `-._~/` in ASCII is
/// written in per cent.
fn uri(path: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~/".contains(&b);
    let byte =
        |b: u8| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") };
    path.bytes().map(byte).collect()
}
