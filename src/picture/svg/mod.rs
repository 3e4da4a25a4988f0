//! SVG: how deep elements lie in each other, and how many there are when every reference is followed.
//!
//! A pattern, mask, clip path, marker or filter is drawn anew for each element that refers to it, so
//! that a few lines can stand for billions of elements, or for ever more. Elements and what they
//! refer to are a graph, in which a circle is refused and the elements are counted.
//!
//! Source: W3C, «Scalable Vector Graphics (SVG) 2».

mod graph;
mod style;

use roxmltree::{Document, Node, ParsingOptions};

use super::check as check_picture;
use crate::fault::PictureFault;
use graph::Graph;
use style::style_sheet;

/// The most elements, with what they refer to.
const MAX_ELEMENTS: u64 = 250_000;
/// The most elements and other nodes in the file.
const MAX_NODES: u32 = 500_000;
/// The most bytes of entities, with all references followed.
const MAX_ENTITIES: usize = 10_000_000;
/// The most comparisons of an element with a rule of a style sheet.
const MAX_MATCHES: usize = 50_000_000;
/// How many pictures may lie in each other.
const MAX_NESTED: u8 = 2;

/// The most characters of all texts.
const MAX_TEXT: usize = 100_000;
/// The most elements of filters, each of which is worked out for every point.
const MAX_FILTERS: usize = 100;
/// The largest number of an element of a filter, but for its place.
const MAX_FILTER_NUMBER: f64 = 200.0;
/// The most rounds of a filter for noise, and the most points of one for edges, in each direction.
const MAX_FILTER_ROUNDS: f64 = 10.0;
/// What stands in a drawing that needs more than its own file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Drawing {
    /// The addresses of the pictures that it links to.
    pub linked: Vec<String>,
    /// Its texts.
    pub text: String,
    /// Whether it has text as HTML and nothing in its place, which only browsers show.
    pub has_html: bool,
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
        if name == "foreignObject" && !is_hidden(node) && !has_fallback(node) {
            drawing.has_html = true;
        }
        let is_picture = matches!(name, "image" | "feImage");
        let Some(address) = href(node).filter(|_| is_picture) else { continue };
        match address.trim() {
            data if data.starts_with("data:") => check_embedded(data, file, nested)?,
            // Inkscape leaves empty ones, which nobody shows.
            own if own.is_empty() || own.starts_with('#') => {}
            link => drawing.linked.push(link.to_owned()),
        }
    }
    Ok(drawing)
}

/// Whether an element stands in a choice that has another one after it.
fn has_fallback(node: Node<'_, '_>) -> bool {
    let is_choice =
        node.parent_element().is_some_and(|parent| parent.tag_name().name() == "switch");
    is_choice && node.next_sibling_element().is_some()
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

fn complex(file: &str) -> PictureFault {
    PictureFault::ComplexPicture { file: file.to_owned() }
}

/// The attribute that links an element, with or without its namespace.
fn href<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == "href").map(|href| href.value())
}
