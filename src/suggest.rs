//! Suggestions for misspelt words.

/// The candidate closest to a word, if it is close enough for a misspelling.
///
/// Distance is Damerau–Levenshtein over lower-case letters; one letter in three may differ.
pub(crate) fn closest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    let word = word.to_lowercase();
    let limit = (word.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&word, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_suggested_and_far_ones_not() {
        let fields = ["resultater", "råd", "navn"];
        assert_eq!(closest("Resultatar", fields).as_deref(), Some("resultater"));
        assert_eq!(closest("rad", fields).as_deref(), Some("råd"));
        assert_eq!(closest("eier", fields), None);
    }
}
