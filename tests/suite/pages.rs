//! What pages say and show that was once wrong: one small project for each.

use lopdf::{Document, Object};
use regionrapport::typeset::{page_texts, texts_outside};

use crate::looks::assert_project_looks;
use crate::project::{Project, repository, run_in, shown};

/// A region with a bit of everything that is planned.
const PLAN: &str = include_str!("../source/havn.yaml");

/// A project on that region with its periods, by name.
fn project(periods: &[(&str, &str)]) -> Project {
    let project = Project::empty()
        .with(
            "data/p/program.yaml",
            "navn: Eksempel\neier: Ingen\nperiode: { fra: 2026, til: 2027 }\n",
        )
        .with("data/p/regioner/nord/region.yaml", PLAN);
    periods.iter().fold(project, |project, (period, text)| {
        let text = format!("type: statusrapport\n{text}");
        project.with(&format!("data/p/regioner/nord/{period}.yaml"), text)
    })
}

/// The text of the pages of a project's last report.
pub fn text_of(project: &Project) -> String {
    let (rendered, findings) = project.render();
    let rendered = rendered.unwrap_or_else(|| panic!("{findings:?}"));
    spaced(&page_texts(&rendered.pages().document))
}

/// Texts of pages with one space between words, whatever stands there.
fn spaced(pages: &[String]) -> String {
    let text = pages.join(" ").replace('\u{a0}', " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The texts of the pages of a sample's report.
fn sample_pages(report: &str) -> Vec<String> {
    let workspace = regionrapport::Workspace::open(repository()).unwrap();
    let rendered = workspace.case(report).unwrap().render().unwrap();
    page_texts(&rendered.pages().document)
}

#[test]
fn counts_in_the_heading_of_changes_are_those_of_the_columns() {
    let text = spaced(&sample_pages("nord/2026-k3"));
    assert!(text.contains("11 verre, 10 bedre, 1 flyttet eller endret"), "{text}");
    for column in ["Verre 11", "Bedre 10", "Flyttet eller endret 1"] {
        assert!(text.contains(column), "{column}");
    }
}

#[test]
fn the_figure_on_the_front_is_the_same_in_every_quarter() {
    for quarter in 1..=4 {
        let front = spaced(&sample_pages(&format!("fjord/2026-k{quarter}"))[..1]);
        assert!(front.contains("Nye lærekontraktar"), "{quarter}: {front}");
        assert!(!front.contains("Pendlingstid, kvar veg"), "{quarter}: {front}");
    }
}

#[test]
fn amounts_have_the_same_unit_in_every_period_and_no_øre() {
    let first = "økonomi: { ledelse: { regnskap: 200 000, prognose: 1 200 000 } }\n";
    let second = "økonomi: { ledelse: { regnskap: 480 000,50, prognose: 1 200 000 }, bygg: { regnskap: 1 000 000, prognose: 3 000 000 } }\n";
    let second = second.replace("480 000,50", "\"480 000,50\"");
    let early = text_of(&project(&[("2026-k1", first)]));
    let late = text_of(&project(&[("2026-k1", first), ("2026-k2", &second)]));
    assert!(early.contains("Alle beløp i 1000 kr."), "{early}");
    assert!(late.contains("Alle beløp i 1000 kr, avrundet."), "{late}");
    assert!(!late.contains("000,50"), "{late}");
}

#[test]
fn what_is_not_all_is_not_a_hundred_per_cent() {
    let spent = "økonomi: { ledelse: { regnskap: 1 198 000, prognose: 1 200 000 }, bygg: { regnskap: 2 994 000, prognose: 3 000 000 } }\n";
    let text = text_of(&project(&[("2026-k2", spent)]));
    assert!(text.contains("99,8 %") && !text.contains("100 %av budsjettet brukt"), "{text}");
}

#[test]
fn a_milestone_is_reached_and_a_deviation_is_new_in_words() {
    let first = "milepæler: {}\n";
    let second = "milepæler: { støp: { nådd: 2026-06-10 } }\navvik: [{ id: sen, gjelder: [kai], avvik: Tilbudene kom sent, årsak: Få svar., konsekvens: Seks uker., tiltak: Ny frist. }]\n";
    let text = text_of(&project(&[("2026-k1", first), ("2026-k2", second)]));
    let changes =
        text.split("Endringer siden").nth(1).unwrap().split("Delprosjekter").next().unwrap();
    assert!(changes.contains("nådd") && changes.contains("nytt"), "{changes}");
    assert!(!changes.contains("uten"), "{changes}");
    assert!(text.contains("1 av 2 milepæler nådd"), "{text}");
}

#[test]
fn a_target_of_no_growth_is_shown() {
    let text = text_of(&project(&[("2026-k2", "indikatorer: { utslipp: 0 }\n")]));
    assert!(text.contains("mål 0"), "{text}");
}

#[test]
fn a_forecast_above_its_budget_has_a_plus() {
    let spent = "økonomi: { ledelse: { regnskap: 700 000, prognose: 1 300 000, kommentar: Dyrere. }, bygg: { regnskap: 10 000, prognose: 3 000 000 } }\n";
    let text = text_of(&project(&[("2026-k2", spent)]));
    assert!(text.contains("+100") && text.contains("+8,3 %"), "{text}");
    assert!(text.contains("prognose over budsjettet"), "{text}");
}

#[test]
fn a_municipality_alone_is_no_applicant_of_a_region() {
    let region = "navn: Storvik\nsøkerkommune: { navn: Storvik, folketall: 12000 }\n";
    let text = text_of(&Project::new().with_region(region));
    assert!(text.contains("Kommune") && !text.contains("Søkerkommune"), "{text}");
    assert!(!text.contains("regionen"), "{text}");
}

#[test]
fn english_says_what_an_accountant_says() {
    let spent = "økonomi: { ledelse: { regnskap: 700 000, prognose: 1 200 000 } }\ndelprosjekter: { kai: mindre-avvik }\n";
    let plan = format!("språk: en\n{PLAN}");
    let project =
        project(&[("2026-k1", "delprosjekter: { kai: etter-plan }\n"), ("2026-k2", spent)])
            .with("data/p/regioner/nord/region.yaml", plan);
    let text = text_of(&project);
    for word in ["Item", "Actual", "Total", "Facts about Østhavnregionen"] {
        assert!(text.contains(word), "{word}: {text}");
    }
    assert!(!text.contains("ChangedKai") && !text.contains("WorseKai"), "{text}");
}

#[test]
fn nynorsk_agrees_with_what_it_speaks_of() {
    let plan = format!("språk: nn\n{PLAN}");
    let moved = "delprosjekter: { kai: avbrutt }\nmilepæler: { åpning: { ny_frist: 2027-09-01 } }\nråd: Begynn tidleg.\n";
    let project = project(&[("2026-k2", moved)]).with("data/p/regioner/nord/region.yaml", plan);
    let text = text_of(&project);
    for words in [
        "Avbrote",
        "avbrote: 1",
        "flytta 121 dagar frå 03.05.2027",
        "Råd frå Østhavnregionen til andre",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[test]
fn a_credit_with_a_word_of_its_own_gets_no_other() {
    let picture = include_str!("../source/torget.svg");
    let pictures = "bilder: [{ fil: torget.svg, alt: Torget., kreditering: Tegning laget for Storvik }, { fil: torget.svg, alt: Torget., kreditering: Kari Eksempel }]\n";
    let project =
        project(&[("2026-k2", pictures)]).with("data/p/regioner/nord/torget.svg", picture);
    let text = text_of(&project);
    assert!(
        text.contains("Tegning laget for Storvik") && text.contains("Foto: Kari Eksempel"),
        "{text}"
    );
    assert!(!text.contains("Foto: Tegning"), "{text}");
}

#[test]
fn the_last_rows_of_a_table_stay_together() {
    let posts = |count: usize| -> String {
        let post = |i| format!("  - {{ id: p{i}, navn: Post {i} i budsjettet, beløp: 100 000 }}\n");
        format!(
            "navn: Nord\nsøkerkommune: Storvik\nbudsjett:\n{}",
            (0..count).map(post).collect::<String>()
        )
    };
    for count in 22..44 {
        let project =
            Project::new().with_region(&posts(count)).with_period("type: statusrapport\n");
        let (rendered, _) = project.render();
        let pages = page_texts(&rendered.unwrap().pages().document);
        let page = pages.iter().find(|page| page.contains("Sum")).unwrap();
        assert!(page.contains(&format!("Post {} i", count - 1)), "{count}: {page}");
    }
}

#[test]
fn what_a_drawing_means_is_said() {
    let text = spaced(&sample_pages("nord/2026-k3"));
    for words in [
        "Prikket: jevnt forbruk. Stiplet: til prognosen.",
        "Prikket: jevn vei fra start til mål.",
        "Merket i stolpen viser framdriften i forrige periode.",
        "pilen går fra der risikoen var i forrige periode",
        "Hver topp er en kommune: jo flere innbyggere, jo høyere; jo større areal, jo bredere.",
    ] {
        assert!(text.contains(words), "{words}");
    }
}

#[test]
fn a_target_without_a_baseline_stands_in_the_programmes_report() {
    let plan = PLAN.replace("utgangsverdi: 0, måltall: 80", "måltall: 80");
    let project = project(&[("2026-k2", "indikatorer: { foretak: 12 }\n")])
        .with("data/p/regioner/nord/region.yaml", plan);
    let workspace = regionrapport::Workspace::open(project.root()).unwrap();
    let rendered = workspace.case("p/2026-k2").unwrap().render().unwrap();
    let text = spaced(&page_texts(&rendered.pages().document));
    assert!(text.contains("antall – 80 12"), "{text}");
}

#[test]
fn no_text_leaves_the_page_whatever_the_margins() {
    for margin in [15, 25, 40] {
        let crowded = crowded();
        let program = format!(
            "navn: Eksempel\neier: Ingen\nperiode: {{ fra: 2026, til: 2027 }}\n\
             profil: {{ marger: {{ sider: {margin}, topp: {margin}, bunn: {margin} }} }}\n"
        );
        let project = project(&[("2026-k2", &crowded)]).with("data/p/program.yaml", program);
        let workspace = regionrapport::Workspace::open(project.root()).unwrap();
        for (report, template) in
            [("p/nord/2026-k2", None), ("p/nord/2026-k2", Some("enside")), ("p/2026-k2", None)]
        {
            let rendered = workspace.case(report).unwrap().render_with(template).unwrap();
            let outside = texts_outside(&rendered.pages().document);
            assert!(outside.is_empty(), "{margin}, {report}: {outside:?}");
        }
    }
}

#[test]
fn a_plan_of_sixty_milestones() {
    let milestone = |i: usize| {
        let (month, day) = (1 + i % 12, 1 + i % 28);
        format!(
            "  - {{ id: m{i}, navn: Milepæl {i}, frist: 2026-{month:02}-{day:02}, delprosjekt: d{} }}\n",
            i % 9
        )
    };
    let sub_project = |i: usize| {
        let start = 1 + i;
        format!(
            "  - {{ id: d{i}, navn: Delprosjekt {i}, start: 2026-{start:02}-01, slutt: 2027-03-31 }}\n"
        )
    };
    let plan = format!(
        "navn: Nord\nsøkerkommune: Storvik\ndelprosjekter:\n{}milepæler:\n{}",
        (0..9).map(sub_project).collect::<String>(),
        (0..60).map(milestone).collect::<String>(),
    );
    let project = project(&[("2026-k2", "")]).with("data/p/regioner/nord/region.yaml", plan);
    assert_project_looks("plan", &project, &["nord/2026-k2"]);
}

#[test]
fn a_chart_says_in_words_what_it_shows() {
    let pdf = pdf_of("nord/2026-k3");
    let alts: Vec<String> = elements(&pdf, b"Figure")
        .into_iter()
        .map(|figure| lopdf::decode_text_string(figure.get(b"Alt").unwrap()).unwrap())
        .collect();
    assert!(alts.len() > 6, "{alts:?}");
    for alt in &alts {
        let letters = alt.chars().filter(|c| c.is_alphabetic()).count();
        assert!(2 * letters >= alt.chars().count(), "{alt}");
    }
}

#[test]
fn no_cell_of_a_table_is_empty() {
    for report in ["nord/2026-k3", "fjord/2026-k2", "innland/2026-k4", "eksempelprogrammet/2026-k3"]
    {
        let pdf = pdf_of(report);
        for cell in [elements(&pdf, b"TD"), elements(&pdf, b"TH")].concat() {
            let kids = cell.get(b"K").ok();
            let is_filled = match kids {
                Some(Object::Array(kids)) => !kids.is_empty(),
                kids => kids.is_some(),
            };
            assert!(is_filled, "{report}: {cell:?}");
        }
    }
}

/// The PDF of a report of the samples.
fn pdf_of(report: &str) -> Document {
    let folder = tempfile::tempdir().unwrap();
    let root = repository().display().to_string();
    let output = run_in(folder.path(), &["build", report, "--root", &root, "-o", "x.pdf"]);
    assert!(output.status.success(), "{}", shown(&output));
    Document::load(folder.path().join("x.pdf")).unwrap()
}

/// The elements of the tag tree with a tag.
fn elements<'a>(pdf: &'a Document, tag: &[u8]) -> Vec<&'a lopdf::Dictionary> {
    let dictionaries = pdf.objects.values().filter_map(|object| object.as_dict().ok());
    dictionaries
        .filter(|dictionary| dictionary.get(b"S").and_then(Object::as_name).is_ok_and(|s| s == tag))
        .filter(|dictionary| dictionary.has(b"P"))
        .collect()
}

/// A period of a region with much of everything, all in one field of the matrix.
fn crowded() -> String {
    let risk = |i| {
        format!("  - {{ id: r{i}, risiko: Risiko nummer {i}, sannsynlighet: 4, konsekvens: 4 }}\n")
    };
    let risks: String = (1..=14).map(risk).collect();
    let text = include_str!("../source/crowded.yaml");
    format!("{text}risikoer:\n{risks}")
}

#[test]
fn overruns_and_crowded_risks() {
    let first = "risikoer: [{ id: r1, risiko: Risiko nummer 1, sannsynlighet: 2, konsekvens: 2 }, { id: r2, risiko: Risiko nummer 2, sannsynlighet: 4, konsekvens: 3 }]\ndelprosjekter: { kai: etter-plan }\n";
    let crowded = crowded();
    assert_project_looks(
        "crowded",
        &project(&[("2026-k1", first), ("2026-k2", &crowded)]),
        &["nord/2026-k2"],
    );
}

#[test]
fn a_cover_with_a_long_name_and_a_wide_logo_in_wide_margins() {
    let logo = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1200 60\"><rect width=\"1200\" height=\"60\" fill=\"#b35900\"/></svg>";
    let program = "navn: Eksempelprogrammet for kyst, fjell og by\neier: Ingen\nperiode: { fra: 2026, til: 2027 }\n\
                   profil: { farge: \"#5b2a86\", forside: ja, logo: { fil: logo.svg, alt: En strek }, marger: { sider: 40, topp: 40, bunn: 40 } }\n";
    let crowded = crowded();
    let plan =
        PLAN.replace("Østhavnregionen", "Samarbeidsregionen Østhavn med de indre fjordkommunene");
    let project = project(&[("2026-k2", &crowded)])
        .with("data/p/program.yaml", program)
        .with("data/p/logo.svg", logo)
        .with("data/p/regioner/nord/region.yaml", plan);
    assert_project_looks("cover", &project, &["nord/2026-k2"]);
}

/// Values of an indicator from 0 to 80: below, on the way, beyond, and too far below or beyond for
/// the scale.
const VALUES: [i32; 5] = [-8, 40, 88, -70, 170];

#[test]
fn a_programme_of_many_regions() {
    let statuses = ["etter-plan", "mindre-avvik", "vesentlig-avvik", "etter-plan", "fullført"];
    let project = (0..14).fold(project(&[]), |project, i| {
        let status = statuses[i % 5];
        let other = statuses[(i + 2) % 5];
        let folder = format!("data/p/regioner/r{i:02}");
        let plan = PLAN.replace("Østhavnregionen", &format!("Region nummer {i}"));
        let period = |status: &str, value: i32| {
            let text = include_str!("../source/quarter.yaml").replace("STATUS", status);
            text.replace("OTHER", other).replace("VALUE", &value.to_string())
        };
        let project = project.with(&format!("{folder}/region.yaml"), plan);
        if i % 6 == 5 {
            return project;
        }
        project
            .with(&format!("{folder}/2026-k1.yaml"), period("mindre-avvik", 4))
            .with(&format!("{folder}/2026-k2.yaml"), period(status, VALUES[i % 5]))
    });
    std::fs::remove_dir_all(project.path("data/p/regioner/nord")).unwrap();
    assert_project_looks("regions", &project, &["p/2026-k2"]);
}

#[test]
fn pictures_keep_their_dots() {
    let small = include_bytes!("../source/small.png");
    let picture = include_str!("../source/torget.svg");
    let pictures = "bilder: [{ fil: a.png, alt: En flekk., bildetekst: Et lite bilde. }, { fil: a.png, alt: En flekk., bildetekst: Ett til. }, { fil: torget.svg, alt: Torget., bildetekst: En tegning. }]\n";
    let project = project(&[("2026-k2", pictures)])
        .with("data/p/regioner/nord/a.png", small)
        .with("data/p/regioner/nord/torget.svg", picture);
    assert_project_looks("pictures", &project, &["nord/2026-k2"]);
}
