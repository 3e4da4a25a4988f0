//! Pages to bytes.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::str::FromStr;

use typst::foundations::Smart;
use typst::utils::Scalar;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandards};
use typst_render::RenderOptions;
use typst_svg::SvgOptions;

use crate::diagnostics::{Code, Finding, Place};
use crate::model::PdfStandard;
use crate::report::Report;

/// Pixels a point in PNG pages: 144 a inch.
const PIXEL_PER_PT: f64 = 2.0;

/// A format that reports can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// One file with all pages.
    #[default]
    Pdf,
    /// A picture for each page.
    Png,
    /// A drawing for each page.
    Svg,
}

impl Format {
    /// The file name extension.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Png => "png",
            Self::Svg => "svg",
        }
    }

    /// Whether every page is a file of its own.
    #[must_use]
    pub fn is_paged(self) -> bool {
        self != Self::Pdf
    }
}

impl FromStr for Format {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        [Self::Pdf, Self::Png, Self::Svg]
            .into_iter()
            .find(|f| f.extension() == name)
            .ok_or(())
    }
}

/// The bytes of a document: one file, or one for each page.
///
/// # Errors
/// What keeps the document from meeting its PDF standards.
pub fn export(
    document: &PagedDocument,
    report: &Report,
    format: Format,
) -> Result<Vec<Vec<u8>>, Vec<Finding>> {
    let run = AssertUnwindSafe(|| match format {
        Format::Pdf => Ok(vec![pdf(document, report)?]),
        Format::Png => document.pages().iter().map(png).collect(),
        Format::Svg => {
            let options = SvgOptions { render_bleed: false, pretty: false };
            let svg = |page| typst_svg::svg(page, &options).into_bytes();
            Ok(document.pages().iter().map(svg).collect())
        }
    });
    catch_unwind(run).unwrap_or_else(|_| {
        Err(vec![fault(report, "the exporter panicked".into(), Vec::new())])
    })
}

/// A PDF that follows the programme's standards; PDF/UA-1 and PDF/A-2a by default, and
/// PDF/A-3a when data is attached.
fn pdf(document: &PagedDocument, report: &Report) -> Result<Vec<u8>, Vec<Finding>> {
    let chosen = report.program.pdf.as_ref().and_then(|pdf| pdf.standarder.clone());
    let archive =
        if report.vedlegg.is_empty() { PdfStandard::A2a } else { PdfStandard::A3a };
    let names = chosen.unwrap_or_else(|| vec![PdfStandard::Ua1, archive]);
    let standards: Vec<_> = names.into_iter().map(standard).collect();
    let standards = PdfStandards::new(&standards)
        .map_err(|e| vec![fault(report, e.message().to_string(), Vec::new())])?;
    let options = PdfOptions {
        ident: Smart::Custom(report.id.clone()),
        creator: Smart::Custom(Some(
            concat!("regionrapport ", env!("CARGO_PKG_VERSION")).into(),
        )),
        standards,
        tagged: true,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(document, &options).map_err(|errors| {
        let finding = |e: &typst::diag::SourceDiagnostic| {
            let hints = e.hints.iter().map(|hint| hint.v.to_string()).collect();
            fault(report, e.message.to_string(), hints)
        };
        errors.iter().map(finding).collect()
    })
}

fn standard(standard: PdfStandard) -> typst_pdf::PdfStandard {
    match standard {
        PdfStandard::Ua1 => typst_pdf::PdfStandard::Ua_1,
        PdfStandard::A2a => typst_pdf::PdfStandard::A_2a,
        PdfStandard::A2b => typst_pdf::PdfStandard::A_2b,
        PdfStandard::A3a => typst_pdf::PdfStandard::A_3a,
        PdfStandard::A4 => typst_pdf::PdfStandard::A_4,
    }
}

fn png(page: &typst_layout::Page) -> Result<Vec<u8>, Vec<Finding>> {
    let pixel_per_pt = Scalar::new(PIXEL_PER_PT);
    let options = RenderOptions { pixel_per_pt, render_bleed: false };
    typst_render::render(page, &options).encode_png().map_err(|e| {
        let code = Code::Internal { detail: e.to_string() };
        vec![Finding::error(code, Place::file("png"))]
    })
}

/// A fault of the finished document, which has no place in a file of its own.
fn fault(report: &Report, message: String, hints: Vec<String>) -> Finding {
    Finding::error(
        Code::Template { message, hints, report: report.id.clone() },
        Place::file(report.id.clone()),
    )
}
