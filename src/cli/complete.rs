//! What a shell offers for the values of arguments: names of reports, templates and findings.

use std::collections::BTreeMap;
use std::ffi::OsStr;

use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};
use regionrapport::fault::Fault;
use regionrapport::project::Project;
use regionrapport::typeset::templates_of;

use super::environment::project_folder;

/// The names of reports, as they are begun: in full, or without the programme.
pub(super) fn reports() -> ArgValueCompleter {
    ArgValueCompleter::new(|current: &OsStr| {
        let Some(project) = project() else { return Vec::new() };
        let reports = project.reports();
        let full = reports.iter().map(ToString::to_string);
        // A name without its programme is one only where no other programme has it.
        let mut short: BTreeMap<String, usize> = BTreeMap::new();
        for id in &reports {
            if let Some(region) = &id.region {
                *short.entry(format!("{region}/{}", id.period)).or_default() += 1;
            }
        }
        let of_region = short.into_iter().filter(|(_, count)| *count == 1).map(|(name, _)| name);
        beginning_with(current, of_region.chain(full))
    })
}

/// The names of regions.
pub(super) fn regions() -> ArgValueCompleter {
    ArgValueCompleter::new(|current: &OsStr| {
        let project = project();
        let programs = project.iter().flat_map(|project| project.programs.values());
        beginning_with(current, programs.flat_map(|program| program.regions.keys().cloned()))
    })
}

/// The names of templates.
pub(super) fn templates() -> ArgValueCompleter {
    ArgValueCompleter::new(|current: &OsStr| {
        let names = project().map(|project| templates_of(&project.source));
        beginning_with(current, names.unwrap_or_default())
    })
}

/// The codes of findings.
pub(super) fn codes() -> ArgValueCompleter {
    ArgValueCompleter::new(|current: &OsStr| {
        beginning_with(current, Fault::codes().map(ToOwned::to_owned))
    })
}

/// The project of the current folder.
fn project() -> Option<Project> {
    Project::open(&project_folder()).ok()
}

/// The names that begin with what is typed.
fn beginning_with(
    current: &OsStr,
    names: impl IntoIterator<Item = String>,
) -> Vec<CompletionCandidate> {
    let begun = current.to_string_lossy();
    let names = names.into_iter().filter(|name| name.starts_with(&*begun));
    names.map(CompletionCandidate::new).collect()
}
