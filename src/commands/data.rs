//! `data`: the merged report as JSON, what templates read.

use std::path::Path;
use std::sync::Arc;

use super::environment::source_date;
use super::{Outcome, Settings, print};
use crate::diagnostics::Failure;
use crate::output::write;
use crate::pipeline::{Merged, Pipeline};
use crate::project::{Loader, Project, ambiguous, select};
use crate::typeset::Engine;

/// Prints the data of one report, or writes it to a file; to a folder, all files that templates
/// read.
pub(super) fn run(
    name: &str,
    output: Option<&Path>,
    settings: &Settings,
) -> Result<Outcome, Failure> {
    let project = Arc::new(Project::open(&settings.root)?);
    let reports = select(&project, &[name.to_owned()])?;
    let [id] = reports.as_slice() else {
        return Err(ambiguous(name, &reports));
    };
    let engine = Arc::new(Engine::new(&project.root)?);
    let pipeline = Pipeline::new(&project, &engine, Loader::new(&project, &reports))
        .dated(source_date()?);
    let mut findings = pipeline.findings().to_vec();
    match pipeline.merge(id) {
        Err(found) => {
            findings.extend(found);
            print::findings(findings, settings);
            Ok(Outcome::Findings)
        }
        Ok(Merged { report, warnings, .. }) => {
            findings.extend(warnings);
            let files = engine.data(&report).files(true).map_err(|e| {
                Failure::new(format!("cannot write the report as JSON: {e}"))
            })?;
            let (_, whole) = &files[0];
            match output {
                None => {
                    print::data(whole.as_bytes())?;
                    return Ok(print::findings_beside_data(findings, settings));
                }
                Some(folder) if folder.is_dir() => {
                    for (name, json) in &files {
                        write(&folder.join(name), json.as_bytes())?;
                    }
                }
                Some(file) => write(file, whole.as_bytes())?,
            }
            Ok(print::findings(findings, settings))
        }
    }
}
