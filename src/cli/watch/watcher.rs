//! Watches a project's folder for changes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use notify::event::{EventKind, ModifyKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use regionrapport::{Failure, message};

use super::Message;

/// The folders whose files reports are made of.
pub(super) const FOLDERS: [&str; 3] = ["data", "templates", "fonts"];

/// Sends a message for every file that is written, created, removed or renamed.
pub(super) struct FileWatcher {
    root: PathBuf,
    watcher: RecommendedWatcher,
    /// The folders that are watched with all below them, as they were when they were found:
    /// another one may come in the place of one that goes.
    folders: BTreeMap<PathBuf, Option<u64>>,
    /// Folders elsewhere that files are read from.
    others: BTreeSet<PathBuf>,
    /// Files that are links, by where they lead.
    links: BTreeMap<PathBuf, PathBuf>,
}

impl FileWatcher {
    /// Watches a project's folder.
    ///
    /// # Errors
    /// The system refuses to watch a folder.
    pub(super) fn new(root: &Path, sender: Sender<Message>) -> Result<Self, Failure> {
        let own: Vec<PathBuf> = FOLDERS.iter().map(|name| root.join(name)).collect();
        let handler = move |event: notify::Result<Event>| {
            let Ok(event) = event else { return };
            if concerns(event.kind) {
                // Nobody receives any more when the command ends.
                let _ = sender.send(Message::Changed(event.paths));
            }
        };
        let watcher = notify::recommended_watcher(handler).map_err(|e| failure(root, &e))?;
        let folders = own.into_iter().map(|folder| (folder, None)).collect();
        let root = root.to_owned();
        let (others, links) = (BTreeSet::new(), BTreeMap::new());
        let mut watcher = Self { root, watcher, folders, others, links };
        watcher.add(&watcher.root.clone(), RecursiveMode::NonRecursive)?;
        watcher.renew()?;
        Ok(watcher)
    }

    /// Watches folders that have come, or come again, since the last time.
    ///
    /// # Errors
    /// The system refuses to watch a folder.
    pub(super) fn renew(&mut self) -> Result<(), Failure> {
        for (folder, known) in self.folders.clone() {
            let now = identity(&folder);
            if now == known {
                continue;
            }
            if known.is_some() {
                // It may have gone of itself.
                let _ = self.watcher.unwatch(&folder);
            }
            if now.is_some() {
                self.add(&folder, RecursiveMode::Recursive)?;
            }
            self.folders.insert(folder, now);
        }
        Ok(())
    }

    /// Watches the folders of used files that lie elsewhere: those that templates have read, and
    /// those that links lead to. Gives the files that are watched from now on, which may have
    /// changed since they were read.
    ///
    /// # Errors
    /// The system refuses to watch a folder.
    pub(super) fn watch_folders_of(
        &mut self,
        files: &BTreeSet<String>,
    ) -> Result<BTreeSet<PathBuf>, Failure> {
        self.links.clear();
        let mut fresh = BTreeSet::new();
        for file in files {
            let path = self.root.join(file);
            let Ok(real) = path.canonicalize() else { continue };
            let folder = real.parent().map(Path::to_owned);
            let watched = self.folders.keys().any(|folder| real.starts_with(folder));
            if real != path {
                self.links.insert(real, path.clone());
            }
            if let Some(folder) = folder.filter(|folder| !watched && *folder != self.root)
                && self.others.insert(folder.clone())
            {
                self.add(&folder, RecursiveMode::NonRecursive)?;
                fresh.insert(path);
            }
        }
        Ok(fresh)
    }

    /// Paths with the links that lead to them.
    pub(super) fn with_links(&self, paths: &BTreeSet<PathBuf>) -> BTreeSet<PathBuf> {
        let links = paths.iter().filter_map(|path| self.links.get(path));
        links.chain(paths).cloned().collect()
    }

    fn add(&mut self, folder: &Path, mode: RecursiveMode) -> Result<(), Failure> {
        self.watcher.watch(folder, mode).map_err(|e| failure(folder, &e))
    }
}

/// Whether a path below the project's folder lies in one of its folders.
pub(super) fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether something is another afterwards; to read a file is no change.
fn concerns(kind: EventKind) -> bool {
    match kind {
        EventKind::Modify(ModifyKind::Metadata(_)) | EventKind::Access(_) => false,
        EventKind::Any
        | EventKind::Create(_)
        | EventKind::Modify(_)
        | EventKind::Remove(_)
        | EventKind::Other => true,
    }
}

/// The number of a folder's inode, which changes when another folder takes its place.
#[cfg(unix)]
fn identity(folder: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt;
    folder.metadata().ok().filter(std::fs::Metadata::is_dir).map(|metadata| metadata.ino())
}

/// A number for a folder that exists.
#[cfg(not(unix))]
fn identity(folder: &Path) -> Option<u64> {
    folder.is_dir().then_some(1)
}

fn failure(folder: &Path, error: &notify::Error) -> Failure {
    let folder = folder.display();
    let nb = match &error.kind {
        notify::ErrorKind::Io(error) => regionrapport::Message::of_io(error).nb,
        notify::ErrorKind::PathNotFound => "finnes ikke".to_owned(),
        notify::ErrorKind::MaxFilesWatch => "systemet kan ikke følge flere mapper".to_owned(),
        _ => error.to_string(),
    };
    let failure =
        Failure::new(message!("kan ikke følge {folder}: {nb}", "cannot watch {folder}: {error}"));
    match error.kind {
        notify::ErrorKind::MaxFilesWatch => failure.hint(message!(
            "la systemet følge flere mapper: sysctl fs.inotify.max_user_watches=524288",
            "let the system watch more folders: sysctl fs.inotify.max_user_watches=524288",
        )),
        _ => failure,
    }
}
