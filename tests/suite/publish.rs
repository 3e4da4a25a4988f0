//! Published reports: what was issued stays, what is otherwise is told, and corrections are editions.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::project::{PROGRAM, Project, files, said, shown};

/// What each quarter says.
const QUARTERS: [(&str, &str); 5] = [
    ("2026-k1", include_str!("../source/story/2026-k1.yaml")),
    ("2026-k2", include_str!("../source/story/2026-k2.yaml")),
    ("2026-k3", include_str!("../source/story/2026-k3.yaml")),
    ("2026-k4", include_str!("../source/story/2026-k4.yaml")),
    ("2027-k1", include_str!("../source/story/2027-k1.yaml")),
];

/// The region as its file is at first, and at the end.
const FIRST: &str = include_str!("../source/story/region-first.yaml");
const LAST: &str = include_str!("../source/story/region-last.yaml");

/// The region's folder.
const NORD: &str = "data/p/regioner/nord";

/// A correction of the first quarter.
const CORRECTION: &str = "rettelser:\n  - dato: 2026-05-02\n    gjelder: [foretak, bygg]\n    \
    tekst: Regnskapet for bygg og tallet på foretak var feil.\n";

/// A project with a programme, the region, and its first quarters.
fn until(quarters: usize) -> Project {
    let project = Project::empty().with("data/p/program.yaml", PROGRAM).with_region(FIRST);
    QUARTERS[..quarters]
        .iter()
        .fold(project, |project, (quarter, text)| with(project, quarter, text))
}

fn with(project: Project, quarter: &str, text: &str) -> Project {
    project.with(&format!("{NORD}/{quarter}.yaml"), text)
}

/// A project of which the first quarter has been published.
fn published() -> Project {
    let project = until(1);
    publish(&project, &["nord/2026-k1"]);
    project
}

/// Publishes, and nothing is wrong.
fn publish(project: &Project, args: &[&str]) {
    let output = project.run(&[&["publish"], args].concat());
    assert!(output.status.success(), "{}", shown(&output));
}

/// The bytes of a file in the folder of a published report.
fn issued(project: &Project, report: &str, file: &str) -> Vec<u8> {
    fs::read(project.path(&format!("publisert/p/{report}/{file}"))).unwrap()
}

/// The same project, of the data alone.
fn of_data_alone(project: &Project) -> Project {
    let other = Project::empty();
    files(&project.path("data")).into_iter().fold(other, |other, (path, bytes)| {
        let below = Path::new(&path).strip_prefix(project.root()).unwrap();
        other.with(below.to_str().unwrap(), bytes)
    })
}

/// A report that is built of the data alone.
fn rebuilt(project: &Project, report: &str) -> Vec<u8> {
    let output = of_data_alone(project).run(&["build", report, "-o", "-"]);
    assert!(output.status.success(), "{}", shown(&output));
    output.stdout
}

