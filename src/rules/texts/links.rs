//! Web addresses that lead elsewhere first.

use percent_encoding::percent_decode_str;

use super::{Fault, Text};
use crate::fault::TextFault;

/// The hosts that other programs put before an address, with the name of the parameter that has it.
const WRAPPERS: [(&str, &str); 3] = [
    ("safelinks.protection.outlook.com/", "url="),
    ("www.google.com/url?", "q="),
    ("l.facebook.com/l.php?", "u="),
];

/// An address that Outlook or another program has wrapped in one of its own.
pub(super) fn wrapped_link(text: &Text<'_>) -> Option<Fault> {
    let suggestion = unwrapped(text.value)?;
    Some((TextFault::WrappedLink { suggestion }, text.span()))
}

/// The address in an address, if it is one of a program that wraps them.
fn unwrapped(address: &str) -> Option<String> {
    let parameters = |(host, name): &(&str, &str)| {
        let (_, query) = address.split_once(host)?;
        let mut parameters = query.trim_start_matches('?').split('&');
        parameters.find_map(|parameter| parameter.strip_prefix(name))
    };
    let wrapped = WRAPPERS.iter().find_map(parameters)?;
    percent_decode_str(wrapped).decode_utf8().ok().map(Into::into)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapped_addresses_are_unwrapped() {
        let wrapped =
            "https://eur02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fx.no%2Fa&data=05";
        assert_eq!(unwrapped(wrapped).as_deref(), Some("https://x.no/a"));
        assert_eq!(unwrapped("https://x.no/?url=https%3A%2F%2Fy.no"), None);
    }
}
