//! Web addresses.

use std::str::FromStr;

use serde::Serialize;

use super::uri::uri;
use crate::fault::ValueFault;

/// A whole web address; `www.example.com` is read as `https://www.example.com`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Url(pub String);

impl Url {
    /// The address as a link has it, in ASCII.
    pub fn uri(&self) -> String {
        uri(&self.0).into_owned()
    }
}

impl FromStr for Url {
    type Err = ValueFault;

    fn from_str(text: &str) -> Result<Self, ValueFault> {
        let value = text.trim();
        let rest = ["https://", "http://"].iter().find_map(|s| value.strip_prefix(s));
        let host = rest.unwrap_or(value).split(['/', '?', '#']).next().unwrap_or_default();
        let labels: Vec<&str> = host.split(':').next().unwrap_or_default().split('.').collect();
        let is_named = labels.len() > 1 && labels.iter().all(|label| !label.is_empty());
        let is_plain = host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | ':'));
        if !is_named || !is_plain || value.contains(char::is_whitespace) {
            let value = value.to_owned();
            let suggestion = suggest(&value);
            return Err(ValueFault::Url { value, suggestion });
        }
        let scheme = if rest.is_some() { "" } else { "https://" };
        Ok(Self(format!("{scheme}{value}")))
    }
}

/// The address that was probably meant by one with a slash or a colon too few: `http:/www.example.com`.
fn suggest(text: &str) -> Option<String> {
    let rest = text.strip_prefix("http")?;
    let rest = rest.strip_prefix('s').unwrap_or(rest).trim_start_matches([':', '/', ' ']);
    let address = format!("https://{rest}");
    (address != text && address.parse::<Url>().is_ok()).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slash_too_few_is_suggested() {
        assert_eq!(suggest("http:/www.x.no/a").as_deref(), Some("https://www.x.no/a"));
        assert_eq!(suggest("https//x.no").as_deref(), Some("https://x.no"));
        assert_eq!(suggest("https://"), None);
        assert_eq!(suggest("httpshttps:/ x"), None);
    }

    #[test]
    fn addresses_are_whole() {
        for (text, address) in [
            ("www.example.com/å?b=c", "https://www.example.com/å?b=c"),
            ("http://example.com:80", "http://example.com:80"),
        ] {
            assert_eq!(text.parse(), Ok(Url(address.into())));
        }
        for text in ["", "kari", "javascript:alert(1)", "https://", "a b.no", "k@x.no", "a..b"] {
            assert!(text.parse::<Url>().is_err(), "{text}");
        }
    }
}
