//! Sites: the pages of what has been published, and what leads from one to the other.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::project::{PERIOD, Project, files, said, shown};

/// A status report of a quarter.
const QUARTER: &str =
    "type: statusrapport\nsamlet_status: etter-plan\ningress: Alt går bra i nord.\n";

/// A project of two regions, of which one has published two quarters.
fn published() -> Project {
    let project = Project::new().with_south();
    let _ = fs::remove_file(project.path("data/p/regioner/nord/2026.yaml"));
    let project = project
        .with("data/p/regioner/nord/2026-k1.yaml", QUARTER)
        .with("data/p/regioner/nord/2026-k2.yaml", QUARTER.replace("bra", "enda bedre"));
    assert_eq!(said(&project, &["publish", "nord/2026-k1", "nord/2026-k2"]).0, 0);
    project
}

/// Writes the site, and gives what is said.
fn site(project: &Project, args: &[&str]) -> String {
    let (status, text) = said(project, &[&["site"], args].concat());
    assert_eq!(status, 0, "{text}");
    text
}

/// The text of a file of the site.
fn file(project: &Project, path: &str) -> String {
    fs::read_to_string(project.path(&format!("nettsted/{path}"))).unwrap()
}

/// The paths of the site's files.
fn paths(project: &Project) -> BTreeSet<String> {
    let folder = project.path("nettsted");
    let files = files(&folder).into_iter();
    let below = |path: &str| Path::new(path).strip_prefix(&folder).unwrap().display().to_string();
    files.map(|(path, _)| below(&path)).filter(|path| !path.starts_with('.')).collect()
}

/// The addresses that a page leads to.
fn links(html: &str) -> Vec<&str> {
    html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn a_site_has_what_was_published_and_every_link_leads_somewhere() {
    let project = published();
    site(&project, &[]);
    let paths = paths(&project);
    for path in [
        "index.html",
        "404.html",
        "sitemap.xml",
        "p/index.html",
        "p/tilgjengelighet.html",
        "p/feed.xml",
        "p/datapackage.json",
        "p/data/rapporter.csv",
        "p/nord/index.html",
        "p/nord/2026-k1.html",
        "p/nord/2026-k2.json",
    ] {
        assert!(paths.contains(path), "{path}: {paths:?}");
    }
    assert!(!paths.iter().any(|path| path.starts_with("p/sor")), "{paths:?}");
    let issued = project.path("publisert/p/nord-2026-k2/nord-2026-k2.pdf");
    let shown = project.path("nettsted/p/nord/2026-k2.pdf");
    assert_eq!(fs::read(issued).unwrap(), fs::read(shown).unwrap());
    for page in paths.iter().filter(|path| Path::new(path).extension().is_some_and(|e| e == "html"))
    {
        let folder = project.path(&format!("nettsted/{page}")).parent().unwrap().to_owned();
        for link in links(&file(&project, page)) {
            let is_of_site = !link.contains(':') && !link.starts_with('#');
            assert!(!is_of_site || folder.join(link).exists(), "{page} leads to {link}");
        }
    }
    let report = file(&project, "p/nord/2026-k2.html");
    assert!(report.contains("href=\"2026-k2.pdf\"") && report.contains("href=\"../index.html\""));
    assert!(file(&project, "index.html").contains("url=p/index.html"));
}

#[test]
fn what_was_issued_stays_whatever_becomes_of_the_data() {
    let project = published();
    site(&project, &[]);
    let before = files(&project.path("nettsted/p/nord"));
    assert!(site(&project, &[]).contains(" 0 filer "));
    let project = project
        .with("data/p/regioner/nord/2026-k2.yaml", QUARTER.replace("bra", "galt"))
        .with("data/p/regioner/nord/2026-k3.yaml", QUARTER);
    site(&project, &["--force"]);
    assert_eq!(files(&project.path("nettsted/p/nord")), before);
    let corrected =
        format!("{QUARTER}rettelser:\n  - dato: 2026-08-01\n    tekst: Teksten var feil.\n");
    let project = project.with("data/p/regioner/nord/2026-k2.yaml", corrected);
    assert_eq!(said(&project, &["publish", "--correct", "nord/2026-k2"]).0, 0);
    site(&project, &[]);
    assert!(file(&project, "p/nord/2026-k2.html").contains("Teksten var feil."));
    assert!(file(&project, "p/nord/index.html").contains("Alt går bra i nord."));
}

#[test]
fn drafts_are_on_demand_and_go_again() {
    let project = published();
    site(&project, &["--drafts"]);
    let draft = file(&project, "p/sor/2026.html");
    assert!(draft.contains("Utkast"), "{draft}");
    assert!(!file(&project, "p/nord/2026-k2.html").contains("Utkast"));
    assert!(project.path("nettsted/p/sor/2026.pdf").exists());
    // Only what has changed is made again: the draft with its PDF and data, and the pages that list it.
    let project =
        project.with("data/p/regioner/sor/2026.yaml", format!("{PERIOD}ingress: Nytt.\n"));
    let before = fs::metadata(project.path("nettsted/p/nord/2026-k1.html")).unwrap();
    site(&project, &["--drafts"]);
    let after = fs::metadata(project.path("nettsted/p/nord/2026-k1.html")).unwrap();
    assert_eq!(before.modified().unwrap(), after.modified().unwrap());
    assert!(file(&project, "p/sor/2026.html").contains("Nytt."));
    site(&project, &[]);
    assert!(!project.path("nettsted/p/sor").exists());
}

#[test]
fn pictures_are_those_of_the_edition() {
    let picture = |colour: &str| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><rect width=\"9\" \
             height=\"9\" fill=\"{colour}\"/></svg>"
        )
    };
    let period = format!("{QUARTER}bilder:\n  - fil: a.svg\n    alt: En firkant i gult.\n");
    let project = Project::new()
        .with("data/p/regioner/nord/a.svg", picture("gold"))
        .with_period(&period.replace("statusrapport", "sluttrapport"));
    assert_eq!(said(&project, &["publish", "nord"]).0, 0);
    site(&project, &[]);
    let before = file(&project, "p/nord/2026.html");
    let project = project.with("data/p/regioner/nord/a.svg", picture("red"));
    site(&project, &["--force"]);
    assert!(file(&project, "p/nord/2026.html") == before && before.contains("data:image"));
}

