//! How long the steps of one report take: read and check, typeset, export.
//!
//! `cargo bench`. Times are of one machine at one moment: compare within a run.

use std::path::Path;
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use regionrapport::pipeline::Pipeline;
use regionrapport::project::{Loader, Project, ReportId, select};
use regionrapport::typeset::{Engine, Format, export};

fn rana() -> (Arc<Project>, Vec<ReportId>) {
    let project =
        Project::open(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the repository");
    let project = Arc::new(project);
    let reports = select(&project, &["rana/2018".into()]).expect("the first report");
    (project, reports)
}

fn steps(criterion: &mut Criterion) {
    let (project, reports) = rana();
    let engine = Arc::new(Engine::new(&project.root).expect("the fonts"));
    let pipeline = || Pipeline::new(&project, &engine, Loader::new(&project, &reports));
    let merged = pipeline().merge(&reports[0]).expect("a report without faults");
    let report = merged.report;
    let typeset = engine.typeset(&report, "sluttrapport").expect("pages");

    criterion.bench_function("open: look at the project's folder", |b| b.iter(rana));
    criterion.bench_function("engine: library and fonts", |b| {
        b.iter(|| Engine::new(&project.root).expect("the fonts"));
    });
    criterion.bench_function("read: three files, parsed, checked, merged", |b| {
        b.iter(|| pipeline().merge(&reports[0]).expect("a report without faults"));
    });
    criterion.bench_function("compile: cold caches", |b| {
        b.iter_batched(
            || {
                // Everything Typst remembers is forgotten, as in a new process.
                engine.forget(0);
            },
            |()| engine.typeset(&report, "sluttrapport").expect("pages"),
            criterion::BatchSize::PerIteration,
        );
    });
    criterion.bench_function("pdf", |b| {
        b.iter(|| export(&typeset.document, &report, Format::Pdf).expect("a PDF"));
    });
}

criterion_group! {
    name = report;
    config = Criterion::default().sample_size(20);
    targets = steps
}
criterion_main!(report);
