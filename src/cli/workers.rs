//! Tasks in parallel, each with a limit of time.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::time::{Duration, Instant};

use super::environment::now;

/// How long the first of many tasks runs alone at most. The others then find in Typst's caches what
/// they have in common with it, instead of all working it out at once.
const HEAD_START: Duration = Duration::from_millis(200);

/// How often the limit of time is checked.
const TICK: Duration = Duration::from_millis(50);

/// What a worker reports.
enum WorkerMessage<R> {
    Started(usize),
    Finished(usize, R),
}

/// How many tasks run at once.
pub(super) fn parallelism() -> usize {
    rayon::current_num_threads()
}

/// Runs tasks, as many at once as Typst's pool has threads, and hands over the results in the order
/// of the tasks; of one that takes longer than the limit, that of `on_timeout`.
pub(super) fn run<T, R>(
    tasks: Vec<T>,
    limit: Duration,
    work: impl Fn(&T) -> R + Send + Sync + 'static,
    on_timeout: impl Fn(&T) -> R,
    mut on_result: impl FnMut(&T, R),
) where
    T: Clone + Send + Sync + 'static,
    R: Send + 'static,
{
    let mut order = InOrder::default();
    each(
        tasks,
        limit,
        work,
        on_timeout,
        |index, task, result| {
            let result = (task.clone(), result);
            order.put(index, result, |(task, result)| on_result(&task, result));
            ControlFlow::Continue(())
        },
        || ControlFlow::Continue(()),
    );
}

/// Runs tasks, as many at once as Typst's pool has threads, and hands over each result with its
/// task's index as soon as it is there; of a task that takes longer than the limit, that of `on_timeout`.
/// Stops at once, whatever is running, when `on_result` or `poll`, which is called now and then, breaks.
///
/// A task that never ends cannot be stopped from outside: its thread is given up, another takes its
/// place, and the end of the process ends it. So what tasks use is shared with them, not lent.
pub(super) fn each<T, R>(
    tasks: Vec<T>,
    limit: Duration,
    work: impl Fn(&T) -> R + Send + Sync + 'static,
    on_timeout: impl Fn(&T) -> R,
    mut on_result: impl FnMut(usize, &T, R) -> ControlFlow<()>,
    mut poll: impl FnMut() -> ControlFlow<()>,
) where
    T: Send + Sync + 'static,
    R: Send + 'static,
{
    let count = tasks.len();
    let pool = Arc::new(Pool { tasks, work, next: AtomicUsize::new(0) });
    let (sender, receiver) = channel();
    let workers = parallelism().min(count);
    let threads_each = parallelism() / workers.max(1);
    let begun = now();
    let mut spawned = 0;
    // What is running, and since when; a task that was given up is no longer in it.
    let mut running: BTreeMap<usize, Instant> = BTreeMap::new();
    let mut remaining = count;
    let mut flow = ControlFlow::Continue(());
    let mut last_check = now();
    while remaining > 0 && flow.is_continue() {
        // A few tasks gain more from starting together.
        let together = count <= 2 * workers || remaining < count || begun.elapsed() > HEAD_START;
        let wanted = if together { workers } else { 1 };
        (spawned..wanted).for_each(|_| spawn(&pool, &sender, threads_each));
        spawned = wanted;
        match receiver.recv_timeout(TICK).ok() {
            Some(WorkerMessage::Started(task)) => {
                running.insert(task, now());
            }
            Some(WorkerMessage::Finished(task, result)) if running.remove(&task).is_some() => {
                remaining -= 1;
                flow = on_result(task, &pool.tasks[task], result);
            }
            // Nothing, or a task that was given up.
            _ => {}
        }
        if last_check.elapsed() < TICK {
            continue;
        }
        last_check = now();
        for (task, _) in running.extract_if(.., |_, since| since.elapsed() > limit) {
            remaining -= 1;
            let result = on_timeout(&pool.tasks[task]);
            if flow.is_continue() {
                flow = on_result(task, &pool.tasks[task], result);
            }
            spawn(&pool, &sender, threads_each);
        }
        if flow.is_continue() {
            flow = poll();
        }
    }
    // The workers take no more.
    pool.next.store(count, Ordering::Relaxed);
}

/// Results that come in any order and are handed over in that of their tasks.
pub(super) struct InOrder<R> {
    waiting: BTreeMap<usize, R>,
    next: usize,
}

impl<R> Default for InOrder<R> {
    fn default() -> Self {
        Self { waiting: BTreeMap::new(), next: 0 }
    }
}

impl<R> InOrder<R> {
    /// Takes a result, and hands over all whose turn it is.
    pub(super) fn put(&mut self, index: usize, result: R, mut on_result: impl FnMut(R)) {
        self.waiting.insert(index, result);
        while let Some(result) = self.waiting.remove(&self.next) {
            on_result(result);
            self.next += 1;
        }
    }

    /// The results that still wait for others that never came, in order.
    pub(super) fn rest(self) -> impl Iterator<Item = R> {
        self.waiting.into_values()
    }
}

/// Tasks that several threads take from, one at a time.
struct Pool<T, W> {
    tasks: Vec<T>,
    work: W,
    next: AtomicUsize,
}

/// Starts a worker in a pool of its own with some threads, so that what Typst does in parallel
/// stays with the worker and a task that never ends takes no thread from the others.
fn spawn<T, R, W>(pool: &Arc<Pool<T, W>>, sender: &Sender<WorkerMessage<R>>, threads: usize)
where
    T: Send + Sync + 'static,
    R: Send + 'static,
    W: Fn(&T) -> R + Send + Sync + 'static,
{
    let (pool, sender) = (Arc::clone(pool), sender.clone());
    let worker = move || {
        loop {
            let index = pool.next.fetch_add(1, Ordering::Relaxed);
            let Some(task) = pool.tasks.get(index) else { return };
            // Nobody receives any more when the command has ended.
            if sender.send(WorkerMessage::Started(index)).is_err() {
                return;
            }
            let result = (pool.work)(task);
            if sender.send(WorkerMessage::Finished(index, result)).is_err() {
                return;
            }
        }
    };
    // Where the system has no thread to give, the others do the work.
    if let Ok(threads) = rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
        threads.spawn(worker);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_and_what_hangs_is_given_up() {
        let mut seen = Vec::new();
        run(
            (0..8_u64).collect(),
            Duration::from_millis(300),
            |task| {
                if *task == 3 {
                    std::thread::sleep(Duration::from_hours(1));
                }
                std::thread::sleep(Duration::from_millis(10 - task));
                Some(task * 2)
            },
            |_| None,
            |task, result| seen.push((*task, result)),
        );
        let expected: Vec<_> = (0..8).map(|i| (i, (i != 3).then_some(i * 2))).collect();
        assert_eq!(seen, expected);
    }
}
