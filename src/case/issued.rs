//! What was issued of a report, beside what its data says now.

use std::path::Path;

use serde_json::Value as Json;

use super::Case;
use super::seen::{Pages, seen, with_root};
use crate::digest::sha256;
use crate::fault::{DataChange, PublicationFault};
use crate::finding::{Finding, Findings, Place, has_errors};
use crate::loaded::{Loaded, LoadedRegion};
use crate::model::{PeriodId, Region, Rettelse};
use crate::project::{Project, ReportId, data_files};
use crate::publication::{Edition, Publication, folder_of};
use crate::report;
use crate::tree::{Difference, Document, Step, differences};

/// More differences of a report are told without looking whether a reader would see them.
const MAX_TRIED: usize = 60;
/// More differences are told without setting pages for each of them.
const MAX_RENDERED: usize = 12;
/// The most characters of a value that a finding shows.
const MAX_SHOWN: usize = 60;
/// The most bytes of a data file that is compared.
const MAX_SIZE: u64 = 64_000_000;

/// The last edition of a report, with what it was made of.
pub struct Issued {
    /// The edition.
    pub edition: Edition,
    /// How many editions there are.
    pub editions: usize,
    /// The report, loaded from the copies of its files.
    case: Case,
}

impl Case {
    /// What was issued last of the report; `None` if it has not been published.
    ///
    /// # Errors
    /// The file of its editions cannot be read, or the copies of its files are not there.
    pub fn issued(&self) -> Option<Result<Issued, Findings>> {
        self.issued_from(|kept| self.accept_corrections(kept))
    }

    /// What was issued last of the report, loaded from the project of its copies after a change of that.
    fn issued_from(&self, change: impl FnOnce(&mut Project)) -> Option<Result<Issued, Findings>> {
        let publication = match self.workspace.publication(&self.id)? {
            Ok(publication) => publication,
            Err(finding) => return Some(Err(finding.into())),
        };
        let (edition, editions) = (publication.latest().clone(), publication.utgaver.len());
        let case = self.workspace.load_edition(&self.id, &edition, self.workspace.date(), change);
        Some(case.map(|case| Issued { edition, editions, case }))
    }

    /// A warning for everything in the data that says otherwise than what was issued of the report; none,
    /// if nothing was, or if the data has errors.
    pub fn differs_from_issued(&self) -> Vec<Finding> {
        if has_errors(&self.findings) {
            return Vec::new();
        }
        match self.issued() {
            None => Vec::new(),
            Some(Err(findings)) => findings.into_vec(),
            Some(Ok(issued)) => issued.compare(self),
        }
    }

    /// Puts into a kept project the files of earlier periods as they are now, if they have been issued
    /// so: what was corrected there is not to be corrected here as well.
    fn accept_corrections(&self, kept: &mut Project) {
        let source = &self.workspace.project().source;
        for path in data_files(self.workspace.project(), &self.id) {
            let Some(earlier) = self.earlier_report(&path) else { continue };
            let read = |path: &str| source.read(Path::new(path), MAX_SIZE).ok();
            let now = read(&path);
            if now.is_none() || kept.source.read(Path::new(&path), MAX_SIZE).ok() == now {
                continue;
            }
            let issued = Publication::read(source, &folder_of(&earlier)).and_then(Result::ok);
            let digest = issued.as_ref().and_then(|issued| issued.latest().kilder.get(&path));
            let is_issued =
                digest.is_some_and(|digest| now.as_deref().map(sha256).as_ref() == Some(digest));
            if is_issued || issued.is_some() && self.is_being_corrected(&earlier) {
                kept.source = kept.source.with(&path, now);
            }
        }
    }

    /// Whether an earlier report has a correction that is still to be issued, which is told of there. That
    /// stands in its own file: the reports before it, each with those before, need no look.
    fn is_being_corrected(&self, earlier: &ReportId) -> bool {
        let earlier = self.workspace.load(earlier);
        let issued = earlier.issued_from(|_| ()).and_then(Result::ok);
        issued.is_some_and(|issued| issued.new_correction(&earlier).is_some())
    }

