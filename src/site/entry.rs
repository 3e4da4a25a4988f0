//! A report as a site lists it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

use super::tables::TABLES;
use crate::model::values::Date;
use crate::project::ReportId;
use crate::publication::Edition;
use crate::report::{Body, Report};

/// A report as a site lists it, and its part of the tables.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The report's name.
    pub id: String,
    /// The title of its page.
    pub title: String,
    /// The name of its programme.
    pub program_title: String,
    /// The name of its region, or of its programme.
    pub name: String,
    /// Who owns the programme.
    pub owner: String,
    /// Its language.
    pub language: String,
    /// The day on which it was issued; of a draft its own.
    pub date: Date,
    /// The number of the edition; 0 for a draft.
    pub edition: u64,
    /// What stands in it, in one sentence.
    pub summary: String,
    /// The size of its PDF.
    pub pdf_bytes: usize,
    /// The JSON of what pages tell of it.
    pub listed: String,
    /// Its rows, by the names of the tables.
    pub rows: BTreeMap<String, Vec<Vec<String>>>,
}

impl Entry {
    /// A report with the title of its page and the words of its language; `edition` is what was issued of
    /// it, or `None` for a draft.
    pub fn new(report: &Report, edition: Option<&Edition>, title: String, words: &Json) -> Self {
        let mut data = serde_json::to_value(report).unwrap_or_default();
        let region_id = report.id.split('/').nth(1).filter(|_| !data["region"].is_null());
        data["region_id"] = json!(region_id);
        let (name, period) = match &report.body {
            Body::Region(region) => (&region.region.navn, json!(region.periode.period)),
            Body::Program(program) => (&report.program.navn, json!(program.periode)),
        };
        let date = edition.map_or(report.dato, |edition| edition.dato);
        let number = edition.map_or(0, |edition| edition.utgave.0);
        let standing = &data["stilling"];
        let listed = json!({
            "id": report.id,
            "region_id": region_id,
            "navn": name,
            "periode": period,
            "type": data["periode"]["type"].as_str().unwrap_or("programrapport"),
            "utkast": report.utkast,
            "dato": date,
            "utgave": number,
            "samlet_status": standing["samlet_status"],
            "vurdering": standing["vurdering"],
        });
        let status = standing["samlet_status"]["status"].as_str();
        let status = status.and_then(|status| words["status"][status].as_str());
        let label = words["vurdering"]["samlet_status"].as_str().unwrap_or_default();
        let summary = match status {
            Some(status) => format!("{label}: {}", status.to_lowercase()),
            None => report.program.navn.as_str().to_owned(),
        };
        let rows = TABLES.iter().map(|table| (table.name.to_owned(), table.rows(&data)));
        Self {
            id: report.id.clone(),
            title,
            program_title: report.program.navn.as_str().to_owned(),
            name: name.as_str().to_owned(),
            owner: report.program.eier.as_str().to_owned(),
            language: report.språk.as_str().to_owned(),
            date,
            edition: number,
            summary,
            pdf_bytes: 0,
            listed: listed.to_string(),
            rows: rows.collect(),
        }
    }

    /// The report.
    pub fn report_id(&self) -> Option<ReportId> {
        ReportId::parse(&self.id)
    }

    /// What pages tell of it, with addresses.
    pub fn listed(&self, html: &str, pdf: &str) -> Json {
        let mut listed: Json = serde_json::from_str(&self.listed).unwrap_or_default();
        listed["adresse"] = json!(html);
        listed["pdf"] = json!({ "navn": self.title, "adresse": pdf, "byte": self.pdf_bytes });
        listed
    }

    /// Its row in the table of reports, `side` being the address of its page.
    pub fn row(&self, side: &str) -> Vec<String> {
        let listed: Json = serde_json::from_str(&self.listed).unwrap_or_default();
        let text = |value: &Json| value.as_str().unwrap_or_default().to_owned();
        let period = &listed["periode"];
        vec![
            self.id.clone(),
            text(&listed["region_id"]),
            self.name.clone(),
            text(&period["id"]),
            text(&period["fra"]),
            text(&period["til"]),
            text(&listed["type"]),
            if self.edition == 0 { String::new() } else { self.edition.to_string() },
            self.date.0.to_string(),
            side.to_owned(),
        ]
    }
}
