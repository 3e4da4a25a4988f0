//! Bytes to pictures: what passes the bounds is decoded without an end of the process, in bounded memory.

#![no_main]

use std::sync::Arc;

use libfuzzer_sys::fuzz_target;
use regionrapport::picture;
use regionrapport::typeset::can_read_picture;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(Some(_)) = picture::check(bytes, "x.svg") {
        can_read_picture(Arc::new(bytes.to_vec()));
    }
});
