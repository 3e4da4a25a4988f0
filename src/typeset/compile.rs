//! The compilation of one report to pages.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use chrono::Datelike;
use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::{Datetime, Output};
use typst_html::HtmlDocument;
use typst_layout::PagedDocument;

use super::resources::Resources;
use super::virtual_files::{Medium, VirtualFiles};
use super::web::framed;
use super::world::ReportWorld;
use super::{diagnose, limits, printed};
use crate::digest::Digest;
use crate::fault::{Fault, ShapeFault, TemplateFault, TemplateOrigin};
use crate::finding::{Finding, Place, Severity, has_errors};
use crate::report::Report;
use crate::source_files::SourceFiles;

/// A report as a document of Typst.
#[derive(Debug)]
pub struct Compiled<D> {
    /// The document.
    pub document: D,
    /// Typst's warnings, and those about the template's limits.
    pub warnings: Vec<Finding>,
    /// The digests of the used files, by their paths below the project's folder; `None` for a file
    /// that the project does not have, so that the built-in one was used.
    pub files: BTreeMap<String, Option<Digest>>,
}

/// A report as pages.
pub type Pages = Compiled<PagedDocument>;

/// A report as a page of the web.
pub type WebPage = Compiled<HtmlDocument>;

impl Pages {
    /// The number of pages.
    pub fn count(&self) -> usize {
        self.document.pages().len()
    }
}

impl Resources {
    /// Compiles a report with a template, named by its path below `templates/` without `.typ`.
    ///
    /// # Errors
    /// Typst's errors, then its warnings, each with its place in the template; or one internal fault, at
    /// the template as a whole.
    pub fn compile(&self, report: &Report, template: &str) -> Result<Pages, Vec<Finding>> {
        self.compile_with(report, template, self.words(report))
    }

    /// Compiles a report with other headings and labels than those of its language.
    ///
    /// # Errors
    /// See [`compile`](Self::compile).
    pub fn compile_with(
        &self,
        report: &Report,
        template: &str,
        words: &serde_json::Value,
    ) -> Result<Pages, Vec<Finding>> {
        let files = VirtualFiles::new(report, words);
        let world = self.world(report, template, &files)?;
        let mut pages: Pages = compile_in(&world, report, template)?;
        let document = &pages.document;
        pages.warnings.extend(limits::too_many_pages(document, report));
        pages.warnings.extend(limits::contract(document, template));
        pages.warnings.extend(limits::text_outside_warnings(document, &world, report));
        // The built-in files have none.
        if pages.files.iter().any(|(path, own)| own.is_some() && path.starts_with("templates/")) {
            pages.warnings.extend(printed::code_as_text(document, &world));
            pages.warnings.extend(limits::drawings_outside(document, &world, report));
        }
        Ok(pages)
    }

    /// Compiles a report with a template as a page of the web, with pictures from the project that its
    /// data is of. `surroundings` is what templates read as `/nettsted.json`.
    ///
    /// # Errors
    /// See [`compile`](Self::compile); and what Typst leaves out of the page.
    pub fn compile_web(
        &self,
        report: &Report,
        template: &str,
        data: &SourceFiles,
        surroundings: &str,
    ) -> Result<WebPage, Vec<Finding>> {
        let files = VirtualFiles::new(report, self.words(report)).on(Medium::Nett);
        let mut world = self.world(report, template, &files)?;
        world = world.with_file("nettsted.json", surroundings.to_owned()).with_data(data);
        let mut page: WebPage = compile_in(&world, report, template)?;
        // Typst says of every page that it may change how it makes them; it is pinned.
        page.warnings.retain(|warning| !is_notice(warning));
        let framed = framed(&page.document).into_iter().map(|span| {
            let fault = TemplateFault::FramedDrawing { report: report.id.clone() };
            Finding::warning(fault, diagnose::place_of(&world, span))
        });
        page.warnings.extend(framed);
        let lost = |warning: &Finding| is_about(warning, "was ignored during HTML export");
        if page.warnings.iter().any(lost) {
            for warning in page.warnings.iter_mut().filter(|warning| lost(warning)) {
                warning.severity = Severity::Error;
            }
            return Err(page.warnings);
        }
        Ok(page)
    }

