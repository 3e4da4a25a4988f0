//! Typst's diagnostics as findings.

use std::sync::Arc;

use typst::diag::{SourceDiagnostic, Tracepoint};
use typst::syntax::{FileId, Spanned};
use typst::{World, WorldExt};

use super::files::path_of;
use super::world::ReportWorld;
use crate::diagnostics::{Code, Finding, Note, Place, Severity, SourceFile};

/// One finding for each diagnostic, in Typst's own words.
pub(super) fn findings(
    world: &ReportWorld<'_>,
    diagnostics: &[SourceDiagnostic],
    severity: Severity,
    report: &str,
) -> Vec<Finding> {
    let finding = |diagnostic| finding(world, diagnostic, severity, report);
    diagnostics.iter().map(finding).collect()
}

fn finding(
    world: &ReportWorld<'_>,
    diagnostic: &SourceDiagnostic,
    severity: Severity,
    report: &str,
) -> Finding {
    let code = Code::Template {
        message: diagnostic.message.to_string(),
        hints: diagnostic.hints.iter().map(|hint| hint.v.to_string()).collect(),
        report: report.to_owned(),
    };
    let place = match diagnostic.span.id() {
        Some(id) => place(world, id, world.range(diagnostic.span)),
        None => place(world, world.main(), None),
    };
    let finding = match severity {
        Severity::Error => Finding::error(code, place),
        Severity::Warning => Finding::warning(code, place),
    };
    let calls = diagnostic.trace.iter().filter_map(|point| called(world, point));
    calls.take(MOST_CALLS).fold(finding, |finding, (name, place)| {
        finding.related_to(Note::Called(name), place)
    })
}

/// How many calls on the way to a fault are shown.
const MOST_CALLS: usize = 4;

/// The name of a function and the place of its call.
fn called(
    world: &ReportWorld<'_>,
    point: &Spanned<Tracepoint>,
) -> Option<(Option<String>, Place)> {
    let name = match &point.v {
        Tracepoint::Call(name) => name.as_ref().map(ToString::to_string),
        _ => None,
    };
    let id = point.span.id()?;
    Some((name, place(world, id, world.range(point.span))))
}

/// A place in a template; the file as a whole where Typst names no range.
fn place(
    world: &ReportWorld<'_>,
    id: FileId,
    range: Option<std::ops::Range<usize>>,
) -> Place {
    let path = path_of(id);
    match (range, world.source(id)) {
        (Some(span), Ok(source)) => {
            let text = source.text().to_owned();
            Place { file: Arc::new(SourceFile { path, text }), span }
        }
        _ => Place::file(path),
    }
}
