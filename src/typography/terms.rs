//! Units, months and abbreviations, in bokmål, nynorsk and English.

/// Signs before a number or a word that are no part of it.
const OPENING: &[char] = &[
    '(', '[', '«', '"', '“', '”', '„', '\'', '‘', '’', '−', '-', '–', '+', '±', '<', '>', '~', '≈',
];
/// Signs behind a word that are no part of it.
const CLOSING: &[char] = &['.', ',', ';', ':', '!', '?', ')', ']', '»', '"', '”', '’', '…'];

/// Units of money.
const CURRENCIES: &str = "kr krone kroner øre euro dollar NOK EUR USD € $ £";
/// What multiplies the number before it.
const MAGNITUDES: &str =
    "tusen mill mrd million millioner milliard milliarder billion MNOK mnok TNOK tkr";
/// Other units: of measure and per cent.
const UNITS: &str = "% ‰ prosent prosentpoeng promille pst percent ° °C stk \
    mm cm m km m² m2 km² km2 m³ m3 kvm daa dekar ha l g kg t tonn h min \
    W kW MW GW kWh MWh GWh TWh kV kB MB GB Mbit Gbit";
/// Months, in full and in short.
const MONTHS: &str = "januar februar mars april mai juni juli august september oktober november \
    desember january february march may june july october december \
    jan feb mar apr jun jul aug sep sept okt oct nov des dec";
/// Parts of a year that are counted.
const PARTS_OF_YEAR: &str = "kvartal tertial halvår";
/// Abbreviations, and units of money, that a number follows.
const BEFORE_NUMBER: &str = "kap. kap kapittel kl. kl s. side pkt. pkt punkt ca. ca fig. figur tab. tabell art. \
    st. prop. innst. maks. min. uke veke f.o.m. t.o.m. fom. tom. tlf. tlf telefon \
    p. pp. ch. no. vol. week page approx. kr. kr nok eur usd € $";
/// Abbreviations that a reference follows: `jf. § 4`.
const BEFORE_REFERENCE: &str = "jf. jfr. jmf. cf.";
/// Titles that a name follows.
const TITLES: &str = "dr. prof. hr. fr.";

/// The number of digits up to the first other character.
pub(super) fn digits(bytes: impl Iterator<Item = u8>) -> usize {
    bytes.take_while(u8::is_ascii_digit).count()
}

/// Whether a list has a word.
fn has(list: &str, word: &str) -> bool {
    list.split(' ').any(|known| known == word)
}

/// The word without the signs before it.
pub(super) fn opened(word: &str) -> &str {
    word.trim_start_matches(OPENING)
}

/// The word without the signs behind it, and without what it is measured by: `kr/år`.
fn closed(word: &str) -> &str {
    word.split('/').next().unwrap_or(word).trim_end_matches(CLOSING)
}

/// Whether a word is a unit that a number should not be parted from, written out or in short. Other
/// words that are counted (år, dager, personer) may begin a line.
pub(super) fn is_unit(word: &str) -> bool {
    [UNITS, CURRENCIES, MAGNITUDES].iter().any(|list| has(list, closed(word)))
}

/// Whether a word is a unit of money.
pub(super) fn is_currency(word: &str) -> bool {
    has(CURRENCIES, closed(word))
}

/// Whether a word multiplies the number before it.
pub(super) fn is_magnitude(word: &str) -> bool {
    has(MAGNITUDES, closed(word))
}

/// Whether a word begins with a month: `august`, `august–september`.
pub(super) fn is_month(word: &str) -> bool {
    let name = word.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    MONTHS.split(' ').any(|month| name.eq_ignore_ascii_case(month))
}

/// Whether a word begins with a part of a year that is counted: `kvartal`, `kvartalet`.
pub(super) fn is_part_of_year(word: &str) -> bool {
    PARTS_OF_YEAR.split(' ').any(|part| word.starts_with(part))
}

/// Whether a word is `§` or `§§`.
pub(super) fn is_section_sign(word: &str) -> bool {
    word.ends_with('§') && matches!(opened(word), "§" | "§§")
}

/// Whether a word calls for the number that the next begins with: `§`, `kap.`, `nr.`, `gnr.`, `kr`;
/// `post`, if the number has two digits, as in the state budget.
pub(super) fn wants_number(word: &str, next: &str) -> bool {
    let word = opened(word);
    word == "post" && digits(next.bytes()) == 2
        || is_section_sign(word)
        || ["nr", "Nr"].iter().any(|end| word.trim_end_matches('.').ends_with(end))
        || BEFORE_NUMBER.split(' ').any(|known| word.eq_ignore_ascii_case(known))
}

/// Whether a word calls for the reference behind it: `jf.`
pub(super) fn wants_reference(word: &str) -> bool {
    has(BEFORE_REFERENCE, opened(word))
}

/// Whether a word calls for the name behind it: the first letter of another name, or several, as in
/// `A.` and `J.R.`, or a title.
pub(super) fn wants_name(word: &str) -> bool {
    has(TITLES, opened(word)) || is_initial(word)
}

/// Whether a word is the first letter of a name, or several.
fn is_initial(word: &str) -> bool {
    word.ends_with('.')
        && opened(word).split_inclusive('.').all(|letter| {
            let mut characters = letter.chars();
            characters.next().is_some_and(char::is_uppercase) && characters.eq(['.'])
        })
}