/// One region through five quarters: its plan changes in every way there is, a report is corrected, and
/// every report that was published stays what it was.
#[test]
fn five_quarters_of_a_plan_that_changes() {
    let mut project =
        until(0).with("data/p/regioner/sor/region.yaml", "navn: Sørhavn\nsøkerkommune: Sørvik\n");
    for (index, (quarter, text)) in QUARTERS.iter().enumerate() {
        // From the third quarter on, things have come and gone.
        project = with(project.with_region(if index < 2 { FIRST } else { LAST }), quarter, text);
        project = project.with(
            &format!("data/p/regioner/sor/{quarter}.yaml"),
            "type: statusrapport\nsamlet_status: etter-plan\n",
        );
        publish(&project, &[&format!("nord/{quarter}"), &format!("p/{quarter}")]);
        if *quarter == "2026-k3" {
            // The second quarter was wrong, and the third had been published.
            let second = QUARTERS[1].1.replace("foretak: { verdi: 20", "foretak: { verdi: 18");
            let correction = CORRECTION.replace("2026-05-02", "2026-11-02");
            project = with(project, "2026-k2", &format!("{second}{correction}"));
            publish(&project, &["nord/2026-k2", "p/2026-k2", "--correct"]);
        }
    }
    let (status, text) = said(&project, &["check"]);
    assert_eq!(status, 0, "{text}");
    // The third quarter showed the value that was wrong; nothing else is told.
    assert!(!text.contains("published-differs") && !text.contains("unpublished"), "{text}");
    assert!(!text.contains("ikke fylt ut"), "{text}");
    let (status, text) = said(&project, &["verify", "--rebuild"]);
    assert!(status == 0 && text.matches("blir den samme på nytt").count() == 12, "{text}");

    // Of the data alone all become the same again, but for what the correction says.
    for report in ["nord-2026-k1", "nord-2026-k4", "nord-2027-k1", "2026-k1", "2026-k4", "2027-k1"]
    {
        let name = report.replace("nord-", "nord/");
        let name = if name == report { format!("p/{name}") } else { name };
        let pdf = format!("{report}.pdf");
        assert!(rebuilt(&project, &name) == issued(&project, report, &pdf), "{report}");
    }
    let corrected = issued(&project, "nord-2026-k2", "nord-2026-k2-utgave-2.pdf");
    assert!(rebuilt(&project, "nord/2026-k2") == corrected);
    assert!(corrected != issued(&project, "nord-2026-k2", "nord-2026-k2.pdf"));
    let now = of_data_alone(&project);
    let now: Value = serde_json::from_slice(&now.run(&["data", "nord/2026-k3"]).stdout).unwrap();
    let then: Value =
        serde_json::from_slice(&issued(&project, "nord-2026-k3", "nord-2026-k3.json")).unwrap();
    let changed = |data: &Value| {
        let changes = data["stilling"]["endringer"].as_array().unwrap().clone();
        let changes = changes.into_iter().filter(|change| change["felt"] == "verdi");
        changes.map(|change| (change["fra"].clone(), change["rettet"].clone())).next().unwrap()
    };
    assert_eq!(changed(&then), (20.0.into(), false.into()));
    assert_eq!(changed(&now), (18.0.into(), true.into()));
    assert_eq!(now["stilling"]["forrige_rettet"], "2026-11-02");
    for part in ["region", "periode", "tall"] {
        assert_eq!(now[part], then[part], "{part}");
    }

    // The region has ended, and nobody misses it.
    let project = project.with(
        "data/p/regioner/sor/2027-k2.yaml",
        "type: statusrapport\nsamlet_status: etter-plan\n",
    );
    let after: Value = serde_json::from_slice(&project.run(&["data", "p/2027-k2"]).stdout).unwrap();
    assert_eq!(after["regioner"].as_array().unwrap().len(), 1);
}

#[test]
fn a_published_report_is_not_made_anew() {
    let project = published();
    let before = files(&project.path("publisert"));
    let first = QUARTERS[0].1.replace("500 000", "550 000");
    let project = with(project, "2026-k1", &first);
    let (status, text) = said(&project, &["build"]);
    assert!(status == 0 && text.contains("p/nord/2026-k1: publisert "), "{text}");
    assert!(!project.path("rapporter/p").exists(), "{text}");
    for args in [&["build", "--force", "nord"][..], &["build", "-n"]] {
        let (status, text) = said(&project, args);
        assert!(status == 0 && text.contains("publisert "), "{text}");
    }
    let (status, text) = said(&project, &["build", "nord", "-o", "x.pdf"]);
    assert!(status == 2 && text.contains("--draft") && !project.path("x.pdf").exists(), "{text}");
    // What it would be now is a draft, and says so on every page.
    let (status, text) = said(&project, &["build", "--draft", "nord"]);
    assert!(status == 0 && text.contains("rapporter/p/nord-2026-k1.utkast.pdf"), "{text}");
    let output = project.run(&["build", "--draft", "nord", "-f", "svg", "-o", "x.svg"]);
    assert!(output.status.success(), "{}", shown(&output));
    let data: Value = serde_json::from_slice(&project.run(&["data", "nord"]).stdout).unwrap();
    assert_eq!(data["utkast"], false);
    // What was not issued is made as ever.
    for args in [&["build", "nord", "-t", "enside"][..], &["build", "nord", "-f", "png"]] {
        let (status, text) = said(&project, args);
        assert!(status == 0 && !text.contains("publisert 2"), "{text}");
    }
    assert_eq!(files(&project.path("publisert")), before);
    // The summary has it, and its file.
    project.run(&["build", "--summary", "s.json", "--junit", "s.xml"]);
    let summary: Value =
        serde_json::from_slice(&fs::read(project.path("s.json")).unwrap()).unwrap();
    assert_eq!(summary["counts"]["published"], 1);
    assert_eq!(summary["reports"][0]["files"][0], "publisert/p/nord-2026-k1/nord-2026-k1.pdf");
}

