//! The commonest of Typst's messages, by their words alone.

use crate::fault::TemplateCause;
use crate::fault::TemplateCauseKind as Kind;

/// A known meaning, the name that a message is about, and what else it is about.
type Meant<'a> = (Kind, &'a str, &'a str);

/// The meaning of a message by its words alone.
pub(super) fn plain(message: &str) -> Option<TemplateCause> {
    let families = [of_names, of_files, of_values, of_pages, of_pictures, of_syntax];
    let (kind, name, other) = families.into_iter().find_map(|family| family(message))?;
    let list = types_in(name).filter(|_| matches!(kind, Kind::Type | Kind::NoneValue));
    let (name, other) = (name.trim().to_owned(), other.trim().to_owned());
    Some(TemplateCause { kind, name, other, near: None, list: list.unwrap_or_default() })
}

/// The types in `integer, float, or decimal`.
fn types_in(expected: &str) -> Option<Vec<String>> {
    let types = expected.replace(", or ", ", ").replace(" or ", ", ");
    let types: Vec<String> = types.split(", ").map(|name| name.trim().to_owned()).collect();
    (!types.is_empty()).then_some(types)
}

/// What stands between the first quotation marks, or the first grave accents.
fn quoted(message: &str) -> &str {
    message.split(['"', '`']).nth(1).unwrap_or_default()
}

/// Names, arguments and labels.
fn of_names(message: &str) -> Option<Meant<'_>> {
    let after = |start: &str| message.strip_prefix(start).map(str::trim);
    if message.starts_with("dictionary does not contain key") {
        Some((Kind::MissingKey, quoted(message), ""))
    } else if let Some(name) = after("unknown variable: ") {
        Some((Kind::UnknownVariable, name, ""))
    } else if message == "unresolved import" {
        Some((Kind::NoExport, "", ""))
    } else if message.starts_with("cannot access fields on type none") {
        Some((Kind::NoneField, "", ""))
    } else if message.starts_with("cannot access fields on type array") {
        Some((Kind::ArrayField, "", ""))
    } else if message == "unexpected argument" {
        Some((Kind::TooManyArguments, "", ""))
    } else if let Some(name) = after("unexpected argument") {
        Some((Kind::UnexpectedArgument, name.trim_start_matches([':', ' ']), ""))
    } else if let Some(name) = after("missing argument: ") {
        Some((Kind::MissingArgument, name, ""))
    } else if message.starts_with("label ") && message.contains("does not exist") {
        Some((Kind::Label, quoted(message).trim_matches(['<', '>']), ""))
    } else if message.starts_with("label ") && message.contains("occurs multiple times") {
        Some((Kind::LabelTwice, quoted(message).trim_matches(['<', '>']), ""))
    } else if message.starts_with("label ") && message.contains("is not attached") {
        let name = quoted(message).trim_matches(['<', '>']);
        Some((if is_html(name) { Kind::Html } else { Kind::LabelNowhere }, name, ""))
    } else if message.starts_with("type ") && message.contains(" has no method") {
        let kind = if quoted(message) == "display" { Kind::Display } else { Kind::NoMethod };
        Some((kind, quoted(message), message.split(' ').nth(1)?))
    } else {
        None
    }
}

/// Whether a name is that of an element of HTML that people write in texts.
fn is_html(name: &str) -> bool {
    [
        "b", "i", "u", "p", "br", "em", "strong", "li", "ul", "ol", "h1", "h2", "h3", "a", "div",
        "span",
    ]
    .contains(&name)
}

/// Files, packages and typefaces.
fn of_files(message: &str) -> Option<Meant<'_>> {
    let after = |start: &str| message.strip_prefix(start).map(str::trim);
    if let Some(path) = after("file not found (searched at ") {
        Some((Kind::MissingFile, path.trim_end_matches(')'), ""))
    } else if message.contains("would escape the") {
        Some((Kind::Outside, message.split('"').nth(1).unwrap_or_default(), ""))
    } else if message.contains("not valid UTF-8") || message.contains("not valid utf-8") {
        Some((Kind::Encoding, "", ""))
    } else if let Some((_, name)) = message.split_once("unknown font family: ") {
        Some((Kind::UnknownFont, name, ""))
    } else if message == "cyclic import" {
        Some((Kind::Cyclic, "", ""))
    } else if message.contains("cannot be downloaded") {
        let spec =
            message.split_once('@').map_or("", |(_, spec)| spec.split(' ').next().unwrap_or(""));
        Some((Kind::Package, spec, ""))
    } else {
        None
    }
}

