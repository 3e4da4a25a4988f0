//! The environment in which Typst compiles one report.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Mutex;

use serde_json::Value as Json;
use typst::diag::FileResult;
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, Source, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};

use super::builtin::builtin_files;
use super::files::{file_id, path_of, read};
use super::pictures::shared;
use super::resources::Resources;
use crate::digest::Digest;
use crate::source_files::{MAX_ASSET_SIZE, SourceFiles};
use crate::suggest::closest;

/// A report and its template. All other files belong to the resources.
pub(super) struct ReportWorld<'a> {
    resources: &'a Resources,
    /// Where files of `data/` are, if not in the project of the resources.
    data: Option<&'a SourceFiles>,
    /// The paths of pictures that are wanted as they are.
    originals: HashSet<String>,
    main: FileId,
    virtual_files: HashMap<FileId, Bytes>,
    today: Option<Datetime>,
    used: Mutex<UsedFiles>,
}

/// The files that the compilation has used.
#[derive(Default)]
struct UsedFiles {
    /// Files that reports share.
    shared: HashSet<FileId>,
    /// Files of `data/`: pictures and attachments, with the digests of what they were made of; they are
    /// dropped with the report.
    own: HashMap<FileId, FileResult<(Bytes, Digest)>>,
}

impl<'a> ReportWorld<'a> {
    /// A world for a template (its path below `templates/`) and its virtual files, by name.
    pub(super) fn new(
        resources: &'a Resources,
        template: &str,
        files: [(&str, String); 3],
        today: Option<Datetime>,
    ) -> Option<Self> {
        let files = files
            .into_iter()
            .map(|(name, json)| Some((file_id(&format!("/{name}"))?, Bytes::from_string(json))));
        Some(Self {
            resources,
            data: None,
            originals: HashSet::new(),
            main: file_id(&format!("/templates/{template}.typ"))?,
            virtual_files: files.collect::<Option<_>>()?,
            today,
            used: Mutex::default(),
        })
    }

    /// The same with one more virtual file.
    pub(super) fn with_file(mut self, name: &str, json: String) -> Self {
        if let Some(id) = file_id(&format!("/{name}")) {
            self.virtual_files.insert(id, Bytes::from_string(json));
        }
        self
    }

    /// The same with pictures that are wanted as they are, by their paths.
    pub(super) fn with_originals(self, originals: HashSet<String>) -> Self {
        Self { originals, ..self }
    }

    /// The same with the files of `data/` from another project.
    pub(super) fn with_data(self, data: &'a SourceFiles) -> Self {
        Self { data: Some(data), ..self }
    }

    /// The digests of the used files, by their paths below the project's folder; `None` for a file
    /// that the project does not have.
    pub(super) fn files(&self) -> BTreeMap<String, Option<Digest>> {
        let Ok(used) = self.used.lock() else { return BTreeMap::new() };
        let loader = self.resources.files.loader();
        let shared = used.shared.iter().map(|id| (path_of(*id), loader.digest(*id)));
        let own = used
            .own
            .iter()
            .map(|(id, file)| (path_of(*id), file.as_ref().ok().map(|(_, digest)| *digest)));
        shared.chain(own).collect()
    }

    /// Whether a file is the project's own.
    pub(super) fn is_own(&self, id: FileId) -> bool {
        self.resources.files.loader().digest(id).is_some()
    }

    /// The files of the project's own that are used in place of built-in ones.
    pub(super) fn replaced(&self) -> Vec<String> {
        let Ok(used) = self.used.lock() else { return Vec::new() };
        let own = used.shared.iter().filter(|id| self.is_own(**id)).map(|id| path_of(*id));
        let mut own: Vec<String> = own.filter(|path| path.starts_with("templates/")).collect();
        own.sort();
        own
    }

    /// Whether a file of the project is there, and not in UTF-8.
    pub(super) fn is_not_utf8(&self, path: &str) -> bool {
        let source = self.resources.files.loader().source();
        source
            .read(path.as_ref(), MAX_ASSET_SIZE)
            .is_ok_and(|bytes| String::from_utf8(bytes).is_err())
    }

    /// The names of all fields of the report's data.
    pub(super) fn report_keys(&self) -> BTreeSet<String> {
        let mut keys = BTreeSet::new();
        let report = file_id("/rapport.json").and_then(|id| self.virtual_files.get(&id));
        if let Some(Ok(json)) = report.map(|report| serde_json::from_slice(report)) {
            collect_keys(&json, &mut keys);
        }
        keys
    }

    /// The families of the available typefaces.
    pub(super) fn families(&self) -> &[String] {
        &self.resources.families
    }

    /// The path of the file that was probably meant by one that is not there.
    pub(super) fn near_file(&self, path: &str) -> Option<String> {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let source = self.resources.files.loader().source();
        let own = source.list(folder.as_ref()).unwrap_or_default();
        let own = own.iter().map(|path| source.display_path(path));
        let builtin = builtin_files().into_iter().map(|file| format!("templates/{file}"));
        let (stem, extension) = path.rsplit_once('.').unwrap_or((path, ""));
        let name = stem.rsplit('/').next().unwrap_or(stem);
        let is_of_kind = |file: &String| file.rsplit('.').next() == Some(extension);
        let files: Vec<String> = own.chain(builtin).filter(is_of_kind).collect();
        let is_same = |file: &&String| {
            file.rsplit('/').next().and_then(|n| n.split('.').next()) == Some(name)
        };
        let same = files.iter().find(is_same).cloned();
        same.or_else(|| closest(path, files.iter().map(String::as_str)))
    }

    /// Loads a file of `data/`; a picture no larger than it is printed, unless it is wanted as it is.
    fn load_data(&self, id: FileId) -> FileResult<(Bytes, Digest)> {
        let source = self.data.unwrap_or_else(|| self.resources.files.loader().source());
        let path = path_of(id);
        let bytes = read(source, &path)?;
        let digest = Digest::of(&bytes);
        let is_wanted = self.originals.contains(&path);
        let bytes = if is_wanted { bytes } else { self.resources.pictures.fitted(&bytes) };
        Ok((shared(bytes), digest))
    }

    /// Records that a shared file is used.
    fn record(&self, id: FileId) {
        if let Ok(mut used) = self.used.lock() {
            used.shared.insert(id);
        }
    }
}

/// Adds the names of all fields in a value.
fn collect_keys(json: &Json, keys: &mut BTreeSet<String>) {
    match json {
        Json::Object(fields) => {
            for (key, value) in fields {
                keys.insert(key.clone());
                collect_keys(value, keys);
            }
        }
        Json::Array(items) => items.iter().for_each(|item| collect_keys(item, keys)),
        _ => {}
    }
}

/// Whether a file is part of a report's data.
fn is_data(id: FileId) -> bool {
    let (root, path) = (id.get().root(), id.get().vpath().get_without_slash());
    matches!(root, VirtualRoot::Project) && path.starts_with("data/")
}

impl World for ReportWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.resources.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.resources.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.record(id);
        self.resources.files.source(id)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if let Some(json) = self.virtual_files.get(&id) {
            return Ok(json.clone());
        }
        if let (true, Ok(mut used)) = (is_data(id), self.used.lock()) {
            let file = used.own.entry(id).or_insert_with(|| self.load_data(id));
            return file.as_ref().map(|(bytes, _)| bytes.clone()).map_err(Clone::clone);
        }
        self.record(id);
        self.resources.files.file(id)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.resources.fonts.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        self.today
    }
}
