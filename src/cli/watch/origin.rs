//! From a text of the page to the place in the files that it comes from.
//!
//! Many values may read like a text of the page, above all numbers. Which of them it is, is found
//! by trial: the value is altered, the report is rendered once more, and the
//! text must have changed. This works for templates of any kind, and never takes a derived figure for
//! one that is written.

use std::sync::Arc;
use std::time::{Duration, Instant};

use regionrapport::complete::{Label, Origin, Passage, labels, origins};
use regionrapport::finding::{Place, SourceText};
use regionrapport::source_files::SourceFiles;
use regionrapport::typeset::{Pages, Piece, pieces};
use regionrapport::yaml::MAX_FILE_SIZE;
use regionrapport::{Case, Rendered};

use crate::cli::environment::now;

/// How long values are tried.
const PROBE_BUDGET: Duration = Duration::from_secs(3);
/// Reports on more regions take too long to be rendered for each value.
const MAX_REGIONS: usize = 12;
/// How many labels are tried at most.
const MAX_LABELS: usize = 8;
/// In how many ways a value is altered at most, for some may not be valid.
const MAX_ALTERNATIVES: usize = 6;
/// How many valid ways must leave the text as it is.
const ENOUGH_UNCHANGED: usize = 2;

/// Where a text of the page comes from.
pub(super) struct TracedText {
    pub(super) source: TextSource,
    /// Where in a template it is set; `None` for one that a template has put together.
    pub(super) set_at: Option<Place>,
}

/// What a text of the page is.
pub(super) enum TextSource {
    /// Values of the data; where they could not be tried, all that it may be.
    Value { places: Vec<Place>, is_sure: bool },
    /// A label: its key, the file that it can be changed in, and its place in that, if it stands
    /// there.
    Label { key: String, file: String, place: Option<Place> },
    /// It is worked out, or stands in the template.
    Derived,
}

/// Where a text of a page comes from; `None` if the page has no such text. Pages and texts count
/// from 0.
pub(super) fn find(
    rendered: &Rendered,
    template: Option<&str>,
    page: usize,
    index: usize,
) -> Option<TracedText> {
    let all = pieces(&rendered.pages().document, page);
    let piece = all.get(index)?;
    let set_at = rendered.case().workspace().resources().set_at(piece);
    let passage = Passage {
        before: text_at(&all, index.checked_sub(1)),
        text: &piece.text,
        after: text_at(&all, index.checked_add(1)),
    };
    let (case, begun) = (rendered.case(), now());
    let search = Search { rendered, case, template, page, index, all: &all, passage, begun };
    Some(TracedText { source: search.origin().unwrap_or(TextSource::Derived), set_at })
}

/// The text of the piece at an index, if there is one.
fn text_at(pieces: &[Piece], index: Option<usize>) -> &str {
    index.and_then(|index| pieces.get(index)).map_or("", |piece| piece.text.as_str())
}

/// The search for the origin of a text on a page.
struct Search<'a> {
    rendered: &'a Rendered,
    case: &'a Case,
    template: Option<&'a str>,
    page: usize,
    index: usize,
    all: &'a [Piece],
    passage: Passage<'a>,
    begun: Instant,
}

/// The result of rendering with an altered value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Probe {
    Changed,
    Unchanged,
    /// No alternative is valid, or there is no time to find out.
    Unknown,
}

