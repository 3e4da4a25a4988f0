//! Data flows one way: a module uses only what stands to its left.

use std::fs;
use std::path::Path;

use crate::project::repository;

/// The modules in the order of the data.
const ORDER: [&str; 16] = [
    "digest",
    "diagnostics",
    "source",
    "model",
    "schema",
    "project",
    "standing",
    "rules",
    "scaffold",
    "report",
    "typeset",
    "complete",
    "looks",
    "output",
    "pipeline",
    "commands",
];

/// Crates and the only modules that may know them.
const KNOWLEDGE: [(&str, &[&str]); 14] = [
    ("serde_yaml", &["source"]),
    ("typst", &["typeset"]),
    ("pulldown_cmark", &["model"]),
    ("schemars", &["model", "schema", "standing", "report"]),
    ("clap", &["cli", "main"]),
    ("tempfile", &["output"]),
    ("blake3", &["digest"]),
    ("globset", &["project"]),
    ("ctrlc", &["commands"]),
    ("notify", &["commands"]),
    ("httparse", &["commands"]),
    ("indicatif", &["commands"]),
    ("quick_junit", &["commands"]),
    ("tiny_skia", &["looks"]),
];

/// The source files with the module each belongs to.
fn sources() -> Vec<(String, String)> {
    let mut files = Vec::new();
    collect(&repository().join("src"), &mut files);
    let module = |path: &str| {
        let below = path.split_once("src/").unwrap().1;
        below.split(['/', '.']).next().unwrap().to_owned()
    };
    files.into_iter().map(|(path, text)| (module(&path), text)).collect()
}

fn collect(folder: &Path, files: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            let name = path.display().to_string().replace('\\', "/");
            files.push((name, fs::read_to_string(path).unwrap()));
        }
    }
}

#[test]
fn modules_use_only_what_stands_to_their_left() {
    let place = |name: &str| ORDER.iter().position(|m| *m == name);
    for (module, text) in sources() {
        let Some(own) = place(&module) else { continue };
        for used in text.split("crate::").skip(1) {
            let used =
                used.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap();
            let used =
                place(used).unwrap_or_else(|| panic!("{module} uses crate::{used}"));
            assert!(
                used <= own,
                "{module} uses {}, which stands to its right",
                ORDER[used]
            );
        }
    }
}

#[test]
fn every_module_has_its_place() {
    let library = fs::read_to_string(repository().join("src/lib.rs")).unwrap();
    let modules = library.lines().filter_map(|l| l.strip_prefix("pub mod "));
    let mut modules: Vec<_> = modules.map(|m| m.trim_end_matches(';')).collect();
    let mut order = ORDER.to_vec();
    modules.sort_unstable();
    order.sort_unstable();
    assert_eq!(modules, order);
}

#[test]
fn crates_stay_where_they_are_known() {
    for (module, text) in sources() {
        for (name, modules) in KNOWLEDGE {
            let used = text.contains(&format!("use {name}::"))
                || text.contains(&format!("use {name}_"))
                || text.contains(&format!(" {name}::"));
            assert!(!used || modules.contains(&module.as_str()), "{module} uses {name}");
        }
    }
}
