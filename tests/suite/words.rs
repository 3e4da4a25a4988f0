//! The words of the templates are there in every language.

use std::collections::BTreeSet;

use regionrapport::typeset::builtin_template;

/// The keys of a language file, each with those it stands under.
fn keys(language: &str) -> BTreeSet<String> {
    let text = builtin_template(&format!("lang/{language}.yaml")).unwrap();
    let value: serde_json::Value = serde_yaml::from_slice(text).unwrap();
    let mut keys = BTreeSet::new();
    collect("", &value, &mut keys);
    keys
}

fn collect(prefix: &str, value: &serde_json::Value, keys: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Object(entries) => {
            for (key, value) in entries {
                collect(&format!("{prefix}.{key}"), value, keys);
            }
        }
        serde_json::Value::Array(items) => {
            keys.insert(format!("{prefix}[{}]", items.len()));
        }
        value => {
            assert!(value.as_str().is_some_and(|s| !s.is_empty()), "{prefix} is empty");
            keys.insert(prefix.to_owned());
        }
    }
}

#[test]
fn all_languages_have_the_same_words() {
    let nb = keys("nb");
    assert!(nb.contains(".overskrifter.mål") && nb.contains(".måneder[12]"));
    assert_eq!(nb, keys("nn"));
    assert_eq!(nb, keys("en"));
}
