//! From a text of the page to the place in the files that it comes from.
//!
//! Many values may read like a text of the page, above all numbers. Which of them it is, is found
//! by trying: the value is written a little differently, the report is made once more, and the
//! text must have changed. So it holds for templates of any kind, and a figure that is worked out
//! is not taken for one that is written.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::views::Shown;
use crate::commands::environment::now;
use crate::complete::{Label, Origin, Passage, labels, origins};
use crate::diagnostics::{Place, SourceFile};
use crate::project::ReportId;
use crate::typeset::{Piece, Typeset, pieces};

/// How long values are tried.
const PATIENCE: Duration = Duration::from_secs(3);
/// Reports on more regions take too long to be made for each value.
const MOST_REGIONS: usize = 12;
/// How many labels are tried at most.
const MOST_LABELS: usize = 8;
/// In how many ways a value is altered at most, for some may not be valid.
const MOST_WAYS: usize = 6;
/// How many valid ways must leave the text as it is.
const ENOUGH: usize = 2;

/// Where a text of the page comes from.
pub(super) struct Answer {
    pub(super) found: Found,
    /// Where in a template it is set; none for one that a template has put together.
    pub(super) set_at: Option<Place>,
}

/// What a text of the page is.
pub(super) enum Found {
    /// Values of the data; where they could not be tried, all that it may be.
    Value { places: Vec<Place>, is_sure: bool },
    /// A label: its key, the file that it can be changed in, and its place in that, if it stands
    /// there.
    Label { key: String, file: String, place: Option<Place> },
    /// It is worked out, or stands in the template.
    Derived,
}

/// Where a text of a page comes from; none, if the page has no such text. Pages and texts count
/// from 0.
pub(super) fn find(
    shown: &Shown,
    id: &ReportId,
    template: Option<&str>,
    page: usize,
    index: usize,
) -> Option<Answer> {
    let all = pieces(&shown.typeset.document, page);
    let piece = all.get(index)?;
    let set_at = shown.pipeline.engine().set_at(piece);
    let text = |index: Option<usize>| {
        index.and_then(|index| all.get(index)).map_or("", |piece| piece.text.as_str())
    };
    let passage = Passage {
        before: text(index.checked_sub(1)),
        text: &piece.text,
        after: text(index.checked_add(1)),
    };
    let trial =
        Trial { shown, id, template, page, index, all: &all, passage, begun: now() };
    let found = trial.found().unwrap_or(Found::Derived);
    Some(Answer { found, set_at })
}

/// A text of the page that values are tried for.
struct Trial<'a> {
    shown: &'a Shown,
    id: &'a ReportId,
    template: Option<&'a str>,
    page: usize,
    index: usize,
    all: &'a [Piece],
    passage: Passage<'a>,
    begun: Instant,
}

/// What came of trying a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tried {
    Changed,
    Same,
    /// No other way to write it is valid, or there is no time to find out.
    Unknown,
}

impl Trial<'_> {
    /// What the text is, if it is not worked out.
    fn found(&self) -> Option<Found> {
        let loaded = self.shown.pipeline.loaded(self.id)?;
        let words = self.shown.pipeline.engine().words(&self.shown.report);
        let few = loaded.regions.len() <= MOST_REGIONS;
        let (mut sure, mut unknown) = (Vec::new(), Vec::new());
        for origin in origins(&loaded, self.passage, words) {
            match if few { self.value(&origin) } else { Tried::Unknown } {
                Tried::Changed => sure.push(origin.part(self.passage)),
                Tried::Unknown if origin.is_whole => unknown.push(origin.place.clone()),
                Tried::Same | Tried::Unknown => {}
            }
            // Of a text with several values in it, each is sought.
            if origin.is_whole && !sure.is_empty() {
                break;
            }
        }
        let value = |mut places: Vec<Place>, is_sure| {
            places.sort_by(|a, b| {
                (&a.file.path, a.span.start).cmp(&(&b.file.path, b.span.start))
            });
            (!places.is_empty()).then_some(Found::Value { places, is_sure })
        };
        value(sure, true).or_else(|| self.label()).or_else(|| value(unknown, false))
    }

    /// Whether the text changes with a value.
    fn value(&self, origin: &Origin) -> Tried {
        let path = &origin.place.file.path;
        let ways = origin.altered(self.passage).into_iter().take(MOST_WAYS);
        self.tried(ways.map(|text| {
            let pipeline = self.shown.pipeline.with_text(self.id, path, text);
            let merged = pipeline.merge(self.id).ok()?;
            pipeline.typeset(self.id, &merged.report, self.template).ok()
        }))
    }

    /// The label that the text changes with, if it shows one.
    fn label(&self) -> Option<Found> {
        let (engine, report) = (self.shown.pipeline.engine(), &self.shown.report);
        let words = engine.words(report);
        let template = self.template.unwrap_or(report.body.template());
        let changes = |label: &Label| {
            let altered = label.altered(words, self.passage.text).into_iter();
            let typeset =
                altered.map(|words| engine.typeset_in(report, template, &words).ok());
            self.tried(typeset) == Tried::Changed
        };
        let mut labels = labels(words, self.passage.text).into_iter().take(MOST_LABELS);
        let label = labels.find(changes)?;
        let file = format!("templates/lang/{}.yaml", report.språk.as_str());
        let place = place_of(&label, &file, &self.shown.pipeline.project().root);
        Some(Found::Label { key: label.key, file, place })
    }

    /// What comes of reports that were made once more, each in another way.
    fn tried(&self, ways: impl Iterator<Item = Option<Typeset>>) -> Tried {
        let mut same = 0;
        for typeset in ways.take_while(|_| self.begun.elapsed() < PATIENCE).flatten() {
            match self.is_there(&pieces(&typeset.document, self.page)) {
                Some(false) => return Tried::Changed,
                Some(true) => same += 1,
                None => {}
            }
            if same == ENOUGH {
                break;
            }
        }
        if same > 0 { Tried::Same } else { Tried::Unknown }
    }

    /// Whether the text is still where it was: by its number, if there are as many, else by its
    /// place; none, if nothing is there any more.
    fn is_there(&self, now: &[Piece]) -> Option<bool> {
        let own = &self.all[self.index];
        let count = |all: &[Piece]| all.iter().filter(|it| it.text == own.text).count();
        // What has only moved, because something before it came or went, is there.
        if count(now) >= count(self.all) {
            return Some(true);
        }
        if now.len() == self.all.len() {
            return Some(now[self.index].text == own.text);
        }
        let same = |it: &&Piece| (it.y - own.y).abs() < 0.5 && (it.x - own.x).abs() < 0.5;
        now.iter().find(same).map(|it| it.text == own.text)
    }
}

/// Where a label stands in the project's own file, if it does.
fn place_of(label: &Label, file: &str, root: &std::path::Path) -> Option<Place> {
    let text = std::fs::read_to_string(root.join(file)).ok()?;
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
    Some(Place::new(&Arc::new(SourceFile { path: file.to_owned(), text }), span))
}