#[test]
fn a_region_that_comes_later_changes_no_report_of_before() {
    let project = until(2);
    publish(&project, &["p/2026-k1", "p/2026-k2"]);
    let region = "navn: Sør\nsøkerkommune: Storvik\n";
    let folder = "data/p/regioner/sor";
    let project = project.with(&format!("{folder}/region.yaml"), region);
    let project = project.with(&format!("{folder}/2026-k3.yaml"), "type: sluttrapport\n");
    let said = project.shown(&["check", "--message-format", "short"]);
    // Both reports have the region now; that is one thing to mend, and is told once.
    assert_eq!(said.matches("published-differs").count(), 1, "{said}");
    assert!(said.contains("og 1 til"), "{said}");
    assert!(project.shown(&["check"]).contains("gi det «fra»"));
    let project = project.with(&format!("{folder}/region.yaml"), format!("{region}fra: 2026-k3\n"));
    let said = project.shown(&["check", "--message-format", "short"]);
    assert!(!said.contains("published-differs"), "{said}");
}

#[test]
fn a_draft_says_so_on_every_page() {
    let project = until(1);
    let output = project.run(&["build", "--draft", "nord"]);
    assert!(output.status.success(), "{}", shown(&output));
    let workspace = regionrapport::Workspace::open(project.root()).unwrap().drafting(true);
    let rendered = workspace.case("nord").unwrap().render().unwrap();
    for page in regionrapport::typeset::page_texts(&rendered.pages().document) {
        assert!(page.contains("UTKAST") && page.contains("Utkast"), "{page}");
    }
}

/// What is changed after the report was published: the file, the text before and after, and what is told
/// of it: the code, the line, and a part of the message or the remedy.
const DIFFERENCES: &[(&str, &str, &str, &[&str])] = &[
    ("2026-k1", "500 000", "550 000", &["2026-k1.yaml:7", "«500 000»", "rettelser"]),
    (
        "2026-k1",
        "samlet_status: etter-plan",
        "samlet_status: mindre-avvik",
        &[":2:", "«etter-plan»"],
    ),
    ("2026-k1", "anløp: 104", "anløp: 104.5", &[":4:", "«104»"]),
    (
        "region",
        "beløp: 3 000 000 }\nfin",
        "beløp: 3 100 000 }\nfin",
        &["region.yaml:15", "«3 000 000»", "«revidert_budsjett»"],
    ),
    ("region", "måltall: 80", "måltall: 70", &["«80»", "«nytt_måltall»"]),
    ("region", "slutt: 2027-06-30", "slutt: 2027-08-30", &["«2027-06-30»", "«ny_slutt»"]),
    ("region", "frist: 2026-08-20", "frist: 2026-09-20", &["«2026-08-20»", "«ny_frist»"]),
    ("region", "navn: Kai,", "navn: Kaia,", &["«Kai»", "«nytt_navn»"]),
    (
        "region",
        "navn: Østhavnregionen",
        "navn: Havneregionen",
        &["«Østhavnregionen»", "«nytt_navn»"],
    ),
    ("region", "ansvarlig: Kari Prøve", "ansvarlig: Nora Eksempel", &["«ny_ansvarlig»"]),
    (
        "region",
        "tilskudd, navn: Tilskudd, beløp: 3 000 000",
        "tilskudd, navn: Tilskudd, beløp: 2 000 000",
        &["«nytt_beløp»"],
    ),
    (
        "region",
        "milepæler:\n",
        "milepæler:\n  - { id: ny, navn: Ny, frist: 2026-09-01 }\n",
        &["var ikke med", "gi det «fra»"],
    ),
    (
        "region",
        "  - { id: støp, navn: Kaia støpt, frist: 2026-08-20, delprosjekt: kai }\n",
        "",
        &["«støp» var med", "«til»"],
    ),
    (
        "region",
        "  - { navn: Lillevåg, folketall: 3000, areal: 250 }\n",
        "  - { navn: Lillevåg, folketall: 3100, areal: 250 }\n",
        &["«3000»"],
    ),
    ("program", "navn: Eksempel", "navn: Eksemplet", &["program.yaml:1", "«Eksempel»"]),
];

