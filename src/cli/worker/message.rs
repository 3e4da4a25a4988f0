//! What a command and its worker tell each other: each message is its length in bytes, then Postcard.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::path::PathBuf;

use regionrapport::digest::Digest;
use regionrapport::finding::PortableFindings;
use regionrapport::{Failure, Keep, Workspace};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::Job;

/// What a worker needs to know before its first task.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::cli) struct Setup {
    /// The project's folder.
    pub(in crate::cli) root: PathBuf,
    /// The folder whose fonts are used, if it is another.
    pub(in crate::cli) fonts: Option<PathBuf>,
    /// How many tasks to do at once.
    pub(in crate::cli) jobs: usize,
    /// The date of reports that have none of their own, as `2026-09-30`.
    pub(in crate::cli) date: Option<String>,
    /// Which data files to keep when they have been read.
    pub(in crate::cli) keep: Keep,
    /// The most bytes that the worker may allocate.
    pub(in crate::cli) memory_limit: Option<u64>,
    /// Files that are taken to be missing, by their paths below the project's folder.
    pub(in crate::cli) hidden: Vec<String>,
}

/// What a worker is asked.
#[derive(Serialize, Deserialize)]
pub(super) enum Request {
    /// The digests of the words of some languages.
    Words(Vec<String>),
    /// To do the tasks of a job, both as bytes of Postcard, which its kind can read.
    Job { kind: String, job: Vec<u8>, tasks: Vec<u8> },
}

impl Request {
    /// The request to do tasks of a job.
    pub(super) fn of<J: Job>(job: &J, tasks: &[J::Task]) -> Self {
        let bytes = "text and numbers can be written";
        Self::Job {
            kind: J::NAME.to_owned(),
            job: postcard::to_stdvec(job).expect(bytes),
            tasks: postcard::to_stdvec(tasks).expect(bytes),
        }
    }
}

/// The first answer of a worker: what it has found before any task.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::cli) struct Opened {
    /// What is found in the fonts, language files and names of templates.
    pub(in crate::cli) findings: PortableFindings,
    /// The digest of the project's fonts.
    pub(in crate::cli) fonts: Digest,
}

/// The digests of the words of some languages.
pub(in crate::cli) type WordDigests = BTreeMap<String, Digest>;

/// What a worker answers.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Answer<R> {
    /// The project is open.
    Opened(Opened),
    /// The project cannot be opened.
    Failed(Failure),
    /// The digests of words that were asked for.
    Words(WordDigests),
    /// A task has begun.
    Started(usize),
    /// A task is done.
    Finished(usize, R),
    /// All tasks are done.
    Done,
}

impl Opened {
    /// What a workspace tells before any task.
    pub(super) fn of(workspace: &Workspace) -> Self {
        let resources = workspace.resources();
        let findings: Vec<_> = resources.findings().cloned().collect();
        Self { findings: findings.as_slice().into(), fonts: resources.fonts_digest }
    }
}

/// Writes a message.
pub(super) fn send(to: &mut impl Write, message: &impl Serialize) -> io::Result<()> {
    let mut bytes = vec![0; size_of::<u64>()];
    bytes = postcard::to_extend(message, bytes).map_err(io::Error::other)?;
    let length = (bytes.len() - size_of::<u64>()) as u64;
    bytes[..size_of::<u64>()].copy_from_slice(&length.to_le_bytes());
    to.write_all(&bytes)?;
    to.flush()
}

/// Reads a message.
pub(super) fn receive<T: DeserializeOwned>(from: &mut impl Read) -> io::Result<T> {
    read(&receive_bytes(from)?)
}

/// Reads the bytes of a message.
pub(super) fn receive_bytes(from: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut length = [0; size_of::<u64>()];
    from.read_exact(&mut length)?;
    let length = u64::from_le_bytes(length);
    let mut bytes = Vec::new();
    if from.take(length).read_to_end(&mut bytes)? as u64 != length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(bytes)
}

/// A message by its bytes.
pub(super) fn read<T: DeserializeOwned>(bytes: &[u8]) -> io::Result<T> {
    postcard::from_bytes(bytes).map_err(io::Error::other)
}
