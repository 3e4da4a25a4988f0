//! Typst: a report and templates in, pages out.
//!
//! One [`Engine`] serves a whole run: one library, one set of fonts, one store of template
//! files, so that Typst's caches stay warm. A report reaches its template as the virtual
//! files of [`ReportData`] and in no other way.

mod builtin;
mod diagnose;
mod engine;
mod export;
mod files;
mod fonts;
mod given;
mod limits;
mod own_files;
mod pictures;
mod pieces;
mod text;
mod words;
mod world;

pub use builtin::{
    builtin_digest, builtin_files, builtin_purpose, builtin_template, builtin_templates,
};
pub use engine::{Engine, Typeset};
pub use export::{Format, export};
pub use given::ReportData;
pub use own_files::{sections_of, templates_of};
pub use pictures::reads_picture;
pub use pieces::{Piece, page_numbers, page_size, page_svg, pieces, title};
pub use text::{page_texts, texts_outside};
