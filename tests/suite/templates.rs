//! The built-in templates in a customiser's hands.

use std::fs;

use insta::assert_snapshot;

use crate::project::{Project, shown};

#[test]
fn an_ejected_file_takes_the_place_of_the_built_in_one() {
    let project = Project::new();
    assert_snapshot!(project.shown(&["template", "eject", "sections/facts.typ"]));
    let path = project.path("templates/sections/facts.typ");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("#let facts(report) = {", "#let facts(report) = {\n  [HER]"))
        .unwrap();
    assert!(project.run(&["build", "-o", "x.pdf"]).status.success());
    let pdf = lopdf::Document::load(project.path("x.pdf")).unwrap();
    assert!(pdf.extract_text(&[1]).unwrap().contains("HER"));
    assert_snapshot!("template_diff", project.shown(&["template", "diff"]));
    let list = project.shown(&["template", "list"]);
    assert!(list.contains("* sections/facts.typ ") && list.contains("  theme.typ "), "{list}");
    let again = shown(&project.run(&["template", "eject", "sections/facts.typ"]));
    assert!(again.starts_with("exit 2") && again.contains("finnes fra før"), "{again}");
}

#[test]
fn all_files_ejected_give_the_same_bytes() {
    let build = |eject: bool| {
        let project = crate::structure::everything();
        if eject {
            assert!(project.run(&["template", "eject", "--all"]).status.success());
            let list = project.shown(&["template", "list"]);
            // Only the legend has the mark of a file that is replaced.
            let replaced = list.lines().filter(|line| line.starts_with("* ")).count();
            assert!(list.contains("= theme.typ ") && replaced == 1, "{list}");
            assert!(project.shown(&["template", "diff"]).contains("--- out\n--- err"));
        }
        let output = project.run(&["build", "-o", "x.pdf"]);
        assert!(output.status.success(), "{}", shown(&output));
        fs::read(project.path("x.pdf")).unwrap()
    };
    assert!(build(false) == build(true));
}

#[test]
fn a_file_that_is_not_built_in() {
    let project = Project::new();
    let said = project.shown(&["template", "eject", "section/fact.typ"]);
    assert!(said.contains("mente du «sections/facts.typ»?"), "{said}");
}
