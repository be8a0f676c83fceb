//! Quantities: whole numbers, with the unit behind them or in a cell of its own.

use super::{half, half_width};
use crate::domain::product::Product;
use crate::domain::stock::Amount;

/// A unit of a product and how many base units it is; without a name the base unit. None if the product has no such unit.
pub fn unit<'a>(product: &'a Product, said: &str) -> Option<(&'a str, u32)> {
    let is = |name: &str| half(name.trim()) == half(said.trim());
    if said.trim().is_empty() || is(&product.unit) {
        return Some((&product.unit, 1));
    }
    product.packs.iter().find(|pack| is(&pack.name)).map(|pack| (pack.name.as_str(), pack.factor))
}

/// So many of a unit of a product. None if the product has no such unit, or nobody could count it.
pub fn of(product: &Product, count: u32, said: &str) -> Option<Amount> {
    let (unit, factor) = unit(product, said)?;
    let amount = Amount { count, unit: unit.to_owned(), factor };
    amount.base().map(|_| amount)
}

/// A whole number and what stands behind it: `5`, `5条`, `２ 条`, `1,200`, `12.0` as a spreadsheet writes it. None if it is no number above 0.
pub fn amount(cell: &str) -> Option<(u32, String)> {
    let text: String = cell.trim().chars().map(half_width).collect();
    let end = text.find(|c: char| !c.is_ascii_digit() && c != ',').unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    let groups: Vec<&str> = digits.split(',').collect();
    let in_thousands = groups.len() == 1 || (groups[0].len() <= 3 && groups[1..].iter().all(|part| part.len() == 3));
    let decimals = rest.strip_prefix('.').map(|rest| rest.trim_start_matches('0'));
    let unit = decimals.unwrap_or(rest).trim();
    let is_unit = !unit.starts_with(|c: char| c.is_ascii_digit() || ".,-+".contains(c));
    let count: u32 = groups.concat().parse().ok()?;
    (count > 0 && in_thousands && is_unit).then(|| (count, unit.to_owned()))
}
