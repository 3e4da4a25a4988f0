//! What a report was built from, and whether it would be the same again.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::finding::StoredFinding;
use crate::model::values::Date;

/// A source of a report besides its data.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// The program itself, with its templates and fonts.
    Tool,
    /// The fonts of the project.
    Fonts,
    /// The date of reports that have none of their own.
    Date,
    /// The PDF that a page of the web leads to, by its name.
    Pdf,
    /// The headings and labels in a language.
    Words(String),
    /// A file of the project, by its path below the project's folder.
    File(String),
}

/// What many reports share: templates, fonts, labels; no digest for what does not exist.
pub(super) type SharedSources = Arc<BTreeMap<Source, Option<Digest>>>;

/// What a report was built from. Files are named by their paths below the project's folder, with
/// `/`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Sources {
    /// The data files.
    pub data: BTreeMap<String, Digest>,
    /// Other files beside the data, such as pictures; no digest for one that does not exist.
    pub own: BTreeMap<String, Option<Digest>>,
    /// What many reports share; the manifest stores it once for all of them.
    #[serde(skip)]
    pub shared: SharedSources,
}

/// [`Sources`] with all that they hold, as one process gives them to another.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PortableSources {
    own: Sources,
    shared: Vec<(Source, Option<Digest>)>,
}

impl From<Sources> for PortableSources {
    fn from(own: Sources) -> Self {
        let shared = own.shared.iter();
        Self { shared: shared.map(|(source, digest)| (source.clone(), *digest)).collect(), own }
    }
}

impl From<PortableSources> for Sources {
    fn from(PortableSources { own, shared }: PortableSources) -> Self {
        Self { shared: Arc::new(shared.into_iter().collect()), ..own }
    }
}

impl Sources {
    /// The same of a page of the web, which leads to a PDF of a name, or to none.
    pub fn leading_to(mut self, pdf: Option<&str>) -> Self {
        Arc::make_mut(&mut self.shared).insert(Source::Pdf, pdf_digest(pdf));
        self
    }

    /// The files that exist.
    pub fn files(&self) -> BTreeSet<String> {
        let own = self.own.iter().filter(|(_, digest)| digest.is_some());
        let shared = self.shared.iter().filter_map(|(source, digest)| match source {
            Source::File(path) if digest.is_some() => Some(path),
            _ => None,
        });
        let own = own.map(|(path, _)| path).chain(shared);
        self.data.keys().chain(own).cloned().collect()
    }
}

/// The digest of the date of reports that have none of their own.
pub fn date_digest(date: Option<Date>) -> Option<Digest> {
    date.map(|date| Digest::of(date.0.to_string().as_bytes()))
}

/// The digest of the name of the PDF that a page of the web leads to.
pub fn pdf_digest(name: Option<&str>) -> Option<Digest> {
    name.map(|name| Digest::of(name.as_bytes()))
}

/// A report that was written.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// What it was built from.
    pub sources: Sources,
    /// The files that were written.
    pub written: BTreeMap<String, Digest>,
    /// The number of pages.
    pub pages: usize,
    /// The size of the files in bytes.
    pub bytes: usize,
    /// The warnings about it.
    pub warnings: Vec<StoredFinding>,
}

/// Why a report is built again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// It has no record.
    New,
    /// The user asked for it.
    Forced,
    /// A source has changed.
    Changed(Source),
    /// A file has been added.
    Added(String),
    /// A file has been removed.
    Gone(String),
    /// A written file has been changed or removed.
    Written(String),
}

impl Reason {
    /// The reason as a word that does not change.
    pub fn code(&self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Forced => "forced",
            Self::Changed(Source::Tool) => "program-changed",
            Self::Changed(Source::Fonts) => "fonts-changed",
            Self::Changed(Source::Date) => "date-changed",
            Self::Changed(Source::Pdf) => "pdf-changed",
            Self::Changed(Source::Words(_)) => "words-changed",
            Self::Changed(Source::File(_)) => "file-changed",
            Self::Added(_) => "file-added",
            Self::Gone(_) => "file-gone",
            Self::Written(_) => "output-changed",
        }
    }
}

