//! The compilation of one report to pages.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use chrono::Datelike;
use typst::diag::Warned;
use typst::foundations::Datetime;
use typst_layout::PagedDocument;

use super::resources::Resources;
use super::virtual_files::VirtualFiles;
use super::world::ReportWorld;
use super::{diagnose, limits};
use crate::digest::Digest;
use crate::fault::ShapeFault;
use crate::finding::{Finding, Place, Severity};
use crate::report::Report;

/// A report as pages.
#[derive(Debug)]
pub struct Pages {
    /// The pages.
    pub document: PagedDocument,
    /// Typst's warnings, and those about the template's limits.
    pub warnings: Vec<Finding>,
    /// The digests of the used files, by their paths below the project's folder; `None` for a file
    /// that the project does not have, so that the built-in one was used.
    pub files: BTreeMap<String, Option<Digest>>,
}

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
        let files = VirtualFiles::new(report, words)
            .json(false)
            .map_err(|e| vec![internal(template, &e)])?;
        let world = ReportWorld::new(self, template, files, datetime(report))
            .ok_or_else(|| vec![internal(template, &"a path that cannot be used")])?;
        let compile = AssertUnwindSafe(|| typst::compile::<PagedDocument>(&world));
        // A panic in Typst concerns one report and must not end the others.
        let Warned { output, warnings } =
            catch_unwind(compile).map_err(|_| vec![internal(template, &"Typst panicked")])?;
        let mut warnings = diagnose::findings(&world, &warnings, Severity::Warning, &report.id);
        match output {
            Ok(document) => {
                warnings.extend(limits::too_many_pages(&document, report));
                warnings.extend(limits::contract(&document, template));
                warnings.extend(limits::text_outside_warnings(&document, template, report));
                Ok(Pages { document, warnings, files: world.files() })
            }
            Err(errors) => {
                let mut findings = diagnose::findings(&world, &errors, Severity::Error, &report.id);
                findings.extend(warnings);
                Err(findings)
            }
        }
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
