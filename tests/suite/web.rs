//! Reports as pages of the web: whole, in one file that needs no other.

use regionrapport::typeset::HtmlDocument;
use regionrapport::{Rendered, Workspace};

use crate::project::{PROGRAM, Project, repository};

/// A sample's report as a page of the web.
fn page(report: &str, template: Option<&str>) -> Rendered<HtmlDocument> {
    let workspace = Workspace::open(repository()).unwrap();
    let case = workspace.case(report).unwrap();
    case.render_web(template, "{}").unwrap_or_else(|findings| panic!("{report}: {findings}"))
}

/// The reports of the samples, by the templates that are made for them, and one on one page.
fn samples() -> Vec<(&'static str, Option<&'static str>)> {
    let reports = [
        "nord/2026-k1",
        "nord/2026-k3",
        "fjord/2026-k3",
        "innland/2026-k4",
        "eksempelprogrammet/2026-k3",
        "rana/2018",
        "byregionprogrammet/2018",
    ];
    reports
        .into_iter()
        .map(|report| (report, None))
        .chain([("nord/2026-k3", Some("enside"))])
        .collect()
}

#[test]
fn every_sample_is_a_page_of_its_own() {
    for (report, template) in samples() {
        let page = page(report, template);
        assert!(page.warnings().next().is_none(), "{report}: {:?}", page.warnings().next());
        let html = page.html().unwrap();
        assert_eq!(html, page.html().unwrap());
        assert_eq!(html.matches("<h1").count(), 1, "{report}");
        assert_eq!(html.matches("<main").count(), 1, "{report}");
        // Nothing is fetched, nothing runs, and no element has a style of its own.
        for part in [
            "<script>",
            "<link rel=\"stylesheet\"",
            "src=\"http",
            "url(http",
            " style=\"",
            "@import",
        ] {
            assert!(!html.contains(part), "{report}: {part}");
        }
        assert!(html.contains("default-src 'none'"), "{report}");
        assert!(html.len() < 400_000, "{report}: {}", html.len());
    }
}

#[test]
fn pages_of_the_web_show_all_of_the_data() {
    for (report, template) in samples() {
        if template.is_none() && report != "byregionprogrammet/2018" {
            let unshown = page(report, template).unshown();
            let unshown: Vec<_> =
                unshown.iter().map(|f| f.message(regionrapport::Lang::En)).collect();
            assert!(unshown.is_empty(), "{report}: {unshown:?}");
        }
    }
}

/// A photograph with the place where it was taken: neither paper nor the web tells that, unless the file is
/// wanted as it is.
#[test]
fn photographs_do_not_tell_where_they_were_taken() {
    let mut jpeg = Vec::new();
    let picture = image::RgbImage::from_pixel(60, 40, image::Rgb([9, 99, 9]));
    image::codecs::jpeg::JpegEncoder::new(&mut jpeg).encode_image(&picture).unwrap();
    let exif = b"\xff\xe1\0\x18Exif\0\0GPS 66.3128 N ..";
    let photograph = [&jpeg[..2], exif, &jpeg[2..]].concat();
    let told = |original: &str| {
        let period = format!(
            "type: sluttrapport\nbilder:\n  - fil: a.jpg\n    alt: En grønn eng.\n{original}"
        );
        let project =
            Project::new().with_period(&period).with("data/p/regioner/nord/a.jpg", &photograph);
        let (rendered, findings) = project.render();
        let rendered = rendered.unwrap_or_else(|| panic!("{findings:?}"));
        let page = rendered.case().render_web(None, "{}").unwrap().html().unwrap();
        let start = page.split("data:image/jpeg;base64,").nth(1).unwrap();
        // «Exif» in base 64, behind the first six bytes.
        let is_on_web = start.starts_with("/9j/4QAYRXhpZg");
        let pdf = rendered.pdf().unwrap();
        (pdf.windows(7).any(|part| part == b"66.3128"), is_on_web)
    };
    assert_eq!(told(""), (false, false));
    assert_eq!(told("    original: ja\n"), (true, true));
}

