//! What the text of a template shows of a fault that Typst words in general.

use std::ops::Range;

use typst::WorldExt;
use typst::diag::SourceDiagnostic;
use typst::syntax::{LinkedNode, Source, SyntaxKind, ast};

use crate::fault::TemplateCause;
use crate::fault::TemplateCauseKind as Kind;
use crate::typeset::own_files::merge_mark;
use crate::typeset::world::ReportWorld;

/// A fault of the syntax, as its line shows it, and its place where that is elsewhere.
pub(super) fn refined(
    cause: TemplateCause,
    world: &ReportWorld<'_>,
    diagnostic: &SourceDiagnostic,
    source: &Source,
) -> (TemplateCause, Option<Range<usize>>) {
    let text = source.text();
    if let Some(at) = merge_mark(text) {
        return (TemplateCause { kind: Kind::MergeMarks, ..cause }, Some(at));
    }
    let Some(range) = world.range(diagnostic.span) else { return (cause, None) };
    let (before, after) = (&text[..range.start], &text[range.start..]);
    let line = before.rsplit('\n').next().unwrap_or_default();
    let rest = after.lines().next().unwrap_or_default();
    let is_doubled = || before.ends_with('#') || after.starts_with("##");
    let kind = match cause.kind {
        Kind::HashInCode if is_doubled() => Kind::HashHeading,
        Kind::Comma | Kind::Syntax if is_unit(line, rest) => Kind::UnitApart,
        Kind::Comma | Kind::Syntax if rest.contains("elif") || line.contains("elif") => {
            Kind::ElseIf
        }
        Kind::Unclosed if rest.contains("//") => Kind::Comment,
        kind => kind,
    };
    (TemplateCause { kind, ..cause }, None)
}

/// Whether a number and its unit stand apart: `10 pt`.
fn is_unit(before: &str, after: &str) -> bool {
    let after = after.trim_start();
    let unit = ["pt", "mm", "cm", "em", "fr", "in", "%", "deg"].into_iter().any(|unit| {
        after.strip_prefix(unit).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    });
    unit && before.trim_end().ends_with(|c: char| c.is_ascii_digit())
}

/// Whether a file begins a line of its text with `let`, without the sign before it, and uses a name after that.
pub(super) fn has_let_in_text(source: &Source, name: &str) -> bool {
    let root = LinkedNode::new(source.root());
    let mut lines = root.children().filter(|node| {
        let is_start = node.offset() == 0 || source.text()[..node.offset()].ends_with('\n');
        is_start && node.kind() == SyntaxKind::Text
    });
    lines.any(|node| {
        source.text()[node.offset()..].starts_with("let ")
            && source.text()[node.offset()..].contains(name)
    })
}

/// Whether what a fault is about is read from the theme.
pub(super) fn reads_theme(world: &ReportWorld<'_>, diagnostic: &SourceDiagnostic) -> bool {
    let source = diagnostic.span.id().and_then(|id| typst::World::source(world, id).ok());
    let Some((source, range)) = source.zip(world.range(diagnostic.span)) else { return false };
    let text = source.text();
    let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    text[start..range.end].contains("theme.")
}

/// The groups of a theme, and whether a value of them must be a length, or a colour.
const LENGTHS: [&str; 9] =
    ["size", "space", "stroke", "chart", "plan", "over-time", "heat", "table", "column"];

/// The first value of a theme that is of another kind than its group: a number without a unit, or a text for a
/// colour; with what is wrong with it.
pub(super) fn odd_theme_value(source: &Source) -> Option<(Range<usize>, Kind)> {
    find_odd(&LinkedNode::new(source.root()), "")
}

fn find_odd(node: &LinkedNode<'_>, group: &str) -> Option<(Range<usize>, Kind)> {
    let mut group = group.to_owned();
    if let Some(named) = node.cast::<ast::Named<'_>>() {
        let name = named.name();
        let is_colour = matches!(group.as_str(), "colour" | "ground" | "level" | "night");
        let odd = match named.expr() {
            ast::Expr::Int(_) | ast::Expr::Float(_) if LENGTHS.contains(&group.as_str()) => {
                Kind::Unit
            }
            ast::Expr::Str(_) if is_colour => Kind::Colour,
            _ => Kind::Type,
        };
        if odd != Kind::Type {
            return Some((node.range(), odd));
        }
        if matches!(named.expr(), ast::Expr::Dict(_) | ast::Expr::Parenthesized(_)) {
            name.as_str().clone_into(&mut group);
        }
    }
    node.children().find_map(|child| find_odd(&child, &group))
}
