//! The pages of a site, and what leads from one to the other.

use std::collections::{BTreeMap, BTreeSet};

use super::links::{relative, resolved};
use super::paths::{
    ROOT, ReportPaths, accessibility_page, data_file, description, feed_file, program_page,
    region_page,
};
use super::surroundings::{FileLink, ProgramLink, Surroundings};
use super::tables::TABLES;
use super::{Entry, csv, data_package, feed, sitemap};
use crate::project::ReportId;
use crate::site::data_package::REPORT_COLUMNS;

/// The name of the table of reports.
const REPORTS: &str = "rapporter";

/// A table with its rows.
struct DataTable {
    name: &'static str,
    /// The field that it shows, as templates have it.
    field: &'static str,
    header: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

/// The reports of a site.
#[derive(Debug, Clone)]
pub struct SiteMap {
    /// The address that the site stands at, if it is known.
    base: Option<String>,
    /// The reports, by their programmes' folders and their names.
    reports: BTreeMap<String, BTreeMap<ReportId, Option<Entry>>>,
}

impl SiteMap {
    /// A site at an address with some reports, of which nothing else is known yet.
    pub fn new(base: Option<String>, reports: impl IntoIterator<Item = ReportId>) -> Self {
        let mut map = Self { base, reports: BTreeMap::new() };
        for id in reports {
            map.reports.entry(id.program.clone()).or_default().insert(id, None);
        }
        map
    }

    /// Records what is known of a report.
    pub fn put(&mut self, id: &ReportId, entry: Entry) {
        if let Some(reports) = self.reports.get_mut(&id.program) {
            reports.insert(id.clone(), Some(entry));
        }
    }

    /// Leaves out the reports of which nothing is known, and programmes without any.
    pub fn keep_known(&mut self) {
        for reports in self.reports.values_mut() {
            reports.retain(|_, entry| entry.is_some());
        }
        self.reports.retain(|_, reports| !reports.is_empty());
    }

    /// The folders of the programmes.
    pub fn programs(&self) -> impl Iterator<Item = &String> {
        self.reports.keys()
    }

    /// The reports of a programme, the newest first, then by the names of their regions.
    pub fn entries(&self, program: &str) -> Vec<(&ReportId, &Entry)> {
        let reports = self.reports.get(program).into_iter().flatten();
        let mut entries: Vec<_> =
            reports.filter_map(|(id, entry)| Some((id, entry.as_ref()?))).collect();
        entries.sort_by(|(a, _), (b, _)| b.period.cmp(&a.period).then(a.cmp(b)));
        entries
    }

    /// The newest report of each region of a programme; if no region has any, that of the programme.
    pub fn newest(&self, program: &str) -> Vec<&ReportId> {
        let entries = self.entries(program);
        let mut seen = BTreeSet::new();
        let of_regions = entries.iter().map(|(id, _)| *id).filter(|id| id.region.is_some());
        let newest: Vec<&ReportId> = of_regions.filter(|id| seen.insert(&id.region)).collect();
        if newest.is_empty() { entries.iter().map(|(id, _)| *id).take(1).collect() } else { newest }
    }

    /// Whether a programme has reports of a region.
    fn has_region(&self, program: &str, region: &str) -> bool {
        let mut ids = self.reports.get(program).into_iter().flat_map(BTreeMap::keys);
        ids.any(|id| id.region.as_deref() == Some(region))
    }

    /// What is around a page of a programme that lists nothing.
    pub fn around(&self, program: &str, page: &str) -> Surroundings {
        Surroundings {
            adresse: self.base.as_ref().map(|base| resolved(base, page)),
            alle: (self.reports.len() > 1).then(|| relative(page, ROOT)),
            program: Some(relative(page, &program_page(program))),
            strøm: Some(relative(page, &feed_file(program))),
            tilgjengelighet: Some(relative(page, &accessibility_page(program))),
            ..Surroundings::default()
        }
    }

    /// What is around the page of a report, with the size of its PDF, if that is known.
    pub fn around_report(&self, id: &ReportId, pdf: Option<usize>) -> Surroundings {
        let paths = ReportPaths::of(id);
        let page = &paths.html;
        let region = id.region.as_ref().filter(|region| self.has_region(&id.program, region));
        Surroundings {
            region: region.map(|region| relative(page, &region_page(&id.program, region))),
            pdf: Some(FileLink {
                navn: id.to_string(),
                adresse: relative(page, &paths.pdf),
                byte: pdf,
            }),
            ..self.around(&id.program, page)
        }
    }

    /// What is around the page of a region.
    pub fn around_region(&self, program: &str, region: &str) -> Surroundings {
        let page = region_page(program, region);
        Surroundings {
            rapporter: self.listed(program, &page, |id| id.region.as_deref() == Some(region)),
            ..self.around(program, &page)
        }
    }

