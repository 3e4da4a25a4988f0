//! The words of the findings in bokmål.

use super::{
    character, field_for, group, is_thousandfold, kroner, last, number, quoted_list,
    ratio,
};
use crate::diagnostics::{Code, Construct, Home, Kind, Pair, Sum};

#[expect(clippy::too_many_lines, reason = "one arm for each code")]
pub(super) fn message(code: &Code) -> String {
    match code {
        Code::Unreadable { reason } => format!("filen kan ikke leses: {reason}"),
        Code::MissingFile => "filen finnes ikke".into(),
        Code::IsDirectory => "her ligger en mappe der det skulle vært en fil".into(),
        Code::CutOff => "filen slutter midt i en bokstav".into(),
        Code::Encoding { byte } => {
            format!("filen er ikke lagret som UTF-8 (ugyldig byte 0x{byte:02X})")
        }
        Code::EmptyFile => "filen er tom".into(),
        Code::TooLarge { size, limit } => format!(
            "filen er for stor: {} kB, og grensen er {} kB",
            size.div_ceil(1000),
            limit / 1000
        ),
        Code::TooComplex => "filen er for innfløkt til å være en rapport".into(),
        Code::Tab => "tabulator brukt som innrykk".into(),
        Code::UnclosedQuote => "anførselstegnet blir aldri lukket".into(),
        Code::ColonInText { .. } => "kolonet her gjør teksten til et nytt felt".into(),
        Code::Indentation { .. } => "feltet har feil innrykk".into(),
        Code::TextIndentation { field: Some(name) } => {
            format!("linjen hører til «{name}» over, men mangler innrykk")
        }
        Code::TextIndentation { .. } => "teksten under «|» har for lite innrykk".into(),
        Code::SpecialStart { character } => {
            format!("teksten begynner med «{character}», som betyr noe eget i YAML")
        }
        Code::UnclosedBracket { open } => format!("«{open}» blir aldri lukket"),
        Code::MissingSpace { after: '-' } => "det mangler mellomrom etter bindestreken".into(),
        Code::MissingSpace { .. } => "det mangler mellomrom etter kolonet".into(),
        Code::MissingColon { equals: true } => "her står = der det skulle stått kolon".into(),
        Code::MissingColon { .. } => "linjen mangler kolon etter feltnavnet".into(),
        Code::StrayDash { .. } => "her står det en bindestrek foran et felt".into(),
        Code::CurlyQuotes => {
            "disse anførselstegnene blir en del av teksten: YAML kjenner bare \" og '".into()
        }
        Code::QuoteInside { rest: Some(rest), .. } => {
            format!("etter anførselstegnet som avslutter verdien, står det mer: «{rest}»")
        }
        Code::QuoteInside { quote, .. } => {
            format!("anførselstegnet {quote} avslutter teksten her, men det kommer mer")
        }
        Code::Backslash { sequence } => {
            format!("«{sequence}» er ingen kode i YAML: i \"…\" betyr \\ noe eget")
        }
        Code::Semicolon => "i klammer skilles punktene med komma, ikke semikolon".into(),
        Code::Comment { lost } => {
            format!("«{lost}» kommer ikke med: # etter mellomrom begynner en merknad")
        }
        Code::FoldedList { .. } => "punktene blir slått sammen til én linje".into(),
        Code::FoldedText => "avsnittene blir slått sammen til ett".into(),
        Code::NotABar { character } => {
            format!("«{character}» står der «|» skulle stått, og blir en del av teksten")
        }
        Code::Bullet { sign } => format!("«{sign}» er ikke tegnet foran et punkt i YAML"),
        Code::ItemOnLine => "punktet står på samme linje som feltet det hører til".into(),
        Code::StrayLine { line } => format!("linjen «{line}» er ikke et felt"),
        Code::Invisible { character: '\u{ad}' } => {
            "i feltnavnet står det en usynlig bindestrek (U+00AD)".into()
        }
        Code::Invisible { .. } => {
            "her står det et hardt mellomrom, og YAML trenger et vanlig".into()
        }
        Code::HtmlEntity { entity, .. } => {
            format!("«{entity}» er koden nettsider har for et tegn, og ville stått slik i rapporten")
        }
        Code::MergeConflict => "her ligger merkene etter en sammenslåing som ikke ble ferdig".into(),
        Code::MissingComma => "det mangler et komma".into(),
        Code::TabInside => "verdien har en tabulator i seg, som fra et regneark".into(),
        Code::CommaInBraces => {
            "i krøllparenteser skiller komma mellom feltene, også i et tall eller en tekst".into()
        }
        Code::SectionName { value, .. } => format!("«{value}» kan ikke være navnet på en del"),
        Code::UnknownSection { name, .. } => format!("rapporten har ingen del «{name}»"),
        Code::SectionTwice { name } => format!("delen «{name}» står to ganger"),
        Code::Margin { value, least, most } => format!(
            "en marg på {} mm går ikke: den kan være fra {} til {} mm",
            number(*value, ","),
            number(*least, ","),
            number(*most, ",")
        ),
        Code::Url { value, .. } => format!("«{value}» er ikke en nettadresse"),
        Code::Email { value, .. } => format!("«{value}» er ikke en e-postadresse"),
        Code::Misnamed { name, .. } => format!("navnet «{name}» kjennes ikke igjen"),
        Code::Misplaced { name, .. } => {
            format!("filen «{name}» ligger i feil mappe, og blir ikke lest")
        }
        Code::SamePeriod { name } => {
            format!("«{name}» er den andre filen for samme periode")
        }
        Code::PictureName { file, format } => {
            format!("bildet «{file}» er i formatet {format}, men heter noe annet")
        }
        Code::SecondDocument => "filen har mer enn ett dokument (---)".into(),
        Code::Syntax { .. } => "dette er ikke gyldig YAML".into(),
        Code::DuplicateKey { key } => format!("feltet «{key}» er skrevet to ganger"),
        Code::KeyType => "feltnavnet må være tekst".into(),
        Code::UnknownField { field, .. } => format!("ukjent felt «{field}»"),
        Code::MissingField { field } => format!("feltet «{field}» mangler"),
        Code::EmptyField { field } => format!("feltet «{field}» har ingen verdi"),
        Code::WrongType { expected, found, .. } => {
            let expected: Vec<_> = expected.iter().map(|k| kind(*k)).collect();
            format!(
                "her skal det stå {}, ikke {}",
                expected.join(" eller "),
                kind(*found)
            )
        }
        Code::BracesForList { .. } => {
            "i krøllparenteser står felt, og her skal det stå en liste".into()
        }
        Code::IdAsField { id } => format!("«{id}» er id-en til punktet, men står som et felt"),
        Code::SeveralValues { values, .. } => {
            format!("her står det {} verdier i én", values.len())
        }
        Code::UnknownWord { value, .. } => format!("«{value}» kan ikke brukes her"),
        Code::TrailingComma => "verdien slutter med et komma".into(),
        Code::MunicipalityNumber { value, .. } => {
            format!("«{value}» er ikke et kommunenummer")
        }
        Code::EmptyList => "listen er tom".into(),
        Code::EmptyText => "teksten er tom".into(),
        Code::ThousandsDot { value, decimal: Some(decimal), .. } => format!(
            "«{value}» er tvetydig: punktum leses som desimaltegn, altså {decimal}"
        ),
        Code::ThousandsDot { value, .. } => {
            format!("«{value}» har skilletegn mellom tusenene")
        }
        Code::Count { value } => format!("«{value}» er ikke et helt tall fra 0 og opp"),
        Code::Decimal { value } => format!("«{value}» er ikke et tall"),
        Code::Amount { value, .. } => format!("«{value}» er ikke et beløp"),
        Code::Date { value, .. } => format!("«{value}» er ikke en dato"),
        Code::NoSuchDate { value, .. } => format!("datoen «{value}» finnes ikke"),
        Code::Moment { value } => format!("«{value}» er verken et årstall eller en dato"),
        Code::Colour { value } => format!("«{value}» er ikke en farge"),
        Code::IdForm { value, .. } => format!("«{value}» kan ikke være en id"),
        Code::Markdown { construct } => {
            format!("{} kan ikke stå i en tekst", construct_name(*construct))
        }
        Code::PeriodName { name } => format!("filnavnet «{name}» er ikke en periode"),
        Code::FileName { name, .. } => {
            format!("navnet «{name}» har andre tegn enn a–z, 0–9, bindestrek og punktum")
        }
        Code::OutsideProject { file } => format!("«{file}» ligger utenfor mappen til regionen eller programmet"),
        Code::MissingPicture { file, .. } => format!("bildet «{file}» finnes ikke"),
        Code::PictureFormat { file } => {
            format!("«{file}» har et bildeformat som ikke kan brukes")
        }
        Code::CmykPicture { file } => {
            format!("bildet «{file}» har farger for trykk (CMYK)")
        }
        Code::BrokenPicture { file } => format!("bildet «{file}» er skadet"),
        Code::MissingAlt => "bildet mangler en beskrivelse i feltet «alt»".into(),
        Code::DateOrder { start, end } => {
            format!("slutten ({end}) er før starten ({start})")
        }
        Code::Contrast { pair: which, colour, ratio: found, required, .. } => format!(
            "fargen «{colour}» er for lys: kontrasten {} er {} : 1, kravet er {} : 1",
            pair(*which),
            ratio(*found, ","),
            ratio(*required, ",")
        ),
        Code::Character { character } => {
            format!(
                "tegnet «{character}» (U+{:04X}) kan ikke vises",
                u32::from(*character)
            )
        }
        Code::UnknownFont { font, .. } => format!("skrifttypen «{font}» finnes ikke"),
        Code::PdfStandards { detail } => {
            format!("disse PDF-standardene passer ikke sammen ({detail})")
        }
        Code::Percent { value, .. } => {
            format!("«{value}» er ikke hele prosent fra 0 til 100")
        }
        Code::Score { value } => format!("«{value}» er ikke et helt tall fra 1 til 5"),
        Code::DuplicateId { id } => format!("id-en «{id}» er brukt to ganger"),
        Code::UnknownId { id, .. } => format!("id-en «{id}» finnes ikke"),
        Code::OutsideProgram { date, start, end } => {
            format!("{date} ligger utenfor programmet ({start} – {end})")
        }
        Code::ReachedLater { date, end } => {
            format!("milepælen er nådd {date}, etter periodens siste dag ({end})")
        }
        Code::ReachedStatus { status } => {
            format!("milepælen har en dag da den ble nådd, men statusen er «{status}»")
        }
        Code::ReservedId { id } => {
            format!("«{id}» er navnet på en vurdering og kan ikke være en id")
        }
        Code::Overdue { name, deadline } => {
            format!(
                "fristen for milepælen «{name}» gikk ut {deadline}, og den har ingen status"
            )
        }
        Code::ProgressStatus { progress, status } => {
            format!("framdriften er {progress} %, men statusen er «{status}»")
        }
        Code::MissingDeviation { name, status } => {
            format!("«{name}» har status «{status}», men ingen åpne avvik sier hvorfor")
        }
        Code::IncompleteDeviation { missing } => {
            format!("avviket mangler {}", quoted_list(missing, "og"))
        }
        Code::Overspent { field, over } => {
            let figure = if *field == "regnskap" { "regnskapet" } else { "prognosen" };
            format!("{figure} er {} over budsjettet, uten kommentar", kroner(*over, ","))
        }
        Code::ForecastBelow { spent, forecast } => format!(
            "regnskapet ({}) er alt større enn prognosen for det hele ({})",
            kroner(*spent, ","),
            kroner(*forecast, ",")
        ),
        Code::NegativeAmount { amount } => {
            format!("beløpet er under null: {}", kroner(*amount, ","))
        }
        Code::SumRow { name } => {
            format!("«{name}» er summen av de andre, og ville blitt regnet med en gang til")
        }
        Code::ProgressFell { before, now } => {
            format!("framdriften er {now} %, men var {before} % forrige periode")
        }
        Code::FarValue { value, target } => format!(
            "verdien {} er langt fra alt som er planlagt og meldt (måltallet er {})",
            number(*value, ","),
            number(*target, ",")
        ),
        Code::ReportDate { date, end } => {
            format!("datoen til rapporten er {date}, og perioden slutter {end}")
        }
        Code::PastDeadline { deadline, start } => {
            format!("den nye fristen, {deadline}, var ute før perioden begynte ({start})")
        }
        Code::MunicipalityTwice { name } => format!("kommunen «{name}» står to ganger"),
        Code::Placeholder { text } => format!("«{text}» blir stående i rapporten"),
        Code::SplitWord { word } => {
            format!("bindestreken blir stående midt i ordet «{word}»")
        }
        Code::AccountsFell { before, now } => format!(
            "regnskapet er {}, men var {} forrige periode",
            kroner(*now, ","),
            kroner(*before, ",")
        ),
        Code::Unaccounted { name } => {
            format!("sluttrapporten sier ikke noe om indikatoren «{name}»")
        }
        Code::Direction { baseline, target, word } => format!(
            "indikatoren skal {word}, men måltallet ({}) og utgangsverdien ({}) sier noe annet",
            number(*target, ","),
            number(*baseline, ",")
        ),
        Code::Sum { sum: Sum::Folketall, parts, whole } => format!(
            "kommunene har til sammen {} innbyggere, men regionen har {}",
            number(*parts, ","),
            number(*whole, ",")
        ),
        Code::Sum { sum: Sum::Areal, parts, whole } => format!(
            "kommunene er til sammen {} km², men regionen er {} km²",
            number(*parts, ","),
            number(*whole, ",")
        ),
        Code::Sum { sum: Sum::Finansiering, parts, whole } => format!(
            "finansieringen er til sammen {} kr, men budsjettet er {} kr",
            number(*parts / 100.0, ","),
            number(*whole / 100.0, ",")
        ),
        Code::MissingPeriod { period } => {
            format!("perioden før, {period}, har ingen fil, enda det finnes eldre")
        }
        Code::StatusParts { status, part, part_status } => {
            format!("statusen er «{status}», men «{part}» er «{part_status}»")
        }
        Code::Vanished { name, .. } => {
            format!("«{name}» var ikke lukket forrige periode og er ikke nevnt nå")
        }
        Code::NotFilled { name: None, fields } => {
            format!("{} er ikke fylt ut", quoted_list(fields, "og"))
        }
        Code::NotFilled { name: Some(name), fields } => {
            format!("{} er ikke fylt ut for «{name}»", quoted_list(fields, "og"))
        }
        Code::TooManyPages { pages, most } => {
            format!("rapporten ble på {pages} sider, og malen skal ha plass på {most}")
        }
        Code::NotShown { value } => format!("«{value}» står ikke i rapporten"),
        Code::TimeLimit { seconds, report } => {
            format!("malen ble ikke ferdig på {seconds} sekunder (i rapporten {report})")
        }
        Code::TextOutside { page, text, report } => {
            format!("«{text}» går utenfor side {page} (i rapporten {report})")
        }
        Code::PageCount { pages, stored } => {
            format!("rapporten er på {pages} sider, og var på {stored}")
        }
        Code::PageDiffers { difference, .. } => {
            format!("siden ser annerledes ut enn før: {difference} promille der den er mest endret")
        }
        Code::MisnamedTemplate { file, .. } => {
            format!("«{file}» tar ikke plassen til noen innebygd fil")
        }
        Code::Contract { made_for, version } => format!(
            "malen er laget for versjon {made_for} av dataene, og dette er versjon {version}"
        ),
        Code::MissingLabel { label } => {
            format!("teksten «{label}» mangler i språkfilen, og står på bokmål")
        }
        Code::UnknownLabel { label, .. } => format!("ingen mal bruker teksten «{label}»"),
        Code::LabelName { value, .. } => {
            format!("«{value}» blir stående slik i rapporten")
        }
        Code::LabelShape { label, items: Some(items) } => {
            format!("«{label}» skal være en liste med {items} tekster")
        }
        Code::LabelShape { label, .. } => {
            format!("«{label}» har en annen form enn i den innebygde språkfilen")
        }
        Code::Template { message, report, .. } => {
            format!("feil i malen: {message} (i rapporten {report})")
        }
        Code::Internal { detail } => format!("programmet forstår ikke filen ({detail})"),
    }
}

