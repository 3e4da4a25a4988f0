//! The words of the findings, from the Markdown files of the families.
//!
//! A file begins with what its faults are about. It has a section for each, with its code as the heading. The block quotes at the top of
//! the section are the forms of the finding; the text below them is the explanation:
//!
//! ```markdown
//! ## missing-picture
//!
//! > the picture «{file}» does not exist
//! >
//! > → put the picture into the folder of this file, or a folder below it
//!
//! > `suggestion` → did you mean «{suggestion}»?
//! ```
//!
//! A form has a message, a remedy after an arrow, or both. The first form is the usual one. A form
//! that begins with a condition replaces what it has of the forms above it, for the faults that the
//! condition holds for: `name` for a fact that is there and not false or an empty list, `name = value`
//! for a fact with this value. [`fill`] describes the names in braces. Lines may be broken between
//! words; a backslash before punctuation is Markdown's escape.
//!
//! The section `words` of a file has the words for values that are names of this program, such as
//! the types of YAML's nodes.

use std::sync::LazyLock;

use serde_json::Value;

use super::Fault;
use super::fill::{fact, fill, plain};
use crate::lang::Lang;

/// The heading of the section with words for values.
const WORDS: &str = "words";

/// The explanation of a code as Markdown, without the marks of its heading.
pub fn explanation(code: &str, lang: Lang) -> Option<&'static str> {
    Some(&Words::of(lang).section(code)?.explanation)
}

/// The codes that have an explanation, by family.
pub fn explained() -> Vec<&'static str> {
    Words::of(Lang::Nb).sections.iter().map(|section| section.code).collect()
}

/// A family's findings: what they are about, and each code with the first sentence of its explanation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// What the findings are about.
    pub title: &'static str,
    /// The codes, each with what it means.
    pub findings: Vec<(&'static str, String)>,
}

/// All findings by topic.
pub fn topics(lang: Lang) -> Vec<Topic> {
    let words = Words::of(lang);
    let summary = |section: &Section| {
        let text = section.explanation.split("\n\n").nth(1).unwrap_or_default().replace('\n', " ");
        let end = text.find(". ").map_or(text.len(), |end| end + 1);
        text[..end].trim().to_owned()
    };
    let topic = |title: &'static str| {
        let sections = words.sections.iter().filter(|section| section.topic == title);
        Topic {
            title,
            findings: sections.map(|section| (section.code, summary(section))).collect(),
        }
    };
    super::TEXTS.iter().map(|(nb, en)| topic(title(lang.choose(nb, en)))).collect()
}

/// The heading of a family's text.
fn title(text: &'static str) -> &'static str {
    text.lines().next().unwrap_or_default().trim_start_matches(['#', ' '])
}

/// The words of all families in a language.
pub(super) struct Words {
    pub(super) lang: Lang,
    sections: Vec<Section>,
    /// Values that are names of this program, with the words for them.
    values: Vec<(&'static str, String)>,
}

/// What is said of a fault.
struct Section {
    topic: &'static str,
    code: &'static str,
    forms: Vec<Form>,
    explanation: String,
}

/// A message and a remedy, for the faults that the condition holds for. One of them may be empty.
struct Form {
    condition: String,
    message: String,
    hint: String,
}

/// The message or the hint of a form.
type FormPart = fn(&Form) -> &str;

impl Words {
    /// The words of a language, read when they are first needed.
    pub(super) fn of(lang: Lang) -> &'static Self {
        static NB: LazyLock<Words> = LazyLock::new(|| Words::parse(Lang::Nb));
        static EN: LazyLock<Words> = LazyLock::new(|| Words::parse(Lang::En));
        lang.choose(&NB, &EN)
    }

    /// What is wrong; the code, if there are no words for it.
    pub(super) fn message(&self, fault: &Fault) -> String {
        self.text(fault, |form| &form.message)
    }

    /// What to do about it; the code, if there are no words for it.
    pub(super) fn hint(&self, fault: &Fault) -> String {
        self.text(fault, |form| &form.hint)
    }

    /// The word for a value; the value itself, if there is none.
    pub(super) fn word<'a>(&'a self, value: &'a str) -> &'a str {
        let word = self.values.iter().find(|(name, _)| *name == value);
        word.map_or(value, |(_, word)| word)
    }

    /// The message or the hint of a fault, with its facts.
    fn text(&self, fault: &Fault, part: FormPart) -> String {
        let facts = fault.facts();
        self.section(fault.code())
            .and_then(|section| section.form(&facts, part))
            .map_or_else(|| fault.code().to_owned(), |form| fill(part(form), &facts, self))
    }

    /// The section of a fault's code.
    fn section(&self, code: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.code == code)
    }

    /// Reads the texts of all families.
    fn parse(lang: Lang) -> Self {
        let mut words = Self { lang, sections: Vec::new(), values: Vec::new() };
        for (nb, en) in super::TEXTS {
            let text = lang.choose(nb, en);
            let topic = title(text);
            for section in text.split("\n## ").skip(1) {
                let (code, text) = section.split_once('\n').unwrap_or((section, ""));
                match code.trim() {
                    WORDS => words.values.extend(text.lines().filter_map(parse_word)),
                    code => words.sections.push(Section::parse(topic, code, text)),
                }
            }
        }
        words
    }
}

