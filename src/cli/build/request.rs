//! What cannot be asked of `build`, refused before anything is done.

use std::path::Path;

use regionrapport::output::same_target;
use regionrapport::project::{Project, ReportId, shortened};
use regionrapport::publication::folder_of;
use regionrapport::report::PROGRAM_TEMPLATE;
use regionrapport::typeset::{builtin_templates, has_template, templates_of};
use regionrapport::{Failure, Format, Message, message};

use super::Build;
use super::plan::BuildTask;

impl Build {
    /// The formats that are asked for, each once, or that the output's name has.
    pub(super) fn formats(&self) -> Result<Vec<Format>, Failure> {
        let mut formats: Vec<Format> = Vec::new();
        for format in &self.formats {
            if !formats.contains(format) {
                formats.push(*format);
            }
        }
        if self.output.is_some() && formats.len() > 1 {
            return Err(Failure::new(message!(
                "--output tar ett format",
                "--output takes one format",
            ))
            .hint(message!(
                "oppgi ett, eller kjør uten --output for å skrive alle under rapporter/",
                "name one, or leave out --output to write all below rapporter/",
            )));
        }
        let extension = self.output.as_deref().and_then(Path::extension);
        let named = extension.and_then(|e| e.to_str()).map(str::to_lowercase);
        match (formats.as_slice(), named.as_deref().map(str::parse::<Format>)) {
            ([format], Some(Ok(other))) if *format != other => Err(Failure::new(message!(
                "--format er {}, men navnet på filen sier {}",
                "--format is {}, and the name of the file says {}",
                format.extension(),
                other.extension(),
            ))
            .hint(message!(
                "kjør uten --format, eller gi filen et navn som passer",
                "leave out --format, or name the file accordingly",
            ))),
            ([], Some(Ok(format))) => Ok(vec![format]),
            ([], None) => Ok(vec![Format::Pdf]),
            ([], Some(Err(_))) => Err(Failure::new(message!(
                "«.{}» sier ikke hvilket format det er",
                "cannot tell the format from «.{}»",
                named.as_deref().unwrap_or_default(),
            ))
            .hint(message!(
                "kall filen .pdf, .html, .png eller .svg, eller oppgi --format",
                "name the file .pdf, .html, .png or .svg, or give --format",
            ))),
            _ => Ok(formats),
        }
    }

    /// The reports that are selected and can be rendered.
    ///
    /// # Errors
    /// A name that means no report, an invalid pattern, a revision that git does not know, an unknown
    /// template, or options that contradict each other.
    pub(in crate::cli) fn selected(&self, project: &Project) -> Result<Vec<ReportId>, Failure> {
        let reports = self.selection.of_all_shares(project)?;
        let reports = fitting(self.template.as_deref(), reports)?;
        self.check_request(&reports, project, &self.formats()?)?;
        Ok(reports)
    }

    /// Refuses to write a report that has been published where somebody wants it.
    pub(super) fn require_unpublished(&self, tasks: &[BuildTask]) -> Result<(), Failure> {
        let task = tasks.iter().find(|task| task.published.is_some());
        let Some(task) = task.filter(|_| self.output.is_some()) else { return Ok(()) };
        let folder = folder_of(&task.id);
        Err(Failure::new(message!(
            "{} er publisert, og lages ikke på nytt",
            "{} has been published, and is not made anew",
            task.id,
        ))
        .hint(message!(
            "kopier PDF-en i {folder}, eller legg til --draft",
            "copy the PDF in {folder}, or add --draft",
        )))
    }

