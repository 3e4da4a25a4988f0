//! How the pages of test cases look: stored in the project, and compared with what is stored.

use std::collections::BTreeSet;
use std::fs;

use regionrapport::fault::{Fault, PictureFault, TemplateFault};
use regionrapport::finding::Place;
use regionrapport::output::write_inside;
use regionrapport::picture::{self, PictureFormat};
use regionrapport::source_files::{MAX_ASSET_SIZE, SourceFiles};
use regionrapport::visual_diff::{PageDetails, PageImage};
use regionrapport::{Failure, Finding, message};

use super::cases::TestCase;

/// How many pixels of a thousand may differ in the part of a page that differs most, for rounding
/// differs between processors.
const TOLERANCE: usize = 20;
/// More pages than any report has.
const MAX_PAGES: usize = 10_000;
/// Where a project keeps the pictures of its pages.
pub(super) const STORED: &str = "templates/test";
/// Where pictures of differences are written.
pub(super) const DIFFERENCES: &str = "rapporter/template-test";

/// A page: its picture, and what that does not show.
pub(super) struct Page {
    picture: PageImage,
    details: PageDetails,
}

impl Page {
    /// A page from its text and its image in full size, reduced by `factor` in each direction.
    pub(super) fn new(text: &str, png: &[u8], factor: u32) -> Option<Self> {
        let page = PageImage::read(png)?;
        Some(Self { picture: page.reduced(factor)?, details: PageDetails::of_page(text, &page) })
    }
}

/// The path of a stored picture below the project's folder.
fn stored(case: &TestCase, page: usize) -> String {
    format!("{STORED}/{}/{}-{page}.png", case.template, case.sample)
}

/// Writes the pictures of a case, and removes those of pages that are no more.
pub(super) fn store(case: &TestCase, pages: &[Page], source: &SourceFiles) -> Result<(), Failure> {
    for (i, Page { picture, details }) in pages.iter().enumerate() {
        write_inside(source, stored(case, i + 1).as_ref(), &picture.compact_png(details))?;
    }
    let more = (pages.len() + 1..=MAX_PAGES).map(|page| stored(case, page));
    for path in more.take_while(|path| source.has(path.as_ref())) {
        let path = source.root().join(path);
        let action = message!("fjerne", "remove");
        fs::remove_file(&path).map_err(|e| Failure::io(&action, &path, &e))?;
    }
    Ok(())
}

/// What differs from the stored pictures, if there are any: how many pages there are, and each
/// page that looks otherwise, of which a picture of the difference is written.
pub(super) fn compare(
    case: &TestCase,
    pages: &[Page],
    source: &SourceFiles,
) -> Result<Vec<Finding>, Failure> {
    let is_there = |page: &usize| source.has(stored(case, *page).as_ref());
    let there = (1..=MAX_PAGES).take_while(is_there).count();
    if there == 0 {
        return Ok(Vec::new());
    }
    let mut findings = Vec::new();
    if there != pages.len() {
        let fault = TemplateFault::PageCount { pages: pages.len(), stored: there };
        findings.push(Finding::error(fault, Place::file(stored(case, 1))));
    }
    for (i, Page { picture, details }) in pages.iter().take(there).enumerate() {
        let path = stored(case, i + 1);
        let (before, known) = match load(source, &path) {
            Ok(stored) => stored,
            Err(fault) => {
                findings.push(Finding::error(fault, Place::file(path)));
                continue;
            }
        };
        let difference = picture.max_block_difference(&before);
        let change = known.and_then(|known| change(&known, details));
        if difference > TOLERANCE || change.is_some() {
            let shown = format!("{DIFFERENCES}/{}/{}-{}.png", case.template, case.sample, i + 1);
            write_inside(source, shown.as_ref(), &picture.side_by_side(&before).png())?;
            let fault =
                TemplateFault::PageDiffers { difference, shown, change: change.map(str::to_owned) };
            findings.push(Finding::error(fault, Place::file(path)));
        }
    }
    Ok(findings)
}

/// What a page has become that its picture does not show: its text, or the colours of its areas.
fn change(before: &PageDetails, now: &PageDetails) -> Option<&'static str> {
    if before.text != now.text {
        Some("text")
    } else if before.colours != now.colours {
        Some("colour")
    } else {
        None
    }
}

/// A stored picture, with what it does not show.
fn load(source: &SourceFiles, path: &str) -> Result<(PageImage, Option<PageDetails>), Fault> {
    let bytes = source.read(path.as_ref(), MAX_ASSET_SIZE)?;
    let broken = || PictureFault::BrokenPicture { file: path.to_owned() };
    let kind = picture::check(&bytes, path)?.map(|picture| picture.format);
    let image = PageImage::read(&bytes).filter(|_| kind == Some(PictureFormat::Png));
    Ok((image.ok_or_else(broken)?, PageDetails::read(&bytes)))
}

/// The stored pictures of none of some cases, by their paths below the project's folder.
fn unused(cases: &[TestCase], source: &SourceFiles) -> BTreeSet<String> {
    let used: BTreeSet<String> = cases
        .iter()
        .map(|TestCase { template, sample, .. }| format!("{template}/{sample}"))
        .collect();
    let files = source.files_below(STORED.as_ref());
    let paths = files.into_iter().map(|(path, _)| source.display_path(&path));
    let is_unused = |path: &String| {
        let case = path
            .strip_prefix(STORED)
            .and_then(|path| path.trim_start_matches('/').rsplit_once('-'));
        path.strip_suffix(".png").is_some() && case.is_some_and(|(case, _)| !used.contains(case))
    };
    paths.filter(is_unused).collect()
}

/// The warning for stored pictures that no case has any more, at the first of them.
pub(super) fn unused_pictures(cases: &[TestCase], source: &SourceFiles) -> Option<Finding> {
    let unused = unused(cases, source);
    let first = unused.first()?.clone();
    let fault = TemplateFault::UnusedPictures { count: unused.len() };
    Some(Finding::warning(fault, Place::file(first)))
}

/// Removes the stored pictures that no case has any more.
pub(super) fn remove_unused(cases: &[TestCase], source: &SourceFiles) -> Result<(), Failure> {
    for path in unused(cases, source) {
        let path = source.root().join(path);
        let action = message!("fjerne", "remove");
        fs::remove_file(&path).map_err(|e| Failure::io(&action, &path, &e))?;
    }
    Ok(())
}
