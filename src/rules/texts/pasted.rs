//! Texts that were damaged when they were pasted, or bring along what stood around them.

use super::{Fault, Text};
use crate::fault::TextFault;

/// A text whose bytes were read in another encoding.
pub(super) fn mojibake(text: &Text<'_>) -> Option<Fault> {
    if !text.marks.not_ascii {
        return None;
    }
    let suggestion = in_right_encoding(text.value)?;
    let word = damaged_word(text.value);
    let span = text.span_of(&word);
    Some((TextFault::Mojibake { text: word, suggestion }, span))
}

/// The marks of points in lists of other programs, wherever they stand.
const MARKS: [char; 6] = ['•', '▪', '◦', '●', '■', '\u{f0b7}'];
/// Marks of points that are letters or signs elsewhere: at the beginning of a line, before a space.
const LINE_MARKS: [char; 5] = ['o', '–', '—', '·', 'ο'];

/// Several points of a list that come out as one paragraph.
pub(super) fn list(text: &Text<'_>) -> Option<Fault> {
    if !text.marks.line_end && !text.marks.not_ascii {
        return None;
    }
    let mark = list_mark(text.value)?;
    Some((TextFault::PastedList { mark: mark.to_string() }, text.span()))
}

/// The mark of the points in a text.
fn list_mark(text: &str) -> Option<char> {
    let marks = |c: &char| MARKS.contains(c);
    if !text.is_ascii() && text.chars().filter(marks).count() > 1 {
        return text.chars().find(marks);
    }
    let mut last = None;
    for line in text.lines() {
        let mut letters = line.trim_start().chars();
        let mark = letters.next().filter(|c| LINE_MARKS.contains(c));
        let mark = mark.filter(|_| letters.next() == Some(' '));
        if mark.is_some() && mark == last {
            return mark;
        }
        last = mark;
    }
    None
}

/// Words at the end of a message.
const GREETINGS: [&str; 7] = [
    "mvh",
    "med vennlig hilsen",
    "med venleg helsing",
    "vennlig hilsen",
    "beste hilsen",
    "hilsen",
    "best regards",
];
/// The fields at the head of a message.
const HEAD: [&str; 10] =
    ["Fra:", "Frå:", "Til:", "Sendt:", "Emne:", "Kopi:", "From:", "To:", "Sent:", "Subject:"];

/// The head or the end of a message.
pub(super) fn message(text: &Text<'_>) -> Option<Fault> {
    let mut last_lines = text.value.trim_end().lines().rev().take(3);
    if !text.marks.colon && !last_lines.any(may_greet) {
        return None;
    }
    let part = message_part(text.value)?;
    Some((TextFault::PastedMessage { text: part.to_owned() }, text.span_of(part)))
}

/// What a text has of a message, besides what was said.
fn message_part(text: &str) -> Option<&str> {
    let mut head = text.lines().map(str::trim).filter(|line| starts_with_any(line, &HEAD));
    if let (Some(first), Some(_)) = (head.next(), head.next()) {
        return Some(first);
    }
    if text.contains(':') {
        let stamps = text.lines().filter_map(|line| stamp(line.trim()));
        if let Some(stamp) = { stamps }.next() {
            return Some(stamp);
        }
    }
    let greeting = text.trim_end().lines().rev().take(3).find_map(greeting);
    greeting.filter(|part| part.len() < text.trim().len())
}

/// Whether a line, or its last sentence, begins with the letter of a greeting.
fn may_greet(line: &str) -> bool {
    const LONGEST: usize = 80;
    let starts =
        |part: &str| part.trim_start().starts_with(['m', 'M', 'v', 'V', 'b', 'B', 'h', 'H']);
    let end = &line[line.ceil_char_boundary(line.len().saturating_sub(LONGEST))..];
    let last = end.rsplit_once(". ").map(|(_, last)| last);
    line.len() < LONGEST && starts(line) || last.is_some_and(starts)
}

fn starts_with_any(line: &str, starts: &[&str]) -> bool {
    starts.iter().any(|start| line.starts_with(start))
}

/// The greeting at the end of a message, with the name after it: a line, or a last sentence.
fn greeting(line: &str) -> Option<&str> {
    let sentence = line.trim_end_matches('.').rsplit_once(". ").map_or(line, |(_, last)| last);
    let is_greeting = |part: &str| {
        let lower = part.trim().to_lowercase();
        let rest = GREETINGS.iter().find_map(|greeting| lower.strip_prefix(greeting));
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphabetic) && rest.len() < 40)
    };
    [line.trim(), sentence.trim()].into_iter().find(|part| is_greeting(part))
}

/// The stamp at the beginning of a line of a chat: `[14:32] Kari Eksempel`, `Kari Eksempel 14:32`.
fn stamp(line: &str) -> Option<&str> {
    if let Some(rest) = line.strip_prefix('[') {
        let inner = rest.split(']').next().filter(|inner| inner.len() < rest.len())?;
        let is_time = inner.split([' ', ',']).any(is_clock);
        return is_time.then(|| &line[..inner.len() + 2]);
    }
    // Two or three names, then a time, perhaps with a day before it.
    let mut end = 0;
    let mut names = 0;
    for word in line.split(' ').take(7) {
        let bare = word.trim_end_matches([',', ':', ']', ')']).trim_start_matches(['[', '(']);
        if is_clock(bare) {
            return (names >= 2 || is_day_before(&line[..end]))
                .then(|| line[..end + word.len()].trim());
        }
        let is_name = bare.starts_with(char::is_uppercase);
        let is_day = bare.starts_with(|c: char| c.is_ascii_digit())
            || matches!(bare, "i" | "går" | "dag" | "kl." | "kl" | "den");
        if !is_name && !is_day {
            return None;
        }
        names += usize::from(is_name);
        end += word.len() + 1;
    }
    None
}

