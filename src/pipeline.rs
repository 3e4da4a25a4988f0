//! The steps in order: from a project's files to the pages of a report.

use std::collections::BTreeSet;

use crate::complete;
use crate::diagnostics::{Code, Finding, Note, Place, Severity, has_errors};
use crate::project::{Loaded, Loader, Project, ReportId};
use crate::report::{self, Report};
use crate::rules::{self, Context};
use crate::source::Document;
use crate::typeset::{Engine, Format, Typeset, export, page_texts, reads_picture};

/// A project's files, read and checked, ready to give reports.
pub struct Pipeline<'a> {
    project: &'a Project,
    engine: &'a Engine,
    covers: Box<dyn Fn(char) -> bool + Send + Sync + 'a>,
    loader: Loader<'a>,
    findings: Vec<Finding>,
    faulty: BTreeSet<String>,
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

impl<'a> Pipeline<'a> {
    /// Reads and checks the files that reports share. With `loader` from
    /// [`Loader::whole`], every programme and region of the project is checked.
    #[must_use]
    pub fn new(project: &'a Project, engine: &'a Engine, loader: Loader<'a>) -> Self {
        let mut pipeline = Self {
            project,
            engine,
            covers: Box::new(|character| engine.covers(character)),
            loader,
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
            project: self.project,
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

    /// The merged data of a report.
    ///
    /// # Errors
    /// The findings of the period's file; none, if only the shared files have errors.
    pub fn merge(&self, id: &ReportId) -> Result<(Report, Vec<Finding>), Vec<Finding>> {
        let (loaded, mut findings) = self.loader.load(id);
        let Some(loaded) = loaded else { return Err(findings) };
        let whole = !has_errors(&findings) && !self.shares_errors(&loaded);
        let found = rules::periods(&loaded, self.context());
        findings.extend(found.into_iter().filter(|f| whole || !f.code.may_follow()));
        if !whole || has_errors(&findings) {
            return Err(findings);
        }
        match report::merge(&loaded) {
            Some(report) => Ok((report, findings)),
            None => Err(findings),
        }
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
        let (report, warnings) = self.merge(id)?;
        let template = template.unwrap_or(report.body.template());
        let typeset = self.engine.typeset(&report, template);
        let mut typeset = typeset.map_err(|findings| self.with_values(id, findings))?;
        let files = export(&typeset.document, &report, format)?;
        typeset.warnings.splice(0..0, warnings);
        Ok(Made { report, typeset, files })
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
