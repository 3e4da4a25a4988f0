//! The words of runs, for those who read them in a terminal.

use std::time::Duration;

use chrono::NaiveDate;
use regionrapport::Lang;
use regionrapport::output::{Reason, Source};
use regionrapport::publication::Edition;

use super::summary::{OutcomeCounts, ReportOutcome};

/// The number of reports with each outcome: `3 skrevet, 497 uendret, 1 feilet`.
pub(super) fn counts(counts: OutcomeCounts, lang: Lang) -> String {
    let OutcomeCounts { built, unchanged, failed, left, published } = counts;
    let parts = [
        (built, lang.choose("skrevet", "written")),
        (unchanged, lang.choose("uendret", "unchanged")),
        (published, lang.choose("publisert", "published")),
        (failed, lang.choose("feilet", "failed")),
        (left, lang.choose("gjenstår", "left")),
    ];
    let shown = parts.iter().enumerate().filter(|(i, (count, _))| *count > 0 || *i == 0);
    let texts: Vec<_> = shown.map(|(_, (count, word))| format!("{count} {word}")).collect();
    texts.join(", ")
}

/// The same with the time that it took: `… på 6,2 s`.
pub(super) fn counts_in(run: OutcomeCounts, time: Duration, lang: Lang) -> String {
    let seconds = format!("{:.1}", time.as_secs_f64());
    let seconds = lang.choose(seconds.replace('.', ","), seconds);
    format!("{} {} {seconds} s", counts(run, lang), lang.choose("på", "in"))
}

/// How many pages a site has in a folder, and how many of its files are others than before.
pub(super) fn site(folder: &str, pages: usize, files: usize, time: Duration, lang: Lang) -> String {
    let pages = self::pages(pages, lang);
    let files = plural(files, lang.choose(["fil", "filer"], ["file", "files"]));
    let seconds = format!("{:.1}", time.as_secs_f64());
    lang.choose(
        format!("{folder}: {pages}, {files} skrevet på {} s", seconds.replace('.', ",")),
        format!("{folder}: {pages}, {files} written in {seconds} s"),
    )
}

/// That a site does not know where it will stand.
pub(super) fn site_without_address(lang: Lang) -> &'static str {
    lang.choose(
        "sitemap.xml og feed.xml har ikke hele adresser; gi dem med --url",
        "sitemap.xml and feed.xml do not have whole addresses; give them with --url",
    )
}

/// How many errors and warnings there are in how many files.
pub(super) fn finding_counts(errors: usize, warnings: usize, files: usize, lang: Lang) -> String {
    let errors = plural(errors, lang.choose(["feil", "feil"], ["error", "errors"]));
    let nouns = lang.choose(["advarsel", "advarsler"], ["warning", "warnings"]);
    let warnings = plural(warnings, nouns);
    let files = plural(files, lang.choose(["fil", "filer"], ["file", "files"]));
    lang.choose(
        format!("{errors} og {warnings} i {files}"),
        format!("{errors} and {warnings} in {files}"),
    )
}

/// That a copy of a built-in file is up to date, or where it is not.
pub(super) fn merged(path: &str, conflicts: usize, lang: Lang) -> String {
    let places = plural(conflicts, lang.choose(["sted", "steder"], ["place", "places"]));
    let both = lang.choose("der begge har endret det samme", "where both have changed the same");
    let look = lang.choose("se etter", "look for");
    match conflicts {
        0 => format!("templates/{path}: {}", lang.choose("à jour", "up to date")),
        _ => format!("templates/{path}: {places} {both}; {look} <<<<<<<"),
    }
}

/// That files belong to no report of the data.
pub(super) fn orphans(files: &[String], lang: Lang) -> String {
    const SHOWN: usize = 3;
    let names = files.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
    let more = if files.len() > SHOWN { ", …" } else { "" };
    let files = plural(files.len(), lang.choose(["fil", "filer"], ["file", "files"]));
    let of_none = lang.choose(
        "i rapporter/ hører ikke til noen rapport i dataene",
        "in rapporter/ of no report of the data",
    );
    let remedy = lang.choose("tar dem bort", "removes them");
    format!("{files} {of_none}: {names}{more}; «build --prune» {remedy}")
}

/// That a file was removed.
pub(super) fn removed(file: &str, lang: Lang) -> String {
    format!("{file}: {}", lang.choose("tatt bort", "removed"))
}

/// The number of pages of a report.
pub(super) fn pages(pages: usize, lang: Lang) -> String {
    plural(pages, lang.choose(["side", "sider"], ["page", "pages"]))
}

/// What an edition is that lies there as it was issued, and whether it becomes the same again.
pub(super) fn edition(edition: &Edition, is_same: bool, lang: Lang) -> String {
    let Edition { utgave, dato, program, filer, kilder, .. } = edition;
    let files =
        plural(filer.len() + kilder.len(), lang.choose(["fil", "filer"], ["file", "files"]));
    let day = lang.date(dato.0);
    let text = lang.choose(
        format!(
            "utgave {}: publisert {day} med regionrapport {program}, {files} som de var",
            utgave.0
        ),
        format!(
            "edition {}: published {day} by regionrapport {program}, {files} as they were",
            utgave.0
        ),
    );
    let same = lang.choose("; blir den samme på nytt", "; becomes the same again");
    if is_same { text + same } else { text }
}

/// That no report has been published.
pub(super) fn nothing_published(lang: Lang) -> &'static str {
    lang.choose("ingen rapport er publisert", "no report has been published")
}

/// A file that was written, with its pages, if it has any, and its size.
pub(super) fn file(name: &str, pages: Option<usize>, bytes: usize, lang: Lang) -> String {
    let pages = pages.map(|pages| self::pages(pages, lang) + ", ").unwrap_or_default();
    format!("{name}  {pages}{} kB", bytes.div_ceil(1000))
}

