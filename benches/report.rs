//! How long the steps of one report take: load and check, compile, export.
//!
//! `cargo bench`. Times are of one machine at one moment: compare within a run.

use criterion::{Criterion, criterion_group, criterion_main};
use regionrapport::typeset::Resources;
use regionrapport::{Format, Workspace};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn workspace() -> Workspace {
    Workspace::open(ROOT).expect("the repository")
}

fn steps(criterion: &mut Criterion) {
    let opened = workspace();
    let case = opened.case("rana/2018").expect("the first report");
    let report = case.report().expect("a report without faults");
    let rendered = case.render().expect("pages");
    let resources = opened.resources();

    criterion.bench_function("open: the project's folder and fonts", |b| {
        b.iter(workspace);
    });
    criterion.bench_function("resources: library and fonts", |b| {
        let source = &opened.project().source;
        b.iter(|| Resources::load(source));
    });
    criterion.bench_function("load: three files, parsed, checked, merged", |b| {
        b.iter(|| {
            let workspace = opened.keeping(regionrapport::Keep::Programs);
            workspace.load(case.id()).report().expect("a report without faults")
        });
    });
    criterion.bench_function("compile: cold caches", |b| {
        b.iter_batched(
            // Typst's caches are emptied, as in a new process.
            || resources.evict(0),
            |()| resources.compile(&report, "sluttrapport").expect("pages"),
            criterion::BatchSize::PerIteration,
        );
    });
    criterion.bench_function("pdf", |b| {
        b.iter(|| rendered.export(Format::Pdf).expect("a PDF"));
    });
}

criterion_group! {
    name = report;
    config = Criterion::default().sample_size(20);
    targets = steps
}
criterion_main!(report);
