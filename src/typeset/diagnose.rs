//! Typst's diagnostics as findings.

use std::sync::Arc;

use typst::diag::{SourceDiagnostic, Tracepoint};
use typst::syntax::{DiagSpan, FileId, Spanned};
use typst::{World, WorldExt};

use super::files::path_of;
use super::world::ReportWorld;
use crate::fault::TemplateFault;
use crate::finding::{Finding, Note, Place, Severity, SourceText};

/// One finding for each diagnostic, in Typst's own words.
pub(super) fn findings(
    world: &ReportWorld<'_>,
    diagnostics: &[SourceDiagnostic],
    severity: Severity,
    report: &str,
) -> Vec<Finding> {
    diagnostics.iter().map(|diagnostic| finding(world, diagnostic, severity, report)).collect()
}

/// How many calls that led to a fault are shown.
const MAX_CALLS: usize = 4;

/// The finding of a diagnostic.
fn finding(
    world: &ReportWorld<'_>,
    diagnostic: &SourceDiagnostic,
    severity: Severity,
    report: &str,
) -> Finding {
    let fault = TemplateFault::Template {
        message: diagnostic.message.to_string(),
        hints: diagnostic.hints.iter().map(|hint| hint.v.to_string()).collect(),
        report: report.to_owned(),
    };
    let mut finding = Finding::new(severity, fault, place_of(world, diagnostic.span));
    let calls = diagnostic.trace.iter().filter_map(|point| call(world, point));
    for (name, place) in calls.take(MAX_CALLS) {
        finding = finding.related_to(Note::Called(name), place);
    }
    finding
}

/// The place of a span; the template as a whole, if it is of no file.
pub(super) fn place_of<S: Into<DiagSpan>>(world: &ReportWorld<'_>, span: S) -> Place {
    let span = span.into();
    match span.id() {
        Some(id) => place(world, id, world.range(span)),
        None => place(world, world.main(), None),
    }
}

/// The name of a function and the place of its call.
fn call(world: &ReportWorld<'_>, point: &Spanned<Tracepoint>) -> Option<(Option<String>, Place)> {
    let name = match &point.v {
        Tracepoint::Call(name) => name.as_ref().map(ToString::to_string),
        _ => None,
    };
    let id = point.span.id()?;
    Some((name, place(world, id, world.range(point.span))))
}

/// A place in a template; the file as a whole, if Typst has no range.
fn place(world: &ReportWorld<'_>, id: FileId, range: Option<std::ops::Range<usize>>) -> Place {
    let path = path_of(id);
    match (range, world.source(id)) {
        (Some(span), Ok(source)) => {
            let text = source.text().to_owned();
            Place { file: Arc::new(SourceText::new(path, text)), span }
        }
        _ => Place::file(path),
    }
}
