//! The steps in order: from a project's files to the pages of a report.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::Arc;

use crate::complete;
use crate::diagnostics::{
    Code, Finding, KeptFinding, Note, Place, Severity, SourceFile, has_errors,
};
use crate::digest::Digest;
use crate::model::values::Date;
use crate::output::{Source, Sources};
use crate::project::{Loaded, Loader, Project, ReportId};
use crate::report::{self, Kind, Report};
use crate::rules::{self, Context};
use crate::source::{self, Document};
use crate::typeset::{Engine, Format, Typeset, export, page_texts, reads_picture};

/// A project's files, read and checked, ready to give reports.
pub struct Pipeline {
    project: Arc<Project>,
    engine: Arc<Engine>,
    covers: Box<dyn Fn(char) -> bool + Send + Sync>,
    loader: Loader,
    /// The date of reports that have none of their own, instead of their period's last day.
    date: Option<Date>,
    findings: Vec<Finding>,
    faulty: BTreeSet<String>,
}

/// A report's data, ready for its template.
pub struct Merged {
    /// The merged data.
    pub report: Report,
    /// What is worth a warning in it.
    pub warnings: Vec<Finding>,
    /// The data files and the pictures that they name.
    pub sources: Sources,
}

/// A report that could be made.
pub struct Made {
    /// The merged data.
    pub report: Report,
    /// Its pages, and the warnings of Typst.
    pub typeset: Typeset,
    /// The bytes of the file, or of one file for each page.
    pub files: Vec<Vec<u8>>,
}

impl Pipeline {
    /// Reads and checks the files that reports share. With `loader` from
    /// [`Loader::whole`], every programme and region of the project is checked.
    #[must_use]
    pub fn new(project: &Arc<Project>, engine: &Arc<Engine>, loader: Loader) -> Self {
        let fonts = Arc::clone(engine);
        let mut pipeline = Self {
            project: Arc::clone(project),
            engine: Arc::clone(engine),
            covers: Box::new(move |character| fonts.covers(character)),
            loader,
            date: None,
            findings: Vec::new(),
            faulty: BTreeSet::new(),
        };
        pipeline.findings = pipeline.check_shared();
        let errors = pipeline.findings.iter().filter(|f| f.severity == Severity::Error);
        pipeline.faulty = errors.map(|f| f.place.file.path.clone()).collect();
        pipeline
    }

    /// Everything that is found in the files that reports share, and in their names.
    fn check_shared(&self) -> Vec<Finding> {
        let context = self.context();
        let programs =
            self.loader.programs().flat_map(|doc| rules::program(doc, context));
        let regions = self.loader.regions().flat_map(|doc| rules::region(doc, context));
        let mut findings = self.project.findings.clone();
        findings.extend(self.engine.findings().cloned());
        findings.extend(self.loader.findings());
        findings.extend(programs.chain(regions));
        findings
    }