/// Whether what stands before a time is a day in digits and nothing else.
fn is_day_before(text: &str) -> bool {
    let text = text.trim().trim_end_matches(',');
    let digits = text.chars().filter(char::is_ascii_digit).count();
    digits >= 3 && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '/'))
}

/// Whether a word is a time of day: `14:32`.
fn is_clock(word: &str) -> bool {
    let is_number = |part: &str, digits: std::ops::RangeInclusive<usize>| {
        digits.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let mut parts = word.split(':');
    parts.next().is_some_and(|hours| is_number(hours, 1..=2))
        && parts.next().is_some_and(|minutes| is_number(minutes, 2..=2))
        && parts.next().is_none_or(|seconds| is_number(seconds, 2..=2))
        && parts.next().is_none()
}

/// What Word and Excel write where a reference or a formula leads nowhere, in Norwegian and English.
const BROKEN: [&str; 22] = [
    "Feil! Fant ikke referansekilden",
    "Feil! Finner ikke referansekilden",
    "Feil! Bokmerke er ikke definert",
    "Feil! Bokmerket er ikke definert",
    "Feil! Hyperkoblingsreferansen er ugyldig",
    "Error! Reference source not found",
    "Error! Bookmark not defined",
    "#REF!",
    "#VERDI!",
    "#VALUE!",
    "#DIV/0!",
    "#DELING/0!",
    "#NAVN?",
    "#NAME?",
    "#N/A",
    "#I/T",
    "#NUM!",
    "#NULL!",
    "#SPILL!",
    "#OVERFLYT!",
    "####",
    "<<<<<<<",
];

/// A reference that another program could not follow.
pub(super) fn broken_reference(text: &Text<'_>) -> Option<Fault> {
    let value = text.value;
    if !text.marks.broken {
        return None;
    }
    let found = BROKEN.iter().find(|mark| value.contains(**mark))?;
    Some((TextFault::BrokenReference { text: (*found).to_owned() }, text.span_of(found)))
}

/// What was meant by the first word of a text whose bytes of UTF-8 were read as Windows-1252; `None` if they
/// were not.
fn in_right_encoding(text: &str) -> Option<String> {
    let word = damaged_word(text);
    let bytes: Option<Vec<u8>> = word.chars().map(windows_1252).collect();
    String::from_utf8(bytes?).ok().filter(|meant| *meant != word)
}

/// The first word of a text that has the mark of wrong encoding in it.
fn damaged_word(text: &str) -> String {
    let word = text.split_whitespace().find(|word| word.contains(['Ã', 'â', 'Â']));
    word.unwrap_or_default().trim_end_matches(['.', ',', ';', ':']).to_owned()
}

/// The byte of a character in Windows-1252.
///
/// Source: WHATWG Encoding, «windows-1252».
fn windows_1252(c: char) -> Option<u8> {
    const HIGH: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    match u32::from(c) {
        code @ (0..=0x7f | 0xa0..=0xff) => u8::try_from(code).ok(),
        _ => HIGH.chars().position(|other| other == c).and_then(|at| u8::try_from(0x80 + at).ok()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_damaged_by_pasting_is_told() {
        let meant = |text| in_right_encoding(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(meant("BÃ¥de skoler og veier"), "Både");
        assert_eq!(meant("Vi kjÃ¸rer â€“ nå"), "kjører");
        assert_eq!(meant("2025â€“2026."), "2025–2026");
        for text in ["Château og âme", "Ã er en bokstav", "Både og", "Sør-Fron"] {
            assert_eq!(in_right_encoding(text), None, "{text}");
        }
    }

    #[test]
    fn points_of_other_programs_are_told() {
        assert_eq!(list_mark("• Møte i mai • Møte i juni"), Some('•'));
        assert_eq!(list_mark("Dette er gjort:\no Møte i mai\no Møte i juni"), Some('o'));
        assert_eq!(list_mark("– Møte i mai\n– Møte i juni"), Some('–'));
        for text in
            ["Ett • tegn", "– Bra, sier hun.\n\n– Enig.", "o stor\nseier", "– en strek\nog mer"]
        {
            assert_eq!(list_mark(text), None, "{text}");
        }
    }

    #[test]
    fn parts_of_messages_are_told() {
        for (text, part) in [
            ("[09.10.2026 14:32] Kari Eksempel: Planen er vedtatt.", "[09.10.2026 14:32]"),
            ("[14:32] Kari Eksempel\nPlanen er vedtatt.", "[14:32]"),
            ("Kari Eksempel 14:32\nPlanen er vedtatt.", "Kari Eksempel 14:32"),
            ("09.10.2026 14:32 Planen er vedtatt.", "09.10.2026 14:32"),
            ("Fra: Kari\nSendt: 9. oktober 2026\nPlanen er vedtatt.", "Fra: Kari"),
            ("Planen er vedtatt.\n\nMvh\nKari", "Mvh"),
            ("Planen er vedtatt. Med vennlig hilsen Kari", "Med vennlig hilsen Kari"),
        ] {
            assert_eq!(message_part(text), Some(part), "{text}");
        }
        for text in [
            "Møtet begynner 14:30 i Storvik.",
            "Kommunestyret vedtok planen kl. 14:32.",
            "Fra: et forslag til en plan",
            "Hilsener fra kommunene kom inn.",
            "Til: alle",
            "Forholdet er 3:10",
            "Se [vedtaket fra 14:30](https://x.example).",
        ] {
            assert_eq!(message_part(text), None, "{text}");
        }
    }
}
