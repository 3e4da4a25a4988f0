//! Findings that were stored with a report, with the texts of their files again.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::finding::{Finding, SourceText, StoredFinding};
use crate::project::read_file;
use crate::source_files::SourceFiles;
use crate::typeset::template_text;
use crate::yaml;

/// Stored findings with the texts of their files; `None` if one of the texts cannot be read.
pub fn restore(source: &SourceFiles, findings: &[StoredFinding]) -> Option<Vec<Finding>> {
    let texts: RefCell<BTreeMap<String, Arc<SourceText>>> = RefCell::default();
    let text = |path: &str| {
        if let Some(file) = texts.borrow().get(path) {
            return Some(Arc::clone(file));
        }
        let file = source_text(source, path)?;
        texts.borrow_mut().insert(path.to_owned(), Arc::clone(&file));
        Some(file)
    };
    findings.iter().map(|finding| finding.restore(&text)).collect()
}

/// The text of a file of the project, as findings point into it.
fn source_text(source: &SourceFiles, path: &str) -> Option<Arc<SourceText>> {
    if let Some(name) = path.strip_prefix("templates/") {
        let text = template_text(source, path).filter(|_| !name.starts_with("lang/"))?;
        return Some(Arc::new(SourceText::new(path, text)));
    }
    let bytes = read_file(source, path.as_ref()).ok()?;
    yaml::read(path, bytes).ok()
}