#[test]
fn what_is_otherwise_now_is_told_at_its_place() {
    for (file, before, after, told) in DIFFERENCES {
        let project = published();
        let path = match *file {
            "program" => "data/p/program.yaml".to_owned(),
            file => format!("{NORD}/{file}.yaml"),
        };
        let text = fs::read_to_string(project.path(&path)).unwrap();
        assert_eq!(text.matches(before).count(), 1, "{before}");
        let project = project.with(&path, text.replace(before, after));
        let (status, text) = said(&project, &["check"]);
        assert_eq!(status, i32::from(text.contains("feil[")), "{text}");
        assert_eq!(text.matches("[published-differs]").count(), 1, "{before} → {after}\n{text}");
        for part in *told {
            assert!(text.contains(part), "{part}: {before} → {after}\n{text}");
        }
        let (status, text) = said(&project, &["check", "--deny-warnings"]);
        assert_eq!(status, 1, "{text}");
        let (status, text) = said(&project, &["publish", "nord/2026-k1"]);
        assert!(status == 1 && text.contains("feil[published-differs]"), "{text}");
    }
}

/// A change of a file's text.
type Edit = fn(&str) -> String;

/// What changes without a reader of the published report seeing it.
#[test]
fn what_a_reader_does_not_see_is_no_difference() {
    let edits: [(&str, Edit); 7] = [
        ("region.yaml", |_| LAST.to_owned()),
        ("region.yaml", |text| text.replace("3 000 000", "3000000").replace("  - {", "  -  {")),
        ("region.yaml", |text| format!("# En kommentar.\n{text}kontakt: {{ navn: Kari Prøve }}\n")),
        ("2026-k1.yaml", |text| text.replace("kai: etter-plan", "kai: { status: etter-plan }")),
        ("2026-k1.yaml", |text| text.replace("anløp: 104 }", "anløp: 104,0 }")),
        ("2026-k2.yaml", |_| QUARTERS[1].1.to_owned()),
        ("../../../../templates/sections/economy.typ", |_| "#let economy(report) = none\n".into()),
    ];
    for (file, edit) in edits {
        let project = published();
        let path = format!("{NORD}/{file}");
        let text = fs::read_to_string(project.path(&path)).unwrap_or_default();
        fs::create_dir_all(project.path("templates/sections")).unwrap();
        fs::write(project.path(&path), edit(&text)).unwrap();
        let (_, text) = said(&project, &["check"]);
        assert!(!text.contains("published") && !text.contains("correction"), "{file}\n{text}");
    }
}

