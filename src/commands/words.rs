//! The words of runs, for those who read them in a terminal.

use std::time::Duration;

use super::summary::Counts;
use crate::diagnostics::Lang;
use crate::output::Reason;

/// How many reports had which outcome: `3 skrevet, 497 uendret, 1 feilet`.
pub(super) fn counts(counts: Counts, lang: Lang) -> String {
    let Counts { built, unchanged, failed, left } = counts;
    let words = match lang {
        Lang::Nb => ["skrevet", "uendret", "feilet", "gjenstår"],
        Lang::En => ["written", "unchanged", "failed", "left"],
    };
    let parts = [built, unchanged, failed, left].into_iter().zip(words);
    let said = parts.filter(|(count, word)| *count > 0 || *word == words[0]);
    said.map(|(count, word)| format!("{count} {word}")).collect::<Vec<_>>().join(", ")
}

/// The same with the time that it took: `… på 6,2 s`.
pub(super) fn counts_in(run: Counts, time: Duration, lang: Lang) -> String {
    let seconds = format!("{:.1}", time.as_secs_f64());
    match lang {
        Lang::Nb => format!("{} på {} s", counts(run, lang), seconds.replace('.', ",")),
        Lang::En => format!("{} in {seconds} s", counts(run, lang)),
    }
}

/// How many reports would be made, and how many would be the same again.
pub(super) fn planned(built: usize, unchanged: usize, lang: Lang) -> String {
    match lang {
        Lang::Nb => format!("{built} skulle skrives, {unchanged} er uendret"),
        Lang::En => format!("{built} would be written, {unchanged} are unchanged"),
    }
}

/// What is said of a run that was interrupted.
pub(super) fn interrupted(lang: Lang) -> &'static str {
    match lang {
        Lang::Nb => "avbrutt; neste gang fortsetter der dette slapp",
        Lang::En => "interrupted; the next run goes on from here",
    }
}

/// Where the pages are shown while a project is watched.
pub(super) fn watching(address: &str, lang: Lang) -> String {
    match lang {
        Lang::Nb => {
            format!("sidene vises på {address} og følger filene; Ctrl-C avslutter")
        }
        Lang::En => {
            format!("the pages are at {address} and follow the files; Ctrl-C ends")
        }
    }
}

/// What is said where another program has the port.
pub(super) fn port_taken(taken: u16, port: u16, lang: Lang) -> String {
    match lang {
        Lang::Nb => format!("port {taken} er opptatt; bruker {port}"),
        Lang::En => format!("port {taken} is taken; using {port}"),
    }
}

/// What is said where the system opens no browser.
pub(super) fn no_browser(lang: Lang) -> &'static str {
    match lang {
        Lang::Nb => "fikk ikke åpnet nettleseren; åpne adressen selv",
        Lang::En => "could not open the browser; open the address yourself",
    }
}

/// What is said when a project is no longer watched.
pub(super) fn watched(lang: Lang) -> &'static str {
    match lang {
        Lang::Nb => "avsluttet; det som er skrevet, er helt",
        Lang::En => "ended; what is written is whole",
    }
}

/// What is said when there is nothing to do, for no report is meant.
pub(super) fn none_meant(lang: Lang) -> &'static str {
    match lang {
        Lang::Nb => "ingen rapport er berørt",
        Lang::En => "no report is concerned",
    }
}

/// What is said of a report that would be the same again.
pub(super) fn unchanged(lang: Lang) -> &'static str {
    match lang {
        Lang::Nb => "uendret",
        Lang::En => "unchanged",
    }
}

/// Why a report is to be made.
pub(super) fn reason(reason: &Reason, lang: Lang) -> String {
    match (lang, reason) {
        (Lang::Nb, Reason::New) => "er ikke skrevet før".into(),
        (Lang::Nb, Reason::Forced) => "du ba om det".into(),
        (Lang::Nb, Reason::Tool) => "regionrapport er en annen utgave".into(),
        (Lang::Nb, Reason::Fonts) => "skriftene i fonts/ er endret".into(),
        (Lang::Nb, Reason::Date) => "SOURCE_DATE_EPOCH er endret".into(),
        (Lang::Nb, Reason::Words) => "ordene i templates/lang/ er endret".into(),
        (Lang::Nb, Reason::Changed(file)) => format!("{file} er endret"),
        (Lang::Nb, Reason::Added(file)) => format!("{file} er ny"),
        (Lang::Nb, Reason::Gone(file)) => format!("{file} er borte"),
        (Lang::Nb, Reason::Written(file)) => format!("{file} er borte eller endret"),
        (Lang::En, Reason::New) => "was not written before".into(),
        (Lang::En, Reason::Forced) => "you asked for it".into(),
        (Lang::En, Reason::Tool) => "regionrapport is another version".into(),
        (Lang::En, Reason::Fonts) => "the fonts in fonts/ have changed".into(),
        (Lang::En, Reason::Date) => "SOURCE_DATE_EPOCH has changed".into(),
        (Lang::En, Reason::Words) => "the words in templates/lang/ have changed".into(),
        (Lang::En, Reason::Changed(file)) => format!("{file} has changed"),
        (Lang::En, Reason::Added(file)) => format!("{file} is new"),
        (Lang::En, Reason::Gone(file)) => format!("{file} is gone"),
        (Lang::En, Reason::Written(file)) => format!("{file} is gone or has changed"),
    }
}
