//! SVG: how deep elements lie in each other, and how many there are when every reference is followed.
//!
//! A pattern, mask, clip path, marker or filter is drawn anew for each element that refers to it, so
//! that a few lines can stand for billions of elements, or for ever more. Elements and what they
//! refer to are a graph, in which a circle is refused and the elements are counted.
//!
//! Source: W3C, «Scalable Vector Graphics (SVG) 2».

use std::collections::HashMap;

use roxmltree::{Document, Node, NodeId, ParsingOptions};
use simplecss::{AttributeOperator, PseudoClass, StyleSheet};

use super::check as check_picture;
use crate::fault::PictureFault;

/// The most elements, with what they refer to.
const MAX_ELEMENTS: u64 = 250_000;
/// The most elements and other nodes in the file.
const MAX_NODES: u32 = 500_000;
/// How deep elements may lie in each other, by what they refer to as well.
const MAX_DEPTH: u32 = 200;
/// The most bytes of entities, with all references followed.
const MAX_ENTITIES: usize = 10_000_000;
/// The most comparisons of an element with a rule of a style sheet.
const MAX_MATCHES: usize = 5_000_000;
/// How many pictures may lie in each other.
const MAX_NESTED: u8 = 2;

/// The properties that elements inherit and that can refer to another element.
const INHERITED: [&str; 6] =
    ["fill", "stroke", "marker", "marker-start", "marker-mid", "marker-end"];
/// The properties and attributes that refer to what an element itself is drawn with.
const OWN: [&str; 5] = ["clip-path", "mask", "filter", "href", "marker"];
/// The elements that are drawn with the properties that they inherit.
const DRAWN: [&str; 10] =
    ["path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "use"];
/// The elements that lead to another page or change with time, whose references are not drawn.
const NOT_DRAWN: [&str; 6] = ["a", "animate", "animateMotion", "animateTransform", "script", "set"];

/// What stands in a drawing that needs more than its own file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Drawing {
    /// The addresses of the pictures that it links to.
    pub linked: Vec<String>,
    /// Its texts.
    pub text: String,
}

/// Checks a drawing, and gives what it needs.
pub(super) fn check(bytes: &[u8], file: &str) -> Result<Drawing, PictureFault> {
    check_nested(bytes, file, 0)
}

fn check_nested(bytes: &[u8], file: &str, nested: u8) -> Result<Drawing, PictureFault> {
    let text = str::from_utf8(bytes).map_err(|_| super::broken(file))?;
    if entities_unpack_to(text) > MAX_ENTITIES {
        return Err(complex(file));
    }
    let options =
        ParsingOptions { allow_dtd: true, nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::NodesLimitReached => complex(file),
        _ => super::broken(file),
    })?;
    let sheet = style_sheet(&document);
    let count = document.descendants().count();
    if count.saturating_mul(sheet.rules.len()) > MAX_MATCHES {
        return Err(complex(file));
    }
    let graph = Graph::new(&document, &sheet);
    if graph.size().is_none_or(|size| size > MAX_ELEMENTS) {
        return Err(complex(file));
    }
    let mut drawing = Drawing::default();
    for node in document.descendants().filter(Node::is_element) {
        if node.has_tag_name("text") || node.tag_name().name() == "text" {
            let texts = node.descendants().filter(Node::is_text).filter_map(|text| text.text());
            drawing.text.extend(texts);
        }
        let is_picture = matches!(node.tag_name().name(), "image" | "feImage");
        let Some(address) = href(node).filter(|_| is_picture) else { continue };
        match address.trim() {
            data if data.starts_with("data:") => check_embedded(data, file, nested)?,
            own if own.starts_with('#') => {}
            link => drawing.linked.push(link.to_owned()),
        }
    }
    Ok(drawing)
}

/// How many bytes the entities of a document are at most when all references are followed. References in
/// entities multiply, so that there are too many at once.
fn entities_unpack_to(text: &str) -> usize {
    let Some((_, after)) = text.split_once("<!ENTITY") else { return 0 };
    let end = after.find("]>").unwrap_or(after.len());
    let declared = &after[..end];
    let is_nested = declared.match_indices('&').any(|(at, _)| !declared[at..].starts_with("&#"));
    if is_nested {
        return usize::MAX;
    }
    declared.len().saturating_mul(after[end..].matches('&').count())
}

/// Checks a picture that a drawing holds as text.
fn check_embedded(address: &str, file: &str, nested: u8) -> Result<(), PictureFault> {
    let Ok(url) = data_url::DataUrl::process(address) else { return Ok(()) };
    let Ok((bytes, _)) = url.decode_to_vec() else { return Ok(()) };
    // Packed drawings are unpacked without a bound.
    if bytes.starts_with(b"\x1f\x8b") || nested == MAX_NESTED {
        return Err(complex(file));
    }
    if super::is_svg(&bytes) {
        check_nested(&bytes, file, nested + 1)?;
    } else {
        check_picture(&bytes, file)?;
    }
    Ok(())
}

/// The rules of all style sheets of a document.
fn style_sheet<'a>(document: &'a Document<'_>) -> StyleSheet<'a> {
    let mut sheet = StyleSheet::new();
    for node in document.descendants().filter(|node| node.tag_name().name() == "style") {
        sheet.parse_more(node.text().unwrap_or_default());
    }
    sheet
}

fn complex(file: &str) -> PictureFault {
    PictureFault::ComplexPicture { file: file.to_owned() }
}