impl Section {
    /// Reads what stands below a heading.
    fn parse(topic: &'static str, code: &'static str, text: &str) -> Self {
        let (mut forms, mut rest) = (Vec::new(), text.trim());
        while rest.starts_with('>') {
            let (quote, after) = rest.split_once("\n\n").unwrap_or((rest, ""));
            forms.push(Form::parse(quote));
            rest = after.trim_start();
        }
        Self { topic, code, forms, explanation: format!("{code}\n\n{rest}") }
    }

    /// The last of the forms that hold and have a part.
    fn form(&self, facts: &Value, part: FormPart) -> Option<&Form> {
        self.forms.iter().rfind(|form| !part(form).is_empty() && form.holds_for(facts))
    }
}

impl Form {
    /// Reads a block quote.
    fn parse(quote: &str) -> Self {
        let lines = quote.lines().map(|line| line.strip_prefix('>').unwrap_or(line).trim());
        let text = lines.collect::<Vec<_>>().join(" ");
        let (condition, text) = split_name(&text).unwrap_or(("", &text));
        let (message, hint) = text.split_once('→').unwrap_or((text, ""));
        let [message, hint] = [message, hint].map(|part| unescaped(part.trim()));
        Self { condition: condition.to_owned(), message, hint }
    }

    /// Whether the form is the usual one, or its condition holds.
    fn holds_for(&self, facts: &Value) -> bool {
        match self.condition.split_once(" = ") {
            Some((name, value)) => fact(facts, name).is_some_and(|fact| plain(fact) == value),
            None if self.condition.is_empty() => true,
            None => fact(facts, &self.condition).is_some_and(is_present),
        }
    }
}

/// Whether a fact is neither false nor an empty list.
fn is_present(fact: &Value) -> bool {
    *fact != Value::Bool(false) && fact.as_array().is_none_or(|items| !items.is_empty())
}

/// The value and the word of a line like ``- `List`: a list``.
fn parse_word(line: &'static str) -> Option<(&'static str, String)> {
    let (value, word) = split_name(line.strip_prefix("- ")?)?;
    Some((value, unescaped(word.trim())))
}

/// The name in backticks that a text begins with, and the text after it and its colon.
fn split_name(text: &str) -> Option<(&str, &str)> {
    let (name, rest) = text.strip_prefix('`')?.split_once('`')?;
    Some((name, rest.strip_prefix(':').unwrap_or(rest)))
}

