//! The command's side: tasks for workers, and findings for those at which a worker dies.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use regionrapport::fault::CrashCause;
use regionrapport::project::Project;
use regionrapport::{Failure, Finding};

use super::blame::Blame;
use super::message::{Answer, Opened, Request, Setup, WordDigests, read};
use super::process::{Next, WorkerProcess};
use super::{Death, Job};
use crate::cli::Outcome;
use crate::cli::environment::now;
use crate::cli::terminal::Terminal;

/// How often the limit of time is checked.
const TICK: Duration = Duration::from_millis(50);

/// The workers of a command, one at a time; each does as many tasks at once as there are threads.
pub(in crate::cli) struct Workers {
    setup: Setup,
    limit: Duration,
    blame: Blame,
    /// A worker that has opened the project and waits for tasks.
    waiting: Option<WorkerProcess>,
    /// What it has found.
    pub(in crate::cli) opened: Opened,
}

/// A worker that is opening a project.
pub(in crate::cli) struct Opening {
    setup: Setup,
    limit: Duration,
    worker: Result<WorkerProcess, Failure>,
}

impl Opening {
    /// Sends a worker to open a project: one that has been started, or else a new one.
    pub(in crate::cli) fn start(
        started: Option<WorkerProcess>,
        setup: Setup,
        limit: Duration,
    ) -> Self {
        let worker = started.map_or_else(WorkerProcess::spawn, Ok);
        let worker = worker.map(|worker| worker.with_setup(&setup));
        Self { setup, limit, worker }
    }

    /// Waits until the project is open.
    ///
    /// # Errors
    /// See [`Workers::open`].
    pub(in crate::cli) fn finish(self) -> Result<Workers, OpenError> {
        let Self { setup, limit, worker } = self;
        let mut blame = Blame::new(setup.clone(), limit);
        match worker.and_then(|worker| opened(worker, limit)).map_err(OpenError::Failure)? {
            Ok((worker, opened)) => {
                Ok(Workers { setup, limit, blame, waiting: Some(worker), opened })
            }
            Err(death) => Err(OpenError::Finding(blame.of_opening(death))),
        }
    }
}

/// Why a project cannot be opened.
pub(in crate::cli) enum OpenError {
    Failure(Failure),
    /// A worker died of a file.
    Finding(Finding),
}

impl OpenError {
    /// Prints the finding, and gives how the command ends.
    ///
    /// # Errors
    /// The failure, if it is one.
    pub(in crate::cli) fn end(self, terminal: &Terminal) -> Result<Outcome, Failure> {
        match self {
            Self::Failure(failure) => Err(failure),
            Self::Finding(finding) => Ok(terminal.findings(vec![finding])),
        }
    }
}

/// How some tasks ended.
enum BatchEnd {
    /// All of them are done.
    Done,
    /// The command has heard enough.
    Stopped,
    /// The worker died, while it was doing these tasks.
    Died(Death, Vec<usize>),
    /// The worker was ended, because these tasks took too long.
    Late(Vec<usize>),
}

impl Workers {
    /// Starts a worker that opens a project.
    ///
    /// # Errors
    /// There is no project, the system refuses, or the worker dies of a font or a language file.
    pub(in crate::cli) fn open(setup: Setup, limit: Duration) -> Result<Self, OpenError> {
        Opening::start(None, setup, limit).finish()
    }

    /// What is found in the project, and belongs to no report.
    pub(in crate::cli) fn project_findings(&self, project: &Project) -> Vec<Finding> {
        let opened = Vec::from(self.opened.findings.clone());
        project.findings.iter().cloned().chain(opened).collect()
    }

    /// The digests of the words of some languages; none, if the worker cannot tell.
    pub(in crate::cli) fn words(&mut self, languages: Vec<String>) -> WordDigests {
        let Some(mut worker) = self.waiting.take() else { return WordDigests::new() };
        worker.send(&Request::Words(languages));
        match worker.next(self.limit) {
            Next::Answer(bytes) => match read::<Answer<()>>(&bytes) {
                Ok(Answer::Words(words)) => {
                    self.waiting = Some(worker);
                    words
                }
                _ => WordDigests::new(),
            },
            _ => WordDigests::new(),
        }
    }

    /// Does tasks, and hands over each result with its task's index as soon as it is there; of a task
    /// at which a worker dies, or which takes longer than the limit, that of [`Job::died`]. Stops when
    /// `on_result` or `poll`, which is called now and then, breaks.
    pub(in crate::cli) fn each<J: Job>(
        &mut self,
        job: &J,
        tasks: &[J::Task],
        mut on_result: impl FnMut(usize, &J::Task, J::Output) -> ControlFlow<()>,
        mut poll: impl FnMut() -> ControlFlow<()>,
    ) {
        let mut left: BTreeSet<usize> = (0..tasks.len()).collect();
        // Tasks that were running when a worker died, which are tried one by one.
        let mut suspects = VecDeque::new();
        let mut is_after_suspect = false;
        while !left.is_empty() {
            let suspect = suspects.pop_front();
            if suspect.is_some() || is_after_suspect {
                // A worker that has done another task still has that in its caches.
                self.waiting = None;
            }
            is_after_suspect = suspect.is_some();
            let batch: Vec<usize> =
                suspect.map_or_else(|| left.iter().copied().collect(), |s| vec![s]);
            let end = self.batch(
                job,
                &batch.iter().map(|index| tasks[*index].clone()).collect::<Vec<_>>(),
                |at, output| {
                    left.remove(&batch[at]);
                    on_result(batch[at], &tasks[batch[at]], output)
                },
                &mut poll,
            );
            let (death, guilty) = match end {
                BatchEnd::Done => continue,
                BatchEnd::Stopped => return,
                BatchEnd::Late(late) => (Death::TimeLimit, late),
                // If it died before any task, it would again.
                BatchEnd::Died(death, running) if running.is_empty() => (death, vec![0]),
                // What was alone may have found memory full of what was done before.
                BatchEnd::Died(death, running)
                    if running.len() == 1 && (suspect.is_some() || !death.is_of_memory()) =>
                {
                    (death, running)
                }
                BatchEnd::Died(_, running) => {
                    suspects.extend(running.into_iter().map(|at| batch[at]));
                    continue;
                }
            };
            for index in guilty.into_iter().map(|at| batch[at]) {
                left.remove(&index);
                let task = &tasks[index];
                let finding = self.blame.of_task(job, task, death);
                if on_result(index, task, job.died(task, finding)).is_break() {
                    return;
                }
            }
        }
    }

