//! What the page in the browser is sent, as JSON.

use std::path::Path;
use std::process;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use regionrapport::finding::{Place, limit};
use regionrapport::report::PROGRAM_TEMPLATE;
use regionrapport::typeset::{builtin_templates, page_size, title};
use regionrapport::{Failure, Finding, Lang};
use serde_json::{Value as Json, json};

use super::origin::{TextSource, TracedText};
use super::server::PreviewConfig;
use super::views::{Choices, RenderedView, View, ViewKey};

/// The characters that are percent-encoded in the path of an address.
const PATH_ENCODE_SET: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b':');

/// A view with the reports and templates to choose from. `run` is another number for every run of
/// the command.
pub(super) fn state(config: &PreviewConfig, key: &ViewKey, choices: &Choices, view: &View) -> Json {
    let shown = view.shown.as_deref().and_then(RenderedView::pages);
    let web = view.shown.as_deref().and_then(RenderedView::web);
    let document = shown.map(|shown| &shown.rendered.pages().document);
    let mut pages = Vec::new();
    for (page, number) in shown.iter().flat_map(|shown| shown.page_hashes.iter().enumerate()) {
        if let Some((width, height)) = document.and_then(|pages| page_size(pages, page)) {
            let id = format!("{number:032x}");
            pages.push(json!({ "id": id, "width": width, "height": height }));
        }
    }
    let title = document.and_then(title).or_else(|| web.map(|web| web.title.clone()));
    let findings = limit(view.findings.clone());
    let reports: Vec<String> = choices.reports.iter().map(ToString::to_string).collect();
    let templates = choices.templates.iter().filter(|template| fits(template, key));
    let failure = view.failure.as_ref().map(|failure| config.failure(failure));
    json!({
        "run": process::id(),
        "turn": view.revision,
        "report": key.report.to_string(),
        "template": key.template,
        "medium": if key.is_web { "web" } else { "" },
        "title": title,
        "reports": reports,
        "templates": templates.collect::<Vec<_>>(),
        "good": view.is_current(),
        "pages": pages,
        "web": web.map(|web| web.digest.to_string()),
        "findings": findings.iter().map(|finding| config.finding(finding)).collect::<Vec<_>>(),
        "failure": failure,
    })
}

/// Whether a template is for reports of that kind, on one region or on all.
fn fits(template: &str, key: &ViewKey) -> bool {
    let of_program = template == PROGRAM_TEMPLATE;
    let own = !builtin_templates().contains(&template);
    own || of_program == key.report.region.is_none()
}

/// Where a text of the page comes from, and the address that opens that place, if it is just one.
pub(super) fn origin(config: &PreviewConfig, text: &TracedText) -> (Json, Option<String>) {
    let (kind, places, label) = match &text.source {
        TextSource::Value { places, is_sure: true } => ("value", &places[..], None),
        TextSource::Value { places, .. } => ("maybe", &places[..], None),
        TextSource::Label { key, file, place } => ("label", place.as_slice(), Some((key, file))),
        TextSource::Derived => ("derived", [].as_slice(), None),
    };
    let only = match places {
        [place] if kind != "maybe" => config.link(place),
        _ => None,
    };
    let json = json!({
        "kind": kind,
        "places": places.iter().map(|place| config.place(place)).collect::<Vec<_>>(),
        "label": label.map(|(key, _)| key),
        "file": label.map(|(_, file)| file),
        "set_at": text.set_at.as_ref().map(|place| config.place(place)),
    });
    (json, only)
}

impl PreviewConfig {
    /// A failure in words.
    fn failure(&self, failure: &Failure) -> Json {
        let hints = failure.hints.iter().map(|hint| hint.get(self.lang));
        json!({ "message": failure.message.get(self.lang), "hints": hints.collect::<Vec<_>>() })
    }

    /// A finding in words.
    fn finding(&self, finding: &Finding) -> Json {
        let related = finding.related.iter().map(|related| {
            let note = related.note.text(self.lang);
            json!({ "note": note, "place": self.place(&related.place) })
        });
        json!({
            "severity": finding.severity.word(Lang::En),
            "code": finding.code(),
            "message": finding.message(self.lang),
            "hint": finding.hint(self.lang),
            "place": self.place(&finding.place),
            "related": related.collect::<Vec<_>>(),
        })
    }

    /// A place with the address that opens it in an editor; its line in three parts, the second
    /// of which is the place itself.
    fn place(&self, place: &Place) -> Json {
        let start = place.range().map(|(start, _)| start);
        json!({
            "file": place.file.path,
            "line": start.map(|start| start.line),
            "column": start.map(|start| start.column),
            "link": self.link(place),
            "source": start.map(|_| place.line()),
        })
    }

    /// The address that opens a file in an editor, if there is one and the project has the file.
    fn link(&self, place: &Place) -> Option<String> {
        let address = self.editor.as_deref()?;
        let path = self.root.join(&place.file.path);
        let start = place.range().map(|(start, _)| (start.line, start.column));
        let (line, column) = start.unwrap_or((1, 1));
        path.is_file().then(|| {
            address
                .replace("{path}", &encoded(&path))
                .replace("{line}", &line.to_string())
                .replace("{column}", &column.to_string())
        })
    }
}

/// A path as a part of an address, without the slash that it begins with.
fn encoded(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    utf8_percent_encode(path.trim_start_matches('/'), PATH_ENCODE_SET).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_parts_of_addresses() {
        assert_eq!(encoded(Path::new("/a b/å#.yaml")), "a%20b/%C3%A5%23.yaml");
    }
}
