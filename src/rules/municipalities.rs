//! Municipalities of a region.

use super::Context;
use crate::diagnostics::{Code, Finding};
use crate::model::{Doc, Region};
use crate::source::Step::{Field, Item};

/// Words of a row that is the sum of others.
const SUMS: [&str; 6] = ["sum", "total", "i alt", "til sammen", "samla", "samlet"];

/// Whether a row of a table says that it is the sum of the others.
pub(super) fn is_sum(name: &str) -> bool {
    let name = name.to_lowercase();
    SUMS.iter().any(|word| {
        name.strip_prefix(word).is_some_and(|rest| {
            !rest.starts_with(|c: char| c.is_alphabetic()) || rest == "t"
        })
    })
}

/// A partner municipality is one, not the applicant, and neither several in one nor their sum.
pub(super) fn each_stands_once(doc: &Doc<Region>, _: Context<'_>) -> Vec<Finding> {
    let region = &doc.value;
    let names: Vec<&str> =
        region.samarbeidskommuner.iter().flatten().map(|it| it.navn.as_str()).collect();
    let fault = |(i, name): (usize, &&str)| {
        let path = [Field("samarbeidskommuner"), Item(i), Field("navn")];
        let name = (*name).to_owned();
        let twice = names[..i].contains(&name.as_str())
            || region.søkerkommune.navn.as_str() == name;
        let parts = name.replace(" og ", ", ");
        let values: Vec<String> = parts.split(", ").map(str::to_owned).collect();
        let code = if twice {
            Code::MunicipalityTwice { name }
        } else if values.len() > 1 {
            Code::SeveralValues { values, fields: Vec::new() }
        } else if is_sum(&name) {
            Code::SumRow { name }
        } else {
            return None;
        };
        Some(doc.error(code, &path))
    };
    names.iter().enumerate().filter_map(fault).collect()
}
