//! New data files for people to fill in: the next period carried over from the last, a
//! region, a whole project.

mod carry;
mod lines;
mod region;
mod samples;
mod start;
mod written;

pub use carry::{Previous, period};
pub use region::region;
pub use samples::{PROGRAM_SAMPLES, REGION_SAMPLES, Sample, Variant, samples, sized};
pub use start::{start, template};

/// The title of a programme by its folder: `mitt-program` becomes `Mitt program`.
fn title(name: &str) -> String {
    capitalised(&name.replace(['-', '_'], " "))
}

/// A name with a capital letter: `bodø` becomes `Bodø`.
fn capitalised(name: &str) -> String {
    let mut letters = name.trim().chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
