//! The tree that Markdown becomes, and its faults.

use super::*;
use crate::fault::Fault;

/// The tree in short: `p(…)`, `ul[…|…]`, `ol3[…]`.
fn short(text: &str) -> String {
    parse(text).unwrap().iter().map(block).collect::<Vec<_>>().join(" ")
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph { body } => format!("p({})", body.iter().map(inline).collect::<String>()),
        Block::List { start, items, .. } => {
            let join = |b: &Vec<Block>| b.iter().map(self::block).collect::<String>();
            let items: Vec<_> = items.iter().map(join).collect();
            let name = start.map_or("ul".into(), |n| format!("ol{n}"));
            format!("{name}[{}]", items.join("|"))
        }
    }
}

fn inline(inline: &Inline) -> String {
    let join = |b: &Vec<Inline>| b.iter().map(self::inline).collect::<String>();
    match inline {
        Inline::Text { text } => text.clone(),
        Inline::Break => "⏎".into(),
        Inline::Strong { body } => format!("<b>{}</b>", join(body)),
        Inline::Emphasis { body } => format!("<i>{}</i>", join(body)),
        Inline::Link { url, body } => format!("<{url}>{}", join(body)),
    }
}

fn faults(text: &str) -> Vec<Fault> {
    parse(text).unwrap_err().0.into_iter().map(|fault| fault.fault).collect()
}

fn markdown(construct: MarkdownConstruct) -> Fault {
    ValueFault::Markdown { construct }.into()
}

#[test]
fn paragraphs_lists_and_marks_become_a_tree() {
    assert_eq!(short("En\nto\n\ntre"), "p(En to) p(tre)");
    assert_eq!(short("- a\n- b\n  - c"), "ul[p(a)|p(b)ul[p(c)]]");
    assert_eq!(short("1. a\n2. b"), "ol1[p(a)|p(b)]");
    assert_eq!(short("**a *b***\\\n[c](https://d.no)"), "p(<b>a <i>b</i></b>⏎<https://d.no>c)");
}

#[test]
fn code_like_characters_come_out_as_written() {
    let text = "#let x = $1 * 2$ @ref <5 % C:\\temp _a_b \\# ~ca.~ a|b {x} \"q\"";
    assert_eq!(short(text), "p(#let x = $1 * 2$ @ref <5 % C:\\temp _a_b # ~ca.~ a|b {x} \"q\")");
}

#[test]
fn an_ordinal_is_no_list() {
    assert_eq!(short("1. januar 2015 bodde her"), "p(1. januar 2015 bodde her)");
    assert_eq!(short("Fra\n1. januar 2015"), "p(Fra 1. januar 2015)");
    assert_eq!(short("Først.\n\n1. januar 2015"), "p(Først.) p(1. januar 2015)");
}

#[test]
fn numbers_that_do_not_run_on_stay_as_written() {
    let days = "1. mars: start\n15. april: seminar\n03. juni: slutt";
    assert_eq!(short(days), "p(1. mars: start⏎15. april: seminar⏎03. juni: slutt)");
    assert_eq!(short("1. januar\n\n15. mai"), "p(1. januar) p(15. mai)");
    assert_eq!(short("1. a\n1. b"), "ol1[p(a)|p(b)]");
    assert_eq!(short("3. a\n4. b"), "ol3[p(a)|p(b)]");
}

#[test]
fn stars_in_words_entities_and_tabs_stay_text() {
    assert_eq!(short("5*3 og 4*2, fil*navn*.txt"), "p(5*3 og 4*2, fil*navn*.txt)");
    assert_eq!(short("**Rana**s mål"), "p(<b>Rana</b>s mål)");
    assert_eq!(short("&amp; &#0; a\tb"), "p(&amp; &#0; a b)");
}

#[test]
fn links_have_whole_addresses() {
    assert_eq!(short("<a@b.no>"), "p(<mailto:a@b.no>a@b.no)");
    let broken =
        ["[a](www.b.no)", "[a](javascript:x)", "[](https://b.no)", "[a]()", "[a](https://)"];
    for text in broken {
        assert_eq!(faults(text), [markdown(MarkdownConstruct::LinkAddress)], "{text}");
    }
    let definitions = "Tiltak:\n\n[Rana]: ferdig\n\n[Nesna]: påbegynt";
    assert_eq!(faults(definitions), [MarkdownConstruct::LinkDefinition; 2].map(markdown));
}

#[test]
fn other_constructs_are_faults_that_keep_the_rest_in_step() {
    let text =
        "# a\n\n> b\n\n`c` ![d](e) <br>\n\n---\n\n| f | g |\n|---|---|\n| 1 | 2 |\n\n- [ ] h";
    let expected = [
        MarkdownConstruct::Heading,
        MarkdownConstruct::Quote,
        MarkdownConstruct::Code,
        MarkdownConstruct::Image,
        MarkdownConstruct::Html,
        MarkdownConstruct::Rule,
        MarkdownConstruct::Table,
        MarkdownConstruct::TaskList,
    ];
    assert_eq!(faults(text), expected.map(markdown));
    assert_eq!(faults(" \n "), [ValueFault::EmptyText.into()]);
}

#[test]
fn deep_lists_are_one_fault() {
    assert_eq!(short("- - - - x"), "ul[ul[ul[ul[p(x)]]]]");
    assert_eq!(faults("- - - - - - x\n- y"), [markdown(MarkdownConstruct::DeepList)]);
    assert_eq!(faults(&"+ ".repeat(50_000)), [markdown(MarkdownConstruct::DeepList)]);
    let marks = format!("{}x{}", "*a **b ".repeat(9), "** a* ".repeat(9));
    assert!(faults(&marks).contains(&markdown(MarkdownConstruct::DeepMarks)));
}

#[test]
fn signs_that_belong_to_the_text_stay() {
    for (text, tree) in [
        ("+ 5 % fra i fjor", "p(+ 5 % fra i fjor)"),
        ("+ 5 % i nord\n+ 3 % i sør", "ul[p(+ 5 % i nord)|p(+ 3 % i sør)]"),
        ("* tall fra SSB", "p(* tall fra SSB)"),
        ("* ett\n* to", "ul[p(ett)|p(to)]"),
        ("+ ett\n+ to", "ul[p(ett)|p(to)]"),
        ("Se N:\\_felles\\*.xlsx her", "p(Se N:\\_felles\\*.xlsx her)"),
        ("Se \\\\server\\del\\_x", "p(Se \\\\server\\del\\_x)"),
        ("To\\_ord og 5\\*3", "p(To_ord og 5*3)"),
        ("En linje  \nog en til", "p(En linje og en til)"),
        ("En linje\\\nog en til", "p(En linje⏎og en til)"),
    ] {
        assert_eq!(short(text), tree, "{text}");
    }
    // White space of several bytes before a backslash.
    assert!(parse("\u{2000}\\!").is_ok());
}
