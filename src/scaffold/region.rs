//! The file of a new region.

/// The text of a new region's file, with what can be filled in. `schema` is the path from the
/// file to the folder of the schemas.
#[must_use]
pub fn region(name: &str, schema: &str) -> String {
    let text = include_str!("start/new-region.yaml");
    text.replace("{schema}", schema).replace("{navn}", &written(&capitalised(name)))
}

/// A name as people write it at the beginning of a line: `bodø` becomes `Bodø`.
fn capitalised(name: &str) -> String {
    let mut letters = name.trim().chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A text in YAML: plain where that is safe, else in quotation marks.
fn written(text: &str) -> String {
    let words = ["null", "true", "false", "yes", "no", "on", "off"];
    let plain = text.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-'))
        && text.starts_with(char::is_alphabetic)
        && !words.contains(&text.to_lowercase().as_str());
    // A text in JSON is a text in YAML.
    if plain { text.to_owned() } else { serde_json::Value::from(text).to_string() }
}
