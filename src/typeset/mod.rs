//! Typst: reports and templates to pages.
//!
//! One [`Resources`] serves a whole run: one library, one set of fonts, one store of template
//! files, so that Typst's caches stay warm. Templates read a report only as [`VirtualFiles`].

mod builtin;
mod causes;
mod compile;
mod diagnose;
mod export;
mod files;
mod fonts;
mod labels;
mod limits;
mod own_files;
mod pictures;
mod pieces;
mod printed;
mod resources;
mod text;
mod virtual_files;
mod web;
mod world;

pub use builtin::{
    BUILTIN_THEME, builtin_digest, builtin_files, builtin_fonts, builtin_purpose, builtin_template,
    builtin_templates,
};
pub use compile::{Compiled, Pages, WebPage};
pub use export::Format;
pub use labels::changed_labels;
pub use typst_html::HtmlDocument;
pub use typst_layout::PagedDocument;

pub use crate::rules::Face;
pub use own_files::{has_template, sections_of, template_text, templates_of};
pub use pictures::can_read_picture;
pub use pieces::{Piece, page_hashes, page_size, page_svg, pieces, title};
pub use resources::Resources;
pub use text::{page_texts, texts_outside};
pub use virtual_files::{Medium, VirtualFiles};
pub use web::{web_text, web_title};
