//! What must hold for any input.

use std::sync::Arc;

use proptest::prelude::*;
use regionrapport::finding::{Finding, render};
use regionrapport::lang::Lang;
use regionrapport::picture;
use regionrapport::schema::{FileKind, check};
use regionrapport::typeset::{can_read_picture, page_texts, web_text};
use regionrapport::yaml;

use crate::project::{Project, repository};

/// Everything that is found in the bytes of a file.
fn findings(bytes: &[u8]) -> Vec<Finding> {
    match yaml::read("x.yaml", bytes.to_vec()) {
        Err(finding) => vec![finding],
        Ok(file) => match yaml::parse(&file) {
            Err(findings) => findings,
            Ok(document) => FileKind::ALL.iter().flat_map(|kind| check(*kind, &document)).collect(),
        },
    }
}

/// Renders findings, which looks up every place.
fn shown(bytes: &[u8]) -> usize {
    let findings = findings(bytes);
    let both = findings.iter().map(|f| render(f, Lang::Nb) + &render(f, Lang::En));
    both.map(|text| text.len()).sum()
}

/// How many cases proptest tries, unless `PROPTEST_CASES` says otherwise.
const USUAL_CASES: u32 = 256;

/// So many cases, or as many as `PROPTEST_CASES` says, for a longer search.
pub fn config(cases: u32) -> ProptestConfig {
    let usual = ProptestConfig::default();
    let cases = if usual.cases == USUAL_CASES { cases } else { usual.cases };
    ProptestConfig { cases, failure_persistence: None, ..usual }
}

/// Words as people write them, with everything that could be taken for code, the longest of them
/// with so many letters.
pub fn words(longest: u8) -> impl Strategy<Value = String> {
    let long = format!("[a-zæøå]{{{},{longest}}}", longest.min(40));
    let long = prop::string::string_regex(&long).unwrap();
    let word = prop_oneof![
        4 => "[a-zæøåA-ZÆØÅ]{1,12}",
        1 => "[#$@*_`~<>\\[\\]{}()|!&+=/\\\\^%\"'.,:;?-]{1,3}",
        1 => "(#let|#import|\\$x\\$|@ref|<label>|//|/\\*|https://a\\.no|\\\\u|1\\.|2018|kr|km²|«x»|–)",
        1 => long,
    ];
    // A comma at the end is a fault.
    let text = |words: Vec<String>| words.join(" ").trim_end_matches(',').to_owned();
    let empty = |text: &String| text.trim().is_empty();
    prop::collection::vec(word, 1..12)
        .prop_map(text)
        .prop_filter("nothing", move |text| !empty(text))
}

/// Markdown that shows a text exactly: every sign that could mean something is escaped.
pub fn escaped(text: &str) -> String {
    let signs = |c: char| c.is_ascii_punctuation();
    text.chars().flat_map(|c| signs(c).then_some('\\').into_iter().chain([c])).collect()
}

/// The text without white space, hyphens and break opportunities.
pub fn squeezed(text: &str) -> String {
    let dropped = ['-', '\u{200b}', '\u{ad}', '\u{2010}'];
    text.chars().filter(|c| !c.is_whitespace() && !dropped.contains(c)).collect()
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        shown(&bytes);
    }

    #[test]
    fn no_yaml_like_text_makes_the_reader_panic(
        text in "([a-zæ]{1,4}:|- |  |\n|\"|'|\\||>|&a |\\*a|\\[|\\{|\\}|\\]|,|#| |1\\.234|\t|~|!!x |é|---\n){0,60}"
    ) {
        shown(text.as_bytes());
    }

    #[test]
    fn no_change_of_a_byte_makes_the_reader_panic(
        at in 0..include_bytes!("../source/everything.yaml").len(),
        byte in any::<u8>(),
        cut in any::<bool>(),
    ) {
        let mut bytes = include_bytes!("../source/everything.yaml").to_vec();
        bytes[at] = byte;
        if cut { bytes.truncate(at); }
        shown(&bytes);
    }
}