/// The attribute that links an element, with or without its namespace.
fn href<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == "href").map(|href| href.value())
}

/// The elements of a drawing, and for each those that are drawn with it and how often.
struct Graph {
    edges: Vec<Vec<(usize, u64)>>,
}

/// The references of an element's property, or of the nearest one around it that has the property.
type Paint = [Vec<usize>; INHERITED.len()];

impl Graph {
    fn new(document: &Document<'_>, sheet: &StyleSheet<'_>) -> Self {
        let elements: Vec<Node<'_, '_>> = document.descendants().filter(Node::is_element).collect();
        let indices: HashMap<NodeId, usize> =
            elements.iter().enumerate().map(|(index, node)| (node.id(), index)).collect();
        let mut ids: HashMap<&str, usize> = HashMap::new();
        for (index, node) in elements.iter().enumerate() {
            if let Some(id) = node.attribute("id") {
                ids.entry(id).or_insert(index);
            }
        }
        let mut paints: Vec<Paint> = Vec::with_capacity(elements.len());
        let mut edges = vec![Vec::new(); elements.len()];
        // Elements come after those that they lie in.
        for (index, node) in elements.iter().enumerate() {
            let parent = node.parent_element().and_then(|parent| indices.get(&parent.id()));
            let mut paint = parent.map(|parent| paints[*parent].clone()).unwrap_or_default();
            if let Some(parent) = parent {
                edges[*parent].push((index, 1));
            }
            let name = node.tag_name().name();
            for (property, value) in properties(*node, sheet) {
                let targets = || targets(value).filter_map(|id| ids.get(id).copied());
                if let Some(inherited) = INHERITED.iter().position(|name| *name == property) {
                    paint[inherited] = targets().collect();
                }
                if OWN.contains(&property) && !NOT_DRAWN.contains(&name) {
                    edges[index].extend(targets().map(|target| (target, 1)));
                }
            }
            if DRAWN.contains(&name) {
                for (property, targets) in INHERITED.iter().zip(&paint) {
                    let times = if property.starts_with("marker") { points(*node) } else { 1 };
                    edges[index].extend(targets.iter().map(|target| (*target, times)));
                }
            }
            paints.push(paint);
        }
        Self { edges }
    }

    /// The number of elements when all references are followed; `None` if they lead in a circle or
    /// too deep.
    fn size(&self) -> Option<u64> {
        /// An element that is not yet visited, is being visited, or has a size and a depth.
        #[derive(Clone, Copy)]
        enum State {
            New,
            Open,
            Known(u64, u32),
        }
        let mut states = vec![State::New; self.edges.len()];
        // With what is left to visit of each element.
        let mut stack = vec![(0, 0)];
        while let Some((element, next)) = stack.pop() {
            states[element] = State::Open;
            if let Some((target, _)) = self.edges[element].get(next) {
                stack.push((element, next + 1));
                match states[*target] {
                    State::New => stack.push((*target, 0)),
                    State::Open => return None,
                    State::Known(..) => {}
                }
                continue;
            }
            let (mut size, mut depth) = (1_u64, 0);
            for (target, times) in &self.edges[element] {
                if let State::Known(target_size, target_depth) = states[*target] {
                    size = size.saturating_add(target_size.saturating_mul(*times));
                    depth = depth.max(target_depth + 1);
                }
            }
            if depth > MAX_DEPTH {
                return None;
            }
            states[element] = State::Known(size, depth);
        }
        match states.first() {
            Some(State::Known(size, _)) => Some(*size),
            _ => Some(0),
        }
    }
}

/// The properties of an element: those of rules that match it, its attributes, its own style.
fn properties<'a>(node: Node<'a, '_>, sheet: &'a StyleSheet<'_>) -> Vec<(&'a str, &'a str)> {
    let mut properties: Vec<(&str, &str)> =
        node.attributes().map(|attribute| (attribute.name(), attribute.value())).collect();
    for rule in &sheet.rules {
        if rule.selector.matches(&Element(node)) {
            properties.extend(rule.declarations.iter().map(|rule| (rule.name, rule.value)));
        }
    }
    let style = node.attribute("style").unwrap_or_default();
    properties.extend(simplecss::DeclarationTokenizer::from(style).map(|d| (d.name, d.value)));
    properties
}

/// The ids that the value of a property refers to: `url(#id)`, or `#id` alone.
fn targets(value: &str) -> impl Iterator<Item = &str> {
    let alone = value.trim().strip_prefix('#');
    let in_url = value.split("url(").skip(1).filter_map(|rest| {
        let inside = rest.split(')').next()?;
        inside.trim_matches(['"', '\'', ' ']).strip_prefix('#')
    });
    alone.into_iter().chain(in_url)
}

/// How many points a line has at most, each of which has a marker.
fn points(node: Node<'_, '_>) -> u64 {
    let text = ["d", "points"].into_iter().find_map(|name| node.attribute(name));
    let numbers = text.unwrap_or_default().split(|c: char| !c.is_ascii_digit() && c != '.');
    1 + numbers.filter(|number| !number.is_empty()).count() as u64
}

/// An element as selectors of style sheets match it.
struct Element<'a, 'input>(Node<'a, 'input>);

impl simplecss::Element for Element<'_, '_> {
    fn parent_element(&self) -> Option<Self> {
        self.0.parent_element().map(Element)
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        self.0.prev_sibling_element().map(Element)
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
