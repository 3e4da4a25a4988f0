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
const MAX_MATCHES: usize = 50_000_000;
/// How many pictures may lie in each other.
const MAX_NESTED: u8 = 2;

/// The properties that elements inherit and that can refer to another element: paints, then markers.
const INHERITED: [&str; 6] =
    ["fill", "stroke", "marker", "marker-start", "marker-mid", "marker-end"];
/// How many of them are paints.
const PAINTS: usize = 2;
/// The properties and attributes that refer to what an element itself is drawn with.
const USED: [&str; 4] = ["clip-path", "mask", "filter", "href"];
/// How deep elements lie in a marker at most.
const MAX_MARKER_DEPTH: usize = 16;
/// How many elements a property refers to at most.
const MAX_TARGETS: usize = 8;
/// The most characters of all texts.
const MAX_TEXT: usize = 100_000;
/// The most elements of filters, each of which is worked out for every point.
const MAX_FILTERS: usize = 100;
/// The largest number of an element of a filter, but for its place.
const MAX_FILTER_NUMBER: f64 = 200.0;
/// The most rounds of a filter for noise, and the most points of one for edges, in each direction.
const MAX_FILTER_ROUNDS: f64 = 10.0;
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
    let count = document.descendants().filter(Node::is_element).count();
    if count.saturating_mul(sheet.rules.len()) > MAX_MATCHES {
        return Err(complex(file));
    }
    let graph = Graph::new(&document, &sheet);
    if graph.size().is_none_or(|size| size > MAX_ELEMENTS) {
        return Err(complex(file));
    }
    let mut drawing = Drawing::default();
    let mut filters = 0;
    for node in document.descendants().filter(Node::is_element) {
        let name = node.tag_name().name();
        if name.starts_with("fe") && name != "feImage" {
            filters += 1;
            if filters > MAX_FILTERS || !is_light_filter(node) {
                return Err(complex(file));
            }
        }
        if name == "text" && !is_hidden(node) {
            let texts = node.descendants().filter(Node::is_text).filter_map(|text| text.text());
            drawing.text.extend(texts);
            if drawing.text.len() > MAX_TEXT {
                return Err(complex(file));
            }
        }
        let is_picture = matches!(name, "image" | "feImage");
        let Some(address) = href(node).filter(|_| is_picture) else { continue };
        match address.trim() {
            data if data.starts_with("data:") => check_embedded(data, file, nested)?,
            own if own.starts_with('#') => {}
            link => drawing.linked.push(link.to_owned()),
        }
    }
    Ok(drawing)
}

/// Whether an element, or one that it lies in, is not drawn.
fn is_hidden(node: Node<'_, '_>) -> bool {
    node.ancestors().any(|node| {
        let style = node.attribute("style").unwrap_or_default().replace(' ', "");
        node.attribute("display") == Some("none") || style.contains("display:none")
    })
}

/// Whether an element of a filter can be worked out in no time.
fn is_light_filter(node: Node<'_, '_>) -> bool {
    node.attributes().all(|attribute| {
        let most = match attribute.name() {
            "numOctaves" | "order" => MAX_FILTER_ROUNDS,
            "stdDeviation" | "radius" | "dx" | "dy" => MAX_FILTER_NUMBER,
            _ => return true,
        };
        let mut numbers = attribute.value().split([' ', ',']).filter(|number| !number.is_empty());
        numbers.all(|number| number.parse::<f64>().is_ok_and(|number| number.abs() <= most))
    })
}

