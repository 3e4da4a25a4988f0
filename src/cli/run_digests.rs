//! What the shares of one run have in common, so that those of another are not taken for its own.

use regionrapport::digest::Digest;
use regionrapport::project::{Project, ReportId};
use regionrapport::{Message, message};
use serde::{Deserialize, Serialize};

/// The digests of what a run was made of, the same on every machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct RunDigests {
    /// The reports of all shares, with their formats and flags.
    selection: Digest,
    /// The files of `data/`.
    data: Digest,
    /// The files of `templates/` and `fonts/`.
    templates: Digest,
    /// The program, with its templates and fonts.
    program: Digest,
}

impl RunDigests {
    /// The digests of a run that makes some reports; `how` are the formats and flags.
    pub(super) fn of(project: &Project, reports: &[ReportId], how: &str, program: Digest) -> Self {
        let ids = reports.iter().map(|id| Digest::of(id.to_string().as_bytes()));
        let selection = Digest::of_all(ids.chain([Digest::of(how.as_bytes())]));
        let data = files(project, &["data"]);
        let templates = files(project, &["templates", "fonts"]);
        Self { selection, data, templates, program }
    }

    /// What differs from another run; `None` if nothing does.
    pub(super) fn difference(&self, other: &Self) -> Option<Message> {
        let Self { selection, data, templates, program } = self;
        if *program != other.program {
            Some(message!("er laget av en annen utgave av programmet", "is of another program"))
        } else if *templates != other.templates {
            Some(message!(
                "er laget med andre maler eller skrifter",
                "is of other templates or fonts"
            ))
        } else if *data != other.data {
            Some(message!("er laget av andre data", "is of other data"))
        } else if *selection != other.selection {
            Some(message!("gjelder et annet utvalg av rapporter", "is of other reports"))
        } else {
            None
        }
    }
}

/// The digest of the names and contents of all files below some folders of a project.
fn files(project: &Project, folders: &[&str]) -> Digest {
    let files = folders.iter().flat_map(|folder| project.source.files_below(folder.as_ref()));
    let digests = files.flat_map(|(path, _)| {
        let name = project.display_path(&path);
        let content = project.source.digest(name.as_ref());
        [Digest::of(name.as_bytes()), content.unwrap_or(Digest::of(b""))]
    });
    Digest::of_all(digests)
}
