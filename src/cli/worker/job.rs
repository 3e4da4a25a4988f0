//! What workers do.

use regionrapport::project::ReportId;
use regionrapport::{Finding, Workspace};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A kind of work: what is the same for all tasks of a run.
pub(in crate::cli) trait Job:
    Clone + Send + Sync + Serialize + DeserializeOwned + 'static
{
    /// The name of the kind, by which a worker knows it.
    const NAME: &str;

    /// One part of the work.
    type Task: Clone + Send + Sync + Serialize + DeserializeOwned + 'static;
    /// The result of a task.
    type Output: Send + Serialize + DeserializeOwned + 'static;

    /// Does a task, in the worker.
    fn run(&self, workspace: &Workspace, task: &Self::Task) -> Self::Output;

    /// The report that a task is about, if it is about one.
    fn report(task: &Self::Task) -> Option<&ReportId>;

    /// What a task is about, for findings.
    fn subject(task: &Self::Task) -> String {
        Self::report(task).map(ToString::to_string).unwrap_or_default()
    }

    /// The template that is asked for.
    fn template<'a>(&'a self, _task: &'a Self::Task) -> Option<&'a str> {
        None
    }

    /// The result of a task at which a worker died.
    fn died(&self, task: &Self::Task, finding: Finding) -> Self::Output;
}
