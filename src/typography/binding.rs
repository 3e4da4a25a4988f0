//! Words that stand on one line.

use std::borrow::Cow;

use super::NO_BREAK;
use super::terms::{
    digits, is_currency, is_magnitude, is_month, is_part_of_year, is_section_sign, is_unit, opened,
    wants_name, wants_number, wants_reference,
};

/// The most characters that are bound together: words of this length stay whole in the narrowest
/// columns (`theme.word.long` of the templates).
const LONGEST_BOUND: usize = 20;

/// The text with a no-break space in place of each ordinary one between words that belong together:
/// a number and its unit, a day and its month, `§` and its number, initials and a name, a word and
/// the dash behind it.
pub(super) fn bound(text: &str) -> Cow<'_, str> {
    let spaces = spaces_to_bind(text);
    if spaces.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut bound = String::with_capacity(text.len() + spaces.len());
    let mut end = 0;
    for space in spaces {
        bound.push_str(&text[end..space]);
        bound.push(NO_BREAK);
        end = space + 1;
    }
    bound.push_str(&text[end..]);
    Cow::Owned(bound)
}

/// The offsets of the ordinary spaces at which no line should end.
fn spaces_to_bind(text: &str) -> Vec<usize> {
    let mut spaces = Vec::new();
    let mut row: Option<Row<'_>> = None;
    let mut start = 0;
    for written in text.split_inclusive([' ', NO_BREAK]) {
        let word = written.trim_end_matches([' ', NO_BREAK]);
        let end = start + word.len();
        row = Some(match row {
            Some(row) if text[..start].ends_with(NO_BREAK) => row.with(word),
            Some(row) if row.holds(word, &text[row.start..end]) => {
                spaces.push(start - 1);
                row.with(word)
            }
            _ => Row { start, last: word, role: Role::of(word) },
        });
        start += written.len();
    }
    spaces
}

/// Words that are bound together, as far as the text has been read.
struct Row<'a> {
    /// The offset of the first word.
    start: usize,
    /// The last of the words.
    last: &'a str,
    /// What the last word is.
    role: Role,
}

/// What a word is to the word behind it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// One to three digits: a number, or a part of one that is written in groups.
    Group,
    /// Another number, or a range.
    Number,
    /// `17.`
    Ordinal,
    /// `mill.` behind a number.
    Magnitude,
    /// Anything else that is bound to the number before it.
    Unit,
    /// Any other word.
    Word,
}

impl<'a> Row<'a> {
    /// The row with another word.
    fn with(self, word: &'a str) -> Self {
        Self { start: self.start, last: word, role: self.role.before(word) }
    }

    /// Whether the space before the next word must not end a line; `whole` is the row with it.
    fn holds(&self, next: &str, whole: &str) -> bool {
        matches!(next, "–" | "—") || self.belongs_to(next) && whole.chars().count() <= LONGEST_BOUND
    }

    /// Whether the last word and the next are one expression.
    fn belongs_to(&self, next: &str) -> bool {
        let is_number = next.starts_with(|c: char| c.is_ascii_digit());
        match self.role {
            Role::Group if is_number => is_group(next) || is_telephone(self.last, next),
            Role::Group | Role::Number => {
                !is_number && (is_unit(next) || is_day(self.last) && is_month(next))
            }
            Role::Ordinal => {
                next.starts_with(char::is_lowercase)
                    && is_day(self.last.trim_end_matches('.'))
                    && (is_month(next) || is_part_of_year(next))
            }
            Role::Magnitude => is_currency(next),
            Role::Unit => false,
            Role::Word if is_number => wants_number(self.last, next),
            Role::Word => {
                is_section_sign(self.last)
                    || is_section_sign(next) && wants_reference(self.last)
                    || is_name(next) && wants_name(self.last)
            }
        }
    }
}

impl Role {
    /// The role of a word that begins a row; of a range (`august–3.`) the end counts.
    fn of(word: &str) -> Self {
        let is_digit = |c: char| c.is_ascii_digit();
        let number = word.strip_suffix('.').unwrap_or(word);
        if !number.ends_with(is_digit) {
            return Self::Word;
        }
        let last = opened(number.rsplit('–').next().unwrap_or(number));
        if !last.starts_with(is_digit) {
            Self::Word
        } else if number.len() < word.len() {
            Self::Ordinal
        } else if last.len() <= 3 && last.chars().all(is_digit) {
            Self::Group
        } else {
            Self::Number
        }
    }

    /// The role of a word behind one of this role, in the same row.
    fn before(self, word: &str) -> Self {
        match (self, Self::of(word)) {
            (Self::Group | Self::Number, Self::Word) if is_magnitude(word) => Self::Magnitude,
            (Self::Group | Self::Number | Self::Magnitude, Self::Word) => Self::Unit,
            (_, role) => role,
        }
    }
}

/// Whether a word begins with three digits and no fourth.
fn is_group(word: &str) -> bool {
    digits(word.bytes()) == 3
}

/// Whether two groups of digits are those of a telephone number: pairs, or a pair behind three.
fn is_telephone(last: &str, next: &str) -> bool {
    let of = |word: &str| digits(opened(word).bytes());
    of(next) == 2 && (of(last) == 2 || of(last) == 3 && opened(last).starts_with(['4', '9']))
}

/// Whether a number, or the end of a range, has as many digits as a day of a month.
fn is_day(number: &str) -> bool {
    digits(number.bytes().rev()) <= 2
}

/// Whether a word begins as a name does.
fn is_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}
