//! Typst's diagnostics as findings.

use std::sync::Arc;

use typst::diag::SourceDiagnostic;
use typst::syntax::FileId;
use typst::{World, WorldExt};

use super::world::ReportWorld;
use crate::diagnostics::{Code, Finding, Place, Severity, SourceFile};

/// One finding for each diagnostic, in Typst's own words.
pub(super) fn findings(
    world: &ReportWorld<'_>,
    diagnostics: &[SourceDiagnostic],
    severity: Severity,
) -> Vec<Finding> {
    diagnostics.iter().map(|diagnostic| finding(world, diagnostic, severity)).collect()
}

fn finding(
    world: &ReportWorld<'_>,
    diagnostic: &SourceDiagnostic,
    severity: Severity,
) -> Finding {
    let code = Code::Template {
        message: diagnostic.message.to_string(),
        hints: diagnostic.hints.iter().map(|hint| hint.v.to_string()).collect(),
    };
    let place = match diagnostic.span.id() {
        Some(id) => place(world, id, world.range(diagnostic.span)),
        None => place(world, world.main(), None),
    };
    match severity {
        Severity::Error => Finding::error(code, place),
        Severity::Warning => Finding::warning(code, place),
    }
}

/// A place in a template; the file as a whole where Typst names no range.
fn place(
    world: &ReportWorld<'_>,
    id: FileId,
    range: Option<std::ops::Range<usize>>,
) -> Place {
    let path = id.get().vpath().get_without_slash();
    match (range, world.source(id)) {
        (Some(span), Ok(source)) => {
            let text = source.text().to_owned();
            Place { file: Arc::new(SourceFile { path: path.into(), text }), span }
        }
        _ => Place::file(path),
    }
}
