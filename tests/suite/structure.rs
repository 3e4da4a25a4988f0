//! What a reader with a screen reader meets: the tree of tags, as text.

use std::collections::BTreeMap;
use std::fmt::Write;

use insta::assert_snapshot;
use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::project::{self, Project};

/// A period with every kind of content that a period can have.
pub const RICH_PERIOD: &str = include_str!("../source/everything.yaml");
/// A small picture.
pub const PICTURE: &str = include_str!("../source/torget.svg");

/// A project whose report has every kind of content.
pub fn everything() -> Project {
    Project::new()
        .with_program(include_str!("../source/program.yaml"))
        .with_region(include_str!("../source/region.yaml"))
        .with_period(RICH_PERIOD)
        .with("data/p/regioner/nord/bilder/torget.svg", PICTURE)
}

/// The tags of a PDF, one a line, indented; runs of the same tag are counted.
fn tags(pdf: &Document) -> String {
    let catalog = pdf.catalog().unwrap();
    let root = catalog.get(b"StructTreeRoot").unwrap();
    let mut out = String::new();
    children(pdf, root, 0, &mut out);
    out
}

fn children(pdf: &Document, object: &Object, depth: usize, out: &mut String) {
    let Some(dictionary) = dictionary(pdf, object) else { return };
    let Ok(kids) = dictionary.get(b"K") else { return };
    let kids: Vec<&Object> = match kids {
        Object::Array(kids) => kids.iter().collect(),
        kid => vec![kid],
    };
    for kid in kids {
        let Some(tag) = self::dictionary(pdf, kid) else { continue };
        let Ok(name) = tag.get(b"S").and_then(Object::as_name) else { continue };
        let name = String::from_utf8_lossy(name);
        let alt = tag.get(b"Alt").and_then(lopdf::decode_text_string);
        let alt = alt.map(|alt| format!(" «{alt}»")).unwrap_or_default();
        let _ = writeln!(out, "{:depth$}{name}{alt}", "");
        children(pdf, kid, depth + 1, out);
    }
}

fn dictionary<'a>(pdf: &'a Document, object: &'a Object) -> Option<&'a Dictionary> {
    match object {
        Object::Reference(id) => pdf.get_dictionary(*id).ok(),
        object => object.as_dict().ok(),
    }
}

/// The titles of the outline, in order.
fn outline(pdf: &Document) -> Vec<String> {
    let mut titles = Vec::new();
    let root = pdf.catalog().unwrap().get(b"Outlines").and_then(Object::as_reference);
    let first = |id: ObjectId| pdf.get_dictionary(id).ok()?.get(b"First").ok()?.as_reference().ok();
    let mut next = root.ok().and_then(first);
    while let Some(item) = next.and_then(|id| pdf.get_dictionary(id).ok()) {
        titles.push(item.get(b"Title").and_then(lopdf::decode_text_string).unwrap());
        next = item.get(b"Next").and_then(Object::as_reference).ok();
    }
    titles
}

/// The document information.
fn information(pdf: &Document) -> BTreeMap<String, String> {
    let id = pdf.trailer.get(b"Info").and_then(Object::as_reference).unwrap();
    let info = pdf.get_dictionary(id).unwrap();
    let text = |value: &Object| lopdf::decode_text_string(value).unwrap_or_default();
    info.iter().map(|(k, v)| (String::from_utf8_lossy(k).into(), text(v))).collect()
}

fn rana() -> Document {
    Document::load(project::rana("pdf").path().join("r.pdf")).unwrap()
}

#[test]
fn the_tags_of_ranas_report() {
    assert_snapshot!(tags(&rana()));
}

#[test]
fn the_outline_and_information_of_ranas_report() {
    let pdf = rana();
    let language = pdf.catalog().unwrap().get(b"Lang").and_then(lopdf::decode_text_string);
    assert_eq!(language.unwrap(), "nb-NO");
    let outline = outline(&pdf);
    let expected = [
        "Mål for Ranaregionen",
        "Resultater",
        "Ranaregionens råd for samarbeid om regional utvikling",
        "Dette jobber byregionen med etter programslutt",
        "Utdrag fra Ranaregionen sin søknad til Byregionprogrammet",
        "Dokumenter",
        "Fakta Ranaregionen",
        "Om programmet",
    ];
    assert_eq!(outline, expected);
    let information = information(&pdf);
    assert_eq!(information["Title"], "Ranaregionen: sluttrapport 2018");
    assert_eq!(information["Author"], "Kommunal- og moderniseringsdepartementet");
    assert!(information["Keywords"].contains("Byregionprogrammet"));
    assert!(information["CreationDate"].starts_with("D:20181231"));
}

#[test]
fn the_tags_of_a_report_with_everything() {
    let project = everything();
    let output = project.run(&["build", "-o", "r.pdf"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let pdf = Document::load(project.path("r.pdf")).unwrap();
    assert_snapshot!(tags(&pdf));
}

#[test]
fn the_tags_of_a_quarterly_report() {
    let folder = tempfile::tempdir().unwrap();
    let root = project::repository().display().to_string();
    let args = ["build", "nord/2026-k3", "--root", &root, "-o", "r.pdf"];
    let output = project::run_in(folder.path(), &args);
    assert!(output.status.success(), "{}", project::shown(&output));
    assert_snapshot!(tags(&Document::load(folder.path().join("r.pdf")).unwrap()));
}

#[test]
fn the_pdf_holds_only_the_fonts_of_the_project() {
    let pdf = rana();
    let fonts = pdf.objects.values().filter_map(|o| o.as_dict().ok());
    let names: Vec<String> = fonts
        .filter_map(|d| d.get(b"FontName").and_then(Object::as_name).ok())
        .map(|name| String::from_utf8_lossy(name).into_owned())
        .collect();
    assert!(!names.is_empty());
    assert!(names.iter().all(|name| name.contains("SourceSans3")), "{names:?}");
}