#[test]
fn addresses_are_whole_where_the_site_is_known() {
    let project = published();
    site(&project, &["--url", "https://example.org/status/"]);
    let feed = file(&project, "p/feed.xml");
    assert!(feed.contains("href=\"https://example.org/status/p/nord/2026-k1.html\""), "{feed}");
    let map = file(&project, "sitemap.xml");
    assert!(map.contains("<loc>https://example.org/status/p/index.html</loc>"), "{map}");
    let page = file(&project, "p/nord/2026-k1.html");
    let own = "https://example.org/status/p/nord/2026-k1.html";
    assert!(page.contains(&format!("<link rel=\"canonical\" href=\"{own}\">")), "{page}");
    assert!(file(&project, "404.html").contains("href=\"https://example.org/status/index.html\""));
    for wrong in ["example.org", "ftp://example.org", "https://example.org/?a"] {
        assert_eq!(said(&project, &["site", "--url", wrong]).0, 2, "{wrong}");
    }
}

#[test]
fn data_is_described_as_it_is() {
    let plan = "navn: Nord\nsøkerkommune: Storvik\nbudsjett:\n  - id: a\n    navn: Møter, reiser\n    \
                beløp: 1 200,50\nindikatorer:\n  - { id: i, navn: Foretak, utgangsverdi: 7, måltall: 9 }\n";
    let period = "type: statusrapport\nøkonomi:\n  a: { regnskap: 300, prognose: 1200 }\n\
                  indikatorer:\n  i: 8,5\n";
    let project = Project::new().with_region(plan).with_period(period);
    site(&project, &["--drafts"]);
    let package: Value = serde_json::from_str(&file(&project, "p/datapackage.json")).unwrap();
    let resources = package["resources"].as_array().unwrap();
    let mut names = Vec::new();
    for resource in resources {
        let path = resource["path"].as_str().unwrap();
        let text = file(&project, &format!("p/{path}"));
        names.push(resource["name"].as_str().unwrap());
        if let Some(fields) = resource["schema"]["fields"].as_array() {
            let fields: Vec<&str> =
                fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
            assert_eq!(text.lines().next().unwrap(), fields.join(","), "{path}");
        }
    }
    assert_eq!(names, ["rapporter", "indikatorer", "okonomi", "p-nord-2026"]);
    let money = file(&project, "p/data/okonomi.csv");
    let row = "nord,2026,2026-12-31,a,\"Møter, reiser\",1200.50,300,1200,-0.50";
    assert_eq!(money.lines().nth(1), Some(row));
    let indicators = file(&project, "p/data/indikatorer.csv");
    assert_eq!(indicators.lines().nth(1), Some("nord,2026,2026-12-31,i,Foretak,,7,9,8.5,75"));
}

#[test]
fn nothing_of_others_is_replaced_and_no_fault_loses_what_is_there() {
    let project = Project::new();
    let (status, text) = said(&project, &["site"]);
    assert!(status == 2 && text.contains("--drafts"), "{text}");
    let project = published().with("nettsted/index.html", "mine");
    let (status, text) = said(&project, &["site"]);
    assert!(status == 2 && text.contains("finnes fra før"), "{text}");
    assert_eq!(file(&project, "index.html"), "mine");
    let output = project.run(&["site", "-o", project.path("ut").to_str().unwrap()]);
    assert!(output.status.success(), "{}", shown(&output));
    assert!(project.path("ut/p/nord/index.html").exists());
    fs::remove_file(project.path("nettsted/index.html")).unwrap();
    site(&project, &[]);
    // A copy that is not what it was: its page stays, and so do all others.
    let copy = "publisert/p/nord-2026-k1/kilder/data/p/regioner/nord/2026-k1.yaml";
    let before = paths(&project);
    let project = project.with(copy, QUARTER.replace("bra", "galt"));
    let (status, text) = said(&project, &["site", "--force"]);
    assert!(status == 1 && text.contains(copy), "{text}");
    assert_eq!(paths(&project), before);
    assert!(file(&project, "p/nord/2026-k1.html").contains("Alt går bra i nord."));
    fs::remove_file(project.path("publisert/p/nord-2026-k1/nord-2026-k1.pdf")).unwrap();
    let (status, _) = said(&project, &["site", "--force"]);
    assert!(status == 1 && paths(&project) == before);
}

#[test]
fn a_page_leads_to_the_pdf_that_is_written_with_it() {
    let project = Project::new();
    let page = || fs::read_to_string(project.path("rapporter/p/nord-2026.html")).unwrap();
    assert_eq!(said(&project, &["build", "--format", "html"]).0, 0);
    assert!(!page().contains("nord-2026.pdf"));
    assert_eq!(said(&project, &["build", "--format", "pdf,html"]).0, 0);
    assert!(page().contains("href=\"nord-2026.pdf\""));
    assert!(said(&project, &["build", "--format", "pdf,html"]).1.contains("0 skrevet"));
    assert_eq!(said(&project, &["build", "--format", "html"]).0, 0);
    assert!(!page().contains("nord-2026.pdf"));
}