    /// What an exporter says of the document of a report and a template.
    pub(super) fn diagnosed(
        &self,
        report: &Report,
        template: &str,
        errors: &[SourceDiagnostic],
    ) -> Vec<Finding> {
        let files = VirtualFiles::new(report, self.words(report));
        match self.world(report, template, &files) {
            Ok(world) => {
                let mut findings = diagnose::findings(&world, errors, Severity::Error, &report.id);
                // Without a title there is no date either.
                let mut titles = 0;
                findings.retain(|finding| {
                    titles += usize::from(is_about(finding, "missing document"));
                    titles < 2 || !is_about(finding, "missing document")
                });
                findings
            }
            Err(findings) => findings,
        }
    }

    /// The world of a report and a template.
    fn world(
        &self,
        report: &Report,
        template: &str,
        files: &VirtualFiles<'_>,
    ) -> Result<ReportWorld<'_>, Vec<Finding>> {
        let files = files.json(false).map_err(|e| vec![internal(template, &e)])?;
        ReportWorld::new(self, template, files, datetime(report))
            .map(|world| world.with_originals(report.originals()))
            .ok_or_else(|| vec![internal(template, &"a path that cannot be used")])
    }
}

/// Compiles a report in its world.
fn compile_in<D: Output>(
    world: &ReportWorld<'_>,
    report: &Report,
    template: &str,
) -> Result<Compiled<D>, Vec<Finding>> {
    let compile = AssertUnwindSafe(|| typst::compile::<D>(world));
    // A panic in Typst concerns one report and must not end the others.
    let Warned { output, warnings } =
        catch_unwind(compile).map_err(|_| vec![internal(template, &"Typst panicked")])?;
    let mut warnings = diagnose::findings(world, &warnings, Severity::Warning, &report.id);
    // Of the data's own drawings a rule tells, at their place in the data.
    warnings.retain(|warning| !is_of_data(warning));
    let lost = |warning: &Finding| is_about(warning, "unknown font family");
    for warning in warnings.iter_mut().filter(|warning| lost(warning)) {
        warning.severity = Severity::Error;
    }
    match output {
        Ok(_) if has_errors(&warnings) => Err(warnings),
        Ok(document) => Ok(Compiled { document, warnings, files: world.files() }),
        Err(errors) => {
            let mut findings = diagnose::findings(world, &errors, Severity::Error, &report.id);
            findings.extend(warnings);
            Err(findings)
        }
    }
}

/// Whether a finding is about a drawing that a built-in template shows.
fn is_of_data(finding: &Finding) -> bool {
    let Fault::Template(TemplateFault::Template { origin, .. }) = &finding.fault else {
        return false;
    };
    is_about(finding, "image contains foreign object")
        && matches!(origin, TemplateOrigin::BuiltIn(_))
}

/// Whether a finding is Typst's notice that the export of pages for the web is not finished.
fn is_notice(finding: &Finding) -> bool {
    is_about(finding, "html export is under active development and incomplete")
}

/// Whether a finding is a template's and has some words in its message.
fn is_about(finding: &Finding, words: &str) -> bool {
    match &finding.fault {
        Fault::Template(TemplateFault::Template { message, .. }) => message.contains(words),
        _ => false,
    }
}

/// The report's date as a date of Typst.
fn datetime(report: &Report) -> Option<Datetime> {
    let date = report.dato.0;
    let month = u8::try_from(date.month()).ok()?;
    Datetime::from_ymd(date.year(), month, u8::try_from(date.day()).ok()?)
}

/// A fault of this program or of Typst.
fn internal(template: &str, detail: &dyn std::fmt::Display) -> Finding {
    let fault = ShapeFault::Internal { detail: detail.to_string() };
    Finding::error(fault, Place::file(format!("templates/{template}.typ")))
}
