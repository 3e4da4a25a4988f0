//! The export of pages to PDF, PNG and SVG.

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantNames};
use typst::diag::{SourceDiagnostic, SourceResult};
use typst::ecow::{EcoString, EcoVec, eco_vec};
use typst::foundations::Smart;
use typst::syntax::Span;
use typst::utils::Scalar;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandards};
use typst_render::RenderOptions;
use typst_svg::SvgOptions;

use super::compile::Pages;
use super::resources::Resources;
use crate::finding::Findings;
use crate::model::PdfStandard;
use crate::report::Report;

/// Pixels per point in PNG pages: 144 per inch.
const PIXEL_PER_PT: f64 = 2.0;

/// An output format of reports.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Default,
    EnumString,
    IntoStaticStr,
    VariantNames,
    Serialize,
    Deserialize,
)]
#[strum(serialize_all = "lowercase")]
#[non_exhaustive]
pub enum Format {
    /// One file with all pages.
    #[default]
    Pdf,
    /// A PNG file for each page.
    Png,
    /// An SVG file for each page.
    Svg,
    /// One file for screens of every size.
    Html,
}

impl Format {
    /// The names of all formats.
    pub const NAMES: &[&str] = Self::VARIANTS;

    /// The file name extension.
    pub fn extension(self) -> &'static str {
        self.into()
    }

    /// Whether every page is a file.
    pub fn is_paged(self) -> bool {
        matches!(self, Self::Png | Self::Svg)
    }
}

impl Resources {
    /// The bytes of a document that a template has made: one file, or one for each page.
    ///
    /// # Errors
    /// The faults that keep the document from meeting its PDF standards, each with its place in the
    /// template, beside the warnings of the pages; or a fault of the exporter.
    pub fn export(
        &self,
        pages: &Pages,
        report: &Report,
        template: &str,
        format: Format,
    ) -> Result<Vec<Vec<u8>>, Findings> {
        let document = &pages.document;
        let run = AssertUnwindSafe(|| match format {
            Format::Pdf => Ok(vec![pdf(document, report)?]),
            Format::Png => document.pages().iter().map(png).collect(),
            Format::Svg => Ok(document.pages().iter().map(|page| svg(page).into_bytes()).collect()),
            // It is made of another document: see `compile_web`.
            Format::Html => Err(error("pages are no page of the web")),
        });
        let result = catch_unwind(run).unwrap_or_else(|_| Err(error("the exporter panicked")));
        result.map_err(|errors| {
            let mut findings = self.diagnosed(report, template, &errors);
            findings.extend(pages.warnings.iter().cloned());
            Findings::new(findings)
        })
    }
}

/// A PDF that follows the programme's standards; PDF/UA-1 and PDF/A-2a by default, and
/// PDF/A-3a when data is attached.
fn pdf(document: &PagedDocument, report: &Report) -> SourceResult<Vec<u8>> {
    let chosen = report.program.pdf.as_ref().and_then(|pdf| pdf.standarder.clone());
    let archive = if report.vedlegg.is_empty() { PdfStandard::A2a } else { PdfStandard::A3a };
    let names = chosen.unwrap_or_else(|| vec![PdfStandard::Ua1, archive]);
    let standards: Vec<_> = names.into_iter().map(standard).collect();
    let standards = PdfStandards::new(&standards).map_err(|e| error(e.message()))?;
    let options = PdfOptions {
        ident: Smart::Custom(report.id.clone()),
        creator: Smart::Custom(Some(concat!("regionrapport ", env!("CARGO_PKG_VERSION")).into())),
        standards,
        tagged: true,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(document, &options)
}

/// A fault that is of no place.
fn error(message: impl Into<EcoString>) -> EcoVec<SourceDiagnostic> {
    eco_vec![SourceDiagnostic::error(Span::detached(), message)]
}

/// A standard as Typst names it.
fn standard(standard: PdfStandard) -> typst_pdf::PdfStandard {
    match standard {
        PdfStandard::Ua1 => typst_pdf::PdfStandard::Ua_1,
        PdfStandard::A2a => typst_pdf::PdfStandard::A_2a,
        PdfStandard::A2b => typst_pdf::PdfStandard::A_2b,
        PdfStandard::A3a => typst_pdf::PdfStandard::A_3a,
        PdfStandard::A4 => typst_pdf::PdfStandard::A_4,
    }
}

/// A page as a PNG file.
fn png(page: &typst_layout::Page) -> SourceResult<Vec<u8>> {
    let pixel_per_pt = Scalar::new(PIXEL_PER_PT);
    let options = RenderOptions { pixel_per_pt, render_bleed: false };
    typst_render::render(page, &options)
        .encode_png()
        .map_err(|e| error(format!("a page cannot be written as PNG: {e}")))
}

/// A page as SVG.
pub(super) fn svg(page: &typst_layout::Page) -> String {
    typst_svg::svg(page, &SvgOptions { render_bleed: false, pretty: false })
}
