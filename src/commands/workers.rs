//! Tasks in parallel, each with a limit of time.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::time::{Duration, Instant};

use super::environment::now;

/// How long the first of many tasks goes alone at most. What the others have in common with it
/// they then find in Typst's caches, instead of all working it out at once.
const HEAD_START: Duration = Duration::from_millis(200);

/// How often it is looked whether a task has used up its time.
const TICK: Duration = Duration::from_millis(50);

/// What a worker tells.
enum Told<R> {
    Begun(usize),
    Done(usize, R),
}

/// How many tasks are done at once.
pub(super) fn at_once() -> usize {
    rayon::current_num_threads()
}

/// Does tasks, as many at once as Typst's pool has threads, and hands over what became of each
/// in their order; of one that took longer than the limit, what `late` says.
pub(super) fn run<T, R>(
    tasks: Vec<T>,
    limit: Duration,
    work: impl Fn(&T) -> R + Send + Sync + 'static,
    late: impl Fn(&T) -> R,
    mut done: impl FnMut(&T, R),
) where
    T: Clone + Send + Sync + 'static,
    R: Send + 'static,
{
    let mut order = InOrder::default();
    let arrived = |index: usize, task: &T, result: R| {
        order.put(index, (task.clone(), result), |(task, result)| done(&task, result));
        Go::On
    };
    each(tasks, limit, work, late, arrived, || Go::On);
}

/// Whether to go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Go {
    On,
    Stop,
}

impl Go {
    /// On only if both are.
    fn and(self, other: Self) -> Self {
        if self == Self::On { other } else { self }
    }
}

/// Does tasks, as many at once as Typst's pool has threads, and hands over what became of each
/// as soon as it is done, with its number; of one that took longer than the limit, what `late`
/// says. Stops at once, whatever is under way, when told so by `arrived` or, asked now and
/// then, by `asked`.
///
/// A task that goes on for ever cannot be stopped from outside: its thread is given up, another
/// takes its place, and the end of the process ends it. So what tasks use is shared with them, not
/// lent.
pub(super) fn each<T, R>(
    tasks: Vec<T>,
    limit: Duration,
    work: impl Fn(&T) -> R + Send + Sync + 'static,
    late: impl Fn(&T) -> R,
    mut arrived: impl FnMut(usize, &T, R) -> Go,
    mut asked: impl FnMut() -> Go,
) where
    T: Send + Sync + 'static,
    R: Send + 'static,
{
    let count = tasks.len();
    let pool = Arc::new(Pool { tasks, work, next: AtomicUsize::new(0) });
    let (tell, told) = channel();
    let threads = at_once();
    let workers = threads.min(count);
    let share = threads / workers.max(1);
    let begun = now();
    let mut at_work = 0;
    // What is under way, and since when; a task that was given up is no longer in it.
    let mut running: BTreeMap<usize, Instant> = BTreeMap::new();
    let mut left = count;
    let mut go = Go::On;
    let mut looked = now();
    while left > 0 && go == Go::On {
        // Of a few, there is more to gain by doing all at once.
        let together =
            count <= 2 * workers || left < count || begun.elapsed() > HEAD_START;
        let wanted = if together { workers } else { 1 };
        (at_work..wanted).for_each(|_| spawn(&pool, &tell, share));
        at_work = wanted;
        match told.recv_timeout(TICK).ok() {
            Some(Told::Begun(task)) => {
                running.insert(task, now());
            }
            Some(Told::Done(task, result)) if running.remove(&task).is_some() => {
                left -= 1;
                go = arrived(task, &pool.tasks[task], result);
            }
            // Nothing, or a task that was given up.
            _ => {}
        }
        if looked.elapsed() < TICK {
            continue;
        }
        looked = now();
        for (task, _) in running.extract_if(.., |_, since| since.elapsed() > limit) {
            left -= 1;
            go = go.and(arrived(task, &pool.tasks[task], late(&pool.tasks[task])));
            spawn(&pool, &tell, share);
        }
        go = go.and(asked());
    }
    // Who is still at work takes no more.
    pool.next.store(count, Ordering::Relaxed);
}

/// Results that come in any order and are handed over in theirs.
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
    pub(super) fn put(&mut self, index: usize, result: R, mut done: impl FnMut(R)) {
        self.waiting.insert(index, result);
        while let Some(result) = self.waiting.remove(&self.next) {
            done(result);
            self.next += 1;
        }
    }

    /// What still waits for others that never came, in order.
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
fn spawn<T, R, W>(pool: &Arc<Pool<T, W>>, tell: &Sender<Told<R>>, threads: usize)
where
    T: Send + Sync + 'static,
    R: Send + 'static,
    W: Fn(&T) -> R + Send + Sync + 'static,
{
    let (pool, tell) = (Arc::clone(pool), tell.clone());
    let worker = move || {
        loop {
            let index = pool.next.fetch_add(1, Ordering::Relaxed);
            let Some(task) = pool.tasks.get(index) else { return };
            // Nobody listens any more when the command is done.
            if tell.send(Told::Begun(index)).is_err() {
                return;
            }
            let result = (pool.work)(task);
            if tell.send(Told::Done(index, result)).is_err() {
                return;
            }
        }
    };
    // Where the system has no thread to give, the others do the work.
    if let Ok(own) = rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
        own.spawn(worker);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_and_what_hangs_is_given_up() {
        let mut seen = Vec::new();
        let work = |task: &u64| {
            if *task == 3 {
                std::thread::sleep(Duration::from_hours(1));
            }
            std::thread::sleep(Duration::from_millis(10 - task));
            task * 2
        };
        let tasks = (0..8).collect();
        let limit = Duration::from_millis(300);
        run(
            tasks,
            limit,
            move |task| Some(work(task)),
            |_| None,
            |task, result| {
                seen.push((*task, result));
            },
        );
        let expected: Vec<_> = (0..8).map(|i| (i, (i != 3).then_some(i * 2))).collect();
        assert_eq!(seen, expected);
    }
}
