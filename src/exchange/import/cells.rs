//! One row seen through the columns: what it says under a field, and whether it is a row at all.

use super::columns::Columns;
use super::error::Fault;
use super::fields::{Field, plain};
use super::index::Keys;
use super::keys::{code_key, point_key, text_key};
use super::values::points;
use crate::domain::account::CodeKind;
use crate::exchange::formula::restore;
use crate::exchange::sheet::Row;

/// First cells of rows that add up others.
const TOTALS: [&str; 9] = ["合计", "总计", "小计", "共计", "汇总", "total", "totals", "grandtotal", "subtotal"];

/// What is at hand of a row.
#[derive(Clone, Copy)]
pub(super) struct Cells<'a> {
    row: &'a Row,
    columns: &'a Columns,
}

impl<'a> Cells<'a> {
    /// The cells of a row, if all of them could be told; none for a row that is no row: the header once more, or sums. `counted`: whether
    /// the number of its cells means anything.
    pub(super) fn of(row: &'a Row, columns: &'a Columns, counted: bool) -> Result<Option<Self>, Fault> {
        if let Some(flaw) = row.flaw() {
            return Err(flaw.into());
        }
        if columns.is_header(row) || is_total(row) {
            return Ok(None);
        }
        if counted && row.len() != columns.width() {
            return Err(Fault::Ragged { expected: columns.width(), found: row.len() });
        }
        Ok(Some(Self { row, columns }))
    }

    /// What stands under a field, unless it is empty.
    pub(super) fn one(&self, field: Field) -> Option<&'a str> {
        self.all(field).next()
    }

    /// Everything that stands under a field of several columns.
    pub(super) fn all(&self, field: Field) -> impl Iterator<Item = &'a str> {
        let row = self.row;
        let columns = self.columns.of(field).unwrap_or_default();
        // What an export made harmless is itself again.
        columns.iter().map(move |at| restore(row.cell(*at))).filter(|it| !it.is_empty())
    }

    /// The same joined.
    pub(super) fn joined(&self, field: Field) -> String {
        self.all(field).collect::<Vec<_>>().join(", ")
    }

    /// The same in lines, with the line breaks of its cells.
    pub(super) fn lines(&self, field: Field) -> String {
        let columns = self.columns.of(field).unwrap_or_default();
        let cells = columns.iter().map(|at| self.row.lines(*at)).filter(|it| !it.is_empty());
        cells.map(|cell| restore(&cell).to_owned()).collect::<Vec<_>>().join("\n")
    }

    /// The line it begins on.
    pub(super) fn line(&self) -> u64 {
        self.row.line()
    }

    /// Two numbers, latitude first as far as the file says so; none if there are none, or zeros, which is what other programs write for
    /// "unknown".
    pub(super) fn point(&self) -> Result<Option<(f64, f64)>, Fault> {
        let (lat, lon) = (self.one(Field::Lat).unwrap_or_default(), self.one(Field::Lon).unwrap_or_default());
        let fault = |lat: &str, lon: &str| Fault::Place { lat: lat.to_owned(), lon: lon.to_owned() };
        let pair = match (lat, lon, self.one(Field::Point)) {
            ("", "", None) => return Ok(None),
            ("", "", Some(cell)) => points::pair(cell).ok_or_else(|| fault(cell, ""))?,
            _ => points::degrees(lat).zip(points::degrees(lon)).ok_or_else(|| fault(lat, lon))?,
        };
        Ok((pair != (0.0, 0.0)).then_some(pair))
    }

    /// What it is recognised by.
    pub(super) fn keys(&self) -> Keys {
        let code = match (self.one(Field::Code), self.one(Field::Licence)) {
            (Some(code), _) => code_key(CodeKind::Customer, code),
            (None, licence) => code_key(CodeKind::Licence, licence.unwrap_or_default()),
        };
        let address = self.joined(Field::Address);
        let point = point_key(self.point().ok().flatten());
        Keys {
            line: u32::try_from(self.line()).unwrap_or(u32::MAX),
            code,
            name: text_key(self.one(Field::Name).unwrap_or_default()),
            at: if address.is_empty() { point } else { text_key(&address) },
            point,
            has_address: !address.is_empty(),
        }
    }
}

/// Whether a row begins with a word for sums and has nothing but numbers behind it.
fn is_total(row: &Row) -> bool {
    let mut filled = row.cells().filter(|cell| !cell.is_empty());
    let first = plain(filled.next().unwrap_or_default());
    let is_number = |cell: &str| cell.chars().all(|c| c.is_ascii_digit() || ".,-+%¥￥$ ".contains(c));
    TOTALS.contains(&first.as_str()) && filled.all(is_number)
}
