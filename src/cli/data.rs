//! `data`: the merged report as JSON, what templates read.

use std::path::PathBuf;

use clap::Args;
use regionrapport::output::write;
use regionrapport::{Failure, Workspace, message};

use super::Outcome;
use super::environment::source_date;
use super::terminal::Terminal;

/// Which report's data to print, or where to write it.
#[derive(Debug, Args)]
pub(super) struct Data {
    /// The report
    #[arg(value_name = "REPORT")]
    pub(super) report: String,
    /// Write to a file instead of standard output; to a folder, all files that templates read
    #[arg(long, short, value_name = "PATH")]
    output: Option<PathBuf>,
}

/// Prints the data of one report, or writes it to a file; to a folder, all files that templates
/// read.
pub(super) fn run(data: &Data, terminal: &Terminal) -> Result<Outcome, Failure> {
    let workspace = Workspace::open(&terminal.settings.root)?.dated(source_date()?);
    let case = workspace.case(&data.report)?;
    let mut findings = workspace.findings();
    findings.extend_from_slice(case.findings());
    let Ok(report) = case.report() else {
        terminal.findings(findings);
        return Ok(Outcome::Findings);
    };
    let files = workspace.resources().virtual_files(&report).json(true);
    let files = files.map_err(|e| {
        Failure::new(message!(
            "kan ikke skrive rapporten som JSON: {e}",
            "cannot write the report as JSON: {e}",
        ))
    })?;
    let (_, whole) = &files[0];
    match &data.output {
        None => {
            terminal.data(whole.as_bytes())?;
            return Ok(terminal.findings_beside_data(findings));
        }
        Some(folder) if folder.is_dir() => {
            for (name, json) in &files {
                write(&folder.join(name), json.as_bytes())?;
            }
        }
        Some(file) => write(file, whole.as_bytes())?,
    }
    Ok(terminal.findings(findings))
}
