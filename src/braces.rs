//! Names in braces in a text, such as `{region}`.

/// The names in braces in a text.
pub(crate) fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0))
}

/// A text with values in place of names in braces. A name without a value stays as it is, and so do
/// braces in values.
pub(crate) fn filled(text: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut pieces = text.split('{');
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let value_and_rest =
            piece.split_once('}').and_then(|(name, rest)| Some((value(name)?, rest)));
        match value_and_rest {
            Some((value, rest)) => filled.extend([&value, rest]),
            None => filled.extend(["{", piece]),
        }
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_braces_are_filled_in_once() {
        let values = [("region", "{program} Nord"), ("program", "P")];
        let value = |name: &str| Some(values.iter().find(|(other, _)| *other == name)?.1.into());
        for (text, expected) in [
            ("{region} og {program}", "{program} Nord og P"),
            ("siden {forrige}, {uten ende", "siden {forrige}, {uten ende"),
            ("ingen", "ingen"),
            ("{region}}{", "{program} Nord}{"),
        ] {
            assert_eq!(filled(text, value), expected);
        }
    }
}