#[expect(clippy::too_many_lines, reason = "one arm for each code")]
pub(super) fn hint(code: &Code) -> String {
    match code {
        Code::Unreadable { .. } => "se om du har lov til å lese filen".into(),
        Code::MissingFile => "lag filen, eller rett navnet".into(),
        Code::IsDirectory => "flytt mappen, og legg en fil med dette navnet her".into(),
        Code::CutOff => "resten av filen er trolig borte: hent den på nytt; \
            er den hel, så lagre den med tegnkodingen UTF-8"
            .into(),
        Code::Encoding { byte } => {
            let origin = match byte {
                0xFE | 0xFF => "; den er trolig lagret som UTF-16",
                0x80.. => "; den er trolig lagret som Windows-1252",
                _ => "",
            };
            format!("lagre filen på nytt og velg tegnkodingen UTF-8{origin}")
        }
        Code::EmptyFile => "skriv inn feltene, eller slett filen".into(),
        Code::TooLarge { .. } => {
            "flytt bilder og vedlegg ut i egne filer, og del opp teksten".into()
        }
        Code::TooComplex => {
            "skriv verdiene rett ut, uten & og *, og med færre innrykk".into()
        }
        Code::Tab => "bruk mellomrom: to for hvert innrykk".into(),
        Code::UnclosedQuote => {
            "sett et anførselstegn til slutt, eller ta bort det første".into()
        }
        Code::ColonInText { field: Some(field) } => format!(
            "sett hele teksten i anførselstegn, eller skriv «|» etter feltnavnet og flytt hele teksten \
             ned på linjene under; er «{field}» et felt, så gi det samme innrykk som linjen over"
        ),
        Code::ColonInText { .. } => {
            "sett hele teksten i anførselstegn: \"Merk: …\"; er det to felt, så skriv dem på \
             hver sin linje uten komma"
                .into()
        }
        Code::Indentation { under: Some(name), .. } => format!(
            "gi det to mellomrom til, så det står rett under «{name}» og ikke under bindestreken"
        ),
        Code::Indentation { value: Some(value), .. } => format!(
            "er det et felt for seg, så gi det samme innrykk som linjen over; hører det til linjen over, \
             så flytt «{value}» ned på en egen linje rett over dette feltet, med navnet på feltet foran \
             (for eksempel «{}: {value}»)",
            field_for(value)
        ),
        Code::Indentation { .. } => {
            "gi det samme innrykk som feltene det hører sammen med".into()
        }
        Code::TextIndentation { field: Some(_) } => {
            "skriv den på samme linje som feltet, etter kolon og mellomrom, eller gi den to mellomrom \
             foran"
                .into()
        }
        Code::TextIndentation { .. } => {
            "gi alle linjene i teksten like mange mellomrom, minst to flere enn feltet; er linjen et felt, så \
             gi den samme innrykk som feltet over, og skriv kolon etter navnet"
                .into()
        }
        Code::SpecialStart { character: '|' } => {
            "flytt teksten ned på linjen under «|», med innrykk".into()
        }
        Code::SpecialStart { character: '>' } => {
            "skriv «over» eller «mer enn»; skal tegnet stå, så skriv '\\> …' i enkle anførselstegn".into()
        }
        Code::SpecialStart { .. } => {
            "sett hele teksten i anførselstegn, eller skriv «|» etter feltnavnet og teksten på \
             linjene under"
                .into()
        }
        Code::UnclosedBracket { open } => format!(
            "sett «{}» til slutt; hører tegnet til en tekst, så sett teksten i anførselstegn",
            if *open == '[' { ']' } else { '}' }
        ),
        Code::MissingSpace { after: '-' } => {
            "skriv et mellomrom mellom bindestreken og teksten".into()
        }
        Code::MissingSpace { .. } => "skriv et mellomrom mellom kolonet og verdien".into(),
        Code::MissingColon { equals: true } => {
            "skriv kolon og mellomrom i stedet for =: «navn: verdi»".into()
        }
        Code::MissingColon { .. } => {
            "skriv «navn: verdi»; hører linjen til teksten over, så gi den mer innrykk".into()
        }
        Code::StrayDash { under: Some(name) } => {
            format!("skriv et mellomrom i stedet for bindestreken, så feltet står rett under «{name}»")
        }
        Code::StrayDash { .. } => {
            "ta bort bindestreken; er det et punkt i en liste, så gi det mer innrykk enn feltet \
             det hører til"
                .into()
        }
        Code::CurlyQuotes => {
            "bruk rette anførselstegn (\" rundt hele teksten), eller ta dem bort".into()
        }
        Code::QuoteInside { rest: Some(_), .. } => {
            "ta det bort; er det en del av en tekst, så flytt det inn foran anførselstegnet".into()
        }
        Code::QuoteInside { .. } => {
            "bruk «…» inne i teksten, eller ta bort anførselstegnene rundt den".into()
        }
        Code::Backslash { .. } => {
            "bruk enkle anførselstegn ('…'), eller ingen; i filnavn skrives /".into()
        }
        Code::Semicolon => {
            "skriv komma mellom punktene; hører semikolonet til teksten, så sett den i \
             anførselstegn"
                .into()
        },
        Code::Comment { .. } => {
            "sett hele verdien i anførselstegn; er det en merknad, så skriv mellomrom etter #"
                .into()
        }
        Code::MergeConflict => {
            "behold den riktige av de to utgavene, og slett linjene med <<<<<<<, ======= og >>>>>>>"
                .into()
        }
        Code::MissingComma => "skriv komma mellom feltene eller punktene".into(),
        Code::TabInside => "skriv hver verdi i sitt eget felt, og bruk mellomrom i teksten".into(),
        Code::FoldedList { sign: '1' } => {
            "skriv bindestrek og mellomrom foran hvert punkt; skal tallene stå i en tekst, så skriv «|» \
             etter feltnavnet"
                .into()
        }
        Code::FoldedList { sign: '-' } => {
            "skriv «|» etter feltnavnet, og ett punkt på hver linje under".into()
        }
        Code::FoldedList { sign } => {
            let sign = if *sign == 'a' { "a)".into() } else { sign.to_string() };
            format!("skriv bindestrek og mellomrom foran hvert punkt, ikke {sign}")
        }
        Code::FoldedText => {
            "skriv «|» etter feltnavnet, og teksten på linjene under med tom linje mellom \
             avsnittene"
                .into()
        }
        Code::NotABar { .. } => {
            "skriv «|», som står på tasten til venstre for 1".into()
        }
        Code::Bullet { .. } => "skriv bindestrek og mellomrom foran hvert punkt, og ikke noe annet tegn".into(),
        Code::ItemOnLine => {
            "flytt det ned: hvert punkt står på en egen linje, med innrykk, bindestrek og mellomrom"
                .into()
        }
        Code::StrayLine { line } if line.starts_with(['/', '<']) => {
            "skriv # foran, så blir den en merknad".into()
        }
        Code::StrayLine { line } if line.starts_with('|') => {
            "skriv hver rad som «navn: verdi» på en egen linje, uten streker".into()
        }
        Code::StrayLine { line } if line == "..." => {
            "slett den: for YAML betyr tre prikker at filen er slutt".into()
        }
        Code::StrayLine { line } if line.starts_with('`') => {
            "slett alle linjene som begynner med ```".into()
        }
        Code::StrayLine { .. } => {
            "slett den, eller skriv # foran, så blir den en merknad".into()
        }
        Code::Invisible { character: '\u{ad}' } => {
            "slett feltnavnet, og skriv det for hånd".into()
        }
        Code::Invisible { .. } => "skriv et vanlig mellomrom i stedet, også andre steder i filen der det er slik".into(),
        Code::HtmlEntity { character: c, .. } => format!("skriv {}", character(*c, "et mellomrom")),
        Code::CommaInBraces => {
            "sett verdien i anførselstegn, eller skriv feltene på hver sin linje".into()
        }
        Code::SectionName { suggestion, .. } => {
            format!("skriv navnet på feltet eller filen: {suggestion}")
        }
        Code::SectionTwice { .. } | Code::MunicipalityTwice { .. } => "ta bort den ene".into(),
        Code::Margin { .. } => "skriv millimeter, for eksempel 24".into(),
        Code::Url { suggestion: Some(address), .. } => format!("mente du {address}?"),
        Code::Url { .. } => "skriv hele adressen: https://www.example.com".into(),
        Code::Email { suggestion: Some(address), .. } => {
            format!("skriv {address}; flere adresser skrives som flere kontakter")
        }
        Code::Email { .. } => "skriv én adresse: kari@example.com".into(),
        Code::Misnamed { suggestion, .. } | Code::FileName { suggestion, .. } => {
            format!("gi den navnet «{suggestion}»")
        }
        Code::Misplaced { folder, .. } => format!("flytt den til {folder}/"),
        Code::SamePeriod { .. } => "slå filene sammen, og slett den ene".into(),
        Code::PictureName { format, .. } => {
            format!("la navnet slutte på .{}", format.to_lowercase())
        }
        Code::SecondDocument => "ta bort linjen «---», og flytt det som står etter den, til en egen fil".into(),
        Code::Syntax { .. } => {
            "se etter manglende mellomrom etter kolon eller bindestrek, feil innrykk, \
             eller et kolon inne i en tekst som trenger anførselstegn"
                .into()
        }
        Code::DuplicateKey { .. } => "slå de to sammen, eller slett den ene".into(),
        Code::KeyType => "skriv et feltnavn foran kolonet".into(),
        Code::UnknownField { suggestion: Some(s), .. }
        | Code::UnknownWord { suggestion: Some(s), .. }
        | Code::UnknownId { suggestion: Some(s), .. }
        | Code::UnknownSection { suggestion: Some(s), .. }
        | Code::UnknownLabel { suggestion: s, .. }
        | Code::MissingPicture { suggestion: Some(s), .. } => format!("mente du «{s}»?"),
        Code::UnknownField { elsewhere: Some(Home::File(kind)), .. } if kind == "period" => {
            "feltet hører hjemme i filen for en periode, for eksempel 2026-k3.yaml".into()
        }
        Code::UnknownField { elsewhere: Some(Home::File(kind)), .. } => {
            format!("feltet hører hjemme i {kind}.yaml")
        }
        Code::UnknownField { elsewhere: Some(Home::Outermost), .. } => {
            "feltet hører hjemme ytterst i filen: ta bort innrykket".into()
        }
        Code::UnknownField { elsewhere: Some(Home::Below(name)), .. } => {
            format!("feltet hører hjemme under «{name}»: gi det to mellomrom innrykk")
        }
        Code::UnknownField { allowed, .. } => {
            format!("feltene her er {}", quoted_list(allowed, "og"))
        }
        Code::MissingField { field } => format!("skriv «{field}:» og verdien på en egen linje"),
        Code::EmptyField { .. } => "skriv verdien etter kolonet".into(),
        Code::WrongType { expected, found: Kind::Fields, .. }
            if expected.contains(&Kind::Text) =>
        {
            "har teksten et kolon i seg? skriv «|» etter feltnavnet og teksten på linjene under, eller, \
             er den på én linje, sett den i anførselstegn"
                .into()
        }
        Code::WrongType { expected, found: Kind::Fields, fields, name }
            if expected.contains(&Kind::List) =>
        {
            let first = fields.first().map_or("", String::as_str);
            let value = name.as_deref().unwrap_or("…");
            format!(
                "skriv det som en liste: «- {first}: {value}», og de andre feltene i punktet rett \
                 under «{first}»"
            )
        }
        Code::WrongType { expected, found: Kind::List, name: Some(id), .. }
            if expected == &[Kind::Fields] =>
        {
            format!(
                "skriv «{id}:» i stedet for «- id: {id}», og de andre feltene på linjene under, med \
                 innrykk"
            )
        }
        Code::WrongType { expected, found: Kind::List, .. } if expected == &[Kind::Fields] => {
            "ta bort bindestrekene, og skriv id-en eller feltnavnet med kolon etter; det som hører \
             under, får innrykk"
                .into()
        }
        Code::WrongType { found: Kind::Null, .. } => {
            "skriv en verdi, eller ta bort linjen".into()
        }
        Code::WrongType { expected, .. } if expected == &[Kind::List] => {
            "skriv hvert punkt på en egen linje med bindestrek og mellomrom foran".into()
        }
        Code::WrongType { expected, found: Kind::Text, fields, name: Some(value) }
            if expected == &[Kind::Fields] && fields.len() > 1 =>
        {
            format!(
                "skriv «- {}: {value}», og {} på linjene rett under",
                fields[0],
                quoted_list(&fields[1..], "og")
            )
        }
        Code::WrongType { expected, fields, .. }
            if expected.contains(&Kind::Fields) && !fields.is_empty() =>
        {
            format!(
                "skriv {} på hver sin linje med innrykk, med kolon og mellomrom etter navnet",
                quoted_list(fields, "og")
            )
        }
        Code::WrongType { .. } => "rett verdien".into(),
        Code::BracesForList { items } => format!("skriv [{}]", items.join(", ")),
        Code::IdAsField { id } => {
            format!("skriv «- id: {id}», og de andre feltene på linjene under, rett under «id»")
        }
        Code::SeveralValues { values, fields } if fields.is_empty() => {
            format!("skriv dem som en liste: [{}]", values.join(", "))
        }
        Code::SeveralValues { values, fields } if fields.len() == values.len() && fields[0] == "status" => {
            format!("skriv {{ status: {}, {}: {} }}", values[0], fields[1], values[1])
        }
        Code::SeveralValues { fields, .. } => {
            format!("skriv hver verdi i sitt eget felt: {}", quoted_list(fields, "og"))
        }
        Code::UnknownWord { value, field: Some(field), .. } => {
            format!("hører verdien til «{field}»? skriv {{ {field}: {value} }}")
        }
        Code::UnknownWord { allowed, .. } => {
            format!("skriv {}", quoted_list(allowed, "eller"))
        }
        Code::TrailingComma => "ta bort kommaet".into(),
        Code::MunicipalityNumber { suggestion: Some(number), .. } => format!("skriv {number}"),
        Code::MunicipalityNumber { .. } => "skriv fire sifre, for eksempel 1833".into(),
        Code::UnknownSection { name, .. } => {
            format!("skriv navnet på et felt, eller lag filen templates/sections/{name}.typ")
        }
        Code::EmptyList => "skriv minst ett punkt, eller ta bort feltet".into(),
        Code::EmptyText => "skriv en tekst, eller ta bort feltet".into(),
        Code::ThousandsDot { plain, decimal, .. } => {
            let spaced = group(plain);
            match decimal {
                Some(decimal) => format!("skriv {plain}, {spaced} eller {decimal}"),
                None => format!("skriv {plain} eller {spaced}"),
            }
        }
        Code::Count { .. } => {
            "skriv bare sifre, uten enhet, for eksempel 34 394; er tallet ikke kjent, så ta bort feltet hvis det ikke må være med".into()
        },
        Code::Decimal { .. } => {
            "skriv bare tallet, uten enhet, for eksempel \"12,5\"; er det ikke kjent, så ta bort feltet hvis det ikke må være med".into()
        },
        Code::Amount { suggestion: Some(kroner), .. } => format!("mente du {kroner}?"),
        Code::Amount { .. } => "skriv beløpet i hele kroner, for eksempel 1 250 000; er det ikke kjent, så ta bort feltet hvis det ikke må være med".into(),
        Code::Date { suggestion: Some(s), .. } => format!("skriv {s}"),
        Code::Date { .. } => {
            "skriv dag, måned og år: 2015-01-31, 31.01.2015 eller 31. januar 2015; er dagen ikke kjent, \
             så ta bort feltet hvis det ikke må være med, og skriv det du vet, i en tekst"
                .into()
        }
        Code::NoSuchDate { suggestion: Some(date), .. } => format!("mente du {date}?"),
        Code::NoSuchDate { .. } => "se etter om måneden og dagen finnes".into(),
        Code::Moment { .. } => "skriv 2014, 2014-08-15 eller 15. august 2014".into(),
        Code::Colour { .. } => "skriv # og seks sifre eller bokstaver a–f: \"#0b4f6c\"".into(),
        Code::IdForm { suggestion, .. } => {
            format!("bruk små bokstaver, tall og bindestrek: {suggestion}")
        }
        Code::Markdown { construct } => construct_hint(*construct).into(),
        Code::PeriodName { .. } => {
            "kall filen 2026-k1.yaml (kvartal), 2026-t1.yaml (tertial), 2026-h1.yaml \
             (halvår) eller 2026.yaml (år)"
                .into()
        }
        Code::OutsideProject { .. } => {
            "kopier filen inn i mappen til regionen, og skriv navnet derfra".into()
        }
        Code::MissingPicture { .. } => {
            "legg bildet i samme mappe som denne filen, eller i en mappe under den".into()
        }
        Code::PictureFormat { .. } => "bruk PNG, JPEG eller SVG".into(),
        Code::CmykPicture { .. } => "lagre det på nytt i et bildeprogram, med farger i RGB".into(),
        Code::BrokenPicture { .. } => {
            "åpne det i et bildeprogram, lagre det på nytt, og kopier det inn igjen".into()
        }
        Code::MissingAlt => "beskriv med en setning det den som ikke ser bildet, trenger \
             å vite"
            .into(),
        Code::DateOrder { .. } | Code::StatusParts { .. } => "rett en av de to".into(),
        Code::Contrast { nearest, .. } => {
            format!("velg en mørkere farge; den nærmeste som går, er {nearest}")
        }
        Code::Character { .. } => {
            "skriv det med ord eller vanlige tegn, eller velg en skrifttype som har det".into()
        }
        Code::UnknownFont { known, .. } => {
            format!("legg den i mappen «fonts», eller skriv {}", quoted_list(known, "eller"))
        }
        Code::PdfStandards { .. } => "skriv ett PDF/A-nivå og eventuelt ua-1".into(),
        Code::Percent { suggestion: Some(whole), .. } => format!("mente du {whole}?"),
        Code::Percent { .. } => "skriv et helt tall fra 0 til 100, for eksempel 80".into(),
        Code::Score { .. } => "skriv 1 (svært lav), 2, 3, 4 eller 5 (svært høy)".into(),
        Code::DuplicateId { .. } | Code::ReservedId { .. } => "gi den en annen id".into(),
        Code::UnknownId { allowed, .. } if allowed.is_empty() => {
            "legg den først til i region.yaml".into()
        }
        Code::UnknownId { allowed, .. } => {
            format!("id-ene er {}; nye legges til i region.yaml", quoted_list(allowed, "og"))
        }
        Code::OutsideProgram { .. } => {
            "rett datoen, eller programmets periode i program.yaml".into()
        }
        Code::ReachedLater { .. } => {
            "rett datoen, eller ta det med i rapporten for neste periode".into()
        }
        Code::ReachedStatus { .. } => "skriv «status: fullført», eller ta bort «nådd»".into(),
        Code::Overdue { .. } => {
            "skriv «status: fullført», eller en «ny_frist» og hvorfor i «kommentar»".into()
        }
        Code::ProgressStatus { progress: 100, .. } => {
            "skriv «status: fullført», eller en framdrift under 100".into()
        }
        Code::ProgressStatus { status, .. } if status == "ikke-startet" => {
            "skriv «framdrift: 0», eller en annen status".into()
        }
        Code::ProgressStatus { .. } => "skriv «framdrift: 100», eller en annen status".into(),
        Code::MissingDeviation { .. } => {
            "skriv et avvik som «gjelder» dette, med «årsak», «konsekvens» og «tiltak»".into()
        }
        Code::IncompleteDeviation { .. } => {
            "skriv kort hvorfor det ble slik, hva det fører til, og hva dere gjør".into()
        }
        Code::Overspent { .. } => "skriv i «kommentar» hvorfor, og hvordan det dekkes".into(),
        Code::ForecastBelow { .. } => {
            "se etter en null for mye eller for lite; stemmer tallene, så skriv hvorfor i «kommentar»"
                .into()
        }
        Code::NegativeAmount { .. } => "skriv det uten minus".into(),
        Code::SumRow { .. } => "slett den: summen regnes ut".into(),
        Code::ProgressFell { .. } => {
            "se om tallet er rett; er det det, så skriv hvorfor i «kommentar»".into()
        }
        Code::FarValue { .. } => {
            "se etter et komma som mangler; er tallet rett, så skriv hvorfor i «kommentar»".into()
        }
        Code::ReportDate { .. } => "rett året eller måneden".into(),
        Code::PastDeadline { .. } => {
            "rett året eller måneden; er den nådd, så skriv «status: fullført»".into()
        }
        Code::Placeholder { .. } => "skriv teksten, eller ta bort feltet".into(),
        Code::SplitWord { word } => {
            format!("skriv «{word}» på én linje, uten bindestrek")
        }
        Code::AccountsFell { .. } => {
            "«regnskap» er alt som er brukt til nå; er tallet rett, så skriv hvorfor i «kommentar»"
                .into()
        }
        Code::Unaccounted { .. } => {
            "skriv «verdi», eller i «kommentar» hvorfor den ikke er målt".into()
        }
        Code::Direction { .. } => "rett «retning», «måltall» eller «utgangsverdi»".into(),
        Code::Sum { sum: Sum::Finansiering, parts, whole } if is_thousandfold(*parts, *whole) => {
            let short = if parts < whole { "finansieringen" } else { "budsjettet" };
            format!(
                "{short} ser ut til å være i tusen kroner: skriv alle beløp i hele kroner, 1 200 000 \
                 og ikke 1 200"
            )
        }
        Code::Sum { .. } => "rett tallene slik at summen stemmer".into(),
        Code::MissingPeriod { period } => {
            format!("lag {period}.yaml, ellers regnes endringene fra perioden før den igjen")
        }
        Code::Vanished { id, .. } => {
            format!("ta saken med («id: {id}»), med «status: lukket» hvis saken er ute av verden")
        }
        Code::NotFilled { .. } => "fyll det ut før rapporten sendes".into(),
        Code::TooManyPages { .. } => {
            "kort ned ingressen og kommentarene, eller bruk den vanlige malen".into()
        }
        Code::NotShown { .. } => {
            "ta det med i malen eller i «seksjoner»; er det med vilje, er alt som det skal".into()
        }
        Code::TimeLimit { .. } => {
            "se etter en løkke uten slutt i malen; trenger den bare mer tid, så sett --time-limit".into()
        }
        Code::TextOutside { .. } => {
            "gi teksten en bredde i malen, og la den brytes over flere linjer".into()
        }
        Code::PageDiffers { shown, .. } => format!(
            "se {shown}; er det slik det skal være, så kjør «regionrapport template test --update»"
        ),
        Code::PageCount { .. } => {
            "er det slik det skal være, så kjør «regionrapport template test --update»".into()
        }
        Code::MisnamedTemplate { suggestion, .. } => format!("mente du «{suggestion}»?"),
        Code::Contract { version, .. } => {
            format!("se i CHANGELOG.md hva som er nytt, rett malen, og skriv {version} i den")
        }
        Code::LabelName { allowed, .. } if allowed.is_empty() => {
            "her blir ingen navn i krøllparenteser byttet ut".into()
        }
        Code::LabelName { allowed, .. } => {
            format!("her kan det stå {}", quoted_list(allowed, "og"))
        }
        Code::LabelShape { .. } => {
            "se «regionrapport template eject lang/nb.yaml», eller ta den bort".into()
        }
        Code::MissingLabel { label } => format!("skriv «{}:» og teksten", last(label)),
        Code::Template { hints, .. } if !hints.is_empty() => hints.join("; "),
        Code::Template { .. } => "rett malen, eller ta den bort så den innebygde brukes".into(),
        Code::Internal { .. } => "dette er en feil i programmet: meld fra om den".into(),
    }
}

