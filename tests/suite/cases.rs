//! Small projects with what people bring from other programs: files, pictures and texts. Each says in
//! `expect.txt` what is right; the snapshot says what is found.

use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use serde_json::Value as Json;

use crate::project::{repository, run_in};

/// Copies a folder with all that is in it.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// What `build` finds in a project: the codes with their lines, and whether the reports are written.
fn found(project: &Path) -> String {
    let output = run_in(project, &["build", "--message-format", "json"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let mut lines = Vec::new();
    for line in text.lines() {
        let json: Json = serde_json::from_str(line).unwrap();
        let Some(code) = json["code"].as_str() else { continue };
        let file = json["file"].as_str().unwrap_or_default().rsplit('/').next().unwrap_or_default();
        lines.push(format!(
            "  {} {file}:{} {}",
            json["severity"].as_str().unwrap(),
            json["line"],
            code
        ));
    }
    lines.sort();
    lines.dedup();
    let outcome = match output.status.code() {
        Some(0) => "written",
        Some(1) => "not written",
        _ => "FAILED",
    };
    format!("{outcome}\n{}", lines.join("\n"))
}

#[test]
fn what_people_bring_is_shown_or_told() {
    let mut folders: Vec<_> = fs::read_dir(repository().join("tests/cases"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.sort();
    let mut all = String::new();
    for folder in folders {
        let project = tempfile::tempdir().unwrap();
        copy(&folder, project.path());
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        all += &format!("{name}: {}\n", found(project.path()));
    }
    assert!(!all.contains("FAILED"), "{all}");
    assert_snapshot!(all);
}
