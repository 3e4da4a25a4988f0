//! `list`: what a project has, for scripts.

use std::collections::BTreeSet;

use clap::Args;
use regionrapport::output::{Manifest, default_target};
use regionrapport::project::{Project, ReportId};
use regionrapport::publication::{Publication, folder_of, published_folders};
use regionrapport::typeset::{builtin_templates, templates_of};
use regionrapport::{Failure, message};
use serde_json::json;

use super::Outcome;
use super::selection::Selection;
use super::terminal::Terminal;

/// Which reports to list.
#[derive(Debug, Args)]
pub(super) struct List {
    #[command(flatten)]
    selection: Selection,
}

/// Prints the names of the reports, each on a line; as JSON also programmes, regions, templates and the files of
/// reports.
pub(super) fn run(list: &List, terminal: &Terminal) -> Result<Outcome, Failure> {
    let project = Project::open(&terminal.settings.root)?;
    let reports = list.selection.of_this_share(&project)?;
    if list.selection.is_all() {
        tell_project(&project, terminal);
    }
    let manifest = Manifest::read(&project.source);
    let published = published_folders(&project.source).map_err(|finding| {
        let reason = finding.message(terminal.lang());
        Failure::new(message!(
            "kan ikke liste det publiserte: {reason}",
            "cannot list editions: {reason}"
        ))
    })?;
    let written: BTreeSet<&str> = manifest.targets().collect();
    for id in &reports {
        terminal.line(&id.to_string());
        terminal.event(&report(&project, id, &written, published.contains(&folder_of(id))));
    }
    Ok(Outcome::Done)
}

/// The event of a report.
fn report(
    project: &Project,
    id: &ReportId,
    written: &BTreeSet<&str>,
    is_published: bool,
) -> serde_json::Value {
    let edition =
        is_published.then(|| Publication::read(&project.source, &folder_of(id))).flatten();
    let edition = edition.and_then(Result::ok).map(|publication| {
        let folder = folder_of(id);
        format!("{folder}/{}", publication.latest().names(&folder).pdf)
    });
    let target = project.display_path(&project.root().join(default_target(id, None, false, "pdf")));
    json!({
        "kind": "report", "report": id.to_string(), "program": id.program, "region": id.region,
        "period": id.period.to_string(), "first_day": id.period.first_day().to_string(),
        "last_day": id.period.last_day().to_string(), "file": edition.as_ref().unwrap_or(&target),
        "written": written.contains(target.as_str()), "published": is_published,
    })
}

/// The events of programmes, regions and templates.
fn tell_project(project: &Project, terminal: &Terminal) {
    for (name, program) in &project.programs {
        let file = project.display_path(&program.file());
        terminal.event(&json!({ "kind": "program", "program": name, "file": file }));
        for (region, folder) in &program.regions {
            let periods: Vec<String> = folder.periods.keys().map(ToString::to_string).collect();
            let file = project.display_path(&folder.file());
            terminal.event(&json!({
                "kind": "region", "program": name, "region": region, "file": file, "periods": periods,
            }));
        }
    }
    let built_in = builtin_templates();
    for name in templates_of(&project.source) {
        let file = format!("templates/{name}.typ");
        let is_own = project.source.has(file.as_ref());
        let is_built_in = built_in.contains(&name.as_str());
        terminal.event(&json!({
            "kind": "template", "template": name, "own": is_own, "built_in": is_built_in,
        }));
    }
}