/// A text of Markdown without the backslashes that escape punctuation.
fn unescaped(text: &str) -> String {
    let mut unescaped = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.next_if(|next| c == '\\' && next.is_ascii_punctuation()) {
            Some(punctuation) => unescaped.push(punctuation),
            None => unescaped.push(c),
        }
    }
    unescaped
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use strum::VariantNames;

    use super::*;
    use crate::fault::{ColourPair, EXAMPLES, MarkdownConstruct, NodeType, SumOf};

    const LANGUAGES: [Lang; 2] = [Lang::Nb, Lang::En];
    const PARTS: [FormPart; 2] = [|form| &form.message, |form| &form.hint];

    fn examples() -> Vec<Fault> {
        EXAMPLES.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// Every part of every form: its code, the condition, and whether it is a message (0) or a hint (1).
    fn all_parts(lang: Lang) -> Vec<(&'static str, &'static str, usize)> {
        let mut parts = Vec::new();
        for section in &Words::of(lang).sections {
            for form in &section.forms {
                let present = (0..PARTS.len()).filter(|i| !PARTS[*i](form).is_empty());
                parts.extend(present.map(|i| (section.code, &*form.condition, i)));
            }
        }
        parts
    }

    /// Whether a text has a name in braces, which was to be replaced by a fact.
    fn has_placeholder(text: &str) -> bool {
        let mut inner = text.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
        inner.any(|(name, _)| !name.starts_with(' '))
    }

    #[test]
    fn the_languages_have_the_same_sections_forms_and_values() {
        let mut codes: Vec<&str> = Fault::codes().collect();
        let mut sections = explained();
        codes.sort_unstable();
        sections.sort_unstable();
        assert_eq!(sections, codes);
        assert_eq!(all_parts(Lang::Nb), all_parts(Lang::En));
        let names = |lang| Words::of(lang).values.iter().map(|(name, _)| name);
        assert!(names(Lang::Nb).eq(names(Lang::En)));
    }

    #[test]
    fn every_form_has_an_example() {
        for lang in LANGUAGES {
            let mut used = HashSet::new();
            for fault in examples() {
                let section = Words::of(lang).section(fault.code()).unwrap();
                for (i, part) in PARTS.into_iter().enumerate() {
                    let form = section.form(&fault.facts(), part);
                    let form = form.unwrap_or_else(|| panic!("{fault:?} lacks words"));
                    used.insert((section.code, &*form.condition, i));
                }
            }
            let all = all_parts(lang);
            let unused: Vec<_> = all.iter().filter(|part| !used.contains(part)).collect();
            assert!(unused.is_empty(), "without an example or twice: {unused:?}");
            assert_eq!(all.len(), used.len(), "two forms of a fault have one condition");
        }
    }

    #[test]
    fn every_text_is_whole() {
        assert!(has_placeholder("{field|quoted og}") && has_placeholder("{} kB"));
        assert!(!has_placeholder("write { status: i-gang }") && !has_placeholder("}{"));
        for fault in examples() {
            assert_ne!(fault.message(Lang::Nb), fault.message(Lang::En));
            for lang in LANGUAGES {
                for text in [fault.message(lang), fault.hint(lang)] {
                    let is_lower =
                        !text.starts_with(char::is_uppercase) || text.starts_with("HTML");
                    let is_whole = !text.contains("  ") && !has_placeholder(&text);
                    assert!(is_lower && is_whole && !text.ends_with('.'), "{fault:?}: {text}");
                }
            }
        }
    }

    #[test]
    fn every_name_of_an_enumeration_has_words() {
        let pairs_and_types = [NodeType::VARIANTS, ColourPair::VARIANTS].concat();
        for name in &pairs_and_types {
            assert!(LANGUAGES.iter().all(|lang| Words::of(*lang).word(name) != *name), "{name}");
        }
        // The others have a form of their own.
        for name in [&pairs_and_types, MarkdownConstruct::VARIANTS, SumOf::VARIANTS].concat() {
            assert!(EXAMPLES.contains(&format!("\"{name}\"")), "{name} has no example");
        }
    }

    /// The condition, message and hint of a form.
    fn parts(quote: &str) -> [String; 3] {
        let form = Form::parse(quote);
        [form.condition, form.message, form.hint]
    }

    #[test]
    fn a_form_is_read_from_its_quote() {
        assert_eq!(parts("> `a = |`: b\n> c \\`\n>\n> → d"), ["a = |", "b c `", "d"]);
        assert_eq!(parts("> → d"), ["", "", "d"]);
    }
}
