//! The digits of numbers: groups of three, decimals, and dots that YAML would misread.

use std::fmt;

/// Spaces that may stand between thousands: plain, no-break, narrow no-break, thin.
const SPACES: [char; 4] = [' ', '\u{a0}', '\u{202f}', '\u{2009}'];

/// A number as it is written: sign, whole digits, decimal digits.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub is_negative: bool,
    pub whole: String,
    pub decimals: String,
}

impl fmt::Display for Number {
    /// With a dot before the decimals, as Rust reads numbers.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.is_negative { "-" } else { "" };
        write!(f, "{sign}{}.{}", self.whole, self.decimals)
    }
}

/// Reads `34394`, `34 394`, `−12,5`, `12.5`; none for any other text. Numbers have at most fifteen
/// whole digits and six decimals.
pub(super) fn read(text: &str) -> Option<Number> {
    let (is_negative, body) = split_sign(text);
    let (whole, decimals) = body.split_once([',', '.']).unwrap_or((body, "0"));
    let whole = ungroup(whole)?;
    let fits = is_digits(&whole) && is_digits(decimals) && whole.len() <= 15 && decimals.len() <= 6;
    fits.then(|| Number { is_negative, whole, decimals: decimals.to_owned() })
}

/// The digits of `34.394` and `2.500.000`, in which dots stand between thousands: without dots,
/// and, if there is only one, as the decimal number that YAML takes the text for.
pub(super) fn dotted_thousands(text: &str) -> Option<(String, Option<String>)> {
    let (is_negative, body) = split_sign(text);
    let groups: Vec<&str> = body.split('.').collect();
    let (first, rest) = groups.split_first()?;
    let is_grouped = !rest.is_empty()
        && (1..=3).contains(&first.len())
        && !first.starts_with('0')
        && groups.iter().all(|group| is_digits(group))
        && rest.iter().all(|group| group.len() == 3);
    if !is_grouped {
        return None;
    }
    let sign = if is_negative { "-" } else { "" };
    let decimal = (rest.len() == 1).then(|| format!("{sign}{first},{}", rest[0]));
    Some((format!("{sign}{}", groups.concat()), decimal))
}

/// What was probably meant by a text that is no number: one with another sign for minus, a word before or
/// after it, or in the notation of a spreadsheet. `is_fitting` is whether the kind of value accepts it.
pub(super) fn meant(text: &str, is_fitting: impl Fn(&str) -> bool) -> Option<String> {
    let text = text.trim();
    let candidates = [
        // `–3`, `(890 000)`
        text.strip_prefix(['–', '—', '‐', '‑']).map(|number| format!("-{}", number.trim_start())),
        text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).map(|n| format!("-{n}")),
        text.strip_prefix("- ").map(|number| format!("-{}", number.trim_start())),
        // `1’250`
        Some(text.replace(['’', '\'', '`'], "")).filter(|number| number != text),
        scientific(text),
        bare(text),
    ];
    candidates.into_iter().flatten().find(|number| is_fitting(number))
}

/// A number without the words and signs around it: `ca. 340`, `340 stk`, `> 340`, `340*`.
fn bare(text: &str) -> Option<String> {
    let is_part = |c: char| c.is_ascii_digit();
    let start = text.find(is_part)?;
    let end = text.rfind(is_part)? + 1;
    let (before, after) = (&text[..start], &text[end..]);
    let is_aside = |part: &str| part.chars().all(|c| !c.is_numeric() && c != '-' && c != '−');
    let is_changed = !before.is_empty() || !after.is_empty();
    // The number of a unit, such as `km2`, is not the value's.
    let number =
        text[start..end].split_once(char::is_alphabetic).map_or(&text[start..end], |(n, _)| n);
    (is_changed && is_aside(before) && is_aside(after)).then(|| number.trim().to_owned())
}

/// A number in the notation of a spreadsheet: `8,9E+05`.
fn scientific(text: &str) -> Option<String> {
    let (digits, power) = text.split_once(['E', 'e'])?;
    let power: i32 = power.parse().ok().filter(|power| (0..=12).contains(power))?;
    let digits: f64 = digits.replace(',', ".").parse().ok()?;
    Some(format!("{:.0}", digits * 10_f64.powi(power)))
}

/// Whether a minus stands before a number, and the number without it.
fn split_sign(text: &str) -> (bool, &str) {
    let text = text.trim();
    text.strip_prefix(['-', '\u{2212}']).map_or((false, text), |body| (true, body))
}

/// The digits of a number without the spaces between its groups of three.
fn ungroup(whole: &str) -> Option<String> {
    let groups: Vec<&str> = whole.split(SPACES).collect();
    let (first, rest) = groups.split_first()?;
    let is_regular =
        rest.is_empty() || first.len() <= 3 && rest.iter().all(|group| group.len() == 3);
    is_regular.then(|| groups.concat())
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_and_decimals_are_read() {
        for text in ["34394", "34 394", "34\u{a0}394", " 34394 "] {
            assert_eq!(read(text).unwrap().to_string(), "34394.0", "{text}");
        }
        assert_eq!(read("12,5"), read("12.5"));
        assert_eq!(read("-0.125").unwrap().to_string(), "-0.125");
    }

    #[test]
    fn dots_between_thousands_are_detected() {
        let (plain, decimal) = dotted_thousands("34.394").unwrap();
        assert_eq!((plain.as_str(), decimal.as_deref()), ("34394", Some("34,394")));
        assert_eq!(dotted_thousands("-2.500.000"), Some(("-2500000".into(), None)));
        assert_eq!(dotted_thousands("0.125"), None);
    }

    #[test]
    fn other_text_is_no_number() {
        for text in ["", "-", "3 4394", "1e3", "0x1f", "12,", ",5", "1,2,3", "ti", ".nan"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
