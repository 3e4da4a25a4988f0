//! The text of pages, to look things up in.

/// The texts of a report's pages without white space and hyphens, which lines are broken at.
pub(super) struct Page {
    /// All of it without white space.
    squeezed: String,
    /// The same in capitals, for labels that are set in them.
    capitals: String,
    /// All of it with the spaces between texts, but none within numbers.
    spaced: String,
}

/// How many words in a row are looked for where a text as a whole is not found.
const WINDOW: usize = 3;
/// How many in a hundred of such rows may be missing: a page break puts a footer in between.
const MISSING: usize = 25;

impl Page {
    pub(super) fn new(pages: &[String]) -> Self {
        let text = pages.join(" ");
        let within = |c: char| matches!(c, '\u{a0}' | '\u{202f}' | '\u{2009}');
        let squeezed = squeezed(&text);
        let capitals = squeezed.to_uppercase();
        Self { squeezed, capitals, spaced: text.replace(within, "") }
    }

    /// Whether a text stands on the pages as it is.
    pub(super) fn has(&self, text: &str) -> bool {
        let wanted = squeezed(text);
        self.squeezed.contains(&wanted) || self.capitals.contains(&wanted.to_uppercase())
    }

    /// Whether a number stands on the pages by itself, not as a part of another.
    pub(super) fn has_number(&self, number: &str) -> bool {
        let part = |c: char| c.is_ascii_digit();
        self.spaced.match_indices(number).any(|(at, _)| {
            let (before, after) = (&self.spaced[..at], &self.spaced[at + number.len()..]);
            let inner = before.ends_with([',', '.'])
                && before[..before.len() - 1].ends_with(part)
                || after.starts_with([',', '.']) && after[1..].starts_with(part);
            !before.ends_with(part) && !after.starts_with(part) && !inner
        })
    }

    /// Whether a long text stands on the pages, perhaps broken between them.
    pub(super) fn tells(&self, text: &str) -> bool {
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

/// A text without white space, hyphens and characters of no width.
pub(super) fn squeezed(text: &str) -> String {
    let dropped = |c: char| {
        c.is_whitespace()
            || matches!(c, '-' | '\u{200b}' | '\u{ad}' | '\u{2010}' | '\u{2011}')
    };
    let plain = text.chars().map(|c| match c {
        // Quotation marks are those of the language.
        '"' | '“' | '”' | '„' | '«' | '»' => '"',
        '\'' | '‘' | '’' => '\'',
        other => other,
    });
    plain.filter(|c| !dropped(*c)).collect()
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
            page.tells(
                "Vi har fått til mye i år, og mer skal det bli neste år enn i fjor."
            )
        );
        assert!(!page.tells("Vi har fått til lite, og mindre skal det bli etter hvert."));
        assert!(!page.has("fått alt"));
        let page = Page::new(&["Sum 1\u{a0}200 kr og 12,5 % av 97.".to_owned()]);
        assert!(
            page.has_number("1200") && page.has_number("97") && page.has_number("12,5")
        );
        assert!(
            !page.has_number("12") && !page.has_number("120") && !page.has_number("5")
        );
    }
}
