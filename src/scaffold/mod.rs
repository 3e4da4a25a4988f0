//! New data files for people to fill in: the next period carried over from the last, a
//! region, a whole project.

mod carry;
mod lines;
mod region;
mod samples;
mod start;

pub use carry::{Previous, period};
pub use region::region;
pub use samples::{PROGRAM_SAMPLES, REGION_SAMPLES, Sample, samples, sized};
pub use start::{StartFile, start};

/// Letters that a title begins with: `mitt-program` becomes `Mitt program`.
fn title(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let mut letters = words.trim().chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
