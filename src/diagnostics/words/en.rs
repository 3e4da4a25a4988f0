//! The words of the findings in English.

use super::{
    character, field_for, group, is_thousandfold, kroner, last, number, quoted_list,
    ratio,
};
use crate::diagnostics::{Code, Construct, Home, Kind, Pair, Sum};

#[expect(clippy::too_many_lines, reason = "one arm for each code")]
pub(super) fn message(code: &Code) -> String {
    match code {
        Code::Unreadable { reason } => format!("the file cannot be read: {reason}"),
        Code::MissingFile => "the file does not exist".into(),
        Code::IsDirectory => "there is a folder where a file should be".into(),
        Code::CutOff => "the file ends in the middle of a letter".into(),
        Code::Encoding { byte } => {
            format!("the file is not saved as UTF-8 (invalid byte 0x{byte:02X})")
        }
        Code::EmptyFile => "the file is empty".into(),
        Code::TooLarge { size, limit } => format!(
            "the file is too large: {} kB, and the limit is {} kB",
            size.div_ceil(1000),
            limit / 1000
        ),
        Code::TooComplex => "the file is too intricate to be a report".into(),
        Code::Tab => "tab used as indentation".into(),
        Code::UnclosedQuote => "the quotation mark is never closed".into(),
        Code::ColonInText { .. } => "this colon makes the text a new field".into(),
        Code::Indentation { .. } => "the field is wrongly indented".into(),
        Code::TextIndentation { field: Some(name) } => {
            format!("the line belongs to «{name}» above, but is not indented")
        }
        Code::TextIndentation { .. } => {
            "the text below «|» is not indented enough".into()
        }
        Code::SpecialStart { character } => {
            format!("the text begins with «{character}», which has a meaning in YAML")
        }
        Code::UnclosedBracket { open } => format!("«{open}» is never closed"),
        Code::MissingSpace { after: '-' } => "there is no space after the dash".into(),
        Code::MissingSpace { .. } => "there is no space after the colon".into(),
        Code::MissingColon { equals: true } => {
            "here stands = where a colon should".into()
        }
        Code::MissingColon { .. } => {
            "the line has no colon after the name of the field".into()
        }
        Code::StrayDash { .. } => "there is a dash before a field".into(),
        Code::CurlyQuotes => {
            "these quotation marks become part of the text: YAML knows only \" and '"
                .into()
        }
        Code::QuoteInside { rest: Some(rest), .. } => {
            format!("more stands behind the quotation mark that ends the value: «{rest}»")
        }
        Code::QuoteInside { quote, .. } => {
            format!("the quotation mark {quote} ends the text here, but there is more")
        }
        Code::Backslash { sequence } => {
            format!("«{sequence}» is no code of YAML: in \"…\" a \\ has a meaning")
        }
        Code::Semicolon => {
            "in brackets items are parted by commas, not semicolons".into()
        }
        Code::Comment { lost } => {
            format!("«{lost}» is lost: # after a space begins a comment")
        }
        Code::FoldedList { .. } => "the items are joined into one line".into(),
        Code::FoldedText => "the paragraphs are joined into one".into(),
        Code::NotABar { character } => {
            format!(
                "«{character}» stands in the place of «|», and becomes part of the text"
            )
        }
        Code::Bullet { sign } => format!("«{sign}» is not the sign of an item in YAML"),
        Code::ItemOnLine => {
            "the item stands on the line of the field it belongs to".into()
        }
        Code::StrayLine { line } => format!("the line «{line}» is not a field"),
        Code::Invisible { character: '\u{ad}' } => {
            "the name of the field has an invisible hyphen in it (U+00AD)".into()
        }
        Code::Invisible { .. } => {
            "here stands a no-break space, and YAML needs an ordinary one".into()
        }
        Code::HtmlEntity { entity, .. } => format!(
            "«{entity}» is what web pages have for a character, and would be printed like that"
        ),
        Code::MergeConflict => {
            "here are the marks of a merge that was not finished".into()
        }
        Code::MissingComma => "a comma is missing".into(),
        Code::TabInside => "the value has a tab inside, as from a spreadsheet".into(),
        Code::CommaInBraces => {
            "in braces a comma separates fields, also inside a number or a text".into()
        }
        Code::SectionName { value, .. } => {
            format!("«{value}» cannot be the name of a section")
        }
        Code::UnknownSection { name, .. } => {
            format!("the report has no section «{name}»")
        }
        Code::SectionTwice { name } => format!("the section «{name}» stands twice"),
        Code::Margin { value, least, most } => format!(
            "a margin of {} mm cannot be: it is from {} to {} mm",
            number(*value, "."),
            number(*least, "."),
            number(*most, ".")
        ),
        Code::Url { value, .. } => format!("«{value}» is not a web address"),
        Code::Email { value, .. } => format!("«{value}» is not an e-mail address"),
        Code::Misnamed { name, .. } => format!("the name «{name}» is not known"),
        Code::Misplaced { name, .. } => {
            format!("the file «{name}» lies in the wrong folder, and is not read")
        }
        Code::SamePeriod { name } => {
            format!("«{name}» is the second file for the same period")
        }
        Code::PictureName { file, format } => {
            format!("the picture «{file}» has the format {format}, but another name")
        }
        Code::SecondDocument => "the file has more than one document (---)".into(),
        Code::Syntax { detail } => format!("this is not valid YAML ({detail})"),
        Code::DuplicateKey { key } => format!("the field «{key}» is written twice"),
        Code::KeyType => "the name of a field must be text".into(),
        Code::UnknownField { field, .. } => format!("unknown field «{field}»"),
        Code::MissingField { field } => format!("the field «{field}» is missing"),
        Code::EmptyField { field } => format!("the field «{field}» has no value"),
        Code::WrongType { expected, found, .. } => {
            let expected: Vec<_> = expected.iter().map(|k| kind(*k)).collect();
            format!("expected {}, found {}", expected.join(" or "), kind(*found))
        }
        Code::BracesForList { .. } => {
            "braces hold fields, and a list belongs here".into()
        }
        Code::IdAsField { id } => {
            format!("«{id}» is the id of the item, but stands as a field")
        }
        Code::SeveralValues { values, .. } => {
            format!("here are {} values in one", values.len())
        }
        Code::UnknownWord { value, .. } => format!("«{value}» cannot be used here"),
        Code::TrailingComma => "the value ends in a comma".into(),
        Code::MunicipalityNumber { value, .. } => {
            format!("«{value}» is not the number of a municipality")
        }
        Code::EmptyList => "the list is empty".into(),
        Code::EmptyText => "the text is empty".into(),
        Code::ThousandsDot { value, decimal: Some(decimal), .. } => {
            format!(
                "«{value}» is ambiguous: the dot is read as a decimal sign, {decimal}"
            )
        }
        Code::ThousandsDot { value, .. } => {
            format!("«{value}» has a separator between the thousands")
        }
        Code::Count { value } => format!("«{value}» is not a whole number from 0 up"),
        Code::Decimal { value } => format!("«{value}» is not a number"),
        Code::Amount { value, .. } => format!("«{value}» is not an amount of money"),
        Code::Date { value, .. } => format!("«{value}» is not a date"),
        Code::NoSuchDate { value, .. } => format!("the date «{value}» does not exist"),
        Code::Moment { value } => format!("«{value}» is neither a year nor a date"),
        Code::Colour { value } => format!("«{value}» is not a colour"),
        Code::IdForm { value, .. } => format!("«{value}» cannot be an id"),
        Code::Markdown { construct } => {
            format!("{} cannot stand in a text", construct_name(*construct))
        }
        Code::PeriodName { name } => format!("the file name «{name}» is not a period"),
        Code::FileName { name, .. } => format!(
            "the name «{name}» has other characters than a–z, 0–9, hyphen and full stop"
        ),
        Code::OutsideProject { file } => {
            format!("«{file}» lies outside the folder of the region or the programme")
        }
        Code::MissingPicture { file, .. } => {
            format!("the picture «{file}» does not exist")
        }
        Code::PictureFormat { file } => {
            format!("«{file}» has a picture format that cannot be used")
        }
        Code::CmykPicture { file } => {
            format!("the picture «{file}» has colours for printing (CMYK)")
        }
        Code::BrokenPicture { file } => format!("the picture «{file}» is damaged"),
        Code::MissingAlt => "the picture lacks a description in the field «alt»".into(),
        Code::DateOrder { start, end } => {
            format!("the end ({end}) is before the start ({start})")
        }
        Code::Contrast { pair: which, colour, ratio: found, required, .. } => format!(
            "the colour «{colour}» is too light: its contrast {} is {} : 1, required is {} : 1",
            pair(*which),
            ratio(*found, "."),
            ratio(*required, ".")
        ),
        Code::Character { character } => {
            format!(
                "the character «{character}» (U+{:04X}) cannot be shown",
                u32::from(*character)
            )
        }
        Code::UnknownFont { font, .. } => format!("the typeface «{font}» does not exist"),
        Code::PdfStandards { detail } => {
            format!("these PDF standards do not go together ({detail})")
        }
        Code::Percent { value, .. } => {
            format!("«{value}» is not a whole per cent from 0 to 100")
        }
        Code::Score { value } => format!("«{value}» is not a whole number from 1 to 5"),
        Code::DuplicateId { id } => format!("the id «{id}» is used twice"),
        Code::UnknownId { id, .. } => format!("there is no id «{id}»"),
        Code::OutsideProgram { date, start, end } => {
            format!("{date} lies outside the programme ({start} – {end})")
        }
        Code::ReachedLater { date, end } => {
            format!(
                "the milestone is reached {date}, after the period's last day ({end})"
            )
        }
        Code::ReachedStatus { status } => {
            format!(
                "the milestone has a day on which it was reached, but its status is «{status}»"
            )
        }
        Code::ReservedId { id } => {
            format!("«{id}» is the name of an assessment and cannot be an id")
        }
        Code::Overdue { name, deadline } => {
            format!("the milestone «{name}» was due {deadline} and has no status")
        }
        Code::ProgressStatus { progress, status } => {
            format!("the progress is {progress} %, but the status is «{status}»")
        }
        Code::MissingDeviation { name, status } => {
            format!("«{name}» has the status «{status}», but no open deviation says why")
        }
        Code::IncompleteDeviation { missing } => {
            format!("the deviation lacks {}", quoted_list(missing, "and"))
        }
        Code::Overspent { field, over } => {
            let figure =
                if *field == "regnskap" { "accounts are" } else { "forecast is" };
            format!(
                "the {figure} {} over the budget, with no comment",
                kroner(*over, ".")
            )
        }
        Code::ForecastBelow { spent, forecast } => format!(
            "the accounts ({}) are beyond the forecast for the whole ({})",
            kroner(*spent, "."),
            kroner(*forecast, ".")
        ),
        Code::NegativeAmount { amount } => {
            format!("the amount is below zero: {}", kroner(*amount, "."))
        }
        Code::SumRow { name } => {
            format!("«{name}» is the sum of the others, and would be counted once more")
        }
        Code::ProgressFell { before, now } => {
            format!("the progress is {now} %, but was {before} % in the period before")
        }
        Code::FarValue { value, target } => format!(
            "the value {} is far from all that was planned and told (the target is {})",
            number(*value, "."),
            number(*target, ".")
        ),
        Code::ReportDate { date, end } => {
            format!("the date of the report is {date}, and the period ends {end}")
        }
        Code::PastDeadline { deadline, start } => {
            format!(
                "the new deadline, {deadline}, was over before the period began ({start})"
            )
        }
        Code::MunicipalityTwice { name } => {
            format!("the municipality «{name}» stands twice")
        }
        Code::Placeholder { text } => format!("«{text}» would stand in the report"),
        Code::SplitWord { word } => format!("the hyphen stays in the middle of «{word}»"),
        Code::AccountsFell { before, now } => format!(
            "the accounts are {}, but were {} in the period before",
            kroner(*now, "."),
            kroner(*before, ".")
        ),
        Code::Unaccounted { name } => {
            format!("the final report says nothing of the indicator «{name}»")
        }
        Code::Direction { baseline, target, word } => format!(
            "the indicator should go {}, but its target ({}) and baseline ({}) say otherwise",
            if *word == "opp" { "up («opp»)" } else { "down («ned»)" },
            number(*target, "."),
            number(*baseline, ".")
        ),
        Code::Sum { sum: Sum::Folketall, parts, whole } => format!(
            "the municipalities have {} inhabitants in all, but the region has {}",
            number(*parts, "."),
            number(*whole, ".")
        ),
        Code::Sum { sum: Sum::Areal, parts, whole } => format!(
            "the municipalities are {} km² in all, but the region is {} km²",
            number(*parts, "."),
            number(*whole, ".")
        ),
        Code::Sum { sum: Sum::Finansiering, parts, whole } => format!(
            "the funding is {} kr in all, but the budget is {} kr",
            number(*parts / 100.0, "."),
            number(*whole / 100.0, ".")
        ),
        Code::MissingPeriod { period } => {
            format!(
                "the period before, {period}, has no file, though there are older ones"
            )
        }
        Code::StatusParts { status, part, part_status } => {
            format!("the status is «{status}», but «{part}» is «{part_status}»")
        }
        Code::Vanished { name, .. } => {
            format!("«{name}» was open in the period before and is not mentioned now")
        }
        Code::NotFilled { name: None, fields } => {
            format!("{} still to be filled in", quoted_list(fields, "and"))
        }
        Code::NotFilled { name: Some(name), fields } => {
            format!("{} still to be filled in for «{name}»", quoted_list(fields, "and"))
        }
        Code::TooManyPages { pages, most } => {
            format!("the report has {pages} pages, and its template is made for {most}")
        }
        Code::NotShown { value } => format!("«{value}» does not stand in the report"),
        Code::TimeLimit { seconds, report } => {
            format!(
                "the template was not done in {seconds} seconds (in the report {report})"
            )
        }
        Code::TextOutside { page, text, report } => {
            format!("«{text}» leaves page {page} (in the report {report})")
        }
        Code::PageCount { pages, stored } => {
            format!("the report has {pages} pages, and had {stored}")
        }
        Code::PageDiffers { difference, .. } => {
            format!(
                "the page looks otherwise than before: {difference} in a thousand where it has changed most"
            )
        }
        Code::MisnamedTemplate { file, .. } => {
            format!("«{file}» does not take the place of a built-in file")
        }
        Code::Contract { made_for, version } => format!(
            "the template is made for version {made_for} of the data, and this is version {version}"
        ),
        Code::MissingLabel { label } => {
            format!(
                "the label «{label}» is missing in the language file, and stays bokmål"
            )
        }
        Code::UnknownLabel { label, .. } => {
            format!("no template uses the label «{label}»")
        }
        Code::LabelName { value, .. } => {
            format!("«{value}» would stand in the report as it is")
        }
        Code::LabelShape { label, items: Some(items) } => {
            format!("«{label}» should be a list of {items} texts")
        }
        Code::LabelShape { label, .. } => {
            format!("«{label}» has another form than in the built-in language file")
        }
        Code::Template { message, report, .. } => {
            format!("fault in the template: {message} (in the report {report})")
        }
        Code::Internal { detail } => {
            format!("the program does not understand the file ({detail})")
        }
    }
}

