//! What a file of templates binds, imports and gives to others.

use std::collections::BTreeSet;
use std::ops::Range;

use typst::diag::SourceDiagnostic;
use typst::syntax::{FileId, LinkedNode, RootedPath, Side, Source, SyntaxKind, VirtualPath, ast};
use typst::{World, WorldExt};

use crate::suggest::{closest, listed};
use crate::typeset::builtin::{builtin_files, builtin_template};
use crate::typeset::files::path_of;
use crate::typeset::world::ReportWorld;

/// The names that a file may use: its own, those that it imports, and Typst's.
pub(super) fn names_in(world: &ReportWorld<'_>, source: Option<&Source>) -> BTreeSet<String> {
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
pub(super) struct MissingImport {
    pub(super) name: String,
    pub(super) near: Option<String>,
    pub(super) file: String,
    pub(super) exports: Vec<String>,
}

/// The name that an import lacks, and what its file has.
pub(super) fn imported(
    world: &ReportWorld<'_>,
    diagnostic: &SourceDiagnostic,
) -> Option<MissingImport> {
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
pub(in crate::typeset) fn import_of(
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

/// The built-in file that gives a name to others, by its path below `templates/`: a part before a section.
pub(super) fn builtin_with(name: &str) -> Option<&'static str> {
    let starts = [format!("#let {name}("), format!("#let {name} =")];
    let gives = |path: &&str| {
        let text = builtin_template(path).and_then(|bytes| str::from_utf8(bytes).ok());
        let mut lines = text.unwrap_or_default().lines();
        lines.any(|line| starts.iter().any(|start| line.starts_with(start.as_str())))
    };
    let mut files: Vec<&str> = builtin_files().into_iter().filter(gives).collect();
    files.sort_by_key(|path| (path.starts_with("sections/"), path.starts_with("web/"), path.len()));
    files.first().copied().filter(|path| path.rsplit('.').next() == Some("typ"))
}

/// The path from a file below `templates/` to another.
pub(super) fn relative(from: &str, to: &str) -> String {
    let depth = from.matches('/').count();
    let same = from.rsplit_once('/').map(|(folder, _)| format!("{folder}/"));
    match same.and_then(|folder| to.strip_prefix(folder.as_str())) {
        Some(name) => name.to_owned(),
        None => "../".repeat(depth) + to,
    }
}

/// The function of a file that a call at a place in another means, with where it is defined: the file is imported
/// there by name.
pub(super) fn called_function(
    world: &ReportWorld<'_>,
    diagnostic: &SourceDiagnostic,
) -> Option<(FileId, Range<usize>)> {
    let here = diagnostic.span.id()?;
    let source = world.source(here).ok()?;
    let range = world.range(diagnostic.span)?;
    let mut above = LinkedNode::new(source.root()).leaf_at(range.start, Side::After);
    while let Some(node) = above {
        if let Some(call) = node.cast::<ast::FuncCall<'_>>() {
            let ast::Expr::Ident(callee) = call.callee() else { return None };
            return imported_from(world, here, &source, callee.as_str());
        }
        above = node.parent().cloned();
    }
    None
}

/// The definition of a name that a file imports.
fn imported_from(
    world: &ReportWorld<'_>,
    here: FileId,
    source: &Source,
    name: &str,
) -> Option<(FileId, Range<usize>)> {
    for node in LinkedNode::new(source.root()).children() {
        let Some(import) = node.cast::<ast::ModuleImport<'_>>() else { continue };
        let Some(ast::Imports::Items(items)) = import.imports() else { continue };
        if items.iter().any(|item| item.bound_name().as_str() == name)
            && let ast::Expr::Str(path) = import.source()
        {
            let id = beside(here, &path.get())?;
            return Some((id, definition(&world.source(id).ok()?, name)?));
        }
    }
    None
}

/// Where a file binds a name.
pub(super) fn definition(source: &Source, name: &str) -> Option<Range<usize>> {
    LinkedNode::new(source.root()).children().find_map(|node| {
        let binding = node.cast::<ast::LetBinding<'_>>()?;
        let binds = binding.kind().bindings().iter().any(|ident| ident.as_str() == name);
        binds.then(|| first_line(source, node.range()))
    })
}

/// The part of a range on its first line.
fn first_line(source: &Source, range: Range<usize>) -> Range<usize> {
    let text = &source.text()[range.clone()];
    let end = text.find('\n').unwrap_or(text.len());
    range.start..range.start + text[..end].trim_end().len()
}
