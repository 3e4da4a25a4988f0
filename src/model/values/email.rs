//! E-mail addresses.

use std::str::FromStr;

use serde::Serialize;

use super::uri::uri;
use crate::fault::ValueFault;

/// An e-mail address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Email(pub String);

impl Email {
    /// The address as a link has it, in ASCII: `mailto:…`.
    pub fn uri(&self) -> String {
        uri(&format!("mailto:{}", self.0)).into_owned()
    }
}

impl FromStr for Email {
    type Err = ValueFault;

    fn from_str(text: &str) -> Result<Self, ValueFault> {
        let value = text.trim();
        if is_address(value) {
            return Ok(Self(value.to_owned()));
        }
        let suggestion = value.split(is_separator).find(|part| is_address(part)).map(str::to_owned);
        Err(ValueFault::Email { value: value.to_owned(), suggestion })
    }
}

/// Whether a text is one address and nothing else.
fn is_address(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    !name.is_empty()
        && host.contains('.')
        && host.split('.').all(|label| !label.is_empty())
        && !host.contains('@')
        && !text.contains(is_separator)
}

/// Whether a character stands between addresses rather than in one.
fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | ';' | ':' | '<' | '>' | '/' | '(' | ')')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_at_a_time() {
        assert!("kari.eksempel@example.com".parse::<Email>().is_ok());
        for text in ["", "kari", "mailto:k@x.no", "k@x.no, l@x.no", "k@x", "@x.no", "k@@x.no"] {
            assert!(text.parse::<Email>().is_err(), "{text}");
        }
    }
}
