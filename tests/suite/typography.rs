//! Texts of the data as a careful typographer sets them: in what templates read, and on the page.

use lopdf::Document;
use regionrapport::complete::unshown;
use regionrapport::typeset::{page_texts, texts_outside};
use serde_json::Value as Json;

use crate::project::Project;

const PROGRAM: &str = "navn: Eksempel fase 2\neier: Ingen\nperiode: { fra: 2026, til: 2027 }\n";
const REGION: &str = r#"
navn: Nord
søkerkommune: Storvik
overskrifter: { resultater: "{region} til 17. august" }
dokumenter:
  - { tittel: "Søknad om 160 000 kr etter § 11-14", url: "https://www.nærøy.no/ærlig?sak=å" }
  - { tittel: "https://www.eksempelkommunen.no/politikk/saker/naeringsplan-2026", url: "www.example.com" }
kontakt:
  navn: A. B. Lie
  rolle: leder – ca. 50 %
  epost: kåre@nærøy-kommune.no
  nettside: https://www.nærøy.no/næring/for-hele-regionen/om_oss
  telefon: 907 12 345
"#;
const PERIOD: &str = r"
type: sluttrapport
resultater: |
  Vi brukte 160 000 kr innen 17. august – i tide – og **42,5 mill. kr** til kl. 10.30.
  Se [sakene](https://www.nærøy.no/ærlig) og
  [https://www.nærøy.no/menneskerettighetsorganisasjoner/saker](https://www.nærøy.no/å)
  hos menneskerettighetsorganisasjonsmedarbeidernes fagforeningssammenslutning,
  eller skriv til [kåre@nærøy.no](mailto:kåre@nærøy.no).
";

fn project() -> Project {
    Project::new().with_program(PROGRAM).with_region(REGION).with_period(PERIOD)
}

/// A file of what templates read; no-break spaces are `~`.
fn read(project: &Project, file: &str) -> Json {
    let folder = tempfile::tempdir().unwrap();
    let output = project.run(&["data", "nord/2026", "-o", &folder.path().display().to_string()]);
    assert!(output.status.success());
    let text = std::fs::read_to_string(folder.path().join(file)).unwrap();
    serde_json::from_str(&text.replace('\u{a0}', "~")).unwrap()
}

/// The pages' text.
fn shown(project: &Project) -> String {
    let (rendered, findings) = project.render();
    assert!(findings.is_empty(), "{findings:?}");
    let rendered = rendered.unwrap();
    assert_eq!(texts_outside(&rendered.pages().document), []);
    page_texts(&rendered.pages().document).join(" ")
}

#[test]
fn templates_read_texts_that_are_set() {
    let report = read(&project(), "rapport.json");
    let region = &report["region"];
    assert_eq!(region["dokumenter"][0]["tittel"], "Søknad om 160~000~kr etter §~11-14");
    let contact = &region["kontakt"][0];
    assert_eq!(contact["navn"], "A.~B.~Lie");
    assert_eq!(contact["rolle"], "leder~– ca.~50~%");
    let body = &report["periode"]["resultater"]["body"][0]["body"];
    assert_eq!(body[0]["text"], "Vi brukte 160~000~kr innen 17.~august~– i tide~– og ");
    assert_eq!(body[1]["body"][0]["text"], "42,5~mill.~kr");
    assert_eq!(body[2]["text"], " til kl.~10.30. Se ");
    assert_eq!(read(&project(), "overskrifter.json")["resultater"], "Nord til 17.~august");
}

#[test]
fn links_are_ascii_and_shown_as_they_are_written() {
    let report = read(&project(), "rapport.json");
    let region = &report["region"];
    assert_eq!(
        region["dokumenter"][0]["url"],
        "https://www.xn--nry-yla5g.no/%C3%A6rlig?sak=%C3%A5"
    );
    let contact = &region["kontakt"][0];
    assert_eq!(contact["epost"], "kåre@nærøy-kommune.no");
    assert_eq!(contact["nettside"], "https://www.nærøy.no/næring/for-hele-regionen/om_oss");
    let links = uris(&project());
    assert!(links.len() >= 7 && links.iter().all(|uri| uri.is_ascii()), "{links:?}");
    for uri in [
        "mailto:k%C3%A5re@xn--nry-yla5g.no",
        "mailto:k%C3%A5re@xn--nry-kommune-98a9u.no",
        "https://www.xn--nry-yla5g.no/n%C3%A6ring/for-hele-regionen/om_oss",
        "https://www.xn--nry-yla5g.no/%C3%A5",
        "https://www.example.com",
    ] {
        assert!(links.iter().any(|link| link == uri), "{uri}: {links:?}");
    }
}

/// The report as a PDF.
fn pdf(project: &Project) -> Document {
    let output = project.run(&["build", "nord/2026", "-o", "r.pdf"]);
    assert!(output.status.success(), "{}", crate::project::shown(&output));
    Document::load(project.path("r.pdf")).unwrap()
}

/// The text of the PDF, as a reader would copy it.
fn copied(project: &Project) -> String {
    let pdf = pdf(project);
    let pages: Vec<u32> = pdf.get_pages().keys().copied().collect();
    pdf.extract_text(&pages).unwrap()
}

/// The addresses of a report's links.
fn uris(project: &Project) -> Vec<String> {
    let pdf = pdf(project);
    let actions = pdf.objects.values().filter_map(|object| object.as_dict().ok());
    let annotations = actions.flat_map(|dictionary| {
        let action = dictionary.get(b"A").and_then(lopdf::Object::as_dict).ok();
        [Some(dictionary), action]
    });
    let uris = annotations.flatten().filter_map(|dictionary| dictionary.get(b"URI").ok());
    uris.map(|uri| String::from_utf8(uri.as_str().unwrap().to_vec()).unwrap()).collect()
}

#[test]
fn pages_hold_together_what_is_bound_and_add_nothing_that_is_copied() {
    let text = shown(&project());
    for bound in ["160\u{a0}000\u{a0}kr", "17.\u{a0}august\u{a0}–", "A.\u{a0}B.\u{a0}Lie"] {
        assert!(text.contains(bound), "{bound}: {text}");
    }
    let zero_width = ['\u{200b}', '\u{2060}', '\u{feff}'];
    assert!(!text.contains(zero_width) && !copied(&project()).contains(zero_width));
    let whole: String = text.split_whitespace().collect();
    for address in [
        "https://www.eksempelkommunen.no/politikk/saker/naeringsplan-2026",
        "https://www.nærøy.no/menneskerettighetsorganisasjoner/saker",
        "www.nærøy.no/næring/for-hele-regionen/om_oss",
        "kåre@nærøy-kommune.no",
    ] {
        assert!(whole.contains(address), "{address}: {text}");
    }
}

#[test]
fn completeness_reads_through_what_is_bound() {
    let (rendered, _) = project().render();
    let rendered = rendered.unwrap();
    let pages = page_texts(&rendered.pages().document);
    let words = rendered.case().workspace().resources().words(rendered.report());
    assert_eq!(unshown(rendered.case().loaded().unwrap(), &pages, words), []);
}

#[test]
fn long_words_are_cut_only_at_hyphens() {
    let name = "Menneskerettighetsorganisasjonsmedarbeidere";
    let region = format!(
        "navn: Nord\nsøkerkommune: Storvik\nmilepæler:\n  - {{ id: m, navn: {name}, frist: 2026-06-01 }}\n"
    );
    let period = "type: statusrapport\nmilepæler: { m: etter-plan }\n";
    let project = Project::new().with_region(&region).with_period(period);
    let text = copied(&project);
    let is_part = |word: &&str| word.len() > 5 && name.contains(*word) && *word != name;
    let parts: Vec<&str> = text.split_whitespace().filter(is_part).collect();
    let hyphens = text.matches('\u{ad}').count();
    assert!(hyphens > 0 && parts.len() == hyphens + 1, "{text:?}");
}

#[test]
fn text_with_no_break_spaces_alone_is_broken_into_lines() {
    let sentence = "Vi har brukt 160 000 kr på menneskerettigheter og annet i år. ";
    let copied = sentence.repeat(30).trim_end().replace(' ', "\u{a0}");
    let strange = "Én\u{2028}linje\u{2029}til\u{2007}og\u{202f}en";
    let project = Project::new()
        .with_region(&format!("navn: Nord\nsøkerkommune: Storvik\nmål: {copied}\n"))
        .with_period(&format!(
            "{}råd: \"{strange}\\vto\\ftre\\Nfire\\u2060\"\n",
            crate::project::PERIOD
        ));
    let text = shown(&project);
    assert!(text.contains("160\u{a0}000\u{a0}kr på"), "{text}");
    assert!(text.contains("Én linje til\u{a0}og\u{a0}en to tre fire "), "{text}");
}

#[test]
fn comparisons_have_texts_as_they_are_written() {
    let project = Project::new()
        .with_region(
            "navn: Nord\nsøkerkommune: Storvik\nmilepæler:\n  \
             - { id: m, navn: Brukt 160 000 kr, frist: 2026-06-01 }\n",
        )
        .with_period("type: statusrapport\nmilepæler: { m: i-gang }\n")
        .with(
            "data/p/regioner/nord/2027.yaml",
            "type: statusrapport\nmilepæler: { m: fullført }\n",
        );
    for format in ["human", "json"] {
        let said = project.shown(&["diff", "nord/2026", "nord/2027", "--message-format", format]);
        assert!(said.contains("Brukt 160 000 kr"), "{said}");
    }
}
