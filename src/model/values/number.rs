//! What the numbers have in common: groups of three, and the traps of the dot.

use crate::diagnostics::Code;

/// Spaces that may stand between thousands: plain, no-break, narrow no-break, thin.
const SPACES: [char; 4] = [' ', '\u{a0}', '\u{202f}', '\u{2009}'];

/// A number as written: sign, whole digits, decimal digits.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Written {
    pub negative: bool,
    pub whole: String,
    pub decimals: String,
}

/// Reads `34394`, `34 394`, `−12,5`, `12.5`.
///
/// `34.394` and `2.500.000` are refused: YAML would take the first for 34 and a bit.
/// Gives `None` for anything that is no number at all.
pub(super) fn read(text: &str) -> Option<Result<Written, Code>> {
    let text = text.trim();
    let (negative, body) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    if let Some(code) = thousands_dot(text, body, negative) {
        return Some(Err(code));
    }
    let (whole, decimals) = body.split_once([',', '.']).unwrap_or((body, "0"));
    let whole = ungroup(whole)?;
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let fits =
        digits(&whole) && digits(decimals) && whole.len() <= 15 && decimals.len() <= 6;
    fits.then(|| Ok(Written { negative, whole, decimals: decimals.to_owned() }))
}

/// The digits of a number without the spaces between its groups of three.
fn ungroup(whole: &str) -> Option<String> {
    let groups: Vec<&str> = whole.split(SPACES).collect();
    let (first, rest) = groups.split_first()?;
    let regular =
        rest.is_empty() || first.len() <= 3 && rest.iter().all(|g| g.len() == 3);
    regular.then(|| groups.concat())
}

/// The finding for `34.394` and `2.500.000`, in which dots stand between thousands.
fn thousands_dot(text: &str, body: &str, negative: bool) -> Option<Code> {
    let groups: Vec<&str> = body.split('.').collect();
    let (first, rest) = groups.split_first()?;
    let digits = |s: &&str| s.bytes().all(|b| b.is_ascii_digit());
    let grouped = !rest.is_empty()
        && (1..=3).contains(&first.len())
        && !first.starts_with('0')
        && groups.iter().all(digits)
        && rest.iter().all(|g| g.len() == 3);
    let sign = if negative { "-" } else { "" };
    grouped.then(|| Code::ThousandsDot {
        value: text.to_owned(),
        plain: format!("{sign}{}", groups.concat()),
        decimal: (rest.len() == 1).then(|| format!("{sign}{first},{}", rest[0])),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Option<String> {
        read(text)?.ok().map(|w| format!("{}.{}", w.whole, w.decimals))
    }

    #[test]
    fn groups_and_decimals_are_read() {
        for text in ["34394", "34 394", "34\u{a0}394", " 34394 "] {
            assert_eq!(plain(text).as_deref(), Some("34394.0"), "{text}");
        }
        assert_eq!(plain("12,5"), plain("12.5"));
        assert_eq!(plain("0.125").as_deref(), Some("0.125"));
    }

    #[test]
    fn dots_between_thousands_are_refused() {
        for text in ["34.394", "2.500.000", "-1.250"] {
            assert!(matches!(read(text), Some(Err(Code::ThousandsDot { .. }))), "{text}");
        }
    }

    #[test]
    fn other_text_is_no_number() {
        for text in ["", "-", "3 4394", "1e3", "0x1f", "12,", ",5", "1,2,3", "ti", ".nan"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
