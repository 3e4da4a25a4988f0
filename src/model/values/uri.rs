//! Addresses in the characters that links may have.

use std::borrow::Cow;

/// An address as a URI, in ASCII: the name of a host as it stands in the domain name system
/// (Punycode), the rest with per cent signs. An address in ASCII stays as it is written.
///
/// Source: RFC 3987, section 3.1; PDF has URIs in 7-bit ASCII (ISO 32000-1, 12.6.4.7).
pub(super) fn uri(address: &str) -> Cow<'_, str> {
    if address.is_ascii() {
        return Cow::Borrowed(address);
    }
    let address = with_ascii_host(address);
    match ::url::Url::parse(&address) {
        Ok(url) if url.as_str().is_ascii() => Cow::Owned(url.into()),
        _ => Cow::Owned(escaped(&address)),
    }
}

/// The address of a letter: `mailto:` with the host in ASCII, as mail programs know it.
fn with_ascii_host(address: &str) -> Cow<'_, str> {
    let mail = address.strip_prefix("mailto:").and_then(|mail| mail.split_once('@'));
    let Some((name, rest)) = mail else { return Cow::Borrowed(address) };
    let (host, query) = rest.split_at(rest.find('?').unwrap_or(rest.len()));
    let host = ::url::Host::parse(host).map_or(host.to_owned(), |host| host.to_string());
    Cow::Owned(format!("mailto:{name}@{host}{query}"))
}

/// The address with every byte that is not ASCII escaped.
fn escaped(address: &str) -> String {
    let mut escaped = String::with_capacity(address.len());
    for c in address.chars() {
        if c.is_ascii() {
            escaped.push(c);
        } else {
            let bytes = c.to_string().into_bytes();
            escaped.extend(bytes.iter().map(|byte| format!("%{byte:02X}")));
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_become_ascii() {
        for (written, expected) in [
            (
                "https://www.nærøy.no/ærlig sak?q=å#mål",
                "https://www.xn--nry-yla5g.no/%C3%A6rlig%20sak?q=%C3%A5#m%C3%A5l",
            ),
            ("https://Nærøy.no:8080/%C3%A6", "https://xn--nry-yla5g.no:8080/%C3%A6"),
            ("mailto:kåre@nærøy.no", "mailto:k%C3%A5re@xn--nry-yla5g.no"),
            (
                "mailto:kari@example.com?subject=Blåbær",
                "mailto:kari@example.com?subject=Bl%C3%A5b%C3%A6r",
            ),
            ("https://å:x/", "https://%C3%A5:x/"),
        ] {
            assert_eq!(uri(written), expected);
        }
    }

    #[test]
    fn what_is_ascii_stays_as_it_is_written() {
        for written in
            ["https://Example.com", "http://example.com:80/a%20b", "mailto:k@example.com"]
        {
            assert!(matches!(uri(written), Cow::Borrowed(text) if text == written));
        }
    }
}
