//! What is bound together, and what is not.

use proptest::prelude::*;

use super::set;
use super::spaces::normalised;

/// Texts, with `~` for a no-break space, that come out as they stand here when every no-break
/// space in them is an ordinary one.
const SET: &[&str] = &[
    // Numbers with their groups, and with their units.
    "160~000~kr",
    "i alt 1~200~000~kroner.",
    "(160~000~kr)",
    "kr~160~000,-",
    "fra 12~345 til 12~346",
    "42,5~mill.~kr",
    "3~mrd.~kr,",
    "4~millioner~kroner",
    "12,5~%",
    "10–12~%",
    "−2~°C",
    "12~prosent",
    "2~MW",
    "6~073~km²",
    "5~daa",
    "300~dekar",
    "4~stk.",
    "60~km/t",
    "900~kr/år",
    "NOK~5~mill.",
    "5~million~kroner er nok",
    "160~000~kr~– ikke mer",
    // Dates and parts of years.
    "17.~august 2026",
    "3.–5.~mars",
    "17.~aug. er",
    "1.~mai–3.~juni",
    "10–12~000~kr",
    "17~August 2026",
    "5~May",
    "1.~kvartal 2026",
    "i 2.~halvår",
    "10.~tertialrapport",
    // Telephone numbers.
    "+47~22~00~00~00",
    "tlf.~900~12~345",
    // References.
    "jf.~§~11-14",
    "uke~12",
    "side~7",
    "dr.~Lie",
    "§§~3 og 4",
    "kap.~553",
    "Kap.~553 post~60",
    "kl.~10.30",
    "kl~10",
    "s.~14",
    "nr.~3",
    "Nr.~3",
    "gnr.~12 bnr.~3",
    "pkt.~4",
    "ca.~5",
    "maks.~30",
    "Meld. St.~12",
    "pp.~3–4",
    // Names.
    "A.~B.~Lie",
    "ved K.~Olsen",
    "(Å.~Dahl)",
    "J.R.~Moe",
    // A dash between spaces, also where a piece of rich text begins or ends with it.
    "ord~– ord",
    "ord~— ord",
    "~– ord",
    "ord~–",
    "arbeidsmarkedstiltaksordningene~– ord",
    // What is none of these.
    "i 2026 100 av oss",
    "12 personer",
    "5 år",
    "E6 100",
    "Vi er 3. Mars er neste",
    "i 2026 mars",
    "flere mill. kr",
    "Det er 17. Vi",
    "se s. og nr.",
    "plan A og B",
    "- 5",
    "A4 kr",
    "kr er 5",
    "post 3 ganger",
    "160 0000",
    "",
    " ",
    "– ord",
    // What would be too long for a narrow column.
    "ca.~1~200~000~000 kroner",
    "1~000~000~000~000 000",
    "M. Kristoffersen-Nordmannsen",
];

/// Texts and what their white space becomes; `~` is a no-break space, `|` any other character.
const SPACES: &[(&str, char, &str)] = &[
    ("En|to", '\u{2028}', "En to"),
    ("En |to", '\u{2029}', "En to"),
    ("En|to", '\u{b}', "En to"),
    ("En|to", '\u{85}', "En to"),
    ("En|to", '\u{c}', "En to"),
    ("En||to", ' ', "En to"),
    ("En|to", '\u{2009}', "En to"),
    ("160|000", '\u{2009}', "160~000"),
    ("160|000", '\u{202f}', "160~000"),
    ("160|000", '\u{2007}', "160~000"),
    ("Mo|i|Rana er by", '\u{a0}', "Mo~i~Rana er by"),
    ("Mo|~|i", '\u{a0}', "Mo~i"),
    ("Mo| i", '\u{a0}', "Mo i"),
    ("ut|vik|ling", '\u{2060}', "utvikling"),
    ("ut|vik|ling", '\u{feff}', "utvikling"),
    ("ut|vik|ling", '\u{200b}', "utvikling"),
    ("ut|vikling", '\u{ad}', "ut\u{ad}vikling"),
    // 30 characters are joined on purpose, 31 are not.
    ("123456789|123456789|1234567890 x", '\u{a0}', "123456789~123456789~1234567890 x"),
    ("123456789|123456789|12345678901 x", '\u{a0}', "123456789 123456789 12345678901 x"),
    (
        "Vi|har|brukt|160|000|kr|innen|17.|august|–|i|tide",
        '\u{a0}',
        "Vi har brukt 160~000~kr innen 17.~august~– i tide",
    ),
];