/// How many bytes the entities of a document are at most when all references are followed. References in
/// entities may multiply, each by all others.
fn entities_unpack_to(text: &str) -> usize {
    let Some((_, after)) = text.split_once("<!ENTITY") else { return 0 };
    let end = after.find("]>").unwrap_or(after.len());
    let declared = &after[..end];
    let nested = declared.match_indices('&').filter(|(at, _)| !declared[*at..].starts_with("&#"));
    let nested = u32::try_from(nested.count()).unwrap_or(u32::MAX);
    let factor = 2_usize.checked_pow(nested).unwrap_or(usize::MAX);
    let references = after[end..].matches('&').count();
    declared.len().saturating_mul(references).saturating_mul(factor)
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

/// The elements of a drawing, and what is drawn with each.
struct Graph {
    elements: Vec<Element>,
}

/// What is drawn with an element.
#[derive(Default)]
struct Element {
    /// The elements in it, and those that it uses.
    parts: Vec<usize>,
    /// Its markers, each with how often it is drawn.
    markers: Vec<(usize, u64)>,
    /// Its paints, which are drawn for each of its parts anew, for these inherit them.
    paints: Vec<usize>,
    /// How often its paints are drawn.
    times: u64,
}

/// The references of an element's properties, or of the nearest one around it that has them.
type Inherited = [Vec<usize>; INHERITED.len()];

impl Graph {
    fn new(document: &Document<'_>, sheet: &StyleSheet<'_>) -> Self {
        let nodes: Vec<Node<'_, '_>> = document.descendants().filter(Node::is_element).collect();
        let indices: HashMap<NodeId, usize> =
            nodes.iter().enumerate().map(|(index, node)| (node.id(), index)).collect();
        // Which of two elements with one id is meant differs from reader to reader.
        let mut ids: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, node) in nodes.iter().enumerate() {
            if let Some(id) = node.attribute("id") {
                ids.entry(id).or_default().push(index);
            }
        }
        let mut inherited: Vec<Inherited> = Vec::with_capacity(nodes.len());
        let mut elements: Vec<Element> = Vec::with_capacity(nodes.len());
        elements.resize_with(nodes.len(), Element::default);
        // Elements come after those that they lie in.
        for (index, node) in nodes.iter().enumerate() {
            let parent = node.parent_element().and_then(|parent| indices.get(&parent.id()));
            let mut own = parent.map(|parent| inherited[*parent].clone()).unwrap_or_default();
            if let Some(parent) = parent {
                elements[*parent].parts.push(index);
            }
            let name = node.tag_name().name();
            for (property, value) in properties(*node, sheet) {
                let targets = || targets(value).filter_map(|id| ids.get(id)).flatten().copied();
                if let Some(inherited) = INHERITED.iter().position(|name| *name == property) {
                    own[inherited] = targets().take(MAX_TARGETS).collect();
                }
                if USED.contains(&property) && !NOT_DRAWN.contains(&name) {
                    elements[index].parts.extend(targets());
                }
            }
            // A marker is not drawn with itself, as it would be by a rule for all lines.
            for ancestor in node.ancestors().take(MAX_MARKER_DEPTH) {
                let marker = indices.get(&ancestor.id());
                own[PAINTS..].iter_mut().for_each(|targets| targets.retain(|t| Some(t) != marker));
            }
            if DRAWN.contains(&name) {
                let element = &mut elements[index];
                element.times = drawn_characters(*node);
                element.paints = own[..PAINTS].concat();
                for (property, targets) in INHERITED.iter().zip(&own).skip(PAINTS) {
                    let is_at_end = matches!(*property, "marker-start" | "marker-end");
                    let times = if is_at_end { 1 } else { points(*node) };
                    element.markers.extend(targets.iter().map(|target| (*target, times)));
                }
            }
            inherited.push(own);
        }
        Self { elements }
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
        let mut states = vec![State::New; self.elements.len()];
        // With what is left to visit of each element.
        let mut stack = vec![(0, 0)];
        while let Some((index, next)) = stack.pop() {
            states[index] = State::Open;
            let element = self.elements.get(index)?;
            if let Some(target) = element.target(next) {
                stack.push((index, next + 1));
                match states[target] {
                    State::New => stack.push((target, 0)),
                    State::Open => return None,
                    State::Known(..) => {}
                }
                continue;
            }
            let mut depth = 0;
            let mut size = |target: usize| match states[target] {
                State::Known(size, target_depth) => {
                    depth = depth.max(target_depth + 1);
                    size
                }
                State::New | State::Open => 0,
            };
            let parts: u64 =
                element.parts.iter().map(|part| size(*part)).fold(1, u64::saturating_add);
            let markers =
                element.markers.iter().map(|(marker, n)| size(*marker).saturating_mul(*n));
            let drawn = markers.fold(parts, u64::saturating_add);
            let paints = element.paints.iter().map(|paint| size(*paint));
            let paints = paints.fold(0, u64::saturating_add).saturating_mul(element.times);
            let size = drawn.saturating_mul(paints.saturating_add(1));
            if depth > MAX_DEPTH {
                return None;
            }
            states[index] = State::Known(size, depth);
        }
        match states.first() {
            Some(State::Known(size, _)) => Some(*size),
            _ => Some(0),
        }
    }
}

impl Element {
    /// One of all elements that are drawn with it.
    fn target(&self, index: usize) -> Option<usize> {
        let (parts, markers) = (self.parts.len(), self.markers.len());
        match index {
            _ if index < parts => Some(self.parts[index]),
            _ if index < parts + markers => Some(self.markers[index - parts].0),
            _ => self.paints.get(index - parts - markers).copied(),
        }
    }
}

/// The properties of an element: those of rules that match it, its attributes, its own style.
fn properties<'a>(node: Node<'a, '_>, sheet: &'a StyleSheet<'_>) -> Vec<(&'a str, &'a str)> {
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
fn targets(value: &str) -> impl Iterator<Item = &str> {
    let alone = value.trim().strip_prefix('#');
    let in_url = value.split("url(").skip(1).filter_map(|rest| {
        let inside = rest.split(')').next()?;
        inside.trim_matches(['"', '\'', ' ']).strip_prefix('#')
    });
    alone.into_iter().chain(in_url)
}

/// How many points a line has at most, each of which has a marker: as many as numbers.
fn points(node: Node<'_, '_>) -> u64 {
    let text = ["d", "points"].into_iter().find_map(|name| node.attribute(name));
    let mut numbers = 1;
    // Whether a number has begun, and whether it has its point, after which the next begins another.
    let (mut is_number, mut has_point) = (false, false);
    for c in text.unwrap_or_default().chars() {
        let is_part = c.is_ascii_digit() || c == '.';
        if is_part && (!is_number || c == '.' && has_point) {
            numbers += 1;
            has_point = false;
        }
        is_number = is_part;
        has_point = is_part && (has_point || c == '.');
    }
    numbers
}

/// How often the paint of an element is drawn: for a text whose characters have places of their own, for
/// each of them.
fn drawn_characters(node: Node<'_, '_>) -> u64 {
    if !matches!(node.tag_name().name(), "text" | "tspan" | "textPath") {
        return 1;
    }
    let texts = node.descendants().filter(Node::is_text).filter_map(|text| text.text());
    texts.map(|text| text.chars().count() as u64).sum::<u64>().max(1)
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
