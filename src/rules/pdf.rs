//! PDF standards that can be met in one file.

use super::Assets;
use crate::fault::ProfileFault;
use crate::finding::Finding;
use crate::model::{Doc, PdfStandard, Program};
use crate::tree::Step::Field;

/// One PDF/A level at most; PDF/UA-1 does not go with PDF/A-4, which is PDF 2.0; and only
/// PDF/A-3a carries attached data.
pub(super) fn standards_go_together(doc: &Doc<Program>, _: Assets<'_>) -> Vec<Finding> {
    let Some(pdf) = &doc.value.pdf else { return Vec::new() };
    let Some(standards) = &pdf.standarder else { return Vec::new() };
    let levels = standards.iter().filter(|standard| **standard != PdfStandard::Ua1).count();
    let attaches_data = pdf.legg_ved_data.is_some_and(|attaches| attaches.0);
    let detail = if levels > 1 {
        "PDF/A × 2"
    } else if standards.contains(&PdfStandard::Ua1) && standards.contains(&PdfStandard::A4) {
        "ua-1 + a-4"
    } else if attaches_data && levels > 0 && !standards.contains(&PdfStandard::A3a) {
        "legg_ved_data: a-3a"
    } else {
        return Vec::new();
    };
    let fault = ProfileFault::PdfStandards { detail: detail.into() };
    vec![doc.error(fault, &[Field("pdf"), Field("standarder")])]
}
