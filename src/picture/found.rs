//! What a file is that should be a picture.

/// What the bytes of a file are, as far as their beginning tells: a format of pictures, or what people have
/// in place of one. `None` for anything else.
///
/// Sources: ISO/IEC 23008-12 (HEIF) and the AV1 Image File Format for the brands of `ftyp`; TIFF 6.0; the
/// specification of Git LFS.
pub fn found(bytes: &[u8]) -> Option<&'static str> {
    let start = bytes.get(..bytes.len().min(512)).unwrap_or_default();
    let text =
        String::from_utf8_lossy(start).trim_start_matches('\u{feff}').trim_start().to_lowercase();
    if bytes.is_empty() {
        return Some("empty");
    }
    if start.get(4..8) == Some(b"ftyp") {
        return match start.get(8..12)? {
            b"avif" | b"avis" => Some("AVIF"),
            _ => Some("HEIC"),
        };
    }
    let starts: [(&[u8], &str); 10] = [
        (b"GIF8", "GIF"),
        (b"II*\0", "TIFF"),
        (b"MM\0*", "TIFF"),
        (b"BM", "BMP"),
        (b"%PDF", "PDF"),
        (b"%!PS", "EPS"),
        (b"PK\x03\x04", "office"),
        (b"\xd0\xcf\x11\xe0", "office"),
        (b"version https://git-lfs", "lfs"),
        (b"\xff\xfe<", "UTF-16"),
    ];
    if start.starts_with(b"RIFF") && start.get(8..12) == Some(b"WEBP") {
        return Some("WebP");
    }
    let known = starts.iter().find(|(mark, _)| start.starts_with(mark)).map(|(_, name)| *name);
    let is_page = text.starts_with("<!doctype html") || text.starts_with("<html");
    known.or_else(|| is_page.then_some("html"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_place_of_a_picture_is_known() {
        for (bytes, name) in [
            (&b""[..], "empty"),
            (b"\0\0\0\x18ftypheic\0\0", "HEIC"),
            (b"\0\0\0\x18ftypavif\0\0", "AVIF"),
            (b"RIFF\x10\0\0\0WEBPVP8 ", "WebP"),
            (b"version https://git-lfs.github.com/spec/v1\n", "lfs"),
            (b"\n<!DOCTYPE html><title>404</title>", "html"),
            (b"\xff\xfe<\0s\0v\0g\0", "UTF-16"),
        ] {
            assert_eq!(found(bytes), Some(name));
        }
        assert_eq!(found(b"hello"), None);
    }
}