#[test]
fn a_correction_is_an_edition_of_its_own() {
    let project = published();
    let first = files(&project.path("publisert"));
    let refused = |project: &Project, code: &str| {
        let (status, text) = said(project, &["publish", "nord/2026-k1", "--correct"]);
        assert!(status == 1 && text.contains(code), "{text}");
    };
    // A correction says what is wrong.
    let wrong = QUARTERS[0].1.replace("500 000", "550 000").replace("foretak: 10", "foretak: 8");
    let project = with(project, "2026-k1", &wrong);
    refused(&project, "feil[correction-missing]");
    let (status, text) =
        said(&until(1), &["publish", "nord/2026-k1", "--correct", "--message-format", "json"]);
    assert!(status == 2 && text.contains("uten --correct"), "{text}");
    assert!(text.contains(r#""outcome":"failed""#), "{text}");

    let project = with(project, "2026-k1", &format!("{wrong}{CORRECTION}"));
    let (_, text) = said(&project, &["check"]);
    assert!(text.contains("[correction-unpublished]") && !text.contains("differs"), "{text}");
    publish(&project, &["nord/2026-k1", "--correct"]);
    assert!(!said(&project, &["check"]).1.contains("published"), "{text}");
    refused(&project, "feil[correction-missing]");
    // The first edition is as it was, and the other beside it.
    for (path, bytes) in first.iter().filter(|(path, _)| !path.ends_with("utgave.yaml")) {
        assert_eq!(&fs::read(path).unwrap(), bytes, "{path}");
    }
    let text = String::from_utf8(issued(&project, "nord-2026-k1", "utgave.yaml")).unwrap();
    assert!(text.contains("utgave: 2") && text.contains("nord-2026-k1-utgave-2.pdf"), "{text}");
    let (status, text) = said(&project, &["verify", "--rebuild", "nord/2026-k1"]);
    assert!(
        status == 0 && text.contains("utgave 2") && text.contains("den samme på nytt"),
        "{text}"
    );
    let pages = crate::pages::text_of(&project);
    for words in ["Rettet utgave 2. mai 2026", "RETTELSER", "Regnskapet for bygg og tallet"] {
        assert!(pages.contains(words), "{words}\n{pages}");
    }
    let complete = project.shown(&["check", "--complete"]);
    assert!(!complete.contains("not-shown"), "{complete}");
    // The next quarter says «rettet» where it compares, and does not repeat the correction.
    let project = with(project, "2026-k2", QUARTERS[1].1);
    let pages = crate::pages::text_of(&project);
    for words in ["8 (rettet) → 20", "Rapporten for 1. kvartal 2026 ble rettet 2. mai 2026"] {
        assert!(pages.contains(words), "{words}\n{pages}");
    }
    assert!(!pages.contains("Rettet utgave"), "{pages}");
    let diff = project.shown(&["diff", "nord/2026-k1", "nord/2026-k2"]);
    assert!(diff.contains("8 (rettet) → 20"), "{diff}");
    project.run(&["new", "period", "nord"]);
    let new = fs::read_to_string(project.path(&format!("{NORD}/2026-k3.yaml"))).unwrap();
    assert!(!new.contains("rettelser"), "{new}");
}

#[test]
fn verify_needs_the_folder_alone_and_finds_what_is_not_as_it_was() {
    let project = published();
    fs::remove_dir_all(project.path("data")).unwrap();
    for args in [
        &["verify"][..],
        &["verify", "nord/2026-k1"],
        &["verify", "nord", "--rebuild"],
        &["verify", "*/2026-k1"],
        &["verify", "{nord,sor}", "p"],
    ] {
        let (status, text) = said(&project, args);
        assert!(status == 0 && text.contains("utgave 1: publisert"), "{text}");
    }
    for (name, words) in [("sor", "p/nord/2026-k1"), ("*/2026-k9", "p/nord/2026-k1"), ("[", "[")] {
        let (status, text) = said(&project, &["verify", name]);
        assert!(status == 2 && text.contains(words), "{text}");
    }
    let folder = project.path("publisert/p/nord-2026-k1");
    let finds = |code: &str, file: &str| {
        let (status, text) = said(&project, &["verify"]);
        assert!(text.contains(code) && text.contains(file), "{code}: {text}");
        status
    };
    for file in ["nord-2026-k1.pdf", "nord-2026-k1.json", "kilder/data/p/program.yaml"] {
        let path = folder.join(file);
        let bytes = fs::read(&path).unwrap();
        let mut changed = bytes.clone();
        changed[7] ^= 1;
        for other in [&changed[..], &bytes[..bytes.len() - 1], b""] {
            fs::write(&path, other).unwrap();
            assert_eq!(finds("feil[issued-changed]", file), 1);
        }
        fs::remove_file(&path).unwrap();
        assert_eq!(finds("feil[issued-missing]", file), 1);
        fs::write(&path, &bytes).unwrap();
    }
    fs::write(folder.join("notat.txt"), "Hei").unwrap();
    assert_eq!(finds("advarsel[not-issued]", "notat.txt"), 0);
    fs::remove_file(folder.join("notat.txt")).unwrap();
    assert_eq!(said(&project, &["verify"]).0, 0);
    // Of an edition file that is none, no byte is believed.
    let path = folder.join("utgave.yaml");
    let text = fs::read_to_string(&path).unwrap();
    let wrong = [
        text.replace("utgave: 1", "utgave: 2"),
        text.replace("p/nord/2026-k1", "p/sor/2026-k1"),
        text.replace("\"nord-2026-k1.pdf\"", "\"../../../x.pdf\""),
        text.replace("\"data/p/program.yaml\"", "\"../../../../../etc/passwd\""),
        text[..text.len() / 2].to_owned(),
        "[]".into(),
        "rapport: p/nord/2026-k1\nutgaver: []\n".into(),
        String::new(),
    ];
    for text in wrong {
        fs::write(&path, &text).unwrap();
        let (status, said) = said(&project, &["verify"]);
        assert!(status == 1 && said.contains("utgave.yaml"), "{text}\n{said}");
        assert!(!said.contains("panicked"), "{said}");
    }
}

/// An edit of many periods asks of each earlier report once whether it is being corrected, not of each
/// again for all that come after it.
#[test]
fn an_edit_of_all_periods_is_told_of_each() {
    let reports: Vec<String> =
        (2018..2028).flat_map(|year| (1..3).map(move |term| format!("{year}-h{term}"))).collect();
    let write = |project: Project, words: &str| {
        reports.iter().fold(project, |project, report| {
            let text = format!("type: statusrapport\ningress: {words} i {report}.\n");
            with(project, report, &text)
        })
    };
    let program = "navn: Eksempel\neier: Ingen\nperiode: { fra: 2018, til: 2027 }\n";
    let region = "navn: Nord\nsøkerkommune: Storvik\n";
    let project = Project::empty().with("data/p/program.yaml", program).with_region(region);
    let project = write(project, "Alt går bra");
    publish(&project, &["nord/*"]);
    let project = write(project, "Alt går fint");
    let (_, text) = said(&project, &["check"]);
    for report in &reports {
        assert!(
            text.contains(&format!("advarsel[published-differs]: rapporten p/nord/{report} ble")),
            "{text}"
        );
    }
}

/// A damaged file of editions stops neither other reports nor tells anything but itself.
#[test]
fn a_damaged_edition_file_is_a_finding() {
    let project = published();
    fs::write(project.path("publisert/p/nord-2026-k1/utgave.yaml"), "utgaver: 7\n").unwrap();
    let project = with(project, "2026-k2", QUARTERS[1].1);
    for args in [&["check"][..], &["build"], &["publish", "nord/2026-k1"]] {
        let (status, text) = said(&project, args);
        assert!(status == 1 && text.contains("utgave.yaml"), "{args:?}\n{text}");
    }
    assert!(project.path("rapporter/p/nord-2026-k2.pdf").exists());
    assert!(!project.path("rapporter/p/nord-2026-k1.pdf").exists());
    // What was made of it is gone.
    let project = published();
    fs::remove_dir_all(project.path("publisert/p/nord-2026-k1/kilder")).unwrap();
    let (status, text) = said(&project, &["check"]);
    assert!(status == 1 && text.contains("issued-missing"), "{text}");
}

#[test]
fn what_has_faults_is_not_published() {
    let project = with(until(1), "2026-k1", "type: statusrapport\nsamlet_status: bra\n");
    let (status, text) = said(&project, &["publish", "nord/2026-k1"]);
    assert!(status == 1 && text.contains("ikke publisert"), "{text}");
    let project = with(project, "2026-k1", "type: statusrapport\n");
    let (status, text) = said(&project, &["publish", "nord/2026-k1", "--deny-warnings"]);
    assert!(status == 1 && text.contains("not-filled"), "{text}");
    assert!(!project.path("publisert").exists());
    publish(&project, &["--latest"]);
    assert!(project.path("publisert/p/nord-2026-k1/utgave.yaml").exists());
    let (status, _) = said(&project, &["publish"]);
    assert_eq!(status, 2);
}

#[test]
fn two_at_once_make_no_two_editions_with_one_number() {
    let project = until(1);
    let start = |args: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_regionrapport"))
            .args(args)
            .current_dir(project.root())
            .env_clear()
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    };
    let race = |args: &[&str]| {
        let running: Vec<_> = (0..4).map(|_| start(args)).collect();
        running.into_iter().filter_map(|mut process| process.wait().unwrap().code()).collect()
    };
    let codes: Vec<i32> = race(&["publish", "nord/2026-k1"]);
    assert!(codes.contains(&0), "{codes:?}");
    let text = || String::from_utf8(issued(&project, "nord-2026-k1", "utgave.yaml")).unwrap();
    assert_eq!(text().matches("- utgave: 1").count(), 1);
    let wrong = QUARTERS[0].1.replace("500 000", "550 000");
    fs::write(project.path(&format!("{NORD}/2026-k1.yaml")), format!("{wrong}{CORRECTION}"))
        .unwrap();
    let codes: Vec<i32> = race(&["publish", "nord/2026-k1", "--correct"]);
    assert_eq!(codes.iter().filter(|code| **code == 0).count(), 1, "{codes:?}");
    assert_eq!(text().matches("- utgave:").count(), 2);
    assert_eq!(said(&project, &["verify", "--rebuild"]).0, 0);
}

/// Nothing is written outside of the project, whatever lies in the way.
#[cfg(unix)]
#[test]
fn what_is_published_stays_in_the_project() {
    let outside = tempfile::tempdir().unwrap();
    let project = until(1);
    std::os::unix::fs::symlink(outside.path(), project.path("publisert")).unwrap();
    let (status, text) = said(&project, &["publish", "nord/2026-k1"]);
    assert!(status == 2 && text.contains("leder ut"), "{text}");
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
    // A file that is not there to read is left out of no check.
    assert_ne!(said(&project, &["verify"]).0, 0);
}

#[test]
fn a_report_gives_its_data_back() {
    let program = format!(
        "{PROGRAM}pdf: {{ legg_ved_data: ja }}\nprofil: {{ logo: {{ fil: logo.svg, alt: Logo }} }}\n"
    );
    let logo = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><path d=\"M0 0h9v9z\"/></svg>";
    let project = until(2).with_program(&program).with("data/p/logo.svg", logo);
    let output = project.run(&["build", "nord/2026-k2"]);
    assert!(output.status.success(), "{}", shown(&output));
    let pdf = "rapporter/p/nord-2026-k2.pdf";
    let (status, text) = said(&project, &["extract", pdf, "-o", "ut"]);
    assert!(status == 0 && text.contains("ut/data/p/regioner/nord/2026-k2.yaml"), "{text}");
    let (status, text) = said(&project, &["--root", "ut", "build", "nord/2026-k2"]);
    assert_eq!(status, 0, "{text}");
    let made = fs::read(project.path(pdf)).unwrap();
    assert!(made == fs::read(project.path(&format!("ut/{pdf}"))).unwrap());
    // Nothing that is there is replaced, and no name leads elsewhere.
    let (status, text) = said(&project, &["extract", pdf, "-o", "ut"]);
    assert!(status == 2 && text.contains("finnes fra før"), "{text}");
    for name in ["../../../x/aaaa.yml", "/etc/cron.d/ab.yaml", "data/.git/abcd.yaml"] {
        assert_eq!(name.len(), "data/p/program.yaml".len());
        let mut bad = Vec::new();
        let mut rest = &made[..];
        while let Some(at) = rest.windows(19).position(|part| part == b"data/p/program.yaml") {
            bad.extend_from_slice(&rest[..at]);
            bad.extend_from_slice(name.as_bytes());
            rest = &rest[at + 19..];
        }
        bad.extend_from_slice(rest);
        let project = Project::empty().with("a.pdf", bad);
        let (status, text) = said(&project, &["extract", "a.pdf", "-o", "ut/dypt/nede"]);
        assert!(status == 2 && text.contains("lede et annet sted"), "{name}: {text}");
        assert!(!project.path("ut").exists());
    }
    for cut in [0, 9, made.len() / 2] {
        let project = Project::empty().with("a.pdf", &made[..cut]);
        let (status, text) = said(&project, &["extract", "a.pdf", "-o", "ut"]);
        assert!(status == 2 && !text.contains("panicked"), "{cut}: {text}");
    }
}

/// A copy that is damaged hides no difference, and nothing that was issued is replaced.
#[test]
fn what_is_kept_is_whole_or_told() {
    let kept = "publisert/p/nord-2026-k1/kilder/data/p/regioner/nord/2026-k1.yaml";
    for damage in ["gone", "other", "cut"] {
        let project = with(published(), "2026-k1", &QUARTERS[0].1.replace("500 000", "550 000"));
        match damage {
            "gone" => fs::remove_file(project.path(kept)).unwrap(),
            "other" => fs::copy(project.path(&format!("{NORD}/2026-k1.yaml")), project.path(kept))
                .map(drop)
                .unwrap(),
            _ => fs::write(project.path(kept), &QUARTERS[0].1[..40]).unwrap(),
        }
        let code = if damage == "gone" { "feil[issued-missing]" } else { "feil[issued-changed]" };
        for args in [&["check"][..], &["publish", "nord/2026-k1"]] {
            let (status, text) = said(&project, args);
            assert!(status == 1 && text.contains(code), "{damage}: {text}");
            assert!(!text.contains("published-differs"), "{damage}: {text}");
        }
    }
    let project = with(published(), "2026-k1", &QUARTERS[0].1.replace("500 000", "550 000"));
    let pdf = issued(&project, "nord-2026-k1", "nord-2026-k1.pdf");
    let record = project.path("publisert/p/nord-2026-k1/utgave.yaml");
    fs::write(&record, "").unwrap();
    let (_, text) = said(&project, &["check"]);
    assert!(text.contains("feil[unreadable-edition]") && text.contains("git"), "{text}");
    fs::remove_file(&record).unwrap();
    let (status, text) = said(&project, &["publish", "nord/2026-k1"]);
    assert!(status == 2 && text.contains("finnes fra før"), "{text}");
    assert_eq!(issued(&project, "nord-2026-k1", "nord-2026-k1.pdf"), pdf);
    // Without its data a published report is told of.
    let project = with(published(), "2026-k2", QUARTERS[1].1);
    fs::remove_file(project.path(&format!("{NORD}/2026-k1.yaml"))).unwrap();
    let (_, text) = said(&project, &["check"]);
    assert!(text.contains("advarsel[published-gone]"), "{text}");
}

#[test]
fn a_picture_that_was_replaced_is_told() {
    let svg = |size: u8| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{size}\" height=\"9\"><path d=\"M0 0h9v9z\"/></svg>"
        )
    };
    let first = format!("{}bilder: [{{ fil: kai.svg, alt: Kaia }}]\n", QUARTERS[0].1);
    let picture = format!("{NORD}/kai.svg");
    let project = with(until(1), "2026-k1", &first).with(&picture, svg(9));
    publish(&project, &["nord/2026-k1"]);
    assert!(!said(&project, &["check"]).1.contains("published"));
    let project = project.with(&picture, svg(30));
    let (_, text) = said(&project, &["check"]);
    assert!(text.contains("[published-differs]") && text.contains("2026-k1.yaml:8:17"), "{text}");
}