/// A section that knows nothing of the web: its words are words, and its drawings pictures that are told of.
#[test]
fn sections_for_paper_alone_come_out_with_a_warning() {
    let section = "#import \"../components/section.typ\": section\n\
        #let trapp(report) = section(\"Trappen\", [Slik går vi fram.], wide: {\n  \
        block(width: 100%, height: 40mm, {\n    \
        place(dx: 9mm, rect(width: 30mm, height: 9mm, fill: blue, [Planlegge]))\n  })\n  \
        grid(columns: 2, [Til venstre], [Til høyre])\n  \
        rect(inset: 5mm)[Et rammet råd.]\n  line(length: 100%)\n  align(center)[Midt på]\n  \
        [Linje med #box(width: 9mm, height: 3mm, place(circle(radius: 1mm))) i.]\n})\n";
    let program = format!("{PROGRAM}rapport: {{ seksjoner: [trapp] }}\n");
    let project =
        Project::new().with_program(&program).with("templates/sections/trapp.typ", section);
    let (rendered, _) = project.render();
    let page = rendered.unwrap().case().render_web(None, "{}").unwrap();
    let framed: Vec<_> = page.warnings().filter(|f| f.code() == "framed-drawing").collect();
    let lines = framed.iter().map(|f| f.place.range().unwrap().0.line);
    assert_eq!(lines.collect::<Vec<_>>(), [4, 10], "{framed:?}");
    let html = page.html().unwrap();
    for words in
        ["Til venstre", "Til høyre", "Et rammet råd.", "Midt på", "aria-label=\"Planlegge\""]
    {
        assert!(html.contains(words), "{words}: {html}");
    }
}

/// What Typst leaves out of a page, such as a drawing, is an error at its place.
#[test]
fn what_a_template_loses_on_the_web_is_told() {
    let template = "#let report = json(\"/rapport.json\")\n#set page(width: 100pt)\nTekst\n";
    let project = Project::new().with("templates/egen.typ", template);
    let said = project.shown(&["build", "-t", "egen", "--format", "html"]);
    assert!(said.contains("templates/egen.typ:2") && said.starts_with("exit 1"), "{said}");
    let said = project.shown(&["build", "--format", "html"]);
    assert!(said.contains("rapporter/p/nord-2026.html"), "{said}");
}

/// Several formats are made of one reading, and each is recognised when it would be the same again.
#[test]
fn several_formats_in_one_run() {
    let project = Project::new().with_south();
    let said = project.shown(&[
        "build",
        "--format",
        "pdf,html,pdf",
        "--summary",
        "s.json",
        "--junit",
        "s.xml",
    ]);
    assert!(said.starts_with("exit 0") && said.contains("6 skrevet"), "{said}");
    let single = project.run(&["build", "nord", "--format", "html", "-o", "-"]);
    let single = String::from_utf8(single.stdout).unwrap();
    let written = std::fs::read_to_string(project.path("rapporter/p/nord-2026.html")).unwrap();
    // They differ in the link to the PDF that is written with the page.
    let link = "<p class=\"pdf\"><a href=\"nord-2026.pdf\" type=\"application/pdf\">Last ned som PDF</a></p>";
    assert!(written.replace(link, "") == single && written.contains(link), "{written}");
    let said = project.shown(&["build", "--format", "html,pdf"]);
    assert!(said.contains("0 skrevet, 6 uendret"), "{said}");
    let said = project.shown(&["merge", "s.json"]);
    assert!(said.contains("6 skrevet"), "{said}");
    let said = project.shown(&["build", "nord", "-f", "pdf,html", "-o", "x.pdf"]);
    assert!(said.starts_with("exit 2") && said.contains("tar ett format"), "{said}");
}
