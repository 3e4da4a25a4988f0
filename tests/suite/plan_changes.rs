//! Plans that change: what a period says of the plan holds from then on, and earlier reports stay
//! what they were.

use serde_json::Value;

use crate::pages::text_of;
use crate::project::{Project, shown};

/// A region with a sub-project, an indicator and two posts.
const REGION: &str = include_str!("../source/havn.yaml");

/// What each quarter says.
const QUARTERS: [(&str, &str); 4] = [
    (
        "2026-k1",
        "delprosjekter: { kai: etter-plan }\nindikatorer: { foretak: 10 }\nøkonomi: { bygg: 500 000 }\n",
    ),
    (
        "2026-k2",
        "delprosjekter: { kai: { status: mindre-avvik, ny_slutt: 2027-09-30, kommentar: Frost. } }\n\
         indikatorer: { foretak: { verdi: 20, nytt_måltall: 40, kommentar: Færre tomter. } }\n\
         økonomi: { bygg: { regnskap: 900 000, prognose: 3 400 000, revidert_budsjett: 3 400 000, kommentar: Vedtak. } }\n",
    ),
    (
        "2026-k3",
        "delprosjekter: { kai: i-gang }\nindikatorer: { foretak: 25 }\nøkonomi: { bygg: { regnskap: 1 200 000, prognose: 3 500 000, kommentar: Dyrt. } }\n",
    ),
    (
        "2026-k4",
        "delprosjekter: { kai: { status: i-gang, ny_slutt: 2027-11-30 } }\n\
         indikatorer: { foretak: { nytt_måltall: 50 } }\n\
         økonomi: { bygg: { regnskap: 1 900 000, prognose: 3 600 000, revidert_budsjett: 3 600 000 } }\n",
    ),
];

/// A project with the first quarters.
fn until(quarters: usize) -> Project {
    let project = Project::empty()
        .with(
            "data/p/program.yaml",
            "navn: Eksempel\neier: Ingen\nperiode: { fra: 2026, til: 2027 }\n",
        )
        .with("data/p/regioner/nord/region.yaml", REGION);
    QUARTERS[..quarters].iter().fold(project, |project, (quarter, text)| {
        let text = format!("type: statusrapport\n{text}");
        project.with(&format!("data/p/regioner/nord/{quarter}.yaml"), text)
    })
}