    /// Refuses what cannot be done before anything is.
    fn check_request(
        &self,
        reports: &[ReportId],
        project: &Project,
        formats: &[Format],
    ) -> Result<(), Failure> {
        if reports.is_empty() && !self.selection.may_be_empty() {
            return Err(Failure::new(message!(
                "ingen region har noen periode ennå, så det finnes ingen rapport",
                "no region has a period yet, so there is no report",
            ))
            .hint(message!(
                "lag den første med «new period REGION»",
                "make the first one with «new period REGION»",
            )));
        }
        if self.output.is_some() && reports.len() != 1 {
            return Err(Failure::new(message!(
                "--output tar én rapport, men {} er valgt",
                "--output takes one report, and {} are meant",
                reports.len(),
            ))
            .hint(message!(
                "oppgi én rapport, for eksempel rana/2018",
                "name one report, such as rana/2018",
            )));
        }
        if self.is_to_stdout() && formats.iter().any(|format| format.is_paged()) {
            return Err(Failure::new(message!(
                "standard ut tar én fil, og det blir en for hver side",
                "standard output takes one file, and there is one a page",
            ))
            .hint(message!("skriv PDF, eller oppgi en fil", "write PDF, or name a file")));
        }
        require_template(self.template.as_deref(), project)?;
        let Some(template) = self.template.as_deref().filter(|_| self.output.is_none()) else {
            return Ok(());
        };
        let all = project.reports();
        let same = |id: &ReportId| Some((id.clone(), same_target(id, template, &all)?.clone()));
        let Some((id, other)) = reports.iter().find_map(same) else { return Ok(()) };
        Err(Failure::new(message!(
            "{id} med malen «{template}» ville fått den samme filen som {other}",
            "{id} with the template «{template}» would have the same file as {other}",
        ))
        .hint(message!(
            "gi malen et navn som ikke ser ut som en periode",
            "give the template a name that does not look like a period",
        )))
    }
}

/// The reports that a template is made for: those of regions, unless it is the one for programmes, or a template of
/// the user's own and only programmes are meant.
pub(in crate::cli) fn fitting(
    template: Option<&str>,
    reports: Vec<ReportId>,
) -> Result<Vec<ReportId>, Failure> {
    let Some(template) = template else { return Ok(reports) };
    let (regions, programs): (Vec<_>, Vec<_>) =
        reports.into_iter().partition(|id| id.region.is_some());
    let of_programs = template == PROGRAM_TEMPLATE;
    let own = !builtin_templates().contains(&template);
    let (fitting, other) = if of_programs { (programs, regions) } else { (regions, programs) };
    match other.first() {
        Some(_) if own && fitting.is_empty() => Ok(other),
        Some(first) if fitting.is_empty() => Err(unfitting(template, first)),
        _ => Ok(fitting),
    }
}

/// The failure of a template that is not for a report's kind.
fn unfitting(template: &str, report: &ReportId) -> Failure {
    let message = if report.region.is_some() {
        message!(
            "malen «{template}» er for rapporten til et program, og {report} gjelder en region",
            "the template «{template}» is for a programme's report, and {report} is a region's",
        )
    } else {
        message!(
            "malen «{template}» er for rapporten til en region, og {report} gjelder et program",
            "the template «{template}» is for a region's report, and {report} is a programme's",
        )
    };
    Failure::new(message).hint(message!(
        "oppgi en annen rapport, eller kjør uten --template",
        "name another report, or leave out --template",
    ))
}

/// Refuses a template that there is not.
pub(in crate::cli) fn require_template(
    name: Option<&str>,
    project: &Project,
) -> Result<(), Failure> {
    let Some(name) = name.filter(|name| !has_template(&project.source, name)) else {
        return Ok(());
    };
    let known = templates_of(&project.source);
    Err(no_template(name).suggest(name, known.iter().map(String::as_str), || {
        let Message { nb, en } = shortened(&known);
        message!(
            "malene er {nb}; en ny er en fil templates/{name}.typ",
            "there are {en}; a new one is a file templates/{name}.typ",
        )
    }))
}

/// The failure for a name that is no template's.
pub(in crate::cli) fn no_template(name: &str) -> Failure {
    Failure::new(message!("det finnes ingen mal «{name}»", "there is no template «{name}»"))
}
