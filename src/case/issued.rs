//! What was issued of a report, beside what its data says now.

use std::path::Path;
use std::sync::Arc;

use serde_json::Value as Json;

use super::Case;
use super::seen::{seen, with_root};
use crate::digest::sha256;
use crate::fault::{DataChange, PublicationFault};
use crate::finding::{Finding, Place, has_errors};
use crate::loaded::{Loaded, LoadedRegion};
use crate::model::{PeriodId, Region, Rettelse};
use crate::project::{Project, ReportId, data_files};
use crate::publication::{Edition, Publication, folder_of};
use crate::tree::{Difference, Document, Step, differences};
use crate::workspace::{Keep, Workspace};

/// More differences of a report are told without looking whether a reader would see them.
const MAX_TRIED: usize = 60;
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
    pub fn issued(&self) -> Option<Result<Issued, Finding>> {
        let source = &self.workspace.project().source;
        let folder = folder_of(&self.id);
        let publication = match Publication::read(source, &folder)? {
            Ok(publication) => publication,
            Err(finding) => return Some(Err(finding)),
        };
        let editions = publication.utgaver.len();
        let edition = publication.latest().clone();
        let sources = format!("{folder}/{}", edition.names(&folder).sources);
        let opened =
            source.resolve(Path::new(&sources)).ok().and_then(|path| Project::open(&path).ok());
        let Some(mut project) = opened else {
            let (edition, date) = (edition.utgave.0, edition.dato.0.to_string());
            let fault = PublicationFault::IssuedMissing { edition, date };
            return Some(Err(Finding::error(fault, Place::file(sources))));
        };
        self.accept_corrections(&mut project);
        let resources = self.workspace.resources();
        let workspace = Workspace::new(&Arc::new(project), resources, Keep::Programs);
        let case = workspace.dated(self.workspace.date()).load(&self.id);
        Some(Ok(Issued { edition, editions, case }))
    }

    /// A warning for everything in the data that says otherwise than what was issued of the report; none,
    /// if nothing was, or if the data has errors.
    pub fn differs_from_issued(&self) -> Vec<Finding> {
        if has_errors(&self.findings) {
            return Vec::new();
        }
        match self.issued() {
            None => Vec::new(),
            Some(Err(finding)) => vec![finding],
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
            if digest.is_some_and(|digest| now.as_deref().map(sha256).as_ref() == Some(digest)) {
                kept.source = kept.source.with(&path, now);
            }
        }
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
    /// would see it; of data that has been corrected since, one for that.
    pub fn compare(&self, now: &Case) -> Vec<Finding> {
        let (Some(loaded), Some(issued)) = (now.loaded(), self.case.loaded()) else {
            return Vec::new();
        };
        let (Some(seen_now), Some(seen_then)) = (seen(loaded), seen(issued)) else {
            return Vec::new();
        };
        if seen_now == seen_then {
            return Vec::new();
        }
        if let Some(place) = self.new_correction(now) {
            let (report, date) = (now.id.to_string(), self.date());
            let fault = PublicationFault::CorrectionUnpublished { report, date };
            return vec![Finding::warning(fault, place)];
        }
        let mut all = self.all_differences(now, loaded, issued);
        if all.len() <= MAX_TRIED {
            let visible: Vec<bool> =
                all.iter().map(|(_, reverted)| is_seen(reverted.as_ref(), &seen_now)).collect();
            // What is seen only together with something else is told whole.
            if visible.contains(&true) {
                let mut visible = visible.into_iter();
                all.retain(|_| visible.next().unwrap_or_default());
            }
        }
        all.into_iter().map(|(finding, _)| finding).collect()
    }

    /// Where the data has a correction that the edition has not, if it has one.
    pub fn new_correction(&self, now: &Case) -> Option<Place> {
        let known: Vec<&Rettelse> = corrections(self.case.loaded()?).map(|(it, ..)| it).collect();
        let new = corrections(now.loaded()?).find(|(correction, ..)| !known.contains(correction));
        new.map(|(_, document, index)| {
            document.locate(&[Step::Field("rettelser"), Step::Item(index)])
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
        let then: Vec<&Document> = issued.documents().collect();
        let same_file =
            |document: &Document, other: &&&Document| other.file.path == document.file.path;
        for (index, document) in loaded.documents().enumerate() {
            let Some(before) = then.iter().find(|other| same_file(document, other)) else {
                let place = document.locate(&[]);
                all.push((self.finding(now, DataChange::Added, None, None, place), None));
                continue;
            };
            for difference in differences(&before.root, &document.root) {
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
        let fault = PublicationFault::PublishedDiffers { report, date, change, before, instead };
        Finding::warning(fault, place)
    }
}

/// Whether a reader would see a difference: what is seen without it is something else, or nothing that
/// could be told.
fn is_seen(reverted: Option<&Loaded>, seen_now: &Json) -> bool {
    reverted.and_then(seen).as_ref() != Some(seen_now)
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

/// The corrections of a report, each with its document and its place in the list.
fn corrections(loaded: &Loaded) -> impl Iterator<Item = (&Rettelse, &Document, usize)> {
    let periods = loaded.regions.iter().filter_map(LoadedRegion::period);
    periods.flat_map(|(_, doc, _)| {
        let corrections = doc.value.rettelser.iter().flatten().enumerate();
        corrections.map(|(index, correction)| (correction, &doc.document, index))
    })
}