#[expect(clippy::too_many_lines, reason = "one arm for each code")]
pub(super) fn hint(code: &Code) -> String {
    match code {
        Code::Unreadable { .. } => "see whether you may read the file".into(),
        Code::MissingFile => "create the file, or correct the name".into(),
        Code::IsDirectory => "move the folder, and put a file of this name here".into(),
        Code::CutOff => "the rest of the file is probably lost: fetch it \
            again; if it is whole, save it with the encoding UTF-8"
            .into(),
        Code::Encoding { byte } => {
            let origin = match byte {
                0xFE | 0xFF => "; it is probably UTF-16",
                0x80.. => "; it is probably Windows-1252",
                _ => "",
            };
            format!("save the file again and choose the encoding UTF-8{origin}")
        }
        Code::EmptyFile => "write the fields, or delete the file".into(),
        Code::TooLarge { .. } => {
            "move pictures and appendices to files of their own, and split the text"
                .into()
        }
        Code::TooComplex => {
            "write the values out without anchors (&, *) and with less nesting".into()
        }
        Code::Tab => "use spaces: two for each level".into(),
        Code::UnclosedQuote => {
            "put a quotation mark at the end, or remove the first".into()
        }
        Code::ColonInText { field: Some(field) } => format!(
            "put the whole text in quotation marks, or write «|» after the name of the field; if \
             «{field}» is a field, indent it like the line above"
        ),
        Code::ColonInText { .. } => {
            "put the whole text in quotation marks: \"Note: …\"; if they are two fields, write each \
             on a line of its own"
                .into()
        }
        Code::Indentation { under: Some(name), .. } => format!(
            "indent it by two more spaces, so that it stands below «{name}» and not below the dash"
        ),
        Code::Indentation { value: Some(value), .. } => format!(
            "if it is a field of its own, indent it like the line above; if it belongs to the line above, \
             move «{value}» down to a line of its own right above this field, with the name of its field \
             before it (such as «{}: {value}»)",
            field_for(value)
        ),
        Code::Indentation { .. } => "indent it like the fields it belongs with".into(),
        Code::TextIndentation { field: Some(_) } => {
            "write it on the line of the field, behind a colon and a space, or put two spaces before it"
                .into()
        }
        Code::TextIndentation { .. } => {
            "indent all lines of the text alike, by at least two spaces more than the field; if the line is a \
             field, indent it like the field above, and write a colon after its name"
                .into()
        }
        Code::SpecialStart { character: '|' } => {
            "move the text down to the line below «|», indented".into()
        }
        Code::SpecialStart { character: '>' } => {
            "write «more than»; if the sign is to stand, write '\\> …' in single quotation marks".into()
        }
        Code::SpecialStart { .. } => {
            "put the whole text in quotation marks, or write «|» after the name of the field \
             and the text on the lines below"
                .into()
        }
        Code::UnclosedBracket { open } => format!(
            "put «{}» at the end; if the character belongs to a text, put the text in quotation \
             marks",
            if *open == '[' { ']' } else { '}' }
        ),
        Code::MissingSpace { after: '-' } => {
            "write a space between the dash and the text".into()
        }
        Code::MissingSpace { .. } => "write a space between the colon and the value".into(),
        Code::MissingColon { equals: true } => {
            "write a colon and a space instead of =: «navn: value»".into()
        }
        Code::MissingColon { .. } => {
            "write «navn: value»; if the line belongs to the text above, indent it more".into()
        }
        Code::StrayDash { under: Some(name) } => {
            format!("write a space instead of the dash, so that the field stands below «{name}»")
        }
        Code::StrayDash { .. } => {
            "remove the dash; if it is an item of a list, indent it more than its field".into()
        }
        Code::CurlyQuotes => {
            "use straight quotation marks (\" around the whole text), or remove them".into()
        }
        Code::QuoteInside { rest: Some(_), .. } => {
            "remove it; if it is part of a text, move it to before the quotation mark".into()
        }
        Code::QuoteInside { .. } => {
            "use «…» inside the text, or remove the quotation marks around it".into()
        }
        Code::Backslash { .. } => {
            "use single quotation marks ('…'), or none; file names are written with /".into()
        }
        Code::Semicolon => {
            "write commas between the items; if the semicolon belongs to the text, put it in \
             quotation marks"
                .into()
        },
        Code::Comment { .. } => {
            "put the whole value in quotation marks; if it is a comment, write a space after #"
                .into()
        }
        Code::MergeConflict => {
            "keep the right one of the two versions, and delete the lines with <<<<<<<, ======= \
             and >>>>>>>"
                .into()
        }
        Code::MissingComma => "write a comma between the fields or the items".into(),
        Code::TabInside => {
            "write each value into a field of its own, and use spaces in the text".into()
        }
        Code::FoldedList { sign: '1' } => {
            "write a dash and a space before each item; if the numbers belong to a text, write «|» after \
             the name of the field"
                .into()
        }
        Code::FoldedList { sign: '-' } => {
            "write «|» after the name of the field, and one item on each line below".into()
        }
        Code::FoldedList { sign } => {
            let sign = if *sign == 'a' { "a)".into() } else { sign.to_string() };
            format!("write a dash and a space before each item, not {sign}")
        }
        Code::FoldedText => {
            "write «|» after the name of the field, and the text on the lines below with an empty \
             line between paragraphs"
                .into()
        }
        Code::NotABar { .. } => "write «|»".into(),
        Code::Bullet { .. } => "write a dash and a space before each item, and no other sign".into(),
        Code::ItemOnLine => {
            "move it down: each item has a line of its own, with indentation, dash and space".into()
        }
        Code::StrayLine { line } if line.starts_with(['/', '<']) => {
            "write # before it, which makes it a comment".into()
        }
        Code::StrayLine { line } if line.starts_with('|') => {
            "write each row as «name: value» on a line of its own, without bars".into()
        }
        Code::StrayLine { line } if line == "..." => {
            "delete it: to YAML three dots are the end of the file".into()
        }
        Code::StrayLine { line } if line.starts_with('`') => {
            "delete all lines that begin with ```".into()
        }
        Code::StrayLine { .. } => {
            "delete it, or write # before it, which makes it a comment".into()
        }
        Code::Invisible { character: '\u{ad}' } => {
            "delete the name, and type it again by hand".into()
        }
        Code::Invisible { .. } => "write an ordinary space instead, also elsewhere in the file".into(),
        Code::HtmlEntity { character: c, .. } => format!("write {}", character(*c, "a space")),
        Code::CommaInBraces => {
            "put the value in quotation marks, or write the fields on lines of their own".into()
        }
        Code::SectionName { suggestion, .. } => {
            format!("write the name of the field or the file: {suggestion}")
        }
        Code::SectionTwice { .. } | Code::MunicipalityTwice { .. } => "remove one".into(),
        Code::Margin { .. } => "write millimetres, such as 24".into(),
        Code::Url { suggestion: Some(address), .. } => {
            format!("did you mean {address}?")
        }
        Code::Url { .. } => "write the whole address: https://www.example.com".into(),
        Code::Email { suggestion: Some(address), .. } => {
            format!("write {address}; more addresses are written as more contacts")
        }
        Code::Email { .. } => "write one address: kari@example.com".into(),
        Code::Misnamed { suggestion, .. } | Code::FileName { suggestion, .. } => {
            format!("name it «{suggestion}»")
        }
        Code::Misplaced { folder, .. } => format!("move it to {folder}/"),
        Code::SamePeriod { .. } => "join the files, and delete one".into(),
        Code::PictureName { format, .. } => {
            format!("let the name end in .{}", format.to_lowercase())
        }
        Code::SecondDocument => {
            "remove the line «---», and move what follows it to a file of its own".into()
        }
        Code::Syntax { .. } => "look for a missing space after a colon or dash, wrong \
             indentation, or a colon in a text that needs quotation marks"
            .into(),
        Code::DuplicateKey { .. } => "join the two, or delete one".into(),
        Code::KeyType => "write the name of a field before the colon".into(),
        Code::UnknownField { suggestion: Some(s), .. }
        | Code::UnknownWord { suggestion: Some(s), .. }
        | Code::UnknownSection { suggestion: Some(s), .. }
        | Code::UnknownLabel { suggestion: s, .. }
        | Code::MissingPicture { suggestion: Some(s), .. } => {
            format!("did you mean «{s}»?")
        }
        Code::UnknownField { elsewhere: Some(Home::File(kind)), .. } if kind == "period" => {
            "the field belongs in the file of a period, such as 2026-k3.yaml".into()
        }
        Code::UnknownField { elsewhere: Some(Home::File(kind)), .. } => {
            format!("the field belongs in {kind}.yaml")
        }
        Code::UnknownField { elsewhere: Some(Home::Outermost), .. } => {
            "the field belongs outermost in the file: remove its indentation".into()
        }
        Code::UnknownField { elsewhere: Some(Home::Below(name)), .. } => {
            format!("the field belongs below «{name}»: indent it by two spaces")
        }
        Code::UnknownField { allowed, .. } => {
            format!("the fields here are {}", quoted_list(allowed, "and"))
        }
        Code::MissingField { field } => {
            format!("write «{field}:» and its value on a line of its own")
        }
        Code::EmptyField { .. } => "write the value after the colon".into(),
        Code::WrongType { expected, found: Kind::Fields, .. }
            if expected.contains(&Kind::Text) =>
        {
            "is there a colon in the text? put it in quotation marks, or write «|» after \
             the name of the field and the text on the lines below"
                .into()
        }
        Code::WrongType { expected, found: Kind::Fields, fields, name }
            if expected.contains(&Kind::List) =>
        {
            let first = fields.first().map_or("", String::as_str);
            let value = name.as_deref().unwrap_or("…");
            format!(
                "write it as a list: «- {first}: {value}», and the other fields of the item right \
                 below «{first}»"
            )
        }
        Code::WrongType { expected, found: Kind::List, name: Some(id), .. }
            if expected == &[Kind::Fields] =>
        {
            format!(
                "write «{id}:» instead of «- id: {id}», and the other fields on the lines below, indented"
            )
        }
        Code::WrongType { expected, found: Kind::List, .. } if expected == &[Kind::Fields] => {
            "remove the dashes, and write the id or the field's name with a colon after it; what \
             belongs below is indented"
                .into()
        }
        Code::WrongType { found: Kind::Null, .. } => {
            "write a value, or remove the line".into()
        }
        Code::WrongType { expected, .. } if expected == &[Kind::List] => {
            "write each item on a line of its own after a dash and a space".into()
        }
        Code::WrongType { expected, found: Kind::Text, fields, name: Some(value) }
            if expected == &[Kind::Fields] && fields.len() > 1 =>
        {
            format!(
                "write «- {}: {value}», and {} on the lines right below",
                fields[0],
                quoted_list(&fields[1..], "and")
            )
        }
        Code::WrongType { expected, fields, .. }
            if expected.contains(&Kind::Fields) && !fields.is_empty() =>
        {
            format!(
                "write {} on indented lines, each with a colon and a space after its name",
                quoted_list(fields, "and")
            )
        }
        Code::WrongType { .. } => "correct the value".into(),
        Code::BracesForList { items } => format!("write [{}]", items.join(", ")),
        Code::IdAsField { id } => {
            format!("write «- id: {id}», and the other fields on the lines below, right below «id»")
        }
        Code::SeveralValues { values, fields } if fields.is_empty() => {
            format!("write them as a list: [{}]", values.join(", "))
        }
        Code::SeveralValues { values, fields } if fields.len() == values.len() && fields[0] == "status" => {
            format!("write {{ status: {}, {}: {} }}", values[0], fields[1], values[1])
        }
        Code::SeveralValues { fields, .. } => {
            format!("write each value into a field of its own: {}", quoted_list(fields, "and"))
        }
        Code::UnknownWord { value, field: Some(field), .. } => {
            format!("does the value belong to «{field}»? write {{ {field}: {value} }}")
        }
        Code::UnknownWord { allowed, .. } => {
            format!("write {}", quoted_list(allowed, "or"))
        }
        Code::TrailingComma => "remove the comma".into(),
        Code::MunicipalityNumber { suggestion: Some(number), .. } => {
            format!("write {number}")
        }
        Code::MunicipalityNumber { .. } => "write four digits, such as 1833".into(),
        Code::UnknownSection { name, .. } => {
            format!("write the name of a field, or make the file templates/sections/{name}.typ")
        }
        Code::EmptyList => "write at least one item, or remove the field".into(),
        Code::EmptyText => "write a text, or remove the field".into(),
        Code::ThousandsDot { plain, decimal, .. } => {
            let spaced = group(plain);
            match decimal {
                Some(decimal) => format!("write {plain}, {spaced} or {decimal}"),
                None => format!("write {plain} or {spaced}"),
            }
        }
        Code::Count { .. } => "write digits only, with spaces if you like: 34 394".into(),
        Code::Decimal { .. } => {
            "write the number alone, without a unit, with a comma before decimals: 12,5".into()
        },
        Code::Amount { suggestion: Some(kroner), .. } => format!("did you mean {kroner}?"),
        Code::Amount { .. } => "write the amount in whole kroner: 1 250 000".into(),
        Code::Date { suggestion: Some(s), .. } => format!("write {s}"),
        Code::Date { .. } => {
            "write day, month and year: 2015-01-31, 31.01.2015 or 31. januar 2015; if the day is not \
             known, remove the field if it may be left out, and say what you know in a text"
                .into()
        }
        Code::NoSuchDate { suggestion: Some(date), .. } => format!("did you mean {date}?"),
        Code::NoSuchDate { .. } => "see whether the month and the day exist".into(),
        Code::Moment { .. } => "write 2014, 2014-08-15 or 15. august 2014".into(),
        Code::Colour { .. } => {
            "write # and six digits or letters a–f: \"#0b4f6c\"".into()
        }
        Code::IdForm { suggestion, .. } => {
            format!("use small letters, digits and hyphens: {suggestion}")
        }
        Code::Markdown { construct } => construct_hint(*construct).into(),
        Code::PeriodName { .. } => "name the file 2026-k1.yaml (quarter), 2026-t1.yaml \
             (four months), 2026-h1.yaml (half-year) or 2026.yaml (year)"
            .into(),
        Code::OutsideProject { .. } => {
            "copy the file into the region's folder, and write its name from there".into()
        }
        Code::MissingPicture { .. } => {
            "put the picture into the folder of this file, or a folder below it".into()
        }
        Code::PictureFormat { .. } => "use PNG, JPEG or SVG".into(),
        Code::CmykPicture { .. } => "save it anew in a picture program, with colours in RGB".into(),
        Code::BrokenPicture { .. } => {
            "open it in a picture program, save it anew, and copy it in again".into()
        }
        Code::MissingAlt => {
            "say in a sentence what someone who cannot see the picture needs to know"
                .into()
        }
        Code::DateOrder { .. } | Code::StatusParts { .. } => "correct one of the two".into(),
        Code::Contrast { nearest, .. } => {
            format!("choose a darker colour; the nearest that will do is {nearest}")
        }
        Code::Character { .. } => {
            "write it in words or common characters, or choose a typeface that has it"
                .into()
        }
        Code::UnknownFont { known, .. } => {
            format!(
                "put it into the folder «fonts», or write {}",
                quoted_list(known, "or")
            )
        }
        Code::PdfStandards { .. } => "write one level of PDF/A and perhaps ua-1".into(),
        Code::Percent { suggestion: Some(whole), .. } => format!("did you mean {whole}?"),
        Code::Percent { .. } => "write a whole number from 0 to 100, such as 80".into(),
        Code::Score { .. } => "write 1 (very low), 2, 3, 4 or 5 (very high)".into(),
        Code::DuplicateId { .. } | Code::ReservedId { .. } => "give it another id".into(),
        Code::UnknownId { suggestion: Some(s), .. } => format!("did you mean «{s}»?"),
        Code::UnknownId { allowed, .. } if allowed.is_empty() => {
            "add it to region.yaml first".into()
        }
        Code::UnknownId { allowed, .. } => {
            format!("the ids are {}; add new ones to region.yaml", quoted_list(allowed, "and"))
        }
        Code::OutsideProgram { .. } => {
            "correct the date, or the programme's period in program.yaml".into()
        }
        Code::ReachedLater { .. } => {
            "correct the date, or leave it to the report of the next period".into()
        }
        Code::ReachedStatus { .. } => "write «status: fullført», or remove «nådd»".into(),
        Code::Overdue { .. } => {
            "write «status: fullført», or a «ny_frist» and why in «kommentar»".into()
        }
        Code::ProgressStatus { progress: 100, .. } => {
            "write «status: fullført», or a progress below 100".into()
        }
        Code::ProgressStatus { status, .. } if status == "ikke-startet" => {
            "write «framdrift: 0», or another status".into()
        }
        Code::ProgressStatus { .. } => "write «framdrift: 100», or another status".into(),
        Code::MissingDeviation { .. } => {
            "write a deviation with this in «gjelder», and «årsak», «konsekvens» and «tiltak»"
                .into()
        }
        Code::IncompleteDeviation { .. } => {
            "write briefly why it happened, what it leads to, and what is being done".into()
        }
        Code::Overspent { .. } => "write in «kommentar» why, and how it is covered".into(),
        Code::ForecastBelow { .. } => {
            "see whether there is a nought too many or too few; if the figures are right, say why \
             in «kommentar»"
                .into()
        }
        Code::NegativeAmount { .. } => "write it without a minus".into(),
        Code::SumRow { .. } => "delete it: the sum is worked out".into(),
        Code::ProgressFell { .. } => {
            "see whether the figure is right; if it is, say why in «kommentar»".into()
        }
        Code::FarValue { .. } => {
            "see whether a comma is missing; if the figure is right, say why in «kommentar»".into()
        }
        Code::ReportDate { .. } => "correct the year or the month".into(),
        Code::PastDeadline { .. } => {
            "correct the year or the month; if it is reached, write «status: fullført»".into()
        }
        Code::Placeholder { .. } => "write the text, or remove the field".into(),
        Code::SplitWord { word } => format!("write «{word}» on one line, without the hyphen"),
        Code::AccountsFell { .. } => {
            "«regnskap» is all that has been spent so far; if it is right, write why in «kommentar»"
                .into()
        }
        Code::Unaccounted { .. } => {
            "write «verdi», or in «kommentar» why it was not measured".into()
        }
        Code::Direction { .. } => "correct «retning», «måltall» or «utgangsverdi»".into(),
        Code::Sum { sum: Sum::Finansiering, parts, whole } if is_thousandfold(*parts, *whole) => {
            let short = if parts < whole { "the funding" } else { "the budget" };
            format!(
                "{short} seems to be in thousands: write all amounts in whole kroner, 1 200 000 and \
                 not 1 200"
            )
        }
        Code::Sum { .. } => "correct the figures so that the sum is right".into(),
        Code::MissingPeriod { period } => {
            format!("make {period}.yaml; otherwise changes are counted from the one before it")
        }
        Code::Vanished { id, .. } => {
            format!("mention it («id: {id}»), with «status: lukket» if it is settled")
        }
        Code::NotFilled { .. } => "fill it in before the report is sent".into(),
        Code::TooManyPages { .. } => {
            "shorten the ingress and the comments, or use the usual template".into()
        }
        Code::NotShown { .. } => {
            "show it in the template or in «seksjoner»; if it is left out on purpose, all is well".into()
        }
        Code::TimeLimit { .. } => {
            "look for an endless loop in the template; if it only needs more time, set --time-limit"
                .into()
        }
        Code::TextOutside { .. } => {
            "give the text a width in the template, and let it break over lines".into()
        }
        Code::PageDiffers { shown, .. } => {
            format!("see {shown}; if it is meant, run «regionrapport template test --update»")
        }
        Code::PageCount { .. } => {
            "if it is meant, run «regionrapport template test --update»".into()
        }
        Code::MisnamedTemplate { suggestion, .. } => format!("did you mean «{suggestion}»?"),
        Code::Contract { version, .. } => {
            format!("see in CHANGELOG.md what is new, mend the template, and write {version} in it")
        }
        Code::LabelName { allowed, .. } if allowed.is_empty() => {
            "no name in braces is replaced here".into()
        }
        Code::LabelName { allowed, .. } => {
            format!("here may stand {}", quoted_list(allowed, "and"))
        }
        Code::LabelShape { .. } => {
            "see «regionrapport template eject lang/nb.yaml», or remove it".into()
        }
        Code::MissingLabel { label } => format!("write «{}:» and the text", last(label)),
        Code::Template { hints, .. } if !hints.is_empty() => hints.join("; "),
        Code::Template { .. } => {
            "correct the template, or remove it so that the built-in one is used".into()
        }
        Code::Internal { .. } => {
            "this is a fault of the program: please report it".into()
        }
    }
}

