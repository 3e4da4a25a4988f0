//! Mistakes in templates, as beginners make them: each is told at its place, with its cause and what to do.

use insta::assert_snapshot;
use serde_json::Value as Json;

use crate::project::Project;

/// Bodies of a template that reads the report as `report`, each with one mistake.
const MISTAKES: &[&str] = &[
    "#report.regionn.navn",
    "#report.region.nav",
    "#rapport.region.navn",
    r#"#import "/templates/format.typ": nummer
#nummer(3)"#,
    r#"#import "/templates/formatt.typ": number
"#,
    "#text(report.region.mål)",
    "#strong(report.region.delprosjekter)",
    "#report.region.søknad.dato",
    r#"#set text(font: "Calibri")
Hei #report.region.navn"#,
    "#text(fill: red)[Hei",
    "#text(fill: red, [Hei]",
    r#"#text("Hei)"#,
    "#text(colour: red)[Hei]",
    r"#let f(a, b) = a + b
#f(1)",
    r#"#panic("stopp her")"#,
    "#(1 / 0)",
    r#"#let c = counter("a")
#context { c.update(c.final().first() + 1) }
#context c.final()"#,
    "#report.region.delprosjekter.at(99).navn",
    r#"#("Navn: " + 5)"#,
    r#"#{ "a"
 5 }"#,
    "Se @figur-x",
    r"#let f(x) = f(x + 1)
#f(1)",
    r"#let x = 0
#while true { x += 1 }",
    "#report.region.navn.upper()",
    r"#let f = 5
#f(1)",
    "#if true { #text[hei] }",
    "#text(fill: red size: 12pt)[hei]",
    r#"#if report.region.navn = "x" [ja]"#,
    r#"import "/templates/format.typ": number
text(fill: red)[Hei]"#,
    r#"#import "/templates/format.typ": number
number(5) og report.region.navn"#,
    r#"#image("/logo.png")"#,
    r"== Overskrift
Tekst",
    "Hei 🎉 #report.region.navn",
    "#text(size: 12)[hei]",
    r#"#text(fill: "red")[hei]"#,
    "#report.dato.display()",
    "#(report.dato + 1)",
    "#set report(fill: red)",
    "#table(columns: 2)[a][",
    r#"`kode` og #raw("x = 1", lang: "py") #report.region.navn"#,
    "#let = 5",
    r"# Overskrift
#report.region.navn",
    r"\textbf{hei} $\frac{1}{2}$",
    r#"#include "del.typ""#,
    r#"#import "@preview/cetz:0.3.0": canvas"#,
    "#text(“hei”)",
    "#let a–b = 5",
    "#v(10 pt)",
    "#if true [a] elif false [b]\n#{ if true { 1 } elif false { 2 } }",
    "#for p of (1, 2) [#p]",
    "#show page-of-report",
    "#(report.region.navn == null)",
    "#date-long(report.dato)",
    "#(report.delprosjekter.navn)",
    "#counter(page).get()",
    "#block[#set page(flipped: true)]",
    "[Se //filserver/kart]#[ // ]",
    r#"#csv("../../felles/tall.csv")"#,
    r#"#json("rapport.json")"#,
    "= A <x>\n= B <x>\n@x",
    "## Status\n#[",
    "#{\n<<<<<<< min\n1\n=======\n2\n>>>>>>> innebygd\n}",
    r#"#import "components/fakt.typ": fact"#,
    "#assert(1 == 2, message: \"en er ikke to\")",
];

/// Bodies of a template whose pages show what was meant as code.
const PRINTED: &[&str] = &[
    "Regionen heter report.region.navn.",
    "#text(\"{report.region.navn}\")",
    r"\textbf{Viktig:} #report.region.navn",
    "Se [kartet](https://example.org) #report.region.navn",
    "<<<<<<< min #report.region.navn",
    "Viktig</b> #report.region.navn",
    "p&aring; plass #report.region.navn",
    "#let fakta(report) = [x]\n#fakta #report.region.navn",
];

