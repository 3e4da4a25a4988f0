//! Tasks in parallel, each with a limit of time.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

/// How often it is looked whether a task has used up its time.
const TICK: Duration = Duration::from_millis(50);

/// What a worker tells.
enum Told<R> {
    Begun(usize),
    Done(usize, R),
}

/// Does tasks, as many at once as Typst's pool has threads, and hands over what became of each
/// in their order; of one that took longer than the limit, what `late` says.
///
/// A task that goes on for ever cannot be stopped from outside: its thread is given up, another
/// takes its place, and the end of the process ends it. What tasks use must live as long, for
/// which there is [`forever`].
pub(super) fn run<T, R>(
    tasks: Vec<T>,
    limit: Duration,
    work: impl Fn(&T) -> R + Send + Sync + 'static,
    late: impl Fn(&T) -> R,
    mut done: impl FnMut(&T, R),
) where
    T: Send + Sync + 'static,
    R: Send + 'static,
{
    let count = tasks.len();
    let pool = Arc::new(Pool { tasks, work, next: AtomicUsize::new(0) });
    let (tell, told) = channel();
    let threads = rayon::current_num_threads();
    let workers = threads.min(count);
    let each = threads / workers.max(1);
    for _ in 0..workers {
        spawn(&pool, &tell, each);
    }
    let mut results: BTreeMap<usize, R> = BTreeMap::new();
    // What is under way, and how long; a task that was given up is no longer in it.
    let mut running: BTreeMap<usize, u32> = BTreeMap::new();
    let most =
        u32::try_from(limit.as_millis() / TICK.as_millis()).unwrap_or(u32::MAX).max(1);
    let mut handed = 0;
    while handed < count {
        match told.recv_timeout(TICK).ok() {
            Some(Told::Begun(task)) => {
                running.insert(task, 0);
            }
            Some(Told::Done(task, result)) => {
                if running.remove(&task).is_some() {
                    results.insert(task, result);
                }
            }
            None => {
                for ticks in running.values_mut() {
                    *ticks += 1;
                }
                for (task, _) in running.extract_if(.., |_, ticks| *ticks > most) {
                    results.insert(task, late(&pool.tasks[task]));
                    spawn(&pool, &tell, each);
                }
            }
        }
        while let Some(result) = results.remove(&handed) {
            done(&pool.tasks[handed], result);
            handed += 1;
        }
    }
}

/// A value that lives as long as the process, for tasks that may.
pub(super) fn forever<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
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
