//! Sets the environment variable `REGIONRAPPORT_CODE` to a hash of the source code, so that a report
//! knows whether another build of the program made it. Built-in templates and fonts are not part of
//! the hash: the program computes their digest itself.

use std::collections::hash_map::DefaultHasher;
use std::env;
use std::fs;
use std::hash::Hasher;
use std::io;
use std::path::Path;

/// The source code, and the versions of the crates that it uses.
const PARTS: [&str; 3] = ["src", "Cargo.toml", "Cargo.lock"];

fn main() -> io::Result<()> {
    let mut hasher = DefaultHasher::new();
    for part in PARTS {
        println!("cargo:rerun-if-changed={part}");
        add(Path::new(part), &mut hasher)?;
    }
    println!("cargo:rustc-env=REGIONRAPPORT_CODE={:016x}", hasher.finish());
    println!("cargo:rustc-env=REGIONRAPPORT_VERSION={}", version());
    Ok(())
}

/// What `--version` says: the version, in a release the commit, and the version of Typst.
#[expect(clippy::disallowed_methods, reason = "Cargo tells build scripts by variables")]
fn version() -> String {
    let version = env::var("CARGO_PKG_VERSION").unwrap_or_default();
    let lock = fs::read_to_string("Cargo.lock").unwrap_or_default();
    let typst = lock.split("[[package]]").find_map(|package| {
        let rest = package.trim_start().strip_prefix("name = \"typst\"\nversion = \"")?;
        rest.split('"').next()
    });
    let typst = typst.map(|version| format!("Typst {version}"));
    // Debug builds are not made again for every commit.
    let is_release = env::var("PROFILE").is_ok_and(|profile| profile == "release");
    let commit = is_release.then(commit).flatten();
    let parts: Vec<String> = commit.into_iter().chain(typst).collect();
    if parts.is_empty() { version } else { format!("{version} ({})", parts.join(", ")) }
}

/// The commit that is checked out, if this is a clone.
fn commit() -> Option<String> {
    println!("cargo:rerun-if-changed=.git/HEAD");
    let head = fs::read_to_string(".git/HEAD").ok()?;
    let head = head.trim();
    let commit = match head.strip_prefix("ref: ") {
        Some(name) => {
            let path = Path::new(".git").join(name);
            println!("cargo:rerun-if-changed={}", path.display());
            fs::read_to_string(path).ok()?
        }
        None => head.to_owned(),
    };
    let short = commit.trim().get(..9)?;
    short.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| short.to_owned())
}

/// Adds a file, or the files of a folder in the order of their names, to a hash.
fn add(path: &Path, hasher: &mut DefaultHasher) -> io::Result<()> {
    if path.is_dir() {
        let entries = fs::read_dir(path)?.map(|entry| Ok(entry?.path()));
        let mut paths = entries.collect::<io::Result<Vec<_>>>()?;
        paths.sort();
        return paths.iter().try_for_each(|path| add(path, hasher));
    }
    // A crate that is built as part of another has no Cargo.lock.
    if path.is_file() {
        hasher.write(path.to_string_lossy().as_bytes());
        hasher.write(&fs::read(path)?);
    }
    Ok(())
}