proptest! {
    #![proptest_config(config(24))]

    /// Whatever a slip of a finger does to a file of the samples, it is met.
    #[test]
    fn no_change_of_a_sample_makes_the_check_panic(
        at in 0..include_bytes!("../../data/eksempelprogrammet/regioner/nord/2026-k3.yaml").len(),
        byte in any::<u8>(),
        cut in any::<bool>(),
    ) {
        let mut period =
            include_bytes!("../../data/eksempelprogrammet/regioner/nord/2026-k3.yaml").to_vec();
        period[at] = byte;
        if cut { period.truncate(at); }
        let region = include_str!("../../data/eksempelprogrammet/regioner/nord/region.yaml");
        let project = Project::new().with_region(region).with("data/p/regioner/nord/2026.yaml", period);
        let (rendered, findings) = project.render();
        prop_assert!(rendered.is_some() || !findings.is_empty());
    }

    /// Any valid data becomes a report that conforms, with every text of it on its pages, and on that for
    /// the web.
    #[test]
    fn any_valid_data_renders_and_nothing_is_lost(
        names in prop::collection::btree_set("[A-ZÆØÅ][a-zæøå]{1,30}", 1..13),
        title in words(90),
        texts in prop::collection::vec(words(90), 1..8),
        language in prop::sample::select(vec!["nb", "nn", "en"]),
        people in 0_u32..2_000_000,
    ) {
        let yaml = |text: &str| serde_json::to_string(text).unwrap();
        let partners: Vec<String> = names.iter().skip(1).map(|n| yaml(n)).collect();
        let points: Vec<String> = texts.iter().map(|t| yaml(&escaped(t))).collect();
        let region = format!(
            "navn: {}\nspråk: {language}\nsøkerkommune: {}\nsamarbeidskommuner: [{}]\n\
             fakta: {{ folketall: {people} }}\nmål: [{}]\n",
            yaml(&title), yaml(names.first().unwrap()), partners.join(", "), points.join(", "),
        );
        let period = format!(
            "type: sluttrapport\ningress: {}\nresultater: {}\nseksjoner: [{{ tittel: {}, innhold: {} }}]\n",
            points[0], yaml(&texts.iter().map(|t| escaped(t)).collect::<Vec<_>>().join("\n\n")),
            yaml(&title), points[0],
        );
        let project = Project::new().with_region(&region).with_period(&period);
        let (rendered, findings) = project.render();
        let Some(rendered) = rendered else {
            let all: String = findings.iter().map(|f| render(f, Lang::En)).collect();
            return Err(TestCaseError::fail(all));
        };
        // Three dots alone are a text that is still to be written, and a word of forty letters that
        // no pattern hyphenates is told of.
        let known = ["placeholder", "text-outside"];
        let others =
            rendered.pages().warnings.iter().find(|warning| !known.contains(&warning.code()));
        prop_assert!(others.is_none(), "{others:?}");
        let web = rendered.case().render_web(None, "{}").map_err(|e| TestCaseError::fail(e.to_string()))?;
        prop_assert!(web.html().is_ok() && web.unshown().is_empty(), "{:?}", web.unshown());
        let paper = squeezed(&page_texts(&rendered.pages().document).join(" "));
        let web = squeezed(&web_text(&web.pages().document));
        let people = people.to_string();
        for text in texts.iter().chain([&title, &people]).chain(&names) {
            let text = squeezed(text);
            prop_assert!(paper.contains(&text), "{text} is not in {paper}");
            prop_assert!(web.contains(&text), "{text} is not in {web}");
        }
    }
}

/// The heading of a section and the first words of its text stand on the same page,
/// wherever the section falls.
#[test]
fn no_heading_stands_alone_in_a_long_report() {
    let sections = 60;
    let mut period = String::from("type: sluttrapport\nseksjoner:\n");
    for i in 0..sections {
        let title = format!("Tittel{i}x {}", "om regionen ".repeat(i % 5));
        let text = "ord og flere ord ".repeat(7 + i * 37 % 190);
        period.push_str(&format!("  - {{ tittel: {title}, innhold: Start{i}x {text} }}\n"));
    }
    let project = Project::new().with_period(&period);
    let (rendered, findings) = project.render();
    let rendered = rendered.unwrap_or_else(|| panic!("{findings:?}"));
    let pages: Vec<String> =
        page_texts(&rendered.pages().document).iter().map(|page| squeezed(page)).collect();
    assert!(pages.len() > 20, "{}", pages.len());
    for i in 0..sections {
        // The list of contents, on the first page, has the titles as well.
        let page = |text: String| pages.iter().rposition(|page| page.contains(&text)).unwrap();
        assert_eq!(page(format!("Tittel{i}x")), page(format!("Start{i}x")), "section {i}");
    }
}

