//! The text of pages, to search in.

/// The text of a report's pages, without what line breaks change.
pub(super) struct Page {
    /// The text as [`condensed`] makes it.
    condensed: String,
    /// The same in capitals, for labels that are set in them.
    capitals: String,
    /// The text with spaces between words, but none within numbers.
    spaced: String,
}

/// Hyphens and characters of no width.
const HYPHENS: [char; 5] = ['-', '\u{200b}', '\u{ad}', '\u{2010}', '\u{2011}'];
/// How many words in a row are searched for where a text as a whole is not found.
const WINDOW: usize = 3;
/// The percentage of such rows that may be missing: a page break puts a footer in between.
const MISSING: usize = 25;

impl Page {
    /// The text of some pages.
    pub(super) fn new(pages: &[String]) -> Self {
        let text = pages.join(" ");
        let condensed = condensed(&text);
        let capitals = condensed.to_uppercase();
        Self { condensed, capitals, spaced: text.replace(['\u{a0}', '\u{202f}', '\u{2009}'], "") }
    }

    /// Whether the pages contain a text as it is.
    pub(super) fn has(&self, text: &str) -> bool {
        let text = condensed(text);
        self.condensed.contains(&text) || self.capitals.contains(&text.to_uppercase())
    }

    /// Whether the pages contain a number by itself, not as a part of another.
    pub(super) fn has_number(&self, number: &str) -> bool {
        self.spaced.match_indices(number).any(|(at, _)| {
            let (before, after) = (&self.spaced[..at], &self.spaced[at + number.len()..]);
            let inner = before.ends_with([',', '.'])
                && before[..before.len() - 1].ends_with(is_digit)
                || after.starts_with([',', '.']) && after[1..].starts_with(is_digit);
            !before.ends_with(is_digit) && !after.starts_with(is_digit) && !inner
        })
    }

    /// Whether the pages contain a long text, perhaps broken between them.
    pub(super) fn has_long(&self, text: &str) -> bool {
        if self.has(text) {
            return true;
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        let rows = words.windows(WINDOW.min(words.len()).max(1));
        let all = rows.len();
        let missing = rows.filter(|row| !self.has(&row.concat())).count();
        words.len() > WINDOW && missing * 100 <= all * MISSING
    }
}

/// Whether a character is a digit.
fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// A text without white space, hyphens and characters of no width, and with plain quotation marks.
pub(super) fn condensed(text: &str) -> String {
    let plain = text.chars().map(|c| match c {
        '"' | '“' | '”' | '„' | '«' | '»' => '"',
        '\'' | '‘' | '’' => '\'',
        other => other,
    });
    plain.filter(|c| !c.is_whitespace() && !HYPHENS.contains(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_may_be_broken_between_pages() {
        let pages = [
            "Vi har fått til mye i år,".to_owned(),
            "Side 2 og mer skal det bli neste år enn i fjor.".into(),
        ];
        let page = Page::new(&pages);
        assert!(page.has("fått  til"));
        assert!(
            page.has_long("Vi har fått til mye i år, og mer skal det bli neste år enn i fjor.")
        );
        assert!(!page.has_long("Vi har fått til lite, og mindre skal det bli etter hvert."));
        assert!(!page.has("fått alt"));
        let page = Page::new(&["Sum 1\u{a0}200 kr og 12,5 % av 97.".to_owned()]);
        assert!(page.has_number("1200") && page.has_number("97") && page.has_number("12,5"));
        assert!(!page.has_number("12") && !page.has_number("120") && !page.has_number("5"));
    }
}
