//! Names in the genitive.

/// A name in the genitive: «Ranas», but «Midt-Troms sine» after s, x and z.
///
/// Source: Språkrådet, on the genitive of names that end in an s sound.
pub fn genitive(name: &str) -> String {
    let last = name.chars().last().map(|c| c.to_ascii_lowercase());
    match last {
        Some('s' | 'x' | 'z') => format!("{name} sine"),
        _ => format!("{name}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_s_take_a_pronoun() {
        assert_eq!(genitive("Ranaregionen"), "Ranaregionens");
        assert_eq!(genitive("Bodø"), "Bodøs");
        assert_eq!(genitive("Midt-Troms"), "Midt-Troms sine");
        assert_eq!(genitive("Alta X"), "Alta X sine");
    }
}