/// A text with its no-break spaces to be seen.
fn visible(text: &str) -> String {
    text.replace('\u{a0}', "~")
}

#[test]
fn what_belongs_together_is_bound() {
    for expected in SET {
        let written = expected.replace('~', " ");
        assert_eq!(visible(&set(&written)), *expected);
    }
}

#[test]
fn what_the_writer_bound_stays_and_counts() {
    for expected in ["Mo~i~Rana", "160~000~kr", "12~345~678~kroner", "Fase~2", "3~år"] {
        assert_eq!(visible(&set(&expected.replace('~', "\u{a0}"))), expected);
    }
    // A unit behind a number that the writer has bound.
    assert_eq!(visible(&set("160\u{a0}000 kr")), "160~000~kr");
}

#[test]
fn white_space_is_that_of_paper() {
    for (written, character, expected) in SPACES {
        let written = written.replace('|', &character.to_string()).replace('~', "\u{a0}");
        assert_eq!(visible(&set(&written)), *expected, "{written:?}");
    }
}

#[test]
fn most_texts_are_not_copied() {
    for text in ["Næringsplanen er på høring", "Vi er 5 personer i 2026."] {
        assert!(matches!(set(text), std::borrow::Cow::Borrowed(_)));
    }
}

/// Words that rules look for, and spaces of all kinds.
fn texts() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[0-9]{1,4}[.,%]?",
        "(kr|mill\\.|§|kap\\.|august|A\\.|Lie|–|%|km²|kl|post|«5)",
        "[a-zæøå]{1,25}",
        "[ \u{a0}\u{2028}\u{b}\u{202f}\u{2060}]{1,3}",
        any::<String>(),
    ];
    prop::collection::vec((word, "[ \u{a0}]?"), 0..30)
        .prop_map(|words| words.into_iter().map(|(word, space)| word + &space).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn only_spaces_change(text in texts()) {
        let result = set(&text);
        let plain = |text: &str| text.replace('\u{a0}', " ");
        prop_assert_eq!(plain(&result), plain(&normalised(&text)));
        let letters = |text: &str| text.split_whitespace().collect::<String>();
        let zero_width = ['\u{200b}', '\u{2060}', '\u{feff}', '\u{fe0e}', '\u{fe0f}'];
        prop_assert_eq!(letters(&result), letters(&text.replace(zero_width, "")));
        let doubled = ["  ", "\u{a0}\u{a0}"];
        prop_assert!(doubled.iter().all(|spaces| !result.contains(spaces)));
    }
}

#[test]
fn pieces_of_a_paragraph_are_bound_to_each_other() {
    let bound = |before: &str, after: &str| {
        let (mut before, mut after) = (before.to_owned(), after.to_owned());
        super::bind_between(&mut before, &mut after);
        format!("{before}|{after}").replace('\u{a0}', "~")
    };
    assert_eq!(bound("i alt ", "160"), "i alt |160");
    assert_eq!(bound("160 000", " kr til"), "160 000|~kr til");
    assert_eq!(bound("ca. ", "5"), "ca.~|5");
    assert_eq!(bound("den 17.", " august"), "den 17.|~august");
    assert_eq!(bound("17.", "august"), "17.|august");
    assert_eq!(bound("17. ", " august"), "17. | august");
}
