//! `site`: the pages of programmes, ready to publish.

mod folder;
mod job;
mod run;

use std::path::{Path, PathBuf};

use clap::Args;
use regionrapport::digest::Digest;
use regionrapport::project::{Project, ReportId};
use regionrapport::publication::{Edition, Publication, folder_of, published_folders};
use regionrapport::{Failure, Finding, Keep, Message, message};
use url::Url;

use super::build::program_digest;
use super::environment::{now, source_date};
use super::interrupt::Interrupt;
use super::terminal::Terminal;
use super::worker::Opening;
use super::{Outcome, words};

use folder::SiteFolder;
use run::Run;

pub(super) use job::SiteJob;

/// The folder that a site is written to.
const FOLDER: &str = "nettsted";

/// What to write, and where.
#[derive(Debug, Args)]
pub(super) struct Site {
    /// The folder to write [default: nettsted/ in the project's folder]
    #[arg(long, short, value_name = "DIR")]
    output: Option<PathBuf>,
    /// The address that the site will stand at, for what needs whole addresses: the feed, sitemap.xml, and
    /// what search engines read
    #[arg(long, value_name = "URL", value_parser = address)]
    url: Option<String>,
    /// Also reports that have not been published, each marked as a draft
    #[arg(long)]
    drafts: bool,
    /// Write also pages that would be the same again
    #[arg(long)]
    force: bool,
}

/// Reads the address of a site.
fn address(text: &str) -> Result<String, Failure> {
    let example = message!(
        "en adresse er for eksempel https://example.org/rapporter",
        "an address is such as https://example.org/reports",
    );
    let url = match Url::parse(text) {
        Ok(url) => url,
        Err(e) => return Err(Failure::new(Message { en: e.to_string(), ..example })),
    };
    if !matches!(url.scheme(), "http" | "https")
        || url.query().is_some()
        || url.fragment().is_some()
    {
        return Err(Failure::new(example));
    }
    Ok(url.as_str().trim_end_matches('/').to_owned())
}

/// A report of a site.
struct SiteReport {
    id: ReportId,
    /// What was issued of it; `None` for a draft.
    edition: Option<Edition>,
}

/// Writes the pages that are out of date.
pub(super) fn run(site: &Site, terminal: &Terminal) -> Result<Outcome, Failure> {
    let begun = now();
    let interrupt = Interrupt::listen()?;
    let date = source_date()?;
    let setup = terminal.settings.setup(date, Keep::Programs);
    let opening = Opening::start(None, setup, terminal.settings.time_limit);
    let project = Project::open(&terminal.settings.root)?;
    let mut findings = Vec::new();
    let reports = match reports(&project, site.drafts, &mut findings) {
        Ok(reports) => reports,
        Err(finding) => return Ok(terminal.findings(vec![finding])),
    };
    if reports.is_empty() && findings.is_empty() {
        return Err(Failure::new(message!(
            "ingen rapport er publisert ennå, så det blir ikke noe nettsted",
            "no report has been published yet, so there is no site",
        ))
        .hint(message!(
            "publiser rapporter med «regionrapport publish», eller legg til --drafts",
            "publish reports with «regionrapport publish», or add --drafts",
        )));
    }
    let folder = site.output.clone().unwrap_or_else(|| project.root().join(FOLDER));
    let shown = match &site.output {
        Some(folder) => folder.display().to_string(),
        None => FOLDER.to_owned(),
    };
    let workers = match opening.finish() {
        Ok(workers) => workers,
        Err(error) => return error.end(terminal),
    };
    findings.extend(workers.project_findings(&project));
    let shared = [
        program_digest(),
        workers.opened.fonts,
        templates_digest(&project),
        Digest::of(format!("{:?} {date:?}", site.url).as_bytes()),
    ];
    let folder = SiteFolder::open(&folder)?;
    let mut run = Run {
        project: &project,
        terminal,
        workers,
        folder,
        shared: Digest::of_all(shared),
        force: site.force,
        poll: &|| interrupt.control_flow(),
        findings,
        has_failed: false,
        pages: 0,
    };
    let written = run.write(site.url.clone(), &reports);
    let saved = run.folder.write_record();
    let Run { findings, has_failed, pages, folder, .. } = run;
    let outcome = terminal.findings(findings);
    written.and(saved)?;
    if interrupt.is_requested() {
        terminal.line(words::interrupted(terminal.lang()));
        return Ok(Outcome::Interrupted(interrupt.status()));
    }
    let time = begun.elapsed();
    terminal.line(&words::site(&shown, pages, folder.written, time, terminal.lang()));
    if site.url.is_none() {
        terminal.line(words::site_without_address(terminal.lang()));
    }
    Ok(if has_failed && outcome == Outcome::Done { Outcome::Findings } else { outcome })
}

/// The reports of the site: those that have been published, and on demand the others. What cannot be read is
/// added to the findings.
fn reports(
    project: &Project,
    drafts: bool,
    findings: &mut Vec<Finding>,
) -> Result<Vec<SiteReport>, Finding> {
    let mut reports = Vec::new();
    let folders = published_folders(&project.source)?;
    for folder in &folders {
        match Publication::read(&project.source, folder) {
            Some(Ok(publication)) => reports.extend(
                publication
                    .id()
                    .map(|id| SiteReport { id, edition: Some(publication.latest().clone()) }),
            ),
            Some(Err(finding)) => findings.push(finding),
            None => {}
        }
    }
    if drafts {
        let others = project.reports().into_iter().filter(|id| !folders.contains(&folder_of(id)));
        reports.extend(others.map(|id| SiteReport { id, edition: None }));
    }
    reports.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(reports)
}

/// The digest of the project's own templates and words.
fn templates_digest(project: &Project) -> Digest {
    let files = project.source.files_below(Path::new("templates")).into_iter();
    Digest::of_all(files.flat_map(|(path, _)| {
        let name = Digest::of(project.display_path(&path).as_bytes());
        std::iter::once(name).chain(project.source.digest(&path))
    }))
}