    /// What is around the page of a programme.
    pub fn around_program(&self, program: &str) -> Surroundings {
        let page = program_page(program);
        let entries = self.entries(program);
        let regions = entries.iter().filter_map(|(id, _)| id.region.as_ref());
        let regions: BTreeSet<&String> = regions.collect();
        let address = |region: &String| relative(&page, &region_page(program, region));
        let table = |table: &DataTable| FileLink {
            navn: table.field.to_owned(),
            adresse: relative(&page, &data_file(program, table.name)),
            byte: None,
        };
        let data = self.tables(program);
        Surroundings {
            program: None,
            rapporter: self.listed(program, &page, |_| true),
            regioner: regions.into_iter().map(|region| (region.clone(), address(region))).collect(),
            data: data.iter().map(table).collect(),
            ..self.around(program, &page)
        }
    }

    /// What is around a page of all programmes. That of a missing file may stand in for any, so that only
    /// whole addresses lead from it.
    pub fn around_all(&self, page: &str, is_fixed: bool) -> Surroundings {
        let address = |to: &str| match &self.base {
            Some(base) => Some(resolved(base, to)),
            None => is_fixed.then(|| relative(page, to)),
        };
        let programs = self.programs().filter_map(|program| {
            let entries = self.entries(program);
            let (_, newest) = entries.first()?;
            let regions: BTreeSet<_> =
                entries.iter().filter_map(|(id, _)| id.region.as_ref()).collect();
            Some(ProgramLink {
                navn: newest.program_title.clone(),
                eier: newest.owner.clone(),
                adresse: address(&program_page(program))?,
                regioner: regions.len(),
                rapporter: entries.len(),
            })
        });
        let programs: Vec<ProgramLink> = programs.collect();
        let only = match programs.as_slice() {
            [only] if page == ROOT => Some(only.adresse.clone()),
            _ => None,
        };
        Surroundings {
            adresse: self.base.as_ref().map(|base| resolved(base, page)),
            videre: only,
            alle: address(ROOT).filter(|_| page != ROOT),
            programmer: programs,
            ..Surroundings::default()
        }
    }

    /// Some reports of a programme as a page lists them.
    fn listed(
        &self,
        program: &str,
        page: &str,
        is_listed: impl Fn(&ReportId) -> bool,
    ) -> Vec<serde_json::Value> {
        let entries = self.entries(program).into_iter().filter(|(id, _)| is_listed(id));
        let listed = entries.map(|(id, entry)| {
            let paths = ReportPaths::of(id);
            entry.listed(&relative(page, &paths.html), &relative(page, &paths.pdf))
        });
        listed.collect()
    }

    /// The tables of a programme that have rows.
    fn tables(&self, program: &str) -> Vec<DataTable> {
        let mut entries = self.entries(program);
        entries.sort_by_key(|(id, _)| *id);
        let side = |id: &ReportId| relative(&description(program), &ReportPaths::of(id).html);
        let rows = entries.iter().map(|(id, entry)| entry.row(&side(id))).collect();
        let reports =
            DataTable { name: REPORTS, field: REPORTS, header: REPORT_COLUMNS.to_vec(), rows };
        let others = TABLES.iter().map(|table| {
            let rows = entries.iter().filter_map(|(_, entry)| entry.rows.get(table.name));
            let rows = rows.flatten().cloned().collect();
            DataTable { name: table.name, field: table.field, header: table.header(), rows }
        });
        std::iter::once(reports).chain(others).filter(|table| !table.rows.is_empty()).collect()
    }

    /// The files that are no pages and no reports, with their bytes, by their paths.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        for program in self.programs() {
            let entries = self.entries(program);
            let Some((_, newest)) = entries.first() else { continue };
            let tables = self.tables(program);
            let names: Vec<&str> = tables.iter().map(|table| table.name).collect();
            for DataTable { name, header, rows, .. } in &tables {
                files.insert(data_file(program, name), csv(header, rows));
            }
            let ids: Vec<&ReportId> = entries.iter().map(|(id, _)| *id).collect();
            let package = data_package(program, newest, &names, &ids);
            files.insert(description(program), package.into_bytes());
            let mut issued: Vec<&Entry> = entries.iter().map(|(_, entry)| *entry).collect();
            issued.sort_by_key(|entry| std::cmp::Reverse(entry.date));
            let path = feed_file(program);
            files.insert(path.clone(), feed(&path, self.base.as_deref(), program, &issued));
        }
        files.insert(super::SITEMAP.to_owned(), self.sitemap());
        files
    }

    /// The list of all pages.
    fn sitemap(&self) -> Vec<u8> {
        let mut pages = BTreeMap::new();
        for program in self.programs() {
            for (id, entry) in self.entries(program) {
                let own = ReportPaths::of(id).html;
                let above = id.region.as_ref().map(|region| region_page(program, region));
                let above = above.into_iter().chain([program_page(program), ROOT.to_owned()]);
                for page in above.chain([own]) {
                    let date = pages.entry(page).or_insert(entry.date);
                    *date = entry.date.max(*date);
                }
            }
        }
        sitemap(self.base.as_deref(), &pages.into_iter().collect::<Vec<_>>())
    }
}