#[test]
fn a_correction_hides_nothing_else() {
    let wrong = QUARTERS[0].1.replace("500 000", "550 000").replace("foretak: 10", "foretak: 8");
    let correction = CORRECTION.replace("[foretak, bygg]", "bygg");
    let project = with(published(), "2026-k1", &format!("{wrong}{correction}"));
    for args in [&["check"][..], &["publish", "nord/2026-k1", "--correct"]] {
        let (status, text) = said(&project, args);
        assert!(status == 0 && text.contains("«10»") && !text.contains("«500 000»"), "{text}");
    }
    // What a published correction says stays.
    let other = CORRECTION.replace("2026-05-02", "2026-06-02");
    let project = with(project, "2026-k1", &format!("{wrong}{other}"));
    let (status, text) = said(&project, &["publish", "nord/2026-k1", "--correct"]);
    assert!(status == 1 && text.contains("feil[correction-dropped]"), "{text}");
}

/// What changes no page is no difference, also where the merged data is another.
#[test]
fn what_changes_no_page_is_no_difference() {
    let project = published()
        .with("data/p/regioner/sor/region.yaml", "navn: Sørhavn\nsøkerkommune: Sørvik\n")
        .with(
            "data/p/regioner/sor/2026-k1.yaml",
            "type: statusrapport\nsamlet_status: etter-plan\n",
        );
    publish(&project, &["p/2026-k1"]);
    let edits = [
        ("måltall: 80 }", "måltall: 80, retning: opp }"),
        ("navn: Østhavnregionen\n", "navn: Østhavnregionen\ngenitiv: Østhavns\n"),
    ];
    for (before, after) in edits {
        let project = project_with_region(&project, &FIRST.replace(before, after));
        let (_, text) = said(&project, &["check"]);
        assert!(!text.contains("published"), "{after}\n{text}");
    }
    // The programme's report does not name who has a sub-project.
    let other = FIRST.replace("Kari Prøve", "Nora Eksempel");
    let (_, text) = said(&project_with_region(&project, &other), &["check"]);
    assert_eq!(text.matches("[published-differs]").count(), 1, "{text}");
    assert!(text.contains("p/nord/2026-k1"), "{text}");
}

/// A copy of a project with another region.
fn project_with_region(project: &Project, region: &str) -> Project {
    let copy = files(project.root()).into_iter().fold(Project::empty(), |copy, (path, bytes)| {
        let below = Path::new(&path).strip_prefix(project.root()).unwrap();
        copy.with(below.to_str().unwrap(), bytes)
    });
    copy.with_region(region)
}