/// Files of a project's own in place of built-in ones, each with one mistake.
const REPLACED: &[(&str, &str)] = &[
    ("templates/sections/results.typ", "#let resultat(report) = [hei]"),
    (
        "templates/sections/results.typ",
        "#import \"/templates/components/report.typ\": section\n#let results(report) = [x]",
    ),
    ("templates/theme.typ", "#let theme = (farge: red)"),
    ("templates/sections/results.typ", "#let results(report) = text(report.region)"),
    (
        "templates/theme.typ",
        "#import \"built-in/theme.typ\": *\n#let theme = adjusted(theme, (size: (body: 10.5)))",
    ),
    (
        "templates/theme.typ",
        "#import \"built-in/theme.typ\": *\n#let theme = adjusted(theme, (colour: (rule: \"#ccc\")))",
    ),
    ("templates/components/section.typ", "#let section(title) = title"),
];

/// What is said of the errors of a build: place, message and remedy.
fn errors(project: &Project, args: &[&str]) -> String {
    let output = project.run(&[args, &["--message-format", "json"]].concat());
    let text = String::from_utf8(output.stdout).unwrap();
    let mut told = String::new();
    for line in text.lines() {
        let json: Json = serde_json::from_str(line).unwrap();
        if json["severity"] != "error" {
            continue;
        }
        let text = |name: &str| json[name].as_str().unwrap_or_default().to_owned();
        let place = format!("{}:{}:{}", text("file"), json["line"], json["column"]);
        told += &format!("{place} {}\n  → {}\n", text("message"), text("hint"));
    }
    assert!(!told.is_empty(), "nothing is found: {text}");
    told
}

#[test]
fn mistakes_of_beginners_are_told_with_cause_and_remedy() {
    let mut all = String::new();
    for mistake in MISTAKES {
        let template = format!("#let report = json(\"/rapport.json\")\n{mistake}\n");
        let project = Project::new().with("templates/egen.typ", template);
        let told = errors(&project, &["build", "-t", "egen"]);
        all += &format!("{mistake}\n{told}\n");
    }
    assert_snapshot!(all);
}

#[test]
fn what_is_printed_and_was_meant_as_code_is_told() {
    for printed in PRINTED {
        let template = format!(
            "#import \"page.typ\": page-of-report\n#let report = json(\"/rapport.json\")\n\
             #show: page-of-report.with(report)\n= Hei\n{printed}\n"
        );
        let project = Project::new().with("templates/egen.typ", template);
        let said = project.shown(&["build", "-t", "egen", "--message-format", "short"]);
        let line = 4 + printed.lines().count();
        let place = format!("templates/egen.typ:{line}:");
        assert!(said.contains("[code-as-text]") && said.contains(&place), "{printed}: {said}");
    }
}

#[test]
fn a_section_that_takes_no_report_is_told_where_it_is_defined() {
    let program = format!("{}rapport: {{ seksjoner: [kart] }}\n", crate::project::PROGRAM);
    for kart in ["#let kart() = [x]", "#let kart = [x]"] {
        let project =
            Project::new().with_program(&program).with("templates/sections/kart.typ", kart);
        let told = errors(&project, &["build"]);
        assert!(told.starts_with("templates/sections/kart.typ:1:2 "), "{told}");
    }
    let latin = b"#let kart(report) = [bl\xe5]".to_vec();
    let project = Project::new().with_program(&program).with("templates/sections/kart.typ", latin);
    let told = errors(&project, &["build"]);
    assert!(told.starts_with("templates/sections/kart.typ:") && told.contains("UTF-8"), "{told}");
}

#[test]
fn mistakes_in_replaced_files_are_told_there() {
    let mut all = String::new();
    for (path, text) in REPLACED {
        let project = Project::new().with(path, *text);
        let told = errors(&project, &["build"]);
        assert!(told.starts_with(path), "{told}");
        all += &format!("{path}: {text}\n{told}\n");
    }
    assert_snapshot!(all);
}

/// A fault that all reports have is told once, with how many have it.
#[test]
fn a_fault_of_many_reports_is_told_once() {
    let project = Project::new()
        .with("data/p/regioner/nord/2027.yaml", crate::project::PERIOD)
        .with("data/p/regioner/nord/2028.yaml", crate::project::PERIOD)
        .with("templates/sections/results.typ", "#let results(report) = report.region.x\n");
    let told = errors(&project, &["build"]);
    assert_eq!(told.matches("finnes ikke her").count(), 1, "{told}");
    assert!(told.contains("og 2 til)"), "{told}");
}
