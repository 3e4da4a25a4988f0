//! What Typst sees while it sets one report.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Mutex;

use typst::diag::FileResult;
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};

use super::engine::Engine;
use super::files::path_of;
use crate::digest::Digest;

/// A report in its template. Everything but the report's own files belongs to the engine.
pub(super) struct ReportWorld<'a> {
    engine: &'a Engine,
    main: FileId,
    given: HashMap<FileId, Bytes>,
    today: Option<Datetime>,
    used: Mutex<Used>,
}

/// The files that were asked for.
#[derive(Default)]
struct Used {
    /// Those that reports share.
    shared: HashSet<FileId>,
    /// Those of `data/`: pictures and attachments, which go when the report is done.
    own: HashMap<FileId, FileResult<Bytes>>,
}

impl<'a> ReportWorld<'a> {
    /// A world for a template (its path below `templates/`) and what it reads, by name.
    pub(super) fn new(
        engine: &'a Engine,
        template: &str,
        given: [(&str, String); 3],
        today: Option<Datetime>,
    ) -> Option<Self> {
        let given = given.into_iter().map(|(name, json)| {
            Some((file_id(&format!("/{name}"))?, Bytes::from_string(json)))
        });
        Some(Self {
            engine,
            main: file_id(&format!("/templates/{template}.typ"))?,
            given: given.collect::<Option<_>>()?,
            today,
            used: Mutex::default(),
        })
    }

    /// The files that were used, by their paths below the project's folder, as they were; none
    /// for one that the project does not have.
    pub(super) fn files(&self) -> BTreeMap<String, Option<Digest>> {
        let Ok(used) = self.used.lock() else { return BTreeMap::new() };
        let shared = used
            .shared
            .iter()
            .map(|id| (path_of(*id), self.engine.files.loader().digest(*id)));
        let own = used.own.iter().map(|(id, file)| {
            (path_of(*id), file.as_ref().ok().map(|bytes| Digest::of(bytes)))
        });
        shared.chain(own).collect()
    }

    /// Notes that a file that reports share is used.
    fn note(&self, id: FileId) {
        if let Ok(mut used) = self.used.lock() {
            used.shared.insert(id);
        }
    }
}

/// The id of a file in the project. Paths are few and constant: ids are never freed.
pub(super) fn file_id(path: &str) -> Option<FileId> {
    let path = VirtualPath::new(path).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// Whether a file belongs to some report's data.
fn is_own(id: FileId) -> bool {
    let (root, path) = (id.get().root(), id.get().vpath().get_without_slash());
    matches!(root, VirtualRoot::Project) && path.starts_with("data/")
}

impl World for ReportWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.engine.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.engine.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.note(id);
        self.engine.files.source(id)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if let Some(json) = self.given.get(&id) {
            return Ok(json.clone());
        }
        if let (true, Ok(mut used)) = (is_own(id), self.used.lock()) {
            let load = || self.engine.files.loader().load_own(id);
            return used.own.entry(id).or_insert_with(load).clone();
        }
        self.note(id);
        self.engine.files.file(id)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.engine.fonts.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        self.today
    }
}
