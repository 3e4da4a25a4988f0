//! Sets the environment variable `REGIONRAPPORT_CODE` to a hash of the source code, so that a report
//! knows whether another build of the program made it. Built-in templates and fonts are not part of
//! the hash: the program computes their digest itself.

use std::collections::hash_map::DefaultHasher;
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
    Ok(())
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