impl Record {
    /// Why the report has to be built again; `None` if it would be the same.
    ///
    /// `data` are the data files that it would be built from, and `now` gives the digest of a source
    /// as it is now.
    pub fn reason(
        &self,
        data: &BTreeSet<String>,
        now: &impl Fn(&Source) -> Option<Digest>,
    ) -> Option<Reason> {
        let before = &self.sources.data;
        if let Some(added) = data.iter().find(|path| !before.contains_key(*path)) {
            return Some(Reason::Added(added.clone()));
        }
        if let Some(removed) = before.keys().find(|path| !data.contains(*path)) {
            return Some(Reason::Gone(removed.clone()));
        }
        let file = |path: &String| Source::File(path.clone());
        let data = before.iter().map(|(path, digest)| (file(path), Some(*digest)));
        let own = self.sources.own.iter().map(|(path, digest)| (file(path), *digest));
        let shared = self.sources.shared.iter();
        let shared = shared.map(|(source, digest)| (source.clone(), *digest));
        for (source, before) in data.chain(own).chain(shared) {
            let now = now(&source);
            if now != before {
                return Some(change(source, before, now));
            }
        }
        let mut written = self.written.iter();
        let changed = written.find(|(path, digest)| now(&file(path)) != Some(**digest));
        changed.map(|(path, _)| Reason::Written(path.clone()))
    }

    /// Every file whose digest [`reason`](Self::reason) needs.
    pub fn files(&self) -> impl Iterator<Item = &String> {
        let shared = self.sources.shared.keys().filter_map(|source| match source {
            Source::File(path) => Some(path),
            _ => None,
        });
        let own = self.sources.data.keys().chain(self.sources.own.keys());
        own.chain(shared).chain(self.written.keys())
    }
}

/// The [`Reason`] for a changed source.
fn change(source: Source, before: Option<Digest>, now: Option<Digest>) -> Reason {
    match (source, before, now) {
        (Source::File(path), None, _) => Reason::Added(path),
        (Source::File(path), _, None) => Reason::Gone(path),
        (source, ..) => Reason::Changed(source),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digest(text: &str) -> Digest {
        Digest::of(text.as_bytes())
    }

    fn record() -> Record {
        let template = Source::File("templates/x.typ".into());
        let shared = [(Source::Tool, Some(digest("tool"))), (template, None)];
        Record {
            sources: Sources {
                data: BTreeMap::from([("a.yaml".into(), digest("a"))]),
                own: BTreeMap::from([("a.png".into(), Some(digest("picture")))]),
                shared: Arc::new(BTreeMap::from(shared)),
            },
            written: BTreeMap::from([("a.pdf".into(), digest("pdf"))]),
            ..Record::default()
        }
    }

    /// The reason with some data files, when some sources are others than in the record.
    fn reason(data: &[&str], others: &[(&str, Option<&str>)]) -> Option<Reason> {
        let mut sources = BTreeMap::from([
            ("a.yaml", Some("a")),
            ("a.png", Some("picture")),
            ("tool", Some("tool")),
            ("a.pdf", Some("pdf")),
        ]);
        sources.extend(others.iter().copied());
        let data = data.iter().map(ToString::to_string).collect();
        record().reason(&data, &|source| match source {
            Source::File(path) => sources.get(path.as_str())?.map(digest),
            _ => sources["tool"].map(digest),
        })
    }

    #[test]
    fn every_kind_of_change_is_a_reason_and_nothing_else_is() {
        assert_eq!(reason(&["a.yaml"], &[]), None);
        for (name, text, expected) in [
            ("a.yaml", Some("b"), Reason::Changed(Source::File("a.yaml".into()))),
            ("a.png", None, Reason::Gone("a.png".into())),
            ("tool", Some("new"), Reason::Changed(Source::Tool)),
            ("templates/x.typ", Some("mine"), Reason::Added("templates/x.typ".into())),
            ("a.pdf", Some("half"), Reason::Written("a.pdf".into())),
            ("a.pdf", None, Reason::Written("a.pdf".into())),
        ] {
            assert_eq!(reason(&["a.yaml"], &[(name, text)]), Some(expected));
        }
        let added = reason(&["a.yaml", "b.yaml"], &[]);
        assert_eq!(added, Some(Reason::Added("b.yaml".into())));
        assert_eq!(reason(&[], &[]), Some(Reason::Gone("a.yaml".into())));
    }
}
