//! Names of files that the data refers to.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use crate::fault::{Fault, PictureFault, ValueFault};

/// A file's path with `/` between its parts, counted from the file that names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileName(pub String);

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for FileName {
    type Err = Fault;

    /// Refuses what leads out of the folder of the file that names it.
    fn from_str(text: &str) -> Result<Self, Fault> {
        let path = text.trim();
        let outside = path.starts_with('/')
            || path.contains([':', '\0'])
            || path.split('/').any(|part| part == "..");
        match path {
            "" => Err(ValueFault::EmptyText.into()),
            _ if path.contains('\\') && !path.contains(':') => Err(PictureFault::MissingPicture {
                file: path.to_owned(),
                suggestion: Some(path.replace('\\', "/")),
            }
            .into()),
            _ if outside => Err(PictureFault::OutsideProject { file: path.to_owned() }.into()),
            _ => Ok(Self(path.to_owned())),
        }
    }
}
