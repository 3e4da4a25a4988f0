//! `verify`: whether what lies in `publisert/` is what was issued.

use clap::Args;
use regionrapport::digest::{Digest, sha256};
use regionrapport::fault::PublicationFault;
use regionrapport::finding::Place;
use regionrapport::project::NamePattern;
use regionrapport::publication::{Edition, PUBLISHED, Publication, all_folders, unissued, verify};
use regionrapport::source_files::SourceFiles;
use regionrapport::{Failure, Finding, Format, Keep, message};
use serde_json::json;

use super::build::{BuildJob, BuildPart, RenderOutcome, program_digest};
use super::terminal::Terminal;
use super::worker::{Opening, Setup};
use super::{Outcome, words};

/// What to compare.
#[derive(Debug, Args)]
pub(super) struct Verify {
    /// The published reports, or patterns such as '*/2026-k3'; all, when none is named
    #[arg(value_name = "REPORT", add = crate::cli::complete::reports())]
    reports: Vec<String>,
    /// Make every edition again of the data that is kept with it, and compare the bytes
    #[arg(long)]
    rebuild: bool,
}

/// Compares the files of published reports with what was issued. It needs the folder `publisert/` alone.
pub(super) fn run(command: &Verify, terminal: &Terminal) -> Result<Outcome, Failure> {
    let patterns = command.reports.iter().map(|name| NamePattern::parse(name));
    let patterns = patterns.collect::<Result<Vec<NamePattern>, Failure>>()?;
    let source = SourceFiles::of(&terminal.settings.root)?;
    let folders = match all_folders(&source) {
        Ok(folders) => folders,
        Err(finding) => return Ok(terminal.findings(vec![finding])),
    };
    if folders.is_empty() && command.reports.is_empty() && source.root().join("data").is_dir() {
        terminal.line(words::nothing_published(terminal.lang()));
        return Ok(Outcome::Done);
    }
    if folders.is_empty() {
        return Err(Failure::new(message!(
            "ingenting er publisert i {PUBLISHED}/",
            "nothing has been published in {PUBLISHED}/",
        ))
        .hint(message!(
            "kjør kommandoen i mappen til prosjektet, eller oppgi mappen med --root",
            "run it in the project's folder, or name that with --root",
        )));
    }
    let (mut findings, mut published) = (Vec::new(), Vec::new());
    for folder in folders {
        match Publication::read(&source, &folder) {
            Some(Ok(publication)) => published.push((folder, publication)),
            Some(Err(finding)) => findings.push(finding),
            None => findings.extend(unissued(&source, &folder)),
        }
    }
    let names: Vec<String> = published.iter().map(|(_, it)| it.rapport.clone()).collect();
    // What cannot be read may be what is named.
    for (name, pattern) in command.reports.iter().zip(&patterns).filter(|_| findings.is_empty()) {
        if !names.iter().any(|report| pattern.means(report)) {
            return Err(Failure::new(message!(
                "ingen rapport «{name}» er publisert",
                "no report «{name}» has been published",
            ))
            .suggest(name, names.iter().map(String::as_str), || {
                message!(
                    "de publiserte rapportene er {}",
                    "the published reports are {}",
                    names.join(", "),
                )
            }));
        }
    }
    for (folder, publication) in &published {
        let is_named = |pattern: &NamePattern| pattern.means(&publication.rapport);
        if patterns.is_empty() || patterns.iter().any(is_named) {
            let found = Verified { source: &source, folder, publication, terminal };
            findings.extend(found.findings(command.rebuild, !patterns.is_empty()));
        }
    }
    Ok(terminal.findings(findings))
}

/// A published report that is compared.
struct Verified<'a> {
    source: &'a SourceFiles,
    folder: &'a str,
    publication: &'a Publication,
    terminal: &'a Terminal,
}

impl Verified<'_> {
    /// Compares all editions, tells of each, and makes them again if that is asked for.
    fn findings(&self, rebuild: bool, in_full: bool) -> Vec<Finding> {
        let mut findings = verify(self.source, self.folder, self.publication);
        let is_whole = findings.is_empty();
        for edition in &self.publication.utgaver {
            let rebuilt = if rebuild && is_whole { Some(self.rebuild(edition)) } else { None };
            let is_same = rebuilt.as_ref().map(Option::is_none);
            self.tell(edition, is_whole, is_same);
            if in_full {
                self.list(edition);
            }
            findings.extend(rebuilt.flatten());
        }
        findings
    }

    /// Tells what an edition is, and what came of it.
    fn tell(&self, edition: &Edition, is_whole: bool, is_same: Option<bool>) {
        let report = &self.publication.rapport;
        if is_whole {
            let line = words::edition(edition, is_same == Some(true), self.terminal.lang());
            self.terminal.line(&format!("{report}, {line}"));
        }
        self.terminal.event(&json!({
            "kind": "edition", "report": report, "edition": edition.utgave.0,
            "date": edition.dato.0.to_string(), "program": edition.program,
            "unchanged": is_whole, "rebuilt": is_same,
            "files": edition.filer, "sources": edition.kilder,
        }));
    }

    /// Lists the files of an edition, and what it was made of, with their digests.
    fn list(&self, edition: &Edition) {
        for (path, digest) in edition.files(self.folder) {
            self.terminal.line(&format!("  {digest}  {}/{path}", self.folder));
        }
    }

    /// Makes an edition again of the copies of its files; a finding, if it is not the same.
    fn rebuild(&self, edition: &Edition) -> Option<Finding> {
        let names = edition.names(self.folder);
        let pdf = format!("{}/{}", self.folder, names.pdf);
        let kept = self.source.root().join(self.folder).join(&names.sources);
        let setup = Setup {
            root: kept,
            fonts: Some(self.source.root().to_owned()),
            ..self.terminal.settings.setup(edition.datert, Keep::Programs)
        };
        let opening = Opening::start(None, setup, self.terminal.settings.time_limit);
        let program = program_digest();
        let mut bytes = None;
        let mut fonts: Option<Digest> = None;
        if let (Ok(mut workers), Some(id)) = (opening.finish(), self.publication.id()) {
            fonts = Some(workers.opened.fonts);
            let part = BuildPart { id, formats: vec![Format::Pdf], pdf: None };
            workers.run(&BuildJob::of(program), &[part], |_: &BuildPart, mut outcomes| {
                bytes = outcomes.pop().and_then(RenderOutcome::into_file);
            });
        }
        let issued = edition.filer.get(&names.pdf);
        if bytes.is_some_and(|bytes: Vec<u8>| Some(&sha256(&bytes)) == issued) {
            return None;
        }
        let number = edition.utgave.0;
        let place = Place::file(pdf);
        Some(if edition.kode != program.to_string() {
            let version = edition.program.clone();
            let fault = PublicationFault::RebuildVersion { edition: number, version };
            Finding::warning(fault, place)
        } else if fonts.is_none_or(|fonts| fonts.to_string() != edition.skrifter) {
            Finding::error(PublicationFault::RebuildFonts { edition: number }, place)
        } else {
            Finding::error(PublicationFault::RebuildDiffers { edition: number }, place)
        })
    }
}
