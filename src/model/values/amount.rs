//! Sums of money.

use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};

use super::{ValueKind, number, scalar_schema};
use crate::diagnostics::Code;
use crate::diagnostics::words::group;

/// A sum of money in øre; written in kroner: `1 250 000`, `1250000 kr` or `99,50`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "i64")]
pub struct Kroner(pub i64);

impl FromStr for Kroner {
    type Err = Code;

    fn from_str(text: &str) -> Result<Self, Code> {
        let fault = || Code::Amount { value: text.to_owned(), suggestion: meant(text) };
        let body = text.trim();
        let body = body.strip_suffix("kr").unwrap_or(body);
        let body = body.strip_prefix("kr").map_or(body, |b| b.trim_start_matches('.'));
        let body = body.strip_suffix(",-").unwrap_or(body);
        let written = match number::read(body).ok_or_else(fault)? {
            // With three decimals it would be no sum of money either.
            Err(Code::ThousandsDot { value, plain, .. }) => {
                return Err(Code::ThousandsDot { value, plain, decimal: None });
            }
            other => other?,
        };
        if written.decimals.len() > 2 {
            return Err(fault());
        }
        let kroner: i64 = written.whole.parse().map_err(|_| fault())?;
        let øre: i64 =
            format!("{:0<2}", written.decimals).parse().map_err(|_| fault())?;
        let sum = kroner * 100 + øre;
        Ok(Self(if written.negative { -sum } else { sum }))
    }
}

/// The sum in kroner that was meant by an amount in millions or thousands, or by one with a comma
/// between thousands: `1,2 mill`, `1200 tusen`, `1,200,000`.
fn meant(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches(" kr").trim_end_matches(" kroner");
    let split = text.find(|c: char| c.is_alphabetic()).unwrap_or(text.len());
    let (number, unit) = (text[..split].trim(), text[split..].trim_end_matches('.'));
    let times = match unit.to_lowercase().as_str() {
        "" => 1,
        "mill" | "million" | "millioner" | "mnok" | "m" => 1_000_000,
        "tusen" | "t" | "tkr" | "k" => 1_000,
        _ => return None,
    };
    if times == 1 {
        let parts: Vec<&str> = number.split(',').collect();
        let groups = parts.len() > 2 && parts[1..].iter().all(|part| part.len() == 3);
        let digits = parts.concat().parse::<u64>().ok().filter(|_| groups)?;
        return Some(group(&digits.to_string()));
    }
    let number = number.replace([' ', '\u{a0}'], "").replace(',', ".");
    let (whole, decimals) = number.split_once('.').unwrap_or((&number, ""));
    let places = u32::try_from(decimals.len()).ok().filter(|n| *n <= 6)?;
    let digits: u64 = format!("{whole}{decimals}").parse().ok()?;
    let kroner = digits.checked_mul(times)? / 10_u64.checked_pow(places)?;
    Some(group(&kroner.to_string()))
}

impl std::iter::Sum for Kroner {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        Self(all.map(|kroner| kroner.0).fold(0, i64::saturating_add))
    }
}

impl TryFrom<String> for Kroner {
    type Error = Code;

    fn try_from(text: String) -> Result<Self, Code> {
        text.parse()
    }
}

impl From<Kroner> for i64 {
    fn from(kroner: Kroner) -> Self {
        kroner.0
    }
}

impl JsonSchema for Kroner {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "kroner".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        scalar_schema(
            generator,
            ValueKind::Amount,
            &["number", "string"],
            "^ *(kr\\.? *)?[-\\u2212]?([0-9]{1,15}|[0-9]{1,3}([ \\u00a0\\u202f\\u2009][0-9]{3}){1,4})\
             ([,.][0-9]{1,2}|,-)?( *kr)? *$",
            "Et beløp i kroner, ikke i tusen.",
            &["1250000", "1 250 000", "1 250 000 kr"],
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_øre_inside() {
        assert_eq!("1 250 000 kr".parse(), Ok(Kroner(125_000_000)));
        assert_eq!("99,5".parse(), Ok(Kroner(9_950)));
        assert_eq!("kr 1 200 000,-".parse(), Ok(Kroner(120_000_000)));
        assert_eq!("-10".parse(), Ok(Kroner(-1_000)));
        assert!(matches!("1.250".parse::<Kroner>(), Err(Code::ThousandsDot { .. })));
        assert_eq!(meant("1,2 mill.").as_deref(), Some("1 200 000"));
        assert_eq!(meant("1200 tusen kr").as_deref(), Some("1 200 000"));
        assert_eq!(meant("1,200,000").as_deref(), Some("1 200 000"));
        assert_eq!(meant("mye"), None);
        assert!(matches!("0,125".parse::<Kroner>(), Err(Code::Amount { .. })));
    }
}
