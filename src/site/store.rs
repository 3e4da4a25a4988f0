//! What is known of the files of a site, so that only what is out of date is made again.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Entry;
use crate::digest::Digest;
use crate::finding::StoredFinding;

/// The version of the file format; no other is read.
const VERSION: u32 = 1;

/// The records of a site, in its folder. It is only a cache: without it everything is made again.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SiteStore {
    version: u32,
    /// What each page was made of, by its path below the site's folder.
    pub pages: BTreeMap<String, SiteRecord>,
    /// The digests of all files that were written, by their paths.
    pub files: BTreeMap<String, Digest>,
}

/// What a page was made of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SiteRecord {
    /// The digest of everything but files of the project.
    pub key: Digest,
    /// The digests of files of the project, by their paths.
    pub sources: BTreeMap<String, Digest>,
    /// The files that were made, by their paths below the site's folder.
    pub files: Vec<String>,
    /// What lists tell of it, if it is a report.
    pub entry: Option<Entry>,
    /// The warnings about it.
    pub warnings: Vec<StoredFinding>,
}

impl Default for SiteStore {
    fn default() -> Self {
        Self { version: VERSION, pages: BTreeMap::new(), files: BTreeMap::new() }
    }
}

impl SiteStore {
    /// Reads the bytes of the file; `None` if they are none.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let store: Self = serde_json::from_slice(bytes).ok()?;
        (store.version == VERSION).then_some(store)
    }

    /// The bytes of the file.
    pub fn bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("text and numbers are JSON")
    }
}
