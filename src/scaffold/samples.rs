//! Sample data to try templates on: from the smallest report to one that is full of long names.

use std::fmt::Write;

use include_dir::{Dir, include_dir};

use crate::model::PlanList;

/// The usual sample: the fictitious programme of this repository.
static USUAL: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/data/eksempelprogrammet");

/// A sample to set with a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sample {
    /// Its name.
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
pub const PROGRAM_SAMPLES: [Sample; 1] = [Sample { name: "programme", report: "usual/2026-k3" }];

/// The usual sample with the looks or the language of a project.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Variant {
    /// Its name, that of its programme's folder.
    pub name: String,
    /// The field `profil` as it is written; if it is empty, the sample keeps its own.
    pub profile: String,
    /// The path of the profile's logo below the project's folder.
    pub logo: Option<String>,
    /// The language of its reports, if not those of the sample.
    pub language: Option<String>,
}

impl Variant {
    /// The name of its report, on a region or on the programme.
    pub fn report(&self, is_of_program: bool) -> String {
        let name = &self.name;
        if is_of_program { format!("{name}/2026-k3") } else { format!("{name}/nord/2026-k3") }
    }

    /// Its files, by their paths below a project's folder, with the bytes of its logo.
    pub fn files(&self, logo: Option<Vec<u8>>) -> Vec<(String, Vec<u8>)> {
        let mut files = Vec::new();
        collect(&USUAL, &self.name, &mut files);
        let folder = format!("data/{}", self.name);
        for (path, bytes) in &mut files {
            if *path == format!("{folder}/program.yaml") {
                *bytes = self.program(&String::from_utf8_lossy(bytes)).into_bytes();
            }
        }
        if let (Some(path), Some(logo)) = (&self.logo, logo) {
            let name = path.splitn(3, '/').last().unwrap_or_default();
            files.retain(|(path, _)| *path != format!("{folder}/{name}"));
            files.push((format!("{folder}/{name}"), logo));
        }
        files
    }

    /// The text of the programme's file, from that of the usual sample.
    fn program(&self, usual: &str) -> String {
        let replaced = [("profil:", !self.profile.is_empty()), ("språk:", self.language.is_some())];
        let mut is_kept = true;
        let mut text = String::new();
        for line in usual.lines() {
            if !line.starts_with(' ') {
                let is_replaced = |(field, is): &(&str, bool)| *is && line.starts_with(field);
                is_kept = !replaced.iter().any(is_replaced);
            }
            if is_kept {
                let _ = writeln!(text, "{line}");
            }
        }
        if let Some(language) = &self.language {
            let _ = writeln!(text, "språk: {language}");
        }
        text + &self.profile + "\n"
    }
}

/// A name as long as names get, with a word that must be broken.
const LONG_NAME: &str =
    "Interkommunaltsamarbeidsregionutviklingsprosjekt i Indre Østfold og Nord-Fron";

/// The statuses of the items of a sized sample, in turn.
const STATUSES: [&str; 6] =
    ["etter-plan", "i-gang", "ikke-startet", "på-vent", "avbrutt", "fullført"];

/// The files of the samples, by their paths below a project's folder.
pub fn samples() -> Vec<(String, Vec<u8>)> {
    let program = "navn: Eksempel\neier: Ingen\nperiode: { fra: 2026, til: 2027 }\n";
    let (region, period) = sized(40, "1 234 567", "nb");
    let mut files = [
        ("smallest/program.yaml", program),
        ("smallest/regioner/nord/region.yaml", "navn: Nord\nsøkerkommune: Storvik\n"),
        ("smallest/regioner/nord/2026.yaml", "type: sluttrapport\n"),
        ("largest/program.yaml", program),
        ("largest/regioner/nord/region.yaml", &region),
        ("largest/regioner/nord/2026.yaml", &period),
    ]
    .map(|(path, text)| (format!("data/{path}"), text.as_bytes().to_vec()))
    .to_vec();
    collect(&USUAL, "usual", &mut files);
    files
}

