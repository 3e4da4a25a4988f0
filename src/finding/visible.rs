//! Characters that would steer a terminal or hide what stands there, made visible.

use std::borrow::Cow;
use std::fmt::Write;

/// A text with every control character, line break and mark of direction as its escape: `\n`,
/// `\u{1b}`, `\u{202e}`.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => shown.push_str("\\n"),
            '\r' => shown.push_str("\\r"),
            '\t' => shown.push_str("\\t"),
            c if is_hidden(c) => {
                let _ = write!(shown, "\\u{{{:x}}}", u32::from(c));
            }
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// Whether a character is a control character, ends a line, or changes the direction of text.
///
/// Source: Unicode, `General_Category=Cc`, `Zl`, `Zp` and `Bidi_Control`.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{61c}' | '\u{200e}' | '\u{200f}')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_is_shown_and_letters_stay() {
        assert_eq!(visible("a\u{1b}[2J\r\nb\u{202e}\t\u{85}"), r"a\u{1b}[2J\r\nb\u{202e}\t\u{85}");
        assert!(matches!(visible("Bodø – 12\u{a0}345"), Cow::Borrowed(_)));
    }
}
