//! The worker's side: reads tasks, does them, answers.

use std::io::{self, BufWriter, Stdout};
use std::ops::ControlFlow;
use std::process;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use regionrapport::project::Project;
use regionrapport::source_files::SourceFiles;
use regionrapport::typeset::Resources;
use regionrapport::{Failure, Message, Workspace, message};

use super::message::{Answer, Opened, Request, Setup, read, receive, send};
use super::threads::{Event, each, parallelism};
use super::{Job, STACK_SIZE, limit_memory};
use crate::cli::Outcome;

/// A kind of job that a worker can do, by its name.
pub(in crate::cli) struct Handler {
    kind: &'static str,
    run: fn(&[u8], &[u8], &Workspace, &mut Output) -> io::Result<()>,
}

/// Where answers go.
type Output = BufWriter<Stdout>;

impl Handler {
    /// The handler of a kind of job.
    pub(in crate::cli) fn of<J: Job>() -> Self {
        let run = |job: &[u8], tasks: &[u8], workspace: &Workspace, out: &mut Output| {
            run::<J>(read(job)?, read(tasks)?, workspace, out)
        };
        Self { kind: J::NAME, run }
    }
}

/// Does what the command asks for over standard input, until that is closed.
///
/// # Errors
/// Standard input is no pipe of this program's.
pub(in crate::cli) fn serve(handlers: Vec<Handler>) -> Result<Outcome, Failure> {
    let failure = |e: io::Error| {
        let Message { nb, en } = Message::of_io(&e);
        Failure::new(message!(
            "en arbeidsprosess tar bare oppgaver fra dette programmet: {nb}",
            "a worker takes its tasks from this program alone: {en}",
        ))
    };
    // Who interrupts the command wants it to end, and it ends its workers.
    let _ = ctrlc::set_handler(|| {});
    let setup: Setup = receive(&mut io::stdin().lock()).map_err(failure)?;
    limit_memory(setup.memory_limit, setup.jobs);
    let threads = rayon::ThreadPoolBuilder::new().num_threads(setup.jobs).stack_size(STACK_SIZE);
    threads.build_global().map_err(|e| failure(io::Error::other(e)))?;
    let (sender, requests) = channel();
    // When the command is gone, so is its worker, whatever it is doing.
    thread::spawn(move || {
        while let Ok(request) = receive(&mut io::stdin().lock()) {
            if sender.send(request).is_err() {
                break;
            }
        }
        process::exit(0);
    });
    let worker = thread::Builder::new().stack_size(STACK_SIZE);
    let worker = worker.spawn(move || work(&setup, &requests, &handlers)).map_err(failure)?;
    let _ = worker.join();
    Ok(Outcome::Done)
}

/// Opens the project and does one job after another.
fn work(setup: &Setup, requests: &Receiver<Request>, handlers: &[Handler]) {
    let mut out = BufWriter::new(io::stdout());
    let workspace = match open(setup) {
        Ok(workspace) => workspace,
        Err(failure) => {
            let _ = send(&mut out, &Answer::<()>::Failed(failure));
            return;
        }
    };
    if send(&mut out, &Answer::<()>::Opened(Opened::of(&workspace))).is_err() {
        return;
    }
    while let Ok(request) = requests.recv() {
        let done = match request {
            Request::Words(languages) => send(&mut out, &words(&workspace, languages)),
            Request::Job { kind, job, tasks } => {
                let Some(handler) = handlers.iter().find(|handler| handler.kind == kind) else {
                    return;
                };
                (handler.run)(&job, &tasks, &workspace, &mut out)
            }
        };
        if done.is_err() {
            return;
        }
    }
}

/// The digests of the words of languages that there are.
fn words(workspace: &Workspace, languages: Vec<String>) -> Answer<()> {
    let resources = workspace.resources();
    let known = languages.into_iter().filter(|language| resources.languages().contains(language));
    let digests = known.map(|language| {
        let digest = resources.words_digest(&language);
        (language, digest)
    });
    Answer::Words(digests.collect())
}

/// Opens the project as the setup says.
fn open(setup: &Setup) -> Result<Workspace, Failure> {
    let mut project = Project::open(&setup.root)?;
    for path in &setup.hidden {
        project.source = project.source.with(path, None);
    }
    let date = setup.date.as_ref().and_then(|date| date.parse().ok());
    let workspace = match &setup.fonts {
        None => Workspace::of(project, setup.keep),
        Some(root) => {
            let resources =
                Resources::with_fonts_of(&project.source, &SourceFiles::new(root.clone()));
            Workspace::new(&Arc::new(project), &Arc::new(resources), setup.keep)
        }
    };
    Ok(workspace.dated(date))
}

/// Does the tasks of a job, and answers what becomes of each.
fn run<J: Job>(
    job: J,
    tasks: Vec<J::Task>,
    workspace: &Workspace,
    out: &mut Output,
) -> io::Result<()> {
    let mut sent = Ok(());
    let own = workspace.clone();
    each(
        tasks,
        move |task| job.run(&own, task),
        |event| {
            let answer = match event {
                Event::Started(index) => Answer::Started(index),
                Event::Finished(index, output) => {
                    workspace.resources().evict(parallelism() + 1);
                    Answer::Finished(index, output)
                }
            };
            sent = send(out, &answer);
            if sent.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        },
        || ControlFlow::Continue(()),
    );
    sent?;
    send(out, &Answer::<J::Output>::Done)
}
