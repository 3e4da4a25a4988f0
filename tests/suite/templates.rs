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

/// What a later version has changed comes into a copy beside what the project has changed; where both have
/// changed the same, both stand there.
#[test]
fn a_copy_is_brought_up_to_date() {
    let project = Project::new();
    assert!(project.run(&["template", "eject", "format.typ"]).status.success());
    let copy = project.path("templates/format.typ");
    let text = fs::read_to_string(&copy).unwrap();
    assert!(
        text.starts_with("// Copied from regionrapport ") && text.contains("format.typ, BLAKE3 ")
    );
    assert!(project.shown(&["template", "list"]).contains("= format.typ "));
    // The project changes its end, and the version that it was copied from lacked the first line.
    fs::write(&copy, format!("{text}#let own = 1\n")).unwrap();
    let origin = project.path("templates/origin/format.typ");
    let built_in = fs::read_to_string(&origin).unwrap();
    let (first, rest) = built_in.split_once('\n').unwrap();
    let older = format!("// Older.\n{rest}");
    fs::write(&origin, &older).unwrap();
    fs::write(&copy, format!("{older}#let own = 1\n")).unwrap();
    assert!(project.shown(&["template", "list"]).contains("! format.typ "));
    let diff = project.shown(&["template", "diff"]);
    assert!(
        diff.contains("+#let own = 1") && diff.contains("+++ built-in now/format.typ"),
        "{diff}"
    );
    let said = project.shown(&["template", "merge", "format.typ"]);
    assert!(said.contains("à jour"), "{said}");
    let merged = fs::read_to_string(&copy).unwrap();
    assert!(merged.contains(first) && merged.ends_with("#let own = 1\n"), "{merged}");
    assert!(project.shown(&["template", "list"]).contains("* format.typ "));
    // Both change the first line.
    fs::write(&origin, &older).unwrap();
    fs::write(&copy, format!("// Mine.\n{rest}")).unwrap();
    let output = project.run(&["template", "merge", "format.typ"]);
    assert_eq!(output.status.code(), Some(1));
    let merged = fs::read_to_string(&copy).unwrap();
    assert!(merged.contains("<<<<<<<") && merged.contains("// Mine.") && merged.contains(first));
    fs::remove_file(&origin).unwrap();
    assert_eq!(project.run(&["template", "merge", "format.typ"]).status.code(), Some(2));
}

#[test]
fn a_built_in_file_is_shown() {
    let project = Project::new();
    let shown = project.run(&["template", "show", "templates/format.typ"]).stdout;
    assert_eq!(shown, fs::read(crate::project::repository().join("templates/format.typ")).unwrap());
}

/// A template may be named by its file.
#[test]
fn a_template_is_named_by_its_file_too() {
    let project = Project::new();
    let output = project.run(&["build", "-t", "templates/sluttrapport.typ", "-o", "x.pdf"]);
    assert!(output.status.success(), "{}", shown(&output));
    assert!(project.run(&["check", "-t", "sluttrapport.typ"]).status.success());
}

/// Code that stands on the page as text, since `#` is missing before it, is told.
#[test]
fn code_on_the_page_is_told() {
    let template = "#import \"page.typ\": page-of-report\n#let report = json(\"/rapport.json\")\n#show: \
                    page-of-report.with(report + (kind: \"Prøve\"))\nimport \"format.typ\": \
                    number\n\n= Tall\nnumber(5) og mer\n";
    let project = Project::new().with("templates/egen.typ", template);
    let said = project.shown(&["build", "-t", "egen"]);
    assert!(said.contains("advarsel[code-as-text]"), "{said}");
}

/// A section says for which version of the data it is made, too.
#[test]
fn a_section_has_its_contract() {
    let section = "#import \"../components/section.typ\": section\n#let egen(report) = [Tekst \
                   #metadata(7) <contract>]\n";
    let project = Project::new().with("templates/sections/egen.typ", section).with_region(
        "navn: Nord\nsøkerkommune: Storvik\nrapport: { seksjoner: [egen, kontakt] }\n",
    );
    let said = project.shown(&["build"]);
    assert!(said.contains("advarsel[contract]"), "{said}");
}

/// A new template makes a report at once, with all of its parts, for a region and for a programme.
#[test]
fn a_new_template_makes_a_report() {
    let project = Project::new()
        .with("data/p/regioner/sor/region.yaml", "navn: Sør\nsøkerkommune: Vik\n")
        .with("data/p/regioner/sor/2026.yaml", crate::project::PERIOD);
    assert!(project.run(&["template", "new", "Årsmelding"]).status.success());
    let output = project.run(&["build", "nord/2026", "-t", "arsmelding", "-o", "x.pdf"]);
    assert!(output.status.success(), "{}", shown(&output));
    let pdf = lopdf::Document::load(project.path("x.pdf")).unwrap();
    let pages: Vec<u32> = pdf.get_pages().into_keys().collect();
    let text = pdf.extract_text(&pages).unwrap();
    assert!(text.contains("Vedlegg A") && text.contains("Delprosjektene"), "{text}");
    assert!(project.run(&["build", "p/2026", "-t", "arsmelding", "-o", "y.pdf"]).status.success());
    assert_eq!(project.run(&["template", "new", "enside"]).status.code(), Some(2));
}

/// A region's template takes no programme's report, nor the other way.
#[test]
fn a_template_takes_its_own_kind_of_report() {
    let project = Project::new();
    for (report, template) in [("p/2026", "enside"), ("nord/2026", "programrapport")] {
        let said = project.shown(&["build", report, "-t", template]);
        assert!(said.starts_with("exit 2"), "{said}");
    }
}

/// A drawing that is not wholly on its page is told.
#[test]
fn drawings_beyond_the_page_are_told() {
    let template = "#import \"page.typ\": page-of-report\n#let report = json(\"/rapport.json\")\n#show: \
                    page-of-report.with(report + (kind: \"Prøve\"))\n= Tall\n#pdf.artifact(place(dx: \
                    15cm, rect(width: 10cm)))\n";
    let project = Project::new().with("templates/egen.typ", template);
    let said = project.shown(&["build", "-t", "egen"]);
    assert!(said.contains("advarsel[drawing-outside]"), "{said}");
}
