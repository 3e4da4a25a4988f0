//! The language files of a project have every label.

use std::fs;
use std::path::Path;

use super::builtin::builtin_template;
use crate::diagnostics::{Code, Finding, Place};
use crate::source::{self, Document, Node};

/// The labels that the language files of a project lack, each at the part of the file where it
/// belongs; and what keeps a file from being read.
pub(super) fn missing(root: &Path) -> Vec<Finding> {
    let folder = root.join("templates/lang");
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| Path::new(name).extension().is_some_and(|it| it == "yaml"))
        .collect();
    names.sort();
    names.iter().flat_map(|name| in_file(root, name)).collect()
}

fn in_file(root: &Path, name: &str) -> Vec<Finding> {
    let path = format!("templates/lang/{name}");
    let bytes = match fs::read(root.join(&path)) {
        Ok(bytes) => bytes,
        Err(error) => {
            let code = Code::Unreadable { reason: error.to_string() };
            return vec![Finding::error(code, Place::file(path))];
        }
    };
    if builtin_template(&format!("lang/{name}")) == Some(&bytes) {
        return Vec::new();
    }
    let usual = builtin_template("lang/nb.yaml").unwrap_or_default().to_vec();
    let usual =
        source::read("nb.yaml", usual).ok().and_then(|file| source::parse(&file).ok());
    let own = source::read(&path, bytes)
        .map_err(|finding| vec![finding])
        .and_then(|file| source::parse(&file));
    match (usual, own) {
        (Some(usual), Ok(own)) => {
            let mut findings = Vec::new();
            compare(&usual.root, &own.root, "", &own, &own.locate(&[]), &mut findings);
            findings
        }
        (_, Err(findings)) => findings,
        (None, Ok(_)) => Vec::new(),
    }
}

/// Adds the labels of a node that another lacks.
fn compare(
    usual: &Node,
    own: &Node,
    prefix: &str,
    document: &Document,
    place: &Place,
    findings: &mut Vec<Finding>,
) {
    for entry in usual.fields() {
        let label = format!("{prefix}{}", entry.key);
        match own.field(&entry.key).filter(|own| !own.value.is_null()) {
            None => {
                let code = Code::MissingLabel { label };
                findings.push(Finding::error(code, place.clone()));
            }
            Some(there) => {
                let place = document.place(there.key_span.clone());
                let prefix = format!("{label}.");
                compare(&entry.value, &there.value, &prefix, document, &place, findings);
            }
        }
    }
}
