//! Data flows one way: a module uses only what stands to its left.

use std::fs;
use std::path::Path;

use crate::project::repository;

/// The modules in the order of the data, as the crate's own page lists them.
fn order() -> Vec<String> {
    listed(&read("src/lib.rs").replace("//! ", ""))
}

/// The names in the line that lists the layers.
fn listed(text: &str) -> Vec<String> {
    let line = text.lines().find(|line| line.trim_start().starts_with("digest · "));
    let names = line.unwrap().split([' ', '·', '→']);
    names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// Crates and the only modules that may know them.
const KNOWLEDGE: [(&str, &[&str]); 24] = [
    ("serde_yaml", &["yaml"]),
    ("typst", &["typeset"]),
    ("pulldown_cmark", &["model"]),
    ("schemars", &["model", "schema", "standing", "report"]),
    ("clap", &["cli"]),
    ("strsim", &["suggest", "typeset"]),
    ("tempfile", &["output", "source_files"]),
    ("blake3", &["digest"]),
    ("sha2", &["digest"]),
    ("hayro_syntax", &["attachments"]),
    ("globset", &["project"]),
    ("ctrlc", &["cli"]),
    ("notify", &["cli"]),
    ("httparse", &["cli"]),
    ("indicatif", &["cli"]),
    ("quick_junit", &["cli"]),
    ("quick_xml", &["site"]),
    ("percent_encoding", &["rules", "cli", "site"]),
    ("tiny_skia", &["visual_diff"]),
    ("roxmltree", &["picture"]),
    ("simplecss", &["picture"]),
    ("flate2", &["picture"]),
    ("postcard", &["cli"]),
    ("rlimit", &["cli"]),
];

/// The families of faults that a layer finds.
const FAMILIES: [(&str, &[&str]); 14] = [
    ("finding", &["File"]),
    ("source_files", &["File"]),
    ("picture", &["Picture"]),
    ("yaml", &["File", "Yaml", "Misread"]),
    ("model", &["Value", "Picture", "Shape"]),
    ("schema", &["Yaml", "Shape", "Value", "Picture"]),
    ("project", &["File"]),
    ("rules", &["File", "Shape", "Picture", "Profile", "Plan", "Period", "Text"]),
    ("typeset", &["File", "Shape", "Template"]),
    ("complete", &["Template"]),
    ("workspace", &["Shape", "Plan"]),
    ("publication", &["Publication"]),
    ("case", &["Shape", "Publication"]),
    ("render", &["Template"]),
];

fn read(path: &str) -> String {
    fs::read_to_string(repository().join(path)).unwrap()
}

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
    let order = order();
    let place = |name: &str| order.iter().position(|module| module == name);
    for (module, text) in sources() {
        // The program uses the library as anybody does, by its public items.
        let Some(own) = place(&module) else { continue };
        for used in text.split("crate::").skip(1) {
            let used = used.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap();
            let used = place(used).unwrap_or_else(|| panic!("{module} uses crate::{used}"));
            assert!(used <= own, "{module} uses {}, to its right", order[used]);
        }
    }
}

#[test]
fn every_module_has_its_place() {
    let library = read("src/lib.rs");
    let modules = library.lines().map(|line| line.trim_start_matches("pub "));
    let modules = modules.filter_map(|line| line.strip_prefix("mod "));
    let mut modules: Vec<_> = modules.map(|name| name.trim_end_matches(';')).collect();
    let mut order = order();
    modules.sort_unstable();
    order.sort_unstable();
    assert_eq!(modules, order);
}

#[test]
fn layers_find_faults_of_their_own_families() {
    for (module, text) in sources() {
        if matches!(module.as_str(), "fault" | "cli" | "lib") {
            continue;
        }
        let families = FAMILIES.iter().find(|(name, _)| *name == module);
        let families = families.map_or([].as_slice(), |(_, families)| families);
        let before: Vec<&str> = text.split("Fault::").collect();
        for before in &before[..before.len() - 1] {
            let family = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap();
            let is_own = matches!(family, "" | "Scalar") || families.contains(&family);
            assert!(is_own, "{module} finds faults of the family {family}");
        }
    }
}

/// The paths of the repository that stand between backticks.
fn paths(text: &str) -> impl Iterator<Item = &str> {
    let quoted = text.split('`').skip(1).step_by(2);
    let folders = ["src/", "tests/", "templates/", "docs/", "data/", "scripts/", ".ci/"];
    quoted.filter(move |path| {
        let is_pattern = path.contains(['…', '*', '{', '<']);
        !is_pattern && folders.iter().any(|folder| path.starts_with(folder))
    })
}

#[test]
fn the_architecture_names_what_exists() {
    let text = read("docs/architecture.md");
    let order = order();
    assert_eq!(listed(&text), order, "the order of layers");
    let rows: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("| `src/")?.split('`').next())
        .map(|path| path.trim_end_matches('/').trim_end_matches(".rs"))
        .filter(|module| order.iter().any(|other| other == module))
        .collect();
    assert_eq!(rows, order, "the table of modules");
    for path in paths(&text) {
        assert!(repository().join(path).exists(), "{path} does not exist");
    }
    assert!(paths(&text).count() > 40, "{}", paths(&text).count());
}

#[test]
fn crates_stay_where_they_are_known() {
    // The examples of the crate's own page may use what they like.
    for (module, text) in sources().into_iter().filter(|(module, _)| module != "lib") {
        for (name, modules) in KNOWLEDGE {
            let used = text.contains(&format!("use {name}::"))
                || text.contains(&format!("use {name}_"))
                || text.contains(&format!(" {name}::"));
            assert!(!used || modules.contains(&module.as_str()), "{module} uses {name}");
        }
    }
}
