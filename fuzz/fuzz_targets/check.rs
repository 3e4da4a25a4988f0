//! A whole project checked: the input holds a region and two periods, parted by lines `=====`.

#![no_main]

use std::fs;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use libfuzzer_sys::fuzz_target;
use regionrapport::finding::{MessageFormat, has_errors};
use regionrapport::loaded::LoadedRegion;
use regionrapport::project::Project;
use regionrapport::scaffold::{Previous, period};
use regionrapport::schema::{FileKind, check};
use regionrapport::typeset::Resources;
use regionrapport::{Keep, Lang, Workspace, yaml};

const PROGRAM: &str = "navn: Eksempel\neier: Ingen\nperiode: { fra: 2026, til: 2027 }\n";

static FOLDER: LazyLock<tempfile::TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), "program.yaml", PROGRAM.as_bytes());
    folder
});
static RESOURCES: LazyLock<Arc<Resources>> =
    LazyLock::new(|| Arc::new(Resources::load(FOLDER.path()).expect("the built-in fonts")));

fn write(root: &Path, name: &str, bytes: &[u8]) {
    let path = root.join("data/p").join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("folders can be made");
    fs::write(path, bytes).expect("files can be written");
}

fuzz_target!(|bytes: &[u8]| {
    let root = FOLDER.path();
    let text = String::from_utf8_lossy(bytes);
    let mut parts = text.split("=====\n");
    for name in ["region.yaml", "2026-k1.yaml", "2026-k2.yaml"] {
        let part = parts.next().unwrap_or_default();
        write(root, &format!("regioner/nord/{name}"), part.as_bytes());
    }
    let Ok(project) = Project::open(root).map(Arc::new) else { return };
    let workspace = Workspace::new(&project, &RESOURCES, Keep::Everything);
    let mut findings = workspace.findings();
    for id in workspace.reports() {
        let case = workspace.load(&id);
        // What has no errors can be merged, and what is merged can be written as JSON.
        assert_eq!(case.report().is_err(), has_errors(case.findings()));
        if let Ok(report) = case.report() {
            let files = workspace.resources().virtual_files(&report).json(true);
            let [(_, json), ..] = files.expect("a report is JSON");
            serde_json::from_str::<serde_json::Value>(&json).expect("JSON can be read again");
        }
        let region = case.loaded().and_then(|loaded| loaded.regions.first());
        if let Some(region) = region.filter(|_| case.file_findings().is_empty()) {
            carried_over_is_valid(region);
        }
        findings.extend_from_slice(case.findings());
    }
    MessageFormat::Sarif.write(&findings, Lang::Nb, ".");
});

/// A period that can be read gives a next one that can be read too.
fn carried_over_is_valid(region: &LoadedRegion) {
    let Some((_, doc, standing)) = region.period() else { return };
    let text = period(&region.region.value, Some(Previous { doc, standing }), "../schema");
    let file = yaml::read("next.yaml", text.clone().into_bytes());
    let document = yaml::parse(&file.expect("UTF-8"));
    let document = document.unwrap_or_else(|findings| panic!("{findings:?}\n{text}"));
    let findings = check(FileKind::Period, &document);
    assert!(findings.is_empty(), "{findings:?}\n{text}");
}
