//! Addresses of a site's files.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// The characters that are percent-encoded in the path of an address.
///
/// Source: RFC 3986, section 2.3.
const PATH: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The address of a file as a page of the same site has it, both named by their paths below the site's
/// folder: `../nord/2026-k3.html`.
pub(super) fn relative(from: &str, to: &str) -> String {
    let shared = from
        .char_indices()
        .zip(to.chars())
        .take_while(|((_, a), b)| a == b)
        .filter(|((_, a), _)| *a == '/')
        .last()
        .map_or(0, |((at, _), _)| at + 1);
    let up = "../".repeat(from[shared..].matches('/').count());
    format!("{up}{}", encoded(&to[shared..]))
}

/// The whole address of a file of a site that stands at an address, `/` at its end or not.
pub(super) fn resolved(base: &str, path: &str) -> String {
    format!("{}/{}", base.trim_end_matches('/'), encoded(path))
}

fn encoded(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lead_from_page_to_page() {
        for (from, to, address) in [
            ("p/nord/2026-k3.html", "p/nord/2026-k3.pdf", "2026-k3.pdf"),
            ("p/nord/2026-k3.html", "p/sør/index.html", "../s%C3%B8r/index.html"),
            ("p/nord/2026-k3.html", "index.html", "../../index.html"),
            ("index.html", "p/index.html", "p/index.html"),
            ("p/a/x.html", "p/ab/y z.html", "../ab/y%20z.html"),
            ("på/a.html", "pø/a.html", "../p%C3%B8/a.html"),
        ] {
            assert_eq!(relative(from, to), address, "{from} → {to}");
        }
        assert_eq!(resolved("https://x.no/a/", "p/ø.html"), "https://x.no/a/p/%C3%B8.html");
    }
}
