//! The export of pages to PDF, PNG and SVG.

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantNames};
use typst::foundations::Smart;
use typst::utils::Scalar;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandards};
use typst_render::RenderOptions;
use typst_svg::SvgOptions;

use crate::fault::{ShapeFault, TemplateFault};
use crate::finding::{Finding, Findings, Place};
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

/// The bytes of a document: one file, or one for each page.
///
/// # Errors
/// The faults that keep the document from meeting its PDF standards, or a fault of the exporter.
pub fn export(
    document: &PagedDocument,
    report: &Report,
    format: Format,
) -> Result<Vec<Vec<u8>>, Findings> {
    let pages = document.pages().iter();
    let run = AssertUnwindSafe(|| match format {
        Format::Pdf => Ok(vec![pdf(document, report)?]),
        Format::Png => pages.map(png).collect(),
        Format::Svg => Ok(pages.map(|page| svg(page).into_bytes()).collect()),
        // It is made of another document: see `compile_web`.
        Format::Html => {
            Err(finding(report, "pages are no page of the web".into(), Vec::new()).into())
        }
    });
    catch_unwind(run)
        .unwrap_or_else(|_| Err(finding(report, "the exporter panicked".into(), Vec::new()).into()))
}

/// A PDF that follows the programme's standards; PDF/UA-1 and PDF/A-2a by default, and
/// PDF/A-3a when data is attached.
fn pdf(document: &PagedDocument, report: &Report) -> Result<Vec<u8>, Findings> {
    let chosen = report.program.pdf.as_ref().and_then(|pdf| pdf.standarder.clone());
    let archive = if report.vedlegg.is_empty() { PdfStandard::A2a } else { PdfStandard::A3a };
    let names = chosen.unwrap_or_else(|| vec![PdfStandard::Ua1, archive]);
    let standards: Vec<_> = names.into_iter().map(standard).collect();
    let standards = PdfStandards::new(&standards)
        .map_err(|e| finding(report, e.message().to_string(), Vec::new()))?;
    let options = PdfOptions {
        ident: Smart::Custom(report.id.clone()),
        creator: Smart::Custom(Some(concat!("regionrapport ", env!("CARGO_PKG_VERSION")).into())),
        standards,
        tagged: true,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(document, &options).map_err(|errors| {
        let mut findings = Vec::new();
        for error in errors {
            let hints = error.hints.iter().map(|hint| hint.v.to_string()).collect();
            findings.push(finding(report, error.message.to_string(), hints));
        }
        Findings::new(findings)
    })
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
fn png(page: &typst_layout::Page) -> Result<Vec<u8>, Findings> {
    let pixel_per_pt = Scalar::new(PIXEL_PER_PT);
    let options = RenderOptions { pixel_per_pt, render_bleed: false };
    typst_render::render(page, &options).encode_png().map_err(|e| {
        let fault = ShapeFault::Internal { detail: e.to_string() };
        Finding::error(fault, Place::file("png")).into()
    })
}

/// A page as SVG.
pub(super) fn svg(page: &typst_layout::Page) -> String {
    typst_svg::svg(page, &SvgOptions { render_bleed: false, pretty: false })
}

/// A fault of the document as a whole, with the report's name for its place.
fn finding(report: &Report, message: String, hints: Vec<String>) -> Finding {
    Finding::error(
        TemplateFault::Template { message, hints, report: report.id.clone() },
        Place::file(report.id.clone()),
    )
}
