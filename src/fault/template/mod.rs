//! Faults of templates, language files and the pages that they make.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use strum::{IntoStaticStr, VariantNames};

use super::fill::more;

/// A fault of templates, language files and the pages that they make.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
#[non_exhaustive]
#[expect(missing_docs, reason = "each field is a fact that the words show")]
pub enum TemplateFault {
    /// A report on more pages than its template allows.
    TooManyPages { pages: usize, most: usize },
    /// A text or number of the data that the pages do not show.
    NotShown { value: String },
    /// A report at which the process that made it died.
    Crashed { cause: CrashCause, report: String },
    /// A report that took longer than so many seconds.
    TimeLimit { seconds: u64, report: String },
    /// A text that is not wholly on its page.
    TextOutside { page: usize, text: String, report: String },
    /// A drawing of a template that has no form on the web, in a report.
    FramedDrawing { report: String },
    /// A report with another number of pages than is stored.
    PageCount { pages: usize, stored: usize },
    /// A page that differs from its stored picture: in so many pixels of a thousand, and the file
    /// that shows them; or in what no picture shows, its `text` or the `colour` of an area.
    PageDiffers { difference: usize, shown: String, change: Option<String> },
    /// A file of `templates/` with nearly the name of a built-in one.
    MisnamedTemplate { file: String, suggestion: String },
    /// A template made for another version of the data than this one gives.
    Contract { made_for: i64, version: u32 },
    /// A drawing of a template that is not wholly on its page.
    DrawingOutside { page: usize, report: String },
    /// What stands on a page as text, and was meant to be code or a mark.
    CodeAsText { text: String, form: PrintedForm },
    /// Stored pictures of pages that no test has any more.
    UnusedPictures { count: usize },
    /// A label that a language of the project does not have.
    MissingLabel { label: String },
    /// A label with nearly the name of one that templates ask for.
    UnknownLabel { label: String, suggestion: String },
    /// A name in braces in a label that is not a placeholder.
    LabelName { value: String, allowed: Vec<String> },
    /// A label that is a text where a list of so many (`items`) or more labels belong, or the
    /// other way.
    LabelShape { label: String, items: Option<usize> },
    /// A label that is a code for programs (`kode`, `land`), and is none.
    LabelCode { label: String, value: String },
    /// The code of a built-in language in the file of another.
    OtherLanguageCode { value: String, language: String },
    /// The marks of a merge in a file of templates.
    ConflictMarks { text: String },
    /// A fault in a template, with the words of Typst, and the reports that were being rendered.
    Template {
        message: String,
        hints: Vec<String>,
        report: String,
        /// Other reports with the same fault.
        others: Vec<String>,
        /// What it means, if that is known.
        cause: Option<Box<TemplateCause>>,
        origin: TemplateOrigin,
    },
}

/// What a fault in a template means.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TemplateCause {
    /// Which of the known ones it is; the words have a form for each.
    pub kind: TemplateCauseKind,
    /// The name that it is about, or the type that is expected.
    pub name: String,
    /// What else it is about: a file, or the type that was found.
    pub other: String,
    /// The name that was probably meant.
    pub near: Option<String>,
    /// The names that could have been used.
    pub list: Vec<String>,
}

/// What was meant by what stands on a page as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum PrintedForm {
    /// The call of a function, or an import.
    Call,
    /// A field of the data.
    Field,
    /// A function that is not called.
    Function,
    /// A link of Markdown.
    Link,
    /// A mark or an entity of HTML.
    Html,
    /// A command of LaTeX.
    Latex,
    /// A mark that a merge has left.
    Merge,
}

