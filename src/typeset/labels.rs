//! The labels of reports: the built-in language files, and those of the project over them.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::sync::LazyLock;

use serde_json::Value as Json;

use super::builtin::builtin_template;
use crate::braces;
use crate::fault::{FileFault, TemplateFault};
use crate::finding::{Finding, Place, Severity};
use crate::source_files::SourceFiles;
use crate::suggest::closest;
use crate::tree::{Document, Node, Value};
use crate::yaml;

/// The built-in languages.
const BUILT_IN: [&str; 3] = [DEFAULT, "nn", "en"];
/// The language whose labels take the place of those that another language lacks.
const DEFAULT: &str = "nb";

/// Where a project's language files are.
const FOLDER: &str = "templates/lang";

/// Every heading and label, in every available language.
#[derive(Debug)]
pub(super) struct Labels {
    /// The labels of languages that the project changes or adds.
    own: BTreeMap<String, Json>,
    /// The available languages: the built-in ones, then those of the project.
    pub(super) languages: Vec<String>,
    /// The project's language files, by their paths below its folder.
    pub(super) files: Vec<String>,
    /// The findings in the project's language files.
    pub(super) findings: Vec<Finding>,
}

impl Labels {
    /// Reads the language files of a project, `templates/lang/*.yaml`.
    ///
    /// The project's own labels in bokmål are the defaults of its other languages.
    pub(super) fn load(source: &SourceFiles) -> Self {
        let mut labels = Self {
            own: BTreeMap::new(),
            languages: BUILT_IN.map(str::to_owned).to_vec(),
            files: Vec::new(),
            findings: Vec::new(),
        };
        let own = own_languages(source).unwrap_or_else(|fault| {
            labels.findings.push(Finding::error(fault, Place::file(FOLDER)));
            Vec::new()
        });
        for language in own {
            let path = format!("{FOLDER}/{language}.yaml");
            labels.files.push(path.clone());
            match read(source, &path) {
                Ok(document) => labels.add(language, &document),
                Err(findings) => {
                    labels.findings.extend(findings);
                    // There is such a language, though its file has faults.
                    if !BUILT_IN.contains(&language.as_str()) {
                        labels.languages.push(language);
                    }
                }
            }
        }
        if let Some(default) = labels.own.get(DEFAULT).cloned() {
            for language in labels.languages.iter().filter(|name| *name != DEFAULT) {
                let mut tree = default.clone();
                merge_over(&mut tree, labels.of(language).clone());
                labels.own.insert(language.clone(), tree);
            }
        }
        labels
    }

    /// The labels of a language; those of bokmål, if there is no such language.
    pub(super) fn of(&self, language: &str) -> &Json {
        self.own.get(language).unwrap_or_else(|| builtin(language))
    }

    /// The errors in the project's files of a language, and of that whose words stand in for its own.
    pub(super) fn errors_in(&self, language: &str) -> impl Iterator<Item = &Finding> {
        let files = [language, DEFAULT].map(|language| format!("{FOLDER}/{language}.yaml"));
        let errors = self.findings.iter().filter(|finding| finding.severity == Severity::Error);
        errors.filter(move |finding| files.contains(&finding.place.file.path))
    }

    /// Adds the labels of a file, over the built-in ones of its language.
    fn add(&mut self, language: String, document: &Document) {
        let is_builtin = BUILT_IN.contains(&language.as_str());
        let mut labels = builtin(&language).clone();
        let mut check = LabelCheck { document, findings: &mut self.findings };
        check.fields(&labels, &document.root, "");
        if !is_builtin {
            check.code_is_that_of(&language);
            check.missing(&labels, &document.root, "", &document.locate(&[]));
        }
        merge_over(&mut labels, json(&document.root));
        self.own.insert(language.clone(), labels);
        if !is_builtin {
            self.languages.push(language);
        }
    }
}

