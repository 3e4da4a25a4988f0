//! A schema as types: the forms that a value may have at each place.

use serde_json::Value as Json;

use crate::fault::NodeType;
use crate::model::values::ValueKind;

/// What a schema allows at one place: the forms that it chooses between, with references resolved.
#[derive(Debug, Clone)]
pub(super) struct Shape {
    pub forms: Vec<Form>,
}

/// One form of a value.
#[derive(Debug, Clone)]
pub(super) struct Form {
    /// The types that a node may have.
    types: Vec<NodeType>,
    /// The kind of a value that is parsed further.
    pub value: Option<ValueKind>,
    /// The words of an enumeration.
    pub words: Vec<String>,
    /// The fields by name, in the order of the schema.
    pub fields: Vec<(String, Shape)>,
    /// The names of the fields that must be there.
    pub required: Vec<String>,
    /// The values of fields whose names the schema does not know, such as ids.
    pub other_fields: Option<Shape>,
    /// The items of a list.
    pub items: Option<Shape>,
    /// Whether a list must have items.
    pub is_nonempty: bool,
}

impl Shape {
    /// The shape of a JSON Schema whose definitions are not recursive.
    pub(super) fn new(root: &Json, schema: &Json) -> Self {
        let mut forms = Vec::new();
        gather(root, schema, &mut forms);
        Self { forms }
    }

    /// The shape of the schema under a keyword, which may also have the value `false`.
    fn of_key(root: &Json, schema: &Json, keyword: &str) -> Option<Self> {
        let inner = schema.get(keyword).filter(|inner| inner.is_object())?;
        Some(Self::new(root, inner))
    }

    /// The shape of a field.
    pub(super) fn field(&self, name: &str) -> Option<&Self> {
        self.forms.iter().find_map(|form| form.field(name))
    }

    /// The names of the fields.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.forms.iter().flat_map(Form::names)
    }

    /// The names of the fields that must be there.
    pub(super) fn required(&self) -> Vec<&str> {
        self.forms.iter().flat_map(|form| &form.required).map(String::as_str).collect()
    }

    /// The shape of the items, if there may be a list.
    pub(super) fn items(&self) -> Option<&Self> {
        self.forms.iter().find_map(|form| form.items.as_ref())
    }

    /// The first form that a node of a type is checked against.
    pub(super) fn form_for(&self, node: NodeType) -> Option<&Form> {
        self.forms.iter().find(|form| form.accepts(node))
    }

    /// Whether a value of a kind may stand here.
    pub(super) fn has_value(&self, kind: ValueKind) -> bool {
        self.forms.iter().any(|form| form.value == Some(kind))
    }

    /// The words that may stand here.
    pub(super) fn words(&self) -> Vec<String> {
        self.forms.iter().flat_map(|form| form.words.iter().cloned()).collect()
    }

    /// The fields to suggest: those that must be there, or all if that is only one; of the items, if
    /// it is a list.
    pub(super) fn suggested_fields(&self) -> Vec<String> {
        let shape = self.items().filter(|_| self.required().is_empty()).unwrap_or(self);
        let required = shape.required();
        let names = if required.len() > 1 { required } else { shape.names().collect() };
        names.into_iter().map(str::to_owned).collect()
    }

    /// The fields that hold numbers, with their kinds.
    pub(super) fn numeric_fields(&self) -> Vec<(&str, ValueKind)> {
        let fields = self.forms.iter().flat_map(|form| &form.fields);
        let kind = |shape: &Self| shape.forms.iter().find_map(|form| form.value);
        let kinds = fields.filter_map(|(name, shape)| Some((name.as_str(), kind(shape)?)));
        kinds.filter(|(_, kind)| kind.is_numeric()).collect()
    }

    /// The types to suggest, each once.
    pub(super) fn expected(&self) -> Vec<NodeType> {
        let mut types = Vec::new();
        for expected in self.forms.iter().filter_map(Form::expected) {
            if !types.contains(&expected) {
                types.push(expected);
            }
        }
        types
    }
}

impl Form {
    fn new(root: &Json, schema: &Json) -> Self {
        let fields = schema["properties"].as_object().into_iter().flatten();
        Self {
            types: strings(&schema["type"]).filter_map(|name| node_type(&name)).collect(),
            value: schema["x-value"].as_str().and_then(|name| name.parse().ok()),
            words: strings(&schema["const"]).chain(strings(&schema["enum"])).collect(),
            fields: fields.map(|(name, field)| (name.clone(), Shape::new(root, field))).collect(),
            required: strings(&schema["required"]).collect(),
            other_fields: Shape::of_key(root, schema, "additionalProperties"),
            items: Shape::of_key(root, schema, "items"),
            is_nonempty: schema["minItems"].as_u64() > Some(0),
        }
    }

    /// The shape of a field.
    pub(super) fn field(&self, name: &str) -> Option<&Shape> {
        self.fields.iter().find(|(other, _)| other == name).map(|(_, shape)| shape)
    }

    /// The names of the fields.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(|(name, _)| name.as_str())
    }

    /// Whether a node may have a type.
    pub(super) fn has_type(&self, node: NodeType) -> bool {
        self.types.contains(&node)
    }

    /// Whether a node of a type is checked against this form. Every scalar is, if it is parsed
    /// further: the parser has more to say than the type.
    pub(super) fn accepts(&self, node: NodeType) -> bool {
        let is_scalar = matches!(node, NodeType::Text | NodeType::Number | NodeType::Bool);
        is_scalar && self.value.is_some() || self.has_type(node)
    }

    /// The type to suggest.
    pub(super) fn expected(&self) -> Option<NodeType> {
        match self.value {
            Some(kind) if kind.is_numeric() => Some(NodeType::Number),
            Some(_) => Some(NodeType::Text),
            None if !self.words.is_empty() => Some(NodeType::Text),
            None => self.types.first().copied().filter(|node| *node != NodeType::Null),
        }
    }
}

/// Adds the forms that a schema chooses between.
fn gather(root: &Json, schema: &Json, forms: &mut Vec<Form>) {
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.strip_prefix("#/definitions/").unwrap_or(name);
        return gather(root, &root["definitions"][name], forms);
    }
    match ["anyOf", "oneOf", "allOf"].iter().find_map(|key| schema[key].as_array()) {
        Some(choices) => choices.iter().for_each(|choice| gather(root, choice, forms)),
        None => forms.push(Form::new(root, schema)),
    }
}

/// A text or truth value, or those of a list, as texts.
fn strings(value: &Json) -> Box<dyn Iterator<Item = String> + '_> {
    match value {
        Json::String(text) => Box::new(std::iter::once(text.clone())),
        Json::Bool(value) => Box::new(std::iter::once(value.to_string())),
        Json::Array(items) => Box::new(items.iter().flat_map(strings)),
        _ => Box::new(std::iter::empty()),
    }
}

/// The type of a node that has a JSON type.
fn node_type(name: &str) -> Option<NodeType> {
    match name {
        "string" => Some(NodeType::Text),
        "integer" | "number" => Some(NodeType::Number),
        "boolean" => Some(NodeType::Bool),
        "array" => Some(NodeType::List),
        "object" => Some(NodeType::Fields),
        "null" => Some(NodeType::Null),
        _ => None,
    }
}