/// The known meanings of faults in templates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the words in nb.md and en.md say what each is")]
pub enum TemplateCauseKind {
    #[default]
    MissingKey,
    UnknownVariable,
    NotImported,
    LetInText,
    TextOrName,
    NoExport,
    NoneField,
    ArrayField,
    TooManyArguments,
    UnexpectedArgument,
    MissingArgument,
    SectionArguments,
    ComponentArguments,
    Label,
    LabelTwice,
    LabelNowhere,
    NoMethod,
    Display,
    MissingFile,
    UnknownSection,
    Outside,
    Encoding,
    UnknownFont,
    Cyclic,
    Package,
    Panic,
    Zero,
    Index,
    Operands,
    Compare,
    Recursion,
    Endless,
    NoneValue,
    ContentNeeded,
    Boolean,
    NotFunction,
    Unit,
    Colour,
    Type,
    ThemeKey,
    Convergence,
    PageInContainer,
    Context,
    NoPage,
    FirstHeading,
    HeadingLevel,
    NoGlyph,
    MathFont,
    NoAlt,
    ForeignObject,
    Picture,
    Unclosed,
    Comment,
    HashInCode,
    HashHeading,
    Dash,
    Quotes,
    Character,
    Stars,
    Html,
    Comma,
    UnitApart,
    Colon,
    ForIn,
    ElseIf,
    MergeMarks,
    Syntax,
}

impl TemplateCauseKind {
    /// Whether others of the kind in the same file probably follow from the first.
    pub(crate) fn is_follow_on(self) -> bool {
        matches!(self, Self::Stars | Self::Convergence)
    }

    /// Whether it is a fault of the syntax, so that others in the same file may follow from it.
    pub(crate) fn is_syntax(self) -> bool {
        matches!(
            self,
            Self::Unclosed
                | Self::Comment
                | Self::HashInCode
                | Self::HashHeading
                | Self::Dash
                | Self::Quotes
                | Self::Character
                | Self::Comma
                | Self::UnitApart
                | Self::Colon
                | Self::ForIn
                | Self::ElseIf
                | Self::MergeMarks
                | Self::Syntax
        )
    }
}

/// Whose the files are that a fault in a template leads through.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub enum TemplateOrigin {
    /// Files of the project's own that are built in under no such name.
    #[default]
    Own,
    /// A file of the project's own that stands in place of a built-in one.
    Replaced,
    /// Built-in files alone, beside which the project has these in place of others.
    BuiltIn(Vec<String>),
}

/// Why a process died.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum CrashCause {
    /// Functions or parts lay so deep in each other that the stack was full.
    Stack,
    /// It asked for more memory than it may have.
    Memory,
    /// The system ended it, as it does when memory is short.
    Killed,
    /// Another fault of this program or of Typst.
    Other,
}

impl TemplateFault {
    /// See [`Fault::is_like`](super::Fault::is_like).
    pub(super) fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (
                Self::Template { message, hints, cause, .. },
                Self::Template { message: other, hints: other_hints, cause: other_cause, .. },
            ) => {
                let is_same_cause = cause.is_some() && cause == other_cause;
                is_same_cause || message == other && hints == other_hints
            }
            _ => self == other,
        }
    }

    /// Adds the reports of another fault that is the same.
    pub(super) fn add_reports(&mut self, other: &Self) {
        let Self::Template { report, others, .. } = self else { return };
        let Self::Template { report: second, others: more, .. } = other else { return };
        for name in std::iter::once(second).chain(more) {
            if name != report && !others.contains(name) {
                others.push(name.clone());
            }
        }
    }

    /// See [`Fault::derived`](super::Fault::derived).
    pub(super) fn derived(&self) -> Value {
        match self {
            // `siste` of `endringer.siste`.
            Self::MissingLabel { label } => json!({ "name": label.rsplit('.').next() }),
            Self::Template { hints, others, origin, .. } => json!({
                "all_hints": hints.join("; "),
                "is_replaced": *origin == TemplateOrigin::Replaced,
                "is_built_in": matches!(origin, TemplateOrigin::BuiltIn(_)),
                "suspects": match origin {
                    TemplateOrigin::BuiltIn(suspects) => suspects.as_slice(),
                    _ => &[],
                },
                "more_nb": more(others.len(), "og", "til"),
                "more_en": more(others.len(), "and", "more"),
            }),
            _ => Value::Null,
        }
    }
}
