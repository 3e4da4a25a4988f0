//! What differs between two trees of the same file.

use std::collections::HashSet;
use std::ops::Range;

use super::{Entry, Node, Value};
use crate::fault::DataChange;

/// Something in a tree that differs from an earlier one.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// How it differs.
    pub change: DataChange,
    /// Its bytes in the file of the tree; for what is not there any more those of what held it.
    pub span: Range<usize>,
    /// What stood there before: a single value, or the name of what has been removed.
    pub before: Option<String>,
    /// The names of the fields that lead to it, or to what held it.
    pub fields: Vec<String>,
    /// The names of the items of lists that lead to it, and its own if it is one.
    pub items: Vec<String>,
    /// The indices of the fields and items that lead to it; for what has been removed, to what held it.
    path: Vec<usize>,
    /// What to put back.
    old: Option<Part>,
}

/// A part of a tree.
#[derive(Debug, Clone, PartialEq)]
enum Part {
    Node(Node),
    Entry(Entry),
}

/// The fields by which the items of a list are known, the first that they all have.
const NAMES: [&str; 5] = ["id", "navn", "tittel", "fil", "risiko"];

/// The differences of a tree from an earlier one, each as small as can be, in the order of the fields.
pub fn differences(before: &Node, now: &Node) -> Vec<Difference> {
    let mut comparison = Comparison::default();
    comparison.nodes(before, now);
    comparison.found
}

/// A comparison that has come to some part of two trees.
#[derive(Default)]
struct Comparison {
    path: Vec<usize>,
    fields: Vec<String>,
    items: Vec<String>,
    found: Vec<Difference>,
}

/// A part of a node with its name, its value and its bytes.
type NamedPart<'a> = (String, &'a Node, &'a Range<usize>);

impl Comparison {
    fn nodes(&mut self, before: &Node, now: &Node) {
        match (&before.value, &now.value) {
            (Value::Scalar(a), Value::Scalar(b)) if a.text.trim() == b.text.trim() => {}
            (Value::Fields(old), Value::Fields(new)) => self.entries(old, new, now),
            (Value::List(old), Value::List(new)) => self.items(before, old, now, new),
            // What is left empty is not there.
            (Value::List(old), Value::Scalar(_)) if now.is_null() => {
                let names = names(old).map(|names| names.join(", "));
                let old = Some(Part::Node(before.clone()));
                self.add(DataChange::Removed, &now.span, names, old);
            }
            _ if before.is_null() => self.add(DataChange::Added, &now.span, None, None),
            _ => self.changed(before, now),
        }
    }

    fn entries(&mut self, old: &[Entry], new: &[Entry], node: &Node) {
        let old: Vec<_> =
            old.iter().map(|entry| (entry.key.clone(), Part::Entry(entry.clone()))).collect();
        let named = new.iter().map(|entry| (entry.key.clone(), &entry.value, &entry.key_span));
        self.parts(&old, &named.collect::<Vec<_>>(), node, true);
    }

    fn items(&mut self, before: &Node, old: &[Node], now: &Node, new: &[Node]) {
        match names(old).zip(names(new)) {
            Some((old_names, new_names)) if has_moved(&old_names, &new_names) => {
                self.changed(before, now);
            }
            Some((old_names, new_names)) if !is_by_place(&old_names, &new_names) => {
                let old = old.iter().map(|node| Part::Node(node.clone()));
                let old: Vec<_> = old_names.into_iter().zip(old).collect();
                let named = new_names.into_iter().zip(new);
                let named = named.map(|(name, node)| (name, node, &node.span));
                self.parts(&old, &named.collect::<Vec<_>>(), now, false);
            }
            _ if old.len() == new.len() => {
                for (index, (old, new)) in old.iter().zip(new).enumerate() {
                    self.path.push(index);
                    self.nodes(old, new);
                    self.path.pop();
                }
            }
            _ => self.changed(before, now),
        }
    }