    /// The same with the results in the order of the tasks.
    pub(in crate::cli) fn run<J: Job>(
        &mut self,
        job: &J,
        tasks: &[J::Task],
        mut on_result: impl FnMut(&J::Task, J::Output),
    ) {
        let mut order = super::InOrder::default();
        self.each(
            job,
            tasks,
            |index, task, output| {
                order.put(index, (task.clone(), output), |(task, output)| on_result(&task, output));
                ControlFlow::Continue(())
            },
            || ControlFlow::Continue(()),
        );
    }

    /// Gives a worker some tasks, and hands over the results by their indices among these.
    fn batch<J: Job>(
        &mut self,
        job: &J,
        tasks: &[J::Task],
        mut on_result: impl FnMut(usize, J::Output) -> ControlFlow<()>,
        poll: &mut impl FnMut() -> ControlFlow<()>,
    ) -> BatchEnd {
        let worker = self.waiting.take().map_or_else(|| self.start(), Ok);
        let mut worker = match worker {
            Ok(worker) => worker,
            Err(death) => return BatchEnd::Died(death, Vec::new()),
        };
        worker.send(&Request::of(job, tasks));
        let mut running: BTreeMap<usize, Instant> = BTreeMap::new();
        let mut last_answer = now();
        loop {
            match worker.next(TICK) {
                Next::Timeout => {}
                Next::Ended => {
                    return BatchEnd::Died(worker.death(), running.into_keys().collect());
                }
                Next::Answer(bytes) => match read::<Answer<J::Output>>(&bytes) {
                    Ok(Answer::Started(index)) => {
                        last_answer = now();
                        running.insert(index, last_answer);
                    }
                    Ok(Answer::Finished(index, output)) => {
                        running.remove(&index);
                        last_answer = now();
                        if on_result(index, output).is_break() {
                            return BatchEnd::Stopped;
                        }
                    }
                    Ok(Answer::Done) => {
                        self.waiting = Some(worker);
                        return BatchEnd::Done;
                    }
                    // Not from this program as it is.
                    _ => return BatchEnd::Died(worker.death(), running.into_keys().collect()),
                },
            }
            let late = self.late(&running);
            if !late.is_empty() {
                return BatchEnd::Late(late);
            }
            if running.is_empty() && last_answer.elapsed() > self.limit {
                return BatchEnd::Died(Death::TimeLimit, Vec::new());
            }
            if poll().is_break() {
                return BatchEnd::Stopped;
            }
        }
    }

    /// The tasks that have taken longer than the limit; none yet, if others may soon have as well, for
    /// these would have to begin again.
    fn late(&self, running: &BTreeMap<usize, Instant>) -> Vec<usize> {
        let (late, others): (Vec<_>, Vec<_>) =
            running.iter().partition(|(_, since)| since.elapsed() > self.limit);
        if others.iter().any(|(_, since)| since.elapsed() > self.limit / 2) {
            return Vec::new();
        }
        late.into_iter().map(|(index, _)| *index).collect()
    }

    /// Starts another worker in place of one that died.
    fn start(&self) -> Result<WorkerProcess, Death> {
        match open(&self.setup, self.limit) {
            Ok(Ok((worker, _))) => Ok(worker),
            Ok(Err(death)) => Err(death),
            Err(_) => Err(Death::Crash(CrashCause::Other)),
        }
    }
}

/// Starts a worker and waits until it has opened the project.
pub(super) fn open(
    setup: &Setup,
    limit: Duration,
) -> Result<Result<(WorkerProcess, Opened), Death>, Failure> {
    opened(WorkerProcess::spawn()?.with_setup(setup), limit)
}

/// Waits until a worker has opened the project.
fn opened(
    worker: WorkerProcess,
    limit: Duration,
) -> Result<Result<(WorkerProcess, Opened), Death>, Failure> {
    match worker.next(limit) {
        Next::Timeout => Ok(Err(Death::TimeLimit)),
        Next::Ended => Ok(Err(worker.death())),
        Next::Answer(bytes) => match read::<Answer<()>>(&bytes) {
            Ok(Answer::Opened(opened)) => Ok(Ok((worker, opened))),
            Ok(Answer::Failed(failure)) => Err(failure),
            _ => Ok(Err(worker.death())),
        },
    }
}
