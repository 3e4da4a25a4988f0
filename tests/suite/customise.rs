//! What a customiser can change: words, order, profile, sections and whole reports.

use insta::assert_snapshot;
use regionrapport::typeset::page_texts;

use crate::project::{PROGRAM, Project};

/// The text of a project's last report, which must be without findings.
fn text(project: &Project) -> String {
    let (rendered, findings) = project.render();
    assert!(findings.is_empty(), "{findings:?}");
    page_texts(&rendered.unwrap().pages().document).join("\n")
}

/// A template of a project's own with a body.
fn whole(body: &str) -> String {
    format!(
        "#import \"page.typ\": page-of-report\n#let report = json(\"/rapport.json\")\n\
         #show: page-of-report.with(report)\n{body}"
    )
}

/// Where some words stand in a text, in its order.
fn in_order(text: &str, words: &[&str]) -> bool {
    let places: Vec<_> = words.iter().map(|word| text.find(word)).collect();
    places.iter().all(Option::is_some) && places.is_sorted()
}

const PERIOD: &str = "type: sluttrapport\nresultater: Et forum.\nråd: Begynn tidlig.\n\
                      videre_arbeid: Vi fortsetter.\n\
                      seksjoner: [{ tittel: Takk, innhold: Til alle., etter: råd }]\n";

#[test]
fn a_language_file_has_just_the_labels_to_change() {
    let own = "overskrifter:\n  resultater: Dette fikk vi til\n";
    let project = Project::new().with_period(PERIOD).with("templates/lang/nb.yaml", own);
    let text = text(&project);
    assert!(text.contains("Dette fikk vi til") && text.contains("Etter programslutt"));
}

#[test]
fn a_language_of_ones_own_is_one_file() {
    let nb = regionrapport::typeset::builtin_template("lang/nb.yaml").unwrap();
    let nb = String::from_utf8(nb.to_vec()).unwrap();
    let se = nb.replace("kode: nb", "kode: se").replace("Resultater", "Bohtosat");
    let region = "navn: Nord\nsøkerkommune: Storvik\nspråk: se\n";
    let project =
        Project::new().with_period(PERIOD).with_region(region).with("templates/lang/se.yaml", se);
    assert!(text(&project).contains("Bohtosat"));
    let project = Project::new().with_region(region);
    assert!(project.shown(&["check"]).contains("feil[unknown-word]"));
}

#[test]
fn faults_of_language_files_are_findings() {
    let own = "overskrifter:\n  resultatar: X\nmåneder: [a, b]\nog: [x]\n";
    let few = "kode: se\nstatus:\n  etter-plan: Plána mielde\n";
    let project =
        Project::new().with("templates/lang/nb.yaml", own).with("templates/lang/se.yaml", few);
    let said = project.shown(&["check", "--message-format", "short"]);
    let first: Vec<&str> = said.lines().take(12).collect();
    assert_snapshot!(first.join("\n"));
}

#[test]
fn sections_stand_in_the_order_that_is_asked_for() {
    let program = format!("{PROGRAM}rapport: {{ seksjoner: [videre_arbeid, kart, råd] }}\n");
    let own = "#import \"../components/section.typ\": section\n\
               #let kart(report) = section(\"Kart\", [Kartet over #report.region.navn])\n";
    let project = Project::new()
        .with_period(PERIOD)
        .with_program(&program)
        .with("templates/sections/kart.typ", own);
    let text = text(&project);
    let words = ["Vi fortsetter.", "Kartet over Nord", "Begynn tidlig.", "Til alle."];
    assert!(in_order(&text, &words), "{text}");
    assert!(!text.contains("Et forum."));
}

