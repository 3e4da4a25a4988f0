//! Suggestions for misspelt words.

/// Longer words are no names, and to compare them would take long.
const MAX_LENGTH: usize = 80;
/// How many names a remedy lists at most.
const MAX_LISTED: usize = 20;

/// The candidate closest to a word, if it is close enough for a misspelling.
///
/// Distance is Damerau–Levenshtein over lower-case letters; one letter in three may differ.
pub(crate) fn closest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    if word.len() > MAX_LENGTH {
        return None;
    }
    let word = word.to_lowercase();
    let length = word.chars().count();
    let limit = (length / 3).max(1);
    let mut near: Option<(usize, &str)> = None;
    for candidate in candidates {
        // Words whose lengths differ by more are farther apart.
        let is_near =
            candidate.len() <= MAX_LENGTH && candidate.chars().count().abs_diff(length) <= limit;
        if !is_near {
            continue;
        }
        let distance = strsim::damerau_levenshtein(&word, &candidate.to_lowercase());
        if distance <= near.map_or(limit, |(least, _)| least - 1) {
            near = Some((distance, candidate));
        }
        if distance == 0 {
            break;
        }
    }
    near.map(|(_, candidate)| candidate.to_owned())
}

/// Names to list in a remedy: all, or the first of many and a sign that there are more.
pub(crate) fn listed<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut names: Vec<String> =
        names.into_iter().take(MAX_LISTED + 1).map(str::to_owned).collect();
    if names.len() > MAX_LISTED {
        MORE.clone_into(&mut names[MAX_LISTED]);
    }
    names
}

/// What stands for the rest of a long list.
pub(crate) const MORE: &str = "…";

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
