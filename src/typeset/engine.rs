//! One engine for a run, and the setting of one report.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use chrono::Datelike;
use typst::diag::Warned;
use typst::foundations::Datetime;
use typst::utils::LazyHash;
use typst::{Feature, Features, Library, LibraryExt};
use typst_kit::files::FileStore;
use typst_kit::fonts::FontStore;
use typst_layout::PagedDocument;

use super::files::ProjectFiles;
use super::given::ReportData;
use super::words::Words;
use super::world::{ReportWorld, file_id};
use super::{diagnose, fonts, limits, own_files};
use crate::diagnostics::{Code, Failure, Finding, Place, Severity};
use crate::digest::Digest;
use crate::report::Report;

/// Everything that reports share while they are set.
pub struct Engine {
    pub(super) library: LazyHash<Library>,
    pub(super) fonts: FontStore,
    pub(super) files: FileStore<ProjectFiles>,
    families: Vec<String>,
    fonts_digest: Digest,
    words: Words,
    sections: Vec<String>,
    findings: Vec<Finding>,
}

/// A report as pages.
#[derive(Debug)]
pub struct Typeset {
    /// The pages.
    pub document: PagedDocument,
    /// What Typst found worth a warning.
    pub warnings: Vec<Finding>,
    /// The files of the project that were used, by their paths below its folder, as they were;
    /// none for one that is not there, so that a built-in one was used.
    pub files: BTreeMap<String, Option<Digest>>,
}

impl Engine {
    /// An engine for a project's folder.
    ///
    /// # Errors
    /// The system refuses to read the fonts.
    pub fn new(root: &Path) -> Result<Self, Failure> {
        let (fonts, fonts_digest) = fonts::load(&root.join("fonts"))?;
        Ok(Self {
            // For the headers of rows in tables.
            library: LazyHash::new(
                Library::builder()
                    .with_features(Features::from_iter([Feature::A11yExtras]))
                    .build(),
            ),
            families: fonts::families(&fonts),
            fonts_digest,
            findings: own_files::misnamed(root),
            sections: own_files::sections_of(root),
            words: Words::load(root),
            fonts,
            files: FileStore::new(ProjectFiles::new(root.to_owned())),
        })
    }

    /// What is wrong with the project's language files, and the names of its templates.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.words.findings().iter().chain(&self.findings)
    }

    /// The families of the fonts at hand.
    #[must_use]
    pub fn families(&self) -> &[String] {
        &self.families
    }

    /// The sections of the project's own, by the names of their files.
    #[must_use]
    pub fn sections(&self) -> &[String] {
        &self.sections
    }

    /// The languages that reports can be in.
    #[must_use]
    pub fn languages(&self) -> &[String] {
        self.words.names()
    }

    /// The fonts of the project's own.
    #[must_use]
    pub fn fonts_digest(&self) -> Digest {
        self.fonts_digest
    }

    /// Every heading and label in a language.
    #[must_use]
    pub fn words_digest(&self, language: &str) -> Digest {
        Digest::of(self.words.of(language).to_string().as_bytes())
    }

    /// Every heading and label in the language of a report.
    #[must_use]
    pub fn words(&self, report: &Report) -> &serde_json::Value {
        self.words.of(report.språk.as_str())
    }

    /// A report as templates read it: its data, and the words of its language.
    #[must_use]
    pub fn data<'a>(&'a self, report: &'a Report) -> ReportData<'a> {
        ReportData::new(report, self.words(report))
    }

    /// Whether any of the fonts at hand has a character.
    #[must_use]
    pub fn covers(&self, character: char) -> bool {
        let book = self.fonts.book();
        (0..)
            .map_while(|index| book.info(index))
            .any(|info| info.coverage.contains(u32::from(character)))
    }

    /// Whether a template exists, in the project or built in.
    #[must_use]
    pub fn has_template(&self, template: &str) -> bool {
        let id = file_id(&format!("/templates/{template}.typ"));
        id.is_some_and(|id| self.files.file(id).is_ok())
    }

    /// The text of a file that templates can reach.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<String> {
        let bytes = self.files.file(file_id(path)?).ok()?;
        bytes.as_str().ok().map(str::to_owned)
    }

    /// Forgets what was not used since so many calls, so that the caches of Typst stay small over
    /// many reports. To be called by one thread.
    pub fn forget(&self, calls: usize) {
        typst::comemo::evict(calls);
    }

    /// Sets a report with a template, named by its path below `templates/` without `.typ`.
    ///
    /// # Errors
    /// What Typst finds wrong with the template, each with its place in it.
    pub fn typeset(
        &self,
        report: &Report,
        template: &str,
    ) -> Result<Typeset, Vec<Finding>> {
        self.typeset_in(report, template, self.words(report))
    }

    /// The same with other headings and labels.
    ///
    /// # Errors
    /// The same as those of [`typeset`](Self::typeset).
    pub fn typeset_in(
        &self,
        report: &Report,
        template: &str,
        words: &serde_json::Value,
    ) -> Result<Typeset, Vec<Finding>> {
        let given = ReportData::new(report, words)
            .files(false)
            .map_err(|e| vec![internal(template, &e)])?;
        let world = ReportWorld::new(self, template, given, datetime(report))
            .ok_or_else(|| vec![internal(template, &"a path that cannot be used")])?;
        let compile = AssertUnwindSafe(|| typst::compile::<PagedDocument>(&world));
        // A panic in Typst is a fault of one report and must not end the others.
        let Warned { output, warnings } = catch_unwind(compile)
            .map_err(|_| vec![internal(template, &"Typst panicked")])?;
        let warnings =
            diagnose::findings(&world, &warnings, Severity::Warning, &report.id);
        match output {
            Ok(document) => {
                let mut warnings = warnings;
                warnings.extend(limits::too_many_pages(&document, report));
                warnings.extend(limits::contract(&document, template));
                warnings.extend(limits::texts_outside(&document, template, report));
                Ok(Typeset { document, warnings, files: world.files() })
            }
            Err(errors) => {
                let mut findings =
                    diagnose::findings(&world, &errors, Severity::Error, &report.id);
                findings.extend(warnings);
                Err(findings)
            }
        }
    }
}

impl Typeset {
    /// The number of pages.
    #[must_use]
    pub fn page_count(&self) -> usize {
        self.document.pages().len()
    }
}

/// The report's date as Typst has it.
fn datetime(report: &Report) -> Option<Datetime> {
    let date = report.dato.0;
    let month = u8::try_from(date.month()).ok()?;
    Datetime::from_ymd(date.year(), month, u8::try_from(date.day()).ok()?)
}

/// A fault that no user can mend.
fn internal(template: &str, detail: &dyn std::fmt::Display) -> Finding {
    let code = Code::Internal { detail: detail.to_string() };
    Finding::error(code, Place::file(format!("templates/{template}.typ")))
}
