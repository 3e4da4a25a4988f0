//! Worker processes: what reads pictures and sets pages runs in a process of its own.
//!
//! A picture or a template can end the process that works on it: by a stack that overflows, by all
//! memory, or by never coming to an end. So the command starts its own program once more, as a worker,
//! and gives it tasks over a pipe (`message.rs`). The worker does as many at once as there are threads
//! (`threads.rs`), and answers as they are done. When it dies, or has to be ended because a task takes
//! too long, another takes its place, and the task that did it becomes a finding (`pool.rs`), with the
//! file that is to blame where that can be told (`blame.rs`).

mod blame;
mod job;
mod limits;
mod message;
mod pool;
mod process;
mod serve;
mod threads;

pub(super) use job::Job;
pub(super) use limits::{STACK_SIZE, limit_memory, prepare_limit};
pub(super) use message::{Opened, Setup, WordDigests};
pub(super) use pool::{OpenError, Opening, Workers};
pub(super) use process::{COMMAND, Death, WorkerProcess, cause_of};
pub(super) use serve::{Handler, serve};
pub(super) use threads::{InOrder, on_thread, parallelism};