    /// The report of a period before this one, by the path of the period's file.
    fn earlier_report(&self, path: &str) -> Option<ReportId> {
        let (folder, file) = path.rsplit_once('/')?;
        let period: PeriodId = file.rsplit_once('.')?.0.parse().ok()?;
        let region = folder.rsplit('/').next()?.to_owned();
        let program = self.id.program.clone();
        (period != self.id.period).then_some(ReportId { program, region: Some(region), period })
    }
}

impl Issued {
    /// A warning for everything in the data that says otherwise than what was issued, as far as a reader
    /// would see it; of what has been corrected since, one for the correction.
    pub fn compare(&self, now: &Case) -> Vec<Finding> {
        let (Some(loaded), Some(issued)) = (now.loaded(), self.case.loaded()) else {
            return Vec::new();
        };
        let mut findings = self.replaced_pictures(now, loaded, issued);
        let (Some(seen_now), Some(seen_then)) = (seen(loaded), seen(issued)) else {
            return findings;
        };
        if let Some(place) = self.new_correction(now) {
            let (report, date) = (now.id.to_string(), self.date());
            let fault = PublicationFault::CorrectionUnpublished { report, date };
            findings.push(Finding::warning(fault, place));
        }
        if seen_now != seen_then {
            let pages = Pages::new(now, loaded);
            if !pages.are_those_of(issued) {
                findings.extend(self.told(now, loaded, issued, &seen_now, &pages));
            }
        }
        findings
    }

    /// The differences that a reader would see, but for those that a new correction is about.
    fn told(
        &self,
        now: &Case,
        loaded: &Loaded,
        issued: &Loaded,
        seen_now: &Json,
        pages: &Pages<'_>,
    ) -> Vec<Finding> {
        let mut all = self.all_differences(now, loaded, issued);
        if all.len() <= MAX_TRIED {
            keep(&mut all, |reverted| reverted.and_then(seen).as_ref() != Some(seen_now));
            if all.len() <= MAX_RENDERED {
                keep(&mut all, |reverted| {
                    reverted.is_none_or(|loaded| !pages.are_those_of(loaded))
                });
            }
        }
        all.into_iter().map(|(finding, _)| finding).collect()
    }

    /// A warning for each picture that is another than the one that was issued.
    fn replaced_pictures(&self, now: &Case, loaded: &Loaded, issued: &Loaded) -> Vec<Finding> {
        let digest = |case: &Case, path: &str| {
            let source = &case.workspace.project().source;
            source.digest(Path::new(path.trim_start_matches('/')))
        };
        let (pictures, then) = (report::pictures(loaded), report::pictures(issued));
        let mut findings = Vec::new();
        for path in pictures.iter().filter(|path| then.contains(path)) {
            if digest(now, path) == digest(&self.case, path) {
                continue;
            }
            let place = place_of_picture(loaded, path);
            let place =
                place.unwrap_or_else(|| Place::file(path.trim_start_matches('/').to_owned()));
            findings.push(self.finding(now, DataChange::Changed, None, Some("rettelser"), place));
        }
        findings
    }

    /// An error for each correction of the edition that is not there any more.
    pub fn dropped_corrections(&self, now: &Case) -> Vec<Finding> {
        let (Some(loaded), Some(issued)) = (now.loaded(), self.case.loaded()) else {
            return Vec::new();
        };
        let dropped = corrections_besides(issued, loaded).into_iter();
        dropped
            .map(|(correction, document, _)| {
                let (report, made) = (now.id.to_string(), correction.dato.0.to_string());
                let fault = PublicationFault::CorrectionDropped { report, made };
                Finding::error(fault, Place::file(document.file.path.clone()))
            })
            .collect()
    }