impl Search<'_> {
    /// What the text is, if it is not derived.
    fn origin(&self) -> Option<TextSource> {
        let loaded = self.case.loaded()?;
        let words = self.case.workspace().resources().words(self.rendered.report());
        let can_probe = loaded.regions.len() <= MAX_REGIONS;
        let (mut sure, mut unknown) = (Vec::new(), Vec::new());
        for origin in origins(loaded, self.passage, words) {
            match if can_probe { self.probe_value(&origin) } else { Probe::Unknown } {
                Probe::Changed => sure.push(origin.part(self.passage)),
                Probe::Unknown if origin.is_whole => unknown.push(origin.place.clone()),
                Probe::Unchanged | Probe::Unknown => {}
            }
            // Of a text with several values in it, each is searched for.
            if origin.is_whole && !sure.is_empty() {
                break;
            }
        }
        value(sure, true).or_else(|| self.label()).or_else(|| value(unknown, false))
    }

    /// Whether the text changes with a value.
    fn probe_value(&self, origin: &Origin) -> Probe {
        let path = &origin.place.file.path;
        let alternatives = origin.alternatives(self.passage).into_iter().take(MAX_ALTERNATIVES);
        self.probe(alternatives.map(|text| {
            let workspace = self.case.workspace().with_text(path, text);
            let rendered = workspace.load(self.case.id()).render_with(self.template);
            rendered.ok().map(Rendered::into_pages)
        }))
    }

    /// The label that the text changes with, if it shows one.
    fn label(&self) -> Option<TextSource> {
        let workspace = self.case.workspace();
        let report = self.rendered.report();
        let words = workspace.resources().words(report);
        let candidates = labels(words, self.passage.text).into_iter().take(MAX_LABELS);
        let label = candidates.into_iter().find(|label| self.probe_label(label))?;
        let file = format!("templates/lang/{}.yaml", report.språk.as_str());
        let place = place_of(&label, &file, &workspace.project().source);
        Some(TextSource::Label { key: label.key, file, place })
    }

    /// Whether the text changes with a label.
    fn probe_label(&self, label: &Label) -> bool {
        let resources = self.case.workspace().resources();
        let report = self.rendered.report();
        let template = self.template.unwrap_or(report.body.template());
        let altered = label.altered(resources.words(report), self.passage.text);
        let pages =
            altered.into_iter().map(|words| resources.compile_with(report, template, &words).ok());
        self.probe(pages) == Probe::Changed
    }

    /// Whether the text is another on any of the pages, which are rendered one after another.
    fn probe(&self, pages: impl Iterator<Item = Option<Pages>>) -> Probe {
        let mut unchanged = 0;
        let in_time = pages.take_while(|_| self.begun.elapsed() < PROBE_BUDGET);
        for pages in in_time.flatten() {
            match self.is_there(&pieces(&pages.document, self.page)) {
                Some(false) => return Probe::Changed,
                Some(true) => unchanged += 1,
                None => {}
            }
            if unchanged == ENOUGH_UNCHANGED {
                break;
            }
        }
        if unchanged > 0 { Probe::Unchanged } else { Probe::Unknown }
    }

    /// Whether the text is still where it was: by its index, if there are as many, else by its
    /// place; `None` if nothing is there any more.
    fn is_there(&self, now: &[Piece]) -> Option<bool> {
        let own = &self.all[self.index];
        // What has only moved, because something before it came or went, is there.
        if count(now, &own.text) >= count(self.all, &own.text) {
            return Some(true);
        }
        if now.len() == self.all.len() {
            return Some(now[self.index].text == own.text);
        }
        let same_place =
            now.iter().find(|piece| (piece.y - own.y).abs() < 0.5 && (piece.x - own.x).abs() < 0.5);
        same_place.map(|piece| piece.text == own.text)
    }
}

/// How often a text stands on a page.
fn count(pieces: &[Piece], text: &str) -> usize {
    pieces.iter().filter(|piece| piece.text == text).count()
}

/// Values at some places, in the order of files and lines; `None` without any.
fn value(mut places: Vec<Place>, is_sure: bool) -> Option<TextSource> {
    places.sort_by(|a, b| (&a.file.path, a.span.start).cmp(&(&b.file.path, b.span.start)));
    (!places.is_empty()).then_some(TextSource::Value { places, is_sure })
}

/// Where a label stands in the project's own file, if it does.
fn place_of(label: &Label, file: &str, source: &SourceFiles) -> Option<Place> {
    let text = String::from_utf8(source.read(file.as_ref(), MAX_FILE_SIZE).ok()?).ok()?;
    let name = format!("{}:", label.key.rsplit('.').next()?);
    let mut end = 0;
    let line = text.split_inclusive('\n').find_map(|line| {
        let start = end;
        end += line.len();
        let own = line.trim_start().starts_with(&name) && line.contains(&label.text);
        own.then_some(start)
    })?;
    let start = line + text[line..].find(&label.text)?;
    let span = start..start + label.text.len();
    Some(Place::new(&Arc::new(SourceText::new(file, text)), span))
}
