//! Which file a worker died of: the task is tried again without some of the files that it may use, and
//! the one is to blame without which it comes to an end.

use std::path::Path;
use std::time::Duration;

use regionrapport::Finding;
use regionrapport::project::{Project, ReportId, data_files};
use regionrapport::source_files::SourceFiles;
use regionrapport::typeset::builtin_template;

use super::message::{Answer, Request, Setup, read};
use super::pool::open;
use super::process::Next;
use super::{Death, Job};
use crate::cli::environment::now;

/// The most files of one kind that are tried.
const MAX_SUSPECTS: usize = 1000;
/// The part of the limit of time that one trial may take.
const SHARE: u32 = 2;
/// What the names of pictures end with.
const PICTURES: [&str; 6] = [".png", ".jpg", ".jpeg", ".svg", ".gif", ".webp"];

/// Finds the file that is to blame.
pub(super) struct Blame {
    setup: Setup,
    limit: Duration,
    /// The file that was to blame the last time, which is often so again.
    known: Option<String>,
}

impl Blame {
    pub(super) fn new(setup: Setup, limit: Duration) -> Self {
        Self { setup, limit, known: None }
    }

    /// The finding for a task at which a worker died.
    pub(super) fn of_task<J: Job>(&mut self, job: &J, task: &J::Task, death: Death) -> Finding {
        let suspects = self.suspects(J::report(task), job.template(task));
        let lives = |setup: Setup, limit| lives(&setup, job, task, limit);
        let file = self.find(&suspects, lives);
        let template = job.template(task).map(|name| format!("templates/{name}.typ"));
        let place = file.or(template).unwrap_or_else(|| J::subject(task));
        death.finding(J::subject(task), place, self.limit)
    }

    /// The finding for a project at whose opening a worker died.
    pub(super) fn of_opening(&mut self, death: Death) -> Finding {
        let source = self.source();
        let suspects = [files(&source, "fonts"), files(&source, "templates")];
        let lives = |setup: Setup, limit| matches!(open(&setup, limit), Ok(Ok(_)));
        let file = self.find(&suspects, lives).unwrap_or_else(|| "data".into());
        death.finding(file.clone(), file, self.limit)
    }

    /// The first of some suspects without which the work comes to an end, by groups.
    fn find(
        &mut self,
        groups: &[Vec<String>],
        lives: impl Fn(Setup, Duration) -> bool,
    ) -> Option<String> {
        let begun = now();
        let lives_without = |hidden: &[String]| {
            let left = self.limit.saturating_sub(begun.elapsed()).min(self.limit / SHARE);
            let setup = Setup { hidden: hidden.to_vec(), ..self.setup.clone() };
            !left.is_zero() && lives(setup, left)
        };
        let is_suspect = |file: &String| groups.iter().any(|group| group.contains(file));
        let known = self.known.clone().filter(is_suspect);
        let found = known
            .filter(|known| lives_without(std::slice::from_ref(known)))
            .or_else(|| groups.iter().find_map(|group| first_needed(group, &lives_without)));
        self.known.clone_from(&found);
        found
    }

    fn source(&self) -> SourceFiles {
        let root = &self.setup.root;
        SourceFiles::new(root.canonicalize().unwrap_or_else(|_| root.clone()))
    }

    /// The files that a task may use, in groups: pictures, templates in place of built-in ones, other
    /// templates, fonts, data.
    fn suspects(&self, report: Option<&ReportId>, template: Option<&str>) -> Vec<Vec<String>> {
        let source = self.source();
        let mut data = match (Project::open(&self.setup.root), report) {
            (Ok(project), Some(report)) => data_files(&project, report).into_iter().collect(),
            (Ok(project), None) => files(&project.source, "data"),
            (Err(_), _) => Vec::new(),
        };
        let folders: Vec<&str> =
            data.iter().filter_map(|file| Some(file.rsplit_once('/')?.0)).collect();
        let mut pictures = files(&source, "data");
        pictures.retain(|file| {
            let below = folders.iter().any(|folder| Path::new(file).starts_with(folder));
            below && PICTURES.iter().any(|end| file.to_lowercase().ends_with(end))
        });
        data.retain(|file| Path::new(file).extension() == Some("yaml".as_ref()));
        // Without its programme or region a report is not begun, which says nothing of its periods.
        let (programs, data): (Vec<_>, Vec<_>) =
            data.into_iter().partition(|file| file.ends_with("/program.yaml"));
        let (regions, periods): (Vec<_>, Vec<_>) =
            data.into_iter().partition(|file| file.ends_with("/region.yaml"));
        let (replacing, mut own): (Vec<_>, Vec<_>) =
            files(&source, "templates").into_iter().partition(|file| {
                file.strip_prefix("templates/").is_some_and(|path| builtin_template(path).is_some())
            });
        let main = template.map(|name| format!("templates/{name}.typ"));
        own.sort_by_key(|file| Some(file) != main.as_ref());
        vec![pictures, replacing, own, files(&source, "fonts"), periods, regions, programs]
    }
}

/// Whether a worker comes to an end with a task.
fn lives<J: Job>(setup: &Setup, job: &J, task: &J::Task, limit: Duration) -> bool {
    let begun = now();
    let Ok(Ok((mut worker, _))) = open(setup, limit) else { return false };
    worker.send(&Request::of(job, std::slice::from_ref(task)));
    loop {
        match worker.next(limit.saturating_sub(begun.elapsed())) {
            Next::Timeout | Next::Ended => return false,
            Next::Answer(bytes) => match read::<Answer<J::Output>>(&bytes) {
                Ok(Answer::Finished(..)) => return true,
                Ok(_) => {}
                Err(_) => return false,
            },
        }
    }
}

/// The first file of a group that has to be missing, with those before it, for the work to come to an
/// end; `None` if it does not without the whole group.
fn first_needed(group: &[String], lives_without: &impl Fn(&[String]) -> bool) -> Option<String> {
    if group.is_empty() || !lives_without(group) {
        return None;
    }
    // The work comes to an end without the first `enough`, and not without the first `few`.
    let (mut few, mut enough) = (0, group.len());
    while enough - few > 1 {
        let middle = few.midpoint(enough);
        if lives_without(&group[..middle]) {
            enough = middle;
        } else {
            few = middle;
        }
    }
    Some(group[enough - 1].clone())
}

/// The files of a folder and the folders below it, by their paths below the project's folder.
fn files(source: &SourceFiles, folder: &str) -> Vec<String> {
    let files = source.files_below(folder.as_ref()).into_iter();
    let files = files.filter(|(_, state)| state.is_ok()).take(MAX_SUSPECTS);
    files.map(|(path, _)| source.display_path(&path)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_file_that_has_to_be_missing_is_to_blame() {
        let group: Vec<String> = ["a", "b", "c", "d", "e"].map(str::to_owned).to_vec();
        for (guilty, expected) in
            [(&["a"][..], Some("a")), (&["e"], Some("e")), (&["b", "d"], Some("d"))]
        {
            let lives = |hidden: &[String]| guilty.iter().all(|g| hidden.iter().any(|h| h == g));
            assert_eq!(first_needed(&group, &lives).as_deref(), expected);
        }
        assert_eq!(first_needed(&group, &|_: &[String]| false), None);
        assert_eq!(first_needed(&[], &|_: &[String]| true), None);
    }
}
