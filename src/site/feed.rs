//! The feed of a programme's reports: Atom, RFC 4287.

use super::links::{relative, resolved};
use super::markup::Markup;
use super::{Entry, ReportPaths};
use crate::digest::Digest;

/// How many reports a feed tells of.
const MAX_ENTRIES: usize = 50;

/// The feed of a programme at a path, of reports of which the newest stand first. Addresses are whole where
/// that of the site is known.
pub(super) fn feed(path: &str, base: Option<&str>, program: &str, entries: &[&Entry]) -> Vec<u8> {
    let address = |to: &str| base.map_or_else(|| relative(path, to), |base| resolved(base, to));
    let updated = |entry: &Entry| format!("{}T00:00:00Z", entry.date.0);
    let mut xml = Markup::new("feed", "http://www.w3.org/2005/Atom");
    if let Some(newest) = entries.first() {
        xml.text("title", &newest.program_title);
        xml.text("id", &urn(&[&newest.owner, program]));
        xml.text("updated", &updated(newest));
        xml.open("author", &[]);
        xml.text("name", &newest.owner);
        xml.close("author");
    }
    xml.empty("link", &[("rel", "self"), ("href", &address(path))]);
    for entry in entries.iter().take(MAX_ENTRIES) {
        let Some(id) = entry.report_id() else { continue };
        let paths = ReportPaths::of(&id);
        xml.open("entry", &[]);
        xml.text("title", &entry.title);
        // Another edition is another entry.
        xml.text("id", &urn(&[&entry.owner, &entry.id, &entry.edition.to_string()]));
        xml.text("updated", &updated(entry));
        let html = address(&paths.html);
        xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &html)]);
        let (pdf, length) = (address(&paths.pdf), entry.pdf_bytes.to_string());
        xml.empty(
            "link",
            &[
                ("rel", "enclosure"),
                ("type", "application/pdf"),
                ("length", &length),
                ("href", &pdf),
            ],
        );
        xml.text("summary", &entry.summary);
        xml.close("entry");
    }
    xml.finish("feed")
}

/// A name that is the same for ever, and no other's: a UUID of version 8, whose bits follow from some texts.
///
/// Source: RFC 9562, section 5.8.
fn urn(texts: &[&str]) -> String {
    let digest = Digest::of_all(texts.iter().map(|text| Digest::of(text.as_bytes()))).to_string();
    let part = |range: std::ops::Range<usize>| &digest[range];
    let [first, second] = [part(0..8), part(8..12)];
    let [third, fourth, last] = [part(13..16), part(17..20), part(20..32)];
    format!("urn:uuid:{first}-{second}-8{third}-8{fourth}-{last}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_uuids() {
        let name = urn(&["a", "b"]);
        assert_eq!(name.len(), "urn:uuid:".len() + 36);
        assert!(name != urn(&["a", "c"]) && name == urn(&["a", "b"]));
        assert_eq!(&name[23..24], "8");
    }
}