/// The merged data of a report.
fn data(project: &Project, quarter: &str) -> Value {
    let output = project.run(&["data", &format!("nord/{quarter}")]);
    assert!(output.status.success(), "{}", shown(&output));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn what_a_period_changes_holds_from_then_on() {
    let project = until(4);
    let standing = |quarter: &str| data(&project, quarter)["stilling"].take();
    let (first, second, third, last) =
        (standing("2026-k1"), standing("2026-k2"), standing("2026-k3"), standing("2026-k4"));
    let end = |standing: &Value| standing["delprosjekter"][0]["gjeldende_slutt"].clone();
    assert_eq!(
        [&first, &second, &third, &last].map(end),
        ["2027-06-30", "2027-09-30", "2027-09-30", "2027-11-30"]
    );
    let target = |standing: &Value| standing["indikatorer"][0]["gjeldende_måltall"].clone();
    assert_eq!([&first, &second, &third, &last].map(target), [80.0, 40.0, 40.0, 50.0]);
    let budget = |standing: &Value| standing["økonomi"]["poster"][1]["budsjett"].clone();
    assert_eq!(
        [&first, &second, &third, &last].map(budget),
        [300_000_000, 340_000_000, 340_000_000, 360_000_000]
    );
    // What was planned first stays beside it, and so does every change.
    assert_eq!(last["økonomi"]["poster"][1]["opprinnelig_budsjett"], 300_000_000);
    assert_eq!(last["økonomi"]["poster"][1]["revisjoner"].as_array().unwrap().len(), 2);
    assert_eq!(last["indikatorer"][0]["måltall"], 80.0);
    assert_eq!(last["delprosjekter"][0]["flyttet_dager"], 153);
    // Per cent and deviations are those of what holds.
    assert_eq!(second["indikatorer"][0]["måloppnåelse"], 50.0);
    assert_eq!(second["økonomi"]["poster"][1]["prognoseavvik"], 0);
    assert_eq!(third["økonomi"]["poster"][1]["prognoseavvik"], 10_000_000);
}

#[test]
fn earlier_reports_stay_what_they_were() {
    for count in 1..4 {
        let (before, after) = (until(count), until(count + 1));
        for (quarter, _) in &QUARTERS[..count] {
            assert_eq!(data(&before, quarter), data(&after, quarter), "{quarter} after {count}");
        }
    }
}

#[test]
fn pages_and_diff_tell_what_was_and_what_is() {
    let project = until(2);
    let text = text_of(&project);
    for words in [
        "flyttet 92 dager fra 30.06.2027",
        "måltallet endret fra 80 til 40 i 2. kvartal 2026",
        "Opprinnelig Revidert",
        "3 000 3 400 900 3 400 0",
        "revidert i 2. kvartal 2026",
        "slutt 30.06.2027 → 30.09.2027",
        "måltall 80 → 40",
        "budsjett 3 mill. kr → 3,4 mill. kr",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    insta::assert_snapshot!(project.shown(&["diff", "nord/2026-k1", "nord/2026-k2"]));
    let complete = project.shown(&["check", "--complete", "nord/2026-k2"]);
    assert!(!complete.contains("not-shown"), "{complete}");
}

#[test]
fn names_change_from_a_period_on() {
    let renamed = "nytt_navn: Havneregionen\nmerknad: Utkast til styringsgruppen\n\
         delprosjekter: { kai: { status: i-gang, nytt_navn: Kai og terminal, ny_ansvarlig: Nora Eksempel } }\n\
         milepæler: { støp: { status: etter-plan, nytt_navn: Dekket støpt } }\n\
         indikatorer: { foretak: { verdi: 30, nytt_navn: Nye bedrifter } }\n\
         økonomi: { bygg: { regnskap: 1 000 000, prognose: 3 000 000, nytt_navn: Bygg og kai } }\n\
         avvik: [{ id: a, gjelder: [støp], avvik: Sent, årsak: Frost., konsekvens: Uker., tiltak: Telt. }]\n";
    let project = until(1)
        .with("data/p/regioner/nord/2026-k2.yaml", format!("type: statusrapport\n{renamed}"))
        .with("data/p/regioner/nord/2026-k3.yaml", "type: statusrapport\n");
    let first = data(&project, "2026-k1");
    assert_eq!(first["region"]["navn"], "Østhavnregionen");
    assert_eq!(first["stilling"]["delprosjekter"][0]["navn"], "Kai");
    for quarter in ["2026-k2", "2026-k3"] {
        let data = data(&project, quarter);
        assert_eq!(data["region"]["navn"], "Havneregionen");
        assert_eq!(data["region"]["genitiv"], "Havneregionens");
        let standing = &data["stilling"];
        assert_eq!(standing["delprosjekter"][0]["navn"], "Kai og terminal");
        assert_eq!(standing["delprosjekter"][0]["ansvarlig"], "Nora Eksempel");
        assert_eq!(standing["milepæler"][0]["navn"], "Dekket støpt");
        assert_eq!(standing["milepæler"][0]["delprosjekt_navn"], "Kai og terminal");
        assert_eq!(standing["indikatorer"][0]["navn"], "Nye bedrifter");
        assert_eq!(standing["økonomi"]["poster"][1]["navn"], "Bygg og kai");
    }
    let second = data(&project, "2026-k2");
    assert_eq!(second["stilling"]["avvik"][0]["angår"][0]["navn"], "Dekket støpt");
    std::fs::remove_file(project.path("data/p/regioner/nord/2026-k3.yaml")).unwrap();
    let text = text_of(&project);
    assert!(text.contains("Utkast til styringsgruppen"), "{text}");
    assert!(!text.contains("Østhavnregionen") && !text.contains("Nye foretak"), "{text}");
    let complete = project.shown(&["check", "--complete", "nord/2026-k2"]);
    assert!(!complete.contains("not-shown"), "{complete}");
}
