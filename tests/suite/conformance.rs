//! Every PDF meets PDF/UA-1 and PDF/A-2a, as the crate `page_validation` judges. CI asks
//! veraPDF as well.

use std::fs;

use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

use crate::project::{Project, rana};
use crate::structure::everything;

/// Fails unless a PDF meets every profile.
pub fn assert_conforms(pdf: &[u8], profiles: &[ValidationProfile]) {
    for profile in profiles {
        let options = ValidationOptions::default().profile(*profile);
        let report = validate_pdf_bytes(pdf, &options).unwrap();
        assert!(report.is_compliant, "{report}");
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
