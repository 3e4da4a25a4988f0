//! A whole project checked: the input holds a region and two periods, parted by lines `=====`.

#![no_main]

use std::fs;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use libfuzzer_sys::fuzz_target;
use regionrapport::diagnostics::{Lang, MessageFormat, has_errors};
use regionrapport::pipeline::Pipeline;
use regionrapport::project::{Loader, Project, select};
use regionrapport::scaffold::{Previous, period};
use regionrapport::typeset::Engine;

const PROGRAM: &str = "navn: Eksempel\neier: Ingen\nperiode: { fra: 2026, til: 2027 }\n";

static FOLDER: LazyLock<tempfile::TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), "program.yaml", PROGRAM.as_bytes());
    folder
});
static ENGINE: LazyLock<Arc<Engine>> =
    LazyLock::new(|| Arc::new(Engine::new(FOLDER.path()).expect("the built-in fonts")));

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
    let Ok(reports) = select(&project, &[]) else { return };
    let pipeline = Pipeline::new(&project, &ENGINE, Loader::whole(&project));
    let mut findings = pipeline.findings().to_vec();
    for id in &reports {
        match pipeline.merge(id) {
            Ok(merged) => {
                assert!(serde_json_is_fine(&merged.report));
                findings.extend(merged.warnings);
            }
            Err(found) => findings.extend(found),
        }
    }
    MessageFormat::Sarif.write(&findings, Lang::Nb, ".");
    // The command carries nothing over that has errors.
    if !has_errors(&findings) {
        carried_over_is_valid(&project, &reports);
    }
});

fn serde_json_is_fine(report: &regionrapport::report::Report) -> bool {
    !format!("{:?}", report.body).is_empty()
}

/// A period that can be read gives a next one that can be read too.
fn carried_over_is_valid(project: &Arc<Project>, reports: &[regionrapport::project::ReportId]) {
    let loader = Loader::whole(project);
    let Some(id) = reports.last() else { return };
    let (Some(loaded), found) = loader.load(id) else { return };
    if !found.is_empty() || !loader.findings().is_empty() {
        return;
    }
    let Some(region) = loaded.regions.first() else { return };
    let Some((_, doc)) = region.period() else { return };
    let periods: Vec<_> = region.series.iter().map(|(id, doc)| (*id, &doc.value)).collect();
    let series = regionrapport::standing::Series::new(&region.region.value, &periods);
    let Some(standing) = series.map(regionrapport::standing::standing) else { return };
    let previous = Some(Previous { doc, standing: &standing });
    let text = period(&region.region.value, previous, "../schema");
    let file = regionrapport::source::read("next.yaml", text.clone().into_bytes());
    let document = regionrapport::source::parse(&file.expect("UTF-8"));
    let document = document.unwrap_or_else(|found| panic!("{found:?}\n{text}"));
    let found = regionrapport::schema::check(regionrapport::schema::FileKind::Period, &document);
    assert!(found.is_empty(), "{found:?}\n{text}");
}
