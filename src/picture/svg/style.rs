//! The properties of a drawing's elements: attributes, styles, style sheets.

use roxmltree::{Document, Node};
use simplecss::{AttributeOperator, PseudoClass, StyleSheet};

/// The rules of all style sheets of a document.
pub(super) fn style_sheet<'a>(document: &'a Document<'_>) -> StyleSheet<'a> {
    let mut sheet = StyleSheet::new();
    for node in document.descendants().filter(|node| node.tag_name().name() == "style") {
        sheet.parse_more(node.text().unwrap_or_default());
    }
    sheet
}

/// The properties of an element: those of rules that match it, its attributes, its own style.
pub(super) fn properties<'a>(
    node: Node<'a, '_>,
    sheet: &'a StyleSheet<'_>,
) -> Vec<(&'a str, &'a str)> {
    let mut properties: Vec<(&str, &str)> =
        node.attributes().map(|attribute| (attribute.name(), attribute.value())).collect();
    for rule in &sheet.rules {
        if rule.selector.matches(&CssElement(node)) {
            properties.extend(rule.declarations.iter().map(|rule| (rule.name, rule.value)));
        }
    }
    let style = node.attribute("style").unwrap_or_default();
    properties.extend(simplecss::DeclarationTokenizer::from(style).map(|d| (d.name, d.value)));
    properties
}

/// The ids that the value of a property refers to: `url(#id)`, or `#id` alone.
pub(super) fn targets(value: &str) -> impl Iterator<Item = &str> {
    let alone = value.trim().strip_prefix('#');
    let in_url = value.split("url(").skip(1).filter_map(|rest| {
        let inside = rest.split(')').next()?;
        inside.trim_matches(['"', '\'', ' ']).strip_prefix('#')
    });
    alone.into_iter().chain(in_url)
}

/// An element as selectors of style sheets match it.
struct CssElement<'a, 'input>(Node<'a, 'input>);

impl simplecss::Element for CssElement<'_, '_> {
    fn parent_element(&self) -> Option<Self> {
        self.0.parent_element().map(CssElement)
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        self.0.prev_sibling_element().map(CssElement)
    }

    fn has_local_name(&self, name: &str) -> bool {
        self.0.tag_name().name() == name
    }

    fn attribute_matches(&self, name: &str, operator: AttributeOperator<'_>) -> bool {
        self.0.attribute(name).is_some_and(|value| operator.matches(value))
    }

    fn pseudo_class_matches(&self, class: PseudoClass<'_>) -> bool {
        matches!(class, PseudoClass::FirstChild) && self.0.prev_sibling_element().is_none()
    }
}