#[test]
fn a_region_has_its_own_order() {
    let program = format!("{PROGRAM}rapport: {{ seksjoner: [råd] }}\n");
    let region = "navn: Nord\nsøkerkommune: Storvik\nrapport: { seksjoner: [resultater] }\n";
    let project = Project::new().with_period(PERIOD).with_program(&program).with_region(region);
    let text = text(&project);
    assert!(text.contains("Et forum.") && !text.contains("Begynn tidlig."));
    // A section that its neighbour names and that is not there comes last.
    assert!(in_order(&text, &["Et forum.", "Til alle."]));
}

#[test]
fn a_cover_margins_and_colours() {
    let program = format!(
        "{PROGRAM}profil: {{ farge: \"#5b2a86\", diagramfarge: \"#c05a00\", forside: ja, \
         marger: {{ sider: 30, topp: 20 }} }}\n"
    );
    let project = Project::new().with_program(&program).with_period(PERIOD);
    let (rendered, findings) = project.render();
    assert!(findings.is_empty(), "{findings:?}");
    let pages = page_texts(&rendered.unwrap().pages().document);
    assert!(pages[0].contains("Nord") && !pages[0].contains("Et forum."), "{pages:?}");
    assert!(pages[1].contains("Et forum."), "{pages:?}");
}

#[test]
fn a_template_may_say_which_contract_it_is_made_for() {
    let template = |version: u8| whole(&format!("#metadata({version}) <contract>\n= Hei\n"));
    let project = Project::new().with("templates/sluttrapport.typ", template(1));
    let (_, findings) = project.render();
    assert!(findings.is_empty(), "{findings:?}");
    let project = Project::new().with("templates/sluttrapport.typ", template(9));
    let said = project.shown(&["check"]);
    assert!(said.contains("malen er laget for versjon 9 av dataene"), "{said}");
}

#[test]
fn the_changes_of_the_contract_begin_with_its_version() {
    let newest =
        regionrapport::report::CONTRACT_CHANGES.lines().find_map(|l| l.strip_prefix("## "));
    assert_eq!(newest, Some(regionrapport::report::CONTRACT.to_string().as_str()));
}

#[test]
fn a_theme_of_ones_own_changes_some_values_of_the_built_in_one() {
    let theme = |name: &str| {
        format!(
            "#import \"built-in/theme.typ\": *\n#let theme = adjusted(theme, (size: ({name}: 40pt)))\n"
        )
    };
    let usual = Project::new().with_period(PERIOD);
    let own = usual.with("templates/theme.typ", theme("title"));
    let (rendered, findings) = own.render();
    assert!(findings.is_empty(), "{findings:?}");
    assert!(rendered.is_some());
    let listed = own.shown(&["template", "list"]);
    assert!(listed.contains("~ theme.typ"), "{listed}");
    let diff = own.shown(&["template", "diff"]);
    assert!(diff.contains("+#let theme = adjusted"), "{diff}");
    let own = own.with("templates/theme.typ", theme("titel"));
    let said = own.shown(&["check", "--message-format", "short"]);
    assert!(
        said.contains("templates/theme.typ:2:14") && said.contains("no «titel» here"),
        "{said}"
    );
}

#[test]
fn a_language_file_is_listed_and_compared_word_by_word() {
    let words = "rapport:\n  side: s. {side} av {sider}\n";
    let project = Project::new().with("templates/lang/nb.yaml", words);
    let project = project.with("templates/lang/se.yaml", "kode: se\n");
    let listed = project.shown(&["template", "list"]);
    assert!(listed.contains("~ lang/nb.yaml") && listed.contains("+ lang/se.yaml"), "{listed}");
    assert_snapshot!(project.shown(&["template", "diff"]));
}

#[test]
fn the_sections_of_a_programmes_report_have_an_order() {
    let program = format!("{PROGRAM}programrapport: {{ seksjoner: [kontakt, regioner] }}\n");
    let project = Project::new().with_program(&program).with_period(PERIOD);
    let said = project.shown(&["check"]);
    assert!(said.starts_with("exit 0"), "{said}");
    let wrong = format!("{PROGRAM}programrapport: {{ seksjoner: [regionr] }}\n");
    let said = Project::new().with_program(&wrong).with_period(PERIOD).shown(&["check"]);
    assert!(said.contains("«regionr»") && said.contains("regioner"), "{said}");
}

