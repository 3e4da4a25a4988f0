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
    let region = REGION.replace("navn: Kai,", "navn: Kai, ansvarlig: Kari Prøve,");
    let project = until(1)
        .with_region(&region)
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
    for words in [
        "Utkast til styringsgruppen",
        "het Østhavnregionen",
        "het Kai",
        "ansvarlig Kari Prøve → Nora Eksempel",
        "het Kaia støpt",
        "het Nye foretak",
        "het Bygg",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    // The old names stand among the changes, and nowhere else.
    assert_eq!(
        [text.matches("Østhavnregionen").count(), text.matches("Nye foretak").count()],
        [1, 1]
    );
    let complete = project.shown(&["check", "--complete", "nord/2026-k2"]);
    assert!(!complete.contains("not-shown"), "{complete}");
}

#[test]
fn funding_changes_from_a_period_on() {
    let region = format!("{REGION}{}", include_str!("../source/funding.yaml"));
    let changed = "finansiering:\n  \
         tilskudd: { nytt_beløp: 1 500 000, kommentar: Departementet økte tilskuddet. }\n  \
         lån: { nytt_beløp: 800 000, nytt_navn: Husbanken }\n  egne: 600 000\n";
    let project = until(3)
        .with_region(&region)
        .with("data/p/regioner/nord/2026-k2.yaml", format!("type: statusrapport\n{changed}"));
    let sources = |quarter: &str| data(&project, quarter)["stilling"]["økonomi"].take();
    let [first, second, third] = ["2026-k1", "2026-k2", "2026-k3"].map(sources);
    assert_eq!(column(&first["finansiering"], "navn"), ["Tilskudd", "Banken", "Egne midler"]);
    assert_eq!(column(&third["finansiering"], "navn"), ["Tilskudd", "Husbanken", "Egne midler"]);
    let sum = |economy: &Value| economy["finansiering_sum"].clone();
    assert_eq!([&first, &second, &third].map(sum), [340_000_000, 290_000_000, 290_000_000]);
    assert_eq!(third["finansiering"][0]["opprinnelig_beløp"], 120_000_000);
    assert_eq!(third["finansiering"][0]["endringer"][0]["periode"]["id"], "2026-k2");
    assert_eq!(third["finansiering"][0]["kommentar"], Value::Null);
    let changes = |quarter: &str| {
        let changes = data(&project, quarter)["stilling"]["endringer"].take();
        let changes = changes.as_array().unwrap().iter();
        let changes = changes.filter(|change| change["art"] == "finansiering");
        changes.map(|change| format!("{} {}", change["id"], change["felt"])).collect::<Vec<_>>()
    };
    let told =
        ["\"tilskudd\" \"beløp\"", "\"lån\" \"navn\"", "\"lån\" \"beløp\"", "\"egne\" \"beløp\""];
    assert_eq!(changes("2026-k2"), told);
    assert!(changes("2026-k3").is_empty());
    // The page shows what was planned, what holds, since when, and what the sources were called.
    std::fs::remove_file(project.path("data/p/regioner/nord/2026-k3.yaml")).unwrap();
    let pages = text_of(&project);
    for words in
        ["het Banken", "Opprinnelig", "endret i 2. kvartal 2026", "Departementet økte tilskuddet"]
    {
        assert!(pages.contains(words), "{words}\n{pages}");
    }
    let complete = project.shown(&["check", "--complete", "nord/2026-k2"]);
    assert!(!complete.contains("not-shown"), "{complete}");
    // A new period asks for none of it.
    project.run(&["new", "period", "nord"]);
    let text = std::fs::read_to_string(project.path("data/p/regioner/nord/2026-k3.yaml")).unwrap();
    assert!(!text.contains("finansiering"), "{text}");
    // The id of a source is known, as others are.
    let wrong = project.with(
        "data/p/regioner/nord/2026-k2.yaml",
        "type: statusrapport\nfinansiering: { tilskud: 1 }\n",
    );
    let checked = wrong.shown(&["check", "nord/2026-k2"]);
    assert!(checked.contains("unknown-id") && checked.contains("«tilskudd»"), "{checked}");
}