/// The two colours of a pair, as they stand on the page.
fn pair(pair: Pair) -> &'static str {
    match pair {
        Pair::AccentOnPaper => "mot hvitt",
        Pair::AccentOnTint => "mot bunnen i faktaboksene",
        Pair::MutedOnTint => "mellom grå tekst og bunnen den gir faktaboksene",
        Pair::ChartOnPaper => "i diagrammene mot hvitt",
        Pair::ChartOnTint => "i diagrammene mot bunnen under dem",
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "tekst",
        Kind::Number => "et tall",
        Kind::Bool => "ja eller nei (true, false)",
        Kind::Null => "ingenting",
        Kind::List => "en liste",
        Kind::Fields => "felt med navn",
    }
}

fn construct_name(construct: Construct) -> &'static str {
    match construct {
        Construct::Heading => "en overskrift (# eller en linje under teksten)",
        Construct::Table => "en tabell",
        Construct::Image => "et bilde",
        Construct::Code => "tekst mellom `",
        Construct::CodeBlock => "en kodeblokk (fire mellomrom eller ``` foran)",
        Construct::Html => "HTML (< foran et ord)",
        Construct::Quote => "et sitat (> foran linjen)",
        Construct::Rule => "en skillelinje (--- eller ***)",
        Construct::Footnote => "en fotnote",
        Construct::TaskList => "en avkryssingsliste",
        Construct::DeepList => "en liste i mer enn fire nivåer",
        Construct::LinkAddress => "en lenke uten hel adresse",
        Construct::LinkDefinition => "en linje som begynner med [navn]:",
        Construct::DeepMarks => "utheving i mer enn åtte nivåer",
    }
}

