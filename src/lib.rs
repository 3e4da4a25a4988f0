//! Status reports for Norwegian regional programmes: YAML in, an accessible PDF out.
//!
//! Data flows one way, one module a step; each uses only what stands to its left:
//!
//! ```text
//! source → model → schema → project → standing → rules → report → typeset → complete → output → PDF
//! ```

pub mod commands;
pub mod complete;
pub mod diagnostics;
pub mod digest;
pub mod looks;
pub mod model;
pub mod output;
pub mod pipeline;
pub mod project;
pub mod report;
pub mod rules;
pub mod scaffold;
pub mod schema;
pub mod source;
pub mod standing;
pub mod typeset;