/// A region in which things come and go.
const COMING: &str = include_str!("../source/kai.yaml");

/// The same region with two or three quarters.
fn coming(quarters: usize) -> Project {
    let project = until(0).with_region(COMING);
    let texts = [
        "delprosjekter: { kai: i-gang, skur: i-gang }\n\
         indikatorer: { foretak: 10 }\n\
         økonomi: { bygg: { regnskap: 100 000, prognose: 3 000 000 } }\n",
        "delprosjekter: { kai: i-gang, skur: fullført }\n\
         økonomi: { bygg: { regnskap: 200 000, prognose: 3 000 000 } }\n",
        "delprosjekter: { kai: i-gang }\n\
         økonomi:\n  \
         bygg: { regnskap: 300 000, prognose: 3 000 000 }\n  \
         reise: { regnskap: 50 000, prognose: 400 000 }\n",
    ];
    texts[..quarters].iter().enumerate().fold(project, |project, (index, text)| {
        let text = format!("type: statusrapport\nsamlet_status: etter-plan\n{text}");
        project.with(&format!("data/p/regioner/nord/2026-k{}.yaml", index + 1), text)
    })
}

/// The texts of a field in the rows of a list.
fn column(rows: &Value, field: &str) -> Vec<String> {
    let rows = rows.as_array().into_iter().flatten();
    rows.map(|row| row[field].as_str().unwrap_or("–").to_owned()).collect()
}

#[test]
fn things_of_the_plan_come_and_go() {
    let project = coming(3);
    let (second, third) = (data(&project, "2026-k2"), data(&project, "2026-k3"));
    let projects = |data: &Value| column(&data["stilling"]["delprosjekter"], "id");
    assert_eq!([projects(&second), projects(&third)], [["kai", "skur"], ["kai", "kran"]]);
    let posts = |data: &Value| column(&data["stilling"]["økonomi"]["poster"], "id");
    assert_eq!([posts(&second), posts(&third)], [vec!["bygg"], vec!["bygg", "reise"]]);
    let partners = |data: &Value| column(&data["region"]["samarbeidskommuner"], "navn");
    assert_eq!([partners(&second), partners(&third)], [["Lillevåg"], ["Sandøya"]]);
    assert_eq!([&second, &third].map(|data| data["tall"]["folketall"].clone()), [15_000, 12_800]);
    // The region's own total was written for the municipalities of its time.
    let region = format!("{COMING}fakta: {{ folketall: 15 001, areal: 1900 }}\n");
    let own = coming(3).with_region(&region);
    let facts = |quarter: &str| data(&own, quarter)["tall"].take();
    let [before, after] = ["2026-k2", "2026-k3"].map(facts);
    assert_eq!([&before["folketall"], &after["folketall"]], [15_001, 12_800]);
    assert_eq!([&before["areal"], &after["areal"]], [1900.0, 1900.0]);
    let sums = |data: &Value| data["stilling"]["økonomi"]["finansiering_sum"].clone();
    assert_eq!([&second, &third].map(sums), [300_000_000, 340_000_000]);

    // What came and what left is told once, and nobody asks for what is not there.
    let told = |data: &Value| {
        let changes = data["stilling"]["endringer"].as_array().unwrap();
        let plan = changes.iter().filter(|change| change["felt"] == "plan");
        plan.map(|change| format!("{}: {}", change["id"], change["til"])).collect::<Vec<_>>()
    };
    assert_eq!(told(&second), ["\"foretak\": \"lukket\""]);
    assert_eq!(
        told(&third),
        [
            "\"Sandøya\": \"åpen\"",
            "\"Lillevåg\": \"lukket\"",
            "\"kran\": \"åpen\"",
            "\"skur\": \"lukket\"",
            "\"reise\": \"åpen\"",
            "\"Næringslivet\": \"åpen\"",
        ]
    );
    let checked = project.shown(&["check", "--complete"]);
    assert!(!checked.contains("warning[") && !checked.contains("advarsel["), "{checked}");

    let pages = text_of(&project);
    for words in
        ["Lillevåg ute av regionen", "Skuret ute av planen", "ny i planen", "Starter 01.12.2026"]
    {
        assert!(pages.contains(words), "{words}\n{pages}");
    }
    assert!(!pages.contains("Ikke rapportert"), "{pages}");
}

