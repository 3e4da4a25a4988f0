//! Everything that can be found wrong, each with the facts its words need.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What a finding is about. Its words are in [`super::words`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is a fact that the words of its code show")]
pub enum Code {
    /// A file cannot be read; `reason` is the system's own word.
    Unreadable { reason: String },
    /// A file that is needed is not there.
    MissingFile,
    /// A folder lies where a file is needed.
    IsDirectory,
    /// Bytes that are not UTF-8; `byte` is the first of them.
    Encoding { byte: u8 },
    /// A file that ends within a character.
    CutOff,
    /// A file without any content.
    EmptyFile,
    /// A file above the limit for size; both in bytes.
    TooLarge { size: u64, limit: u64 },
    /// More nesting, aliases or nodes than any report needs.
    TooComplex,
    /// A tab where YAML wants spaces.
    Tab,
    /// A quotation mark that is never closed.
    UnclosedQuote,
    /// A colon in a text, so that YAML sees a field inside a field; `field` is what stands before
    /// the colon, if that is on a later line of the text.
    ColonInText { field: Option<String> },
    /// A field that is indented more or less than those it stands among: right below the dash of
    /// the field `under`, or below one that has a value already.
    Indentation { under: Option<String>, value: Option<String> },
    /// Text below `|`, or below the name of a field (`field`), that is not indented enough.
    TextIndentation { field: Option<String> },
    /// A text that begins with a character that means something to YAML.
    SpecialStart { character: char },
    /// A bracket or brace that is never closed.
    UnclosedBracket { open: char },
    /// A colon or a dash with something right behind it, where a space belongs.
    MissingSpace { after: char },
    /// A line among fields that has no colon; it may have a sign of equality instead.
    MissingColon { equals: bool },
    /// A dash before a field that stands among fields; the name of the first of them, if it has a
    /// dash of its own.
    StrayDash { under: Option<String> },
    /// Quotation marks from a word processor, which mean nothing to YAML.
    CurlyQuotes,
    /// A quotation mark inside a text that stands in such marks, or something behind the mark
    /// that ends it (`rest`).
    QuoteInside { quote: char, rest: Option<String> },
    /// A backslash in double quotation marks before a character that has no other meaning.
    Backslash { sequence: String },
    /// A semicolon between the items of a list in brackets.
    Semicolon,
    /// `#` after a value with a word right behind it: the rest of the line is lost.
    Comment { lost: String },
    /// A text over several lines whose points are joined into one line; the sign before them.
    FoldedList { sign: char },
    /// Paragraphs that are joined into one, for the text does not stand after `|`.
    FoldedText,
    /// A character that was meant to be `|`.
    NotABar { character: char },
    /// A sign before a point that is none to YAML.
    Bullet { sign: char },
    /// A point on the line of its field.
    ItemOnLine,
    /// A line that belongs to no data file: a divider, a code fence, a row of a table.
    StrayLine { line: String },
    /// A character that cannot be seen, in the name of a field or where a space belongs.
    Invisible { character: char },
    /// The code of a web page for a character.
    HtmlEntity { entity: String, character: char },
    /// The marks of a merge that was not finished.
    MergeConflict,
    /// Two fields or items in braces or brackets with no comma between them.
    MissingComma,
    /// A tab inside a value, as between the columns of a spreadsheet.
    TabInside,
    /// A decimal comma in braces, where a comma separates fields.
    CommaInBraces,
    /// A second document (`---`) in a file.
    SecondDocument,
    /// YAML that cannot be read; `detail` is the parser's own (English) message.
    Syntax { detail: String },
    /// The same key twice; the first is the related place.
    DuplicateKey { key: String },
    /// A key that is no text, such as a list.
    KeyType,
    /// A field that does not exist here, and where it does.
    UnknownField {
        field: String,
        suggestion: Option<String>,
        allowed: Vec<String>,
        elsewhere: Option<Home>,
    },
    /// A field that must be there and is not.
    MissingField { field: String },
    /// A field that must have a value and has none.
    EmptyField { field: String },
    /// A value of the wrong kind. `fields` are those that belong here, or in each item of the
    /// list that does; `name` is what belongs into the first of them: a name that stands as a
    /// field, an item that is a text, the id of an item where a field belongs.
    WrongType {
        expected: Vec<Kind>,
        found: Kind,
        fields: Vec<String>,
        name: Option<String>,
    },
    /// Braces around names, where a list belongs.
    BracesForList { items: Vec<String> },
    /// The id of an item in the place of a field's name.
    IdAsField { id: String },
    /// More than one value, where each has a field of its own (`fields`) or an item of a list.
    SeveralValues { values: Vec<String>, fields: Vec<String> },
    /// A value that is none of the words allowed here; `field` is the field it would fit.
    UnknownWord {
        value: String,
        suggestion: Option<String>,
        allowed: Vec<String>,
        field: Option<String>,
    },
    /// A comma at the end of a value.
    TrailingComma,
    /// No four-digit number of a municipality.
    MunicipalityNumber { value: String, suggestion: Option<String> },
    /// A list without anything in it where something is needed.
    EmptyList,
    /// A text without a letter.
    EmptyText,
    /// A dot (or comma) between thousands, which YAML takes for a decimal sign.
    ThousandsDot { value: String, plain: String, decimal: Option<String> },
    /// No whole number.
    Count { value: String },
    /// No decimal number.
    Decimal { value: String },
    /// No sum of money.
    Amount { value: String, suggestion: Option<String> },
    /// No date in a form that is known.
    Date { value: String, suggestion: Option<String> },
    /// A date that the calendar does not have.
    NoSuchDate { value: String, suggestion: Option<String> },
    /// Neither a year nor a date.
    Moment { value: String },
    /// No colour.
    Colour { value: String },
    /// An id with characters that an id cannot have.
    IdForm { value: String, suggestion: String },
    /// No name of a section.
    SectionName { value: String, suggestion: String },
    /// A section that no report knows, without a file in `templates/sections/`.
    UnknownSection { name: String, suggestion: Option<String> },
    /// A section twice in the order of a report.
    SectionTwice { name: String },
    /// A margin beyond what pages can have, in mm.
    Margin { value: f64, least: f64, most: f64 },
    /// No web address.
    Url { value: String, suggestion: Option<String> },
    /// No e-mail address.
    Email { value: String, suggestion: Option<String> },
    /// Markdown that reports do not have.
    Markdown { construct: Construct },
    /// A file name that is no period.
    PeriodName { name: String },
    /// A file that was probably meant to have another name.
    Misnamed { name: String, suggestion: String },
    /// A file that nobody reads where it lies.
    Misplaced { name: String, folder: String },
    /// A second file for the same period.
    SamePeriod { name: String },
    /// A folder or file name that is not plain ASCII.
    FileName { name: String, suggestion: String },
    /// A file that the data names and that lies outside the project.
    OutsideProject { file: String },
    /// A picture that the data names and that is not there.
    MissingPicture { file: String, suggestion: Option<String> },
    /// A picture in a format that cannot be used.
    PictureFormat { file: String },
    /// A picture whose name ends otherwise than its format does.
    PictureName { file: String, format: String },
    /// A picture in the colours of printing, which the PDF standards here have no profile for.
    CmykPicture { file: String },
    /// A picture that cannot be read to its end.
    BrokenPicture { file: String },
    /// A picture without a text for those who cannot see it.
    MissingAlt,
    /// A pair of dates in the wrong order, as the file has them.
    DateOrder { start: String, end: String },
    /// A colour of the profile that cannot be told from what it stands on or below: the pair, and
    /// the nearest colour that can.
    Contrast { pair: Pair, colour: String, ratio: f64, required: f64, nearest: String },
    /// A character that the fonts do not have.
    Character { character: char },
    /// A typeface that is neither built in nor in `fonts/`.
    UnknownFont { font: String, known: Vec<String> },
    /// A pair of PDF standards that cannot be met in one file.
    PdfStandards { detail: String },
    /// No whole per cent from 0 to 100.
    Percent { value: String, suggestion: Option<u8> },
    /// No score from 1 to 5.
    Score { value: String },
    /// The same id twice in a list; the first is the related place.
    DuplicateId { id: String },
    /// An id that the list it refers to does not have.
    UnknownId { id: String, suggestion: Option<String>, allowed: Vec<String> },
    /// A date outside the programme, whose first and last day are given.
    OutsideProgram { date: String, start: String, end: String },
    /// A milestone that was reached after the period's last day.
    ReachedLater { date: String, end: String },
    /// A milestone with a day on which it was reached and a status that says otherwise.
    ReachedStatus { status: String },
    /// An id that is the name of an assessment.
    ReservedId { id: String },
    /// A deadline has passed, and nothing is said of the milestone.
    Overdue { name: String, deadline: String },
    /// A progress of 100 per cent without the status that goes with it, or the reverse.
    ProgressStatus { progress: u8, status: String },
    /// A status off plan without an open deviation that says why.
    MissingDeviation { name: String, status: String },
    /// An open deviation without its cause, consequence or measure.
    IncompleteDeviation { missing: Vec<String> },
    /// Accounts or a forecast (`field`) beyond the budget, by so many øre, without a comment.
    Overspent { field: String, over: i64 },
    /// Accounts beyond the forecast for the whole, both in øre.
    ForecastBelow { spent: i64, forecast: i64 },
    /// An amount below zero in a budget or its funding, in øre.
    NegativeAmount { amount: i64 },
    /// A row of a budget that is the sum of the others.
    SumRow { name: String },
    /// A progress below that of the period before, in per cent.
    ProgressFell { before: u8, now: u8 },
    /// A value of an indicator far from all that was planned and told.
    FarValue { value: f64, target: f64 },
    /// The date of a report long before or after its period, whose last day is given.
    ReportDate { date: String, end: String },
    /// A new deadline that was over before the period began, on its first day.
    PastDeadline { deadline: String, start: String },
    /// The same municipality twice in a region.
    MunicipalityTwice { name: String },
    /// A text that says that it is still to be written.
    Placeholder { text: String },
    /// A word that is split by a hyphen at the end of a line.
    SplitWord { word: String },
    /// Accounts below those of the period before, both in øre.
    AccountsFell { before: i64, now: i64 },
    /// An indicator of which the final report says nothing.
    Unaccounted { name: String },
    /// An indicator whose target lies the other way than it should go.
    Direction { baseline: f64, target: f64, word: String },
    /// Parts that do not add up to the whole.
    Sum { sum: Sum, parts: f64, whole: f64 },
    /// A period before this one without a file, though there are earlier ones.
    MissingPeriod { period: String },
    /// A status that is better than one of its parts.
    StatusParts { status: String, part: String, part_status: String },
    /// An open risk or deviation of the period before that is not mentioned.
    Vanished { id: String, name: String },
    /// What a status report still has to say of something.
    NotFilled { name: Option<String>, fields: Vec<String> },
    /// A report on more pages than its template allows.
    TooManyPages { pages: usize, most: usize },
    /// A text or number of the data that the pages do not show.
    NotShown { value: String },
    /// A report that took longer to set than so many seconds.
    TimeLimit { seconds: u64, report: String },
    /// A text that does not stand wholly on its page.
    TextOutside { page: usize, text: String, report: String },
    /// A report with another number of pages than is stored.
    PageCount { pages: usize, stored: usize },
    /// A page that looks otherwise than its stored picture: so many pixels of a thousand, and
    /// where they are shown.
    PageDiffers { difference: usize, shown: String },
    /// A file of `templates/` with nearly the name of a built-in one.
    MisnamedTemplate { file: String, suggestion: String },
    /// A template made for another version of the data than this one gives.
    Contract { made_for: i64, version: u32 },
    /// A label that a language of the project does not have.
    MissingLabel { label: String },
    /// A label with nearly the name of one that templates ask for.
    UnknownLabel { label: String, suggestion: String },
    /// A name in braces in a label that nothing is put in place of.
    LabelName { value: String, allowed: Vec<String> },
    /// A label that is a text where a list of so many (`items`) or more labels belong, or the
    /// other way.
    LabelShape { label: String, items: Option<usize> },
    /// A fault in a template, with the words of Typst, and the report that was being set.
    Template { message: String, hints: Vec<String>, report: String },
    /// Data that the schema accepts and the model does not: a fault of this program.
    Internal { detail: String },
}