    /// The corrections in the data that the edition has not.
    fn new_corrections<'a>(&self, now: &'a Case) -> Vec<Correction<'a>> {
        let (Some(loaded), Some(issued)) = (now.loaded(), self.case.loaded()) else {
            return Vec::new();
        };
        corrections_besides(loaded, issued)
    }

    /// The ids that the new corrections are about; `None` if there is no new one. One without ids is about
    /// everything.
    fn corrected(&self, now: &Case) -> Option<Vec<String>> {
        let new = self.new_corrections(now);
        if new.iter().any(|(correction, ..)| correction.gjelder.is_empty()) {
            return Some(Vec::new());
        }
        let ids = new.iter().flat_map(|(correction, ..)| &correction.gjelder);
        let ids: Vec<String> = ids.map(|id| id.0.clone()).collect();
        (!new.is_empty()).then_some(ids)
    }

    /// Where the data has a correction that the edition has not, if it has one.
    pub fn new_correction(&self, now: &Case) -> Option<Place> {
        self.new_corrections(now).first().map(|(_, document, index)| {
            document.locate(&[Step::Field("rettelser"), Step::Item(*index)])
        })
    }

    /// An error that another edition needs a correction.
    pub fn correction_missing(&self, now: &Case) -> Finding {
        let fault =
            PublicationFault::CorrectionMissing { report: now.id.to_string(), date: self.date() };
        let documents = now.loaded().into_iter().flat_map(|loaded| loaded.documents());
        let place = documents.last().map(|document| document.locate(&[]));
        Finding::error(fault, place.unwrap_or_else(|| Place::file(now.id.to_string())))
    }

    fn date(&self) -> String {
        self.edition.dato.0.to_string()
    }

    /// Every difference of the data, with the data in which it is taken back.
    fn all_differences(
        &self,
        now: &Case,
        loaded: &Loaded,
        issued: &Loaded,
    ) -> Vec<(Finding, Option<Loaded>)> {
        let mut all = Vec::new();
        let corrected = self.corrected(now);
        let then: Vec<&Document> = issued.documents().collect();
        let same_file =
            |document: &Document, other: &&&Document| other.file.path == document.file.path;
        for (index, document) in loaded.documents().enumerate() {
            let Some(before) = then.iter().find(|other| same_file(document, other)) else {
                let place = document.locate(&[]);
                // A region that comes later says so.
                let is_region = document.file.path.ends_with("/region.yaml");
                let instead = is_region.then_some("fra");
                all.push((self.finding(now, DataChange::Added, None, instead, place), None));
                continue;
            };
            for difference in differences(&before.root, &document.root) {
                if corrected.as_ref().is_some_and(|ids| is_about(&difference, ids)) {
                    continue;
                }
                let place = document.place(difference.span.clone());
                let (change, before) = (difference.change, before_of(&difference));
                let instead = instead_of(&difference, &document.file.path);
                let finding = self.finding(now, change, before, instead, place);
                all.push((finding, with_root(loaded, index, difference.reverted(&document.root))));
            }
        }
        let current: Vec<&Document> = loaded.documents().collect();
        for document in then {
            if !current.iter().any(|other| other.file.path == document.file.path) {
                let path = document.file.path.clone();
                let name = path.rsplit('/').next().map(str::to_owned);
                let place = Place::file(path);
                all.push((self.finding(now, DataChange::Removed, name, None, place), None));
            }
        }
        all
    }

    /// The finding for a difference.
    fn finding(
        &self,
        now: &Case,
        change: DataChange,
        before: Option<String>,
        instead: Option<&str>,
        place: Place,
    ) -> Finding {
        let (report, date) = (now.id.to_string(), self.date());
        let instead = instead.map(str::to_owned);
        let fault =
            PublicationFault::PublishedDiffers { report, others: 0, date, change, before, instead };
        Finding::warning(fault, place)
    }
}

