//! How much a worker may use.

use std::process::Command;

/// The size of the stacks of threads that set pages: templates and drawings may lie deep in each other.
pub(in crate::cli) const STACK_SIZE: usize = 32 * 1024 * 1024;

/// Makes the allocator of a process that is to be limited take no more from the system than it uses.
pub(in crate::cli) fn prepare_limit(command: &mut Command) {
    command.env("MIMALLOC_ARENA_EAGER_COMMIT", "0");
}

/// Lets this process allocate so many bytes at most, and write no image of its memory when it dies.
/// What is beyond is refused by the system, which ends the process. Where the system has no such limits,
/// there are none.
///
/// The stacks of the threads for so many tasks at once are not counted: the system counts them as a whole,
/// and most of them is never used.
#[cfg(unix)]
pub(in crate::cli) fn limit_memory(bytes: Option<u64>, jobs: usize) {
    use rlimit::{Resource, setrlimit};
    let _ = setrlimit(Resource::CORE, 0, 0);
    if let Some(bytes) = bytes {
        // Those of Typst's pool, those of the tasks, and that of the one who gives them out.
        let stacks = (2 * jobs + 1) * STACK_SIZE;
        let bytes = bytes.saturating_add(stacks as u64);
        let _ = setrlimit(MEMORY, bytes, bytes);
    }
}

#[cfg(not(unix))]
pub(in crate::cli) fn limit_memory(_: Option<u64>, _: usize) {}

/// The limit for what a process allocates. Elsewhere than on Linux it holds for its heap alone.
#[cfg(unix)]
const MEMORY: rlimit::Resource = rlimit::Resource::DATA;
