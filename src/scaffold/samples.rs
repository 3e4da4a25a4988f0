//! Sample data to try templates on: from the smallest report to one that is full of long names.

use std::fmt::Write;

use include_dir::{Dir, include_dir};

/// The usual sample: the fictitious programme of this repository.
static USUAL: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/data/eksempelprogrammet");

/// A sample to set with a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sample {
    /// What it is called.
    pub name: &'static str,
    /// The name of its report.
    pub report: &'static str,
}

/// The samples of reports on a region.
pub const REGION_SAMPLES: [Sample; 4] = [
    Sample { name: "smallest", report: "smallest/nord/2026" },
    Sample { name: "usual", report: "usual/nord/2026-k3" },
    Sample { name: "nynorsk", report: "usual/fjord/2026-k3" },
    Sample { name: "largest", report: "largest/nord/2026" },
];

/// The sample of reports on a programme.
pub const PROGRAM_SAMPLES: [Sample; 1] =
    [Sample { name: "programme", report: "usual/2026-k3" }];

/// The files of the samples, by their paths below a project's folder.
#[must_use]
pub fn samples() -> Vec<(String, Vec<u8>)> {
    let program = "navn: Eksempel\neier: Ingen\nperiode: { fra: 2026, til: 2027 }\n";
    let (region, period) = sized(40, "1 234 567", "nb");
    let text =
        |path: &str, text: &str| (format!("data/{path}"), text.as_bytes().to_vec());
    let mut files = vec![
        text("smallest/program.yaml", program),
        text("smallest/regioner/nord/region.yaml", "navn: Nord\nsøkerkommune: Storvik\n"),
        text("smallest/regioner/nord/2026.yaml", "type: sluttrapport\n"),
        text("largest/program.yaml", program),
        text("largest/regioner/nord/region.yaml", &region),
        text("largest/regioner/nord/2026.yaml", &period),
    ];
    collect(&USUAL, &mut files);
    files
}

fn collect(folder: &'static Dir<'static>, files: &mut Vec<(String, Vec<u8>)>) {
    files.extend(folder.files().filter_map(|file| {
        let path = file.path().to_str()?.replace('\\', "/");
        Some((format!("data/usual/{path}"), file.contents().to_vec()))
    }));
    folder.dirs().for_each(|folder| collect(folder, files));
}

/// A region with so many of everything, all names long, and its period: the texts of their files.
/// `amount` is the sum of every post, as it is to be written.
#[must_use]
pub fn sized(count: usize, amount: &str, language: &str) -> (String, String) {
    let name =
        "Interkommunaltsamarbeidsregionutviklingsprosjekt i Indre Østfold og Nord-Fron";
    let mut region =
        format!("navn: {name}\nspråk: {language}\nsøkerkommune: Nordre Follo\n");
    let mut period = String::from(
        "type: statusrapport\nsamlet_status: i-gang\ningress: Alt er fiktivt.\n\
         vurdering: { framdrift: i-gang, økonomi: på-vent, kvalitet: ikke-startet, risiko: avbrutt }\n",
    );
    let statuses =
        ["etter-plan", "i-gang", "ikke-startet", "på-vent", "avbrutt", "fullført"];
    let mut add = |field: &str,
                   plan: &dyn Fn(usize) -> String,
                   said: &dyn Fn(usize) -> String| {
        let (of_plan, of_period) = match field {
            "økonomi" => ("budsjett", "økonomi"),
            other => (other, other),
        };
        let _ = writeln!(region, "{of_plan}:");
        let _ = writeln!(period, "{of_period}:");
        for i in 0..count {
            let _ = writeln!(region, "  - {{ id: x{i}, navn: {name} {i}, {} }}", plan(i));
            let _ = writeln!(period, "  x{i}: {{ {} }}", said(i));
        }
    };
    add(
        "delprosjekter",
        &|i| {
            format!(
                "ansvarlig: {name}, start: 2026-01-01, slutt: 2026-{:02}-28",
                i % 12 + 1
            )
        },
        &|i| {
            let status = statuses[i % 6];
            let progress = match status {
                "fullført" => 100,
                "ikke-startet" => 0,
                _ => i % 100,
            };
            format!("status: {status}, framdrift: {progress}, kommentar: Om {name}.")
        },
    );
    add("milepæler", &|i| format!("frist: 2026-{:02}-15", i % 12 + 1), &|i| {
        format!("status: {}, ny_frist: 2027-{:02}-15", statuses[i % 6], i % 12 + 1)
    });
    add(
        "indikatorer",
        &|i| {
            format!("enhet: antall, utgangsverdi: {i}, måltall: 1 000 000, kilde: {name}")
        },
        &|i| format!("verdi: {}, kommentar: Om {name}.", i * 10_000),
    );
    add("økonomi", &|_| format!("beløp: \"{amount}\""), &|_| {
        format!("regnskap: \"{amount}\", prognose: \"{amount}\", kommentar: Om {name}.")
    });
    for list in ["risikoer", "avvik"] {
        let _ = writeln!(period, "{list}:");
        for i in 0..count {
            let _ = match list {
                "risikoer" => writeln!(
                    period,
                    "  - {{ id: r{i}, risiko: {name} {i}, sannsynlighet: {}, konsekvens: {}, tiltak: {name}, eier: {name} }}",
                    i % 5 + 1,
                    i / 5 % 5 + 1
                ),
                _ => writeln!(
                    period,
                    "  - {{ id: a{i}, avvik: {name} {i}, gjelder: [x{i}, økonomi], årsak: {name}, konsekvens: {name}, tiltak: {name}, frist: 2027-01-01, ansvarlig: {name} }}"
                ),
            };
        }
    }
    (region, period)
}
