//! Fields and items that stand in the wrong place, and the places where they belong.

use std::borrow::Cow;

use super::shape::Shape;
use super::{FileKind, terms};
use crate::fault::FieldLocation;
use crate::suggest::closest;
use crate::tree::{Entry, Node, Value};

/// How many levels of another kind of file are searched for a field.
const SEARCH_DEPTH: usize = 4;

/// An item of a list, with the fields that got a dash of their own.
pub(super) struct ListItem<'a> {
    pub node: Cow<'a, Node>,
    /// Where the fields behind dashes of their own begin.
    pub dashes: Vec<usize>,
}

/// The items of a list. Repairs lists in which every field got its own dash: an item that lacks
/// required fields is joined with the single fields after it.
pub(super) fn join_items<'a>(shape: &Shape, nodes: &'a [Node]) -> Vec<ListItem<'a>> {
    let required = shape.required();
    let mut items: Vec<ListItem<'a>> = Vec::with_capacity(nodes.len());
    for node in nodes {
        if let [entry] = node.fields()
            && let Some(last) = items.last_mut()
            && (required.iter().any(|name| last.node.field(name).is_none())
                || !last.dashes.is_empty())
            && can_have(shape, &last.node, entry)
            && let Value::Fields(entries) = &mut last.node.to_mut().value
        {
            entries.push(entry.clone());
            last.dashes.push(node.span.start);
        } else {
            items.push(ListItem { node: Cow::Borrowed(node), dashes: Vec::new() });
        }
    }
    items
}

/// Whether an item of known fields alone could have a field that it lacks.
fn can_have(shape: &Shape, item: &Node, entry: &Entry) -> bool {
    !item.fields().is_empty()
        && item.fields().iter().all(|own| shape.field(&own.key).is_some())
        && shape.field(&entry.key).is_some()
        && item.field(&entry.key).is_none()
}

/// The field of an item whose name is the item's id: `- plan: { navn: … }`.
pub(super) fn id_as_field<'a>(shape: &Shape, item: &'a Node) -> Option<&'a Entry> {
    let [entry] = item.fields() else { return None };
    shape.field(terms::ID)?;
    let is_mistyped = closest(&entry.key, shape.names()).is_some();
    let mut inner = entry.value.fields().iter();
    (!is_mistyped && inner.any(|field| shape.field(&field.key).is_some())).then_some(entry)
}

/// Where a field that is unknown at the end of a path exists: in another kind of file, outermost,
/// or below one of its siblings.
pub(super) fn locate_field(
    kind: FileKind,
    path: &[String],
    siblings: &[Entry],
    name: &str,
) -> Option<FieldLocation> {
    // What is asked of a period most likely belongs to its region.
    let order = match kind {
        FileKind::Period => [FileKind::Region, FileKind::Program],
        FileKind::Region => [FileKind::Program, FileKind::Period],
        FileKind::Program => [FileKind::Region, FileKind::Period],
    };
    let others = order.into_iter();
    let Some(first) = path.first() else {
        return in_file(others, |shape| shape.field(name).is_some())
            .or_else(|| below_sibling(kind.shape(), siblings, name));
    };
    if kind.shape().field(name).is_some() {
        return Some(FieldLocation::Outermost);
    }
    in_file(others, |shape| {
        shape.field(first).is_some_and(|inner| has_within(inner, name, SEARCH_DEPTH))
    })
}

/// The first kind of file whose shape is accepted.
fn in_file(
    mut kinds: impl Iterator<Item = FileKind>,
    is_accepted: impl Fn(&Shape) -> bool,
) -> Option<FieldLocation> {
    let kind = kinds.find(|kind| is_accepted(kind.shape()))?;
    Some(FieldLocation::File(kind.name().to_owned()))
}

/// The field that has a field of this name right below it: a sibling without a value, else the only
/// one of the file.
fn below_sibling(root: &Shape, siblings: &[Entry], name: &str) -> Option<FieldLocation> {
    let candidates: Vec<&str> = root
        .names()
        .filter(|field| root.field(field).is_some_and(|inner| inner.field(name).is_some()))
        .collect();
    let empty = candidates.iter().find(|candidate| {
        siblings.iter().any(|entry| entry.key == **candidate && entry.value.is_null())
    });
    let field = match (empty, candidates.as_slice()) {
        (Some(field), _) | (None, [field]) => *field,
        _ => return None,
    };
    Some(FieldLocation::Below(field.to_owned()))
}

/// Whether a shape has a field of a name within so many levels of lists and ids.
fn has_within(shape: &Shape, name: &str, levels: usize) -> bool {
    let inner = shape.forms.iter().flat_map(|form| [&form.items, &form.other_fields]);
    shape.field(name).is_some()
        || levels > 0 && inner.flatten().any(|shape| has_within(shape, name, levels - 1))
}