/// Keeps the differences for which something holds of the data in which they are taken back. Where it
/// holds of none, they are seen only together, and all are kept.
fn keep(all: &mut Vec<(Finding, Option<Loaded>)>, is_seen: impl Fn(Option<&Loaded>) -> bool) {
    let seen: Vec<bool> = all.iter().map(|(_, reverted)| is_seen(reverted.as_ref())).collect();
    if seen.contains(&true) {
        let mut seen = seen.into_iter();
        all.retain(|_| seen.next().unwrap_or_default());
    }
}

/// Whether a difference is what corrections are about: of all things, if they name none.
fn is_about(difference: &Difference, ids: &[String]) -> bool {
    let mut names = difference.fields.iter().chain(&difference.items);
    ids.is_empty()
        || difference.fields.first().is_some_and(|field| field == "rettelser")
        || names.any(|name| ids.contains(name))
}

/// The place of a picture's name in the data.
fn place_of_picture(loaded: &Loaded, path: &str) -> Option<Place> {
    for document in loaded.documents() {
        let mut found = None;
        document.root.scalars(&mut |node, scalar| {
            let name = scalar.text.trim_start_matches("./");
            if found.is_none() && !name.is_empty() && path.ends_with(&format!("/{name}")) {
                found = Some(document.place(node.span.clone()));
            }
        });
        if found.is_some() {
            return found;
        }
    }
    None
}

/// What stood there before, as a finding shows it.
fn before_of(difference: &Difference) -> Option<String> {
    let text = difference.before.as_ref()?.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(match text.char_indices().nth(MAX_SHOWN) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text,
    })
}

/// The field in which a change of this kind is said, so that what was published stays.
fn instead_of(difference: &Difference, path: &str) -> Option<&'static str> {
    if !path.ends_with("/region.yaml") {
        let is_period = !path.ends_with("/program.yaml");
        return is_period.then_some("rettelser");
    }
    let fields: Vec<&str> = difference.fields.iter().map(String::as_str).collect();
    let is_of_plan = Region::PLANNED.contains(fields.first()?);
    match (difference.change, fields.as_slice()) {
        (DataChange::Added, [_]) if is_of_plan => Some("fra"),
        (DataChange::Removed, [_]) if is_of_plan => Some("til"),
        (_, ["navn"]) => Some("nytt_navn"),
        (_, ["merknad"]) => Some("merknad"),
        (_, ["samarbeidskommuner", ..]) => None,
        (_, [_, "navn"]) if is_of_plan => Some("nytt_navn"),
        (_, ["budsjett", "beløp"]) => Some("revidert_budsjett"),
        (_, ["finansiering", "beløp"]) => Some("nytt_beløp"),
        (_, ["indikatorer", "måltall"]) => Some("nytt_måltall"),
        (_, ["delprosjekter", "slutt"]) => Some("ny_slutt"),
        (_, ["delprosjekter", "ansvarlig"]) => Some("ny_ansvarlig"),
        (_, ["milepæler", "frist"]) => Some("ny_frist"),
        _ => None,
    }
}

/// A correction with its document and its place in the list.
type Correction<'a> = (&'a Rettelse, &'a Document, usize);

/// The corrections of a report.
fn corrections(loaded: &Loaded) -> impl Iterator<Item = Correction<'_>> {
    let periods = loaded.regions.iter().filter_map(LoadedRegion::period);
    periods.flat_map(|(_, doc, _)| {
        let corrections = doc.value.rettelser.iter().flatten().enumerate();
        corrections.map(|(index, correction)| (correction, &doc.document, index))
    })
}

/// The corrections of a report that other data of it has not.
fn corrections_besides<'a>(loaded: &'a Loaded, other: &Loaded) -> Vec<Correction<'a>> {
    let known: Vec<&Rettelse> = corrections(other).map(|(correction, ..)| correction).collect();
    corrections(loaded).filter(|(correction, ..)| !known.contains(correction)).collect()
}