/// Two colours that meet on a page because of the profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Pair {
    /// Headings and links in the accent colour on white, and white text on the accent colour.
    AccentOnPaper,
    /// Numbers in the accent colour on its tint, as in the fact boxes.
    AccentOnTint,
    /// Grey text on the tint of the accent colour.
    MutedOnTint,
    /// Bars and lines of charts on white.
    ChartOnPaper,
    /// Bars and lines of charts on the tint of the accent colour.
    ChartOnTint,
}

/// Where a field that does not exist here does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Home {
    /// In another kind of file, by its name.
    File(String),
    /// Outermost in the file.
    Outermost,
    /// Below the field with this name.
    Below(String),
}

/// Parts and a whole that should agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sum {
    /// The municipalities' inhabitants and the region's.
    Folketall,
    /// The municipalities' areas and the region's, in km².
    Areal,
    /// The funding and the budget, in øre.
    Finansiering,
}

/// A kind of value, as a coordinator would call it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it; the words are in `words`")]
pub enum Kind {
    Text,
    Number,
    Bool,
    Null,
    List,
    Fields,
}

/// Markdown that is not part of a report's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are Markdown's own; the words are in `words`")]
pub enum Construct {
    Heading,
    Table,
    Image,
    Code,
    CodeBlock,
    Html,
    Quote,
    Rule,
    Footnote,
    TaskList,
    DeepList,
    DeepMarks,
    LinkAddress,
    LinkDefinition,
}