#[test]
fn marks_of_a_merge_are_an_error() {
    let facts = "#let facts(report) = [x]\n<<<<<<< ours\n=======\n>>>>>>> theirs\n";
    let project = Project::new().with("templates/sections/facts.typ", facts);
    let said = project.shown(&["check", "--message-format", "short"]);
    assert!(said.starts_with("exit 1"), "{said}");
    assert!(said.contains("templates/sections/facts.typ:2:1: feil[conflict-marks]"), "{said}");
}

#[test]
fn a_new_template_makes_a_page_and_a_page_of_the_web() {
    let program = format!("{PROGRAM}profil: {{ forside: ja }}\nrapport: {{ seksjoner: [råd] }}\n");
    let project = Project::new().with_program(&program).with_period(PERIOD);
    let made = project.shown(&["template", "new", "Årsmelding"]);
    assert!(made.contains("templates/arsmelding.typ"), "{made}");
    let template = std::fs::read_to_string(project.path("templates/arsmelding.typ")).unwrap();
    assert!(template.contains("(kind: \"Årsmelding\")"), "{template}");
    for format in ["pdf", "html"] {
        let said = project.shown(&["build", "-t", "arsmelding", "--format", format]);
        assert!(said.starts_with("exit 0") && !said.contains("advarsel"), "{said}");
    }
    let said = project.shown(&["build", "--format", "html"]);
    assert!(said.starts_with("exit 0"), "{said}");
}

#[test]
fn a_language_with_faults_is_one_and_has_no_code_of_another() {
    let region = "navn: Nord\nsøkerkommune: Storvik\nspråk: se\n";
    let project = Project::new().with_region(region).with("templates/lang/se.yaml", "kode: nb\n");
    let said = project.shown(&["check", "--message-format", "short"]);
    assert!(said.contains("se.yaml:1:7: advarsel[other-language-code]"), "{said}");
    let project = project.with("templates/lang/se.yaml", "kode:\tse\n\tx: y\n");
    let said = project.shown(&["check", "--message-format", "short"]);
    assert!(said.contains("templates/lang/se.yaml") && !said.contains("unknown-word"), "{said}");
}

#[test]
fn a_package_lies_in_the_project() {
    let template = "#import \"@preview/hilsen:0.1.0\": hils\n\
                    #import \"page.typ\": page-of-report\n\
                    #let report = json(\"/rapport.json\")\n\
                    #show: page-of-report.with(report)\n= #hils(report.region.navn)\n";
    let toml = "[package]\nname = \"hilsen\"\nversion = \"0.1.0\"\nentrypoint = \"lib.typ\"\n";
    let folder = "templates/packages/preview/hilsen/0.1.0";
    let project = Project::new().with("templates/sluttrapport.typ", template);
    let said = project.shown(&["check"]);
    assert!(said.contains(&format!("copy its files into {folder}/")), "{said}");
    let project = project
        .with(&format!("{folder}/typst.toml"), toml)
        .with(&format!("{folder}/lib.typ"), "#let hils(navn) = [Hei, #navn]\n");
    assert!(text(&project).contains("Hei, Nord"));
}

#[test]
fn a_file_that_nearly_has_a_built_in_name_is_a_warning() {
    let project = Project::new()
        .with("templates/section/facts.typ", "")
        .with("templates/sections/kart.typ", "#let kart(report) = []")
        .with("templates/them.typ", "");
    assert_snapshot!(project.shown(&["check", "--message-format", "short"]));
}

