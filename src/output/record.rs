//! What a report was made of, and whether it would be the same again.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::diagnostics::KeptFinding;
use crate::digest::Digest;

/// Something besides its data that a report was made of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// The program itself, with its templates and fonts.
    Tool,
    /// The fonts of the project.
    Fonts,
    /// The date that stands in for one that is not given.
    Date,
    /// The headings and labels in a language.
    Words(String),
    /// A file of the project, by its path below the project's folder.
    File(String),
}

/// What a report was made of. Files go by their paths below the project's folder, with `/`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sources {
    /// The data files.
    pub data: BTreeMap<String, Digest>,
    /// Other files beside the data, such as pictures; none for one that is not there.
    pub own: BTreeMap<String, Option<Digest>>,
    /// What many reports share: templates, fonts, words; none for what is not there.
    pub shared: Arc<BTreeMap<Source, Option<Digest>>>,
}

impl Sources {
    /// The files that are there.
    #[must_use]
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

/// A report that was written.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Record {
    /// What it was made of.
    pub sources: Sources,
    /// The files that were written.
    pub written: BTreeMap<String, Digest>,
    /// How many pages it has.
    pub pages: usize,
    /// How many bytes the files have.
    pub bytes: usize,
    /// The warnings that came with it.
    pub warnings: Vec<KeptFinding>,
}

/// Why a report is to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// It was not made before, or nothing is known of it.
    New,
    /// It was asked for.
    Forced,
    /// The program is another.
    Tool,
    /// The fonts of the project are others.
    Fonts,
    /// The date that stands in for one that is not given is another.
    Date,
    /// Headings and labels are others.
    Words,
    /// A file has changed.
    Changed(String),
    /// A file has come.
    Added(String),
    /// A file has gone.
    Gone(String),
    /// A written file is not as it was written.
    Written(String),
}

impl Record {
    /// Why the report would be another now; none, if it would be the same.
    ///
    /// `data` is the data files it would be made of, and `now` gives what a source is.
    #[must_use]
    pub fn reason(
        &self,
        data: &BTreeSet<String>,
        now: &impl Fn(&Source) -> Option<Digest>,
    ) -> Option<Reason> {
        let before = &self.sources.data;
        if let Some(new) = data.iter().find(|path| !before.contains_key(*path)) {
            return Some(Reason::Added(new.clone()));
        }
        if let Some(gone) = before.keys().find(|path| !data.contains(*path)) {
            return Some(Reason::Gone(gone.clone()));
        }
        let file = |path: &String| Source::File(path.clone());
        let data = before.iter().map(|(path, digest)| (file(path), Some(*digest)));
        let own = self.sources.own.iter().map(|(path, digest)| (file(path), *digest));
        let shared = self.sources.shared.iter().map(|(source, it)| (source.clone(), *it));
        let change = data
            .chain(own)
            .chain(shared)
            .find_map(|(source, before)| change(source.clone(), before, now(&source)));
        change.or_else(|| {
            let other =
                self.written.iter().find(|(path, was)| now(&file(path)) != Some(**was));
            other.map(|(path, _)| Reason::Written(path.clone()))
        })
    }

    /// Every file that [`reason`](Self::reason) asks for.
    pub fn files(&self) -> impl Iterator<Item = &String> {
        let shared = self.sources.shared.keys().filter_map(|source| match source {
            Source::File(path) => Some(path),
            _ => None,
        });
        let own = self.sources.data.keys().chain(self.sources.own.keys());
        own.chain(shared).chain(self.written.keys())
    }
}

/// The reason that lies in one source, if it is not what it was.
fn change(source: Source, before: Option<Digest>, now: Option<Digest>) -> Option<Reason> {
    if before == now {
        return None;
    }
    Some(match (source, before, now) {
        (Source::Tool, ..) => Reason::Tool,
        (Source::Fonts, ..) => Reason::Fonts,
        (Source::Date, ..) => Reason::Date,
        (Source::Words(_), ..) => Reason::Words,
        (Source::File(path), None, _) => Reason::Added(path),
        (Source::File(path), _, None) => Reason::Gone(path),
        (Source::File(path), ..) => Reason::Changed(path),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digest(text: &str) -> Digest {
        Digest::of(text.as_bytes())
    }

    fn record() -> Record {
        let file = |path: &str| Source::File(path.into());
        Record {
            sources: Sources {
                data: BTreeMap::from([("a.yaml".into(), digest("a"))]),
                own: BTreeMap::from([("a.png".into(), Some(digest("picture")))]),
                shared: Arc::new(BTreeMap::from([
                    (Source::Tool, Some(digest("tool"))),
                    (file("templates/x.typ"), None),
                ])),
            },
            written: BTreeMap::from([("a.pdf".into(), digest("pdf"))]),
            ..Record::default()
        }
    }

    /// The reason when some sources are others than in the record.
    fn reason(data: &[&str], others: &[(&str, Option<&str>)]) -> Option<Reason> {
        let usual = [
            ("a.yaml", Some("a")),
            ("a.png", Some("picture")),
            ("tool", Some("tool")),
            ("a.pdf", Some("pdf")),
        ];
        let now = |source: &Source| {
            let name = match source {
                Source::File(path) => path.as_str(),
                _ => "tool",
            };
            let mut all = others.iter().chain(&usual);
            all.find(|(it, _)| *it == name).and_then(|(_, text)| text.map(digest))
        };
        let data = data.iter().map(ToString::to_string).collect();
        record().reason(&data, &now)
    }

    #[test]
    fn every_kind_of_change_is_a_reason_and_nothing_else_is() {
        assert_eq!(reason(&["a.yaml"], &[]), None);
        let of = |name: &str, text| reason(&["a.yaml"], &[(name, text)]);
        assert_eq!(of("a.yaml", Some("b")), Some(Reason::Changed("a.yaml".into())));
        assert_eq!(of("a.png", None), Some(Reason::Gone("a.png".into())));
        assert_eq!(of("tool", Some("new")), Some(Reason::Tool));
        let overlay = of("templates/x.typ", Some("mine"));
        assert_eq!(overlay, Some(Reason::Added("templates/x.typ".into())));
        assert_eq!(of("a.pdf", Some("half")), Some(Reason::Written("a.pdf".into())));
        assert_eq!(of("a.pdf", None), Some(Reason::Written("a.pdf".into())));
        let added = reason(&["a.yaml", "b.yaml"], &[]);
        assert_eq!(added, Some(Reason::Added("b.yaml".into())));
        assert_eq!(reason(&[], &[]), Some(Reason::Gone("a.yaml".into())));
    }
}
