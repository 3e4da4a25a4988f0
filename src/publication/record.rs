//! `utgave.yaml`: the editions of a report.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use serde::Deserialize;

use super::names::{EditionNames, RECORD, folder_of};
use crate::digest::Digest;
use crate::fault::{Fault, PublicationFault};
use crate::finding::{Finding, Place};
use crate::model::values::{Count, Date};
use crate::output::is_plain;
use crate::project::ReportId;
use crate::source_files::SourceFiles;
use crate::yaml;

/// The most bytes that the file may have.
const MAX_SIZE: u64 = 4_000_000;

/// The first lines of the file.
const HEAD: &str = "\
# Skrevet av «regionrapport publish». Endre ikke filene i denne mappen:
# «regionrapport verify» sammenligner dem med det som står her.
";

/// What has been published of a report.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Publication {
    /// The report's name.
    pub rapport: String,
    /// Its editions, the first one first.
    pub utgaver: Vec<Edition>,
}

/// An edition that has been issued. Digests are SHA-256 in hexadecimal, unless it says otherwise.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// Its number, from 1.
    pub utgave: Count,
    /// The day on which it was issued.
    pub dato: Date,
    /// The version of the program that made it.
    pub program: String,
    /// The digest of the program with its templates and fonts.
    pub kode: String,
    /// The digest of the project's own fonts.
    pub skrifter: String,
    /// The date of a report without one of its own, if it is not its period's last day.
    pub datert: Option<Date>,
    /// The digests of its files, by their names in the folder.
    pub filer: BTreeMap<String, String>,
    /// The digests of the files that it was made of, by their paths in the project.
    pub kilder: BTreeMap<String, String>,
}

impl Publication {
    /// What has been published of a report, whose folder is named; `None` if nothing has.
    ///
    /// # Errors
    /// The file of the editions cannot be read, or is none.
    pub fn read(source: &SourceFiles, folder: &str) -> Option<Result<Self, Finding>> {
        let path = format!("{folder}/{RECORD}");
        if !source.has(Path::new(&path)) {
            return None;
        }
        let bytes = source.read(Path::new(&path), MAX_SIZE);
        let bytes = bytes.map_err(|fault| Finding::error(fault, Place::file(path)));
        Some(bytes.and_then(|bytes| Self::parse(folder, bytes)).map_err(unreadable))
    }

    /// Reads the bytes of the file that lies in a folder.
    pub(super) fn parse(folder: &str, bytes: Vec<u8>) -> Result<Self, Finding> {
        let path = format!("{folder}/{RECORD}");
        let unreadable = |place: Place, reason: String| {
            Finding::error(PublicationFault::UnreadableEdition { reason }, place)
        };
        let text = yaml::read(&path, bytes)?;
        let document = yaml::parse(&text).map_err(|findings| {
            let first = findings.into_iter().next();
            first.unwrap_or_else(|| unreadable(Place::file(path.clone()), "YAML".into()))
        })?;
        let decoded = document.root.decode::<Self>();
        let publication = decoded.map_err(|e| unreadable(document.locate(&[]), e.to_string()))?;
        match publication.contradiction(folder) {
            Some(reason) => Err(unreadable(Place::file(path), reason)),
            None => Ok(publication),
        }
    }

    /// The report.
    pub fn id(&self) -> Option<ReportId> {
        ReportId::parse(&self.rapport)
    }

    /// What contradicts itself in the file that lies in a folder: another report's name, numbers that
    /// are not 1, 2, 3, or names that lead elsewhere.
    fn contradiction(&self, folder: &str) -> Option<String> {
        if self.id().is_none_or(|id| folder_of(&id) != folder) {
            return Some(format!("rapport: {}", self.rapport));
        }
        if self.utgaver.is_empty() {
            return Some("utgaver: []".into());
        }
        for (edition, number) in self.utgaver.iter().zip(1..) {
            if edition.utgave.0 != number {
                return Some(format!("utgave: {}", edition.utgave.0));
            }
            let names = edition.filer.keys().filter(|name| name.contains('/') || !is_plain(name));
            let paths = edition.kilder.keys().filter(|path| !is_plain(path));
            if let Some(name) = names.chain(paths).next() {
                return Some(name.clone());
            }
        }
        None
    }

    /// The edition that holds now.
    pub fn latest(&self) -> &Edition {
        self.utgaver.last().expect("a publication that was read has an edition")
    }

    /// The text of the file.
    pub(super) fn text(&self) -> String {
        let mut text = format!("{HEAD}rapport: {}\nutgaver:\n", quoted(&self.rapport));
        for edition in &self.utgaver {
            edition.write(&mut text);
        }
        text
    }
}

/// The finding that a file is none of editions, whatever is wrong with it: nobody is to mend it.
fn unreadable(finding: Finding) -> Finding {
    match finding.fault {
        Fault::Publication(PublicationFault::UnreadableEdition { .. }) => finding,
        fault => {
            let reason = fault.code().to_owned();
            Finding::error(PublicationFault::UnreadableEdition { reason }, finding.place)
        }
    }
}

impl Edition {
    /// The names of its files in the folder of its report.
    pub fn names(&self, folder: &str) -> EditionNames {
        EditionNames::new(folder, self.utgave.0)
    }

    /// Every file of the edition with its digest, by its path in the folder of the report.
    pub fn files(&self, folder: &str) -> BTreeMap<String, &str> {
        let sources = self.names(folder).sources;
        let copies = self.kilder.iter().map(|(path, digest)| (format!("{sources}/{path}"), digest));
        let files = self.filer.iter().map(|(name, digest)| (name.clone(), digest));
        files.chain(copies).map(|(path, digest)| (path, digest.as_str())).collect()
    }

    /// A digest of what was issued and what that was made of.
    pub fn digest(&self) -> Digest {
        let mut text = String::new();
        self.write(&mut text);
        Digest::of(text.as_bytes())
    }

    /// Adds the edition to the text of the file.
    fn write(&self, text: &mut String) {
        let Self { utgave, dato, program, kode, skrifter, datert, filer, kilder } = self;
        let _ = writeln!(text, "  - utgave: {}", utgave.0);
        let _ = writeln!(text, "    dato: {}", dato.0);
        let _ = writeln!(text, "    program: {}", quoted(program));
        let _ = writeln!(text, "    kode: {}", quoted(kode));
        let _ = writeln!(text, "    skrifter: {}", quoted(skrifter));
        if let Some(date) = datert {
            let _ = writeln!(text, "    datert: {}", date.0);
        }
        for (field, digests) in [("filer", filer), ("kilder", kilder)] {
            let _ = writeln!(text, "    {field}:");
            for (name, digest) in digests {
                let _ = writeln!(text, "      {}: {}", quoted(name), quoted(digest));
            }
        }
    }
}

/// A text between quotation marks, as YAML and JSON read it.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