/// What a language file says otherwise than the built-in words of its language: each label, with the built-in
/// word if there is one, and its own.
pub fn changed_labels(language: &str, bytes: &[u8]) -> Vec<(String, Option<String>, String)> {
    let file = yaml::read(language, bytes.to_vec()).ok();
    let Some(document) = file.and_then(|file| yaml::parse(&file).ok()) else { return Vec::new() };
    let mut changes = Vec::new();
    compare(builtin(language), &json(&document.root), "", &mut changes);
    changes
}

/// Adds the labels of a tree that are not as in the built-in one.
fn compare(
    builtin: &Json,
    own: &Json,
    label: &str,
    changes: &mut Vec<(String, Option<String>, String)>,
) {
    let text = |value: &Json| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match own {
        Json::Object(fields) => {
            for (name, own) in fields {
                let label = if label.is_empty() { name } else { &format!("{label}.{name}") };
                compare(builtin.get(name).unwrap_or(&Json::Null), own, label, changes);
            }
        }
        Json::Null => {}
        own if own == builtin => {}
        own => {
            let builtin = (!builtin.is_null()).then(|| text(builtin));
            changes.push((label.to_owned(), builtin, text(own)));
        }
    }
}

/// Whether a label that is a code for programs is one: `kode` for the language, `land` for the country.
///
/// Sources: ISO 639 and ISO 3166-1, as far as Typst reads them.
fn is_code(label: &str, value: &str) -> bool {
    let letters = match label {
        "kode" => 2..=3,
        "land" => 2..=2,
        _ => return true,
    };
    letters.contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// The names of the language files of a project, in order.
fn own_languages(source: &SourceFiles) -> Result<Vec<String>, FileFault> {
    let mut languages = Vec::new();
    for path in source.list(FOLDER.as_ref())? {
        let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
        languages.extend(name.strip_suffix(".yaml").map(str::to_owned));
    }
    languages.sort();
    Ok(languages)
}

/// Reads and parses a language file.
fn read(source: &SourceFiles, path: &str) -> Result<Document, Vec<Finding>> {
    let bytes = source
        .read(path.as_ref(), yaml::MAX_FILE_SIZE)
        .map_err(|fault| vec![Finding::error(fault, Place::file(path))])?;
    let file = yaml::read(path, bytes).map_err(|finding| vec![finding])?;
    yaml::parse(&file)
}

/// The built-in labels of a language; those of bokmål, if it is not built in.
fn builtin(language: &str) -> &'static Json {
    static LABELS: [LazyLock<Json>; 3] = [
        LazyLock::new(|| parse_builtin(BUILT_IN[0])),
        LazyLock::new(|| parse_builtin(BUILT_IN[1])),
        LazyLock::new(|| parse_builtin(BUILT_IN[2])),
    ];
    let index = BUILT_IN.iter().position(|name| *name == language).unwrap_or_default();
    &LABELS[index]
}

/// Parses a built-in language file.
fn parse_builtin(language: &str) -> Json {
    let bytes = builtin_template(&format!("lang/{language}.yaml")).unwrap_or_default();
    let file = yaml::read(language, bytes.to_vec()).ok();
    let document = file.and_then(|file| yaml::parse(&file).ok());
    document.map_or(Json::Null, |document| json(&document.root))
}

/// A tree of labels as JSON; every label is a text.
fn json(node: &Node) -> Json {
    match &node.value {
        Value::Scalar(_) if node.is_null() => Json::Null,
        Value::Scalar(scalar) => Json::String(scalar.text.clone()),
        Value::List(items) => items.iter().map(json).collect(),
        Value::Fields(entries) => {
            entries.iter().map(|entry| (entry.key.clone(), json(&entry.value))).collect()
        }
    }
}

/// Deep-merges `overlay` into `base`; ignores values of another shape.
fn merge_over(base: &mut Json, overlay: Json) {
    match (base, overlay) {
        (_, Json::Null) => {}
        (Json::Object(base), Json::Object(overlay)) => {
            for (key, value) in overlay {
                merge_over(base.entry(key).or_insert(Json::Null), value);
            }
        }
        (base @ Json::Null, overlay) => *base = overlay,
        (Json::String(base), Json::String(overlay)) => *base = overlay,
        (Json::Array(base), Json::Array(overlay)) if base.len() == overlay.len() => {
            *base = overlay;
        }
        _ => {}
    }
}

