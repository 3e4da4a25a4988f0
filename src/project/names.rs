//! Names of files and folders.

use std::path::Path;

use unicode_normalization::UnicodeNormalization;

use crate::fault::FileFault;
use crate::model::PeriodId;

/// A file of a region's folder by its name.
pub(super) enum RegionFile {
    /// The file of a period.
    Period(PeriodId),
    /// `region.yaml`, or no data file.
    Other,
    /// A data file with a wrong name.
    Misnamed(FileFault),
}

impl RegionFile {
    /// Classifies a file by its name.
    pub(super) fn of(name: &str) -> Self {
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        if let Some(suggestion) = without_second_extension(name) {
            return misnamed(name, suggestion);
        }
        let is_yaml = matches!(extension.to_lowercase().as_str(), "yaml" | "yml");
        if !is_yaml || name == "region.yaml" || name.starts_with('.') {
            return Self::Other;
        }
        match stem.parse::<PeriodId>() {
            Ok(period) if extension == "yaml" => Self::Period(period),
            Ok(_) => misnamed(name, format!("{stem}.yaml")),
            Err(_) if stem.to_lowercase() == "region" => misnamed(name, "region.yaml".into()),
            Err(_) => match intended_period(stem).or_else(|| copied_period(stem)) {
                Some(period) => misnamed(name, format!("{period}.yaml")),
                None if is_copy_of_region(stem) => misnamed(name, "region.yaml".into()),
                None => Self::Misnamed(FileFault::PeriodName { name: name.to_owned() }),
            },
        }
    }
}

/// A data file that should have another name.
fn misnamed(name: &str, suggestion: String) -> RegionFile {
    RegionFile::Misnamed(FileFault::Misnamed { name: name.to_owned(), suggestion })
}

/// The name of a data file without a second extension, which Windows hides: `2026-k3.yaml.txt`.
fn without_second_extension(name: &str) -> Option<String> {
    let (before, _) = name.rsplit_once('.')?;
    let stem = before.strip_suffix(".yaml").or_else(|| before.strip_suffix(".yml"))?;
    is_data_file(stem).then(|| format!("{stem}.yaml"))
}

/// Whether a file of a region's folder is read, by its name without `.yaml`.
pub(super) fn is_data_file(stem: &str) -> bool {
    stem == "region" || stem.parse::<PeriodId>().is_ok()
}

/// The period of a misspelt name: `2026-q3`, `2026k3`, `k3-2026`, `2026-3. kvartal`.
fn intended_period(stem: &str) -> Option<PeriodId> {
    let text = stem.to_lowercase().replace('q', "k").replace([' ', '_', '.'], "-");
    if let Some(period) = period_in_words(&text) {
        return Some(period);
    }
    let mut spellings = vec![text.clone()];
    if let Some((year, part)) = text.split_at_checked(4)
        && year.bytes().all(|b| b.is_ascii_digit())
    {
        spellings.push(format!("{year}-{}", part.trim_start_matches('-')));
    }
    if let Some((part, year)) = text.rsplit_once('-') {
        spellings.push(format!("{year}-{part}"));
    }
    spellings.iter().find_map(|spelling| spelling.parse().ok())
}

/// The period of a name in words, whatever their order: `3--kvartal-2026`.
fn period_in_words(text: &str) -> Option<PeriodId> {
    let words: Vec<&str> = text.split('-').filter(|word| !word.is_empty()).collect();
    let [_, _, _] = words.as_slice() else { return None };
    let year = words.iter().find(|word| word.len() == 4 && word.parse::<u16>().is_ok())?;
    let number = words.iter().find(|word| word.len() == 1 && word.parse::<u8>().is_ok())?;
    let letter = words.iter().find_map(|word| match *word {
        "kvartal" | "kvart" | "quarter" => Some('k'),
        "tertial" => Some('t'),
        "halvår" | "halvaar" => Some('h'),
        _ => None,
    })?;
    format!("{year}-{letter}{number}").parse().ok()
}

/// The period in a name that has more than it: `2026-k3 – Kopi`, `2026-k3-DESKTOP-AB12`, `Kopi av 2026-k3`.
fn copied_period(stem: &str) -> Option<PeriodId> {
    let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let starts = stem.char_indices().map(|(at, _)| at);
    let starts = starts.filter(|at| is_edge(stem[..*at].chars().next_back()));
    starts.filter_map(|at| stem[at..].get(.."2026-k3".len()).map(|name| (at, name))).find_map(
        |(at, name)| is_edge(stem[at + name.len()..].chars().next()).then(|| name.parse().ok())?,
    )
}

/// Whether a name is that of a copy of `region.yaml`.
fn is_copy_of_region(stem: &str) -> bool {
    let mut words = stem.split(|c: char| !c.is_alphanumeric());
    words.any(|word| word.eq_ignore_ascii_case("region")) && stem.len() > "region".len()
}

/// The last part of a path, in NFC.
pub(super) fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().nfc().collect()
}

/// A name in small ASCII letters, digits, hyphens and full stops: `bodo` for `Bodø`.
pub fn ascii(name: &str) -> String {
    let mut out = String::new();
    for c in name.to_lowercase().chars() {
        match c {
            'a'..='z' | '0'..='9' | '.' => out.push(c),
            'æ' | 'ä' => out.push_str("ae"),
            'ø' | 'ö' => out.push('o'),
            'å' => out.push('a'),
            'ß' => out.push_str("ss"),
            'đ' | 'ð' => out.push('d'),
            'ŋ' => out.push('n'),
            'ŧ' => out.push('t'),
            'ł' => out.push('l'),
            'þ' => out.push_str("th"),
            ' ' | '_' | '-' if !out.is_empty() && !out.ends_with('-') => out.push('-'),
            _ => out.extend(std::iter::once(c).nfd().filter(char::is_ascii_alphanumeric)),
        }
    }
    out.trim_end_matches('-').to_owned()
}
