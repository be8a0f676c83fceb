//! Quantities: whole numbers, with the unit behind them or in a cell of its own.

use super::half_width;

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
