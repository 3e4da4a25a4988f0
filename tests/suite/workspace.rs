//! The library's front door: workspaces, cases and what is rendered.

use std::collections::BTreeMap;
use std::path::Path;

use regionrapport::finding::{has_errors, sort};
use regionrapport::output::default_target;
use regionrapport::typeset::builtin_templates;
use regionrapport::{Finding, Format, Keep, Workspace};

use crate::invalid::{fixtures, project};
use crate::project::{Project, repository};

/// Everything that is found in the data of all reports.
fn findings(workspace: &Workspace) -> Vec<Finding> {
    let reports = workspace.reports();
    let mut findings: Vec<Finding> =
        reports.iter().flat_map(|id| workspace.load(id).findings().to_vec()).collect();
    sort(&mut findings);
    findings
}

#[test]
fn what_is_kept_does_not_change_what_is_found() {
    let compare = |root: &Path| {
        let workspace = Workspace::open(root).unwrap();
        let one_by_one = findings(&workspace.keeping(Keep::Programs));
        let everything = findings(&workspace.keeping(Keep::Everything));
        assert_eq!(one_by_one, everything, "{}", root.display());
        one_by_one.len()
    };
    compare(repository());
    let mut count = 0;
    for kind in ["program", "region", "period", "status"] {
        for path in fixtures(kind) {
            let text = std::fs::read_to_string(path).unwrap();
            count += compare(project(kind, &text).root());
        }
    }
    assert!(count > 300, "{count}");
}

#[test]
fn a_case_is_an_error_with_reasons_or_a_report() {
    for (period, is_sound) in [("type: sluttrapport\n", true), ("type: ukjent\n", false)] {
        let project = Project::new().with_period(period);
        let case = Workspace::open(project.root()).unwrap().case("nord").unwrap();
        assert_eq!(!has_errors(case.findings()), is_sound);
        assert_eq!(case.variant().is_ok(), is_sound);
        match case.render() {
            Ok(report) => assert!(report.pdf().unwrap().starts_with(b"%PDF-")),
            Err(findings) => {
                assert!(!is_sound && !findings.is_empty());
                let text = findings.to_string();
                assert!(text.contains("2026.yaml:1:7: feil[unknown-word]:"), "{text}");
            }
        }
    }
    let workspace = Workspace::open(repository()).unwrap();
    assert!(workspace.case("nord/2026-k9").is_err() && workspace.case("*").is_err());
}

#[test]
fn another_text_takes_the_place_of_a_files_own() {
    let project = Project::new();
    let workspace = Workspace::open(project.root()).unwrap();
    let path = "data/p/regioner/nord/region.yaml";
    let other = workspace.with_text(path, "navn: Sør\nsøkerkommune: Ål\n".into());
    let name = |workspace: &Workspace| {
        let case = workspace.case("nord").unwrap();
        case.loaded().unwrap().regions[0].region.value.navn.to_string()
    };
    assert_eq!((name(&workspace), name(&other)), ("Nord".into(), "Sør".into()));
}

#[test]
fn default_names_of_output_never_collide() {
    let project = Project::new()
        .with_south()
        .with("data/p/regioner/nord/2026-k1.yaml", "type: statusrapport\n")
        .with("data/p/regioner/nord-2026/region.yaml", "navn: N\nsøkerkommune: Os\n")
        .with("data/p/regioner/nord-2026/2026.yaml", "type: sluttrapport\n")
        .with("data/p/regioner/2026/region.yaml", "navn: M\nsøkerkommune: Os\n")
        .with("data/p/regioner/2026/2026-k1.yaml", "type: sluttrapport\n")
        .with("data/q/program.yaml", crate::project::PROGRAM)
        .with("data/q/regioner/nord/region.yaml", crate::project::REGION)
        .with("data/q/regioner/nord/2026.yaml", crate::project::PERIOD);
    let workspace = Workspace::open(project.root()).unwrap();
    let mut names = BTreeMap::new();
    let templates = builtin_templates().into_iter().map(Some).chain([None]);
    for template in templates {
        for id in workspace.reports() {
            for format in [Format::Pdf, Format::Png, Format::Svg] {
                let name = default_target(&id, template, false, format.extension());
                let other = names.insert(name.clone(), (id.clone(), template, format));
                assert!(other.is_none(), "{name:?}: {id} and {other:?}");
            }
        }
    }
    assert!(names.len() > 100, "{}", names.len());
}