/// The check of a language file against the built-in labels.
struct LabelCheck<'a> {
    document: &'a Document,
    findings: &'a mut Vec<Finding>,
}

impl LabelCheck<'_> {
    /// Reports a code that is that of a built-in language, in a file of another: those who listen would hear that.
    fn code_is_that_of(&mut self, language: &str) {
        let Some(entry) = self.document.root.field("kode") else { return };
        if let Value::Scalar(scalar) = &entry.value.value
            && BUILT_IN.contains(&scalar.text.as_str())
        {
            let place = self.document.place(entry.value.span.clone());
            let (value, language) = (scalar.text.clone(), language.to_owned());
            self.warn(TemplateFault::OtherLanguageCode { value, language }, place);
        }
    }

    /// Reports misspelt names of labels, and labels of another shape. Unknown names may be labels
    /// of the project's own templates.
    fn fields(&mut self, builtin: &Json, own: &Node, prefix: &str) {
        let Json::Object(labels) = builtin else {
            return self.label(builtin, own, prefix);
        };
        if !matches!(own.value, Value::Fields(_)) && !own.is_null() {
            return self.label(builtin, own, prefix);
        }
        for entry in own.fields() {
            let label = format!("{prefix}{}", entry.key);
            if let Some(builtin) = labels.get(&entry.key) {
                self.fields(builtin, &entry.value, &format!("{label}."));
            } else if let Some(suggestion) = closest(&entry.key, labels.keys().map(String::as_str))
            {
                let place = self.document.place(entry.key_span.clone());
                self.warn(TemplateFault::UnknownLabel { label, suggestion }, place);
            }
        }
    }

    /// Reports a label of another shape (a text, or a list of so many), or with a name in braces
    /// that the built-in label does not have.
    fn label(&mut self, builtin: &Json, own: &Node, prefix: &str) {
        let place = self.document.place(own.span.clone());
        let has_same_shape = match (builtin, &own.value) {
            (Json::String(_), Value::Scalar(_)) => true,
            (Json::Array(builtin), Value::List(own)) => builtin.len() == own.len(),
            _ => own.is_null(),
        };
        if !has_same_shape {
            let label = prefix.trim_end_matches('.').to_owned();
            let items = builtin.as_array().map(Vec::len);
            self.warn(TemplateFault::LabelShape { label, items }, place.clone());
        }
        let label = prefix.trim_end_matches('.');
        if let Value::Scalar(own) = &own.value
            && !is_code(label, &own.text)
        {
            let (label, value) = (label.to_owned(), own.text.clone());
            let finding = Finding::error(TemplateFault::LabelCode { label, value }, place.clone());
            self.findings.push(finding);
        }
        if let (Json::String(builtin), Value::Scalar(own)) = (builtin, &own.value) {
            let allowed: Vec<&str> = braces::names(builtin).collect();
            let unknown = braces::names(&own.text).find(|name| !allowed.contains(name));
            if let Some(name) = unknown {
                let value = format!("{{{name}}}");
                let allowed = allowed.iter().map(|name| format!("{{{name}}}")).collect();
                self.warn(TemplateFault::LabelName { value, allowed }, place);
            }
        }
    }

    /// Reports labels that the file lacks, each at the innermost group that it has.
    fn missing(&mut self, builtin: &Json, own: &Node, prefix: &str, place: &Place) {
        for (key, builtin) in builtin.as_object().into_iter().flatten() {
            let label = format!("{prefix}{key}");
            if let Some(entry) = own.field(key).filter(|entry| !entry.value.is_null()) {
                let place = self.document.place(entry.key_span.clone());
                self.missing(builtin, &entry.value, &format!("{label}."), &place);
            } else {
                self.warn(TemplateFault::MissingLabel { label }, place.clone());
            }
        }
    }

    /// Adds a warning.
    fn warn(&mut self, fault: TemplateFault, place: Place) {
        self.findings.push(Finding::warning(fault, place));
    }
}
