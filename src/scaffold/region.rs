//! The file of a new region.

use super::capitalised;

/// The text of a new region's file, with what can be filled in. `schema` is the path from the
/// file to the folder of the schemas.
pub fn region(name: &str, schema: &str) -> String {
    let text = include_str!("start/new-region.yaml");
    text.replace("{schema}", schema).replace("{navn}", &yaml_scalar(&capitalised(name)))
}

/// Words that are not text to YAML.
const WORDS: [&str; 7] = ["null", "true", "false", "yes", "no", "on", "off"];

/// A text in YAML: plain where that is safe, else in quotation marks.
fn yaml_scalar(text: &str) -> String {
    let is_plain = text.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-'))
        && text.starts_with(char::is_alphabetic)
        && !WORDS.contains(&text.to_lowercase().as_str());
    // A text in JSON is a text in YAML.
    if is_plain { text.to_owned() } else { serde_json::Value::from(text).to_string() }
}