/// Adds the files of a folder and of those in it, to those of a programme.
fn collect(folder: &'static Dir<'static>, program: &str, files: &mut Vec<(String, Vec<u8>)>) {
    files.extend(folder.files().filter_map(|file| {
        let path = file.path().to_str()?.replace('\\', "/");
        Some((format!("data/{program}/{path}"), file.contents().to_vec()))
    }));
    folder.dirs().for_each(|folder| collect(folder, program, files));
}

/// A region with `count` of everything, all names long, and its period: the texts of their files.
/// `amount` is the sum of every post, as it is to be written.
pub fn sized(count: usize, amount: &str, language: &str) -> (String, String) {
    let mut region = format!("navn: {LONG_NAME}\nspråk: {language}\nsøkerkommune: Nordre Follo\n");
    let mut period = String::from(
        "type: statusrapport\nsamlet_status: i-gang\ningress: Alt er fiktivt.\n\
         vurdering: { framdrift: i-gang, økonomi: på-vent, kvalitet: ikke-startet, risiko: avbrutt }\n",
    );
    for list in PlanList::ALL {
        let _ = writeln!(region, "{}:", list.field());
        let _ = writeln!(period, "{}:", list.period_field());
        for i in 0..count {
            let plan = plan_fields(list, i, amount);
            let _ = writeln!(region, "  - {{ id: x{i}, navn: {LONG_NAME} {i}, {plan} }}");
            let report = report_fields(list, i, amount);
            let _ = writeln!(period, "  x{i}: {{ {report} }}");
        }
    }
    for list in ["risikoer", "avvik"] {
        let _ = writeln!(period, "{list}:");
        for i in 0..count {
            let fields = if list == "avvik" { deviation_fields(i) } else { risk_fields(i) };
            let _ = writeln!(period, "  - {{ {fields} }}");
        }
    }
    (region, period)
}

/// The fields of an item of the plan, besides its id and name.
fn plan_fields(list: PlanList, i: usize, amount: &str) -> String {
    let month = i % 12 + 1;
    match list {
        PlanList::Delprosjekter => {
            format!("ansvarlig: {LONG_NAME}, start: 2026-01-01, slutt: 2027-{month:02}-28")
        }
        PlanList::Milepæler => format!("frist: 2026-{month:02}-15"),
        PlanList::Indikatorer => {
            format!("enhet: antall, utgangsverdi: {i}, måltall: 1 000 000, kilde: {LONG_NAME}")
        }
        PlanList::Budsjett | PlanList::Finansiering => format!("beløp: \"{amount}\""),
    }
}

/// The fields of a report on an item of the plan.
fn report_fields(list: PlanList, i: usize, amount: &str) -> String {
    let status = STATUSES[i % 6];
    match list {
        PlanList::Delprosjekter => {
            let progress = match status {
                "fullført" => 100,
                "ikke-startet" => 0,
                _ => i % 100,
            };
            format!("status: {status}, framdrift: {progress}, kommentar: Om {LONG_NAME}.")
        }
        PlanList::Milepæler => format!("status: {status}, ny_frist: 2027-{:02}-15", i % 12 + 1),
        PlanList::Indikatorer => format!("verdi: {}, kommentar: Om {LONG_NAME}.", i * 10_000),
        PlanList::Budsjett => {
            format!("regnskap: \"{amount}\", prognose: \"{amount}\", kommentar: Om {LONG_NAME}.")
        }
        PlanList::Finansiering => {
            format!("nytt_beløp: \"{amount}\", kommentar: Om {LONG_NAME}.")
        }
    }
}

fn risk_fields(i: usize) -> String {
    let (probability, consequence) = (i % 5 + 1, i / 5 % 5 + 1);
    format!(
        "id: r{i}, risiko: {LONG_NAME} {i}, sannsynlighet: {probability}, \
         konsekvens: {consequence}, tiltak: {LONG_NAME}, eier: {LONG_NAME}"
    )
}

fn deviation_fields(i: usize) -> String {
    format!(
        "id: a{i}, avvik: {LONG_NAME} {i}, gjelder: [x{i}, økonomi], årsak: {LONG_NAME}, \
         konsekvens: {LONG_NAME}, tiltak: {LONG_NAME}, frist: 2027-01-01, ansvarlig: {LONG_NAME}"
    )
}
