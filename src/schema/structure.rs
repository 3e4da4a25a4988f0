//! Where fields and items were meant to stand.

use std::borrow::Cow;

use serde_json::Value as Json;

use super::FileKind;
use super::leaf::{leaves, names, property, required};
use crate::diagnostics::{Home, Kind, closest};
use crate::source::{Entry, Node, Value};

/// The items of a list. Those that were parted by a dash at every field are joined: an item that
/// is not whole goes on with the single fields after it. With each, where those fields begin.
pub(super) fn items<'a>(
    root: &Json,
    schema: &Json,
    items: &'a [Node],
) -> Vec<(Cow<'a, Node>, Vec<usize>)> {
    let whole = |item: &Node| !matches!(item.fields(), [_]);
    if items.iter().skip(1).all(whole) {
        return items.iter().map(|item| (Cow::Borrowed(item), Vec::new())).collect();
    }
    let leaves = leaves(root, schema);
    let required = required(&leaves);
    let mut joined: Vec<(Cow<'a, Node>, Vec<usize>)> = Vec::new();
    for item in items {
        let goes_on = |(last, dashes): &&mut (Cow<'a, Node>, Vec<usize>)| {
            let whole = required.iter().all(|name| last.field(name).is_some());
            (!whole || !dashes.is_empty()) && is_field_of(&leaves, last, item)
        };
        match joined.last_mut().filter(goes_on) {
            Some((last, dashes)) => {
                if let Value::Fields(entries) = &mut last.to_mut().value {
                    entries.extend_from_slice(item.fields());
                }
                dashes.push(item.span.start);
            }
            None => joined.push((Cow::Borrowed(item), Vec::new())),
        }
    }
    joined
}

/// Whether an item is a single field that the item before it could have and has not.
fn is_field_of(leaves: &[&Json], before: &Node, item: &Node) -> bool {
    let [entry] = item.fields() else { return false };
    let known = |entry: &Entry| property(leaves, &entry.key).is_some();
    !before.fields().is_empty()
        && before.fields().iter().all(known)
        && known(entry)
        && before.field(&entry.key).is_none()
}

/// The field of an item whose name is the item's id: `- plan: { navn: … }`.
pub(super) fn id_as_field<'a>(
    root: &Json,
    schema: &Json,
    item: &'a Node,
) -> Option<&'a Entry> {
    let [entry] = item.fields() else { return None };
    let leaves = leaves(root, schema);
    property(&leaves, "id")?;
    let near = closest(&entry.key, names(&leaves).map(String::as_str));
    let inner = entry.value.fields().iter().any(|e| property(&leaves, &e.key).is_some());
    (near.is_none() && inner).then_some(entry)
}

/// Where a field that is unknown at the end of a way exists: in another kind of file, outermost,
/// or below one of the fields beside it.
pub(super) fn home(
    root: &Json,
    way: &[String],
    beside: &[Entry],
    name: &str,
) -> Option<Home> {
    let here = [root];
    let other = |kind: &FileKind| kind.schema()["title"] != root["title"];
    let mut others = FileKind::ALL.into_iter().filter(other);
    let Some(first) = way.first() else {
        let file = others.find(|kind| kind.schema()["properties"].get(name).is_some());
        return file
            .map(|kind| Home::File(kind.name().to_owned()))
            .or_else(|| below(root, beside, name));
    };
    if property(&here, name).is_some() {
        return Some(Home::Outermost);
    }
    let file = others.find(|kind| {
        let schema = kind.schema();
        property(&[schema], first).is_some_and(|inner| holds(schema, inner, name, 4))
    });
    file.map(|kind| Home::File(kind.name().to_owned()))
}

/// The field that has a field of this name right below it: one without a value beside it, else
/// the only one.
fn below(root: &Json, beside: &[Entry], name: &str) -> Option<Home> {
    let has = |field: &&String| {
        let inner = property(&[root], field).map(|schema| leaves(root, schema));
        inner.is_some_and(|inner| property(&inner, name).is_some())
    };
    let all: Vec<&String> = names(&[root]).filter(has).collect();
    let empty = |field: &&&String| {
        beside
            .iter()
            .any(|entry| entry.key == ***field && entry.value.kind() == Kind::Null)
    };
    let only = || all.first().filter(|_| all.len() == 1);
    let field = all.iter().find(empty).or_else(only)?;
    Some(Home::Below((*field).clone()))
}

/// Whether a schema has a field of a name within so many levels.
fn holds(root: &Json, schema: &Json, name: &str, levels: usize) -> bool {
    let leaves = leaves(root, schema);
    let deeper = || {
        let inner = leaves.iter().flat_map(|leaf| {
            ["items", "additionalProperties"].into_iter().filter_map(|key| leaf.get(key))
        });
        inner.filter(|inner| inner.is_object()).any(|s| holds(root, s, name, levels - 1))
    };
    property(&leaves, name).is_some() || levels > 0 && deeper()
}