    /// What the rules may look at besides the data.
    fn context(&self) -> Context<'_> {
        Context {
            project: &self.project,
            fonts: self.engine.families(),
            sections: self.engine.sections(),
            languages: self.engine.languages(),
            covers: &*self.covers,
            reads: reads_picture,
        }
    }

    /// The findings of the files that reports share.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// How many programmes and regions have been read.
    #[must_use]
    pub fn files(&self) -> usize {
        self.loader.files()
    }

    /// The same, with a date for reports that have none of their own.
    #[must_use]
    pub fn dated(self, date: Option<Date>) -> Self {
        Self { date, ..self }
    }

    /// The merged data of a report.
    ///
    /// # Errors
    /// The findings of the files that were read for it; none, if only those that reports share
    /// have errors.
    pub fn merge(&self, id: &ReportId) -> Result<Merged, Vec<Finding>> {
        let (loaded, warnings) = self.load(id)?;
        match report::merge(&loaded, self.date) {
            Some(report) => {
                Ok(Merged { report, warnings, sources: self.sources(&loaded) })
            }
            None => Err(warnings),
        }
    }

    /// What kind of report it is, and what is worth a warning in its data.
    ///
    /// # Errors
    /// The same as those of [`merge`](Self::merge), which does more.
    pub fn look(&self, id: &ReportId) -> Result<(Kind, Vec<Finding>), Vec<Finding>> {
        let (loaded, warnings) = self.load(id)?;
        match report::kind(&loaded) {
            Some(kind) => Ok((kind, warnings)),
            None => Err(warnings),
        }
    }

    /// The data of a report without errors, and what is worth a warning in it.
    fn load(&self, id: &ReportId) -> Result<(Loaded, Vec<Finding>), Vec<Finding>> {
        let (loaded, mut findings) = self.loader.load(id);
        let Some(loaded) = loaded else { return Err(findings) };
        if !self.loader.keeps_regions() {
            let regions = loaded.regions.iter();
            findings
                .extend(regions.flat_map(|it| rules::region(&it.region, self.context())));
        }
        let whole = !has_errors(&findings) && !self.shares_errors(&loaded);
        let found = rules::periods(&loaded, self.context());
        findings.extend(found.into_iter().filter(|f| whole || !f.code.may_follow()));
        if !whole || has_errors(&findings) {
            return Err(findings);
        }
        Ok((loaded, findings))
    }

    /// The pages of a report, set with the template of that name or else its type's own.
    ///
    /// # Errors
    /// The findings of the template.
    pub fn typeset(
        &self,
        id: &ReportId,
        report: &Report,
        template: Option<&str>,
    ) -> Result<Typeset, Vec<Finding>> {
        let template = template.unwrap_or(report.body.template());
        let typeset = self.engine.typeset(report, template);
        typeset.map_err(|findings| self.with_values(id, findings))
    }

    /// A report in a format, set with the template of that name or else its type's own.
    ///
    /// # Errors
    /// The findings of the first step that has errors.
    pub fn make(
        &self,
        id: &ReportId,
        template: Option<&str>,
        format: Format,
    ) -> Result<Made, Vec<Finding>> {
        let Merged { report, warnings, .. } = self.merge(id)?;
        let mut typeset = self.typeset(id, &report, template)?;
        let files = export(&typeset.document, &report, format)?;
        typeset.warnings.splice(0..0, warnings);
        Ok(Made { report, typeset, files })
    }

    /// The data files of a report, and the pictures that they name, as the rules find them.
    fn sources(&self, loaded: &Loaded) -> Sources {
        let picture = |path: String| {
            let path = path.trim_start_matches('/').to_owned();
            let digest = Digest::of_file(&self.project.root.join(&path));
            (path, digest)
        };
        Sources {
            data: loaded.files.clone(),
            own: report::pictures(loaded).into_iter().map(picture).collect(),
            ..Sources::default()
        }
    }

    /// Everything that a report was made of, by this tool, after its pages were set; none, if a
    /// file changed meanwhile.
    #[must_use]
    pub fn all_sources(
        &self,
        merged: &Merged,
        typeset: &Typeset,
        tool: Digest,
    ) -> Option<Sources> {
        let Merged { report, sources, .. } = merged;
        let mut sources = sources.clone();
        let language = report.språk.as_str();
        let mut shared = BTreeMap::from([
            (
                Source::Words(language.to_owned()),
                Some(self.engine.words_digest(language)),
            ),
            (Source::Fonts, Some(self.engine.fonts_digest())),
            (Source::Tool, Some(tool)),
        ]);
        if !report.is_dated() {
            shared.insert(Source::Date, date_digest(self.date));
        }
        for (path, digest) in &typeset.files {
            let attached = sources.data.get(path).copied();
            match sources.own.get(path).copied().or(attached.map(Some)) {
                Some(before) if before != *digest => return None,
                Some(_) => {}
                None if path.starts_with("data/") => {
                    sources.own.insert(path.clone(), *digest);
                }
                None => {
                    shared.insert(Source::File(path.clone()), *digest);
                }
            }
        }
        sources.shared = Arc::new(shared);
        Some(sources)
    }

    /// The findings of the files that reports share that are in a report's own.
    #[must_use]
    pub fn shared_findings(&self, sources: &Sources) -> Vec<Finding> {
        let of_report =
            |finding: &&Finding| sources.data.contains_key(&finding.place.file.path);
        self.findings.iter().filter(of_report).cloned().collect()
    }

    /// The project, as it was looked at.
    #[must_use]
    pub fn project(&self) -> &Arc<Project> {
        &self.project
    }

    /// What sets the pages.
    #[must_use]
    pub fn engine(&self) -> &Arc<Engine> {
        &self.engine
    }

    /// The data of a report as it can be read now, if it can.
    #[must_use]
    pub fn loaded(&self, id: &ReportId) -> Option<Loaded> {
        self.loader.load(id).0
    }

    /// The same with another text in a file, which is named by its path below the project's
    /// folder.
    #[must_use]
    pub fn with_text(&self, id: &ReportId, path: &str, text: String) -> Self {
        let mut project = (*self.project).clone();
        project.instead.insert(project.root.join(path), text.into_bytes());
        let project = Arc::new(project);
        let loader = Loader::new(&project, std::slice::from_ref(id));
        Self::new(&project, &self.engine, loader).dated(self.date)
    }

    /// Every text and number of a report's data that its pages do not show.
    #[must_use]
    pub fn unshown(&self, id: &ReportId, made: &Made) -> Vec<Finding> {
        let (loaded, _) = self.loader.load(id);
        let pages = page_texts(&made.typeset.document);
        let words = self.engine.words(&made.report);
        loaded.map_or_else(Vec::new, |loaded| complete::unshown(&loaded, &pages, words))
    }

    /// The findings of a template with the values of the data that they speak of.
    fn with_values(&self, id: &ReportId, findings: Vec<Finding>) -> Vec<Finding> {
        let (loaded, _) = self.loader.load(id);
        let Some(loaded) = loaded else { return findings };
        let mut documents = vec![&loaded.program.document];
        for region in &loaded.regions {
            documents.push(&region.region.document);
            documents.extend(region.series.iter().map(|(_, doc)| &doc.document));
        }
        let with_value = |finding: Finding| match value_place(&finding, &documents) {
            Some(place) => finding.related_to(Note::Value, place),
            None => finding,
        };
        findings.into_iter().map(with_value).collect()
    }

    /// Whether the programme or a region of a report has errors.
    fn shares_errors(&self, loaded: &Loaded) -> bool {
        let regions = loaded.regions.iter().map(|region| &region.region.document);
        let mut documents = regions.chain([&loaded.program.document]);
        documents.any(|document| self.faulty.contains(&document.file.path))
    }
}