/// A deviation of what has left keeps its name; a milestone whose sub-project has left stands by
/// itself; the first indicator takes the place of a key indicator that has left.
#[test]
fn what_refers_to_something_that_left_is_still_told() {
    let region =
        COMING.replace("til: 2026-k1 }]", "til: 2026-k1 }, { id: plasser, navn: Båtplasser }]");
    let region = format!(
        "{region}nøkkelindikator: foretak\n\
         milepæler: [{{ id: port, navn: Porten malt, frist: 2026-12-10, delprosjekt: skur }}]\n"
    );
    let third = "type: statusrapport\nsamlet_status: etter-plan\ndelprosjekter: { kai: i-gang }\n\
         indikatorer: { plasser: 12 }\navvik: [{ id: lekk, avvik: Taket lekker, gjelder: skur }]\n";
    let project = coming(2).with_region(&region).with("data/p/regioner/nord/2026-k3.yaml", third);
    let standing = data(&project, "2026-k3")["stilling"].take();
    assert_eq!(standing["avvik"][0]["angår"][0]["navn"], "Skuret");
    assert_eq!(standing["milepæler"][0]["delprosjekt"], Value::Null);
    assert_eq!(standing["nøkkelindikator"], "plasser");
    let pages = text_of(&project);
    for words in ["Porten malt", "Taket lekker", "Skuret", "Båtplasser"] {
        assert!(pages.contains(words), "{words}\n{pages}");
    }
    let complete = project.shown(&["check", "--complete", "nord/2026-k3"]);
    assert!(!complete.contains("not-shown"), "{complete}");
}

#[test]
fn what_comes_later_leaves_earlier_reports_alone() {
    // The plan before anything was added to it, and after.
    let before = coming(2).with_region(include_str!("../source/kai-first.yaml"));
    let after = coming(3);
    for quarter in ["2026-k1", "2026-k2"] {
        let [before, after] = [&before, &after]
            .map(|project| project.run(&["build", &format!("nord/{quarter}"), "-o", "-"]).stdout);
        assert!(!before.is_empty() && before == after, "{quarter}");
    }
}

#[test]
fn a_new_period_has_what_is_in_the_plan_then() {
    let project = coming(2);
    project.run(&["new", "period", "nord"]);
    let text = std::fs::read_to_string(project.path("data/p/regioner/nord/2026-k3.yaml")).unwrap();
    assert!(text.contains("kran:") && text.contains("reise:"), "{text}");
    assert!(!text.contains("skur:") && !text.contains("foretak:"), "{text}");
}

#[test]
fn a_region_that_has_ended_is_not_silent() {
    let project = coming(3)
        .with(
            "data/p/regioner/sor/region.yaml",
            "navn: Sørhavn\nsøkerkommune: Sørvik\ntil: 2026-k2\n",
        )
        .with("data/p/regioner/sor/2026-k2.yaml", "type: statusrapport\nsamlet_status: fullført\n");
    let regions = |quarter: &str| {
        let output = project.run(&["data", quarter]);
        assert!(output.status.success(), "{}", shown(&output));
        let data: Value = serde_json::from_slice(&output.stdout).unwrap();
        column(&data["regioner"], "id")
    };
    assert_eq!(regions("p/2026-k2"), ["sor", "nord"]);
    assert_eq!(regions("p/2026-k3"), ["nord"]);
    // One that reports all the same is shown, and told of.
    let late = "type: statusrapport\nsamlet_status: fullført\n";
    let project = project.with("data/p/regioner/sor/2026-k3.yaml", late);
    assert!(project.shown(&["data", "p/2026-k3"]).contains("\"id\": \"sor\""));
    let checked = project.shown(&["check", "sor/2026-k3"]);
    assert!(checked.contains("advarsel[region-ended]"), "{checked}");
}
