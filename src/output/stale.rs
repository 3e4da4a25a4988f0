//! Stale pages: those of an earlier, longer report.

use std::fs;
use std::path::{Path, PathBuf};

/// Removes pages of `target` that lie beside `pages` and are not among them, so that a folder does
/// not hold parts of two reports. What cannot be removed stays.
pub fn remove_stale_pages(target: &Path, pages: &[PathBuf]) {
    let folder = pages.first().and_then(|page| page.parent()).unwrap_or(Path::new(""));
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let is_current = pages.iter().any(|page| page.file_name() == Some(&name));
        if !is_current && name.to_str().is_some_and(|name| is_page(target, name)) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Whether a file name is that of a page of `target`: `rana-2018-3.png` of `rana-2018.png`.
fn is_page(target: &Path, name: &str) -> bool {
    let stem = target.file_stem().unwrap_or_default().to_string_lossy();
    let extension = target.extension().unwrap_or_default().to_string_lossy();
    name.strip_prefix(&format!("{stem}-"))
        .and_then(|rest| rest.strip_suffix(&format!(".{extension}")))
        .is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_the_same_report_go() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for name in ["r-1.png", "r-2.png", "r-01.png", "r-2.svg", "r-x.png", "rr-2.png"] {
            fs::write(path(name), "").unwrap();
        }
        remove_stale_pages(&path("r.png"), &[path("r-1.png")]);
        let mut left: Vec<_> = fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        left.sort();
        assert_eq!(left, ["r-1.png", "r-2.svg", "r-x.png", "rr-2.png"]);
    }
}