    /// Compares the parts of a node, which are known by their names.
    fn parts(
        &mut self,
        old: &[(String, Part)],
        new: &[NamedPart<'_>],
        node: &Node,
        are_fields: bool,
    ) {
        for (index, (name, value, span)) in new.iter().enumerate() {
            self.path.push(index);
            let names = if are_fields { &mut self.fields } else { &mut self.items };
            names.push(name.clone());
            match old.iter().find(|(other, _)| other == name) {
                Some((_, part)) => self.nodes(part.node(), value),
                None => self.add(DataChange::Added, span, None, None),
            }
            let names = if are_fields { &mut self.fields } else { &mut self.items };
            names.pop();
            self.path.pop();
        }
        for (name, part) in old {
            if new.iter().all(|(other, ..)| other != name) {
                let (name, part) = (Some(name.clone()), Some(part.clone()));
                self.add(DataChange::Removed, &node.span, name, part);
            }
        }
    }

    /// A value is another.
    fn changed(&mut self, before: &Node, now: &Node) {
        let single = match &before.value {
            Value::Scalar(scalar) if !before.is_null() => Some(scalar.text.clone()),
            _ => None,
        };
        let old = Some(Part::Node(before.clone()));
        self.add(DataChange::Changed, &now.span, single, old);
    }

    fn add(
        &mut self,
        change: DataChange,
        span: &Range<usize>,
        before: Option<String>,
        old: Option<Part>,
    ) {
        let (span, path) = (span.clone(), self.path.clone());
        let (fields, items) = (self.fields.clone(), self.items.clone());
        self.found.push(Difference { change, span, before, fields, items, path, old });
    }
}

/// A name for each item of a list, if they have names of their own.
fn names(items: &[Node]) -> Option<Vec<String>> {
    let by = |field: &str| -> Option<Vec<String>> {
        let names: Option<Vec<String>> = items.iter().map(|item| name_of(item, field)).collect();
        let names = names?;
        let distinct: HashSet<&String> = names.iter().collect();
        (distinct.len() == names.len()).then_some(names)
    };
    NAMES.into_iter().find_map(by)
}

/// The name of an item: a field of it, or the item itself if it is a single value.
fn name_of(item: &Node, field: &str) -> Option<String> {
    let node = match &item.value {
        Value::Fields(_) => &item.field(field)?.value,
        _ => item,
    };
    match &node.value {
        Value::Scalar(scalar) if !node.is_null() => Some(scalar.text.trim().to_owned()),
        _ => None,
    }
}

/// Whether names that are in both lists stand in another order.
fn has_moved(old: &[String], new: &[String]) -> bool {
    let common = |names: &[String], others: &[String]| -> Vec<String> {
        names.iter().filter(|name| others.contains(name)).cloned().collect()
    };
    common(old, new) != common(new, old)
}

/// Whether the items of two lists belong together by their places: as many, and where the names differ,
/// the one is nowhere in the other list.
fn is_by_place(old: &[String], new: &[String]) -> bool {
    let is_renamed = |(a, b): (&String, &String)| a == b || !new.contains(a) && !old.contains(b);
    old.len() == new.len() && old.iter().zip(new).all(is_renamed)
}

impl Part {
    fn node(&self) -> &Node {
        match self {
            Self::Node(node) => node,
            Self::Entry(entry) => &entry.value,
        }
    }
}

impl Difference {
    /// The tree with this difference taken back.
    pub fn reverted(&self, root: &Node) -> Node {
        let mut root = root.clone();
        match (self.change, self.path.as_slice()) {
            (DataChange::Added, [path @ .., last]) => match &mut part(&mut root, path).value {
                Value::List(items) => drop(items.remove(*last)),
                Value::Fields(entries) => drop(entries.remove(*last)),
                Value::Scalar(_) => {}
            },
            (_, path) => match (&mut *part(&mut root, path), &self.old) {
                (Node { value: Value::List(items), .. }, Some(Part::Node(old)))
                    if self.change == DataChange::Removed =>
                {
                    items.push(old.clone());
                }
                (Node { value: Value::Fields(entries), .. }, Some(Part::Entry(old))) => {
                    entries.push(old.clone());
                }
                (node, Some(Part::Node(old))) => *node = old.clone(),
                _ => {}
            },
        }
        root
    }
}

/// The part of a tree that a path leads to.
fn part<'a>(root: &'a mut Node, path: &[usize]) -> &'a mut Node {
    path.iter().fold(root, |node, index| match &mut node.value {
        Value::List(items) => &mut items[*index],
        Value::Fields(entries) => &mut entries[*index].value,
        Value::Scalar(_) => unreachable!("a path leads through lists and fields"),
    })
}
