//! Pages of an earlier, longer report.

use std::fs;
use std::path::{Path, PathBuf};

/// Removes the pages that lie beside the given ones and are not among them, so that a folder
/// holds one report and not parts of two. What cannot be removed stays.
pub fn remove_stale_pages(target: &Path, pages: &[PathBuf]) {
    let stem = format!("{}-", target.file_stem().unwrap_or_default().to_string_lossy());
    let end = format!(".{}", target.extension().unwrap_or_default().to_string_lossy());
    let is_page = |name: &str| {
        let number = name.strip_prefix(&stem).and_then(|rest| rest.strip_suffix(&end));
        number.is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
    };
    let folder = pages.first().and_then(|page| page.parent()).unwrap_or(Path::new(""));
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let known = pages.iter().any(|page| page.file_name() == Some(&name));
        if !known && name.to_str().is_some_and(is_page) {
            let _ = fs::remove_file(entry.path());
        }
    }
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
