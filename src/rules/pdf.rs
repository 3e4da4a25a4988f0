//! PDF standards that can be met in one file.

use super::Context;
use crate::diagnostics::{Code, Finding};
use crate::model::{Doc, PdfStandard, Program};
use crate::source::Step::Field;

/// One PDF/A level at most; PDF/UA-1 does not go with PDF/A-4, which is PDF 2.0; and only
/// PDF/A-3a carries attached data.
pub(super) fn standards_go_together(doc: &Doc<Program>, _: Context<'_>) -> Vec<Finding> {
    let Some(pdf) = &doc.value.pdf else { return Vec::new() };
    let Some(standards) = &pdf.standarder else { return Vec::new() };
    let has = |standard| standards.contains(&standard);
    let levels = standards.iter().filter(|s| **s != PdfStandard::Ua1).count();
    let attach = pdf.legg_ved_data.is_some_and(|yes| yes.0);
    let detail = if levels > 1 {
        "PDF/A × 2"
    } else if has(PdfStandard::Ua1) && has(PdfStandard::A4) {
        "ua-1 + a-4"
    } else if attach && levels > 0 && !has(PdfStandard::A3a) {
        "legg_ved_data: a-3a"
    } else {
        return Vec::new();
    };
    let code = Code::PdfStandards { detail: detail.into() };
    vec![doc.error(code, &[Field("pdf"), Field("standarder")])]
}