/// Inputs that once made something panic; fuzzing found them.
#[test]
fn nothing_that_fuzzing_found_panics_again() {
    let folder = crate::project::repository().join("tests/fuzz/found");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        shown(&std::fs::read(entry.unwrap().path()).unwrap());
        count += 1;
    }
    assert!(count > 0);
}

/// A choice of the inputs that fuzzing gathered because each takes another way through the code.
#[test]
fn the_corpus_of_the_fuzzers_is_met() {
    let corpus: serde_json::Value =
        serde_json::from_str(include_str!("../fuzz/corpus.json")).unwrap();
    for text in corpus["reader"].as_array().unwrap() {
        shown(text.as_str().unwrap().as_bytes());
    }
    for text in corpus["check"].as_array().unwrap() {
        let mut parts = text.as_str().unwrap().split("=====\n");
        let mut part = || parts.next().unwrap_or_default();
        let project = Project::new()
            .with_region(part())
            .with("data/p/regioner/nord/2026-k1.yaml", part())
            .with_period(part());
        let (_, findings) = project.render();
        assert!(findings.iter().all(|finding| !render(finding, Lang::Nb).is_empty()));
    }
}

#[test]
fn bombs_and_depth_are_refused_quickly() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for i in 1..9 {
        let aliases = vec![format!("*a{}", i - 1); 10].join(", ");
        bomb.push_str(&format!("a{i}: &a{i} [{aliases}]\n"));
    }
    let deep = "[".repeat(100_000);
    let blocks = (0..500).fold(String::new(), |s, i| s + &" ".repeat(i) + "a:\n");
    for text in [bomb, deep, blocks] {
        let found = findings(text.as_bytes());
        assert_eq!(found[0].code(), "too-complex", "{found:?}");
    }
    let file = yaml::read("x", b"a: 1".to_vec()).unwrap();
    assert!(yaml::parse(&Arc::clone(&file)).is_ok());
}

/// The pictures of the tests: harmless ones and hostile ones.
fn pictures() -> Vec<Vec<u8>> {
    let folders = ["tests/hostile/svg", "tests/hostile/png", "tests/source", "tests/pages"];
    let mut paths = Vec::new();
    for folder in folders {
        let entries = std::fs::read_dir(repository().join(folder)).unwrap();
        let mut of_folder: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
        of_folder.sort();
        let is_picture = |path: &std::path::PathBuf| {
            let name = path.extension().unwrap_or_default();
            name == "svg" || name == "png" || name == "jpg"
        };
        paths.extend(of_folder.into_iter().filter(is_picture).take(8));
    }
    paths.into_iter().map(|path| std::fs::read(path).unwrap()).collect()
}

proptest! {
    #![proptest_config(config(48))]

    /// A picture that passes the bounds is decoded, or is not, and the process goes on; in `fuzz/` the same
    /// is searched for longer.
    #[test]
    fn pictures_that_pass_end_no_process(
        index in any::<prop::sample::Index>(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..4_u8), 0..12),
    ) {
        let pictures = pictures();
        let mut bytes = pictures[index.index(pictures.len())].clone();
        for (place, byte, kind) in edits {
            let at = place.index(bytes.len());
            match kind {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                2 => { bytes.remove(at); }
                _ => {
                    // A part of it stands twice.
                    let end = (at + usize::from(byte)).min(bytes.len());
                    let part = bytes[at..end].to_vec();
                    bytes.splice(at..at, part);
                }
            }
            prop_assume!(!bytes.is_empty());
        }
        if let Ok(Some(_)) = picture::check(&bytes, "x.svg") {
            can_read_picture(&Arc::new(bytes));
        }
    }
}
