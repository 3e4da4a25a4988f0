//! The program `regionrapport`: reads the command line and runs a command.

mod cli;

use std::process::ExitCode;

/// Typst allocates much and frees it in other threads; mimalloc is made for that.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::main()
}
