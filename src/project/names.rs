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
            Err(_) => match intended_period(stem) {
                Some(period) => misnamed(name, format!("{period}.yaml")),
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

/// The period of a misspelt name: `2026-q3`, `2026k3`, `k3-2026`.
fn intended_period(stem: &str) -> Option<PeriodId> {
    let text = stem.to_lowercase().replace('q', "k").replace([' ', '_', '.'], "-");
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
