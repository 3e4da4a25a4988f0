//! Findings as a SARIF log, for code scanning.
//!
//! Source: OASIS, «Static Analysis Results Interchange Format (SARIF) Version 2.1.0».

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::{Value, json};

use crate::digest::Digest;
use crate::fault::explanation;
use crate::finding::{Finding, Place};
use crate::lang::Lang;

/// All findings as one log with one run.
pub(super) fn log(findings: &[Finding], lang: Lang) -> String {
    let by_code: BTreeMap<&str, &Finding> =
        findings.iter().map(|finding| (finding.code(), finding)).collect();
    let codes: Vec<&str> = by_code.keys().copied().collect();
    let rules: Vec<Value> = by_code.values().map(|finding| rule(finding, lang)).collect();
    let results: Vec<Value> =
        findings.iter().map(|finding| result(finding, &codes, lang)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": env!("CARGO_PKG_NAME"),
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

/// The rule that a finding breaks: the code of its fault and the explanation of it.
fn rule(finding: &Finding, lang: Lang) -> Value {
    let help = explanation(finding.code(), lang).map(ToOwned::to_owned);
    json!({
        "id": finding.code(),
        "help": { "text": help.unwrap_or_else(|| finding.hint(lang)) },
        "defaultConfiguration": { "level": finding.severity.word(Lang::En) },
    })
}

/// A finding as a result; `codes` are those of the rules, in order.
fn result(finding: &Finding, codes: &[&str], lang: Lang) -> Value {
    let code = finding.code();
    let mut result = json!({
        "ruleId": code,
        "ruleIndex": codes.iter().position(|other| *other == code),
        "level": finding.severity.word(Lang::En),
        "message": { "text": format!("{}. {}", finding.message(lang), finding.hint(lang)) },
        "locations": [location(&finding.place)],
        "partialFingerprints": { "finding/v1": fingerprint(finding) },
    });
    let mut related_locations = Vec::new();
    for (id, related) in finding.related.iter().enumerate() {
        let mut location = location(&related.place);
        location["message"] = json!({ "text": related.note.text(lang) });
        location["id"] = id.into();
        related_locations.push(location);
    }
    if !related_locations.is_empty() {
        result["relatedLocations"] = related_locations.into();
    }
    result
}

/// What stays the same of a finding while lines move: its code, its file, and the text at its place.
fn fingerprint(finding: &Finding) -> String {
    let Place { file, span } = &finding.place;
    let text = file.text.get(span.clone()).unwrap_or_default();
    let parts = [finding.code(), &file.path, text].map(|part| Digest::of(part.as_bytes()));
    Digest::of_all(parts).to_string()
}

/// A place as a location.
fn location(place: &Place) -> Value {
    let mut physical = json!({ "artifactLocation": { "uri": uri(&place.file.path) } });
    if let Some((start, end)) = place.range() {
        physical["region"] = json!({
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        });
    }
    json!({ "physicalLocation": physical })
}

/// A path as a URI reference: bytes other than ASCII letters, digits and `-._~/` are
/// percent-encoded.
fn uri(path: &str) -> String {
    // An absolute path is one only with its scheme.
    let mut uri = String::from(if path.starts_with('/') { "file://" } else { "" });
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}