/// What the reports of a project do not show of their data, a line each.
pub fn unshown(project: &Project, more: &[&str]) -> String {
    let all = [&["check", "--complete", "--message-format", "short"], more].concat();
    let said = project.shown(&all);
    let lines = said.lines().filter(|line| line.contains("[not-shown]"));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn what_a_report_does_not_show_is_named() {
    let whole = crate::structure::everything();
    assert_eq!(unshown(&whole, &[]), "");
    let program = format!("{PROGRAM}rapport: {{ seksjoner: [råd] }}\n");
    let period = "type: sluttrapport\nresultater: |\n  Et forum.\n\n  Og 12,5 **mill.** kroner.\nråd: Begynn tidlig.\n";
    let region = "navn: Nord\nsøkerkommune: Storvik\nmål: [{ type: hovedmål, tekst: Vekst. }]\n\
                  kontakt: { navn: Kari, epost: kari@example.com }\n\
                  budsjett: [{ id: a, navn: Ledelse, beløp: 1 234 500 }]\n";
    let project = Project::new().with_program(&program).with_region(region).with_period(period);
    assert_snapshot!(unshown(&project, &[]));
}

#[test]
fn a_template_of_ones_own_is_held_against_the_data() {
    let template = whole("= Årsmelding\n#report.region.navn\n");
    let project = Project::new()
        .with_period("type: sluttrapport\nråd: Begynn tidlig.\n")
        .with("templates/arsmelding.typ", template);
    let said = unshown(&project, &["--template", "arsmelding"]);
    assert!(said.contains("«Begynn tidlig.» står ikke i rapporten"), "{said}");
    assert!(!said.contains("«Nord»"), "{said}");
}

#[test]
fn a_table_whose_columns_do_not_fit_is_a_fault() {
    let said = |align: &str, header: &str, rows: &str| {
        let table = format!(
            "#import \"components/data-table.typ\": data-table\n\
             #data-table((1fr, 1fr), {align}, {header}, {rows})\n"
        );
        let project = Project::new().with("templates/tabell.typ", whole(&table));
        project.shown(&["build", "nord/2026", "--template", "tabell"])
    };
    let (align, header, rows) = ("(left, right)", "([A], [B])", "(([1], [2]),)");
    assert!(said(align, header, rows).contains("exit 0"));
    for wrong in [
        said("(left,)", header, rows),
        said(align, "([A], [B], [C])", rows),
        said(align, header, "(([1],),)"),
    ] {
        assert!(wrong.contains("templates/components/data-table.typ"), "{wrong}");
        assert!(wrong.contains("templates/tabell.typ"), "{wrong}");
        assert!(!wrong.contains("exit 0"), "{wrong}");
    }
}

/// Copies the files of a folder from one project to another.
fn copy(from: &Project, to: &Project, folder: &str) {
    for (path, bytes) in crate::project::files(&from.path(folder)) {
        let below = std::path::Path::new(&path).strip_prefix(from.root()).unwrap().to_owned();
        std::fs::create_dir_all(to.root().join(&below).parent().unwrap()).unwrap();
        std::fs::write(to.root().join(below), bytes).unwrap();
    }
}

#[test]
fn templates_are_tried_on_samples_and_compared_with_their_looks() {
    let template = whole(
        "= Årsmelding\n#report.region.navn\n\
         #block(width: 50mm, height: 40mm, fill: rgb(\"#f7eef2\"), [x])\n",
    );
    let project = Project::new().with("templates/arsmelding.typ", &template);
    assert_snapshot!(project.shown(&["template", "test", "arsmelding", "--update"]));
    assert!(project.path("templates/test/arsmelding/smallest-1.png").is_file());
    let same = project.shown(&["template", "test", "arsmelding"]);
    assert!(same.starts_with("exit 0"), "{same}");
    // A letter, and a pale colour for another, that no small picture shows.
    for (from, to) in [("= Årsmelding", "= Årsmeldingen"), ("#f7eef2", "#eef7f2")] {
        let other = Project::new().with("templates/arsmelding.typ", template.replace(from, to));
        copy(&project, &other, "templates/test");
        let said = other.shown(&["template", "test", "arsmelding", "--message-format", "short"]);
        assert!(said.contains("feil[page-differs]"), "{from}: {said}");
    }
    let other = template.replace("= Årsmelding", "= En helt annen overskrift\n#pagebreak()");
    let project = project.with("templates/arsmelding.typ", other);
    let said = project.shown(&["template", "test", "arsmelding", "--message-format", "short"]);
    assert!(said.contains("feil[page-differs]") && said.contains("feil[page-count]"), "{said}");
    assert!(project.path("rapporter/template-test/arsmelding/smallest-1.png").is_file());
}

#[test]
fn samples_have_the_projects_profile_and_languages_and_old_pictures_are_told() {
    let program = format!("{PROGRAM}profil: {{ farge: \"#5b2a86\" }}\n");
    let template = whole("= Årsmelding\n#report.program.profil.farge #report.språk\n");
    let project = Project::new().with_program(&program).with_period(PERIOD);
    let project = project.with("templates/arsmelding.typ", template);
    let project = project.with("templates/lang/se.yaml", "kode: se\n");
    let said = project.shown(&["template", "test", "arsmelding", "--update", "--samples"]);
    assert!(said.contains("usual-p") && said.contains("usual-se"), "{said}");
    assert!(!project.path("templates/test/arsmelding/p-nord-2018-1.png").exists(), "{said}");
    let stored = std::fs::read(project.path("templates/test/arsmelding/usual-1.png")).unwrap();
    assert!(stored.len() < 8_000, "{}", stored.len());
    let project = project.with("templates/test/borte/usual-1.png", stored);
    let said = project.shown(&["template", "test", "--message-format", "short"]);
    assert!(
        said.contains("templates/test/borte/usual-1.png") && said.contains("unused-pictures"),
        "{said}"
    );
}

#[test]
fn a_text_outside_the_page_is_found_with_the_samples() {
    let template = whole("= X\n#box(width: 400mm, align(right, report.region.navn))\n");
    let project = Project::new().with("templates/bred.typ", template);
    let said = project.shown(&["template", "test", "bred"]);
    assert!(said.contains("advarsel[text-outside]: «Nord» går utenfor side 1"), "{said}");
}

/// The parts of the templates on pages of their own, as `docs/components.pdf` has them.
#[test]
fn the_page_of_parts_is_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let root = crate::project::repository().display().to_string();
    let args = ["build", "nord/2026-k3", "-t", "components", "--root", &root, "-o", "x.pdf"];
    let output = crate::project::run_in(folder.path(), &args);
    assert!(output.status.success(), "{}", crate::project::shown(&output));
    let made = std::fs::read(folder.path().join("x.pdf")).unwrap();
    let path = crate::project::repository().join("docs/components.pdf");
    if crate::invalid::blessing() {
        std::fs::write(&path, &made).unwrap();
    }
    assert!(std::fs::read(&path).unwrap() == made, "docs/components.pdf is old: bless it");
}