/// What stands for the date of reports that have none of their own.
#[must_use]
pub fn date_digest(date: Option<Date>) -> Option<Digest> {
    date.map(|date| Digest::of(date.0.to_string().as_bytes()))
}

/// Kept findings with the texts of their files; none, if one of the texts is not to be had.
#[must_use]
pub fn restore(
    project: &Project,
    engine: &Engine,
    findings: &[KeptFinding],
) -> Option<Vec<Finding>> {
    let read = |path: &str| {
        if let Some(name) = path.strip_prefix("templates/") {
            let text = engine.text(path).filter(|_| !name.starts_with("lang/"))?;
            return Some(Arc::new(SourceFile { path: path.to_owned(), text }));
        }
        let bytes = fs::read(project.root.join(path)).ok()?;
        source::read(path, bytes).ok()
    };
    let known: RefCell<BTreeMap<String, Arc<SourceFile>>> = RefCell::default();
    let text = |path: &str| {
        if let Some(file) = known.borrow().get(path) {
            return Some(Arc::clone(file));
        }
        let file = read(path)?;
        known.borrow_mut().insert(path.to_owned(), Arc::clone(&file));
        Some(file)
    };
    findings.iter().map(|finding| finding.restore(&text)).collect()
}

/// The place of the value that a finding of a template quotes, if the data has it just once.
fn value_place(finding: &Finding, documents: &[&Document]) -> Option<Place> {
    let Code::Template { message, .. } = &finding.code else { return None };
    let quoted: Vec<&str> = message.split(['"', '`']).skip(1).step_by(2).collect();
    let mut places = documents.iter().flat_map(|document| {
        let mut spans = Vec::new();
        document.root.scalars(&mut |node, scalar| {
            if quoted.contains(&scalar.text.as_str()) {
                spans.push(document.place(node.span.clone()));
            }
        });
        spans
    });
    places.next().filter(|_| places.next().is_none())
}
