//! Findings that were stored with a report, with the texts of their files again.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

use super::Workspace;
use crate::finding::{Finding, SourceText, StoredFinding};
use crate::yaml;

impl Workspace {
    /// Stored findings with the texts of their files; `None` if one of the texts cannot be read.
    pub fn restore(&self, findings: &[StoredFinding]) -> Option<Vec<Finding>> {
        let texts: RefCell<BTreeMap<String, Arc<SourceText>>> = RefCell::default();
        let text = |path: &str| {
            if let Some(file) = texts.borrow().get(path) {
                return Some(Arc::clone(file));
            }
            let file = self.source_text(path)?;
            texts.borrow_mut().insert(path.to_owned(), Arc::clone(&file));
            Some(file)
        };
        findings.iter().map(|finding| finding.restore(&text)).collect()
    }

    /// The text of a file of the project, as findings point into it.
    fn source_text(&self, path: &str) -> Option<Arc<SourceText>> {
        if let Some(name) = path.strip_prefix("templates/") {
            let text = self.resources().text(path).filter(|_| !name.starts_with("lang/"))?;
            return Some(Arc::new(SourceText { path: path.to_owned(), text }));
        }
        let bytes = fs::read(self.project().root.join(path)).ok()?;
        yaml::read(path, bytes).ok()
    }
}
