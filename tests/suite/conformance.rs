//! Every PDF meets PDF/UA-1 and PDF/A-2a, as the crate `page_validation` judges. CI asks
//! veraPDF as well.

use std::fs;

use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

use crate::project::{Project, rana};
use crate::structure::everything;

/// The message of `page_validation` 0.12 for a stream of which the last byte happens to be a carriage
/// return: it takes that for a part of the line end behind the data. veraPDF, which CI asks as well,
/// does not.
const LENGTH: &str = "a stream /Length does not match its raw content length";

/// Fails unless a PDF meets every profile.
pub fn assert_conforms(pdf: &[u8], profiles: &[ValidationProfile]) {
    for profile in profiles {
        let options = ValidationOptions::default().profile(*profile);
        let report = validate_pdf_bytes(pdf, &options).unwrap();
        let ends_in_return = || pdf.windows(12).any(|bytes| bytes == b"\r\nendstream\n");
        let is_known = |message: &str| message == LENGTH && ends_in_return();
        assert!(report.failures.iter().all(|failure| is_known(&failure.message)), "{report}");
    }
}

#[test]
fn the_reports_of_the_repository_conform() {
    let folder = rana("pdf");
    let pdf = fs::read(folder.path().join("r.pdf")).unwrap();
    assert!(pdf.len() < 120_000, "{} bytes", pdf.len());
    assert_conforms(&pdf, &[ValidationProfile::PdfUa1, ValidationProfile::PdfA2a]);
}

#[test]
fn a_report_with_everything_conforms() {
    let project = everything();
    assert!(project.run(&["build", "-o", "r.pdf"]).status.success());
    let pdf = fs::read(project.path("r.pdf")).unwrap();
    assert_conforms(&pdf, &[ValidationProfile::PdfUa1, ValidationProfile::PdfA2a]);
}

#[test]
fn attached_data_gives_pdf_a_3a() {
    let program = format!("{}pdf: {{ legg_ved_data: ja }}\n", crate::project::PROGRAM);
    let project = Project::new().with_program(&program);
    assert!(project.run(&["build", "-o", "r.pdf"]).status.success());
    let pdf = fs::read(project.path("r.pdf")).unwrap();
    assert_conforms(&pdf, &[ValidationProfile::PdfUa1, ValidationProfile::PdfA3a]);
    assert!(String::from_utf8_lossy(&pdf).contains("region.yaml"));
}
