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

/// The names of files that are told beside a region's own, with what is told.
fn misnamed(names: &[&str]) -> Vec<String> {
    let mut project = quarters("", "");
    for name in names {
        project = project.with(&format!("data/p/regioner/nord/{name}"), crate::project::PERIOD);
    }
    let output = project.run(&["check", "--message-format", "json"]);
    let lines = String::from_utf8(output.stdout).unwrap();
    let lines = lines.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let told = lines.filter(|line| line["severity"] == "error");
    told.map(|line| format!("{}: {}", line["code"], line["hint"]).replace('"', "")).collect()
}

/// What OneDrive, Windows and browsers make of a file is told as a copy, or by the name that it should have.
#[test]
fn copies_and_misspelt_names_are_told() {
    for copy in [
        "2026-k2 - Kopi.yaml",
        "2026-k2 – Kopi (2).yaml",
        "2026-k2-DESKTOP-AB12CD.yaml",
        "2026-k2 (1).yaml",
        "2026-k2 (Karis motstridende kopi 2026-10-09).yaml",
        "Kopi av 2026-k2.yaml",
        "2026-k2_ny.yaml",
        "2026-k2.yml",
    ] {
        let told = misnamed(&[copy]);
        assert_eq!(told.len(), 1, "{copy}: {told:?}");
        assert!(
            told[0].starts_with("copied-file") && told[0].contains("«2026-k2.yaml»"),
            "{told:?}"
        );
    }
    for name in
        ["2026-3. kvartal.yaml", "3. kvartal 2026.yaml", "2026-k3 - Kopi.yaml", "2026-k3.yml"]
    {
        let told = misnamed(&[name]);
        assert_eq!(told, ["misnamed: gi den navnet «2026-k3.yaml»"], "{name}");
    }
    assert_eq!(misnamed(&["region - Kopi.yaml"]).len(), 1);
}

/// A file of another region that was copied says so in its text; one that mentions another does not.
#[test]
fn a_text_is_about_its_own_region() {
    let told = |ingress: &str| {
        let project = quarters("", &format!("ingress: {ingress}\n")).with(
            "data/p/regioner/sor-fjordane/region.yaml",
            "navn: Sør-Fjordane\nsøkerkommune: Vik\n",
        );
        let output = project.run(&["check", "nord/2026-k2", "--message-format", "json"]);
        String::from_utf8(output.stdout).unwrap().contains("copied-region")
    };
    assert!(told("Sør-Fjordane er i rute."));
    assert!(told("Arbeidet går bra. I Sør-Fjordane er planen på høring."));
    assert!(!told("Kommunene har besøkt Sør-Fjordane."));
    assert!(!told("Sør-Fjordane og Nord har møttes."));
}

/// A file that cannot be read is not missing, and nothing is told of what it would have said.
#[test]
fn a_file_that_cannot_be_read_is_not_missing() {
    let project = quarters("ingress: [\n", "").with(
        "data/p/regioner/nord/2026-k3.yaml",
        "type: statusrapport\nsamlet_status: etter-plan\n",
    );
    let output = project.run(&["check", "--message-format", "json"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("2026-k1.yaml") && !text.contains("missing-period"), "{text}");
}

/// UTF-16 is told as what it is, with and without its mark.
#[test]
fn utf_16_is_told_as_such() {
    let bytes =
        "type: statusrapport\n".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let project = quarters("", "").with("data/p/regioner/nord/2026-k3.yaml", bytes);
    let output = project.run(&["check"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("UTF-16"));
}

/// A new region that is not filled in is told, and keeps no report from being written.
#[test]
fn a_region_that_has_not_begun_blocks_nobody() {
    let project = quarters("", "");
    assert!(project.run(&["new", "region", "Sør-Fjordane"]).status.success());
    let output = project.run(&["build"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && said.contains("not-begun"), "{said}");
    assert!(project.path("rapporter/p/2026-k2.pdf").is_file());
    let output = project.run(&["new", "period", "Sør-Fjordane", "2026-k2"]);
    assert_eq!(output.status.code(), Some(1));
    let region = "data/p/regioner/sor-fjordane/region.yaml";
    let text = std::fs::read_to_string(project.path(region)).unwrap();
    let project = project.with(region, text.replace("søkerkommune:", "søkerkommune: Vik"));
    assert!(project.run(&["new", "period", "Sør-Fjordane", "2026-k2"]).status.success());
    assert!(project.run(&["build"]).status.success());
}
