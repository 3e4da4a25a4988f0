//! Web addresses.

use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};

use super::{ValueKind, scalar_schema};
use crate::diagnostics::Code;

/// A whole web address; `www.example.com` is read as `https://www.example.com`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Url(pub String);

impl FromStr for Url {
    type Err = Code;

    fn from_str(text: &str) -> Result<Self, Code> {
        let value = text.trim();
        let rest = ["https://", "http://"].iter().find_map(|s| value.strip_prefix(s));
        let host =
            rest.unwrap_or(value).split(['/', '?', '#']).next().unwrap_or_default();
        let labels: Vec<&str> =
            host.split(':').next().unwrap_or_default().split('.').collect();
        let named = labels.len() > 1 && labels.iter().all(|label| !label.is_empty());
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | ':');
        if !named || !host.chars().all(plain) || value.contains(char::is_whitespace) {
            let value = value.to_owned();
            let suggestion = meant(&value);
            return Err(Code::Url { value, suggestion });
        }
        Ok(Self(if rest.is_some() {
            value.to_owned()
        } else {
            format!("https://{value}")
        }))
    }
}

/// The address that was meant by one with a slash or a colon too few: `http:/www.example.com`.
fn meant(text: &str) -> Option<String> {
    let rest = text.strip_prefix("http")?;
    let rest = rest.strip_prefix('s').unwrap_or(rest).trim_start_matches([':', '/', ' ']);
    let address = format!("https://{rest}");
    (address != text && address.parse::<Url>().is_ok()).then_some(address)
}

impl TryFrom<String> for Url {
    type Error = Code;

    fn try_from(text: String) -> Result<Self, Code> {
        text.parse()
    }
}

impl JsonSchema for Url {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "nettadresse".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let label = "[^\\s./?#:@]+";
        scalar_schema(
            generator,
            ValueKind::Url,
            &["string"],
            &format!(
                "^\\s*(https?://)?{label}(\\.{label})+(:[^\\s/?#]*)?([/?#]\\S*)?\\s*$"
            ),
            "En nettadresse.",
            &["https://www.example.com/rapport"],
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slash_too_few_is_suggested() {
        let meant = |text: &str| super::meant(text);
        assert_eq!(meant("http:/www.x.no/a").as_deref(), Some("https://www.x.no/a"));
        assert_eq!(meant("https//x.no").as_deref(), Some("https://x.no"));
        assert_eq!(meant("https://"), None);
        assert_eq!(meant("httpshttps:/ x"), None);
    }

    #[test]
    fn addresses_are_whole() {
        let url = |text: &str| text.parse::<Url>().map(|url| url.0);
        assert_eq!(
            url("www.example.com/å?b=c").unwrap(),
            "https://www.example.com/å?b=c"
        );
        assert_eq!(url("http://example.com:80").unwrap(), "http://example.com:80");
        for text in
            ["", "kari", "javascript:alert(1)", "https://", "a b.no", "k@x.no", "a..b"]
        {
            assert!(url(text).is_err(), "{text}");
        }
    }
}
