//! Status reports for Norwegian regional programmes: YAML in, an accessible PDF out.
//!
//! A [`Workspace`] is a project's folder, opened. A [`Case`] is one of its reports, loaded and
//! checked. [`Rendered`] is its pages, to be written in a [`Format`].
//!
//! # One report as a PDF
//!
//! ```
//! use regionrapport::Workspace;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let report = Workspace::open(".")?.case("rana/2018")?.render()?;
//! # let folder = tempfile::tempdir()?;
//! # std::env::set_current_dir(&folder)?;
//! std::fs::write("rana.pdf", report.pdf()?)?;
//! # assert!(std::fs::read("rana.pdf")?.starts_with(b"%PDF-1.7"));
//! # Ok(())
//! # }
//! ```
//!
//! # A check, with findings as data
//!
//! What is wrong in the user's files is a [`Finding`]: a [`fault`] with its facts, a severity and a
//! place. That the tool could not work is a [`Failure`].
//!
//! ```
//! use regionrapport::fault::{Fault, ValueFault};
//! use regionrapport::{Lang, Workspace};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = tempfile::tempdir()?;
//! # let write = |path: &str, text: &str| {
//! #     regionrapport::output::write(&folder.path().join(path), text.as_bytes())
//! # };
//! # write("data/p/program.yaml", "navn: P\neier: E\nperiode: { fra: 2026, til: 2027 }\n")?;
//! # write("data/p/regioner/nord/region.yaml", "navn: Nord\nsøkerkommune: Ål\nfakta: { folketall: 34.394 }\n")?;
//! # write("data/p/regioner/nord/2026-k1.yaml", "type: sluttrapport\n")?;
//! # let root = folder.path();
//! let case = Workspace::open(root)?.case("nord")?;
//! for finding in case.findings() {
//!     if let Fault::Value(ValueFault::ThousandsDot { plain, .. }) = &finding.fault {
//!         assert_eq!(plain, "34394");
//!     }
//!     let (file, range) = (&finding.place.file.path, finding.place.range());
//!     println!("{file} {range:?}: {}", finding.message(Lang::En));
//!     println!("hint: {}", finding.hint(Lang::En));
//! }
//! assert_eq!(case.findings()[0].code(), "thousands-dot");
//! # Ok(())
//! # }
//! ```
//!
//! # All reports
//!
//! One report with faults does not stop the others.
//!
//! ```
//! use regionrapport::Workspace;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let workspace = Workspace::open(".")?;
//! for id in workspace.reports() {
//! #   if id.program != "eksempelprogrammet" || id.period.to_string() != "2026-k1" { continue; }
//!     match workspace.load(&id).render() {
//!         Ok(report) => println!("{id}: {} pages", report.pages().count()),
//!         Err(findings) => eprintln!("{findings}"),
//!     }
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # The layers
//!
//! Data flows one way, one module a step; each uses only what stands to its left, which a test
//! checks. `docs/architecture.md` follows one value through all of them.
//!
//! ```text
//! digest · lang · braces · suggest · typography · fault · finding · source_files · picture → tree → yaml → model → schema → project → standing → loaded → rules → scaffold → report → typeset → complete → visual_diff → output → attachments → publication → workspace → case → render → site
//! ```

pub mod attachments;
mod braces;
mod case;
pub mod complete;
pub mod digest;
pub mod fault;
pub mod finding;
pub mod lang;
pub mod loaded;
pub mod model;
pub mod output;
pub mod picture;
pub mod project;
pub mod publication;
mod render;
pub mod report;
mod rules;
pub mod scaffold;
pub mod schema;
pub mod site;
pub mod source_files;
pub mod standing;
mod suggest;
pub mod tree;
pub mod typeset;
mod typography;
pub mod visual_diff;
mod workspace;
pub mod yaml;

pub use case::{Case, Issued};
pub use finding::{Failure, Finding, Findings};
pub use lang::{Lang, Message};
pub use render::Rendered;
pub use typeset::Format;
pub use workspace::{Keep, Workspace, restore};
