//! The file of a new region.

use super::title;

/// The text of a new region's file, with what can be filled in. `schema` is the path from the
/// file to the folder of the schemas.
#[must_use]
pub fn region(name: &str, schema: &str) -> String {
    let text = include_str!("start/new-region.yaml");
    let yaml = serde_json::Value::from(title(name)).to_string();
    let quoted = title(name).chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-'));
    let name = if quoted { title(name) } else { yaml };
    text.replace("{schema}", schema).replace("{navn}", &name)
}
