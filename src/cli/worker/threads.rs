//! Tasks in parallel threads of one process.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

use super::STACK_SIZE;
use crate::cli::environment::now;

/// How long the first of many tasks runs alone at most. The others then find in Typst's caches what
/// they have in common with it, instead of all working it out at once.
const HEAD_START: Duration = Duration::from_millis(200);

/// How often is checked whether to go on.
const TICK: Duration = Duration::from_millis(50);

/// What a thread reports.
pub(super) enum Event<R> {
    Started(usize),
    Finished(usize, R),
}

/// How many tasks run at once.
pub(in crate::cli) fn parallelism() -> usize {
    rayon::current_num_threads()
}

/// Runs one task in a thread of its own, and gives its result; `None` if `poll`, which is called now
/// and then, breaks before. The task then goes on, and the end of the process ends it.
pub(in crate::cli) fn on_thread<R: Send + 'static>(
    work: impl Fn() -> R + Send + Sync + 'static,
    mut poll: impl FnMut() -> ControlFlow<()>,
) -> Option<R> {
    let mut result = None;
    each(
        vec![()],
        move |()| work(),
        |event| {
            if let Event::Finished(_, output) = event {
                result = Some(output);
            }
            ControlFlow::Continue(())
        },
        &mut poll,
    );
    result
}

/// Runs tasks, as many at once as Typst's pool has threads, and hands over what happens as it does.
/// Stops at once, whatever is running, when `on_event` or `poll`, which is called now and then, breaks.
pub(super) fn each<T, R>(
    tasks: Vec<T>,
    work: impl Fn(&T) -> R + Send + Sync + 'static,
    mut on_event: impl FnMut(Event<R>) -> ControlFlow<()>,
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
    let (mut spawned, mut threads) = (0, 0);
    let mut remaining = count;
    let mut flow = ControlFlow::Continue(());
    let mut last_poll = now();
    while remaining > 0 && flow.is_continue() {
        // A few tasks gain more from starting together.
        let together = count <= 2 * workers || remaining < count || begun.elapsed() > HEAD_START;
        let wanted = if together { workers } else { 1 };
        for _ in spawned..wanted {
            threads += usize::from(spawn(&pool, &sender, threads_each));
        }
        spawned = wanted;
        assert!(threads > 0, "the system has no thread to give");
        if let Ok(event) = receiver.recv_timeout(TICK) {
            remaining -= usize::from(matches!(event, Event::Finished(..)));
            flow = on_event(event);
        }
        if flow.is_continue() && last_poll.elapsed() > TICK {
            last_poll = now();
            flow = poll();
        }
    }
    // The threads take no more.
    pool.next.store(count, Ordering::Relaxed);
}

/// Results that come in any order and are handed over in that of their tasks.
pub(in crate::cli) struct InOrder<R> {
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
    pub(in crate::cli) fn put(&mut self, index: usize, result: R, mut on_result: impl FnMut(R)) {
        self.waiting.insert(index, result);
        while let Some(result) = self.waiting.remove(&self.next) {
            on_result(result);
            self.next += 1;
        }
    }

    /// The results that still wait for others that never came, in order.
    pub(in crate::cli) fn rest(self) -> impl Iterator<Item = R> {
        self.waiting.into_values()
    }
}

/// Tasks that several threads take from, one at a time.
struct Pool<T, W> {
    tasks: Vec<T>,
    work: W,
    next: AtomicUsize,
}

/// Starts a thread in a pool of its own with some threads, so that what Typst does in parallel stays
/// with the task. Returns whether the system has a thread to give; where it has none, the others do
/// the work.
fn spawn<T, R, W>(pool: &Arc<Pool<T, W>>, sender: &Sender<Event<R>>, threads: usize) -> bool
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
            if sender.send(Event::Started(index)).is_err() {
                return;
            }
            let result = (pool.work)(task);
            if sender.send(Event::Finished(index, result)).is_err() {
                return;
            }
        }
    };
    let builder = rayon::ThreadPoolBuilder::new().num_threads(threads).stack_size(STACK_SIZE);
    let threads = builder.build();
    let is_there = threads.is_ok();
    if let Ok(threads) = threads {
        threads.spawn(worker);
    }
    is_there
}
