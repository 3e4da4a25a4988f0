//! The words of reports: the built-in language files, and those of the project above them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use serde_json::{Map, Value as Json};

use super::builtin::builtin_template;
use crate::diagnostics::{Code, Finding, Place, closest};
use crate::model::names_in_braces;
use crate::source::{self, Document, Node, Value};

/// The languages that are built in; the first is the one whose labels stand in for those that a
/// language of the project lacks.
const BUILT_IN: [&str; 3] = ["nb", "nn", "en"];

/// Every heading and label, in every language at hand.
#[derive(Debug)]
pub(super) struct Words {
    /// Languages that the project changes or adds.
    own: BTreeMap<String, Json>,
    names: Vec<String>,
    findings: Vec<Finding>,
}

impl Words {
    /// Reads the language files of a project, `templates/lang/*.yaml`.
    ///
    /// A label of the project's own that only its bokmål has stands in for the other languages.
    pub(super) fn load(root: &Path) -> Self {
        let mut words = Self {
            own: BTreeMap::new(),
            names: BUILT_IN.map(str::to_owned).to_vec(),
            findings: Vec::new(),
        };
        for language in own_languages(root) {
            let path = format!("templates/lang/{language}.yaml");
            match read(root, &path) {
                Ok(document) => words.add(language, &document),
                Err(findings) => words.findings.extend(findings),
            }
        }
        if let Some(below) = words.own.get(BUILT_IN[0]).cloned() {
            for language in words.names.iter().filter(|name| *name != BUILT_IN[0]) {
                let mut whole = below.clone();
                put(&mut whole, words.of(language).clone());
                words.own.insert(language.clone(), whole);
            }
        }
        words
    }

    /// What is wrong with the project's language files.
    pub(super) fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The languages that reports can be in: the built-in ones, then those of the project.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// The words of a language; those of bokmål, if there is no such language.
    pub(super) fn of(&self, language: &str) -> &Json {
        self.own.get(language).unwrap_or_else(|| builtin(language))
    }

    /// Puts the words of a file above those of its language.
    fn add(&mut self, language: String, document: &Document) {
        let known = BUILT_IN.contains(&language.as_str());
        let mut words = builtin(&language).clone();
        let mut compare = Compare { document, findings: Vec::new() };
        compare.fields(&words, &document.root, "");
        if !known {
            compare.missing(&words, &document.root, "", &document.locate(&[]));
        }
        self.findings.extend(compare.findings);
        put(&mut words, json(&document.root));
        self.own.insert(language.clone(), words);
        if !known {
            self.names.push(language);
        }
    }
}

/// The names of the language files of a project, in order.
fn own_languages(root: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(root.join("templates/lang")) else {
        return Vec::new();
    };
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut names: Vec<String> =
        names.filter_map(|name| Some(name.strip_suffix(".yaml")?.to_owned())).collect();
    names.sort();
    names
}

fn read(root: &Path, path: &str) -> Result<Document, Vec<Finding>> {
    let bytes = fs::read(root.join(path)).map_err(|error| {
        let code = Code::Unreadable { reason: error.to_string() };
        vec![Finding::error(code, Place::file(path))]
    })?;
    let file = source::read(path, bytes).map_err(|finding| vec![finding])?;
    source::parse(&file)
}

/// The built-in words of a language; those of bokmål, if it is not built in.
fn builtin(language: &str) -> &'static Json {
    static WORDS: [LazyLock<Json>; 3] = [
        LazyLock::new(|| parsed(BUILT_IN[0])),
        LazyLock::new(|| parsed(BUILT_IN[1])),
        LazyLock::new(|| parsed(BUILT_IN[2])),
    ];
    let index = BUILT_IN.iter().position(|name| *name == language).unwrap_or_default();
    &WORDS[index]
}

fn parsed(language: &str) -> Json {
    let bytes = builtin_template(&format!("lang/{language}.yaml")).unwrap_or_default();
    let file = source::read(language, bytes.to_vec()).ok();
    let document = file.and_then(|file| source::parse(&file).ok());
    document.map_or(Json::Null, |document| json(&document.root))
}

