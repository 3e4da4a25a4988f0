//! The virtual files that templates read.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value as Json;

use crate::model::Profil;
use crate::report::{Body, Report};

/// What templates read as `/rapport.json`.
#[derive(Debug, Serialize)]
pub struct ReportData<'a> {
    #[serde(flatten)]
    report: &'a Report,
    /// Every heading and label in the report's language.
    ord: &'a Json,
}

/// What templates read as `/felles.json`: the parts of `/rapport.json` that the reports of a
/// programme have in common. A module that reads no more is evaluated once for all of them.
#[derive(Debug, Serialize)]
struct Shared<'a> {
    ord: &'a Json,
    profil: Option<&'a Profil>,
}

impl<'a> ReportData<'a> {
    pub(super) fn new(report: &'a Report, ord: &'a Json) -> Self {
        Self { report, ord }
    }

    /// The files that templates read, each by its name below the project's folder, as JSON:
    /// `rapport.json`, `felles.json` and `overskrifter.json`.
    ///
    /// # Errors
    /// None that a report can cause: those of writing JSON.
    pub fn files(&self, pretty: bool) -> serde_json::Result<[(&'static str, String); 3]> {
        let shared =
            Shared { ord: self.ord, profil: self.report.program.profil.as_ref() };
        Ok([
            ("rapport.json", written(self, pretty)?),
            ("felles.json", written(&shared, pretty)?),
            ("overskrifter.json", written(&self.headings()?, pretty)?),
        ])
    }

    /// What templates read as `/overskrifter.json`: the heading of every section, the report's
    /// own before the usual one, with `{region}`, `{genitiv}` and `{program}` filled in.
    fn headings(&self) -> serde_json::Result<BTreeMap<String, String>> {
        let program = self.report.program.navn.as_str();
        // The programme's report has no region; there its own name stands for it.
        let (region, genitive) = match &self.report.body {
            Body::Region(report) => {
                let region = &report.region;
                (
                    region.navn.as_str(),
                    region.genitiv.as_ref().map_or("", |it| it.as_str()),
                )
            }
            Body::Program(_) => (program, program),
        };
        let names = [("region", region), ("genitiv", genitive), ("program", program)];
        let own = serde_json::to_value(&self.report.overskrifter)?;
        let all =
            [&self.ord["overskrifter"], &own].into_iter().filter_map(Json::as_object);
        let text = |(key, text): (&String, &Json)| {
            Some((key.clone(), insert(text.as_str()?, &names)))
        };
        Ok(all.flatten().filter_map(text).collect())
    }
}

fn written(value: &impl Serialize, pretty: bool) -> serde_json::Result<String> {
    if pretty {
        Ok(serde_json::to_string_pretty(value)? + "\n")
    } else {
        serde_json::to_string(value)
    }
}

/// A text with values in place of names in braces. In one pass, so that a value with braces in
/// it stays as it is, as does a name that has no value.
fn insert(text: &str, values: &[(&str, &str)]) -> String {
    let (start, rest) = text.split_once('{').map_or((text, None), |(a, b)| (a, Some(b)));
    let pieces = rest.into_iter().flat_map(|rest| rest.split('{'));
    pieces.fold(start.to_owned(), |filled, piece| {
        let known = piece.split_once('}').and_then(|(name, after)| {
            let (_, value) = values.iter().find(|(it, _)| *it == name)?;
            Some(format!("{value}{after}"))
        });
        filled + &known.unwrap_or_else(|| format!("{{{piece}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_braces_are_filled_in_once() {
        let values = [("region", "{program} Nord"), ("program", "P")];
        let filled = |text| insert(text, &values);
        assert_eq!(filled("{region} og {program}"), "{program} Nord og P");
        assert_eq!(filled("siden {forrige}, {uten ende"), "siden {forrige}, {uten ende");
        assert_eq!(filled("ingen"), "ingen");
        assert_eq!(filled("{region}}{"), "{program} Nord}{");
    }
}
