//! `data`: the merged report as JSON, what templates read.

use std::path::Path;

use super::{Outcome, Settings, print};
use crate::diagnostics::Failure;
use crate::output::write;
use crate::pipeline::Pipeline;
use crate::project::{Loader, Project, ambiguous, select};
use crate::typeset::Engine;

/// Prints the data of one report, or writes it to a file.
pub(super) fn run(
    name: &str,
    output: Option<&Path>,
    settings: &Settings,
) -> Result<Outcome, Failure> {
    let project = Project::open(&settings.root)?;
    let reports = select(&project, &[name.to_owned()])?;
    let [id] = reports.as_slice() else {
        return Err(ambiguous(name, &reports));
    };
    let engine = Engine::new(&project.root)?;
    let pipeline = Pipeline::new(&project, &engine, Loader::new(&project, &reports));
    let mut findings = pipeline.findings().to_vec();
    match pipeline.merge(id) {
        Err(found) => {
            findings.extend(found);
            print::findings(findings, settings);
            Ok(Outcome::Findings)
        }
        Ok((report, found)) => {
            findings.extend(found);
            let json =
                serde_json::to_string_pretty(&engine.data(&report)).map_err(|e| {
                    Failure::new(format!("cannot write the report as JSON: {e}"))
                })?;
            let json = format!("{json}\n");
            let Some(path) = output else {
                print::data(json.as_bytes())?;
                return Ok(print::findings_beside_data(findings, settings));
            };
            write(path, json.as_bytes())?;
            Ok(print::findings(findings, settings))
        }
    }
}
