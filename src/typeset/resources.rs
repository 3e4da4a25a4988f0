//! The resources that reports share: templates, labels, fonts.

use std::sync::Arc;

use typst::text::FontBook;
use typst::utils::LazyHash;
use typst::{Feature, Features, Library, LibraryExt};
use typst_kit::files::FileStore;
use typst_kit::fonts::FontStore;

use super::files::ProjectFiles;
use super::fonts::LoadedFonts;
use super::labels::Labels;
use super::pictures::{CanRead, FittedPictures};
use super::virtual_files::VirtualFiles;
use super::{fonts, own_files};
use crate::digest::Digest;
use crate::finding::Finding;
use crate::report::Report;
use crate::rules::Face;
use crate::source_files::SourceFiles;

/// The templates, labels and fonts of a project, with the built-in ones. One value serves a whole
/// run, so that Typst's caches stay warm.
pub struct Resources {
    pub(super) library: LazyHash<Library>,
    pub(super) fonts: FontStore,
    pub(super) files: FileStore<ProjectFiles>,
    /// Whether any of the available fonts has a character.
    pub(crate) coverage: Box<dyn Fn(char) -> bool + Send + Sync>,
    /// The digest of the project's own fonts.
    pub fonts_digest: Digest,
    labels: Labels,
    /// Pictures as they go into reports.
    pub(super) pictures: Arc<FittedPictures>,
    /// Whether a picture can be decoded.
    pub(crate) can_read_picture: Box<CanRead>,
    /// The families of the available fonts.
    pub(crate) families: Vec<String>,
    /// The available faces, by family and weight.
    pub faces: Vec<Face>,
    /// The project's own sections, by the names of their files.
    pub(crate) sections: Vec<String>,
    findings: Vec<Finding>,
}

impl Resources {
    /// The resources of a project's folder. Templates are read when they are used.
    ///
    /// Fonts and language files that cannot be read are [findings](Self::findings).
    pub fn load(source: &SourceFiles) -> Self {
        Self::with_fonts_of(source, source)
    }

    /// The resources of a project's folder with the fonts of another.
    pub fn with_fonts_of(source: &SourceFiles, other: &SourceFiles) -> Self {
        let LoadedFonts { store: fonts, families, faces, digest: fonts_digest, mut findings } =
            fonts::load(other);
        findings.extend(own_files::unreadable(source));
        findings.extend(own_files::misnamed(source));
        findings.extend(own_files::conflicts(source));
        let pictures = Arc::new(FittedPictures::default());
        let of_reports = Arc::clone(&pictures);
        Self {
            pictures,
            can_read_picture: Box::new(move |bytes| of_reports.can_read(bytes)),
            // Row headers of tables, and pages for the web.
            library: LazyHash::new(
                Library::builder()
                    .with_features(Features::from_iter([Feature::A11yExtras, Feature::Html]))
                    .build(),
            ),
            coverage: coverage(fonts.book()),
            families,
            faces,
            fonts_digest,
            findings,
            sections: own_files::sections_of(source),
            labels: Labels::load(source),
            fonts,
            files: FileStore::new(ProjectFiles::new(source.clone())),
        }
    }

    /// The findings in the project's language files and in the names of its templates.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.labels.findings.iter().chain(&self.findings)
    }

    /// The project's own sections, by the names of their files.
    pub fn sections(&self) -> &[String] {
        &self.sections
    }

    /// The errors in the project's files of the words that a report in a language has.
    pub fn word_errors(&self, language: &str) -> Vec<Finding> {
        self.labels.errors_in(language).cloned().collect()
    }

    /// The available languages of reports.
    pub fn languages(&self) -> &[String] {
        &self.labels.languages
    }

    /// The project's own language files, by their paths below its folder.
    pub fn language_files(&self) -> Vec<String> {
        self.labels.files.clone()
    }

    /// The digest of the headings and labels in a language.
    pub fn words_digest(&self, language: &str) -> Digest {
        Digest::of(self.labels.of(language).to_string().as_bytes())
    }

    /// The headings and labels in the language of a report.
    pub fn words(&self, report: &Report) -> &serde_json::Value {
        self.labels.of(report.språk.as_str())
    }

    /// A report as templates read it: its data, and the labels of its language.
    pub fn virtual_files<'a>(&'a self, report: &'a Report) -> VirtualFiles<'a> {
        VirtualFiles::new(report, self.words(report))
    }

    /// Evicts the entries of Typst's caches that were not used since the last `cache_age` calls, so
    /// that the caches stay small over many reports. Only one thread should call it.
    pub fn evict(&self, cache_age: usize) {
        typst::comemo::evict(cache_age);
    }
}

/// Whether any font of a book has a character.
fn coverage(book: &FontBook) -> Box<dyn Fn(char) -> bool + Send + Sync> {
    let fonts = (0..).map_while(|index| book.info(index));
    let coverages: Vec<_> = fonts.map(|font| font.coverage.clone()).collect();
    Box::new(move |c| coverages.iter().any(|coverage| coverage.contains(u32::from(c))))
}
