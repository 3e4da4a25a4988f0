//! The issue of an edition.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::names::{BEGUN, EditionNames, RECORD, folder_of};
use super::record::{Edition, Publication};
use crate::digest::{Digest, sha256};
use crate::finding::Failure;
use crate::lang::message;
use crate::model::values::{Count, Date};
use crate::output::{clear_temporary, with_folder_lock, write_inside};
use crate::project::ReportId;
use crate::source_files::SourceFiles;

/// The file that is locked while an edition is issued, below the folder of the reports.
const LOCK: &str = "rapporter/.regionrapport.lock";

/// The most bytes of a file that an edition was made of.
const MAX_SOURCE_SIZE: u64 = 1_000_000_000;

/// An edition that is to be issued.
#[derive(Debug, Clone)]
pub struct NewEdition {
    /// The day on which it is issued.
    pub date: Date,
    /// The version of the program.
    pub version: String,
    /// The digest of the program with its templates and fonts.
    pub program: Digest,
    /// The digest of the project's own fonts.
    pub fonts: Digest,
    /// The date of reports that have none of their own, if it is not their period's last day.
    pub dated: Option<Date>,
    /// The bytes of the PDF.
    pub pdf: Vec<u8>,
    /// The merged data.
    pub json: String,
    /// The digests of the files that it was made of, by their paths below the project's folder.
    pub sources: BTreeMap<String, Digest>,
}

/// Writes the next edition of a report into its folder, and gives the edition. Its files are written
/// first, and the file of the editions last, in one step: until then the edition is not there, and what
/// lies there of it is replaced the next time. Those who issue at the same time wait for each other.
///
/// `editions` is the number of editions that the report is known to have.
///
/// # Errors
/// Another edition has been issued meanwhile, a source has changed, the file of the editions cannot be
/// read, or the system refuses.
pub fn issue(
    source: &SourceFiles,
    id: &ReportId,
    new: &NewEdition,
    editions: usize,
) -> Result<Edition, Failure> {
    with_folder_lock(source, Path::new(LOCK), || {
        let folder = folder_of(id);
        let mut publication = match Publication::read(source, &folder) {
            None => Publication { rapport: id.to_string(), utgaver: Vec::new() },
            Some(Ok(publication)) => publication,
            Some(Err(_)) => {
                return Err(unreadable(&folder));
            }
        };
        if publication.utgaver.len() != editions {
            return Err(published_meanwhile(id));
        }
        let begun = Path::new(&folder).join(BEGUN);
        require_room(source, id, &folder, &publication)?;
        write_inside(source, &begun, b"")?;
        let edition = write_files(source, id, &folder, new, editions)?;
        publication.utgaver.push(edition.clone());
        let text = publication.text();
        if Publication::parse(&folder, text.clone().into_bytes()).is_err() {
            return Err(too_many_files(id));
        }
        write_inside(source, &Path::new(&folder).join(RECORD), text.as_bytes())?;
        // If it stays, the next edition removes it, and `verify` tells of it.
        let _ = fs::remove_file(source.root().join(begun));
        Ok(edition)
    })
}

fn unreadable(folder: &str) -> Failure {
    Failure::new(message!("{folder}/{RECORD} kan ikke leses", "{folder}/{RECORD} cannot be read"))
        .hint(message!(
            "«regionrapport verify» sier hva som er galt med den",
            "«regionrapport verify» says what is wrong with it",
        ))
}

fn published_meanwhile(id: &ReportId) -> Failure {
    Failure::new(message!(
        "en annen utgave av {id} er publisert i mellomtiden",
        "another edition of {id} has been published meanwhile",
    ))
    .hint(message!("se på den før du publiserer en til", "look at it before you publish one more"))
}

fn too_many_files(id: &ReportId) -> Failure {
    Failure::new(message!(
        "{id} er laget av for mange filer til å bli publisert",
        "{id} is made of too many files to be published",
    ))
    .hint(message!(
        "publiser rapportene for regionene i stedet",
        "publish the reports of its regions",
    ))
}

/// Refuses to replace what may have been issued: a PDF that no edition names, unless it is there because
/// an issue was interrupted.
fn require_room(
    source: &SourceFiles,
    id: &ReportId,
    folder: &str,
    publication: &Publication,
) -> Result<(), Failure> {
    let number = publication.utgaver.len() as u64 + 1;
    let pdf = Path::new(folder).join(EditionNames::new(folder, number).pdf);
    if !source.has(&pdf) || source.has(&Path::new(folder).join(BEGUN)) {
        return Ok(());
    }
    Err(Failure::new(message!(
        "{} finnes fra før, og {RECORD} nevner den ikke",
        "{} is there already, and {RECORD} does not name it",
        pdf.display(),
    ))
    .hint(message!(
        "hent {folder}/{RECORD} tilbake, for eksempel fra git; {id} ble ikke publisert",
        "get {folder}/{RECORD} back, for instance from git; {id} was not published",
    )))
}

/// Writes the files of an edition that follows so many others.
fn write_files(
    source: &SourceFiles,
    id: &ReportId,
    folder: &str,
    new: &NewEdition,
    editions: usize,
) -> Result<Edition, Failure> {
    let number = editions as u64 + 1;
    let names = EditionNames::new(folder, number);
    let below = |name: &str| Path::new(folder).join(name);
    let copies = new.sources.keys().map(|path| format!("{}/{path}", names.sources));
    for path in copies.chain([names.pdf.clone()]) {
        let path = source.root().join(below(&path));
        path.parent().into_iter().for_each(|folder| clear_temporary(source, folder));
    }
    let mut kilder = BTreeMap::new();
    for (path, digest) in &new.sources {
        let bytes = source.read(Path::new(path), MAX_SOURCE_SIZE).ok();
        let Some(bytes) = bytes.filter(|bytes| Digest::of(bytes) == *digest) else {
            return Err(Failure::new(message!(
                "{path} ble endret mens {id} ble laget",
                "{path} has changed while {id} was made",
            ))
            .hint(message!("publiser den på nytt", "publish it again")));
        };
        write_inside(source, &below(&format!("{}/{path}", names.sources)), &bytes)?;
        kilder.insert(path.clone(), sha256(&bytes));
    }
    let mut filer = BTreeMap::new();
    for (name, bytes) in [(names.json, new.json.as_bytes()), (names.pdf, new.pdf.as_slice())] {
        write_inside(source, &below(&name), bytes)?;
        filer.insert(name, sha256(bytes));
    }
    Ok(Edition {
        utgave: Count(number),
        dato: new.date,
        program: new.version.clone(),
        kode: new.program.to_string(),
        skrifter: new.fonts.to_string(),
        datert: new.dated,
        filer,
        kilder,
    })
}
