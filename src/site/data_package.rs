//! The description of a programme's data: <https://specs.frictionlessdata.io/data-package/>.

use serde_json::{Value as Json, json};

use super::links::relative;
use super::paths::description;
use super::tables::{KEYS, Kind, TABLES, Table};
use super::{Entry, ReportPaths};
use crate::project::{ReportId, ascii};

/// The `datapackage.json` of a programme: its tables, in the folder `data`, and the merged data of every
/// report, by its path below the description's folder.
///
/// `tables` are the names of those that there are.
pub(super) fn data_package(
    program: &str,
    newest: &Entry,
    tables: &[&str],
    reports: &[&ReportId],
) -> String {
    let tables = TABLES.iter().filter(|table| tables.contains(&table.name)).map(table);
    let reports = reports.iter().map(|id| {
        let path = relative(&description(program), &ReportPaths::of(id).json);
        json!({
            "name": resource_name(&id.to_string()), "path": path, "title": id.to_string(),
            "mediatype": "application/json", "encoding": "utf-8",
        })
    });
    let resources: Vec<Json> = std::iter::once(list()).chain(tables).chain(reports).collect();
    let package = json!({
        "profile": "data-package",
        "name": resource_name(program),
        "title": newest.program_title,
        "contributors": [{ "title": newest.owner, "role": "publisher" }],
        "resources": resources,
    });
    serde_json::to_string_pretty(&package).expect("text is JSON") + "\n"
}

/// The columns of the table of reports.
pub(super) const REPORT_COLUMNS: [&str; 10] = [
    "rapport",
    "region",
    "navn",
    "periode",
    "periode_fra",
    "periode_til",
    "type",
    "utgave",
    "dato",
    "side",
];

/// The table of the reports.
fn list() -> Json {
    let kind = |name: &str| match name {
        "periode_fra" | "periode_til" | "dato" => Kind::Day,
        "utgave" => Kind::Number,
        _ => Kind::Text,
    };
    resource("rapporter", &REPORT_COLUMNS.map(|name| field(name, kind(name))))
}

fn table(table: &Table) -> Json {
    let keys =
        KEYS.map(|key| field(key, if key == "periode_til" { Kind::Day } else { Kind::Text }));
    let own = table.columns.iter().map(|column| field(column.field, column.kind));
    resource(table.name, &keys.into_iter().chain(own).collect::<Vec<_>>())
}

fn resource(name: &str, fields: &[Json]) -> Json {
    json!({
        "name": name, "path": format!("data/{name}.csv"), "profile": "tabular-data-resource",
        "mediatype": "text/csv", "encoding": "utf-8", "schema": { "fields": fields },
    })
}

fn field(name: &str, kind: Kind) -> Json {
    let kind = match kind {
        Kind::Text => "string",
        Kind::Number | Kind::Kroner => "number",
        Kind::Day => "date",
        Kind::Truth => "boolean",
    };
    json!({ "name": name, "type": kind })
}

/// A name in the letters that the description allows.
fn resource_name(name: &str) -> String {
    ascii(&name.replace('/', "-"))
}