/// The functions of a template file that others may call, with whether each is documented: a
/// comment, and the type of what it gives.
fn documented(text: &str) -> Vec<(String, bool)> {
    let lines: Vec<&str> = text.lines().collect();
    let functions = lines.iter().enumerate().filter_map(|(i, line)| {
        let name = line.strip_prefix("#let ")?.split('(').next()?;
        let function = line.contains('(') && !name.contains('=');
        function.then(|| (i, name.trim().to_owned()))
    });
    let commented = |i: usize| {
        let above = lines[..i].iter().rev().take_while(|line| line.starts_with("///"));
        let above: Vec<_> = above.collect();
        above.len() > 1 && above[0].starts_with("/// -> ")
    };
    functions.map(|(i, name)| (name, commented(i))).collect()
}

#[test]
fn every_part_is_documented_in_place() {
    let mut count = 0;
    for path in regionrapport::typeset::builtin_files() {
        let part =
            path == "format.typ" || path.starts_with("components/") || path.starts_with("charts/");
        if !part {
            continue;
        }
        let bytes = regionrapport::typeset::builtin_template(path).unwrap();
        for (name, fine) in documented(std::str::from_utf8(bytes).unwrap()) {
            assert!(fine, "{path}: {name} has no comment, or no type");
            count += 1;
        }
    }
    assert!(count > 60, "{count}");
}

