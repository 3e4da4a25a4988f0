//! Sums of money.

use std::str::FromStr;

use serde::Serialize;

use super::number;
use crate::fault::ValueFault;
use crate::lang::group;

/// A sum of money in øre; written in kroner: `1 250 000`, `1250000 kr` or `99,50`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Kroner(pub i64);

impl FromStr for Kroner {
    type Err = ValueFault;

    fn from_str(text: &str) -> Result<Self, ValueFault> {
        let body = text.trim();
        let body = body.strip_suffix("kr").unwrap_or(body);
        let body = body.strip_prefix("kr").map_or(body, |b| b.trim_start_matches('.'));
        let body = body.strip_suffix(",-").unwrap_or(body).trim();
        // With three decimals it would be no sum of money either.
        if let Some((plain, _)) = number::dotted_thousands(body) {
            let value = body.to_owned();
            return Err(ValueFault::ThousandsDot { value, plain, decimal: None });
        }
        øre(body).map(Self).ok_or_else(|| {
            // Another currency, or a share, is no amount in kroner.
            let is_other = text.contains(['%', '€', '$', '£']) || names_currency(text);
            let meant = || {
                let meant = number::meant(text, |meant| øre(meant).is_some());
                meant.filter(|_| !is_other)
            };
            let suggestion = suggest(text).or_else(|| Some(grouped(&meant()?)));
            ValueFault::Amount { value: text.to_owned(), suggestion }
        })
    }
}

/// Whether a text names another currency.
fn names_currency(text: &str) -> bool {
    const CODES: [&str; 7] = ["eur", "usd", "sek", "dkk", "gbp", "euro", "dollar"];
    let lower = text.to_lowercase();
    CODES.iter().any(|code| lower.split(|c: char| !c.is_alphabetic()).any(|word| word == *code))
}

/// A number in groups of three, with a sign that a keyboard has.
fn grouped(number: &str) -> String {
    let (sign, body) = number.strip_prefix('-').map_or(("", number), |body| ("-", body));
    if body.bytes().all(|b| b.is_ascii_digit()) {
        format!("{sign}{}", group(body))
    } else {
        number.to_owned()
    }
}

/// The øre of a number of kroner with at most two decimals.
fn øre(text: &str) -> Option<i64> {
    let number = number::read(text).filter(|number| number.decimals.len() <= 2)?;
    let kroner: i64 = number.whole.parse().ok()?;
    let øre: i64 = format!("{:0<2}", number.decimals).parse().ok()?;
    let sum = kroner * 100 + øre;
    Some(if number.is_negative { -sum } else { sum })
}

/// The sum in kroner that was probably meant by an amount in millions or thousands, or by one with
/// commas between thousands: `1,2 mill`, `1200 tusen`, `1,200,000`.
fn suggest(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches(" kr").trim_end_matches(" kroner");
    let split = text.find(|c: char| c.is_alphabetic()).unwrap_or(text.len());
    let (number, unit) = (text[..split].trim(), text[split..].trim_end_matches('.'));
    let factor = match unit.to_lowercase().as_str() {
        "" => 1,
        "mill" | "million" | "millioner" | "mnok" | "m" => 1_000_000,
        "tusen" | "t" | "tkr" | "k" => 1_000,
        _ => return None,
    };
    if factor == 1 {
        let parts: Vec<&str> = number.split(',').collect();
        let is_grouped = parts.len() > 1 && parts[1..].iter().all(|part| part.len() == 3);
        let kroner = parts.concat().parse::<u64>().ok().filter(|_| is_grouped)?;
        return Some(group(&kroner.to_string()));
    }
    let number = number.replace([' ', '\u{a0}'], "").replace(',', ".");
    let (whole, decimals) = number.split_once('.').unwrap_or((&number, ""));
    let places = u32::try_from(decimals.len()).ok().filter(|n| *n <= 6)?;
    let digits: u64 = format!("{whole}{decimals}").parse().ok()?;
    let kroner = digits.checked_mul(factor)? / 10_u64.checked_pow(places)?;
    Some(group(&kroner.to_string()))
}

impl std::iter::Sum for Kroner {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        Self(amounts.map(|kroner| kroner.0).fold(0, i64::saturating_add))
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
        assert!(matches!("1.250".parse::<Kroner>(), Err(ValueFault::ThousandsDot { .. })));
        assert_eq!(suggest("1,2 mill.").as_deref(), Some("1 200 000"));
        assert_eq!(suggest("1200 tusen kr").as_deref(), Some("1 200 000"));
        assert_eq!(suggest("1,200,000").as_deref(), Some("1 200 000"));
        assert_eq!(suggest("mye"), None);
        assert!(matches!("0,125".parse::<Kroner>(), Err(ValueFault::Amount { .. })));
    }
}
