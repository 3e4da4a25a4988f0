//! The order in which reports are made.

use rayon::prelude::*;

use super::plan::Planned;
use crate::project::{Project, language_at_a_glance};

/// Puts the reports of a programme in one language after another, for of what Typst remembers, all
/// that knows a heading or a label belongs to a language: were they to take turns, it would be
/// made anew for each report, or more would have to be remembered.
pub(super) fn by_language(project: &Project, reports: &mut [Planned]) {
    reports.par_sort_by_cached_key(|it| {
        let language = language_at_a_glance(project, &it.id);
        (it.id.program.clone(), language, it.id.clone())
    });
}
