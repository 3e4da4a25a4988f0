//! Published reports: what was issued of each, edition by edition, in `publisert/`.
//!
//! The folder of a report has a file with its editions (`record.rs`) and, of each edition, the PDF, the
//! merged data as JSON and copies of the files that it was made of (`names.rs`). A file of an edition is
//! never replaced (`issue.rs`), and can be compared with its digest (`verify.rs`).

mod issue;
mod names;
mod record;
mod verify;

pub use issue::{NewEdition, issue};
pub use names::{EditionNames, PUBLISHED, RECORD, all_folders, folder_of, published_folders};
pub use record::{Edition, Publication};
pub use verify::{issued_pdf, unissued, verify, verify_sources};