/// Values, their types, and what is done with them.
fn of_values(message: &str) -> Option<Meant<'_>> {
    let after = |start: &str| message.strip_prefix(start).map(str::trim);
    if let Some(text) = after("panicked with: ").or_else(|| after("assertion failed: ")) {
        Some((Kind::Panic, text, ""))
    } else if message.contains("divide by zero") {
        Some((Kind::Zero, "", ""))
    } else if message.contains("index out of bounds") || message == "array is empty" {
        Some((Kind::Index, "", ""))
    } else if let Some(types) = after("cannot add ").or_else(|| after("cannot join ")) {
        let (one, other) = types.split_once(" and ").or_else(|| types.split_once(" with "))?;
        Some((Kind::Operands, one, other))
    } else if let Some(types) = after("cannot compare ") {
        let (one, other) = types.split_once(" and ").or_else(|| types.split_once(" with "))?;
        Some((Kind::Compare, one, other))
    } else if message.contains("call depth exceeded") || message.contains("show rule depth") {
        Some((Kind::Recursion, "", ""))
    } else if message.starts_with("condition is always true") || message.contains("infinite") {
        Some((Kind::Endless, "", ""))
    } else if let Some((expected, found)) =
        after("expected ").and_then(|rest| rest.split_once(", found "))
    {
        let kind = match (expected, found) {
            ("content", _) | ("string", "array" | "dictionary") => Kind::ContentNeeded,
            ("boolean", _) => Kind::Boolean,
            (_, "none") => Kind::NoneValue,
            ("function", _) => Kind::NotFunction,
            (expected, "integer" | "float") if expected.contains("length") => Kind::Unit,
            (expected, "string") if expected.contains("color") => Kind::Colour,
            _ => Kind::Type,
        };
        Some((kind, expected, found))
    } else {
        None
    }
}

/// The pages as a whole.
fn of_pages(message: &str) -> Option<Meant<'_>> {
    if message.contains("did not converge") || message.contains("did not stabilize") {
        Some((Kind::Convergence, "", ""))
    } else if message.contains("page configuration is not allowed")
        || message.contains("pagebreaks are not allowed")
    {
        Some((Kind::PageInContainer, "", ""))
    } else if message.contains("when context is known") {
        Some((Kind::Context, "", ""))
    } else if message.contains("missing document title")
        || message.contains("missing document date")
    {
        Some((Kind::NoPage, "", ""))
    } else if message.contains("first heading must be of level 1") {
        Some((Kind::FirstHeading, "", ""))
    } else if message.contains("heading") && message.contains("level") {
        Some((Kind::HeadingLevel, "", ""))
    } else if message.contains("could not be displayed with font") {
        let mut parts = message.split('"');
        Some((Kind::NoGlyph, parts.nth(1)?, parts.nth(1)?))
    } else if message == "no font could be found" {
        Some((Kind::MathFont, "", ""))
    } else {
        None
    }
}

/// Pictures.
fn of_pictures(message: &str) -> Option<Meant<'_>> {
    if message.contains("missing alt") {
        Some((Kind::NoAlt, "", ""))
    } else if message.contains("image contains foreign object") {
        Some((Kind::ForeignObject, "", ""))
    } else if message.starts_with("failed to decode image") || message == "unknown image format" {
        Some((Kind::Picture, "", ""))
    } else {
        None
    }
}

/// The syntax.
fn of_syntax(message: &str) -> Option<Meant<'_>> {
    if message.starts_with("unclosed") {
        Some((Kind::Unclosed, "", ""))
    } else if message.contains("is not valid in code") {
        match quoted(message) {
            "#" => Some((Kind::HashInCode, "", "")),
            sign @ ("–" | "—" | "−" | "‐" | "‑") => Some((Kind::Dash, sign, "")),
            sign @ ("“" | "”" | "„" | "«" | "»" | "‘" | "’") => {
                Some((Kind::Quotes, sign, ""))
            }
            sign => Some((Kind::Character, sign, "")),
        }
    } else if message.starts_with("no text within stars") {
        Some((Kind::Stars, "", ""))
    } else if let Some(expected) = message.strip_prefix("expected ") {
        let kind = match expected {
            "comma" => Kind::Comma,
            "colon" => Kind::Colon,
            "keyword `in`" => Kind::ForIn,
            _ => Kind::Syntax,
        };
        Some((kind, expected, ""))
    } else if message.starts_with("unexpected ") {
        Some((Kind::Syntax, "", ""))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_taken_apart() {
        let told = |message| plain(message).map(|cause| (cause.kind, cause.name, cause.other));
        let is = |kind, name: &str, other: &str| Some((kind, name.into(), other.into()));
        let missing = r#"dictionary does not contain key "regionn""#;
        assert_eq!(told(missing), is(Kind::MissingKey, "regionn", ""));
        let file = "file not found (searched at templates/a.typ)";
        assert_eq!(told(file), is(Kind::MissingFile, "templates/a.typ", ""));
        assert_eq!(
            told("expected content, found array"),
            is(Kind::ContentNeeded, "content", "array")
        );
        assert_eq!(told("expected length, found integer"), is(Kind::Unit, "length", "integer"));
        assert_eq!(told("cannot add string and integer"), is(Kind::Operands, "string", "integer"));
        assert_eq!(
            told("type string has no method `upper`"),
            is(Kind::NoMethod, "upper", "string")
        );
        assert_eq!(told("the character `“` is not valid in code"), is(Kind::Quotes, "“", ""));
        let glyph = r#"PDF/UA-1 error: the text "x" could not be displayed with font "Y""#;
        assert_eq!(told(glyph), is(Kind::NoGlyph, "x", "Y"));
        let types = plain("expected integer, float, or decimal, found string").unwrap();
        assert_eq!(
            (types.kind, types.list),
            (Kind::Type, ["integer", "float", "decimal"].map(String::from).to_vec())
        );
        assert_eq!(told("something else"), None);
    }
}
