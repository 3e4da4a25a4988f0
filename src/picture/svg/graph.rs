//! The elements of a drawing and what they refer to, as a graph.

use std::collections::HashMap;

use roxmltree::{Document, Node, NodeId};
use simplecss::StyleSheet;

use super::style::{properties, targets};

/// How deep elements may lie in each other, by what they refer to as well.
const MAX_DEPTH: u32 = 200;
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
/// The elements that are drawn with the properties that they inherit.
const DRAWN: [&str; 10] =
    ["path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "use"];
/// The elements that lead to another page or change with time, whose references are not drawn.
const NOT_DRAWN: [&str; 6] = ["a", "animate", "animateMotion", "animateTransform", "script", "set"];

/// The elements of a drawing, and what is drawn with each.
pub(super) struct Graph {
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
    pub(super) fn new(document: &Document<'_>, sheet: &StyleSheet<'_>) -> Self {
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
            let has_markers = own[PAINTS..].iter().any(|targets| !targets.is_empty());
            if has_markers {
                // A marker is not drawn with itself, as it would be by a rule for all lines.
                for ancestor in node.ancestors().take(MAX_MARKER_DEPTH) {
                    let marker = indices.get(&ancestor.id());
                    own[PAINTS..].iter_mut().for_each(|all| all.retain(|t| Some(t) != marker));
                }
            }
            if DRAWN.contains(&name) {
                let element = &mut elements[index];
                element.paints = own[..PAINTS].concat();
                if !element.paints.is_empty() {
                    element.times = drawn_characters(*node);
                }
                for (property, targets) in INHERITED.iter().zip(&own).skip(PAINTS) {
                    if targets.is_empty() {
                        continue;
                    }
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
    pub(super) fn size(&self) -> Option<u64> {
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
