//! What is around a page of a site.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value as Json;

use super::links::relative;

/// What is around a page of the web, as templates read it: `/nettsted.json`. Addresses are relative to the
/// page, unless it says otherwise; what is not there is left out.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Surroundings {
    /// The whole address of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub adresse: Option<String>,
    /// The page that this one leads to at once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub videre: Option<String>,
    /// The page of all programmes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alle: Option<String>,
    /// The page of the programme.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub program: Option<String>,
    /// The page of the region.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// The report as a PDF.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pdf: Option<FileLink>,
    /// The feed of the programme.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strøm: Option<String>,
    /// The page on accessibility.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tilgjengelighet: Option<String>,
    /// The reports that the page lists, the newest first: see [`Entry::listed`](super::Entry::listed).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rapporter: Vec<Json>,
    /// The pages of regions, by the names of their folders.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub regioner: BTreeMap<String, String>,
    /// The tables of data, each with the name of the field that it shows.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub data: Vec<FileLink>,
    /// The programmes of the site.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub programmer: Vec<ProgramLink>,
}

/// A link to a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileLink {
    /// What it is.
    pub navn: String,
    /// Its address.
    pub adresse: String,
    /// How many bytes it has, if that is known.
    pub byte: Option<usize>,
}

/// A programme of a site with several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProgramLink {
    /// What it is called.
    pub navn: String,
    /// Who owns it.
    pub eier: String,
    /// The address of its page.
    pub adresse: String,
    /// How many regions have reports.
    pub regioner: usize,
    /// How many reports there are.
    pub rapporter: usize,
}

impl Surroundings {
    /// What is around a page by itself, which has a PDF of a name beside it.
    pub fn beside(pdf: &str) -> Self {
        let link = FileLink { navn: pdf.to_owned(), adresse: relative("", pdf), byte: None };
        Self { pdf: Some(link), ..Self::default() }
    }

    /// The JSON that templates read.
    pub fn json(&self) -> String {
        serde_json::to_string(self).expect("text and numbers are JSON")
    }
}
