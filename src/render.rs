//! A report as pages, and as the bytes of a file.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::case::Case;
use crate::complete;
use crate::digest::Digest;
use crate::fault::{Fault, TemplateFault};
use crate::finding::{Finding, Findings, Note, Place};
use crate::output::{Source, Sources, date_digest};
use crate::report::{self, Report};
use crate::typeset::{
    Compiled, Format, HtmlDocument, PagedDocument, Pages, Resources, page_texts, web_text,
    web_title,
};

/// A report as a document, with the case it was made of.
pub struct Rendered<D = PagedDocument> {
    case: Case,
    report: Report,
    /// The template that made it, by its path below `templates/` without `.typ`.
    template: String,
    pages: Compiled<D>,
    /// The pictures that the data names, as they were before the pages were set.
    pictures: BTreeMap<String, Option<Digest>>,
}

impl Case {
    /// Renders the report with the template for its type.
    ///
    /// # Errors
    /// All findings of the first step that has errors; never empty.
    pub fn render(&self) -> Result<Rendered, Findings> {
        self.render_with(None)
    }

    /// Renders the report with the template of that name, or else that for its type.
    ///
    /// # Errors
    /// All findings of the first step that has errors; never empty.
    pub fn render_with(&self, template: Option<&str>) -> Result<Rendered, Findings> {
        self.rendered(template, Resources::compile)
    }

    /// Renders the report as a page of the web, with the template of that name, or else that for its
    /// type. `surroundings` are the JSON of what is around it, or `{}` for a
    /// page by itself.
    ///
    /// # Errors
    /// All findings of the first step that has errors; never empty.
    pub fn render_web(
        &self,
        template: Option<&str>,
        surroundings: &str,
    ) -> Result<Rendered<HtmlDocument>, Findings> {
        let source = self.workspace().source();
        self.rendered(template, |resources, report, template| {
            resources.compile_web(report, template, source, surroundings)
        })
    }

    /// Renders the report with a way to compile it.
    fn rendered<D>(
        &self,
        template: Option<&str>,
        compile: impl Fn(&Resources, &Report, &str) -> Result<Compiled<D>, Vec<Finding>>,
    ) -> Result<Rendered<D>, Findings> {
        let report = self.report()?;
        let errors = self.workspace().resources().word_errors(report.språk.as_str());
        if !errors.is_empty() {
            return Err(Findings::new(errors));
        }
        let pictures = pictures(self)?;
        let template = template.unwrap_or(report.body.template());
        let pages = compile(self.workspace().resources(), &report, template);
        let pages = pages.map_err(|findings| with_values(self, findings))?;
        let template = template.to_owned();
        Ok(Rendered { case: self.clone(), report, template, pages, pictures })
    }
}

impl Rendered<HtmlDocument> {
    /// The page as one file that needs no other.
    ///
    /// # Errors
    /// What cannot be written in HTML, or a fault of the exporter.
    pub fn html(&self) -> Result<String, Findings> {
        let resources = self.case.workspace().resources();
        resources.html(&self.pages.document, &self.report, &self.template)
    }

    /// The title of the page.
    pub fn title(&self) -> String {
        web_title(&self.pages.document)
    }

    /// A warning for every text and number of the data that the page does not show.
    pub fn unshown(&self) -> Vec<Finding> {
        self.unshown_in(&[web_text(&self.pages.document)])
    }
}

impl Rendered {
    /// The report as a PDF that follows its programme's standards.
    ///
    /// # Errors
    /// What keeps the pages from meeting the standards, or a fault of the exporter.
    pub fn pdf(&self) -> Result<Vec<u8>, Findings> {
        let files = self.export(Format::Pdf)?;
        Ok(files.into_iter().next().unwrap_or_default())
    }

    /// The report in a format: the bytes of one file, or of one file for each page.
    ///
    /// # Errors
    /// What keeps the pages from being written in the format.
    pub fn export(&self, format: Format) -> Result<Vec<Vec<u8>>, Findings> {
        let resources = self.case.workspace().resources();
        resources.export(&self.pages, &self.report, &self.template, format)
    }

    /// The pages alone.
    pub fn into_pages(self) -> Pages {
        self.pages
    }

    /// A warning for every text and number of the data that the pages do not show.
    pub fn unshown(&self) -> Vec<Finding> {
        self.unshown_in(&page_texts(&self.pages.document))
    }
}

impl<D> Rendered<D> {
    /// The case that was rendered.
    pub fn case(&self) -> &Case {
        &self.case
    }

    /// The pages, or the page.
    pub fn pages(&self) -> &Compiled<D> {
        &self.pages
    }