/// The two colours of a pair, as they stand on the page.
fn pair(pair: Pair) -> &'static str {
    match pair {
        Pair::AccentOnPaper => "with white",
        Pair::AccentOnTint => "with the ground of the fact boxes",
        Pair::MutedOnTint => "of grey text with the ground it gives the fact boxes",
        Pair::ChartOnPaper => "of charts with white",
        Pair::ChartOnTint => "of charts with the ground below them",
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Number => "a number",
        Kind::Bool => "true or false",
        Kind::Null => "nothing",
        Kind::List => "a list",
        Kind::Fields => "named fields",
    }
}

fn construct_name(construct: Construct) -> &'static str {
    match construct {
        Construct::Heading => "a heading (# or a line below the text)",
        Construct::Table => "a table",
        Construct::Image => "a picture",
        Construct::Code => "text between `",
        Construct::CodeBlock => "a code block (after four spaces or ```)",
        Construct::Html => "HTML (< before a word)",
        Construct::Quote => "a quotation (> before the line)",
        Construct::Rule => "a dividing line (--- or ***)",
        Construct::Footnote => "a footnote",
        Construct::TaskList => "a task list",
        Construct::DeepList => "a list of more than four levels",
        Construct::LinkAddress => "a link without a whole address",
        Construct::LinkDefinition => "a line that begins with [name]:",
        Construct::DeepMarks => "emphasis of more than eight levels",
    }
}

fn construct_hint(construct: Construct) -> &'static str {
    match construct {
        Construct::Heading => {
            "write \\# for the character itself, make the line \
             **strong**, or make a section of its own under «seksjoner»"
        }
        Construct::Table => "write the figures as a list",
        Construct::Image => "put the picture under «bilder», with «alt»",
        Construct::Code => {
            "remove the characters `, or write \\` for the character itself"
        }
        Construct::CodeBlock => "remove the indentation and the ```",
        Construct::Html => "remove it, or write \\< for the character itself",
        Construct::Quote => {
            "put the quotation in «…», or write \\> for the character itself"
        }
        Construct::Rule => "remove the line, or write \\- for the character itself",
        Construct::Footnote => "write it in the text, in parentheses",
        Construct::TaskList => "write the items without [ ]",
        Construct::LinkAddress => "write [text](https://…) or [text](mailto:…)",
        Construct::LinkDefinition => "write \\[ for the character itself",
        Construct::DeepList | Construct::DeepMarks => "use fewer levels",
    }
}
