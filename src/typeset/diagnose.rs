//! Typst's diagnostics as findings.

use std::collections::HashSet;
use std::sync::Arc;

use typst::diag::{SourceDiagnostic, Tracepoint};
use typst::syntax::{DiagSpan, FileId};
use typst::{World, WorldExt};

use super::causes::{Meaning, import_of, is_builtin, meaning};
use super::files::path_of;
use super::world::ReportWorld;
use crate::fault::{TemplateCauseKind, TemplateFault, TemplateOrigin};
use crate::finding::{Finding, Note, Place, Severity, SourceText};

/// One finding for each diagnostic, in Typst's own words and, if it is known, with what it means. Of the faults
/// of the syntax in a file, which follow from each other, one is told.
pub(super) fn findings(
    world: &ReportWorld<'_>,
    diagnostics: &[SourceDiagnostic],
    severity: Severity,
    report: &str,
) -> Vec<Finding> {
    let wanted = diagnostics.iter().filter(|diagnostic| !is_of_export(diagnostic));
    let mut meant: Vec<Meant<'_>> = wanted
        .map(|diagnostic| Meant { diagnostic, meaning: meaning(world, diagnostic, report) })
        .collect();
    // The innermost of what is never closed is the last; of all else the first leads to the others.
    if meant.len() > 1 && meant.iter().all(|fault| fault.is(TemplateCauseKind::Unclosed)) {
        meant.drain(..meant.len() - 1);
    }
    // What never ends is told of the pages as a whole as well.
    let is_placed_unending =
        |fault: &Meant<'_>| fault.is(TemplateCauseKind::Convergence) && fault.file().is_some();
    if meant.iter().any(is_placed_unending) {
        meant.retain(|fault| !fault.is(TemplateCauseKind::Convergence) || fault.file().is_some());
    }
    let mut seen = HashSet::new();
    meant.retain(|fault| match fault.kind() {
        Some(kind) if kind.is_syntax() => seen.insert((fault.file(), None)),
        Some(kind) if kind.is_follow_on() => seen.insert((fault.file(), Some(kind))),
        _ => true,
    });
    let meant = meant.into_iter();
    let finding =
        |fault: Meant<'_>| finding(world, fault.diagnostic, fault.meaning, severity, report);
    meant.map(finding).collect()
}

/// A diagnostic with what it means, if that is known.
struct Meant<'a> {
    diagnostic: &'a SourceDiagnostic,
    meaning: Option<Meaning>,
}

impl Meant<'_> {
    fn kind(&self) -> Option<TemplateCauseKind> {
        Some(self.meaning.as_ref()?.cause.kind)
    }

    fn is(&self, kind: TemplateCauseKind) -> bool {
        self.kind() == Some(kind)
    }

    /// The file that it is in.
    fn file(&self) -> Option<FileId> {
        self.diagnostic.span.id()
    }
}

/// Whether a warning is about the export of pages for the web as such.
fn is_of_export(diagnostic: &SourceDiagnostic) -> bool {
    diagnostic.message.starts_with("html export is under active development")
}

/// How many calls that led to a fault are shown.
const MAX_CALLS: usize = 4;

/// A place on the way to a fault, the innermost first.
struct Frame {
    id: FileId,
    /// `None` for the file as a whole.
    span: Option<DiagSpan>,
    note: Note,
}

impl Frame {
    fn place(&self, world: &ReportWorld<'_>) -> Place {
        place(world, self.id, self.span.and_then(|span| world.range(span)))
    }
}

/// The finding of a diagnostic. It stands at the first place in a file of the project's own, if there is one.
fn finding(
    world: &ReportWorld<'_>,
    diagnostic: &SourceDiagnostic,
    meaning: Option<Meaning>,
    severity: Severity,
    report: &str,
) -> Finding {
    let mut frames = frames(world, diagnostic);
    let (cause, place_of_cause) =
        meaning.map_or((None, None), |meaning| (Some(meaning.cause), meaning.place));
    let is_own_place = place_of_cause.as_ref().is_some_and(|(id, _)| world.is_own(*id));
    let own = frames.iter().position(|frame| world.is_own(frame.id));
    let own_id = own.map(|at| frames[at].id);
    let own_id = place_of_cause.as_ref().filter(|_| is_own_place).map(|(id, _)| *id).or(own_id);
    let origin = match own_id {
        Some(at) if is_builtin(&path_of(at)) => TemplateOrigin::Replaced,
        Some(_) => TemplateOrigin::Own,
        None if frames.is_empty() => TemplateOrigin::Own,
        None => TemplateOrigin::BuiltIn(world.replaced()),
    };
    let fault = TemplateFault::Template {
        message: diagnostic.message.to_string(),
        hints: diagnostic.hints.iter().map(|hint| hint.v.to_string()).collect(),
        report: report.to_owned(),
        others: Vec::new(),
        cause: cause.map(Box::new),
        origin,
    };
    if let Some((id, range)) = place_of_cause {
        let mut finding = Finding::new(severity, fault, place(world, id, range));
        for frame in frames.into_iter().take(MAX_CALLS) {
            let place = frame.place(world);
            finding = finding.related_to(frame.note, place);
        }
        return finding;
    }
    if frames.is_empty() {
        return Finding::new(severity, fault, place(world, world.main(), None));
    }
    let first = frames.remove(own.unwrap_or(0));
    let mut finding = Finding::new(severity, fault, first.place(world));
    for frame in frames.into_iter().take(MAX_CALLS) {
        let place = frame.place(world);
        finding = finding.related_to(frame.note, place);
    }
    finding
}

/// The places on the way to a fault: where it is, and the calls that led there. What a file of the project's
/// own should have and has not is its fault, not that of the built-in file that asks for it.
fn frames(world: &ReportWorld<'_>, diagnostic: &SourceDiagnostic) -> Vec<Frame> {
    let mut frames = Vec::new();
    let lacking = (diagnostic.message == "unresolved import").then(|| import_of(world, diagnostic));
    if let Some((id, _)) = lacking.flatten()
        && world.is_own(id)
    {
        frames.push(Frame { id, span: None, note: Note::Called(None) });
    }
    if let Some(id) = diagnostic.span.id() {
        let note = if world.is_own(id) { Note::Called(None) } else { Note::BuiltIn(None) };
        frames.push(Frame { id, span: Some(diagnostic.span), note });
    }
    for point in &diagnostic.trace {
        let Some(id) = point.span.id() else { continue };
        let name = match &point.v {
            Tracepoint::Call(name) => name.as_ref().map(ToString::to_string),
            _ => None,
        };
        let note = if world.is_own(id) { Note::Called(name) } else { Note::BuiltIn(name) };
        frames.push(Frame { id, span: Some(point.span.into()), note });
    }
    frames
}

/// The place of a span; the template as a whole, if it is of no file.
pub(super) fn place_of<S: Into<DiagSpan>>(world: &ReportWorld<'_>, span: S) -> Place {
    let span = span.into();
    match span.id() {
        Some(id) => place(world, id, world.range(span)),
        None => place(world, world.main(), None),
    }
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
