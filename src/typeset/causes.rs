//! What Typst's commonest messages mean, with the names that help.
//!
//! Typst words a fault for those who know its language. Here its message is taken apart, and what is near or
//! allowed is added, for words in the user's language.

use std::collections::BTreeSet;

use typst::diag::SourceDiagnostic;
use typst::syntax::{FileId, LinkedNode, RootedPath, Side, Source, SyntaxKind, VirtualPath, ast};
use typst::{World, WorldExt};

use super::files::path_of;
use super::world::ReportWorld;
use crate::fault::TemplateCause;
use crate::suggest::{closest, listed};

/// What a message means; `None` if it is not one of the commonest.
pub(super) fn cause(
    world: &ReportWorld<'_>,
    diagnostic: &SourceDiagnostic,
) -> Option<TemplateCause> {
    let message = diagnostic.message.as_str();
    let source = diagnostic.span.id().and_then(|id| world.source(id).ok());
    let cause = plain(message)?;
    Some(match cause.kind.as_str() {
        "missing-key" => {
            let near = nearest(&cause.name, &world.report_keys());
            TemplateCause { near, ..cause }
        }
        "unknown-variable" => {
            let near = nearest(&cause.name, &names_in(world, source.as_ref()));
            TemplateCause { near, ..cause }
        }
        "missing-file" => {
            let near = world.near_file(&cause.name);
            TemplateCause { near, ..cause }
        }
        "unknown-font" => {
            let families = world.families();
            let near = closest(&cause.name, families.iter().map(String::as_str));
            let list = listed(families.iter().map(String::as_str));
            TemplateCause { near, list, ..cause }
        }
        "no-export" => {
            let import = imported(world, diagnostic)?;
            TemplateCause {
                name: import.name,
                near: import.near,
                other: import.file,
                list: import.exports,
                ..cause
            }
        }
        _ => cause,
    })
}

/// The name that was probably meant: of two that are as near, the one with the same first letter.
fn nearest(name: &str, names: &BTreeSet<String>) -> Option<String> {
    let is_alike = |other: &&String| other.chars().next() == name.chars().next();
    let (alike, others): (Vec<_>, Vec<_>) = names.iter().partition(is_alike);
    closest(name, alike.into_iter().chain(others).map(String::as_str))
}

/// The meaning of a message by its words alone.
fn plain(message: &str) -> Option<TemplateCause> {
    let of = |kind: &str, name: &str, other: &str| TemplateCause {
        kind: kind.to_owned(),
        name: name.to_owned(),
        other: other.to_owned(),
        near: None,
        list: Vec::new(),
    };
    let after = |start: &str| message.strip_prefix(start).map(str::trim);
    let quoted = || message.split(['"', '`']).nth(1).unwrap_or_default();
    let cause = if message.starts_with("dictionary does not contain key") {
        of("missing-key", quoted(), "")
    } else if let Some(name) = after("unknown variable: ") {
        of("unknown-variable", name, "")
    } else if message == "unresolved import" {
        of("no-export", "", "")
    } else if let Some(path) = after("file not found (searched at ") {
        of("missing-file", path.trim_end_matches(')'), "")
    } else if message.starts_with("cannot access fields on type none") {
        of("none-field", "", "")
    } else if let Some((_, name)) = message.split_once("unknown font family: ") {
        of("unknown-font", name, "")
    } else if message.starts_with("unclosed") {
        of("unclosed", "", "")
    } else if let Some(name) = after("unexpected argument") {
        of("unexpected-argument", name.trim_start_matches([':', ' ']), "")
    } else if let Some(name) = after("missing argument: ") {
        of("missing-argument", name, "")
    } else if let Some(text) = after("panicked with: ") {
        of("panic", text, "")
    } else if message.contains("divide by zero") {
        of("zero", "", "")
    } else if message.contains("did not converge") {
        of("convergence", "", "")
    } else if message.contains("index out of bounds") || message == "array is empty" {
        of("index", "", "")
    } else if let Some(types) = after("cannot add ").or_else(|| after("cannot join ")) {
        let (one, other) = types.split_once(" and ").or_else(|| types.split_once(" with "))?;
        of("operands", one, other)
    } else if message.starts_with("label ") && message.contains("does not exist") {
        of("label", quoted().trim_matches(['<', '>']), "")
    } else if message.contains("call depth exceeded") || message.contains("show rule depth") {
        of("recursion", "", "")
    } else if message.starts_with("condition is always true") || message.contains("infinite") {
        of("endless", "", "")
    } else if message.starts_with("type ") && message.contains("has no method") {
        of("no-method", quoted(), message.split(' ').nth(1)?)
    } else if message.contains("is not valid in code") {
        of("hash-in-code", "", "")
    } else if message == "cyclic import" {
        of("cyclic", "", "")
    } else if message.contains("cannot be downloaded") {
        of(
            "package",
            message.split_once('@').map_or("", |(_, spec)| spec.split(' ').next().unwrap_or("")),
            "",
        )
    } else if message.contains("missing document title")
        || message.contains("missing document date")
    {
        of("no-page", "", "")
    } else if message.contains("first heading must be of level 1") {
        of("first-heading", "", "")
    } else if message.contains("heading") && message.contains("level") {
        of("heading-level", "", "")
    } else if message.contains("could not be displayed with font") {
        let mut parts = message.split('"');
        of("no-glyph", parts.nth(1)?, parts.nth(1)?)
    } else if message == "no font could be found" {
        of("math-font", "", "")
    } else if message.contains("missing alt") {
        of("no-alt", "", "")
    } else if message.contains("image contains foreign object") {
        of("foreign-object", "", "")
    } else if let Some((expected, found)) =
        after("expected ").and_then(|rest| rest.split_once(", found "))
    {
        let kind = match (expected, found) {
            ("content", _) | ("string", "array" | "dictionary") => "content-needed",
            ("boolean", _) => "boolean",
            ("function", _) => "not-function",
            (expected, "integer" | "float") if expected.contains("length") => "unit",
            (expected, "string") if expected.contains("color") => "colour",
            _ => "type",
        };
        of(kind, expected, found)
    } else if let Some(expected) = after("expected ") {
        of(if expected == "comma" { "comma" } else { "syntax" }, expected, "")
    } else if message.starts_with("unexpected ") {
        of("syntax", "", "")
    } else {
        return None;
    };
    Some(cause)
}