impl Code {
    /// Whether it says that something is not there, or not known, because of something else
    /// that could not be read. Beside errors of the same files it may be no fault at all.
    #[must_use]
    pub fn may_follow(&self) -> bool {
        matches!(
            self,
            Self::UnknownId { .. }
                | Self::Overdue { .. }
                | Self::MissingDeviation { .. }
                | Self::IncompleteDeviation { .. }
                | Self::Overspent { .. }
                | Self::ForecastBelow { .. }
                | Self::Unaccounted { .. }
                | Self::StatusParts { .. }
                | Self::Sum { .. }
                | Self::Vanished { .. }
                | Self::NotFilled { .. }
        )
    }

    /// Whether it says the same as another: the same fault of a template is found by every
    /// report that uses it.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (
                Self::Template { message, hints, .. },
                Self::Template { message: other, hints: others, .. },
            ) => message == other && hints == others,
            _ => self == other,
        }
    }

    /// The code's stable name, as it is shown and looked up.
    #[must_use]
    #[expect(clippy::too_many_lines, reason = "one arm for each code")]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "unreadable",
            Self::MissingFile => "missing-file",
            Self::IsDirectory => "is-directory",
            Self::Encoding { .. } => "encoding",
            Self::CutOff => "cut-off",
            Self::EmptyFile => "empty-file",
            Self::TooLarge { .. } => "too-large",
            Self::TooComplex => "too-complex",
            Self::Tab => "tab",
            Self::UnclosedQuote => "unclosed-quote",
            Self::ColonInText { .. } => "colon-in-text",
            Self::Indentation { .. } => "indentation",
            Self::TextIndentation { .. } => "text-indentation",
            Self::SpecialStart { .. } => "special-start",
            Self::UnclosedBracket { .. } => "unclosed-bracket",
            Self::MissingSpace { .. } => "missing-space",
            Self::MissingColon { .. } => "missing-colon",
            Self::StrayDash { .. } => "stray-dash",
            Self::CurlyQuotes => "curly-quotes",
            Self::QuoteInside { .. } => "quote-inside",
            Self::Backslash { .. } => "backslash",
            Self::Semicolon => "semicolon",
            Self::Comment { .. } => "comment",
            Self::FoldedList { .. } => "folded-list",
            Self::FoldedText => "folded-text",
            Self::NotABar { .. } => "not-a-bar",
            Self::Bullet { .. } => "bullet",
            Self::ItemOnLine => "item-on-line",
            Self::StrayLine { .. } => "stray-line",
            Self::Invisible { .. } => "invisible",
            Self::HtmlEntity { .. } => "html-entity",
            Self::MergeConflict => "merge-conflict",
            Self::MissingComma => "missing-comma",
            Self::TabInside => "tab-inside",
            Self::CommaInBraces => "comma-in-braces",
            Self::SecondDocument => "second-document",
            Self::Syntax { .. } => "syntax",
            Self::DuplicateKey { .. } => "duplicate-key",
            Self::KeyType => "key-type",
            Self::UnknownField { .. } => "unknown-field",
            Self::MissingField { .. } => "missing-field",
            Self::EmptyField { .. } => "empty-field",
            Self::WrongType { .. } => "wrong-type",
            Self::BracesForList { .. } => "braces-for-list",
            Self::IdAsField { .. } => "id-as-field",
            Self::SeveralValues { .. } => "several-values",
            Self::UnknownWord { .. } => "unknown-word",
            Self::TrailingComma => "trailing-comma",
            Self::MunicipalityNumber { .. } => "municipality-number",
            Self::EmptyList => "empty-list",
            Self::EmptyText => "empty-text",
            Self::ThousandsDot { .. } => "thousands-dot",
            Self::Count { .. } => "count",
            Self::Decimal { .. } => "decimal",
            Self::Amount { .. } => "amount",
            Self::Date { .. } => "date",
            Self::NoSuchDate { .. } => "no-such-date",
            Self::Moment { .. } => "moment",
            Self::Colour { .. } => "colour",
            Self::IdForm { .. } => "id-form",
            Self::SectionName { .. } => "section-name",
            Self::UnknownSection { .. } => "unknown-section",
            Self::SectionTwice { .. } => "section-twice",
            Self::Margin { .. } => "margin",
            Self::Url { .. } => "url",
            Self::Email { .. } => "email",
            Self::Markdown { .. } => "markdown",
            Self::PeriodName { .. } => "period-name",
            Self::Misnamed { .. } => "misnamed",
            Self::Misplaced { .. } => "misplaced",
            Self::SamePeriod { .. } => "same-period",
            Self::FileName { .. } => "file-name",
            Self::OutsideProject { .. } => "outside-project",
            Self::MissingPicture { .. } => "missing-picture",
            Self::PictureFormat { .. } => "picture-format",
            Self::PictureName { .. } => "picture-name",
            Self::CmykPicture { .. } => "cmyk-picture",
            Self::BrokenPicture { .. } => "broken-picture",
            Self::MissingAlt => "missing-alt",
            Self::DateOrder { .. } => "date-order",
            Self::Contrast { .. } => "contrast",
            Self::Character { .. } => "character",
            Self::UnknownFont { .. } => "unknown-font",
            Self::PdfStandards { .. } => "pdf-standards",
            Self::Percent { .. } => "percent",
            Self::Score { .. } => "score",
            Self::DuplicateId { .. } => "duplicate-id",
            Self::UnknownId { .. } => "unknown-id",
            Self::OutsideProgram { .. } => "outside-program",
            Self::ReachedLater { .. } => "reached-later",
            Self::ReachedStatus { .. } => "reached-status",
            Self::ReservedId { .. } => "reserved-id",
            Self::Overdue { .. } => "overdue",
            Self::ProgressStatus { .. } => "progress-status",
            Self::MissingDeviation { .. } => "missing-deviation",
            Self::IncompleteDeviation { .. } => "incomplete-deviation",
            Self::Overspent { .. } => "overspent",
            Self::ForecastBelow { .. } => "forecast-below",
            Self::NegativeAmount { .. } => "negative-amount",
            Self::SumRow { .. } => "sum-row",
            Self::ProgressFell { .. } => "progress-fell",
            Self::FarValue { .. } => "far-value",
            Self::ReportDate { .. } => "report-date",
            Self::PastDeadline { .. } => "past-deadline",
            Self::MunicipalityTwice { .. } => "municipality-twice",
            Self::Placeholder { .. } => "placeholder",
            Self::SplitWord { .. } => "split-word",
            Self::AccountsFell { .. } => "accounts-fell",
            Self::Unaccounted { .. } => "unaccounted",
            Self::Direction { .. } => "direction",
            Self::Sum { .. } => "sum",
            Self::MissingPeriod { .. } => "missing-period",
            Self::StatusParts { .. } => "status-parts",
            Self::Vanished { .. } => "vanished",
            Self::NotFilled { .. } => "not-filled",
            Self::TooManyPages { .. } => "too-many-pages",
            Self::NotShown { .. } => "not-shown",
            Self::TimeLimit { .. } => "time-limit",
            Self::TextOutside { .. } => "text-outside",
            Self::PageCount { .. } => "page-count",
            Self::PageDiffers { .. } => "page-differs",
            Self::MisnamedTemplate { .. } => "misnamed-template",
            Self::Contract { .. } => "contract",
            Self::MissingLabel { .. } => "missing-label",
            Self::UnknownLabel { .. } => "unknown-label",
            Self::LabelName { .. } => "label-name",
            Self::LabelShape { .. } => "label-shape",
            Self::Template { .. } => "template",
            Self::Internal { .. } => "internal",
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl std::error::Error for Code {}
