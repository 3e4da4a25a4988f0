//! The virtual files that templates read.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value as Json;

use crate::braces;
use crate::model::Profil;
use crate::report::{Body, Limits, Report};
use crate::typography;

/// A report as templates read it: `/rapport.json`, from which the other files follow.
#[derive(Debug, Serialize)]
pub struct VirtualFiles<'a> {
    #[serde(flatten)]
    report: &'a Report,
    /// Every heading and label in the report's language.
    ord: &'a Json,
    /// What it is made for; in `/felles.json`.
    #[serde(skip)]
    medium: Medium,
}

/// What a report is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Medium {
    /// Pages of paper.
    #[default]
    Papir,
    /// A page of the web.
    Nett,
}

/// What templates read as `/felles.json`: the parts of `/rapport.json` that the reports of a
/// programme share. Typst evaluates a module that reads only these once for all of them.
#[derive(Debug, Serialize)]
struct Shared<'a> {
    medium: Medium,
    ord: &'a Json,
    profil: Option<&'a Profil>,
    grenser: Limits,
}

impl<'a> VirtualFiles<'a> {
    /// A report with the labels of its language.
    pub(super) fn new(report: &'a Report, ord: &'a Json) -> Self {
        Self { report, ord, medium: Medium::default() }
    }

    /// The same for another medium.
    pub(super) fn on(self, medium: Medium) -> Self {
        Self { medium, ..self }
    }

    /// The files that templates read, each by its name below the project's folder, as JSON:
    /// `rapport.json`, `felles.json` and `overskrifter.json`.
    ///
    /// # Errors
    /// None that a report can cause: those of writing JSON.
    pub fn json(&self, pretty: bool) -> serde_json::Result<[(&'static str, String); 3]> {
        let shared = Shared {
            medium: self.medium,
            ord: self.ord,
            profil: self.report.program.profil.as_ref(),
            grenser: self.report.grenser,
        };
        Ok([
            ("rapport.json", to_json(self, pretty)?),
            ("felles.json", to_json(&shared, pretty)?),
            ("overskrifter.json", to_json(&self.headings()?, pretty)?),
        ])
    }

    /// What templates read as `/overskrifter.json`: the heading of every section, the report's
    /// own if it has one, with `{region}`, `{genitiv}` and `{program}` filled in.
    fn headings(&self) -> serde_json::Result<BTreeMap<String, String>> {
        let program = self.report.program.navn.as_str();
        // The programme's report has no region: the programme's name takes its place.
        let (region, genitive) = match &self.report.body {
            Body::Region(report) => {
                let region = &report.region;
                let genitive = region.genitiv.as_ref();
                (region.navn.as_str(), genitive.map_or("", |text| text.as_str()))
            }
            Body::Program(_) => (program, program),
        };
        let names = [("region", region), ("genitiv", genitive), ("program", program)];
        let value = |name: &str| Some(names.iter().find(|(other, _)| *other == name)?.1.to_owned());
        let own = serde_json::to_value(&self.report.overskrifter)?;
        let mut headings = BTreeMap::new();
        for tree in [&self.ord["overskrifter"], &own] {
            for (key, text) in tree.as_object().into_iter().flatten() {
                if let Some(text) = text.as_str() {
                    let heading = braces::filled(text, value);
                    headings.insert(key.clone(), typography::set(&heading).into_owned());
                }
            }
        }
        Ok(headings)
    }
}

/// A value as JSON, with a line end if it is pretty.
fn to_json(value: &impl Serialize, pretty: bool) -> serde_json::Result<String> {
    if pretty {
        Ok(serde_json::to_string_pretty(value)? + "\n")
    } else {
        serde_json::to_string(value)
    }
}