/// The blocks of the worked example in `docs/templates.md`, which are the files it tells of.
fn worked_example() -> Vec<&'static str> {
    let page = include_str!("../../docs/templates.md");
    let example = page.split("## A report of your own").nth(1).unwrap();
    let example = example.split("\n## ").next().unwrap();
    example.split("```typst\n").skip(1).map(|block| block.split("```").next().unwrap()).collect()
}

#[test]
fn the_worked_example_works() {
    let blocks = worked_example();
    let project = crate::structure::everything()
        .with("templates/arsmelding.typ", blocks[0])
        .with("templates/sections/hoydepunkter.typ", blocks[1]);
    let said = project.shown(&["build", "nord/2026", "-t", "arsmelding", "-o", "x.pdf"]);
    assert!(said.starts_with("exit 0") && !said.contains("advarsel"), "{said}");
    let said = project.shown(&["template", "test", "arsmelding"]);
    assert!(said.starts_with("exit 0"), "{said}");
}

#[test]
fn a_template_without_end_is_given_up_and_the_others_go_on() {
    // 10,000 rounds of 10,000 rounds: Typst stops a loop after so many, not a nest of them.
    let template = "#import \"page.typ\": page-of-report\n#let report = json(\"/rapport.json\")\n\
                    #if report.region.navn == \"Nord\" {\n  let n = 0\n  for i in range(9000) {\n    \
                    for j in range(9000) { for k in range(9000) { n += calc.rem(i * j, 7) } }\n  }\n}\n\
                    #show: page-of-report.with(report)\n= #report.region.navn\n";
    let project = Project::new()
        .with("data/p/regioner/sor/region.yaml", "navn: Sør\nsøkerkommune: Øyvik\n")
        .with("data/p/regioner/sor/2026.yaml", "type: sluttrapport\n")
        .with("templates/evig.typ", template);
    let said = project.shown(&["build", "-t", "evig", "--time-limit", "1"]);
    assert!(said.starts_with("exit 1") && said.contains("feil[time-limit]"), "{said}");
    assert!(said.contains("p-sor-2026") || said.contains("sor-2026"), "{said}");
    let checked = project.shown(&["check", "nord/2026", "-t", "evig", "--time-limit", "1"]);
    assert!(checked.contains("ble ikke ferdig på 1 sekunder"), "{checked}");
}

#[test]
fn a_template_of_ones_own_takes_the_order_and_its_own_labels() {
    let blocks = worked_example();
    let program = format!("{PROGRAM}rapport: {{ seksjoner: [råd, hoydepunkter] }}\n");
    let own = blocks[1].replace("\"Høydepunkter\"", "label-of(\"egne\", \"tittel\")").replace(
        "#import \"../format.typ\"",
        "#import \"../language.typ\": label-of\n#import \"../format.typ\"",
    );
    let project = Project::new()
        .with_program(&program)
        .with_region("navn: Nord\nspråk: nn\nsøkerkommune: Storvik\n")
        .with_period(PERIOD)
        .with("templates/sluttrapport.typ", blocks[0].replace("  fixed: true,\n", ""))
        .with("templates/lang/nb.yaml", "egne:\n  tittel: Året i tall\n")
        .with("templates/sections/hoydepunkter.typ", own);
    let text = text(&project);
    assert!(in_order(&text, &["Begynn tidlig.", "Året i tall"]), "{text}");
    assert!(text.contains("Årsmelding") && !text.contains("Et forum."), "{text}");
}
