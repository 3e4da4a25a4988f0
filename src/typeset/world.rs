//! What Typst sees while it sets one report.

use typst::diag::FileResult;
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};

use super::engine::Engine;

/// A report in its template. Everything but the report itself belongs to the engine.
pub(super) struct ReportWorld<'a> {
    engine: &'a Engine,
    main: FileId,
    data_id: FileId,
    data: Bytes,
    today: Option<Datetime>,
}

impl<'a> ReportWorld<'a> {
    /// A world for a template (its path below `templates/`) and a report's JSON.
    pub(super) fn new(
        engine: &'a Engine,
        template: &str,
        json: String,
        today: Option<Datetime>,
    ) -> Option<Self> {
        Some(Self {
            engine,
            main: file_id(&format!("/templates/{template}.typ"))?,
            data_id: file_id("/rapport.json")?,
            data: Bytes::from_string(json),
            today,
        })
    }
}

/// The id of a file in the project. Paths are few and constant: ids are never freed.
pub(super) fn file_id(path: &str) -> Option<FileId> {
    let path = VirtualPath::new(path).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
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
        self.engine.files.source(id)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data_id {
            Ok(self.data.clone())
        } else {
            self.engine.files.file(id)
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.engine.fonts.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        self.today
    }
}