/// A tree of labels: texts, as they are written.
fn json(node: &Node) -> Json {
    match &node.value {
        Value::Scalar(_) if node.is_null() => Json::Null,
        Value::Scalar(scalar) => Json::String(scalar.text.clone()),
        Value::List(items) => items.iter().map(json).collect(),
        Value::Fields(entries) => {
            let fields =
                entries.iter().map(|entry| (entry.key.clone(), json(&entry.value)));
            Json::Object(fields.collect::<Map<_, _>>())
        }
    }
}

/// Puts a tree above another: what it says replaces what stands there, if it has the same shape.
fn put(below: &mut Json, above: Json) {
    match (below, above) {
        (_, Json::Null) => {}
        (Json::Object(below), Json::Object(above)) => {
            for (key, value) in above {
                put(below.entry(key).or_insert(Json::Null), value);
            }
        }
        (below @ Json::Null, above) => *below = above,
        (Json::String(below), Json::String(above)) => *below = above,
        (Json::Array(below), Json::Array(above)) if below.len() == above.len() => {
            *below = above;
        }
        _ => {}
    }
}

/// A language file beside the built-in words.
struct Compare<'a> {
    document: &'a Document,
    findings: Vec<Finding>,
}

impl Compare<'_> {
    /// Labels that no template asks for, and those of another shape.
    fn fields(&mut self, usual: &Json, own: &Node, prefix: &str) {
        let Json::Object(labels) = usual else { return self.shape(usual, own, prefix) };
        if !matches!(own.value, Value::Fields(_)) && !own.is_null() {
            return self.shape(usual, own, prefix);
        }
        for entry in own.fields() {
            let label = format!("{prefix}{}", entry.key);
            if let Some(usual) = labels.get(&entry.key) {
                self.fields(usual, &entry.value, &format!("{label}."));
            } else {
                // Labels of one's own templates are welcome; nearly known ones are mistyped.
                let near = closest(&entry.key, labels.keys().map(String::as_str));
                if let Some(suggestion) = near {
                    let place = self.document.place(entry.key_span.clone());
                    let code = Code::UnknownLabel { label, suggestion };
                    self.findings.push(Finding::warning(code, place));
                }
            }
        }
    }

    /// A text where the built-in words have a list or more labels, or the other way.
    fn shape(&mut self, usual: &Json, own: &Node, prefix: &str) {
        let alike = match (usual, &own.value) {
            (Json::String(_), Value::Scalar(_)) => true,
            (Json::Array(usual), Value::List(own)) => usual.len() == own.len(),
            _ => own.is_null(),
        };
        if !alike {
            let label = prefix.trim_end_matches('.').to_owned();
            let items = usual.as_array().map(Vec::len);
            let place = self.document.place(own.span.clone());
            self.findings
                .push(Finding::warning(Code::LabelShape { label, items }, place));
        }
        if let (Json::String(usual), Value::Scalar(written)) = (usual, &own.value) {
            let allowed: Vec<&str> = names_in_braces(usual).collect();
            let unknown =
                names_in_braces(&written.text).find(|name| !allowed.contains(name));
            if let Some(name) = unknown {
                let value = format!("{{{name}}}");
                let allowed = allowed.iter().map(|name| format!("{{{name}}}")).collect();
                let place = self.document.place(own.span.clone());
                let code = Code::LabelName { value, allowed };
                self.findings.push(Finding::warning(code, place));
            }
        }
    }

    /// Labels that a language of the project lacks, each at the part where it belongs.
    fn missing(&mut self, usual: &Json, own: &Node, prefix: &str, place: &Place) {
        for (key, usual) in usual.as_object().into_iter().flatten() {
            let label = format!("{prefix}{key}");
            if let Some(entry) = own.field(key).filter(|it| !it.value.is_null()) {
                let place = self.document.place(entry.key_span.clone());
                self.missing(usual, &entry.value, &format!("{label}."), &place);
            } else {
                let code = Code::MissingLabel { label };
                self.findings.push(Finding::warning(code, place.clone()));
            }
        }
    }
}
