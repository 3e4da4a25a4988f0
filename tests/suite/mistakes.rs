//! Mistakes that show only beside the period before: what people copy and forget.

use crate::project::Project;

/// A programme with a region and its two first quarters.
fn quarters(first: &str, second: &str) -> Project {
    let period = |text: &str| format!("type: statusrapport\nsamlet_status: etter-plan\n{text}");
    Project::empty()
        .with("data/p/program.yaml", crate::project::PROGRAM)
        .with_region(
            "navn: Nord\nsøkerkommune: Storvik\nmilepæler:\n  - { id: høring, navn: Planen på \
             høring, frist: 2026-05-15 }\n",
        )
        .with("data/p/regioner/nord/2026-k1.yaml", period(first))
        .with("data/p/regioner/nord/2026-k2.yaml", period(second))
}

/// The codes of what is found in the second of two quarters.
fn codes(first: &str, second: &str) -> Vec<String> {
    let (_, findings) = quarters(first, second).render();
    findings.iter().map(|finding| finding.code().to_owned()).collect()
}

#[test]
fn what_was_reached_was_reached_once() {
    let reached = |day: &str| format!("milepæler: {{ høring: {{ nådd: {day} }} }}\n");
    let told = codes(&reached("2026-02-01"), &reached("2026-05-01"));
    assert_eq!(told, ["reached-twice"]);
    assert_eq!(codes(&reached("2026-02-01"), &reached("2026-02-01")), Vec::<String>::new());
    let late = codes("milepæler: { høring: i-gang }\n", &reached("2026-03-01"));
    assert_eq!(late, ["reached-untold"]);
    assert_eq!(
        codes("milepæler: { høring: i-gang }\n", &reached("2026-04-01")),
        Vec::<String>::new()
    );
    assert_eq!(codes("", &reached("2026-03-30")), Vec::<String>::new());
}

#[test]
fn a_text_is_not_written_twice() {
    let reached = "milepæler: { høring: { nådd: 2026-04-01 } }\n";
    let text = |ingress: &str| format!("ingress: {ingress}\n{reached}");
    let long = "Alt går etter planen, og kommunene er fornøyde med tempoet.";
    let again = |text: &str| text.replace(reached, "milepæler: { høring: i-gang }\n");
    assert_eq!(codes(&again(&text(long)), &text(long)), ["unchanged-since"]);
    // Short texts may be the same, and a new word makes another text.
    assert_eq!(codes(&again(&text("Alt går bra.")), &text("Alt går bra.")), Vec::<String>::new());
    let new = format!("{long} Høringen er ferdig.");
    assert_eq!(codes(&again(&text(long)), &text(&new)), Vec::<String>::new());
}

/// A municipality in two regions of a programme is one municipality, with its people and its land once.
#[test]
fn a_municipality_in_two_regions_is_counted_once() {
    let region = |name: &str, partner: &str| {
        format!(
            "navn: {name}\nsøkerkommune: {{ navn: Storvik, nummer: 1801, folketall: 1 000, areal: 10 \
             }}\nsamarbeidskommuner:\n  - {partner}\n"
        )
    };
    let project = Project::empty()
        .with("data/p/program.yaml", crate::project::PROGRAM)
        .with_region(&region("Nord", "{ navn: Herøy, nummer: 1818, folketall: 500, areal: 5 }"))
        .with("data/p/regioner/nord/2026.yaml", crate::project::PERIOD)
        .with(
            "data/p/regioner/sor/region.yaml",
            region("Sør", "{ navn: Herøy, nummer: 1515, folketall: 300, areal: 3 }"),
        )
        .with("data/p/regioner/sor/2026.yaml", crate::project::PERIOD);
    let output = project.run(&["data", "p/2026"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["sum"]["kommuner"], 3);
    assert_eq!(json["sum"]["folketall"], 1800);
    assert_eq!(json["sum"]["areal"], 18.0);
}
