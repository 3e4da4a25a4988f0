//! What the page in the browser is told, as JSON.

use std::path::Path;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::origin::{Answer, Found};
use super::server::Front;
use super::views::{Choices, Key, View};
use crate::diagnostics::{Failure, Finding, Place, Severity, sort};
use crate::report::PROGRAM_TEMPLATE;
use crate::typeset::{builtin_templates, page_size, title};

/// What stays as it is in the path of an address.
const IN_PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~')
    .remove(b':');

/// A view with what there is to choose from.
#[derive(Serialize)]
pub(super) struct State<'a> {
    /// Another number for every run of the command.
    run: u32,
    turn: u64,
    report: String,
    template: Option<&'a str>,
    title: Option<String>,
    reports: Vec<String>,
    templates: Vec<&'a String>,
    good: bool,
    pages: Vec<PageOf>,
    findings: Vec<Told>,
    failure: Option<FailureOf<'a>>,
}

/// A page: the number of its looks, and its size in points.
#[derive(Serialize)]
struct PageOf {
    id: String,
    width: f64,
    height: f64,
}

/// Why a report could not be tried.
#[derive(Serialize)]
struct FailureOf<'a> {
    message: &'a str,
    hints: &'a [String],
}

/// A finding in words.
#[derive(Serialize)]
struct Told {
    severity: &'static str,
    code: &'static str,
    message: String,
    hint: String,
    place: At,
    related: Vec<Related>,
}

/// Another place of a finding, and what it is.
#[derive(Serialize)]
struct Related {
    note: String,
    place: At,
}

/// A place in a file.
#[derive(Debug, Serialize)]
pub(super) struct At {
    file: String,
    line: Option<usize>,
    column: Option<usize>,
    /// The address that opens it in an editor.
    link: Option<String>,
    /// The line in three parts, the second of which is meant.
    source: Option<[String; 3]>,
}

impl<'a> State<'a> {
    pub(super) fn new(
        front: &Front,
        run: u32,
        key: &'a Key,
        choices: &'a Choices,
        view: &'a View,
    ) -> Self {
        let shown = view.shown.as_deref();
        let document = shown.map(|shown| &shown.typeset.document);
        let numbers = shown.iter().flat_map(|shown| shown.numbers.iter().enumerate());
        let pages = numbers.filter_map(|(page, number)| {
            let (width, height) = page_size(document?, page)?;
            Some(PageOf { id: format!("{number:032x}"), width, height })
        });
        let failure = view.failure.as_ref();
        let mut findings = view.findings.clone();
        sort(&mut findings);
        Self {
            run,
            turn: view.turn,
            report: key.report.to_string(),
            template: key.template.as_deref(),
            title: document.and_then(title),
            reports: choices.reports.iter().map(ToString::to_string).collect(),
            templates: choices.templates.iter().filter(|it| fits(it, key)).collect(),
            good: view.is_good(),
            pages: pages.collect(),
            findings: findings.iter().map(|it| front.told(it)).collect(),
            failure: failure
                .map(|Failure { message, hints }| FailureOf { message, hints }),
        }
    }
}

/// Whether a template is made for a report of that kind, on one region or on all.
fn fits(template: &str, key: &Key) -> bool {
    let of_program = template == PROGRAM_TEMPLATE;
    let own = !builtin_templates().contains(&template);
    own || of_program == key.report.region.is_none()
}

/// Where a text of the page comes from.
#[derive(Serialize)]
pub(super) struct OriginOf {
    kind: &'static str,
    places: Vec<At>,
    label: Option<String>,
    /// The file that a label can be changed in.
    file: Option<String>,
    /// The template that set it.
    set_at: Option<At>,
}

impl OriginOf {
    pub(super) fn new(front: &Front, answer: &Answer) -> Self {
        let (kind, places, label) = match &answer.found {
            Found::Value { places, is_sure: true } => ("value", places.as_slice(), None),
            Found::Value { places, .. } => ("maybe", places.as_slice(), None),
            Found::Label { key, file, place } => {
                ("label", place.as_slice(), Some((key.clone(), file.clone())))
            }
            Found::Derived => ("derived", [].as_slice(), None),
        };
        let at = |place| front.at(place);
        let (label, file) = label.unzip();
        Self {
            kind,
            places: places.iter().map(at).collect(),
            label,
            file,
            set_at: answer.set_at.as_ref().map(at),
        }
    }
}

impl OriginOf {
    /// The address that opens the place, if it is just one.
    pub(super) fn only_link(&self) -> Option<&str> {
        match self.places.as_slice() {
            [place] if self.kind != "maybe" => place.link.as_deref(),
            _ => None,
        }
    }
}

impl Front {
    fn told(&self, finding: &Finding) -> Told {
        let related = finding.related.iter().map(|it| Related {
            note: self.lang.note(&it.note),
            place: self.at(&it.place),
        });
        Told {
            severity: match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            code: finding.code.name(),
            message: self.lang.message(&finding.code),
            hint: self.lang.hint(&finding.code),
            place: self.at(&finding.place),
            related: related.collect(),
        }
    }

    fn at(&self, place: &Place) -> At {
        let range = place.range();
        let start = range.map(|(start, _)| start);
        let file = place.file.path.clone();
        let (line, column) = (start.map(|it| it.line), start.map(|it| it.column));
        let link = self.link(&file, line.unwrap_or(1), column.unwrap_or(1));
        At { link, source: range.map(|_| source(place)), file, line, column }
    }

    /// The address that opens a file in an editor, if there is one and the project has the file.
    fn link(&self, file: &str, line: usize, column: usize) -> Option<String> {
        let address = self.editor.as_deref()?;
        let path = self.root.join(file);
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
    utf8_percent_encode(path.trim_start_matches('/'), IN_PATH).to_string()
}

/// The first line of a place: what stands before it, the place itself, and what comes after.
fn source(place: &Place) -> [String; 3] {
    let text = &place.file.text;
    let line = place.file.line_range(place.span.start);
    let start = place.file.boundary(place.span.start).clamp(line.start, line.end);
    let end = place.file.boundary(place.span.end).clamp(start, line.end);
    [line.start..start, start..end, end..line.end].map(|part| text[part].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_parts_of_addresses() {
        assert_eq!(encoded(Path::new("/a b/å#.yaml")), "a%20b/%C3%A5%23.yaml");
    }
}