    /// The merged data, as the template read it.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// What is worth a warning in the data and on the pages.
    pub fn warnings(&self) -> impl Iterator<Item = &Finding> {
        self.case.findings().iter().chain(&self.pages.warnings)
    }

    /// A warning for every text and number of the data that some texts do not have.
    fn unshown_in(&self, texts: &[String]) -> Vec<Finding> {
        let Some(loaded) = self.case.loaded() else { return Vec::new() };
        let words = self.case.workspace().resources().words(&self.report);
        complete::unshown(loaded, texts, words)
    }

    /// The paths of the files that were used, also of pictures that the data names.
    pub fn files(&self) -> impl Iterator<Item = &String> {
        self.pages.files.keys().chain(self.pictures.keys())
    }

    /// The merged data as JSON, as `data` prints it.
    pub fn json(&self) -> String {
        let resources = self.case.workspace().resources();
        let files = resources.virtual_files(&self.report).json(true);
        let [(_, json), ..] = files.expect("a report can be written as JSON");
        json
    }

    /// The project's own files that the report was made of, but for fonts, with their digests.
    pub fn source_files(&self) -> BTreeMap<String, Digest> {
        let workspace = self.case.workspace();
        let source = &workspace.project().source;
        let loaded = self.case.loaded().into_iter().flat_map(|loaded| &loaded.files);
        let used = self.pages.files.iter().chain(&self.pictures);
        let used = used.filter_map(|(path, digest)| Some((path.clone(), (*digest)?)));
        let words = workspace.resources().language_files();
        let words = words
            .into_iter()
            .filter_map(|path| Some((path.clone(), source.digest(path.as_ref())?)));
        loaded.map(|(path, digest)| (path.to_string(), *digest)).chain(used).chain(words).collect()
    }

    /// Everything that the report was made of, by this program; `None` if a file changed
    /// meanwhile.
    pub fn sources(&self, program: Digest) -> Option<Sources> {
        let mut own = self.pictures.clone();
        let mut shared = self.shared_sources(program);
        let data: BTreeMap<String, Digest> = {
            let files = self.case.loaded()?.files.iter();
            files.map(|(path, digest)| (path.to_string(), *digest)).collect()
        };
        for (path, digest) in &self.pages.files {
            let attached = data.get(path).copied();
            match own.get(path).copied().or(attached.map(Some)) {
                Some(before) if before != *digest => return None,
                Some(_) => {}
                None if path.starts_with("data/") => {
                    own.insert(path.clone(), *digest);
                }
                None => {
                    shared.insert(Source::File(path.clone()), *digest);
                }
            }
        }
        Some(Sources { data, own, shared: Arc::new(shared) })
    }

    /// The sources that are no files of their own.
    fn shared_sources(&self, program: Digest) -> BTreeMap<Source, Option<Digest>> {
        let workspace = self.case.workspace();
        let resources = workspace.resources();
        let language = self.report.språk.as_str();
        let words = Some(resources.words_digest(language));
        let mut sources = BTreeMap::from([
            (Source::Words(language.to_owned()), words),
            (Source::Fonts, Some(resources.fonts_digest)),
            (Source::Tool, Some(program)),
        ]);
        if !self.report.is_dated() {
            sources.insert(Source::Date, date_digest(workspace.date()));
        }
        sources
    }
}

/// The digests of the pictures that a case's data names, by their paths.
fn pictures(case: &Case) -> Result<BTreeMap<String, Option<Digest>>, Findings> {
    let source = &case.workspace().project().source;
    let paths = report::pictures(case.valid_data()?).into_iter();
    Ok(paths
        .map(|path| path.trim_start_matches('/').to_owned())
        .map(|path| (path.clone(), source.digest(path.as_ref())))
        .collect())
}

/// The findings of a template with the places of the values that they quote.
fn with_values(case: &Case, findings: Vec<Finding>) -> Findings {
    let findings = findings.into_iter().map(|finding| match value_place(case, &finding) {
        Some(place) => finding.related_to(Note::Value, place),
        None => finding,
    });
    Findings::new(findings.collect())
}

/// The place of the value that a finding of a template quotes, if the data has it just once.
fn value_place(case: &Case, finding: &Finding) -> Option<Place> {
    let Fault::Template(TemplateFault::Template { message, .. }) = &finding.fault else {
        return None;
    };
    let quoted: Vec<&str> = message.split(['"', '`']).skip(1).step_by(2).collect();
    let mut places = Vec::new();
    for document in case.loaded()?.documents() {
        document.root.scalars(&mut |node, scalar| {
            if quoted.contains(&scalar.text.as_str()) {
                places.push(document.place(node.span.clone()));
            }
        });
    }
    if places.len() == 1 { places.pop() } else { None }
}