fn construct_hint(construct: Construct) -> &'static str {
    match construct {
        Construct::Heading => {
            "skriv \\# for selve tegnet, **uthev** linjen, eller lag en \
             egen del under «seksjoner»"
        }
        Construct::Table => "skriv tallene som en punktliste",
        Construct::Image => {
            "legg bildet under «bilder», med «alt», i filen for en periode"
        }
        Construct::Code => "ta bort tegnene `, eller skriv \\` for selve tegnet",
        Construct::CodeBlock => "ta bort innrykket og ```",
        Construct::Html => {
            "nytt avsnitt skrives med tom linje mellom, under «|»; ta det bort, eller skriv \\< for selve tegnet"
        }
        Construct::Quote => "sett sitatet i «…», eller skriv \\> for selve tegnet",
        Construct::Rule => "ta bort linjen, eller skriv \\- for selve tegnet",
        Construct::Footnote => "skriv opplysningen i teksten, i parentes",
        Construct::TaskList => "skriv punktene uten [ ]",
        Construct::LinkAddress => "skriv [tekst](https://…) eller [tekst](mailto:…)",
        Construct::LinkDefinition => "skriv \\[ for selve tegnet",
        Construct::DeepList | Construct::DeepMarks => "bruk færre nivåer",
    }
}