/// What `publish` says of a report with errors.
pub(super) fn not_published(report: &str, lang: Lang) -> String {
    let words = lang.choose("ikke publisert på grunn av feil", "not published because of errors");
    format!("{report}: {words}")
}

/// What `check` says of reports without faults.
pub(super) fn in_order(reports: usize, files: usize, lang: Lang) -> String {
    let nouns = lang.choose(["rapport", "rapporter"], ["report", "reports"]);
    let reports = plural(reports, nouns);
    let files = plural(files, lang.choose(["fil", "filer"], ["file", "files"]));
    format!("{}: {reports}, {files}", lang.choose("alt i orden", "all in order"))
}

/// A number with a noun in the singular or the plural.
fn plural(count: usize, [one, many]: [&str; 2]) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// What `build` says of a report that could not be written.
pub(super) fn not_written(report: &str, lang: Lang) -> String {
    let words = lang.choose("ikke skrevet på grunn av feil", "not written because of errors");
    format!("{report}: {words}")
}

/// What `build` says of a report that has warnings where those count as errors.
pub(super) fn denied(report: &str, lang: Lang) -> String {
    let words =
        lang.choose("ikke skrevet på grunn av advarsler", "not written because of warnings");
    format!("{report}: {words}")
}

/// How a report ended, in a table.
pub(super) fn outcome(outcome: ReportOutcome, lang: Lang) -> &'static str {
    match outcome {
        ReportOutcome::Built => lang.choose("skrevet", "written"),
        ReportOutcome::Unchanged => lang.choose("uendret", "unchanged"),
        ReportOutcome::Failed => lang.choose("**feilet**", "**failed**"),
        ReportOutcome::Left => lang.choose("ikke nådd", "not reached"),
        ReportOutcome::Published => lang.choose("publisert", "published"),
    }
}

/// That a summary is of a run that has not come to its end.
pub(super) fn unfinished(file: &str, lang: Lang) -> String {
    lang.choose(
        format!("{file} er fra en kjøring som ikke kom til slutten"),
        format!("{file} is of a run that did not come to its end"),
    )
}

/// When a report was published.
pub(super) fn published_on(day: NaiveDate, lang: Lang) -> String {
    format!("{} {}", lang.choose("publisert", "published"), lang.date(day))
}

/// How many reports would be written, and how many would be the same again.
pub(super) fn planned([built, unchanged, published]: [usize; 3], lang: Lang) -> String {
    let text = lang.choose(
        format!("{built} skulle skrives, {unchanged} er uendret"),
        format!("{built} would be written, {unchanged} are unchanged"),
    );
    match published {
        0 => text,
        count => {
            text + &lang
                .choose(format!(", {count} er publisert"), format!(", {count} are published"))
        }
    }
}

/// That a run was interrupted.
pub(super) fn interrupted(lang: Lang) -> &'static str {
    lang.choose(
        "avbrutt; neste gang fortsetter der dette slapp",
        "interrupted; the next run goes on from here",
    )
}

/// Where the pages are shown while a project is watched.
pub(super) fn watching(address: &str, lang: Lang) -> String {
    lang.choose(
        format!("sidene vises på {address} og følger filene; Ctrl-C avslutter"),
        format!("the pages are at {address} and follow the files; Ctrl-C ends"),
    )
}

/// That another program has the port.
pub(super) fn port_taken(taken: u16, port: u16, lang: Lang) -> String {
    lang.choose(
        format!("port {taken} er opptatt; bruker {port}"),
        format!("port {taken} is taken; using {port}"),
    )
}

/// That the system opens no browser.
pub(super) fn no_browser(lang: Lang) -> &'static str {
    lang.choose(
        "fikk ikke åpnet nettleseren; åpne adressen selv",
        "could not open the browser; open the address yourself",
    )
}

/// That a project is no longer watched.
pub(super) fn watch_ended(lang: Lang) -> &'static str {
    lang.choose("avsluttet; det som er skrevet, er helt", "ended; what is written is whole")
}

/// That no report is selected.
pub(super) fn none_selected(lang: Lang) -> &'static str {
    lang.choose("ingen rapport er berørt", "no report is concerned")
}

/// That a report would be the same again.
pub(super) fn unchanged(lang: Lang) -> &'static str {
    lang.choose("uendret", "unchanged")
}

/// Why a report is to be written.
pub(super) fn reason(reason: &Reason, lang: Lang) -> String {
    let (file, nb, en): (&str, _, _) = match reason {
        Reason::New => ("", "er ikke skrevet før", "was not written before"),
        Reason::Forced => ("", "du ba om det", "you asked for it"),
        Reason::Changed(Source::Tool) => {
            ("regionrapport", " er en annen utgave", " is another version")
        }
        Reason::Changed(Source::Fonts) => {
            ("", "skriftene i fonts/ er endret", "the fonts in fonts/ have changed")
        }
        Reason::Changed(Source::Date) => ("SOURCE_DATE_EPOCH", " er endret", " has changed"),
        Reason::Changed(Source::Pdf) => {
            ("", "siden lenker til en annen PDF", "the page leads to another PDF")
        }
        Reason::Changed(Source::Words(_)) => {
            ("", "ordene i templates/lang/ er endret", "the words in templates/lang/ have changed")
        }
        Reason::Changed(Source::File(file)) => (file, " er endret", " has changed"),
        Reason::Added(file) => (file, " er ny", " is new"),
        Reason::Gone(file) => (file, " er borte", " is gone"),
        Reason::Written(file) => (file, " er borte eller endret", " is gone or has changed"),
    };
    format!("{file}{}", lang.choose(nb, en))
}