/// The names that a file may use: its own, those that it imports, and Typst's.
fn names_in(world: &ReportWorld<'_>, source: Option<&Source>) -> BTreeSet<String> {
    let global = world.library().global.scope();
    let mut names: BTreeSet<String> = global.iter().map(|(name, _)| name.to_string()).collect();
    if let Some(source) = source {
        collect_names(&LinkedNode::new(source.root()), &mut names);
    }
    names
}

/// Adds every name that is bound or imported in a tree.
fn collect_names(node: &LinkedNode<'_>, names: &mut BTreeSet<String>) {
    let is_bound = matches!(
        node.parent_kind(),
        Some(
            SyntaxKind::LetBinding
                | SyntaxKind::Closure
                | SyntaxKind::Params
                | SyntaxKind::ImportItemPath
        )
    );
    if let (true, Some(ident)) = (is_bound, node.cast::<ast::Ident<'_>>()) {
        names.insert(ident.to_string());
    }
    for child in node.children() {
        collect_names(&child, names);
    }
}

/// What a file gives to those that import it: its outermost names.
fn exports(source: &Source) -> Vec<String> {
    let mut names = BTreeSet::new();
    let mut visit = |node: &LinkedNode<'_>| {
        if let Some(binding) = node.cast::<ast::LetBinding<'_>>() {
            names.extend(binding.kind().bindings().iter().map(|ident| ident.to_string()));
        }
    };
    for node in LinkedNode::new(source.root()).children() {
        visit(&node);
    }
    names.into_iter().collect()
}

/// A name that is imported from a file that does not have it.
struct MissingImport {
    name: String,
    near: Option<String>,
    file: String,
    exports: Vec<String>,
}

/// The name that an import lacks, and what its file has.
fn imported(world: &ReportWorld<'_>, diagnostic: &SourceDiagnostic) -> Option<MissingImport> {
    let (id, node_text) = import_of(world, diagnostic)?;
    let source = world.source(id).ok()?;
    let all = exports(&source);
    Some(MissingImport {
        near: closest(&node_text, all.iter().map(String::as_str)),
        name: node_text,
        file: path_of(id),
        exports: listed(all.iter().map(String::as_str)),
    })
}

/// The file that an import names, and the name that it lacks.
pub(super) fn import_of(
    world: &ReportWorld<'_>,
    diagnostic: &SourceDiagnostic,
) -> Option<(FileId, String)> {
    let here = diagnostic.span.id()?;
    let source = world.source(here).ok()?;
    let range = world.range(diagnostic.span)?;
    let name = source.text().get(range.clone())?.to_owned();
    let mut above = LinkedNode::new(source.root()).leaf_at(range.start, Side::After);
    while let Some(node) = above {
        if let Some(import) = node.cast::<ast::ModuleImport<'_>>() {
            let ast::Expr::Str(path) = import.source() else { return None };
            return Some((beside(here, &path.get())?, name));
        }
        above = node.parent().cloned();
    }
    None
}

/// The file that a path in another file means.
fn beside(file: FileId, path: &str) -> Option<FileId> {
    let here = file.get().vpath();
    let path = match path.strip_prefix('/') {
        Some(_) => VirtualPath::new(path).ok()?,
        None => here.parent()?.join(path).ok()?,
    };
    Some(RootedPath::new(file.get().root().clone(), path).intern())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_taken_apart() {
        let told = |message| {
            plain(message).map(|cause| (cause.kind, cause.name, cause.other)).unwrap_or_default()
        };
        let is = |kind: &str, name: &str, other: &str| (kind.into(), name.into(), other.into());
        let missing = r#"dictionary does not contain key "regionn""#;
        assert_eq!(told(missing), is("missing-key", "regionn", ""));
        let file = "file not found (searched at templates/a.typ)";
        assert_eq!(told(file), is("missing-file", "templates/a.typ", ""));
        assert_eq!(told("expected content, found array"), is("content-needed", "content", "array"));
        assert_eq!(told("expected length, found integer"), is("unit", "length", "integer"));
        assert_eq!(told("cannot add string and integer"), is("operands", "string", "integer"));
        assert_eq!(told("type string has no method `upper`"), is("no-method", "upper", "string"));
        let glyph = r#"PDF/UA-1 error: the text "x" could not be displayed with font "Y""#;
        assert_eq!(told(glyph), is("no-glyph", "x", "Y"));
        assert_eq!(told("something else"), is("", "", ""));
    }
}
