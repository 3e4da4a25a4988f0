//! The data of reports as tables.

use serde_json::Value as Json;

/// A table: a row for each item of a list of the reports, after the report's region and period.
#[derive(Debug)]
pub(super) struct Table {
    /// Its name, in the letters that a Data Package allows.
    pub(super) name: &'static str,
    /// The field of the region's standing that it shows.
    pub(super) field: &'static str,
    /// Its columns.
    pub(super) columns: &'static [Column],
}

/// A column of a table.
#[derive(Debug)]
pub(super) struct Column {
    /// The field of the item, as templates have it.
    pub(super) field: &'static str,
    /// What its cells are.
    pub(super) kind: Kind,
}

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A text, a word of a list, or ids with spaces between them.
    Text,
    /// A number.
    Number,
    /// Kroner, of which the data has øre.
    Kroner,
    /// A day: `2026-09-30`.
    Day,
    /// `true` or `false`.
    Truth,
}

/// The columns of every table that say which report a row is of.
pub(super) const KEYS: [&str; 3] = ["region", "periode", "periode_til"];

/// A column.
const fn col(field: &'static str, kind: Kind) -> Column {
    Column { field, kind }
}

/// The tables of a programme.
pub(super) const TABLES: [Table; 8] = {
    use Kind::{Day, Kroner, Number, Text, Truth};
    [
        Table {
            name: "vurdering",
            field: "vurdering",
            columns: &[col("id", Text), col("status", Text), col("forrige", Text)],
        },
        Table {
            name: "delprosjekter",
            field: "delprosjekter",
            columns: &[
                col("id", Text),
                col("navn", Text),
                col("status", Text),
                col("framdrift", Number),
                col("start", Day),
                col("gjeldende_slutt", Day),
            ],
        },
        Table {
            name: "milepaeler",
            field: "milepæler",
            columns: &[
                col("id", Text),
                col("navn", Text),
                col("delprosjekt", Text),
                col("frist", Day),
                col("gjeldende_frist", Day),
                col("nådd", Day),
                col("tilstand", Text),
            ],
        },
        Table {
            name: "indikatorer",
            field: "indikatorer",
            columns: &[
                col("id", Text),
                col("navn", Text),
                col("enhet", Text),
                col("utgangsverdi", Number),
                col("gjeldende_måltall", Number),
                col("verdi", Number),
                col("måloppnåelse", Number),
            ],
        },
        Table {
            name: "okonomi",
            field: "økonomi",
            columns: &[
                col("id", Text),
                col("navn", Text),
                col("budsjett", Kroner),
                col("regnskap", Kroner),
                col("prognose", Kroner),
                col("prognoseavvik", Kroner),
            ],
        },
        Table {
            name: "finansiering",
            field: "finansiering",
            columns: &[col("id", Text), col("navn", Text), col("beløp", Kroner)],
        },
        Table {
            name: "risikoer",
            field: "risikoer",
            columns: &[
                col("id", Text),
                col("risiko", Text),
                col("sannsynlighet", Number),
                col("konsekvens", Number),
                col("poeng", Number),
                col("nivå", Text),
                col("åpen", Truth),
            ],
        },
        Table {
            name: "avvik",
            field: "avvik",
            columns: &[
                col("id", Text),
                col("avvik", Text),
                col("gjelder", Text),
                col("frist", Day),
                col("ansvarlig", Text),
                col("åpen", Truth),
            ],
        },
    ]
};

impl Table {
    /// The names of its columns.
    pub(super) fn header(&self) -> Vec<&'static str> {
        KEYS.into_iter().chain(self.columns.iter().map(|column| column.field)).collect()
    }

    /// The rows that a report gives, each with as many cells as the table has columns.
    pub(super) fn rows(&self, report: &Json) -> Vec<Vec<String>> {
        let standing = &report["stilling"];
        let (first, list) = match self.field {
            "vurdering" => (Some(&standing["samlet_status"]), &standing["vurdering"]),
            "økonomi" => (None, &standing["økonomi"]["poster"]),
            "finansiering" => (None, &standing["økonomi"]["finansiering"]),
            field => (None, &standing[field]),
        };
        let first = first.filter(|item| item.is_object());
        let items = first.into_iter().chain(list.as_array().into_iter().flatten());
        let period = &report["periode"];
        let keys = [&report["region_id"], &period["id"], &period["til"]];
        let row = |item: &Json| {
            let own = self.columns.iter().map(|column| column.kind.cell(&item[column.field]));
            keys.iter().map(|key| Kind::Text.cell(key)).chain(own).collect()
        };
        items.map(row).collect()
    }
}

impl Kind {
    /// A value as a cell; an empty one, if there is none.
    fn cell(self, value: &Json) -> String {
        match (self, value) {
            (_, Json::Null) => String::new(),
            (Self::Kroner, value) => value.as_i64().map(kroner).unwrap_or_default(),
            (_, Json::String(text)) => text.clone(),
            (_, Json::Number(number)) => {
                let text = number.to_string();
                text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
            }
            (_, Json::Array(items)) => {
                let texts: Vec<&str> = items.iter().filter_map(Json::as_str).collect();
                texts.join(" ")
            }
            (_, value) => value.to_string(),
        }
    }
}

/// Øre in kroner, with a decimal point.
fn kroner(øre: i64) -> String {
    let sign = if øre < 0 { "-" } else { "" };
    let (kroner, rest) = (øre.unsigned_abs() / 100, øre.unsigned_abs() % 100);
    if rest == 0 { format!("{sign}{kroner}") } else { format!("{sign}{kroner}.{rest:02}") }
}

/// A table as a file: RFC 4180, with the names of the columns in the first row.
pub(super) fn csv(header: &[&str], rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let rows = rows.iter().map(|row| row.iter().map(String::as_str).collect());
    for row in std::iter::once(header.to_vec()).chain(rows) {
        writer.write_record(row).expect("a row with as many cells as the first one");
    }
    writer.into_inner().expect("memory takes all bytes")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_written_as_programs_read_them() {
        assert_eq!(kroner(171_250_000), "1712500");
        assert_eq!(kroner(-5), "-0.05");
        assert_eq!(Kind::Number.cell(&Json::from(12.5)), "12.5");
        assert_eq!(Kind::Number.cell(&Json::from(37.0)), "37");
        assert_eq!(Kind::Text.cell(&serde_json::json!(["a", "b"])), "a b");
        let table = csv(&["a", "b"], &[vec!["1;2".into(), "x, \"y\"\nz".into()]]);
        assert_eq!(String::from_utf8(table).unwrap(), "a,b\n1;2,\"x, \"\"y\"\"\nz\"\n");
    }
}
